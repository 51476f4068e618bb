//! The papers that bear printed numbers: which bears which, bore which, and what people know each
//! by.

use chrono::NaiveDateTime;

use crate::model::hazard::{Hazard, State};
use crate::model::number::{Number, NumberKind};
use crate::model::sheet::Sheet;
use crate::model::transfer::Transfer;
use crate::model::{Document, RecordId};

/// How many signs of a hazard's words tell it from another.
const WORDS: usize = 16;

/// A paper with its number, and those it bore before.
pub(super) struct Paper<'a> {
    pub(super) record: RecordId,
    pub(super) number: Option<&'a Number>,
    pub(super) former: &'a [Number],
}

/// All papers of a kind.
pub(super) fn papers(doc: &Document, kind: NumberKind) -> Box<dyn Iterator<Item = Paper<'_>> + '_> {
    match kind {
        NumberKind::Sheet => Box::new(doc.sheets.iter().map(|(id, one)| Paper {
            record: RecordId::Sheet(*id),
            number: one.number.as_ref(),
            former: &one.former,
        })),
        NumberKind::Hazard => Box::new(doc.hazards.iter().map(|(id, one)| Paper {
            record: RecordId::Hazard(*id),
            number: one.number.as_ref(),
            former: &one.former,
        })),
        NumberKind::Transfer => Box::new(doc.transfers.iter().map(|(id, one)| Paper {
            record: RecordId::Transfer(*id),
            number: one.number.as_ref(),
            former: &one.former,
        })),
    }
}

/// All papers that may bear a number.
pub(super) fn all_papers(doc: &Document) -> impl Iterator<Item = Paper<'_>> {
    NumberKind::ALL.iter().flat_map(|kind| papers(doc, *kind))
}

/// The number printed on a record, if records of its kind bear one.
pub(crate) fn number_on(doc: &Document, record: &RecordId) -> Option<Number> {
    match record {
        RecordId::Sheet(id) => doc.sheets.get(id)?.number.clone(),
        RecordId::Hazard(id) => doc.hazards.get(id)?.number.clone(),
        RecordId::Transfer(id) => doc.transfers.get(id)?.number.clone(),
        _ => None,
    }
}

/// The numbers a record bore before.
pub(crate) fn former_numbers<'a>(doc: &'a Document, record: &RecordId) -> &'a [Number] {
    let former = match record {
        RecordId::Sheet(id) => doc.sheets.get(id).map(|one| one.former.as_slice()),
        RecordId::Hazard(id) => doc.hazards.get(id).map(|one| one.former.as_slice()),
        RecordId::Transfer(id) => doc.transfers.get(id).map(|one| one.former.as_slice()),
        _ => None,
    };
    former.unwrap_or_default()
}

/// The papers that bear the number, the one that was made out first at the head.
pub fn bearers(doc: &Document, number: &Number) -> Vec<RecordId> {
    let bearing = papers(doc, number.series.kind).filter(|paper| paper.number == Some(number));
    in_order(doc, bearing.map(|paper| paper.record).collect())
}

/// The papers that bore the number before they were given another.
pub fn once_bearers(doc: &Document, number: &Number) -> Vec<RecordId> {
    let bore = papers(doc, number.series.kind).filter(|paper| paper.former.contains(number));
    in_order(doc, bore.map(|paper| paper.record).collect())
}

/// In the order in which they were made out by the clocks of their PCs: that is what stands on
/// them. Nothing but the order in which they are offered comes from it.
fn in_order(doc: &Document, mut records: Vec<RecordId>) -> Vec<RecordId> {
    records.sort_by_cached_key(|record| (made_at(doc, record), record.clone()));
    records
}

fn made_at(doc: &Document, record: &RecordId) -> Option<NaiveDateTime> {
    match record {
        RecordId::Sheet(id) => doc.sheets.get(id)?.issued,
        RecordId::Hazard(id) => doc.hazards.get(id)?.entered,
        RecordId::Transfer(id) => doc.transfers.get(id)?.at,
        _ => None,
    }
}

/// What tells a paper from another of the same number: 2月5日 早班 东线（08:05出单）.
pub fn paper_words(doc: &Document, record: &RecordId) -> String {
    let made = made_at(doc, record).map(|at| at.format("%H:%M").to_string());
    let day = |day: Option<chrono::NaiveDate>| {
        day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default()
    };
    let (words, verb) = match record {
        RecordId::Sheet(id) => {
            let Some(Sheet { day: on, shift, title, .. }) = doc.sheets.find(id) else {
                return String::new();
            };
            (format!("{} {shift} {title}", day(*on)), "出单")
        }
        RecordId::Hazard(id) => {
            let Some(hazard) = doc.hazards.find(id) else { return String::new() };
            let site = doc.site_name(hazard.site);
            let words = front(hazard.words.trim());
            (format!("{} {site} {words}", day(hazard.found_on)), "登记")
        }
        RecordId::Transfer(id) => {
            let Some(Transfer { at, hazards, by, .. }) = doc.transfers.find(id) else {
                return String::new();
            };
            let by = by.map(|by| doc.person_name(by)).unwrap_or_default();
            let on = day(at.map(|at| at.date()));
            (format!("{on} {by} 移交{}条", hazards.len()), "开单")
        }
        _ => return doc.name_of(record),
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match made {
        Some(made) => format!("{words}（{made}{verb}）"),
        None => words,
    }
}

/// The beginning of long words.
fn front(words: &str) -> String {
    let mut signs = words.chars();
    let mut front: String = signs.by_ref().take(WORDS).collect();
    if signs.next().is_some() {
        front.push('…');
    }
    front
}

/// Whether the paper is finished: typed back, closed or void.
pub(super) fn is_over(doc: &Document, record: &RecordId) -> bool {
    let state = |hazard: &Hazard| hazard.state();
    match record {
        RecordId::Sheet(id) => doc.sheets.get(id).is_none_or(|sheet| sheet.entered.is_some()),
        RecordId::Hazard(id) => doc.hazards.get(id).map(state).is_none_or(State::is_over),
        RecordId::Transfer(id) => doc.transfers.get(id).is_none_or(|slip| {
            let mut states = slip.hazards.iter().filter_map(|id| doc.hazards.get(id)).map(state);
            !states.any(|state| state == State::HandedOver)
        }),
        _ => true,
    }
}

/// Something to be said beside the number of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberNote {
    /// In words.
    pub words: String,
    /// The other paper it is about.
    pub other: Option<RecordId>,
    /// Whether both papers bear the number still.
    pub is_open: bool,
}

/// What is to be said of the number of a paper that another paper bears, bore, or has now.
pub fn number_notes(doc: &Document, record: &RecordId) -> Vec<NumberNote> {
    let mut notes = Vec::new();
    let others = |found: Vec<RecordId>| {
        found.into_iter().filter(|other| other != record).collect::<Vec<_>>()
    };
    if let Some(number) = number_on(doc, record) {
        for other in others(bearers(doc, &number)) {
            let words = format!("{number}重号，另一张是{}", paper_words(doc, &other));
            notes.push(NumberNote { words, other: Some(other), is_open: true });
        }
        for other in others(once_bearers(doc, &number)) {
            let now = number_on(doc, &other).map(|now| now.to_string()).unwrap_or_default();
            let words = format!("{number}曾重号，另一张已改为{now}");
            notes.push(NumberNote { words, other: Some(other), is_open: false });
        }
    }
    for old in former_numbers(doc, record) {
        let other = others(bearers(doc, old)).into_iter().next();
        let words = match &other {
            Some(other) => format!("曾用号{old}，原号现归{}", paper_words(doc, other)),
            None => format!("曾用号{old}"),
        };
        notes.push(NumberNote { words, other, is_open: false });
    }
    notes
}
