//! Reading live journals back: which files there are, and what stands in them.
//!
//! Every line carries its own digest, so what a power cut tore is told from what is whole, and a
//! damaged restatement of a step costs no more than itself. Whole lines count as far as they
//! follow on from each other: the journal ends at the first gap, and says so.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::Folders;
use super::line::{Kind, Line};
use crate::model::Change;
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Digest, Entry, Head, Watch};
use crate::shell::atomic_write::name_of;
use crate::shell::disk::{Disk, read_watched};

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
    /// Whole lines that follow on nothing: something before them is missing.
    pub stray: Vec<Entry>,
    /// Steps that tell another story than the workbook does under the same name: a disk was
    /// cloned, or an older state of this PC came back. Oldest first.
    pub forked: Vec<Entry>,
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
        for (replica, found) in find_in(disk, folder, workbook)? {
            all.entry(replica).or_default().push(found);
        }
    }
    for files in all.values_mut() {
        files.sort_by_key(|found| found.number);
    }
    Ok(all)
}

/// The journals of a workbook in one folder, in the order of the disk.
fn find_in(
    disk: &dyn Disk,
    folder: &Path,
    workbook: WorkbookId,
) -> io::Result<Vec<(Replica, Found)>> {
    let paths = match disk.list(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Vec::new(),
        listed => listed?,
    };
    let found = |path: PathBuf| {
        let (replica, number) = journal_name(&name_of(&path), workbook)?;
        Some((replica, Found { path, number, bytes: 0, is_clean: false }))
    };
    Ok(paths.into_iter().filter_map(found).collect())
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
/// workbook that counts. `told` are the digests of all its entries there.
pub fn recall(
    disk: &dyn Disk,
    files: Vec<Found>,
    head: Option<&Head>,
    told: BTreeMap<u32, Digest>,
) -> Recalled {
    let mut reading = Reading::new(head, told);
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

/// A folder or file that is there and could not be read, and why.
pub type Unread = (PathBuf, io::Error);

/// Every step that can be read in the journals of a workbook on this PC, whatever it follows, and
/// the folders and files that could not be read.
///
/// # Errors
/// When no more of it is wanted.
pub fn all_steps<W: Watch>(
    disk: &dyn Disk,
    home: &Path,
    (workbook_path, workbook): (&Path, WorkbookId),
    watch: &W,
) -> Result<(Vec<Entry>, Vec<Unread>), W::Stop> {
    let folders = Folders::of(home.to_owned(), workbook_path);
    let mut unread = Vec::new();
    let mut files = Vec::new();
    for folder in [&folders.home, &folders.beside] {
        match find_in(disk, folder, workbook) {
            Ok(found) => files.extend(found.into_iter().map(|(_, file)| file.path)),
            Err(err) => unread.push((folder.clone(), err)),
        }
    }
    let mut steps: BTreeMap<String, Entry> = BTreeMap::new();
    for path in files {
        let bytes = match read_watched(disk, &path, watch)? {
            Ok(bytes) => bytes,
            Err(err) => {
                unread.push((path, err));
                continue;
            }
        };
        let mut open: Option<&str> = None;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let Some(Line { kind, text }) = Line::read(line) else { continue };
            match kind {
                Kind::Begin => {}
                Kind::Pending => open = Some(text),
                Kind::Sealed => {
                    open = None;
                    steps.extend(Entry::read(text).ok().map(|entry| (text.to_owned(), entry)));
                }
            }
        }
        let left = open.and_then(|text| Some((text.to_owned(), Entry::read(text).ok()?)));
        steps.extend(left);
    }
    Ok((steps.into_values().collect(), unread))
}

/// A journal as read so far.
struct Reading {
    /// The newest entry in the workbook.
    head: Option<Head>,
    /// The digests of the entries in the workbook.
    told: BTreeMap<u32, Digest>,
    /// Sealed entries that are not in the workbook as they stand here.
    sealed_here: BTreeMap<u32, Entry>,
    /// The last sealed entry that follows on, and its digest.
    sealed: u32,
    digest: Digest,
    /// The latest restatement of the step after it.
    open: Option<String>,
    entries: Vec<Entry>,
    /// How far the journal says that it goes.
    reached: u32,
    good: usize,
    bad: usize,
    /// Lines that follow on nothing and name no step.
    odd: usize,
    unread: usize,
}

impl Reading {
    fn new(head: Option<&Head>, told: BTreeMap<u32, Digest>) -> Self {
        Self {
            head: head.copied(),
            told,
            sealed_here: BTreeMap::new(),
            sealed: head.map_or(0, |head| head.number),
            digest: head.map_or_else(Digest::nothing, |head| head.digest),
            open: None,
            entries: Vec::new(),
            reached: 0,
            good: 0,
            bad: 0,
            odd: 0,
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
            (Kind::Pending, Some(id)) => self.take_pending(text, id.number),
            (Kind::Sealed, Some(id)) => self.take_sealed(text, id.number),
            (_, None) => self.odd += 1,
        }
    }

    fn take_pending(&mut self, text: &str, number: u32) {
        self.seal_open(text, number);
        // One at or before the last sealed entry was written again after a failure.
        if number == self.sealed.saturating_add(1) {
            self.open = Some(text.to_owned());
        } else if self.sealed < number {
            self.odd += 1;
        }
    }

    fn take_sealed(&mut self, text: &str, number: u32) {
        self.seal_open(text, number);
        self.reached = self.reached.max(number);
        if self.told.get(&number) != Some(&Digest::of(text.as_bytes()))
            && let Ok(entry) = Entry::read(text)
        {
            self.sealed_here.insert(number, entry);
        }
        if self.sealed < number {
            self.seal(text);
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
        // Another one is kept among those that are sealed here; what it comes to is decided at the
        // end.
        if let Some(entry) = Entry::read(text).ok().filter(|entry| self.follows(entry)) {
            (self.sealed, self.digest) = (entry.id.number, Digest::of(text.as_bytes()));
            self.open = None;
            self.entries.push(entry);
        }
    }

    /// Whether an entry is the very next one.
    fn follows(&self, entry: &Entry) -> bool {
        entry.id.number == self.sealed.saturating_add(1) && entry.prev == self.digest
    }

    fn finish(mut self, files: Vec<Found>) -> Recalled {
        let known = self.head.map_or(0, |head| head.number);
        let forked = self.forked(known);
        if !forked.is_empty() {
            // Two stories under one name cannot be told together: the other one gets its own name.
            let Self { sealed, good, bad, unread, .. } = self;
            return Recalled { sealed, good, bad, forked, unread, files, ..Recalled::default() };
        }
        let open = self.open.take().filter(|text| {
            let left = Entry::read(text).ok().filter(|entry| self.follows(entry));
            // Typed and typed back: nothing happened.
            let left = left.filter(|entry| !entry.changes.iter().all(Change::is_idle));
            let says_something = left.is_some();
            self.entries.extend(left);
            says_something
        });
        let sealed_beyond = self.sealed;
        let stray: Vec<Entry> =
            self.sealed_here.split_off(&sealed_beyond.saturating_add(1)).into_values().collect();
        let is_whole = stray.is_empty() && self.odd + self.unread == 0 && known <= self.reached;
        let Self { sealed, entries, good, bad, unread, .. } = self;
        let forked = Vec::new();
        Recalled { entries, open, sealed, is_whole, good, bad, stray, forked, unread, files }
    }

    /// The steps from the first on that differs from what the workbook has under its name, or that
    /// does not follow the last one there.
    fn forked(&mut self, known: u32) -> Vec<Entry> {
        let differs = self.sealed_here.keys().next().copied().filter(|number| *number <= known);
        let next = known.saturating_add(1);
        let turns_off = self.sealed_here.get(&next).filter(|entry| {
            let head = self.head.map_or_else(Digest::nothing, |head| head.digest);
            entry.prev != head
        });
        let Some(first) = differs.or_else(|| turns_off.map(|_| next)) else { return Vec::new() };
        let mut forked: Vec<Entry> = Vec::new();
        for (number, entry) in self.sealed_here.split_off(&first) {
            let follows = forked.last().is_none_or(|last: &Entry| {
                last.id.number.checked_add(1) == Some(number) && entry.prev == last.digest()
            });
            if !follows {
                break;
            }
            forked.push(entry);
        }
        // The step that was still open belongs to the same story.
        let open = self.open.take().and_then(|text| Entry::read(&text).ok());
        forked.extend(open.filter(|open| {
            forked.last().is_some_and(|last| {
                open.id.number == last.id.number.saturating_add(1) && open.prev == last.digest()
            })
        }));
        forked
    }
}
