//! The table of what the team has at hand: what, how much, where, who keeps it, until when.

use chrono::NaiveDate;

use super::desk::Desk;
use super::fields::{Field, Said, Table, line, read, unprepared};
use super::places::named;
use super::{Meaning, validity};
use crate::model::id::{SiteId, SupplyId};
use crate::model::plan::CardCode;
use crate::model::supply::{Supply, SupplyField, SupplyKind, SupplyState};
use crate::model::{Put, RecordId};
use crate::rules::signs::{chinese_number, name_key, quoted};
use crate::rules::supplies::kind_by_name;

/// Supplies, a row each.
pub(super) static SUPPLIES: Table = Table {
    fields: &[
        Field {
            meaning: Meaning::Skip,
            heads: &[
                "电话",
                "部门",
                "责任单位",
                "管理单位",
                "使用单位",
                "厂家",
                "生产日期",
                "单价",
            ],
            write: None,
        },
        Field {
            meaning: Meaning::Code,
            heads: &["编号", "器材编号", "物资编号"],
            write: Some(line!(Supply, SupplyField::Code)),
        },
        Field {
            meaning: Meaning::Model,
            heads: &["规格型号", "型号规格", "型号", "规格", "类型"],
            write: Some(line!(Supply, SupplyField::Model)),
        },
        Field {
            meaning: Meaning::Sort,
            heads: &["类别", "种类", "分类"],
            write: Some(read!(Supply, SupplyField::Kind, |_: &mut Desk<'_>, words: &str| kind(
                words
            ))),
        },
        Field {
            meaning: Meaning::Amount,
            heads: &["数量", "件数", "个数"],
            write: Some(write_amount),
        },
        Field {
            meaning: Meaning::Measure,
            heads: &["计量单位", "单位"],
            write: Some(line!(Supply, SupplyField::Unit)),
        },
        Field {
            meaning: Meaning::Location,
            heads: &["存放地点", "存放位置", "存放处", "存放", "地点", "位置", "场所", "部位"],
            write: Some(|desk, record, words| {
                write_place(desk, record, words);
                Ok(())
            }),
        },
        Field {
            meaning: Meaning::Checker,
            heads: &["检查人", "检查责任人"],
            write: Some(read!(Supply, SupplyField::Checker, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Holder,
            heads: &["保管人", "保管员", "管理人", "责任人", "负责人", "保管"],
            write: Some(read!(Supply, SupplyField::Keeper, |desk: &mut Desk<'_>, words| desk
                .person(words)
                .map(Some))),
        },
        Field {
            meaning: Meaning::Next,
            heads: &["下次检查", "下次检验", "下次检查日期"],
            write: Some(
                read!(Supply, SupplyField::Next, |desk: &mut Desk<'_>, words| desk.day(words))
            ),
        },
        Field {
            meaning: Meaning::Checked,
            heads: &["上次检查", "检查日期", "检查时间", "最近检查"],
            write: Some(
                read!(Supply, SupplyField::Checked, |desk: &mut Desk<'_>, words| desk.day(words))
            ),
        },
        Field {
            meaning: Meaning::Until,
            heads: &["有效期", "到期", "有效至", "失效", "下次维修", "报废"],
            write: Some(read!(Supply, SupplyField::Until, |desk: &mut Desk<'_>, words| last_day(
                desk, words
            ))),
        },
        Field {
            meaning: Meaning::State,
            heads: &["状态", "完好情况", "完好", "现状"],
            write: Some(read!(Supply, SupplyField::State, |_: &mut Desk<'_>, words: &str| state(
                words
            ))),
        },
        Field {
            meaning: Meaning::Cards,
            heads: &["处置卡", "适用卡", "卡号"],
            write: Some(write_cards),
        },
        Field {
            meaning: Meaning::Note,
            heads: &["备注", "说明", "用途"],
            write: Some(line!(Supply, SupplyField::Note)),
        },
        Field {
            meaning: Meaning::Thing,
            heads: &["物资名称", "器材名称", "装备名称", "名称", "品名", "物资", "器材", "装备"],
            write: None,
        },
    ],
    name: Meaning::Thing,
    merged: &[Meaning::Location, Meaning::Holder],
    prepare: unprepared,
    subject: supply,
    newcomers: false,
};

/// Where something lies, as a row says it.
#[derive(Debug, Default)]
struct Place {
    site: Option<SiteId>,
    words: String,
}

impl Place {
    /// 3号公寓一层值班室; what begins with none of the sites stays in words.
    fn of(desk: &Desk<'_>, words: &str) -> Self {
        let words = Desk::line(words);
        let known = desk.doc.sites.iter().filter_map(|(id, site)| {
            let name = site.name.trim();
            let rest = words.strip_prefix(name).filter(|_| !name.is_empty())?;
            Some((name.len(), *id, Desk::line(rest)))
        });
        match known.max_by_key(|(long, ..)| *long) {
            Some((_, id, rest)) => Self { site: Some(id), words: rest },
            None => Self { site: None, words },
        }
    }

    fn is_said(&self) -> bool {
        self.site.is_some() || !self.words.is_empty()
    }
}

/// The thing of that name, number and make at that place: what is not said fits everything.
fn supply(desk: &mut Desk<'_>, said: &Said) -> Result<(RecordId, bool), String> {
    let name = named(said, Meaning::Thing, "物资名称")?;
    let of = |meaning: Meaning| Desk::line(said.get(&meaning).map_or("", String::as_str));
    let (code, model) = (of(Meaning::Code), of(Meaning::Model));
    let place = Place::of(desk, &of(Meaning::Location));
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    let key = name_key(&name);
    let is_there = |one: &Supply| {
        let lies = one.site.is_some() || !one.place.trim().is_empty();
        let same = one.site == place.site && one.place.trim() == place.words;
        (same || !place.is_said() || !lies)
            && agree(one.code.trim(), &code)
            && agree(one.model.trim(), &model)
    };
    let all = desk.doc.supplies.iter().filter(|(_, one)| name_key(&one.name) == key);
    let known: Vec<SupplyId> = all.filter(|(_, one)| is_there(one)).map(|(id, _)| *id).collect();
    match known.as_slice() {
        [one] => Ok((RecordId::Supply(*one), false)),
        [] => {
            let id = SupplyId(desk.mint());
            desk.begin(RecordId::Supply(id));
            let kind = kind_by_name(&name);
            desk.put(Put::from((id, SupplyField::Name(name))));
            if kind.is_some() {
                desk.put(Put::from((id, SupplyField::Kind(kind))));
            }
            Ok((RecordId::Supply(id), true))
        }
        many => Err(format!("台账上有{}项{}，请写明编号或存放地点", many.len(), quoted(&name))),
    }
}

fn write_place(desk: &mut Desk<'_>, record: &RecordId, words: &str) {
    if let RecordId::Supply(id) = record {
        let Place { site, words } = Place::of(desk, words);
        desk.put(Put::from((*id, SupplyField::Site(site))));
        desk.put(Put::from((*id, SupplyField::Place(words))));
    }
}

/// 2, 2具, 1,000具, 十二具; what is said of what is no part of the number.
fn write_amount(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Supply(id) = record else { return Ok(()) };
    let words = Desk::line(words);
    let (figures, rest) = number(&words);
    let why = |why: &str| format!("数量{}{why}，没有录入", quoted(&words));
    if words.starts_with(['-', '－', '−', '—']) {
        return Err(why("小于0"));
    }
    if figures.is_empty() {
        return Err(why("不是数字"));
    }
    if rest.starts_with(['.', '．', '-', '—', '~', '/', '×']) {
        return Err(why("不是整数"));
    }
    let amount: u16 =
        figures.parse().ok().ok_or_else(|| why(&format!("太大，最多{}", u16::MAX)))?;
    if !rest.is_empty() && !is_measure(rest) {
        return Err(why("不只是一个数和单位"));
    }
    desk.put(Put::from((*id, SupplyField::Amount(amount))));
    let has_unit = desk.doc.supplies.find(id).is_some_and(|one| !one.unit.trim().is_empty());
    if !rest.is_empty() && !has_unit {
        desk.put(Put::from((*id, SupplyField::Unit(rest.to_owned()))));
    }
    Ok(())
}

/// The number the words begin with, its thousands apart or not (1,000; 10 000), in Chinese below a
/// hundred, and what follows.
fn number(words: &str) -> (String, &str) {
    let figures = |words: &str| words.chars().take_while(char::is_ascii_digit).collect::<String>();
    let mut number = figures(words);
    let mut rest = words.strip_prefix(number.as_str()).unwrap_or(words);
    let begins = (1..=3).contains(&number.len());
    while let Some(behind) = rest.strip_prefix([',', '，', ' ']).filter(|_| begins) {
        let thousand = figures(behind);
        if thousand.len() != 3 {
            break;
        }
        rest = behind.strip_prefix(thousand.as_str()).unwrap_or(behind);
        number.push_str(&thousand);
    }
    if number.is_empty() {
        let begins = |sign: &char| NUMERALS.contains(*sign);
        let mut word: String = words.chars().take_while(begins).collect();
        // Five kilograms, not five thousand grams.
        let rest = words.get(word.len()..).unwrap_or_default();
        if word.ends_with('千') && rest.starts_with(['克', '米']) {
            word.pop();
        }
        if let Some(value) = chinese_number(&word) {
            return (value.to_string(), words.get(word.len()..).unwrap_or_default().trim());
        }
    }
    (number, rest.trim())
}

/// What numbers in Chinese are written with.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千廿壹贰叁肆伍陆柒捌玖拾佰仟";

/// Whether that is what things are counted in: a short word without figures and signs. 10万 is
/// another number than 10, and 10余具 is none.
fn is_measure(words: &str) -> bool {
    const FIGURES: &str = "零〇一二两三四五六七八九十百千万亿半几余多来些点约缺少共各每";
    // A thousand grams is a measure.
    let rest = words.strip_prefix('千').filter(|rest| ["克", "米"].contains(rest)).unwrap_or(words);
    let is_word = |sign: char| {
        (sign.is_alphabetic() && !FIGURES.contains(sign)) || ['²', '³', '㎡', '㎥'].contains(&sign)
    };
    rest.chars().count() <= 6 && rest.chars().all(is_word)
}

fn kind(words: &str) -> Result<Option<SupplyKind>, String> {
    let words = Desk::line(words);
    let exact = SupplyKind::ALL.iter().find(|kind| kind.word() == words).copied();
    let kind = exact.or_else(|| kind_by_name(&words));
    kind.map(Some).ok_or_else(|| format!("类别{}认不出", quoted(&words)))
}

fn state(words: &str) -> Result<Option<SupplyState>, String> {
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    let unclear = || format!("状态{}看不出是完好、待补充、待维修还是停用", quoted(words));
    match () {
        () if has(&["停用", "报废", "失效"]) => Ok(Some(SupplyState::Withdrawn)),
        () if has(&["维修", "送修", "送检", "损坏", "故障"]) => {
            Ok(Some(SupplyState::Broken))
        }
        () if has(&["补充", "缺", "不足"]) => Ok(Some(SupplyState::Short)),
        // 不合格, 未检合格: what is denied is not fit.
        () if has(&["不", "未", "没", "非", "无"]) => Err(unclear()),
        () if has(&["完好", "良好", "正常", "合格", "在位", "有效", "√"]) => {
            Ok(Some(SupplyState::Fit))
        }
        () => Err(unclear()),
    }
}

/// Labels say 2028年5月 and mean all of it; 长期 is no day.
fn last_day(desk: &Desk<'_>, words: &str) -> Result<Option<NaiveDate>, String> {
    let line = Desk::line(words);
    if ["长期", "永久", "无", "/", "—"].contains(&line.as_str()) {
        return Ok(None);
    }
    if line.strip_suffix(".1").is_some_and(|year| year.parse::<u16>().is_ok()) {
        return Err(format!("{}看不出是1月还是10月，请写成“2027年10月”这样", quoted(&line)));
    }
    let whole = validity::first(&line);
    let whole = whole.filter(|one| one.before.is_empty() && one.behind.is_empty());
    whole.map_or_else(|| desk.day(words), |one| Ok(Some(one.last)))
}

/// E01、E06: those that are in the plan.
fn write_cards(desk: &mut Desk<'_>, record: &RecordId, words: &str) -> Result<(), String> {
    let RecordId::Supply(id) = record else { return Ok(()) };
    let parts = words.split(['、', '，', ',', ' ', '/', '；', '\n']).map(str::trim);
    let (mut cards, mut unknown) = (Vec::new(), Vec::new());
    for part in parts.filter(|part| !part.is_empty()) {
        let code = CardCode(part.to_uppercase());
        if desk.doc.cards.get(&code).is_none() {
            unknown.push(part);
        } else if !cards.contains(&code) {
            cards.push(code);
        }
    }
    if !cards.is_empty() {
        desk.put(Put::from((*id, SupplyField::Cards(cards))));
    }
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(format!("预案里没有处置卡{}", unknown.join("、")))
    }
}
