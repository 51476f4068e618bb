//! Questions that need more than a draft of a few fields.

mod merging;
mod sides;

pub(super) use merging::Joining;
pub use merging::{Joined, MergeDraft, Outcome};
pub(super) use sides::is_of_edits;
pub use sides::{Line, Matter, Side, Sides};
