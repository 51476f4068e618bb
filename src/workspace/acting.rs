//! Acting on the document, and what follows from it in front.

use chrono::NaiveDateTime;

use super::{Pick, Tone, Workspace, unopened};
use crate::action::{Action, SwapAction};
use crate::model::{Kind, Put, RecordId};
use crate::session::Done;

impl Workspace {
    /// Performs an action and tells what came of it.
    pub(super) fn act(&mut self, action: &Action, now: NaiveDateTime) -> Option<Done> {
        if self.is_closed() {
            return None;
        }
        let at = self.workbook_now(now);
        let before = matches!(action, Action::Swap(SwapAction::GiveBack { .. }))
            .then(|| self.document().clone());
        match self.session.perform(action, at) {
            Ok(done) => {
                self.follow(action, &done);
                if let Some(before) = before {
                    self.tell_of_given_back(&before, action);
                }
                Some(done)
            }
            Err(refusal) => {
                let mut cells = action.typed().iter().map(Put::cell);
                let contested = cells.find(|cell| self.session.contested().contains_key(cell));
                if let Some(cell) = contested {
                    let question = self.contested_question(&cell);
                    self.ask_later(question);
                }
                self.refuse(&refusal);
                None
            }
        }
    }

    /// Whether nothing can be written into what is open; then says why.
    pub(super) fn is_closed(&mut self) -> bool {
        let why = match &self.file.locked {
            _ if self.unopened.is_some() => unopened::NOTHING.to_owned(),
            Some(who) => format!("只读：{who}"),
            // It would be in a workbook that is about to be closed.
            None if self.file.opening => {
                "正在打开另一份工作簿，请稍等；要接着改这一份，请先按“停止”".to_owned()
            }
            None => return false,
        };
        self.tell(Tone::Refused, why);
        true
    }

    /// Picks what an action has just made, where people go on with it: of several the first.
    fn follow(&mut self, action: &Action, done: &Done) {
        let pasted = match action {
            Action::Paste(order) => Some(order.what.kind()),
            _ => None,
        };
        // A table is looked at where its records are listed; a rota shows by people as well.
        if let Some(kind) = pasted.filter(|kind| *kind != Kind::Duty) {
            self.picked.list(kind);
        }
        for made in done.made.iter().rev() {
            // What is made along with something else is not what the person meant: the new units of
            // a roster that was pasted.
            let by_the_way =
                matches!(made, RecordId::Number(_) | RecordId::Sheet(_) | RecordId::Printout(_))
                    || pasted.is_some_and(|kind| made.kind() != kind);
            // Nor is what is put on the books while another screen of the place is worked on: the
            // new unit of a person.
            let elsewhere = self.picked.is_beside(self.place, made);
            if !by_the_way && !elsewhere {
                self.picked.pick(Pick::Record(made.clone()));
            }
        }
        if let Action::Remove(record) = action
            && self.picked.has(record)
        {
            self.picked.pick(Pick::NoneOf(record.kind()));
        }
    }
}
