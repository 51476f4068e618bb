//! What a damaged file can be mended from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Opened;
use crate::model::id::{EntryId, Replica};
use crate::session::{Entry, Head};

/// Something that may hold what a damaged file lacks.
pub struct Source {
    /// What people call it: a file name, 本机记录.
    pub name: String,
    /// The steps that can be read in it.
    pub entries: Vec<Arc<Entry>>,
    /// The newest step of each replica that it promises, where it can be trusted.
    pub heads: BTreeMap<Replica, Head>,
}

impl Source {
    /// A workbook, whole or damaged.
    pub fn of(name: String, opened: &Opened) -> Self {
        let entries = opened.kept.journal.entries();
        // Without a sound header the heads are only what its own steps lead to: no promise. Nor is
        // one where later steps wait: then a hole ends there, and what stands at its edge may be
        // spoilt.
        let promised = opened.header.as_ref().filter(|header| header.is_sound());
        let mut reach: BTreeMap<Replica, u32> = BTreeMap::new();
        for EntryId { replica, number } in entries.iter().map(|entry| entry.id) {
            let known = reach.entry(replica).or_default();
            *known = number.max(*known);
        }
        let is_end = |(replica, head): &(&Replica, &Head)| {
            reach.get(*replica).is_none_or(|number| *number <= head.number)
        };
        let heads = promised.into_iter().flat_map(|header| &header.heads).filter(is_end);
        let heads = heads.map(|(replica, head)| (*replica, *head)).collect();
        Self { name, entries, heads }
    }
}
