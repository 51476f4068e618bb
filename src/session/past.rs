//! Documents as they were: the history played again up to moments that papers tell of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Entry, Head, short_code};
use super::history::History;
use super::journal::Journal;
use super::progress::Unwatched;
use crate::model::Document;
use crate::model::id::{EntryId, Replica};

/// A moment of a history.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// It was before this entry of the PC that knew the history so.
    pub before: EntryId,
    /// The short code of the history then.
    pub code: String,
}

/// Entries by their names.
type Entries = BTreeMap<EntryId, Arc<Entry>>;

/// Shows the documents of those moments, as the PC that wrote the entry had them. A moment of which
/// this journal does not tell is left out.
///
/// The moments of one PC come in the order of time, and its history is played once for all of them.
pub fn look_back(journal: &Journal, moments: &[Moment], mut see: impl FnMut(&Moment, &Document)) {
    let entries: Entries = journal.entries().into_iter().map(|entry| (entry.id, entry)).collect();
    let mut by_replica: BTreeMap<Replica, Vec<&Moment>> = BTreeMap::new();
    for moment in moments {
        by_replica.entry(moment.before.replica).or_default().push(moment);
    }
    for (replica, moments) in by_replica {
        let last = moments.iter().map(|moment| moment.before.number).max().unwrap_or_default();
        let states = states(&entries, replica, last);
        let state_of = |moment: &&Moment| {
            let mut before = states.iter().rev().filter(|state| state.next <= moment.before.number);
            before.find(|state| state.code == moment.code)
        };
        let mut found: Vec<(&State, &Moment)> =
            moments.iter().filter_map(|one| Some((state_of(one)?, *one))).collect();
        found.sort_by_key(|(state, _)| state.next);
        let mut history = History::default();
        let mut known = BTreeMap::new();
        for (state, moment) in found {
            let news = state.heads.iter().flat_map(|(replica, head)| {
                let replica = *replica;
                let from = known.insert(replica, head.number).unwrap_or_default();
                let name = move |number| EntryId { replica, number };
                entries.range(name(from)..=name(head.number)).map(|(_, entry)| Arc::clone(entry))
            });
            let Ok(_touched) = history.take(news.collect::<Vec<_>>(), &Unwatched);
            see(moment, &history.document());
        }
    }
}

/// What a PC knew just before it wrote an entry.
struct State {
    /// The number of that entry.
    next: u32,
    heads: BTreeMap<Replica, Head>,
    code: String,
}

/// What that PC knew before each of its entries, up to one.
fn states(entries: &Entries, replica: Replica, last: u32) -> Vec<State> {
    let name = |number| EntryId { replica, number };
    let mut heads: BTreeMap<Replica, Head> = BTreeMap::new();
    let mut states = Vec::new();
    let mut own: Option<(u32, u64)> = None;
    for (id, entry) in entries.range(name(1)..=name(last)) {
        if let Some((number, lamport)) = own.replace((id.number, entry.lamport)) {
            heads.insert(replica, Head { number, digest: entry.prev, lamport });
        }
        // An entry says what of others had come since the one before.
        for seen in &entry.after {
            if let Some(theirs) = entries.get(seen) {
                let (number, lamport) = (seen.number, theirs.lamport);
                heads.insert(seen.replica, Head { number, digest: theirs.digest(), lamport });
            }
        }
        let code = short_code(heads.iter());
        states.push(State { next: id.number, heads: heads.clone(), code });
    }
    states
}
