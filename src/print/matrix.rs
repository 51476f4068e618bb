//! 《责任矩阵》: posts against events, to hang beside the rota. Source: `sources.md` 责任分工.

use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::season_title;
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::table::{Column, Row, Side, Table};
use crate::model::RecordId;
use crate::rules::masking::masked_within;
use crate::rules::matrix::{Event, Part, matrix};

pub(super) static PAPER: Paper = Paper {
    word: "matrix",
    key: "matrix",
    title: "责任矩阵",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有选用处置卡",
    offers: |doc, _| if_any(doc.cards.len(), "类事件", "责任矩阵", Request::matrix()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// Which post does what in which event.
    pub fn matrix() -> Self {
        PAPER.whole()
    }
}

/// So many events stand side by side.
const ABREAST: usize = 10;

fn form(source: &Source<'_>) -> Form {
    let (doc, mine) = (source.doc, &source.mine);
    let matrix = matrix(doc);
    let tables = matrix.events.chunks(ABREAST).map(|events| {
        let head = Column { side: Side::Left, ..Column::narrow("岗位", 38.0) };
        let columns = events.iter().map(|event| Column {
            side: Side::Center,
            ..Column::wide(&format!("{} {}", event.code, event.card.title.trim()), 1)
        });
        let has_part = |post| events.iter().any(|event| event.parts.contains_key(post));
        let posts = matrix.posts.iter().filter(|(id, _)| has_part(id));
        let rows = posts.map(|(id, post)| {
            let cells = events.iter().map(|event| event.parts.get(id).map(told));
            let name = masked_within(post.name.trim());
            let cells = cells.map(Option::unwrap_or_default);
            Row::Of(RecordId::Post(*id), std::iter::once(name).chain(cells).collect())
        });
        Block::Table(Table {
            columns: std::iter::once(head).chain(columns).collect(),
            rows: rows.chain(others(events)).collect(),
            row_mm: 6.0,
            dense: true,
            ..Table::default()
        })
    });
    let mut blocks: Vec<Block> = Vec::new();
    for table in tables {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(table);
    }
    if blocks.is_empty() {
        blocks.push(Block::Table(Table {
            columns: vec![Column::wide("岗位", 1)],
            empty: "还没有选用处置卡".to_owned(),
            ..Table::default()
        }));
    }
    blocks.push(Block::signed(&["编制", "审核", "批准"]));
    let notes = [
        "●主责为值班矿领导到场以前负责现场联络、警戒和撤人的岗位，不代替调度室指挥，设备由岗位人员处置；其余有步骤的为配合。数字是处置卡上的第几步，没有数字的按岗位职责做。",
        "当班是谁，看值班安排表；命令由值班矿领导、调度室下达，本表不代替处置卡。",
    ];
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节应急处置责任矩阵"),
        blocks,
        notes: notes.map(|words| mine.in_own_names(words)).to_vec(),
        ..Form::default()
    }
}

/// ●主责 3、5.
fn told(part: &Part<'_>) -> String {
    let sign = if part.leads { "●" } else { "" };
    format!("{sign}{} {}", part.word(), part.places()).trim_end().to_owned()
}

/// Who has steps without holding a post.
fn others(events: &[Event<'_>]) -> Option<Row> {
    let has_any = events.iter().any(|event| !event.others.is_empty());
    let cells = events.iter().map(|event| masked_within(&event.others.join("、")));
    let name = "其他人员".to_owned();
    has_any.then(|| Row::Cells(std::iter::once(name).chain(cells).collect()))
}
