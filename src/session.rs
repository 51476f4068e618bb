//! The open document and its journal: the only place in the program that changes a document.
//!
//! [`Session::perform`] asks `action` what would change, applies it and writes it down. Typing
//! grows one open step, told to the outside as *pending steps*; [`Session::seal`] makes an entry of
//! it, and a sealed entry never changes. Undo and redo write entries of their own.
//! [`Session::adopt`] takes entries of others in; the document is a function of the set of
//! entries, so their order does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::action::{
    Action, Ground, Refusal, decide, highest, lawful_turn, pending_cell, turned_back, turned_forth,
};
use crate::model::id::{EntryId, Replica, WorkbookId};
use crate::model::number::{Number, Series};
use crate::model::{Cell, Change, Document, RecordId};
use crate::rules::numbers::{is_believed_after, last_believed};

mod aside;
pub mod entry;
mod fork;
mod history;
mod journal;
mod outside;
mod past;
mod progress;
mod recalled;
mod replay;
mod theirs;

pub use entry::{Cause, Digest, Entry, Head, short_code};
pub use fork::moved;
pub use history::{Broken, Claim};
pub use journal::Journal;
pub use past::{Moment, look_back};
pub use progress::{Progress, Stopped, Unit, Unwatched, Watch};
pub use recalled::Recalled;
pub use replay::{Replayed, missing_past, replay, replay_watched};

use history::{is_contested, shown};

/// Something to be kept beside the workbook at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The open step as it stands; the latest one counts.
    Pending(String),
    /// A sealed entry.
    Sealed(String),
}

/// What an action came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done, in words.
    pub verb: String,
    /// The records that are new.
    pub made: Vec<RecordId>,
}

/// What taking entries in came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Entries that were new.
    pub taken: usize,
    /// Entries that wait for others they had seen.
    pub waiting: usize,
    /// Fields that are contested now.
    pub contested: Vec<Cell>,
}

/// All that a file keeps of a session.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// Which workbook.
    pub workbook: WorkbookId,
    /// The document.
    pub doc: Document,
    /// Its journal.
    pub journal: Journal,
    /// The newest entry of each replica.
    pub heads: BTreeMap<Replica, Head>,
    /// Fields two PCs wrote differently.
    pub contested: BTreeMap<Cell, Vec<Claim>>,
    /// The PCs on which replicas wrote, as far as they are known.
    pub pcs: BTreeMap<Replica, String>,
}

impl Kept {
    /// How many entries of the journal wait for others that are not there. Entries that count are
    /// numbered without a gap, so that counting lines is enough.
    pub fn waiting(&self) -> usize {
        let count = |head: &Head| usize::try_from(head.number).unwrap_or(usize::MAX);
        let steps = self.heads.values().map(count).fold(0, usize::saturating_add);
        self.journal.len().saturating_sub(steps)
    }
}

/// The step somebody is typing.
#[derive(Clone, Debug)]
struct Open {
    entry: Entry,
    cell: Cell,
}

/// One sitting at one PC.
#[derive(Clone, Debug)]
pub struct Session {
    replica: Replica,
    operator: String,
    kept: Kept,
    open: Option<Open>,
    /// Newest entries of others that no entry of ours has seen yet.
    unseen: BTreeSet<Replica>,
    /// The highest numbers this PC ever printed.
    printed: BTreeMap<Series, u32>,
    notes: Vec<Note>,
    /// What undo and redo would do next, for the buttons.
    next_undo: Option<(EntryId, String)>,
    next_redo: Option<(EntryId, String)>,
}

impl Session {
    /// An empty workbook.
    pub fn new(workbook: WorkbookId, replica: Replica) -> Self {
        Self::open(Kept { workbook, ..Kept::default() }, replica)
    }

    /// A sitting at what a file kept.
    pub fn open(kept: Kept, replica: Replica) -> Self {
        let unseen = kept.heads.keys().copied().filter(|other| *other != replica).collect();
        let mut session = Self {
            replica,
            operator: String::new(),
            kept,
            open: None,
            unseen,
            printed: BTreeMap::new(),
            notes: Vec::new(),
            next_undo: None,
            next_redo: None,
        };
        session.look_back();
        session
    }

    /// The document as it stands. There is no `document_mut`.
    pub fn document(&self) -> &Document {
        &self.kept.doc
    }

    /// Everything that ever happened, oldest first; without the step being typed.
    pub fn journal(&self) -> &Journal {
        &self.kept.journal
    }

    /// Which workbook this is.
    pub fn workbook(&self) -> WorkbookId {
        self.kept.workbook
    }

    /// Under which name this sitting writes.
    pub fn replica(&self) -> Replica {
        self.replica
    }

    /// The newest entry of each replica.
    pub fn heads(&self) -> &BTreeMap<Replica, Head> {
        &self.kept.heads
    }

    /// Fields two PCs wrote differently, with what each wrote.
    pub fn contested(&self) -> &BTreeMap<Cell, Vec<Claim>> {
        &self.kept.contested
    }

    /// The short code of the journal as it stands.
    pub fn code(&self) -> String {
        short_code(self.kept.heads.iter())
    }

    /// The operator of the sitting.
    pub fn operator(&self) -> &str {
        &self.operator
    }

    /// Picks the operator. Written into entries, checked against nothing.
    pub fn sit_down(&mut self, operator: &str) {
        self.seal();
        operator.clone_into(&mut self.operator);
    }

    /// Tells the session the highest numbers this PC ever printed. Returns those too far beyond
    /// the workbook's to be believed; they do not count.
    pub fn remember_printed(&mut self, printed: BTreeMap<Series, u32>) -> Vec<Number> {
        let mut doubted = Vec::new();
        for (series, seq) in printed {
            if is_believed_after(last_believed(&self.kept.doc, &series), seq) {
                let known = self.printed.entry(series).or_default();
                *known = seq.max(*known);
            } else {
                doubted.push(Number { series, seq });
            }
        }
        doubted
    }

    /// The highest number of each series, here or ever printed.
    pub fn printed(&self) -> BTreeMap<Series, u32> {
        let mut printed = self.printed.clone();
        for (series, seq) in highest(&self.kept.doc) {
            let known = printed.entry(series).or_default();
            *known = seq.max(*known);
        }
        printed
    }

    /// A copy to be written to a file beside the window; costs next to nothing. Seals first,
    /// since a written entry never grows.
    pub fn snapshot(&mut self) -> Kept {
        self.seal();
        self.kept.clone()
    }

    /// What must be kept beside the workbook since the last call.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// Does what a person asked, and remembers it.
    ///
    /// # Errors
    /// When the rules forbid it. Nothing is changed then.
    pub fn perform(&mut self, action: &Action, now: NaiveDateTime) -> Result<Done, Refusal> {
        let typed = pending_cell(action, &[]);
        let grows = self.open.as_ref().is_some_and(|open| Some(&open.cell) == typed.as_ref());
        if !grows {
            self.seal();
        }
        let entry = self.next_entry_id();
        let decision =
            decide(&self.kept.doc, action, Ground { now, entry, printed: &self.printed })?;
        let cause = self.settle_contests(action, &decision.changes)?;
        for change in &decision.changes {
            self.kept.doc.apply(change.now());
        }
        let done = Done { verb: decision.verb.clone(), made: decision.made };
        if let Some(open) = self.open.as_mut().filter(|_| grows) {
            open.entry.at = now;
            for change in decision.changes {
                grow(&mut open.entry.changes, change);
            }
            self.notes.push(Note::Pending(open.entry.line()));
        } else {
            let entry = self.entry(entry, cause, decision.verb, decision.changes, now);
            match pending_cell(action, &done.made) {
                Some(cell) => {
                    self.notes.push(Note::Pending(entry.line()));
                    self.open = Some(Open { entry, cell });
                    self.next_redo = None;
                }
                None => self.write_down(entry),
            }
        }
        Ok(done)
    }

    /// Ends a stretch of typing: what follows is a step of its own.
    pub fn seal(&mut self) {
        let Some(Open { entry, .. }) = self.open.take() else { return };
        // Typed and typed back: nothing happened, and the number stays for the next entry.
        if entry.changes.iter().any(|change| !change.is_idle()) {
            self.write_down(entry);
        } else {
            self.look_back();
        }
    }

    /// Whether somebody is in the middle of a step.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What undo would take back, in words.
    pub fn undo_words(&self) -> Option<&str> {
        self.open
            .as_ref()
            .map(|open| open.entry.verb.as_str())
            .or_else(|| self.next_undo.as_ref().map(|(_, verb)| verb.as_str()))
    }

    /// What redo would do again, in words.
    pub fn redo_words(&self) -> Option<&str> {
        self.next_redo.as_ref().map(|(_, verb)| verb.as_str())
    }

    /// Takes this replica's last act back by writing its opposite; returns what it was.
    ///
    /// # Errors
    /// When somebody else has changed a field since, or a law would be broken.
    pub fn undo(&mut self, now: NaiveDateTime) -> Result<Option<String>, Refusal> {
        self.seal();
        let Some((id, verb)) = self.next_undo.clone() else { return Ok(None) };
        self.turn(id, Cause::Undid(id), format!("撤销：{verb}"), now, turned_back)?;
        Ok(Some(verb))
    }

    /// Does again what was last taken back; returns what it was.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self, now: NaiveDateTime) -> Result<Option<String>, Refusal> {
        self.seal();
        let Some((id, verb)) = self.next_redo.clone() else { return Ok(None) };
        self.turn(id, Cause::Redid(id), format!("重做：{verb}"), now, turned_forth)?;
        Ok(Some(verb))
    }

    /// Takes entries of others in, or of this replica out of a recovered journal.
    ///
    /// # Laws
    /// Any order and grouping of the same entries gives the same document (`laws::adopting`).
    ///
    /// # Errors
    /// When an entry contradicts one already here. Nothing is changed then.
    pub fn adopt(&mut self, entries: Vec<Entry>) -> Result<Adopted, Broken> {
        let Ok(adopted) = self.adopt_watched(entries, &Unwatched);
        adopted
    }

    /// Takes entries in like [`Self::adopt`], as long as somebody waits for it.
    ///
    /// # Errors
    /// When no more of it is wanted. Nothing is changed then, nor when an entry contradicts one
    /// already here.
    pub fn adopt_watched<W: Watch>(
        &mut self,
        entries: Vec<Entry>,
        watch: &W,
    ) -> Result<Result<Adopted, Broken>, W::Stop> {
        self.seal();
        let recalled = Recalled::of_watched(&self.kept.journal, watch)?;
        self.adopt_onto(recalled, entries, watch)
    }

    /// Takes entries in like [`Self::adopt`], quickly, since this journal's history was played
    /// ahead.
    ///
    /// # Errors
    /// When an entry contradicts one already here. Nothing is changed then.
    pub fn adopt_recalled(
        &mut self,
        recalled: Recalled,
        entries: Vec<Entry>,
    ) -> Result<Adopted, Broken> {
        self.seal();
        let Ok(adopted) = self.adopt_onto(recalled, entries, &Unwatched);
        adopted
    }

    fn adopt_onto<W: Watch>(
        &mut self,
        recalled: Recalled,
        entries: Vec<Entry>,
        watch: &W,
    ) -> Result<Result<Adopted, Broken>, W::Stop> {
        let mut history = recalled.up_to(&self.kept.journal, watch)?;
        let before = history.broken().len();
        let all: Vec<Arc<Entry>> = entries.into_iter().map(Arc::new).collect();
        let mut named = BTreeSet::new();
        let is_new = |entry: &&Arc<Entry>| !history.has(&entry.id) && named.insert(entry.id);
        let news: Vec<Arc<Entry>> = all.iter().filter(is_new).map(Arc::clone).collect();
        let touched = history.take(all, watch)?;
        if let Some(broken) = history.broken().get(before) {
            return Ok(Err(broken.clone()));
        }

        let mut adopted = Adopted { taken: news.len(), ..Adopted::default() };
        for entry in news {
            self.kept.journal.push(entry);
        }
        for cell in touched {
            let claims = history.claims(&cell);
            if let Some(put) = shown(claims).filter(|put| self.kept.doc.read(&cell) != **put) {
                self.kept.doc.apply(put.clone());
            }
            if is_contested(claims) {
                self.kept.contested.insert(cell, claims.to_vec());
            } else {
                self.kept.contested.remove(&cell);
            }
        }
        adopted.contested = self.kept.contested.keys().cloned().collect();
        let heads = history.heads().clone();
        adopted.waiting = history.waiting().count();
        let moved = |other: &Replica| heads.get(other) != self.kept.heads.get(other);
        let news: Vec<Replica> = heads.keys().copied().filter(moved).collect();
        self.unseen.extend(news.into_iter().filter(|other| *other != self.replica));
        self.kept.heads = heads;
        self.look_back();
        Ok(Ok(adopted))
    }

    /// Learns on which PCs replicas wrote.
    pub fn learn_pcs(&mut self, pcs: BTreeMap<Replica, String>) {
        self.kept.pcs.extend(pcs);
    }

    /// The PC on which a replica wrote, if that is known.
    pub fn pc_of(&self, replica: Replica) -> Option<&str> {
        self.kept.pcs.get(&replica).map(String::as_str)
    }

    /// How many entries of the journal wait for others that are not there.
    pub fn waiting(&self) -> usize {
        self.kept.waiting()
    }

    /// Writes the opposite of an entry, or the entry again.
    fn turn(
        &mut self,
        id: EntryId,
        cause: Cause,
        verb: String,
        now: NaiveDateTime,
        turned: impl Fn(&Change) -> Option<Change>,
    ) -> Result<(), Refusal> {
        let found = self.kept.journal.newest_first_of(id.replica).find(|entry| entry.id == id);
        let Some(entry) = found else { return Ok(()) };
        let changes: Vec<Change> = entry.changes.iter().rev().filter_map(turned).collect();
        for change in &changes {
            let cell = change.cell();
            if self.kept.contested.contains_key(&cell) {
                return Err(Refusal::Contested(cell.word()));
            }
            if self.kept.doc.read(&cell) != change.was() {
                return Err(Refusal::ChangedSince(cell.word()));
            }
        }
        if let Cause::Undid(_) = cause
            && let Some(record) = self.theirs(id, &changes)
        {
            return Err(Refusal::ChangedSince(record.kind().word()));
        }
        lawful_turn(&self.kept.doc, &changes, now)?;
        for change in &changes {
            self.kept.doc.apply(change.now());
        }
        let entry = self.entry(self.next_entry_id(), cause, verb, changes, now);
        self.write_down(entry);
        Ok(())
    }

    /// Refuses to write over what nobody has settled, and settles what is being resolved.
    fn settle_contests(&mut self, action: &Action, changes: &[Change]) -> Result<Cause, Refusal> {
        let contested = |cell: &Cell| self.kept.contested.contains_key(cell);
        if let Action::Resolve(put) = action {
            let cell = put.cell();
            if !contested(&cell) {
                return Err(Refusal::NotContested(cell.word()));
            }
            self.kept.contested.remove(&cell);
            return Ok(Cause::Resolved);
        }
        if let Action::Number(_) = action {
            // The papers say which value holds, so no question is asked.
            let settled = changes.iter().map(Change::cell).filter(contested).collect::<Vec<_>>();
            for cell in &settled {
                self.kept.contested.remove(cell);
            }
            return Ok(if settled.is_empty() { Cause::Did } else { Cause::Resolved });
        }
        match changes.iter().map(Change::cell).find(contested) {
            Some(cell) => Err(Refusal::Contested(cell.word())),
            None => Ok(Cause::Did),
        }
    }

    fn next_entry_id(&self) -> EntryId {
        let number = self.kept.heads.get(&self.replica).map_or(0, |head| head.number);
        EntryId { replica: self.replica, number: number.saturating_add(1) }
    }

    fn entry(
        &self,
        id: EntryId,
        cause: Cause,
        verb: String,
        changes: Vec<Change>,
        now: NaiveDateTime,
    ) -> Entry {
        let heads = &self.kept.heads;
        let after = self
            .unseen
            .iter()
            .filter_map(|other| {
                heads.get(other).map(|head| EntryId { replica: *other, number: head.number })
            })
            .collect();
        Entry {
            id,
            lamport: heads.values().map(|head| head.lamport).max().unwrap_or_default() + 1,
            at: now,
            by: self.operator.clone(),
            verb,
            cause,
            after,
            prev: heads.get(&self.replica).map_or_else(Digest::nothing, |head| head.digest),
            changes,
        }
    }

    /// Appends a finished entry. From here on it never changes.
    fn write_down(&mut self, entry: Entry) {
        let line = entry.line();
        let head = Head {
            number: entry.id.number,
            digest: Digest::of(line.as_bytes()),
            lamport: entry.lamport,
        };
        self.kept.heads.insert(self.replica, head);
        self.unseen.clear();
        self.notes.push(Note::Sealed(line));
        self.kept.journal.push(Arc::new(entry));
        self.look_back();
    }

    /// Finds what undo and redo would do next, looking back no further than needed.
    fn look_back(&mut self) {
        (self.next_undo, self.next_redo) = (None, None);
        if !self.kept.heads.contains_key(&self.replica) {
            return;
        }
        // The newest mention of an entry tells whether it stands or was taken back.
        let mut mentioned: BTreeSet<EntryId> = BTreeSet::new();
        let mut redo: Option<EntryId> = None;
        let mut acted = false;
        for entry in self.kept.journal.newest_first_of(self.replica) {
            match entry.cause {
                Cause::Undid(id) => {
                    if mentioned.insert(id) && !acted && redo.is_none() {
                        redo = Some(id);
                    }
                }
                Cause::Redid(id) => {
                    if mentioned.insert(id) {
                        self.next_undo.get_or_insert((id, String::new()));
                    }
                }
                // What became of a print is a fact. Whoever undoes means what was done before it.
                Cause::Did if entry.is_memory() => {}
                // Whatever was taken back before a new act can no longer be done again.
                Cause::Did | Cause::Resolved => {
                    acted = true;
                    if !mentioned.contains(&entry.id) && self.next_undo.is_none() {
                        self.next_undo = Some((entry.id, entry.verb.clone()));
                    }
                }
            }
            let named = |next: &Option<(EntryId, String)>| {
                next.as_ref().is_some_and(|(id, _)| *id == entry.id)
            };
            if named(&self.next_undo) {
                self.next_undo = Some((entry.id, entry.verb.clone()));
            }
            if redo == Some(entry.id) {
                self.next_redo = Some((entry.id, entry.verb.clone()));
            }
            let undo_found = self.next_undo.as_ref().is_some_and(|(_, verb)| !verb.is_empty());
            let redo_found = redo.is_none() || self.next_redo.is_some();
            let is_first = entry.id.number == 1;
            if is_first || (acted && undo_found && redo_found) {
                return;
            }
        }
    }
}

/// Puts one more change into an open step.
fn grow(changes: &mut Vec<Change>, later: Change) {
    for change in changes.iter_mut() {
        if let Some(both) = change.followed_by(&later) {
            *change = both;
            return;
        }
    }
    changes.push(later);
}
