//! 《查岗记录》: every spot check of a post, with what they came to. Source: `sources.md` 查岗记录.

use super::Stamp;
use super::data::Data;
use super::form::{Block, Form, Page, Text};
use super::head::{by_season, days_words, listed_words, short_day, time_words};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Table};
use crate::model::id::SpotCheckId;
use crate::model::mine::Mine;
use crate::model::watch::{CheckWay, Outcome, SpotCheck};
use crate::model::{Document, RecordId};

pub(super) static PAPER: Paper = Paper {
    word: "checks",
    key: "checks",
    title: "查岗记录",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "还没有查岗",
    offers: |doc, _| list(doc.spot_checks.len(), "次", "查岗记录", Request::spot_checks()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Forms(forms(source))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// All spot checks.
    pub fn spot_checks() -> Self {
        PAPER.whole()
    }
}

/// Empty rows for the pen where there is no check yet.
const PEN_ROWS: usize = 12;

/// A spot check with what it is known by.
type Listed<'a> = (SpotCheckId, &'a SpotCheck);

/// A list a season.
fn forms(source: &Source<'_>) -> Vec<Form> {
    let Source { doc, mine, stamp } = source;
    let mut checks: Vec<Listed<'_>> = doc.spot_checks.iter().map(|(id, one)| (*id, one)).collect();
    checks.sort_by_key(|(_, check)| (check.day, check.at));
    by_season(&checks, |(_, one)| one.day)
        .iter()
        .map(|checks| form(doc, mine, stamp, checks))
        .collect()
}

fn form(doc: &Document, mine: &Mine, stamp: &Stamp, checks: &[Listed<'_>]) -> Form {
    let days = days_words(checks.iter().map(|(_, check)| check.day));
    let rows: Vec<Row> =
        checks.iter().enumerate().map(|(at, check)| row(doc, at + 1, *check)).collect();
    let table = Table {
        columns: columns(),
        blank: if rows.is_empty() { PEN_ROWS } else { 0 },
        rows,
        row_mm: 8.0,
        year: doc.current_season().year,
        ..Table::default()
    };
    let notes = [
        "电话抽查三分钟内接通为在岗。",
        "不在岗或三分钟内未接通的，写明处理意见。",
        "被抽查人签名由本人手写，电话、视频抽查的可不签。",
    ];
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: "春节值班查岗记录".to_owned(),
        subtitle: listed_words(checks, &days, stamp),
        blocks: vec![
            Block::Table(table),
            Block::Text(Text {
                label: "合计".to_owned(),
                words: totals(checks),
                lines: u8::from(checks.is_empty()),
                beside: true,
            }),
            Block::signed(&["编制", "审核"]),
        ],
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::narrow("日期", 22.0).of(Holds::Day),
        Column::narrow("时间", 17.0).of(Holds::Time),
        Column::narrow("方式", 14.0),
        Column::narrow("抽查人", 20.0),
        Column::wide("岗位", 2),
        Column::narrow("应到", 12.0).of(Holds::Count),
        Column::narrow("实到", 12.0).of(Holds::Count),
        Column::narrow("情况", 30.0),
        Column::wide("处理意见", 4),
        Column::narrow("被抽查人签名", 27.0),
    ]
}

fn row(doc: &Document, no: usize, (id, check): Listed<'_>) -> Row {
    let year = doc.current_season().year;
    let people = |count: u16| match check.expected {
        0 => String::new(),
        _ => count.to_string(),
    };
    let cells = vec![
        no.to_string(),
        check.day.map(|day| short_day(day, year)).unwrap_or_default(),
        time_words(check.at),
        check.way.map_or("", CheckWay::word).to_owned(),
        check.checker.map(|by| doc.person_name(by)).unwrap_or_default().to_owned(),
        doc.post_name(check.post).to_owned(),
        people(check.expected),
        people(check.present),
        check.outcome.map_or("", Outcome::word).to_owned(),
        measure(check).to_owned(),
    ];
    Row::Of(RecordId::SpotCheck(id), cells)
}

/// What was done about it; where all were there nothing had to be, and else it is for the pen.
fn measure(check: &SpotCheck) -> &str {
    match (check.measure.trim(), check.outcome) {
        ("", Some(Outcome::Present | Outcome::StoodIn)) => "无",
        (words, _) => words,
    }
}

/// The figures with the way they were counted; what was not written down is not claimed.
fn totals(checks: &[Listed<'_>]) -> String {
    if checks.is_empty() {
        return String::new();
    }
    let ways = CheckWay::ALL.iter().filter_map(|way| {
        let count = checks.iter().filter(|(_, check)| check.way == Some(*way)).count();
        (0 < count).then(|| format!("{}{count}次", way.word()))
    });
    let by_way: Vec<String> = ways.collect();
    let by_way =
        if by_way.is_empty() { String::new() } else { format!("，其中{}", by_way.join("、")) };
    let found =
        |outcome: Outcome| checks.iter().filter(|(_, one)| one.outcome == Some(outcome)).count();
    let mut outcomes: Vec<String> = Outcome::ALL
        .iter()
        .map(|outcome| (outcome.word(), found(*outcome)))
        .filter(|(_, count)| 0 < *count)
        .map(|(word, count)| format!("{word}{count}次"))
        .collect();
    let unsaid = checks.iter().filter(|(_, check)| check.outcome.is_none()).count();
    if 0 < unsaid {
        outcomes.push(format!("未写情况{unsaid}次"));
    } else if found(Outcome::Away) == 0 {
        outcomes.push("抽查中未发现空岗".to_owned());
    }
    let sum = |of: fn(&SpotCheck) -> u16| -> u32 {
        checks.iter().map(|(_, check)| u32::from(of(check))).sum()
    };
    let (expected, present) = (sum(|check| check.expected), sum(|check| check.present));
    [
        format!("抽查{}次{by_way}（口径：本表登记一行计一次）。", checks.len()),
        format!("{}（口径：按“情况”栏）。", outcomes.join("，")),
        format!("应到{expected}人次，实到{present}人次（口径：各次应到、实到人数相加）。"),
    ]
    .join("\n")
}
