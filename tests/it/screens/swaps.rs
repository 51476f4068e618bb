//! 换班 by the words on the screen and by keys: at 21:00 on New Year's Eve somebody rings.

use chrono::NaiveDateTime;
use eframe::egui::Key;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::PersonId;
use shousui::model::swap::{Swap, SwapKind};
use shousui::print::Request;
use shousui::sample::{Plan, build};
use shousui::session::Session;
use shousui::workspace::{Dialog, Place, Tab, Workspace};

use super::rota::post;
use super::team::{with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, set};
use crate::world::Fake;

/// 21:00 on New Year's Eve.
fn night() -> NaiveDateTime {
    day().and_hms_opt(21, 0, 0).unwrap()
}

fn at_night(workspace: Workspace, size: eframe::egui::Vec2) -> Person {
    let world = Fake::default();
    world.seen(|seen| seen.now = Some(night()));
    Person::in_world(workspace, world, size)
}

fn who(session: &Session, name: &str) -> PersonId {
    let mut found = session.document().persons.iter();
    *found.find(|(_, one)| one.name == name).unwrap_or_else(|| panic!("no {name}")).0
}

/// One person at the gate by night, and somebody else on the day after.
fn desk() -> (Session, DutyId, DutyId) {
    let mut session = with_season(with_members(empty(1)));
    let gate = post(&mut session, "门岗", &[DutyShift::Night], 1);
    let cell = DutyId { day: day(), post: gate, shift: DutyShift::Night };
    let next = DutyId { day: day() + chrono::Days::new(2), ..cell };
    for (cell, name) in [(cell, "牛谷雨"), (next, "武岁安")] {
        let persons = vec![who(&session, name)];
        act(&mut session, set((cell, DutyField::Persons(persons))));
    }
    (session, cell, next)
}

fn names(person: &Person, cell: DutyId) -> String {
    let doc = person.session().document();
    doc.duties.get(&cell).map(|duty| doc.person_names(&duty.persons)).unwrap_or_default()
}

fn last(person: &Person) -> Swap {
    person.session().document().swaps.iter().last().unwrap().1.clone()
}

#[test]
fn from_any_page_somebody_is_relieved_with_eight_keys() {
    let (session, cell, _) = desk();
    let mut person = at_night(Workspace::new(session), OFFICE);
    let before = person.actions;
    person.key(Key::F6);
    person.type_keys("ngy");
    person.key(Key::Enter);
    assert!(
        matches!(person.workspace().dialog(), Some(Dialog::Swap(one)) if one.cell == Some(cell))
    );
    person.picture("swap-asked");
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    person.picture("swap-chosen");
    person.must_show("✓ 换班以后没有新的冲突");
    person.chord(Key::Enter);
    let keys = person.actions - before + "ngy".len();
    println!("somebody is relieved, and the slip printed, with {keys} keys");
    assert!(keys <= 8);
    let came = names(&person, cell);
    assert_ne!(came, "牛谷雨");
    assert_ne!(came, "");
    let swap = last(&person);
    assert_eq!(swap.kind, Some(SwapKind::StandIn));
    assert_eq!(swap.at, Some(night()));
    assert_eq!(swap.asked_by, Some(who(person.session(), "牛谷雨")));
    // The slip is printed without being asked for, and the change stands in front.
    person.world.seen(|seen| {
        assert!(matches!(seen.printed.as_slice(), [one] if one.paper.title == "换班单"));
    });
    person.must_show("该换的张贴件");
    person.picture("swap-done");
    person.chord(Key::Z);
    person.chord(Key::Z);
    assert_eq!(names(&person, cell), "牛谷雨");
}

/// Nobody can be named where nobody is on the books: it is said where people are put there.
#[test]
fn where_nobody_is_on_the_books_the_question_leads_to_the_roster() {
    for size in [OFFICE, LARGE] {
        let mut person = Person::at(empty(1), size);
        person.key(Key::F6);
        person.must_show("册上还没有人");
        assert!(!person.shows("谁换班"));
        person.picture("swap-nobody");
        person.chord(Key::Enter);
        assert!(person.session().document().swaps.is_empty());
        person.reach("去录入人员");
        assert!(person.workspace().dialog().is_none());
        assert_eq!(person.workspace().place(), Place::Team);
        assert_eq!(person.workspace().picked().tab(Place::Team), Some(Tab::People));
    }
}

#[test]
fn from_the_cell_two_people_exchange_and_a_third_moves_up() {
    let (session, cell, next) = desk();
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.click("排班");
    person.click("2月5日 门岗 夜班 牛谷雨");
    person.key(Key::F6);
    person.click("对调");
    person.field("换哪一班").focus();
    person.run();
    person.picture("swap-exchange");
    person.type_keys("wsa");
    person.key(Key::Enter);
    person.must_show("2月7日 夜班 门岗：武岁安→牛谷雨");
    person.chord(Key::Enter);
    assert_eq!((names(&person, cell), names(&person, next)), ("武岁安".into(), "牛谷雨".into()));
    assert_eq!(last(&person).kind, Some(SwapKind::Exchange));
    person.must_show("已换");
    person.reach("换回");
    assert_eq!((names(&person, cell), names(&person, next)), ("牛谷雨".into(), "武岁安".into()));
    person.must_show("换回");
}

#[test]
fn days_away_are_covered_shift_by_shift_and_put_down_as_leave() {
    let (session, cell, _) = desk();
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.click("排班");
    person.click("2月5日 门岗 夜班 牛谷雨");
    person.click_like("换班… F6");
    person.click("离岗代班");
    person.fill("离岗至", "2月8日");
    person.pick_person("代班人", "wsa");
    person.must_show("这几天有1班");
    person.picture("swap-away");
    person.reach("身体不适");
    person.click_like("换班 Ctrl");
    let swap = last(&person);
    assert_eq!(swap.kind, Some(SwapKind::Away));
    assert_eq!(swap.reason, "身体不适");
    assert_eq!(names(&person, cell), "武岁安");
    let absent = who(person.session(), "牛谷雨");
    assert_eq!(person.session().document().persons.get(&absent).unwrap().leaves.len(), 1);
    person.must_show("代班中");
    person.picture("swap-away-done");
}

/// While another last day is typed, and when it is another.
#[test]
fn whoever_was_chosen_for_a_shift_by_hand_stays_while_days_change() {
    let (session, cell, _) = desk();
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.click("排班");
    person.click("2月5日 门岗 夜班 牛谷雨");
    person.click_like("换班… F6");
    person.click("离岗代班");
    person.pick_person("代班人", "wsa");
    person.pick_person("2月5日 周五 夜班 门岗", "苗小满");
    person.fill("离岗至", "2月8日");
    person.fill("离岗自", "2月6日");
    person.fill("离岗自", "2月5日");
    person.click_like("换班 Ctrl");
    assert_eq!(names(&person, cell), "苗小满");
}

#[test]
fn a_change_names_the_wall_sheets_that_are_out_of_date_and_prints_just_those() {
    let until = day().and_hms_opt(12, 0, 0);
    let session = build(Plan { until, ..Plan::default() }).unwrap();
    let mut person = at_night(Workspace::practice(session, day()), OFFICE);
    let season = person.session().document().current_season();
    let rota = Request::rota(season.first.unwrap(), season.last.unwrap(), true);
    person.click("排班");
    person.click("值班表 A3");
    person.click("打印这一份");
    person.reach_like("责任区一览表");
    person.click("打印这一份");
    person.run();
    let before = person.world.seen(|seen| seen.printed.len());
    assert_eq!(before, 2);
    person.click("排班");
    person.key(Key::ArrowDown);
    person.key(Key::F6);
    person.picture("swap-sample");
    person.type_keys("a");
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    person.chord(Key::Enter);
    person.run();
    person.must_show("该换的张贴件");
    person.must_show("内容已变");
    person.picture("swap-posted");
    person.reach("打印这1份");
    person.world.seen(|seen| assert_eq!(seen.printed.last(), Some(&rota)));
    person.run();
    person.must_show("✓ 打印过的都还有效，没有要换的");
}

#[test]
fn the_question_and_its_result_look_right_at_every_size() {
    for (size, name) in [(OFFICE, "swaps"), (LARGE, "swaps-large")] {
        let mut person = Person::at_workspace(super::looks::sample(), size);
        person.click("排班");
        person.click_like("换班单 ");
        person.picture(&format!("{name}-list"));
        person.key(Key::F6);
        person.picture(&format!("{name}-who"));
        let doc = person.session().document();
        let on_duty = shousui::rules::duty::on_duty(doc, crate::fixture::morning());
        let name_of = doc.person_name(on_duty[0].persons[0]).to_owned();
        person.type_keys(&name_of);
        person.key(Key::Enter);
        for way in ["顶班", "对调", "连环调班", "离岗代班"] {
            person.click(way);
            person.picture(&format!("{name}-{way}"));
        }
    }
}

/// What lies in front is left first: the names below a field, then the question.
#[test]
fn escape_leaves_the_names_before_the_question() {
    let mut person = at_night(Workspace::new(desk().0), OFFICE);
    person.key(Key::F6);
    person.type_keys("ngy");
    assert!(person.workspace().dialog().is_some());
    person.key(Key::Escape);
    assert!(person.workspace().dialog().is_some(), "the question went with the names");
    person.key(Key::Escape);
    assert!(person.workspace().dialog().is_none());
}

/// Of a shift that two people have, both are offered, and the shift stays the one that was in front.
#[test]
fn of_a_shift_with_two_people_it_is_asked_which() {
    let (mut session, cell, _) = desk();
    let both = vec![who(&session, "牛谷雨"), who(&session, "武岁安")];
    act(&mut session, set((cell, DutyField::Persons(both.clone()))));
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.click("排班");
    person.click_like("牛谷雨");
    person.key(Key::F6);
    person.must_show("谁来不了？");
    person.picture("swap-which-of-two");
    person.click("武岁安");
    assert!(matches!(
        person.workspace().dialog(),
        Some(Dialog::Swap(one)) if one.cell == Some(cell) && one.absent == Some(both[1])
    ));
}
