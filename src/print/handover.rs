//! 《交接班记录》: what one shift hands over to the next. Source: `sources.md` 交接班记录.

use super::PrintError;
use super::data::Data;
use super::form::{Block, Fact, Form, Ticks};
use super::head::{dated, time_words};
use super::paper::{
    Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, by_time, shift_words,
};
use crate::model::Document;
use crate::model::RecordId;
use crate::model::duty::DutyShift;
use crate::model::id::{HandoverId, PersonId};
use crate::model::mine::Mine;
use crate::model::watch::Handover;

pub(super) static PAPER: Paper = Paper {
    word: "handover",
    key: "handover",
    title: "交接班记录",
    shelf: Shelf::Watch,
    folder: "09值守",
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
    let name = |person: Option<PersonId>| person.map(|id| doc.person_name(id)).unwrap_or_default();
    let Handover { state, devices, unfinished, reminders, orders, .. } = handover;
    let notes = [
        "接班人提前15分钟到岗，双方当面点清后签字；接班人未到，上一班继续值班。",
        "“五不交”：情况不清不交，记录不全不交，设备异常未说明不交，器材不齐不交，接班人饮酒或身体不适不交。",
        "未完事项写明编号、责任人、期限。",
        "物品数量相符的在方框内打√，不符的写明实有数量。",
    ];
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队交接班记录".to_owned(),
        facts: vec![
            Fact::over(2, "日期", dated(handover.day)),
            Fact::new("交班班次", handover.shift.map_or("", DutyShift::word)),
            Fact::new("交接时间", time_words(handover.at)),
            Fact::new("交班人", name(handover.giver)),
            Fact::new("接班人", name(handover.taker)),
        ],
        blocks: vec![
            Block::told("本班运行情况", state, 3),
            Block::told("设备消防设施\n状态", devices, 2),
            Block::told("未完事项", unfinished, 4),
            kit(&handover.kit),
            Block::told("安全提醒", reminders, 2),
            Block::told("上级指令", orders, 2),
            Block::told("交接时补充", "", 5),
            Block::signed(&["交班人签名", "接班人签名", "值班矿领导\n签名"]),
        ],
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

/// A box for each thing that is counted.
fn kit(words: &str) -> Block {
    let items: Vec<String> = words
        .split(['、', '，', '；', '。', '\n'])
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    let items = if items.is_empty() { USUAL_KIT.map(str::to_owned).to_vec() } else { items };
    let long = items.iter().any(|item| SHORT_ITEM < item.chars().count());
    Block::Ticks(Ticks {
        label: "移交物品".to_owned(), items, across: if long { 2 } else { 3 }
    })
}
