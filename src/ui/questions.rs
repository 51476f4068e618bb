//! Questions that need more than a draft of a few fields.

pub(super) mod merging;
pub(super) mod repairing;
pub(super) mod sides;
