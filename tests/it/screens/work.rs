//! Long work beside the window, as a person sees it: how far it is, a button that stops it, and
//! what is open goes on as before.

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::file;
use shousui::session::{Progress, Unit};
use shousui::workspace::{Event, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{morning, small_mine};
use crate::world::trouble;

/// Somebody in front of an open workbook, who opens another one that takes its time.
fn opening(size: eframe::egui::Vec2) -> Person {
    let (mut session, _) = small_mine(1);
    let text = file::write(&session.snapshot());
    let mut person = Person::at(session, size);
    person.world.seen(|seen| seen.file = Some(text));
    person.chord(Key::O);
    person.run();
    person.world.seen(|seen| seen.stalls = true);
    person.chord(Key::O);
    person
}

fn ticket(person: &Person) -> u64 {
    person.workspace().at_work().last().unwrap().ticket
}

#[test]
fn a_long_opening_shows_how_far_it_is_and_can_be_stopped() {
    for (size, name) in [(OFFICE, "work-opening"), (LARGE, "work-opening-large")] {
        let mut person = opening(size);
        assert!(!person.shows("正在打开"), "what is over at once need not be seen");
        person.wait(TimeDelta::milliseconds(400));
        person.must_show("正在打开：望禾煤矿.ron");
        for (unit, done, of, words) in [
            (Unit::Read, 13 << 20, 58 << 20, "已读13.0MB，共58.0MB"),
            (Unit::Understood, 29 << 20, 58 << 20, "已整理29.0MB，共58.0MB"),
            (Unit::Steps, 1200, 70000, "已核对1200次改动，共70000次"),
        ] {
            let ticket = ticket(&person);
            let progress = Progress::new(unit, done, of);
            let news = Event::Progress { ticket, progress };
            person.world.answer(news);
            person.run();
            person.must_show(words);
        }
        person.picture(name);
        let stopped = ticket(&person);
        person.click("停止");
        person.must_show("已停止打开：望禾煤矿.ron，现在打开着的没有变");
        assert!(!person.shows("正在打开"));
        assert_eq!(person.world.seen(|seen| seen.stopped.clone()), [stopped]);
        assert!(person.workspace().at_work().is_empty());
    }
}

/// What is typed while another workbook is on its way would be in one that is closed by then.
#[test]
fn nothing_is_typed_into_a_workbook_that_is_about_to_be_closed() {
    let mut person = opening(OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("调度室电话", "8222");
    person.key(Key::Tab);
    person.must_show("正在打开另一份工作簿");
    assert_eq!(person.session().document().profile().dispatch_phone, "");
    person.wait(TimeDelta::milliseconds(400));
    person.click("停止");
    person.fill("调度室电话", "8333");
    person.key(Key::Tab);
    assert_eq!(person.session().document().profile().dispatch_phone, "8333");
}

#[test]
fn whoever_opens_another_one_meanwhile_wants_no_more_of_the_first() {
    let mut person = opening(OFFICE);
    let first = ticket(&person);
    person.world.seen(|seen| seen.stalls = false);
    person.chord(Key::O);
    person.run();
    assert_eq!(person.world.seen(|seen| seen.stopped.clone()), [first]);
    assert!(person.workspace().at_work().is_empty());
    assert!(!person.workspace().file().opening);
}

/// Workbooks come in the order in which they were asked for: the first that fails ends only itself.
#[test]
fn the_end_of_one_opening_leaves_the_next_under_way() {
    let (session, _) = small_mine(1);
    let mut workspace = Workspace::new(session);
    let _first = workspace.open("/u/望禾.ron".into());
    let _second = workspace.open("/u/河西.ron".into());
    assert_eq!(workspace.at_work().len(), 2);
    workspace.receive(Event::NotOpened(trouble("U盘拔掉了")), morning());
    let left: Vec<&str> = workspace.at_work().iter().map(|work| work.words.as_str()).collect();
    assert_eq!(left, ["河西.ron"]);
    assert!(workspace.file().opening, "nothing is typed into what is about to be closed");
    workspace.receive(Event::NotOpened(trouble("没有权限")), morning());
    assert!(workspace.at_work().is_empty());
    assert!(!workspace.file().opening);
}
