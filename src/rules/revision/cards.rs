//! Cards, field by field and step by step.

use super::wording::{added, changed, likeness, quoted, removed};
use super::{Difference, Part};
use crate::model::Document;
use crate::model::plan::{Card, CardCode, CardStep};
use crate::model::value::Value as _;
use crate::rules::hunks::hunks;
use crate::rules::outline;

/// Steps whose words share so many hundredths are one that was changed.
const ALIKE: usize = 50;

pub(super) fn differences(
    doc: &Document,
    code: &CardCode,
    was: &Card,
    now: &Card,
) -> Vec<Difference> {
    let part = || Part::Card(code.clone());
    let (was, now) = (&outline::as_read(was), &outline::as_read(now));
    let lead = |card: &Card| doc.post_name(card.lead).to_owned();
    let leads = (lead(was), lead(now));
    let mut found = Vec::new();
    let texts = [
        ("卡名", &was.title, &now.title),
        ("主责岗位", &leads.0, &leads.1),
        ("适用场所", &was.places, &now.places),
        ("风险提示", &was.risk, &now.risk),
        ("征兆", &was.signs, &now.signs),
    ];
    let after = [
        ("集合点", &was.muster, &now.muster),
        ("所需器材", &was.kit, &now.kit),
        ("依据", &was.basis, &now.basis),
    ];
    let text = |(word, was, now): (&str, &String, &String)| {
        (was != now).then(|| changed(part(), format!("{code}{word}"), was, now))
    };
    found.extend(texts.into_iter().filter_map(text));
    found.extend(steps(doc, code, was, now));
    let lists = [
        ("严禁", &was.forbidden, &now.forbidden),
        ("撤离条件", &was.retreat, &now.retreat),
        ("报警与联系", &was.calls, &now.calls),
    ];
    for (word, was, now) in lists {
        found.extend(list(&part(), &format!("{code}{word}"), was, now));
    }
    found.extend(after.into_iter().filter_map(text));
    if found.is_empty() {
        // Something no card prints.
        found.push(changed(part(), format!("{code}写法"), &was.shown(doc), &now.shown(doc)));
    }
    found
}

/// The lines of a list.
fn list(part: &Part, place: &str, was: &[String], now: &[String]) -> Vec<Difference> {
    let mut found = Vec::new();
    for hunk in hunks(was, now) {
        let (old, new) = (
            was.get(hunk.was.clone()).unwrap_or_default(),
            now.get(hunk.now.clone()).unwrap_or_default(),
        );
        let both = old.len().min(new.len());
        let pairs = old.iter().zip(new);
        found.extend(pairs.map(|(one, other)| changed(part.clone(), place, one, other)));
        found.extend(old.iter().skip(both).map(|line| removed(part.clone(), place, line)));
        found.extend(new.iter().skip(both).map(|line| added(part.clone(), place, line)));
    }
    found
}

/// A step with the number it is kept under.
type Numbered<'a> = (u16, &'a CardStep);

fn written(card: &Card) -> Vec<Numbered<'_>> {
    let steps = card.steps.iter().filter(|(_, step)| !step.is_blank());
    steps.map(|(number, step)| (*number, step)).collect()
}

/// Whether a step of the one is taken for a step of the other.
type IsSame = fn(Numbered<'_>, Numbered<'_>) -> bool;

/// How alike two steps are, in hundredths.
fn like(one: &CardStep, other: &CardStep) -> usize {
    likeness(&format!("{}{}", one.who, one.what), &format!("{}{}", other.who, other.what))
}

/// For each new step the old one it was, by their places.
fn pairs(was: &[Numbered<'_>], now: &[Numbered<'_>]) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = vec![true; was.len()];
    let mut pairs: Vec<Option<usize>> = vec![None; now.len()];
    // The same words wherever they went; then the same number; then what is most alike.
    let rounds: [IsSame; 4] = [
        |one, other| one == other,
        |one, other| one.1 == other.1,
        |one, other| one.0 == other.0 && ALIKE / 2 <= like(one.1, other.1),
        |one, other| ALIKE <= like(one.1, other.1),
    ];
    for is_it in rounds {
        for (place, step) in now.iter().enumerate() {
            if pairs.get(place).is_none_or(Option::is_some) {
                continue;
            }
            let mut old = was.iter().enumerate();
            let same = old.find(|(at, one)| free.get(*at) == Some(&true) && is_it(**one, *step));
            if let (Some((at, _)), Some(pair)) = (same, pairs.get_mut(place)) {
                *pair = Some(at);
                if let Some(flag) = free.get_mut(at) {
                    *flag = false;
                }
            }
        }
    }
    pairs
}

/// The places in a longest run of pairs that stayed in their order.
fn in_order(pairs: &[Option<usize>]) -> Vec<bool> {
    // For each place the longest run that ends there, and the place before it.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (place, pair) in pairs.iter().enumerate() {
        let earlier = runs.iter().enumerate().filter(|(at, _)| {
            pair.is_some() && pairs.get(*at).is_some_and(|one| one.is_some() && *one < *pair)
        });
        let best = earlier
            .map(|(at, (long, _))| (*long, at))
            .max_by_key(|(long, at)| (*long, std::cmp::Reverse(*at)));
        runs.push(match (pair, best) {
            (None, _) => (0, None),
            (Some(_), Some((long, at))) => (long + 1, Some(at)),
            (Some(_), None) => (1, None),
        });
        debug_assert_eq!(runs.len(), place + 1);
    }
    let mut kept = vec![false; pairs.len()];
    let last =
        runs.iter().enumerate().max_by_key(|(at, (long, _))| (*long, std::cmp::Reverse(*at)));
    let mut at = last.filter(|(_, (long, _))| 0 < *long).map(|(at, _)| at);
    while let Some(place) = at {
        if let Some(flag) = kept.get_mut(place) {
            *flag = true;
        }
        at = runs.get(place).and_then(|(_, before)| *before);
    }
    kept
}

fn steps(doc: &Document, code: &CardCode, was: &Card, now: &Card) -> Vec<Difference> {
    let (was, now) = (written(was), written(now));
    let pairs = pairs(&was, &now);
    let kept = in_order(&pairs);
    let part = || Part::Card(code.clone());
    let mut found = Vec::new();
    for (at, (_, step)) in was.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
        found.push(removed(part(), format!("{code}原第{}步", at + 1), &step_words(doc, step)));
    }
    for (place, (_, step)) in now.iter().enumerate() {
        let number = place + 1;
        let Some(at) = pairs.get(place).copied().flatten() else {
            found.push(added(part(), format!("{code}第{number}步"), &step_words(doc, step)));
            continue;
        };
        let Some((_, before)) = was.get(at) else { continue };
        if kept.get(place) == Some(&false) {
            let (place, words) = (format!("{code}第{number}步"), step_words(doc, before));
            let moved = format!("{code}原第{}步移到第{number}步：{}", at + 1, quoted(&words));
            let now = step_words(doc, step);
            found.push(Difference { part: part(), place, was: words, now, words: moved });
        }
        found.extend(fields(doc, code, number, (before, step)));
    }
    found
}

/// 岗位电工：断电。（立即）
fn step_words(doc: &Document, step: &CardStep) -> String {
    let within = step.within.shown(doc);
    let within = within.trim();
    let within = if within.is_empty() { String::new() } else { format!("（{within}）") };
    format!("{}：{}{within}", step.who.trim(), step.what.trim())
}

/// What is otherwise in one step.
fn fields(
    doc: &Document,
    code: &CardCode,
    number: usize,
    (was, now): (&CardStep, &CardStep),
) -> Vec<Difference> {
    let part = || Part::Card(code.clone());
    let post = |step: &CardStep| doc.post_name(step.post).trim().to_owned();
    let texts = [
        ("谁做", was.who.trim().to_owned(), now.who.trim().to_owned()),
        ("岗位", post(was), post(now)),
        ("", was.what.trim().to_owned(), now.what.trim().to_owned()),
        ("由谁做", was.by.shown(doc), now.by.shown(doc)),
        ("近处危险", was.near.shown(doc), now.near.shown(doc)),
    ];
    let text = |(word, was, now): (&str, String, String)| {
        (was != now).then(|| changed(part(), format!("{code}第{number}步{word}"), &was, &now))
    };
    let mut found: Vec<Difference> = texts.into_iter().filter_map(text).collect();
    let (was, now) = (was.within.shown(doc), now.within.shown(doc));
    let (was, now) = (was.trim(), now.trim());
    if was != now {
        let place = format!("{code}第{number}步时限");
        let words = match (was, now) {
            ("", now) => format!("{code}第{number}步增加时限：{now}"),
            (was, "") => format!("{code}第{number}步去掉时限：{was}"),
            (was, now) => format!("{place}由{was}改为{now}"),
        };
        let (was, now) = (was.to_owned(), now.to_owned());
        found.push(Difference { part: part(), place, was, now, words });
    }
    found
}
