//! Repairing a workbook, one job for the window and the command: the file itself, this PC's
//! journals, the backups, copies beside it and whatever else is named, put together. All of it is
//! left as it is.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::disk::{Disk, read_watched};
use super::home::Home;
use super::sources::{Found, Gathered, Place, Way};
use super::store::{is_copy_of, workbooks_beside};
use super::{backups, memory};
use crate::file::{self, Damage, Opened, Rescued, Source, Unread, name_for, rescue_watched};
use crate::session::{Digest, Kept, Watch};

/// What a workbook is put together from.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The damaged file.
    pub path: &'a Path,
    /// Other files that somebody named.
    pub more: &'a [PathBuf],
    /// The names of sources that are not to be used.
    pub without: &'a BTreeSet<String>,
    /// When.
    pub at: NaiveDateTime,
}

/// A source that there is: what people call it, when it was written as far as that is known, and
/// how many steps can be read in it.
pub type Named = (String, Option<NaiveDateTime>, usize);

/// A workbook put together again.
pub struct Mended {
    /// What could be read of the file.
    pub opened: Opened,
    /// Why nothing of the file can be read, where that is so.
    pub damage: Option<Damage>,
    /// What came of it.
    pub rescued: Rescued,
    /// Every source there is, whether it was used or not.
    pub offers: Vec<Named>,
    /// What could not be read, and why, in words.
    pub unread: Vec<(PathBuf, String)>,
    /// What somebody named that is another workbook.
    pub foreign: Vec<PathBuf>,
}

/// Why nothing was put together.
#[derive(Debug)]
pub enum Unmended {
    /// The file cannot be read from the disk.
    NotRead(io::Error),
    /// Nothing of it can be understood, and no copy or backup says which workbook it was.
    NoCopy(Damage),
}

/// Puts the workbook together, as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted; inside, why nothing was put together.
pub fn mend<W: Watch>(
    (disk, home): (&dyn Disk, &Home),
    order: Order<'_>,
    watch: &W,
) -> Result<Result<Mended, Unmended>, W::Stop> {
    let Order { path, more, without, at } = order;
    let bytes = match read_watched(disk, path, watch)? {
        Ok(bytes) => bytes,
        Err(err) => return Ok(Err(Unmended::NotRead(err))),
    };
    let (mut opened, damage) = match file::read_watched(&bytes, watch) {
        Ok(opened) => (opened, None),
        Err(Unread::Stopped(stop)) => return Err(stop),
        Err(Unread::Damage(damage)) => match copy((disk, home), path, more, watch)? {
            Some(copy) => (Opened::nothing_of(&copy), Some(damage)),
            None => return Ok(Err(Unmended::NoCopy(damage))),
        },
    };
    let is_known = damage.is_some() || is_named(&opened) || {
        let relative = relative(disk, (path, more), &opened, watch)?;
        relative.is_some_and(|relative| {
            opened.kept.workbook = relative.workbook;
            for (replica, pc) in relative.pcs {
                opened.kept.pcs.entry(replica).or_insert(pc);
            }
            true
        })
    };
    let place = Place { disk, home, path, workbook: opened.kept.workbook };
    let mut gathered = place.kept_here(watch)?;
    // What was named is answered for, also where it lies beside the file.
    place.add(more.to_vec(), Way::Named, &mut gathered, watch)?;
    place.beside(&mut gathered, watch)?;
    let Gathered { found, unread, foreign, .. } = gathered;
    let named = |found: &Found| {
        let Source { name, entries, .. } = &found.source;
        (name.clone(), found.at, entries.len())
    };
    let offers = found.iter().map(named).collect();
    let sources = found.into_iter().map(|found| found.source);
    let sources: Vec<Source> = sources.filter(|one| !without.contains(&one.name)).collect();
    let fresh = name_for(&opened, &sources, at);
    let mut rescued = rescue_watched(&opened, &sources, (fresh, at), watch)?;
    if !is_known {
        rescued.lost.push(NOT_NAMED.to_owned());
    }
    Ok(Ok(Mended { opened, damage, rescued, offers, unread, foreign }))
}

/// Said of a repaired workbook that may bear another one's name.
const NOT_NAMED: &str = "文件头损坏，不知道原来是哪一份工作簿：修好的文件可能和原来的备份、副本对不上，\
     记在本机的改动也可能没有取出；请加上一份备份或副本再修复一次";

/// Whether the file says for sure which workbook it is.
fn is_named(opened: &Opened) -> bool {
    opened.header.as_ref().is_some_and(file::Header::is_sound)
}

/// A workbook with a step of that history in it, which knows which workbook it is: what somebody named,
/// a backup beside the file, another file in its folder.
fn relative<W: Watch>(
    disk: &dyn Disk,
    (path, more): (&Path, &[PathBuf]),
    opened: &Opened,
    watch: &W,
) -> Result<Option<Kept>, W::Stop> {
    let own: BTreeSet<Digest> =
        opened.kept.journal.entries().iter().map(|entry| entry.digest()).collect();
    let backups = backups::list(disk, &backups::folder_beside(path), path).unwrap_or_default();
    let backups = backups.into_iter().rev().map(|backup| backup.path);
    let beside = workbooks_beside(disk, path);
    let others = backups::of_other_names(disk, path);
    for other in more.iter().cloned().chain(backups).chain(beside).chain(others) {
        let Ok(bytes) = read_watched(disk, &other, watch)? else { continue };
        match file::read_watched(&bytes, watch) {
            Ok(there) => {
                let entries = there.kept.journal.entries();
                if is_named(&there) && entries.iter().any(|entry| own.contains(&entry.digest())) {
                    return Ok(Some(there.kept));
                }
            }
            Err(Unread::Damage(_)) => {}
            Err(Unread::Stopped(stop)) => return Err(stop),
        }
    }
    Ok(None)
}

/// A sound copy of a file of which nothing can be read: one that somebody named, else the newest
/// backup beside it, else what lies beside it under its name, else a backup on this PC, which remembers
/// what lay at that path.
fn copy<W: Watch>(
    (disk, home): (&dyn Disk, &Home),
    path: &Path,
    more: &[PathBuf],
    watch: &W,
) -> Result<Option<Opened>, W::Stop> {
    let backups = backups::list(disk, &backups::folder_beside(path), path).unwrap_or_default();
    let backups = backups.into_iter().rev().map(|backup| backup.path);
    let beside = workbooks_beside(disk, path).into_iter();
    let beside = beside.filter(|other| is_copy_of(other, path));
    let here = memory::workbook_at(disk, home, path).map(|workbook| home.backups(workbook));
    let here = here.map(|folder| backups::every(disk, &folder).unwrap_or_default());
    let here = here.into_iter().flatten().rev().map(|backup| backup.path);
    for other in more.iter().cloned().chain(backups).chain(beside).chain(here) {
        let Ok(bytes) = read_watched(disk, &other, watch)? else { continue };
        match file::read_watched(&bytes, watch) {
            Ok(opened) if !opened.verdict.is_damaged() => return Ok(Some(opened)),
            Ok(_) | Err(Unread::Damage(_)) => {}
            Err(Unread::Stopped(stop)) => return Err(stop),
        }
    }
    Ok(None)
}
