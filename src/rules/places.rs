//! Rules about sites, zones, routes and people: what is named exists, and once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Breach, Check, Rule, Weight};
use crate::model::hazard::Step;
use crate::model::id::{PersonId, SiteId};
use crate::model::{Document, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "R1",
        title: "提到的人、单位、场所都在册",
        source: "design.md 6 一个文件装下全部",
        weight: Weight::Law,
        check: Check::Record(names_somebody_removed),
    },
    Rule {
        code: "R10",
        title: "每个场所都属于一个责任区",
        source: "domain.md 7.2 网格化责任区",
        weight: Weight::Due,
        check: Check::Record(site_incomplete),
    },
    Rule {
        code: "R11",
        title: "名称不空",
        source: "office.md 5",
        weight: Weight::Due,
        check: Check::Record(nameless),
    },
    Rule {
        code: "R20",
        title: "同名的人要能区分",
        source: "office.md 1.2 两人制看纸面姓名",
        weight: Weight::Hint,
        check: Check::Whole(namesakes),
    },
];

/// The persons a record names.
fn persons_in(doc: &Document, record: &RecordId) -> Vec<PersonId> {
    match record {
        RecordId::Unit(id) => doc.units.get(id).and_then(|unit| unit.head).into_iter().collect(),
        RecordId::Zone(id) => doc
            .zones
            .get(id)
            .map(|zone| zone.keeper.into_iter().chain(zone.backup).collect())
            .unwrap_or_default(),
        RecordId::Sheet(id) => doc
            .sheets
            .get(id)
            .map(|sheet| {
                let signers = sheet.electrician.into_iter().chain(sheet.post_holder);
                sheet.walkers.iter().copied().chain(signers).collect()
            })
            .unwrap_or_default(),
        RecordId::Hazard(id) => doc
            .hazards
            .get(id)
            .map(|hazard| {
                let signers = hazard.steps.iter().flat_map(signers);
                hazard.finders.iter().copied().chain(hazard.owner).chain(signers).collect()
            })
            .unwrap_or_default(),
        RecordId::Transfer(id) => {
            doc.transfers.get(id).and_then(|transfer| transfer.by).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn signers(step: &Step) -> Vec<PersonId> {
    match step {
        Step::FixedOnSpot { fixer, checker, .. } => vec![*fixer, *checker],
        Step::Received { by, .. }
        | Step::Rectified { by, .. }
        | Step::Extended { by, .. }
        | Step::Closed { by, .. }
        | Step::Voided { by, .. } => vec![*by],
        Step::Rechecked { by, .. } => by.clone(),
        Step::HandedOver { .. } => Vec::new(),
    }
}

/// The sites a record names.
fn sites_in(doc: &Document, record: &RecordId) -> Vec<SiteId> {
    match record {
        RecordId::Route(id) => {
            doc.routes.get(id).map(|route| route.stops.clone()).unwrap_or_default()
        }
        RecordId::Sheet(id) => doc.sheets.get(id).map(|sheet| sheet.sites()).unwrap_or_default(),
        RecordId::Hazard(id) => {
            doc.hazards.get(id).and_then(|hazard| hazard.site).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn names_somebody_removed(doc: &Document, record: &RecordId) -> Option<Breach> {
    let unit = match record {
        RecordId::Person(id) => doc.persons.get(id)?.unit,
        RecordId::Site(id) => doc.sites.get(id)?.unit,
        RecordId::Hazard(id) => doc.hazards.get(id)?.unit,
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
