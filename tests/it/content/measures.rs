//! Distances and times of the cards: all of them known, the same on every card, edited in one place.

use shousui::action::{Action, PlanAction, Refusal, stock};
use shousui::model::RecordId;
use shousui::model::measure::{Measure, Measured, Quantity, Unit};
use shousui::model::plan::{Card, CardCode, CardField};
use shousui::rules::measures::{Use, found, quantity, uses};
use shousui::rules::outline::Review;
use shousui::session::Session;

use crate::fixture::{act, empty, morning, set};

/// Amounts in the shipped cards that nobody is to set: strokes of a massage, depths, when people take
/// turns, and a word.
const OF_NOBODY: &[&str] = &["每分钟按压", "厘米", "每2分钟换人", "晚一分钟", "头几分钟"];

fn with_all_cards() -> Session {
    let mut session = empty(1);
    let codes = stock::cards().iter().map(|line| line.code.clone()).collect();
    act(&mut session, Action::Plan(PlanAction::TakeCards(codes)));
    session
}

fn texts(card: &Card) -> Vec<String> {
    let lists = [&card.forbidden, &card.retreat].into_iter().flatten();
    let steps = card.steps.values().map(|step| &step.what);
    let single = [&card.risk, &card.signs, &card.kit];
    single.into_iter().chain(lists).chain(steps).cloned().collect()
}

fn uses_of(session: &Session, measure: Measure) -> Vec<Use> {
    uses(session.document()).remove(&measure).unwrap_or_default()
}

fn set_to(session: &mut Session, measure: Measure, quantity: Quantity, basis: &str) {
    let own = Some(Measured { quantity, basis: basis.to_owned() });
    act(session, Action::Plan(PlanAction::SetMeasure { measure, own }));
}

/// Whatever stands before 米 and 分钟 on a shipped card is a typed amount, or on the list above.
#[test]
fn every_distance_of_the_shipped_cards_is_typed() {
    let session = with_all_cards();
    let mut read = 0;
    for (code, card) in session.document().cards.iter() {
        for words in texts(card) {
            let left = OF_NOBODY.iter().fold(words.clone(), |left, known| left.replace(known, ""));
            let there = left.matches('米').count() + left.matches("分钟").count();
            assert_eq!(found(&words).len(), there, "{code}: {words}");
            read += there;
        }
    }
    assert_eq!(read, 20);
    for measure in Measure::ALL.iter().copied() {
        let uses = uses_of(&session, measure);
        assert!(!uses.is_empty(), "{measure:?}");
        // As shipped, all cards say the same, and what is shown reads back as what it is.
        for one in uses {
            assert_eq!(one.quantity, measure.shipped(), "{measure:?} {}", one.code);
            assert_eq!(one.quantity.to_string().parse(), Ok(one.quantity));
        }
    }
}

#[test]
fn a_distance_is_edited_in_one_place_and_then_the_same_on_all_cards() {
    let mut session = with_all_cards();
    let before = session.document().cards.clone();
    let reviewed = CardField::Reviewed("安监部 1月27日".to_owned());
    for code in ["E04", "E01"] {
        act(&mut session, set((CardCode(code.to_owned()), reviewed.clone())));
    }
    set_to(&mut session, Measure::LiveOutdoor, Quantity::metres(10), "");
    let doc = session.document();
    assert_eq!(quantity(doc, Measure::LiveOutdoor), Quantity::metres(10));
    let said: Vec<String> = uses_of(&session, Measure::LiveOutdoor)
        .into_iter()
        .map(|one| format!("{}{}", one.code, one.quantity))
        .collect();
    assert_eq!(said, ["E02", "E04", "E09", "E15"].map(|code| format!("{code}10米")));
    // Nothing else of them changed, not even where the same amount means something else.
    for (code, card) in doc.cards.iter() {
        let was = before.get(code).unwrap();
        for (now, was) in texts(card).into_iter().zip(texts(was)) {
            let back = |words: String| words.replace("10米", "8米");
            assert_eq!(back(now), back(was), "{code}");
        }
    }
    // What was reviewed in other words is to be reviewed again; what was not touched is not.
    let review = |code: &str| Review::of(doc.cards.get(&CardCode(code.to_owned())).unwrap());
    assert!(
        matches!(review("E04"), Review::Changed(_)) && matches!(review("E01"), Review::Done(_))
    );

    // With a basis it is no advice any more, and a card taken later says it too.
    act(&mut session, Action::Remove(RecordId::Card(CardCode("E03".to_owned()))));
    set_to(&mut session, Measure::Battery, Quantity::metres(60), "本矿充电管理制度");
    act(&mut session, Action::Plan(PlanAction::RenewCard(CardCode("E04".to_owned()))));
    let outdoor = uses_of(&session, Measure::LiveOutdoor);
    assert!(outdoor.iter().all(|one| one.quantity == Quantity::metres(10)), "{outdoor:?}");
    let wrong = Some(Measured { quantity: Quantity::minutes(5, None), basis: String::new() });
    let action = PlanAction::SetMeasure { measure: Measure::Battery, own: wrong };
    let refused = session.perform(&Action::Plan(action), morning());
    assert_eq!(refused, Err(Refusal::Broken("“锂电池着火撤离”按米计".to_owned())));

    // As shipped again, word for word.
    for measure in [Measure::LiveOutdoor, Measure::Battery] {
        act(&mut session, Action::Plan(PlanAction::SetMeasure { measure, own: None }));
    }
    let doc = session.document();
    for (code, card) in doc.cards.iter() {
        assert_eq!(texts(card), texts(before.get(code).unwrap()), "{code}");
    }
    assert!(doc.current_plan().measures.is_empty());
    assert!(Measure::ALL.iter().any(|one| one.shipped().unit == Unit::Minute));
}
