//! The backup ladder: earlier states of a workbook, close together at first, then farther apart.
//!
//! One pool of copies per folder. Kept are the ten latest, the last one of each of fourteen days
//! and the last one of each of eight weeks; a copy is made at most every ten minutes. A copy
//! that could not be made never stops a save. Beside the workbook whoever may use it may use its
//! copies; those in the state folder are this user's own.
//!
//! Limitations: copies are whole and not compressed.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Duration, NaiveDateTime};

use super::atomic_write::{
    Access, ensure_folder, ensure_folder_like_parent, folder_of, write_over,
};
use super::disk::{Disk, Rights};
use super::names::{fitted, joined};

/// Least time between two copies.
const APART: Duration = Duration::minutes(10);
/// How many of the latest copies are kept.
const RECENT: usize = 10;
/// For how many days the last copy of the day is kept.
const DAYS: usize = 14;
/// For how many weeks the last copy of the week is kept.
const WEEKS: usize = 8;
/// How a copy's name ends: sortable, readable, plain.
const STAMP: &str = "%Y-%m-%d-%H%M";
/// What stands behind the workbook's name in that of a copy, and in that of their folder.
const BEHIND: &str = "-2027-02-05-0948.ron";
/// The same without the sign that parts it from the name.
const STAMPED: &str = "2027-02-05-0948.ron";
const FOLDER: &str = ".备份";
/// Rights of what only this user may use.
const OWN: u32 = 0o700;

/// An earlier state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When it was made, UTC+8.
    pub at: NaiveDateTime,
    /// Where it lies.
    pub path: PathBuf,
}

/// The folder beside a workbook: `NAME.备份`.
pub fn folder_beside(workbook: &Path) -> PathBuf {
    folder_of(workbook).join(joined("", &fitted(stem_of(workbook), FOLDER), FOLDER))
}

/// The backups of a workbook in a folder, oldest first.
///
/// # Errors
/// When the folder cannot be read. One that is not there yet holds none.
pub fn list(disk: &dyn Disk, folder: &Path, workbook: &Path) -> io::Result<Vec<Backup>> {
    let before = before_stamp(workbook);
    let mut backups = every(disk, folder)?;
    backups.retain(|Backup { path, .. }| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.len() == before.len() + STAMPED.len() && name.starts_with(before.as_encoded_bytes())
    });
    Ok(backups)
}

/// The backups in a folder, whatever the workbook was called when they were made, oldest first.
///
/// # Errors
/// When the folder cannot be read. One that is not there yet holds none.
pub fn every(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<Backup>> {
    let paths = match disk.list(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Vec::new(),
        listed => listed?,
    };
    let backup = |path: PathBuf| {
        let name = path.file_name()?.as_encoded_bytes();
        let from = name.len().checked_sub(STAMPED.len())?;
        let stamp = name.get(from..)?.strip_suffix(b".ron")?;
        let at = NaiveDateTime::parse_from_str(str::from_utf8(stamp).ok()?, STAMP).ok()?;
        Some(Backup { at, path })
    };
    let mut backups: Vec<Backup> = paths.into_iter().filter_map(backup).collect();
    backups.sort_by_key(|backup| backup.at);
    Ok(backups)
}

/// Backups that lie beside a workbook in folders of other names, the newest of each first: it, or
/// another one, was called so before. Whose they are, only they themselves say.
pub fn of_other_names(disk: &dyn Disk, workbook: &Path) -> Vec<PathBuf> {
    let own = folder_beside(workbook);
    let beside = disk.list(folder_of(workbook)).unwrap_or_default().into_iter();
    let ends = |path: &Path| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.ends_with(FOLDER.as_bytes())
    };
    let others = beside.filter(|path| *path != own && ends(path));
    let all = others.flat_map(|folder| every(disk, &folder).unwrap_or_default().into_iter().rev());
    all.map(|backup| backup.path).collect()
}

/// Puts a copy on the ladder if it is time for one, and takes away what has had its time. Says
/// who may use the copy, if one was made.
///
/// # Errors
/// As the disk reports. Copies made before are still there.
pub fn climb(
    disk: &dyn Disk,
    folder: &Path,
    workbook: &Path,
    bytes: &[u8],
    now: NaiveDateTime,
) -> io::Result<Option<Access>> {
    let before = list(disk, folder, workbook)?;
    if before.iter().any(|backup| (backup.at - now).abs() < APART) {
        return Ok(None);
    }
    let access = put(disk, folder, workbook, bytes, now)?;
    let backups = list(disk, folder, workbook)?;
    let kept = kept(&backups.iter().map(|backup| backup.at).collect::<Vec<_>>(), now);
    for backup in backups.iter().filter(|backup| !kept.contains(&backup.at)) {
        disk.remove(&backup.path)?;
    }
    Ok(Some(access))
}

/// Puts a copy on the ladder whether or not it is time for one: what is in it is about to be
/// written otherwise. One that is there already is not replaced.
///
/// # Errors
/// As the disk reports.
pub fn keep(
    disk: &dyn Disk,
    folder: &Path,
    workbook: &Path,
    bytes: &[u8],
    now: NaiveDateTime,
) -> io::Result<()> {
    let before = list(disk, folder, workbook)?;
    let taken = |at: &NaiveDateTime| {
        let stamp = at.format(STAMP).to_string();
        before.iter().any(|backup| backup.at.format(STAMP).to_string() == stamp)
    };
    // A name tells the minute only, and the copy must not take another one's place.
    let minutes = (0..).map(|minutes| now - Duration::minutes(minutes));
    let Some(at) = minutes.take(before.len() + 1).find(|at| !taken(at)) else { return Ok(()) };
    put(disk, folder, workbook, bytes, at).map(|_access| ())
}

fn put(
    disk: &dyn Disk,
    folder: &Path,
    workbook: &Path,
    bytes: &[u8],
    at: NaiveDateTime,
) -> io::Result<Access> {
    let rights = disk.facts(workbook)?.rights;
    let name = joined("", &before_stamp(workbook), &format!("{}.ron", at.format(STAMP)));
    if folder == folder_beside(workbook) {
        let folder_access = ensure_folder_like_parent(disk, folder)?;
        return Ok(folder_access.max(write_over(disk, &folder.join(name), bytes, rights)?));
    }
    ensure_folder(disk, folder)?;
    let own = rights.map(|rights| Rights { mode: rights.mode & OWN, ..rights });
    write_over(disk, &folder.join(name), bytes, own)
}

/// Which moments stay on the ladder. Those ahead of the clock, which was wrong then or is now,
/// are a ladder of their own, so that neither drives the other out.
fn kept(moments: &[NaiveDateTime], now: NaiveDateTime) -> BTreeSet<NaiveDateTime> {
    // A name tells the minute only.
    let is_past = |at: &&NaiveDateTime| **at <= now;
    let past: BTreeSet<NaiveDateTime> = moments.iter().filter(is_past).copied().collect();
    let ahead: BTreeSet<NaiveDateTime> =
        moments.iter().filter(|at| !is_past(at)).copied().collect();
    let mut kept = BTreeSet::new();
    for ladder in [past, ahead] {
        kept.extend(ladder.iter().rev().take(RECENT));
        kept.extend(last_of_each(&ladder, DAYS, |at| (at.year(), at.ordinal())));
        let week = |at: &NaiveDateTime| (at.iso_week().year(), at.iso_week().week());
        kept.extend(last_of_each(&ladder, WEEKS, week));
    }
    kept
}

/// The last moment of each of the latest `count` spans.
fn last_of_each<Span: PartialEq>(
    ladder: &BTreeSet<NaiveDateTime>,
    count: usize,
    span: impl Fn(&NaiveDateTime) -> Span,
) -> Vec<NaiveDateTime> {
    let mut last: Vec<NaiveDateTime> = Vec::new();
    for at in ladder.iter().rev() {
        if last.last().is_none_or(|later| span(later) != span(at)) {
            last.push(*at);
        }
    }
    last.truncate(count);
    last
}

/// How the name of every copy of a workbook begins.
fn before_stamp(workbook: &Path) -> OsString {
    joined("", &fitted(stem_of(workbook), BEHIND), "-")
}

fn stem_of(workbook: &Path) -> &OsStr {
    workbook.file_stem().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> NaiveDateTime {
        chrono::NaiveDate::from_ymd_opt(2027, 2, 5).unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    #[test]
    fn a_season_of_saves_leaves_a_ladder() {
        let mut moments: Vec<NaiveDateTime> = Vec::new();
        for step in 0..60 * 24 * 4 {
            let now = noon() + Duration::minutes(15 * step);
            moments.push(now);
            let kept = kept(&moments, now);
            moments.retain(|at| kept.contains(at));
        }
        assert!(moments.len() <= RECENT + DAYS + WEEKS, "{}", moments.len());
        let newest = *moments.last().unwrap();
        let within =
            |days: i64| moments.iter().filter(|at| newest - **at <= Duration::days(days)).count();
        assert!(RECENT <= within(1));
        assert!(RECENT + 12 <= within(14));
        assert!(moments.iter().any(|at| Duration::days(42) < newest - *at));
    }

    #[test]
    fn a_clock_gone_wrong_drives_no_copy_out() {
        let good: Vec<NaiveDateTime> =
            (0..10).map(|n| noon() + Duration::minutes(n * 11)).collect();
        let year_2010 = noon() - Duration::days(17 * 365);
        let mut moments = good.clone();
        moments.push(year_2010);
        let kept = kept(&moments, year_2010);
        assert!(kept.contains(&year_2010));
        assert!(good.iter().all(|at| kept.contains(at)));
    }
}
