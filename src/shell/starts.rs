//! Which way of painting comes up on this PC.
//!
//! A graphics driver that crashes takes the program with it and cannot be caught. So a mark is
//! left before each start and taken away with the first picture; a mark found at the next start
//! means that this way broke, and another comes first, until a new version of the program tries
//! again. A mark somebody still holds belongs to a program that is starting right now. Nothing
//! depends on a mark: where the state folder cannot be written there is none.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::sync::Arc;

use super::atomic_write::ensure_folder;
use super::disk::{Disk, DiskFile, Openness};
use super::home::Home;

/// A way of painting the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Painter {
    /// OpenGL 2.0 or later, by way of glow. Least memory, and there on most PCs.
    Glow,
    /// Direct3D 12 on Windows, Vulkan elsewhere, by way of wgpu. There on remote desktops too.
    Wgpu,
}

impl Painter {
    /// Every way, the usual one first.
    pub const ALL: [Self; 2] = [Self::Glow, Self::Wgpu];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Wgpu => "wgpu",
        }
    }
}

impl Display for Painter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Glow => "OpenGL（glow）",
            Self::Wgpu if cfg!(windows) => "Direct3D 12（wgpu）",
            Self::Wgpu => "Vulkan（wgpu）",
        })
    }
}

/// The marks of starts on this PC.
pub struct Starts {
    disk: Arc<dyn Disk>,
    home: Home,
    /// Which version of the program starts: a new one forgets what broke before.
    version: &'static str,
    /// The mark of the start under way. Kept open, for others to see that somebody is here.
    under_way: Option<(PathBuf, Box<dyn DiskFile>)>,
}

impl Starts {
    /// The marks in that state folder.
    pub fn new(disk: Arc<dyn Disk>, home: Home, version: &'static str) -> Self {
        Self { disk, home, version, under_way: None }
    }

    /// Which ways to try, in turn: the one asked for, then those that did not break here, then
    /// the rest.
    pub fn order(&self, asked: Option<Painter>) -> [Painter; 2] {
        let mut order = Painter::ALL;
        order.sort_by_key(|painter| (asked != Some(*painter), self.broke(*painter)));
        order
    }

    fn broke(&self, painter: Painter) -> bool {
        let mark = self.home.start_mark(painter.word());
        let ours = self.disk.read(&mark).is_ok_and(|said| said == self.version.as_bytes());
        // Where locks are unknown the mark counts.
        ours && self.disk.append(&mark).is_ok_and(|file| file.try_lock().unwrap_or(true))
    }

    /// Leaves a mark that this way is being tried.
    pub fn begin(&mut self, painter: Painter) {
        self.under_way = None;
        let mark = self.home.start_mark(painter.word());
        // Not synced: a cut of power while starting says nothing about the driver.
        let left = ensure_folder(self.disk.as_ref(), self.home.root()).and_then(|()| {
            let _old = self.disk.remove(&mark);
            let mut file = self.disk.create(&mark, Openness::Usual)?;
            file.write(self.version.as_bytes())?;
            file.try_lock()?;
            Ok(file)
        });
        if let Ok(file) = left {
            self.under_way = Some((mark, file));
        }
    }

    /// The first picture is on the screen: takes the mark away.
    pub fn painted(&mut self) {
        if let Some((mark, file)) = self.under_way.take() {
            drop(file);
            // Left behind, it costs a slower way of painting next time, and says so in the log.
            let _removed = self.disk.remove(&mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::disk::RealDisk;

    fn starts(folder: &tempfile::TempDir, version: &'static str) -> Starts {
        Starts::new(Arc::new(RealDisk), Home::at(folder.path().join("状态")), version)
    }

    #[test]
    fn a_way_that_never_painted_comes_last_until_a_new_version() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(starts(&folder, "1").order(None), [Painter::Glow, Painter::Wgpu]);

        let mut crashed = starts(&folder, "1");
        crashed.begin(Painter::Glow);
        // Still starting: nobody knows yet.
        assert_eq!(starts(&folder, "1").order(None), [Painter::Glow, Painter::Wgpu]);
        drop(crashed);
        assert_eq!(starts(&folder, "1").order(None), [Painter::Wgpu, Painter::Glow]);
        assert_eq!(starts(&folder, "1").order(Some(Painter::Glow))[0], Painter::Glow);
        assert_eq!(starts(&folder, "2").order(None)[0], Painter::Glow);

        let mut healed = starts(&folder, "1");
        healed.begin(Painter::Glow);
        healed.painted();
        drop(healed);
        assert_eq!(starts(&folder, "1").order(None)[0], Painter::Glow);
    }

    #[test]
    fn the_way_asked_for_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let order = starts(&folder, "1").order(Some(Painter::Wgpu));
        assert_eq!(order, [Painter::Wgpu, Painter::Glow]);
    }
}
