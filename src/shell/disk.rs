//! The disk: everything the program ever asks of a file system, behind one small trait.
//!
//! Only carries out; what must follow what, and what a failure means, is up to the callers. A
//! recording double in the tests stands in for it and cuts the power. What differs from system
//! to system (who may do what with a file, names that are no text) stands here and in
//! [`spelling`], nowhere else.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::clock;
use crate::file::MOST_BYTES;
use crate::session::{Progress, Unit, Watch};

pub mod spelling;

/// How long a rename is tried again while a virus scanner or a sync client holds the file.
const PATIENCE: Duration = Duration::from_secs(2);
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// So much is read at once: a slow stick gives it in less than a tenth of a second.
const PIECE: u64 = 1 << 18;
/// Links followed from one to the next.
const MOST_LINKS: usize = 16;

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Length in bytes.
    pub bytes: u64,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether somebody set it to read-only.
    pub is_read_only: bool,
    /// When it was last written, UTC+8, as far as the file system knows.
    pub modified: Option<NaiveDateTime>,
    /// Who may do what with it, where a program sees to that. On Windows a new file takes on the
    /// rights of its folder by itself, and there are none to tell.
    pub rights: Option<Rights>,
}

/// Who may do what with a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The permission bits of owner, group and everybody else, and the bits before them.
    pub mode: u32,
    /// The group's number.
    pub group: u32,
}

/// Reading and writing for owner, group and everybody else.
const READ_WRITE: u32 = 0o666;
/// Reading and writing for the owner.
const OWN_READ_WRITE: u32 = 0o600;

impl Rights {
    /// For a small file beside this one that its owner must be able to write in any case.
    pub fn of_helper(self) -> Self {
        Self { mode: self.mode & READ_WRITE | OWN_READ_WRITE, ..self }
    }

    /// For a new file made of one with these rights, where a new file has `usual` by itself: only
    /// what both allow. Nothing where that is what it has.
    pub(super) fn at_most(self, usual: Self) -> Option<Self> {
        let both = Self { mode: self.mode & usual.mode, ..self };
        (both != usual).then(|| both.of_helper())
    }

    /// Whether the group may do something else than everybody.
    #[cfg(unix)]
    fn needs_group(self) -> bool {
        (self.mode >> 3) & 7 != self.mode & 7
    }

    /// For a file of another group: group and everybody may what both of them might.
    #[cfg(unix)]
    fn without_group(self) -> Self {
        let both = (self.mode >> 3) & self.mode & 7;
        Self { mode: self.mode & !0o77 | both << 3 | both, ..self }
    }
}

/// How open something new is to other people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// As this user's new files are.
    Usual,
    /// Not at all.
    Private,
}

/// A file system.
///
/// # Errors
/// Every method passes on what the system reports.
pub trait Disk: Send + Sync {
    /// Reads a file whole.
    ///
    /// # Errors
    /// As the system reports, and `FileTooLarge` for what no workbook and no table is as large as.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Reads a file whole, a piece at a time, and says after each how many bytes of how many were
    /// read; nothing comes of it once `goes_on` says no.
    ///
    /// # Errors
    /// As the system reports.
    fn read_while(
        &self,
        path: &Path,
        goes_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> io::Result<Option<Vec<u8>>> {
        let bytes = self.read(path)?;
        Ok(goes_on(bytes.len(), bytes.len()).then_some(bytes))
    }
    /// Makes a new, empty file for writing.
    ///
    /// # Errors
    /// `AlreadyExists` if there is one; it is not touched.
    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>>;
    /// Gives a file or folder these rights.
    ///
    /// # Errors
    /// When it could not have them all, for want of the group or because the file system keeps
    /// none. It is then never more open than was asked.
    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()>;
    /// Opens an existing file for writing on at its end.
    ///
    /// # Errors
    /// As the system reports.
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Renames a file, over another one if there is one, in one step.
    ///
    /// # Errors
    /// As the system reports, on Windows after trying for two seconds.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a name that is free; nothing is ever replaced. In one step where the file system
    /// knows links; elsewhere the name may be seen for a moment with nothing under it.
    ///
    /// # Errors
    /// `AlreadyExists` if the name is taken, else as the system reports.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        take_then_rename(self, from, to)
    }
    /// Removes a file.
    ///
    /// # Errors
    /// As the system reports.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The full paths of what lies in a folder, in order of their names.
    ///
    /// # Errors
    /// As the system reports.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes one folder; its parent must be there.
    ///
    /// # Errors
    /// As the system reports.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes sure that what was created, renamed or removed in a folder stays so.
    ///
    /// # Errors
    /// As the system reports. Nothing where folders need no such care.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// What is known of a file or folder.
    ///
    /// # Errors
    /// As the system reports.
    fn facts(&self, path: &Path) -> io::Result<Facts>;
    /// The path by which the file is to be remembered: whole, and not by way of a link, since a
    /// rename would put a file in the link's place.
    ///
    /// # Errors
    /// As the system reports, and where links lead in a circle.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
}

/// Reads a file whole, as long as somebody waits for it.
pub(super) fn read_watched<W: Watch>(
    disk: &dyn Disk,
    path: &Path,
    watch: &W,
) -> Result<io::Result<Vec<u8>>, W::Stop> {
    let mut stop = None;
    let read = disk.read_while(path, &mut |done, of| {
        stop = watch.on(Progress::new(Unit::Read, done, of)).err();
        stop.is_none()
    });
    match (read, stop) {
        (_, Some(stop)) => Err(stop),
        (Ok(bytes), None) => Ok(Ok(bytes.unwrap_or_default())),
        (Err(err), None) => Ok(Err(err)),
    }
}

/// Takes the name with an empty file first, so that what is renamed over it is only our own.
fn take_then_rename(disk: &(impl Disk + ?Sized), from: &Path, to: &Path) -> io::Result<()> {
    drop(disk.create(to, Openness::Usual)?);
    disk.rename(from, to).inspect_err(|_first| {
        if disk.facts(to).is_ok_and(|facts| facts.bytes == 0) {
            // Best effort: what happened first is what the person must hear of.
            let _removed = disk.remove(to);
        }
    })
}

/// An open file.
pub trait DiskFile: Send {
    /// Writes at the end.
    ///
    /// # Errors
    /// As the system reports; a part may have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes sure that everything written stays.
    ///
    /// # Errors
    /// As the system reports. What was written since the last sync may be lost then, and a
    /// second sync that goes well proves nothing.
    fn sync(&mut self) -> io::Result<()>;
    /// Claims the file until it is dropped; `false` if somebody else has.
    ///
    /// # Errors
    /// When the file system knows no locks.
    fn try_lock(&self) -> io::Result<bool>;
}

/// The PC's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

#[expect(clippy::disallowed_methods, reason = "the one place that touches files")]
impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read_while(path, &mut |_, _| true).map(Option::unwrap_or_default)
    }

    fn read_while(
        &self,
        path: &Path,
        goes_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> io::Result<Option<Vec<u8>>> {
        let mut file = File::open(path)?;
        // Only a guess: it may grow while it is read, and what is no file has no end.
        let length = file.metadata().map_or(0, |facts| facts.len());
        let is_bearable = |length: u64| {
            let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
            (length <= MOST_BYTES).then_some(()).ok_or_else(too_large)
        };
        is_bearable(length)?;
        let of = usize::try_from(length).unwrap_or(0);
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(of)?;
        loop {
            let before = bytes.len();
            io::Read::by_ref(&mut file).take(PIECE).read_to_end(&mut bytes)?;
            is_bearable(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
            if bytes.len() == before {
                return Ok(Some(bytes));
            }
            if !goes_on(bytes.len(), of.max(bytes.len())) {
                return Ok(None);
            }
        }
    }

    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if openness == Openness::Private {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(OWN_READ_WRITE);
        }
        #[cfg(not(unix))]
        let (Openness::Usual | Openness::Private) = openness;
        Ok(Box::new(options.open(path)?))
    }

    #[cfg(unix)]
    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt as _, chown};
        let is_grouped = rights_of(&fs::metadata(path)?).group == rights.group;
        let grouped = if is_grouped { Ok(()) } else { chown(path, None, Some(rights.group)) };
        let lacks_group = grouped.is_err() && rights.needs_group();
        let wanted = if lacks_group { rights.without_group() } else { rights };
        // Looked at again: a file that changes its group may lose bits.
        if rights_of(&fs::metadata(path)?).mode != wanted.mode {
            fs::set_permissions(path, fs::Permissions::from_mode(wanted.mode))?;
        }
        if lacks_group { grouped } else { Ok(()) }
    }

    #[cfg(not(unix))]
    fn grant(&self, _path: &Path, _rights: Rights) -> io::Result<()> {
        Ok(())
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // `read` too: Windows locks only what may be read or written, not what is only added to.
        let file = OpenOptions::new().read(true).append(true).open(path)?;
        Ok(Box::new(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let began = Instant::now();
        loop {
            match fs::rename(from, to) {
                Err(err) if is_held(&err) && began.elapsed() < PATIENCE => {
                    std::thread::sleep(PAUSE);
                }
                done => return done,
            }
        }
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Err(err),
            // Sticks with FAT, and some network folders, know no links.
            Err(_) => take_then_rename(self, from, to),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<PathBuf>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows writes its folders through and opens none for syncing.
        if cfg!(windows) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            // Network shares and FUSE: there is no such thing as syncing a folder there.
            Err(err)
                if matches!(
                    err.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let facts = fs::metadata(path)?;
        #[cfg(unix)]
        let rights = Some(rights_of(&facts));
        #[cfg(not(unix))]
        let rights = None;
        Ok(Facts {
            bytes: facts.len(),
            is_folder: facts.is_dir(),
            is_read_only: facts.permissions().readonly(),
            modified: facts.modified().ok().map(clock::of_system),
            rights,
        })
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = std::path::absolute(path)?;
        for _ in 0..MOST_LINKS {
            let is_link = fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_symlink());
            if !is_link {
                return Ok(path);
            }
            path = match fs::canonicalize(&path) {
                Ok(whole) => return Ok(whole),
                // What it leads to is not there (yet): that is where a file is to be.
                Err(err) if err.kind() == io::ErrorKind::NotFound => {
                    let beside = path.parent().unwrap_or(&path);
                    std::path::absolute(beside.join(fs::read_link(&path)?))?
                }
                Err(err) => return Err(err),
            };
        }
        Err(io::ErrorKind::InvalidInput.into())
    }
}

impl DiskFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        match Self::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(err)) => Err(err),
        }
    }
}

#[cfg(unix)]
fn rights_of(facts: &fs::Metadata) -> Rights {
    use std::os::unix::fs::MetadataExt as _;
    Rights { mode: facts.mode() & 0o7777, group: facts.gid() }
}

/// Whether Windows says that another program has the file open just now (errors 5 and 32).
fn is_held(err: &io::Error) -> bool {
    cfg!(windows) && matches!(err.raw_os_error(), Some(5 | 32))
}
