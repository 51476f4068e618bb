//! What a hazard says against the sheet it was found on, its slip and the mine's other books.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{breach, clash, day_words, moment_words, names, out, paper, span_words};
use crate::model::hazard::{Hazard, State, Step, to_the_minute};
use crate::model::id::{HazardId, PersonId, SheetId};
use crate::model::sheet::Sheet;
use crate::model::{Document, RecordId};
use crate::rules::{Breach, Rule};

pub(super) const RULES: &[Rule] = &[
    clash(("X10", "隐患的发现时间在发现它的巡查之内"), "检查表：每个×登记一条隐患", found_elsewhen),
    clash(("X11", "隐患的检查人是单子上的人"), "检查表：每个×登记一条隐患", found_by_others),
    clash(("X12", "先检查，后通知、移交"), "隐患闭环：各步的时间顺序", handled_before_the_check),
    clash(("X13", "移交单与隐患的移交时间一致"), "隐患移交单：移交、接收、时间", slip_and_loop),
    clash(("X14", "一个双防编号只用于一条隐患"), "隐患移交单：与安监台账对应", dual_number_twice),
];

/// A time written by eye may be that far off the walk.
const ABOUT: TimeDelta = TimeDelta::minutes(5);

/// Hazards with the sheet they were found on.
fn on_sheets(doc: &Document) -> impl Iterator<Item = (HazardId, &Hazard, SheetId, &Sheet)> {
    doc.hazards.iter().filter(|(_, hazard)| hazard.state() != State::Void).filter_map(
        |(id, hazard)| {
            let sheet = hazard.found?.sheet;
            Some((*id, hazard, sheet, doc.sheets.get(&sheet)?))
        },
    )
}

fn found_elsewhen(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = on_sheets(doc).filter_map(|(id, hazard, on, sheet)| {
        let (day, sheet_day) = (hazard.found_on?, sheet.day?);
        let (hazard_words, sheet_words) =
            (paper(doc, &RecordId::Hazard(id)), paper(doc, &RecordId::Sheet(on)));
        let words = match (hazard.found_at, out(sheet)) {
            (Some(time), Some(span)) => {
                let at = day.and_time(time);
                let within = span.0 - ABOUT <= at && at <= span.1 + ABOUT;
                let (at, span) = (moment_words(at), span_words(span));
                (!within)
                    .then(|| format!("{hazard_words}写着{at}发现，{sheet_words}的巡查是{span}"))
            }
            _ => (day != sheet_day).then(|| {
                let (day, sheet_day) = (day_words(day), day_words(sheet_day));
                format!("{hazard_words}写着{day}发现，{sheet_words}是{sheet_day}的")
            }),
        };
        Some((RecordId::Hazard(id), breach(words?)))
    });
    told.collect()
}

fn found_by_others(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = on_sheets(doc).filter_map(|(id, hazard, on, sheet)| {
        let signers = sheet.signers();
        let on_it = |one: &PersonId| sheet.walkers.contains(one) || signers.contains(one);
        let others: Vec<PersonId> =
            hazard.finders.iter().copied().filter(|one| !on_it(one)).collect();
        (!sheet.walkers.is_empty() && !others.is_empty()).then(|| {
            let (who, record) = (names(doc, others), RecordId::Hazard(id));
            let sheet = paper(doc, &RecordId::Sheet(on));
            let words = format!("{}的检查人{who}不在{sheet}上", paper(doc, &record));
            (record, breach(words))
        })
    });
    told.collect()
}

/// Where a hazard has no time of its own, the walk it was found on tells that nothing can have been
/// done about it before.
fn handled_before_the_check(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = on_sheets(doc).filter(|(_, hazard, ..)| hazard.found_at.is_none()).filter_map(
        |(id, hazard, on, sheet)| {
            let (left, _) = out(sheet)?;
            let early = hazard.steps.iter().find_map(|step| {
                let at = step.at()?;
                (minute(at) < left).then_some((step.verb(), at))
            });
            let (verb, at) = early?;
            let record = RecordId::Hazard(id);
            let (at, left) = (moment_words(at), moment_words(left));
            let (hazard, sheet) = (paper(doc, &record), paper(doc, &RecordId::Sheet(on)));
            Some((record, breach(format!("{hazard}写着{at}{verb}，{sheet}写着{left}才出发检查"))))
        },
    );
    told.collect()
}

fn minute(at: NaiveDateTime) -> NaiveDateTime {
    at.date().and_time(to_the_minute(at.time()))
}

fn slip_and_loop(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found = Vec::new();
    for (id, slip) in doc.transfers.iter() {
        let record = RecordId::Transfer(*id);
        for hazard_id in &slip.hazards {
            let Some(hazard) = doc.hazards.get(hazard_id) else { continue };
            let handed = hazard.steps.iter().find_map(|step| match step {
                Step::HandedOver { slip, at } if slip == id => Some(*at),
                _ => None,
            });
            let (slip_words, hazard_words) =
                (paper(doc, &record), paper(doc, &RecordId::Hazard(*hazard_id)));
            let words = match (handed, slip.at) {
                (None, _) if hazard.state() != State::Void => {
                    Some(format!("{slip_words}列着{hazard_words}，{hazard_words}没有这次移交"))
                }
                (Some(handed), Some(at)) if minute(handed) != minute(at) => {
                    let (at, handed) = (moment_words(at), moment_words(handed));
                    Some(format!("{slip_words}写着{at}移交，{hazard_words}写着{handed}移交"))
                }
                _ => None,
            };
            found.extend(words.map(|words| (record.clone(), breach(words))));
        }
    }
    found
}

fn dual_number_twice(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut bearers: BTreeMap<&str, Vec<HazardId>> = BTreeMap::new();
    for (id, hazard) in doc.hazards.iter().filter(|(_, one)| one.state() != State::Void) {
        let number = hazard.dual_number.trim();
        if !number.is_empty() {
            bearers.entry(number).or_default().push(*id);
        }
    }
    let several = bearers.into_iter().filter(|(_, ids)| 1 < ids.len());
    let told = several.filter_map(|(number, ids)| {
        let record = RecordId::Hazard(*ids.last()?);
        let papers = ids.iter().map(|id| paper(doc, &RecordId::Hazard(*id)));
        let papers = papers.collect::<Vec<_>>().join("和");
        Some((record, breach(format!("{papers}写着同一个双防编号{number}"))))
    });
    told.collect()
}
