//! Which hazards a filter shows, and in which order. Pure.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::model::Document;
use crate::model::hazard::{Hazard, State};
use crate::model::id::HazardId;
use crate::rules::lateness::Lateness;
use crate::workspace::HazardFilter;

fn is_shown(hazard: &Hazard, filter: HazardFilter, today: NaiveDate) -> bool {
    match filter {
        HazardFilter::Open => !hazard.state().is_over(),
        HazardFilter::Late => Lateness::of(hazard, today).days().is_some(),
        HazardFilter::ToClose => {
            matches!(hazard.state(), State::Rectified | State::FixedOnSpot | State::Passed)
        }
        HazardFilter::All => true,
    }
}

/// How many hazards a filter shows.
pub(super) fn count(doc: &Document, filter: HazardFilter, today: NaiveDate) -> usize {
    doc.hazards.iter().filter(|(_, hazard)| is_shown(hazard, filter, today)).count()
}

/// The hazards to list: the most pressing first, of equals the newest.
pub(super) fn rows(doc: &Document, filter: HazardFilter, today: NaiveDate) -> Vec<HazardId> {
    let mut rows: Vec<(HazardId, &Hazard)> = doc
        .hazards
        .iter()
        .filter(|(_, hazard)| is_shown(hazard, filter, today))
        .map(|(id, one)| (*id, one))
        .collect();
    rows.sort_by_key(|(_, hazard)| {
        let late = Lateness::of(hazard, today).days().filter(|_| filter != HazardFilter::All);
        (Reverse(late), Reverse(hazard.number.clone()))
    });
    rows.into_iter().map(|(id, _)| id).collect()
}
