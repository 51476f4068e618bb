//! What happened to hazards in a stretch of time: each kind of step with the numbers.

use chrono::NaiveDateTime;

use super::head::hazard_numbers;
use crate::model::Document;
use crate::model::hazard::{Hazard, State, Step};
use crate::rules::zero::{NOON, found_moment};

/// What is told, in the order of the loop: the team's own acts and the signing off. Who received
/// a slip, or put something right later, logs it elsewhere.
const VERBS: [&str; 7] = [FOUND, "当场整改", "移交", "复查合格", "复查退回", "延期", "销号"];
const FOUND: &str = "登记";

/// 登记3条：YH-2027-0063至0065；销号1条：0041. Of those hazards, what lies within that time.
pub(super) fn told(
    doc: &Document,
    is_meant: impl Fn(&Hazard) -> bool,
    within: impl Fn(NaiveDateTime) -> bool,
) -> String {
    let mut told: Vec<(&str, Vec<&Hazard>)> = VERBS.map(|verb| (verb, Vec::new())).to_vec();
    let hazards = doc.hazards.iter().map(|(_, hazard)| hazard);
    for hazard in hazards.filter(|hazard| hazard.state() != State::Void && is_meant(hazard)) {
        let found = found_moment(doc, hazard).map(|at| (FOUND, at));
        let steps = hazard.steps.iter().map(|step| (step.verb(), moment(step)));
        for (verb, _) in found.into_iter().chain(steps).filter(|(_, at)| within(*at)) {
            if let Some((_, done)) = told.iter_mut().find(|(known, _)| *known == verb) {
                done.push(hazard);
            }
        }
    }
    let mut said = None;
    let told = told.iter().filter(|(_, done)| !done.is_empty()).map(|(verb, done)| {
        format!("{verb}{}条：{}", done.len(), hazard_numbers(done.iter().copied(), &mut said))
    });
    told.collect::<Vec<_>>().join("；")
}

/// When a paper is of; one without a time of its own counts for the shift that has its noon.
fn moment(step: &Step) -> NaiveDateTime {
    step.at().unwrap_or_else(|| step.day().and_time(NOON))
}
