//! 距离时间: distances and times of the cards, written in one place.

use eframe::egui::Key;
use shousui::action::{Action, PlanAction, stock};
use shousui::model::measure::{Measure, Quantity};
use shousui::rules::measures::{quantity, uses};
use shousui::session::Session;

use super::file::close_by_frame;
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
        let uses = uses(doc).remove(&Measure::LiveOutdoor).unwrap();
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
    person.reach("恢复成建议值8米，不留依据");
    assert_eq!(said(&person), (Quantity::metres(8), 4, true));
    person.chord(Key::Z);
    assert_eq!(said(&person), (Quantity::metres(10), 4, true));
}

/// Nobody must be told to keep off by the 1米 that 120米 is on the way.
#[test]
fn a_distance_is_written_when_it_is_done_and_as_one_step() {
    let mut person = Person::at(with_cards(), OFFICE);
    person.click("预案");
    person.click("距离时间");
    person.click("锂电池着火撤离");
    let said = |person: &Person, measure| {
        let uses = uses(person.session().document()).remove(&measure).unwrap();
        let mut said: Vec<Quantity> = uses.iter().map(|one| one.quantity).collect();
        said.dedup();
        said
    };
    let battery = |person: &Person| said(person, Measure::Battery);
    let steps = |person: &Person| person.session().journal().len();
    let before = steps(&person);
    person.fill("数值", "1");
    person.type_keys("20");
    assert_eq!((battery(&person), steps(&person)), (vec![Quantity::metres(30)], before));
    person.key(Key::Enter);
    assert_eq!((battery(&person), steps(&person)), (vec![Quantity::metres(120)], before + 1));
    person.chord(Key::Z);
    assert_eq!(battery(&person), [Quantity::metres(30)]);
    // What is only typed is taken back by itself.
    person.fill("数值", "45");
    person.chord(Key::Z);
    assert_eq!(person.field("数值").value().as_deref(), Some("30米"));
    assert_eq!(battery(&person), [Quantity::metres(30)]);
    // Whatever is done next, what was typed comes first.
    person.fill("数值", "45");
    person.click("来电后巡视");
    assert_eq!(battery(&person), [Quantity::metres(45)]);
    person.fill("数值", "20-40");
    person.click("今日");
    let patrol = |person: &Person| said(person, Measure::PowerBack);
    assert_eq!(patrol(&person), [Quantity::minutes(20, Some(40))]);
    person.click("预案");
    person.fill("依据", "供电所规定");
    person.chord(Key::S);
    let kept = |person: &Person| {
        let measures = person.session().document().current_plan().measures;
        measures.get(&Measure::PowerBack).cloned().unwrap()
    };
    assert_eq!(kept(&person).basis, "供电所规定");
    person.click("预案");
    person.click("距离时间");
    person.fill("数值", "25");
    close_by_frame(&mut person);
    assert_eq!(kept(&person).quantity, Quantity::minutes(25, None));
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
