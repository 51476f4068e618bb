//! Keys that are pressed faster than the window paints, and a card that was the wrong one.

use eframe::egui::{Event, Key, Modifiers};
use shousui::action::paste::What;
use shousui::model::incident::LineKind;
use shousui::rules::incidents::{Course, running};
use shousui::workspace::Workspace;

use super::{at_night, kinds, mine};
use crate::fixture::{act, pasted};
use crate::screens::{OFFICE, Person};

/// All of them before the window is painted again.
fn at_once(person: &mut Person, keys: &[Key]) {
    for key in keys.iter().copied() {
        let (physical_key, modifiers) = (None, Modifiers::NONE);
        for pressed in [true, false] {
            let event = Event::Key { key, physical_key, pressed, repeat: false, modifiers };
            person.harness.event(event);
        }
    }
    person.run();
}

/// The second key went back to a name that had been called a moment before.
#[test]
fn two_keys_at_once_write_no_answer_over() {
    let mut session = mine();
    let table =
        "楼栋\t房间\t姓名\n3号公寓\t101\t温禾生\n3号公寓\t102\t武岁安\n3号公寓\t103\t柴有田";
    act(&mut session, pasted(What::Residents, table));
    for keys in [
        &[Key::X, Key::Space][..],
        &[Key::X, Key::Space, Key::Space],
        &[Key::X, Key::X, Key::C, Key::Space],
    ] {
        let mut person = at_night(Workspace::new(session.clone()), OFFICE);
        person.key(Key::F8);
        person.key(Key::Enter);
        person.key(Key::N);
        // The last one first, so that the open names lie before.
        person.key(Key::ArrowDown);
        person.key(Key::ArrowDown);
        at_once(&mut person, keys);
        person.must_show("103室 柴有田 未到");
        let (_, one) = running(person.session().document())[0];
        assert_eq!(one.answers.len(), keys.len().min(3), "{keys:?}");
    }
}

#[test]
fn keys_at_once_are_one_card_and_one_line_each() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.key(Key::Num2);
    assert_eq!(kinds(&person), [LineKind::Start, LineKind::Card]);
    let (_, one) = running(person.session().document())[0];
    assert_eq!(one.card.as_ref().unwrap().to_string(), "E04");
    at_once(&mut person, &[Key::Num1, Key::A, Key::Num1, Key::Num2]);
    let expected = [LineKind::Step, LineKind::Fire, LineKind::Step];
    assert_eq!(kinds(&person)[2..], expected);
}

/// The wrong card, once chosen, stayed to the end.
#[test]
fn another_card_takes_the_place_of_a_wrong_one_and_what_was_done_stays_on_the_record() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Num1);
    person.key(Key::Num1);
    person.click("换一张卡…");
    person.picture("incident-another-card");
    // The card it goes by already stays as it is.
    person.key(Key::Num1);
    assert_eq!(kinds(&person), [LineKind::Start, LineKind::Card, LineKind::Step]);
    person.must_show("已做1／");
    person.click("换一张卡…");
    person.click("不换了");
    person.click("换一张卡…");
    person.key(Key::Num2);
    person.must_show("处置步骤 E04");
    person.must_show("已做0／");
    person.key(Key::Num1);
    let doc = person.session().document();
    let (id, _) = running(doc)[0];
    let told: Vec<LineKind> = Course::of(doc, id).told.iter().map(|told| told.kind).collect();
    let expected =
        [LineKind::Start, LineKind::Card, LineKind::Step, LineKind::Card, LineKind::Step];
    assert_eq!(told, expected);
    // Taken back step by step.
    person.chord(Key::Z);
    person.chord(Key::Z);
    person.must_show("处置步骤 E01");
    person.must_show("已做1／");
}
