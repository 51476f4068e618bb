//! Who has a workbook open: a lock file beside it, and who that is.
//!
//! Two small files, since Windows lets nobody read a locked one: `.NAME.lock` is locked and
//! empty, `.NAME.who` says who, on which PC, since when. What a crash leaves is locked by nobody
//! and taken over without a word. Whoever may write the workbook may write both. Only tells; that
//! a workbook held by somebody else is not written to is up to the store and the workspace.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::atomic_write::{create_like, helper_rights};
use super::disk::{Disk, DiskFile, Rights};
use super::names::beside;
use super::refused;

/// Tries to claim a file that another program is just letting go of.
const TRIES: usize = 4;

/// Who sits at which PC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The user's name on this PC.
    pub name: String,
    /// The PC's name.
    pub pc: String,
}

impl Who {
    /// Whoever runs this program.
    pub fn here() -> Self {
        let told = ["USERNAME", "USER", "LOGNAME"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|name| !name.trim().is_empty()));
        Self {
            name: told.unwrap_or_else(|| "不知名的用户".to_owned()),
            pc: gethostname::gethostname().to_string_lossy().into_owned(),
        }
    }
}

/// What `.NAME.who` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sitting {
    who: Who,
    since: NaiveDateTime,
}

/// A file that is ours for as long as this lives, and gone afterwards.
pub struct Claim {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    file: Option<Box<dyn DiskFile>>,
}

impl Claim {
    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody can claim a file that is about to go. What
        // stays behind is claimed by nobody.
        let _removed = self.disk.remove(&self.path);
        self.file = None;
    }
}

/// What came of claiming a file.
pub enum Claimed {
    /// It is ours.
    Ours(Claim),
    /// Somebody else has it.
    Theirs,
    /// It cannot be known.
    Unknown(io::Error),
}

/// Claims a file, which is made if it is not there.
pub fn claim(disk: &Arc<dyn Disk>, path: &Path) -> Claimed {
    claim_with(disk, path, None)
}

/// Claims a file, which is made with those rights if it is not there.
fn claim_with(disk: &Arc<dyn Disk>, path: &Path, rights: Option<Rights>) -> Claimed {
    for _ in 0..TRIES {
        match try_claim(disk, path, rights) {
            Ok(Some(claimed)) => return claimed,
            // The file is gone: its holder has just closed the workbook.
            Ok(None) => {}
            Err(err) => return Claimed::Unknown(err),
        }
    }
    Claimed::Theirs
}

fn try_claim(
    disk: &Arc<dyn Disk>,
    path: &Path,
    rights: Option<Rights>,
) -> io::Result<Option<Claimed>> {
    let file = match disk.append(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            match create_like(&**disk, path, rights) {
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
                created => created?.0,
            }
        }
        opened => opened?,
    };
    if !file.try_lock()? {
        return Ok(Some(Claimed::Theirs));
    }
    // Whoever held it may have removed it since we opened it, and another one may be there now:
    // what we hold must be what lies there.
    match disk.append(path) {
        Ok(there) if there.try_lock()? => Ok(None),
        Ok(_) => {
            let (disk, path) = (Arc::clone(disk), path.to_owned());
            Ok(Some(Claimed::Ours(Claim { disk, path, file: Some(file) })))
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
    }
}

/// A workbook that is ours to write for as long as this lives.
pub struct WorkbookLock {
    claim: Claim,
    who: PathBuf,
}

impl Drop for WorkbookLock {
    fn drop(&mut self) {
        // What stays behind names somebody who holds no lock, which is read as nobody.
        let _removed = self.claim.disk.remove(&self.who);
    }
}

/// What came of locking a workbook.
pub enum Guard {
    /// It is ours to write.
    Held(WorkbookLock),
    /// Somebody else has it open: who, in words.
    Taken(String),
    /// The place knows no locks: why, and who was last there, in words.
    Unguarded(String),
}

/// Locks the workbook at `path` for `who`.
pub fn guard(disk: &Arc<dyn Disk>, path: &Path, who: &Who, now: NaiveDateTime) -> Guard {
    let note = beside(path, "who");
    let rights = helper_rights(&**disk, path);
    let claimed = claim_with(disk, &beside(path, "lock"), rights);
    let sitting = || -> Option<Sitting> {
        let bytes = disk.read(&note).ok()?;
        ron::from_str(str::from_utf8(&bytes).ok()?).ok()
    };
    match claimed {
        Claimed::Ours(claim) => {
            let sitting = Sitting { who: who.clone(), since: now };
            // The lock holds without it; only the words for others would lack a name.
            let _written = leave_note(&**disk, &note, rights, &sitting);
            Guard::Held(WorkbookLock { claim, who: note })
        }
        Claimed::Theirs => Guard::Taken(match sitting() {
            Some(sitting) => format!("{}打开着这份工作簿", sitting_words(&sitting, who)),
            None => "别的窗口或电脑打开着这份工作簿".to_owned(),
        }),
        Claimed::Unknown(err) => {
            let why = refused::words(&err);
            Guard::Unguarded(match sitting() {
                Some(sitting) => format!(
                    "这个位置不能登记占用：{why}；{}打开过，不知道是否还开着",
                    sitting_words(&sitting, who)
                ),
                None => format!("这个位置不能登记占用：{why}；不知道别人是否同时打开着"),
            })
        }
    }
}

/// Whether somebody holds the workbook at `path` just now. Leaves nothing behind; where nobody can
/// know, somebody does.
pub fn is_taken(disk: &dyn Disk, path: &Path) -> bool {
    match disk.append(&beside(path, "lock")) {
        Ok(file) => !matches!(file.try_lock(), Ok(true)),
        Err(err) => err.kind() != io::ErrorKind::NotFound,
    }
}

/// Not synced: after a power cut the holder is gone anyway.
fn leave_note(
    disk: &dyn Disk,
    path: &Path,
    rights: Option<Rights>,
    sitting: &Sitting,
) -> io::Result<()> {
    let text = ron::ser::to_string(sitting).map_err(io::Error::other)?;
    match disk.remove(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
        _ => {}
    }
    create_like(disk, path, rights)?.0.write(text.as_bytes())
}

fn sitting_words(sitting: &Sitting, me: &Who) -> String {
    let Sitting { who, since } = sitting;
    let since = since.format("%-m月%-d日 %-H:%M");
    if who == me {
        format!("本机的另一个窗口从{since}起")
    } else {
        format!("{}（电脑{}）从{since}起", who.name, who.pc)
    }
}
