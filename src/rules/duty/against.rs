//! What speaks against somebody in a cell of the rota: one typed reason, judged with the hours of
//! the shift from its begin to its end, and its words. The rules, the cell, taking turns and the
//! order in which people are offered all ask here.

use chrono::{NaiveDate, TimeDelta};

use super::{cell_words, is_rescue};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::people::{Person, Skill};

/// How long anybody rests between two shifts: after a night, and before one as well.
pub(super) const REST: TimeDelta = TimeDelta::hours(8);

/// A reason why somebody should not have a cell of the rota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// No longer on the books.
    Gone,
    /// On leave that day, which is the first day of the shift or the one it ends on.
    Leave(NaiveDate),
    /// On duty elsewhere at the same time.
    Clash(DutyId),
    /// Comes from that shift without a rest.
    TiredFrom(DutyId),
    /// Goes on to that shift without a rest.
    TiredFor(DutyId),
    /// Kept off nights.
    Nights,
    /// Not trained for a rescue post when the shift begins.
    Untrained,
    /// The post asks for a certificate that nobody of the shift holds to its end.
    Uncertified(Skill),
}

impl Against {
    /// The words after a name: 当日请假.
    pub fn words(self, doc: &Document, cell: DutyId) -> String {
        match self {
            Self::Gone => "已不在册".to_owned(),
            Self::Leave(day) if day == cell.day => "当日请假".to_owned(),
            Self::Leave(_) => {
                let (_, end) = cell.shift.span(cell.day);
                format!("次日请假，本班次日{}才下班", end.format("%-H:%M"))
            }
            Self::Clash(other) => format!("同时排在{}", cell_words(doc, &other)),
            Self::TiredFrom(other) => {
                format!("刚下{}，{}", cell_words(doc, &other), no_rest())
            }
            Self::TiredFor(other) => {
                format!("下班就接{}，{}", cell_words(doc, &other), no_rest())
            }
            Self::Nights => "不排夜班".to_owned(),
            Self::Untrained => "到当日还没有培训合格，不能上救援岗".to_owned(),
            Self::Uncertified(skill) => format!("到下班时没有有效的{}证", skill.word()),
        }
    }
}

fn no_rest() -> String {
    format!("两班之间休息不足{}小时", REST.num_hours())
}

/// The words of several reasons after a name, most pressing first.
pub fn reasons_words(doc: &Document, cell: DutyId, reasons: &[Against]) -> String {
    let words: Vec<String> = reasons.iter().map(|reason| reason.words(doc, cell)).collect();
    words.join("，")
}

/// What their own record has against a cell, most pressing first.
pub(super) fn by_record(doc: &Document, cell: DutyId, person: PersonId) -> Vec<Against> {
    let Some(record) = doc.persons.get(&person) else { return vec![Against::Gone] };
    let rescue = doc.posts.get(&cell.post).is_some_and(is_rescue);
    let leave = on_leave(record, cell).map(Against::Leave);
    let nights = (record.no_nights && cell.shift.is_night()).then_some(Against::Nights);
    let untrained = (rescue && !record.is_trained(cell.day)).then_some(Against::Untrained);
    [leave, nights, untrained].into_iter().flatten().collect()
}

/// The first day of a cell on which somebody is away.
fn on_leave(record: &Person, cell: DutyId) -> Option<NaiveDate> {
    let (first, last) = cell.shift.days(cell.day);
    [first, last].into_iter().find(|day| record.is_away(*day))
}

/// What their other cells have against a cell, in the order of those cells.
pub(super) fn by_cells(cell: DutyId, others: impl Iterator<Item = DutyId>) -> Vec<Against> {
    let (from, to) = cell.shift.span(cell.day);
    let reason = |other: DutyId| {
        let (begin, end) = other.shift.span(other.day);
        if begin < to && from < end {
            return Some(Against::Clash(other));
        }
        if end <= from && from < end + REST {
            return Some(Against::TiredFrom(other));
        }
        (to <= begin && begin < to + REST).then_some(Against::TiredFor(other))
    };
    others.filter(|other| *other != cell).filter_map(reason).collect()
}

/// Whether somebody's certificate holds from the begin of a cell to its end.
pub(super) fn is_certified(doc: &Document, cell: DutyId, person: PersonId, skill: Skill) -> bool {
    let (_, last) = cell.shift.days(cell.day);
    doc.persons.get(&person).is_some_and(|person| person.is_certified(skill, last))
}

/// The certificates a cell asks for that none of these people holds to its end.
pub(super) fn missing(doc: &Document, cell: DutyId, persons: &[PersonId]) -> Vec<Skill> {
    let Some(post) = doc.posts.get(&cell.post) else { return Vec::new() };
    let holds = |skill| persons.iter().any(|person| is_certified(doc, cell, *person, skill));
    post.needs.iter().copied().filter(|skill| !holds(*skill)).collect()
}
