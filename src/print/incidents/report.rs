//! 《突发事件情况报告》: what the mine needs in order to report upwards, with room to write
//! down who was told when. Source: `sources.md` 处置记录, 生产安全事故报告和调查处理条例.

use super::super::form::{Block, Fact, Form};
use super::super::head::gas_words;
use super::super::paper::{Blank, Paper, Request, Shelf, Span};
use super::super::table::{BOX, Column, Table};
use super::{
    Case, FileKind, Level, LineKind, RecordId, Told, has_begun, incidents, made, name, offers,
    unwritten,
};
use crate::model::id::IncidentId;
use crate::model::mine::Mine;

pub(in crate::print) static PAPER: Paper = Paper {
    word: "incidents",
    key: "incident-report",
    title: "情况报告",
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
    /// The report on an incident.
    pub fn incident_report(id: IncidentId) -> Self {
        PAPER.of(RecordId::Incident(id))
    }
}

/// So many rows for those who were told.
const TOLD_ROWS: usize = 4;

/// To whom it goes by what hour, where a law says so; the mine decides whether it is such an accident.
const DUTY: &str = "属于煤矿生产安全事故（含涉险事故）的：现场人员立即报本单位负责人，情况紧急时可以直接报告有关部门；单位负责人接到报告后1小时内，如实报当地应急管理部门、负有煤矿安全生产监督管理职责的部门和所在地矿山安全监察机构（《煤矿安全生产条例》第59条、《生产安全事故报告和调查处理条例》第9条）。火灾、食物中毒、特种设备、放射源等另有规定的从其规定。是否属于、由谁上报由矿确定，其他报送对象和时限按上级通知。";

fn form(case: Case<'_>) -> Form {
    let one = case.one;
    let mut blocks = vec![
        Block::told("事件经过", &course(case), 3),
        Block::told("伤亡情况", &one.people, 2),
        Block::told("已采取措施", &measures(case), 3),
        Block::told("现场目前情况\n和下一步", &one.result, 2),
        Block::told("初步判断\n的原因", "", 1),
        Block::told("初步估计的\n直接经济损失", "", 1),
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
    blocks.push(Block::signed(&["报告人签名", "审核签名", "签发签名\n（单位负责人）"]));
    let mut notes = vec![
        "没有核实的写“正在核实”，原因没有查明的写“正在调查”，核实、查明后续报。".to_owned(),
        "伤亡情况写明死亡、重伤、轻伤、中毒、被困、下落不明各几人；自发生之日起30日内（火灾、道路交通7日内）有变化的补报。".to_owned(),
    ];
    if one.is_drill() {
        notes.push("本次为演练，不得作为真实情况报送。".to_owned());
    }
    Form {
        unit: case.mine.heading().to_owned(),
        title: case.title("突发事件情况报告"),
        facts: vec![
            Fact::over(3, "报告类别", sorts()),
            Fact::over(3, "单位", case.mine.heading()),
            Fact::over(3, "单位概况", overview(case.mine)),
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

/// Which report of the incident it is, for the pen.
fn sorts() -> String {
    format!("{BOX}首报　{BOX}续报（第____次）　{BOX}终报")
}

/// What the mine is, as far as it is written down.
fn overview(mine: &Mine) -> String {
    let people = match mine.employees {
        0 => String::new(),
        people => format!("职工{people}人"),
    };
    [gas_words(mine), people]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("，")
}

/// What was seen and reported, without the steps.
fn course(case: Case<'_>) -> String {
    use LineKind::{Dispatch, Fire, Level, Medical, Note, Upward};
    let is_told = |kind| matches!(kind, Fire | Dispatch | Medical | Upward | Note | Level);
    sentence(case, is_told)
}

/// As somebody wrote them, else which steps were done, the orders and the heads that were counted.
fn measures(case: Case<'_>) -> String {
    match case.one.measures.trim() {
        "" => {
            let told = sentence(case, |kind| matches!(kind, LineKind::Order | LineKind::Count));
            format!("{}{told}", done(case))
        }
        words => words.to_owned(),
    }
}

/// Which steps were done and when. What a step says is what somebody is to do in one case or another; that it
/// was written down as done does not say which case it was, so that the words themselves are left out.
fn done(case: Case<'_>) -> String {
    let Case { one, course, .. } = case;
    let at = |told: &Told<'_>| told.at().map(|at| at.format("（%H:%M）").to_string());
    let told: Vec<_> = one.steps.keys().map(|number| course.step(*number)).collect();
    let of_card = (1..).zip(&told).filter_map(|(place, told): (usize, _)| {
        told.map(|told| format!("第{place}步{}", at(told).unwrap_or_default()))
    });
    let of_card: Vec<String> = of_card.collect();
    let is_known = |line: &Told<'_>| told.iter().flatten().any(|told| told.id == line.id);
    let steps = course.told.iter().filter(|told| told.kind == LineKind::Step);
    let others = steps.filter(|told| !is_known(told)).count();
    let done = incidents::done_word(one);
    let how = if one.is_drill() { done } else { "处置" };
    let card = one.card.as_ref().map(|code| format!("按处置卡{code}{how}，")).unwrap_or_default();
    let steps = of_card.join("、");
    let of_card = (!steps.is_empty()).then(|| format!("{card}已记录{done}{steps}。"));
    let others = (0 < others).then(|| format!("另有{others}步记在处置记录里。"));
    of_card.into_iter().chain(others).collect()
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
