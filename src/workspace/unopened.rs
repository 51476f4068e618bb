//! A workbook that was to be opened and could not be. While no other one is open, nothing is: a plain
//! screen says so, and nobody works in something that only looks like their own.

use std::path::PathBuf;

use super::{Command, Dialog, Findings, Picked, Place, Tone, Trouble, Workspace};
use crate::model::id::{Replica, WorkbookId};
use crate::session::Session;

/// Why nothing is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unopened {
    /// What went wrong.
    pub trouble: Trouble,
    /// Whether the file is there and nothing of it can be read: it may be repaired.
    pub is_unreadable: bool,
}

impl Workspace {
    /// Why nothing is open, where that is so.
    pub fn unopened(&self) -> Option<&Unopened> {
        self.unopened.as_ref()
    }

    /// The workbook that could not be opened.
    pub(super) fn missing(&self) -> Option<PathBuf> {
        self.unopened.as_ref()?.trouble.path.clone()
    }

    /// A workbook could not be opened. One that is open stays so.
    pub(super) fn not_opened(&mut self, trouble: Trouble, is_unreadable: bool) {
        self.over_opening();
        let is_in_work = !self.is_practice() && !self.document().records().is_empty();
        if self.file.path.is_some() || is_in_work {
            let is_mended = is_unreadable && trouble.path.is_some();
            let question =
                if is_mended { Dialog::Unread(trouble) } else { Dialog::Trouble(trouble) };
            return self.put_in_front(question);
        }
        let nobody = Replica::from_bits(0);
        self.session = Session::new(WorkbookId(nobody), nobody);
        self.practice = None;
        (self.place, self.picked) = (Place::Today, Picked::default());
        self.findings = Findings::default();
        self.preview.forget();
        self.unopened = Some(Unopened { trouble, is_unreadable });
    }

    /// Whether a command asks for something that is not there, since nothing is open; then says so.
    pub(super) fn is_out_of_place(&mut self, command: Command) -> bool {
        use Command::{About, Diagnose, Keys, Leave, New, Open};
        let is_known = matches!(command, About | Diagnose | Keys | Leave | New | Open);
        if self.unopened.is_none() || is_known {
            return false;
        }
        self.tell(Tone::Refused, NOTHING.to_owned());
        true
    }
}

/// What is said where something is to be done with a workbook and none is open.
pub(super) const NOTHING: &str = "没有打开工作簿，请先打开或新建一份";
