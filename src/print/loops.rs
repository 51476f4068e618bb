//! What happened to hazards in a stretch of time: each kind of step with the numbers.

use chrono::NaiveDateTime;

use super::head::hazard_numbers;
use crate::model::Document;
use crate::model::hazard::{Hazard, State, Step, StepKind};
use crate::rules::zero::{NOON, found_moment};

/// What is told of a hazard: that it was found, or a paper of its loop.
type Told = fn(Option<&Step>) -> bool;

/// What is told, in the order of the loop: the team's own acts and the signing off. Who received
/// a slip, or put something right later, logs it elsewhere.
const TOLD: [(&str, Told); 7] = [
    ("登记", |step| step.is_none()),
    ("当场整改", |step| is(step, StepKind::FixedOnSpot)),
    ("移交", |step| is(step, StepKind::HandedOver)),
    ("复查合格", |step| matches!(step, Some(Step::Rechecked { pass: true, .. }))),
    ("复查退回", |step| matches!(step, Some(Step::Rechecked { pass: false, .. }))),
    ("延期", |step| is(step, StepKind::Extended)),
    ("销号", |step| is(step, StepKind::Closed)),
];

fn is(step: Option<&Step>, kind: StepKind) -> bool {
    step.is_some_and(|step| step.kind() == kind)
}

/// 登记3条：YH-2027-0063至0065；销号1条：0041. Of those hazards, what lies within that time.
pub(super) fn told(
    doc: &Document,
    is_meant: impl Fn(&Hazard) -> bool,
    within: impl Fn(NaiveDateTime) -> bool,
) -> String {
    let hazards = doc.hazards.iter().map(|(_, hazard)| hazard);
    let hazards = hazards.filter(|hazard| hazard.state() != State::Void && is_meant(hazard));
    let mut events: Vec<(Option<&Step>, &Hazard)> = Vec::new();
    for hazard in hazards {
        let found = found_moment(doc, hazard).map(|at| (None, at));
        let steps = hazard.steps.iter().map(|step| (Some(step), moment(step)));
        let of_time = found.into_iter().chain(steps).filter(|(_, at)| within(*at));
        events.extend(of_time.map(|(step, _)| (step, hazard)));
    }
    let mut said = None;
    let told = TOLD.iter().filter_map(|(verb, is_it)| {
        let of_it = events.iter().filter(|(step, _)| is_it(*step));
        let done: Vec<&Hazard> = of_it.map(|(_, hazard)| *hazard).collect();
        let numbers = || hazard_numbers(done.iter().copied(), &mut said);
        (!done.is_empty()).then(numbers).map(|words| format!("{verb}{}条：{words}", done.len()))
    });
    told.collect::<Vec<_>>().join("；")
}

/// When a paper is of; one without a time of its own counts for the shift that has its noon.
fn moment(step: &Step) -> NaiveDateTime {
    step.at().unwrap_or_else(|| step.day().and_time(NOON))
}
