//! Work that can be stopped: whether somebody still waits for it, and how far it is.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Answers;
use crate::session::{Progress, Stopped, Watch};
use crate::workspace::Event;

/// So often the window hears how far it is. What is over sooner says nothing.
const TOLD: Duration = Duration::from_millis(100);

/// What becomes of work that cannot change any more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Nobody wants it.
    Stopped,
    /// It is past stopping.
    Settled,
}

#[derive(Default)]
struct Fates {
    /// Whether anything was ever stopped: cheap to ask, and asked at every step.
    any: AtomicBool,
    all: Mutex<BTreeMap<u64, Fate>>,
}

/// Of each work whether it was stopped, decided once and for all.
#[derive(Clone, Default)]
pub(super) struct Tickets(Arc<Fates>);

impl Tickets {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Fate>> {
        self.0.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decide(&self, ticket: u64, fate: Fate) -> bool {
        *self.all().entry(ticket).or_insert(fate) == fate
    }

    /// Stops it; whether that was in time.
    pub(super) fn stop(&self, ticket: u64) -> bool {
        self.0.any.store(true, Ordering::SeqCst);
        self.decide(ticket, Fate::Stopped)
    }

    /// From now on it cannot be stopped; whether that was not done before.
    pub(super) fn settle(&self, ticket: u64) -> bool {
        self.decide(ticket, Fate::Settled)
    }

    pub(super) fn is_stopped(&self, ticket: u64) -> bool {
        self.0.any.load(Ordering::Relaxed) && self.all().get(&ticket) == Some(&Fate::Stopped)
    }
}

/// Tells the window how far work is, and whether it is wanted.
pub(super) struct Teller<'a> {
    answers: &'a Answers,
    tickets: &'a Tickets,
    ticket: u64,
    told: Cell<Instant>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(answers: &'a Answers, tickets: &'a Tickets, ticket: u64) -> Self {
        Self { answers, tickets, ticket, told: Cell::new(Instant::now()) }
    }
}

impl Watch for Teller<'_> {
    type Stop = Stopped;

    fn on(&self, progress: Progress) -> Result<(), Stopped> {
        let ticket = self.ticket;
        if self.tickets.is_stopped(ticket) {
            return Err(Stopped);
        }
        if TOLD <= self.told.get().elapsed() {
            self.told.set(Instant::now());
            self.answers.say(Event::Progress { ticket, progress });
        }
        Ok(())
    }

    fn commit(&self) -> Result<(), Stopped> {
        if self.tickets.settle(self.ticket) { Ok(()) } else { Err(Stopped) }
    }
}
