//! Cards that a workbook took up before they were put right.

use shousui::action::{Action, PlanAction};
use shousui::model::plan::{CardCode, CardField};
use shousui::model::{Document, RecordId};
use shousui::rules::review;
use shousui::sample::{self, Plan};
use shousui::session::Session;

use crate::fixture::morning;

const OLD: &str = "夜间先备好照明再断电；人在高处的，下面接应防止坠落。";

fn told(doc: &Document, code: &CardCode) -> Vec<String> {
    let about = RecordId::Card(code.clone());
    let findings = review(doc, morning().date());
    findings
        .iter()
        .filter(|one| one.rule.code == "P5" && one.about == about)
        .map(|one| one.breach.sentence())
        .collect()
}

/// The sample with an old step on its card about electric shock.
fn with_an_old_step() -> (Session, CardCode) {
    let mut session = sample::build(Plan::default()).unwrap();
    let code = CardCode("E04".to_owned());
    let card = session.document().cards.get(&code).unwrap().clone();
    let (number, mut step) = card.steps.iter().next_back().map(|(n, s)| (*n, s.clone())).unwrap();
    OLD.clone_into(&mut step.what);
    let extra = CardField::Step(number + 10, Some(step.clone()));
    let muster = CardField::Muster("东门停车场".to_owned());
    for field in [CardField::Step(number, Some(step)), extra, muster] {
        session.perform(&Action::Set((code.clone(), field).into()), morning()).unwrap();
    }
    (session, code)
}

#[test]
fn no_shipped_card_has_a_withdrawn_line() {
    let session = sample::build(Plan::default()).unwrap();
    let doc = session.document();
    assert_eq!(doc.cards.len(), 20);
    for (code, _) in doc.cards.iter() {
        assert_eq!(told(doc, code), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn an_old_line_is_told_and_the_card_can_be_renewed_and_put_back() {
    let (mut session, code) = with_an_old_step();
    let old = session.document().cards.get(&code).unwrap().clone();
    let said = told(session.document(), &code);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("有1处是已经改正的旧说法") && said[0].contains(OLD), "{said:?}");

    session.perform(&Action::Plan(PlanAction::RenewCard(code.clone())), morning()).unwrap();
    assert_eq!(told(session.document(), &code), Vec::<String>::new());
    let new = session.document().cards.get(&code).unwrap().clone();
    assert!(new.steps.values().all(|step| step.what != OLD));
    assert!(new.steps.values().any(|step| step.what.contains("不等照明")));
    assert_eq!(new.muster, "东门停车场");

    session.undo(morning()).unwrap();
    assert_eq!(*session.document().cards.get(&code).unwrap(), old);
}

/// A card of the mine's own has no other edition.
#[test]
fn a_card_of_the_mines_own_cannot_be_renewed() {
    let mut session = sample::build(Plan::default()).unwrap();
    let title = "井口结冰".to_owned();
    session.perform(&Action::Plan(PlanAction::NewCard { title }), morning()).unwrap();
    let (code, _) = session.document().cards.iter().last().unwrap();
    let code = code.clone();
    assert!(code.0.starts_with('Z'), "{code}");
    let renewed = session.perform(&Action::Plan(PlanAction::RenewCard(code)), morning());
    assert!(renewed.is_err());
}
