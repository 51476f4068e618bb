//! The one question that may be in front of everything else, with its unfinished answer.

use chrono::{NaiveDate, NaiveTime};

use super::{
    FillDraft, GoOnDraft, MergeDraft, NewFrom, PathDraft, RepairDraft, Sides, SwapDraft, Trouble,
};
use crate::action::Registered;
use crate::action::editions::{Offered, Wanted};
use crate::action::paste::Order;
use crate::model::RecordId;
use crate::model::checklist::Depth;
use crate::model::duty::DutyShift;
use crate::model::hazard::StepKind;
use crate::model::id::{HazardId, PersonId, PostId, RouteId, SheetId, SiteId, TransferId};
use crate::model::number::Number;
use crate::print::Left;
use crate::session::Entry;

/// A question. The draft lives in it and goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// How a new workbook begins.
    NewSeason(NewSeasonDraft),
    /// Typing a path.
    Path(PathDraft),
    /// Looking for a record or a command.
    Find(FindDraft),
    /// Which of several sheets with one number on them.
    Choose(ChooseDraft),
    /// Making sheets out.
    Issue(IssueDraft),
    /// Writing a hazard down.
    Report(ReportDraft),
    /// A paper of a hazard's loop.
    Step(StepDraft),
    /// Declaring a sheet void.
    VoidSheet {
        /// Which.
        sheet: SheetId,
        /// Why.
        why: String,
    },
    /// Laying down that the plan was approved.
    Approve(ApproveDraft),
    /// Beginning a paper of the watch for a shift.
    Shift(ShiftDraft),
    /// Taking in a pasted table.
    Paste(Order),
    /// What of a pasted table was left out.
    LeftOut(LeftOutDraft),
    /// Writing the same down of several people.
    Register(RegisterDraft),
    /// People taking turns at a post.
    Turns(TurnsDraft),
    /// Filling the rota of some days.
    Fill(FillDraft),
    /// Going on with the rota of an earlier stretch.
    GoOn(GoOnDraft),
    /// Shifts that change hands.
    Swap(SwapDraft),
    /// Taking what the program ships and the workbook lacks.
    Editions(EditionsDraft),
    /// Taking a record off the books.
    Remove(RecordId),
    /// Fields with a value on either side: which of them hold.
    Sides(Sides),
    /// Copies of the workbook to be merged: which, and what they bring.
    Merge(MergeDraft),
    /// A damaged workbook to be repaired: from what, and what comes back.
    Repair(RepairDraft),
    /// The file is damaged and open for reading only: what is damaged, and where it can be had.
    Damaged(Vec<String>),
    /// Entries this PC wrote that the file does not have.
    Offered(Vec<Entry>),
    /// Something went wrong.
    Trouble(Trouble),
    /// Nothing of a file that was to be opened can be read, and it may be repaired.
    Unread(Trouble),
    /// The window was to close and the file could not be written: why.
    Unwritten(Trouble),
    /// Something looks wrong with the PC's clock.
    Clock(Trouble),
    /// Who sits at the PC.
    SitDown,
    /// Keys.
    Keys,
    /// What would be handed over to whoever is asked for help.
    Diagnosis(String),
    /// About the program.
    About,
}

impl Dialog {
    /// What it is called, if somebody wrote in it what stands nowhere else: if it is another than as it
    /// was asked.
    pub(super) fn begun(&self, asked: Option<&Self>) -> Option<&'static str> {
        let word = match self {
            Self::Report(_) => "登记隐患",
            Self::Step(draft) => draft.next.word(),
            Self::VoidSheet { .. } => "作废单子",
            Self::Approve(_) => "登记批准",
            // What is out of a file is there still.
            Self::Paste(order) if order.source.is_none() && !order.text.trim().is_empty() => {
                "从表格录入"
            }
            Self::Register(_) => "批量登记",
            Self::Turns(_) => "向下顺排",
            Self::Swap(_) => "换班",
            Self::Sides(sides) if 0 < sides.decided() => "选定",
            Self::Merge(draft) if 0 < draft.sides.decided() => "合并副本",
            _ => return None,
        };
        (asked != Some(self)).then_some(word)
    }
}

/// A workbook to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewSeasonDraft {
    /// With what.
    pub from: NewFrom,
    /// The year of the Spring Festival.
    pub year: i32,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindDraft {
    /// What was typed.
    pub query: String,
    /// Which of the offers is highlighted.
    pub at: usize,
}

/// Sheets one of which is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseDraft {
    /// The number that stands on the paper of each.
    pub number: Number,
    /// The sheets.
    pub sheets: Vec<SheetId>,
    /// Which of them is highlighted.
    pub at: usize,
}

/// Sheets to be made out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueDraft {
    /// How deep.
    pub depth: Depth,
    /// Along which routes; for depth 巡.
    pub routes: Vec<RouteId>,
    /// For which site; for the other depths.
    pub site: Option<SiteId>,
    /// For what day.
    pub day: NaiveDate,
    /// For what shift.
    pub shift: String,
    /// Who is to walk.
    pub walkers: Vec<PersonId>,
}

/// A hazard to be written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportDraft {
    /// Where.
    pub site: Option<SiteId>,
    /// What.
    pub words: String,
    /// Who saw it.
    pub finders: Vec<PersonId>,
}

/// An approval, as it stands on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApproveDraft {
    /// Who approved.
    pub by: Vec<PersonId>,
    /// When.
    pub on: NaiveDate,
    /// What is different from the version before.
    pub note: String,
    /// Whether it is to be taken down although signatures or reviews are missing.
    pub despite: bool,
}

/// A paper of the watch that is begun for a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftPaper {
    /// The duty log.
    Log,
    /// The handover.
    Handover,
}

/// A paper of the watch to be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShiftDraft {
    /// Which paper.
    pub paper: ShiftPaper,
    /// The day the shift began.
    pub day: NaiveDate,
    /// Which shift.
    pub shift: DutyShift,
}

/// A paper of the loop, before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDraft {
    /// Which hazard.
    pub hazard: HazardId,
    /// The slip, where it is one that came back.
    pub slip: Option<TransferId>,
    /// Which paper.
    pub next: StepKind,
    /// The day on the paper.
    pub day: NaiveDate,
    /// The time on the paper.
    pub time: NaiveTime,
    /// Who did it or signed.
    pub by: Vec<PersonId>,
    /// Who saw that it was right, where the paper names somebody else as well.
    pub checker: Option<PersonId>,
    /// The words on the paper.
    pub words: String,
    /// Whether a second look found it right.
    pub pass: bool,
    /// The new limit of an extension.
    pub until: NaiveDate,
    /// The limit a transfer slip gives: the hazard's own, or what is usual for such a one.
    pub due: Option<NaiveDate>,
}

/// What a pasted table or a text that came back did, and what of it was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutDraft {
    /// What was done, for people to read.
    pub done: String,
    /// What stands above the question.
    pub title: &'static str,
    /// What stands above the list.
    pub intro: String,
    /// What was left out, place by place.
    pub lines: Vec<Left>,
}

/// Something to be written down of several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterDraft {
    /// What.
    pub what: Registered,
    /// The day of it.
    pub day: NaiveDate,
    /// Of whom.
    pub people: Vec<PersonId>,
}

/// What the program ships and the workbook lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionsDraft {
    /// What there is.
    pub offered: Offered,
    /// What of it is taken.
    pub wanted: Wanted,
}

/// People to take turns at a post, day after day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnsDraft {
    /// At which post.
    pub post: PostId,
    /// In which shift.
    pub shift: DutyShift,
    /// Who, in their order.
    pub people: Vec<PersonId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether somebody against whom something speaks is passed over that day.
    pub pass_over: bool,
}
