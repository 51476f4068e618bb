//! The material of publicity and help.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::model::service::{ActivityForm, Liking, ServiceKind, Theme};
use crate::sample::shift::Shift;

/// An activity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ActivityLine {
    pub(in crate::sample) title: String,
    pub(in crate::sample) theme: Theme,
    pub(in crate::sample) form: ActivityForm,
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) from: NaiveTime,
    pub(in crate::sample) to: NaiveTime,
    pub(in crate::sample) place: String,
    pub(in crate::sample) organiser: String,
    pub(in crate::sample) speaker: String,
    pub(in crate::sample) invited: InvitedLine,
    pub(in crate::sample) expected: u16,
    pub(in crate::sample) staff: u16,
    pub(in crate::sample) contractors: u16,
    pub(in crate::sample) families: u16,
    pub(in crate::sample) answered: u16,
    pub(in crate::sample) passed: u16,
    pub(in crate::sample) materials: String,
    pub(in crate::sample) points: String,
    pub(in crate::sample) effect: String,
    pub(in crate::sample) writer: String,
}

/// Whose names the sign-in sheet carries.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::sample) enum InvitedLine {
    /// The whole team.
    Team,
    /// These.
    These(Vec<String>),
}

/// A service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ServiceLine {
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) kind: ServiceKind,
    pub(in crate::sample) whom: String,
    pub(in crate::sample) people: u16,
    pub(in crate::sample) words: String,
    pub(in crate::sample) members: Vec<String>,
    /// All of them together.
    pub(in crate::sample) minutes: u16,
    #[serde(default)]
    pub(in crate::sample) liking: Option<Liking>,
    #[serde(default)]
    pub(in crate::sample) note: String,
}

impl ActivityLine {
    /// The same one of another season.
    pub(in crate::sample) fn moved(&self, shift: &Shift) -> Self {
        Self { on: shift.day(self.on), ..self.clone() }
    }
}

impl ServiceLine {
    /// The same one of another season.
    pub(in crate::sample) fn moved(&self, shift: &Shift) -> Self {
        Self { on: shift.day(self.on), ..self.clone() }
    }
}
