//! What this PC remembers of each workbook: where its files lie, what was in them when this
//! program last read or wrote them, under which name it wrote, which numbers it printed.
//!
//! One small RON file per workbook in the state folder. Only remembers; what follows from it
//! (go on under the old name, or under a new one) is decided by the store. A memory that cannot
//! be understood is none: the program then takes every file for somebody else's, which is safe.
//! One that the disk does not give just now is never written over: what is learned meanwhile is
//! added to it when it can be read again.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic_write::{ensure_folder, write_whole};
use super::disk::Disk;
use super::disk::spelling::Place;
use super::home::Home;
use crate::model::id::{Replica, WorkbookId};
use crate::model::number::{Number, Series};
use crate::rules::numbers::is_believed_after;
use crate::session::Digest;

/// A file of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Where it lies.
    pub path: Place,
    /// The digest of its bytes when this program last read or wrote it.
    pub digest: Digest,
    /// The digest of what was about to be written, until it was.
    #[serde(default)]
    pub writing: Option<Digest>,
    /// The name under which this PC writes that file.
    pub replica: Option<Replica>,
    /// Names it wrote under before. What came back from their journals after a crash is not in
    /// the file yet; until it is, it must come back again.
    #[serde(default)]
    pub before: Vec<Replica>,
}

impl Known {
    /// Whether these are the bytes this program left there.
    pub fn is(&self, digest: Digest) -> bool {
        self.digest == digest || self.writing == Some(digest)
    }

    /// The names under which this PC may have written what the file lacks, the present one first.
    pub fn names(&self) -> Vec<Replica> {
        self.replica.iter().chain(&self.before).copied().collect()
    }
}

/// What this PC remembers of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Its files.
    #[serde(default)]
    pub files: Vec<Known>,
    /// Which file each name this PC ever used was last written to.
    #[serde(default)]
    pub replicas: BTreeMap<Replica, Place>,
    /// The PC that remembers it: a state folder that was copied to another PC with everything in
    /// it must not go on under the same names.
    #[serde(default)]
    pub pc: String,
    /// The highest number ever printed in each series.
    #[serde(default)]
    printed: Vec<Number>,
    /// Whether there is more that could not be read.
    #[serde(skip)]
    is_unread: bool,
}

impl Memory {
    /// What is remembered of a workbook; nothing if that cannot be read.
    pub fn load(disk: &dyn Disk, home: &Home, workbook: WorkbookId) -> Self {
        let nothing = |_err| Self { is_unread: true, ..Self::default() };
        read(disk, &home.memory(workbook)).map_or_else(nothing, Option::unwrap_or_default)
    }

    /// Whether there is more that could not be read.
    pub fn is_unread(&self) -> bool {
        self.is_unread
    }

    /// Writes it down.
    ///
    /// # Errors
    /// As the disk reports. What was written before is still whole.
    pub fn store(&self, disk: &dyn Disk, home: &Home, workbook: WorkbookId) -> io::Result<()> {
        let path = home.memory(workbook);
        if !self.is_unread {
            return write(disk, home, &path, self);
        }
        let mut whole: Self = read(disk, &path)?.unwrap_or_default();
        whole.add(self);
        write(disk, home, &path, &whole)
    }

    /// Adds what was learned while this could not be read.
    fn add(&mut self, news: &Self) {
        for known in &news.files {
            let before = self.file(&known.path).map(Known::names).unwrap_or_default();
            self.learn(&known.path, known.digest, known.replica);
            if let Some(there) = self.files.iter_mut().find(|there| there.path == known.path) {
                let names = known.before.iter().chain(&before).copied();
                let names: BTreeSet<Replica> =
                    names.filter(|name| Some(*name) != known.replica).collect();
                there.before = names.into_iter().collect();
                there.writing = known.writing;
            }
        }
        self.replicas.extend(news.replicas.iter().map(|(name, path)| (*name, path.clone())));
        self.learn_printed(&news.printed());
    }

    /// What is remembered of the file at that path.
    pub fn file(&self, path: &Path) -> Option<&Known> {
        self.files.iter().find(|known| *known.path == *path)
    }

    /// Remembers what a file holds, and who writes it. A name belongs to one file only, since
    /// two files growing apart under one name could never be merged.
    pub fn learn(&mut self, path: &Path, digest: Digest, replica: Option<Replica>) {
        let path = Place::from(path);
        if let Some(replica) = replica {
            for known in &mut self.files {
                known.replica = known.replica.filter(|other| *other != replica);
            }
            self.replicas.insert(replica, path.clone());
        }
        let known = Known { path, digest, writing: None, replica, before: Vec::new() };
        match self.files.iter_mut().find(|other| other.path == known.path) {
            Some(there) => *there = known,
            None => self.files.push(known),
        }
    }

    /// Remembers names whose entries came back and wait to be written into the file.
    pub fn await_write(&mut self, path: &Path, names: Vec<Replica>) {
        if let Some(known) = self.files.iter_mut().find(|known| *known.path == *path) {
            known.before = names;
        }
    }

    /// Announces what is about to be written.
    pub fn announce(&mut self, path: &Path, digest: Digest) {
        if let Some(known) = self.files.iter_mut().find(|known| *known.path == *path) {
            known.writing = Some(digest);
        }
    }

    /// The highest number ever printed in each series.
    pub fn printed(&self) -> BTreeMap<Series, u32> {
        self.printed.iter().map(|number| (number.series.clone(), number.seq)).collect()
    }

    /// Remembers the highest printed numbers. They never fall, unless what was remembered is too
    /// far ahead to be believed.
    pub fn learn_printed(&mut self, printed: &BTreeMap<Series, u32>) {
        let mut all = self.printed();
        for (series, seq) in printed {
            let known = all.entry(series.clone()).or_default();
            *known = if is_believed_after(*seq, *known) { (*known).max(*seq) } else { *seq };
        }
        self.printed = all.into_iter().map(|(series, seq)| Number { series, seq }).collect();
    }
}

/// Which workbook was opened last.
#[derive(Debug, Serialize, Deserialize)]
struct Last {
    path: Place,
}

/// The workbook that was opened last on this PC, if one ever was.
pub fn last_opened(disk: &dyn Disk, home: &Home) -> Option<PathBuf> {
    read::<Last>(disk, &home.last()).ok().flatten().map(|last| last.path.to_path_buf())
}

/// Remembers which workbook was opened last.
///
/// # Errors
/// As the disk reports.
pub fn learn_last_opened(disk: &dyn Disk, home: &Home, path: &Path) -> io::Result<()> {
    if last_opened(disk, home).as_deref() == Some(path) {
        return Ok(());
    }
    write(disk, home, &home.last(), &Last { path: path.into() })
}

/// Which workbook this PC last knew at that path.
pub fn workbook_at(disk: &dyn Disk, home: &Home, path: &Path) -> Option<WorkbookId> {
    let path = disk.resolve(path).ok()?;
    let memories = disk.list(&home.memories()).ok()?.into_iter();
    let mut of_workbooks = memories.filter_map(|memory| {
        let name = memory.file_stem()?.to_str()?.parse().ok()?;
        Some((WorkbookId(name), read::<Memory>(disk, &memory).ok()??))
    });
    of_workbooks.find(|(_, memory)| memory.file(&path).is_some()).map(|(workbook, _)| workbook)
}

/// Reads a file of ours; `None` if it is not there, or nothing that can be understood.
fn read<T: serde::de::DeserializeOwned>(disk: &dyn Disk, path: &Path) -> io::Result<Option<T>> {
    match disk.read(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
        Ok(bytes) => Ok(str::from_utf8(&bytes).ok().and_then(|text| ron::from_str(text).ok())),
    }
}

fn write(disk: &dyn Disk, home: &Home, path: &Path, value: &impl Serialize) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new())
        .map_err(io::Error::other)?;
    ensure_folder(disk, &home.memories())?;
    write_whole(disk, path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_belongs_to_one_file_only() {
        let mut memory = Memory::default();
        let (one, other) = (Replica::from_bits(1), Replica::from_bits(2));
        memory.learn(Path::new("/a.ron"), Digest::of(b"a"), Some(one));
        memory.learn(Path::new("/b.ron"), Digest::of(b"b"), Some(one));
        assert_eq!(memory.file(Path::new("/a.ron")).unwrap().replica, None);
        assert_eq!(memory.file(Path::new("/b.ron")).unwrap().replica, Some(one));
        memory.learn(Path::new("/a.ron"), Digest::of(b"c"), Some(other));
        assert_eq!(memory.files.len(), 2);
        let text = ron::to_string(&memory).unwrap();
        assert_eq!(ron::from_str::<Memory>(&text).unwrap(), memory);
    }

    #[test]
    fn what_was_learned_without_the_memory_is_added_to_it() {
        let (one, other) = (Replica::from_bits(1), Replica::from_bits(2));
        let (path, digest) = (Path::new("/a.ron"), Digest::of(b"a"));
        let number: Number = "XC-2027-0213".parse().unwrap();
        let mut whole = Memory::default();
        whole.learn(path, digest, Some(one));
        whole.learn(Path::new("/b.ron"), digest, None);
        whole.learn_printed(&BTreeMap::from([(number.series.clone(), number.seq)]));
        let mut news = Memory::default();
        news.learn(path, digest, Some(other));
        whole.add(&news);
        assert_eq!(whole.file(path).unwrap().names(), [other, one]);
        assert_eq!((whole.files.len(), whole.replicas.len()), (2, 2));
        assert_eq!(whole.printed(), BTreeMap::from([(number.series, number.seq)]));
    }

    #[test]
    fn printed_numbers_never_fall() {
        let mut memory = Memory::default();
        let number: Number = "XC-2027-0213".parse().unwrap();
        memory.learn_printed(&BTreeMap::from([(number.series.clone(), 213)]));
        memory.learn_printed(&BTreeMap::from([(number.series.clone(), 7)]));
        assert_eq!(memory.printed(), BTreeMap::from([(number.series.clone(), 213)]));
        // What a damaged file once put there must not hide the true number for ever.
        memory.learn_printed(&BTreeMap::from([(number.series.clone(), 40_000_000)]));
        memory.learn_printed(&BTreeMap::from([(number.series.clone(), 214)]));
        assert_eq!(memory.printed(), BTreeMap::from([(number.series, 214)]));
    }
}
