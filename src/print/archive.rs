//! 《材料归档清单》: what of the season lies in which folder, and how much of it is printed. What is missing
//! is said on the screen alone (`missing`): the list stays in the archive. Source: `sources.md` 单据版式.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::CATALOGUE;
use super::brief;
use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::memory::Memory;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, if_any};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::Document;

pub(super) static PAPER: Paper = Paper {
    word: "archive",
    key: "archive",
    title: "归档清单",
    shelf: Shelf::Reports,
    folder: "12归档",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有可以归档的材料",
    offers: |doc, _| {
        let count = usize::from(brief::has_records(doc));
        let offers = if_any(count, "份", "归档清单", Request::archive());
        offers.into_iter().map(|one| one.in_set_if(false)).collect()
    },
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// What belongs into the archive.
    pub fn archive() -> Self {
        PAPER.whole()
    }
}

/// What there is of a paper.
struct Held {
    paper: &'static Paper,
    papers: usize,
    printed: usize,
    days: BTreeSet<NaiveDate>,
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let held = held(doc, source.today());
    let year = doc.current_season().year;
    let mut rows: Vec<Row> = Vec::new();
    let mut folder = "";
    for (one, number) in held.iter().zip(1..) {
        if folder != one.paper.folder {
            folder = one.paper.folder;
            rows.push(Row::Group(folder.to_owned()));
        }
        rows.push(Row::Cells(cells(one, number, year)));
    }
    let sum = |of: fn(&Held) -> usize| held.iter().map(of).sum::<usize>().to_string();
    let total = [
        String::new(),
        format!("合计{}种", held.len()),
        String::new(),
        sum(|one| one.papers),
        sum(|one| one.printed),
    ];
    if !held.is_empty() {
        rows.push(Row::Total(total.to_vec()));
    }
    let table = Table {
        columns: columns(),
        rows,
        dense: true,
        empty: PAPER.none.to_owned(),
        ..Table::default()
    };
    Form {
        page: Page::A4,
        unit: mine.heading().to_owned(),
        title: season_title(year, "春节材料归档清单"),
        subtitle: as_of(stamp),
        blocks: vec![Block::Table(table), Block::signed(&["整理", "核对", "接收"])],
        notes: [
            "份数、起止由本册记录列出；已打印的按打印记录。",
            "原件签名齐全后装盒，页数、盒号、页号手写；电子文件按文件夹名存放。",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    let amount =
        |title: &str| Column { side: Side::Center, ..Column::narrow(title, 14.0).of(Holds::Count) };
    vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::wide("材料", 2),
        Column::narrow("起止", 34.0),
        amount("份数"),
        amount("已打印"),
        Column::narrow("页数", 13.0),
        Column::narrow("原件（盒、页）", 27.0),
        Column::wide("备注", 1),
    ]
}

fn cells(one: &Held, number: usize, year: i32) -> Vec<String> {
    let days = match (one.days.first(), one.days.last()) {
        (Some(first), Some(last)) if first == last => short_day(*first, year),
        (Some(first), Some(last)) => {
            format!("{}至{}", short_day(*first, year), short_day(*last, year))
        }
        _ => String::new(),
    };
    vec![
        number.to_string(),
        one.paper.title.to_owned(),
        days,
        one.papers.to_string(),
        one.printed.to_string(),
    ]
}

/// Every kind of paper of which there is one, folder by folder.
fn held(doc: &Document, today: NaiveDate) -> Vec<Held> {
    let memory = Memory::of(doc);
    let kinds = kinds().map(|paper| of_paper(doc, paper, today, &memory));
    let mut held: Vec<Held> = kinds.filter(|one| 0 < one.papers).collect();
    held.sort_by_key(|one| one.paper.folder);
    held.dedup_by_key(|one| (one.paper.title, one.papers));
    held
}

/// The kinds of paper that are filed.
pub(super) fn kinds() -> impl Iterator<Item = &'static Paper> {
    CATALOGUE.into_iter().filter(|paper| !matches!(paper.key, "archive" | "overview"))
}

/// What of a paper belongs to the set of everything.
pub(super) fn filed(doc: &Document, paper: &Paper, today: NaiveDate) -> Vec<Offer> {
    let offers = paper.offers(doc, &Scope::all(today)).into_iter();
    offers.filter(|one| one.in_set && one.request.of != Of::Blank).collect()
}

fn of_paper(doc: &Document, paper: &'static Paper, today: NaiveDate, memory: &Memory) -> Held {
    let mut held = Held { paper, papers: 0, printed: 0, days: BTreeSet::new() };
    for offer in filed(doc, paper, today) {
        let prints = memory.of_request(&offer.request);
        held.papers += prints.len();
        held.printed += prints.iter().flatten().count();
        held.days.extend(offer.days.into_iter().flat_map(|(from, to)| [from, to]));
    }
    held
}
