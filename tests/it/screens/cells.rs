//! Cells of lists, written where they stand.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::model::people::Unit;
use shousui::model::plan::Phone;
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::{OFFICE, Person};

/// Somebody at the sample mine, at one of its lists.
pub(super) fn at(place: &str, tab: &str, size: eframe::egui::Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click(place);
    if !tab.is_empty() {
        person.click_like(&format!("{tab} "));
    }
    person
}

/// The units in the order of their list.
pub(super) fn units(person: &Person) -> Vec<Unit> {
    person.session().document().units.iter().map(|(_, unit)| unit.clone()).collect()
}

fn phones(person: &Person) -> Vec<Phone> {
    let mut phones: Vec<Phone> =
        person.session().document().phones.iter().map(|(_, phone)| phone.clone()).collect();
    phones.sort_by_key(|phone| phone.order);
    phones
}

/// Where the cell of a row stands below a heading.
pub(super) fn spot(person: &Person, row: &str, head: &str) -> Pos2 {
    let head = person.harness.get_by_role_and_label(Role::ColumnHeader, head).rect();
    let rows = person.harness.query_all_by_role(Role::Row);
    let mut rows = rows.filter(|one| {
        let words = one.accesskit_node().label().unwrap_or_default();
        words.split('，').any(|cell| cell == row)
    });
    let row = rows.next().unwrap_or_else(|| panic!("no row {row}")).rect();
    Pos2::new(head.left() + 4.0, row.center().y)
}

fn press(person: &mut Person, at: Pos2, modifiers: Modifiers) {
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    };
    // In one frame: between two clicks no time must pass.
    let events = [Event::PointerMoved(at), button(true), button(false)];
    person.harness.input_mut().events.extend(events);
}

pub(super) fn click_at(person: &mut Person, at: Pos2) {
    press(person, at, Modifiers::NONE);
    person.run();
}

pub(super) fn click_twice(person: &mut Person, at: Pos2) {
    press(person, at, Modifiers::NONE);
    person.harness.step();
    press(person, at, Modifiers::NONE);
    person.run();
}

/// Types over what is selected in the field that has the cursor.
pub(super) fn type_in(person: &mut Person, words: &str) {
    person.harness.event(Event::Text(words.to_owned()));
    person.run();
}

#[test]
fn a_cell_is_written_where_it_stands_and_enter_goes_on_below() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let (one, two) = (before[0].name.clone(), before[1].name.clone());
    let cell = spot(&person, &one, "电话");
    click_at(&mut person, cell);
    assert_eq!(units(&person), before, "a click only selects");
    // No stray key writes.
    type_in(&mut person, "8");
    assert_eq!(units(&person), before);
    let cell = spot(&person, &one, "电话");
    click_at(&mut person, cell);
    person.key(Key::F2);
    person.picture("cells-writing");
    type_in(&mut person, "8801");
    person.key(Key::Enter);
    assert_eq!(units(&person)[0].phone, "8801");
    type_in(&mut person, "8802");
    person.key(Key::Enter);
    person.key(Key::Escape);
    let now = units(&person);
    assert_eq!((now[0].phone.as_str(), now[1].phone.as_str()), ("8801", "8802"));
    assert_eq!(now[2..], before[2..], "Esc leaves the third as it was");
    // One cell is one step.
    person.chord(Key::Z);
    assert_eq!(units(&person)[1], before[1], "{two}");
    assert_eq!(units(&person)[0].phone, "8801");
    person.chord(Key::Z);
    assert_eq!(units(&person), before);
}

#[test]
fn esc_leaves_a_cell_as_it_was() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let undo = person.session().undo_words().map(str::to_owned);
    let cell = spot(&person, &before[1].name, "单位名称");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "别的单位");
    assert_ne!(units(&person), before, "every key is kept at once");
    person.key(Key::Escape);
    assert_eq!(units(&person), before);
    assert_eq!(person.session().undo_words().map(str::to_owned), undo, "and nothing to undo");
    // Nor does a name begun and given up make somebody.
    let people = person.session().document().persons.len();
    let cell = spot(&person, &before[1].name, "负责人");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "何矿山");
    person.key(Key::Escape);
    assert_eq!(units(&person), before);
    assert_eq!(person.session().document().persons.len(), people);
}

#[test]
fn two_clicks_write_in_the_cell_and_tab_goes_on_to_the_right() {
    // High enough for numbers of the mine's own to be in sight.
    let mut person = at("预案", "电话表", eframe::egui::vec2(OFFICE.x, 1400.0));
    let before = phones(&person);
    let at = before
        .iter()
        .position(|phone| !phone.national && !person.found(&phone.name).is_empty())
        .unwrap();
    // Nothing is picked yet: with the first click the list makes room for the record.
    let cell = spot(&person, &before[at].name, "电话");
    click_twice(&mut person, cell);
    type_in(&mut person, "8003");
    person.harness.key_press(Key::Tab);
    person.run();
    person.run();
    type_in(&mut person, "夜间也有人");
    person.picture("cells-tab");
    person.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    person.run();
    person.picture("cells-back");
    type_in(&mut person, "8004");
    person.key(Key::Enter);
    let now = phones(&person);
    assert_eq!((now[at].number.as_str(), now[at].note.as_str()), ("8004", "夜间也有人"));
    assert_eq!((&now[..at], &now[at + 1..]), (&before[..at], &before[at + 1..]));
}

#[test]
fn a_day_half_typed_empties_nothing_and_stays_in_its_cell() {
    let mut person = at("宣传服务", "宣传活动", OFFICE);
    let days = |person: &Person| {
        let all = person.session().document().activities.iter();
        all.map(|(_, one)| one.day).collect::<Vec<_>>()
    };
    let before = days(&person);
    let first = person.harness.query_all_by_role(Role::Row).next().unwrap();
    let words = first.accesskit_node().label().unwrap_or_default();
    let cell = words.split('，').next().unwrap().to_owned();
    let cell = spot(&person, &cell, "日期");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "2月");
    assert_eq!(days(&person), before);
    person.key(Key::Enter);
    assert_eq!(days(&person), before);
    person.must_show("日期请写成");
    person.picture("cells-half");
    person.key(Key::F2);
    type_in(&mut person, "2月9日");
    person.key(Key::Enter);
    let now = days(&person);
    assert_eq!(now.iter().zip(&before).filter(|(now, was)| now != was).count(), 1);
    person.chord(Key::Z);
    assert_eq!(days(&person), before);
}

#[test]
fn a_choice_and_a_name_are_picked_in_the_cell() {
    let mut person = at("责任区", "场所", OFFICE);
    let site = |person: &Person| {
        person.session().document().sites.iter().next().map(|(_, site)| site.clone()).unwrap()
    };
    let before = site(&person);
    let cell = spot(&person, &before.name, "类别");
    click_at(&mut person, cell);
    person.key(Key::F2);
    person.key(Key::ArrowDown);
    person.picture("cells-choice");
    person.key(Key::Enter);
    person.run();
    assert_ne!(site(&person).kind, before.kind);
    person.key(Key::Escape);
    person.chord(Key::Z);
    assert_eq!(site(&person), before);
    // A unit nobody knows comes on the books in passing, as in the form.
    let cell = spot(&person, &before.name, "管理单位");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "救护队");
    person.key(Key::Enter);
    person.run();
    let doc = person.session().document();
    assert_eq!(doc.unit_name(site(&person).unit), "救护队");
}

#[test]
fn the_rows_stay_where_they_are_while_somebody_writes_in_them() {
    let mut person = at("队伍", "单位", OFFICE);
    person.harness.get_by_role_and_label(Role::ColumnHeader, "电话").click();
    person.run();
    let order = |person: &Person| {
        let rows = person.harness.query_all_by_role(Role::Row);
        rows.map(|row| row.accesskit_node().label().unwrap_or_default()).collect::<Vec<_>>()
    };
    let first = order(&person)[0].split('，').next().unwrap().to_owned();
    let cell = spot(&person, &first, "电话");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "9999");
    assert!(order(&person)[0].starts_with(&first), "{:?}", order(&person));
    person.key(Key::Enter);
    type_in(&mut person, "9998");
    person.key(Key::Escape);
    person.run();
    let rows = order(&person);
    assert!(!rows[0].starts_with(&first), "{rows:?}");
}

#[test]
fn a_block_is_copied_for_other_programs_and_filled_down_in_one_step() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let cell = spot(&person, &before[0].name, "负责人");
    click_at(&mut person, cell);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        person.harness.key_press_modifiers(Modifiers::SHIFT, key);
        person.run();
    }
    person.picture("cells-block");
    person.harness.event(Event::Copy);
    person.harness.step();
    let commands = &person.harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        eframe::egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let doc = person.session().document();
    let line =
        |unit: &Unit| format!("{}\t{}", unit.head.map_or("", |id| doc.person_name(id)), unit.phone);
    let expected: Vec<String> = before[..3].iter().map(line).collect();
    assert_eq!(copied, Some(expected.join("\n")));
    person.chord(Key::D);
    let now = units(&person);
    for unit in &now[..3] {
        assert_eq!((unit.head, &unit.phone), (before[0].head, &before[0].phone));
    }
    assert_eq!(now[3..], before[3..]);
    person.chord(Key::Z);
    assert_eq!(units(&person), before);
}

/// What a program of tables puts on the clipboard goes into the cells from the marked one on, all of
/// it or nothing.
#[test]
fn a_block_is_pasted_in_one_step_or_refused_as_a_whole() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let persons = person.session().document().persons.iter();
    let names: Vec<String> = persons.take(3).map(|(_, one)| one.name.clone()).collect();
    let cell = spot(&person, &before[0].name, "负责人");
    click_at(&mut person, cell);
    let text = format!("{}\t６１０１\r\n\t6102\r\n{}\t\r\n", names[0], names[2]);
    person.paste(&text);
    let now = units(&person);
    let doc = person.session().document();
    let head = |unit: &Unit| unit.head.map_or("", |id| doc.person_name(id)).to_owned();
    assert_eq!((head(&now[0]), now[0].phone.as_str()), (names[0].clone(), "6101"));
    assert_eq!((now[1].head, now[1].phone.as_str()), (before[1].head, "6102"));
    assert_eq!((head(&now[2]), &now[2].phone), (names[2].clone(), &before[2].phone));
    assert_eq!(now[3..], before[3..]);
    person.chord(Key::Z);
    assert_eq!(units(&person), before);

    let many = "6100\n".repeat(before.len() + 1);
    for (text, why) in
        [(format!("{}\nОтряд\n", names[0]), "看不懂“Отряд”"), (many, "从这一行起列表里只有")]
    {
        person.paste(&text);
        person.must_show(why);
        assert_eq!(units(&person), before);
    }
    // One cell is written into all that are marked.
    person.key(Key::ArrowRight);
    person.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    person.run();
    person.paste("6200");
    let phones: Vec<String> = units(&person).iter().map(|unit| unit.phone.clone()).collect();
    assert_eq!(phones[..2], ["6200", "6200"]);
    assert_eq!(units(&person)[2..], before[2..]);
    // A cell of two lines in the other program is one line here.
    person.paste("\"6101\n6102\"\n");
    assert_eq!(units(&person)[0].phone, "6101 6102");
}

#[test]
fn filling_down_from_one_row_says_how_it_is_done() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let cell = spot(&person, &before[0].name, "负责人");
    click_at(&mut person, cell);
    person.chord(Key::D);
    person.must_show("先按住Shift选中几行");
    assert_eq!(units(&person), before);
}
