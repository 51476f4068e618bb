//! The real disk, which from some call on fails every second time it is asked to write.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use shousui::shell::disk::{Disk, DiskFile, Facts, Openness, RealDisk, Rights};

/// What the child says when the disk has failed for the first time.
pub(super) const FAILED: &str = "failed";
const KINDS: [ErrorKind; 3] =
    [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::Other];

/// Counts calls.
#[derive(Clone)]
struct Illness {
    calls: Arc<AtomicUsize>,
    from: usize,
}

impl Illness {
    fn strike(&self) -> io::Result<()> {
        let Some(since) = self.calls.fetch_add(1, Ordering::SeqCst).checked_sub(self.from) else {
            return Ok(());
        };
        if since == 0 {
            let mut out = io::stdout();
            writeln!(out, "\n{FAILED}")?;
            out.flush()?;
        }
        if since % 2 == 0 { Err(KINDS[since / 2 % KINDS.len()].into()) } else { Ok(()) }
    }
}

pub(super) struct SickDisk(Illness);

impl SickDisk {
    /// Well for so many calls.
    pub(super) fn from(calls: usize) -> Self {
        Self(Illness { calls: Arc::default(), from: calls })
    }

    fn file(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(SickFile(file, self.0.clone()))
    }
}

impl Disk for SickDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }
    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        self.0.strike()?;
        Ok(self.file(RealDisk.create(path, openness)?))
    }
    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        self.0.strike()?;
        RealDisk.grant(path, rights)
    }
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        Ok(self.file(RealDisk.append(path)?))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.strike()?;
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.strike()?;
        RealDisk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.strike()?;
        RealDisk.make_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.strike()?;
        RealDisk.sync_folder(folder)
    }
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        RealDisk.facts(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
}

struct SickFile(Box<dyn DiskFile>, Illness);

impl DiskFile for SickFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(err) = self.1.strike() {
            // As a full disk does: half of it arrives.
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(err);
        }
        self.0.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.1.strike()?;
        self.0.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }
}
