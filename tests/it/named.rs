//! What is named anywhere is not taken off the books, whatever kind it is.

use shousui::action::{Action, Refusal};
use shousui::model::record::Life;
use shousui::model::{Kind, RecordId};
use shousui::rules;
use shousui::sample::practice;

use crate::fixture::morning;

#[test]
fn whatever_is_named_is_not_deleted_and_whoever_names_it_is_told() {
    let (mut session, _) = practice().unwrap();
    let doc = session.document().clone();
    let mut refused: Vec<Kind> = Vec::new();
    let mut gone: Vec<Kind> = Vec::new();
    for record in doc.records().into_iter().filter(|one| one.kind().life() == Life::ByHand) {
        let kind = record.kind();
        // A few of a kind tell as much as all.
        if 3 < refused.iter().chain(&gone).filter(|one| **one == kind).count() {
            continue;
        }
        let naming = rules::naming(&doc, &record);
        match session.perform(&Action::Remove(record.clone()), morning()) {
            Ok(_) => {
                assert_eq!(naming, [], "{} went", record.about(&doc));
                session.undo(morning()).unwrap();
                gone.push(kind);
            }
            Err(refusal) => {
                assert!(matches!(refusal, Refusal::InUse { .. }), "{refusal}");
                let words = refusal.to_string();
                assert!(words.contains(&record.about(&doc)), "{words}");
                assert!(words.contains(&naming[0].about(&doc)), "{words}");
                refused.push(kind);
            }
        }
        assert_eq!(*session.document(), doc);
    }
    for kind in [Kind::Person, Kind::Unit, Kind::Zone, Kind::Site, Kind::Route, Kind::Post] {
        assert!(refused.contains(&kind), "no {} is named in the sample", kind.word());
    }
    for kind in [Kind::Log, Kind::Phone, Kind::Service] {
        assert!(gone.contains(&kind), "every {} is named in the sample", kind.word());
    }
}

#[test]
fn each_reference_of_the_sample_holds_its_record() {
    let (session, _) = practice().unwrap();
    let doc = session.document();
    let records = doc.records();
    let by_hand = |one: &&RecordId| one.kind().life() == Life::ByHand;
    for record in records.iter().take(400) {
        for named in doc.named_by(record).iter().filter(by_hand) {
            assert!(rules::naming(doc, named).contains(record), "{}", record.about(doc));
        }
    }
}
