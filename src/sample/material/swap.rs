//! The material of shifts that change hands.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::duty::DutyShift;

/// A shift that somebody cannot keep.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct SwapLine {
    pub(in crate::sample) day: NaiveDate,
    pub(in crate::sample) shift: DutyShift,
    pub(in crate::sample) post: String,
    pub(in crate::sample) approved: String,
    pub(in crate::sample) reason: String,
    pub(in crate::sample) note: String,
}
