//! Training, musters, meetings: counted, and what is still to be written down of them. Source: `sources.md`
//! 培训和会议.

use chrono::NaiveDate;

use super::{Breach, Check, Rule, Weight};
use crate::model::gathering::{Gathering, GatheringKind};
use crate::model::id::PersonId;
use crate::model::people::{Person, Training};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "G1",
        title: "开过的培训、集训、会议登记到会人员",
        source: "培训和会议：按签到登记",
        weight: Weight::Due,
        reads: &[Kind::Gathering],
        check: Check::Whole(uncounted),
    },
    Rule {
        code: "G2",
        title: "参加培训的队员登记培训合格",
        source: "培训和会议：合格后登记",
        weight: Weight::Hint,
        reads: &[Kind::Gathering, Kind::Person],
        check: Check::Whole(unregistered),
    },
];

/// How often the team came together for one thing, and how many came in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// For what.
    pub kind: GatheringKind,
    /// How often.
    pub times: usize,
    /// Everybody who came, counted each time (人次).
    pub attendances: usize,
}

/// What was held up to and with that day, a line for each kind of which there is any: of it somebody has
/// written down who came.
pub fn held(doc: &Document, until: NaiveDate) -> Vec<Held> {
    let counts = |one: &Gathering| one.day.is_none_or(|day| day <= until) && 0 < one.attendance();
    let of = |kind: GatheringKind| {
        let all = doc.gatherings.iter().map(|(_, one)| one);
        let some: Vec<&Gathering> =
            all.filter(|one| one.kind == Some(kind) && counts(one)).collect();
        let attendances = some.iter().map(|one| one.attendance()).sum();
        (!some.is_empty()).then_some(Held { kind, times: some.len(), attendances })
    };
    GatheringKind::ALL.iter().copied().filter_map(of).collect()
}

/// 培训2次78人次、会议3次40人次; empty where nothing was held.
pub fn held_words(held: &[Held]) -> String {
    let words = held.iter().map(|Held { kind, times, attendances }| {
        format!("{}{times}次{attendances}人次", kind.word())
    });
    words.collect::<Vec<_>>().join("、")
}

/// Members who came to a training and of whom nobody has said that they passed one.
pub fn to_register(doc: &Document, one: &Gathering) -> Vec<PersonId> {
    if one.day.is_none() || one.kind != Some(GatheringKind::Training) {
        return Vec::new();
    }
    // An examination may be days after its training.
    let has_passed = |person: &Person| matches!(person.training, Some(Training::Passed(_)));
    let is_open = |id: &PersonId| {
        let person = doc.persons.get(id);
        person.is_some_and(|person| person.membership.is_some() && !has_passed(person))
    };
    one.attended.iter().copied().filter(is_open).collect()
}

fn uncounted(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let lacks = |one: &Gathering| one.day.is_some_and(|day| day < today) && one.attendance() == 0;
    let lacking = doc.gatherings.iter().filter(|(_, one)| lacks(one));
    let told = |(id, one): (&crate::model::id::GatheringId, &Gathering)| {
        let day = one.day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
        let words = format!("{day}已过，还没登记到会人员；没有开的请删除或改期");
        (RecordId::Gathering(*id), Breach::of(&one.title, words))
    };
    lacking.map(told).collect()
}

fn unregistered(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let held = doc.gatherings.iter().filter(|(_, one)| one.day.is_some_and(|day| day <= today));
    let told = held.filter_map(|(id, one)| {
        let open = to_register(doc, one).len();
        let words = format!("到会的队员里有{open}人还没登记培训合格");
        (0 < open).then(|| (RecordId::Gathering(*id), Breach::of(&one.title, words)))
    });
    told.collect()
}
