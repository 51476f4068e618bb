//! 《隐患情况表》: how many hazards, how many left, and whose, on one page, for whoever is rung up.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::contact;
use super::data::Data;
use super::form::{Block, Fact, Form};
use super::head::{season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Span, if_any};
use super::table::{Column, Holds, Row, Side, Table};
use super::transfer::lines;
use crate::model::Document;
use crate::model::RecordId;
use crate::model::hazard::Hazard;
use crate::model::id::{HazardId, UnitId};
use crate::model::mine::Mine;
use crate::rules::figures::HazardFigures;
use crate::rules::lateness::Lateness;
use crate::rules::wording;

pub(super) static PAPER: Paper = Paper {
    word: "overview",
    key: "overview",
    title: "隐患情况表",
    shelf: Shelf::Hazards,
    folder: "06隐患",
    office: &[FileKind::Word, FileKind::Excel, FileKind::Text],
    days: Span::Standing,
    none: "还没有隐患",
    offers: |doc, _| {
        let count = HazardFigures::of(doc, NaiveDate::MIN).all;
        let offers = if_any(count, "条", "隐患情况表（多少条、谁的）", Request::overview());
        offers.into_iter().map(|one| one.in_set_if(false)).collect()
    },
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source.doc, &source.mine, source.today())))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// How many hazards, how many left, and whose.
    pub fn overview() -> Self {
        PAPER.whole()
    }
}

/// As many open hazards and units have a line of their own on one page.
const MOST_OPEN: usize = 8;
/// As above.
const MOST_UNITS: usize = 11;

fn form(doc: &Document, mine: &Mine, today: NaiveDate) -> Form {
    let figures = HazardFigures::of(doc, today);
    let left = open(doc, today);
    let major = left.iter().filter(|(_, one)| one.maybe_major).count();
    let news = doc.hazards.iter().filter(|(_, one)| one.found_on == Some(today));
    let news = HazardFigures::count(news.map(|(_, one)| one), today).all;
    let count = |count: usize| format!("{count}条");
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节隐患情况表"),
        subtitle: format!("（截至{}）", today.format("%Y年%-m月%-d日")),
        facts: vec![
            Fact::new("累计登记", count(figures.all)),
            Fact::new("已销号", count(figures.closed)),
            Fact::new("未销号", count(figures.open)),
            Fact::new("其中超期", count(figures.late)),
            Fact::new("可能重大", count(major)),
            Fact::new("今日新登记", count(news)),
        ],
        across: 3,
        blocks: vec![
            Block::Table(by_unit(doc, today)),
            Block::Table(still_open(doc, &left, today)),
        ],
        notes: vec![
            format!("{}。", figures.rate_words()),
            "未销号＝登记后没有销号的，不含作废；超期＝没有整改完、期限（含延期）已过的，天数含延期前的。逐条情况见隐患台账。"
                .to_owned(),
        ],
        ..Form::default()
    }
}

/// The hazards that are not signed off: late ones first, then by their limit.
fn open(doc: &Document, today: NaiveDate) -> Vec<(HazardId, &Hazard)> {
    let mut left: Vec<(HazardId, &Hazard)> = doc
        .hazards
        .iter()
        .filter(|(_, one)| !one.state().is_over())
        .map(|(id, one)| (*id, one))
        .collect();
    left.sort_by_key(|(id, one)| {
        let limit = one.limit();
        (Reverse(Lateness::of(one, today).days()), limit.is_none(), limit, *id)
    });
    left
}

/// Whose: a line for each unit, those with most left first.
fn by_unit(doc: &Document, today: NaiveDate) -> Table {
    let mut units: BTreeMap<Option<UnitId>, Vec<&Hazard>> = BTreeMap::new();
    for (_, hazard) in doc.hazards.iter() {
        units.entry(hazard.unit).or_default().push(hazard);
    }
    let mut units: Vec<(Option<UnitId>, HazardFigures)> = units
        .into_iter()
        .map(|(unit, all)| (unit, HazardFigures::count(all.into_iter(), today)))
        .filter(|(_, figures)| 0 < figures.all)
        .collect();
    units.sort_by_key(|(unit, figures)| {
        (Reverse(figures.open), Reverse(figures.all), unit.is_none(), *unit)
    });
    let cells = |figures: &HazardFigures| {
        [figures.all, figures.closed, figures.open, figures.late].map(|count| count.to_string())
    };
    let mut rows = Vec::new();
    for (unit, figures) in units.iter().take(MOST_UNITS) {
        let of = unit.and_then(|unit| doc.units.find(&unit));
        let head = of.and_then(|unit| doc.persons.find(&unit.head?));
        let name = of.map_or("责任单位未填", |unit| unit.name.trim()).to_owned();
        let phone = match of.map(|unit| unit.phone.trim()).filter(|phone| !phone.is_empty()) {
            Some(phone) => phone.to_owned(),
            None => head.map(|head| contact::both(head, false, " ")).unwrap_or_default(),
        };
        let who = head.map(|head| head.name.trim().to_owned()).unwrap_or_default();
        let cells = [vec![name, who, phone], cells(figures).to_vec()].concat();
        rows.push(match unit {
            Some(unit) => Row::Of(RecordId::Unit(*unit), cells),
            None => Row::Cells(cells),
        });
    }
    if let Some(more) = units.get(MOST_UNITS..).filter(|more| !more.is_empty()) {
        let sum = |of: fn(&HazardFigures) -> usize| more.iter().map(|(_, one)| of(one)).sum();
        let rest = HazardFigures {
            all: sum(|one| one.all),
            closed: sum(|one| one.closed),
            open: sum(|one| one.open),
            late: sum(|one| one.late),
            ..HazardFigures::default()
        };
        let name = format!("其余{}个单位", more.len());
        rows.push(Row::Cells(
            [vec![name, String::new(), String::new()], cells(&rest).to_vec()].concat(),
        ));
    }
    if !rows.is_empty() {
        let all = HazardFigures::of(doc, today);
        let head = ["合计", "", ""].map(str::to_owned).to_vec();
        rows.push(Row::Total([head, cells(&all).to_vec()].concat()));
    }
    let amount =
        |title: &str| Column { side: Side::Right, ..Column::narrow(title, 17.0).of(Holds::Count) };
    Table {
        title: "一、按责任单位".to_owned(),
        columns: vec![
            Column::wide("责任单位", 1),
            Column::narrow("负责人", 20.0),
            Column::narrow("电话", 32.0),
            amount("登记"),
            amount("已销号"),
            amount("未销号"),
            amount("超期"),
        ],
        rows,
        dense: true,
        empty: "还没有登记隐患".to_owned(),
        ..Table::default()
    }
}

/// What is left, a line each.
fn still_open(doc: &Document, left: &[(HazardId, &Hazard)], today: NaiveDate) -> Table {
    let mut rows: Vec<Row> = left
        .iter()
        .take(MOST_OPEN)
        .map(|(id, hazard)| Row::Of(RecordId::Hazard(*id), open_cells(doc, *id, hazard, today)))
        .collect();
    if let Some(more) = left.len().checked_sub(MOST_OPEN).filter(|more| 0 < *more) {
        rows.push(Row::Group(format!("另有{more}条，见隐患台账")));
    }
    Table {
        title: "二、没有销号的".to_owned(),
        columns: vec![
            Column::narrow("编号", 30.0),
            Column::wide("场所和情况", 1),
            Column::narrow("责任单位、责任人", 32.0),
            Column::narrow("期限", 22.0).of(Holds::Day),
            Column::narrow("进展", 22.0),
        ],
        rows,
        dense: true,
        empty: "全部销号".to_owned(),
        year: today.year(),
        ..Table::default()
    }
}

fn open_cells(doc: &Document, id: HazardId, hazard: &Hazard, today: NaiveDate) -> Vec<String> {
    let unit = doc.unit_name(hazard.unit).trim();
    let owner = hazard.owner.map(|id| doc.person_name(id).trim()).unwrap_or_default();
    let whose: Vec<&str> = [unit, owner].into_iter().filter(|words| !words.is_empty()).collect();
    let limit = hazard.limit().map(|limit| short_day(limit, today.year())).unwrap_or_default();
    let late = Lateness::of(hazard, today).words().unwrap_or_default();
    let major = if hazard.maybe_major { "\n可能重大" } else { "" };
    vec![
        doc.name_of(&RecordId::Hazard(id)),
        wording::where_and_what(doc, hazard),
        whose.join("\n"),
        lines(&[&limit, &late]),
        format!("{}{major}", hazard.state().word()),
    ]
}
