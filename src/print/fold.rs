//! The telephone table to be folded into a pocket.

use serde::Serialize;

/// One table, in the shape `fold.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Fold {
    /// The mine's full name.
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    /// Whom to call first, on the front.
    pub(super) first: Vec<Line>,
    /// How to call, and what to say.
    pub(super) words: Vec<Said>,
    pub(super) lists: Vec<List>,
}

/// Words under a label.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Said {
    pub(super) label: String,
    pub(super) words: String,
}

/// Telephones of one kind.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct List {
    pub(super) title: String,
    /// What stands there where it has no line.
    pub(super) empty: String,
    pub(super) lines: Vec<Line>,
}

/// A telephone.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Line {
    pub(super) name: String,
    /// What it is for, or nothing.
    pub(super) note: String,
    /// Empty: a blank for the pen.
    pub(super) number: String,
}
