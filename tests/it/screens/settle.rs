//! A field two PCs wrote differently: shown on 今日, settled by a person, and never in the way of
//! anything else.

use eframe::egui::{Key, Vec2};
use shousui::action::{Action, NewRecord};
use shousui::model::RecordId;
use shousui::model::mine::{MineField, Only};
use shousui::model::place::{Site, SiteField};
use shousui::session::Session;
use shousui::workspace::Event;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, made, replica, small_mine};
use crate::world::nothing_ahead;

fn phone(number: &str) -> Action {
    Action::Set((Only, MineField::DispatchPhone(number.to_owned())).into())
}

/// Somebody whose PC hears what the other one wrote.
fn meets(here: Session, there: &mut Session, size: Vec2) -> Person {
    let entries = there.snapshot().journal.entries();
    let mut person = Person::at(here, size);
    person.world.answer(Event::ChangedBehind {
        path: "矿.ron".into(),
        digest: shousui::session::Digest::nothing(),
        entries: entries.iter().map(|entry| entry.as_ref().clone()).collect(),
        differences: Vec::new(),
        pcs: Default::default(),
        recalled: nothing_ahead(),
    });
    person.run();
    person
}

#[test]
fn a_field_written_on_two_pcs_is_settled_by_a_person() {
    let (mut here, _) = small_mine(1);
    let mut there = Session::open(here.snapshot(), replica(2));
    there.sit_down("牛谷雨");
    act(&mut there, phone("8111"));
    act(&mut here, phone("8000"));
    let mut person = meets(here, &mut there, OFFICE);
    person.must_show("两台电脑填得不同，请选定");
    person.picture("settle");

    // Typing over it asks instead of choosing silently.
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("调度室电话", "8222");
    // Not while somebody is typing.
    person.must_show("请先选定用哪一个");
    assert!(!person.offers("用“8111” 2"));
    person.rest();
    person.must_show("两台电脑填得不同1处，请选定");
    person.must_show("本矿资料的调度室电话");
    person.must_show("牛谷雨");
    person.picture("settle-question");
    // Nothing is chosen by Enter alone, nor by an answer without a choice.
    person.key(Key::Enter);
    person.chord(Key::Enter);
    person.must_show("还没有选");
    assert_eq!(person.session().contested().len(), 1);
    person.key(Key::Num2);
    person.must_show("✓ 用“8111”");
    person.chord(Key::Enter);
    person.must_show("已选定1处");
    let session = person.session();
    assert_eq!(session.document().profile().dispatch_phone, "8111");
    assert!(session.contested().is_empty());
    assert!(!person.shows("两台电脑填得不同，请选定"));
}

/// Values that begin alike, too long for a button, on a record with a long name.
#[test]
fn long_values_are_told_apart_and_within_reach() {
    let long =
        "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓楼二层东段疏散通道及安全出口";
    for (size, name) in [(OFFICE, "settle-long"), (LARGE, "settle-long-large")] {
        let (mut here, _) = small_mine(1);
        let site = Site { name: long.to_owned(), ..Site::default() };
        let RecordId::Site(site) = made(&mut here, Action::Add(NewRecord::Site(site))) else {
            panic!()
        };
        let note = |end: &str| Action::Set((site, SiteField::Note(long.repeat(2) + end)).into());
        let mut there = Session::open(here.snapshot(), replica(2));
        act(&mut there, note("西门"));
        act(&mut here, note("东门和小门"));
        let mut person = meets(here, &mut there, size);
        person.picture(name);
        person.reach("选定…");
        person.picture(&format!("{name}-question"));
        person.reach_like("西门” 2");
        person.chord(Key::Enter);
        let note = person.session().document().sites.get(&site).unwrap().note.clone();
        assert!(note.ends_with("西门"), "{note}");
    }
}

/// Two PCs that wrote several fields differently, on as many sites as there are.
fn many(count: usize) -> (Session, Session) {
    let (mut here, _) = small_mine(1);
    let mut sites = Vec::new();
    for number in 0..count {
        let site = Site { name: format!("{number}号公寓"), ..Site::default() };
        let RecordId::Site(site) = made(&mut here, Action::Add(NewRecord::Site(site))) else {
            panic!()
        };
        sites.push(site);
    }
    let mut there = Session::open(here.snapshot(), replica(2));
    there.sit_down("牛谷雨");
    for (number, site) in sites.into_iter().enumerate() {
        let note = |words: String| Action::Set((site, SiteField::Note(words)).into());
        act(&mut there, note(format!("{number}号由后勤部管")));
        act(&mut here, note(format!("{number}号由物业管")));
    }
    (here, there)
}

#[test]
fn many_fields_are_gone_through_by_keys_and_decided_at_once() {
    for (size, name) in [(OFFICE, "settle-many"), (LARGE, "settle-many-large")] {
        let (here, mut there) = many(60);
        let mut person = meets(here, &mut there, size);
        person.must_show("还有55处");
        person.click_nth("选定…", 1);
        person.must_show("两台电脑填得不同60处，请选定");
        person.must_show("已选0处，共60处");
        // The one that was asked for is in front; arrows go on, and take a side.
        person.must_show("用“1号由物业管” 1");
        person.key(Key::ArrowDown);
        person.must_show("用“2号由物业管” 1");
        person.key(Key::Num2);
        person.key(Key::ArrowDown);
        person.key(Key::ArrowRight);
        person.key(Key::ArrowLeft);
        person.must_show("✓ 用“3号由物业管” 1");
        person.picture(name);
        person.must_show("已选2处，共60处");
        person.chord(Key::Enter);
        person.must_show("已选定2处");
        assert_eq!(person.session().contested().len(), 58);
        let notes: Vec<String> =
            person.session().document().sites.iter().map(|(_, site)| site.note.clone()).collect();
        assert!(notes.contains(&"2号由后勤部管".to_owned()), "{notes:?}");
        assert!(notes.contains(&"3号由物业管".to_owned()), "{notes:?}");

        person.click_nth("选定…", 0);
        for _ in 0..80 {
            person.key(Key::ArrowDown);
        }
        person.must_show("用“59号由物业管” 1");
        person.reveal("全部用另一台电脑的");
        person.click_like("全部用另一台电脑");
        person.must_show("已选58处，共58处");
        person.chord(Key::Enter);
        assert!(person.session().contested().is_empty());
        person.chord(Key::Z);
        assert_eq!(person.session().contested().len(), 0, "what was settled stays so");
    }
}
