//! What the journals on this PC hold that a workbook lacks, and what is to become of it.
//!
//! Only sorts: *recovered* comes back by itself, since a crash came between; *offered* is for
//! the person to decide, since somebody else wrote the file since, it is a copy, or the journal
//! tells another story under the same name. What steps had seen and the workbook lacks is looked
//! for in the other journals, then in backups and copies.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::id::{EntryId, Replica};
use crate::session::{Entry, Kept, Watch, missing_past, moved, replay_watched};
use crate::shell::disk::Disk;
use crate::shell::journal::{Found, Recalled, recall};

/// Steps by their names.
pub(super) type Pool = BTreeMap<EntryId, Arc<Entry>>;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    /// Comes back by itself.
    pub(super) recovered: Vec<Entry>,
    /// Is offered.
    pub(super) offered: Vec<Entry>,
    /// The name this PC may go on writing under, with its journal.
    pub(super) goes_on: Option<(Replica, Recalled)>,
    /// Steps of the journals that are whole and follow on nothing: something before is missing.
    pub(super) stray: usize,
    /// Lines of this PC's own journal that are torn or damaged.
    pub(super) torn: usize,
    /// Files of journals that the system would not give.
    pub(super) unread: usize,
}

/// Reads the journals in `found` and sorts what `kept` lacks. `own` are the names under which this
/// PC wrote the file and that may hold what it lacks, the present one first, if this PC left the
/// file as it is; journals that `is_busy` names are left alone. `more` are steps of backups and
/// copies, asked for only where something is missing.
pub(super) fn recover<W: Watch>(
    disk: &dyn Disk,
    kept: &Kept,
    found: BTreeMap<Replica, Vec<Found>>,
    own: &[Replica],
    is_busy: impl Fn(Replica) -> bool,
    more: impl Fn() -> Result<Pool, W::Stop>,
    watch: &W,
) -> Result<Recovery, W::Stop> {
    let (mut ours, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut unread = 0;
    for (replica, files) in found {
        let told = kept.journal.digests_of(replica);
        let recalled = recall(disk, files, kept.heads.get(&replica), told);
        unread += recalled.unread;
        if own.contains(&replica) {
            ours.insert(replica, recalled);
        } else if !is_busy(replica) {
            others.insert(replica, recalled);
        }
    }
    let mut recovery = Recovery {
        torn: ours.values().map(|recalled| recalled.bad).sum(),
        unread,
        ..Recovery::default()
    };
    let all = || ours.values().chain(others.values());
    // Steps that follow on nothing are of use once what comes before them is found.
    let strays: Vec<Entry> = all().flat_map(|one| one.stray.iter().cloned()).collect();
    let forked: Vec<Entry> = all().flat_map(|one| moved(&one.forked)).collect();
    let mut pool: Pool = all()
        .flat_map(|one| one.entries.iter())
        .map(|entry| (entry.id, Arc::new(entry.clone())))
        .collect();
    let mine: Vec<Entry> = ours.values().flat_map(|one| one.entries.iter().cloned()).collect();
    let theirs: Vec<Entry> = others.values().flat_map(|one| one.entries.iter().cloned()).collect();

    let mut with_past = completed(kept, mine, &pool, watch)?;
    let mut offered: Vec<Entry> = theirs.into_iter().chain(forked).collect();
    let lacks = |entries: &[Entry]| lacking(kept, entries, watch).map(|count| 0 < count);
    let is_wanting = 0 < kept.waiting() || !strays.is_empty();
    if is_wanting || lacks(&with_past)? || lacks(&offered)? {
        pool.extend(more()?);
        with_past = completed(kept, with_past, &pool, watch)?;
        offered.extend(strays);
        offered = completed(kept, offered, &pool, watch)?;
        let of_the_file = completed(kept, Vec::new(), &pool, watch)?;
        with_past.extend(of_the_file);
    }
    with_past.sort_by_key(|entry| entry.id);
    with_past.dedup_by_key(|entry| entry.id);
    if lacking(kept, &with_past, watch)? == 0 {
        recovery.recovered = with_past;
        let present = own.first().and_then(|present| ours.remove_entry(present));
        recovery.goes_on = present.filter(|(replica, recalled)| {
            // Never on over a hole: a number would be given twice.
            let head = kept.heads.get(replica).map_or(0, |head| head.number);
            recalled.is_whole && kept.journal.reach(*replica) <= head
        });
    } else {
        offered.extend(with_past);
    }
    let known: std::collections::BTreeSet<EntryId> =
        recovery.recovered.iter().map(|entry| entry.id).collect();
    offered.sort_by_key(|entry| entry.id);
    offered.dedup_by_key(|entry| entry.id);
    offered.retain(|entry| !known.contains(&entry.id) && !is_there(kept, entry));
    let (fitting, stray) = fitting(kept, &recovery.recovered, offered, watch)?;
    recovery.offered = fitting;
    recovery.stray = stray;
    Ok(recovery)
}

/// Whether the workbook has that step already, counting.
fn is_there(kept: &Kept, entry: &Entry) -> bool {
    let head = kept.heads.get(&entry.id.replica).map_or(0, |head| head.number);
    entry.id.number <= head
}

/// Entries together with those out of `pool` that they, or steps of the workbook that wait, had
/// seen and the workbook lacks.
fn completed<W: Watch>(
    kept: &Kept,
    entries: Vec<Entry>,
    pool: &Pool,
    watch: &W,
) -> Result<Vec<Entry>, W::Stop> {
    if entries.is_empty() && kept.waiting() == 0 {
        return Ok(entries);
    }
    let mut wanting: Vec<Arc<Entry>> = entries.iter().map(|one| Arc::new(one.clone())).collect();
    if 0 < kept.waiting() {
        wanting.extend(replay_watched(kept.journal.entries_watched(watch)?, watch)?.waiting);
    }
    let past = missing_past(&wanting, &kept.heads, pool);
    Ok(entries.into_iter().chain(past.iter().map(|entry| entry.as_ref().clone())).collect())
}

/// How many more steps would wait with these entries than without them, and how many contradict
/// what is there.
fn lacking<W: Watch>(kept: &Kept, entries: &[Entry], watch: &W) -> Result<usize, W::Stop> {
    if entries.is_empty() {
        return Ok(0);
    }
    let all = kept.journal.entries_watched(watch)?.into_iter();
    let all = all.chain(entries.iter().map(|entry| Arc::new(entry.clone())));
    let replayed = replay_watched(all, watch)?;
    Ok(replayed.waiting.len().saturating_sub(kept.waiting()) + replayed.broken.len())
}

/// Of the offered steps those that can be taken in, and how many cannot, since something before
/// them is nowhere to be found.
fn fitting<W: Watch>(
    kept: &Kept,
    recovered: &[Entry],
    offered: Vec<Entry>,
    watch: &W,
) -> Result<(Vec<Entry>, usize), W::Stop> {
    if offered.is_empty() {
        return Ok((offered, 0));
    }
    let all = kept.journal.entries_watched(watch)?.into_iter();
    let more = recovered.iter().chain(&offered).map(|entry| Arc::new(entry.clone()));
    let replayed = replay_watched(all.chain(more), watch)?;
    let waits: std::collections::BTreeSet<EntryId> =
        replayed.waiting.iter().map(|entry| entry.id).collect();
    let (waiting, fitting): (Vec<Entry>, Vec<Entry>) =
        offered.into_iter().partition(|entry| waits.contains(&entry.id));
    Ok((fitting, waiting.len()))
}
