//! Ctrl+K from anywhere: a few letters, Enter, and the record is in front.

use eframe::egui::{Event, ImeEvent, Key, Modifiers};
use shousui::model::place::Site;
use shousui::print::Request;
use shousui::workspace::{Place, Tab, Workspace};

use super::{OFFICE, Person};
use crate::fixture::small_mine;

#[test]
fn a_few_letters_bring_any_record_and_any_command() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.chord(Key::K);
    person.type_keys("cdp");
    person.must_show("充电棚B区");
    person.picture("find");
    person.harness.key_press(Key::Enter);
    person.run();
    let workspace = person.harness.state().workspace();
    assert_eq!(workspace.place(), Place::Sites);
    let site = workspace.picked().get::<Site>(workspace.document()).map(|(_, site)| site);
    assert_eq!(site.map(|site| site.name.as_str()), Some("充电棚B区"));
    assert!(workspace.dialog().is_none());

    person.chord(Key::K);
    person.type_keys("wsmdmy");
    person.must_show("没有找到");
    person.harness.key_press(Key::Escape);
    person.run();
    person.chord(Key::K);
    person.type_keys("排班");
    person.harness.key_press(Key::Enter);
    person.run();
    assert_eq!(person.harness.state().workspace().place(), Place::Rota);
}

#[test]
fn a_letter_typed_at_once_goes_into_the_search_alone() {
    let (session, names) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("责任区");
    person.click("3号公寓");
    person.field("说明").focus();
    person.run();
    // No frame between them: quick fingers, a slow PC.
    let key = Event::Key {
        key: Key::K,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    for event in [key, Event::Text("c".to_owned())] {
        person.harness.input_mut().events.push(event);
        person.harness.step();
    }
    person.run();
    let site = person.session().document().sites.get(&names.sites[0]).unwrap();
    assert_eq!(site.note, "");
    person.must_show("充电棚B区");
}

#[test]
fn chinese_can_be_composed_in_the_search() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.chord(Key::K);
    for letters in ["g", "go", "gong"] {
        person.harness.event(Event::Ime(ImeEvent::Preedit {
            text: letters.to_owned(),
            active_range_chars: None,
        }));
        person.harness.step();
        let ime = person.harness.output().platform_output.ime.as_ref().unwrap();
        assert!(!ime.should_interrupt_composition, "{letters} is broken off");
    }
    person.harness.event(Event::Ime(ImeEvent::Commit("公寓".to_owned())));
    person.run();
    person.must_show("3号公寓");
}

/// Screens and papers are found by their names as commands are; a paper opens as it would be printed today.
#[test]
fn screens_and_papers_are_found_too() {
    let (session, today) = shousui::sample::practice().unwrap();
    let at = || Person::at_workspace(Workspace::practice(session.clone(), today), OFFICE);
    let mut person = at();
    person.chord(Key::K);
    person.type_keys("零报告");
    person.picture("find-screens");
    person.key(Key::Enter);
    person.must_show("今天报给");
    let mut person = at();
    person.chord(Key::K);
    person.type_keys("yjwz");
    person.key(Key::Enter);
    let tab = person.workspace().picked().tab(Place::Plan);
    assert_eq!(tab, Some(Tab::Supplies));
    let mut person = at();
    person.chord(Key::K);
    person.type_keys("今日值班牌");
    person.key(Key::Enter);
    person.run();
    let paper = person.workspace().picked().paper.clone().unwrap();
    assert_eq!(paper, Request::board(today));
}
