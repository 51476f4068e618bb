//! 《交接班记录》: what one shift hands over to the next. Source: `sources.md` 交接班记录.

use chrono::{NaiveDate, TimeDelta};

use super::PrintError;
use super::data::Data;
use super::form::{Block, Fact, Form, Text, Ticks};
use super::head::{dated, time_words};
use super::kind::FileKind;
use super::open;
use super::paper::{
    Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, by_time, shift_words,
};
use super::table::Table;
use super::transfer::lines;
use crate::model::Document;
use crate::model::RecordId;
use crate::model::duty::DutyShift;
use crate::model::id::{HandoverId, PersonId};
use crate::model::mine::Mine;
use crate::model::watch::Handover;
use crate::rules::calendar::paper_day;
use crate::rules::course::open_at;

pub(super) static PAPER: Paper = Paper {
    word: "handover",
    key: "handover",
    title: "交接班记录",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word],
    days: Span::Dated { back: Some(3) },
    none: "还没有交接班记录",
    offers,
    name,
    make,
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

impl Request {
    /// A handover.
    pub fn handover(id: HandoverId) -> Self {
        PAPER.of(RecordId::Handover(id))
    }
}

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let there = doc.handovers.iter().filter(|(_, one)| scope.holds(one.day));
    let offers = there.map(|(id, one)| {
        let words = shift_words(PAPER.title, one.day, one.shift);
        (one.day, one.shift, Offer::new(words, "", Request::handover(*id)))
    });
    by_time(offers.collect())
}

fn id(of: &Of) -> Option<HandoverId> {
    match of.record() {
        Some(RecordId::Handover(id)) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let one = id(of).and_then(|id| doc.handovers.find(&id));
    Named::of_shift(one.and_then(|one| one.day), one.and_then(|one| one.shift))
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let id = id(of).ok_or(PrintError::Gone(PAPER.title))?;
    form(source.doc, &source.mine, id).map(|form| Data::Form(Box::new(form)))
}

/// What is counted at every handover, where nobody wrote a list.
const USUAL_KIT: [&str; 6] = [
    "对讲机　　　部",
    "手电　　　支",
    "钥匙　　　把",
    "车辆　　　辆",
    "急救箱　　　个",
    "巡查单夹　　　个",
];
/// How what is said of several things ends: 数量相符.
const SAID: [&str; 5] = ["相符", "齐全", "完好", "正常", "无误"];
/// A list longer than this goes on in fewer columns.
const SHORT_ITEM: usize = 9;

pub(super) fn form(doc: &Document, mine: &Mine, id: HandoverId) -> Result<Form, PrintError> {
    let handover = doc.handovers.get(&id).ok_or(PrintError::Gone("交接班记录"))?;
    Ok(of_handover(doc, mine, handover))
}

fn blank(source: &Source<'_>) -> Form {
    of_handover(source.doc, &source.mine, &Handover::default())
}

fn of_handover(doc: &Document, mine: &Mine, handover: &Handover) -> Form {
    let Handover { state, devices, reminders, orders, .. } = handover;
    let notes = [
        "接班人提前15分钟到岗，双方当面点清后签字；接班人未到，上一班继续值班。",
        "“五不交”：情况不清、记录不全、设备异常未说明、器材不齐、接班人饮酒或身体不适的，不交。",
        "未销号隐患取自台账（口径：本班结束时已登记、没有销号签字的，不含作废）。",
        "物品数量相符的打√，不符的写明实有数量。",
    ];
    let Unfinished { told, table, of_its_own, rows } = unfinished(doc, handover);
    // A pen has less room where many hazards stand on the page.
    let lines = |lines: u8| if rows < MANY { lines } else { 0 };
    let mut blocks = vec![
        Block::told("本班运行情况", state, lines(3)),
        Block::told("设备消防设施\n状态", devices, lines(2)),
    ];
    blocks.push(told);
    blocks.extend(table);
    blocks.extend([
        kit(&handover.kit),
        Block::told("安全提醒", reminders, lines(2)),
        Block::told("上级指令", orders, lines(2)),
    ]);
    // Where the page is full, what is added is written beside what it belongs to.
    blocks.extend((rows < FULL).then(|| Block::told("交接时补充", "", lines(2))));
    blocks.push(Block::signed(&["交班人签名", "接班人签名", "值班矿领导\n签名"]));
    blocks.extend(of_its_own);
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队交接班记录".to_owned(),
        facts: facts(doc, handover),
        blocks,
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

fn facts(doc: &Document, handover: &Handover) -> Vec<Fact> {
    let name = |person: Option<PersonId>| person.map(|id| doc.person_name(id)).unwrap_or_default();
    let shift = handover.shift.map(|shift| format!("{}（{}）", shift.word(), shift.hours_words()));
    vec![
        Fact::over(3, "值班日期", dated(doc, handover.day)),
        Fact::over(3, "交班班次", shift.unwrap_or_default()),
        Fact::over(3, "交接时间", handed_over(doc, handover)),
        Fact::new("交班人", name(handover.giver)),
        Fact::over(2, "接班人", name(handover.taker)),
    ]
}

/// With its day in full: what ends a night is of the next day.
fn handed_over(doc: &Document, handover: &Handover) -> String {
    let Some((day, at)) = handover.day.zip(handover.at) else { return time_words(handover.at) };
    let moment = handover.shift.unwrap_or(DutyShift::Whole).handed_over(day, at);
    let next = if moment.date() == day { "" } else { "次日　" };
    format!("{next}{} {}", paper_day(moment.date(), doc.little_year()), time_words(Some(at)))
}

/// From so many rows on they need the room of ruled lines.
const MANY: usize = 5;
/// From so many rows on they need all the room there is.
const FULL: usize = 10;

/// Rows for what is open, on a form nothing is known of.
const PEN_ROWS: usize = 4;

/// What is open when a shift is over: told in words, row by row below them, or on a page of its own
/// where that is more than one page has room for.
struct Unfinished {
    told: Block,
    table: Option<Block>,
    of_its_own: Vec<Block>,
    /// How many hazards stand among the rest.
    rows: usize,
}

/// Every hazard, with whose it is and until when, then what somebody wrote beside.
fn unfinished(doc: &Document, handover: &Handover) -> Unfinished {
    let own = handover.unfinished.trim();
    let Some(day) = handover.day else {
        let table = Table { blank: PEN_ROWS, ..open::table(doc, &[], NaiveDate::MIN) };
        let told = Block::told("未完事项", own, 1);
        let (table, of_its_own) = (Some(Block::Table(table)), Vec::new());
        return Unfinished { told, table, of_its_own, rows: 0 };
    };
    let (_, end) = handover.shift.unwrap_or(DutyShift::Whole).span(day);
    let last = end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end).date();
    let open = open_at(doc, end);
    let is_long = open::ON_ONE_PAGE < open.len();
    let told = match open::words(&open, last) {
        Some(words) if is_long => format!("{words}，逐条见附页。"),
        Some(words) => format!("{words}，逐条见下表。"),
        None => "没有未销号的隐患。".to_owned(),
    };
    let own = if own == "无" { "" } else { own };
    let told = Block::Text(Text {
        label: "未完事项".to_owned(),
        words: lines(&[&told, own]),
        lines: 0,
        beside: true,
    });
    let table = || Block::Table(open::table(doc, &open, last));
    let heading = format!("附：本班结束时未销号的隐患（{}条）", open.len());
    let of_its_own = || vec![Block::PageBreak, Block::Heading(heading), table()];
    Unfinished {
        told,
        table: (!open.is_empty() && !is_long).then(table),
        of_its_own: if is_long { of_its_own() } else { Vec::new() },
        rows: if is_long { 0 } else { open.len() },
    }
}

/// A box for each thing that is counted.
fn kit(words: &str) -> Block {
    let mut items: Vec<String> = Vec::new();
    let parts = words.split(['、', '，', '；', '。', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        // What is said of things is no thing to be counted.
        match items.last_mut().filter(|_| SAID.iter().any(|said| part.ends_with(said))) {
            Some(last) => *last = format!("{last}（{part}）"),
            None => items.push(part.to_owned()),
        }
    }
    let items = if items.is_empty() { USUAL_KIT.map(str::to_owned).to_vec() } else { items };
    let long = items.iter().any(|item| SHORT_ITEM < item.chars().count());
    Block::Ticks(Ticks {
        label: "移交物品".to_owned(), items, across: if long { 2 } else { 3 }
    })
}
