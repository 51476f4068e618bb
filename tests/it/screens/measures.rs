//! 距离时间: distances and times of the cards, written in one place.

use shousui::action::{Action, PlanAction, stock};
use shousui::model::measure::{Measure, Quantity};
use shousui::rules::measures::{quantity, uses};
use shousui::session::Session;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, empty};

fn with_cards() -> Session {
    let mut session = empty(1);
    let codes = stock::cards().iter().map(|line| line.code.clone()).collect();
    act(&mut session, Action::Plan(PlanAction::TakeCards(codes)));
    session
}

#[test]
fn a_distance_is_written_once_for_all_cards() {
    let mut person = Person::at(with_cards(), OFFICE);
    person.click("预案");
    person.click("距离时间");
    person.must_show("E02、E04、E09、E15");
    person.picture("measures");
    person.click("高压故障点、断线警戒（室外）");
    person.must_show("E09写的是8米");
    // The unit goes without saying; signs of a keyboard for Chinese are read, too.
    person.fill("数值", "１２");
    person.fill("依据", "变电所运行规程");
    let said = |person: &Person| {
        let doc = person.session().document();
        let uses = uses(doc, Measure::LiveOutdoor);
        let is_same = uses.iter().all(|one| one.quantity == quantity(doc, Measure::LiveOutdoor));
        (quantity(doc, Measure::LiveOutdoor), uses.len(), is_same)
    };
    assert_eq!(said(&person), (Quantity::metres(12), 4, true));
    person.must_show("E15写的是12米");
    person.picture("measures-one");
    // What cannot be read changes nothing and is said.
    person.fill("数值", "远一点");
    person.must_show("“远一点”读不出来，没有改");
    assert_eq!(said(&person), (Quantity::metres(12), 4, true));
    person.fill("数值", "10米");
    assert!(!person.shows("读不出来"));
    person.reach("恢复成8米");
    assert_eq!(said(&person), (Quantity::metres(8), 4, true));
    person.chord(eframe::egui::Key::Z);
    assert_eq!(said(&person), (Quantity::metres(10), 4, true));
}

/// At large text the list gives way to what was picked, and comes back.
#[test]
fn at_large_text_the_distances_are_reached_too() {
    let mut person = Person::at(with_cards(), LARGE);
    person.click("预案");
    person.click("距离时间");
    person.reach("锂电池着火撤离");
    person.must_show("E03写的是30米");
    person.picture("measures-large");
}
