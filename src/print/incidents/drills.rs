//! 《演练方案》 and 《演练评估表》: what is to be rehearsed and how, and how it went. Source: `sources.md` 演练.

use super::super::form::{Block, Fact, Form, Ticks};
use super::super::head::season_title;
use super::super::paper::{Blank, Paper, Request, Shelf, Source, Span};
use super::super::table::{BOX, Column, Row, Table};
use super::review::{amendments, improvements};
use super::{
    Case, DrillKind, FileKind, Incident, RecordId, has_begun, incidents, made, name, offers,
    unwritten,
};
use crate::model::Document;
use crate::model::id::IncidentId;
use crate::model::incident::{Aspect, Rating};
use crate::model::mine::Mine;

pub(in crate::print) static SCHEME: Paper = Paper {
    word: "drills",
    key: "drill-scheme",
    title: "演练方案",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有演练",
    offers: |doc, scope| offers(&SCHEME, doc, scope, Incident::is_drill),
    name,
    make: |source, of| made(source, of, scheme),
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

pub(in crate::print) static RATINGS: Paper = Paper {
    word: "drills",
    key: "drill-ratings",
    title: "演练评估表",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有演练",
    offers: |doc, scope| offers(&RATINGS, doc, scope, |one| one.is_drill() && has_begun(one)),
    name,
    make: |source, of| made(source, of, ratings),
    by_hand: |_, _| false,
    blank: Blank::Made(|source| unwritten(source, ratings)),
};

impl Request {
    /// What is to be rehearsed, and how.
    pub fn drill_scheme(id: IncidentId) -> Self {
        SCHEME.of(RecordId::Incident(id))
    }

    /// How a drill went.
    pub fn drill_ratings(id: IncidentId) -> Self {
        RATINGS.of(RecordId::Incident(id))
    }
}

/// For the pen: when a drill is to be held is written down before it begins.
const WHEN: &str = "　　　　年　　月　　日　　时　　分";

fn facts(case: Case<'_>) -> Vec<Fact> {
    let one = case.one;
    let when = if has_begun(one) { case.began() } else { WHEN.to_owned() };
    vec![
        Fact::over(3, "演练科目", incidents::what(case.doc, one)),
        Fact::new("演练方式", one.drill.map_or("", DrillKind::word)),
        Fact::over(2, "时间", when),
        Fact::over(3, "地点", case.place()),
        Fact::over(3, "处置卡", case.card()),
    ]
}

/// What keeps a drill from doing harm.
const SAFETY: &str = "现场设明显标识，事先告知在场人员和消防控制室；不真报119、120，通话先说“这是演练”；不动设备，不进入浓烟、有气、带电、井口、水池、冰面和屋面等真实危险处；出现真实险情立即停止，按真实情况处置。";

/// To be written by hand and approved before a drill is held.
fn blank(source: &Source<'_>) -> Form {
    let kinds = DrillKind::ALL.iter().map(|kind| format!("{BOX}{}", kind.word()));
    let kinds = kinds.collect::<Vec<_>>().join("　");
    let facts = vec![
        Fact::over(3, "演练科目", ""),
        Fact::over(3, "演练方式", kinds),
        Fact::over(3, "时间", WHEN),
        Fact::over(3, "地点", ""),
        Fact::over(3, "处置卡", ""),
    ];
    let steps = Table { fill: true, ..steps(Vec::new()) };
    laid((source.doc, &source.mine), facts, "", Some(steps))
}

fn scheme(case: Case<'_>) -> Form {
    let rows = case.one.steps.values().enumerate().map(|(place, step)| {
        Row::Cells(vec![
            (place + 1).to_string(),
            step.who.trim().to_owned(),
            step.what.trim().to_owned(),
            step.within.trim().to_owned(),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let steps = (!rows.is_empty()).then(|| steps(rows));
    laid((case.doc, case.mine), facts(case), &case.one.scheme, steps)
}

fn steps(rows: Vec<Row>) -> Table {
    Table {
        title: "演练步骤".to_owned(),
        columns: vec![
            Column::narrow("序", 9.0),
            Column::narrow("谁做", 26.0),
            Column::wide("做什么", 1),
            Column::narrow("时限", 22.0),
        ],
        rows,
        dense: true,
        ..Table::default()
    }
}

fn laid(
    (doc, mine): (&Document, &Mine),
    facts: Vec<Fact>,
    words: &str,
    steps: Option<Table>,
) -> Form {
    // What somebody wrote says several of them at once.
    let (aims, rest): (&[&str], &[&str]) = match words.trim() {
        "" => (&["目的", "情景", "参加人员\n和分工"], &[]),
        _ => (&[], &["职责分工"]),
    };
    let room = |labels: &[&str]| -> Vec<Block> {
        labels.iter().map(|label| Block::told(label, "", 2)).collect()
    };
    let mut blocks = room(aims);
    if aims.is_empty() {
        blocks.push(Block::told("目的、情景\n和参加人员", words, 5));
    }
    blocks.extend(room(rest));
    blocks.extend(room(&["保障措施", "评估人和\n评估方法"]));
    blocks.push(Block::told("安全要求", &mine.in_own_names(SAFETY), 0));
    blocks.extend(steps.map(Block::Table));
    blocks.push(Block::signed(&["编制签名", "审核签名", "批准签名"]));
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节演练方案"),
        facts,
        blocks,
        ..Form::default()
    }
}

fn ratings(case: Case<'_>) -> Form {
    let rows = Aspect::ALL.iter().enumerate().map(|(place, aspect)| {
        let given = case.one.ratings.get(aspect);
        let mark = |rating: &Rating| match given {
            Some(one) if one == rating => "√".to_owned(),
            Some(_) => String::new(),
            None => BOX.to_owned(),
        };
        let mut cells = vec![(place + 1).to_string(), aspect.word().to_owned()];
        cells.extend(Rating::ALL.iter().map(mark));
        cells.push(String::new());
        Row::Cells(cells)
    });
    let mut columns = vec![Column::narrow("序", 9.0), Column::narrow("评估项目", 36.0)];
    columns.extend(Rating::ALL.iter().map(|rating| Column::narrow(rating.word(), 14.0)));
    columns.push(Column::wide("说明", 1));
    Form {
        unit: case.mine.heading().to_owned(),
        title: "演练评估表".to_owned(),
        facts: facts(case),
        blocks: vec![
            Block::Table(Table { columns, rows: rows.collect(), row_mm: 9.0, ..Table::default() }),
            Block::told("做得好的", &case.one.good, 2),
            Block::told("问题和不足", &case.one.lacking, 2),
            Block::Ticks(Ticks {
                label: "评估结论".to_owned(),
                items: ["达到目的", "基本达到", "没有达到"].map(str::to_owned).to_vec(),
                across: 3,
            }),
            amendments(),
            Block::Table(improvements(case)),
            Block::told("演练情况\n报送", "报____________，____月____日，报送人________", 0),
            Block::signed(&["评估人签名", "演练负责人\n签名"]),
        ],
        notes: vec!["评估项目供参考，本矿另有规定的从其规定。".to_owned()],
        ..Form::default()
    }
}
