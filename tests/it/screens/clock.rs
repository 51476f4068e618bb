//! A PC whose clock shows another hour than the mine's, or stands before the last entry of the
//! workbook it opens: said at the start, before anything can be typed, and never in the way later.

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::app::World as _;
use shousui::file;
use shousui::session::Session;
use shousui::workspace::{Command, Dialog, Effect, Event, Intent, Workspace};

use super::{OFFICE, Person};
use crate::fixture::{morning, small_mine};
use crate::world::{Fake, trouble};

const ZONE: &str = "电脑比北京时间慢8小时";
const BEHIND: &str = "可是最后一条记录写的是";

/// A workbook's text, as somebody left it.
fn left() -> (Session, String) {
    let (mut session, _) = small_mine(1);
    session.seal();
    let text = file::write(&session.snapshot());
    (session, text)
}

/// The program starts on a PC that is set to UTC.
fn at_utc(workspace: Workspace) -> Person {
    let world = Fake::default();
    world.seen(|seen| seen.pc = Some(morning() - TimeDelta::hours(8)));
    Person::in_world(workspace, world, OFFICE)
}

/// A workbook that is slow to read is there at last.
fn comes(person: &mut Person) {
    person.world.run(Effect::Open { path: "望禾.ron".into(), ticket: 0 });
    person.run();
}

#[test]
fn a_pc_that_shows_another_hour_is_told_before_anything_is_typed_and_once() {
    let (session, text) = left();
    let people = session.document().persons.len();
    let mut person = at_utc(Workspace::new(session));
    person.must_show(ZONE);
    person.picture("clock-of-another-zone");
    // What is typed right after opening goes nowhere else, and the question stays.
    person.type_keys("3hgy");
    person.key(Key::F4);
    person.must_show(ZONE);
    assert!(matches!(person.workspace().dialog(), Some(Dialog::Clock(_))));
    assert_eq!(person.session().document().persons.len(), people);
    person.key(Key::Enter);
    assert!(!person.shows(ZONE));
    // In the middle of a sheet nothing comes in between, nor with another workbook.
    person.key(Key::F4);
    person.type_keys("3hgy");
    person.wait(TimeDelta::seconds(30));
    assert!(!person.shows(ZONE));
    assert_eq!(person.field("场所").value().as_deref(), Some("3hgy"));
    person.key(Key::Escape);
    person.key(Key::Escape);
    person.world.seen(|seen| seen.file = Some(text));
    person.chord(Key::O);
    person.wait(TimeDelta::seconds(30));
    assert!(!person.shows(ZONE));
    assert!(person.workspace().dialog().is_none());
}

#[test]
fn what_is_asked_at_the_start_is_asked_one_after_another() {
    let (session, _) = left();
    let mut workspace = Workspace::new(session);
    workspace.receive(Event::NotOpened(trouble("U盘拔掉了")), morning());
    let mut person = at_utc(workspace);
    person.must_show(ZONE);
    assert!(!person.shows("U盘拔掉了"));
    person.key(Key::Enter);
    person.must_show("U盘拔掉了");
    person.key(Key::Enter);
    assert!(person.workspace().dialog().is_none());
}

#[test]
fn a_workbook_that_comes_late_swallows_no_question() {
    let (_, text) = left();
    let (sample, _) = small_mine(2);
    let mut person = at_utc(Workspace::new(sample));
    person.world.seen(|seen| {
        seen.file = Some(text);
        seen.now = Some(morning() - TimeDelta::days(30));
    });
    comes(&mut person);
    assert!(person.workspace().file().path.is_some());
    person.must_show(ZONE);
    person.key(Key::Enter);
    person.must_show(BEHIND);
    assert!(!person.shows(ZONE));
    person.key(Key::Enter);
    assert!(person.workspace().dialog().is_none());
}

#[test]
fn what_was_asked_of_another_workbook_goes_with_it() {
    let (session, text) = left();
    let mut person = Person::at(session, OFFICE);
    person.world.seen(|seen| seen.file = Some(text));
    person.key(Key::F4);
    person.type_keys("3hgy");
    comes(&mut person);
    assert!(person.workspace().file().path.is_some());
    assert!(person.workspace().dialog().is_none(), "a hazard of the other mine");
}

/// What somebody is answering comes back after news that nobody waited for.
#[test]
fn news_takes_nothing_away_that_is_being_answered() {
    let (session, _) = left();
    let mut workspace = Workspace::new(session);
    workspace.handle(Intent::Run(Command::Report), morning());
    let asked = workspace.dialog().cloned();
    workspace.receive(Event::NotBegun(trouble("没有权限")), morning());
    workspace.receive(Event::Diagnosed("场所3".to_owned()), morning());
    assert!(matches!(workspace.dialog(), Some(Dialog::Diagnosis(_))));
    workspace.handle(Intent::Ask(None), morning());
    assert!(matches!(workspace.dialog(), Some(Dialog::Trouble(_))));
    workspace.handle(Intent::Answer, morning());
    assert_eq!(workspace.dialog(), asked.as_ref());
    workspace.handle(Intent::Ask(None), morning());
    assert!(workspace.dialog().is_none());
}

#[test]
fn a_clock_behind_the_last_entry_is_asked_about_and_enter_is_enough() {
    let (session, text) = left();
    let mut person = Person::at(session, OFFICE);
    person.world.seen(|seen| {
        seen.file = Some(text);
        seen.now = Some(morning() - TimeDelta::days(30));
    });
    person.chord(Key::O);
    person.must_show("请核对电脑时间");
    person.picture("clock-behind");
    person.key(Key::Enter);
    assert!(!person.shows("请核对电脑时间"));
}
