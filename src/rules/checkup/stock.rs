//! Whether what the cards send somebody to fetch is there: on the books with its place and keeper, in date,
//! looked at, fit.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::told::Found;
use crate::model::id::PersonId;
use crate::model::mine::Only;
use crate::model::supply::Supply;
use crate::model::{Document, Kind, RecordId};
use crate::rules::supplies::{in_order, outdated, place_words, unchecked, unfit, unsaid};
use crate::rules::{Breach, Check, Rule, Weight};

/// A rule about supplies.
const fn stock(
    (code, title): (&'static str, &'static str),
    reads: &'static [Kind],
    check: fn(&Document, NaiveDate) -> Found,
) -> Rule {
    let (source, weight) = ("应急物资", Weight::Due);
    Rule { code, title, source, weight, reads, check: Check::Whole(check) }
}

pub(super) const RULES: &[Rule] = &[
    stock(
        ("K21", "应急物资登记了数量、存放地点、保管人"),
        &[Kind::Card, Kind::Supply, Kind::Site],
        unlisted,
    ),
    stock(
        ("K22", "应急物资的保管人在册，值守期内不请假"),
        &[Kind::Season, Kind::Supply, Kind::Person],
        unkept,
    ),
    stock(
        ("K23", "应急物资在有效期内，有期限的写明期限"),
        &[Kind::Season, Kind::Supply, Kind::Site],
        expired,
    ),
    stock(("K24", "应急物资按期检查"), &[Kind::Supply, Kind::Site], unseen),
    stock(("K25", "应急物资完好"), &[Kind::Supply, Kind::Site], broken),
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

/// What a check finds wrong with each thing.
fn each(doc: &Document, check: impl Fn(&Supply) -> Option<String>) -> Found {
    let all = in_order(doc).into_iter();
    let found = all.filter_map(|(id, one)| {
        Some((RecordId::Supply(id), Breach::of(called(doc, one), check(one)?)))
    });
    found.collect()
}

fn unlisted(doc: &Document, _today: NaiveDate) -> Found {
    let asks = doc.cards.iter().any(|(_, card)| !card.kit.trim().is_empty());
    if doc.supplies.is_empty() && asks {
        let words = "处置卡写了所需器材，还没有登记应急物资；请在“应急物资”里登记，也可以粘贴台账";
        return vec![(RecordId::Plan(Only), words.to_owned().into())];
    }
    each(doc, unsaid)
}

/// Keepers who are gone, or away on days that are still to come.
fn unkept(doc: &Document, today: NaiveDate) -> Found {
    let mut kept: BTreeMap<PersonId, Vec<(RecordId, &str)>> = BTreeMap::new();
    for (id, one) in in_order(doc) {
        if let Some(keeper) = one.keeper {
            kept.entry(keeper).or_default().push((RecordId::Supply(id), one.name.trim()));
        }
    }
    let days = super::days(doc, today);
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
    kept.into_iter().filter_map(one).collect()
}

fn expired(doc: &Document, today: NaiveDate) -> Found {
    if is_over(doc, today) {
        return Vec::new();
    }
    let last = doc.current_season().last;
    each(doc, |one| outdated(one, today, last))
}

fn unseen(doc: &Document, today: NaiveDate) -> Found {
    if is_over(doc, today) {
        return Vec::new();
    }
    each(doc, |one| unchecked(doc, one, today))
}

fn broken(doc: &Document, _today: NaiveDate) -> Found {
    each(doc, unfit)
}
