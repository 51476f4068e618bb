//! What the team has at hand: what a thing is by its name, where it lies, and what is wrong with it.
//! Source: `sources.md` 应急物资.

use chrono::{Days, Months, NaiveDate};

use super::unwritten;
use crate::model::Document;
use crate::model::id::SupplyId;
use crate::model::place::{Site, SiteKind};
use crate::model::supply::{Supply, SupplyKind, SupplyState};

/// Words that tell what a thing is for, the narrower before the wider.
const NAMED: [(SupplyKind, &[&str]); 14] = [
    (SupplyKind::Extinguisher, &["灭火器"]),
    (SupplyKind::Respirator, &["呼吸器", "自救器"]),
    (SupplyKind::Insulated, &["绝缘", "验电"]),
    (SupplyKind::FireGear, &["灭火", "消防", "水带", "水枪", "破拆"]),
    (SupplyKind::Detector, &["检测", "测温", "热像", "报警仪"]),
    (SupplyKind::FirstAid, &["急救", "除颤", "AED", "药"]),
    (SupplyKind::Stretcher, &["担架", "毛毯", "棉被"]),
    (SupplyKind::Light, &["手电", "头灯", "照明", "应急灯"]),
    (SupplyKind::Radio, &["对讲", "喇叭", "扩音", "哨"]),
    (SupplyKind::Guard, &["警戒", "反光", "安全帽", "锥", "手套"]),
    (SupplyKind::Snow, &["沙袋", "雪", "防滑", "编织袋", "水泵"]),
    (SupplyKind::Tool, &["发电", "电源", "工具", "锹", "镐", "撬", "绳"]),
    (SupplyKind::Food, &["食品", "饮水", "矿泉水", "方便面"]),
    (SupplyKind::Vehicle, &["车", "油"]),
];

/// What a thing of that name is for, where the name tells.
pub fn kind_by_name(name: &str) -> Option<SupplyKind> {
    let tells = |(_, words): &&(SupplyKind, &[&str])| words.iter().any(|word| name.contains(word));
    NAMED.iter().find(tells).map(|(kind, _)| *kind)
}

/// What it is for, as somebody said or else as its name tells.
pub fn kind_of(one: &Supply) -> Option<SupplyKind> {
    one.kind.or_else(|| kind_by_name(&one.name))
}

/// Whether it is good for a time that stands on its label. Source: `sources.md` 应急物资.
pub fn ends(one: &Supply) -> bool {
    matches!(
        kind_of(one),
        Some(
            SupplyKind::Extinguisher
                | SupplyKind::Respirator
                | SupplyKind::Insulated
                | SupplyKind::FirstAid
                | SupplyKind::Food
        )
    )
}

/// 3号公寓 一层值班室.
pub fn place_words(doc: &Document, one: &Supply) -> String {
    let parts = [doc.site_name(one.site).trim(), one.place.trim()];
    parts.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// 2具; nothing where nobody said how much.
pub fn amount_words(one: &Supply) -> String {
    if one.amount == 0 { String::new() } else { format!("{}{}", one.amount, one.unit.trim()) }
}

/// All of them in the order of a walk: by site, then by place, kind and name.
pub fn in_order(doc: &Document) -> Vec<(SupplyId, &Supply)> {
    let mut all: Vec<(SupplyId, &Supply)> =
        doc.supplies.iter().map(|(id, one)| (*id, one)).collect();
    all.sort_by_cached_key(|(id, one)| {
        let words = [&one.place, &one.name, &one.code].map(|words| words.trim().to_owned());
        (one.site.is_none(), one.site, kind_of(one).map(order), words, *id)
    });
    all
}

/// The place of a kind in their order.
fn order(kind: SupplyKind) -> usize {
    SupplyKind::ALL.iter().position(|one| *one == kind).unwrap_or_default()
}

/// What nobody wrote of it that somebody who needs it has to know: 还没写数量、保管人.
pub fn unsaid(one: &Supply) -> Option<String> {
    unwritten([
        (one.amount == 0, "数量"),
        (one.site.is_none() && one.place.trim().is_empty(), "存放地点"),
        (one.keeper.is_none(), "保管人"),
    ])
}

/// What is wrong with its last day as of `today`; `last` is the last day it has to last.
pub fn outdated(one: &Supply, today: NaiveDate, last: Option<NaiveDate>) -> Option<String> {
    let day = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
    match one.until {
        None if ends(one) => Some("还没写有效期，请照标签或检修标识写上".to_owned()),
        Some(until) if until < today => {
            Some(format!("有效期到{}，已经过期；请更换、送修或送检", day(until)))
        }
        Some(until) if last.is_some_and(|last| until < last) => {
            Some(format!("有效期到{}，值守期没完就到期；请提前更换、送修或送检", day(until)))
        }
        _ => None,
    }
}

/// How long an extinguisher there may go without being looked at. Source: `sources.md` 应急物资.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Month,
    HalfMonth,
}

impl Period {
    /// Of that thing; other things have the period the mine gives them by the next day it wrote down.
    fn of(doc: &Document, one: &Supply) -> Option<Self> {
        let is_extinguisher = kind_of(one) == Some(SupplyKind::Extinguisher);
        let site = one.site.and_then(|id| doc.sites.find(&id)).map(Site::site_kind);
        let often =
            matches!(site, Some(SiteKind::BoilerHouse | SiteKind::Yard | SiteKind::GasTank));
        is_extinguisher.then_some(if often { Self::HalfMonth } else { Self::Month })
    }

    fn over(self, since: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Month => since.checked_add_months(Months::new(1)),
            Self::HalfMonth => since.checked_add_days(Days::new(15)),
        }
    }

    /// 每月查一次, 超过一个月.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Month => ("每月", "一个月"),
            Self::HalfMonth => ("每半月", "半个月"),
        }
    }
}

/// What is wrong with when it was looked at.
pub fn unchecked(doc: &Document, one: &Supply, today: NaiveDate) -> Option<String> {
    let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let missed = one.next.filter(|next| *next < today);
    if let Some(next) = missed.filter(|next| one.checked.is_none_or(|checked| checked < *next)) {
        return Some(format!("定好{}检查，已经过了；请检查并登记", day(next)));
    }
    let period = Period::of(doc, one)?;
    let (often, long) = period.words();
    match one.checked {
        None => Some(format!("还没有登记检查，这里的灭火器{often}查一次；请检查并登记")),
        Some(checked) => {
            let is_over = period.over(checked).is_some_and(|until| until < today);
            is_over.then(|| format!("上次检查是{}，超过{long}；请检查并登记", day(checked)))
        }
    }
}

/// What is wrong with its state.
pub fn unfit(one: &Supply) -> Option<String> {
    match one.state? {
        SupplyState::Fit => None,
        SupplyState::Short => Some("待补充；请补齐".to_owned()),
        SupplyState::Broken => Some("待维修；请修好或换上备用的".to_owned()),
        SupplyState::Withdrawn => Some("停用；请换上能用的，或者从台账删去".to_owned()),
    }
}

/// In a word each what is wrong with it as of a day, as its line in the register says it.
pub fn marks(doc: &Document, one: &Supply, today: NaiveDate) -> Vec<&'static str> {
    let last = doc.current_season().last;
    let out = outdated(one, today, last).map(|_| match one.until {
        None => "缺有效期",
        Some(until) if until < today => "已过期",
        Some(_) => "将到期",
    });
    let all = [
        unfit(one).and(one.state).map(SupplyState::word),
        out,
        unchecked(doc, one, today).map(|_| "超期未查"),
        unsaid(one).map(|_| "没写全"),
    ];
    all.into_iter().flatten().collect()
}

/// Everything that is wrong with it as of a day, besides its keeper's leave.
pub fn faults(doc: &Document, one: &Supply, today: NaiveDate) -> Vec<String> {
    let last = doc.current_season().last;
    let all = [unsaid(one), outdated(one, today, last), unchecked(doc, one, today), unfit(one)];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_a_thing_is_for() {
        for (name, kind) in [
            ("4kg干粉灭火器", Some(SupplyKind::Extinguisher)),
            ("推车式灭火器", Some(SupplyKind::Extinguisher)),
            ("灭火毯", Some(SupplyKind::FireGear)),
            ("过滤式消防自救呼吸器", Some(SupplyKind::Respirator)),
            ("绝缘手套", Some(SupplyKind::Insulated)),
            ("防滑手套", Some(SupplyKind::Guard)),
            ("自动体外除颤仪（AED）", Some(SupplyKind::FirstAid)),
            ("急救箱", Some(SupplyKind::FirstAid)),
            ("消防水带", Some(SupplyKind::FireGear)),
            ("折叠担架", Some(SupplyKind::Stretcher)),
            ("强光手电", Some(SupplyKind::Light)),
            ("防爆对讲机", Some(SupplyKind::Radio)),
            ("沙袋", Some(SupplyKind::Snow)),
            ("除雪铲", Some(SupplyKind::Snow)),
            ("登记本", None),
        ] {
            assert_eq!(kind_by_name(name), kind, "{name}");
        }
    }
}
