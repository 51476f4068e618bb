//! The material of those who stay over the festival.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::resident::ResidentKind;

/// Somebody who stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ResidentLine {
    pub(in crate::sample) building: String,
    pub(in crate::sample) room: String,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: ResidentKind,
    pub(in crate::sample) unit: String,
    pub(in crate::sample) phone: String,
    pub(in crate::sample) from: NaiveDate,
    pub(in crate::sample) to: NaiveDate,
    #[serde(default)]
    pub(in crate::sample) helped: bool,
    #[serde(default)]
    pub(in crate::sample) note: String,
}
