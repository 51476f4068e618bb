//! A sitting at the program without window and person: the workspace as the window drives it, on
//! the runner and the real disk. `.ci/faults` and `.ci/syncthing` have it type, and make its disk
//! fail or write the workbook behind its back.
//!
//! `sitting work FILE NAME SPEED` takes orders on standard input and tells on standard output what
//! was promised; `NAME`, new for every sitting, stands in every edit, its first sign is the name of
//! the PC, and waiting goes `SPEED` times as fast.
//! `sitting check FILE NAME=COUNT…` says what of the first so many edits is missing in the file.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::Change;
use shousui::model::id::{Replica, SiteId, WorkbookId};
use shousui::model::place::{Site, SiteField};
use shousui::print::PageSize;
use shousui::print::Request;
use shousui::session::{Entry, Session, Stopped};
use shousui::shell::lock::Who;
use shousui::shell::prints::{Leaves, Made, Press, Waiting};
use shousui::shell::{Parts, Runner, clock};
use shousui::workspace::{
    Command, Dialog, Effect, Event, Intent, MergeDraft, NewFrom, NewSeasonDraft, Picture,
    PrintOrder, Workspace,
};

/// Every so manieth edit puts a site on the books; the others write a site's note.
const SITES: u32 = 8;

/// A press that needs no time.
struct QuickPress;

/// Nobody looks at a preview here.
struct NoLeaves;

impl Leaves for NoLeaves {
    fn advance(&mut self) -> Result<bool, String> {
        Ok(false)
    }

    fn sizes(&self) -> &[PageSize] {
        &[]
    }

    fn picture(&mut self, _page: usize, _scale: f64) -> Result<Option<Picture>, String> {
        Ok(None)
    }
}

impl Press for QuickPress {
    fn leaf(&self, _order: &PrintOrder) -> Box<dyn Leaves> {
        Box::new(NoLeaves)
    }

    fn make(&self, _: &PrintOrder, _: Waiting<'_>) -> Result<Result<Made, String>, Stopped> {
        let (folder, stem) = ("05巡查".to_owned(), "台账".to_owned());
        let (bytes, missing) = (b"%PDF-1.7\n%%EOF\n".repeat(1000), String::new());
        Ok(Ok(Made { folder, stem, pages: 1, missing, printouts: Vec::new(), files: vec![bytes] }))
    }
}

/// The edit in `甲第7条` of whoever is called that.
fn number(words: &str, name: &str) -> Option<u32> {
    words.strip_prefix(name)?.strip_prefix('第')?.strip_suffix('条')?.parse().ok()
}

/// The edits of `name` in these steps.
fn numbers<'a>(entries: impl IntoIterator<Item = &'a Arc<Entry>>, name: &str) -> BTreeSet<u32> {
    let written = |change: &Change| match change {
        Change::Site(_, _, SiteField::Note(words) | SiteField::Name(words)) => number(words, name),
        _ => None,
    };
    let of_entry = |entry: &'a Arc<Entry>| entry.changes.iter().filter_map(written);
    entries.into_iter().flat_map(of_entry).collect()
}

struct Sitting {
    workspace: Workspace,
    runner: Runner,
    path: PathBuf,
    name: String,
    began: Instant,
    speed: u32,
    touched: Duration,
    out: File,
    /// The last edit, and which edit is whole after so many notes.
    last: u32,
    after: BTreeMap<u64, u32>,
    /// The last edit in the save under way, and the last one that was promised to be kept.
    saving: u32,
    kept: u32,
    left: bool,
    /// The file was looked at.
    looked: bool,
    /// Answers to what was just asked for.
    answered: Vec<String>,
}

impl Sitting {
    fn new(path: PathBuf, name: &str, speed: u32) -> Self {
        let here = Parts::of_this_pc(Arc::new(QuickPress));
        let prints = here.home.prints();
        let pc: String = name.chars().take(1).collect();
        let who = Who { name: name.to_owned(), pc };
        let runner = Runner::new(Parts { prints, who, ..here }, Arc::new(|| {})).unwrap();
        let seed = blake3::hash(format!("{} {name}", clock::now()).as_bytes());
        let bits = u64::from_le_bytes(seed.as_bytes()[..8].try_into().unwrap());
        let nobody = Replica::from_bits(bits);
        Self {
            workspace: Workspace::new(Session::new(WorkbookId(nobody), nobody)),
            runner,
            path,
            name: name.to_owned(),
            began: Instant::now(),
            speed,
            touched: Duration::ZERO,
            // Without a buffer: whoever kills the program has heard all that was promised.
            out: File::options().append(true).open("/dev/stdout").unwrap(),
            last: 0,
            after: BTreeMap::new(),
            saving: 0,
            kept: 0,
            left: false,
            looked: false,
            answered: Vec::new(),
        }
    }

    fn say(&mut self, words: &str) {
        self.out.write_all(format!("{words}\n").as_bytes()).unwrap();
    }

    fn passed(&self) -> Duration {
        self.began.elapsed() * self.speed
    }

    fn handle(&mut self, intent: Intent) {
        let effects = self.workspace.handle(intent, clock::now());
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Leave => self.left = true,
                Effect::Save { .. } => {
                    self.saving = self.last;
                    self.runner.run(effect);
                }
                _ => self.runner.run(effect),
            }
        }
    }

    /// One picture of the window.
    fn turn(&mut self) {
        self.workspace.pass(self.passed());
        let first = self.runner.wait(Duration::from_millis(3));
        let events: Vec<Event> = first.into_iter().chain(self.runner.answers()).collect();
        for event in events {
            self.hear(event);
        }
        let resting = self.passed().saturating_sub(self.touched);
        let effects = self.workspace.tick(clock::now(), resting, false);
        self.run(effects);
        self.answer();
    }

    fn hear(&mut self, event: Event) {
        let saving = self.saving;
        let is_opened = matches!(event, Event::Opened(_));
        self.looked |= matches!(
            event,
            Event::Looked { .. } | Event::ChangedBehind { .. } | Event::NotSaved(_)
        );
        match &event {
            Event::Noted { count } => {
                if let Some((_, number)) = self.after.range(..=*count).next_back() {
                    self.keep(*number);
                }
            }
            Event::Saved { .. } => {
                self.keep(saving);
                self.say(&format!("saved {saving}"));
            }
            Event::NotSaved(trouble) | Event::NotNoted(trouble) | Event::Caution(trouble) => {
                self.say(&format!("trouble {}；{}", trouble.what, trouble.records));
            }
            Event::NotOpened(trouble)
            | Event::Unread(trouble)
            | Event::NotBegun(trouble)
            | Event::Failed { trouble, .. } => {
                self.answered.push(format!("refused {}；{}", trouble.what, trouble.records));
            }
            Event::ChangedBehind { entries, differences, .. } => {
                self.say(&format!("behind {} {}", entries.len(), differences.len()));
            }
            Event::Joined { joined, .. } => {
                let outcomes = joined.outcomes.iter().map(|(path, outcome)| {
                    let name = path.file_name().unwrap().to_string_lossy();
                    let Ok(brought) = outcome else { panic!("{outcome:?}") };
                    format!("copied {} {} {name}", brought.steps, brought.edited.len())
                });
                self.answered.push(outcomes.collect::<Vec<_>>().join("；"));
            }
            Event::Renewed { replica, .. } => self.say(&format!("renewed {replica}")),
            Event::Printed { done, .. } => {
                self.answered.push(format!("printed {}", done.path.display()));
            }
            Event::Opened(_) | Event::Begun(_) => {}
            _ => return self.receive(event),
        }
        self.receive(event);
        if is_opened {
            self.after.clear();
            let locked = self.workspace.file().locked.is_some();
            self.answered.push(if locked { "opened locked" } else { "opened" }.to_owned());
        }
    }

    fn receive(&mut self, event: Event) {
        let effects = self.workspace.receive(event, clock::now());
        self.run(effects);
    }

    fn keep(&mut self, number: u32) {
        if self.kept < number {
            self.kept = number;
            self.say(&format!("kept {number}"));
        }
    }

    /// Answers whatever is in front as a person would who wants to go on.
    fn answer(&mut self) {
        let Some(dialog) = self.workspace.dialog() else { return };
        match dialog {
            Dialog::Offered(entries) => {
                let words = format!("offered {}", entries.len());
                self.say(&words);
                self.handle(Intent::Answer);
            }
            Dialog::Unwritten(trouble) => {
                let words = format!("unwritten {}；{}", trouble.what, trouble.records);
                self.say(&words);
                self.handle(Intent::LeaveAnyway);
            }
            Dialog::Damaged(words) => {
                let words = format!("damaged {}", words.join("；"));
                self.say(&words);
                self.handle(Intent::Ask(None));
            }
            Dialog::Sides(_) => {
                self.say("edited");
                self.handle(Intent::Answer);
            }
            Dialog::Trouble(_) | Dialog::Clock(_) => self.handle(Intent::Ask(None)),
            // Whoever takes copies in answers it once they are read.
            Dialog::Merge(_) => {}
            other => panic!("{other:?}"),
        }
    }

    /// Goes on until that is so, or the time is over.
    fn until(&mut self, seconds: u64, is_so: impl Fn(&Self) -> bool) -> bool {
        let end = Instant::now() + Duration::from_secs(seconds);
        while !is_so(self) {
            if end < Instant::now() {
                return false;
            }
            self.turn();
        }
        true
    }

    /// Waits for the answer to what was asked for.
    fn await_answer(&mut self) {
        self.until(60, |sitting| !sitting.answered.is_empty());
        if self.answered.is_empty() {
            self.say("silent");
        }
        for words in std::mem::take(&mut self.answered) {
            self.say(&words);
        }
    }

    /// Types edits, each in two strokes, a few milliseconds apart.
    fn type_on(&mut self, count: u32) {
        for _ in 0..count {
            self.last += 1;
            let words = format!("{}第{}条", self.name, self.last);
            let ids: Vec<SiteId> =
                self.workspace.document().sites.iter().map(|(id, _)| *id).collect();
            let before = self.workspace.file().sent;
            if self.last % SITES != 1 && !ids.is_empty() {
                let at = usize::try_from(self.last * 7).unwrap() % ids.len();
                let Some(id) = ids.get(at).copied() else { continue };
                let cut = words.strip_suffix('条').unwrap().to_owned();
                for words in [cut, words.clone()] {
                    self.handle(Intent::Do(Action::Set((id, SiteField::Note(words)).into())));
                }
                self.handle(Intent::Pause);
            }
            if self.workspace.file().sent == before {
                // Two PCs differ over that note, and it wants a choice first.
                let site = Site { name: words, ..Site::default() };
                self.handle(Intent::Do(Action::Add(NewRecord::Site(site))));
                self.handle(Intent::Pause);
            }
            assert!(before < self.workspace.file().sent, "nothing was noted");
            self.after.insert(self.workspace.file().sent, self.last);
            self.touched = self.passed();
            self.turn();
        }
    }

    fn is_at_rest(&self) -> bool {
        let file = self.workspace.file();
        self.workspace.is_written()
            && file.is_noted()
            && self.kept == self.last
            && !file.is_saving()
    }

    fn rest(&mut self, seconds: u64) {
        if self.until(seconds, Self::is_at_rest) {
            return self.say("rested");
        }
        let file = self.workspace.file();
        let words = format!(
            "restless written {} noted {} kept {} of {}",
            self.workspace.is_written(),
            file.is_noted(),
            self.kept,
            self.last
        );
        self.say(&words);
    }

    /// Takes in the conflict copies that lie beside the workbook.
    fn take_in(&mut self) {
        let folder = self.path.parent().unwrap();
        let stem = self.path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut copies: Vec<PathBuf> = folder
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.starts_with(&format!("{stem}.sync-conflict-"))
                    && path.extension().is_some_and(|ending| ending == "ron")
            })
            .collect();
        copies.sort();
        for copy in copies {
            let Dialog::Merge(draft) = self.workspace.merge_question() else { panic!() };
            let question = MergeDraft { copies: vec![(copy, true)], ..draft };
            self.handle(Intent::Ask(Some(Dialog::Merge(question))));
            self.await_answer();
            self.handle(Intent::Answer);
        }
    }

    /// Chooses a value where two PCs differ.
    fn settle(&mut self) {
        let contested = self.workspace.session().contested();
        let chosen: Vec<_> =
            contested.values().filter_map(|claims| claims.first()).cloned().collect();
        self.say(&format!("contested {}", chosen.len()));
        for claim in chosen {
            self.handle(Intent::Do(Action::Resolve(claim.value)));
            self.handle(Intent::Pause);
        }
    }

    /// Begins a new workbook, as if its path was chosen in a dialog.
    fn begin(&mut self) {
        let draft = NewSeasonDraft { from: NewFrom::Nothing, year: 2027 };
        self.handle(Intent::Ask(Some(Dialog::NewSeason(draft))));
        let effects = self.workspace.handle(Intent::Answer, clock::now());
        let ticket = effects.iter().find_map(|effect| match effect {
            Effect::AskPath { ticket, .. } => Some(*ticket),
            _ => None,
        });
        let (ticket, path) = (ticket.unwrap(), Some(self.path.clone()));
        self.receive(Event::Chosen { ticket, path });
    }

    fn obey(&mut self, order: &str) {
        let (verb, count) = order.split_once(' ').unwrap_or((order, "1"));
        let count: u32 = count.parse().unwrap();
        match verb {
            "begin" => {
                self.begin();
                self.await_answer();
            }
            "open" => {
                let effects = self.workspace.open(self.path.clone());
                self.run(effects);
                self.await_answer();
            }
            "type" => self.type_on(count),
            "rest" => self.rest(count.into()),
            "look" => {
                let effects = self.workspace.focus_gained();
                self.looked = effects.is_empty();
                self.run(effects);
                self.until(10, |sitting| sitting.looked);
            }
            "take" => self.take_in(),
            "settle" => self.settle(),
            "print" => {
                self.handle(Intent::Print(Request::ledger()));
                self.await_answer();
            }
            "leave" => {
                self.handle(Intent::Run(Command::Leave));
                self.until(count.into(), |sitting| sitting.left);
                self.say(if self.left { "left" } else { "stayed" });
            }
            other => panic!("{other}"),
        }
        self.say("done");
    }
}

fn work(path: &str, name: &str, speed: &str) {
    let mut sitting = Sitting::new(PathBuf::from(path), name, speed.parse().unwrap());
    sitting.say("ready");
    for order in std::io::stdin().lock().lines() {
        sitting.obey(&order.unwrap());
        if sitting.left {
            break;
        }
    }
}

/// Says what is missing in a file, or there twice.
fn check(path: &str, promises: &[&str]) -> Result<String, String> {
    let bytes =
        Path::new(path).canonicalize().and_then(std::fs::read).map_err(|err| err.to_string())?;
    let kept = file::read(&bytes).map_err(|damage| damage.to_string())?.kept;
    let session = Session::open(kept, Replica::from_bits(0));
    let entries = session.journal().entries();
    let ids: BTreeSet<_> = entries.iter().map(|entry| entry.id).collect();
    if ids.len() != entries.len() {
        return Err(format!("{} steps, {} names", entries.len(), ids.len()));
    }
    let mut told = format!("{} steps", entries.len());
    for promise in promises {
        let (name, count) = promise.split_once('=').unwrap();
        let count: u32 = count.parse().unwrap();
        let there = numbers(&entries, name);
        let missing: Vec<u32> = (1..=count).filter(|number| !there.contains(number)).collect();
        if !missing.is_empty() {
            return Err(format!("{name}: promised {count}, missing {missing:?}"));
        }
        let sites = session.document().sites.iter();
        let mut sites: Vec<u32> = sites.filter_map(|(_, site)| number(&site.name, name)).collect();
        sites.sort_unstable();
        let all = sites.len();
        sites.dedup();
        let lost = (1..=count).find(|it| it % SITES == 1 && sites.binary_search(it).is_err());
        if sites.len() != all || lost.is_some() {
            return Err(format!("{name}: {all} sites, {} names, lost {lost:?}", sites.len()));
        }
        write!(told, ", {name} {} edits and {all} sites", there.len()).unwrap();
    }
    Ok(told)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["work", path, name, speed] => {
            work(path, name, speed);
            ExitCode::SUCCESS
        }
        ["check", path, counts @ ..] => {
            let (told, code) = match check(path, counts) {
                Ok(told) => (told, ExitCode::SUCCESS),
                Err(told) => (told, ExitCode::FAILURE),
            };
            std::io::stdout().write_all(format!("{told}\n").as_bytes()).unwrap();
            code
        }
        _ => {
            let usage = "sitting work FILE NAME SPEED | sitting check FILE NAME=COUNT…\n";
            std::io::stderr().write_all(usage.as_bytes()).unwrap();
            ExitCode::FAILURE
        }
    }
}
