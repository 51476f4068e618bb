//! 责任分工: who answers for a place: its zone, experts, keepers, the unit that keeps it.
//! Source: `sources.md` 责任分工.

use chrono::NaiveDate;

use super::{Breach, Check, Rule, Weight, duty};
use crate::model::id::{PersonId, SiteId};
use crate::model::place::Site;
use crate::model::steward::{Steward, StewardKind};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[Rule {
    code: "R25",
    title: "安全专家、安全管家请假的有人代看",
    source: "责任分工",
    weight: Weight::Due,
    reads: &[Kind::Person, Kind::Swap],
    check: Check::Record(away),
}];

/// Who answers for a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// Which site.
    pub site: SiteId,
    /// The site.
    pub record: &'a Site,
    /// Who heads its zone (网格长).
    pub head: Option<PersonId>,
    /// Who stands in for them on that day, and until when.
    pub deputy: Option<(PersonId, Option<NaiveDate>)>,
    /// B角 of the zone.
    pub backup: Option<PersonId>,
    /// Experts of it.
    pub experts: Vec<&'a Steward>,
    /// Keepers of it.
    pub keepers: Vec<&'a Steward>,
    /// Who heads the unit that keeps it.
    pub unit_head: Option<PersonId>,
}

/// Who answers for each site, zone by zone. Experts and keepers whose days were over before `today`
/// are left out.
pub fn answers(doc: &Document, today: NaiveDate) -> Vec<Answer<'_>> {
    let mut sites: Vec<(SiteId, &Site)> = doc.sites.iter().map(|(id, one)| (*id, one)).collect();
    sites.sort_by_key(|(id, site)| (site.zone.is_none(), site.zone, *id));
    sites.into_iter().map(|(id, site)| answer(doc, (id, site), today)).collect()
}

fn answer<'a>(doc: &'a Document, (id, site): (SiteId, &'a Site), today: NaiveDate) -> Answer<'a> {
    let zone = site.zone.and_then(|zone| doc.zones.get(&zone));
    let deputy = site.zone.and_then(|zone| duty::deputy_of_zone(doc, zone, today));
    let of = |kind| stewards_of(doc, id, kind, today);
    Answer {
        site: id,
        record: site,
        head: zone.and_then(|zone| zone.keeper),
        deputy: deputy.map(|(person, swap)| (person, swap.to)),
        backup: zone.and_then(|zone| zone.backup),
        experts: of(StewardKind::Expert),
        keepers: of(StewardKind::Keeper),
        unit_head: site.unit.and_then(|unit| doc.units.get(&unit)).and_then(|unit| unit.head),
    }
}

/// The experts or keepers of a site whose days are not over yet: those named for it before those of
/// the whole surface.
fn stewards_of(doc: &Document, site: SiteId, kind: StewardKind, today: NaiveDate) -> Vec<&Steward> {
    let is_of = |one: &&Steward| {
        let is_over = one.to.is_some_and(|to| to < today);
        one.kind == Some(kind) && one.person.is_some() && one.is_for(site) && !is_over
    };
    let mut some: Vec<&Steward> = doc.stewards.iter().map(|(_, one)| one).filter(is_of).collect();
    some.sort_by_key(|one| one.sites.is_empty());
    some
}

/// An expert or keeper who is away while they look after something, without anybody in their place
/// on one of those days.
fn away(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Steward(id) = record else { return None };
    let steward = doc.stewards.get(id)?;
    let person = steward.person?;
    let leaves = &doc.persons.get(&person)?.leaves;
    let (leave, alone) = leaves.iter().find_map(|leave| {
        let from = steward.from.map_or(leave.from, |from| from.max(leave.from));
        let to = steward.to.map_or(leave.to, |to| to.min(leave.to));
        let mut days = from.iter_days().take_while(|day| *day <= to);
        Some((leave, days.find(|day| duty::deputy_of(doc, person, *day).is_none())?))
    })?;
    let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let (from, to) = (short(leave.from), short(leave.to));
    let since = if alone <= leave.from {
        String::new()
    } else {
        format!("{}起没有人代看，", short(alone))
    };
    let words = format!("{from}至{to}请假，{since}请定人代看，办离岗代班");
    Some(Breach::of(doc.name_of(record), words))
}
