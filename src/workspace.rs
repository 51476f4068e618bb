//! What lies open: the session, its file, and what is in front. Pure: asks, never does.
//!
//! Views hand in [`Intent`]s; [`Workspace::handle`] performs them and says as [`Effect`]s what
//! must be done outside; [`Workspace::receive`] takes in what came of it. The time is an
//! argument everywhere.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use crate::action::paste::What;
use crate::action::{Action, remedies};
use crate::file::Difference;
use crate::model::{Document, RecordId};
use crate::print::{self, FileKind, Request};
use crate::rostering::Unmet;
use crate::rules::{Finding, Remedy};
use crate::session::{Digest, Session};

mod acting;
mod asking;
mod clock;
mod command;
mod copies;
mod diagnosis;
mod dialog;
mod edits;
mod effects;
mod examining;
mod filling;
mod going_on;
mod incidents;
mod leaving;
mod notices;
mod numbers;
mod open;
mod picked;
mod place;
mod printed;
mod printing;
mod questions;
mod relieving;
mod returned;
mod rosters;
mod saving;
mod steps;
mod swaps;
mod tables;
mod unopened;
mod watching;
mod work;

pub use asking::{Folder, Lying, PathDraft, Tried, Want, folder_words};
pub use command::{Command, Key};
pub use dialog::{
    ApproveDraft, ChooseDraft, Dialog, EditionsDraft, FindDraft, IssueDraft, LeftOutDraft,
    NewSeasonDraft, RegisterDraft, ReportDraft, ShiftDraft, ShiftPaper, StepDraft, TurnsDraft,
};
pub use effects::{
    Effect, Event, NewFrom, OpenedFile, Picture, PrintOrder, Printed, Saving, Seen, Trouble,
};
pub use filling::{FillDraft, Fills};
pub use going_on::{BACKWARDS, GoOnDraft, GoneOn};
pub use incidents::Happening;
pub use notices::{Notice, Tone};
pub use picked::{Entering, Pick, Picked};
pub use place::{HazardFilter, Place, Tab};
pub use printing::{Preview, Sight};
pub use questions::{
    Joined, Line, Matter, MergeDraft, Offer, Outcome, Repair, RepairDraft, Side, Sides,
};
pub use saving::FileState;
pub use swaps::SwapDraft;
pub use unopened::Unopened;
pub use work::{Doing, Work};

use printed::Papers;
use questions::{Joining, Repairing};

/// What a view hands back.
#[derive(Clone, Debug)]
pub enum Intent {
    /// Change the document.
    Do(Action),
    /// Write down what happens.
    Happen(Happening),
    /// Run something out of a menu.
    Run(Command),
    /// Go to a place.
    Go(Place),
    /// Put something in front at its place.
    Pick(Pick),
    /// Put a question in front, change its draft, or wave it away.
    Ask(Option<Dialog>),
    /// Answer the question in front with yes.
    Answer,
    /// Close the window although something is not in the file, as the question in front says.
    LeaveAnyway,
    /// Choose copies of the open workbook to be merged.
    ChooseCopies,
    /// Choose an earlier season's workbook whose rota counts for 自动排班.
    ChooseEarlier,
    /// Let an earlier season's workbook count no longer.
    LeaveEarlier(PathBuf),
    /// Look once more for chains of shifts that were not looked for to the end.
    RelieveAgain,
    /// Look for the reasons of something that is missing in the filled rota.
    Explain(Unmet),
    /// Choose a file with such a table in it.
    ChooseTable(What),
    /// Choose where words for a chat go as a file: its name without ending, and the words.
    KeepChat(String, String),
    /// Choose a text of the plan that was edited in Word.
    ChooseReturned,
    /// Put that damaged workbook together again.
    Repair(PathBuf),
    /// Try once more to open that workbook.
    Reopen(PathBuf),
    /// Open the sample, to practise on.
    Practise,
    /// Take files that were dropped on the window.
    Drop(Vec<PathBuf>),
    /// Show that record where it lives.
    Show(RecordId),
    /// Mend a finding.
    Mend(Remedy),
    /// Show that print.
    Preview(Request),
    /// Print it.
    Print(Request),
    /// Choose where its PDF goes.
    PrintTo(Request, FileKind),
    /// From now on, print for both sides of the paper, or for one.
    BothSides(bool),
    /// Type the path here that a dialog of the system asks for.
    TypePath,
    /// Stop that work.
    Stop(u64),
    /// Those pages of the preview are in sight.
    Look(Sight),
    /// Open the folder in which that file lies.
    ShowFolder(PathBuf),
    /// Type the sheet back that has a number ending so.
    EnterNumber(String),
    /// Somebody sits down at the PC.
    SitDown(String),
    /// The writing cursor left a field: the step is finished.
    Pause,
    /// Say what came of something that was done in the window alone.
    Tell(Tone, String),
    /// Wave a notice away.
    Dismiss(u64),
}

/// The findings as last worked out, and of what.
#[derive(Debug, Default)]
struct Findings {
    of: Option<(u64, NaiveDate)>,
    asked: Option<(u64, NaiveDate)>,
    list: Vec<Finding>,
}

/// What lies open.
#[derive(Debug)]
pub struct Workspace {
    session: Session,
    file: FileState,
    /// Why nothing is open, where that is so.
    unopened: Option<Unopened>,
    /// The sample's own day while it is practised on.
    practice: Option<NaiveDate>,
    place: Place,
    picked: Picked,
    dialog: Option<Dialog>,
    /// Questions that come in front one after another as soon as the one there is gone, the next
    /// one last.
    behind: Vec<Dialog>,
    /// Questions nobody asked for: they wait until nobody is typing.
    questions: Vec<Dialog>,
    /// A path is asked for; nothing else may be asked until that is answered.
    asking: Option<asking::Asking>,
    /// What lies in the folder of a path that is typed.
    folder: Option<Folder>,
    /// Which folder was looked into last.
    looked_into: Option<PathBuf>,
    notices: Vec<Notice>,
    next_id: u64,
    findings: Findings,
    preview: Preview,
    papers: Papers,
    examining: examining::Examining,
    /// Whether this PC's printer prints on both sides.
    both_sides: bool,
    tables: tables::Tables,
    returning: returned::Returning,
    /// Long work under way.
    work: Vec<Work>,
    tickets: u64,
    /// What was changed in the file outside the program, until a person has decided on it.
    edits: Vec<Difference>,
    /// The file that was changed, where it is not the one that was opened.
    edited: Option<Digest>,
    /// What of the file is damaged, in words, and where the missing can be had.
    damages: Vec<String>,
    /// Copies of the workbook in its folder that hold what it lacks.
    copies: Vec<PathBuf>,
    /// Copies that are being put together with what is open.
    joining: Joining,
    /// The damaged workbook that is being put together again.
    repairing: Repairing,
    /// The rota that is being filled.
    fillings: filling::Fillings,
    /// Chains of shifts that are looked for.
    relieving: relieving::Relieving,
    /// How long what is recorded here has been going on.
    watches: incidents::Watches,
    /// The question that was in front when the record of an incident came before it.
    aside: Option<Dialog>,
    /// The questions that are open, each as it was asked.
    asked: Vec<Dialog>,
    /// The half-answered question that was spoken of when the window was to close.
    warned: Option<Dialog>,
    /// Time passed since the window began. All waiting goes by it: the PC's clock may be put
    /// right at any moment.
    passed: Duration,
}

impl Workspace {
    /// A sitting without a file.
    pub fn new(session: Session) -> Self {
        let mut watches = incidents::Watches::default();
        watches.look(session.document());
        Self {
            session,
            file: FileState::default(),
            unopened: None,
            practice: None,
            place: Place::Today,
            picked: Picked::default(),
            dialog: None,
            behind: Vec::new(),
            questions: Vec::new(),
            asking: None,
            folder: None,
            looked_into: None,
            notices: Vec::new(),
            next_id: 0,
            findings: Findings::default(),
            preview: Preview::default(),
            papers: Papers::default(),
            examining: examining::Examining::default(),
            both_sides: false,
            tables: tables::Tables::default(),
            returning: returned::Returning::default(),
            work: Vec::new(),
            tickets: 0,
            edits: Vec::new(),
            edited: None,
            damages: Vec::new(),
            copies: Vec::new(),
            joining: Joining::default(),
            repairing: Repairing::default(),
            fillings: filling::Fillings::default(),
            watches,
            relieving: relieving::Relieving::default(),
            aside: None,
            asked: Vec::new(),
            warned: None,
            passed: Duration::ZERO,
        }
    }

    /// The sample, to practise on as of its own day; nothing of it is kept.
    pub fn practice(sample: Session, day: NaiveDate) -> Self {
        Self { practice: Some(day), ..Self::new(sample) }
    }

    /// The open session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The open document.
    pub fn document(&self) -> &Document {
        self.session.document()
    }

    /// What is known of the file.
    pub fn file(&self) -> &FileState {
        &self.file
    }

    /// Whether the sample is being practised on.
    pub fn is_practice(&self) -> bool {
        self.practice.is_some()
    }

    /// Where the person is.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What is picked at each place.
    pub fn picked(&self) -> &Picked {
        &self.picked
    }

    /// The question in front.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// Notices, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What was last found, laws first; [`Self::tick`] keeps it fresh.
    pub fn findings(&self) -> &[Finding] {
        &self.findings.list
    }

    /// The preview.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// The time as the workbook sees it: the clock's, on the sample's own day while practising.
    pub fn workbook_now(&self, now: NaiveDateTime) -> NaiveDateTime {
        self.practice.map_or(now, |day| day.and_time(now.time()))
    }

    /// Says how much time has passed since the window began; it never goes back.
    pub fn pass(&mut self, passed: Duration) {
        self.passed = self.passed.max(passed);
    }

    /// Takes one intent; says what must be done outside.
    pub fn handle(&mut self, intent: Intent, now: NaiveDateTime) -> Vec<Effect> {
        let at = self.workbook_now(now);
        let mut effects = Vec::new();
        match intent {
            Intent::Do(action) => {
                let _done = self.act(&action, now);
            }
            Intent::Happen(happening) => self.happen(happening, now, &mut effects),
            Intent::Run(command) => effects = self.run(command, now),
            Intent::Go(place) => self.go(place, now, &mut effects),
            Intent::Pick(pick) => {
                self.session.seal();
                self.picked.pick(pick);
            }
            Intent::Ask(dialog) => {
                // What was refused of an earlier answer is no news to a changed or new question.
                self.notices.retain(|notice| notice.tone != Tone::Refused);
                if dialog.is_none() {
                    self.give_path_up();
                }
                self.dialog = dialog;
            }
            Intent::Answer => effects = self.answer(now),
            Intent::LeaveAnyway => effects = self.leave_anyway(),
            Intent::ChooseCopies => effects.extend(self.ask_copy()),
            Intent::Repair(path) => self.ask_repair(path),
            Intent::Reopen(path) => effects = self.open(path),
            Intent::Practise => effects.push(Effect::Practise),
            Intent::Tell(tone, words) => self.tell(tone, words),
            Intent::ChooseEarlier => effects.extend(self.ask_earlier()),
            Intent::LeaveEarlier(path) => self.leave_earlier(&path),
            Intent::RelieveAgain => self.look_for_chains_again(),
            Intent::Explain(unmet) => effects.extend(self.explain(&unmet)),
            Intent::ChooseTable(what) => effects.extend(self.ask_table(what)),
            Intent::KeepChat(name, text) => effects.extend(self.ask_where_to_chat((&name, text))),
            Intent::ChooseReturned => effects.extend(self.ask_returned()),
            Intent::Drop(paths) => effects = self.dropped(paths, now),
            Intent::Show(record) => self.show(&record, now, &mut effects),
            Intent::Mend(remedy) => {
                let action = remedies(self.document(), &remedy);
                if let Some(done) = action.and_then(|action| self.act(&action, now)) {
                    self.tell(Tone::Good, format!("已办：{}", done.verb));
                }
            }
            Intent::Preview(request) => {
                self.picked.pick(Pick::Paper(Some(request)));
                self.go(Place::Papers, now, &mut effects);
            }
            Intent::Print(_) | Intent::PrintTo(..) if self.is_damaged("打印") => {}
            Intent::Print(request) => effects.push(Effect::Print(self.begin_print(request, at))),
            Intent::PrintTo(request, kind) => {
                effects.extend(self.ask_where_to_print(request, kind, at));
            }
            Intent::BothSides(both_sides) => self.print_both_sides(both_sides),
            Intent::TypePath => self.type_path(),
            Intent::Stop(ticket) => effects.extend(self.stop(ticket)),
            Intent::Look(sight) => effects.extend(self.preview.look(sight)),
            Intent::ShowFolder(path) => effects.push(Effect::ShowFolder(path)),
            Intent::EnterNumber(digits) => self.enter_number(&digits),
            Intent::SitDown(operator) => self.session.sit_down(&operator),
            Intent::Pause => self.session.seal(),
            Intent::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
        }
        self.bring_next_in_front();
        self.with_notes(effects)
    }

    /// Does what must be done as time passes: saving, checking, letting notices go. `resting` is
    /// how long nobody touched keyboard or mouse; `is_composing` whether an input method is open.
    pub fn tick(
        &mut self,
        now: NaiveDateTime,
        resting: Duration,
        is_composing: bool,
    ) -> Vec<Effect> {
        self.notices.retain(|notice| notice.until.is_none_or(|until| self.passed < until));
        if !is_composing {
            self.ask_when_calm(resting);
        }
        let mut effects = Vec::new();
        if self.file.leaving.is_some() {
            effects.extend(self.step_out());
        } else {
            effects.extend(self.save_when_due(resting));
        }
        self.watch_incidents(now);
        self.put_back_incidents(now);
        effects.extend(self.look_into_when_stale());
        effects.extend(self.join_when_stale());
        effects.extend(self.repair_when_stale(now));
        effects.extend(self.fill_when_stale(now));
        effects.extend(self.look_for_chains_when_stale(now));
        effects.extend(self.check_when_stale(now));
        effects.extend(self.preview_when_stale(now));
        effects.extend(self.compare_when_stale());
        effects.extend(self.examine_when_stale(now));
        self.with_notes(effects)
    }

    /// How long until something changes by itself, if anything will.
    pub fn next_change(&self) -> Option<Duration> {
        let notice = self.notices.iter().filter_map(|notice| notice.until).min();
        [
            notice,
            self.save_due(),
            self.question_due(),
            self.patience_ends(),
            self.work_shows(),
            self.second_passes(),
        ]
        .into_iter()
        .flatten()
        .min()
        .map(|at| at.saturating_sub(self.passed))
    }

    /// The program broke down: makes an entry of what was being written and has it noted. Nothing
    /// else is done, since nobody knows what else holds.
    pub fn crash(&mut self) -> Vec<Effect> {
        self.session.seal();
        self.with_notes(Vec::new())
    }

    /// Takes in what the world answered.
    pub fn receive(&mut self, event: Event, now: NaiveDateTime) -> Vec<Effect> {
        let effects = match event {
            Event::Chosen { ticket, path } => self.chosen(ticket, path, now),
            Event::PathTried { ticket, tried } => self.tried(ticket, tried, now),
            Event::Begun(path) => self.begun(path),
            Event::Saved { path, heads, took_ms } => self.saved(&path, heads, took_ms, now),
            Event::NotSaved(trouble) => self.not_saved(trouble),
            Event::Looked { path, is_thorough, seen } => self.looked(&path, is_thorough, seen),
            Event::ChangedBehind { digest, entries, differences, pcs, recalled, .. } => {
                self.session.learn_pcs(pcs);
                self.edited_behind(differences, digest);
                self.take_in(entries, Arc::unwrap_or_clone(recalled))
            }
            Event::Renewed { replica, entries } => self.renewed(replica, entries),
            Event::ReturnedRead { ticket, path, returned } => {
                self.returned_read((ticket, &path), returned)
            }
            Event::Ending => self.end(),
            news => {
                self.hear(news, now);
                Vec::new()
            }
        };
        self.with_notes(effects)
    }

    /// Takes in news of which nothing follows outside.
    fn hear(&mut self, news: Event, now: NaiveDateTime) {
        match news {
            Event::Opened(opened) => self.opened(*opened, now),
            Event::NotOpened(trouble) => self.not_opened(trouble, false),
            Event::Unread(trouble) => self.not_opened(trouble, true),
            Event::NotBegun(trouble) => {
                self.over_opening();
                self.put_in_front(Dialog::Trouble(trouble));
            }
            Event::Asking { ticket, folder, has_dialog } => {
                self.asking_there(ticket, folder, has_dialog);
            }
            Event::FolderSeen(folder) => self.folder_seen(folder),
            Event::Noted { count } => self.file.noted(count, now),
            Event::TableRead { ticket, path, sheets } => {
                self.table_read((ticket, &path), sheets, now);
            }
            Event::EarlierRead { ticket, path, workbook, doc } => {
                self.earlier_read((ticket, path), workbook, *doc);
            }
            Event::Filled { ticket, filled } => self.rota_filled(ticket, *filled),
            Event::Relieved { ticket, chains } => self.chains_found(ticket, chains),
            Event::Explained { ticket, missing } => {
                self.explained(ticket, missing.map(|missing| *missing));
            }
            Event::NotNoted(trouble) => self.file.note_trouble = Some(trouble),
            Event::Reread { path, kept } => self.reread(&path, *kept),
            Event::Released(path) => self.released(&path),
            Event::Previewed { ticket, pages, is_whole } => {
                self.preview.answered(ticket, pages, is_whole);
            }
            Event::Pictured { ticket, page, picture } => {
                self.preview.pictured(ticket, page, picture);
            }
            Event::Spotted { ticket, page, spots } => self.preview.spotted(ticket, page, spots),
            Event::Stopped { ticket } => self.stopped(ticket),
            Event::Joined { ticket, joined } => self.joined(ticket, *joined),
            Event::Rescued { ticket, repair } => self.repaired(ticket, *repair),
            Event::Failed { ticket, trouble } => self.failed(ticket, trouble),
            Event::Progress { ticket, progress } => self.went_on(ticket, progress),
            Event::Printed { ticket, done } => self.printed(ticket, &done, now),
            Event::Compared { revision, found } => self.papers.compared(revision, found),
            Event::Examined(of, found) => self.examining.examined(of, found),
            Event::InSong => self.tell(Tone::Good, print::NO_FANG.to_owned()),
            Event::NotShown(path) => self.not_shown(path),
            Event::Diagnosed(text) => self.put_in_front(Dialog::Diagnosis(text)),
            Event::Kept(path) => self.tell(Tone::Good, format!("已存放在 {}", path.display())),
            Event::Caution(trouble) => {
                self.tell(Tone::Refused, format!("{}；{}", trouble.what, trouble.records));
            }
            Event::Reviewed { revision, today, findings } => {
                self.findings.of = Some((revision, today));
                self.findings.list = findings;
            }
            // Something follows of these.
            Event::Chosen { .. }
            | Event::PathTried { .. }
            | Event::Begun(_)
            | Event::Saved { .. }
            | Event::NotSaved(_)
            | Event::Looked { .. }
            | Event::ChangedBehind { .. }
            | Event::Renewed { .. }
            | Event::ReturnedRead { .. }
            | Event::Ending => {}
        }
    }

    /// Asks for a check beside the window when the last one is out of date.
    fn check_when_stale(&mut self, now: NaiveDateTime) -> Option<Effect> {
        let today = self.workbook_now(now).date();
        let wanted = Some((self.document().revision(), today));
        if self.findings.of == wanted || self.findings.asked == wanted {
            return None;
        }
        self.findings.asked = wanted;
        Some(Effect::Review { doc: Box::new(self.document().clone()), today })
    }

    /// What is to be done, after what must be kept beside the workbook: a save seals it.
    fn with_notes(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        self.watches.look(self.session.document());
        self.remember_asked();
        self.notes().into_iter().chain(effects).collect()
    }

    /// What must be kept beside the workbook since the last call. Practice is not kept.
    fn notes(&mut self) -> Option<Effect> {
        let notes = self.session.take_notes();
        if notes.is_empty() || self.file.path.is_none() {
            return None;
        }
        self.file.sent += u64::try_from(notes.len()).unwrap_or(u64::MAX);
        Some(Effect::Note(notes))
    }
}
