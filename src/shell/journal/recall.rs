//! Reading live journals back: which files there are, and what stands in them.
//!
//! Every line carries its own digest, so what a power cut tore is told from what is whole, and a
//! damaged restatement of a step costs no more than itself. Whole lines count as far as they
//! follow on from each other: the journal ends at the first gap, and says so.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::Folders;
use super::line::{Kind, Line};
use crate::model::Change;
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Digest, Entry, Head};
use crate::shell::disk::Disk;
use crate::shell::whole::name_of;

/// A journal file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// Its place among the files of its replica, from 1.
    pub number: u32,
    /// Its length, once read.
    pub bytes: u64,
    /// Whether every line of it is whole, once read.
    pub is_clean: bool,
}

/// What a replica's journal holds.
#[derive(Clone, Debug, Default)]
pub struct Recalled {
    /// Entries after the newest one in the workbook, oldest first, each following the one
    /// before. The last may be a step that was still being typed.
    pub entries: Vec<Entry>,
    /// That step, if one was left open.
    pub open: Option<String>,
    /// The last sealed entry's number.
    pub sealed: u32,
    /// Whether the journal goes at least as far as the workbook, agrees with it, and has no gap.
    pub is_whole: bool,
    /// Whole lines.
    pub good: usize,
    /// Torn or damaged lines.
    pub bad: usize,
    /// Whole lines that follow on nothing.
    pub stray: usize,
    /// Files the system would not give.
    pub unread: usize,
    /// The files, in order.
    pub files: Vec<Found>,
}

/// Finds the journals of a workbook on this PC, by replica, files in order. A folder that is not
/// there has none.
///
/// # Errors
/// When a folder cannot be read: there may be journals in it.
pub fn find(
    disk: &dyn Disk,
    folders: &Folders,
    workbook: WorkbookId,
) -> io::Result<BTreeMap<Replica, Vec<Found>>> {
    let mut all: BTreeMap<Replica, Vec<Found>> = BTreeMap::new();
    for folder in [&folders.home, &folders.beside] {
        let paths = match disk.list(folder) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => Vec::new(),
            listed => listed?,
        };
        for path in paths {
            if let Some((replica, number)) = journal_name(&name_of(&path), workbook) {
                let found = Found { path, number, bytes: 0, is_clean: false };
                all.entry(replica).or_default().push(found);
            }
        }
    }
    for files in all.values_mut() {
        files.sort_by_key(|found| found.number);
    }
    Ok(all)
}

/// Takes `.WORKBOOK-REPLICA.NUMBER.journal` apart.
fn journal_name(name: &str, workbook: WorkbookId) -> Option<(Replica, u32)> {
    let name = name.strip_prefix('.').unwrap_or(name).strip_suffix(".journal")?;
    let (names, number) = name.split_once('.')?;
    let (of, replica) = names.split_once('-')?;
    if of != workbook.to_string() {
        return None;
    }
    Some((replica.parse().ok()?, number.parse().ok()?))
}

/// Reads a replica's journal, as far as it goes beyond `head`, the newest of its entries in the
/// workbook.
pub fn recall(disk: &dyn Disk, files: Vec<Found>, head: Option<&Head>) -> Recalled {
    let mut reading = Reading::new(head);
    let mut read = Vec::new();
    for mut found in files {
        let bytes = match disk.read(&found.path) {
            Ok(bytes) => bytes,
            Err(err) => {
                // It leaves a gap, and may only be away for now.
                reading.unread += usize::from(err.kind() != io::ErrorKind::NotFound);
                continue;
            }
        };
        let before = reading.bad;
        bytes.split_inclusive(|byte| *byte == b'\n').for_each(|line| reading.take(line));
        found.bytes = u64::try_from(bytes.len()).unwrap_or_default();
        found.is_clean = before == reading.bad;
        read.push(found);
    }
    reading.finish(read)
}

/// A journal as read so far.
struct Reading {
    /// The newest entry in the workbook.
    head: Option<Head>,
    /// The last sealed entry that follows on, and its digest.
    sealed: u32,
    digest: Digest,
    /// The latest restatement of the step after it.
    open: Option<String>,
    entries: Vec<Entry>,
    /// How far the journal says that it goes.
    reached: u32,
    /// Whether it tells another story than the workbook.
    is_forked: bool,
    good: usize,
    bad: usize,
    stray: usize,
    unread: usize,
}

impl Reading {
    fn new(head: Option<&Head>) -> Self {
        Self {
            head: head.copied(),
            sealed: head.map_or(0, |head| head.number),
            digest: head.map_or_else(Digest::nothing, |head| head.digest),
            open: None,
            entries: Vec::new(),
            reached: 0,
            is_forked: false,
            good: 0,
            bad: 0,
            stray: 0,
            unread: 0,
        }
    }

    fn take(&mut self, line: &[u8]) {
        let Some(Line { kind, text }) = Line::read(line) else {
            self.bad += 1;
            return;
        };
        self.good += 1;
        let named = Entry::named(text);
        match (kind, named) {
            (Kind::Begin, _) => {
                let last = text.rsplit(' ').next().and_then(|last| last.parse().ok());
                self.reached = self.reached.max(last.unwrap_or_default());
            }
            (Kind::Stroke, Some(id)) => self.take_stroke(text, id.number),
            (Kind::Sealed, Some(id)) => self.take_sealed(text, id.number),
            (_, None) => self.stray += 1,
        }
    }

    fn take_stroke(&mut self, text: &str, number: u32) {
        self.seal_open(text, number);
        // One at or before the last sealed entry was written again after a failure.
        if number == self.sealed.saturating_add(1) {
            self.open = Some(text.to_owned());
        } else if self.sealed < number {
            self.stray += 1;
        }
    }

    fn take_sealed(&mut self, text: &str, number: u32) {
        self.seal_open(text, number);
        self.reached = self.reached.max(number);
        if self.sealed < number {
            self.seal(text);
        } else if let Some(head) = self.head.filter(|head| head.number == number) {
            self.is_forked |= head.digest != Digest::of(text.as_bytes());
        }
    }

    /// A line for the entry after the open step says that the open step was sealed, should the
    /// line that said so be lost.
    fn seal_open(&mut self, next: &str, number: u32) {
        if number != self.sealed.saturating_add(2) {
            return;
        }
        let follows = |open: &mut String| {
            Entry::read(next).is_ok_and(|next| next.prev == Digest::of(open.as_bytes()))
        };
        if let Some(open) = self.open.take_if(follows) {
            self.seal(&open);
        }
    }

    fn seal(&mut self, text: &str) {
        match Entry::read(text).ok().filter(|entry| self.follows(entry)) {
            Some(entry) => {
                (self.sealed, self.digest) = (entry.id.number, Digest::of(text.as_bytes()));
                self.open = None;
                self.entries.push(entry);
            }
            None => self.stray += 1,
        }
    }

    /// Whether an entry is the very next one.
    fn follows(&self, entry: &Entry) -> bool {
        entry.id.number == self.sealed.saturating_add(1) && entry.prev == self.digest
    }

    fn finish(mut self, files: Vec<Found>) -> Recalled {
        let open = self.open.take().filter(|text| {
            let left = Entry::read(text).ok().filter(|entry| self.follows(entry));
            // Typed and typed back: nothing happened.
            let left = left.filter(|entry| !entry.changes.iter().all(Change::is_idle));
            let says_something = left.is_some();
            self.entries.extend(left);
            says_something
        });
        let known = self.head.map_or(0, |head| head.number);
        let is_whole = !self.is_forked && self.stray + self.unread == 0 && known <= self.reached;
        let Self { sealed, entries, is_forked, good, bad, stray, unread, .. } = self;
        // Two stories under one name cannot be told together.
        let (open, entries) = if is_forked { (None, Vec::new()) } else { (open, entries) };
        Recalled { entries, open, sealed, is_whole, good, bad, stray, unread, files }
    }
}
