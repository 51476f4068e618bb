//! Keys over the cells of a list, and cells whose words can hardly be meant.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use shousui::model::people::Person as Somebody;
use shousui::workspace::Place;

use super::cells::{at, click_at, click_twice, spot, type_in, units};
use super::{OFFICE, Person};

fn people(person: &Person) -> Vec<Somebody> {
    person.session().document().persons.iter().map(|(_, one)| one.clone()).collect()
}

/// What is typed stays as it is; that it can be no number, and why, is said where it stands.
#[test]
fn a_cell_that_can_hardly_be_meant_says_so_at_once_and_why() {
    let mut person = at("队伍", "人员", OFFICE);
    let members = people(&person);
    let place = members.iter().position(|one| !person.found(&one.name).is_empty()).unwrap();
    let who = members[place].name.clone();
    let cell = spot(&person, &who, "手机");
    click_at(&mut person, cell);
    assert!(!person.shows("手机号码是11位"), "the sample's are all right");
    person.key(Key::F2);
    type_in(&mut person, "77");
    person.key(Key::Enter);
    person.key(Key::Escape);
    assert_eq!(people(&person)[place].mobile, "77", "nothing typed is lost");
    person.must_show("77：手机号码是11位，这里是2位");
    // Nor is it only to be seen by whoever holds the pointer over it.
    let cell = spot(&person, &who, "手机");
    click_at(&mut person, cell);
    person.must_show("！手机“77”：手机号码是11位，这里是2位");
    person.picture("marked-mobile");
    person.key(Key::F2);
    type_in(&mut person, "13900000001\n13900000002");
    person.key(Key::Enter);
    person.key(Key::Escape);
    assert!(person.shows("手机号码是11位") || person.shows("分成了几行"));
    let cell = spot(&person, &who, "姓名");
    click_at(&mut person, cell);
    person.key(Key::F2);
    person.chord(Key::A);
    person.key(Key::Backspace);
    person.key(Key::Enter);
    person.key(Key::Escape);
    assert_eq!(people(&person)[place].name, "");
    person.must_show("姓名还没写");
    person.picture("marked-name");
}

#[test]
fn delete_empties_what_is_marked_in_one_step_or_says_why_not() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let cell = spot(&person, &before[0].name, "负责人");
    click_at(&mut person, cell);
    for key in [Key::ArrowDown, Key::ArrowRight] {
        person.harness.key_press_modifiers(Modifiers::SHIFT, key);
        person.run();
    }
    person.key(Key::Delete);
    person.must_show("已清空");
    let now = units(&person);
    for unit in &now[..2] {
        assert_eq!((unit.head, unit.phone.as_str()), (None, ""));
    }
    assert_eq!(now[2..], before[2..]);
    person.chord(Key::Z);
    assert_eq!(units(&person), before);
    let cell = spot(&person, &before[1].name, "单位名称");
    click_at(&mut person, cell);
    person.key(Key::Delete);
    person.must_show("不能空着，没有清除");
    assert_eq!(units(&person), before);
    // A column that is counted and not written.
    person.key(Key::Escape);
    let cell = spot(&person, &before[1].name, "人员");
    click_at(&mut person, cell);
    person.key(Key::Delete);
    person.must_show("不能在列表里直接写");
    assert_eq!(units(&person), before);
}

#[test]
fn f2_never_leaves_a_list_whose_cells_can_be_written() {
    let mut person = at("队伍", "单位", OFFICE);
    person.key(Key::F2);
    assert_eq!(person.workspace().place(), Place::Team);
    person.must_show("请先点列表里要改的那一格");
    let before = units(&person);
    let cell = spot(&person, &before[1].name, "电话");
    click_at(&mut person, cell);
    // From a field beside the list it goes back to the marked cell.
    person.field("单位名称").focus();
    person.run();
    person.key(Key::F2);
    assert_eq!(person.workspace().place(), Place::Team);
    type_in(&mut person, "8123");
    person.key(Key::F2);
    assert_eq!(person.workspace().place(), Place::Team, "nor from within a cell");
    person.key(Key::Enter);
    person.key(Key::Escape);
    assert_eq!(units(&person)[1].phone, "8123");
    // Where no such list is, it means what the menu says.
    person.click("今日");
    person.key(Key::F2);
    assert_eq!(person.workspace().place(), Place::Patrol);
}

#[test]
fn two_clicks_select_what_stands_in_the_cell() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let cell = spot(&person, &before[0].name, "电话");
    click_at(&mut person, cell);
    person.rest();
    let cell = spot(&person, &before[2].name, "单位名称") + eframe::egui::vec2(30.0, 0.0);
    click_twice(&mut person, cell);
    person.picture("marked-twice");
    type_in(&mut person, "新单位");
    person.key(Key::Enter);
    assert_eq!(units(&person)[2].name, "新单位");
}

/// Ctrl+Z takes back what is being typed, and only then the step before.
#[test]
fn undo_in_a_cell_takes_back_the_typing_first() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let cell = spot(&person, &before[0].name, "电话");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "8801");
    person.key(Key::Enter);
    type_in(&mut person, "88");
    assert_eq!(units(&person)[1].phone, "88");
    person.chord(Key::Z);
    let now = units(&person);
    assert_eq!((now[0].phone.as_str(), &now[1]), ("8801", &before[1]));
    person.chord(Key::Z);
    assert_eq!(units(&person), before);
    // The same of a name nobody has chosen yet, and of a day that is none.
    let mut person = at("宣传服务", "宣传活动", OFFICE);
    let days = |person: &Person| {
        let all = person.session().document().activities.iter();
        all.map(|(_, one)| one.day).collect::<Vec<_>>()
    };
    let first = person.harness.query_all_by_role(eframe::egui::accesskit::Role::Row).next();
    let words = egui_kittest::kittest::NodeT::accesskit_node(&first.unwrap()).label();
    let words = words.unwrap_or_default();
    let cell = words.split('，').next().unwrap().to_owned();
    let was = days(&person);
    let cell = spot(&person, &cell, "日期");
    click_at(&mut person, cell);
    person.key(Key::F2);
    type_in(&mut person, "2月9日");
    person.key(Key::Enter);
    let done = days(&person);
    assert_ne!(done, was);
    // What was typed on the way there was a day for a moment.
    for sign in ["2", "月", "3", "日", "丁"] {
        type_in(&mut person, sign);
    }
    assert_eq!(days(&person), done);
    person.picture("marked-half");
    person.chord(Key::Z);
    assert_eq!(days(&person), done, "the typing goes first");
    assert!(!person.shows("日期请写成"));
    person.chord(Key::Z);
    assert_eq!(days(&person), was);
}

/// Whoever comes to a row by Tab has the keys in one of its cells.
#[test]
fn a_row_reached_by_keys_alone_has_a_marked_cell() {
    let mut person = at("队伍", "单位", OFFICE);
    let before = units(&person);
    let row = before[0].name.clone();
    person.found(&row).into_iter().next().unwrap().focus();
    person.run();
    person.paste("后勤");
    assert_eq!(units(&person)[0].name, "后勤");
    person.chord(Key::Z);
    person.key(Key::Delete);
    person.must_show("不能空着");
    assert_eq!(units(&person), before);
}
