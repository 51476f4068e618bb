//! A drill is prepared, its scheme printed, and begun when it is approved.

use eframe::egui::{Key, Vec2};
use shousui::model::incident::{DrillKind, Incident, LineKind};
use shousui::rules::incidents::running;
use shousui::workspace::{Place, Workspace};

use super::{SMALL, at_night, kinds, mine};
use crate::screens::{LARGE, OFFICE};

fn wait(person: &mut crate::screens::Person) {
    person.wait(chrono::TimeDelta::minutes(30));
}

#[test]
fn a_scheme_is_written_and_printed_before_the_drill_begins() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.click(&format!("准备{}", DrillKind::Field.word()));
    person.must_show("【演练】实战演练（准备中）");
    assert!(!person.shows("演练中 1"));
    person.key(Key::Num1);
    person.must_show("处置步骤 E01");
    person.fill("演练科目", "公寓着火");
    person.fill("演练方案", "二层起火，叫醒全楼");
    person.key(Key::Escape);
    person.picture("incident-prepared");
    person.click("预览演练方案");
    assert_eq!(person.workspace().place(), Place::Papers);
    wait(&mut person);
    // Something may happen meanwhile; what is prepared waits.
    person.key(Key::F8);
    person.must_show("准备中");
    person.picture("incident-prepared-list");
    person.click_like("实战演练 公寓着火");
    // No key of what runs is heard.
    for key in [Key::A, Key::L, Key::N, Key::Num2] {
        person.key(key);
    }
    assert!(person.session().document().incident_lines.is_empty());
    person.key(Key::Enter);
    assert_eq!(kinds(&person), [LineKind::Start, LineKind::Card]);
    person.must_show("演练中 1");
    person.must_show("2月5日 22:30开始 00:00:00");
    let (_, one) = running(person.session().document())[0];
    assert_eq!(one.scheme, "二层起火，叫醒全楼");
}

#[test]
fn a_drill_that_is_not_held_is_no_record() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.click(&format!("准备{}", DrillKind::Table.word()));
    person.click("取消演练");
    assert!(person.session().document().incidents.is_empty());
    person.must_show("还没有处置和演练记录");
    person.chord(Key::Z);
    assert_eq!(person.session().document().incidents.len(), 1);
}

#[test]
fn the_page_of_a_prepared_drill_has_room_at_every_size() {
    let sizes = [OFFICE, SMALL, LARGE, Vec2::new(683.0, 384.0), Vec2::new(512.0, 300.0)];
    for (size, name) in sizes.into_iter().zip(["office", "small", "large", "double", "least"]) {
        let mut person = at_night(Workspace::new(mine()), size);
        person.key(Key::F8);
        person.reach(&format!("准备{}", DrillKind::Roll.word()));
        assert!(person.workspace().picked().id::<Incident>().is_some());
        person.key(Key::Num1);
        person.picture(&format!("incident-prepared-{name}"));
    }
}

/// Something happens in earnest in the middle of a drill, and nobody has a hand for the mouse.
#[test]
fn in_the_middle_of_a_drill_a_record_begins_by_keys() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.click(DrillKind::Table.word());
    assert_eq!(running(person.session().document()).len(), 1);
    person.click("今日");
    // From elsewhere the key leads back to the drill, from its page to where one begins.
    person.key(Key::F8);
    person.must_show("【演练】桌面演练（记录）");
    person.key(Key::F8);
    assert_eq!(person.workspace().picked().id::<Incident>(), None);
    person.must_show("还在记录");
    person.picture("incident-in-a-drill");
    person.key(Key::Enter);
    let doc = person.session().document();
    let real: Vec<bool> = running(doc).iter().map(|(_, one)| one.is_real()).collect();
    assert_eq!(real, [true, false]);
    // What happens in earnest is never left by that key, and comes before the drill.
    person.key(Key::F8);
    person.must_show("处置中（记录）");
    person.click_like("还在记录");
    person.must_show("【演练】桌面演练（记录）");
    person.key(Key::F8);
    person.must_show("处置中（记录）");
}
