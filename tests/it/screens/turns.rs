//! 排班 by people: everybody against the days, by keys and by the pointer.

use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::PersonId;
use shousui::session::Session;

use super::rota::post;
use super::team::{with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, set};

fn desk() -> Session {
    let mut session = with_season(with_members(empty(1)));
    post(&mut session, "巡查员", &[DutyShift::Day, DutyShift::Night], 2);
    post(&mut session, "门岗", &[DutyShift::Whole], 1);
    session
}

/// What somebody has on a day.
fn of(person: &Person, name: &str, day: NaiveDate) -> String {
    let doc = person.session().document();
    let cells = doc.duties.iter().filter(|(cell, duty)| {
        cell.day == day && duty.persons.iter().any(|one| doc.person_name(*one) == name)
    });
    let words =
        cells.map(|(cell, _)| format!("{}{}", doc.post_name(Some(cell.post)), cell.shift.word()));
    words.collect::<Vec<_>>().join("、")
}

fn shift(person: &mut Person, key: Key) {
    person.harness.key_press_modifiers(Modifiers::SHIFT, key);
    person.run();
}

#[test]
fn shifts_are_given_by_letters_filled_copied_and_emptied_by_keys() {
    let mut person = Person::at(desk(), OFFICE);
    person.click("排班");
    person.click("按人员");
    // The first arrow leads to today of the first person.
    person.key(Key::ArrowDown);
    let next = day().succ_opt().unwrap();
    person.type_keys("xcy");
    person.picture("turns-typing");
    person.key(Key::Enter);
    person.picture("turns-typed");
    let first = of(&person, "柴有田", day());
    assert_eq!(first, "巡查员白班");
    // The day after, as the day before; the person below, as the one above.
    person.key(Key::ArrowRight);
    person.chord(Key::R);
    assert_eq!(of(&person, "柴有田", next), "巡查员白班");
    person.key(Key::ArrowDown);
    person.chord(Key::D);
    assert_eq!(of(&person, "苗小满", next), "巡查员白班");
    let doc = person.session().document();
    let patrol = *doc.posts.iter().find(|(_, one)| one.name == "巡查员").unwrap().0;
    let cell = DutyId { day: next, post: patrol, shift: DutyShift::Day };
    assert_eq!(doc.person_names(&doc.duties.get(&cell).unwrap().persons), "柴有田、苗小满");
    // A block goes elsewhere and is one step.
    person.key(Key::ArrowUp);
    person.key(Key::ArrowLeft);
    shift(&mut person, Key::ArrowDown);
    shift(&mut person, Key::ArrowRight);
    person.picture("turns-block");
    person.harness.event(Event::Copy);
    person.run();
    person.key(Key::ArrowRight);
    person.key(Key::ArrowRight);
    let copied = "白班 巡查员\t白班 巡查员\n\t白班 巡查员";
    person.paste(copied);
    let third = next.succ_opt().unwrap();
    assert_eq!(of(&person, "柴有田", third), "巡查员白班");
    assert_eq!(of(&person, "苗小满", third.succ_opt().unwrap()), "巡查员白班");
    person.chord(Key::Z);
    assert_eq!(of(&person, "柴有田", third), "");
    person.paste("白班 采煤工");
    person.must_show("没有“白班 采煤工”这个班");
    person.key(Key::ArrowLeft);
    person.key(Key::Delete);
    assert_eq!(of(&person, "柴有田", next), "");
    assert_eq!(of(&person, "苗小满", next), "巡查员白班");
}

#[test]
fn cells_are_marked_by_dragging_and_emptied_together() {
    let mut session = desk();
    let doc = session.document();
    let patrol = *doc.posts.iter().find(|(_, one)| one.name == "巡查员").unwrap().0;
    let people: Vec<PersonId> = doc.persons.iter().map(|(id, _)| *id).collect();
    for (days, person) in [(0, people[0]), (1, people[0]), (1, people[1])] {
        let day = day() + chrono::Days::new(days);
        let cell = DutyId { day, post: patrol, shift: DutyShift::Day };
        let mut persons = session.document().duties.get(&cell).map(|duty| duty.persons.clone());
        persons.get_or_insert_default().push(person);
        act(&mut session, set((cell, DutyField::Persons(persons.unwrap()))));
    }
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.click("按人员");
    let from = person.harness.get_by_label("柴有田 2月5日 白 巡查员").rect().center();
    let to = person.harness.get_by_label("苗小满 2月6日 白 巡查员").rect().center();
    drag(&mut person, from, to);
    person.picture("turns-dragged");
    person.key(Key::Delete);
    let left = person.session().document().duties.iter();
    assert_eq!(left.filter(|(_, duty)| !duty.persons.is_empty()).count(), 0);
    person.chord(Key::Z);
    assert_eq!(of(&person, "柴有田", day()), "巡查员白班");
}

fn drag(person: &mut Person, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    person.harness.event(Event::PointerMoved(from));
    person.harness.event(button(from, true));
    person.harness.run();
    for part in [0.3, 0.7, 1.0] {
        person.harness.event(Event::PointerMoved(from + part * (to - from)));
        person.harness.run();
    }
    person.harness.event(button(to, false));
    person.run();
}

#[test]
fn names_are_copied_and_pasted_by_post_and_nobody_unknown_comes_in() {
    let mut person = Person::at(desk(), OFFICE);
    person.click("排班");
    person.key(Key::ArrowDown);
    person.paste("苗小满、温禾生\t柴有田\n冀守正\t");
    let next = day().succ_opt().unwrap();
    assert_eq!(of(&person, "温禾生", day()), "巡查员白班");
    assert_eq!(of(&person, "柴有田", day()), "巡查员夜班");
    assert_eq!(of(&person, "冀守正", next), "巡查员白班");
    person.paste("何矿山");
    person.must_show("名册上没有“何矿山”");
    person.chord(Key::Z);
    assert!(person.session().document().duties.iter().all(|(_, one)| one.persons.is_empty()));
}

/// A column with gaps copied from elsewhere leaves what was filled by hand, as in a list; once in a
/// cell is once.
#[test]
fn gaps_in_what_is_pasted_leave_what_stands_there() {
    let mut person = Person::at(desk(), OFFICE);
    person.click("排班");
    person.key(Key::ArrowDown);
    person.paste("苗小满\n温禾生\n冀守正");
    let (next, third) = (day() + chrono::Days::new(1), day() + chrono::Days::new(2));
    person.paste("柴有田、柴有田\n\n阎松年");
    assert_eq!(of(&person, "柴有田", day()), "巡查员白班");
    let doc = person.session().document();
    let cell = doc.duties.iter().find(|(cell, _)| cell.day == day()).unwrap();
    assert_eq!(doc.person_names(&cell.1.persons), "柴有田");
    assert_eq!(of(&person, "温禾生", next), "巡查员白班");
    assert_eq!(
        (of(&person, "冀守正", third), of(&person, "阎松年", third)),
        (String::new(), "巡查员白班".into())
    );
    // By people a gap takes nobody's shift, and Delete does.
    person.click("按人员");
    person.click("温禾生 2月6日 白 巡查员");
    shift(&mut person, Key::ArrowRight);
    person.paste("\t夜班 巡查员");
    assert_eq!(
        (of(&person, "温禾生", next), of(&person, "温禾生", third)),
        ("巡查员白班".into(), "巡查员夜班".into())
    );
    person.key(Key::Delete);
    assert_eq!(of(&person, "温禾生", third), "");
}

#[test]
fn what_the_day_lacks_and_the_shifts_of_one_person_are_told_beside_the_board() {
    let mut person = Person::at_workspace(super::looks::sample(), OFFICE);
    person.click("排班");
    person.click("按人员");
    person.key(Key::ArrowDown);
    person.picture("turns-sample");
    person.must_show("24小时在岗");
    person.must_show("的班");
    for size in [LARGE, Vec2::new(1024.0, 600.0)] {
        let mut person = Person::at_workspace(super::looks::sample(), size);
        person.click("排班");
        person.click("按人员");
        person.key(Key::ArrowDown);
        person.picture(&format!("turns-sample-{}", size.x));
    }
}
