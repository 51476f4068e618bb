//! 空岗: the hours of a day in which a post that is to be manned has nobody, or too few.
//! Source: `sources.md` 值班安排表.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::columns;
use crate::model::Document;
use crate::model::duty::DutyId;

/// Hours of a day in which nobody is at a post, or fewer than it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The shift; it may have begun on the day before.
    pub cell: DutyId,
    /// Whether nobody has it.
    pub is_empty: bool,
    /// How many people it lacks.
    pub lacks: usize,
    /// From when on.
    pub begin: NaiveDateTime,
    /// Until when; no later than the end of the day.
    pub end: NaiveDateTime,
}

/// The gaps of a day of the season, earliest first, then in the order of the posts. What a shift of
/// the day before the season leaves open is none.
pub fn gaps(doc: &Document, day: NaiveDate) -> Vec<Gap> {
    let midnight = day.and_time(NaiveTime::MIN);
    let end_of_day = midnight.checked_add_signed(TimeDelta::hours(24)).unwrap_or(midnight);
    let first = doc.current_season().first;
    let days = [day.pred_opt(), Some(day)].into_iter().flatten();
    let days = days.filter(|begun| first.is_none_or(|first| first <= *begun));
    let mut gaps = Vec::new();
    for begun in days {
        for (post, record) in columns(doc) {
            for shift in record.shifts.iter().copied() {
                let cell = DutyId { day: begun, post, shift };
                let (begin, end) = shift.span(begun);
                let (begin, end) = (begin.max(midnight), end.min(end_of_day));
                let there = doc.duties.get(&cell).map_or(0, |duty| duty.persons.len());
                let lacks = doc.seats(cell).saturating_sub(there);
                if begin < end && 0 < lacks {
                    gaps.push(Gap { cell, is_empty: there == 0, lacks, begin, end });
                }
            }
        }
    }
    // Stable: posts stay in their order.
    gaps.sort_by_key(|gap| (gap.begin, gap.end));
    gaps
}
