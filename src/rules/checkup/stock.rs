//! Whether what the cards send somebody to fetch is there: on the books with its place and keeper, in date,
//! looked at, fit.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{PlanCase, exam};
use crate::model::id::PersonId;
use crate::model::mine::Only;
use crate::model::supply::Supply;
use crate::model::{Document, RecordId};
use crate::rules::supplies::{in_order, outdated, place_words, unchecked, unfit, unsaid};
use crate::rules::{Breach, Found, Rule, Weight};

const STOCK: &str = "应急物资";

pub(super) const RULES: &[Rule] = &[
    exam(("K21", "应急物资登记了数量、存放地点、保管人"), STOCK, Weight::Due, unlisted),
    exam(("K22", "应急物资的保管人在册，值守期内不请假"), STOCK, Weight::Due, unkept),
    exam(("K23", "应急物资在有效期内，有期限的写明期限"), STOCK, Weight::Due, expired),
    exam(("K24", "应急物资按期检查"), STOCK, Weight::Due, unseen),
    exam(("K25", "应急物资完好"), STOCK, Weight::Due, broken),
];

/// What it is called and where it lies: 灭火器GL-03（锅炉房 北侧）.
fn called(doc: &Document, one: &Supply) -> String {
    let (name, code, place) = (one.name.trim(), one.code.trim(), place_words(doc, one));
    if place.is_empty() { format!("{name}{code}") } else { format!("{name}{code}（{place}）") }
}

/// Whether the season is over: what is out of date then is nobody's plan.
fn is_over(doc: &Document, today: NaiveDate) -> bool {
    doc.current_season().last.is_some_and(|last| last < today)
}

/// What a check finds wrong with each thing; nothing where there are none.
fn each(doc: &Document, check: impl Fn(&Supply) -> Option<String>) -> Option<Found> {
    let all = in_order(doc);
    if all.is_empty() {
        return None;
    }
    let found = all.into_iter().filter_map(|(id, one)| {
        Some((RecordId::Supply(id), Breach::of(called(doc, one), check(one)?)))
    });
    Some(found.collect())
}

fn unlisted(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.doc;
    let asks = doc.cards.iter().any(|(_, card)| !card.kit.trim().is_empty());
    if doc.supplies.is_empty() && asks {
        let words = "处置卡写了所需器材，还没有登记应急物资；请在“应急物资”里登记，也可以粘贴台账";
        return Some(vec![(RecordId::Plan(Only), words.to_owned().into())]);
    }
    each(doc, unsaid)
}

/// Keepers who are gone, or away on days that are still to come.
fn unkept(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.doc;
    let mut kept: BTreeMap<PersonId, Vec<(RecordId, &str)>> = BTreeMap::new();
    for (id, one) in in_order(doc) {
        if let Some(keeper) = one.keeper {
            kept.entry(keeper).or_default().push((RecordId::Supply(id), one.name.trim()));
        }
    }
    let days = super::days(doc, case.today);
    let is_looked_at = days.is_some() && !kept.is_empty();
    let away = |id: PersonId| {
        let Some(person) = doc.persons.get(&id) else {
            return Some("已不在册；请另定保管人".to_owned());
        };
        let (first, last) = days?;
        let leaves = person.leaves.iter().filter(|one| one.from <= last && first <= one.to);
        let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
        let leaves: Vec<String> =
            leaves.map(|one| format!("{}至{}", day(one.from), day(one.to))).collect();
        (!leaves.is_empty())
            .then(|| format!("{}请假；请写明由谁代管，钥匙交给当班的人", leaves.join("、")))
    };
    let one = |(id, things): (PersonId, Vec<(RecordId, &str)>)| {
        let what = away(id)?;
        let (record, name) = things.first()?.clone();
        let more =
            if things.len() == 1 { String::new() } else { format!("等{}项", things.len()) };
        let words = format!("保管{name}{more}，{what}");
        Some((record, Breach::of(doc.person_name(id), words)))
    };
    let found: Found = kept.into_iter().filter_map(one).collect();
    (is_looked_at || !found.is_empty()).then_some(found)
}

fn expired(case: &PlanCase<'_>) -> Option<Found> {
    let PlanCase { doc, today, .. } = *case;
    if is_over(doc, today) {
        return None;
    }
    let last = doc.current_season().last;
    each(doc, |one| outdated(one, today, last))
}

fn unseen(case: &PlanCase<'_>) -> Option<Found> {
    let PlanCase { doc, today, .. } = *case;
    if is_over(doc, today) {
        return None;
    }
    each(doc, |one| unchecked(doc, one, today))
}

/// Of a thing whose state nobody wrote down nobody knows whether it is fit.
fn broken(case: &PlanCase<'_>) -> Option<Found> {
    let found = each(case.doc, unfit)?;
    let is_looked_at = case.doc.supplies.iter().all(|(_, one)| one.state.is_some());
    (is_looked_at || !found.is_empty()).then_some(found)
}
