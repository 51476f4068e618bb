//! Making sheets out and typing them back.

use super::hazards::time_of_walk;
use super::{Draft, Ground, Refusal, SheetAction, numbers};
use crate::model::checklist::{Code, Depth, Judge};
use crate::model::hazard::{Hazard, HazardField, State, Step};
use crate::model::id::{SheetId, SiteId};
use crate::model::number::NumberKind;
use crate::model::sheet::{Mark, Point, Sheet, SheetField};
use crate::model::{Document, Put, RecordId};
use crate::rules::words_digest;

pub(super) fn draft(
    doc: &Document,
    action: &SheetAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        SheetAction::IssueRoute { route, shift, day, walkers } => {
            let gone = || Refusal::Gone(RecordId::Route(*route));
            let record = doc.routes.get(route).ok_or_else(gone)?;
            let title = match record.area.as_str() {
                "" => record.name.clone(),
                area => format!("{}：{area}", record.name),
            };
            let blank = Sheet {
                depth: Some(Depth::Patrol),
                route: Some(*route),
                title,
                shift: shift.clone(),
                day: Some(*day),
                walkers: walkers.clone(),
                ..Sheet::default()
            };
            issue(doc, blank, &record.stops, ground)
        }
        SheetAction::IssueSite { site, depth, day, walkers } => {
            let gone = || Refusal::Gone(RecordId::Site(*site));
            let blank = Sheet {
                depth: Some(*depth),
                title: doc.sites.get(site).ok_or_else(gone)?.name.clone(),
                day: Some(*day),
                walkers: walkers.clone(),
                ..Sheet::default()
            };
            issue(doc, blank, &[*site], ground)
        }
        SheetAction::Mark { sheet, row, mark } => {
            let record = known(doc, sheet)?;
            let field = SheetField::Mark(*row, mark.clone());
            let verb = format!("录入 {} 第{row}行", number_words(record));
            Ok(Draft::of(verb, vec![(*sheet, field).into()]))
        }
        SheetAction::Tick { sheet, judge, ticked } => {
            let record = known(doc, sheet)?;
            Ok(tick(*sheet, record, *judge, *ticked))
        }
        SheetAction::Finish { sheet } => {
            let record = known(doc, sheet)?;
            let entered = record.entered.unwrap_or(ground.now);
            let verb = format!("录入回单 {}", number_words(record));
            Ok(Draft::of(verb, vec![(*sheet, SheetField::Entered(Some(entered))).into()]))
        }
        SheetAction::Void { sheet, why } => void(doc, *sheet, why),
    }
}

/// Names and times are often typed after the exceptions: the hazards made from a sheet follow its
/// heading as long as nothing else is written there, and nothing is signed off.
pub(super) fn told_to_hazards(doc: &Document, put: &Put) -> Vec<Put> {
    let Put::Sheet(id, field) = put else { return Vec::new() };
    let Some(sheet) = doc.sheets.get(id) else { return Vec::new() };
    let mut after = sheet.clone();
    match field {
        SheetField::Walkers(walkers) => after.walkers.clone_from(walkers),
        SheetField::Left(left) => after.left = *left,
        SheetField::Back(back) => after.back = *back,
        _ => return Vec::new(),
    }
    let time =
        |sheet: &Sheet, hazard: &Hazard| time_of_walk(sheet, hazard.found_on?, hazard.entered?);
    let of_sheet = doc.hazards.iter().filter(|(_, hazard)| {
        hazard.found.is_some_and(|found| found.sheet == *id) && !hazard.state().is_over()
    });
    of_sheet
        .flat_map(|(hazard_id, hazard)| {
            let finders = (hazard.finders.is_empty() || hazard.finders == sheet.walkers)
                && hazard.finders != after.walkers;
            let finders = finders.then(|| HazardField::Finders(after.walkers.clone()));
            let follows = hazard.found_at.is_none() || hazard.found_at == time(sheet, hazard);
            // A step that was earlier on that day knows better.
            let first = hazard.steps.first().and_then(Step::at).map(|at| at.time());
            let first = first.filter(|_| hazard.steps.first().map(Step::day) == hazard.found_on);
            let at = time(&after, hazard).filter(|at| first.is_none_or(|first| *at <= first));
            let at = (follows && at != hazard.found_at).then_some(HazardField::FoundAt(at));
            [finders, at].into_iter().flatten().map(|field| Put::from((*hazard_id, field)))
        })
        .collect()
}

fn known<'a>(doc: &'a Document, sheet: &SheetId) -> Result<&'a Sheet, Refusal> {
    doc.sheets.get(sheet).ok_or(Refusal::Gone(RecordId::Sheet(*sheet)))
}

fn number_words(sheet: &Sheet) -> String {
    sheet.number.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Lays the rows out for each site, gives the sheet its number, and freezes its words.
fn issue(
    doc: &Document,
    blank: Sheet,
    sites: &[SiteId],
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let id = SheetId(ground.mint(0));
    let record = RecordId::Sheet(id);
    let mut sheet = Sheet { kept: true, issued: Some(ground.now), ..blank };
    for site in sites {
        let codes = codes_for(doc, *site, sheet.depth())?;
        let of = |judge: Judge| -> Vec<Code> {
            let judged =
                |code: &&Code| doc.items.find(code).is_some_and(|item| item.judged_by() == judge);
            codes.iter().filter(judged).cloned().collect()
        };
        for (judge, points) in [
            (Judge::Member, &mut sheet.points),
            (Judge::Electrician, &mut sheet.electrician_points),
            (Judge::PostHolder, &mut sheet.post_points),
        ] {
            let items = of(judge);
            if !items.is_empty() {
                points.push(Point { site: *site, items });
            }
        }
    }
    if sheet.rows().is_empty() {
        return Err(Refusal::NoItems(sheet.title));
    }
    sheet.printed_words = words_digest(doc, &sheet);
    let (number, mut puts) = numbers::issue(doc, NumberKind::Sheet, &record, ground);
    let verb = format!("出单 {number}");
    sheet.number = Some(number);
    puts.extend(sheet.written().into_iter().map(|field| Put::from((id, field))));
    Ok(Draft { verb, puts, made: vec![record] })
}

/// The items of a site at that depth, in the order of its checklist.
fn codes_for(doc: &Document, site: SiteId, depth: Depth) -> Result<Vec<Code>, Refusal> {
    let site_record = doc.sites.get(&site).ok_or(Refusal::Gone(RecordId::Site(site)))?;
    let list = doc
        .checklists
        .get(&site_record.site_kind())
        .ok_or_else(|| Refusal::NoItems(site_record.name.clone()))?;
    Ok(match depth {
        Depth::Patrol => list.patrol.iter().chain(&list.signed).cloned().collect(),
        Depth::Full => list.full.clone(),
        Depth::Special => list.special.clone(),
    })
}

/// 其余按纸面打√: rows that were typed as √ one by one need no word of their own any more.
fn tick(id: SheetId, sheet: &Sheet, judge: Judge, ticked: bool) -> Draft {
    let field = match judge {
        Judge::Member => SheetField::Ticked(ticked),
        Judge::Electrician => SheetField::ElectricianTicked(ticked),
        Judge::PostHolder => SheetField::PostTicked(ticked),
    };
    let rows = sheet.rows();
    let in_block =
        |number: &u16| rows.iter().any(|row| row.number == *number && row.judge == judge);
    let spoken_for = sheet
        .marks
        .iter()
        .filter(|(number, mark)| ticked && **mark == Mark::Holds && in_block(number))
        .map(|(number, _)| Put::from((id, SheetField::Mark(*number, None))));
    let puts = std::iter::once(Put::from((id, field))).chain(spoken_for).collect();
    let verb = if ticked { "其余按纸面打√" } else { "取消其余打√" };
    Draft::of(format!("{verb} {}", number_words(sheet)), puts)
}

fn void(doc: &Document, id: SheetId, why: &str) -> Result<Draft, Refusal> {
    let sheet = known(doc, &id)?;
    if why.trim().is_empty() {
        return Err(Refusal::Missing("作废的原因"));
    }
    let alive = doc.hazards.iter().find(|(_, hazard)| {
        hazard.found.is_some_and(|on| on.sheet == id) && hazard.state() != State::Void
    });
    if let Some((_, hazard)) = alive {
        let number = hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let words = format!("{}上登记的隐患{number}还在，请先作废隐患", number_words(sheet));
        return Err(Refusal::Broken(words));
    }
    let record = RecordId::Sheet(id);
    let mut puts = vec![record.keep(false)];
    if let Some(number) = &sheet.number {
        puts.push(numbers::void(doc, number, record, why)?);
    }
    Ok(Draft::of(format!("作废 {}", number_words(sheet)), puts))
}
