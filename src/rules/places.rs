//! Rules about sites, zones, routes and people: what is named exists, and once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::named::{persons_in, posts_in, sites_in};
use super::{Breach, Check, Rule, Weight};
use crate::model::duty::DutyShift;
use crate::model::service::ServiceKind;
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "R1",
        title: "提到的人、单位、场所都在册",
        source: "单据提到的都在册",
        weight: Weight::Law,
        reads: &[Kind::Person, Kind::Site, Kind::Post, Kind::Unit, Kind::Zone],
        check: Check::Record(names_somebody_removed),
    },
    Rule {
        code: "R10",
        title: "每个场所都属于一个责任区",
        source: "责任区：每处地面场所属于且只属于一个",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(site_incomplete),
    },
    Rule {
        code: "R11",
        title: "名称不空",
        source: "表单名称齐全",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(nameless),
    },
    Rule {
        code: "R20",
        title: "同名的人要能区分",
        source: "两人制看纸面姓名",
        weight: Weight::Hint,
        reads: &[Kind::Person],
        check: Check::Whole(namesakes),
    },
];

fn names_somebody_removed(doc: &Document, record: &RecordId) -> Option<Breach> {
    let unit = match record {
        RecordId::Person(id) => doc.persons.get(id)?.unit,
        RecordId::Site(id) => doc.sites.get(id)?.unit,
        RecordId::Hazard(id) => doc.hazards.get(id)?.unit,
        RecordId::Activity(id) => doc.activities.get(id)?.organiser,
        _ => None,
    };
    let zone = match record {
        RecordId::Site(id) => doc.sites.get(id)?.zone,
        _ => None,
    };
    let gone = if persons_in(doc, record).iter().any(|id| doc.persons.get(id).is_none()) {
        "有人已从人员册删除"
    } else if sites_in(doc, record).iter().any(|id| doc.sites.get(id).is_none()) {
        "有场所已删除"
    } else if posts_in(doc, record).iter().any(|id| doc.posts.get(id).is_none()) {
        "有岗位已删除"
    } else if unit.is_some_and(|id| doc.units.get(&id).is_none()) {
        "所属单位已删除"
    } else if zone.is_some_and(|id| doc.zones.get(&id).is_none()) {
        "所属责任区已删除"
    } else {
        return None;
    };
    Some(format!("{}：{gone}，还在用的不能删", name_of(doc, record)).into())
}

fn site_incomplete(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Site(id) = record else { return None };
    let site = doc.sites.get(id)?;
    let missing: Vec<&str> = [
        (site.zone.is_none(), "责任区"),
        (site.kind.is_none(), "场所类别"),
        (site.unit.is_none(), "管理单位"),
    ]
    .into_iter()
    .filter_map(|(missing, what)| missing.then_some(what))
    .collect();
    (!missing.is_empty()).then(|| format!("{}：还没写{}", site.name, missing.join("、")).into())
}

fn nameless(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (name, what) = match record {
        RecordId::Unit(id) => (&doc.units.get(id)?.name, "单位"),
        RecordId::Person(id) => (&doc.persons.get(id)?.name, "人员"),
        RecordId::Zone(id) => (&doc.zones.get(id)?.name, "责任区"),
        RecordId::Site(id) => (&doc.sites.get(id)?.name, "场所"),
        RecordId::Route(id) => (&doc.routes.get(id)?.name, "路线"),
        RecordId::Post(id) => (&doc.posts.get(id)?.name, "岗位"),
        RecordId::Card(code) => (&doc.cards.get(code)?.title, "处置卡"),
        RecordId::Phone(id) => (&doc.phones.get(id)?.name, "电话"),
        RecordId::Activity(id) => (&doc.activities.get(id)?.title, "宣传活动"),
        _ => return None,
    };
    name.trim().is_empty().then(|| format!("有{what}还没写名称").into())
}

fn namesakes(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, person) in doc.persons.iter().filter(|(_, person)| !person.name.trim().is_empty()) {
        let count = seen.entry(person.name.trim()).or_default();
        *count += 1;
        if 1 < *count {
            let words = format!("{}：有同名的人，请在姓名后加注单位以便区分", person.name);
            found.push((RecordId::Person(*id), words.into()));
        }
    }
    found
}

/// 2月5日 夜班
fn shift_words(day: Option<NaiveDate>, what: Option<&str>) -> String {
    let day = day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    format!("{day} {}", what.unwrap_or_default()).trim().to_owned()
}

/// What people call a record.
pub fn name_of(doc: &Document, record: &RecordId) -> String {
    if let Some(number) = super::numbers::number_on(doc, record) {
        return number.to_string();
    }
    match record {
        RecordId::Mine(_) => "本矿资料".to_owned(),
        RecordId::Season(_) => "本季".to_owned(),
        RecordId::Unit(id) => doc.unit_name(Some(*id)).to_owned(),
        RecordId::Person(id) => doc.person_name(*id).to_owned(),
        RecordId::Zone(id) => doc.zone_name(Some(*id)).to_owned(),
        RecordId::Site(id) => doc.site_name(Some(*id)).to_owned(),
        RecordId::Route(id) => {
            doc.routes.find(id).map(|route| route.name.clone()).unwrap_or_default()
        }
        RecordId::Post(id) => doc.post_name(Some(*id)).to_owned(),
        RecordId::Plan(_) => "预案".to_owned(),
        RecordId::Card(code) => {
            let title = doc.cards.find(code).map_or("", |card| card.title.as_str());
            format!("{code} {title}")
        }
        RecordId::Version(id) => {
            let label = doc.versions.find(id).map_or("", |version| version.label.as_str());
            format!("预案{label}")
        }
        RecordId::Phone(id) => {
            doc.phones.find(id).map(|phone| phone.name.clone()).unwrap_or_default()
        }
        RecordId::Duty(id) => super::duty::cell_words(doc, id),
        RecordId::Log(id) => doc
            .logs
            .find(id)
            .map(|log| shift_words(log.day, log.shift.map(DutyShift::word)))
            .unwrap_or_default(),
        RecordId::Handover(id) => doc
            .handovers
            .find(id)
            .map(|one| shift_words(one.day, one.shift.map(DutyShift::word)))
            .unwrap_or_default(),
        RecordId::ZeroReport(id) => doc
            .zero_reports
            .find(id)
            .map(|one| shift_words(one.day, Some(&one.receiver)))
            .unwrap_or_default(),
        RecordId::SpotCheck(id) => doc
            .spot_checks
            .find(id)
            .map(|one| shift_words(one.day, Some(doc.post_name(one.post))))
            .unwrap_or_default(),
        RecordId::Activity(id) => {
            doc.activities.find(id).map(|one| one.title.clone()).unwrap_or_default()
        }
        RecordId::Service(id) => doc
            .services
            .find(id)
            .map(|one| shift_words(one.day, one.kind.map(ServiceKind::word)))
            .unwrap_or_default(),
        RecordId::Item(code) => code.base.clone(),
        RecordId::Checklist(kind) => format!("{}检查表", kind.word()),
        RecordId::Number(number) => number.to_string(),
        RecordId::Hazard(_) => "未编号的隐患".to_owned(),
        RecordId::Transfer(_) => "未编号的移交单".to_owned(),
        RecordId::Sheet(id) => {
            doc.sheets.find(id).map(|sheet| sheet.title.clone()).unwrap_or_default()
        }
    }
}
