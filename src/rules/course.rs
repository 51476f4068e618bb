//! The course of hazards: what happened to them in a day or in a shift, and what was open when it
//! was over. Brief, log, handover and summary tell it by these, so that no two say it differently.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use super::zero::{NOON, found_moment};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::hazard::{Hazard, State, Step, StepKind};
use crate::model::id::HazardId;

/// A stretch of time that a paper tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// A day, as the records are dated.
    Day(NaiveDate),
    /// From a moment until another.
    Time(NaiveDateTime, NaiveDateTime),
}

impl Stretch {
    /// A shift of that day.
    pub fn shift(day: NaiveDate, shift: DutyShift) -> Self {
        let (begin, end) = shift.span(day);
        Self::Time(begin, end)
    }

    /// Whether the hazard was found in it.
    fn found(self, doc: &Document, hazard: &Hazard) -> bool {
        match self {
            Self::Day(day) => hazard.found_on == Some(day),
            Self::Time(begin, end) => {
                found_moment(doc, hazard).is_some_and(|at| begin <= at && at < end)
            }
        }
    }

    /// Whether a paper of the loop is of it.
    fn holds(self, step: &Step) -> bool {
        match self {
            Self::Day(day) => step.day() == day,
            Self::Time(begin, end) => (begin..end).contains(&moment(step)),
        }
    }
}

/// When a paper is of; one without a time of its own counts for the shift that has its noon.
fn moment(step: &Step) -> NaiveDateTime {
    step.at().unwrap_or_else(|| step.day().and_time(NOON))
}

/// What is told of a hazard: that it was found, or a paper of its loop.
type Told = fn(Option<&Step>) -> bool;

/// What is told, in the order of the loop: the team's own acts and the signing off. Who received
/// a slip, or put something right later, logs it elsewhere.
const TOLD: [(&str, Told); 7] = [
    (FOUND, |step| step.is_none()),
    (ON_SPOT, |step| is(step, StepKind::FixedOnSpot)),
    (HANDED, |step| is(step, StepKind::HandedOver)),
    (PASSED, |step| matches!(step, Some(Step::Rechecked { pass: true, .. }))),
    ("复查退回", |step| matches!(step, Some(Step::Rechecked { pass: false, .. }))),
    ("延期", |step| is(step, StepKind::Extended)),
    ("销号", |step| is(step, StepKind::Closed)),
];

/// The deed of writing a hazard down.
pub const FOUND: &str = "登记";
/// The deed of putting it right on the spot.
pub const ON_SPOT: &str = "当场整改";
/// The deed of handing it over to the safety department.
pub const HANDED: &str = "移交";
/// The deed of finding it right when looked at again.
pub const PASSED: &str = "复查合格";

fn is(step: Option<&Step>, kind: StepKind) -> bool {
    step.is_some_and(|step| step.kind() == kind)
}

/// What was done in a stretch of time, in the order of the loop: the deed and the hazards it was
/// done to, as often as it was. Deeds that were not done, and void hazards, are left out.
pub fn deeds(doc: &Document, of: Stretch) -> Vec<(&'static str, Vec<&Hazard>)> {
    let mut events: Vec<(Option<&Step>, &Hazard)> = Vec::new();
    for (_, hazard) in doc.hazards.iter().filter(|(_, one)| one.state() != State::Void) {
        if of.found(doc, hazard) {
            events.push((None, hazard));
        }
        let steps = hazard.steps.iter().filter(|step| of.holds(step));
        events.extend(steps.map(|step| (Some(step), hazard)));
    }
    let done = TOLD.iter().map(|(verb, is_it)| {
        let of_it = events.iter().filter(|(step, _)| is_it(*step));
        (*verb, of_it.map(|(_, hazard)| *hazard).collect::<Vec<_>>())
    });
    done.filter(|(_, hazards)| !hazards.is_empty()).collect()
}

/// A hazard as it stood when that day was over, so that a paper about the day reads the same
/// whenever it is printed.
pub(crate) fn at_end_of(hazard: &Hazard, day: NaiveDate) -> Cow<'_, Hazard> {
    only_with(hazard, |step| step.day() <= day)
}

/// A hazard with no papers but those.
fn only_with(hazard: &Hazard, is_meant: impl Fn(&Step) -> bool) -> Cow<'_, Hazard> {
    if hazard.steps.iter().all(&is_meant) {
        return Cow::Borrowed(hazard);
    }
    let mut then = hazard.clone();
    then.steps.retain(is_meant);
    Cow::Owned(then)
}

/// The hazards that were open (未销号) when that day was over, as they stood.
///
/// Open is what was found by then and is neither signed off (已销号) nor void. That is one of
/// two: still to be put right (待整改), or put right already, on the spot too, and to be looked
/// at again or signed off (待复查、待销号). Every paper and every screen means that by 未销号;
/// [`super::figures::HazardFigures`] counts it in the same way.
pub fn open_at_end_of(doc: &Document, day: NaiveDate) -> Vec<(HazardId, Cow<'_, Hazard>)> {
    open(doc, |hazard| hazard.found_on.is_none_or(|on| on <= day), |step| step.day() <= day)
}

/// The hazards that were open, in the same sense, at a moment: the end of a shift.
pub fn open_at(doc: &Document, end: NaiveDateTime) -> Vec<(HazardId, Cow<'_, Hazard>)> {
    let found = |hazard: &Hazard| found_moment(doc, hazard).is_none_or(|at| at < end);
    open(doc, found, |step| moment(step) < end)
}

fn open(
    doc: &Document,
    is_found: impl Fn(&Hazard) -> bool,
    is_done: impl Fn(&Step) -> bool,
) -> Vec<(HazardId, Cow<'_, Hazard>)> {
    doc.hazards
        .iter()
        .filter(|(_, hazard)| is_found(hazard))
        .map(|(id, hazard)| (*id, only_with(hazard, &is_done)))
        .filter(|(_, hazard)| !hazard.state().is_over())
        .collect()
}
