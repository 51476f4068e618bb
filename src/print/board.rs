//! 今日值班牌: one board, in the shape `board.typ` documents.

use serde::Serialize;

/// Who is on duty on a day, to be read across a room.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Board {
    /// The mine's full name.
    pub(super) unit: String,
    pub(super) title: String,
    /// The day as papers write it.
    pub(super) day: String,
    pub(super) rows: Vec<Row>,
    /// Whom to call, whatever happens; or nothing.
    pub(super) alarm: String,
    /// Sentences with their stops.
    pub(super) notes: Vec<String>,
}

/// A post in one of its shifts.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Row {
    pub(super) post: String,
    /// 夜班 20:00—次日8:00.
    pub(super) shift: String,
    pub(super) people: Vec<OnDuty>,
}

/// Somebody on duty.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct OnDuty {
    pub(super) name: String,
    /// The numbers that reach them, the one to ring first.
    pub(super) phones: Vec<String>,
}
