//! Which hazards a filter shows, in which order. Pure.

use chrono::NaiveDate;

use crate::model::Document;
use crate::model::hazard::{Hazard, State};
use crate::model::id::HazardId;
use crate::workspace::HazardFilter;

/// The hazards to list: the most pressing first, of equals the newest.
pub(super) fn rows(
    doc: &Document,
    filter: HazardFilter,
    today: NaiveDate,
) -> Vec<(HazardId, &Hazard)> {
    let shown = |hazard: &Hazard| {
        let state = hazard.state();
        match filter {
            HazardFilter::Open => !state.is_over(),
            HazardFilter::Late => hazard.is_late(today),
            HazardFilter::ToClose => {
                matches!(state, State::Rectified | State::FixedOnSpot | State::Passed)
            }
            HazardFilter::All => true,
        }
    };
    let mut rows: Vec<(HazardId, &Hazard)> = doc
        .hazards
        .iter()
        .filter(|(_, hazard)| shown(hazard))
        .map(|(id, one)| (*id, one))
        .collect();
    rows.sort_by_key(|(_, hazard)| {
        let late = if hazard.is_late(today) { hazard.days_late(today) } else { 0 };
        let late = std::cmp::Reverse(late);
        let number = std::cmp::Reverse(hazard.number.clone());
        match filter {
            HazardFilter::All => (std::cmp::Reverse(0), number),
            HazardFilter::Open | HazardFilter::Late | HazardFilter::ToClose => (late, number),
        }
    });
    rows
}
