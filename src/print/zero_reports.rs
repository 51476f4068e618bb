//! 零报告 of a day: who was told what and when, and the words that go into a chat.

use std::collections::BTreeSet;

use super::PrintError;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{
    Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, shift_words,
};
use chrono::{Datelike as _, NaiveDate, NaiveTime};

use super::form::{Block, Fact, Form, Text};
use super::head::{dated, short_day, time_words};
use super::table::{Column, Holds, Row, Table};
use crate::model::id::ZeroReportId;
use crate::model::mine::Mine;
use crate::model::watch::ZeroReport;
use crate::model::{Document, RecordId};
use crate::rules::duty;
use crate::rules::zero::{chat_text, incident_words};

pub(super) static PAPER: Paper = Paper {
    word: "zero",
    key: "zero",
    title: "零报告",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word, FileKind::Excel, FileKind::Text],
    days: Span::Dated { back: Some(0) },
    none: "还没有零报告",
    offers,
    name: |_, of| Named { day: of.day(), ..Named::of("突击队") },
    make,
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

impl Request {
    /// The zero reports of a day, as a form.
    pub fn zero_reports(day: NaiveDate) -> Self {
        PAPER.on_day(day)
    }
}

/// A form a day, however many were told.
fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let days: BTreeSet<NaiveDate> = doc
        .zero_reports
        .iter()
        .filter_map(|(_, one)| one.day)
        .filter(|day| scope.holds(Some(*day)))
        .collect();
    let offer = |day: NaiveDate| {
        let count = format!("{}次", reports_of(doc, day).len());
        let words = shift_words(PAPER.title, Some(day), None);
        Offer::new(words, count, Request::zero_reports(day)).on(Some(day))
    };
    days.into_iter().map(offer).collect()
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let day = of.day().ok_or(PrintError::Nothing)?;
    Ok(Data::Form(Box::new(form(source.doc, &source.mine, Some(day)))))
}

fn blank(source: &Source<'_>) -> Form {
    form(source.doc, &source.mine, None)
}

/// Empty rows under those of the receivers.
const BLANK_ROWS: usize = 3;
/// Lines for words to be written by hand, where there are none.
const PEN_LINES: u8 = 4;
/// So many rows and ruled lines fill the page.
const ON_A_PAGE: usize = 15;

pub(super) fn form(doc: &Document, mine: &Mine, day: Option<NaiveDate>) -> Form {
    let reports = day.map(|day| reports_of(doc, day)).unwrap_or_default();
    let told = reports.iter().map(|(id, report)| (Some(*id), cells(doc, report)));
    let waiting = waiting(doc, &reports);
    let waiting = waiting.into_iter().map(|name| (None, vec![name.to_owned()]));
    let numbered = told.chain(waiting).enumerate().map(|(at, (of, cells))| {
        let no = (at + 1).to_string();
        let cells = std::iter::once(no).chain(cells).collect();
        match of {
            Some(id) => Row::Of(RecordId::ZeroReport(id), cells),
            None => Row::Cells(cells),
        }
    });
    let rows: Vec<Row> = numbered.collect();
    let taken = rows.len() + BLANK_ROWS;
    let table =
        Table { columns: columns(), rows, blank: BLANK_ROWS, row_mm: 10.0, ..Table::default() };
    let mut texts: Vec<String> = reports.iter().map(|(_, report)| chat_text(doc, report)).collect();
    // Several receivers told at one time are told the same.
    texts.dedup();
    let texts = Text {
        label: "报送文字（可照此发送）".to_owned(),
        lines: if texts.is_empty() { PEN_LINES } else { 0 },
        words: texts.join("\n"),
        beside: false,
    };
    let left = ON_A_PAGE.saturating_sub(taken + usize::from(texts.lines));
    let left = u8::try_from(left).unwrap_or(PEN_LINES).max(PEN_LINES);
    let notes = [
        "应到、实到为报告时的当班人数。",
        "没有情况也要按时报告；有情况写明时间、地点、经过和结果。",
        "报送文字中的巡查、检查、隐患数取自本册记录（口径：当日截至报告时间）。",
        "回执由接收人告知后手写。",
    ];
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队零报告".to_owned(),
        facts: vec![
            Fact::over(2, "日期", dated(doc, day)),
            Fact::new("报告班次", day.map(|day| shifts(doc, day, &reports)).unwrap_or_default()),
        ],
        blocks: vec![
            Block::Table(table),
            Block::Text(texts),
            Block::told("情况说明", "", left),
            Block::signed(&["报告人签名", "值班矿领导\n签阅"]),
        ],
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

/// A report with what it is known by.
pub(super) type Told<'a> = (ZeroReportId, &'a ZeroReport);

/// The reports about that day, by the time they were told.
pub(super) fn reports_of(doc: &Document, day: NaiveDate) -> Vec<Told<'_>> {
    let all = doc.zero_reports.iter().map(|(id, one)| (*id, one));
    let mut reports: Vec<Told<'_>> = all.filter(|(_, one)| one.day == Some(day)).collect();
    reports.sort_by_key(|(_, one)| one.at.unwrap_or(NaiveTime::MIN));
    reports
}

/// The shifts in which they were told, as the rota has them; 2月4日夜班 where it began the day
/// before. Nothing where nobody is on it.
fn shifts(doc: &Document, day: NaiveDate, reports: &[Told<'_>]) -> String {
    let mut told: Vec<String> = Vec::new();
    for at in reports.iter().filter_map(|(_, report)| report.at) {
        let moment = day.and_time(at);
        if duty::head_count(doc, moment) == 0 {
            continue;
        }
        let (begun, shift) = duty::shift_at(doc, moment);
        let of_day = if begun == day { String::new() } else { short_day(begun, day.year()) };
        let words = format!("{of_day}{}", shift.word());
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join("、")
}

/// Who was told on other days and not on this one, in the order of the first time.
fn waiting<'a>(doc: &'a Document, told: &[Told<'_>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (_, report) in doc.zero_reports.iter() {
        let name = report.receiver.trim();
        let known =
            names.contains(&name) || told.iter().any(|(_, one)| one.receiver.trim() == name);
        if !name.is_empty() && !known {
            names.push(name);
        }
    }
    names
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 10.0).of(Holds::Count),
        Column::wide("接收单位", 3),
        Column::narrow("时间", 17.0).of(Holds::Time),
        Column::narrow("方式", 13.0),
        Column::narrow("应到", 11.0).of(Holds::Count),
        Column::narrow("实到", 11.0).of(Holds::Count),
        Column::wide("情况", 5),
        Column::narrow("报告人", 19.0),
        Column::narrow("回执", 22.0),
    ]
}

fn cells(doc: &Document, report: &ZeroReport) -> Vec<String> {
    // The reporter is present, so a count of 0 means that it was not filled in.
    let people = |count: u16| if count == 0 { String::new() } else { count.to_string() };
    let reporter = report.reporter.map(|by| doc.person_name(by)).unwrap_or_default();
    vec![
        report.receiver.clone(),
        time_words(report.at),
        report.way.clone(),
        people(report.expected),
        people(report.present),
        incident_words(doc, report),
        reporter.to_owned(),
    ]
}
