//! The phrase library where hazards are written down: a few letters bring words, measure, limit.

use eframe::egui::Key;
use shousui::action::{Action, SheetAction};

use super::{OFFICE, Person};
use crate::fixture::{act, day, small_mine};

#[test]
fn letters_bring_words_measure_and_limit_while_a_sheet_is_typed_back() {
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: names.people.iter().take(2).copied().collect(),
    };
    act(&mut session, Action::Sheet(issue));
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F2);
    person.type_keys("1");
    person.harness.key_press(Key::Enter);
    person.run();
    person.type_keys("08050848");
    person.type_keys("13*");
    person.type_keys("mhqyl");
    person.must_show("灭火器压力不足（指针位于红区）");
    person.picture("phrases");
    person.harness.key_press(Key::Enter);
    person.run();
    person.type_keys("2具");
    person.harness.key_press(Key::Enter);
    person.run();
    person.must_show("YH-2027-0001");
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().next().unwrap();
    assert_eq!(hazard.words, "灭火器压力不足（指针位于红区）2具");
    assert_eq!(hazard.measure, "用备用灭火器替换，当日送修；同区逐具复查");
    assert_eq!(hazard.due, day().checked_add_days(chrono::Days::new(3)));
}

#[test]
fn a_hazard_reported_by_itself_takes_item_and_basis_from_its_phrase() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F4);
    person.pick_person("场所", "3号公寓");
    person.field("隐患描述").focus();
    person.run();
    person.type_keys("链锁");
    person.harness.key_press(Key::ArrowDown);
    person.run();
    person.picture("phrases-report");
    person.harness.key_press(Key::Enter);
    person.run();
    person.click_like("登记 Ctrl");
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().next().unwrap();
    assert_eq!(hazard.words, "安全出口夜间上链锁");
    assert_eq!(hazard.item.as_ref().map(|code| code.base.as_str()), Some("F01"));
    assert!(!hazard.basis.is_empty() && !hazard.measure.is_empty());
}
