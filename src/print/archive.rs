//! 《材料归档清单》: what of the season belongs into which folder, how much of it is printed, and what
//! is missing. Source: `sources.md` 单据版式.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::CATALOGUE;
use super::brief;
use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{as_of, short_day};
use super::kind::FileKind;
use super::memory::{Memory, differing};
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, if_any};
use super::roster::season_title;
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::PrintoutId;
use crate::rules::course::open_at_end_of;

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
        let words = "归档清单（该归什么、还缺什么）";
        let count = usize::from(brief::has_records(doc));
        let offers = if_any(count, "份", words, Request::archive());
        offers.into_iter().map(|one| one.in_set_if(false)).collect()
    },
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// What belongs into the archive, and what is missing.
    pub fn archive() -> Self {
        PAPER.whole()
    }
}

/// What there is of a paper.
struct Held {
    paper: &'static Paper,
    papers: usize,
    printed: usize,
    /// Printed, and something on it has changed since.
    stale: usize,
    days: BTreeSet<NaiveDate>,
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let held = held(doc, source.today());
    let year = doc.current_season().year;
    let mut rows: Vec<Row> = Vec::new();
    let mut folder = "";
    let mut lacking = 0;
    for (one, number) in held.iter().zip(1..) {
        if folder != one.paper.folder {
            folder = one.paper.folder;
            rows.push(Row::Group(folder.to_owned()));
        }
        let missing = missing(doc, one, source.today());
        lacking += usize::from(!missing.is_empty());
        rows.push(Row::Cells(cells(one, number, &missing, year)));
    }
    let sum = |of: fn(&Held) -> usize| held.iter().map(of).sum::<usize>().to_string();
    let total = [
        String::new(),
        format!("合计{}种", held.len()),
        String::new(),
        sum(|one| one.papers),
        sum(|one| one.printed),
        String::new(),
        if lacking == 0 { "没有缺的".to_owned() } else { format!("{lacking}种有缺") },
    ];
    rows.push(Row::Total(total.to_vec()));
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(year, "春节材料归档清单"),
        subtitle: as_of(stamp),
        blocks: vec![
            Block::Table(Table { columns: columns(), rows, dense: true, ..Table::default() }),
            Block::signed(&["整理", "核对", "接收"]),
        ],
        notes: [
            "份数、起止和所缺由本册记录列出；已打印的按打印记录。“还缺”一栏供整理时用，补齐后重印一份入档。",
            "原件签名齐全后装盒，盒号、页号手写；电子文件按文件夹名存放。",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    let amount =
        |title: &str| Column { side: Side::Center, ..Column::narrow(title, 16.0).of(Holds::Count) };
    vec![
        Column::narrow("序号", 12.0).of(Holds::Count),
        Column::wide("材料", 2),
        Column::narrow("起止", 38.0),
        amount("份数"),
        amount("已打印"),
        Column::narrow("原件（盒、页）", 40.0),
        Column { side: Side::Left, ..Column::wide("还缺", 4) },
    ]
}

fn cells(one: &Held, number: usize, missing: &str, year: i32) -> Vec<String> {
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
        String::new(),
        missing.to_owned(),
    ]
}

/// Every paper that belongs to the set of everything, folder by folder.
fn held(doc: &Document, today: NaiveDate) -> Vec<Held> {
    let known = (&Memory::of(doc), &differing(doc, &PAPER));
    let kinds = CATALOGUE.into_iter().filter(|paper| !matches!(paper.key, "archive" | "overview"));
    let mut held: Vec<Held> = kinds.map(|paper| of_paper(doc, paper, today, known)).collect();
    // Of papers under one title one is the set, the others are cuts of it.
    let there: BTreeSet<&str> =
        held.iter().filter(|one| 0 < one.papers).map(|one| one.paper.title).collect();
    held.retain(|one| 0 < one.papers || !there.contains(one.paper.title));
    held.sort_by_key(|one| one.paper.folder);
    held.dedup_by_key(|one| (one.paper.title, one.papers));
    held
}

fn of_paper(
    doc: &Document,
    paper: &'static Paper,
    today: NaiveDate,
    (memory, changed): (&Memory, &BTreeSet<PrintoutId>),
) -> Held {
    let offers: Vec<Offer> = paper.offers(doc, &Scope::all(today));
    let offers = offers.into_iter().filter(|one| one.in_set && one.request.of != Of::Blank);
    let mut held = Held { paper, papers: 0, printed: 0, stale: 0, days: BTreeSet::new() };
    for offer in offers {
        let prints = memory.of_request(&offer.request);
        held.papers += prints.len();
        held.printed += prints.iter().flatten().count();
        held.stale += prints.iter().flatten().filter(|id| changed.contains(id)).count();
        held.days.extend(offer.days.into_iter().flat_map(|(from, to)| [from, to]));
    }
    held
}

/// What a paper still lacks, in words; empty where nothing is known to be missing.
fn missing(doc: &Document, one: &Held, today: NaiveDate) -> String {
    let mut all: Vec<String> = Vec::new();
    if one.papers == 0 {
        all.push(one.paper.none.to_owned());
    }
    all.extend(of_kind(doc, one.paper.key, today));
    if 0 < one.stale {
        all.push(format!("{}份打印后有变动，要重印", one.stale));
    }
    all.join("；")
}

/// What the records of a kind of paper do not have.
fn of_kind(doc: &Document, key: &str, today: NaiveDate) -> Vec<String> {
    let count = |count: usize, words: &str| (0 < count).then(|| format!("{count}{words}"));
    let shifts = |kept: BTreeSet<(NaiveDate, DutyShift)>| {
        let usual: BTreeSet<DutyShift> = kept.iter().map(|(_, shift)| *shift).collect();
        let all = season_days(doc, today);
        let all = all.into_iter().flat_map(|day| usual.iter().map(move |shift| (day, *shift)));
        listed(doc, all.filter(|one| !kept.contains(one)).collect())
    };
    let words = match key {
        "sheets" => {
            let out = doc.sheets.iter().filter(|(_, one)| one.entered.is_none()).count();
            count(out, "张没有收回录入")
        }
        "pledges" => {
            let members = doc.persons.iter().map(|(_, one)| one);
            let members = members.filter(|one| one.membership.is_some());
            count(members.filter(|one| one.pledged.is_none()).count(), "人没有签承诺书")
        }
        "plan" => doc.versions.iter().next().is_none().then(|| "没有批准的版本".to_owned()),
        "ledger" => count(open_at_end_of(doc, today).len(), "条没有销号"),
        "log" => shifts(doc.logs.iter().filter_map(|(_, one)| one.day.zip(one.shift)).collect()),
        "handover" => {
            shifts(doc.handovers.iter().filter_map(|(_, one)| one.day.zip(one.shift)).collect())
        }
        "zero" => {
            let told: BTreeSet<NaiveDate> =
                doc.zero_reports.iter().filter_map(|(_, one)| one.day).collect();
            let all = season_days(doc, today).into_iter().filter(|day| !told.contains(day));
            let days: Vec<String> = all.map(|day| day_words(doc, day)).collect();
            some(&days).filter(|_| !told.is_empty())
        }
        "activity" => {
            let all = doc.activities.iter().filter(|(_, one)| one.attendance() == 0);
            count(all.count(), "场没有参加人数")
        }
        "summary" => {
            let is_unsaid = doc.current_season().next_steps.trim().is_empty();
            is_unsaid.then(|| "“下步打算”没有写".to_owned())
        }
        _ => None,
    };
    words.into_iter().collect()
}

/// The days of the season that are over or under way.
fn season_days(doc: &Document, today: NaiveDate) -> Vec<NaiveDate> {
    let season = doc.current_season();
    let (Some(first), Some(last)) = (season.first, season.last) else { return Vec::new() };
    first.iter_days().take_while(|day| *day <= last.min(today)).collect()
}

fn day_words(doc: &Document, day: NaiveDate) -> String {
    short_day(day, doc.current_season().year)
}

fn listed(doc: &Document, shifts: Vec<(NaiveDate, DutyShift)>) -> Option<String> {
    let words = shifts.into_iter();
    some(&words.map(|(day, shift)| day_words(doc, day) + shift.word()).collect::<Vec<_>>())
}

/// Beyond so many only the count is said.
const MOST_NAMED: usize = 6;

/// 缺2月3日夜班、2月4日白班, or how many; nothing of none.
fn some(names: &[String]) -> Option<String> {
    match names.len() {
        0 => None,
        count if count <= MOST_NAMED => Some(format!("缺{}", names.join("、"))),
        count => {
            let first: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
            Some(format!("缺{}等{count}份", first.join("、")))
        }
    }
}
