//! Text that is no value: nothing of what it was on the way stays in the records, and nothing
//! that stood there before is lost.

use eframe::egui::{self, Key};
use shousui::model::mine::Mine;

use super::{OFFICE, Person};
use crate::fixture::small_mine;

fn profile(person: &Person) -> Mine {
    person.session().document().profile()
}

#[test]
fn a_count_that_cannot_be_read_leaves_what_stood_there() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    for (typed, kept) in [("1,860", 1860), ("１８６０人", 1860), ("18七", 1860), ("540", 540)]
    {
        person.field("职工人数").focus();
        person.run();
        person.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        person.run();
        person.type_keys(typed);
        assert_eq!(profile(&person).employees, kept, "{typed}");
        person.field("矿名").focus();
        person.run();
        assert_eq!(profile(&person).employees, kept, "{typed}, and left");
    }
}

#[test]
fn a_day_that_cannot_be_read_leaves_what_stood_there() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("起始日", "2027-01-30");
    let first = |person: &Person| person.session().document().current_season().first;
    assert_eq!(first(&person).unwrap().to_string(), "2027-01-30");
    person.fill("起始日", "2月30日");
    let kept = first(&person).unwrap().to_string();
    assert_eq!(kept, "2027-01-30", "2月3日 was only on the way");
    person.fill("起始日", "２．６");
    assert_eq!(first(&person).unwrap().to_string(), "2027-02-06");
}

/// Clicks into the grey beside the question in front.
fn click_beside(person: &mut Person) {
    let (pos, button) = (egui::pos2(4.0, 700.0), egui::PointerButton::Primary);
    let press = |pressed| {
        let modifiers = egui::Modifiers::NONE;
        egui::Event::PointerButton { pos, button, pressed, modifiers }
    };
    // In one frame: a press that lasts is no click.
    let events = [egui::Event::PointerMoved(pos), press(true), press(false)];
    person.harness.input_mut().events.extend(events);
    person.run();
}

#[test]
fn a_click_beside_a_question_throws_away_nothing_that_was_written() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F4);
    person.fill("隐患描述", "插座发热");
    click_beside(&mut person);
    assert_eq!(person.field("隐患描述").value().as_deref(), Some("插座发热"));
    // The key still leaves it, and what there is nothing to write in goes by a click.
    person.key(Key::Escape);
    assert!(person.workspace().dialog().is_none());
    person.key(Key::F1);
    assert!(person.workspace().dialog().is_some());
    click_beside(&mut person);
    assert!(person.workspace().dialog().is_none());
}
