//! A number that stands on two papers, in front of a person: told, mended, and asked for.

use eframe::egui::Key;
use shousui::model::number::Number;
use shousui::session::Session;

use super::{LARGE, OFFICE, Person};
use crate::numbers::{merged, number};

fn hazard_numbers(session: &Session) -> Vec<Number> {
    let mut all: Vec<Number> =
        session.document().hazards.iter().filter_map(|(_, one)| one.number.clone()).collect();
    all.sort();
    all
}

#[test]
fn a_number_given_twice_is_mended_from_the_first_screen() {
    for size in [OFFICE, LARGE] {
        let (session, ..) = merged();
        let mut person = Person::at(session, size);
        person.must_show("单号YH-2027-0001重号：前一张是2月5日 3号公寓 灭火器压力不足");
        assert!(!person.shows("请选定"), "nothing to be decided about the book");
        person.picture(if size == OFFICE { "numbers" } else { "numbers-large" });
        for _ in 0..3 {
            person.reach("改号");
        }
        assert!(!person.shows("重号：前一张是"));
        person.must_show("已办：");
        let expected = [number("YH-2027-0001"), number("YH-2027-0002")];
        assert_eq!(hazard_numbers(person.session()), expected);
        assert!(person.session().contested().is_empty());
    }
}

#[test]
fn the_earlier_paper_can_be_renumbered_where_it_is_looked_at_and_both_lead_to_each_other() {
    let (session, ours, _) = merged();
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("灭火器压力不足");
    person.must_show("YH-2027-0001重号，另一张是2月5日 3号公寓 疏散指示灯不亮（08:20登记）");
    person.picture("numbers-hazard");
    person.reach("给这张改号");
    let hazard = person.session().document().hazards.get(&ours.hazard).unwrap();
    assert_eq!(hazard.number, Some(number("YH-2027-0002")));
    person.must_show("曾用号YH-2027-0001，原号现归2月5日 3号公寓 疏散指示灯不亮");
    person.reach("看另一张 YH-2027-0001");
    person.must_show("YH-2027-0001曾重号，另一张已改为YH-2027-0002");
}

#[test]
fn a_number_on_two_sheets_asks_which_one_lies_on_the_desk() {
    let (session, ours, theirs) = merged();
    let mut person = Person::at(session, OFFICE);
    let entering = |person: &Person| {
        person.harness.state().workspace().picked().entering.map(|entering| entering.sheet)
    };
    let ask = |person: &mut Person| {
        person.key(Key::F2);
        person.type_keys("1");
        person.key(Key::Enter);
        person.must_show("XC-2027-0001有2张");
    };
    ask(&mut person);
    person.picture("numbers-choose");
    assert_eq!(entering(&person), None);
    person.key(Key::Num2);
    let first = entering(&person).unwrap();
    assert!(!person.shows("XC-2027-0001有2张"));
    ask(&mut person);
    person.key(Key::Enter);
    let second = entering(&person).unwrap();
    assert_eq!([first, second].map(|id| id == ours.sheet), [false, true]);
    // The paper in the hand still says so after the sheet got another number.
    person.reach("给这张改号");
    person.must_show("曾用号XC-2027-0001");
    ask(&mut person);
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    assert_eq!(entering(&person), Some(ours.sheet), "those that bear it come first");
    ask(&mut person);
    person.click_like("午班 东线");
    assert_eq!(entering(&person), Some(theirs.sheet));
}
