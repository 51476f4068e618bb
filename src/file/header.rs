//! What stands before the records: which workbook, how far its history goes, and what there must
//! be in the file. The header guards itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sections::{Section, pretty};
use super::{FORMAT, OLD_FORMAT};
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Digest, Head, Kept};

/// What is promised of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// How many records or lines stand in it.
    pub count: usize,
    /// The digest of its text.
    pub digest: Digest,
}

/// What stands before the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The format's number; no part of the program's version.
    pub format: u32,
    /// The program that wrote it.
    pub program: String,
    /// Which workbook.
    pub workbook: WorkbookId,
    /// The newest entry of each replica.
    pub heads: BTreeMap<Replica, Head>,
    /// The PCs on which replicas wrote, as far as they are known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pcs: BTreeMap<Replica, String>,
    /// A digest of each section's text; of files of format 0 only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub digests: BTreeMap<String, Digest>,
    /// What each section holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<String, Promise>,
    /// The digest of this header without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Digest>,
}

impl Header {
    /// The header of what is to be written.
    pub(super) fn of(kept: &Kept, sections: &[Section]) -> Self {
        let promise = |section: &Section| Promise {
            count: section.count,
            digest: Digest::of(section.text.as_bytes()),
        };
        let header = Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            workbook: kept.workbook,
            heads: kept.heads.clone(),
            pcs: kept.pcs.clone(),
            digests: BTreeMap::new(),
            sections: sections
                .iter()
                .map(|section| (section.name.to_owned(), promise(section)))
                .collect(),
            guard: None,
        };
        let guard = header.own_digest();
        Self { guard: Some(guard), ..header }
    }

    /// The digest of everything in it but the guard.
    fn own_digest(&self) -> Digest {
        Digest::of(pretty(&Self { guard: None, ..self.clone() }).as_bytes())
    }

    /// Whether it is the header of a format without a guard.
    pub(super) fn is_old(&self) -> bool {
        self.format == OLD_FORMAT && self.guard.is_none() && self.sections.is_empty()
    }

    /// Whether it says what it said when it was written.
    pub fn is_sound(&self) -> bool {
        self.is_old() || self.guard.is_some_and(|guard| guard == self.own_digest())
    }

    /// The digest a section must have, if one is promised.
    pub(super) fn digest(&self, name: &str) -> Option<Digest> {
        let promised = self.sections.get(name).map(|promise| promise.digest);
        promised.or_else(|| self.digests.get(name).copied())
    }

    /// How many records or lines a section must hold, if that is promised.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.sections.get(name).map(|promise| promise.count)
    }

    /// How many entries the history must hold at the least: those that count.
    pub(super) fn steps(&self) -> usize {
        let steps = self.heads.values().map(|head| usize::try_from(head.number).unwrap_or(0));
        steps.sum()
    }
}
