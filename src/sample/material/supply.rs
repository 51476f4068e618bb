//! The material of what the team has at hand.

use serde::Deserialize;

/// A thing at a place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::sample) struct SupplyLine {
    pub(in crate::sample) name: String,
    pub(in crate::sample) code: String,
    pub(in crate::sample) model: String,
    pub(in crate::sample) amount: String,
    pub(in crate::sample) place: String,
    pub(in crate::sample) keeper: String,
    pub(in crate::sample) until: Option<chrono::NaiveDate>,
    pub(in crate::sample) checked: Option<chrono::NaiveDate>,
    pub(in crate::sample) next: Option<chrono::NaiveDate>,
    pub(in crate::sample) cards: String,
    pub(in crate::sample) note: String,
}
