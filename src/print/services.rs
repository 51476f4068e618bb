//! 《帮扶服务登记表》: everything done for people who stay, with what it came to.
//! Source: `sources.md` 帮扶服务.

use super::Stamp;
use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{by_season, days_words, listed_words, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::id::ServiceId;
use crate::model::mine::Mine;
use crate::model::service::{Liking, Service, ServiceKind};
use crate::model::{Document, RecordId};
use crate::rules::outreach::ServiceFigures;

pub(super) static PAPER: Paper = Paper {
    word: "services",
    key: "services",
    title: "帮扶服务登记表",
    shelf: Shelf::Outreach,
    folder: "08帮扶",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "还没有帮扶服务",
    offers: |doc, _| list(doc.services.len(), "件", "帮扶服务登记表", Request::services()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Forms(forms(source))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// All services.
    pub fn services() -> Self {
        PAPER.whole()
    }
}

/// A service with what it is known by.
type Listed<'a> = (ServiceId, &'a Service);

/// A list a season.
fn forms(source: &Source<'_>) -> Vec<Form> {
    let Source { doc, mine, stamp } = source;
    let mut services: Vec<Listed<'_>> = doc.services.iter().map(|(id, one)| (*id, one)).collect();
    services.sort_by_key(|(_, one)| one.day);
    by_season(&services, |(_, one)| one.day)
        .iter()
        .map(|services| form(doc, mine, stamp, services))
        .collect()
}

fn form(doc: &Document, mine: &Mine, stamp: &Stamp, services: &[Listed<'_>]) -> Form {
    let days = days_words(services.iter().map(|(_, one)| one.day));
    let figures = ServiceFigures::count(services.iter().map(|(_, one)| *one));
    let mut rows: Vec<Row> =
        services.iter().enumerate().map(|(at, one)| row(doc, at + 1, *one)).collect();
    if !rows.is_empty() {
        let ServiceFigures { services, people, minutes } = figures;
        let cells = ["合计", "", &format!("{services}件"), "", &people.to_string(), "", ""];
        let cells = cells.map(str::to_owned).into_iter();
        rows.push(Row::Total(cells.chain([minutes.to_string()]).collect()));
    }
    let table = Table {
        columns: columns(),
        fill: rows.is_empty(),
        rows,
        dense: true,
        year: doc.current_season().year,
        ..Table::default()
    };
    let notes =
        ["服务对象只写部门、房号，不写病情、家庭等个人情况。", "分钟为全体服务队员用时之和。"];
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: "春节党员突击队帮扶服务登记表".to_owned(),
        subtitle: listed_words(services, &days, stamp),
        blocks: vec![
            Block::Table(table),
            Block::told("统计", &totals(services, figures), 1),
            Block::signed(&["编制", "审核"]),
        ],
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    let amount = |title: &str, mm: f64| Column {
        side: Side::Right,
        ..Column::narrow(title, mm).of(Holds::Count)
    };
    vec![
        Column::narrow("序号", 12.0).of(Holds::Count),
        Column::narrow("日期", 19.0).of(Holds::Day),
        Column::narrow("类型", 22.0),
        Column::wide("服务对象", 3),
        amount("人数", 13.0),
        Column::wide("服务内容", 5),
        Column::wide("服务队员", 3),
        amount("分钟", 14.0),
        Column::narrow("满意度", 15.0),
        Column::wide("后续", 2),
    ]
}

fn row(doc: &Document, no: usize, (id, one): Listed<'_>) -> Row {
    let year = doc.current_season().year;
    let cells = vec![
        no.to_string(),
        one.day.map(|day| short_day(day, year)).unwrap_or_default(),
        one.kind.map_or("", ServiceKind::word).to_owned(),
        one.whom.clone(),
        one.people.to_string(),
        one.words.clone(),
        doc.person_names(&one.members),
        one.minutes.to_string(),
        one.liking.map_or("—", Liking::word).to_owned(),
        one.note.clone(),
    ];
    Row::Of(RecordId::Service(id), cells)
}

/// The figures with the way they were counted.
fn totals(all: &[Listed<'_>], figures: ServiceFigures) -> String {
    let ServiceFigures { services, people, minutes } = figures;
    if services == 0 {
        return String::new();
    }
    let kinds = ServiceKind::ALL.iter().filter_map(|kind| {
        let count = all.iter().filter(|(_, one)| one.kind == Some(*kind)).count();
        (0 < count).then(|| format!("{}{count}件", kind.word()))
    });
    let unsorted = all.iter().filter(|(_, one)| one.kind.is_none()).count();
    let unsorted = (0 < unsorted).then(|| format!("未写类型{unsorted}件"));
    let kinds: Vec<String> = kinds.chain(unsorted).collect();
    let asked = all.iter().filter(|(_, one)| one.liking.is_some()).count();
    let likings = Liking::ALL.iter().filter_map(|liking| {
        let count = all.iter().filter(|(_, one)| one.liking == Some(*liking)).count();
        (0 < count).then(|| format!("{}{count}件", liking.word()))
    });
    let likings: Vec<String> = likings.collect();
    let mut sentences = vec![
        format!(
            "帮扶服务{services}件、{people}人次，累计{minutes}分钟，合{}小时（口径：登记一行计一件；人次为各件人数相加；分钟为服务队员用时相加）。",
            figures.hours_words()
        ),
        format!("{}（口径：按“类型”栏）。", kinds.join("，")),
    ];
    if 0 < asked {
        let likings = likings.join("，");
        sentences.push(format!("满意度：{likings}（口径：有登记的{asked}件）。"));
    }
    sentences.join("\n")
}
