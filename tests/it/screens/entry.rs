//! Typing a sheet back: which keys count for many rows, and which rows a number means.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, SheetAction};
use shousui::model::RecordId;
use shousui::model::id::SheetId;
use shousui::model::sheet::{Mark, Sheet};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, made, small_mine};

/// A sheet in front, its times written.
fn at_a_sheet(size: eframe::egui::Vec2) -> (Person, SheetId) {
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: vec![names.people[0], names.people[1]],
    };
    let RecordId::Sheet(id) = made(&mut session, Action::Sheet(issue)) else { panic!() };
    let mut person = Person::at(session, size);
    person.key(Key::F2);
    person.type_keys("1");
    person.key(Key::Enter);
    person.must_show("录入回单 XC-2027-0001");
    person.type_keys("08050848");
    (person, id)
}

fn sheet(person: &Person, id: SheetId) -> Sheet {
    person.session().document().sheets.get(&id).unwrap().clone()
}

/// The rows with a ×.
fn faults(person: &Person, id: SheetId) -> Vec<u16> {
    let marks = sheet(person, id).marks;
    let faults = marks.iter().filter(|(_, mark)| matches!(mark, Mark::Fault { .. }));
    faults.map(|(row, _)| *row).collect()
}

/// A key of the number pad without `NumLock`.
fn pad(person: &mut Person, sent: Key, on_pad: Key) {
    for pressed in [true, false] {
        person.harness.event(Event::Key {
            key: sent,
            physical_key: Some(on_pad),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        person.run();
    }
}

#[test]
fn a_pad_without_numlock_ticks_nothing_off() {
    let (mut person, id) = at_a_sheet(OFFICE);
    pad(&mut person, Key::End, Key::Num1);
    pad(&mut person, Key::End, Key::Num1);
    pad(&mut person, Key::Enter, Key::Enter);
    let entered = sheet(&person, id);
    assert!(!entered.ticked && entered.marks.is_empty());
    // 2 3 * marks row 23.
    let (mut person, id) = at_a_sheet(OFFICE);
    pad(&mut person, Key::ArrowDown, Key::Num2);
    pad(&mut person, Key::PageDown, Key::Num3);
    person.type_keys("*");
    assert_eq!(faults(&person, id), [23]);
    // And digits are digits in a time.
    let (mut person, id) = at_a_sheet(OFFICE);
    person.fill("返回", "09");
    pad(&mut person, Key::ArrowLeft, Key::Num4);
    pad(&mut person, Key::Insert, Key::Num0);
    assert_eq!(sheet(&person, id).back.unwrap().format("%H:%M").to_string(), "09:40");
}

#[test]
fn a_bare_end_and_a_bare_enter_count_for_no_rows() {
    let (mut person, id) = at_a_sheet(OFFICE);
    for key in [Key::End, Key::Enter, Key::End, Key::End, Key::Enter, Key::Enter] {
        person.key(key);
    }
    assert!(!sheet(&person, id).ticked && sheet(&person, id).entered.is_none());
    person.chord(Key::End);
    person.must_show("其余按纸面打√");
    person.key(Key::Enter);
    person.key(Key::Enter);
    assert!(!sheet(&person, id).ticked);
}

#[test]
fn one_chord_however_often_files_no_sheet_that_was_not_read() {
    for chord in [Key::End, Key::Enter, Key::PageDown] {
        let (mut person, id) = at_a_sheet(OFFICE);
        for _ in 0..5 {
            person.chord(chord);
        }
        let after = sheet(&person, id);
        assert!(!after.ticked && after.entered.is_none(), "{chord:?}");
    }
    // Ticked off and asked again and again, it is still not filed.
    let (mut person, id) = at_a_sheet(OFFICE);
    person.chord(Key::End);
    for _ in 0..5 {
        person.chord(Key::Enter);
    }
    assert!(sheet(&person, id).ticked && sheet(&person, id).entered.is_none());
    person.must_show("存好请按 Ctrl+PgDn");
}

#[test]
fn a_sheet_with_blank_rows_is_filed_when_that_is_meant() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.chord(Key::PageDown);
    person.must_show("行没有录，就这样存？");
    person.picture("entry-filing");
    person.key(Key::Escape);
    assert!(!person.shows("就这样存？"));
    person.chord(Key::PageDown);
    person.chord(Key::Enter);
    assert!(sheet(&person, id).entered.is_some() && !sheet(&person, id).ticked);
}

#[test]
fn row_numbers_are_read_in_full_width_too() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.type_keys("２３＊");
    assert_eq!(faults(&person, id), [23]);
    person.type_keys("灶台旁堆纸箱");
    person.key(Key::Enter);
    person.type_keys("12／");
    assert_eq!(sheet(&person, id).marks.get(&12), Some(&Mark::Absent));
    person.type_keys("１１＋");
    let marks = sheet(&person, id).marks;
    assert!(matches!(marks.get(&11), Some(Mark::Holds)), "{marks:?}");
}

#[test]
fn a_number_that_is_no_row_marks_none() {
    for (typed, said) in [("99*", "没有第99行"), ("0*", "没有第0行"), ("123456/", "没有第123456行")]
    {
        let (mut person, id) = at_a_sheet(OFFICE);
        person.type_keys("11");
        person.key(Key::Enter);
        person.type_keys(typed);
        assert!(sheet(&person, id).marks.is_empty(), "{typed}");
        person.must_show(said);
        person.picture("entry-no-row");
        // The cursor is where it was, behind row 11, and the next sign counts again.
        person.type_keys("*");
        assert_eq!(faults(&person, id), [12], "{typed}");
    }
}

#[test]
fn the_words_of_a_fault_are_whole_when_enter_comes_in_the_same_frame() {
    let (mut person, _) = at_a_sheet(OFFICE);
    person.type_keys("12*");
    person.type_keys("门上");
    let enter = Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let events = [Event::Text("锁".to_owned()), Event::Text("ABC".to_owned()), enter];
    person.harness.input_mut().events.extend(events);
    person.run();
    let doc = person.session().document();
    let words: Vec<&str> = doc.hazards.iter().map(|(_, one)| one.words.as_str()).collect();
    assert_eq!(words, ["门上锁ABC"]);
}

#[test]
fn the_keys_of_the_rows_work_while_a_button_has_the_keyboard() {
    let (mut person, id) = at_a_sheet(OFFICE);
    let button: Vec<_> = person.harness.get_all_by_label_contains("作废这张单子").collect();
    button.first().unwrap().focus();
    drop(button);
    person.run();
    person.type_keys("12*");
    assert_eq!(faults(&person, id), [12]);
    person.type_keys("门上锁");
    person.key(Key::Enter);
    let button: Vec<_> = person.harness.get_all_by_label_contains("作废这张单子").collect();
    button.first().unwrap().focus();
    drop(button);
    person.run();
    person.chord(Key::End);
    person.chord(Key::Enter);
    assert!(sheet(&person, id).ticked);
    person.chord(Key::PageDown);
    assert!(sheet(&person, id).entered.is_some());
}

#[test]
fn what_is_asked_is_in_sight() {
    for size in [OFFICE, LARGE] {
        let (mut person, _) = at_a_sheet(size);
        person.type_keys("20");
        person.chord(Key::End);
        let question = person.harness.get_all_by_label_contains("其余按纸面打√").next().unwrap();
        let (rect, window) = (question.rect(), person.harness.ctx.content_rect());
        assert!(window.contains_rect(rect), "{rect} in {window}");
        person.picture(&format!("entry-asked-{}", size.x));
    }
}

#[test]
fn signing_names_unticks_no_rows() {
    // The clerk's sequence: ticked off, then to the names, one after the other.
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: Vec::new(),
    };
    let RecordId::Sheet(id) = made(&mut session, Action::Sheet(issue)) else { panic!() };
    act(
        &mut session,
        Action::Sheet(SheetAction::Tick {
            sheet: id,
            judge: shousui::model::checklist::Judge::Member,
            ticked: true,
        }),
    );
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F2);
    person.type_keys("1");
    person.key(Key::Enter);
    person.field("巡查人").focus();
    person.run();
    person.type_keys("mxm");
    person.key(Key::Enter);
    person.type_keys("whs");
    person.key(Key::Enter);
    person.type_keys("侯");
    person.key(Key::Enter);
    person.key(Key::Tab);
    person.key(Key::Enter);
    person.key(Key::Enter);
    let after = sheet(&person, id);
    assert!(after.ticked);
    assert_eq!(person.session().document().person_names(&after.walkers), "苗小满、温禾生");
    // The button that unticks is no key of the row.
    let button: Vec<_> = person.harness.get_all_by_label_contains("取消打√").collect();
    button.first().unwrap().focus();
    drop(button);
    person.run();
    person.key(Key::Enter);
    assert!(sheet(&person, id).ticked);
}

/// Enter after a field that had gone on by itself left the one behind it empty, and the return time
/// was taken for the number of a row.
#[test]
fn enter_after_a_full_time_is_the_going_on_it_has_done() {
    let times = |typed: &[(&str, Option<Key>)]| {
        let (mut session, names) = small_mine(1);
        let issue = SheetAction::IssueRoute {
            route: names.route,
            shift: "早班".to_owned(),
            day: day(),
            walkers: vec![names.people[0], names.people[1]],
        };
        let RecordId::Sheet(id) = made(&mut session, Action::Sheet(issue)) else { panic!() };
        let mut person = Person::at(session, OFFICE);
        person.key(Key::F2);
        person.type_keys("1");
        person.key(Key::Enter);
        for (figures, key) in typed {
            person.type_keys(figures);
            if let Some(key) = key {
                person.key(*key);
            }
        }
        let sheet = sheet(&person, id);
        let words =
            |time: Option<chrono::NaiveTime>| time.map(|one| one.format("%H%M").to_string());
        (words(sheet.left), words(sheet.back), sheet.marks)
    };
    let both = (Some("0805".to_owned()), Some("0910".to_owned()));
    for key in [None, Some(Key::Enter), Some(Key::Tab)] {
        let (left, back, marks) = times(&[("0805", key), ("0910", key), ("12*", None)]);
        assert_eq!((left, back), both, "{key:?}");
        assert_eq!(marks.keys().copied().collect::<Vec<_>>(), [12], "{key:?}");
    }
}

#[test]
fn eight_figures_at_once_are_two_times() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.field("出发").focus();
    person.run();
    person.harness.event(Event::Text("0810".to_owned()));
    person.harness.event(Event::Text("0922".to_owned()));
    person.run();
    person.run();
    let sheet = sheet(&person, id);
    let words = |time: Option<chrono::NaiveTime>| time.unwrap().format("%H:%M").to_string();
    assert_eq!((words(sheet.left), words(sheet.back)), ("08:10".to_owned(), "09:22".to_owned()));
}

#[test]
fn figures_that_are_no_row_are_said_when_enter_ends_them() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.type_keys("910");
    person.key(Key::Enter);
    person.must_show("没有第910行，光标没有动");
    assert!(sheet(&person, id).marks.is_empty());
}

/// Tab led to the cross of the first name, and Enter, the key of the next row, took that name away.
#[test]
fn enter_on_the_cross_of_a_name_takes_nobody_away() {
    let (mut person, id) = at_a_sheet(OFFICE);
    let walkers = sheet(&person, id).walkers;
    let name = person.session().document().person_name(walkers[0]).to_owned();
    person.harness.get_by_label(&format!("去掉{name}")).focus();
    person.run();
    person.key(Key::Enter);
    assert_eq!(sheet(&person, id).walkers, walkers);
    person.harness.get_by_label(&format!("去掉{name}")).focus();
    person.run();
    person.key(Key::Space);
    assert_eq!(sheet(&person, id).walkers, [walkers[1]]);
}

#[test]
fn a_fault_that_is_no_hazard_yet_is_asked_about() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.type_keys("13*");
    person.type_keys("灶台旁堆纸箱");
    person.chord(Key::End);
    person.chord(Key::Enter);
    assert!(sheet(&person, id).ticked);
    assert!(person.session().document().hazards.is_empty(), "Enter makes one of the words");
    person.chord(Key::PageDown);
    person.must_show("有1处×还没有登记成隐患");
    person.picture("entry-fault-unfiled");
    assert!(sheet(&person, id).entered.is_none());
}

#[test]
fn after_a_rest_a_figure_begins_another_number() {
    let (mut person, id) = at_a_sheet(OFFICE);
    person.type_keys("12");
    // Looking at the paper takes a while.
    person.harness.run_steps(30);
    person.type_keys("23*");
    assert_eq!(faults(&person, id), [23]);
}
