//! Carries out what the workspace asks for, on named threads, and wakes the window with answers.
//!
//! Five threads live as long as the program: one writes the journal, one opens and writes
//! workbooks, one checks documents, one prints, one makes previews; a dialog has one for as long as it is out. Work
//! that broke down is answered as [`Trouble`], never left without an answer. Decides nothing.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
pub use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::disk::{Disk, RealDisk};
use super::home::Home;
use super::lock::Who;
use super::prints::{self, Press};
use super::store::Store;
use super::{clock, diagnosis, tables, trouble};
use crate::model::Document;
use crate::print::{self, Then};
use crate::rules;
use crate::session::Journal;
use crate::workspace::{Effect, Event, PrintOrder, Seen, Trouble};

mod asking;
mod filling;
mod joining;
mod keeping;
mod noting;
mod printing;
mod tickets;

use keeping::Job;
use noting::Order;
use printing::{Previewing, Printing};
use tickets::Tickets;

/// What the runner work with.
#[derive(Clone)]
pub struct Parts {
    /// The file system.
    pub disk: Arc<dyn Disk>,
    /// The state folder.
    pub home: Home,
    /// Who sits here.
    pub who: Who,
    /// What makes pages.
    pub press: Arc<dyn Press>,
    /// Where prints go.
    pub prints: PathBuf,
    /// The time of day, UTC+8.
    pub clock: fn() -> NaiveDateTime,
}

impl Parts {
    /// Those of this PC.
    pub fn of_this_pc(press: Arc<dyn Press>) -> Self {
        let home = Home::of_this_pc();
        let prints = prints::folder(&home);
        let (disk, who) = (Arc::new(RealDisk), Who::here());
        Self { disk, home, who, press, prints, clock: clock::now }
    }
}

/// Sends answers, and wakes the window.
#[derive(Clone)]
struct Answers {
    sender: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Answers {
    fn say(&self, event: Event) {
        log(&event);
        // The channel is closed only while the program ends.
        if self.sender.send(event).is_ok() {
            (self.wake)();
        }
    }

    fn caution(&self, troubles: Vec<Trouble>) {
        for trouble in troubles {
            self.say(Event::Caution(trouble));
        }
    }

    /// Does `work`; should it break down, says so as `answer`.
    fn guard(&self, what: &str, answer: impl FnOnce(Trouble) -> Event, work: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            self.say(answer(trouble::broke_down(what)));
        }
    }
}

/// A document to be checked.
struct Check {
    doc: Box<Document>,
    today: NaiveDate,
}

/// The runner.
pub struct Runner {
    disk: Arc<dyn Disk>,
    home: Home,
    answers: Answers,
    heard: Receiver<Event>,
    jobs: Option<Sender<Job>>,
    orders: Option<Sender<Order>>,
    checks: Sender<Check>,
    prints: Sender<Printing>,
    previews: Sender<Previewing>,
    tickets: Tickets,
    /// Threads that must finish before the program ends.
    keepers: Vec<JoinHandle<()>>,
}

impl Runner {
    /// Runner that work with `parts` and call `wake` after every answer.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn new(parts: Parts, wake: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let (sender, heard) = channel();
        let answers = Answers { sender, wake };
        let (orders, noting) = channel();
        let (jobs, keeping) = channel();
        let (checks, checking) = channel();
        let (prints, printing) = channel();
        let (previews, previewing) = channel();

        let (disk, home) = (Arc::clone(&parts.disk), parts.home.clone());
        let journals = parts.home.journals();
        let says = answers.clone();
        let noter = beside("shousui-journal", move || noting::run(&noting, &says, journals))?;
        let store = Store::new(Arc::clone(&parts.disk), parts.home.clone(), parts.who.clone());
        let (says, clock, to_journal) = (answers.clone(), parts.clock, orders.clone());
        let tickets = Tickets::default();
        let stops = tickets.clone();
        let store = beside("shousui-files", move || {
            keeping::run(&keeping, (&says, &stops), store, &to_journal, clock);
        })?;
        let says = answers.clone();
        beside("shousui-check", move || check(&checking, &says))?;
        let says = answers.clone();
        let press = Arc::clone(&parts.press);
        beside("shousui-preview", move || printing::preview(&previewing, &says, &*press))?;
        let (says, stops) = (answers.clone(), tickets.clone());
        beside("shousui-print", move || printing::run(&printing, &says, &parts, &stops))?;
        Ok(Self {
            disk,
            home,
            answers,
            heard,
            jobs: Some(jobs),
            orders: Some(orders),
            checks,
            prints,
            previews,
            tickets,
            keepers: vec![store, noter],
        })
    }

    /// Begins to carry out what is asked for. Answers come later. [`Effect::Leave`] is for
    /// whoever owns the window; dropping the runner finishes what is under way.
    pub fn run(&self, effect: Effect) {
        match effect {
            Effect::AskPath { ticket, want, suggested, folder } => {
                asking::ask_path(self, ticket, want, suggested, folder);
            }
            Effect::Open { path, ticket } => self.keep(Job::Open { path, ticket }),
            Effect::Begin { path, kept, ticket } => {
                self.keep(Job::Begin { path, kept: Box::new(kept), ticket });
            }
            Effect::LookInto { folder, want } => asking::look_into(self, folder, want),
            Effect::TryPath { ticket, path, want } => asking::try_path(self, ticket, path, want),
            Effect::Note(notes) => {
                let sent = self.orders.as_ref().map(|to| to.send(Order::Note(notes)).is_ok());
                if sent != Some(true) {
                    self.answers.say(Event::NotNoted(trouble::broke_down("记到本机")));
                }
            }
            Effect::Save { path, kept, printed } => {
                self.keep(Job::Save { path, kept: Box::new(kept), printed });
            }
            Effect::Decided(digest) => self.keep(Job::Decided(digest)),
            Effect::Renew(entries) => self.keep(Job::Renew(entries)),
            Effect::Join { ticket, session, paths } => self.join(ticket, session, paths),
            Effect::Rescue { ticket, path, more, without, at } => {
                self.rescue(ticket, path, (more, without), at);
            }
            Effect::Look { path, kept, is_thorough } => {
                self.keep(Job::Look { path, kept: Box::new(kept), is_thorough });
            }
            Effect::ReadTable { path, ticket } => {
                self.aside(ticket, "读取表格", move |disk, watch| {
                    tables::read(disk, (ticket, &path), watch)
                });
            }
            Effect::ReadReturned { path, ticket, doc, at } => {
                self.aside(ticket, "读取Word", move |disk, watch| {
                    tables::read_returned(disk, (ticket, &path), (&doc, at), watch)
                });
            }
            Effect::ReadEarlier { path, ticket } => {
                self.aside(ticket, "读取往年的工作簿", move |disk, watch| {
                    filling::earlier(disk, (ticket, path), watch)
                });
            }
            Effect::Fill { ticket, filling } => self.fill(ticket, filling),
            Effect::Explain { ticket, filled, unmet } => self.explain(ticket, filled, unmet),
            Effect::Relieve { ticket, turn } => self.relieve(ticket, turn),
            Effect::RememberColumns(memory) => asking::remember(self, memory),
            Effect::Preview(order) => self.preview(order),
            Effect::Picture { ticket, pages, pixels_per_point } => {
                self.look(Previewing::Look { ticket, pages, pixels_per_point });
            }
            Effect::PutAway => self.look(Previewing::PutAway),
            Effect::Print(order) => self.print(Printing::Print(order)),
            Effect::Stop(ticket) => self.stop(ticket),
            Effect::ShowFolder(path) => printing::show_folder(&self.answers, path),
            Effect::PrintTo(order, path) => self.print(Printing::PrintTo(order, path)),
            Effect::Review { doc, today } => self.check(Check { doc, today }),
            Effect::Compare { doc, journal, then } => self.compare(doc, journal, then),
            Effect::Examine(doc, today) => self.examine(doc, today),
            Effect::Diagnose { figures } => self.diagnose(figures),
            Effect::Keep { text, path } => asking::keep(self, text, path),
            Effect::Leave | Effect::Practise => {}
        }
    }

    fn diagnose(&self, figures: String) {
        let (disk, home) = (Arc::clone(&self.disk), self.home.clone());
        self.ask(Event::Diagnosed(figures.clone()), move || {
            Event::Diagnosed(diagnosis::text(&*disk, &home, &figures))
        });
    }

    /// Stops work, if that is still in time.
    fn stop(&self, ticket: u64) {
        if self.tickets.stop(ticket) {
            self.answers.say(Event::Stopped { ticket });
        }
    }

    /// From now on the window hears when the system ends the program, and the program ends some
    /// seconds later whatever becomes of it.
    #[cfg(unix)]
    pub fn heed_the_end(&self) {
        let says = self.answers.clone();
        if let Err(err) = super::signals::watch(move || says.say(Event::Ending)) {
            tracing::warn!("ends without a word: {:?}", err.kind());
        }
    }

    /// What has been answered since the last call.
    pub fn answers(&self) -> impl Iterator<Item = Event> {
        self.heard.try_iter()
    }

    /// Waits for the next answer, for callers that have no window to wake.
    pub fn wait(&self, at_most: Duration) -> Option<Event> {
        self.heard.recv_timeout(at_most).ok()
    }

    fn keep(&self, job: Job) {
        if let Some(jobs) = &self.jobs
            && let Err(lost) = jobs.send(job)
        {
            self.answers.say(lost.0.failed()(trouble::broke_down("读写文件")));
        }
    }

    fn preview(&self, order: PrintOrder) {
        let ticket = order.ticket;
        if self.previews.send(Previewing::Begin(order)).is_err() {
            let pages = Err(trouble::broke_down("排版"));
            self.answers.say(Event::Previewed { ticket, pages, is_whole: true });
        }
    }

    fn look(&self, order: Previewing) {
        // Of a preview that broke down nothing more is to be had.
        let _sent = self.previews.send(order);
    }

    fn print(&self, printing: Printing) {
        let ticket = printing.order().ticket;
        if self.prints.send(printing).is_err() {
            let trouble = trouble::broke_down("打印");
            self.answers.say(Event::Failed { ticket, trouble });
        }
    }

    fn ask(&self, nothing: Event, question: impl FnOnce() -> Event + Send + 'static) {
        let says = self.answers.clone();
        let otherwise = nothing.clone();
        let asked = beside("shousui-dialog", move || {
            // A dialog that broke down was waved away, for all the window need know.
            let answer = catch_unwind(AssertUnwindSafe(question)).unwrap_or(otherwise);
            says.say(answer);
        });
        if asked.is_err() {
            self.answers.say(nothing);
        }
    }

    fn check(&self, check: Check) {
        // The window checks again with the next change; nothing waits for this.
        let _sent = self.checks.send(check);
    }

    fn examine(&self, doc: Box<Document>, today: NaiveDate) {
        let of = (doc.revision(), today);
        self.ask(Event::Examined(of, None), move || {
            Event::Examined(of, Some(Box::new(rules::checkup(&doc, today))))
        });
    }

    fn compare(&self, doc: Box<Document>, journal: Journal, mut then: Then) {
        let revision = doc.revision();
        let unknown = Event::Compared { revision, found: None };
        self.ask(unknown, move || {
            let outdated = print::outdated(&doc, &journal, &mut then);
            Event::Compared { revision, found: Some((outdated, then)) }
        });
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // Closed channels tell the threads to finish what they have; the files thread still
        // needs the journal's, so it is joined first.
        self.jobs = None;
        self.orders = None;
        for store in self.keepers.drain(..) {
            // It broke down, and has said so.
            let _broken = store.join();
        }
    }
}

/// Does `work` on a thread of its own, named for whoever reads a report of a crash.
///
/// # Errors
/// When the system refuses a thread.
#[expect(clippy::disallowed_methods, reason = "the one place that starts threads")]
pub fn beside<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    thread::Builder::new().name(name.to_owned()).spawn(work)
}

/// Checks documents, always the latest only.
fn check(checks: &Receiver<Check>, answers: &Answers) {
    let mut standing = rules::standing::Standing::default();
    while let Ok(first) = checks.recv() {
        let Check { doc, today } = checks.try_iter().last().unwrap_or(first);
        // Without an answer the window keeps the findings it has, and asks again.
        let found = catch_unwind(AssertUnwindSafe(|| standing.review(&doc, today)));
        if let Ok(findings) = found {
            answers.say(Event::Reviewed { revision: doc.revision(), today, findings });
        }
    }
}

/// What an answer says, for the program's own log: counts and times, nobody's words.
fn log(event: &Event) {
    match event {
        Event::Opened(opened) => tracing::info!(
            "opened: {} entries, {} recovered, {} offered, {} fields edited outside{}",
            opened.kept.journal.len(),
            opened.recovered.len(),
            opened.offered.len(),
            opened.differences.len(),
            if opened.locked.is_some() { ", locked elsewhere" } else { "" },
        ),
        Event::Begun(_) => tracing::info!("a new workbook was written"),
        Event::Saved { took_ms, .. } => tracing::info!("saved in {took_ms} ms"),
        Event::ChangedBehind { entries, .. } => {
            tracing::info!("changed behind our back: {} entries", entries.len());
        }
        Event::Looked { seen: Seen::Lost, .. } => tracing::info!("what was written is gone"),
        Event::Reread { .. } => tracing::info!("written by whoever has it open"),
        Event::Released(_) => tracing::info!("closed by whoever had it open"),
        Event::Ending => tracing::info!("the system ends the program"),
        Event::Renewed { entries, .. } => {
            tracing::warn!("another PC writes under our name: {} entries", entries.len());
        }
        Event::Rescued { .. } => tracing::info!("put together again"),
        Event::Failed { .. } => tracing::warn!("work beside the window failed"),
        Event::ReturnedRead { returned, .. } => tracing::info!(
            "a text of the plan came back: {:?} parts",
            returned.as_ref().map(|one| one.pieces.len())
        ),
        Event::Filled { filled, .. } => {
            tracing::info!("a rota was filled, {} missing", filled.outcome.unmet.len());
        }
        Event::Explained { .. } => tracing::info!("reasons were looked for"),
        Event::Relieved { chains, .. } => tracing::info!("{} chains of shifts", chains.len()),
        Event::Joined { .. } => tracing::info!("copies were put together"),
        Event::Printed { done, .. } => tracing::info!("printed {} pages", done.pages),
        Event::Stopped { .. } => tracing::info!("stopped"),
        Event::NotOpened(_) => tracing::warn!("not opened"),
        Event::Unread(_) => tracing::warn!("not opened: nothing of it can be read"),
        Event::NotBegun(_) => tracing::warn!("not begun"),
        Event::NotNoted(_) => tracing::warn!("not noted"),
        Event::NotSaved(_) => tracing::warn!("not saved"),
        Event::InSong => tracing::info!("no FangSong here"),
        Event::NotShown(_) => tracing::warn!("nothing opens a print"),
        Event::Caution(_) => tracing::warn!("something beside the records did not work"),
        Event::Asking { has_dialog: false, .. } => tracing::warn!("no file dialog comes"),
        Event::Asking { .. }
        | Event::Chosen { .. }
        | Event::FolderSeen(_)
        | Event::PathTried { .. }
        | Event::Noted { .. }
        | Event::Looked { .. }
        | Event::TableRead { .. }
        | Event::EarlierRead { .. }
        | Event::Previewed { .. }
        | Event::Pictured { .. }
        | Event::Spotted { .. }
        | Event::Progress { .. }
        | Event::Diagnosed(_)
        | Event::Kept(_)
        | Event::Compared { .. }
        | Event::Examined(..)
        | Event::Reviewed { .. } => {}
    }
}

/// A folder as it is shown.
fn shown(path: &Path) -> Option<&Path> {
    Some(path).filter(|path| !path.as_os_str().is_empty())
}
