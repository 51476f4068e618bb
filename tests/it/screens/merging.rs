//! Merging copies of the open workbook at the window: chosen, looked at, decided, and only then
//! taken in and written.

use std::path::PathBuf;

use chrono::TimeDelta;
use eframe::egui::{Key, Vec2};
use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::RecordId;
use shousui::model::place::{Site, SiteField};
use shousui::sample::{Plan, build};
use shousui::session::Session;
use shousui::workspace::{Event, Joined};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, made, morning, replica};

fn text(session: &mut Session) -> String {
    file::write(&session.snapshot())
}

fn add(session: &mut Session, name: &str) {
    act(session, Action::Add(NewRecord::Site(Site { name: name.to_owned(), ..Site::default() })));
}

/// The sample before the festival, as two PCs went on with it: both wrote one field, each made a
/// site of its own.
fn forked() -> (Session, Session) {
    let until = day().and_hms_opt(12, 0, 0);
    let mut here = build(Plan { until, ..Plan::default() }).unwrap();
    let site = Site { name: "北门岗亭".to_owned(), ..Site::default() };
    let RecordId::Site(site) = made(&mut here, Action::Add(NewRecord::Site(site))) else {
        panic!()
    };
    let note = |words: &str| Action::Set((site, SiteField::Note(words.to_owned())).into());
    let mut there = Session::open(here.snapshot(), replica(2));
    there.sit_down("牛谷雨");
    act(&mut there, note("夜里2人"));
    add(&mut there, "南门充电棚");
    act(&mut here, note("夜里1人"));
    add(&mut here, "西门磅房");
    (here, there)
}

fn copy(name: &str) -> PathBuf {
    PathBuf::from("/u").join(name)
}

const CONFLICT: &str = "望禾煤矿.sync-conflict-20270205-101010-ABCDEFG.ron";

/// Somebody who has opened the workbook beside which those copies lie.
fn beside(here: &mut Session, copies: Vec<(PathBuf, String)>, size: Vec2) -> Person {
    let text = text(here);
    let mut person = Person::at(here.clone(), size);
    person.world.seen(|seen| {
        seen.now = Some(morning());
        seen.file = Some(text);
        seen.copies = copies;
    });
    person.chord(Key::O);
    person.run();
    while person.workspace().dialog().is_some() {
        person.key(Key::Enter);
    }
    person
}

fn names(session: &Session) -> Vec<String> {
    session.document().sites.iter().map(|(_, site)| site.name.clone()).collect()
}

#[test]
fn a_copy_beside_the_workbook_is_looked_at_decided_and_taken_in() {
    for (size, name) in [(OFFICE, "merging"), (LARGE, "merging-large")] {
        let (mut here, mut there) = forked();
        let mut person = beside(&mut here, vec![(copy(CONFLICT), text(&mut there))], size);
        person.reveal("合并…");
        person.picture(&format!("{name}-offered"));
        person.click("合并…");
        person.run();
        person.must_show("带来2次改动");
        person.must_show("合并后多出2次改动");
        person.must_show("两边填得不同1处");
        person.must_show("牛谷雨");
        person.picture(name);
        // Nothing has happened yet.
        assert!(!names(person.session()).contains(&"南门充电棚".to_owned()));
        person.reach_like("用“夜里2人”");
        person.chord(Key::End);
        person.must_show("已合入2次改动，副本没有动");
        let session = person.session();
        assert!(session.contested().is_empty());
        for site in ["南门充电棚", "西门磅房"] {
            assert!(names(session).contains(&site.to_owned()), "{site}");
        }
        let notes: Vec<&str> =
            session.document().sites.iter().map(|(_, site)| site.note.as_str()).collect();
        assert!(notes.contains(&"夜里2人") && !notes.contains(&"夜里1人"));
        // It is in the file, and the copy is no longer offered.
        person.run();
        let there = person.world.seen(|seen| seen.file.clone()).unwrap();
        let opened = file::read(there.as_bytes()).unwrap();
        assert!(opened.verdict.is_whole(), "{:?}", opened.verdict);
        assert_eq!(opened.kept.doc, *person.session().document());
        assert!(!person.shows("旁边有这份工作簿的副本"));
    }
}

#[test]
fn what_is_not_decided_stays_open_and_what_is_waved_away_stays_out() {
    let (mut here, mut there) = forked();
    let mut person = beside(&mut here, vec![(copy(CONFLICT), text(&mut there))], OFFICE);
    let before = person.session().heads().clone();
    person.click("合并…");
    person.run();
    person.must_show("合并后多出2次改动");
    person.key(Key::Escape);
    assert_eq!(*person.session().heads(), before);
    person.click("文件");
    person.click_like("合并副本…");
    person.run();
    person.chord(Key::End);
    person.must_show("已合入2次改动，副本没有动；还有1处两边填得不同，在“今日”里选定");
    assert_eq!(person.session().contested().len(), 1);
    person.must_show("两台电脑填得不同，请选定");
}

/// A foreign workbook, a damaged copy and none at all: each is named, nothing is taken.
#[test]
fn what_is_no_copy_is_named_and_left_out() {
    let (mut here, mut there) = forked();
    let whole = text(&mut there);
    let cut = whole.replacen("employees: 1860", "employees: 1860x", 1);
    let other = text(&mut crate::fixture::small_mine(7).0);
    let copies = vec![
        (copy("望禾 - 副本.ron"), cut),
        (copy("别的矿.ron"), other),
        (copy("说明.ron"), "(a: 1)".to_owned()),
    ];
    let mut person = beside(&mut here, copies, OFFICE);
    person.click("合并…");
    person.run();
    person.must_show("文件损坏");
    person.must_show("这不是同一份工作簿的副本，不能合并");
    person.must_show("没有可以合并的副本");
    assert!(!person.shows("zones"), "the header is no record of the part that is damaged");
    person.picture("merging-refused");
    let before = person.session().heads().clone();
    person.chord(Key::End);
    person.must_show("没有可以合并的副本");
    assert_eq!(*person.session().heads(), before);
}

/// The chord that answered a path, held down or pressed once more, takes no copy that nobody has read.
#[test]
fn the_chord_of_the_path_merges_nothing() {
    let (mut here, mut there) = forked();
    let mut person = beside(&mut here, vec![(copy(CONFLICT), text(&mut there))], OFFICE);
    let before = person.session().heads().clone();
    person.click("合并…");
    for _ in 0..4 {
        person.chord(Key::Enter);
        person.run();
    }
    person.must_show("合并后多出2次改动");
    assert_eq!(*person.session().heads(), before);
    person.chord(Key::End);
    person.must_show("已合入2次改动");
}

/// The good one is taken in; of the other it is said that it was not.
#[test]
fn what_was_left_out_is_named_once_the_others_are_taken_in() {
    let (mut here, mut there) = forked();
    let whole = text(&mut there);
    let cut = whole.replacen("employees: 1860", "employees: 1860x", 1);
    let copies = vec![(copy(CONFLICT), whole), (copy("望禾 - 副本.ron"), cut)];
    let mut person = beside(&mut here, copies, OFFICE);
    person.click("合并…");
    person.run();
    person.must_show("不能合并：");
    person.chord(Key::End);
    person.must_show("已合入2次改动");
    person.must_show("没有合入：望禾 - 副本.ron");
}

#[test]
fn a_long_comparison_shows_how_far_it_is_and_can_be_stopped() {
    let (mut here, mut there) = forked();
    let mut person = beside(&mut here, vec![(copy(CONFLICT), text(&mut there))], OFFICE);
    person.world.seen(|seen| seen.stalls = true);
    person.click("合并…");
    person.wait(TimeDelta::milliseconds(400));
    person.must_show("正在比对副本");
    person.picture("merging-work");
    person.chord(Key::End);
    person.must_show("还没有比对好");
    let first = person.workspace().at_work().last().unwrap().ticket;
    person.click("停止");
    assert!(!person.shows("正在比对副本"));
    assert!(person.workspace().at_work().is_empty());
    assert!(person.workspace().dialog().is_none(), "a question nobody would answer any more");
    // What comes of it all the same is refused.
    let heads = person.session().heads().clone();
    let base = heads.clone();
    let joined = Box::new(Joined { session: there, base, outcomes: Vec::new() });
    person.world.answer(Event::Joined { ticket: first, joined });
    person.run();
    assert_eq!(*person.session().heads(), heads);
    // Waved away, the next one is stopped as well.
    person.click("合并…");
    person.wait(TimeDelta::milliseconds(400));
    person.must_show("正在比对副本");
    let second = person.workspace().at_work().last().unwrap().ticket;
    person.key(Key::Escape);
    assert!(person.workspace().at_work().is_empty());
    assert_eq!(person.world.seen(|seen| seen.stopped.clone()), [first, second]);
    // And the third one is not held up by them.
    person.world.seen(|seen| seen.stalls = false);
    person.click("合并…");
    person.run();
    person.must_show("合并后多出2次改动");
}
