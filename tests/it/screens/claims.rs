//! What the window says of itself: nothing looks open, done or possible that is not.

use std::path::PathBuf;

use eframe::egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::action::Action;
use shousui::file;
use shousui::model::place::SiteField;
use shousui::sample::practice;
use shousui::session::Session;
use shousui::workspace::{Place, Workspace};

use super::cells::{at, click_at, spot, type_in};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, empty, morning, replica, small_mine};

const BACKUP: &str = "/备份/望禾-2027-02-05-0948.ron";

/// Somebody practising who opens a file with that in it.
fn opens(text: &str, backup: &str, size: eframe::egui::Vec2) -> Person {
    let (sample, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(sample, day), size);
    person.world.seen(|seen| {
        seen.now = Some(morning());
        seen.file = Some(text.to_owned());
        seen.copies = vec![(PathBuf::from(BACKUP), backup.to_owned())];
    });
    person.chord(Key::O);
    person.run();
    person
}

/// Nobody takes the mine to practise on for their own.
#[test]
fn a_file_that_cannot_be_read_leaves_a_plain_screen_and_can_be_repaired() {
    for (size, name) in [(OFFICE, "claims-unread"), (LARGE, "claims-unread-large")] {
        let (mut session, _) = small_mine(1);
        let whole = file::write(&session.snapshot());
        let mut person = opens("不是工作簿", &whole, size);
        person.must_show("您的工作簿没有打开");
        person.must_show("现在窗口里没有任何记录");
        person.must_show("没有打开工作簿");
        assert!(!person.shows("演示资料，单位人名均为虚构"));
        assert!(person.session().document().persons.is_empty());
        person.picture(name);
        // Nothing can be written where nothing is open.
        person.key(Key::F3);
        person.must_show("请先打开或新建一份");
        assert!(person.workspace().dialog().is_none());
        person.reach("修复…");
        person.run();
        person.must_show("文件本身读不出");
        person.must_show("旁边没有找到能用的备份或副本");
        person.picture(&format!("{name}-alone"));
        person.reveal("再选备份或副本…");
        person.click("再选备份或副本…");
        person.run();
        person.must_show("不能核对：找回的到");
        person.picture(&format!("{name}-found"));
        person.chord(Key::End);
        for _ in 0..3 {
            person.run();
        }
        assert!(person.workspace().unopened().is_none());
        assert_eq!(person.session().document(), session.document());
    }
}

#[test]
fn from_the_plain_screen_one_goes_on_with_another_file_or_the_sample() {
    let mut person = opens("不是工作簿", "", OFFICE);
    let (mut session, _) = small_mine(1);
    let whole = file::write(&session.snapshot());
    person.click("先看演示资料（练习用，不是您的记录）");
    assert!(person.workspace().is_practice());
    person.world.seen(|seen| seen.file = None);
    person.chord(Key::O);
    person.run();
    person.must_show("没有这个文件");
    assert!(!person.offers("修复…"), "there is nothing to be repaired");
    person.world.seen(|seen| seen.file = Some(whole));
    person.click("再打开一次");
    person.run();
    assert!(person.workspace().unopened().is_none());
    assert_eq!(person.session().document(), session.document());
}

/// What is open stays so, and is not hidden behind what could not be opened.
#[test]
fn a_workbook_that_is_open_stays_so_when_another_cannot_be_read() {
    let mut person = Person::at(small_mine(1).0, OFFICE);
    person.world.seen(|seen| seen.file = Some("不是工作簿".to_owned()));
    person.chord(Key::O);
    person.run();
    person.must_show("原来打开的工作簿还开着");
    person.must_show("修复…");
    person.key(Key::Escape);
    assert!(!person.session().document().persons.is_empty());
}

#[test]
fn a_damaged_book_shows_no_ticks_no_steps_and_no_red_button_but_the_repair() {
    let (mut session, _) = small_mine(1);
    let whole = file::write(&session.snapshot());
    let from = whole.find("    sheets: {").unwrap();
    let to = whole.find("    transfers: {").unwrap();
    let mut person = opens(&(whole[..from].to_owned() + &whole[to..]), &whole, OFFICE);
    person.must_show("文件损坏，只能查看");
    person.key(Key::Escape);
    person.must_show("下面的数字和清单可能不全");
    assert!(!person.shows("按顺序做这几步"));
    assert!(!person.shows("✓ 今天没有急办的事") && !person.shows("✓ 没有别的要办的事"));
    person.picture("claims-damaged");
    person.click("修复…");
    person.must_show("修复损坏的文件");
    person.key(Key::Escape);
    // No figure of it goes into a chat.
    person.key(Key::F7);
    person.must_show("材料");
    assert!(!person.shows("复制文字"));
    let mut sound = Person::at(session, OFFICE);
    sound.key(Key::F7);
    sound.must_show("复制文字");
}

#[test]
fn a_merge_without_a_copy_cannot_be_answered() {
    let (mut session, _) = small_mine(1);
    let text = file::write(&session.snapshot());
    let mut person = Person::at(session, OFFICE);
    person.world.seen(|seen| {
        seen.now = Some(morning());
        seen.file = Some(text);
    });
    person.chord(Key::O);
    person.run();
    person.click("文件");
    person.click_like("合并副本…");
    let yes = person.harness.get_by_label_contains("合并并保存");
    assert!(yes.accesskit_node().is_disabled());
}

#[test]
fn a_number_of_the_whole_country_is_not_written_over_in_the_list() {
    let mut person = at("预案", "电话表", OFFICE);
    let phones = person.session().document().phones.clone();
    let (_, fire) = phones.iter().find(|(_, phone)| phone.national).unwrap();
    let name = fire.name.clone();
    let cell = spot(&person, &name, "电话");
    click_at(&mut person, cell);
    person.key(Key::F2);
    person.must_show("全国通用号码（119、120等）不在列表里改");
    type_in(&mut person, "8119");
    person.paste("8119");
    person.key(Key::Delete);
    let now = person.session().document().phones.iter();
    assert_eq!(
        now.map(|(_, one)| one.number.clone()).collect::<Vec<_>>(),
        phones.iter().map(|(_, one)| one.number.clone()).collect::<Vec<_>>()
    );
}

/// A log of 全天 is not begun by a click where the rota has nobody.
#[test]
fn a_log_of_a_shift_nobody_named_is_asked_for() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("值守");
    person.click("新建第一份日志");
    person.must_show("请选定是哪一班");
    assert!(person.session().document().logs.is_empty());
    person.picture("claims-shift");
    person.click("夜班");
    person.chord(Key::Enter);
    let doc = person.session().document();
    let log = doc.logs.iter().next().unwrap().1;
    assert_eq!(log.shift.unwrap().word(), "夜班");
    assert_eq!(person.workspace().place(), Place::Watch);
}

/// Both sides of one PC are told apart by the time, and the value shown meanwhile is named.
#[test]
fn sides_of_one_pc_are_not_called_alike() {
    let (mut here, mine) = small_mine(1);
    let site = mine.sites[0];
    let mut there = Session::open(here.snapshot(), replica(2));
    let note = |words: &str| Action::Set((site, SiteField::Note(words.to_owned())).into());
    act(&mut here, note("夜里1人"));
    there.perform(&note("夜里2人"), morning() + chrono::TimeDelta::minutes(7)).unwrap();
    there.seal();
    let mut kept = here.snapshot();
    for name in [1, 2] {
        kept.pcs.insert(replica(name), "DBXX-01".to_owned());
    }
    let mut here = Session::open(kept, replica(1));
    let entries = there.snapshot().journal.entries();
    here.adopt(entries.iter().map(|entry| entry.as_ref().clone()).collect()).unwrap();
    assert_eq!(here.contested().len(), 1);
    let shown = here.document().sites.get(&site).unwrap().note.clone();
    let mut person = Person::at(here, OFFICE);
    person.click("选定…");
    person.picture("claims-sides");
    person.must_show("现在显示");
    assert!(["夜里1人", "夜里2人"].contains(&shown.as_str()));
    let called: Vec<String> = person
        .workspace()
        .dialog()
        .map(|dialog| match dialog {
            shousui::workspace::Dialog::Sides(sides) => {
                sides.lines[0].sides.iter().map(|side| side.place.clone()).collect()
            }
            _ => Vec::new(),
        })
        .unwrap();
    assert_eq!(called.len(), 2);
    assert_eq!(called, ["本机 2月5日 8:00", "本机 2月5日 8:07"]);
}
