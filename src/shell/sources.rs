//! Where what a damaged workbook lacks may be had: this PC's journals, its backups, copies beside
//! it, and whatever else is named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::disk::{Disk, read_watched};
use super::home::Home;
use super::store::{is_copy_of, workbooks_beside};
use super::{backups, journal, refused};
use crate::file::{self, Opened, Source, Unread};
use crate::model::id::WorkbookId;
use crate::session::{Progress, Unit, Watch};

/// Somewhere something may be had.
pub struct Found {
    /// When it was written, as far as the file system knows.
    pub at: Option<NaiveDateTime>,
    /// What can be read in it.
    pub source: Source,
}

/// All that was found.
#[derive(Default)]
pub struct Gathered {
    /// What may hold something, the most trusted first.
    pub found: Vec<Found>,
    /// What could not be read, and why, in words. It may hold something too.
    pub unread: Vec<(PathBuf, String)>,
    /// What somebody named that is another workbook.
    pub foreign: Vec<PathBuf>,
    /// What was looked into: nothing counts twice.
    known: BTreeSet<PathBuf>,
}

/// How a file came to be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It lies among the backups.
    Backup,
    /// It lies among the backups of a workbook of another name, which may have been this one's.
    OtherName,
    /// It lies beside the workbook, and may be anything.
    Beside,
    /// Somebody named it.
    Named,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Self::Backup | Self::OtherName => "备份",
            Self::Beside => "副本",
            Self::Named => "文件",
        }
    }
}

/// Where to look.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The state folder.
    pub home: &'a Home,
    /// The damaged file.
    pub path: &'a Path,
    /// Which workbook it is.
    pub workbook: WorkbookId,
}

impl Place<'_> {
    /// What this PC's journals and the backups hold, as long as somebody waits for it.
    ///
    /// # Errors
    /// When no more of it is wanted.
    pub fn kept_here<W: Watch>(self, watch: &W) -> Result<Gathered, W::Stop> {
        let Self { disk, home, path, workbook } = self;
        // Nor is the damaged file a source beside itself.
        let known = BTreeSet::from([self.whole(path)]);
        let mut gathered = Gathered { known, ..Gathered::default() };
        let (entries, unread) =
            journal::all_steps(disk, &home.journals(), (path, workbook), watch)?;
        gathered.unread =
            unread.iter().map(|(path, err)| (path.clone(), refused::words(err))).collect();
        if !entries.is_empty() {
            let at = entries.iter().map(|entry| entry.at).max();
            let entries = entries.into_iter().map(Arc::new).collect();
            let source =
                Source { name: "本机记录".to_owned(), entries, heads: Default::default() };
            gathered.found.push(Found { at, source });
        }
        let mut listed = Vec::new();
        let beside = backups::folder_beside(path);
        // This PC's own folder is the workbook's, whatever it was called.
        let here = home.backups(workbook);
        for (list, folder) in
            [(backups::list(disk, &beside, path), beside), (backups::every(disk, &here), here)]
        {
            match list {
                Ok(list) => listed.extend(list.into_iter().rev().map(|backup| backup.path)),
                Err(err) => gathered.unread.push((folder, refused::words(&err))),
            }
        }
        // A backup that is damaged itself proves nothing, but holds what it holds.
        self.add(listed, Way::Backup, &mut gathered, watch)?;
        let others = backups::of_other_names(disk, path);
        self.add(others, Way::OtherName, &mut gathered, watch)?;
        Ok(gathered)
    }

    /// What other workbooks in the folder hold, where they are copies of this one.
    ///
    /// # Errors
    /// When no more of it is wanted.
    pub fn beside<W: Watch>(self, gathered: &mut Gathered, watch: &W) -> Result<(), W::Stop> {
        let beside = workbooks_beside(self.disk, self.path);
        self.add(beside, Way::Beside, gathered, watch)
    }

    /// What those files hold, where they are this workbook.
    ///
    /// # Errors
    /// When no more of it is wanted.
    pub fn add<W: Watch>(
        self,
        paths: Vec<PathBuf>,
        way: Way,
        gathered: &mut Gathered,
        watch: &W,
    ) -> Result<(), W::Stop> {
        let of = paths.len();
        for (done, path) in paths.into_iter().enumerate() {
            watch.on(Progress::new(Unit::Files, done, of))?;
            if gathered.known.insert(self.whole(&path)) {
                self.look_into(path, way, gathered, watch)?;
            }
        }
        Ok(())
    }

    /// The path however it was written: one file is one source.
    fn whole(self, path: &Path) -> PathBuf {
        self.disk.resolve(path).unwrap_or_else(|_| path.to_owned())
    }

    fn look_into<W: Watch>(
        self,
        path: PathBuf,
        way: Way,
        gathered: &mut Gathered,
        watch: &W,
    ) -> Result<(), W::Stop> {
        let bytes = match read_watched(self.disk, &path, watch)? {
            Ok(bytes) => bytes,
            Err(err) => {
                gathered.unread.push((path, refused::words(&err)));
                return Ok(());
            }
        };
        match file::read_watched(&bytes, watch) {
            Ok(opened) if opened.kept.workbook == self.workbook => {
                let at = self.disk.facts(&path).ok().and_then(|facts| facts.modified);
                gathered.found.push(Found { at, source: named(way, &path, &opened) });
            }
            Ok(_) if way == Way::Named => gathered.foreign.push(path),
            Ok(_) => {}
            // Of what lies beside, only what bears the workbook's name is known to be a copy.
            Err(Unread::Damage(damage)) => {
                let is_known = matches!(way, Way::Backup | Way::Named);
                if is_known || is_copy_of(&path, self.path) {
                    gathered.unread.push((path, damage.to_string()));
                }
            }
            Err(Unread::Stopped(stop)) => return Err(stop),
        }
        Ok(())
    }
}

fn named(way: Way, path: &Path, opened: &Opened) -> Source {
    Source::of(format!("{} {}", way.word(), path.display()), opened)
}
