//! Of which days a workbook is exported, and what that leaves out of each table.

use chrono::{Months, NaiveDate};
use serde_json::Value;

use super::cells::Cells;
use crate::model::hazard::Hazard;
use crate::model::id::HazardId;
use crate::model::{Document, Kind};
use crate::rules::course::at_end_of;
use crate::rules::tally;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everything.
    Whole,
    /// From a day on.
    Since,
    /// A month.
    Month,
}

impl Asked {
    /// As it is written.
    pub fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Since => "since",
            Self::Month => "month",
        }
    }
}

/// Some days, first and last included. States and figures are those at the end of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// What was asked for.
    pub asked: Asked,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl Period {
    /// All there is; figures are of the season so far.
    pub fn whole(doc: &Document, today: NaiveDate) -> Self {
        Self { asked: Asked::Whole, first: tally::first_day(doc, today), last: today }
    }

    /// From that day until today.
    pub fn since(first: NaiveDate, today: NaiveDate) -> Self {
        Self { asked: Asked::Since, first, last: today.max(first) }
    }

    /// The month that begins with that day, as far as it is over today.
    pub fn month(first: NaiveDate, today: NaiveDate) -> Self {
        let next = first.checked_add_months(Months::new(1));
        let end = next.and_then(|next| next.pred_opt()).unwrap_or(first);
        Self { asked: Asked::Month, first, last: end.min(today).max(first) }
    }

    /// Whether the day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether there was anything to be done with a hazard in those days: it was found by the end of
    /// them, and was not over before they began, or has a paper of them.
    fn concerns(self, hazard: &Hazard) -> bool {
        let is_found = hazard.found_on.is_none_or(|on| on <= self.last);
        let before = self.first.pred_opt().unwrap_or(self.first);
        let was_over = at_end_of(hazard, before).state().is_over();
        is_found && (!was_over || hazard.steps.iter().any(|step| self.holds(step.day())))
    }
}

/// Which rows of a table a period leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// None: what is kept, not what happened.
    None,
    /// Those of other days, by that column. Without a day a row is of no period.
    Day(&'static str),
    /// Hazards with which nothing was to be done.
    Hazards,
    /// Those whose record is left out.
    With(Kind),
}

impl Limit {
    /// What a period leaves out of the table of that kind.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Hazard => Self::Hazards,
            Kind::Sheet
            | Kind::Log
            | Kind::Handover
            | Kind::ZeroReport
            | Kind::SpotCheck
            | Kind::Activity
            | Kind::Service
            | Kind::Gathering
            | Kind::Duty => Self::Day("day"),
            Kind::Transfer | Kind::Printout | Kind::Swap => Self::Day("at"),
            Kind::Incident => Self::Day("began"),
            _ => Self::None,
        }
    }

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::None => "不分时段，每次全部导出".to_owned(),
            Self::Day(column) => format!("按{column}一列的日期取时段内的行，没有日期的不取"),
            Self::Hazards => {
                "取时段末已发现、时段前没有销号或作废的隐患，以及时段内办理过的；状态按时段末"
                    .to_owned()
            }
            Self::With(kind) => format!("随{}表：那边取了的，这里才取", kind.table()),
        }
    }
}

/// What a period makes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is exported.
    Taken,
    /// It is of other days.
    Other,
    /// Nobody wrote of which day it is.
    Undated,
}

/// Whether a record is of the period: `fields` as files have them.
pub(super) fn fate(
    (doc, period): (&Document, Period),
    kind: Kind,
    id: &Value,
    fields: &Cells,
) -> Fate {
    if period.asked == Asked::Whole {
        return Fate::Taken;
    }
    let taken = |is_taken: bool| if is_taken { Fate::Taken } else { Fate::Other };
    match Limit::of(kind) {
        Limit::Hazards => {
            let hazard = hazard(doc, id);
            taken(hazard.is_some_and(|hazard| period.concerns(hazard)))
        }
        Limit::Day(column) => {
            // The name of a cell of the rota begins with its day.
            let text = fields.get(column).unwrap_or(id).as_str();
            let day = text.and_then(|text| text.get(..10)).and_then(|day| day.parse().ok());
            day.map_or(Fate::Undated, |day| taken(period.holds(day)))
        }
        Limit::None | Limit::With(_) => Fate::Taken,
    }
}

/// The hazard of that name.
pub(super) fn hazard<'a>(doc: &'a Document, id: &Value) -> Option<&'a Hazard> {
    let mint = id.as_str().and_then(|id| id.parse().ok())?;
    doc.hazards.get(&HazardId(mint))
}
