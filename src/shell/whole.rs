//! Writing a file so that it is whole at every moment: the old one, or the new one.
//!
//! Knows nothing of what stands in the file. The journal, which grows at its end, is not written
//! this way.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};

use super::chance;
use super::disk::Disk;

/// The ending of files that are being written.
const UNFINISHED: &str = "new";
/// After so long nobody is writing them any more.
const STALE: Duration = Duration::hours(1);

/// Writes a file whole: beside, synced, read back and compared, renamed over, folder synced.
///
/// # Errors
/// As the disk reports, or when what was read back is not what was written. The file that was
/// there before is then still whole, and nothing half-written lies beside it.
pub fn write_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let beside = folder.join(format!(".{}.{}.{UNFINISHED}", name_of(path), chance::run()));
    let done = write_beside(disk, &beside, bytes).and_then(|()| disk.rename(&beside, path));
    if let Err(err) = done {
        // Best effort: what happened first is what the person must hear of, and `sweep` comes by.
        let _removed = disk.remove(&beside);
        return Err(err);
    }
    disk.sync_folder(folder)
}

fn write_beside(disk: &dyn Disk, beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = match disk.create(beside) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            // Ours: the name is this run's own, and left over from a try that failed.
            disk.remove(beside)?;
            disk.create(beside)?
        }
        created => created?,
    };
    file.write(bytes)?;
    file.sync()?;
    drop(file);
    if disk.read(beside)? != bytes {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "写入后读回的内容不一致，磁盘可能有坏道",
        ));
    }
    Ok(())
}

/// Removes what earlier runs left half-written in a folder. Best effort: nothing depends on it.
pub fn sweep(disk: &dyn Disk, folder: &Path, now: NaiveDateTime) {
    let Ok(paths) = disk.list(folder) else { return };
    for path in paths {
        let name = name_of(&path);
        let is_ours = name.starts_with('.')
            && path.extension().is_some_and(|ending| ending == UNFINISHED)
            && name.rsplit('.').nth(1).is_some_and(|run| run.len() == chance::run().len());
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

/// A hidden file beside another one: `.NAME.ENDING`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    folder_of(path).join(format!(".{}.{ending}", name_of(path)))
}
