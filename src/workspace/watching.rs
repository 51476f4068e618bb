//! What becomes of the file while nobody changes anything here: it is looked at when the window
//! gets the focus, and followed where somebody else writes it.

use std::path::Path;

use super::saving::Busy;
use super::{Effect, Findings, Seen, Tone, Workspace};
use crate::session::{Kept, Session};

/// What is said of a workbook that somebody else had open.
const RELEASED: &str = "对方已关闭，重新打开后可以修改";

impl Workspace {
    /// The window got the focus: somebody may have replaced the file meanwhile.
    pub fn focus_gained(&mut self) -> Vec<Effect> {
        // With something to write the save looks.
        let is_idle = self.is_written() && !self.file.is_busy() && !self.file.opening;
        is_idle.then(|| self.look(false)).flatten().into_iter().collect()
    }

    /// Has the file looked at: read whole, or only by its length and time.
    pub(super) fn look(&mut self, is_thorough: bool) -> Option<Effect> {
        let path = self.file.path.clone().filter(|_| self.file.locked.is_none())?;
        self.file.busy = Some(Busy::Looking);
        Some(Effect::Look { path, kept: self.session.snapshot(), is_thorough })
    }

    /// The file was looked at, and nothing in it is news.
    pub(super) fn looked(&mut self, path: &Path, is_thorough: bool, seen: Seen) -> Vec<Effect> {
        if self.file.path.as_deref() != Some(path) {
            return Vec::new();
        }
        // Unless a save has begun since.
        self.file.busy.take_if(|busy| *busy == Busy::Looking);
        match seen {
            Seen::Same | Seen::Unknown => {
                if let Some(leaving) = &mut self.file.leaving {
                    leaving.looked |= is_thorough;
                }
                self.step_out()
            }
            Seen::Lost => {
                self.file.lose();
                self.write().into_iter().collect()
            }
        }
    }

    /// Somebody else, who has the workbook open, wrote it: shown from now on. The person stays
    /// where he is.
    pub(super) fn reread(&mut self, path: &Path, kept: Kept) {
        if self.file.path.as_deref() != Some(path) || self.file.locked.is_none() {
            return;
        }
        let mut session = Session::open(kept, self.session.replica());
        session.sit_down(self.session.operator());
        session.remember_printed(self.session.printed());
        self.session = session;
        // The revisions of two documents say nothing of each other.
        self.findings =
            Findings { list: std::mem::take(&mut self.findings.list), ..Findings::default() };
        self.preview.forget();
        self.papers = super::Papers::default();
    }

    /// Somebody else, who had the workbook open, closed it.
    pub(super) fn released(&mut self, path: &Path) {
        if self.file.path.as_deref() == Some(path) && self.file.locked.is_some() {
            self.file.locked = Some(RELEASED.to_owned());
            self.tell(Tone::Good, RELEASED.to_owned());
        }
    }
}
