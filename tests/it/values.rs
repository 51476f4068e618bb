//! Every field of every record says its value in words, and reads them back.

use std::collections::BTreeSet;

use proptest::test_runner::{Config, TestRunner};
use shousui::model::{Document, Reading};
use shousui::sample;

/// Words that only a file has: what a person reads must have none of them.
const INNER: [&str; 8] = ["Some(", "None", "Id(", "kept:", "{", "(id", "Mint", "\\u"];

#[test]
fn every_value_of_the_sample_reads_back_from_its_words() {
    let (session, _) = sample::practice().unwrap();
    let doc = session.document();
    let (mut fields, mut asked) = (0, 0);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for change in Document::default().differences(doc) {
        let put = change.now();
        let shown = put.shown(doc);
        let label = put.cell().label(doc);
        for word in INNER {
            assert!(!shown.contains(word), "{label}: {shown}");
        }
        match put.cell().parse(&shown, doc) {
            Reading::Is(read) => assert_eq!(read, put, "{label}: {shown}"),
            Reading::Which(several) => {
                asked += 1;
                assert!(several.contains(&put), "{label}: {shown}: {several:?}");
            }
            Reading::Unclear => panic!("{label}: {shown}"),
        }
        fields += 1;
        seen.insert(put.cell().word().to_owned());
    }
    println!("{fields} fields of {} words, {asked} asked which", seen.len());
    assert!(5_000 < fields && 90 < seen.len(), "{fields} {}", seen.len());
    assert!(asked * 20 < fields, "{asked} of {fields} are not told apart");
}

/// Texts with every sign that separates parts, in every place a text can stand.
#[test]
fn texts_read_back_whatever_stands_in_them() {
    use shousui::model::hazard::{HazardField, Step};
    use shousui::model::plan::{CardField, CardStep};
    use shousui::model::watch::{Call, LogField};
    use shousui::model::{Cell, Put};

    let (session, _) = sample::practice().unwrap();
    let doc = session.document().clone();
    let hazard = *doc.hazards.iter().next().unwrap().0;
    let card = doc.cards.iter().next().unwrap().0.clone();
    let log = *doc.logs.iter().next().unwrap().0;
    let person = *doc.persons.iter().next().unwrap().0;
    let at = doc.hazards.get(&hazard).unwrap().entered.unwrap();
    let mut runner =
        TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    runner
        .run(&"[“”、；：—（）空\n甲a\" \\\\\u{3000}]{0,12}", |text| {
            let puts: Vec<Put> = vec![
                (hazard, HazardField::Words(text.clone())).into(),
                (
                    hazard,
                    HazardField::Steps(vec![
                        Step::Rectified { at, how: text.clone(), by: person },
                        Step::Rechecked { by: vec![person], at, pass: true, words: text.clone() },
                    ]),
                )
                    .into(),
                (
                    card.clone(),
                    CardField::Forbidden(vec![text.clone(), "甲".to_owned(), text.clone()]),
                )
                    .into(),
                (
                    card.clone(),
                    CardField::Step(
                        10,
                        Some(CardStep {
                            who: text.clone(),
                            what: text.clone(),
                            within: text.clone(),
                            ..CardStep::default()
                        }),
                    ),
                )
                    .into(),
                (
                    log,
                    LogField::Call(
                        1,
                        Some(Call { from: text.clone(), matter: text, ..Call::default() }),
                    ),
                )
                    .into(),
            ];
            for put in puts {
                let cell: Cell = put.cell();
                let shown = put.shown(&doc);
                let read = cell.parse(&shown, &doc);
                let fits = match &read {
                    Reading::Is(read) => *read == put,
                    Reading::Which(several) => several.contains(&put),
                    Reading::Unclear => false,
                };
                assert!(fits, "{shown} → {read:?}");
            }
            Ok(())
        })
        .unwrap();
}
