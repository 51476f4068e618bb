//! Issuing printed numbers, giving one anew where two papers bear the same, and what undo makes of
//! them: void, never free again.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::{Draft, Ground, NumberAction, Refusal};
use crate::model::hazard::HazardField;
use crate::model::number::{Number, NumberField, NumberKind, Numbered, Series, Use};
use crate::model::sheet::SheetField;
use crate::model::transfer::TransferField;
use crate::model::{Change, Document, Put, RecordId};
use crate::rules::numbers::{
    Believed, bearers, former_numbers, is_believed_after, last_believed, number_on,
};

pub(super) fn draft(
    doc: &Document,
    action: &NumberAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        NumberAction::Renumber(record) => renumber(doc, record, ground),
        NumberAction::Square(number) => {
            let record = RecordId::Number(number.clone());
            if !doc.has(&record) && bearers(doc, number).is_empty() {
                return Err(Refusal::Gone(record));
            }
            let holder = holder(doc, number, bearers(doc, number));
            let used = match holder {
                Some(bearer) => Use::Borne(bearer),
                None => Use::Void {
                    bearer: book_bearer(doc, number).cloned(),
                    why: "单据上没有这个号".to_owned(),
                },
            };
            Ok(Draft::of(format!("订正单号簿 {number}"), written(number, used)))
        }
        NumberAction::Strike(number) => {
            let record = RecordId::Number(number.clone());
            if !doc.has(&record) {
                return Err(Refusal::Gone(record));
            }
            let is_needed = !bearers(doc, number).is_empty()
                || number.seq <= last_believed(doc, &number.series);
            if is_needed {
                let words = format!("单号{number}是正常的号，不能从单号簿去掉");
                return Err(Refusal::Broken(words));
            }
            Ok(Draft::of(format!("从单号簿去掉 {number}"), vec![record.keep(false)]))
        }
    }
}

/// The next number of that kind for `bearer`, and what to write into the book of numbers.
///
/// Where this PC printed higher numbers than the document knows, a backup was restored: the
/// numbers between are written down as void, so that the series stays gap-free and no number
/// stands on two papers. A number too far ahead to be believed is left out of both, so
/// never more than [`FURTHEST`](crate::rules::numbers::FURTHEST) are written.
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
    let known = last_believed(doc, &series);
    let printed = if is_believed_after(known, printed) { printed } else { 0 };
    let number = |seq| Number { series: series.clone(), seq };

    let lost = (known.saturating_add(1)..=printed).flat_map(|seq| {
        let why = "恢复备份前已经用过".to_owned();
        written(&number(seq), Use::Void { bearer: None, why })
    });
    let seq = known.max(printed).saturating_add(1);
    let mut puts: Vec<Put> = lost.collect();
    puts.extend(written(&number(seq), Use::Borne(bearer.clone())));
    (number(seq), puts)
}

/// Gives the record the next number; the old one belongs to the other paper from here on.
fn renumber(doc: &Document, record: &RecordId, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(record.clone());
    let old = number_on(doc, record).ok_or_else(gone)?;
    let others: Vec<RecordId> =
        bearers(doc, &old).into_iter().filter(|other| other != record).collect();
    let is_believed = old.seq <= last_believed(doc, &old.series);
    if others.is_empty() && is_believed {
        return Err(Refusal::Broken(format!("单号{old}没有重号，不用改号")));
    }
    let (new, mut puts) = issue(doc, old.series.kind, record, ground);
    let verb = format!("{old}改号为{new}");
    let mut former = former_numbers(doc, record).to_vec();
    former.push(old.clone());
    puts.extend(match record {
        RecordId::Sheet(id) => vec![
            Put::from((*id, SheetField::Number(Some(new)))),
            (*id, SheetField::Former(former)).into(),
        ],
        RecordId::Hazard(id) => vec![
            Put::from((*id, HazardField::Number(Some(new)))),
            (*id, HazardField::Former(former)).into(),
        ],
        RecordId::Transfer(id) => vec![
            Put::from((*id, TransferField::Number(Some(new)))),
            (*id, TransferField::Former(former)).into(),
        ],
        _ => return Err(gone()),
    });
    puts.extend(match holder(doc, &old, others) {
        Some(other) => written(&old, Use::Borne(other)),
        None => vec![RecordId::Number(old).keep(false)],
    });
    Ok(Draft::of(verb, puts))
}

/// Whose the number is, of those that bear it: whom the book names, else who had it first.
fn holder(doc: &Document, number: &Number, bearers: Vec<RecordId>) -> Option<RecordId> {
    let named = book_bearer(doc, number).filter(|named| bearers.contains(named)).cloned();
    named.or_else(|| bearers.into_iter().next())
}

/// Whose the number is by the book.
fn book_bearer<'a>(doc: &'a Document, number: &Number) -> Option<&'a RecordId> {
    match doc.numbers.get(number)?.used.as_ref()? {
        Use::Borne(bearer) => Some(bearer),
        Use::Void { .. } => None,
    }
}

/// Declares the number on `bearer` void.
///
/// # Errors
/// When another paper bears it too, which is still good.
pub(super) fn void(
    doc: &Document,
    number: &Number,
    bearer: RecordId,
    why: &str,
) -> Result<Put, Refusal> {
    if 1 < bearers(doc, number).len() {
        let words = format!("单号{number}重号，另一张还在用。请先给其中一张改号，再作废");
        return Err(Refusal::Broken(words));
    }
    let used = Use::Void { bearer: Some(bearer), why: why.to_owned() };
    Ok((number.clone(), NumberField::Used(Some(used))).into())
}

/// The highest number of each series that the document knows and that is to be believed.
pub fn highest(doc: &Document) -> BTreeMap<Series, u32> {
    let mut highest: BTreeMap<Series, u32> = BTreeMap::new();
    let mut believed = Believed::default();
    for (number, _) in doc.numbers.iter() {
        if believed.takes(number) {
            highest.insert(number.series.clone(), number.seq);
        }
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
