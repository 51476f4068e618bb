//! Writing hazards down and carrying them round the loop.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Draft, Ground, HazardAction, Refusal, numbers};
use crate::model::checklist::Depth;
use crate::model::hazard::{FoundOn, Hazard, HazardField, Source, State, Step};
use crate::model::id::{HazardId, SheetId, TransferId};
use crate::model::number::NumberKind;
use crate::model::sheet::{Mark, RowNumber, Sheet, SheetField};
use crate::model::transfer::Transfer;
use crate::model::{Document, Put, RecordId};
use crate::rules::phrases;

pub(super) fn draft(
    doc: &Document,
    action: &HazardAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        HazardAction::Report(hazard) => {
            let blank = Hazard {
                number: None,
                former: Vec::new(),
                found: None,
                steps: Vec::new(),
                ..*hazard.clone()
            };
            Ok(report(doc, blank, ground))
        }
        HazardAction::ReportFault { sheet, row, words } => {
            report_fault(doc, *sheet, *row, words, ground)
        }
        HazardAction::Advance { hazard, step } => advance(doc, *hazard, step),
        HazardAction::HandOver { hazards, by, due } => {
            let new = Transfer {
                kept: true,
                number: None,
                former: Vec::new(),
                hazards: hazards.clone(),
                by: Some(*by),
                at: Some(ground.now),
            };
            hand_over(doc, new, *due, ground)
        }
        HazardAction::Receive { slip, by, at } => {
            let gone = || Refusal::Gone(RecordId::Transfer(*slip));
            let transfer = doc.transfers.get(slip).ok_or_else(gone)?;
            let waiting: Vec<HazardId> = transfer
                .hazards
                .iter()
                .copied()
                .filter(|id| state(doc, *id) == Some(State::HandedOver))
                .collect();
            if waiting.is_empty() {
                return Err(Refusal::Broken("这张移交单上的隐患都已签收".to_owned()));
            }
            let step = Step::Received { by: *by, at: *at };
            let puts = waiting
                .into_iter()
                .map(|id| advanced(doc, id, &step))
                .collect::<Result<Vec<Put>, Refusal>>()?;
            let number = transfer.number.as_ref().map(ToString::to_string).unwrap_or_default();
            Ok(Draft::of(format!("签收 {number}"), puts))
        }
    }
}

fn state(doc: &Document, id: HazardId) -> Option<State> {
    doc.hazards.get(&id).map(Hazard::state)
}

fn report(doc: &Document, blank: Hazard, ground: Ground<'_>) -> Draft {
    let id = HazardId(ground.mint(0));
    let record = RecordId::Hazard(id);
    let (number, mut puts) = numbers::issue(doc, NumberKind::Hazard, &record, ground);
    let verb = format!("登记隐患 {number}");
    let mut hazard = Hazard {
        kept: true,
        number: Some(number),
        found_on: Some(blank.found_on.unwrap_or_else(|| ground.now.date())),
        entered: Some(ground.now),
        ..blank
    };
    take_up_phrase(doc, &mut hazard);
    // Whoever keeps the place puts it right, unless somebody says otherwise.
    let keeper = hazard.site.and_then(|site| doc.sites.get(&site)).and_then(|site| site.unit);
    hazard.unit = hazard.unit.or(keeper);
    puts.extend(hazard.written().into_iter().map(|field| Put::from((id, field))));
    Draft { verb, puts, made: vec![record] }
}

/// A phrase of the library brings its measure, class, basis and usual time limit; what somebody
/// wrote already stays.
fn take_up_phrase(doc: &Document, hazard: &mut Hazard) {
    let Some(phrase) = phrases::taken_up(&doc.profile(), &hazard.words) else { return };
    if hazard.measure.is_empty() {
        hazard.measure = phrase.measure;
    }
    let usual = |found: NaiveDate| found.checked_add_days(Days::new(u64::from(phrase.days?)));
    hazard.due = hazard.due.or_else(|| hazard.found_on.and_then(usual));
    if hazard.item.is_none() {
        hazard.class = hazard.class.or(Some(phrase.class));
        if let Some((code, item)) =
            doc.items.iter().filter(|(code, _)| code.base == phrase.item.base).last()
        {
            hazard.item = Some(code.clone());
            hazard.trade = hazard.trade.or(item.trade);
            if hazard.basis.is_empty() {
                hazard.basis.clone_from(&item.basis);
            }
        }
    } else if hazard.item.as_ref().is_some_and(|item| item.base == phrase.item.base) {
        hazard.class = Some(phrase.class);
    }
}

fn report_fault(
    doc: &Document,
    sheet_id: SheetId,
    row_number: RowNumber,
    words: &str,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(RecordId::Sheet(sheet_id));
    let sheet = doc.sheets.get(&sheet_id).ok_or_else(gone)?;
    let rows = sheet.rows();
    let row = rows
        .iter()
        .find(|row| row.number == row_number)
        .ok_or_else(|| Refusal::Broken(format!("纸面上没有第{row_number}行")))?;
    if let Some(Mark::Fault { hazard: Some(hazard), .. }) = sheet.marks.get(&row_number) {
        let number = doc.hazards.find(hazard).and_then(|hazard| hazard.number.as_ref());
        let number = number.map(ToString::to_string).unwrap_or_default();
        return Err(Refusal::Broken(format!("第{row_number}行已经登记为隐患{number}")));
    }
    if words.trim().is_empty() {
        return Err(Refusal::Missing("情况（部位、现象）"));
    }
    let item = doc.items.find(row.item).cloned().unwrap_or_default();
    let blank = Hazard {
        found_on: sheet.day,
        found_at: sheet.day.and_then(|day| time_of_walk(sheet, day, ground.now)),
        source: Some(match sheet.depth() {
            Depth::Patrol => Source::Patrol,
            Depth::Full | Depth::Special => Source::Special,
        }),
        finders: sheet.walkers.clone(),
        site: Some(row.site),
        words: words.to_owned(),
        item: Some(row.item.clone()),
        found: Some(FoundOn { sheet: sheet_id, row: row_number }),
        class: item.classes.first().copied(),
        trade: item.trade,
        basis: item.basis,
        ..Hazard::default()
    };
    let mut draft = report(doc, blank, ground);
    let hazard = Some(HazardId(ground.mint(0)));
    let mark = Mark::Fault { words: words.to_owned(), hazard };
    draft.puts.push((sheet_id, SheetField::Mark(row_number, Some(mark))).into());
    Ok(draft)
}

/// When something was found on a walk, as its sheet has it. A time later than the typing of the
/// hazard is none to go by: nothing could be done about it before it.
pub(super) fn time_of_walk(
    sheet: &Sheet,
    day: NaiveDate,
    typed: NaiveDateTime,
) -> Option<NaiveTime> {
    sheet.left.or(sheet.back).filter(|at| day.and_time(*at) <= typed)
}

/// The hazard's papers with one more.
fn advanced(doc: &Document, id: HazardId, step: &Step) -> Result<Put, Refusal> {
    let hazard = doc.hazards.get(&id).ok_or(Refusal::Gone(RecordId::Hazard(id)))?;
    let steps = hazard.steps.iter().chain(std::iter::once(step)).cloned().collect();
    Ok((id, HazardField::Steps(steps)).into())
}

fn advance(doc: &Document, id: HazardId, step: &Step) -> Result<Draft, Refusal> {
    if matches!(step, Step::HandedOver { .. }) {
        return Err(Refusal::NotFree("移交"));
    }
    let put = advanced(doc, id, step)?;
    let number = doc.hazards.get(&id).and_then(|hazard| hazard.number.as_ref());
    let number = number.map(ToString::to_string).unwrap_or_default();
    let mut puts = vec![put];
    // A void hazard frees the row it was found on for another result.
    if let (Step::Voided { .. }, Some(found)) =
        (step, doc.hazards.get(&id).and_then(|hazard| hazard.found))
        && let Some(Mark::Fault { words, hazard: Some(hazard) }) =
            doc.sheets.find(&found.sheet).and_then(|sheet| sheet.marks.get(&found.row))
        && *hazard == id
    {
        let mark = Mark::Fault { words: words.clone(), hazard: None };
        puts.push((found.sheet, SheetField::Mark(found.row, Some(mark))).into());
    }
    Ok(Draft::of(format!("{} {number}", step.verb()), puts))
}

fn hand_over(
    doc: &Document,
    new: Transfer,
    due: Option<NaiveDate>,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    if new.hazards.is_empty() {
        return Err(Refusal::Missing("要移交的隐患"));
    }
    let id = TransferId(ground.mint(0));
    let record = RecordId::Transfer(id);
    let (number, mut puts) = numbers::issue(doc, NumberKind::Transfer, &record, ground);
    let verb = format!("移交 {number}");
    let step = Step::HandedOver { slip: id, at: ground.now };
    for hazard in &new.hazards {
        puts.push(advanced(doc, *hazard, &step)?);
        puts.extend(due.map(|due| Put::from((*hazard, HazardField::Due(Some(due))))));
    }
    let transfer = Transfer { number: Some(number), ..new };
    puts.extend(transfer.written().into_iter().map(|field| Put::from((id, field))));
    Ok(Draft { verb, puts, made: vec![record] })
}
