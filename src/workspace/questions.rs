//! Questions that need more than a draft of a few fields.

use chrono::NaiveDateTime;

use super::{Dialog, Effect, Trouble, Workspace};

mod merging;
mod repairing;
mod sides;

pub(super) use merging::Joining;
pub use merging::{Joined, MergeDraft, Outcome};
pub(super) use repairing::Repairing;
pub use repairing::{Offer, Repair, RepairDraft};
pub(super) use sides::is_of_edits;
pub use sides::{Line, Matter, Side, Sides};

impl Workspace {
    /// Whether there is anything to answer that question with.
    pub fn can_answer(&self, question: &Dialog) -> bool {
        match question {
            Dialog::Merge(_) => self.can_merge(),
            Dialog::Repair(_) => self.can_write_repaired(),
            Dialog::Fill(_) => !self.is_filling(),
            // Nobody can be named.
            Dialog::Swap(_) => !self.document().persons.is_empty(),
            _ => true,
        }
    }

    /// Carries out what such a question asks.
    pub(super) fn answer_question(&mut self, question: &Dialog, now: NaiveDateTime) -> Vec<Effect> {
        match question {
            Dialog::Damaged(_) => {
                if let Some(path) = self.file.path.clone() {
                    self.ask_repair(path);
                }
                Vec::new()
            }
            Dialog::Unread(Trouble { path: Some(path), .. }) => {
                self.ask_repair(path.clone());
                Vec::new()
            }
            Dialog::Repair(_) => self.write_repaired(),
            Dialog::Merge(draft) => self.merge(draft, now),
            Dialog::Sides(sides) if sides.matter == Matter::Edits => self.decide_edits(sides, now),
            Dialog::Sides(sides) if sides.matter == Matter::Returned => {
                self.take_returned(sides, now);
                Vec::new()
            }
            Dialog::Sides(sides) => {
                if self.settle(sides, now) {
                    self.dialog = None;
                }
                Vec::new()
            }
            // Every other question is answered where it is asked.
            _ => Vec::new(),
        }
    }
}
