//! 《宣传活动一览表》: every activity with what they came to.

use super::Stamp;
use super::activity::hours;
use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{by_season, days_words, listed_words, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::id::ActivityId;
use crate::model::mine::Mine;
use crate::model::service::{Activity, ActivityForm, Theme};
use crate::model::{Document, RecordId};
use crate::rules::outreach::ActivityFigures;

pub(super) static PAPER: Paper = Paper {
    word: "publicity",
    key: "publicity",
    title: "宣传活动一览表",
    shelf: Shelf::Outreach,
    folder: "07宣传",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "还没有宣传活动",
    offers: |doc, _| list(doc.activities.len(), "场", "宣传活动一览", Request::activities()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Forms(forms(source))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// The list of activities.
    pub fn activities() -> Self {
        PAPER.whole()
    }
}

/// An activity with what it is known by.
type Listed<'a> = (ActivityId, &'a Activity);

/// A list a season.
fn forms(source: &Source<'_>) -> Vec<Form> {
    let Source { doc, mine, stamp } = source;
    let mut activities: Vec<Listed<'_>> =
        doc.activities.iter().map(|(id, one)| (*id, one)).collect();
    activities.sort_by_key(|(_, one)| (one.day, one.from));
    by_season(&activities, |(_, one)| one.day)
        .iter()
        .map(|activities| form(doc, mine, stamp, activities))
        .collect()
}

fn form(doc: &Document, mine: &Mine, stamp: &Stamp, activities: &[Listed<'_>]) -> Form {
    let days = days_words(activities.iter().map(|(_, one)| one.day));
    let figures = ActivityFigures::count(activities.iter().map(|(_, one)| *one));
    let mut rows: Vec<Row> =
        activities.iter().enumerate().map(|(at, one)| row(doc, at + 1, *one)).collect();
    if !rows.is_empty() {
        rows.push(total(activities, figures));
    }
    let table = Table {
        columns: columns(),
        fill: rows.is_empty(),
        rows,
        row_mm: 8.0,
        dense: true,
        year: doc.current_season().year,
        ..Table::default()
    };
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: "春节党员突击队宣传活动一览表".to_owned(),
        subtitle: listed_words(activities, &days, stamp),
        blocks: vec![
            Block::Table(table),
            Block::told("统计", &totals(figures), 1),
            Block::signed(&["编制", "审核"]),
        ],
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    let amount = |title: &str, mm: f64| Column {
        side: Side::Right,
        ..Column::narrow(title, mm).of(Holds::Count)
    };
    vec![
        Column::narrow("序号", 10.0).of(Holds::Count),
        Column::narrow("日期", 17.0).of(Holds::Day),
        Column::narrow("时间", 23.0),
        Column::wide("活动名称", 4),
        Column::narrow("主题", 25.0),
        Column::narrow("形式", 21.0),
        Column::wide("地点", 2),
        Column::narrow("组织单位", 20.0),
        Column::narrow("主讲人", 16.0),
        amount("职工", 11.0),
        amount("外委", 11.0),
        amount("家属", 11.0),
        amount("合计", 12.0),
        amount("答题", 11.0),
        amount("合格", 11.0),
    ]
}

fn row(doc: &Document, no: usize, (id, one): Listed<'_>) -> Row {
    let year = doc.current_season().year;
    let quiz = |count: u16| if one.answered == 0 { "—".to_owned() } else { count.to_string() };
    let cells = vec![
        no.to_string(),
        one.day.map(|day| short_day(day, year)).unwrap_or_default(),
        hours(one),
        one.title.clone(),
        one.theme.map_or("", Theme::word).to_owned(),
        one.form.map_or("", ActivityForm::word).to_owned(),
        one.place.clone(),
        doc.unit_name(one.organiser).to_owned(),
        one.speaker.map(|by| doc.person_name(by)).unwrap_or_default().to_owned(),
        one.staff.to_string(),
        one.contractors.to_string(),
        one.families.to_string(),
        one.attendance().to_string(),
        quiz(one.answered),
        quiz(one.passed),
    ];
    Row::Of(RecordId::Activity(id), cells)
}

fn total(activities: &[Listed<'_>], figures: ActivityFigures) -> Row {
    let sum = |of: fn(&Activity) -> u16| -> u32 {
        activities.iter().map(|(_, one)| u32::from(of(one))).sum()
    };
    let blank = std::iter::repeat_n(String::new(), 5);
    let people = [
        sum(|one| one.staff),
        sum(|one| one.contractors),
        sum(|one| one.families),
        figures.attendances,
        figures.answered,
        figures.passed,
    ];
    let head = ["合计".to_owned(), String::new(), String::new(), format!("{}场", figures.events)];
    Row::Total(head.into_iter().chain(blank).chain(people.map(|count| count.to_string())).collect())
}

/// The figures with the way they were counted.
fn totals(figures: ActivityFigures) -> String {
    let ActivityFigures { events, attendances, .. } = figures;
    if events == 0 {
        return String::new();
    }
    format!(
        "宣传活动{events}场，参加{attendances}人次（口径：各场人数相加，一人参加几场计几次）。\n{}。",
        figures.rate_words()
    )
}
