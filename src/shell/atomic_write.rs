//! Writing a file so that it is whole at every moment: the old one, or the new one.
//!
//! Knows nothing of what stands in the file. The journal, which grows at its end, is not written
//! this way.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};

use super::disk::{Disk, DiskFile, Openness, Rights};
use super::{entropy, names};
use crate::session::{Progress, Unit, Watch};

/// The ending of files that are being written.
const UNFINISHED: &str = "new";
/// So much is written at once where somebody waits for it.
const PIECE: usize = 1 << 18;
/// Unfinished files older than this are left over from a crash.
const STALE: Duration = Duration::hours(1);

/// Whether who may do what with a file is as it was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// It is.
    Kept,
    /// Some who should be able to use it cannot: the system gave it another group.
    Narrowed,
}

/// Writes a file whole: beside, synced, read back and compared, renamed over, folder synced.
/// What is replaced hands its rights on; a link stays, and what it leads to is replaced.
///
/// # Errors
/// As the disk reports, or when what was read back is not what was written. The file that was
/// there before is then still whole, and nothing half-written lies beside it.
pub fn write_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_over(disk, path, bytes, None).map(|_access| ())
}

/// Writes a file whole like [`write_whole`], as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted. The file that was there before is then still whole.
pub fn write_whole_watched<W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    watch: &W,
) -> Result<io::Result<()>, W::Stop> {
    let mut stop = None;
    let written = over(disk, path, bytes, None, &mut |file| {
        for (count, piece) in bytes.chunks(PIECE).enumerate() {
            file.write(piece)?;
            let done = count * PIECE + piece.len();
            stop = watch.on(Progress::new(Unit::Written, done, bytes.len())).err();
            if stop.is_some() {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        stop = watch.commit().err();
        stop.as_ref().map_or(Ok(()), |_| Err(io::ErrorKind::Interrupted.into()))
    });
    stop.map_or_else(|| Ok(written.map(|_access| ())), Err)
}

/// Writes a file whole like [`write_whole`], with those rights if none is there to be replaced,
/// and says whether it got them.
///
/// # Errors
/// Like [`write_whole`].
pub fn write_over(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    rights: Option<Rights>,
) -> io::Result<Access> {
    over(disk, path, bytes, rights, &mut |file| file.write(bytes))
}

fn over(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    rights: Option<Rights>,
    write: Writing<'_>,
) -> io::Result<Access> {
    let path = &disk.resolve(path)?;
    let rights = match disk.facts(path) {
        Ok(there) => there.rights,
        Err(err) if err.kind() == io::ErrorKind::NotFound => rights,
        Err(err) => return Err(err),
    };
    put(disk, path, bytes, (rights, |disk, from, to| disk.rename(from, to)), write)
}

/// Writes a file whole under a name that is free; nothing is ever replaced.
///
/// # Errors
/// `AlreadyExists` if the name is taken, else like [`write_whole`].
pub fn write_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if disk.facts(path).is_ok() {
        // Found out before everything is written for nothing.
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let naming: Naming = |disk, from, to| disk.rename_new(from, to);
    put(disk, path, bytes, (None, naming), &mut |file| file.write(bytes)).map(|_access| ())
}

/// Writes a file whole under a name that is free, as [`write_new`] does, made of the file `source`:
/// nobody may do with it what they may not do with that.
///
/// # Errors
/// Like [`write_new`].
pub fn write_new_like(
    disk: &dyn Disk,
    (path, source): (&Path, &Path),
    bytes: &[u8],
) -> io::Result<Access> {
    if disk.facts(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let rights = rights_like(disk, path, source)?;
    let naming: Naming = |disk, from, to| disk.rename_new(from, to);
    put(disk, path, bytes, (rights, naming), &mut |file| file.write(bytes))
}

/// The rights of a new file at that path made of the file `source`: those of the source, as far as new
/// files there have them. None where they are what a new file has by itself.
///
/// # Errors
/// When no file can be made there.
pub fn rights_like(disk: &dyn Disk, path: &Path, source: &Path) -> io::Result<Option<Rights>> {
    let Some(rights) = disk.facts(source).ok().and_then(|facts| facts.rights) else {
        return Ok(None);
    };
    // Found out with an empty file: nothing is written before it is known.
    let probe = unfinished(path);
    let _left_over = disk.remove(&probe);
    drop(disk.create(&probe, Openness::Usual)?);
    let facts = disk.facts(&probe);
    disk.remove(&probe)?;
    Ok(facts?.rights.and_then(|usual| rights.at_most(usual)))
}

/// The name under which a file is written before it is whole.
fn unfinished(path: &Path) -> PathBuf {
    names::beside(path, &format!("{}.{UNFINISHED}", entropy::run()))
}

/// How the finished file gets its name.
type Naming = fn(&dyn Disk, &Path, &Path) -> io::Result<()>;
/// How its bytes get into it.
type Writing<'a> = &'a mut dyn FnMut(&mut dyn DiskFile) -> io::Result<()>;

fn put(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    (rights, name): (Option<Rights>, Naming),
    write: Writing<'_>,
) -> io::Result<Access> {
    let beside = unfinished(path);
    let done = write_beside(disk, &beside, bytes, rights, write)
        .and_then(|access| name(disk, &beside, path).map(|()| access));
    let access = done.inspect_err(|_first| {
        // Best effort: what happened first is what the person must hear of, and `sweep` comes by.
        let _removed = disk.remove(&beside);
    })?;
    disk.sync_folder(folder_of(path)).map(|()| access)
}

fn write_beside(
    disk: &dyn Disk,
    beside: &Path,
    bytes: &[u8],
    rights: Option<Rights>,
    write: Writing<'_>,
) -> io::Result<Access> {
    let (mut file, access) = match create_like(disk, beside, rights) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            // Ours: the name is this run's own, and left over from a try that failed.
            disk.remove(beside)?;
            create_like(disk, beside, rights)?
        }
        created => created?,
    };
    write(&mut *file)?;
    file.sync()?;
    drop(file);
    if disk.read(beside)? != bytes {
        // The words for it stand in `refused`.
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(access)
}

/// Makes a new, empty file with rights that were read elsewhere. It is never more open than that,
/// not even for a moment.
pub(super) fn create_like(
    disk: &dyn Disk,
    path: &Path,
    rights: Option<Rights>,
) -> io::Result<(Box<dyn DiskFile>, Access)> {
    let Some(rights) = rights else {
        return Ok((disk.create(path, Openness::Usual)?, Access::Kept));
    };
    let file = disk.create(path, Openness::Private)?;
    Ok((file, granted(disk, path, rights)))
}

/// Runner rights on, as far as the system lets us.
fn granted(disk: &dyn Disk, path: &Path, rights: Rights) -> Access {
    match disk.grant(path, rights) {
        Ok(()) => Access::Kept,
        Err(err) => {
            tracing::warn!("rights not handed on: {:?}, code {:?}", err.kind(), err.raw_os_error());
            Access::Narrowed
        }
    }
}

/// The rights of a file, for a helper that stands beside it; none if it is not there.
pub(super) fn helper_rights(disk: &dyn Disk, path: &Path) -> Option<Rights> {
    disk.facts(path).ok()?.rights.map(Rights::of_helper)
}

/// Removes what earlier runs left half-written in a folder. Best effort: nothing depends on it.
pub fn sweep(disk: &dyn Disk, folder: &Path, now: NaiveDateTime) {
    let Ok(paths) = disk.list(folder) else { return };
    for path in paths {
        let name = name_of(&path);
        let is_ours = name.starts_with('.')
            && path.extension().is_some_and(|ending| ending == UNFINISHED)
            && name.rsplit('.').nth(1).is_some_and(|run| run.len() == entropy::run().len());
        let is_stale = || {
            let written = disk.facts(&path).ok().and_then(|facts| facts.modified);
            written.is_some_and(|written| written + STALE < now)
        };
        if is_ours && is_stale() {
            let _removed = disk.remove(&path);
        }
    }
}

/// Makes a folder with all folders above it, and makes sure that they stay.
///
/// # Errors
/// As the disk reports.
pub fn ensure_folder(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if disk.facts(folder).is_ok_and(|facts| facts.is_folder) {
        return Ok(());
    }
    let parent = folder_of(folder);
    if parent != folder && !parent.as_os_str().is_empty() {
        ensure_folder(disk, parent)?;
    }
    match disk.make_folder(folder) {
        Err(err) if err.kind() != io::ErrorKind::AlreadyExists => return Err(err),
        _ => {}
    }
    disk.sync_folder(parent)
}

/// Makes a folder that whoever may use the one above it may use too.
///
/// # Errors
/// As the disk reports.
pub(super) fn ensure_folder_like_parent(disk: &dyn Disk, folder: &Path) -> io::Result<Access> {
    if disk.facts(folder).is_ok_and(|facts| facts.is_folder) {
        return Ok(Access::Kept);
    }
    ensure_folder(disk, folder)?;
    let rights = disk.facts(folder_of(folder))?.rights;
    Ok(rights.map_or(Access::Kept, |rights| granted(disk, folder, rights)))
}

/// The folder a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// A path's last part, as text.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
