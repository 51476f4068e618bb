//! Rules about sites, zones, routes and people: what is named exists, and once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Breach, Check, Rule, Weight, unwritten};
use crate::model::record::Life;
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "R1",
        title: "提到的人、单位、场所都在册",
        source: "记录：提到的都在册",
        weight: Weight::Law,
        reads: &[Kind::Person, Kind::Site, Kind::Post, Kind::Unit, Kind::Zone, Kind::Route],
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
        title: "名称、日期不空",
        source: "记录：名称、日期齐全",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(nameless),
    },
    Rule {
        code: "R20",
        title: "同名的人要能区分",
        source: "两人制：看纸面姓名",
        weight: Weight::Hint,
        reads: &[Kind::Person],
        check: Check::Whole(namesakes),
    },
];

/// The records that a record names. A filled cell of the rota names its post as well: only an empty
/// one may stay when its post goes. That a record was once printed holds nothing back.
fn named(doc: &Document, record: &RecordId) -> Vec<RecordId> {
    if let RecordId::Printout(_) = record {
        return Vec::new();
    }
    let mut named = doc.named_by(record);
    if let RecordId::Duty(id) = record {
        let filled = doc.duties.get(id).is_some_and(|duty| !duty.persons.is_empty());
        named.extend(filled.then_some(RecordId::Post(id.post)));
    }
    named
}

/// The records that name a record, table by table.
pub fn naming(doc: &Document, record: &RecordId) -> Vec<RecordId> {
    let names_it = |one: &RecordId| one != record && named(doc, one).contains(record);
    doc.records().into_iter().filter(names_it).collect()
}

/// What of the kinds that come and go a record names and is not there any more.
fn names_somebody_removed(doc: &Document, record: &RecordId) -> Option<Breach> {
    let is_gone = |one: &RecordId| one.kind().life() == Life::ByHand && !doc.has(one);
    let gone = named(doc, record).into_iter().find(is_gone)?;
    let words = format!("{}已删除，还在用的不能删", gone.about(doc));
    Some(Breach::of(doc.name_of(record), words))
}

fn site_incomplete(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Site(id) = record else { return None };
    let site = doc.sites.get(id)?;
    let words = unwritten([
        (site.zone.is_none(), "责任区"),
        (site.kind.is_none(), "场所类别"),
        (site.unit.is_none(), "管理单位"),
    ])?;
    Some(Breach::of(&site.name, words))
}

fn nameless(doc: &Document, record: &RecordId) -> Option<Breach> {
    let field = doc.lacks(record)?;
    Some(format!("有{}还没写{field}", record.kind().word()).into())
}

fn namesakes(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, person) in doc.persons.iter().filter(|(_, person)| !person.name.trim().is_empty()) {
        let count = seen.entry(person.name.trim()).or_default();
        *count += 1;
        if 1 < *count {
            let breach = Breach::of(&person.name, "有同名的人，请在姓名后加注单位以便区分");
            found.push((RecordId::Person(*id), breach));
        }
    }
    found
}
