//! 存在问题: what was not as it should be, from the records alone.

use chrono::NaiveDate;

use super::{points, unseen};
use crate::model::hazard::{Hazard, State, Step};
use crate::model::watch::{Outcome, SpotCheck};
use crate::model::{Document, RecordId};
use crate::print::head::short_day;
use crate::print::letter::Element;
use crate::print::rows;
use crate::rules::course::{at_end_of, open_at_end_of};
use crate::rules::lateness::Lateness;
use crate::rules::tally::{Tally, repeated};
use crate::rules::wording::where_and_what;

/// Signs of a hazard that a list of them has room for.
const MOST_SIGNS: usize = 60;

/// What was not as it should be, from the records alone.
pub(super) fn told(doc: &Document, tally: &Tally) -> Vec<Element> {
    let today = tally.to;
    let name = |id| doc.name_of(&RecordId::Hazard(id));
    let mut told: Vec<String> = Vec::new();
    for (site, item, ids) in repeated(doc, today) {
        let words = rows::item(doc, &item).brief;
        let numbers: Vec<String> = ids.iter().map(|id| name(*id)).collect();
        told.push(format!(
            "{}“{words}”一项重复出现{}次（{}）。",
            doc.site_name(Some(site)),
            ids.len(),
            numbers.join("、")
        ));
    }
    told.extend(open_ones(doc, today));
    let moved = doc
        .hazards
        .iter()
        .filter(|(_, hazard)| hazard.state() != State::Void)
        .filter(|(_, one)| one.steps.iter().any(|step| matches!(step, Step::Extended { .. })))
        .count();
    if 0 < moved {
        told.push(format!("{moved}条隐患办理过延期。"));
    }
    told.extend(odd_checks(doc, tally));
    let unseen = unseen(doc, tally);
    if 0 < tally.sites && !unseen.is_empty() {
        let names = unseen.join("、");
        told.push(format!("{}处场所本季没有巡查单、检查单：{names}。", unseen.len()));
    }
    if 0 < tally.out {
        told.push(format!("{}张巡查单、检查单没有收回录入。", tally.out));
    }
    if told.is_empty() {
        let words = match (tally.hazards.all, tally.spot_checks) {
            (0, 0) => "本册没有隐患和查岗记录。",
            (_, 0) => "登记的隐患中没有重复、超期和未销号的；本册没有查岗记录。",
            (0, _) => "登记的查岗中没有三分钟内未接通和不在岗的；本册没有隐患记录。",
            _ => "登记的隐患中没有重复、超期和未销号的，查岗中没有三分钟内未接通和不在岗的。",
        };
        return vec![Element::Paragraph(words.to_owned())];
    }
    points(told.into_iter())
}

/// Hazards that are late, that were, and that are still open in time.
fn open_ones(doc: &Document, today: NaiveDate) -> Vec<String> {
    let name = |id| doc.name_of(&RecordId::Hazard(id));
    let mut told: Vec<String> = Vec::new();
    let open = open_at_end_of(doc, today);
    let late: Vec<String> = open
        .iter()
        .filter_map(|(id, hazard)| {
            let days = Lateness::of(hazard, today).days()?;
            Some(format!("{}超期{days}天{}", name(*id), why_late(doc, hazard)))
        })
        .collect();
    if !late.is_empty() {
        told.push(format!("{}条隐患超期未整改：{}。", late.len(), late.join("、")));
    }
    let was_late: Vec<String> = doc
        .hazards
        .iter()
        .map(|(id, hazard)| (id, at_end_of(hazard, today)))
        .filter_map(|(id, hazard)| match Lateness::of(&hazard, today) {
            Lateness::Was(days) => Some(format!("{}超期{days}天", name(*id))),
            Lateness::Never | Lateness::Is(_) => None,
        })
        .collect();
    if !was_late.is_empty() {
        let (count, list) = (was_late.len(), was_late.join("、"));
        told.push(format!("{count}条隐患整改或延期时已过期限：{list}。"));
    }
    let in_time: Vec<String> = open
        .iter()
        .filter(|(_, hazard)| Lateness::of(hazard, today).days().is_none())
        .map(|(id, hazard)| format!("{}{}", name(*id), why_open(doc, hazard, today)))
        .collect();
    if !in_time.is_empty() {
        told.push(format!("{}条隐患尚未销号：{}。", in_time.len(), in_time.join("；")));
    }
    told
}

/// What and where, and why it is not signed off yet: 食堂后厨烟罩积油（已延期至2月28日：等配件）.
fn why_open(doc: &Document, hazard: &Hazard, today: NaiveDate) -> String {
    let year = doc.current_season().year;
    let day = |day: NaiveDate| short_day(day, year);
    let extended = hazard.steps.iter().rev().find_map(|step| match step {
        Step::Extended { until, why, .. } => Some((*until, why.trim().trim_end_matches('。'))),
        _ => None,
    });
    let reason = match (extended, hazard.limit()) {
        _ if !hazard.is_waiting() => hazard.state().word().to_owned(),
        (Some((until, "")), _) => format!("已延期至{}", day(until)),
        (Some((until, why)), _) => format!("已延期至{}：{why}", day(until)),
        (None, Some(limit)) if today <= limit => format!("期限{}，未到期", day(limit)),
        (None, Some(limit)) => format!("期限{}", day(limit)),
        (None, None) => "没有定期限".to_owned(),
    };
    format!("“{}”（{reason}）", briefly(doc, hazard))
}

/// Of a late one where and what, and who has to see to it.
fn why_late(doc: &Document, hazard: &Hazard) -> String {
    let unit = doc.unit_name(hazard.unit);
    let unit = if unit.is_empty() { String::new() } else { format!("（{unit}整改）") };
    format!("“{}”{unit}", briefly(doc, hazard))
}

/// Where and what, in few words.
fn briefly(doc: &Document, hazard: &Hazard) -> String {
    let words = where_and_what(doc, hazard);
    let words = words.trim_end_matches(['。', '；']);
    match words.char_indices().nth(MOST_SIGNS) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or(words)),
        None => words.to_owned(),
    }
}

/// Spot checks that reached nobody in time or found the post empty: when, which post, what then.
fn odd_checks(doc: &Document, tally: &Tally) -> Option<String> {
    let within = |check: &SpotCheck| check.day.is_some_and(|on| tally.from <= on && on <= tally.to);
    let mut odd: Vec<&SpotCheck> = doc
        .spot_checks
        .iter()
        .map(|(_, check)| check)
        .filter(|check| matches!(check.outcome, Some(Outcome::Unreached | Outcome::Away)))
        .filter(|check| within(check))
        .collect();
    odd.sort_by_key(|check| (check.day, check.at));
    if odd.is_empty() {
        return None;
    }
    let year = doc.current_season().year;
    let told = odd.iter().map(|check| {
        let day = check.day.map(|day| short_day(day, year)).unwrap_or_default();
        let outcome = check.outcome.map_or("", Outcome::word);
        let measure = match check.measure.trim().trim_end_matches('。') {
            "" => String::new(),
            words => format!("（{words}）"),
        };
        format!("{day}{}{outcome}{measure}", doc.post_name(check.post))
    });
    let told = told.collect::<Vec<_>>().join("；");
    Some(format!("查岗{}次中有{}次异常：{told}。", tally.spot_checks, odd.len()))
}
