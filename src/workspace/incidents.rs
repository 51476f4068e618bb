//! 处置一件事（记录）: from anywhere to its page, what is written there, and how long it has been going on.
//!
//! The clock of an old PC lies and may be put right in the middle. So a line keeps what the clock
//! showed and, beside it, the time that passed by the running of this program; where the program
//! began anew meanwhile, that time is taken from the clock once, and the line says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;

use super::{Dialog, Effect, Pick, Place, Tone, Workspace};
use crate::action::{Action, IncidentAction, Jot, Timed};
use crate::model::id::{IncidentId, ResidentId};
use crate::model::incident::{Answer, DrillKind, Incident, IncidentField};
use crate::model::plan::CardCode;
use crate::model::{Change, Document, Kind, Put, RecordId};
use crate::rules::incidents::{self, Stage};
use crate::session::{Cause, Entry, Journal};

/// What a person writes down on the page of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// It begins.
    Start {
        /// How it is rehearsed; in earnest if nothing.
        drill: Option<DrillKind>,
        /// By which card it goes, where that is known at once.
        card: Option<CardCode>,
    },
    /// A drill is prepared.
    Prepare(DrillKind),
    /// A drill that was prepared begins.
    Begin(IncidentId),
    /// A drill that was prepared is not held.
    CallOff(IncidentId),
    /// It goes by that card.
    TakeCard(IncidentId, CardCode),
    /// The roll of a house begins.
    Roll(IncidentId, String),
    /// Somebody was called, with what came of it.
    Answer(IncidentId, ResidentId, Answer),
    /// A line.
    Write(IncidentId, Jot),
}

/// Since when an incident has been watched by the running of the program.
#[derive(Clone, Copy, Debug)]
struct Stopwatch {
    /// How long it had been going on then; nothing where the clock says it has yet to begin.
    since: Option<u32>,
    /// The time passed then since the window began.
    passed: Duration,
    /// Whether no line has said yet that the program began anew.
    is_unsaid: bool,
}

/// What goes on.
#[derive(Debug, Default)]
pub(super) struct Watches {
    /// One for each incident that goes on.
    of: BTreeMap<IncidentId, Stopwatch>,
    /// Which do, the newest first.
    running: Vec<IncidentId>,
    /// The revision of the document of which that is known.
    revision: Option<u64>,
    /// Those that have lines and are not on the books, or have not begun.
    lost: Vec<IncidentId>,
    /// Those of them that cannot be put back.
    hopeless: BTreeSet<IncidentId>,
}

impl Watches {
    /// Finds out what goes on, unless nothing has changed.
    pub(super) fn look(&mut self, doc: &Document) {
        if self.revision == Some(doc.revision()) {
            return;
        }
        self.running = incidents::running(doc).into_iter().map(|(id, _)| id).collect();
        self.lost = incidents::lost(doc);
        self.revision = Some(doc.revision());
    }
}

/// What was written when an incident began, by whoever began it.
fn beginning(journal: &Journal, id: IncidentId) -> Vec<Put> {
    let is_it = |change: &Change| matches!(change, Change::Incident(of, _, IncidentField::Began(Some(_))) if *of == id);
    let begins = |entry: &Arc<Entry>| entry.cause == Cause::Did && entry.changes.iter().any(is_it);
    let mut puts = Vec::new();
    for entry in journal.newest_first().filter(begins) {
        puts.extend(entry.changes.iter().map(Change::now));
    }
    // Of each field the newest counts.
    puts.reverse();
    puts
}

impl Stopwatch {
    /// How long it has been going on.
    fn read(&self, passed: Duration) -> Option<u32> {
        let ran = passed.saturating_sub(self.passed).as_secs();
        self.since.map(|since| since.saturating_add(u32::try_from(ran).unwrap_or(u32::MAX)))
    }
}

/// How long an incident has been going on by the clock; nothing where that says it is yet to come.
fn by_clock(began: Option<NaiveDateTime>, at: NaiveDateTime) -> Option<u32> {
    u32::try_from((at - began?).num_seconds()).ok()
}

impl Workspace {
    /// What goes on, the newest first. No frame has to look for it.
    pub fn running(&self) -> &[IncidentId] {
        &self.watches.running
    }

    /// How many seconds an incident has been going on, as far as that is known.
    pub fn elapsed(&self, id: IncidentId, now: NaiveDateTime) -> Option<u32> {
        match self.watches.of.get(&id) {
            Some(watch) => watch.read(self.passed),
            None => by_clock(self.began(id), self.workbook_now(now)),
        }
    }

    fn began(&self, id: IncidentId) -> Option<NaiveDateTime> {
        self.document().incidents.get(&id).and_then(|one| one.began)
    }

    /// Whether something that goes on is in front, or begins. Nothing else comes before it by itself.
    pub(super) fn is_recording(&self) -> bool {
        let doc = self.document();
        let goes_on = |id| incidents::stage(doc, id) == Stage::Running;
        let picked = || self.picked.get::<Incident>(doc);
        self.place == Place::Incident && picked().is_none_or(|(id, _)| goes_on(id))
    }

    /// Begins to watch what goes on and is not watched yet: it came with the workbook, or from another PC.
    pub(super) fn watch_incidents(&mut self, now: NaiveDateTime) {
        self.watches.look(self.session.document());
        let at = self.workbook_now(now);
        let is_new = |id: &&IncidentId| !self.watches.of.contains_key(id);
        let new: Vec<IncidentId> = self.watches.running.iter().filter(is_new).copied().collect();
        for id in new {
            let since = by_clock(self.began(id), at);
            let watch = Stopwatch { since, passed: self.passed, is_unsaid: true };
            self.watches.of.insert(id, watch);
        }
    }

    /// Puts back what somebody took off the books without knowing that another PC wrote on.
    pub(super) fn put_back_incidents(&mut self, now: NaiveDateTime) {
        let is_open = self.file.locked.is_none() && self.unopened.is_none() && !self.file.opening;
        if !is_open || !self.damages.is_empty() {
            return;
        }
        for incident in std::mem::take(&mut self.watches.lost) {
            // The history is read once, not with each change.
            if !self.watches.hopeless.insert(incident) {
                continue;
            }
            let mut puts = beginning(self.session.journal(), incident);
            if puts.is_empty() {
                continue;
            }
            puts.push(RecordId::Incident(incident).keep(true));
            let put_back = Action::Incident(IncidentAction::PutBack { incident, puts });
            if self.act(&put_back, now).is_some() {
                self.watches.hopeless.remove(&incident);
                let words = "有一件事的开始被撤销过，可是已经有别的电脑写的记录，照原样恢复了";
                self.tell(Tone::Refused, words.to_owned());
            }
        }
    }

    /// When the clock on the page of what goes on shows another second.
    pub(super) fn second_passes(&self) -> Option<Duration> {
        let next = Duration::from_secs(self.passed.as_secs() + 1);
        let is_picked = self.picked.get::<Incident>(self.document()).is_some();
        (is_picked && self.is_recording()).then_some(next)
    }

    /// Writes down what happens.
    pub(super) fn happen(
        &mut self,
        happening: Happening,
        now: NaiveDateTime,
        effects: &mut Vec<Effect>,
    ) {
        match happening {
            Happening::Start { drill, card } => {
                self.begin_record(IncidentAction::Start { drill, card }, now, effects);
            }
            Happening::Begin(incident) => {
                self.begin_record(IncidentAction::Begin { incident }, now, effects);
            }
            Happening::Prepare(drill) => {
                self.begin_record(IncidentAction::Prepare { drill }, now, effects);
            }
            Happening::CallOff(incident) => {
                let call_off = IncidentAction::CallOff { incident };
                if self.act(&Action::Incident(call_off), now).is_some() {
                    self.picked.pick(Pick::NoneOf(Kind::Incident));
                }
            }
            Happening::TakeCard(incident, card) => {
                let timed = self.timed(incident, now);
                let take = IncidentAction::TakeCard { incident, card, timed };
                self.write_down(incident, take, now);
            }
            Happening::Roll(incident, house) => {
                let timed = self.timed(incident, now);
                let roll = IncidentAction::Roll { incident, house, timed };
                self.write_down(incident, roll, now);
            }
            Happening::Answer(incident, person, said) => {
                let timed = self.timed(incident, now);
                let answer = IncidentAction::Answer { incident, person, said, timed };
                self.write_down(incident, answer, now);
            }
            Happening::Write(incident, line) => {
                let timed = self.timed(incident, now);
                let write = IncidentAction::Write { incident, line, timed };
                self.write_down(incident, write, now);
            }
        }
    }

    /// A record is begun or prepared, and comes in front.
    fn begin_record(
        &mut self,
        action: IncidentAction,
        now: NaiveDateTime,
        effects: &mut Vec<Effect>,
    ) {
        let runs = !matches!(action, IncidentAction::Prepare { .. });
        let known = match action {
            IncidentAction::Begin { incident } => Some(incident),
            _ => None,
        };
        let Some(done) = self.act(&Action::Incident(action), now) else { return };
        let made = done.made.iter().find_map(|made| match made {
            RecordId::Incident(id) => Some(*id),
            _ => None,
        });
        let Some(id) = known.or(made) else { return };
        if runs {
            let watch = Stopwatch { since: Some(0), passed: self.passed, is_unsaid: false };
            self.watches.of.insert(id, watch);
        }
        self.picked.pick(Pick::Record(RecordId::Incident(id)));
        self.go(Place::Incident, now, effects);
    }

    /// What is known of this moment besides what the clock shows.
    fn timed(&mut self, id: IncidentId, now: NaiveDateTime) -> Timed {
        let since = by_clock(self.began(id), self.workbook_now(now));
        let begun = Stopwatch { since, passed: self.passed, is_unsaid: true };
        let reached = incidents::reached_elsewhere(self.document(), id, self.session.replica());
        let watch = self.watches.of.entry(id).or_insert(begun);
        let read = watch.read(self.passed);
        // Clocks of two PCs differ. What is written knows what stands there already, so it comes behind it: an
        // end that went before its beginning would end nothing.
        if let Some(reached) = reached.filter(|reached| read.is_none_or(|read| read <= *reached)) {
            let since = Some(reached.saturating_add(1));
            *watch = Stopwatch { since, passed: self.passed, is_unsaid: true };
        }
        Timed { since: watch.read(self.passed), resumed: watch.is_unsaid }
    }

    fn write_down(&mut self, id: IncidentId, action: IncidentAction, now: NaiveDateTime) {
        if self.act(&Action::Incident(action), now).is_none() {
            return;
        }
        if let Some(watch) = self.watches.of.get_mut(&id) {
            watch.is_unsaid = false;
        }
    }

    /// From anywhere, and out of any question, to the page of what goes on, or where one begins.
    pub(super) fn go_to_incident(&mut self, now: NaiveDateTime, effects: &mut Vec<Effect>) {
        let is_here = self.place == Place::Incident && self.dialog.is_none();
        let picked = self.picked.id::<Incident>();
        let is_real =
            |id: &IncidentId| self.document().incidents.get(id).is_some_and(Incident::is_real);
        let real = self.running().iter().copied().find(is_real);
        let is_at_real = picked.is_some_and(|id| self.running().contains(&id) && is_real(&id));
        if let Some(question) = self.dialog.take() {
            self.behind.extend(self.aside.replace(question));
        }
        match real {
            // In earnest comes before a drill and what is over.
            Some(real) if is_here && !is_at_real => {
                self.picked.pick(Pick::Record(RecordId::Incident(real)));
            }
            // Something may happen in the middle of a drill: asked for once more, a record begins, as it does
            // from the page of what is over.
            None if is_here && picked.is_some() => {
                self.picked.pick(Pick::NoneOf(Kind::Incident));
            }
            _ => self.look_at_running(),
        }
        self.go(Place::Incident, now, effects);
    }

    /// Whether a question waits until the page of what goes on is left.
    pub fn has_question_aside(&self) -> bool {
        self.aside.is_some()
    }

    /// Picks what goes on; nothing, so that one can begin, where nothing does.
    fn look_at_running(&mut self) {
        let running = incidents::running(self.session.document());
        let picked = self.picked.id::<Incident>();
        let is_one = |id: &IncidentId| running.iter().any(|(other, _)| other == id);
        if picked.is_some_and(|id| is_one(&id)) {
            return;
        }
        let newest = running.first().map(|(id, _)| Pick::Record(RecordId::Incident(*id)));
        self.picked.pick(newest.unwrap_or(Pick::NoneOf(Kind::Incident)));
    }

    /// What was being answered before comes back in front when the page is left.
    pub(super) fn leave_incident(&mut self) {
        let Some(question) = self.aside.take() else { return };
        if self.dialog.is_none() {
            self.dialog = Some(question);
        } else {
            self.behind.push(question);
        }
    }

    /// A workbook was opened: what goes on in it stands there again.
    pub(super) fn resume_incident(&mut self, now: NaiveDateTime) {
        let is_written_on = self.file.locked.is_none() && self.damages.is_empty();
        if is_written_on && !incidents::running(self.document()).is_empty() {
            self.watch_incidents(now);
            self.look_at_running();
            self.place = Place::Incident;
        }
    }

    /// Whether a question that nobody asked for waits until the page of what goes on is left.
    pub(super) fn waits_behind(&self, question: &Dialog) -> bool {
        let is_news = matches!(question, Dialog::Trouble(_) | Dialog::Clock(_));
        is_news && self.is_recording()
    }
}
