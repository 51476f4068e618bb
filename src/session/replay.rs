//! What a set of entries comes to by itself, without a document to hold it against.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::{Entry, Head};
use super::history::{Broken, Claim, History};
use super::progress::{Unwatched, Watch};
use crate::model::id::{EntryId, Replica};
use crate::model::{Cell, Document};

/// What entries come to.
#[derive(Debug)]
pub struct Replayed {
    /// The document they tell.
    pub doc: Document,
    /// The newest entry of each replica that counts.
    pub heads: BTreeMap<Replica, Head>,
    /// Fields given several values.
    pub contested: BTreeMap<Cell, Vec<Claim>>,
    /// Entries that do not count, since something before them is missing.
    pub waiting: Vec<Arc<Entry>>,
    /// What contradicts itself; left out.
    pub broken: Vec<Broken>,
}

/// Plays entries again, in whatever order they come. Nothing stops it: what does not fit is told.
pub fn replay(entries: impl IntoIterator<Item = Arc<Entry>>) -> Replayed {
    let Ok(replayed) = replay_watched(entries, &Unwatched);
    replayed
}

/// Plays entries again like [`replay`], as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted.
pub fn replay_watched<W: Watch>(
    entries: impl IntoIterator<Item = Arc<Entry>>,
    watch: &W,
) -> Result<Replayed, W::Stop> {
    let mut history = History::default();
    history.take(entries, watch)?;
    Ok(Replayed {
        doc: history.document(),
        heads: history.heads().clone(),
        contested: history.contested(),
        waiting: history.waiting().map(Arc::clone).collect(),
        broken: history.broken().to_vec(),
    })
}

/// What `waiting` entries lack, out of `pool`: the entries before them and those they had seen, as
/// far back as `heads`. Nothing else of the pool is taken.
pub fn missing_past(
    waiting: &[Arc<Entry>],
    heads: &BTreeMap<Replica, Head>,
    pool: &BTreeMap<EntryId, Arc<Entry>>,
) -> Vec<Arc<Entry>> {
    let counts = |id: &EntryId| heads.get(&id.replica).is_some_and(|head| id.number <= head.number);
    let known: BTreeSet<EntryId> = waiting.iter().map(|entry| entry.id).collect();
    let mut found: BTreeMap<EntryId, Arc<Entry>> = BTreeMap::new();
    let mut open: Vec<Arc<Entry>> = waiting.to_vec();
    while let Some(entry) = open.pop() {
        let before = entry.id.number.checked_sub(1).filter(|number| 0 < *number);
        let before = before.map(|number| EntryId { number, ..entry.id });
        for id in entry.after.iter().copied().chain(before) {
            if counts(&id) || known.contains(&id) || found.contains_key(&id) {
                continue;
            }
            if let Some(past) = pool.get(&id) {
                found.insert(id, Arc::clone(past));
                open.push(Arc::clone(past));
            }
        }
    }
    found.into_values().collect()
}
