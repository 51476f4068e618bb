//! A world that answers at once: a clock that is told, a file in memory, real prints.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use shousui::action::filling::{Filling, Missing};
use shousui::action::paste::Sheet;
use shousui::action::paste::learnt::Memory;
use shousui::app::World;
use shousui::file::{self, Opened, Source};
use shousui::model::Document;
use shousui::model::id::WorkbookId;
use shousui::office::manuscript;
use shousui::print::{self, Faces, Pager, Progress};
use shousui::session::{Entry, Journal, Kept, Note, Recalled, Session, Unit, Unwatched};
use shousui::shell::disk::RealDisk;
use shousui::shell::paths;
use shousui::shell::settings::Settings;
use shousui::workspace;
use shousui::workspace::{
    Effect, Event, Folder, Joined, Offer, OpenedFile, Picture, PrintOrder, Printed, Repair,
    Trouble, Want,
};

use crate::fixture::{morning, replica};

/// What the world did, for a test to look at.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) now: Option<NaiveDateTime>,
    /// What the PC's own clock shows; the same, if nobody tells.
    pub(crate) pc: Option<NaiveDateTime>,
    /// What has passed since the window began; as the clock says, if nobody tells.
    pub(crate) passed: Option<Duration>,
    /// How the window is kept.
    pub(crate) window: Option<Settings>,
    /// The workbook's text as last written.
    pub(crate) file: Option<String>,
    /// What stands in a file with a table.
    pub(crate) sheets: Option<Vec<Sheet>>,
    /// What stands in a file that was edited in Word.
    pub(crate) text: Option<Vec<u8>>,
    /// What stands in an earlier season's workbook.
    pub(crate) earlier: Document,
    /// Which workbook that is.
    pub(crate) earlier_workbook: WorkbookId,
    /// What was said of the columns of tables.
    pub(crate) columns: Memory,
    /// How often it was to be written.
    pub(crate) saves: usize,
    /// Whether a save, a print or an opening gets no answer.
    pub(crate) stalls: bool,
    /// Who else has it open.
    pub(crate) locked: Option<String>,
    /// Notes kept beside it.
    pub(crate) notes: Vec<Note>,
    /// PDFs made.
    pub(crate) pdfs: Vec<Vec<u8>>,
    /// What was printed.
    pub(crate) printed: Vec<print::Request>,
    /// Prints that were stopped.
    pub(crate) stopped: Vec<u64>,
    /// Files whose folder was opened.
    pub(crate) shown: Vec<PathBuf>,
    /// The preview in front.
    pub(crate) pager: Option<Pager>,
    /// How often the window was let go.
    pub(crate) left: usize,
    /// Whether a save is to fail.
    pub(crate) broken: bool,
    /// Whether the program is to break down with its next frame.
    pub(crate) crashes: bool,
    /// The text that was kept for whoever is asked for help.
    pub(crate) kept: Option<String>,
    /// What becomes of dialogs of the system.
    pub(crate) dialog: Dialogs,
    /// The last question that one was to ask.
    pub(crate) asked: Option<u64>,
    /// Where documents lie.
    pub(crate) documents: Option<PathBuf>,
    /// Copies of the workbook that can be chosen.
    pub(crate) copies: Vec<(PathBuf, String)>,
    events: Vec<Event>,
    opened: u64,
}

/// What becomes of dialogs of the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialogs {
    /// A file is chosen at once.
    #[default]
    Answered,
    /// They stay open.
    Open,
    /// None comes.
    Never,
}

/// A handle on the world that a test keeps while the app has another.
#[derive(Clone, Default)]
pub(crate) struct Fake(Rc<RefCell<Seen>>);

impl Fake {
    /// What is worked out beside the window of what is there already.
    fn find_out(&self, effect: Effect) {
        match effect {
            Effect::Relieve { ticket, turn } => {
                self.answer(Event::Relieved { ticket, chains: turn.chains(&mut || true) });
            }
            Effect::Review { doc, today } => {
                let findings = shousui::rules::review(&doc, today);
                self.answer(Event::Reviewed { revision: doc.revision(), today, findings });
            }
            Effect::Examine(doc, today) => {
                let found = Box::new(shousui::rules::checkup(&doc, today));
                self.answer(Event::Examined((doc.revision(), today), Some(found)));
            }
            Effect::Compare { doc, journal, mut then } => {
                let outdated = print::outdated(&doc, &journal, &mut then);
                let (revision, found) = (doc.revision(), Some((outdated, then)));
                self.answer(Event::Compared { revision, found });
            }
            other => panic!("nobody does {other:?}"),
        }
    }

    pub(crate) fn seen<R>(&self, look: impl FnOnce(&mut Seen) -> R) -> R {
        look(&mut self.0.borrow_mut())
    }

    /// Lets the world say something.
    pub(crate) fn answer(&self, event: Event) {
        self.seen(|seen| seen.events.push(event));
    }

    /// A dialog of the system is answered at once, if one comes.
    fn ask_path(&self, ticket: u64, want: Want, folder: Option<PathBuf>) {
        let dialog = self.seen(|seen| seen.dialog);
        let folder = folder.or_else(|| self.seen(|seen| seen.documents.clone()));
        let folder = folder.unwrap_or_default();
        let has_dialog = dialog != Dialogs::Never;
        self.answer(Event::Asking { ticket, folder, has_dialog });
        let path = match want {
            Want::Open | Want::New | Want::SaveAs => "望禾煤矿.ron".into(),
            Want::Copy => self.seen(|seen| seen.copies[0].0.clone()),
            Want::Print(kind) => format!("单子.{}", kind.ending()).into(),
            Want::Text => "守岁诊断.txt".into(),
            Want::Table => "队员.xlsx".into(),
            Want::Returned => "方案改.docx".into(),
            Want::Earlier => "去年.ron".into(),
        };
        self.seen(|seen| seen.asked = Some(ticket));
        if dialog == Dialogs::Answered {
            self.answer(Event::Chosen { ticket, path: Some(path) });
        }
    }

    fn read_earlier(&self, path: PathBuf, ticket: u64) {
        let (workbook, doc) =
            self.seen(|seen| (seen.earlier_workbook, Box::new(seen.earlier.clone())));
        self.answer(Event::EarlierRead { ticket, path, workbook, doc });
    }

    fn fill(&self, ticket: u64, filling: Filling) {
        let filled = Box::new(filling.in_short().solved(|_, _| true).unwrap());
        self.answer(Event::Filled { ticket, filled });
    }

    fn explain(&self, ticket: u64, missing: Option<Missing>) {
        self.answer(Event::Explained { ticket, missing: missing.map(Box::new) });
    }

    fn begun(&self, path: PathBuf, kept: &Kept) {
        self.seen(|seen| seen.file = Some(file::write(kept)));
        self.answer(Event::Begun(path));
    }

    fn read_table(&self, path: PathBuf, ticket: u64) {
        let sheets = self.seen(|seen| seen.sheets.clone());
        let trouble = trouble(&path.display().to_string());
        self.answer(sheets.map_or(Event::Failed { ticket, trouble }, |sheets| Event::TableRead {
            ticket,
            path,
            sheets,
        }));
    }

    fn read_returned(&self, (path, ticket): (PathBuf, u64), doc: &Document, at: NaiveDateTime) {
        let read = |bytes: Vec<u8>| manuscript::read(&bytes, &Unwatched).unwrap();
        let text = self.seen(|seen| seen.text.clone()).map(read);
        let returned = text.and_then(|text| print::returned(doc, &text, at)).map(Box::new);
        self.answer(Event::ReturnedRead { ticket, path, returned });
    }

    pub(crate) fn open(&self, path: PathBuf) {
        let text = self.seen(|seen| seen.file.clone());
        let at = |what: &str| Trouble { path: Some(path.clone()), ..trouble(what) };
        let opened = text.ok_or_else(|| Event::NotOpened(at("没有这个文件"))).and_then(|text| {
            let read = file::read(text.as_bytes());
            read.map_err(|damage| Event::Unread(at(&damage.to_string())))
        });
        let n = self.seen(|seen| {
            seen.opened += 1;
            seen.opened
        });
        // Notes are counted anew for every opening.
        self.seen(|seen| seen.notes.clear());
        self.answer(match opened {
            // A damaged file opens to be read.
            Ok(opened) if opened.verdict.is_damaged() => Event::Opened(Box::new(OpenedFile {
                path,
                replica: replica(100 + n.min(1)),
                differences: Vec::new(),
                damages: opened.verdict.lines(&opened.kept.doc),
                written: opened.kept.heads.clone(),
                kept: opened.kept,
                recovered: Vec::new(),
                offered: Vec::new(),
                printed: Default::default(),
                locked: Some("文件损坏，只能查看".to_owned()),
                copies: Vec::new(),
            })),
            Ok(opened) => Event::Opened(Box::new(OpenedFile {
                path,
                written: opened.kept.heads.clone(),
                kept: opened.kept,
                // The first opening after a begin goes on under one name, a later one too:
                // this PC wrote the file last.
                replica: replica(100 + n.min(1)),
                differences: opened.verdict.differences,
                damages: Vec::new(),
                recovered: Vec::new(),
                offered: Vec::new(),
                printed: Default::default(),
                locked: self.seen(|seen| seen.locked.clone()),
                copies: self
                    .seen(|seen| seen.copies.iter().map(|(path, _)| path.clone()).collect()),
            })),
            Err(event) => event,
        });
    }

    /// All entries of the file, if somebody else left some there that `kept` has not.
    fn changed_behind(&self, kept: &Kept) -> Option<Vec<Entry>> {
        let text = self.seen(|seen| seen.file.clone())?;
        let there = file::read(text.as_bytes()).unwrap().kept.journal;
        let text = kept.journal.text();
        let ours: BTreeSet<&str> = text.lines().collect();
        let has_all = there.text().lines().all(|line| ours.contains(line));
        let entries = there.entries();
        (!has_all).then(|| entries.iter().map(|entry| entry.as_ref().clone()).collect())
    }

    fn look(&self, path: PathBuf, kept: &Kept, is_thorough: bool) {
        let is_same = self.seen(|seen| seen.file == Some(file::write(kept)));
        let seen = if is_same { workspace::Seen::Same } else { workspace::Seen::Lost };
        self.answer(match self.changed_behind(kept) {
            Some(entries) => behind(path, entries),
            None => Event::Looked { path, is_thorough, seen },
        });
    }

    fn save(&self, path: PathBuf, kept: &Kept) {
        self.seen(|seen| seen.saves += 1);
        if self.seen(|seen| seen.stalls) {
            return;
        }
        if self.seen(|seen| seen.broken) {
            return self.answer(Event::NotSaved(trouble("磁盘满了，没有写进文件")));
        }
        if let Some(entries) = self.changed_behind(kept) {
            return self.answer(behind(path, entries));
        }
        self.seen(|seen| seen.file = Some(file::write(kept)));
        self.answer(Event::Saved { path, heads: kept.heads.clone(), took_ms: 1 });
    }

    fn join(&self, ticket: u64, mut session: Session, paths: Vec<PathBuf>) {
        let base = session.heads().clone();
        let outcome = |path: PathBuf| {
            let of_it = |(there, _): &&(PathBuf, String)| *there == path;
            let text = self.seen(|seen| seen.copies.iter().find(of_it).unwrap().1.clone());
            let outcome = match file::read(text.as_bytes()) {
                Ok(theirs) => {
                    let Ok(joined) = file::join(&mut session, theirs, &Unwatched);
                    joined.map_err(|apart| apart.to_string())
                }
                Err(damage) => Err(damage.to_string()),
            };
            (path, outcome)
        };
        let outcomes = paths.into_iter().map(outcome).collect();
        let joined = Box::new(Joined { session, base, outcomes });
        self.answer(Event::Joined { ticket, joined });
    }

    /// Whatever was chosen is all there is to be found.
    fn rescue(&self, ticket: u64, more: &[PathBuf], without: &BTreeSet<String>, at: NaiveDateTime) {
        let text = self.seen(|seen| seen.file.clone()).unwrap();
        let copies = self.seen(|seen| seen.copies.clone());
        let chosen = copies.iter().filter(|(path, _)| more.contains(path));
        let (damaged, damage) = match file::read(text.as_bytes()) {
            Ok(damaged) => (damaged, None),
            Err(damage) => {
                let damage = Some(damage.to_string());
                let Some((_, copy)) = chosen.clone().next() else {
                    let repair = Box::new(Repair { damage, ..Repair::default() });
                    return self.answer(Event::Rescued { ticket, repair });
                };
                (Opened::nothing_of(&file::read(copy.as_bytes()).unwrap()), damage)
            }
        };
        let all: Vec<Source> = chosen
            .map(|(path, text)| {
                let opened = file::read(text.as_bytes()).unwrap();
                Source::of(format!("文件 {}", path.display()), &opened)
            })
            .collect();
        let offer =
            |one: &Source| Offer { name: one.name.clone(), at: Some(at), steps: one.entries.len() };
        let offers = all.iter().map(offer).collect();
        let sources: Vec<Source> =
            all.into_iter().filter(|one| !without.contains(&one.name)).collect();
        let rescued = file::rescue(&damaged, &sources, file::name_for(&damaged, &sources, at), at);
        let repair = Box::new(Repair {
            kept: Some(rescued.kept),
            damage,
            offers,
            found: rescued.found,
            restated: rescued.restated.len(),
            lost: rescued.lost,
            ..Repair::default()
        });
        self.answer(Event::Rescued { ticket, repair });
    }

    fn preview(&self, order: PrintOrder) {
        let ticket = order.ticket;
        let mut pager = Pager::new(order.doc, &order.request, order.stamp, &Faces::default());
        let pages = loop {
            match pager.advance() {
                Ok(true) => {}
                Ok(false) => break Ok(pager.sizes().to_vec()),
                Err(err) => break Err(trouble(&err.to_string())),
            }
        };
        self.seen(|seen| seen.pager = Some(pager));
        self.answer(Event::Previewed { ticket, pages, is_whole: true });
    }

    fn picture(&self, ticket: u64, pages: Range<usize>, pixels_per_point: f64) {
        for page in pages {
            let picture =
                |seen: &mut Seen| seen.pager.as_mut()?.picture(page, pixels_per_point).unwrap();
            let Some(picture) = self.seen(picture) else { continue };
            let picture = Picture {
                width: usize::try_from(picture.width).unwrap(),
                height: usize::try_from(picture.height).unwrap(),
                rgba: Arc::new(picture.rgba),
            };
            self.answer(Event::Pictured { ticket, page, picture });
            let spots = |seen: &mut Seen| seen.pager.as_mut().unwrap().spots(page).unwrap();
            let spots = self.seen(spots);
            self.answer(Event::Spotted { ticket, page, spots });
        }
    }

    fn print(&self, order: PrintOrder, path: PathBuf) {
        let ticket = order.ticket;
        self.answer(Event::Progress { ticket, progress: Progress::new(Unit::Papers, 0, 1) });
        if self.seen(|seen| seen.stalls) {
            return;
        }
        let request = order.request;
        let printed = print::print(&order.doc, &request, &order.stamp).unwrap();
        let pdf = printed.pdf().unwrap();
        self.seen(|seen| {
            seen.pdfs.push(pdf);
            seen.printed.push(request.clone());
        });
        let done = Printed {
            path,
            kind: order.kind,
            pages: printed.page_count(),
            missing: printed.missing_signs().into_iter().collect(),
            workbook: order.workbook,
            printouts: print::remembered(&order.doc, &request, &order.stamp).unwrap(),
        };
        self.answer(Event::Printed { ticket, done });
    }
}

/// No history that was played ahead: it is played when it is needed.
pub(crate) fn nothing_ahead() -> Arc<Recalled> {
    Arc::new(Recalled::of(&Journal::default()))
}

/// Somebody else wrote the file.
fn behind(path: PathBuf, entries: Vec<Entry>) -> Event {
    let digest = shousui::session::Digest::nothing();
    let (differences, pcs, recalled) = (Vec::new(), Default::default(), nothing_ahead());
    Event::ChangedBehind { path, digest, entries, differences, pcs, recalled }
}

pub(crate) fn trouble(what: &str) -> Trouble {
    Trouble {
        what: what.to_owned(),
        records: "记录都在本机".to_owned(),
        advice: "腾出空间后再保存".to_owned(),
        path: None,
    }
}

impl World for Fake {
    fn now(&self) -> NaiveDateTime {
        assert!(!self.seen(|seen| seen.crashes), "a breakdown, on purpose");
        self.seen(|seen| seen.now).unwrap_or_else(morning)
    }

    fn window(&self) -> Settings {
        self.seen(|seen| seen.window).unwrap_or_default()
    }

    fn columns(&self) -> Memory {
        self.seen(|seen| seen.columns.clone())
    }

    fn keep_window(&mut self, window: Settings) {
        self.seen(|seen| seen.window = Some(window));
    }

    fn shown_by_the_pc(&self) -> NaiveDateTime {
        self.seen(|seen| seen.pc).unwrap_or_else(|| self.now())
    }

    fn passed(&self) -> Duration {
        let (now, passed) = self.seen(|seen| (seen.now.unwrap_or_else(morning), seen.passed));
        passed.unwrap_or_else(|| (now - morning()).to_std().unwrap_or_default())
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::AskPath { ticket, want, folder, .. } => self.ask_path(ticket, want, folder),
            Effect::LookInto { folder, want } => {
                let names = paths::look_into(&RealDisk, &folder, want);
                self.answer(Event::FolderSeen(Folder { path: folder, names }));
            }
            Effect::TryPath { ticket, path, want } => {
                let tried = paths::try_path(&RealDisk, &path, want);
                self.answer(Event::PathTried { ticket, tried });
            }
            Effect::Open { .. } if self.seen(|seen| seen.stalls) => {}
            Effect::Open { path, .. } => self.open(path),
            Effect::Begin { path, kept, .. } => self.begun(path, &kept),
            Effect::Note(notes) => {
                let count = self.seen(|seen| {
                    seen.notes.extend(notes);
                    u64::try_from(seen.notes.len()).unwrap()
                });
                self.answer(Event::Noted { count });
            }
            Effect::Save { path, kept, .. } => self.save(path, &kept),
            Effect::Renew(entries) => {
                self.answer(Event::Renewed { replica: replica(200), entries });
            }
            Effect::Look { path, kept, is_thorough } => self.look(path, &kept, is_thorough),
            Effect::Diagnose { figures } => self.answer(Event::Diagnosed(figures)),
            Effect::Keep { text, path } => {
                self.seen(|seen| seen.kept = Some(text));
                self.answer(Event::Kept(path));
            }
            Effect::ReadTable { path, ticket } => self.read_table(path, ticket),
            Effect::ReadReturned { path, ticket, doc, at } => {
                self.read_returned((path, ticket), &doc, at);
            }
            Effect::ReadEarlier { path, ticket } => self.read_earlier(path, ticket),
            Effect::Fill { ticket, filling } => self.fill(ticket, *filling),
            Effect::Explain { ticket, filled, unmet } => {
                self.explain(ticket, filled.explained(&unmet, &mut || true));
            }
            Effect::RememberColumns(memory) => self.seen(|seen| seen.columns = memory),
            Effect::Preview(order) => self.preview(order),
            Effect::Picture { ticket, pages, pixels_per_point } => {
                self.picture(ticket, pages, pixels_per_point);
            }
            Effect::PutAway => self.seen(|seen| seen.pager = None),
            Effect::Stop(ticket) => {
                self.seen(|seen| seen.stopped.push(ticket));
                self.answer(Event::Stopped { ticket });
            }
            Effect::ShowFolder(path) => self.seen(|seen| seen.shown.push(path)),
            Effect::Print(order) => self.print(order, PathBuf::from("单子.pdf")),
            Effect::PrintTo(order, path) => self.print(order, path),
            Effect::Rescue { .. } if self.seen(|seen| seen.stalls) => {}
            Effect::Rescue { ticket, more, without, at, .. } => {
                self.rescue(ticket, &more, &without, at);
            }
            Effect::Join { .. } if self.seen(|seen| seen.stalls) => {}
            Effect::Join { ticket, session, paths } => self.join(ticket, *session, paths),
            Effect::Decided(_) | Effect::Practise => {}
            Effect::Leave => self.seen(|seen| seen.left += 1),
            looked_at => self.find_out(looked_at),
        }
    }

    fn answers(&mut self) -> Vec<Event> {
        self.seen(|seen| std::mem::take(&mut seen.events))
    }
}
