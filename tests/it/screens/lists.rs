//! Lists: sorting, looking for words, picking by mouse and keys, and what a screen reader is told.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::model::hazard::Hazard;
use shousui::model::people::Person as Member;
use shousui::model::place::Site;
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::{LARGE, OFFICE, Person};

/// Somebody at the sample mine, at one of its places.
fn at(place: &str, size: eframe::egui::Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click(place);
    person
}

/// The words of the rows in sight, cell by cell.
fn rows(person: &Person) -> Vec<Vec<String>> {
    let mut rows: Vec<(f32, Vec<String>)> = person
        .harness
        .query_all_by_role(Role::Row)
        .map(|row| {
            let words = row.accesskit_node().label().unwrap_or_default();
            (row.rect().top(), words.split('，').map(str::to_owned).collect())
        })
        .collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, cells)| cells).collect()
}

fn column(person: &Person, place: usize) -> Vec<String> {
    rows(person).into_iter().map(|mut row| row.swap_remove(place)).collect()
}

fn head(person: &mut Person, words: &str) {
    person.harness.get_by_role_and_label(Role::ColumnHeader, words).click();
    person.run();
}

#[test]
fn a_list_is_sorted_by_its_headings_and_back() {
    let mut person = at("隐患", OFFICE);
    person.click_like("全部 ");
    if person.offers("只看列表") {
        person.click("只看列表");
    }
    let own = column(&person, 0);
    assert!(own.windows(2).all(|two| two[1] < two[0]), "the newest first: {own:?}");
    head(&mut person, "编号");
    let up = column(&person, 0);
    assert_eq!(up[0], "YH-2027-0001");
    assert!(up.windows(2).all(|two| two[0] < two[1]), "{up:?}");
    head(&mut person, "编号");
    assert_eq!(column(&person, 0), own, "the other way round");
    head(&mut person, "发现");
    // What is not filled in is not told, so the cell may stand further left.
    let found = rows(&person).into_iter();
    let is_day = |cell: &String| cell.ends_with('日') && cell.contains('月');
    let days: Vec<String> = found.map(|row| row.into_iter().find(is_day).unwrap()).collect();
    let day = |words: &String| {
        let (month, day) = words.trim_end_matches('日').split_once('月').unwrap();
        (month.parse::<u8>().unwrap(), day.parse::<u8>().unwrap())
    };
    let days: Vec<(u8, u8)> = days.iter().map(day).collect();
    assert!(days.is_sorted(), "by the day, not by its digits: {days:?}");
    person.picture("list-sorted");
    head(&mut person, "发现");
    head(&mut person, "发现");
    assert_eq!(column(&person, 0), own, "a third click gives the list its own order back");
}

#[test]
fn a_list_is_looked_through_by_words_and_letters_of_any_column() {
    let mut person = at("隐患", OFFICE);
    person.click_like("全部 ");
    person.fill("查找", "5号公寓");
    let found = rows(&person);
    assert!(!found.is_empty());
    assert!(found.iter().all(|row| row.iter().any(|cell| cell.contains("5号公寓"))), "{found:?}");
    let by_letters = |person: &mut Person, letters: &str| {
        person.fill("查找", letters);
        rows(person)
    };
    assert_eq!(by_letters(&mut person, "5hgy"), found);
    let both = by_letters(&mut person, "5hgy cdb");
    assert!(both.len() < found.len(), "both words must fit");
    person.fill("查找", "没有这样的字");
    assert!(rows(&person).is_empty());
    person.must_show("没有找到");
}

#[test]
fn whoever_is_shown_from_elsewhere_is_in_sight_whatever_was_looked_for() {
    let mut person = at("责任区", OFFICE);
    person.fill("查找", "食堂");
    let hidden = person
        .session()
        .document()
        .sites
        .iter()
        .find(|(_, site)| !site.name.contains("食堂") && !site.note.contains("食堂"));
    let name = hidden.unwrap().1.name.clone();
    person.chord(Key::K);
    person.type_keys(&name);
    person.key(Key::Enter);
    let workspace = person.harness.state().workspace();
    let picked = workspace.picked().get::<Site>(workspace.document()).unwrap().1.name.clone();
    assert_eq!(picked, name);
    assert!(rows(&person).iter().any(|row| row[0] == name));
}

#[test]
fn a_list_takes_the_width_until_something_is_picked() {
    let mut person = at("队伍", OFFICE);
    if person.offers("只看列表") {
        person.click("只看列表");
    }
    let alone = person.harness.query_all_by_role(Role::Row).next().unwrap().rect().width();
    person.picture("list-alone");
    for head in ["姓名", "单位", "手机", "职务"] {
        person.harness.get_by_role_and_label(Role::ColumnHeader, head);
    }
    let name = column(&person, 0)[1].clone();
    person.click(&name);
    person.picture("list-beside");
    let beside = person.harness.query_all_by_role(Role::Row).next().unwrap().rect().width();
    assert!(beside < 0.75 * alone, "{beside} of {alone}");
    person.harness.get_by_role_and_label(Role::ColumnHeader, "单位");
    person.click("只看列表");
    assert!(person.harness.state().workspace().picked().id::<Member>().is_none());
}

#[test]
fn a_row_is_one_thing_to_a_screen_reader() {
    for (place, size) in [("队伍", OFFICE), ("隐患", OFFICE), ("巡查", OFFICE), ("隐患", LARGE)]
    {
        let mut person = at(place, size);
        let rows: Vec<_> = person.harness.query_all_by_role(Role::Row).collect();
        assert!(1 < rows.len(), "{place}");
        for row in &rows {
            let node = row.accesskit_node();
            assert!(node.label().is_some_and(|label| label.contains('，')), "{place}");
            assert!(node.is_selectable(), "{place}");
            let loose = node.children().filter(|child| child.role() == Role::Label);
            assert_eq!(loose.count(), 0, "{place}: its words are told once");
        }
        drop(rows);
        person.run();
    }
}

#[test]
fn a_screen_reader_chooses_a_hazard_and_hears_that_it_is_chosen() {
    let mut person = at("隐患", OFFICE);
    person.click_like("全部 ");
    let number = column(&person, 0)[2].clone();
    let chosen = |person: &Person| {
        let rows = person.harness.query_all_by_role(Role::Row);
        let chosen = rows.filter(|row| row.accesskit_node().is_selected() == Some(true));
        let words = chosen.map(|row| row.accesskit_node().label().unwrap_or_default());
        words.collect::<Vec<_>>()
    };
    let rows: Vec<_> = person.harness.query_all_by_role(Role::Row).collect();
    let row = rows
        .iter()
        .find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(&number)));
    row.unwrap().click_accesskit();
    drop(rows);
    person.run();
    let told = chosen(&person);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(&number), "{told:?}");
    let workspace = person.harness.state().workspace();
    let (_, hazard) = workspace.picked().get::<Hazard>(workspace.document()).unwrap();
    assert_eq!(hazard.number.as_ref().unwrap().to_string(), number);
    // The arrow keys go on from there.
    person.key(Key::ArrowDown);
    let below = chosen(&person);
    assert_ne!(below, told);
    person.key(Key::ArrowUp);
    assert_eq!(chosen(&person), told);
}

#[test]
fn a_newcomer_stands_in_the_list_and_under_the_writing_cursor() {
    let mut person = at("队伍", OFFICE);
    let name = column(&person, 0)[4].clone();
    person.click(&name);
    person.reveal("登记请假");
    person.click("新增人员");
    let count = person.session().document().persons.len();
    let newcomer = format!("人员{count}");
    assert!(rows(&person).iter().any(|row| row[0] == newcomer), "who is no member yet");
    let field = person.field("姓名");
    assert!(field.is_focused());
    assert!(0.0 < field.rect().top() && field.rect().bottom() < OFFICE.y, "{:?}", field.rect());
    person.type_keys("寇春生");
    let doc = person.session().document();
    assert!(doc.persons.iter().any(|(_, one)| one.name == "寇春生"));
    person.picture("list-newcomer");
}

#[test]
fn another_record_is_shown_from_its_start() {
    let mut person = at("队伍", OFFICE);
    let names = column(&person, 0);
    person.click(&names[1]);
    person.reveal("删除这个人…");
    assert!(person.field("姓名").rect().bottom() < 200.0, "scrolled away");
    person.click(&names[2]);
    let top = person.field("姓名").rect().top();
    assert!((200.0..OFFICE.y).contains(&top), "{top}");
}
