//! What a set of entries comes to: a pure function of the set, whatever the order of arrival.
//!
//! An entry counts once everything it had seen counts. A field's value is held by the last
//! writers: those no other writer of the field had seen. One holder, or several that agree, and
//! the value is clear; several that differ, and the field is contested until a person resolves
//! it by an entry that has seen them all.
//!
//! Limitations: the whole journal is held in memory while a merge is worked out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::entry::{Digest, Entry, Head};
use super::progress::{Progress, Unit, Watch};
use crate::model::hazard::{HazardField, state_after};
use crate::model::id::{EntryId, Replica};
use crate::model::{Cell, Document, Put};

/// For each replica the newest entry seen.
type Seen = BTreeMap<Replica, u32>;

/// One of several values a field was given by PCs that had not seen each other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The entry that wrote it.
    pub entry: EntryId,
    /// Its Lamport count.
    pub lamport: u64,
    /// When it was written, by the clock of the PC that wrote it; files of format 0 do not say.
    pub at: Option<NaiveDateTime>,
    /// The operator who wrote it.
    pub by: String,
    /// The value.
    pub value: Put,
}

/// Why entries cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Two entries of one name: a disk was cloned, or a file tampered with.
    #[error("同一次改动（{0}）有两种内容：两台电脑用了同一个编号，或文件被改过")]
    TwoTruths(EntryId),
    /// The entry does not follow what stands before it.
    #[error("编号{}的电脑，第{}次改动接不上前一次：历史被改过或缺了一段", .0.replica, .0.number)]
    Chain(EntryId),
}

/// Everything known of a set of entries.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    entries: BTreeMap<EntryId, Arc<Entry>>,
    heads: BTreeMap<Replica, Head>,
    /// What a replica had seen of others, from which of its entries on.
    sights: BTreeMap<Replica, BTreeMap<u32, Seen>>,
    holders: BTreeMap<Cell, Vec<Claim>>,
    /// Replicas whose next entry contradicts what stands before it: nothing of theirs counts
    /// beyond that.
    stuck: BTreeSet<Replica>,
    /// What does not hold together, in the order in which it was found.
    broken: Vec<Broken>,
}

impl History {
    /// Takes entries in, in any order, and returns the fields they touched. What contradicts
    /// something already there is left out and told by [`Self::broken`].
    ///
    /// # Errors
    /// When whoever waits wants no more of it.
    pub(super) fn take<W: Watch>(
        &mut self,
        entries: impl IntoIterator<Item = Arc<Entry>>,
        watch: &W,
    ) -> Result<BTreeSet<Cell>, W::Stop> {
        for entry in entries {
            match self.entries.get(&entry.id) {
                Some(known) if *known != entry => self.broken.push(Broken::TwoTruths(entry.id)),
                Some(_) => {}
                None => {
                    self.entries.insert(entry.id, entry);
                }
            }
        }
        self.catch_up(watch)
    }

    /// What does not hold together.
    pub(super) fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// The entries that do not count, since something they had seen is not there.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Arc<Entry>> {
        let counts =
            |id: &EntryId| self.heads.get(&id.replica).is_some_and(|head| id.number <= head.number);
        self.entries.iter().filter(move |(id, _)| !counts(id)).map(|(_, entry)| entry)
    }

    /// Whether there is an entry of that name, whether it counts or waits.
    pub(super) fn has(&self, id: &EntryId) -> bool {
        self.entries.contains_key(id)
    }

    /// The document that the history tells.
    pub(super) fn document(&self) -> Document {
        let mut told = Document::default();
        for put in self.holders.values().filter_map(|claims| shown(claims)) {
            told.apply(put.clone());
        }
        told
    }

    /// Fields that were given several values, with their claims.
    pub(super) fn contested(&self) -> BTreeMap<Cell, Vec<Claim>> {
        let contested = self.holders.iter().filter(|(_, claims)| is_contested(claims));
        contested.map(|(cell, claims)| (cell.clone(), claims.clone())).collect()
    }

    /// The newest entry of each replica that counts.
    pub(super) fn heads(&self) -> &BTreeMap<Replica, Head> {
        &self.heads
    }

    /// The claims on a field.
    pub(super) fn claims(&self, cell: &Cell) -> &[Claim] {
        self.holders.get(cell).map(Vec::as_slice).unwrap_or_default()
    }

    /// Lets every entry count whose past counts, until no more can.
    fn catch_up<W: Watch>(&mut self, watch: &W) -> Result<BTreeSet<Cell>, W::Stop> {
        let mut touched = BTreeSet::new();
        let (mut done, of) = (self.counted(), self.entries.len());
        loop {
            let replicas: BTreeSet<Replica> = self.entries.keys().map(|id| id.replica).collect();
            let mut moved = false;
            for replica in replicas {
                while let Some(entry) = self.next_of(replica) {
                    watch.on(Progress::new(Unit::Steps, done, of))?;
                    moved |= self.count(&entry, &mut touched);
                    done += 1;
                }
            }
            if !moved {
                return Ok(touched);
            }
        }
    }

    /// How many entries count.
    fn counted(&self) -> usize {
        let number = |head: &Head| usize::try_from(head.number).unwrap_or(usize::MAX);
        self.heads.values().map(number).fold(0, usize::saturating_add)
    }

    /// The replica's next entry, if everything it had seen counts.
    fn next_of(&self, replica: Replica) -> Option<Arc<Entry>> {
        if self.stuck.contains(&replica) {
            return None;
        }
        let number = self.heads.get(&replica).map_or(0, |head| head.number) + 1;
        let entry = self.entries.get(&EntryId { replica, number })?;
        let counts =
            |id: &EntryId| self.heads.get(&id.replica).is_some_and(|head| id.number <= head.number);
        entry.after.iter().all(counts).then(|| Arc::clone(entry))
    }

    /// Lets an entry count, unless it does not follow the one before.
    fn count(&mut self, entry: &Entry, touched: &mut BTreeSet<Cell>) -> bool {
        let EntryId { replica, number } = entry.id;
        let prev = self.heads.get(&replica).map_or_else(Digest::nothing, |head| head.digest);
        if entry.prev != prev {
            self.stuck.insert(replica);
            self.broken.push(Broken::Chain(entry.id));
            return false;
        }
        if !entry.after.is_empty() {
            let mut seen = self.seen_by(EntryId { replica, number: number.saturating_sub(1) });
            for head in &entry.after {
                let theirs = self.seen_by(*head);
                for (other, count) in theirs.into_iter().chain([(head.replica, head.number)]) {
                    let known = seen.entry(other).or_default();
                    *known = count.max(*known);
                }
            }
            self.sights.entry(replica).or_default().insert(number, seen);
        }
        let digest = entry.digest();
        self.heads.insert(replica, Head { number, digest, lamport: entry.lamport });

        let seen = self.seen_by(entry.id);
        let had_seen = |other: EntryId| {
            if other.replica == replica {
                other.number <= number
            } else {
                seen.get(&other.replica).is_some_and(|count| other.number <= *count)
            }
        };
        for change in &entry.changes {
            let cell = change.cell();
            let claims = self.holders.entry(cell.clone()).or_default();
            claims.retain(|claim| !had_seen(claim.entry));
            claims.push(Claim {
                entry: entry.id,
                lamport: entry.lamport,
                at: Some(entry.at),
                by: entry.by.clone(),
                value: change.now(),
            });
            // The order in which entries arrived must not change the result.
            claims.sort_by_key(|claim| (claim.lamport, claim.entry));
            touched.insert(cell);
        }
        true
    }

    /// What an entry's writer had seen of other replicas.
    fn seen_by(&self, entry: EntryId) -> Seen {
        self.sights
            .get(&entry.replica)
            .and_then(|sights| sights.range(..=entry.number).next_back())
            .map(|(_, seen)| seen.clone())
            .unwrap_or_default()
    }
}

/// The value that shows while claims differ.
///
/// Of two loops of a hazard the less finished one, since closing too early costs more than
/// closing late; otherwise the one written last by Lamport count, ties by replica.
pub(super) fn shown(claims: &[Claim]) -> Option<&Put> {
    let finished = |claim: &Claim| match &claim.value {
        Put::Hazard(_, HazardField::Steps(steps)) => Some((state_after(steps), steps.len())),
        _ => None,
    };
    let loops = claims.iter().filter(|claim| finished(claim).is_some());
    // Claims are sorted, so among equals the last is the newest.
    loops
        .rev()
        .min_by_key(|claim| finished(claim))
        .or_else(|| claims.last())
        .map(|claim| &claim.value)
}

/// Whether claims differ.
pub(super) fn is_contested(claims: &[Claim]) -> bool {
    claims.windows(2).any(|pair| matches!(pair, [one, other] if one.value != other.value))
}
