//! Issuing printed numbers, and what undo makes of them: void, never free again.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::Ground;
use crate::model::number::{Number, NumberField, NumberKind, Numbered, Series, Use};
use crate::model::{Change, Document, Put, RecordId};

/// The next number of that kind for `bearer`, and what to write into the book of numbers.
///
/// Where this PC printed higher numbers than the document knows, a backup was restored: the
/// numbers between are written down as void, so that the series stays gap-free and no number
/// stands on two papers.
pub(super) fn issue(
    doc: &Document,
    kind: NumberKind,
    bearer: &RecordId,
    ground: Ground<'_>,
) -> (Number, Vec<Put>) {
    let season = doc.current_season().year;
    let year = if season == 0 { ground.now.year() } else { season };
    let series = Series { kind, year, label: String::new() };
    let printed = ground.printed.get(&series).copied().unwrap_or_default();
    let number = |seq| Number { series: series.clone(), seq };
    let last = doc.numbers.before(&number(u32::MAX)).map(|(last, _)| last);
    let known = last.filter(|last| last.series == series).map_or(0, |last| last.seq);

    let lost = (known + 1..=printed).flat_map(|seq| {
        let why = "恢复备份前已经用过".to_owned();
        written(&number(seq), Use::Void { bearer: None, why })
    });
    let seq = known.max(printed) + 1;
    let mut puts: Vec<Put> = lost.collect();
    puts.extend(written(&number(seq), Use::Borne(bearer.clone())));
    (number(seq), puts)
}

/// Declares the number on `bearer` void.
pub(super) fn void(number: &Number, bearer: RecordId, why: &str) -> Put {
    let used = Use::Void { bearer: Some(bearer), why: why.to_owned() };
    (number.clone(), NumberField::Used(Some(used))).into()
}

/// The highest number of each series that the document knows.
pub fn highest(doc: &Document) -> BTreeMap<Series, u32> {
    let mut highest: BTreeMap<Series, u32> = BTreeMap::new();
    for (number, _) in doc.numbers.iter() {
        let seq = highest.entry(number.series.clone()).or_default();
        *seq = number.seq.max(*seq);
    }
    highest
}

fn written(number: &Number, used: Use) -> Vec<Put> {
    let numbered = Numbered { kept: true, used: Some(used) };
    numbered.written().into_iter().map(|field| (number.clone(), field).into()).collect()
}

/// What taking `change` back writes. A number that was issued becomes void instead of free.
///
/// `None` where nothing is to be written: the number stays on the books.
pub fn turned_back(change: &Change) -> Option<Change> {
    match change {
        Change::Number(_, NumberField::Kept(false), NumberField::Kept(true)) => None,
        Change::Number(number, NumberField::Used(None), now) => {
            let NumberField::Used(Some(Use::Borne(bearer))) = now else { return None };
            let used = Use::Void { bearer: Some(bearer.clone()), why: "已撤销".to_owned() };
            let void = NumberField::Used(Some(used));
            Some(Change::Number(number.clone(), now.clone(), void))
        }
        _ => Some(change.clone().inverse()),
    }
}

/// What doing `change` again writes, after [`turned_back`] took it back: the same act gets the
/// same number, which never went to another paper.
pub fn turned_forth(change: &Change) -> Option<Change> {
    let back = turned_back(change)?;
    Some(back.inverse())
}
