//! The thread that opens and writes workbooks, one after another.
//!
//! Only orders and tells; how it is done stands in [`crate::shell::store`].

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::Answers;
use super::noting::{Order, Settled};
use super::tickets::{Teller, Tickets};
use crate::model::id::Replica;
use crate::model::number::Series;
use crate::session::{Digest, Entry, Head, Kept};
use crate::shell::store::{Opening, Store};
use crate::workspace::{Event, Seen, Trouble};

/// How long a save waits for the journal thread, and how often.
const LATE: Duration = Duration::from_millis(5);
const LATE_TRIES: usize = 40;

/// After a save without a lock it is looked so much later whether it was written over.
const AGAIN: Duration = Duration::from_millis(300);
/// How often a workbook is looked at that somebody else has open.
const FOLLOW: Duration = Duration::from_millis(2500);

/// What the files' thread is told.
pub(super) enum Job {
    Open { path: PathBuf, ticket: u64 },
    Begin { path: PathBuf, kept: Box<Kept>, ticket: u64 },
    Save { path: PathBuf, kept: Box<Kept>, printed: BTreeMap<Series, u32> },
    Decided(Digest),
    Renew(Vec<Entry>),
    Look { path: PathBuf, kept: Box<Kept>, is_thorough: bool },
}

impl Job {
    /// What to answer if it cannot be done at all.
    pub(super) fn failed(&self) -> fn(Trouble) -> Event {
        match self {
            Self::Open { .. } => Event::NotOpened,
            Self::Begin { .. } => Event::NotBegun,
            Self::Save { .. } | Self::Decided(_) | Self::Renew(_) | Self::Look { .. } => {
                Event::NotSaved
            }
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Open { .. } => "打开工作簿",
            Self::Begin { .. } => "新建工作簿",
            Self::Save { .. } | Self::Decided(_) | Self::Renew(_) => "写入文件",
            Self::Look { .. } => "查看文件",
        }
    }
}

/// Does jobs until nobody can give any. Of several saves in a row only the last is done: it
/// holds what the others hold.
pub(super) fn run(
    jobs: &Receiver<Job>,
    (answers, tickets): (&Answers, &Tickets),
    mut store: Store,
    orders: &Sender<Order>,
    clock: fn() -> NaiveDateTime,
) {
    let mut waiting: VecDeque<Job> = VecDeque::new();
    while let Some(job) = waiting.pop_front().or_else(|| next(jobs, answers, &mut store)) {
        waiting.extend(jobs.try_iter());
        if let (Job::Save { path, .. }, Some(Job::Save { path: next, .. })) =
            (&job, waiting.front())
            && path == next
        {
            continue;
        }
        let (word, failed) = (job.word(), job.failed());
        answers.guard(word, failed, || {
            carry_out(job, (answers, tickets), &mut store, orders, clock());
        });
    }
}

/// Waits for a job; meanwhile a workbook that somebody else has open is followed.
fn next(jobs: &Receiver<Job>, answers: &Answers, store: &mut Store) -> Option<Job> {
    while store.is_following() {
        match jobs.recv_timeout(FOLLOW) {
            Err(RecvTimeoutError::Timeout) => answers.guard("查看文件", Event::Caution, || {
                if let Some(event) = store.follow() {
                    answers.say(event);
                }
            }),
            job => return job.ok(),
        }
    }
    jobs.recv().ok()
}

fn carry_out(
    job: Job,
    (answers, tickets): (&Answers, &Tickets),
    store: &mut Store,
    orders: &Sender<Order>,
    now: NaiveDateTime,
) {
    match job {
        Job::Open { path, ticket } => {
            // So that what is in the journal of a workbook opened once more can be read there.
            let _settled = settle(orders);
            let watch = Teller::new(answers, tickets, ticket);
            let Ok(opening) = store.open_watched(&path, now, &watch) else { return };
            let Opening { event, cautions, journal } = opening;
            if matches!(event, Event::NotOpened(_) | Event::Unread(_)) && tickets.is_stopped(ticket)
            {
                return;
            }
            if matches!(event, Event::Opened(_)) {
                // Before the answer, so that no note can come before its journal.
                let _sent = orders.send(Order::Take(journal.map(Box::new)));
            }
            answers.say(event);
            answers.caution(cautions);
        }
        Job::Decided(digest) => store.decide(digest),
        Job::Renew(entries) => match store.renew() {
            Ok((replica, journal)) => {
                // Before the answer, so that no note can come before its journal.
                let _sent = orders.send(Order::Take(Some(Box::new(journal))));
                answers.say(Event::Renewed { replica, entries });
            }
            Err(trouble) => answers.say(Event::NotSaved(trouble)),
        },
        Job::Begin { path, kept, ticket } => {
            let watch = Teller::new(answers, tickets, ticket);
            if let Ok(event) = store.begin_watched(&path, &kept, &watch)
                && !(matches!(event, Event::NotBegun(_)) && tickets.is_stopped(ticket))
            {
                answers.say(event);
            }
        }
        Job::Save { path, kept, printed } => {
            let is_noted = settle_through(orders, &kept.heads);
            let mut saving = store.save(&path, &kept, &printed, is_noted, now);
            if let Some(event) = gone_again(&saving.event, store, &path, &kept) {
                saving.event = event;
            }
            let written = match &saving.event {
                Event::Saved { heads, .. } => Some(heads.clone()),
                _ => None,
            };
            answers.say(saving.event);
            let mut cautions = saving.cautions;
            if let Some(heads) = written {
                cautions.extend(store.follow_up(now));
                let _sent = orders.send(Order::Written(heads));
            }
            answers.caution(cautions);
        }
        Job::Look { path, kept, is_thorough } => {
            answers.say(store.look(&path, &kept, is_thorough));
        }
    }
}

/// Where locks do not work somebody else may have looked at the file before it was saved, and
/// write over it afterwards. So it is looked at once more, before anybody is told that it is
/// written; what to tell instead.
fn gone_again(saved: &Event, store: &mut Store, path: &Path, kept: &Kept) -> Option<Event> {
    let Event::Saved { took_ms, .. } = saved else { return None };
    if !store.is_unguarded() {
        return None;
    }
    // Whoever looked before must have written by then.
    let wait = Duration::from_millis(took_ms.saturating_mul(2)).clamp(AGAIN, AGAIN * 10);
    std::thread::sleep(wait);
    let event = store.look(path, kept, true);
    let is_there = matches!(event, Event::Looked { seen: Seen::Same | Seen::Unknown, .. });
    (!is_there).then_some(event)
}

/// Has the journal synced.
fn settle(orders: &Sender<Order>) -> Option<Settled> {
    let (reply, settled) = channel();
    orders.send(Order::Settle(reply)).ok()?;
    settled.recv().ok()
}

/// Has the journal synced up to the newest of its entries in a workbook that is to be written;
/// says whether that went well. Notes come by another way than the workbook and may be a moment
/// later.
fn settle_through(orders: &Sender<Order>, heads: &BTreeMap<Replica, Head>) -> bool {
    for _ in 0..LATE_TRIES {
        let Some(Settled { is_kept, last }) = settle(orders) else { return false };
        let is_there = last.is_some_and(|last| {
            heads.get(&last.replica).is_none_or(|head| head.number <= last.number)
        });
        if is_there || !is_kept {
            return is_kept;
        }
        std::thread::sleep(LATE);
    }
    // Written all the same: better in the file alone than nowhere.
    false
}
