//! What was changed in the file outside the program: listed before anything is written, taken over
//! by a person field by field, or not.

use chrono::NaiveDateTime;

use super::{Dialog, EditsDraft, Effect, Tone, Workspace};
use crate::file::Difference;
use crate::model::Change;

impl Workspace {
    /// What was changed in the file outside the program and nobody has decided on yet. Until then
    /// the file is not written.
    pub fn edits(&self) -> &[Difference] {
        &self.edits
    }

    /// The question what of it is taken over: all of it but what looks like damage.
    pub fn edits_draft(&self) -> Dialog {
        let taken = self.edits.iter().map(|edit| !edit.may_be_damage).collect();
        Dialog::Edits(EditsDraft { taken })
    }

    /// Takes over what was ticked; the rest keeps what the history says. What the file was is put
    /// on the backup ladder before it is written.
    pub(super) fn decide_edits(&mut self, draft: &EditsDraft, now: NaiveDateTime) -> Vec<Effect> {
        let at = self.workbook_now(now);
        let edits = std::mem::take(&mut self.edits);
        let is_ticked = |place: usize| draft.taken.get(place).copied().unwrap_or_default();
        let ticked: Vec<Change> = edits
            .iter()
            .enumerate()
            .filter(|(place, _)| is_ticked(*place))
            .map(|(_, edit)| edit.change.clone())
            .collect();
        let (all, wanted) = (edits.len(), ticked.len());
        let refused = self.session.take_edits(ticked, at);
        let taken = wanted - refused.len();
        let left = all - wanted;
        let words = match (taken, left) {
            (0, _) => format!("程序以外改的{all}处没有采用，仍照历史"),
            (_, 0) => format!("程序以外改的{taken}处已采用并记入历史，可以撤销"),
            _ => format!("程序以外改的采用了{taken}处并记入历史，其余{left}处仍照历史"),
        };
        self.tell(Tone::Good, words);
        if let Some((_, refusal)) = refused.first() {
            let words = format!("有{}处不能采用：{refusal}", refused.len());
            self.tell(Tone::Refused, words);
        }
        let decided = self.edited.take().map(Effect::Decided);
        decided.into_iter().chain(self.save_now()).collect()
    }
}
