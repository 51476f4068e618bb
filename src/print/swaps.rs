//! 《换班单》: which shifts change hands, who comes for whom, to be signed by both and by whoever
//! agreed. Source: `sources.md` 值班安排表, AB角制度.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::PrintError;
use super::data::Data;
use super::duties::SWAP_RULE;
use super::form::{Block, Fact, Form, Page};
use super::head::{moment_words, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::table::{Column, Holds, Row, Table};
use crate::model::id::{PersonId, SwapId};
use crate::model::mine::Mine;
use crate::model::swap::{Swap, SwapKind};
use crate::model::{Document, RecordId};
use crate::rules::calendar;

pub(super) static PAPER: Paper = Paper {
    word: "swaps",
    key: "swap",
    title: "换班单",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有换过班",
    offers,
    name,
    make,
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

impl Request {
    /// The slip of a change of the rota, twice on one page.
    pub fn swap(id: SwapId) -> Self {
        PAPER.of(RecordId::Swap(id))
    }

    /// Several slips to be filed, two on a page where they are short.
    pub fn swaps(ids: &[SwapId]) -> Self {
        let records = ids.iter().map(|id| RecordId::Swap(*id)).collect();
        Self { paper: &PAPER, of: Of::Records(records) }
    }
}

/// So many shifts stand on half a page.
const ON_HALF: usize = 6;
/// So many rows a slip has for the pen.
const BLANK_ROWS: usize = 4;

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let there = doc.swaps.iter().filter(|(_, one)| scope.days.is_none() || scope.holds(one.day()));
    let mut there: Vec<(SwapId, &Swap)> = there.map(|(id, one)| (*id, one)).collect();
    there.sort_by_key(|(id, one)| (one.at, *id));
    let year = doc.current_season().year;
    let offer = |(id, one): (SwapId, &Swap)| {
        let arranged = one.at.map(|at| format!("{}办理", short_day(at.date(), year)));
        let words = format!("{} {}", PAPER.title, doc.name_of(&RecordId::Swap(id)));
        Offer::new(words, arranged.unwrap_or_default(), Request::swap(id)).on(one.day())
    };
    let mut days: BTreeMap<NaiveDate, Vec<SwapId>> = BTreeMap::new();
    for (id, one) in &there {
        if let Some(day) = one.day() {
            days.entry(day).or_default().push(*id);
        }
    }
    let mut offers: Vec<Offer> = there.into_iter().map(offer).collect();
    told_apart(&mut offers);
    // Those of a day are filed together.
    let joined = days.into_iter().filter(|(_, ids)| 1 < ids.len()).map(|(day, ids)| {
        let words = format!("{} {}（两张一页）", PAPER.title, short_day(day, year));
        let offer = Offer::new(words, format!("{}张", ids.len()), Request::swaps(&ids));
        offer.on(Some(day)).in_set_if(false)
    });
    offers.extend(joined);
    offers
}

/// Slips of one person and day are counted.
fn told_apart(offers: &mut [Offer]) {
    let known: Vec<String> = offers.iter().map(|offer| offer.words.clone()).collect();
    for (at, offer) in offers.iter_mut().enumerate() {
        let before = known.iter().take(at).filter(|words| **words == offer.words).count();
        if 0 < before {
            offer.words = format!("{}（{}）", offer.words, before + 1);
        }
    }
}

fn ids(of: &Of) -> Vec<SwapId> {
    let id = |record: &RecordId| match record {
        RecordId::Swap(id) => Some(*id),
        _ => None,
    };
    of.records().iter().filter_map(id).collect()
}

fn name(doc: &Document, of: &Of) -> Named {
    let ids = ids(of);
    let one = ids.first().and_then(|id| doc.swaps.find(id));
    if 1 < ids.len() {
        return Named { day: one.and_then(Swap::day), ..Named::of(format!("{}张", ids.len())) };
    }
    let absent = one.and_then(|one| one.absent).map(|id| doc.person_name(id)).unwrap_or_default();
    Named { day: one.and_then(Swap::day), ..Named::of(absent) }
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let there = ids(of).into_iter().filter_map(|id| source.doc.swaps.get(&id));
    let mut forms: Vec<Form> = there.map(|one| form(source.doc, &source.mine, one)).collect();
    if let [form] = forms.as_slice() {
        // One for the post, one to be filed.
        return Ok(match form.page {
            Page::A5 => Data::Halves(vec![form.clone(), form.clone()]),
            Page::A4 | Page::A4Wide => Data::Form(Box::new(form.clone())),
        });
    }
    if forms.is_empty() {
        return Err(PrintError::Gone(PAPER.title));
    }
    if forms.iter().all(|form| form.page == Page::A5) {
        return Ok(Data::Halves(forms));
    }
    // A long one takes a page, and so do those that lie with it.
    for form in &mut forms {
        form.page = Page::A4;
    }
    Ok(Data::Forms(forms))
}

fn blank(source: &Source<'_>) -> Form {
    Form { page: Page::A4, ..form(source.doc, &source.mine, &Swap::default()) }
}

fn form(doc: &Document, mine: &Mine, one: &Swap) -> Form {
    let page = if one.shifts.len() <= ON_HALF { Page::A5 } else { Page::A4 };
    let labels = match one.kind {
        Some(SwapKind::Away) => ["离岗人签名", "代班人签名", "值班矿领导\n签名"],
        _ => ["换班人签名", "接班人签名", "值班矿领导\n签名"],
    };
    let mut blocks = vec![Block::Table(table(doc, one))];
    blocks.extend(told("代管责任区", &zones(doc, one)));
    blocks.extend(told("办理时已知", &one.warned.join("；")));
    blocks.push(Block::told("交代事项", one.note.trim(), 2));
    blocks.push(Block::signed(&labels));
    let rule = format!("{SWAP_RULE}。");
    let notes = [rule.as_str(), "换班后的值班天数记在实际值班的人名下。", "一份交岗位，一份存档。"];
    Form {
        page,
        unit: mine.heading().to_owned(),
        title: "春节值班换班单".to_owned(),
        facts: facts(doc, one),
        across: 2,
        blocks,
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

/// What is said only where there is something.
fn told(label: &str, words: &str) -> Option<Block> {
    (!words.is_empty()).then(|| Block::told(label, words, 0))
}

fn zones(doc: &Document, one: &Swap) -> String {
    let names: Vec<&str> = one.zones.iter().map(|zone| doc.zone_name(Some(*zone))).collect();
    names.join("、")
}

fn facts(doc: &Document, one: &Swap) -> Vec<Fact> {
    let name = |person: Option<PersonId>| person.map(|id| doc.person_name(id)).unwrap_or_default();
    let year = doc.current_season().year;
    let mut facts = vec![
        Fact::new("换班方式", one.kind.map_or("", SwapKind::word)),
        Fact::new("办理时间", one.at.map(moment_words).unwrap_or_default()),
        Fact::new("提出人", name(one.asked_by)),
        Fact::new("同意人", name(one.approved_by)),
        Fact::over(2, "原因", one.reason.trim()),
    ];
    if let Some((from, to)) = one.from.zip(one.to) {
        let days = format!("{}至{}", short_day(from, year), short_day(to, year));
        facts.push(Fact::new("离岗时间", days));
        facts.push(Fact::new("代班人", name(one.stand_in)));
    }
    if let Some(back) = one.back {
        facts.push(Fact::over(2, "换回", format!("自{}起换回", short_day(back, year))));
    }
    facts
}

fn table(doc: &Document, one: &Swap) -> Table {
    let year = doc.current_season().year;
    let rows = one.shifts.iter().map(|(cell, handed)| {
        let day = format!("{} {}", short_day(cell.day, year), calendar::weekday(cell.day));
        let shift = format!("{}\n{}", cell.shift.word(), cell.shift.hours_words());
        let post = doc.post_name(Some(cell.post)).trim().to_owned();
        let (before, after) = (doc.person_names(&handed.before), doc.person_names(&handed.after));
        Row::Of(RecordId::Duty(*cell), vec![day, shift, post, before, after])
    });
    let rows: Vec<Row> = rows.collect();
    Table {
        columns: vec![
            Column::narrow("日期", 24.0).of(Holds::Words),
            Column::narrow("班次", 26.0),
            Column::wide("岗位", 2),
            Column::wide("原当班人", 2),
            Column::wide("改为", 2),
        ],
        blank: if rows.is_empty() { BLANK_ROWS } else { 0 },
        rows,
        dense: true,
        ..Table::default()
    }
}
