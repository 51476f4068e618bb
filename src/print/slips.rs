//! 《个人值班条》: everybody's own days, by the calendar and by the moon, to be handed out.
//! Source: `sources.md` 值班安排表.

use std::collections::BTreeMap;

use super::PrintError;
use super::contact;
use super::data::Data;
use super::duties::is_great;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span, person};
use super::slip::{Slip, Turn};
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::model::{Document, RecordId};
use crate::rules::masking::masked_within;
use crate::rules::{calendar, holidays};

pub(super) static PAPER: Paper = Paper {
    word: "slips",
    key: "slips",
    title: "个人值班条",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有排班",
    offers,
    name: Named::of_people,
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The slips of those people.
    pub fn slips(people: &[PersonId]) -> Self {
        Self {
            paper: &PAPER,
            of: Of::Records(people.iter().copied().map(RecordId::Person).collect()),
        }
    }
}

/// So many shifts stand on a slip.
const TURNS: usize = 10;

/// Everybody's shifts in the season, in the order of the people's names on the books.
fn turns(doc: &Document) -> BTreeMap<PersonId, Vec<DutyId>> {
    let season = doc.current_season();
    let of_season = |cell: &DutyId| {
        season.first.is_none_or(|first| first <= cell.day)
            && season.last.is_none_or(|last| cell.day <= last)
    };
    let mut turns: BTreeMap<PersonId, Vec<DutyId>> = BTreeMap::new();
    for (cell, duty) in doc.duties.iter().filter(|(cell, _)| of_season(cell)) {
        for person in &duty.persons {
            turns.entry(*person).or_default().push(*cell);
        }
    }
    for cells in turns.values_mut() {
        cells.sort_by_key(|cell| (cell.shift.span(cell.day), *cell));
    }
    turns
}

fn offers(doc: &Document, _scope: &Scope) -> Vec<Offer> {
    // Whoever was taken off the books elsewhere may still be on the rota.
    let people = turns(doc).into_keys().filter(|id| doc.persons.get(id).is_some());
    let people: Vec<PersonId> = people.collect();
    if people.is_empty() {
        return Vec::new();
    }
    let words = "个人值班条，A4印8张，裁开";
    vec![Offer::new(words, format!("{}人", people.len()), Request::slips(&people))]
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let turns = turns(source.doc);
    let mut slips = Vec::new();
    for record in of.records() {
        let person = person(record)?;
        // Those who are gone keep nobody else from their slips.
        if source.doc.persons.get(&person).is_none() {
            continue;
        }
        let cells = turns.get(&person).map(Vec::as_slice).unwrap_or_default();
        slips.extend(of_person(source.doc, &source.mine, (person, cells))?);
    }
    if slips.is_empty() && !of.records().is_empty() {
        return Err(PrintError::Gone("人员"));
    }
    Ok(Data::Slips(slips))
}

/// The slips of one person: of many shifts several.
fn of_person(
    doc: &Document,
    mine: &Mine,
    (id, cells): (PersonId, &[DutyId]),
) -> Result<Vec<Slip>, PrintError> {
    let person = doc.persons.get(&id).ok_or(PrintError::Gone("人员"))?;
    let parts = [doc.unit_name(person.unit).trim(), person.title.trim()];
    let remark: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let slip = |more: bool, cells: &[DutyId]| Slip {
        unit: mine.heading().to_owned(),
        name: masked_within(person.name.trim()),
        more,
        remark: masked_within(&remark.join("　")),
        turns: cells.iter().map(|cell| turn(doc, *cell)).collect(),
        phones: contact::dispatch(doc, mine),
    };
    if cells.is_empty() {
        return Ok(vec![slip(false, &[])]);
    }
    // Several slips have about as many each: none has a line alone.
    let each = cells.len().div_ceil(cells.len().div_ceil(TURNS));
    Ok(cells.chunks(each).enumerate().map(|(at, cells)| slip(0 < at, cells)).collect())
}

fn turn(doc: &Document, cell: DutyId) -> Turn {
    let season = doc.current_season();
    let lunar =
        [calendar::lunar_words(cell.day), holidays::day_name(&season, doc.little_year(), cell.day)];
    Turn {
        day: format!("{} {}", cell.day.format("%-m月%-d日"), calendar::weekday(cell.day)),
        lunar: lunar.join(" ").trim_end().to_owned(),
        great: is_great(cell.day),
        shift: format!("{} {}", cell.shift.word(), cell.shift.hours_words()),
        post: masked_within(doc.post_name(Some(cell.post)).trim()),
        on: Some(cell.day),
    }
}
