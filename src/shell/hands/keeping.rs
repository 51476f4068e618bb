//! The thread that opens and writes workbooks, one after another.
//!
//! Only orders and tells; how it is done stands in [`crate::shell::keeper`].

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::Answers;
use super::noting::{Order, Settled};
use crate::model::id::Replica;
use crate::model::number::Series;
use crate::session::{Digest, Head, Kept};
use crate::shell::keeper::{Keeper, Opening};
use crate::workspace::{Event, Trouble};

/// A note may be so much later than the workbook it stands in, so many times.
const LATE: Duration = Duration::from_millis(5);
const LATE_TRIES: usize = 40;

/// What the files' thread is told.
pub(super) enum Job {
    Open(PathBuf),
    Begin { path: PathBuf, kept: Box<Kept> },
    Save { path: PathBuf, kept: Box<Kept>, printed: BTreeMap<Series, u32> },
    Decided(Digest),
}

impl Job {
    /// What to answer if it cannot be done at all.
    pub(super) fn failed(&self) -> fn(Trouble) -> Event {
        match self {
            Self::Open(_) => Event::NotOpened,
            Self::Begin { .. } => Event::NotBegun,
            Self::Save { .. } | Self::Decided(_) => Event::NotSaved,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Open(_) => "打开工作簿",
            Self::Begin { .. } => "新建工作簿",
            Self::Save { .. } | Self::Decided(_) => "写入文件",
        }
    }
}

/// Does jobs until nobody can give any. Of several saves in a row only the last is done: it
/// holds what the others hold.
pub(super) fn run(
    jobs: &Receiver<Job>,
    answers: &Answers,
    mut keeper: Keeper,
    orders: &Sender<Order>,
    clock: fn() -> NaiveDateTime,
) {
    let mut waiting: VecDeque<Job> = VecDeque::new();
    while let Some(job) = waiting.pop_front().or_else(|| jobs.recv().ok()) {
        waiting.extend(jobs.try_iter());
        if let (Job::Save { path, .. }, Some(Job::Save { path: next, .. })) =
            (&job, waiting.front())
            && path == next
        {
            continue;
        }
        let (word, failed) = (job.word(), job.failed());
        answers.guard(word, failed, || carry_out(job, answers, &mut keeper, orders, clock()));
    }
}

fn carry_out(
    job: Job,
    answers: &Answers,
    keeper: &mut Keeper,
    orders: &Sender<Order>,
    now: NaiveDateTime,
) {
    match job {
        Job::Open(path) => {
            // So that what is in the journal of a workbook opened once more can be read there.
            let _settled = settle(orders);
            let Opening { event, cautions, journal } = keeper.open(&path, now);
            if matches!(event, Event::Opened(_)) {
                // Before the answer, so that no note can come before its journal.
                let _sent = orders.send(Order::Take(journal.map(Box::new)));
            }
            answers.say(event);
            answers.caution(cautions);
        }
        Job::Decided(digest) => keeper.decide(digest),
        Job::Begin { path, kept } => answers.say(keeper.begin(&path, &kept)),
        Job::Save { path, kept, printed } => {
            let is_noted = settle_through(orders, &kept.heads);
            let saving = keeper.save(&path, &kept, &printed, is_noted, now);
            let written = match &saving.event {
                Event::Saved { heads, .. } => Some(heads.clone()),
                _ => None,
            };
            answers.say(saving.event);
            let mut cautions = saving.cautions;
            if let Some(heads) = written {
                cautions.extend(keeper.follow_up(now));
                let _sent = orders.send(Order::Written(heads));
            }
            answers.caution(cautions);
        }
    }
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
