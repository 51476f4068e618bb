//! Copies of a workbook in its folder: conflict files of sync programs, files renamed by chat
//! programs, copies made by hand. They are known by the workbook, never by their names alone: a
//! conflict file may bear the letters of the PC whose text it does *not* hold.

use std::path::{Path, PathBuf};

use super::Store;
use crate::file;
use crate::model::id::{Replica, WorkbookId};
use crate::session::Watch;
use crate::shell::atomic_write::folder_of;
use crate::shell::disk::{Disk, read_watched};
use crate::shell::journal::{Folders, LiveJournal};
use crate::shell::{entropy, trouble};
use crate::workspace::Trouble;

/// More files than these beside a workbook are not looked at: it lies in somebody's downloads.
const MOST: usize = 200;

/// What sync and chat programs, and people, put behind a name.
const MARKS: [&str; 8] =
    ["sync-conflict", "冲突", "conflict", "副本", "复件", "拷贝", "copy", "版本"];

impl Store {
    /// Workbooks in the folder of `path` that are the same workbook, with their headers.
    pub(super) fn same_workbooks<W: Watch>(
        &self,
        workbook: WorkbookId,
        path: &Path,
        watch: &W,
    ) -> Result<Vec<(PathBuf, file::Header)>, W::Stop> {
        let mut same = Vec::new();
        for other in workbooks_beside(&*self.disk, path) {
            let Ok(bytes) = read_watched(&*self.disk, &other, watch)? else { continue };
            let header = file::peek(&bytes).ok().filter(|header| header.workbook == workbook);
            same.extend(header.map(|header| (other, header)));
        }
        Ok(same)
    }

    /// Goes on under a new name, with a new journal.
    ///
    /// # Errors
    /// When the system gives no random name, or nothing is open.
    pub fn renew(&mut self) -> Result<(Replica, LiveJournal), Trouble> {
        let nothing = || trouble::nothing_open();
        let held = self.held.as_ref().ok_or_else(nothing)?;
        let (path, workbook) = (held.path.clone(), held.workbook);
        let fresh = entropy::replica().map_err(|err| trouble::not_read(&path, &err))?;
        let folders = Folders::of(self.home.journals(), &path);
        let (replica, journal) = self.journal(workbook, folders, None, fresh);
        if let Some(held) = &mut self.held {
            held.replica = replica;
            if let Some(known) = held.memory.file(&path).cloned() {
                held.memory.learn(&path, known.digest, Some(replica));
            }
        }
        Ok((replica, journal))
    }
}

/// What may be workbooks in the folder of `path`, itself left out.
pub(in crate::shell) fn workbooks_beside(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    let paths = disk.list(folder_of(path)).unwrap_or_default();
    let is_other =
        |other: &PathBuf| other != path && other.extension().is_some_and(|ending| ending == "ron");
    // A folder of that name, an empty file, a pipe: there is nothing in it, and a pipe never ends.
    // Nor is a workbook in what is larger than any.
    let is_none = |other: &PathBuf| {
        let facts = disk.facts(other);
        facts.is_ok_and(|facts| {
            facts.is_folder || facts.bytes == 0 || file::MOST_BYTES < facts.bytes
        })
    };
    paths.into_iter().filter(|other| is_other(other) && !is_none(other)).take(MOST).collect()
}

/// The workbook beside `path` of which `path` is a copy, by its name.
pub(super) fn original_of(path: &Path, same: &[(PathBuf, file::Header)]) -> Option<PathBuf> {
    same.iter().map(|(other, _)| other).find(|other| is_copy_of(path, other)).cloned()
}

/// Whether one file is a copy of the other, by its name: the other's name with a mark or the name of
/// a PC behind it, or with a mark before it.
pub(in crate::shell) fn is_copy_of(copy: &Path, original: &Path) -> bool {
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let (Some(copy), Some(original)) = (stem(copy), stem(original)) else { return false };
    let is_mark = |rest: &str| MARKS.iter().any(|mark| rest.contains(mark));
    let before = copy.strip_suffix(&original).map(str::to_lowercase);
    if before.is_some_and(|before| is_mark(&before)) {
        return true;
    }
    let Some(rest) = copy.strip_prefix(&original).filter(|rest| !rest.is_empty()) else {
        return false;
    };
    if rest.strip_prefix('-').is_some_and(is_pc) {
        return true;
    }
    let rest = rest.trim_start_matches([' ', '-', '_', '.']).to_lowercase();
    let counted = rest
        .strip_prefix(['(', '（'])
        .and_then(|rest| rest.strip_suffix([')', '）']))
        .is_some_and(|count| count.chars().all(|sign| sign.is_ascii_digit()));
    counted || is_mark(&rest)
}

/// Whether `OneDrive` would put that behind a name: how Windows calls a PC. A year or an edition that
/// somebody writes there is none.
fn is_pc(words: &str) -> bool {
    /// Shorter ones are more likely somebody's own.
    const LEAST: usize = 4;
    let is_sign = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-';
    LEAST <= words.len()
        && words.chars().all(is_sign)
        && words.contains(|sign: char| sign.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_what_programs_put_behind_a_name() {
        let of = |copy: &str, original: &str| is_copy_of(Path::new(copy), Path::new(original));
        for copy in [
            "望禾.sync-conflict-20261128-195323-YL6SNXA.ron",
            "望禾 (甲的冲突副本 2027-02-05).ron",
            "望禾(1).ron",
            "望禾（2）.ron",
            "望禾 - 副本.ron",
            "望禾 - Copy.ron",
            "望禾_conflict-20270205.ron",
            "望禾-DESKTOP-7QK.ron",
            "复件 望禾.ron",
            "Copy of 望禾.ron",
        ] {
            assert!(of(copy, "望禾.ron"), "{copy}");
            assert!(!of("望禾.ron", copy), "{copy}");
        }
        for other in
            ["望禾.ron", "望禾2028春节.ron", "望禾-2028.ron", "望禾-v2.ron", "副本.ron", "望.ron"]
        {
            assert!(!of(other, "望禾.ron"), "{other}");
        }
    }
}
