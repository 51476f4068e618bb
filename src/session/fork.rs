//! Two stories under one name: a disk was cloned, or an older state of this PC came back. The steps
//! of one of them go on under a new name, with everything they made; nothing is lost.

use std::collections::BTreeMap;

use super::entry::{Cause, Digest, Entry};
use super::{Note, Session};
use crate::model::id::{EntryId, Replica};
use crate::model::value::Renaming;

/// The same steps under another name.
///
/// `entries` are those of one replica in their order, the first of which no longer fits; it and what follows are written as if another replica had
/// written them after seeing the entry before. Records they made get new ids with them. The name
/// comes from the first entry, so that the same steps moved twice are the same entries.
pub fn moved(entries: &[Entry]) -> Vec<Entry> {
    let Some(first) = entries.first() else { return Vec::new() };
    let fresh = name_for(first);
    let moved = entries.iter().zip(1_u32..);
    let moved = moved.map(|(entry, number)| (entry.id, EntryId { replica: fresh, number }));
    let names = Renaming { entries: moved.collect(), ..Renaming::default() };
    let mut prev = Digest::nothing();
    let mut all = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let named = |id: EntryId| names.entries.get(&id).copied().unwrap_or(id);
        let mut after: Vec<EntryId> = entry.after.clone();
        if place == 0
            && let Some(number) = entry.id.number.checked_sub(1).filter(|number| 0 < *number)
        {
            after.push(EntryId { number, ..entry.id });
        }
        let again = Entry {
            id: named(entry.id),
            cause: match entry.cause {
                Cause::Undid(id) => Cause::Undid(named(id)),
                Cause::Redid(id) => Cause::Redid(named(id)),
                Cause::Did | Cause::Resolved => entry.cause,
            },
            after,
            prev,
            changes: entry.changes.iter().map(|change| change.renamed(&names)).collect(),
            ..entry.clone()
        };
        prev = again.digest();
        all.push(again);
    }
    all
}

/// The name under which a story goes on that differs from this entry on.
fn name_for(first: &Entry) -> Replica {
    let hash = blake3::hash(first.line().as_bytes());
    let bits = hash.as_bytes().iter().take(8);
    Replica::from_bits(bits.fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)))
}

impl Session {
    /// Goes on under the name `fresh`, since `theirs` tell another story under the present one:
    /// our steps from the first that differs on are written anew under a name of their own. Nothing of
    /// them is noted: the journal of the old name has them. Returns how many.
    ///
    /// # Errors
    /// When what is left still contradicts itself. Nothing is changed then.
    pub fn fork_off(&mut self, fresh: Replica, theirs: Vec<Entry>) -> Result<usize, super::Broken> {
        self.seal();
        let own = self.replica;
        let told: BTreeMap<EntryId, &Entry> =
            theirs.iter().filter(|entry| entry.id.replica == own).map(|it| (it.id, it)).collect();
        let mine: Vec<Entry> = {
            let all = self.kept.journal.newest_first_of(own);
            let mut mine: Vec<Entry> = all.map(|entry| entry.as_ref().clone()).collect();
            mine.sort_by_key(|entry| entry.id);
            mine
        };
        let differs = |entry: &Entry| told.get(&entry.id).is_some_and(|other| *other != entry);
        let first = mine.iter().position(differs).unwrap_or(mine.len());
        let (_, forked) = mine.split_at(first);
        let again = moved(forked);
        let gone: std::collections::BTreeSet<EntryId> =
            forked.iter().map(|entry| entry.id).collect();
        let stays = self.kept.journal.entries().into_iter();
        let stays = stays.filter(|entry| !gone.contains(&entry.id)).map(|it| it.as_ref().clone());

        let kept = super::Kept {
            workbook: self.kept.workbook,
            pcs: self.kept.pcs.clone(),
            ..super::Kept::default()
        };
        let mut session = Self::open(kept, fresh);
        session.operator.clone_from(&self.operator);
        session.printed = self.printed.clone();
        session.adopt(stays.chain(theirs).chain(again.iter().cloned()).collect())?;
        session.notes = std::mem::take(&mut self.notes)
            .into_iter()
            .filter(|note| {
                let (Note::Pending(line) | Note::Sealed(line)) = note;
                Entry::named(line).is_none_or(|id| !gone.contains(&id))
            })
            .collect();
        *self = session;
        Ok(again.len())
    }
}
