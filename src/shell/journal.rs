//! The live journal: what this PC wrote into the open workbook, on the disk within 200 ms.
//!
//! One per workbook and replica, as a file of lines in the state folder, or beside the workbook
//! where that cannot be written. A line is `KIND DIGEST TEXT`: `S` restates the step somebody is
//! typing (the latest one counts), `E` is a sealed entry, `J` begins a file. [`recall()`] reads
//! what is there. When to sync is up to the caller; this only says what is not synced yet.
//!
//! A file that failed once is left as it is, and what it may lack is written anew into the next
//! one: after a failed sync a system may claim that a second one went well, and after half a
//! line nothing could be read. A file that is gone, alone or with its folder, failed too: it is
//! looked for whenever it is synced, before anybody is told that something is kept.
//!
//! Limitations: what the workbook does not hold yet is held in memory as well, as long as it does
//! not.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic_write::{create_like, ensure_folder, folder_of, helper_rights};
use super::disk::{Disk, DiskFile, Openness};
use super::lock::{self, Claim, Claimed};
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Entry, Head, Note};

mod line;
mod recall;

pub use recall::{Found, Recalled, Unread, all_steps, find, recall};

use line::{Kind, Line};

/// A journal file longer than this is begun anew once the workbook holds all of it.
pub const LIMIT: u64 = 4 << 20;
/// Names tried for a new file before giving up.
const TRIES: u32 = 8;

/// Where the journals of a workbook may lie, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// In the state folder.
    pub home: PathBuf,
    /// Beside the workbook.
    pub beside: PathBuf,
    /// The workbook: whoever may use it may use a journal beside it.
    pub workbook: PathBuf,
}

impl Folders {
    /// The folders for the workbook at that path.
    pub fn of(home: PathBuf, workbook: &Path) -> Self {
        Self { home, beside: folder_of(workbook).to_owned(), workbook: workbook.to_owned() }
    }

    fn file(&self, is_home: bool, name: &str) -> PathBuf {
        if is_home { self.home.join(name) } else { self.beside.join(format!(".{name}")) }
    }
}

/// The file being written.
struct Writing {
    file: Box<dyn DiskFile>,
    path: PathBuf,
    bytes: u64,
    /// Whether its folder knows of it for good.
    is_settled: bool,
}

/// A line that stands in no written workbook yet.
struct Waiting {
    /// The entry it is about.
    number: u32,
    kind: Kind,
    text: String,
}

/// A journal being written.
pub struct LiveJournal {
    disk: Arc<dyn Disk>,
    folders: Folders,
    workbook: WorkbookId,
    replica: Replica,
    /// `None` when a new file must be begun first.
    writing: Option<Writing>,
    /// Files before the one being written.
    older: Vec<PathBuf>,
    next: u32,
    /// What the workbook does not hold yet, each step once.
    waiting: Vec<Waiting>,
    /// Whether some of it is covered by no sync yet.
    is_unsynced: bool,
    /// Notes taken since the journal was opened.
    taken: u64,
    /// The last sealed entry taken, and covered by a sync.
    sealed: u32,
    kept: u32,
    /// Whether the last line restates an open step.
    is_open: bool,
    /// Tells other programs on this PC that this replica is being written.
    claim: Option<Claim>,
}

impl std::fmt::Debug for LiveJournal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveJournal").field("replica", &self.replica).finish_non_exhaustive()
    }
}

/// The name of the file by which a replica is claimed on this PC.
pub(super) fn claim_path(home: &Path, workbook: WorkbookId, replica: Replica) -> PathBuf {
    home.join(format!("{workbook}-{replica}.lock"))
}

impl LiveJournal {
    /// The journal of a replica that has written nothing yet.
    pub fn begin(
        disk: Arc<dyn Disk>,
        folders: Folders,
        workbook: WorkbookId,
        replica: Replica,
    ) -> Self {
        Self {
            disk,
            folders,
            workbook,
            replica,
            writing: None,
            older: Vec::new(),
            next: 1,
            waiting: Vec::new(),
            is_unsynced: false,
            taken: 0,
            sealed: 0,
            kept: 0,
            is_open: false,
            claim: None,
        }
    }

    /// The journal of a replica that goes on. A step left open by a crash is sealed first.
    pub fn resume(
        disk: Arc<dyn Disk>,
        folders: Folders,
        workbook: WorkbookId,
        replica: Replica,
        recalled: &Recalled,
    ) -> Self {
        let mut journal = Self::begin(disk, folders, workbook, replica);
        journal.sealed = recalled.sealed;
        journal.kept = recalled.sealed;
        journal.older = recalled.files.iter().map(|found| found.path.clone()).collect();
        journal.next = recalled.files.iter().map(|found| found.number).max().unwrap_or(0) + 1;
        let clean = recalled.files.last().filter(|last| last.is_clean);
        if let Some(last) = clean.filter(|last| last.bytes < LIMIT)
            && let Ok(file) = journal.disk.append(&last.path)
        {
            journal.older.retain(|path| *path != last.path);
            let (path, bytes) = (last.path.clone(), last.bytes);
            journal.writing = Some(Writing { file, path, bytes, is_settled: false });
        }
        // Should the files they came from go, they can still be written.
        let sealed = recalled.entries.iter().filter(|entry| entry.id.number <= recalled.sealed);
        journal.waiting = sealed
            .map(|entry| Waiting {
                number: entry.id.number,
                kind: Kind::Sealed,
                text: Line { kind: Kind::Sealed, text: &entry.line() }.write(),
            })
            .collect();
        if let Some(text) = &recalled.open {
            journal.sealed += 1;
            // Written now or by the sync that follows; nothing depends on which.
            let _written = journal.add(Kind::Sealed, text);
        }
        journal
    }

    /// Holds the claim on the replica, if there is one, for as long as the journal is written.
    pub fn hold(&mut self, claimed: Claimed) {
        self.claim = match claimed {
            Claimed::Ours(claim) => Some(claim),
            Claimed::Theirs | Claimed::Unknown(_) => None,
        };
    }

    /// Under which name it is written.
    pub fn replica(&self) -> Replica {
        self.replica
    }

    /// Whether a sync has anything to write.
    pub fn is_behind(&self) -> bool {
        self.writing.as_ref().is_none_or(|writing| !writing.is_settled) || self.is_unsynced
    }

    /// Whether there is something that stands nowhere but here.
    pub fn is_needed(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The last sealed entry that a sync has covered.
    pub fn kept(&self) -> u32 {
        self.kept
    }

    /// Notes taken since the journal was opened.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Takes notes and writes them at the end at once, in order.
    ///
    /// # Errors
    /// As the disk reports. The notes are held and come with the next sync.
    pub fn append(&mut self, notes: &[Note]) -> io::Result<()> {
        let mut done = Ok(());
        for note in notes {
            self.taken += 1;
            let (kind, text) = match note {
                Note::Pending(text) => (Kind::Pending, text),
                Note::Sealed(text) => (Kind::Sealed, text),
            };
            self.is_open = kind == Kind::Pending;
            if let (Kind::Sealed, Some(id)) = (kind, Entry::named(text)) {
                self.sealed = id.number;
            }
            // Every note is taken, whatever became of the one before.
            let added = self.add(kind, text);
            done = done.and(added);
        }
        done
    }

    /// Makes sure that everything taken stays, and that its file is there to be found; says how
    /// many notes that are by now.
    ///
    /// # Errors
    /// As the disk reports, after a new file was tried at every place. Nothing is forgotten.
    pub fn sync(&mut self) -> io::Result<u64> {
        let synced = if self.is_behind() { self.sync_writing() } else { Ok(()) };
        if synced.and_then(|()| self.look_for_file()).is_err() {
            self.begin_file()?;
        }
        self.is_unsynced = false;
        self.kept = self.sealed;
        Ok(self.taken)
    }

    /// Hears that the workbook holds entries up to `heads`. Begins the journal anew if it is longer
    /// than `limit` and all of it is there. The file before is kept once. Says whether it did.
    ///
    /// # Errors
    /// As the disk reports. The journal then goes on as it was.
    pub fn turn(&mut self, heads: &BTreeMap<Replica, Head>, limit: u64) -> io::Result<bool> {
        let written = heads.get(&self.replica).map_or(0, |head| head.number);
        self.waiting.retain(|line| written < line.number);
        let is_long = self.writing.as_ref().is_some_and(|writing| limit < writing.bytes);
        let has_all = heads.contains_key(&self.replica) && self.sealed <= written;
        if !is_long || !has_all || self.is_open || self.is_unsynced {
            return Ok(false);
        }
        self.begin_file()?;
        let last = self.older.len().saturating_sub(1);
        for path in self.older.drain(..last) {
            // Best effort: everything in it stands in the workbook.
            let _removed = self.disk.remove(&path);
        }
        Ok(true)
    }

    fn add(&mut self, kind: Kind, text: &str) -> io::Result<()> {
        let number = Entry::named(text).map_or(u32::MAX, |id| id.number);
        let text = Line { kind, text }.write();
        let done = match &mut self.writing {
            Some(writing) => {
                writing.bytes += u64::try_from(text.len()).unwrap_or_default();
                writing.file.write(text.as_bytes())
            }
            None => Ok(()),
        };
        // Of one step only the latest is worth holding.
        let is_same = |last: &Waiting| last.kind == Kind::Pending && last.number == number;
        self.waiting.pop_if(|last| is_same(last));
        self.waiting.push(Waiting { number, kind, text });
        self.is_unsynced = true;
        if done.is_err() {
            self.retire();
        }
        done
    }

    /// Makes sure that the file being written is the one that lies there: a file that was removed
    /// takes what is written to it all the same, and nobody will ever read it.
    fn look_for_file(&mut self) -> io::Result<()> {
        let Some(writing) = &self.writing else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let there = self.disk.facts(&writing.path).and_then(|there| {
            let is_ours = there.bytes == writing.bytes;
            if is_ours { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
        });
        if there.is_err() {
            tracing::warn!("the journal is gone and is made anew");
            self.retire();
            self.claim_again();
        }
        there
    }

    /// Claims the replica once more if what claimed it went with the folder.
    fn claim_again(&mut self) {
        let is_gone = |claim: &mut Claim| self.disk.facts(claim.path()).is_err();
        if let Some(lost) = self.claim.take_if(is_gone) {
            let path = lost.path().to_owned();
            drop(lost);
            // Without the folder nothing can be claimed; the file to come reports what is wrong.
            let _made = ensure_folder(&*self.disk, &self.folders.home);
            self.hold(lock::claim(&self.disk, &path));
        }
    }

    fn sync_writing(&mut self) -> io::Result<()> {
        let Some(writing) = &mut self.writing else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let mut done = writing.file.sync();
        if done.is_ok() && !writing.is_settled {
            done = self.disk.sync_folder(folder_of(&writing.path));
            writing.is_settled = done.is_ok();
        }
        if done.is_err() {
            self.retire();
        }
        done
    }

    /// Never writes to the present file again.
    fn retire(&mut self) {
        self.older.extend(self.writing.take().map(|writing| writing.path));
    }

    /// Begins the next file with whatever the workbook does not hold yet, at the first place that
    /// takes it. Some of it may stand in an earlier file too, which does no harm.
    fn begin_file(&mut self) -> io::Result<()> {
        let mut first = None;
        for is_home in [true, false] {
            match self.begin_file_at(is_home) {
                Ok(writing) => {
                    self.retire();
                    self.writing = Some(writing);
                    return Ok(());
                }
                Err(err) => first = first.or(Some(err)),
            }
        }
        Err(first.unwrap_or_else(|| io::ErrorKind::NotFound.into()))
    }

    fn begin_file_at(&mut self, is_home: bool) -> io::Result<Writing> {
        if is_home {
            ensure_folder(&*self.disk, &self.folders.home)?;
        }
        let (mut file, path) = self.create(is_home)?;
        let Self { workbook, replica, kept, .. } = self;
        let header = format!("{workbook} {replica} {kept}");
        let mut text = Line { kind: Kind::Begin, text: &header }.write();
        self.waiting.iter().for_each(|line| text.push_str(&line.text));
        let done = file
            .write(text.as_bytes())
            .and_then(|()| file.sync())
            .and_then(|()| self.disk.sync_folder(folder_of(&path)));
        if let Err(err) = done {
            drop(file);
            // Best effort: a file with half a line in it is read as far as it goes.
            let _removed = self.disk.remove(&path);
            return Err(err);
        }
        let bytes = u64::try_from(text.len()).unwrap_or_default();
        Ok(Writing { file, path, bytes, is_settled: true })
    }

    fn create(&mut self, is_home: bool) -> io::Result<(Box<dyn DiskFile>, PathBuf)> {
        let mut tries = 0;
        loop {
            let name = format!("{}-{}.{:03}.journal", self.workbook, self.replica, self.next);
            let path = self.folders.file(is_home, &name);
            let created = if is_home {
                self.disk.create(&path, Openness::Private)
            } else {
                let rights = helper_rights(&*self.disk, &self.folders.workbook);
                create_like(&*self.disk, &path, rights).map(|(file, _access)| file)
            };
            let is_there =
                matches!(&created, Err(err) if err.kind() == io::ErrorKind::AlreadyExists);
            if created.is_ok() || is_there {
                self.next += 1;
            }
            if !is_there || TRIES <= tries {
                return created.map(|file| (file, path));
            }
            tries += 1;
        }
    }
}
