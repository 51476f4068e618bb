//! 《突发事件情况报告》: what the mine needs in order to report upwards, in seven elements, with room to write
//! down who was told when. Source: `sources.md` 处置记录, 生产安全事故报告和调查处理条例.

use super::super::form::{Block, Fact, Form};
use super::super::paper::{Blank, Paper, Request, Shelf, Span};
use super::super::table::{Column, Table};
use super::{Case, FileKind, Level, LineKind, RecordId, incidents, made, name, offers};
use crate::model::id::IncidentId;

pub(in crate::print) static PAPER: Paper = Paper {
    word: "incidents",
    key: "incident-report",
    title: "情况报告",
    shelf: Shelf::Watch,
    folder: "09值守",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有处置和演练记录",
    offers: |doc, scope| offers(&PAPER, doc, scope, |_| true),
    name,
    make: |source, of| made(source, of, form),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The report on an incident.
    pub fn incident_report(id: IncidentId) -> Self {
        PAPER.of(RecordId::Incident(id))
    }
}

/// So many rows for those who were told.
const TOLD_ROWS: usize = 4;

/// To whom it goes by what hour, where a law says so; the mine decides whether it is such an accident.
const DUTY: &str = "属于生产安全事故的：现场人员立即报本单位负责人；单位负责人接到报告后1小时内，报事发地县级以上应急管理部门和负有安全生产监督管理职责的有关部门（《生产安全事故报告和调查处理条例》第9条）。是否属于、由谁上报由矿确定，其他报送对象和时限按上级通知。";

fn form(case: Case<'_>) -> Form {
    let one = case.one;
    let mut blocks = vec![
        Block::told("事件经过", &course(case), 3),
        Block::told("人员情况", &one.people, 2),
        Block::told("已采取措施", &measures(case), 3),
        Block::told("目前情况和\n下一步", &one.result, 2),
        Block::told("报送时限", DUTY, 0),
    ];
    blocks.push(Block::Table(Table {
        title: "报送记录".to_owned(),
        columns: vec![
            Column::wide("报送单位", 3),
            Column::narrow("方式", 22.0),
            Column::narrow("报出时间", 30.0),
            Column::narrow("报告人", 26.0),
            Column::narrow("接报人", 26.0),
        ],
        blank: TOLD_ROWS,
        ..Table::default()
    }));
    blocks.push(Block::signed(&["报告人签名", "审核签名"]));
    let mut notes = vec!["没有核实的写“正在核实”，核实后续报。".to_owned()];
    if one.is_drill() {
        notes.push("本次为演练，不得作为真实情况报送。".to_owned());
    }
    Form {
        unit: case.mine.heading().to_owned(),
        title: case.title("突发事件情况报告"),
        facts: vec![
            Fact::over(3, "单位", case.mine.heading()),
            Fact::over(3, "时间", case.began()),
            Fact::over(3, "地点", format!("{} {}", case.mine.place.trim(), case.place()).trim()),
            Fact::over(2, "事件类型", incidents::what(case.doc, one)),
            Fact::new("响应级别", case.course.level().map_or("", Level::word)),
            Fact::over(3, "联系人和电话", one.contact.trim()),
        ],
        blocks,
        notes,
        ..Form::default()
    }
}

/// What was seen and reported, without the steps.
fn course(case: Case<'_>) -> String {
    use LineKind::{Dispatch, Fire, Level, Medical, Note, Upward};
    let is_told = |kind| matches!(kind, Fire | Dispatch | Medical | Upward | Note | Level);
    sentence(case, is_told)
}

/// As somebody wrote them, else the orders, the steps that were done and the heads that were counted.
fn measures(case: Case<'_>) -> String {
    match case.one.measures.trim() {
        "" => sentence(case, |kind| {
            matches!(kind, LineKind::Order | LineKind::Step | LineKind::Count)
        }),
        words => words.to_owned(),
    }
}

fn sentence(case: Case<'_>, is_told: fn(LineKind) -> bool) -> String {
    let told = case.course.told.iter();
    let told = told.filter(|told| is_told(told.kind) && !told.line.struck);
    let told = told.map(|told| {
        let at = told.at().map(|at| at.format("%H:%M ").to_string()).unwrap_or_default();
        format!("{at}{}", told.words(case.doc).trim_end_matches('。'))
    });
    let words = told.collect::<Vec<_>>().join("；");
    if words.is_empty() { words } else { format!("{words}。") }
}
