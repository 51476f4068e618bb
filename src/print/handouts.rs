//! 《方案发放登记表》: who holds which numbered copy of which version, signed on receipt.
//! Source: `sources.md` 方案.

use super::data::Data;
use super::form::{Block, Fact, Form};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Table};
use crate::model::RecordId;
use crate::rules::{outline, stages};

pub(super) static PAPER: Paper = Paper {
    word: "handouts",
    key: "handouts",
    title: "方案发放登记表",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "方案还没有发放",
    offers: |doc, _| list(doc.handouts.len(), "份", "方案发放登记表", Request::handouts()),
    name: |_, _| Named::of("全部"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// Who holds which copy of the plan.
    pub fn handouts() -> Self {
        PAPER.whole()
    }
}

fn form(source: &Source<'_>) -> Form {
    let doc = source.doc;
    let year = doc.current_season().year;
    let day =
        |day: Option<chrono::NaiveDate>| day.map(|day| short_day(day, year)).unwrap_or_default();
    let rows: Vec<Row> = stages::handouts(doc)
        .into_iter()
        .filter_map(|id| {
            let one = doc.handouts.get(&id)?;
            let version = one.version.and_then(|id| doc.versions.find(&id));
            let number = if one.number == 0 { String::new() } else { one.number.to_string() };
            // Who received it signs by hand.
            let cells = vec![
                version.map(|version| version.label.trim().to_owned()).unwrap_or_default(),
                number,
                one.holder.trim().to_owned(),
                String::new(),
                day(one.on),
                String::new(),
                day(one.returned),
                one.note.trim().to_owned(),
            ];
            Some(Row::Of(RecordId::Handout(id), cells))
        })
        .collect();
    let newest = outline::newest_version(doc).map(|(_, version)| version);
    let title = newest.map_or_else(String::new, |version| version.title.trim().to_owned());
    let label = newest.map_or_else(String::new, |version| version.label.trim().to_owned());
    let is_blank = rows.is_empty();
    let mut facts = vec![Fact::over(2, "文件名称", title), Fact::over(2, "现行版本", label)];
    let out = doc.handouts.iter().map(|(_, one)| stages::changed_since(doc, one));
    if let Some(changed) = out.max_by_key(Vec::len).filter(|changed| !changed.is_empty()) {
        let codes: Vec<String> = changed.iter().map(ToString::to_string).collect();
        let words = format!("{}（批准新版后收旧发新）", codes.join("、"));
        facts.push(Fact::over(2, "发放后改过的卡", words));
    }
    Form {
        unit: source.mine.heading().to_owned(),
        title: season_title(year, "春节方案发放登记表"),
        subtitle: if is_blank { String::new() } else { as_of(source.stamp) },
        facts,
        across: 2,
        blocks: vec![
            Block::Table(Table {
                columns: vec![
                    Column::narrow("版本", 13.0),
                    Column::narrow("份号", 12.0),
                    Column::wide("领用部门", 3),
                    Column::narrow("领用人签名", 26.0),
                    Column::narrow("发放日期", 20.0).of(Holds::Day),
                    Column::narrow("收回人签名", 26.0),
                    Column::narrow("收回日期", 20.0).of(Holds::Day),
                    Column::wide("备注", 2),
                ],
                blank: if is_blank { 14 } else { 4 },
                row_mm: 8.0,
                rows,
                year,
                ..Table::default()
            }),
            Block::signed(&["发放人签名", "核对"]),
        ],
        notes: vec!["换版时发新收旧；旧版和旧的张贴件一并收回，写明“作废”。".to_owned()],
        ..Form::default()
    }
}
