//! The thread that writes the journal: at once, synced at most 200 ms later.
//!
//! Only times and tells; how a journal is written stands in [`crate::shell::journal`].

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::Answers;
use crate::model::id::{EntryId, Replica};
use crate::session::{Entry, Head, Note};
use crate::shell::journal::{self, LiveJournal};
use crate::shell::trouble;
use crate::workspace::Event;

/// How long notes are gathered before one sync covers them all: the sync itself must end within
/// 200 ms of the first.
const GATHER: Duration = Duration::from_millis(120);
/// After a failure it is tried again so often.
const AGAIN: Duration = Duration::from_secs(2);
/// While the journal holds what the workbook does not, its file is looked for so often.
const LOOK: Duration = Duration::from_secs(1);

/// What the journal's thread is told.
pub(super) enum Order {
    /// Notes go into this journal from now on, or into none.
    Take(Option<Box<LiveJournal>>),
    /// Write these.
    Note(Vec<Note>),
    /// Sync now, and say how far that went.
    Settle(Sender<Settled>),
    /// The workbook holds entries up to these.
    Written(BTreeMap<Replica, Head>),
}

/// How far a sync went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// Whether everything taken is on the disk.
    pub(super) is_kept: bool,
    /// The last sealed entry that is.
    pub(super) last: Option<EntryId>,
}

/// The journals being written.
struct Noting {
    answers: Answers,
    folder: PathBuf,
    current: Option<LiveJournal>,
    /// The one before: the window may still send notes for it until it hears of the new one.
    former: Option<LiveJournal>,
    /// When to sync.
    due: Option<Instant>,
    /// When to see whether the journal's file is still there.
    look: Option<Instant>,
    /// The last count told.
    told: u64,
    /// Whether the last sync failed, and how many notes were waiting when the person was told.
    is_failing: bool,
    told_waiting: u64,
}

/// Carries out orders until nobody can give any.
pub(super) fn run(orders: &Receiver<Order>, answers: &Answers, folder: PathBuf) {
    let mut noting = Noting {
        answers: answers.clone(),
        folder,
        current: None,
        former: None,
        due: None,
        look: None,
        told: 0,
        is_failing: false,
        told_waiting: 0,
    };
    loop {
        let order = match noting.due.into_iter().chain(noting.look).min() {
            Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => orders.recv().map_err(|_closed| RecvTimeoutError::Disconnected),
        };
        let is_over = matches!(order, Err(RecvTimeoutError::Disconnected));
        answers.guard("记到本机", Event::NotNoted, || match order {
            Ok(order) => noting.carry_out(order),
            Err(_) => noting.sync(),
        });
        if is_over {
            return;
        }
    }
}

impl Noting {
    fn carry_out(&mut self, order: Order) {
        match order {
            Order::Take(journal) => {
                self.former = std::mem::replace(&mut self.current, journal.map(|journal| *journal));
                (self.told, self.told_waiting) = (0, 0);
                self.is_failing = false;
                if self.current.as_ref().is_some_and(LiveJournal::is_behind) {
                    // What a crash left is made safe, once the window had time to open.
                    self.due = Some(Instant::now() + GATHER);
                }
            }
            Order::Note(notes) => self.note(&notes),
            Order::Settle(reply) => {
                self.sync();
                let last = self.current.as_ref();
                let last = last.map(|one| EntryId { replica: one.replica(), number: one.kept() });
                // The one who asked may have stopped waiting.
                let _sent = reply.send(Settled { is_kept: !self.is_failing, last });
            }
            Order::Written(heads) => {
                if let Some(current) = &mut self.current {
                    // It only grows longer if this fails.
                    let _turned = current.turn(&heads, journal::LIMIT);
                }
            }
        }
        if self.due.is_some_and(|due| due <= Instant::now()) {
            self.sync();
        }
    }

    fn note(&mut self, notes: &[Note]) {
        for note in notes {
            let (Note::Pending(text) | Note::Sealed(text)) = note;
            let replica = Entry::named(text).map(|id| id.replica);
            let journal = [&mut self.current, &mut self.former]
                .into_iter()
                .flatten()
                .find(|journal| Some(journal.replica()) == replica);
            match journal {
                // What could not be written now comes with the sync.
                Some(journal) => drop(journal.append(std::slice::from_ref(note))),
                None => self.answers.say(Event::NotNoted(trouble::nothing_open())),
            }
        }
        self.due.get_or_insert_with(|| Instant::now() + GATHER);
    }

    fn sync(&mut self) {
        (self.due, self.look) = (None, None);
        if let Some(former) = &mut self.former
            && former.sync().is_err()
        {
            self.due = Some(Instant::now() + AGAIN);
        }
        let Some(current) = &mut self.current else { return };
        match current.sync() {
            Ok(count) => {
                if self.is_failing || self.told < count {
                    self.answers.say(Event::Noted { count });
                }
                (self.is_failing, self.told) = (false, count);
                self.look = current.is_needed().then(|| Instant::now() + LOOK);
            }
            Err(err) => {
                // Again for every new note: the window may have opened another workbook since.
                let was_failing = std::mem::replace(&mut self.is_failing, true);
                let waiting = current.taken();
                if !was_failing || self.told_waiting < waiting {
                    self.answers.say(Event::NotNoted(trouble::not_noted(&self.folder, &err)));
                }
                self.told_waiting = waiting;
                self.due = Some(Instant::now() + AGAIN);
            }
        }
    }
}
