//! Typing: input methods, undo keys, and the keys of typing a sheet back.

use eframe::egui::{self, ImeEvent, Key, Modifiers};
use shousui::action::{Action, HazardAction, SheetAction};
use shousui::model::RecordId;
use shousui::model::hazard::{Hazard, HazardField};
use shousui::model::id::{HazardId, RouteId, SheetId};
use shousui::model::place::{RouteField, Site, SiteKind};
use shousui::session::{Entry, Note, Session};
use shousui::workspace::Event;

use super::{OFFICE, Person};
use crate::fixture::{Names, act, day, made, replica, set, small_mine};
use crate::world::nothing_ahead;

fn preedit(text: &str) -> egui::Event {
    egui::Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

fn commit(text: &str) -> egui::Event {
    egui::Event::Ime(ImeEvent::Commit(text.to_owned()))
}

/// A hazard in front, with the writing cursor at the end of its words.
fn at_a_hazard(words: &str) -> (Person, HazardId) {
    let (mut session, names) = small_mine(1);
    let hazard = Hazard {
        site: Some(names.sites[0]),
        words: words.to_owned(),
        finders: vec![names.people[0]],
        found_on: Some(day()),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = made(&mut session, report) else { panic!() };
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("YH-2027-0001");
    person.field("隐患描述").focus();
    person.run();
    person.harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    person.run();
    (person, id)
}

fn words(person: &Person, id: HazardId) -> String {
    person.session().document().hazards.get(&id).unwrap().words.clone()
}

#[test]
fn what_is_being_composed_never_reaches_the_document() {
    let (mut person, id) = at_a_hazard("门");
    let entries = person.session().journal().len();
    for text in ["s", "su", "suo", "suo'", "suo'l", "锁了"] {
        person.harness.event(preedit(text));
        person.run();
        assert_eq!(words(&person, id), "门");
        assert_eq!(person.session().undo_words(), Some("登记隐患 YH-2027-0001"));
    }
    person.harness.event(commit("锁了"));
    person.run();
    assert_eq!(words(&person, id), "门锁了");
    person.click("今日");
    assert_eq!(person.session().journal().len(), entries + 1);
    let journal = person.session().journal().text();
    assert!(!journal.contains("suo"), "{journal}");
}

#[test]
fn an_input_method_that_only_commits_is_heard() {
    let (mut person, id) = at_a_hazard("门");
    for text in ["上", "锁"] {
        person.harness.event(commit(text));
        person.run();
    }
    assert_eq!(words(&person, id), "门上锁");
}

#[test]
fn a_change_from_outside_while_composing_eats_no_letter() {
    let (mut person, id) = at_a_hazard("门");
    person.harness.event(preedit("suo"));
    person.run();
    // Somebody else wrote the same file: their entry arrives, as a merge brings it.
    let text = person.session().journal().text();
    let mut other = Session::new(person.session().workbook(), replica(50));
    let known = text.lines().map(|line| Entry::read(line).unwrap()).collect();
    other.adopt(known).unwrap();
    act(&mut other, set((id, HazardField::Words("东侧门".to_owned()))));
    let entries = other.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect();
    person.world.answer(Event::ChangedBehind {
        path: "望禾煤矿.ron".into(),
        digest: shousui::session::Digest::nothing(),
        entries,
        differences: Vec::new(),
        pcs: Default::default(),
        recalled: nothing_ahead(),
    });
    person.run();
    assert_eq!(words(&person, id), "东侧门");
    person.harness.event(commit("锁"));
    person.run();
    assert_eq!(words(&person, id), "东侧门锁");
}

#[test]
fn undo_is_the_documents_and_waits_while_composing() {
    let (mut person, id) = at_a_hazard("门");
    person.field("隐患描述").type_text("上锁");
    person.run();
    assert_eq!(words(&person, id), "门上锁");
    person.harness.event(preedit("lian"));
    person.run();
    person.chord(Key::Z);
    assert_eq!(words(&person, id), "门上锁", "nothing is undone while composing");
    person.harness.event(commit("链"));
    person.run();
    assert_eq!(words(&person, id), "门上锁链");
    let before = person.session().journal().len();
    person.chord(Key::Z);
    assert_eq!(words(&person, id), "门", "one stretch of typing is one step");
    // The field's own undo would have come back as an edit: there is one undo entry, no more.
    let cause = person.session().journal().newest_first().next().unwrap().verb.clone();
    assert!(cause.starts_with("撤销"), "{cause}");
    assert!(person.session().journal().len() <= before + 2);
    person.chord(Key::Y);
    assert_eq!(words(&person, id), "门上锁链");
}

#[test]
fn every_key_is_kept_beside_the_workbook_before_the_step_is_finished() {
    let (mut session, names) = small_mine(1);
    let mut person = {
        let kept = session.snapshot();
        let person = Person::at(Session::open(kept, session.replica()), OFFICE);
        let text = shousui::file::write(&session.snapshot());
        person.world.seen(|seen| seen.file = Some(text));
        person
    };
    person.chord(Key::O);
    person.run();
    person.click("责任区");
    person.click("3号公寓");
    person.field("说明").focus();
    person.run();
    person.field("说明").type_text("住87人");
    person.run();
    let notes = person.world.seen(|seen| seen.notes.clone());
    let Some(Note::Pending(line)) = notes.last() else { panic!("{notes:?}") };
    assert!(line.contains("住87人"), "{line}");
    person.must_show("已记在本机");
    let site = person.session().document().sites.get(&names.sites[0]).unwrap();
    assert_eq!(site.note, "住87人");
}

/// A route of fifteen points with seven rows each, issued.
fn long_route() -> (Session, Names, SheetId) {
    let (mut session, names) = small_mine(1);
    let mut stops = names.sites.clone();
    for n in 4..=15 {
        let site =
            Site {
                name: format!("{n}号公寓"), kind: Some(SiteKind::Dormitory), ..Site::default()
            };
        let add = Action::Add(shousui::action::NewRecord::Site(site));
        let RecordId::Site(id) = made(&mut session, add) else { panic!() };
        stops.push(id);
    }
    let route: RouteId = names.route;
    act(&mut session, set((route, RouteField::Stops(stops))));
    let issue = SheetAction::IssueRoute {
        route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: vec![names.people[0], names.people[1]],
    };
    let RecordId::Sheet(sheet) = made(&mut session, Action::Sheet(issue)) else { panic!() };
    (session, names, sheet)
}

/// Counts the keys of a stretch.
struct Keys<'a>(&'a mut Person, usize);

impl Keys<'_> {
    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.0.harness.key_press_modifiers(modifiers, key);
        self.0.run();
        self.1 += 1;
    }

    fn signs(&mut self, signs: &str) {
        self.0.type_keys(signs);
        self.1 += signs.chars().count();
    }
}

fn at_the_sheet(person: &mut Person) {
    person.key(Key::F2);
    person.type_keys("1");
    person.key(Key::Enter);
    person.must_show("录入回单 XC-2027-0001");
    person.must_show("苗小满、温禾生");
    person.type_keys("0805");
    person.type_keys("0848");
}

#[test]
fn a_clean_route_sheet_takes_three_keys_and_two_times() {
    let (session, _, id) = long_route();
    let rows = session.document().sheets.get(&id).unwrap().rows().len();
    assert!(100 <= rows, "{rows}");
    let mut person = Person::at(session, OFFICE);
    at_the_sheet(&mut person);
    let mut keys = Keys(&mut person, 0);
    keys.key(Modifiers::COMMAND, Key::End);
    keys.key(Modifiers::COMMAND, Key::Enter);
    keys.key(Modifiers::COMMAND, Key::PageDown);
    println!("a sheet of {rows} rows, all √: {} keys", keys.1);
    assert_eq!(keys.1, 3);
    let sheet = person.session().document().sheets.get(&id).unwrap();
    assert!(sheet.ticked && sheet.entered.is_some() && sheet.marks.is_empty());
    assert!(!sheet.electrician_ticked, "the electrician's block waits for its signer");
    assert_eq!(sheet.back.unwrap().format("%H:%M").to_string(), "08:48");
}

#[test]
fn two_exceptions_take_twelve_keys_besides_their_words() {
    let (session, _, id) = long_route();
    let mut person = Person::at(session, OFFICE);
    at_the_sheet(&mut person);
    let mut keys = Keys(&mut person, 0);
    for (row, words) in [("23", "灶台旁堆纸箱3个"), ("112", "楼梯间停电动车1辆")] {
        keys.signs(row);
        keys.signs("*");
        keys.0.type_keys(words);
        keys.key(Modifiers::NONE, Key::Enter);
    }
    keys.key(Modifiers::COMMAND, Key::End);
    keys.key(Modifiers::COMMAND, Key::Enter);
    keys.key(Modifiers::COMMAND, Key::PageDown);
    println!("two exceptions: {} keys besides their words", keys.1);
    assert!(keys.1 <= 12, "{}", keys.1);
    let doc = person.session().document();
    assert_eq!(doc.hazards.len(), 2);
    assert!(doc.sheets.get(&id).unwrap().ticked);
    let words: Vec<&str> = doc.hazards.iter().map(|(_, one)| one.words.as_str()).collect();
    assert_eq!(words, ["灶台旁堆纸箱3个", "楼梯间停电动车1辆"]);
}

#[test]
fn a_block_that_needs_a_signer_is_not_ticked_without_one() {
    let (session, _, id) = long_route();
    let mut person = Person::at(session, OFFICE);
    at_the_sheet(&mut person);
    person.click_like("电工栏其余按纸面打√");
    person.click_like("是 Ctrl");
    person.must_show("电工栏要先写签字人");
    assert!(!person.session().document().sheets.get(&id).unwrap().electrician_ticked);
    person.pick_person("电工", "侯望川");
    person.click_like("电工栏其余按纸面打√");
    person.click_like("是 Ctrl");
    assert!(person.session().document().sheets.get(&id).unwrap().electrician_ticked);
}
