//! The material of training, musters and meetings.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::model::gathering::GatheringKind;

/// A time the team came together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct GatheringLine {
    pub(in crate::sample) title: String,
    pub(in crate::sample) kind: GatheringKind,
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) from: NaiveTime,
    pub(in crate::sample) to: NaiveTime,
    pub(in crate::sample) place: String,
    pub(in crate::sample) leader: String,
    pub(in crate::sample) expected: WhoLine,
    pub(in crate::sample) attended: WhoLine,
    pub(in crate::sample) minutes: u16,
    pub(in crate::sample) points: String,
    pub(in crate::sample) result: String,
    pub(in crate::sample) writer: String,
}

/// Who it is for, or came.
#[derive(Debug, Deserialize)]
pub(in crate::sample) enum WhoLine {
    /// The whole team.
    Team,
    /// Those who have passed their training by then.
    Trained,
    /// These.
    These(Vec<String>),
}
