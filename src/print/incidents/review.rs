//! 《复盘表》: what went well, what did not, and what is to be made better, with who sees to it until when.
//! Source: `sources.md` 演练.

use super::super::form::{Block, Fact, Form, Text};
use super::super::head::short_day;
use super::super::paper::{Blank, Paper, Request, Shelf, Span};
use super::super::table::{Column, Row, Table};
use super::{Case, FileKind, RecordId, has_begun, incidents, made, name, offers, unwritten};
use crate::model::id::IncidentId;

pub(in crate::print) static PAPER: Paper = Paper {
    word: "incidents",
    key: "incident-review",
    title: "复盘表",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有处置和演练记录",
    offers: |doc, scope| offers(&PAPER, doc, scope, has_begun),
    name,
    make: |source, of| made(source, of, form),
    by_hand: |_, _| false,
    blank: Blank::Made(|source| unwritten(source, form)),
};

impl Request {
    /// The review of an incident or a drill.
    pub fn incident_review(id: IncidentId) -> Self {
        PAPER.of(RecordId::Incident(id))
    }
}

/// So many rows for points nobody has typed yet.
const PEN_ROWS: usize = 4;

fn form(case: Case<'_>) -> Form {
    let one = case.one;
    let done = one.steps.keys().filter(|number| case.course.step(**number).is_some()).count();
    let steps = if one.steps.is_empty() {
        String::new()
    } else {
        format!("{}，共{}步，有记录{done}步", case.card(), one.steps.len())
    };
    Form {
        unit: case.mine.heading().to_owned(),
        title: case.title("突发事件复盘表"),
        facts: vec![
            Fact::over(3, "事件", incidents::what(case.doc, one)),
            Fact::over(2, "开始时间", case.began()),
            Fact::new("历时", case.took()),
            Fact::over(3, "处置卡", steps),
        ],
        blocks: vec![
            Block::told("做得好的", &one.good, 4),
            Block::told("问题和不足", &one.lacking, 4),
            amendments(),
            Block::Table(improvements(case)),
            Block::Text(Text {
                label: "参加复盘人员".to_owned(),
                lines: 2,
                beside: true,
                ..Text::default()
            }),
            Block::signed(&["主持人签名", "记录人签名"]),
        ],
        notes: vec!["复盘在24小时内做；只说事、不评人；改进事项办完为止。".to_owned()],
        ..Form::default()
    }
}

/// What of plan and cards is to be written anew, for the pen.
pub(super) fn amendments() -> Block {
    Block::told("对预案、处置卡\n的修订意见", "", 2)
}

/// What is to be made better, with rows for the pen where nothing is.
pub(super) fn improvements(case: Case<'_>) -> Table {
    let year = case.doc.current_season().year;
    let day =
        |day: Option<chrono::NaiveDate>| day.map(|day| short_day(day, year)).unwrap_or_default();
    let points = case.one.improvements.values().enumerate().map(|(place, point)| {
        let person = point.person.map(|id| case.doc.person_name(id)).unwrap_or_default();
        Row::Cells(vec![
            (place + 1).to_string(),
            point.words.trim().to_owned(),
            person.to_owned(),
            day(point.until),
            day(point.done),
        ])
    });
    let rows: Vec<Row> = points.collect();
    Table {
        title: "改进事项".to_owned(),
        columns: vec![
            Column::narrow("序", 9.0),
            Column::wide("内容", 4),
            Column::narrow("负责人", 26.0),
            Column::narrow("期限", 26.0),
            Column::narrow("完成", 26.0),
        ],
        blank: if rows.is_empty() { PEN_ROWS } else { 0 },
        rows,
        ..Table::default()
    }
}
