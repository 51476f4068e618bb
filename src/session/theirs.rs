//! What others wrote is taken off the books by nobody who takes back an act of their own.

use std::collections::BTreeSet;

use super::Session;
use crate::model::id::EntryId;
use crate::model::{Change, RecordId};

impl Session {
    /// A record that taking that entry back would take off the books although somebody else has written
    /// in it since: what they wrote would be gone from sight.
    pub(super) fn theirs(&self, id: EntryId, changes: &[Change]) -> Option<RecordId> {
        let made = |change: &Change| {
            let record = change.cell().record();
            let is_taken = change.was() == record.keep(true) && change.now() == record.keep(false);
            is_taken.then_some(record)
        };
        let made: BTreeSet<RecordId> = changes.iter().filter_map(made).collect();
        if made.is_empty() {
            return None;
        }
        let since = self.kept.journal.newest_first().take_while(|entry| entry.id != id);
        let theirs = since.filter(|entry| entry.id.replica != self.replica);
        let record = |change: &Change| change.cell().record();
        let mut touched =
            theirs.flat_map(|entry| entry.changes.iter().map(record).collect::<Vec<_>>());
        touched.find(|record| made.contains(record))
    }
}
