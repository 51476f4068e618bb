//! The append-only list of entries, as lines of text parsed only when somebody asks.

use std::sync::Arc;

use crate::model::id::Replica;

use super::entry::Entry;

/// Entries in the order in which they came into this file.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Lines as the file had them, each ending in a line break.
    frozen: Arc<str>,
    /// What has come since.
    fresh: Vec<Arc<Entry>>,
}

impl Journal {
    /// A journal of lines that stand in a file.
    pub fn of_lines(lines: &str) -> Self {
        Self { frozen: Arc::from(lines), fresh: Vec::new() }
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

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.frozen.lines().count() + self.fresh.len()
    }

    /// Whether nothing ever happened.
    pub fn is_empty(&self) -> bool {
        self.frozen.is_empty() && self.fresh.is_empty()
    }

    /// All entries, newest first, parsed one by one. A line that cannot be read is left out:
    /// `file` checks every line when the file is opened.
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
        let mut entries: Vec<Arc<Entry>> = self.newest_first().collect();
        entries.reverse();
        entries
    }
}
