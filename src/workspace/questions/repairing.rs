//! Repairing a damaged workbook: from what it is put together again, what each source brings, what
//! stays missing; then it is written as a new file. The damaged one is not touched.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDateTime;

use crate::session::Kept;
use crate::workspace::work::name_of;
use crate::workspace::{Dialog, Doing, Effect, Saving, Tone, Workspace};

/// What is said where it is to be written before that is known.
const NOT_YET: &str = "还没有找完，请稍等";

/// What is said where nothing was found from which it could be put together.
const NO_COPY: &str = "还没有找到能用的备份或副本，请点“再选备份或副本…”选一个";

/// What a damaged workbook is put together from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepairDraft {
    /// The damaged file.
    pub path: PathBuf,
    /// Files chosen by hand.
    pub more: Vec<PathBuf>,
    /// The names of sources that are not to be used.
    pub without: BTreeSet<String>,
}

/// Somewhere something was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What people call it.
    pub name: String,
    /// When it was written, as far as that is known.
    pub at: Option<NaiveDateTime>,
    /// How many steps can be read in it.
    pub steps: usize,
}

/// A damaged workbook put together again.
#[derive(Clone, Debug, Default)]
pub struct Repair {
    /// The workbook; none where nothing says which it was.
    pub kept: Option<Kept>,
    /// Why nothing of the file itself can be read, where that is so.
    pub damage: Option<String>,
    /// Every source there is, whether it was used or not.
    pub offers: Vec<Offer>,
    /// What was found where, a sentence a line.
    pub found: Vec<String>,
    /// How many fields were written anew from records that are whole.
    pub restated: usize,
    /// What stays missing, a sentence a line.
    pub lost: Vec<String>,
    /// What was changed outside the program and is not taken, a sentence a line.
    pub edited: Vec<String>,
    /// What could not be read and may hold more, a sentence a line.
    pub unread: Vec<String>,
    /// What was chosen by hand and is another workbook.
    pub foreign: Vec<String>,
}

impl Repair {
    /// Whether all is back.
    pub fn is_all(&self) -> bool {
        let is_read = self.kept.is_some() && self.damage.is_none();
        is_read && self.lost.is_empty() && self.edited.is_empty() && self.unread.is_empty()
    }
}

/// What is being put together again, or was.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Repairing {
    /// From what, and by which work.
    asked: Option<(RepairDraft, u64)>,
    repair: Option<Repair>,
}

impl Workspace {
    /// Asks from what that damaged workbook is to be put together again.
    pub(in crate::workspace) fn ask_repair(&mut self, path: PathBuf) {
        self.repairing = Repairing::default();
        self.dialog = Some(Dialog::Repair(RepairDraft { path, ..RepairDraft::default() }));
    }

    /// The question that is asked, though another may be in front of it just now.
    pub(in crate::workspace) fn repair_draft(&mut self) -> Option<&mut RepairDraft> {
        self.dialog.iter_mut().chain(&mut self.behind).find_map(|dialog| match dialog {
            Dialog::Repair(draft) => Some(draft),
            _ => None,
        })
    }

    /// What the damaged workbook comes to, once that is known.
    pub fn repair(&self) -> Option<&Repair> {
        self.repairing.repair.as_ref()
    }

    /// Has the workbook put together whenever that is not from what was chosen last, and gives it up
    /// once nobody asks any more.
    pub(in crate::workspace) fn repair_when_stale(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let Some(draft) = self.repair_draft().cloned() else {
            let given_up = self.repairing.asked.take();
            return given_up.and_then(|(_, ticket)| self.stop(ticket)).into_iter().collect();
        };
        let is_known = self.repairing.asked.as_ref().is_some_and(|(asked, _)| *asked == draft);
        if is_known || draft.path.as_os_str().is_empty() {
            return Vec::new();
        }
        let before = self.repairing.asked.take().and_then(|(_, ticket)| self.stop(ticket));
        self.repairing.repair = None;
        let ticket = self.next_ticket();
        self.repairing.asked = Some((draft.clone(), ticket));
        let RepairDraft { path, more, without } = draft;
        self.begin_work(ticket, Doing::Search, name_of(&path));
        let order = Effect::Rescue { ticket, path, more, without, at: now };
        before.into_iter().chain([order]).collect()
    }

    /// The workbook was put together.
    pub(in crate::workspace) fn repaired(&mut self, ticket: u64, repair: Repair) {
        self.over(ticket);
        if self.repairing.asked.as_ref().is_some_and(|(_, asked)| *asked == ticket) {
            self.repairing.repair = Some(repair);
            self.untell(NOT_YET);
        }
    }

    /// Asks where the new file goes.
    pub(in crate::workspace) fn write_repaired(&mut self) -> Vec<Effect> {
        if self.repaired_kept().is_none() {
            return Vec::new();
        }
        self.ask_where(Saving::Repaired).into_iter().collect()
    }

    /// What goes into the new file, if it was put together from what is chosen now; else says so.
    pub(in crate::workspace) fn repaired_kept(&mut self) -> Option<Kept> {
        let draft = self.repair_draft().cloned();
        let asked = self.repairing.asked.as_ref().map(|(asked, _)| asked);
        let repair = self.repairing.repair.as_ref();
        let repair = repair.filter(|_| draft.is_some() && draft.as_ref() == asked);
        let why = if repair.is_some() { NO_COPY } else { NOT_YET };
        let kept = repair.and_then(|repair| repair.kept.clone());
        if kept.is_none() {
            self.tell(Tone::Refused, why.to_owned());
        }
        kept
    }

    /// Whether there is something to write, or that is not known yet.
    pub(super) fn can_write_repaired(&self) -> bool {
        self.repairing.repair.as_ref().is_none_or(|repair| repair.kept.is_some())
    }

    /// Whether that work was for the question that is asked.
    pub(in crate::workspace) fn is_search(&self, ticket: u64) -> bool {
        self.repairing.asked.as_ref().is_some_and(|(_, asked)| *asked == ticket)
    }
}
