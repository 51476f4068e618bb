//! The material of what is rehearsed.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::model::incident::{Aspect, DrillKind, Rating};
use crate::model::plan::CardCode;

/// A drill.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct DrillLine {
    pub(in crate::sample) day: NaiveDate,
    pub(in crate::sample) time: NaiveTime,
    pub(in crate::sample) kind: DrillKind,
    pub(in crate::sample) card: CardCode,
    pub(in crate::sample) what: String,
    pub(in crate::sample) site: String,
    pub(in crate::sample) place: String,
    pub(in crate::sample) leader: String,
    pub(in crate::sample) order: String,
    pub(in crate::sample) scheme: String,
    pub(in crate::sample) lines: Vec<RecordLine>,
    pub(in crate::sample) good: String,
    pub(in crate::sample) lacking: String,
    pub(in crate::sample) ratings: Vec<(Aspect, Rating)>,
    pub(in crate::sample) points: Vec<PointLine>,
}

/// A line of its record: what of it is said is what it tells.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::sample) struct RecordLine {
    /// Minutes since it began.
    pub(in crate::sample) minute: u32,
    pub(in crate::sample) step: u16,
    pub(in crate::sample) note: String,
    /// How many there should be, and how many there are.
    pub(in crate::sample) count: (u16, u16),
    pub(in crate::sample) end: bool,
}

/// Something that was made better.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct PointLine {
    pub(in crate::sample) words: String,
    pub(in crate::sample) person: String,
    pub(in crate::sample) until: NaiveDate,
    pub(in crate::sample) done: NaiveDate,
}
