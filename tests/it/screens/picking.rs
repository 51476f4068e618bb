//! Names typed into a field: whoever is meant is picked, nobody else, and nothing typed is lost.

use eframe::egui::Key;
use shousui::action::{Action, HazardAction, NewRecord};
use shousui::model::RecordId;
use shousui::model::hazard::Hazard;
use shousui::model::id::HazardId;
use shousui::model::people::Unit;
use shousui::model::place::Site;
use shousui::session::Session;
use shousui::workspace::Place;

use super::{OFFICE, Person};
use crate::fixture::{act, day, made, person as on_the_books, small_mine};

/// A hazard in front, in a mine with these people and units besides.
fn at_a_hazard(people: &[&str], units: &[&str]) -> (Person, HazardId) {
    let (mut session, names) = small_mine(1);
    for name in people {
        on_the_books(&mut session, name, false);
    }
    for name in units {
        unit(&mut session, name);
    }
    let hazard = Hazard {
        site: Some(names.sites[0]),
        words: "门锁坏".to_owned(),
        found_on: Some(day()),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = made(&mut session, report) else { panic!() };
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("YH-2027-0001");
    (person, id)
}

fn unit(session: &mut Session, name: &str) {
    let unit = Unit { name: name.to_owned(), ..Unit::default() };
    act(session, Action::Add(NewRecord::Unit(unit)));
}

fn owner(person: &Person, id: HazardId) -> String {
    let doc = person.session().document();
    let owner = doc.hazards.get(&id).unwrap().owner;
    owner.map(|owner| doc.person_name(owner).to_owned()).unwrap_or_default()
}

fn owed_by(person: &Person, id: HazardId) -> String {
    let doc = person.session().document();
    doc.unit_name(doc.hazards.get(&id).unwrap().unit).to_owned()
}

fn people(person: &Person) -> Vec<String> {
    person.session().document().persons.iter().map(|(_, one)| one.name.clone()).collect()
}

#[test]
fn a_whole_name_never_takes_a_longer_one() {
    for (longer, typed) in [("钱望舒华", "钱望舒"), ("甲子丑", "甲子")] {
        let (mut person, id) = at_a_hazard(&[longer], &[]);
        person.fill("责任人", typed);
        person.key(Key::Enter);
        assert_eq!(owner(&person, id), "");
        assert!(person.field("责任人").is_focused(), "it is still open");
        assert_eq!(person.field("责任人").value().as_deref(), Some(typed));
        person.must_show("↑ 新增");
        // It can be written on.
        person.type_keys("x");
        assert_eq!(person.field("责任人").value(), Some(format!("{typed}x")));
        person.key(Key::Backspace);
        person.picture("picker-open");
        person.key(Key::ArrowUp);
        person.key(Key::Enter);
        assert_eq!(owner(&person, id), typed);
    }
    // The longer one, by the arrow that points to it.
    let (mut person, id) = at_a_hazard(&["钱望舒华"], &[]);
    person.fill("责任人", "钱望舒");
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    assert_eq!(owner(&person, id), "钱望舒华");
}

#[test]
fn who_is_called_exactly_so_is_taken_though_others_are_longer() {
    let (mut person, id) = at_a_hazard(&["钱望舒华", "钱望舒"], &["机电队一班", "机电队"]);
    person.fill("责任人", "钱望舒");
    person.key(Key::Enter);
    assert_eq!(owner(&person, id), "钱望舒");
    person.fill("责任单位", "机电队");
    person.key(Key::Enter);
    assert_eq!(owed_by(&person, id), "机电队");
    let before = people(&person);
    // Already there, nobody new is offered.
    person.field("责任人").focus();
    person.run();
    assert!(!person.shows("新增“"));
    assert_eq!(people(&person), before);
}

#[test]
fn two_of_one_name_are_told_apart_before_one_is_taken() {
    let (mut person, id) = at_a_hazard(&["钱望舒", "钱望舒"], &[]);
    person.fill("责任人", "钱望舒");
    person.key(Key::Enter);
    assert_eq!(owner(&person, id), "");
    assert_eq!(people(&person).iter().filter(|name| *name == "钱望舒").count(), 2);
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    assert_eq!(owner(&person, id), "钱望舒");
}

#[test]
fn what_was_typed_is_kept_however_the_field_is_left() {
    for leave in [Key::Tab, Key::Enter] {
        let (mut person, id) = at_a_hazard(&[], &["后勤部"]);
        person.fill("责任单位", "掘进二队");
        person.key(leave);
        person.run();
        assert_eq!(owed_by(&person, id), "掘进二队", "{leave:?}");
        person.fill("责任人", "mxm");
        person.key(leave);
        assert_eq!(owner(&person, id), "苗小满", "{leave:?}");
    }
    let (mut person, id) = at_a_hazard(&[], &["后勤部"]);
    person.fill("责任单位", "掘进二队");
    person.reveal("整改措施");
    person.field("整改措施").click();
    person.run();
    person.run();
    assert_eq!(owed_by(&person, id), "掘进二队");
}

#[test]
fn what_may_be_several_stays_and_says_so() {
    let (mut person, id) = at_a_hazard(&["柴有根"], &[]);
    person.fill("责任人", "柴有");
    person.key(Key::Tab);
    assert_eq!(owner(&person, id), "");
    assert_eq!(person.field("责任人").value().as_deref(), Some("柴有"));
    person.must_show("还没选定");
    person.picture("picker-left-open");
    // Undo takes back what is half typed no less than what is written.
    person.chord(Key::Z);
    assert_eq!(person.field("责任人").value().as_deref(), Some(""));
    assert!(!person.shows("还没选定"));
}

#[test]
fn letters_alone_make_nobody() {
    let (mut person, id) = at_a_hazard(&[], &[]);
    let before = people(&person);
    for (field, typed, said) in [
        ("责任人", "xyzq", "没有这个人"),
        ("责任人", "ｘｙｚｑ", "没有这个人"),
        ("责任单位", "xyzq", "没有这个单位"),
        ("检查人", "xyzq", "没有这个人"),
    ] {
        for leave in [Key::Enter, Key::Tab] {
            person.fill(field, typed);
            person.must_show(said);
            assert!(!person.shows("新增“"));
            person.key(leave);
            person.run();
        }
    }
    assert_eq!(people(&person), before);
    assert!(person.session().document().units.is_empty());
    assert_eq!(owner(&person, id), "");
}

#[test]
fn several_people_are_written_one_after_the_other() {
    let (mut person, id) = at_a_hazard(&["吕春晖"], &[]);
    person.field("检查人").focus();
    person.run();
    for letters in ["mxm", "whs", "lvc"] {
        person.type_keys(letters);
        person.key(Key::Enter);
    }
    let doc = person.session().document();
    let finders = doc.person_names(&doc.hazards.get(&id).unwrap().finders);
    assert_eq!(finders, "苗小满、温禾生、吕春晖");
    // Somebody who is in it already is no new person.
    let before = people(&person);
    person.type_keys("温禾生");
    person.key(Key::Enter);
    assert_eq!(people(&person), before);
    person.must_show("不能再选");
    person.chord(Key::Z);
    // Nothing more written is the end of it.
    person.key(Key::Enter);
    assert!(!person.field("检查人").is_focused());
    assert!(person.harness.ctx.memory(|memory| memory.focused().is_some()));
}

#[test]
fn a_filled_field_is_written_over() {
    let (mut person, id) = at_a_hazard(&[], &["综合办", "机电科"]);
    person.pick_person("责任单位", "综合办");
    assert_eq!(owed_by(&person, id), "综合办");
    person.reveal("责任单位");
    person.field("责任单位").click();
    person.run();
    person.type_keys("机电科");
    person.key(Key::Enter);
    assert_eq!(owed_by(&person, id), "机电科");
    assert_eq!(person.session().document().units.len(), 2);
}

#[test]
fn an_offered_name_is_taken_by_the_mouse() {
    let (mut person, id) = at_a_hazard(&[], &[]);
    person.fill("责任人", "mx");
    person.click("苗小满");
    person.run();
    assert_eq!(owner(&person, id), "苗小满");
}

#[test]
fn sites_are_found_as_they_are_typed() {
    for (name, typed) in [
        ("充电棚Ａ区", "cdpa"),
        ("４号公寓", "4hgy"),
        ("绿化库房", "lvhkf"),
        ("绿化库房", "luhkf"),
        ("西安路泵站", "xi'an"),
    ] {
        let (mut session, _) = small_mine(1);
        let site = Site { name: name.to_owned(), ..Site::default() };
        act(&mut session, Action::Add(NewRecord::Site(site)));
        let mut person = Person::at(session, OFFICE);
        person.key(Key::F4);
        person.type_keys(typed);
        assert!(!person.shows("没有这个场所"), "{typed}");
        person.key(Key::Enter);
        assert_eq!(person.field("场所").value().as_deref(), Some(name), "{typed}");
        person.key(Key::Escape);
        person.chord(Key::K);
        person.type_keys(typed);
        person.must_show(name);
    }
}

#[test]
fn a_question_is_not_answered_while_a_name_in_it_is_open() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F4);
    person.pick_person("场所", "3hgy");
    person.fill("隐患描述", "门锁坏1把");
    person.fill("检查人", "柴有");
    person.chord(Key::Enter);
    assert!(person.session().document().hazards.is_empty());
    person.must_show("“柴有”还没填好");
    person.picture("answer-stopped");
    person.key(Key::ArrowDown);
    // Letters, and what the arrows chose, count as if Enter had been pressed in the field.
    person.chord(Key::Enter);
    person.run();
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().next().unwrap();
    assert_eq!(doc.person_names(&hazard.finders), "柴有田");

    person.key(Key::F4);
    person.type_keys("3hgy");
    person.key(Key::Enter);
    person.type_keys("窗坏1扇");
    person.key(Key::Tab);
    // Somebody nobody knows is put on the books first.
    person.type_keys("褚红");
    person.chord(Key::Enter);
    person.run();
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().last().unwrap();
    assert_eq!(doc.person_names(&hazard.finders), "褚红");
}

#[test]
fn what_is_half_typed_stays_with_its_record() {
    let (mut session, names) = small_mine(1);
    on_the_books(&mut session, "柴有根", false);
    for words in ["门锁坏", "窗坏"] {
        let site = Some(names.sites[0]);
        let (words, found_on) = (words.to_owned(), Some(day()));
        let hazard = Hazard { site, words, found_on, ..Hazard::default() };
        act(&mut session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    }
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("YH-2027-0001");
    person.fill("责任人", "柴有");
    person.key(Key::Tab);
    person.click("YH-2027-0002");
    assert_eq!(person.field("责任人").value().as_deref(), Some(""));
    person.click("YH-2027-0001");
    assert_eq!(person.field("责任人").value().as_deref(), Some("柴有"));
}

#[test]
fn a_new_name_is_picked_whatever_place_is_gone_to() {
    let (mut person, id) = at_a_hazard(&[], &["后勤部"]);
    person.fill("责任单位", "掘进三队");
    person.click("队伍");
    assert_eq!(person.workspace().place(), Place::Team);
    assert_eq!(owed_by(&person, id), "掘进三队");
    // By a chord, too, and what is typed behind it goes nowhere else.
    let (mut person, id) = at_a_hazard(&["柴有根"], &[]);
    person.fill("责任人", "吕春晖");
    person.chord(Key::Num2);
    assert_ne!(person.workspace().place(), Place::Hazards);
    assert_eq!(owner(&person, id), "吕春晖");
}

/// The question that comes next is answered: no name is left over for which it would wait.
#[test]
fn no_name_that_was_left_keeps_a_question_from_being_answered() {
    let (mut person, _) = at_a_hazard(&[], &[]);
    person.fill("责任单位", "掘进三队");
    person.click("队伍");
    person.key(Key::F4);
    person.pick_person("场所", "职工食堂");
    person.fill("隐患描述", "插座发热");
    let before = person.session().document().hazards.len();
    person.chord(Key::Enter);
    assert_eq!(person.session().document().hazards.len(), before + 1);
}

#[test]
fn a_new_name_is_picked_before_the_window_closes() {
    let (mut person, id) = at_a_hazard(&[], &[]);
    person.fill("责任单位", "采煤一队");
    super::file::close_by_frame(&mut person);
    assert_eq!(owed_by(&person, id), "采煤一队");
    assert_eq!(person.world.seen(|seen| seen.left), 1);
}

#[test]
fn a_name_that_is_taken_out_of_its_field_is_gone() {
    let (mut person, id) = at_a_hazard(&["柴有根"], &["后勤部"]);
    person.pick_person("责任人", "柴有根");
    person.pick_person("责任单位", "后勤部");
    for field in ["责任人", "责任单位"] {
        person.field(field).focus();
        person.run();
        person.chord(Key::A);
        person.key(Key::Backspace);
        person.key(Key::Tab);
    }
    assert_eq!((owner(&person, id), owed_by(&person, id)), (String::new(), String::new()));
    person.chord(Key::Z);
    assert_eq!(owed_by(&person, id), "后勤部");
}

#[test]
fn what_is_half_typed_is_named_before_the_window_closes() {
    let (mut person, _) = at_a_hazard(&["柴有根"], &[]);
    person.fill("责任人", "柴有");
    super::file::close_by_frame(&mut person);
    person.must_show("“柴有”还没填好，没有记下");
    assert_eq!(person.world.seen(|seen| seen.left), 0);
    super::file::close_by_frame(&mut person);
    assert_eq!(person.world.seen(|seen| seen.left), 1);
}
