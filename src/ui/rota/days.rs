//! What the grid of the rota is made of: its lines and its columns. Pure.

use chrono::NaiveDate;

use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PostId;
use crate::model::mine::{LittleYear, Phase, Season};
use crate::model::people::Post;
use crate::rules::calendar;
use crate::rules::duty;

/// The longest season that is shown.
const MOST_DAYS: usize = 92;

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A phase begins.
    Phase(Phase),
    /// A day.
    Day(NaiveDate),
}

/// A column of the grid: a post in one of its shifts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    pub(super) id: PostId,
    pub(super) post: &'a Post,
    pub(super) shift: DutyShift,
}

impl Column<'_> {
    /// The cell on that day.
    pub(super) fn on(&self, day: NaiveDate) -> DutyId {
        DutyId { day, post: self.id, shift: self.shift }
    }
}

/// The posts with a column, once for each of their shifts.
pub(super) fn columns(doc: &Document) -> Vec<Column<'_>> {
    let columns = duty::columns(doc).into_iter().flat_map(|(id, post)| {
        post.shifts.iter().map(move |shift| Column { id, post, shift: *shift })
    });
    columns.collect()
}

/// The days of a season, and where its phases begin.
pub(super) fn lines(
    (first, last): (NaiveDate, NaiveDate),
    season: &Season,
    little: LittleYear,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut phase = None;
    for day in first.iter_days().take_while(|day| *day <= last).take(MOST_DAYS) {
        let here = calendar::phase(day, season, little);
        if here != phase {
            lines.extend(here.map(Line::Phase));
            phase = here;
        }
        lines.push(Line::Day(day));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_stand_above_their_first_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let lines = {
            let season = Season { year: 2027, ..Season::default() };
            lines((day("2027-02-04"), day("2027-02-06")), &season, LittleYear::North)
        };
        let expected = [
            Line::Phase(Phase::Before),
            Line::Day(day("2027-02-04")),
            Line::Phase(Phase::Guard),
            Line::Day(day("2027-02-05")),
            Line::Day(day("2027-02-06")),
        ];
        assert_eq!(lines, expected);
    }
}
