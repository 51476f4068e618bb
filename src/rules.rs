//! What must hold: findings as of a day, each with its code, its source and a plain remedy.
//!
//! Pure, and the only judge in the program: `action` carries out nothing that would break a
//! [`Weight::Law`], by asking the same rules about the document as it would become. So whatever
//! is refused when typed is also found when a merge brings it in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::checklist::Judge;
use crate::model::hazard::Hazard;
use crate::model::id::{HazardId, SheetId};
use crate::model::number::{Number, Numbered};
use crate::model::sheet::{Mark, Sheet};
use crate::model::{Document, Kind, RecordId};

pub mod agenda;
pub mod answers;
pub mod calendar;
pub mod checkup;
mod cited;
pub mod clashes;
mod counts;
pub mod course;
mod dangers;
pub mod duty;
pub mod events;
pub mod figures;
pub mod gatherings;
mod hazards;
pub mod holidays;
pub mod hunks;
pub mod incidents;
pub mod lateness;
pub mod masking;
pub mod matrix;
pub mod measures;
pub mod money;
pub mod numbers;
pub mod outline;
pub mod outreach;
pub mod phrases;
pub mod pinyin;
mod places;
pub mod residents;
pub mod revision;
pub mod roster;
pub mod search;
mod sheets;
pub mod signs;
pub mod stages;
pub mod standing;
pub mod strokes;
pub mod supplies;
pub mod surnames;
pub mod tally;
mod team;
pub mod telephones;
pub mod vague;
pub mod withdrawn;
pub mod wording;
pub mod zero;

pub use checkup::{PlanCase, checkup, checkup_rules};
pub use clashes::{clash_rules, clashes};
pub use hazards::{may_follow, next_steps};
pub use places::naming;
pub use sheets::words_digest;
pub use telephones::doubt;

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The record would be untrue: never carried out, and found if a merge brings it in.
    Law,
    /// Somebody has to do something.
    Due,
    /// Worth a look.
    Hint,
}

/// A rule: where it is written, and how to see it broken.
#[derive(Debug)]
pub struct Rule {
    /// Its code, never given to another rule.
    pub code: &'static str,
    /// What it asks, in one line.
    pub title: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// Which kinds of record it reads besides the one it looks at; a check of the whole, all it
    /// reads. Where none of them changed, only records that changed are looked at again. Those that are only
    /// asked name none: they look at everything each time.
    pub reads: &'static [Kind],
    /// How to see it broken.
    pub check: Check,
}

/// What a hazard rule is given.
#[derive(Clone, Copy, Debug)]
pub struct HazardCase<'a> {
    /// Everything.
    pub doc: &'a Document,
    /// Which hazard.
    pub id: HazardId,
    /// The hazard.
    pub hazard: &'a Hazard,
    /// The day to judge as of.
    pub today: NaiveDate,
}

/// What a sheet rule is given.
#[derive(Clone, Copy, Debug)]
pub struct SheetCase<'a> {
    /// Everything.
    pub doc: &'a Document,
    /// Which sheet.
    pub id: SheetId,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The day to judge as of.
    pub today: NaiveDate,
}

/// A broken rule's words and what would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// What it is about, as people call it: YH-2027-0088. Empty where the words name it.
    pub about: String,
    /// What is wrong with it, with where and how much.
    pub words: String,
    /// What would mend it.
    pub remedy: Remedy,
}

impl Breach {
    fn of(about: impl Into<String>, words: impl Into<String>) -> Self {
        Self { about: about.into(), words: words.into(), remedy: Remedy::Look }
    }

    fn mended_by(self, remedy: Remedy) -> Self {
        Self { remedy, ..self }
    }

    /// The whole sentence, for where the record does not stand beside it.
    pub fn sentence(&self) -> String {
        let Self { about, words, .. } = self;
        if about.is_empty() { words.clone() } else { format!("{about}：{words}") }
    }
}

impl From<String> for Breach {
    fn from(words: String) -> Self {
        Self::of("", words)
    }
}

impl From<&str> for Breach {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

/// What would mend a finding: plain data, so that `action` can make verbs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Only a person can say: show them the record.
    Look,
    /// Take the tick of that block back; the rows are 未查 then.
    Untick(SheetId, Judge),
    /// Make a hazard of the row.
    ReportFault(SheetId, u16),
    /// Give that record the next number.
    Renumber(RecordId),
    /// Let the book of numbers say what stands on the papers.
    Square(Number),
    /// Strike the number off the book.
    Strike(Number),
}

/// Which records a rule looks at, and how.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At one hazard.
    Hazard(fn(HazardCase<'_>) -> Option<Breach>),
    /// At one sheet.
    Sheet(fn(SheetCase<'_>) -> Option<Breach>),
    /// At one printed number.
    Number(fn(&Document, &Number, &Numbered) -> Option<Breach>),
    /// At one record of whatever kind.
    Record(fn(&Document, &RecordId) -> Option<Breach>),
    /// At all records together. Never a law: every act would have to look at everything.
    Whole(fn(&Document, NaiveDate) -> Vec<(RecordId, Breach)>),
    /// At the plan with all it rests on, when somebody asks; nothing where it could not be looked at.
    Plan(fn(&PlanCase<'_>) -> Option<Found>),
}

/// The records at which a rule is broken, each with how.
pub type Found = Vec<(RecordId, Breach)>;

/// A rule that is broken, and by what.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The record it is about.
    pub about: RecordId,
    /// What is wrong.
    pub breach: Breach,
}

impl Finding {
    /// What makes two findings the same complaint: the rule, the record and the words.
    fn identity(&self) -> (&'static str, &RecordId, &str, &str) {
        (self.rule.code, &self.about, &self.breach.about, &self.breach.words)
    }
}

/// Every rule, in the order in which findings are shown.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        hazards::RULES,
        sheets::RULES,
        numbers::RULES,
        places::RULES,
        answers::RULES,
        duty::RULES,
        duty::SET_RULES,
        team::RULES,
        holidays::RULES,
        counts::RULES,
        cited::RULES,
        dangers::RULES,
        telephones::RULES,
        incidents::RULES,
        residents::RULES,
        gatherings::RULES,
    ]
    .into_iter()
    .flatten()
}

/// 还没写场所、检查人: what of these is blank, or nothing where nothing is.
fn unwritten<const N: usize>(fields: [(bool, &str); N]) -> Option<String> {
    let blank: Vec<&str> =
        fields.into_iter().filter_map(|(is_blank, what)| is_blank.then_some(what)).collect();
    (!blank.is_empty()).then(|| format!("还没写{}", blank.join("、")))
}

/// Every finding as of `today`, laws first.
pub fn review(doc: &Document, today: NaiveDate) -> Vec<Finding> {
    let records = doc.records();
    in_order(rules().map(|rule| everywhere(rule, doc, &records, today)))
}

/// The findings of every rule as one list, laws first.
fn in_order(found: impl Iterator<Item = Vec<Finding>>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = found.flatten().collect();
    findings.sort_by_key(|finding| finding.rule.weight);
    findings
}

/// The laws that `after` breaks and `before` did not, looking only at `touched` records and the
/// papers tied to them, or everywhere when one of them went.
///
/// What one act costs must not grow with the workbook, so a law that concerns two records is
/// written as a check of one of them, and `tied` leads from either to the other.
pub fn newly_broken(
    before: &Document,
    after: &Document,
    touched: &BTreeSet<RecordId>,
    today: NaiveDate,
) -> Vec<Finding> {
    let went = touched.iter().any(|record| before.has(record) && !after.has(record));
    let mut touched = touched.clone();
    for doc in [before, after] {
        let more: Vec<RecordId> = touched.iter().flat_map(|record| tied(doc, record)).collect();
        touched.extend(more);
    }
    let broken = |doc: &Document| -> Vec<Finding> {
        let laws = rules().filter(|rule| rule.weight == Weight::Law);
        if went {
            let records = doc.records();
            return laws.flat_map(|rule| everywhere(rule, doc, &records, today)).collect();
        }
        laws.flat_map(|rule| touched.iter().filter_map(move |record| at(rule, doc, record, today)))
            .collect()
    };
    let (old, new) = (broken(before), broken(after));
    new.into_iter()
        .filter(|finding| !old.iter().any(|known| known.identity() == finding.identity()))
        .collect()
}

/// The papers that say something of a record and may become untrue when it changes: a sheet's
/// faults and their hazards, an item's words on sheets that went out.
fn tied(doc: &Document, record: &RecordId) -> Vec<RecordId> {
    match record {
        RecordId::Sheet(id) => {
            let marks = doc.sheets.find(id).into_iter().flat_map(|sheet| sheet.marks.values());
            let hazards = marks.filter_map(|mark| match mark {
                Mark::Fault { hazard, .. } => hazard.map(RecordId::Hazard),
                Mark::Holds | Mark::Absent | Mark::Unchecked => None,
            });
            hazards.collect()
        }
        RecordId::Hazard(id) => {
            let found = doc.hazards.find(id).and_then(|hazard| hazard.found);
            found.map(|on| RecordId::Sheet(on.sheet)).into_iter().collect()
        }
        RecordId::Item(code) => {
            let names_it = |sheet: &Sheet| sheet.rows().iter().any(|row| row.item == code);
            let sheets = doc.sheets.iter().filter(|(_, sheet)| names_it(sheet));
            sheets.map(|(id, _)| RecordId::Sheet(*id)).collect()
        }
        _ => Vec::new(),
    }
}

/// One rule over the whole document, whose `records` are all there are to see.
fn everywhere(
    rule: &'static Rule,
    doc: &Document,
    records: &[RecordId],
    today: NaiveDate,
) -> Vec<Finding> {
    let about = |about, breach| Finding { rule, about, breach };
    match rule.check {
        Check::Hazard(_) | Check::Sheet(_) | Check::Number(_) | Check::Record(_) => {
            records.iter().filter_map(|record| at(rule, doc, record, today)).collect()
        }
        Check::Whole(check) => {
            check(doc, today).into_iter().map(|(record, breach)| about(record, breach)).collect()
        }
        Check::Plan(check) => {
            let found = check(&PlanCase::of(doc, today)).into_iter().flatten();
            found.map(|(record, breach)| about(record, breach)).collect()
        }
    }
}

/// One rule at one record; nothing if the rule does not look at such records.
fn at(rule: &'static Rule, doc: &Document, record: &RecordId, today: NaiveDate) -> Option<Finding> {
    let breach = match (rule.check, record) {
        (Check::Hazard(check), RecordId::Hazard(id)) => {
            check(HazardCase { doc, id: *id, hazard: doc.hazards.get(id)?, today })
        }
        (Check::Sheet(check), RecordId::Sheet(id)) => {
            check(SheetCase { doc, id: *id, sheet: doc.sheets.get(id)?, today })
        }
        (Check::Number(check), RecordId::Number(id)) => check(doc, id, doc.numbers.get(id)?),
        (Check::Record(check), record) => doc.has(record).then(|| check(doc, record)).flatten(),
        (
            Check::Hazard(_)
            | Check::Sheet(_)
            | Check::Number(_)
            | Check::Whole(_)
            | Check::Plan(_),
            _,
        ) => None,
    }?;
    Some(Finding { rule, about: record.clone(), breach })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_code_of_its_own_and_a_source() {
        let mut codes = BTreeSet::new();
        for rule in rules().chain(clash_rules()).chain(checkup_rules()) {
            assert!(codes.insert(rule.code), "{} twice", rule.code);
            assert!(!rule.source.is_empty() && !rule.title.is_empty(), "{}", rule.code);
            // People read it beside the finding: no paper of ours.
            assert!(!rule.source.contains(".md"), "{}", rule.code);
            let is_whole = matches!(rule.check, Check::Whole(_) | Check::Plan(_));
            assert!(!is_whole || rule.weight != Weight::Law, "{}: acts would slow", rule.code);
        }
    }
}
