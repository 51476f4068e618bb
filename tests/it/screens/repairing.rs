//! Repairing a damaged workbook at the window: from what, what comes back, what stays missing, and
//! a new file of it.

use std::path::PathBuf;

use eframe::egui::{Key, Vec2};
use shousui::file;
use shousui::sample::{Plan, build};
use shousui::session::Session;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{day, morning};

fn sample() -> Session {
    let until = day().and_hms_opt(12, 0, 0);
    build(Plan { until, ..Plan::default() }).unwrap()
}

/// The sample's file with its hazards gone and the last steps of its history.
fn cut(whole: &str) -> String {
    let (from, to) = (whole.find("    hazards: {").unwrap(), whole.find("    sheets: {").unwrap());
    let mut lines: Vec<&str> = whole[..from].lines().chain(whole[to..].lines()).collect();
    let end = lines.len() - 2;
    lines.drain(end - 40..end);
    lines.join("\n") + "\n"
}

/// Somebody who has opened it, with a backup to be chosen.
fn opens(text: String, backup: &str, size: Vec2) -> Person {
    let mut person = Person::at(crate::fixture::small_mine(2).0, size);
    person.world.seen(|seen| {
        seen.now = Some(morning());
        seen.file = Some(text);
        seen.copies = vec![(PathBuf::from("/备份/望禾-2027-02-05-0948.ron"), backup.to_owned())];
    });
    person.chord(Key::O);
    person.run();
    person
}

/// What was put together from other sources than those ticked now is never written.
#[test]
fn a_stopped_search_writes_nothing_of_the_one_before() {
    let mut session = sample();
    let whole = file::write(&session.snapshot());
    let damaged = cut(&whole);
    let mut person = opens(damaged.clone(), &whole, OFFICE);
    person.chord(Key::Enter);
    person.run();
    person.reveal("再选备份或副本…");
    person.click("再选备份或副本…");
    person.run();
    person.must_show("全部内容都能找回");
    person.world.seen(|seen| seen.stalls = true);
    person.reach_like("文件 /备份/望禾-2027-02-05-0948.ron");
    person.run();
    assert!(!person.shows("全部内容都能找回"), "that was with the backup");
    person.chord(Key::End);
    person.must_show("还没有找完");
    let ticket = person.workspace().at_work().last().unwrap().ticket;
    person.world.answer(shousui::workspace::Event::Stopped { ticket });
    person.run();
    assert!(!person.shows("修复损坏的文件"), "a question nobody answers any more");
    person.chord(Key::End);
    person.run();
    assert_eq!(person.world.seen(|seen| seen.file.clone()), Some(damaged));
}

#[test]
fn a_damaged_file_is_put_together_again_and_written_anew() {
    for (size, name) in [(OFFICE, "repairing"), (LARGE, "repairing-large")] {
        let mut session = sample();
        let whole = file::write(&session.snapshot());
        let damaged = cut(&whole);
        let mut person = opens(damaged.clone(), &whole, size);
        person.must_show("文件损坏，只能查看");
        person.picture(&format!("{name}-damaged"));
        person.chord(Key::Enter);
        person.run();
        person.must_show("修复损坏的文件");
        person.must_show("有些内容没有找回");
        person.must_show("没有找到");
        person.picture(&format!("{name}-alone"));
        person.reveal("再选备份或副本…");
        person.click("再选备份或副本…");
        person.run();
        person.must_show("全部内容都能找回");
        person.picture(name);
        // Without it the same is missing as before.
        let offered = "文件 /备份/望禾-2027-02-05-0948.ron";
        person.reach_like(offered);
        person.run();
        person.must_show("有些内容没有找回");
        person.reach_like(offered);
        person.run();
        person.must_show("全部内容都能找回");
        assert_eq!(
            person.world.seen(|seen| seen.file.clone()),
            Some(damaged),
            "nothing is written"
        );
        person.chord(Key::End);
        for _ in 0..3 {
            person.run();
        }
        // The PC's clock stands before the last entry of the sample.
        person.must_show("请核对电脑时间");
        person.key(Key::Enter);
        let there = person.world.seen(|seen| seen.file.clone()).unwrap();
        let opened = file::read(there.as_bytes()).unwrap();
        assert!(opened.verdict.is_whole(), "{:?}", opened.verdict);
        assert_eq!(opened.kept.doc, *session.document());
        assert_eq!(*person.session().document(), opened.kept.doc);
        assert!(person.workspace().damages().is_empty());
    }
}
