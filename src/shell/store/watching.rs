//! Looking at the open workbook's file between two saves, and following it where somebody else
//! writes it.

use std::path::Path;
use std::sync::Arc;

use super::saving::{Blind, There, look};
use super::{Mark, Store, Theirs};
use crate::file;
use crate::session::{Digest, Kept, Recalled};
use crate::shell::{lock, trouble};
use crate::workspace::{Event, Seen};

impl Store {
    /// Whether the open workbook is ours to write, in a place where nobody else can be kept from
    /// writing it as well.
    pub fn is_unguarded(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.lock.is_none() && held.taken.is_none())
    }

    /// Looks whether the open workbook's file is still what we last read or wrote; not
    /// `is_thorough`, it is not read while its length and time are the same.
    pub fn look(&mut self, path: &Path, kept: &Kept, is_thorough: bool) -> Event {
        let disk = Arc::clone(&self.disk);
        let looked = |seen| Event::Looked { path: path.to_owned(), is_thorough, seen };
        let Ok(place) = disk.resolve(path) else { return looked(Seen::Unknown) };
        let is_ours = |held: &&mut super::Held| {
            held.workbook == kept.workbook && held.path == place && held.taken.is_none()
        };
        let Some(held) = self.held.as_mut().filter(is_ours) else {
            return looked(Seen::Unknown);
        };
        // Before it is read: what changes later looks different.
        let mark = Mark::of(&*disk, &place);
        if !is_thorough && mark.is_some() && mark == held.mark {
            return looked(Seen::Same);
        }
        match look(&*disk, held, kept) {
            Ok(There::Ours(digest))
                if held.memory.file(&place).is_some_and(|known| known.is(digest)) =>
            {
                held.mark = mark;
                looked(Seen::Same)
            }
            Ok(There::Ours(_) | There::Nothing) => looked(Seen::Lost),
            Ok(There::Theirs(Theirs { digest, entries, differences, pcs })) => {
                let (path, recalled) = (path.to_owned(), Arc::new(Recalled::of(&kept.journal)));
                Event::ChangedBehind { path, digest, entries, differences, pcs, recalled }
            }
            Err(Blind::System(_)) => looked(Seen::Unknown),
            Err(Blind::Strange(why, advice)) => {
                Event::NotSaved(trouble::not_saved_over(path, &why, advice, true))
            }
        }
    }

    /// Whether somebody else has the open workbook, so that it is to be followed.
    pub fn is_following(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.taken.is_some() && !held.is_damaged)
    }

    /// What somebody else, who has the open workbook, has done to it since the last call: written
    /// it, or closed it.
    pub fn follow(&mut self) -> Option<Event> {
        let held = self.held.as_mut().filter(|held| held.taken.is_some())?;
        let mark = Mark::of(&*self.disk, &held.path);
        if mark.is_some() && mark != held.mark {
            // One that cannot be read now is read the next time.
            let bytes = self.disk.read(&held.path).ok()?;
            held.mark = mark;
            let digest = Digest::of(&bytes);
            let was_shown = held.shown.replace(digest) == Some(digest);
            let opened = if was_shown { None } else { file::read(&bytes).ok() };
            let fits = |opened: &file::Opened| {
                opened.kept.workbook == held.workbook && !opened.verdict.is_damaged()
            };
            if let Some(opened) = opened.filter(fits) {
                let path = held.path.clone();
                return Some(Event::Reread { path, kept: Box::new(opened.kept) });
            }
        }
        let was_released = held.is_released;
        held.is_released = !lock::is_taken(&*self.disk, &held.path);
        (held.is_released && !was_released).then(|| Event::Released(held.path.clone()))
    }
}
