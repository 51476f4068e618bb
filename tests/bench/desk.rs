//! The world of a window without a window: the real hands on the real disk, and a clock that
//! stands at the sample's own days.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use shousui::app::World;
use shousui::shell::disk::{Disk, RealDisk};
use shousui::shell::home::Home;
use shousui::shell::lock::Who;
use shousui::shell::prints::Typesetter;
use shousui::shell::{Parts, Runner, clock};
use shousui::workspace::{Effect, Event};

/// Rings when an answer waits; in a real window it asks for a frame.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    is_rung: Mutex<bool>,
    heard: Condvar,
}

impl Bell {
    pub(crate) fn ring(&self) {
        *self.is_rung.lock().unwrap() = true;
        self.heard.notify_all();
    }

    /// Waits until it rings, and says whether it did.
    pub(crate) fn wait(&self, at_most: Duration) -> bool {
        let is_rung = self.is_rung.lock().unwrap();
        let quiet = |is_rung: &mut bool| !*is_rung;
        let (mut is_rung, _) = self.heard.wait_timeout_while(is_rung, at_most, quiet).unwrap();
        std::mem::take(&mut *is_rung)
    }
}

/// A clock that goes on as frames are painted.
#[derive(Debug)]
pub(crate) struct Clock {
    start: NaiveDateTime,
    passed: Cell<Duration>,
}

impl Clock {
    pub(crate) fn new(start: NaiveDateTime) -> Self {
        Self { start, passed: Cell::default() }
    }

    pub(crate) fn advance(&self, time: Duration) -> Duration {
        self.passed.set(self.passed.get() + time);
        self.passed.get()
    }

    fn now(&self) -> NaiveDateTime {
        self.start + TimeDelta::from_std(self.passed.get()).unwrap()
    }
}

/// What hands work with in a folder of their own.
pub(crate) fn parts(folder: &Path, disk: Arc<dyn Disk>) -> Parts {
    Parts {
        disk,
        home: Home::at(folder.join("state")),
        who: Who { name: "bench".to_owned(), pc: "bench".to_owned() },
        press: Arc::new(Typesetter::default()),
        prints: folder.join("prints"),
        clock: clock::now,
    }
}

/// Runner, and what they answered last.
pub(crate) struct Desk {
    hands: Runner,
    clock: Rc<Clock>,
    /// The revision of the document that was last checked whole.
    pub(crate) checked: Option<u64>,
}

impl Desk {
    pub(crate) fn new(folder: &Path, clock: Rc<Clock>, bell: Arc<Bell>) -> Self {
        let parts = parts(folder, Arc::new(RealDisk));
        let hands = Runner::new(parts, Arc::new(move || bell.ring())).unwrap();
        Self { hands, clock, checked: None }
    }
}

impl World for Desk {
    fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }

    fn passed(&self) -> Duration {
        self.clock.passed.get()
    }

    fn run(&mut self, effect: Effect) {
        self.hands.run(effect);
    }

    fn answers(&mut self) -> Vec<Event> {
        let events: Vec<Event> = self.hands.answers().collect();
        for event in &events {
            match event {
                Event::Opened(_) => self.checked = None,
                Event::Reviewed { revision, .. } => self.checked = Some(*revision),
                Event::NotOpened(trouble) | Event::NotNoted(trouble) | Event::NotSaved(trouble) => {
                    panic!("{trouble:?}")
                }
                _ => {}
            }
        }
        events
    }
}
