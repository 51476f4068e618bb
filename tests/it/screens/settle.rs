//! A field two PCs wrote differently: shown on 今日, settled by a person, and never in the way of
//! anything else.

use shousui::action::Action;
use shousui::model::mine::{MineField, Only};
use shousui::session::Session;
use shousui::workspace::Event;

use super::{OFFICE, Person};
use crate::desk::{act, replica, small_mine};

fn phone(number: &str) -> Action {
    Action::Set((Only, MineField::DispatchPhone(number.to_owned())).into())
}

#[test]
fn a_field_written_on_two_pcs_is_settled_by_a_person() {
    let (mut here, _) = small_mine(1);
    let mut there = Session::open(here.snapshot(), replica(2));
    there.sit_down("牛谷雨");
    act(&mut there, phone("8111"));
    act(&mut here, phone("8000"));
    let entries = there.snapshot().journal.entries();

    let mut person = Person::at(here, OFFICE);
    let entries = entries.iter().map(|entry| entry.as_ref().clone()).collect();
    person.world.answer(Event::ChangedBehind {
        path: "矿.ron".into(),
        digest: shousui::session::Digest::nothing(),
        entries,
        differences: Vec::new(),
        pcs: Default::default(),
    });
    person.run();
    person.must_show("两台电脑填得不同，请选定");
    person.picture("settle");

    // Typing over it asks instead of choosing silently.
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("调度室电话", "8222");
    // Not while somebody is typing.
    person.must_show("请先选定用哪一个");
    assert!(!person.offers("用牛谷雨填的"));
    person.rest();
    person.must_show("两处填得不同");
    person.must_show("8111");
    person.picture("settle-question");
    person.click("用“8111”");
    let session = person.session();
    assert_eq!(session.document().profile().dispatch_phone, "8111");
    assert!(session.contested().is_empty());
    assert!(!person.shows("两台电脑填得不同，请选定"));
}
