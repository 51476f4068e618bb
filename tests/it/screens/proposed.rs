//! What the program proposes: who walks by the rota, and by when a hazard is to be put right.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, HazardAction, NewRecord, TeamAction};
use shousui::model::RecordId;
use shousui::model::checklist::Code;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{Hazard, HazardField};
use shousui::model::id::{HazardId, PersonId, PostId};
use shousui::model::people::{Group, Post};
use shousui::session::Session;
use shousui::workspace::Dialog;

use super::{OFFICE, Person};
use crate::fixture::{act, day, made, set, small_mine};

/// The one who patrols by day and by night, day after day, and who leads them.
fn patrol(session: &mut Session, people: &[PersonId]) {
    let new = Post {
        name: "巡查员".to_owned(),
        group: Some(Group::Patrol),
        shifts: vec![DutyShift::Day, DutyShift::Night],
        ..Post::default()
    };
    let RecordId::Post(post) = made(session, Action::Add(NewRecord::Post(new))) else { panic!() };
    let tomorrow = day().succ_opt().unwrap();
    for (shift, on, who) in [
        (DutyShift::Day, day(), people[0]),
        (DutyShift::Night, day(), people[1]),
        (DutyShift::Day, tomorrow, people[2]),
    ] {
        on_duty(session, post, shift, (on, vec![who]));
    }
}

fn on_duty(
    session: &mut Session,
    post: PostId,
    shift: DutyShift,
    day: (chrono::NaiveDate, Vec<PersonId>),
) {
    act(session, Action::Team(TeamAction::TakeTurns { post, shift, days: vec![day] }));
}

fn walkers(person: &Person) -> String {
    match person.workspace().dialog() {
        Some(Dialog::Issue(draft)) => person.session().document().person_names(&draft.walkers),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_walks_follows_the_rota_of_the_day_and_the_round() {
    let (mut session, names) = small_mine(1);
    patrol(&mut session, &names.people);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F3);
    assert_eq!(walkers(&person), "苗小满", "this morning");
    person.key(Key::Escape);
    // Made out before the shift begins, for those who walk in it.
    for (time, who) in [("07:40", "苗小满"), ("19:30", "温禾生"), ("05:00", "")] {
        let now = day().and_time(time.parse().unwrap());
        person.world.seen(|seen| seen.now = Some(now));
        person.run();
        person.key(Key::F3);
        assert_eq!(walkers(&person), who, "{time}");
        person.key(Key::Escape);
    }
    person.world.seen(|seen| seen.now = Some(crate::fixture::morning()));
    person.run();
    person.key(Key::F3);
    person.click("晚巡");
    assert_eq!(walkers(&person), "温禾生", "tonight");
    person.click("早巡");
    person.fill("日期", "2月6日");
    person.key(Key::Enter);
    assert_eq!(walkers(&person), "柴有田", "tomorrow morning");
    person.click("晚巡");
    assert_eq!(walkers(&person), "", "nobody is on the rota yet");
    // Whoever was named by hand stays.
    person.pick_person("巡查人", "亢宝庆");
    person.click("早巡");
    assert_eq!(walkers(&person), "亢宝庆");
}

/// The hazard of a row with × in words that are no phrase of the library.
fn seen(session: &mut Session, item: &str, words: &str) -> HazardId {
    let hazard = Hazard {
        item: Some(Code::first(item)),
        words: words.to_owned(),
        found_on: Some(day()),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = made(session, report) else { panic!() };
    id
}

/// The limit in the question in front.
fn limit(person: &Person) -> Option<chrono::NaiveDate> {
    match person.workspace().dialog() {
        Some(Dialog::Step(draft)) => draft.due,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_limit_is_proposed_with_the_slip_and_stands_on_it() {
    let (mut session, _) = small_mine(1);
    let usual = seen(&mut session, "F01", "后门锁着");
    let own = seen(&mut session, "F01", "东门锁着");
    act(&mut session, set((own, HazardField::Due(day().succ_opt()))));
    let on_spot = seen(&mut session, "SS05", "走廊放着衣柜");
    let before = session.document().clone();
    let due = |session: &Session, id| session.document().hazards.get(&id).unwrap().due;
    assert_eq!([usual, own, on_spot].map(|id| due(&session, id)), [None, day().succ_opt(), None]);
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    for (number, shown) in [("YH-2027-0001", "2027-02-08"), ("YH-2027-0002", "2027-02-06")] {
        person.click(number);
        person.reach("移交…");
        assert_eq!(limit(&person), Some(shown.parse().unwrap()), "{number}");
        person.picture("limit-proposed");
        person.pick_person("移交人", "苗小满");
        person.click_like("记录 Ctrl");
        person.click("隐患");
    }
    assert_eq!(due(person.session(), usual), "2027-02-08".parse().ok());
    assert_eq!(due(person.session(), own), day().succ_opt());
    // What is put right on the spot has no usual limit; the slip takes one that is typed.
    person.click("YH-2027-0003");
    person.reach("移交…");
    assert_eq!(limit(&person), None);
    // The one in the question, not the one of the record behind it.
    let fields = person.harness.query_all_by_role_and_label(Role::TextInput, "整改期限");
    fields.last().unwrap().focus();
    person.run();
    person.type_keys("2月7日");
    person.pick_person("移交人", "温禾生");
    person.click_like("记录 Ctrl");
    assert_eq!(due(person.session(), on_spot), "2027-02-07".parse().ok());
    // Slip and limit are one step.
    for _slip in 0..3 {
        person.chord(Key::Z);
    }
    assert_eq!(person.session().document().hazards, before.hazards);
}
