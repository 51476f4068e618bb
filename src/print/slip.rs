//! 个人值班条: one slip, eight of which stand on an A4 to be cut.

use serde::Serialize;

/// One slip, in the shape `slip.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Slip {
    /// The mine's full name.
    pub(super) unit: String,
    /// Whose it is.
    pub(super) name: String,
    /// It goes on from the slip before.
    pub(super) more: bool,
    /// Their unit and title, or nothing.
    pub(super) remark: String,
    pub(super) turns: Vec<Turn>,
    /// Whom to ring, or nothing.
    pub(super) phones: String,
}

/// A shift.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Turn {
    /// 2月5日 周五.
    pub(super) day: String,
    /// 腊月廿九 除夕.
    pub(super) lunar: String,
    /// A day that everybody would rather have off.
    pub(super) great: bool,
    /// 夜班 20:00—次日8:00.
    pub(super) shift: String,
    /// At which post.
    pub(super) post: String,
}
