//! Keeping a workbook: opening it, writing it, and never writing over what is not known.
//!
//! Step by step and without threads or clock, so that a test can stop between any two steps.
//! Notes go to the [`LiveJournal`] that opening hands out; the store never writes any.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::atomic_write::write_whole_watched;
use super::disk::{Disk, Rights};
use super::home::Home;
use super::journal::LiveJournal;
use super::lock::{Who, WorkbookLock};
use super::memory::Memory;
use super::trouble;
use crate::file::{self, Difference};
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Digest, Entry, Kept, Unwatched, Watch};
use crate::workspace::{Event, Trouble};

mod copies;
mod opening;
mod recovery;
mod saving;
mod watching;

pub(super) use copies::{is_copy_of, workbooks_beside};

/// What opening came to.
#[derive(Debug)]
pub struct Opening {
    /// The answer.
    pub event: Event,
    /// What else the person should know.
    pub cautions: Vec<Trouble>,
    /// Where notes go from now on; none if nothing was opened, or only for reading.
    pub journal: Option<LiveJournal>,
}

/// What saving came to.
#[derive(Debug)]
pub struct Saving {
    /// The answer.
    pub event: Event,
    /// What else the person should know.
    pub cautions: Vec<Trouble>,
}

/// What another file of the same workbook holds that ours lacks.
#[derive(Clone, Debug)]
struct Theirs {
    digest: Digest,
    entries: Vec<Entry>,
    differences: Vec<Difference>,
    pcs: BTreeMap<Replica, String>,
}

/// Something beside the records that is told once, as long as it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// The memory cannot be written.
    Memory,
    /// The workbook grows too large.
    Size,
    /// Backups cannot be written.
    Backups,
    /// Others cannot use the file as before.
    Access,
}

/// The workbook that is open.
struct Held {
    path: PathBuf,
    workbook: WorkbookId,
    replica: Replica,
    memory: Memory,
    /// What the person was told already and need not hear again.
    told: BTreeSet<Told>,
    /// Who may do what with the file, should it have to be written where none is.
    rights: Option<Rights>,
    lock: Option<WorkbookLock>,
    /// Who else has it open, in words.
    taken: Option<String>,
    /// What somebody else's file came to, by its digest.
    theirs: Option<(Digest, Theirs)>,
    /// The file as it was found, until it has been put on the backup ladder: it is written
    /// otherwise from now on, since it was of an older format or edited outside the program.
    original: Option<Vec<u8>>,
    /// The file whose changes made outside the program a person has decided on.
    decided: Option<Digest>,
    /// What was written last and is not on the backup ladder yet.
    written: Option<Vec<u8>>,
    /// What the file looked like from outside when we last knew what is in it.
    mark: Option<Mark>,
    /// What was last shown of a file that somebody else has open.
    shown: Option<Digest>,
    /// Whether whoever had it open was seen to have closed it.
    is_released: bool,
    /// Whether it is damaged: nobody need be waited for.
    is_damaged: bool,
}

/// A file's length and time: while they are the same, it is most likely not worth reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    bytes: u64,
    modified: Option<NaiveDateTime>,
}

impl Mark {
    fn of(disk: &dyn Disk, path: &Path) -> Option<Self> {
        let facts = disk.facts(path).ok()?;
        Some(Self { bytes: facts.bytes, modified: facts.modified })
    }
}

/// Keeps the one workbook that is open.
pub struct Store {
    disk: Arc<dyn Disk>,
    home: Home,
    who: Who,
    held: Option<Held>,
}

impl Store {
    /// A store with nothing open.
    pub fn new(disk: Arc<dyn Disk>, home: Home, who: Who) -> Self {
        Self { disk, home, who, held: None }
    }

    /// Writes a new workbook, to be opened next. Whatever lies there already is left alone,
    /// unless it is the same workbook and everything in it is in the new one.
    pub fn begin(&self, path: &Path, kept: &Kept) -> Event {
        let Ok(event) = self.begin_watched(path, kept, &Unwatched);
        event
    }

    /// Writes a new workbook like [`Self::begin`], as long as somebody waits for it.
    ///
    /// # Errors
    /// When no more of it is wanted. Nothing lies there then that did not before.
    pub fn begin_watched<W: Watch>(
        &self,
        path: &Path,
        kept: &Kept,
        watch: &W,
    ) -> Result<Event, W::Stop> {
        let refused = |err| {
            let (why, advice) = trouble::cause(&err);
            trouble::not_begun(path, &why, advice)
        };
        let begun = match self.disk.resolve(path).map_err(refused) {
            Ok(place) => self.try_begin(&place, kept, watch)?,
            Err(trouble) => Err(trouble),
        };
        Ok(match begun {
            Ok(()) => Event::Begun(path.to_owned()),
            Err(trouble) => Event::NotBegun(trouble),
        })
    }

    fn try_begin<W: Watch>(
        &self,
        path: &Path,
        kept: &Kept,
        watch: &W,
    ) -> Result<Result<(), Trouble>, W::Stop> {
        let disk = &*self.disk;
        let is_there = disk.facts(path).is_ok_and(|facts| 0 < facts.bytes || facts.is_folder);
        if is_there && !saving::holds_all_of(disk, path, kept) {
            return Ok(Err(trouble::not_begun(
                path,
                "那里已有一份同名的文件，没有覆盖",
                "请另取一个名字，或换一个文件夹",
            )));
        }
        let bytes = file::write(kept).into_bytes();
        if let Err(err) = write_whole_watched(disk, path, &bytes, watch)? {
            let (why, advice) = trouble::cause(&err);
            return Ok(Err(trouble::not_begun(path, &why, advice)));
        }
        let mut memory = Memory::load(disk, &self.home, kept.workbook);
        memory.learn(path, Digest::of(&bytes), None);
        // Without it the file only looks like somebody else's when it is opened next.
        let _stored = memory.store(disk, &self.home, kept.workbook);
        Ok(Ok(()))
    }

    /// A person has decided on what was changed outside the program in that file: it may be
    /// written over.
    pub fn decide(&mut self, digest: Digest) {
        if let Some(held) = &mut self.held {
            held.decided = Some(digest);
        }
    }

    /// Lets go of the open workbook.
    pub fn release(&mut self) {
        self.held = None;
    }
}
