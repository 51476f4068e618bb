//! Whether whom a card says to call can be called, and where it says to gather and what to fetch.

use std::collections::BTreeMap;

use chrono::Days;

use super::{PlanCase, SOURCE, exam};
use crate::model::id::PhoneId;
use crate::model::plan::{CardCode, Phone, PhoneKey};
use crate::model::{Cell, Document, RecordId};
use crate::rules::telephones::{number_by_name, number_of};
use crate::rules::{Breach, Found, Rule, Weight, doubt, unwritten};

pub(super) const RULES: &[Rule] = &[
    exam(("K12", "卡上要打的电话都有号码"), SOURCE, Weight::Due, unknown),
    exam(("K13", "卡上要打的电话近期拨测过"), "电话表", Weight::Due, untried),
    exam(("K14", "卡上写明集合点、器材"), SOURCE, Weight::Hint, unplaced),
];

/// The names cards call, each with the cards, in the order of the cards.
fn calls(doc: &Document) -> Vec<(String, Vec<CardCode>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut calls: Vec<(String, Vec<CardCode>)> = Vec::new();
    for (code, card) in doc.cards.iter() {
        let names = card.calls.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        for name in names {
            let place = *places.entry(name.to_owned()).or_insert_with(|| {
                calls.push((name.to_owned(), Vec::new()));
                calls.len() - 1
            });
            if let Some((_, codes)) = calls.get_mut(place)
                && codes.last() != Some(code)
            {
                codes.push(code.clone());
            }
        }
    }
    calls
}

fn line<'a>(doc: &'a Document, name: &str) -> Option<(PhoneId, &'a Phone)> {
    let found = doc.phones.iter().find(|(_, phone)| phone.name.trim() == name);
    found.map(|(id, phone)| (*id, phone))
}

/// E01、E03要打, E01等5张卡要打
fn cards_words(codes: &[CardCode]) -> String {
    match codes {
        [one] => format!("{one}要打"),
        [one, other] => format!("{one}、{other}要打"),
        [one, ..] => format!("{one}等{}张卡要打", codes.len()),
        [] => String::new(),
    }
}

fn unknown(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.with_cards()?;
    let mine = doc.profile();
    let one = |(name, codes): (String, Vec<CardCode>)| {
        let cards = cards_words(&codes);
        let Some((id, phone)) = line(doc, &name) else {
            // The dispatch room is known by the profile, too.
            if !number_by_name(doc, &mine, &name).is_empty() {
                return None;
            }
            let card = RecordId::Card(codes.first()?.clone());
            let words = format!("不在电话表里，{cards}；请加进电话表，或者改卡上的名称");
            return Some((card, Breach::of(name, words)));
        };
        let number = number_of(&mine, phone);
        let what = if number.is_empty() {
            "没填号码".to_owned()
        } else {
            doubt(doc, &Cell::Phone(id, PhoneKey::Number))?
        };
        let words = format!("{what}，{cards}；请填上号码并拨测");
        Some((RecordId::Phone(id), Breach::of(name, words)))
    };
    let mut found: Found = calls(doc).into_iter().filter_map(one).collect();
    let without = doc.cards.iter().filter(|(_, card)| card.calls.is_empty());
    found.extend(without.map(|(code, card)| {
        let words = "没有写报警与联系；请写上向谁报警";
        (RecordId::Card(code.clone()), Breach::of(format!("{code} {}", card.title), words))
    }));
    Some(found)
}

fn untried(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, today) = (case.with_cards()?, case.today);
    let limit = doc.current_plan().dial_limit();
    let since = today.checked_sub_days(Days::new(u64::from(limit))).unwrap_or(today);
    let mine = doc.profile();
    let one = |(name, codes): (String, Vec<CardCode>)| {
        let (id, phone) = line(doc, &name)?;
        if phone.national || number_of(&mine, phone).is_empty() {
            return None;
        }
        let what = match phone.dialled {
            None => "还没有拨测过".to_owned(),
            Some(day) if day < since => {
                format!("上次拨测是{}，超过{limit}天", day.format("%-m月%-d日"))
            }
            Some(_) => return None,
        };
        let words = format!("{what}，{}；请拨一次并登记", cards_words(&codes));
        Some((RecordId::Phone(id), Breach::of(name, words)))
    };
    Some(calls(doc).into_iter().filter_map(one).collect())
}

/// What stands where something is still to be filled in.
const BLANK: &str = "__";

fn unplaced(case: &PlanCase<'_>) -> Option<Found> {
    let lacks = |words: &str| words.trim().is_empty() || words.contains(BLANK);
    let one = |(code, card): (&CardCode, &crate::model::plan::Card)| {
        let words = unwritten([(lacks(&card.muster), "集合点"), (lacks(&card.kit), "所需器材")])?;
        Some((RecordId::Card(code.clone()), Breach::of(format!("{code} {}", card.title), words)))
    };
    Some(case.with_cards()?.cards.iter().filter_map(one).collect())
}
