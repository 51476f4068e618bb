//! What a person may do: verbs, judged once by [`decide`] against a document nobody has touched.
//!
//! [`decide`] works out the changes, looks at the document as it would become through the eyes
//! of `rules`, and refuses what would break a law. Carrying changes out, undoing them, writing
//! them down and merging them is the same for every verb and stands in `session`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::model::checklist::{Code, Depth, Judge};
use crate::model::duty::{DutyId, DutyShift};
use crate::model::hazard::{Hazard, Step};
use crate::model::id::{
    EntryId, HazardId, LogId, Mint, PersonId, PhoneId, PostId, RouteId, SheetId, SiteId,
    TransferId, UnitId,
};
use crate::model::incident::IncidentLineKey;
use crate::model::measure::{Measure, Measured};
use crate::model::mine::Only;
use crate::model::number::{Number, Series};
use crate::model::plan::{CardCode, PlanKey};
use crate::model::printout::Printout;
use crate::model::sheet::{Mark, RowNumber};
use crate::model::{Cell, Change, Document, Put, RecordId};
use crate::rules::{self, Finding, Remedy};

pub mod book;
pub mod editions;
pub mod filling;
mod free;
pub mod going_on;
mod hazards;
mod incidents;
mod measures;
mod numbers;
pub mod own_names;
pub mod paste;
mod plan;
mod records;
mod reviews;
mod season;
mod sheets;
pub mod stock;
mod swaps;
mod team;
pub mod turns;
mod watch;

pub use book::Book;
pub use incidents::{IncidentAction, Jot, Timed};
pub use numbers::{highest, turned_back, turned_forth};
pub use plan::phones_to_load;
pub use records::NewRecord;
pub use swaps::{Away, NewSwap, SwapAction, can_go_back};
pub use team::Registered;
pub use watch::rounds_to_add;

/// What a person means to do, in the team's own verbs.
#[derive(Clone, Debug)]
pub enum Action {
    /// Write one field that needs no verb of its own: a name, a telephone, a measure.
    Set(Put),
    /// Write several such fields in one step: the same of many records, or what belongs together.
    SetAll(Vec<Put>),
    /// Put a new record on the books.
    Add(NewRecord),
    /// Take a record off the books. Refused while a paper still names it.
    Remove(RecordId),
    /// Put the shipped check items and checklists on the books.
    LoadBook(Arc<Book>),
    /// Take what the program ships and the workbook lacks: items, their editions, kinds, cards.
    TakeEditions(editions::Wanted),
    /// Begin the next edition of a check item, whose words may then be changed.
    ReviseItem(Code),
    /// Begin with what an earlier season's file knows: people, posts, places, cards, checklists.
    TakeOver(Arc<Document>),
    /// Write what a pasted table says, all of it in one step.
    Paste(Box<paste::Order>),
    /// Something about the team.
    Team(TeamAction),
    /// Shifts that change hands.
    Swap(SwapAction),
    /// Something about an incident or a drill.
    Incident(IncidentAction),
    /// Something about the plan.
    Plan(PlanAction),
    /// Something about the watch.
    Watch(WatchAction),
    /// Something about sheets.
    Sheet(SheetAction),
    /// Something about hazards.
    Hazard(HazardAction),
    /// Something about printed numbers.
    Number(NumberAction),
    /// Remember that those papers were printed.
    Remember(Vec<Printout>),
    /// Settle a field that two PCs wrote differently. Only the session can tell what is open.
    Resolve(Put),
}

impl Action {
    /// The fields it writes as somebody typed them.
    pub fn typed(&self) -> &[Put] {
        match self {
            Self::Set(put) => std::slice::from_ref(put),
            Self::SetAll(puts) => puts,
            _ => &[],
        }
    }
}

/// What may be done with the team.
#[derive(Clone, Debug)]
pub enum TeamAction {
    /// Let one unit stand wherever another is named, and take that one off the books.
    MergeUnits {
        /// Which goes.
        from: UnitId,
        /// Which stands in its place.
        into: UnitId,
    },
    /// Put the usual posts on the books; what is there stays.
    LoadPosts,
    /// Put the posts in that order; those not named keep theirs behind them.
    OrderPosts(Vec<PostId>),
    /// Write the same down of several people.
    Register {
        /// What.
        what: Registered,
        /// The day of it.
        day: NaiveDate,
        /// Of whom.
        people: Vec<PersonId>,
    },
    /// People take turns at one post, day by day: they are put there by hand.
    TakeTurns {
        /// At which post.
        post: PostId,
        /// In which shift.
        shift: DutyShift,
        /// Day by day.
        days: Vec<(NaiveDate, Vec<PersonId>)>,
    },
    /// Fill cells of the rota as 自动排班 proposes, or those of some days.
    FillRota(BTreeMap<DutyId, Vec<PersonId>>),
    /// Fill empty cells by who followed whom in an earlier stretch.
    GoOn(BTreeMap<DutyId, Vec<PersonId>>),
}

/// What may be done with the plan.
#[derive(Clone, Debug)]
pub enum PlanAction {
    /// Take shipped response cards into the plan.
    TakeCards(Vec<CardCode>),
    /// Write a card as it is shipped now in the place of what stands on it.
    RenewCard(CardCode),
    /// Begin a card of the mine's own.
    NewCard {
        /// What it is about.
        title: String,
    },
    /// Put the usual telephone lines on the books; what is there stays.
    LoadPhones,
    /// Lay down that the plan as it stands was approved on paper.
    Approve {
        /// Who approved it.
        by: Vec<PersonId>,
        /// When.
        on: NaiveDate,
        /// What is different from the version before.
        note: String,
    },
    /// Write down that copies of the newest version are handed out today, to whoever is to get one.
    HandOut,
    /// Write down that all copies of older versions were taken back today.
    TakeBack,
    /// Put a blank step into a card.
    InsertStep {
        /// Which card.
        card: CardCode,
        /// After which step; at the head without one.
        after: Option<u16>,
    },
    /// Let two steps of a card change places.
    SwapSteps {
        /// Which card.
        card: CardCode,
        /// One of them.
        one: u16,
        /// The other.
        other: u16,
    },
    /// Write down that a telephone was tried today.
    Dial {
        /// Which line.
        phone: PhoneId,
        /// Who tried it, if known.
        by: Option<PersonId>,
    },
    /// Put the telephone table in that order.
    OrderPhones(Vec<PhoneId>),
    /// Put the six departments on the countersigning sheet; who is there stays.
    LoadCountersigns,
    /// Write the mine's own names into posts, cards and telephone lines that were taken up before.
    OwnNames,
    /// Lay down a distance or a time of the cards, and write it into all of them.
    SetMeasure {
        /// Which.
        measure: Measure,
        /// How much and on what it rests; without that, as shipped.
        own: Option<Measured>,
    },
}

/// What may be done with the watch.
#[derive(Clone, Debug)]
pub enum WatchAction {
    /// Begin the log of a shift: people from the rota.
    OpenLog {
        /// The day the shift begins.
        day: NaiveDate,
        /// Which shift.
        shift: DutyShift,
    },
    /// Begin the handover of a shift: people from the rota, what is open from the books.
    OpenHandover {
        /// The day the shift that ends began.
        day: NaiveDate,
        /// Which shift.
        shift: DutyShift,
    },
    /// Write a zero report down, with the head count from the rota.
    ReportZero {
        /// To whom.
        receiver: String,
    },
    /// Put the patrols of a log's shift into it, a line each; those it speaks of stay.
    AddRounds {
        /// Which log.
        log: LogId,
    },
    /// Fill what a log leaves blank with 无, as the paper asks.
    FillBlanks {
        /// Which log.
        log: LogId,
    },
}

/// What may be done with sheets.
#[derive(Clone, Debug)]
pub enum SheetAction {
    /// Make out a route sheet: rows of depth 巡 for every stop.
    IssueRoute {
        /// Along which route.
        route: RouteId,
        /// For what shift.
        shift: String,
        /// For what day.
        day: NaiveDate,
        /// Who is to walk.
        walkers: Vec<PersonId>,
    },
    /// Make out a sheet for one site: the full list, or the electrical one.
    IssueSite {
        /// For which site.
        site: SiteId,
        /// The full list or the electrical one.
        depth: Depth,
        /// For what day.
        day: NaiveDate,
        /// Who is to go.
        walkers: Vec<PersonId>,
    },
    /// Write down what the paper says of one row; `None` takes it back.
    Mark {
        /// Which sheet.
        sheet: SheetId,
        /// Which row.
        row: RowNumber,
        /// What the paper says.
        mark: Option<Mark>,
    },
    /// 其余按纸面打√ for one block, or take that back.
    Tick {
        /// Which sheet.
        sheet: SheetId,
        /// Which block.
        judge: Judge,
        /// Tick, or take the tick back.
        ticked: bool,
    },
    /// The paper is typed back.
    Finish {
        /// Which sheet.
        sheet: SheetId,
    },
    /// Declare a sheet void; its number is kept.
    Void {
        /// Which sheet.
        sheet: SheetId,
        /// Why.
        why: String,
    },
}

/// What may be done with hazards.
#[derive(Clone, Debug)]
pub enum HazardAction {
    /// Write a new hazard down. It gets the next number.
    Report(Box<Hazard>),
    /// Make a hazard of a row with ×: place, item, basis and finders come from the sheet.
    ReportFault {
        /// Which sheet.
        sheet: SheetId,
        /// Which row.
        row: RowNumber,
        /// What the paper says.
        words: String,
    },
    /// Add a paper to the loop.
    Advance {
        /// Which hazard.
        hazard: HazardId,
        /// The paper.
        step: Step,
    },
    /// Put hazards on one transfer slip. It gets the next number.
    HandOver {
        /// Which hazards.
        hazards: Vec<HazardId>,
        /// Who hands them over.
        by: PersonId,
        /// The limit the slip gives; without one each keeps its own.
        due: Option<NaiveDate>,
    },
    /// The slip came back signed: all its hazards are received.
    Receive {
        /// Which slip.
        slip: TransferId,
        /// Who signed.
        by: PersonId,
        /// When, as the paper says.
        at: NaiveDateTime,
    },
}

/// What may be done with printed numbers that are not in order. Each settles what two PCs wrote
/// differently about them.
#[derive(Clone, Debug)]
pub enum NumberAction {
    /// Give a paper whose number another paper bears too, or whose number is not believed, the
    /// next number. It keeps the old one as 曾用号.
    Renumber(RecordId),
    /// Let the book of numbers say of that number what stands on the papers.
    Square(Number),
    /// Strike a number that is not believed, and that no paper bears, off the book.
    Strike(Number),
}

/// What an action is judged with, besides the document.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The time on the PC's clock, UTC+8.
    pub now: NaiveDateTime,
    /// The entry the action would be written down as; names of new records come from it.
    pub entry: EntryId,
    /// The highest numbers this PC ever printed, which survive a restored backup.
    pub printed: &'a BTreeMap<Series, u32>,
}

impl Ground<'_> {
    /// The name of the `place`-th record an action makes.
    fn mint(&self, place: u32) -> Mint {
        Mint { entry: self.entry, place }
    }
}

/// What an action would change, and what to call it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The changes, in order; no field twice.
    pub changes: Vec<Change>,
    /// What was done, for undo and history: 登记隐患 YH-2027-0088.
    pub verb: String,
    /// The records that are new, in the order the action made them.
    pub made: Vec<RecordId>,
}

/// Why an action was not carried out. Shown to the person as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record is not there (any more).
    #[error("这条记录已不在册，请刷新后再试")]
    Gone(RecordId),
    /// The record is named elsewhere.
    #[error("{what}还在用，不能删除：{by}提到了它")]
    InUse {
        /// Which record.
        what: String,
        /// Where it is named.
        by: String,
    },
    /// The field changes only through a verb of its own.
    #[error("“{0}”不能直接改，请用相应的按钮")]
    NotFree(&'static str),
    /// The text is longer than any paper takes, and than a file may hold.
    #[error("“{0}”太长（超过1MB），没有记下；请只留要用的内容")]
    TooLong(&'static str),
    /// Two PCs wrote the field differently and nobody has said which holds.
    #[error("“{0}”两处填得不同，请先选定用哪一个")]
    Contested(&'static str),
    /// The field is not contested, so there is nothing to settle.
    #[error("“{0}”没有两处不同，不用选定")]
    NotContested(&'static str),
    /// A law would be broken.
    #[error("{0}")]
    Broken(String),
    /// The record needs a name first.
    #[error("请先写{0}")]
    Missing(&'static str),
    /// A pasted table has nothing that is not on the books already.
    #[error("这张{0}里没有可以录入的内容")]
    NothingIn(&'static str),
    /// There is nothing to look at.
    #[error("{0}没有可查的项目，请先在检查表里选好")]
    NoItems(String),
    /// Somebody has changed the field since, so taking back would wipe out their work.
    #[error("“{0}”之后又被改过，不能再撤销这一步；需要的话请直接改")]
    ChangedSince(&'static str),
}

/// Says what `action` would change. Touches nothing.
///
/// # Errors
/// When a law would be broken, or the action makes no sense for the document.
pub fn decide(doc: &Document, action: &Action, ground: Ground<'_>) -> Result<Decision, Refusal> {
    let draft = match action {
        Action::Set(put) => free::set(doc, put)?,
        Action::SetAll(puts) => free::set_all(doc, puts)?,
        Action::Resolve(put) => Draft::of(format!("选定{}", put.cell().word()), vec![put.clone()]),
        Action::Add(record) => records::add(doc, record, ground)?,
        Action::Remove(record) => records::remove(doc, record)?,
        Action::LoadBook(book) => book::load(doc, book),
        Action::TakeEditions(wanted) => editions::take(doc, wanted, ground)?,
        Action::ReviseItem(code) => book::revise(doc, code)?,
        Action::TakeOver(earlier) => season::take_over(doc, earlier),
        Action::Paste(order) => paste::draft(doc, order, ground)?,
        Action::Team(action) => team::draft(doc, action, ground)?,
        Action::Swap(action) => swaps::draft(doc, action, ground)?,
        Action::Incident(action) => incidents::draft(doc, action, ground)?,
        Action::Plan(action) => plan::draft(doc, action, ground)?,
        Action::Watch(action) => watch::draft(doc, action, ground)?,
        Action::Sheet(action) => sheets::draft(doc, action, ground)?,
        Action::Hazard(action) => hazards::draft(doc, action, ground)?,
        Action::Number(action) => numbers::draft(doc, action, ground)?,
        Action::Remember(printouts) => records::remember(printouts, ground)?,
    };
    let Draft { verb, mut puts, made } = draft;
    // Whoever settles what two PCs wrote says of that field alone what holds.
    if !matches!(action, Action::Resolve(_)) {
        puts.extend(turns::by_hand(doc, &puts));
    }
    let changes: Vec<Change> = one_each(puts).into_iter().map(|put| doc.change(put)).collect();
    lawful(doc, &changes, ground.now)?;
    Ok(Decision { changes, verb, made })
}

/// Keeps the last value written to each field: one step that changed a field twice could not be
/// taken back.
fn one_each(puts: Vec<Put>) -> Vec<Put> {
    let mut written: BTreeSet<Cell> = BTreeSet::new();
    let mut kept: Vec<Put> =
        puts.into_iter().rev().filter(|put| written.insert(put.cell())).collect();
    kept.reverse();
    kept
}

/// Refuses changes that would break a law the document keeps now.
///
/// # Errors
/// [`Refusal::Broken`] with the words of the first law broken.
pub fn lawful(doc: &Document, changes: &[Change], now: NaiveDateTime) -> Result<(), Refusal> {
    refused(broken_by(doc, changes, now).into_iter().next())
}

/// As [`lawful`], for taking an act back or doing it again.
///
/// Where it put the book of numbers right, the book may be wrong again, which is told and put right
/// again; else nothing before it could be taken back any more.
///
/// # Errors
/// As [`lawful`].
pub fn lawful_turn(doc: &Document, changes: &[Change], now: NaiveDateTime) -> Result<(), Refusal> {
    let of_book = |finding: &Finding| matches!(finding.breach.remedy, Remedy::Square(_));
    refused(broken_by(doc, changes, now).into_iter().find(|finding| !of_book(finding)))
}

fn broken_by(doc: &Document, changes: &[Change], now: NaiveDateTime) -> Vec<Finding> {
    let mut after = doc.clone();
    for change in changes {
        after.apply(change.now());
    }
    let touched: BTreeSet<RecordId> = changes.iter().map(|change| change.cell().record()).collect();
    rules::newly_broken(doc, &after, &touched, now.date())
}

fn refused(broken: Option<Finding>) -> Result<(), Refusal> {
    match broken {
        Some(finding) => Err(Refusal::Broken(finding.breach.sentence())),
        None => Ok(()),
    }
}

/// The field somebody is typing in: the action is one more letter of its words, or the letter by
/// which its record was made.
pub fn pending_cell(action: &Action, made: &[RecordId]) -> Option<Cell> {
    match action {
        Action::Incident(IncidentAction::Write { line: Jot::Order(_) | Jot::Note(_), .. }) => {
            made.iter().find_map(|record| match record {
                RecordId::IncidentLine(line) => {
                    Some(Cell::IncidentLine(*line, IncidentLineKey::Words))
                }
                _ => None,
            })
        }
        Action::Set(put) => Some(put.cell()),
        Action::Plan(PlanAction::SetMeasure { measure, own: Some(_) }) => {
            Some(Cell::Plan(Only, PlanKey::Measure(*measure)))
        }
        Action::Sheet(SheetAction::Mark {
            sheet,
            row,
            mark: Some(Mark::Fault { hazard: None, .. }),
        }) => Some(Cell::Sheet(*sheet, crate::model::sheet::SheetKey::Mark(*row))),
        _ => None,
    }
}

/// The verbs that would mend a finding; none where only a person can say.
pub fn remedies(doc: &Document, remedy: &Remedy) -> Option<Action> {
    match remedy {
        Remedy::Look => None,
        Remedy::Untick(sheet, judge) => {
            Some(Action::Sheet(SheetAction::Tick { sheet: *sheet, judge: *judge, ticked: false }))
        }
        Remedy::ReportFault(sheet, row) => match doc.sheets.get(sheet)?.marks.get(row)? {
            Mark::Fault { words, hazard: None } => {
                let (sheet, row, words) = (*sheet, *row, words.clone());
                Some(Action::Hazard(HazardAction::ReportFault { sheet, row, words }))
            }
            _ => None,
        },
        Remedy::Renumber(record) => Some(Action::Number(NumberAction::Renumber(record.clone()))),
        Remedy::Square(number) => Some(Action::Number(NumberAction::Square(number.clone()))),
        Remedy::Strike(number) => Some(Action::Number(NumberAction::Strike(number.clone()))),
    }
}

/// What an action would write, before it is judged.
struct Draft {
    verb: String,
    puts: Vec<Put>,
    made: Vec<RecordId>,
}

impl Draft {
    fn of(verb: impl Into<String>, puts: Vec<Put>) -> Self {
        Self { verb: verb.into(), puts, made: Vec::new() }
    }
}
