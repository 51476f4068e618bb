//! A disk that remembers everything done to it, so that the power can be cut after any step.
//!
//! As strict as a file system may be: what was written to a file stays only if the file was
//! synced, and a name stays only if its folder was.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use shousui::shell::disk::{Disk, DiskFile, Facts, Openness, Rights};

mod platter;

pub(crate) use platter::Platter;

/// Something done to the disk, or told to a person.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    MakeFolder(PathBuf),
    Create {
        path: PathBuf,
        file: usize,
    },
    Write {
        file: usize,
        bytes: Vec<u8>,
    },
    Sync {
        file: usize,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
        file: usize,
    },
    Remove {
        path: PathBuf,
    },
    SyncFolder(PathBuf),
    /// From here on a person was told something.
    Told,
}

/// The group of whoever works at this disk.
const OWN_GROUP: u32 = 1000;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

/// What is asked, for whoever wants it to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Read,
    Create,
    Grant,
    Append,
    Remove,
    List,
    Resolve,
    Write,
    Sync,
    Rename,
    MakeFolder,
    SyncFolder,
    Facts,
    Lock,
}

/// Decides what fails.
pub(crate) type Fault = Box<dyn Fn(Asked, &Path) -> Option<io::ErrorKind> + Send>;

#[derive(Default)]
struct State {
    /// The disk when the log began: all of it on the platter.
    began: Image,
    log: Vec<Op>,
    names: BTreeMap<PathBuf, Node>,
    files: Vec<Vec<u8>>,
    locks: BTreeSet<usize>,
    read_only: BTreeSet<PathBuf>,
    rights: BTreeMap<PathBuf, Rights>,
    /// Under which rights each write was done.
    written: Vec<(PathBuf, Rights)>,
    fault: Option<Fault>,
}

/// The disk.
#[derive(Clone, Default)]
pub(crate) struct SimDisk(Arc<Mutex<State>>);

/// What lies on a platter: folders, and files with what is in them.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Image(pub(crate) BTreeMap<PathBuf, Option<Vec<u8>>>);

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (path, bytes) in &self.0 {
            let text = bytes.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
            writeln!(f, "---- {}\n{text}", path.display())?;
        }
        Ok(())
    }
}

/// What becomes of bytes written since their file was last synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    /// None of them reached the platter.
    Dropped,
    /// All did.
    Kept,
    /// All but the end of the last write did.
    Torn,
    /// The file has its new length, and zeros in it.
    Zeroed,
    /// The first write is zeros, later ones are there.
    Hole,
}

/// What becomes of names changed since their folder was last synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Everything is as it was.
    Undone,
    /// Everything is as it should be.
    Kept,
    /// Some of the first changes reached the platter.
    First,
    /// Some changes did, in no order.
    Some,
}

/// A torn write more often than the others, since it may be torn anywhere.
pub(crate) const DATA: [Data; 7] =
    [Data::Dropped, Data::Kept, Data::Torn, Data::Torn, Data::Torn, Data::Zeroed, Data::Hole];
pub(crate) const NAMES: [Names; 4] = [Names::Undone, Names::Kept, Names::First, Names::Some];

impl SimDisk {
    /// A disk with what is on the platter.
    pub(crate) fn of(image: &Image) -> Self {
        let disk = Self::default();
        let mut state = disk.state();
        state.began = image.clone();
        for (path, bytes) in &image.0 {
            let node = match bytes {
                None => Node::Folder,
                Some(bytes) => {
                    state.files.push(bytes.clone());
                    Node::File(state.files.len() - 1)
                }
            };
            state.names.insert(path.clone(), node);
        }
        drop(state);
        disk
    }

    /// An empty disk with some folders.
    pub(crate) fn with_folders(folders: &[&str]) -> Self {
        Self::of(&Image(folders.iter().map(|path| (PathBuf::from(path), None)).collect()))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn shared(&self) -> Arc<dyn Disk> {
        Arc::new(self.clone())
    }

    /// Writes down that a person was told something.
    pub(crate) fn tell(&self) {
        self.state().log.push(Op::Told);
    }

    pub(crate) fn log(&self) -> Vec<Op> {
        self.state().log.clone()
    }

    /// What a program would see now.
    pub(crate) fn image(&self) -> Image {
        let state = self.state();
        let seen = |node: &Node| match node {
            Node::Folder => None,
            Node::File(file) => Some(state.files[*file].clone()),
        };
        Image(state.names.iter().map(|(path, node)| (path.clone(), seen(node))).collect())
    }

    /// Lets things fail from now on.
    pub(crate) fn fail(
        &self,
        fault: impl Fn(Asked, &Path) -> Option<io::ErrorKind> + Send + 'static,
    ) {
        self.state().fault = Some(Box::new(fault));
    }

    /// Lets everything go well again.
    pub(crate) fn mend(&self) {
        self.state().fault = None;
    }

    pub(crate) fn set_read_only(&self, path: &Path) {
        self.state().read_only.insert(path.to_owned());
    }

    /// Who may do what with a file or folder.
    pub(crate) fn rights(&self, path: &Path) -> Rights {
        self.facts_unasked(path).unwrap().rights.unwrap()
    }

    /// Under which rights each write was done so far.
    pub(crate) fn written(&self) -> Vec<(PathBuf, Rights)> {
        self.state().written.clone()
    }

    fn facts_unasked(&self, path: &Path) -> Option<Facts> {
        let state = self.state();
        let node = state.names.get(path)?;
        let bytes = match node {
            Node::Folder => 0,
            Node::File(file) => u64::try_from(state.files[*file].len()).unwrap(),
        };
        let is_read_only = state.read_only.contains(path);
        let is_folder = *node == Node::Folder;
        let mode = if is_folder { 0o755 } else { 0o644 };
        let usual = Rights { mode, group: OWN_GROUP };
        let rights = Some(state.rights.get(path).copied().unwrap_or(usual));
        Some(Facts { bytes, is_folder, is_read_only, modified: None, rights })
    }

    pub(crate) fn set_rights(&self, path: &Path, mode: u32, group: u32) {
        self.state().rights.insert(path.to_owned(), Rights { mode, group });
    }

    /// Puts bytes there from outside the program.
    pub(crate) fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        state.files.push(bytes.to_owned());
        let file = state.files.len() - 1;
        state.names.insert(path.to_owned(), Node::File(file));
    }

    /// Takes a folder away with everything in it, or a file, from outside the program.
    pub(crate) fn take(&self, path: &Path) {
        let mut state = self.state();
        let gone: Vec<PathBuf> =
            state.names.keys().filter(|there| there.starts_with(path)).cloned().collect();
        for path in gone.into_iter().rev() {
            state.names.remove(&path);
            state.log.push(Op::Remove { path });
        }
    }

    /// The platter as it was when the log began.
    pub(crate) fn platter(&self) -> Platter {
        Platter::of(&self.state().began)
    }

    fn asked(&self, asked: Asked, path: &Path) -> io::Result<MutexGuard<'_, State>> {
        let state = self.state();
        match state.fault.as_ref().and_then(|fault| fault(asked, path)) {
            Some(kind) => Err(kind.into()),
            None => Ok(state),
        }
    }
}

impl State {
    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.get(path) {
            Some(Node::File(file)) => Ok(*file),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn has_folder_of(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(path);
        match self.names.get(folder) {
            Some(Node::Folder) => Ok(()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Disk for SimDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let state = self.asked(Asked::Read, path)?;
        Ok(state.files[state.file(path)?].clone())
    }

    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.asked(Asked::Create, path)?;
        state.has_folder_of(path)?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.files.push(Vec::new());
        let file = state.files.len() - 1;
        state.names.insert(path.to_owned(), Node::File(file));
        state.log.push(Op::Create { path: path.to_owned(), file });
        let mode = if openness == Openness::Private { 0o600 } else { 0o644 };
        state.rights.insert(path.to_owned(), Rights { mode, group: OWN_GROUP });
        Ok(Box::new(SimFile::new(self, file, path)))
    }

    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        let mut state = self.asked(Asked::Grant, path)?;
        if !state.names.contains_key(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.rights.insert(path.to_owned(), rights);
        Ok(())
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.asked(Asked::Append, path)?.file(path)?;
        Ok(Box::new(SimFile::new(self, file, path)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.asked(Asked::Rename, to)?;
        let file = state.file(from)?;
        state.has_folder_of(to)?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), Node::File(file));
        if let Some(rights) = state.rights.remove(from) {
            state.rights.insert(to.to_owned(), rights);
        }
        state.log.push(Op::Rename { from: from.to_owned(), to: to.to_owned(), file });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.asked(Asked::Remove, path)?;
        state.file(path)?;
        state.names.remove(path);
        state.log.push(Op::Remove { path: path.to_owned() });
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.asked(Asked::List, folder)?;
        if state.names.get(folder) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(state.names.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.asked(Asked::MakeFolder, folder)?;
        state.has_folder_of(folder)?;
        if state.names.contains_key(folder) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.names.insert(folder.to_owned(), Node::Folder);
        state.log.push(Op::MakeFolder(folder.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.asked(Asked::SyncFolder, folder)?;
        if state.names.get(folder) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.log.push(Op::SyncFolder(folder.to_owned()));
        Ok(())
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        drop(self.asked(Asked::Facts, path)?);
        self.facts_unasked(path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.asked(Asked::Resolve, path).map(|_well| path.to_owned())
    }
}

/// An open file.
struct SimFile {
    disk: SimDisk,
    file: usize,
    path: PathBuf,
    holds: std::sync::atomic::AtomicBool,
}

impl SimFile {
    fn new(disk: &SimDisk, file: usize, path: &Path) -> Self {
        Self { disk: disk.clone(), file, path: path.to_owned(), holds: false.into() }
    }
}

impl DiskFile for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes a part.
        let (done, bytes) = match self.disk.asked(Asked::Write, &self.path) {
            Ok(_) => (Ok(()), bytes),
            Err(err) => (Err(err), &bytes[..bytes.len() / 2]),
        };
        let rights = self.disk.facts_unasked(&self.path).and_then(|facts| facts.rights);
        let mut state = self.disk.state();
        state.written.extend(rights.map(|rights| (self.path.clone(), rights)));
        state.files[self.file].extend_from_slice(bytes);
        state.log.push(Op::Write { file: self.file, bytes: bytes.to_owned() });
        done
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.asked(Asked::Sync, &self.path)?.log.push(Op::Sync { file: self.file });
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        use std::sync::atomic::Ordering;
        let mut state = self.disk.asked(Asked::Lock, &self.path)?;
        if self.holds.load(Ordering::SeqCst) {
            return Ok(true);
        }
        let is_free = state.locks.insert(self.file);
        self.holds.store(is_free, Ordering::SeqCst);
        Ok(is_free)
    }
}

impl Drop for SimFile {
    fn drop(&mut self) {
        if *self.holds.get_mut() {
            self.disk.state().locks.remove(&self.file);
        }
    }
}

/// Small dice.
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if end == 0 { 0 } else { usize::try_from(self.0 >> 16).unwrap() % end }
    }
}
