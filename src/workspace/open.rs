//! Opening workbooks, beginning new ones, and going on under another name.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

use super::dialog::NewSeasonDraft;
use super::effects::NewFrom;
use super::work::name_of;
use super::{
    Dialog, Doing, Effect, FileState, OpenedFile, Pick, Picked, Place, Saving, Tone, Trouble,
    Workspace,
};
use crate::action::editions::Offered;
use crate::action::{Action, Book};
use crate::model::mine::{MineField, Only, SeasonField};
use crate::rules::calendar;
use crate::session::{Entry, Session};

/// Clocks of two PCs may differ by that much without anybody asking.
const CLOCKS_DIFFER: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

impl Workspace {
    /// What to say where the PC's clock stands before the last entry: times on papers come from
    /// it. Source: `sources.md` 程序.
    fn clock_trouble(&mut self, now: NaiveDateTime) -> Option<Trouble> {
        let last = self.session.snapshot().journal.newest_first().next()?.at;
        let late = now + CLOCKS_DIFFER < last;
        late.then(|| Trouble {
            what: format!(
                "这台电脑现在是{}，可是最后一条记录写的是{}，还没到",
                now.format("%Y年%-m月%-d日 %H:%M"),
                last.format("%Y年%-m月%-d日 %H:%M")
            ),
            records: "记录都在，先后次序不受影响；新出的单据、日志按这台电脑的时间写日期"
                .to_owned(),
            advice: "请看墙上的钟或手机：与这台电脑不一致的，先把电脑的日期、时间改准再录入；\
                     一致的，是录入那条记录时电脑的时间快了，可以接着用"
                .to_owned(),
            path: None,
        })
    }

    /// Asks for a workbook to be opened. What is open stays until it is.
    pub fn open(&mut self, path: PathBuf) -> Vec<Effect> {
        // What was on its way before is not wanted any more.
        let before: Vec<u64> = self.opening_work().collect();
        let effects = self.left_behind().into_iter().chain(before.into_iter().map(Effect::Stop));
        let mut effects: Vec<Effect> = effects.collect();
        effects.push(self.read(path));
        effects
    }

    fn read(&mut self, path: PathBuf) -> Effect {
        self.file.opening = true;
        let ticket = self.next_ticket();
        self.begin_work(ticket, Doing::Open, name_of(&path));
        Effect::Open { path, ticket }
    }

    /// Writes what is open before something else takes its place.
    pub(super) fn left_behind(&mut self) -> Option<Effect> {
        self.session.seal();
        let path = self.file.path.clone().filter(|_| self.file.locked.is_none())?;
        if self.is_written() {
            return None;
        }
        // Whoever goes on with another workbook must hear that this one was not written.
        self.file.asked = true;
        Some(Effect::Save { path, kept: self.session.snapshot(), printed: self.session.printed() })
    }

    /// Whether a new workbook can begin with what is open.
    pub fn can_be_taken_over(&self) -> bool {
        let has_people = !self.document().persons.is_empty();
        self.file.path.is_some() && has_people && self.damages.is_empty()
    }

    /// The question how a new workbook begins.
    pub(super) fn new_season_draft(&self, now: NaiveDateTime) -> Dialog {
        let open = self.document().current_season().year;
        let from = if self.can_be_taken_over() { NewFrom::OpenBook } else { NewFrom::Nothing };
        let next = next_season(now);
        let year = if from == NewFrom::OpenBook { next.max(open + 1) } else { next };
        Dialog::NewSeason(NewSeasonDraft { from, year })
    }

    /// Puts the sample in front until the workbook has come that is on its way, or for good where
    /// none is.
    pub fn practise_meanwhile(&mut self, sample: Session, day: NaiveDate) {
        let opening = self.file.opening;
        let instead = Self::practice(sample, day);
        let Self { session, practice, place, .. } = instead;
        (self.session, self.practice, self.place) = (session, practice, place);
        self.unopened = None;
        self.file = FileState::default();
        self.file.opening = opening;
    }

    /// Puts the sample in front, as of its own day. What was open has been written.
    pub fn practise_on(&mut self, sample: Session, day: NaiveDate) {
        self.turn_to(sample, Some(day));
        self.bring_next_in_front();
        self.tell(Tone::Good, "练习簿已打开，随便改，不会保存".to_owned());
    }

    /// Puts another session in the place of the one that was open. What was asked and known of that one goes with
    /// it; what this PC was told, and work under way, stays.
    fn turn_to(&mut self, session: Session, practice: Option<NaiveDate>) {
        self.session = session;
        (self.practice, self.unopened) = (practice, None);
        // A later one may be on its way still.
        let is_opening = self.file.opening;
        self.file = FileState::default();
        self.file.opening = is_opening;
        (self.edits, self.damages, self.copies) = Default::default();
        self.edited = None;
        (self.place, self.picked) = (Place::Today, Picked::default());
        self.findings = super::Findings::default();
        self.preview = super::Preview::default();
        (self.joining, self.repairing) = Default::default();
        (self.papers, self.examining, self.returning) = Default::default();
        (self.watches, self.aside, self.warned) = Default::default();
        let is_of_the_pc =
            |question: &Dialog| matches!(question, Dialog::Clock(_) | Dialog::Trouble(_));
        self.dialog = self.dialog.take().filter(is_of_the_pc);
        self.questions.retain(is_of_the_pc);
        self.behind.retain(is_of_the_pc);
        self.give_up_asking_of_another();
        self.forget_fillings();
        self.forget_left_out();
    }

    pub(super) fn save_at(
        &mut self,
        path: PathBuf,
        then: Saving,
        now: NaiveDateTime,
    ) -> Vec<Effect> {
        self.session.seal();
        let kept = match then {
            Saving::Repaired => match self.repaired_kept() {
                Some(kept) => {
                    self.drop_questions(|dialog| matches!(dialog, Dialog::Repair(_)));
                    kept
                }
                None => return Vec::new(),
            },
            Saving::New { from, year } => fresh(&self.session, from, year, now).snapshot(),
            Saving::As => self.session.snapshot(),
        };
        self.file.opening = true;
        let ticket = self.next_ticket();
        self.begin_work(ticket, Doing::Begin, name_of(&path));
        vec![Effect::Begin { path, kept, ticket }]
    }

    /// A workbook was begun: the shell opens it next, like any other.
    pub(super) fn begun(&mut self, path: PathBuf) -> Vec<Effect> {
        self.tell(Tone::Good, format!("已建立 {}", path.display()));
        self.over_opening();
        vec![self.read(path)]
    }

    pub(super) fn opened(&mut self, opened: OpenedFile, now: NaiveDateTime) {
        let OpenedFile {
            path,
            kept,
            written,
            replica,
            differences,
            damages,
            recovered,
            offered,
            printed,
            locked,
            copies,
        } = opened;
        // Whoever is named in the sample does not sit at this PC.
        let here = if self.is_practice() { "" } else { self.session.operator() };
        let operator = here.to_owned();
        let mut session = Session::open(kept, replica);
        session.sit_down(&operator);
        let doubted = session.remember_printed(printed);
        let today = now.date();
        self.over_opening();
        self.turn_to(session, None);
        self.file.path = Some(path);
        self.file.locked = locked;
        self.edits = differences;
        self.copies = copies;
        self.file.holds(written, None);
        self.picked.pick(Pick::Day(Some(today)));
        if self.document().profile().name.is_empty() {
            self.place = Place::Profile;
        }
        if !recovered.is_empty() {
            self.tell(Tone::Good, format!("已恢复上次没写进文件的{}次改动", recovered.len()));
        }
        for number in doubted {
            let words = format!(
                "这台电脑记得用过单号{number}，比工作簿里的大得多，多半是文件损坏过，没有采用"
            );
            self.tell(Tone::Refused, words);
        }
        self.damages = damages;
        self.resume_incident(now);
        if Offered::of(self.document()).is_pressing() {
            let words = "检查项、处置卡有新版：在“文件”菜单的“换用新版内容”里看".to_owned();
            self.tell(Tone::Good, words);
        }
        self.ask_of_opened(offered, now);
    }

    /// Asks what there is to be asked of a workbook that was just opened, one thing after another;
    /// what might be missing comes first.
    fn ask_of_opened(&mut self, offered: Vec<Entry>, now: NaiveDateTime) {
        let front = self.dialog.take();
        let clock = self.clock_trouble(now).map(Dialog::Clock);
        let (is_edited, is_damaged) = (!self.edits.is_empty(), !self.damages.is_empty());
        let edits = (is_edited && !is_damaged).then(|| self.edits_question());
        let offered = (!offered.is_empty() && !is_damaged).then_some(Dialog::Offered(offered));
        let damages = is_damaged.then(|| Dialog::Damaged(self.damages.clone()));
        self.behind.extend([clock, edits, offered, damages].into_iter().flatten());
        if self.is_recording() {
            self.behind.extend(front);
        } else {
            self.dialog = front;
        }
        self.bring_next_in_front();
    }
}

/// A new workbook: the shipped checklists and the coming season, nothing else.
///
/// Its names come from the open session's, so that nothing here needs chance: the shell renews
/// them when it opens the file.
fn fresh(open: &Session, from: NewFrom, year: i32, now: NaiveDateTime) -> Session {
    use crate::model::id::{Replica, WorkbookId};
    let seed = format!("{} {} {}", open.workbook(), open.replica(), now);
    let bits = |text: &str| {
        let hash = blake3::hash(text.as_bytes());
        hash.as_bytes().iter().take(8).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte))
    };
    let workbook = WorkbookId(Replica::from_bits(bits(&seed)));
    let mut session = Session::new(workbook, Replica::from_bits(bits(&format!("{seed} 1"))));
    session.sit_down(open.operator());
    if from == NewFrom::OpenBook {
        let earlier = Arc::new(open.document().clone());
        let _done = session.perform(&Action::TakeOver(earlier), now);
        session.seal();
        // Another mine that begins with the sample is not the sample's.
        let mine = open.document().profile();
        if !mine.demo {
            let id = MineField::Id(mine.lasting_id(open.workbook()));
            let _done = session.perform(&Action::Set((Only, id).into()), now);
            session.seal();
        }
    }
    let span = calendar::season(year, session.document().little_year());
    let fields = [
        SeasonField::Year(year),
        SeasonField::First(span.map(|(first, _)| first)),
        SeasonField::Last(span.map(|(_, last)| last)),
    ];
    let puts = fields.map(|field| (Only, field).into()).to_vec();
    let _done = session.perform(&Action::SetAll(puts), now);
    if let Ok(book) = Book::shipped() {
        let _done = session.perform(&Action::LoadBook(Arc::new(book)), now);
    }
    session
}

/// The Spring Festival people prepare for: from the summer on the next one.
fn next_season(now: NaiveDateTime) -> i32 {
    let this = calendar::new_year(now.year());
    let over = this.is_some_and(|day| day + chrono::Duration::days(60) < now.date());
    now.year() + i32::from(over)
}
