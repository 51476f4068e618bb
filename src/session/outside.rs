//! What did not come through a verb: changes made in the file outside the program, and records that
//! tell more than a history with a hole.

use chrono::NaiveDateTime;

use super::{Cause, Session};
use crate::action::{Refusal, lawful};
use crate::model::Change;

impl Session {
    /// Writes down as one step what was changed in the file outside the program and a person
    /// takes over; undo takes back just that. Returns what was not taken, with the reason: a law
    /// would be broken, or the field has changed since.
    pub fn take_edits(&mut self, edits: Vec<Change>, now: NaiveDateTime) -> Vec<(Change, Refusal)> {
        self.seal();
        let mut refused = Vec::new();
        let mut taken: Vec<Change> = Vec::new();
        let fits = |session: &Self, change: &Change| {
            let cell = change.cell();
            let word = cell.word();
            match () {
                () if session.kept.contested.contains_key(&cell) => Err(Refusal::Contested(word)),
                () if session.kept.doc.read(&cell) != change.was() => {
                    Err(Refusal::ChangedSince(word))
                }
                () => Ok(()),
            }
        };
        for change in edits {
            match fits(self, &change) {
                Ok(()) => taken.push(change),
                Err(refusal) => refused.push((change, refusal)),
            }
        }
        if lawful(&self.kept.doc, &taken, now).is_err() {
            // One of them breaks a law: as many as can be, in their order.
            let mut lawful_ones: Vec<Change> = Vec::new();
            for change in std::mem::take(&mut taken) {
                lawful_ones.push(change);
                if let Err(refusal) = lawful(&self.kept.doc, &lawful_ones, now) {
                    refused.extend(lawful_ones.pop().map(|change| (change, refusal)));
                }
            }
            taken = lawful_ones;
        }
        if !taken.is_empty() {
            for change in &taken {
                self.kept.doc.apply(change.now());
            }
            let id = self.next_entry_id();
            let entry = self.entry(id, Cause::Did, "程序以外改".to_owned(), taken, now);
            self.write_down(entry);
        }
        refused
    }

    /// Writes down what records say that the history cannot tell any more. No rule judges it: it
    /// was so when the file was saved.
    pub fn restate(&mut self, changes: Vec<Change>, now: NaiveDateTime) {
        self.seal();
        if changes.is_empty() {
            return;
        }
        for change in &changes {
            self.kept.doc.apply(change.now());
        }
        let entry = self.entry(self.next_entry_id(), Cause::Did, "修复".to_owned(), changes, now);
        self.write_down(entry);
    }
}
