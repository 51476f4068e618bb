//! What the journals on this PC hold that a workbook lacks, and what is to become of it.
//!
//! Only sorts: *recovered* comes back by itself, since a crash came between; *offered* is for
//! the person to decide, since somebody else wrote the file since, or it is a copy.

use std::collections::BTreeMap;

use crate::model::id::Replica;
use crate::session::{Entry, Kept, Session};
use crate::shell::disk::Disk;
use crate::shell::journal::{Found, Recalled, recall};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    /// Comes back by itself.
    pub(super) recovered: Vec<Entry>,
    /// Is offered.
    pub(super) offered: Vec<Entry>,
    /// The name this PC may go on writing under, with its journal.
    pub(super) goes_on: Option<(Replica, Recalled)>,
    /// Lines of the journals that are whole and follow on nothing: something before is missing.
    pub(super) stray: usize,
    /// Files of journals that the system would not give.
    pub(super) unread: usize,
}

/// Reads the journals in `found` and sorts what `kept` lacks. `own` are the names under which this
/// PC wrote the file and that may hold what it lacks, the present one first, if this PC left the
/// file as it is; journals that `is_busy` names are left alone.
pub(super) fn recover(
    disk: &dyn Disk,
    kept: &Kept,
    found: BTreeMap<Replica, Vec<Found>>,
    own: &[Replica],
    is_busy: impl Fn(Replica) -> bool,
) -> Recovery {
    let (mut ours, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut unread = 0;
    for (replica, files) in found {
        let recalled = recall(disk, files, kept.heads.get(&replica));
        unread += recalled.unread;
        if own.contains(&replica) {
            ours.insert(replica, recalled);
        } else if !recalled.entries.is_empty() && !is_busy(replica) {
            others.insert(replica, recalled);
        }
    }
    let stray = ours.values().chain(others.values()).map(|recalled| recalled.stray).sum();
    let mut recovery = Recovery { stray, unread, ..Recovery::default() };
    let entries: Vec<Entry> =
        ours.values().flat_map(|recalled| recalled.entries.iter().cloned()).collect();
    let with_past = with_past(&entries, kept, &others);
    if fits(kept, &with_past) {
        recovery.recovered = with_past;
        let present = own.first().and_then(|present| ours.remove_entry(present));
        recovery.goes_on = present.filter(|(_, recalled)| recalled.is_whole);
    } else {
        others.append(&mut ours);
    }
    let is_new = |entry: &Entry| recovery.recovered.iter().all(|known| known.id != entry.id);
    recovery.offered =
        others.into_values().flat_map(|recalled| recalled.entries).filter(is_new).collect();
    recovery
}

/// Entries together with those of other journals that they had seen and the workbook lacks.
fn with_past(entries: &[Entry], kept: &Kept, journals: &BTreeMap<Replica, Recalled>) -> Vec<Entry> {
    let mut all = entries.to_vec();
    let mut reached: BTreeMap<Replica, u32> = BTreeMap::new();
    let mut next = 0;
    while let Some(entry) = all.get(next) {
        next += 1;
        for seen in entry.after.clone() {
            let known = kept.heads.get(&seen.replica).map_or(0, |head| head.number);
            let reached = reached.entry(seen.replica).or_insert(known);
            let theirs = journals.get(&seen.replica).map(|recalled| recalled.entries.as_slice());
            let missing = theirs
                .unwrap_or_default()
                .iter()
                .filter(|other| *reached < other.id.number && other.id.number <= seen.number);
            all.extend(missing.cloned());
            *reached = seen.number.max(*reached);
        }
    }
    all
}

/// Whether a workbook can take all of these entries in.
fn fits(kept: &Kept, entries: &[Entry]) -> bool {
    if entries.is_empty() {
        return true;
    }
    let mut trial = Session::open(kept.clone(), Replica::from_bits(0));
    let before = trial.adopt(Vec::new()).map(|adopted| adopted.waiting);
    let after = trial.adopt(entries.to_vec()).map(|adopted| adopted.waiting);
    before.is_ok() && before == after
}
