//! Findings kept from one document to the next.
//!
//! What one key costs must not grow with the workbook: of a rule that reads nothing that changed,
//! only records that changed are looked at again. Says the same as [`review`](super::review); a
//! test replays a whole season to see that.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Check, Finding, Rule, at, everywhere, in_order, rules};
use crate::model::{Document, Kind, RecordId};

/// The findings of the last review, and of what.
#[derive(Debug, Default)]
pub struct Standing {
    last: Option<Last>,
}

#[derive(Debug)]
struct Last {
    doc: Document,
    today: NaiveDate,
    /// Each rule's findings, in the order of the rules.
    found: Vec<Vec<Finding>>,
}

impl Standing {
    /// Every finding as of `today`, laws first.
    pub fn review(&mut self, doc: &Document, today: NaiveDate) -> Vec<Finding> {
        let found: Vec<Vec<Finding>> = match self.last.take() {
            Some(last) if last.today == today => {
                let changed: BTreeSet<RecordId> =
                    doc.changed_since(&last.doc).into_iter().collect();
                let again = Again { doc, today, kinds: kinds(&changed), changed };
                rules().zip(last.found).map(|(rule, found)| again.look(rule, found)).collect()
            }
            _ => {
                let records = doc.records();
                rules().map(|rule| everywhere(rule, doc, &records, today)).collect()
            }
        };
        let findings = in_order(found.iter().cloned());
        self.last = Some(Last { doc: doc.clone(), today, found });
        findings
    }
}

fn kinds(changed: &BTreeSet<RecordId>) -> BTreeSet<Kind> {
    changed.iter().map(RecordId::kind).collect()
}

/// What is to be looked at again.
struct Again<'a> {
    doc: &'a Document,
    today: NaiveDate,
    changed: BTreeSet<RecordId>,
    kinds: BTreeSet<Kind>,
}

impl Again<'_> {
    fn look(&self, rule: &'static Rule, mut found: Vec<Finding>) -> Vec<Finding> {
        let Self { doc, today, changed, kinds } = self;
        if rule.reads.iter().any(|kind| kinds.contains(kind)) {
            return everywhere(rule, doc, &self.records(rule), *today);
        }
        if matches!(rule.check, Check::Whole(_) | Check::Plan(_)) {
            return found;
        }
        found.retain(|finding| !changed.contains(&finding.about));
        let kept = found.len();
        found.extend(changed.iter().filter_map(|record| at(rule, doc, record, *today)));
        if kept < found.len() {
            // Records are reviewed in their order, which is that of their ids.
            found.sort_by(|one, other| one.about.cmp(&other.about));
        }
        found
    }

    /// The records a rule may look at.
    fn records(&self, rule: &Rule) -> Vec<RecordId> {
        let doc = self.doc;
        match rule.check {
            Check::Hazard(_) => doc.hazards.iter().map(|(id, _)| RecordId::Hazard(*id)).collect(),
            Check::Sheet(_) => doc.sheets.iter().map(|(id, _)| RecordId::Sheet(*id)).collect(),
            Check::Number(_) => {
                doc.numbers.iter().map(|(id, _)| RecordId::Number(id.clone())).collect()
            }
            Check::Record(_) => doc.records(),
            Check::Whole(_) | Check::Plan(_) => Vec::new(),
        }
    }
}
