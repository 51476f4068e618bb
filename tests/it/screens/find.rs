//! Ctrl+K from anywhere: a few letters, Enter, and the record is in front.

use eframe::egui::Key;
use shousui::workspace::Place;

use super::{OFFICE, Person};
use crate::desk::small_mine;

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
    let site = workspace.picked().site.and_then(|id| workspace.document().sites.get(&id));
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
