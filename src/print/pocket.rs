//! 应急口袋卡: one card for one person, eight of which stand on an A4 to be cut.

use serde::Serialize;

use super::card::Phone;

/// One card, in the shape `pocket.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Pocket {
    /// The mine's full name.
    pub(super) unit: String,
    /// Whose it is.
    pub(super) name: String,
    /// Group and part in the team, or their unit and title.
    pub(super) role: String,
    pub(super) posts: Vec<Held>,
    /// What the steps are of.
    pub(super) heading: String,
    /// What to do first.
    pub(super) steps: Vec<First>,
    /// Whom to call, the first three the same on every card.
    pub(super) phones: Vec<Phone>,
    /// How an internal telephone gets out, or nothing.
    pub(super) outside: String,
    /// Where to go, or nothing.
    pub(super) place: String,
    /// Where people gather; none: a blank for the pen.
    pub(super) musters: Vec<Muster>,
    /// Some of the steps come from a card the mine has not reviewed.
    pub(super) draft: bool,
    /// 方案V1: which version of the plan it rests on.
    pub(super) version: String,
}

/// A post somebody holds.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Held {
    /// 初起火灾处置 A角.
    pub(super) post: String,
    /// B角 米向阳 8306, or nothing.
    pub(super) partner: String,
}

/// A step of a response card.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct First {
    /// E01 地面建筑火灾.
    pub(super) card: String,
    pub(super) what: String,
}

/// Where people gather.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Muster {
    /// E01, or nothing where it is one for all steps.
    pub(super) card: String,
    pub(super) place: String,
}
