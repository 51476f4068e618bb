//! 《值班日志》: one page a shift, for the record or for the pen. Source: `sources.md` 值班日志.

use super::data::Data;
use super::paper::{
    Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, by_time, shift_words,
};
use crate::model::RecordId;
use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};

use super::form::{Block, Fact, Form, Signatures};
use super::head::{dated, moment_words, time_words};
use super::table::{Column, Row, Table};
use super::{PrintError, loops};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::{LogId, PersonId};
use crate::model::mine::Mine;
use crate::model::people::Part;
use crate::model::watch::{Log, LogLine};
use crate::rules::duty::on_duty_within;

pub(super) static PAPER: Paper = Paper {
    word: "log",
    key: "log",
    title: "值班日志",
    shelf: Shelf::Watch,
    folder: "09值守",
    days: Span::Dated { back: Some(3) },
    none: "还没有值班日志",
    offers,
    name,
    make,
    by_hand,
    blank: Blank::Made(blank),
};

impl Request {
    /// A duty log.
    pub fn log(id: LogId) -> Self {
        PAPER.of(RecordId::Log(id))
    }
}

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let there = doc.logs.iter().filter(|(_, one)| scope.holds(one.day));
    let offers = there.map(|(id, one)| {
        let words = shift_words(PAPER.title, one.day, one.shift);
        (one.day, one.shift, Offer::new(words, "", Request::log(*id)))
    });
    by_time(offers.collect())
}

fn id(of: &Of) -> Option<LogId> {
    match of.record() {
        Some(RecordId::Log(id)) => Some(*id),
        _ => None,
    }
}

fn by_hand(doc: &Document, of: &Of) -> bool {
    id(of).and_then(|id| doc.logs.get(&id)).is_some_and(is_for_the_pen)
}

fn name(doc: &Document, of: &Of) -> Named {
    let one = id(of).and_then(|id| doc.logs.find(&id));
    Named::of_shift(one.and_then(|one| one.day), one.and_then(|one| one.shift))
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let id = id(of).ok_or(PrintError::Gone(PAPER.title))?;
    form(source.doc, &source.mine, id).map(|form| Data::Form(Box::new(form)))
}

/// Empty rows for what is written by hand where nothing was typed yet.
const PEN_LINES: usize = 4;
const PEN_CALLS: usize = 2;
/// A busy shift still fits its page.
const LINE_MM: f64 = 5.9;
/// The least number of rows to sign in, two places each.
const LEAST_SIGN_ROWS: usize = 3;
/// On a blank form nobody is known yet.
const BLANK_SIGN_ROWS: usize = 5;

pub(super) fn form(doc: &Document, mine: &Mine, id: LogId) -> Result<Form, PrintError> {
    let log = doc.logs.get(&id).ok_or(PrintError::Gone("值班日志"))?;
    Ok(of_log(doc, mine, log))
}

fn blank(source: &Source<'_>) -> Form {
    of_log(source.doc, &source.mine, &Log::default())
}

fn of_log(doc: &Document, mine: &Mine, log: &Log) -> Form {
    let mut blocks = vec![sign_in(doc, log), work(log), calls(doc, log)];
    blocks.extend(texts(doc, log));
    // Without a date: it stands above, and the page has to hold a busy shift.
    let labels = ["值班员签名", "值班矿领导\n签阅"].map(str::to_owned).to_vec();
    blocks.push(Block::Signatures(Signatures { labels, ..Signatures::default() }));
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队值班日志".to_owned(),
        facts: facts(doc, log),
        blocks,
        notes: notes(log),
        ..Form::default()
    }
}

/// From when to when it lasts; a log without a shift is of the whole day.
fn span(log: &Log) -> Option<(NaiveDateTime, NaiveDateTime)> {
    log.day.map(|day| log.shift.unwrap_or(DutyShift::Whole).span(day))
}

/// Whether it goes out to be written by hand: nothing has been typed of what was done.
fn is_for_the_pen(log: &Log) -> bool {
    log.lines.is_empty() && log.calls.is_empty()
}

fn facts(doc: &Document, log: &Log) -> Vec<Fact> {
    let name = |person: Option<PersonId>| person.map(|id| doc.person_name(id)).unwrap_or_default();
    vec![
        Fact::over(2, "日期", dated(log.day)),
        Fact::new("班次", log.shift.map_or("", DutyShift::word)),
        Fact::over(2, "天气与预警", log.weather.trim()),
        Fact::new("起止时间", log.shift.map(DutyShift::hours_words).unwrap_or_default()),
        Fact::new("值班矿领导", name(log.leader)),
        Fact::new("值班员", doc.person_names(&log.keepers)),
        Fact::new("当班组长", name(log.captain)),
    ]
}

/// Who is to be there, side by side in twos; they sign and write when they came. Posts somebody
/// else rosters sign elsewhere, and who stands by at home signs nowhere.
fn sign_in(doc: &Document, log: &Log) -> Block {
    let mut people: Vec<(String, PersonId)> = Vec::new();
    let heads = log.keepers.iter().map(|id| ("值班员", *id));
    for (post, person) in heads.chain(log.captain.map(|id| ("当班组长", id))) {
        people.push((post.to_owned(), person));
    }
    if let Some((begin, end)) = span(log) {
        for duty in on_duty_within(doc, begin, end) {
            let post = doc.posts.find(&duty.cell.post);
            let Some(post) =
                post.filter(|post| !post.official && post.watch_part() != Part::Standby)
            else {
                continue;
            };
            people.extend(duty.persons.into_iter().map(|person| (post.name.clone(), person)));
        }
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut seen: Vec<PersonId> = Vec::new();
    people.retain(|(_, person)| {
        let new = !seen.contains(person);
        seen.push(*person);
        new
    });
    for pair in people.chunks(2) {
        let cells = pair.iter().flat_map(|(post, person)| {
            [post.clone(), doc.person_name(*person).to_owned(), String::new(), String::new()]
        });
        rows.push(Row::Cells(cells.collect()));
    }
    let least = if log.day.is_none() { BLANK_SIGN_ROWS } else { LEAST_SIGN_ROWS };
    let columns = ["岗位", "姓名", "签到", "到岗时间"].iter().zip([25.0, 18.0, 27.0, 18.0]);
    let columns: Vec<Column> = columns.map(|(title, width)| Column::narrow(title, width)).collect();
    Block::Table(Table {
        columns: [columns.clone(), columns].concat(),
        blank: least.saturating_sub(rows.len()),
        rows,
        row_mm: 8.0,
        ..Table::default()
    })
}

/// What was done and seen, in the order of time.
fn work(log: &Log) -> Block {
    let begin = span(log).map(|(begin, _)| begin.time()).unwrap_or_default();
    let mut lines: Vec<&LogLine> = log.lines.values().collect();
    lines.sort_by_key(|line| line.at.map(|at| place_in_shift(at, begin)));
    let cells = |line: &LogLine| Row::Cells(vec![time_words(line.at), line.words.clone()]);
    let for_the_pen = is_for_the_pen(log);
    Block::Table(Table {
        columns: vec![
            Column::narrow("时间", 16.0),
            Column::wide("主要工作与巡查情况（时间、地点、情况）", 1),
        ],
        rows: lines.into_iter().map(cells).collect(),
        row_mm: LINE_MM,
        blank: if for_the_pen { PEN_LINES } else { 0 },
        fill: for_the_pen,
        empty: "没有登记".to_owned(),
        ..Table::default()
    })
}

/// Orders times of a shift that may go past midnight. A line may be of the hour before it begins,
/// when people gather.
fn place_in_shift(at: NaiveTime, begin: NaiveTime) -> (bool, NaiveTime) {
    let (gathering, _) = begin.overflowing_sub_signed(TimeDelta::hours(1));
    (gathering <= begin && at < gathering, at)
}

fn calls(doc: &Document, log: &Log) -> Block {
    let rows = log.calls.values().map(|call| {
        let by = call.by.map(|by| doc.person_name(by)).unwrap_or_default();
        let (from, matter, done) = (call.from.clone(), call.matter.clone(), call.done.clone());
        Row::Cells(vec![time_words(call.at), from, matter, done, by.to_owned()])
    });
    Block::Table(Table {
        columns: vec![
            Column::narrow("时间", 16.0),
            Column::wide("来电来文单位（人）", 3),
            Column::wide("事项", 4),
            Column::wide("处理情况", 4),
            Column::narrow("办理人", 20.0),
        ],
        rows: rows.collect(),
        blank: if is_for_the_pen(log) { PEN_CALLS } else { 0 },
        row_mm: LINE_MM,
        empty: "无来电来文".to_owned(),
        ..Table::default()
    })
}

/// The other boxes in the order of the paper: as written, else room for the pen.
fn texts(doc: &Document, log: &Log) -> Vec<Block> {
    vec![
        Block::told("上级检查抽查", &log.visits, 0),
        Block::told("突发事件", &log.incidents, 2),
        Block::told("隐患登记办理", &hazards(doc, log), 1),
        Block::told("停电动火检修", &log.works, 0),
        Block::told("水电暖餐车辆", &log.utilities, 0),
        Block::told("帮扶服务", &log.services, 0),
        Block::told("零报告", &zero_reports(doc, log), 0),
        Block::told("遗留问题提醒", &log.left, 1),
    ]
}

/// What the books say of hazards in that shift.
fn hazards(doc: &Document, log: &Log) -> String {
    let Some((begin, end)) = span(log) else { return String::new() };
    let told = loops::told(doc, |_| true, |at| begin <= at && at < end);
    if told.is_empty() && !is_for_the_pen(log) {
        return "台账中没有本班登记、办理的隐患".to_owned();
    }
    told
}

/// Zero reports told in that shift, else those of its day; their times tell them apart.
fn zero_reports(doc: &Document, log: &Log) -> String {
    let Some((begin, end)) = span(log) else { return String::new() };
    let told = |is_meant: &dyn Fn(Option<NaiveDateTime>) -> bool| {
        let mut lines: Vec<(Option<NaiveDateTime>, String)> = doc
            .zero_reports
            .iter()
            .map(|(_, report)| {
                let at = report.day.map(|day| day.and_time(report.at.unwrap_or_default()));
                let way = match report.way.trim() {
                    "" => String::new(),
                    way => format!("（{way}）"),
                };
                let reporter = report.reporter.map(|by| doc.person_name(by)).unwrap_or_default();
                let by = if reporter.is_empty() { "" } else { "，报告人" };
                let (time, receiver) = (time_words(report.at), report.receiver.trim());
                (at, format!("{time}报{receiver}{way}{by}{reporter}"))
            })
            .filter(|(at, _)| is_meant(*at))
            .collect();
        lines.sort();
        lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("；")
    };
    let of_shift = told(&|at| at.is_some_and(|at| begin <= at && at < end));
    let words =
        if of_shift.is_empty() { told(&|at| at.map(|at| at.date()) == log.day) } else { of_shift };
    if words.is_empty() && !is_for_the_pen(log) {
        "没有零报告记录".to_owned()
    } else {
        words
    }
}

fn notes(log: &Log) -> Vec<String> {
    // Source: `sources.md` 值班日志.
    let late = span(log).zip(log.entered).and_then(|((_, end), entered)| {
        let limit = end.checked_add_days(Days::new(1))?;
        let words = || format!("补录：{}录入，距本班结束已超过24小时。", moment_words(entered));
        (limit < entered).then(words)
    });
    let rules =
        ["不得涂改；写错的划线改正，由改正人签名。", "空白栏填“无”。", "签到和签名由本人手写。"];
    late.into_iter().chain(rules.map(str::to_owned)).collect()
}
