//! The append-only list of entries, as lines of text parsed only when somebody asks.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::id::{EntryId, Replica};

use super::entry::{Digest, Entry};
use super::progress::{Progress, Unit, Unwatched, Watch};

/// Entries in the order in which they came into this file.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Lines as the file had them, each ending in a line break.
    frozen: Arc<str>,
    /// How many lines those are.
    count: usize,
    /// What has come since.
    fresh: Vec<Arc<Entry>>,
}

/// How far a journal was at one moment.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    frozen: Arc<str>,
    /// How many entries had come besides, and which was the newest of them.
    fresh: usize,
    newest: Option<EntryId>,
}

impl Journal {
    /// A journal of lines that stand in a file.
    pub fn of_lines(lines: &str) -> Self {
        Self { count: lines.lines().count(), frozen: Arc::from(lines), fresh: Vec::new() }
    }

    /// A journal of entries.
    pub fn of_entries(entries: &[Entry]) -> Self {
        let fresh = entries.iter().map(|entry| Arc::new(entry.clone())).collect();
        Self { frozen: Arc::from(""), count: 0, fresh }
    }

    /// How far it is by now.
    pub(super) fn mark(&self) -> Mark {
        let newest = self.fresh.last().map(|entry| entry.id);
        Mark { frozen: Arc::clone(&self.frozen), fresh: self.fresh.len(), newest }
    }

    /// What has come since then; nothing can be said where it is the mark of another journal.
    pub(super) fn since(&self, mark: &Mark) -> Option<&[Arc<Entry>]> {
        let (before, since) = self.fresh.split_at_checked(mark.fresh)?;
        let is_of_this = Arc::ptr_eq(&self.frozen, &mark.frozen)
            && before.last().map(|entry| entry.id) == mark.newest;
        is_of_this.then_some(since)
    }

    /// Appends an entry.
    pub(super) fn push(&mut self, entry: Arc<Entry>) {
        self.fresh.push(entry);
    }

    /// All lines, oldest first, each ending in a line break.
    pub fn text(&self) -> String {
        let mut text = String::from(&*self.frozen);
        for entry in &self.fresh {
            text.push_str(&entry.line());
            text.push('\n');
        }
        text
    }

    /// The digests of one replica's entries, by their numbers. Of the others' lines only the name
    /// is read.
    pub fn digests_of(&self, replica: Replica) -> BTreeMap<u32, Digest> {
        let of_it = |line: &str| Entry::named(line).filter(|id| id.replica == replica);
        let frozen = self
            .frozen
            .lines()
            .filter_map(|line| of_it(line).map(|id| (id.number, Digest::of(line.as_bytes()))));
        let fresh = self.fresh.iter().filter(|entry| entry.id.replica == replica);
        frozen.chain(fresh.map(|entry| (entry.id.number, entry.digest()))).collect()
    }

    /// The highest number that a replica's entries have here, whether they count or wait.
    pub fn reach(&self, replica: Replica) -> u32 {
        let frozen = self.frozen.lines().filter_map(Entry::named);
        let all = frozen.chain(self.fresh.iter().map(|entry| entry.id));
        all.filter(|id| id.replica == replica).map(|id| id.number).max().unwrap_or_default()
    }

    /// The entries of `other` that are not here, told apart by their lines: only those are read.
    pub fn lacking(&self, other: &Self) -> Vec<Entry> {
        let Ok(entries) = self.lacking_watched(other, &Unwatched);
        entries
    }

    /// The entries of `other` that are not here, as long as somebody waits for them.
    ///
    /// # Errors
    /// When no more of them are wanted.
    pub fn lacking_watched<W: Watch>(
        &self,
        other: &Self,
        watch: &W,
    ) -> Result<Vec<Entry>, W::Stop> {
        let ours: HashSet<&str> = self.frozen.lines().collect();
        let fresh: HashSet<String> = self.fresh.iter().map(|entry| entry.line()).collect();
        let is_new = |line: &str| !ours.contains(line) && !fresh.contains(line);
        let mut lacking = Vec::new();
        for (done, line) in other.frozen.lines().enumerate() {
            watch.on(Progress::new(Unit::Steps, done, other.len()))?;
            lacking.extend(
                Some(line).filter(|line| is_new(line)).and_then(|line| Entry::read(line).ok()),
            );
        }
        let theirs = other.fresh.iter().filter(|entry| is_new(&entry.line()));
        lacking.extend(theirs.map(|entry| entry.as_ref().clone()));
        Ok(lacking)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.count + self.fresh.len()
    }

    /// Whether nothing ever happened.
    pub fn is_empty(&self) -> bool {
        self.frozen.is_empty() && self.fresh.is_empty()
    }

    /// All entries, newest first, parsed one by one. A line that cannot be read is left out: a file
    /// with such a line is damaged, which `file` says, and is opened for reading only.
    pub fn newest_first(&self) -> impl Iterator<Item = Arc<Entry>> {
        let frozen = self.frozen.lines().rev().filter_map(|line| Entry::read(line).ok());
        self.fresh.iter().rev().map(Arc::clone).chain(frozen.map(Arc::new))
    }

    /// The entries of one replica, newest first. Of the others' lines only the name is read.
    pub fn newest_first_of(&self, replica: Replica) -> impl Iterator<Item = Arc<Entry>> {
        // A line laid out by hand is read whole.
        let may_be = move |line: &&str| Entry::named(line).is_none_or(|id| id.replica == replica);
        let frozen = self.frozen.lines().rev().filter(may_be);
        let frozen = frozen.filter_map(|line| Entry::read(line).ok()).map(Arc::new);
        let all = self.fresh.iter().rev().map(Arc::clone).chain(frozen);
        all.filter(move |entry| entry.id.replica == replica)
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> Vec<Arc<Entry>> {
        let Ok(entries) = self.entries_watched(&Unwatched);
        entries
    }

    /// All entries like [`Self::entries`], as long as somebody waits for them.
    ///
    /// # Errors
    /// When no more of them are wanted.
    pub fn entries_watched<W: Watch>(&self, watch: &W) -> Result<Vec<Arc<Entry>>, W::Stop> {
        let (mut entries, of) = (Vec::with_capacity(self.len()), self.len());
        for entry in self.newest_first() {
            watch.on(Progress::new(Unit::Steps, entries.len(), of))?;
            entries.push(entry);
        }
        entries.reverse();
        Ok(entries)
    }
}
