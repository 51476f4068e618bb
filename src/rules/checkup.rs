//! 预案体检: whether every step of every card in force has somebody who can do it, hour by hour of
//! the season, and whether telephones, cards and papers behind it are in order.
//!
//! Apart from the rules that are asked with every key, as [`clashes`](mod@super::clashes): it looks at
//! plan, rota, people and telephones together, so it is asked when somebody wants to know. Nothing
//! is refused. Source: `sources.md` 预案体检.

use chrono::{Days, NaiveDate};

use super::clashes::Fold;
use super::{Check, Finding, Found, Rule, Weight};
use crate::model::Document;

use posts::Relief;
use survey::Survey;

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

/// What a rule of the check-up is given: the plan, and what is worked out once for all of them.
#[derive(Debug)]
pub struct PlanCase<'a> {
    doc: &'a Document,
    today: NaiveDate,
    /// The hours of the season; none where no days are left, or cards ask for no post.
    survey: Option<Survey<'a>>,
    relief: Relief<'a>,
}

impl<'a> PlanCase<'a> {
    pub(super) fn of(doc: &'a Document, today: NaiveDate) -> Self {
        Self { doc, today, survey: Survey::of(doc, today), relief: Relief::of(doc) }
    }

    /// The document, where it has cards.
    fn with_cards(&self) -> Option<&'a Document> {
        (!self.doc.cards.is_empty()).then_some(self.doc)
    }

    /// What was found wrong with whoever is on the rota: one that nobody made is not looked at.
    fn of_rota(&self, found: Found) -> Option<Found> {
        let is_made = self.survey.as_ref().is_some_and(|survey| survey.is_made);
        (is_made || !found.is_empty()).then_some(found)
    }
}

/// A rule of the check-up.
const fn exam(
    (code, title): (&'static str, &'static str),
    source: &'static str,
    weight: Weight,
    check: fn(&PlanCase<'_>) -> Option<Found>,
) -> Rule {
    Rule { code, title, source, weight, reads: &[], check: Check::Plan(check) }
}

/// Every rule of the check-up, in the order in which findings are shown.
pub fn checkup_rules() -> impl Iterator<Item = &'static Rule> {
    [posts::RULES, people::RULES, change::RULES, lines::RULES, papers::RULES, stock::RULES]
        .into_iter()
        .flatten()
}

/// What came of a check-up.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// Everything the plan lacks, in the order of the rules.
    pub findings: Vec<Finding>,
    /// The rules that could be looked at.
    looked_at: Vec<&'static str>,
}

impl Examined {
    /// The rules that were looked at and are kept.
    pub fn clean(&self) -> Vec<&'static Rule> {
        let is_broken = |rule: &Rule| self.findings.iter().any(|one| one.rule.code == rule.code);
        checkup_rules().filter(|rule| self.was_looked_at(rule) && !is_broken(rule)).collect()
    }

    /// The rules that could not be looked at: nobody can say whether they are kept.
    pub fn left_out(&self) -> Vec<&'static Rule> {
        checkup_rules().filter(|rule| !self.was_looked_at(rule)).collect()
    }

    fn was_looked_at(&self, rule: &Rule) -> bool {
        self.looked_at.contains(&rule.code)
    }
}

/// What the plan lacks as of a day.
pub fn checkup(doc: &Document, today: NaiveDate) -> Examined {
    let case = PlanCase::of(doc, today);
    let mut examined = Examined::default();
    for rule in checkup_rules() {
        if let Check::Plan(check) = rule.check
            && let Some(found) = check(&case)
        {
            examined.looked_at.push(rule.code);
            let finding = |(about, breach)| Finding { rule, about, breach };
            examined.findings.extend(found.into_iter().map(finding));
        }
    }
    examined
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
