//! 预案体检: whether every step of every card in force has somebody who can do it, hour by hour of
//! the season, and whether telephones, cards and papers behind it are in order.
//!
//! Apart from the rules that are asked with every key, as [`clashes`](mod@super::clashes): it looks at
//! plan, rota, people and telephones together, so it is asked when somebody wants to know. Nothing
//! is refused. Source: `sources.md` 预案体检.

use chrono::{Days, NaiveDate};

use super::clashes::Fold;
use super::{Check, Finding, Rule, Weight, everywhere};
use crate::model::{Document, Kind};

mod change;
mod lines;
mod papers;
mod people;
mod posts;
mod stock;
mod stretch;
mod survey;
mod told;

/// Where the checks themselves are written.
const SOURCE: &str = "预案体检";

/// All that the hours of the season are worked out of.
const HOURS: &[Kind] = &[Kind::Season, Kind::Card, Kind::Post, Kind::Duty, Kind::Person];

/// A rule about the hours of the season.
const fn hourly(
    code: &'static str,
    title: &'static str,
    check: fn(&Document, NaiveDate) -> told::Found,
) -> Rule {
    Rule {
        code,
        title,
        source: SOURCE,
        weight: Weight::Due,
        reads: HOURS,
        check: Check::Whole(check),
    }
}

/// Every rule of the check-up, in the order in which findings are shown.
pub fn checkup_rules() -> impl Iterator<Item = &'static Rule> {
    [posts::RULES, people::RULES, change::RULES, lines::RULES, papers::RULES, stock::RULES]
        .into_iter()
        .flatten()
}

/// Everything the plan lacks as of a day.
pub fn checkup(doc: &Document, today: NaiveDate) -> Vec<Finding> {
    let records = doc.records();
    checkup_rules().flat_map(|rule| everywhere(rule, doc, &records, today)).collect()
}

/// The findings by what they are about, what has none left out.
pub fn folded(findings: &[Finding]) -> Vec<Fold<'_>> {
    Fold::by(checkup_rules(), findings)
}

/// The days that are looked at: those of the season that are not over.
pub fn days(doc: &Document, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let season = doc.current_season();
    let (first, last) = (season.first?, season.last?);
    let begin = first.max(today);
    // A year mistyped is told elsewhere.
    let last = last.min(begin.checked_add_days(Days::new(MOST_DAYS))?);
    (begin <= last).then_some((begin, last))
}

/// No season is longer.
const MOST_DAYS: u64 = 120;
