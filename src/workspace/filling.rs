//! 自动排班: for which days, what is known of earlier years, and what would come of it; worked out
//! beside the window, and written only when the person says so, whole or by day.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use super::work::name_of;
use super::{BACKWARDS, Dialog, Doing, Effect, Tone, Workspace};
use crate::action::filling::{
    Earlier, Filled, Filling, Missing, Order, Yearbook, counts, too_long, usual_span,
};
use crate::action::{Action, Refusal, TeamAction};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, WorkbookId};
use crate::rostering::Unmet;
use crate::rules::duty::relief;

/// What of a rota is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fills {
    /// Whatever nobody put there by hand: what the program filled before, it fills anew.
    Anew,
    /// Only what is empty.
    Gaps,
}

/// Days of the rota to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillDraft {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether it was begun; from then on it is done anew whenever something it rests on changes.
    pub begun: bool,
    /// The days that are not to be taken.
    pub left: BTreeSet<NaiveDate>,
    /// What of it is filled.
    pub fills: Fills,
    /// Whether the rules are shown.
    pub rules: bool,
    /// Whether what came of it was brought into sight.
    pub shown: bool,
}

/// Cells with who would be in them.
type Cells = BTreeMap<DutyId, Vec<PersonId>>;

/// What a rota was made of: the workbook's revision, what was asked for, and which earlier workbooks.
type Base = (u64, (NaiveDate, NaiveDate, Fills), u64);

/// An earlier season's workbook.
#[derive(Debug)]
struct EarlierFile {
    path: PathBuf,
    yearbook: Yearbook,
    doc: Document,
}

/// What is being filled, or was.
#[derive(Debug, Default)]
pub(super) struct Fillings {
    /// Earlier seasons' workbooks.
    earlier: Vec<EarlierFile>,
    /// Grows whenever these are others than before.
    earlier_state: u64,
    /// The file that is read.
    reading: Option<u64>,
    /// What is asked for, and by which work.
    asked: Option<(Base, u64)>,
    done: Option<(Base, Box<Filled>)>,
    /// The work that looks for the reasons of something missing.
    explaining: Option<u64>,
}

impl Workspace {
    /// Asks for which days the rota is to be filled.
    pub(super) fn ask_to_fill(&mut self, now: NaiveDateTime) {
        if self.is_closed() {
            return;
        }
        let Some((from, to)) = usual_span(self.document(), self.workbook_now(now)) else {
            return self.refuse(&Refusal::Missing("本季的起始日和截止日"));
        };
        self.fillings.done = None;
        let draft = FillDraft {
            from,
            to,
            begun: false,
            left: BTreeSet::new(),
            fills: Fills::Anew,
            rules: false,
            shown: false,
        };
        self.put_in_front(Dialog::Fill(draft));
    }

    fn fill_draft(&self) -> Option<&FillDraft> {
        self.dialog.iter().chain(&self.behind).find_map(|dialog| match dialog {
            Dialog::Fill(draft) => Some(draft),
            _ => None,
        })
    }

    fn base(&self, draft: &FillDraft) -> Base {
        let asked = (draft.from, draft.to, draft.fills);
        (self.document().revision(), asked, self.fillings.earlier_state)
    }

    /// Another number for each list of earlier workbooks there was.
    pub fn earlier_state(&self) -> u64 {
        self.fillings.earlier_state
    }

    /// The earlier workbooks, and who of them is who of this one.
    pub fn earlier(&self) -> Vec<(&Path, Earlier)> {
        let files = self.fillings.earlier.iter();
        files.map(|one| (one.path.as_path(), Earlier::of(self.document(), &one.doc))).collect()
    }

    /// An earlier workbook, by its path.
    pub(super) fn earlier_document(&self, path: &Path) -> Option<&Document> {
        self.fillings.earlier.iter().find(|one| one.path == path).map(|one| &one.doc)
    }

    /// The rota that would come of it, once that is known and as long as nothing it rests on changes.
    pub fn filled(&self, draft: &FillDraft) -> Option<&Filled> {
        let (base, filled) = self.fillings.done.as_ref()?;
        (*base == self.base(draft)).then_some(&**filled)
    }

    /// Whether the rota is being filled.
    pub fn is_filling(&self) -> bool {
        self.fillings.asked.is_some()
    }

    /// Has the rota filled whenever that is not what was filled last, once somebody began it.
    pub(super) fn fill_when_stale(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let is_meant = |draft: &&FillDraft| draft.begun && too_long(draft.from, draft.to).is_none();
        let Some(draft) = self.fill_draft().filter(is_meant).cloned() else {
            let given_up = self.fillings.asked.take();
            let given_up = given_up.and_then(|(_, ticket)| self.stop(ticket));
            return given_up.into_iter().chain(self.stop_explaining()).collect();
        };
        let base = self.base(&draft);
        let asked = self.fillings.asked.as_ref().map(|(asked, _)| asked);
        let done = self.fillings.done.as_ref().map(|(done, _)| done);
        if asked == Some(&base) || (asked.is_none() && done == Some(&base)) {
            return Vec::new();
        }
        let before = self.fillings.asked.take().and_then(|(_, ticket)| self.stop(ticket));
        let before = before.into_iter().chain(self.stop_explaining()).collect::<Vec<_>>();
        let mut earlier = BTreeMap::new();
        for (_, one) in self.earlier() {
            one.add_to(self.document(), &mut earlier);
        }
        let order =
            Order { from: draft.from, to: draft.to, earlier, gaps: draft.fills == Fills::Gaps };
        let filling = Filling::of(self.document(), order, self.workbook_now(now));
        let ticket = self.next_ticket();
        self.fillings.asked = Some((base, ticket));
        let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
        let words = format!("{}至{}", short(draft.from), short(draft.to));
        self.begin_work(ticket, Doing::Fill, words);
        let filling = Box::new(filling);
        before.into_iter().chain([Effect::Fill { ticket, filling }]).collect()
    }

    /// The rota was filled, or as far as it was when somebody stopped it.
    pub(super) fn rota_filled(&mut self, ticket: u64, filled: Filled) {
        self.over(ticket);
        let asked = self.fillings.asked.take_if(|(_, asked)| *asked == ticket);
        if let Some((base, _)) = asked {
            self.fillings.done = Some((base, Box::new(filled)));
        }
    }

    /// Looks for the reasons of something that is missing in the filled rota.
    pub(super) fn explain(&mut self, unmet: &Unmet) -> Vec<Effect> {
        let lack = |filled: &Filled| {
            let lack = filled.lacks.iter().find(|one| one.unmet == *unmet)?;
            Some(lack.lack.words.clone())
        };
        let done = self.fillings.done.as_ref();
        let Some((words, filled)) = done.and_then(|(_, filled)| Some((lack(filled)?, filled)))
        else {
            return Vec::new();
        };
        let filled = filled.clone();
        let before = self.stop_explaining();
        let ticket = self.next_ticket();
        self.fillings.explaining = Some(ticket);
        self.begin_work(ticket, Doing::Explain, words);
        let explain = Effect::Explain { ticket, filled, unmet: unmet.clone() };
        before.into_iter().chain([explain]).collect()
    }

    /// Stops looking for reasons that nobody waits for any more.
    fn stop_explaining(&mut self) -> Option<Effect> {
        let before = self.fillings.explaining.take()?;
        self.stop(before)
    }

    /// Whether that work looks for the reasons that are asked for.
    pub(super) fn explains(&self, ticket: u64) -> bool {
        self.fillings.explaining == Some(ticket)
    }

    /// The reasons were looked for. A rota filled anew meanwhile has its own.
    pub(super) fn explained(&mut self, ticket: u64, missing: Option<Missing>) {
        self.over(ticket);
        let asked = self.fillings.explaining.take_if(|asked| *asked == ticket);
        let (Some(_), Some(missing), Some((_, filled))) = (asked, missing, &mut self.fillings.done)
        else {
            return;
        };
        for lack in &mut filled.lacks {
            if lack.unmet == missing.unmet && lack.lack == missing.lack {
                lack.clone_from(&missing);
            }
        }
    }

    /// Whoever asked for reasons wants none any more.
    pub(super) fn leave_unexplained(&mut self, ticket: u64) {
        self.fillings.explaining.take_if(|asked| *asked == ticket);
    }

    /// Whether that work fills the rota for the question that is asked.
    pub(super) fn fills(&self, ticket: u64) -> bool {
        self.fillings.asked.as_ref().is_some_and(|(_, asked)| *asked == ticket)
    }

    /// Takes the question away for which that work fills the rota; whether there was one.
    pub(super) fn gives_up_filling(&mut self, ticket: u64) -> bool {
        let of_it = self.fillings.asked.take_if(|(_, asked)| *asked == ticket).is_some();
        if of_it {
            self.drop_questions(|dialog| matches!(dialog, Dialog::Fill(_)));
        }
        of_it
    }

    /// The cells that would be written, without the days that are left, and those of them that have
    /// begun since.
    fn taken(&self, draft: &FillDraft, at: NaiveDateTime) -> (Cells, usize) {
        let Some(filled) = self.filled(draft) else { return (Cells::new(), 0) };
        let mut cells = filled.changed.clone();
        cells.retain(|cell, _| !draft.left.contains(&cell.day));
        let all = cells.len();
        cells.retain(|cell, _| at < cell.shift.span(cell.day).0);
        let begun = all - cells.len();
        (cells, begun)
    }

    /// What would be wrong because the days that are left keep whom they have, a line each.
    pub fn beside_left(&self, draft: &FillDraft, now: NaiveDateTime) -> Vec<String> {
        let Some(filled) = self.filled(draft).filter(|_| !draft.left.is_empty()) else {
            return Vec::new();
        };
        let news = |cells: &Cells| {
            let after = filled.filling.applied(cells);
            relief::news(self.document(), &after, cells.keys().copied())
        };
        let known = news(&filled.changed);
        let mut new = news(&self.taken(draft, self.workbook_now(now)).0);
        new.retain(|line| !known.contains(line));
        new
    }

    /// Begins to fill the rota, or writes what came of it. Whether the question is answered.
    pub(super) fn fill_rota(&mut self, draft: &FillDraft, now: NaiveDateTime) -> bool {
        if self.filled(draft).is_none() {
            if draft.to < draft.from {
                self.refuse(&Refusal::Broken(BACKWARDS.to_owned()));
            } else if let Some(words) = too_long(draft.from, draft.to) {
                self.refuse(&Refusal::Broken(words));
            } else if !draft.begun {
                self.dialog = Some(Dialog::Fill(FillDraft { begun: true, ..draft.clone() }));
            } else {
                self.tell(Tone::Refused, "还没有排好，请稍等".to_owned());
            }
            return false;
        }
        let (cells, begun) = self.taken(draft, self.workbook_now(now));
        let stayed = format!("已经开始的{begun}班没有动");
        if cells.is_empty() {
            let words =
                if begun == 0 { "没有要改的班：排班表就是这样" } else { &stayed };
            self.tell(Tone::Refused, words.to_owned());
            return false;
        }
        let done = self.act(&Action::Team(TeamAction::FillRota(cells)), now);
        if let Some(done) = &done {
            let stayed = if begun == 0 { String::new() } else { format!("；{stayed}") };
            self.tell(Tone::Good, format!("已{}，可以整个撤销{stayed}", done.verb));
        }
        done.is_some()
    }

    /// Begins to read an earlier season's workbook.
    pub(super) fn read_earlier(&mut self, path: PathBuf) -> Effect {
        let ticket = self.next_ticket();
        if let Some(before) = self.fillings.reading.replace(ticket) {
            self.over(before);
        }
        self.begin_work(ticket, Doing::ReadEarlier, name_of(&path));
        Effect::ReadEarlier { path, ticket }
    }

    /// An earlier season's workbook was read.
    pub(super) fn earlier_read(
        &mut self,
        (ticket, path): (u64, PathBuf),
        workbook: WorkbookId,
        doc: Document,
    ) {
        let reading = self.fillings.reading.take_if(|reading| *reading == ticket);
        if reading.is_none() || !self.over(ticket) {
            return;
        }
        let yearbook = Yearbook::of(workbook, &doc);
        let here = Yearbook::of(self.session.workbook(), self.document());
        let known: Vec<Yearbook> = self.fillings.earlier.iter().map(|one| one.yearbook).collect();
        if let Err(why) = counts(yearbook, here, &known) {
            return self.tell(Tone::Refused, format!("{}{why}", name_of(&path)));
        }
        self.go_on_with(&path);
        self.fillings.earlier.push(EarlierFile { path, yearbook, doc });
        self.fillings.earlier_state += 1;
    }

    /// An earlier season's workbook counts no longer.
    pub(super) fn leave_earlier(&mut self, path: &Path) {
        self.fillings.earlier.retain(|one| one.path != path);
        self.fillings.earlier_state += 1;
    }

    /// Another workbook was opened: what was read beside the one before is of no use.
    pub(super) fn forget_fillings(&mut self) {
        let earlier_state = self.fillings.earlier_state + 1;
        self.fillings = Fillings { earlier_state, ..Fillings::default() };
    }
}
