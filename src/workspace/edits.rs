//! What was changed in the file outside the program: listed before anything is written, taken over
//! by a person field by field, or not.

use chrono::NaiveDateTime;

use super::questions::is_of_edits;
use super::{Dialog, Effect, Sides, Tone, Workspace};
use crate::file::Difference;
use crate::model::Change;
use crate::session::Digest;

impl Workspace {
    /// What was changed in the file outside the program and nobody has decided on yet. Until then
    /// the file is not written.
    pub fn edits(&self) -> &[Difference] {
        &self.edits
    }

    /// What of the file is damaged, in words, and where the missing can be had; nothing where it
    /// is whole.
    pub fn damages(&self) -> &[String] {
        &self.damages
    }

    /// Whether the file is damaged; then says that this is not done with it. A paper or a new file
    /// made of it would pass for all there is.
    pub(super) fn is_damaged(&mut self, verb: &str) -> bool {
        let is_damaged = !self.damages.is_empty();
        if is_damaged {
            let words = format!("文件损坏，内容可能不全，不能{verb}；请先修复");
            self.tell(Tone::Refused, words);
        }
        is_damaged
    }

    /// The file holds these changes now, whatever it held before. A list in front that says
    /// something else is asked anew.
    pub(super) fn edited_behind(&mut self, edits: Vec<Difference>, digest: Digest) {
        self.edited = (!edits.is_empty()).then_some(digest);
        self.edits = edits;
        self.questions.retain(|question| !is_of_edits(question));
        if self.dialog.as_ref().is_some_and(is_of_edits) {
            self.ask_edits();
        } else if !self.edits.is_empty() {
            let question = self.edits_question();
            self.ask_later(question);
        }
    }

    /// Puts the list in front, if anything is to be decided.
    pub(super) fn ask_edits(&mut self) {
        self.dialog = (!self.edits.is_empty()).then(|| self.edits_question());
    }

    /// Takes over what was chosen; the rest keeps what the history says. What the file was is put
    /// on the backup ladder before it is written.
    pub(super) fn decide_edits(&mut self, sides: &Sides, now: NaiveDateTime) -> Vec<Effect> {
        let Dialog::Sides(asked) = self.edits_question() else { return Vec::new() };
        if asked.lines != sides.lines {
            // The file was changed once more since it was asked.
            self.dialog = None;
            self.ask_edits();
            return Vec::new();
        }
        let open = sides.lines.len() - sides.decided();
        if 0 < open {
            let words = format!("还有{open}处没有选：按 1 照历史，按 2 用文件里的");
            self.tell(Tone::Refused, words);
            return Vec::new();
        }
        self.dialog = None;
        let at = self.workbook_now(now);
        let edits = std::mem::take(&mut self.edits);
        self.questions.retain(|question| !is_of_edits(question));
        let ticked: Vec<Change> = edits
            .iter()
            .zip(&sides.taken)
            .filter(|(_, taken)| **taken == Some(1))
            .map(|(edit, _)| edit.change.clone())
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
