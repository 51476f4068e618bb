//! 还差什么: what the season's papers still lack, for whoever puts the archive in order. It is said on
//! the screen only.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::archive::{filed, kinds};
use super::head::short_day;
use super::memory::Memory;
use super::paper::{Offer, Paper, Request};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::rules::course::open_at_end_of;
use crate::rules::outline;

/// What there is to do about a kind of paper before it can be filed.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The kind of paper.
    pub paper: &'static Paper,
    /// What is missing of it, or of its records: 缺2月3日夜班.
    pub words: Vec<String>,
    /// How many of it were never printed.
    pub unprinted: usize,
    /// The first of those, or of all.
    pub first: Option<Request>,
}

/// What each kind of paper lacks as of a day: those that lack something of their records first, then
/// those that were not printed, in the order of the catalogue. What lacks nothing is left out.
pub fn missing(doc: &Document, today: NaiveDate) -> Vec<Missing> {
    let memory = Memory::of(doc);
    let mut all: Vec<(Missing, usize)> = Vec::new();
    for paper in kinds() {
        let filed = filed(doc, paper, today);
        let prints = |offer: &Offer| memory.of_request(&offer.request);
        let papers = filed.iter().flat_map(prints).count();
        let unprinted = filed.iter().flat_map(prints).filter(Option::is_none).count();
        let first = filed.iter().find(|one| prints(one).contains(&None)).or_else(|| filed.first());
        let first = first.map(|offer| offer.request.clone());
        let none = filed.is_empty().then(|| paper.none.to_owned());
        let words = none.into_iter().chain(of_kind(doc, paper.key, today)).collect();
        all.push((Missing { paper, words, unprinted, first }, papers));
    }
    // Of papers under one title one is the set, the others are cuts of it.
    let there: BTreeSet<&str> = {
        let there = all.iter().filter(|(_, papers)| 0 < *papers);
        there.map(|(one, _)| one.paper.title).collect()
    };
    all.retain(|(one, papers)| 0 < *papers || !there.contains(one.paper.title));
    all.dedup_by_key(|(one, papers)| (one.paper.title, *papers));
    let all = all.into_iter().map(|(one, _)| one);
    let lacking = all.filter(|one| !one.words.is_empty() || 0 < one.unprinted);
    let (of_records, of_prints): (Vec<Missing>, Vec<Missing>) =
        lacking.partition(|one| !one.words.is_empty());
    of_records.into_iter().chain(of_prints).collect()
}

/// What the records of a kind of paper do not have.
fn of_kind(doc: &Document, key: &str, today: NaiveDate) -> Option<String> {
    let count = |count: usize, words: &str| (0 < count).then(|| format!("{count}{words}"));
    let shifts = |kept: BTreeSet<(NaiveDate, DutyShift)>| {
        let usual: BTreeSet<DutyShift> = kept.iter().map(|(_, shift)| *shift).collect();
        let all = season_days(doc, today);
        let all = all.into_iter().flat_map(|day| usual.iter().map(move |shift| (day, *shift)));
        listed(doc, all.filter(|one| !kept.contains(one)).collect())
    };
    match key {
        "sheets" => {
            let out = doc.sheets.iter().filter(|(_, one)| one.entered.is_none()).count();
            count(out, "张没有收回录入")
        }
        "pledges" => {
            let members = doc.persons.iter().map(|(_, one)| one);
            let members = members.filter(|one| one.membership.is_some());
            count(members.filter(|one| one.pledged.is_none()).count(), "人没有签承诺书")
        }
        "plan" => doc.versions.iter().next().is_none().then(|| unapproved(doc)),
        "ledger" => count(open_at_end_of(doc, today).len(), "条没有销号"),
        "log" => shifts(doc.logs.iter().filter_map(|(_, one)| one.day.zip(one.shift)).collect()),
        "handover" => {
            shifts(doc.handovers.iter().filter_map(|(_, one)| one.day.zip(one.shift)).collect())
        }
        "zero" => {
            let told: BTreeSet<NaiveDate> =
                doc.zero_reports.iter().filter_map(|(_, one)| one.day).collect();
            let all = season_days(doc, today).into_iter().filter(|day| !told.contains(day));
            let days: Vec<String> = all.map(|day| day_words(doc, day)).collect();
            some(&days).filter(|_| !told.is_empty())
        }
        "activity" => {
            let all = doc.activities.iter().filter(|(_, one)| one.attendance() == 0);
            count(all.count(), "场没有参加人数")
        }
        "summary" => {
            let is_unsaid = doc.current_season().next_steps.trim().is_empty();
            is_unsaid.then(|| "“下步打算”没有写".to_owned())
        }
        _ => None,
    }
}

/// What is to be seen to before the plan is approved.
fn unapproved(doc: &Document) -> String {
    let chapters = outline::chapters(outline::layout(doc));
    let asked = chapters.into_iter().filter_map(outline::to_confirm);
    std::iter::once("没有批准的版本").chain(asked).collect::<Vec<_>>().join("；")
}

/// The days of the season that are over or under way.
fn season_days(doc: &Document, today: NaiveDate) -> Vec<NaiveDate> {
    let season = doc.current_season();
    let (Some(first), Some(last)) = (season.first, season.last) else { return Vec::new() };
    first.iter_days().take_while(|day| *day <= last.min(today)).collect()
}

fn day_words(doc: &Document, day: NaiveDate) -> String {
    short_day(day, doc.current_season().year)
}

fn listed(doc: &Document, shifts: Vec<(NaiveDate, DutyShift)>) -> Option<String> {
    let words = shifts.into_iter();
    some(&words.map(|(day, shift)| day_words(doc, day) + shift.word()).collect::<Vec<_>>())
}

/// Beyond so many only the count is said.
const MOST_NAMED: usize = 6;

/// 缺2月3日夜班、2月4日白班, or how many; nothing of none.
fn some(names: &[String]) -> Option<String> {
    match names.len() {
        0 => None,
        count if count <= MOST_NAMED => Some(format!("缺{}", names.join("、"))),
        count => {
            let first: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
            Some(format!("缺{}等{count}份", first.join("、")))
        }
    }
}
