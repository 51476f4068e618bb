//! 打架检查: what two papers say that cannot both be, as an inspector finds it who lays them side by
//! side. Nothing is refused and nothing presses: a person looks before the season is filed.
//!
//! Apart from the rules that are asked with every key: these look at all papers together, so they
//! are asked when somebody wants to know.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{Breach, Check, Finding, Rule, Weight, everywhere};
use crate::model::checklist::Depth;
use crate::model::id::{PersonId, SheetId};
use crate::model::sheet::Sheet;
use crate::model::{Document, RecordId};

mod hazards;
mod leave;
mod sheets;
mod watch;
mod whereabouts;

/// Findings of one rule, with as many as there are.
#[derive(Clone, Debug)]
pub struct Fold<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// All of them.
    pub findings: Vec<&'a Finding>,
}

impl<'a> Fold<'a> {
    /// Findings by their rules, in the order of these; rules without any are left out.
    pub(super) fn by(
        rules: impl Iterator<Item = &'static Rule>,
        findings: &'a [Finding],
    ) -> Vec<Self> {
        let of = |rule: &'static Rule| Fold {
            rule,
            findings: findings.iter().filter(|one| one.rule.code == rule.code).collect(),
        };
        rules.map(of).filter(|fold| !fold.findings.is_empty()).collect()
    }
}

/// Every rule about papers that do not agree, in the order in which findings are shown.
pub fn clash_rules() -> impl Iterator<Item = &'static Rule> {
    [whereabouts::RULES, leave::RULES, sheets::RULES, hazards::RULES, watch::RULES]
        .into_iter()
        .flatten()
}

/// Everything two papers say that cannot both be.
pub fn clashes(doc: &Document, today: NaiveDate) -> Vec<Finding> {
    let records = doc.records();
    clash_rules().flat_map(|rule| everywhere(rule, doc, &records, today)).collect()
}

/// The findings by kind, kinds without any left out.
pub fn folded(findings: &[Finding]) -> Vec<Fold<'_>> {
    Fold::by(clash_rules(), findings)
}

/// A rule about several papers.
const fn clash(
    (code, title): (&'static str, &'static str),
    source: &'static str,
    check: fn(&Document, NaiveDate) -> Vec<(RecordId, Breach)>,
) -> Rule {
    Rule { code, title, source, weight: Weight::Hint, reads: &[], check: Check::Whole(check) }
}

/// What a finding says, with what to do about it.
fn breach(words: impl std::fmt::Display) -> Breach {
    Breach::of("", format!("{words}，请核实"))
}

/// A paper as people call it: 巡查单XC-2027-0012, 值班日志2月5日 夜班.
fn paper(doc: &Document, record: &RecordId) -> String {
    let word = match record {
        RecordId::Sheet(id) if doc.sheets.find(id).is_some_and(is_inspection) => "检查单",
        record => record.kind().word(),
    };
    format!("{word}{}", doc.name_of(record))
}

fn is_inspection(sheet: &Sheet) -> bool {
    sheet.depth() != Depth::Patrol
}

/// A walk longer than this is none: its times were mixed up.
const LONGEST: TimeDelta = TimeDelta::hours(8);

/// From when to when a walk was out; nothing where its times are not known or cannot be.
fn out(sheet: &Sheet) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (day, left, back) = (sheet.day?, sheet.left?, sheet.back?);
    let left = day.and_time(left);
    let back = if back < sheet.left? { day.succ_opt()?.and_time(back) } else { day.and_time(back) };
    (back - left <= LONGEST).then_some((left, back))
}

/// Who walked and who signed as electrician, each once.
fn walked_by(sheet: &Sheet) -> BTreeSet<PersonId> {
    sheet.walkers.iter().chain(&sheet.electrician).copied().collect()
}

/// The walks whose times are known.
fn walks(
    doc: &Document,
) -> impl Iterator<Item = (SheetId, &Sheet, (NaiveDateTime, NaiveDateTime))> {
    doc.sheets.iter().filter_map(|(id, sheet)| Some((*id, sheet, out(sheet)?)))
}

/// 2月5日
fn day_words(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}

/// 2月5日08:05
fn moment_words(at: NaiveDateTime) -> String {
    at.format("%-m月%-d日%H:%M").to_string()
}

/// 2月5日08:05—09:30
fn span_words((from, to): (NaiveDateTime, NaiveDateTime)) -> String {
    format!("{}—{}", moment_words(from), to.format("%H:%M"))
}

fn names(doc: &Document, persons: impl IntoIterator<Item = PersonId>) -> String {
    let persons: Vec<PersonId> = persons.into_iter().collect();
    doc.person_names(&persons)
}
