//! Findings kept from one document to the next say the same as a review of everything.

use chrono::NaiveDate;
use shousui::model::{Document, Put, RecordId};
use shousui::rules::standing::Standing;
use shousui::rules::{Finding, review};
use shousui::sample::{self, Plan};
use shousui::session::Session;

/// Everything that tells one finding from another, in the order in which they are shown.
fn said(findings: &[Finding]) -> Vec<(&'static str, RecordId, String)> {
    let one =
        |finding: &Finding| (finding.rule.code, finding.about.clone(), finding.breach.sentence());
    findings.iter().map(one).collect()
}

fn must_agree(standing: &mut Standing, doc: &Document, today: NaiveDate, what: &str) {
    assert_eq!(said(&standing.review(doc, today)), said(&review(doc, today)), "{what}");
}

fn sample_season() -> Session {
    sample::build(Plan::default()).unwrap()
}

#[test]
fn a_season_replayed_step_by_step_is_found_the_same_as_all_at_once() {
    let session = sample_season();
    let mut doc = Document::default();
    let mut standing = Standing::default();
    let mut compared = 0;
    for (at, entry) in session.journal().entries().iter().enumerate() {
        for change in &entry.changes {
            doc.apply(change.now());
        }
        let today = entry.at.date();
        // With every step the kept findings go on; what they say is compared now and then, since
        // a review of everything takes its time.
        let kept = standing.review(&doc, today);
        if at % 60 == 0 {
            assert_eq!(said(&kept), said(&review(&doc, today)), "{at}: {}", entry.verb);
            compared += 1;
        }
    }
    assert!(50 < compared);
    assert_eq!(&doc, session.document());
}

#[test]
fn a_record_of_any_kind_that_goes_or_comes_back_is_found_the_same() {
    let session = sample_season();
    let mut doc = session.document().clone();
    let today = NaiveDate::from_ymd_opt(2027, 2, 10).unwrap();
    let mut standing = Standing::default();
    must_agree(&mut standing, &doc, today, "the season");
    let mut kinds = std::collections::BTreeMap::new();
    for record in doc.records() {
        let few: &mut Vec<RecordId> = kinds.entry(record.kind()).or_default();
        if few.len() < 2 {
            few.push(record);
        }
    }
    assert!(20 < kinds.len());
    for record in kinds.into_values().flatten() {
        for kept in [false, true] {
            let put: Put = record.keep(kept);
            doc.apply(put);
            must_agree(&mut standing, &doc, today, &format!("{record:?} {kept}"));
        }
    }
    let tomorrow = today.succ_opt().unwrap();
    must_agree(&mut standing, &doc, tomorrow, "a day later");
}
