//! What was changed in the file outside the program, and what of it is damaged, as the window says
//! it: nothing is written before a person has decided.

use eframe::egui::{Key, Vec2};
use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::place::Site;
use shousui::session::{Digest, Session};
use shousui::workspace::Event;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, small_mine};
use crate::world::nothing_ahead;

const LONG: &str =
    "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓楼二层东段疏散通道及安全出口";

/// A small mine's file after another program made the first of each pair into the second.
fn edited(pairs: &[(&str, &str)]) -> String {
    let (mut session, _) = small_mine(1);
    let long =
        Site { name: LONG.repeat(4), note: LONG.repeat(8) + "西侧北门", ..Site::default() };
    act(&mut session, Action::Add(NewRecord::Site(long)));
    pairs.iter().fold(file::write(&session.snapshot()), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        // The records come first; the history behind them stays.
        text.replacen(from, to, 1)
    })
}

/// Somebody who opens it.
fn opens(text: &str, size: Vec2) -> Person {
    let mut person = Person::at(small_mine(2).0, size);
    person.world.seen(|seen| seen.file = Some(text.to_owned()));
    person.chord(Key::O);
    person.run();
    person
}

fn there(person: &Person) -> String {
    person.world.seen(|seen| seen.file.clone()).unwrap()
}

fn names(session: &Session) -> Vec<String> {
    session.document().sites.iter().map(|(_, site)| site.name.clone()).collect()
}

#[test]
fn edits_are_listed_and_taken_one_by_one_before_anything_is_written() {
    for (size, name) in [(OFFICE, "edits"), (LARGE, "edits-large")] {
        let text = edited(&[
            ("name: \"3号公寓\"", "name: \"三号公寓楼\""),
            ("name: \"职工食堂\"", "name: \"职工食品\""),
            ("西侧北门", "东侧南门和小门"),
        ]);
        let mut person = opens(&text, size);
        person.picture(name);
        person.must_show("文件在程序以外改过3处，请逐项核对");
        let taken = "历史里“3号公寓”，文件里“三号公寓楼”，未选";
        let doubted = "历史里“职工食堂”，文件里“职工食品”，只差一个字，可能是损坏，未选";
        let shows = |person: &mut Person, words: &str| {
            // The one in front is opened, and told by its parts.
            let opened = words.split('“').nth(2).unwrap().split('”').next().unwrap().to_owned();
            assert!(person.shows(words) || person.shows(&format!("用“{opened}” 2")), "{words}");
        };
        shows(&mut person, taken);
        person.key(Key::ArrowDown);
        shows(&mut person, doubted);
        person.key(Key::ArrowDown);
        // Of long values the part that differs.
        person.must_show("西侧北门");
        person.must_show("东侧南门和小门");
        person.must_show("文件改动待核对");
        // Put off: nothing is written, however long one waits and whatever is typed.
        person.key(Key::Escape);
        person.rest();
        assert_eq!(there(&person), text);
        person.picture(&format!("{name}-later"));
        person.must_show("在程序以外改过3处，还没有核对");
        person.click("核对…");
        person.chord(Key::Enter);
        person.must_show("还有3处没有选");
        for side in [Key::Num2, Key::Num1, Key::Num2] {
            person.key(side);
            person.key(Key::ArrowDown);
        }
        person.chord(Key::Enter);
        person.must_show("采用了2处并记入历史，其余1处仍照历史");
        assert!(names(person.session()).contains(&"三号公寓楼".to_owned()));
        assert!(names(person.session()).contains(&"职工食堂".to_owned()));
        assert!(!person.shows("还没有核对"));
        person.chord(Key::Z);
        assert!(names(person.session()).contains(&"3号公寓".to_owned()), "undo takes it back");
        assert_eq!(person.session().document().sites.iter().count(), 4);
    }
}

#[test]
fn edits_that_nobody_wants_keep_what_the_history_says() {
    let mut person = opens(&edited(&[("name: \"3号公寓\"", "name: \"三号公寓楼\"")]), OFFICE);
    person.key(Key::Num1);
    person.click_like("按所选的采用");
    person.must_show("程序以外改的1处没有采用，仍照历史");
    person.rest();
    assert_eq!(names(person.session())[0], "3号公寓");
    let opened = file::read(there(&person).as_bytes()).unwrap();
    assert!(opened.verdict.is_whole(), "{:?}", opened.verdict);
    assert_eq!(opened.kept.doc, *person.session().document());
}

#[test]
fn a_file_edited_once_more_while_the_list_is_in_front_is_listed_anew() {
    let mut person = opens(&edited(&[("name: \"3号公寓\"", "name: \"三号公寓楼\"")]), OFFICE);
    person.key(Key::Num1);
    let again = edited(&[
        ("name: \"充电棚B区\"", "name: \"充电棚乙区北\""),
        ("name: \"职工食堂\"", "name: \"食堂\""),
    ]);
    let opened = file::read(again.as_bytes()).unwrap();
    person.world.answer(Event::ChangedBehind {
        path: "望禾煤矿.ron".into(),
        digest: Digest::of(b"again"),
        entries: Vec::new(),
        differences: opened.verdict.differences,
        pcs: Default::default(),
        recalled: nothing_ahead(),
    });
    person.run();
    person.must_show("食堂");
    person.must_show("充电棚乙区北");
    assert!(!person.shows("三号公寓楼"));
    // What was chosen before says nothing of what is listed now.
    person.chord(Key::Enter);
    person.must_show("还有2处没有选");
    person.click("全部用文件里的");
    person.chord(Key::Enter);
    person.must_show("程序以外改的2处已采用并记入历史");
    assert_eq!(names(person.session())[..3], ["3号公寓", "食堂", "充电棚乙区北"]);
    for _ in 0..3 {
        person.rest();
        assert!(!person.shows("请逐项核对"), "nothing is left to decide");
    }
}

#[test]
fn a_damaged_file_says_what_is_missing_and_changes_nothing() {
    for (size, name) in [(OFFICE, "damaged"), (LARGE, "damaged-large")] {
        let text = edited(&[("name: \"3号公寓\"", "name: 3号公寓")]);
        let mut person = opens(&text, size);
        person.picture(name);
        person.must_show("文件损坏，只能查看");
        person.must_show("（场所，记录");
        person.must_show("原文件没有动");
        assert!(!person.shows("路径："));
        // Nothing is begun by Enter alone.
        person.key(Key::Enter);
        person.must_show("文件损坏，只能查看");
        person.key(Key::Escape);
        assert!(!person.shows("先看看"));
        // It stays there to be read again.
        person.must_show("下面的数字和清单可能不全");
        person.click("看哪里损坏…");
        person.must_show("（场所，记录");
        person.key(Key::Escape);
        person.must_show("只读");
        person.picture(&format!("{name}-after"));
        let before = names(person.session());
        person.chord(Key::S);
        person.must_show("只读：文件损坏，只能查看");
        // Neither paper nor another file is made of what is left of it.
        person.click("隐患");
        person.click("隐患台账");
        person.must_show("文件损坏，内容可能不全，不能打印");
        for button in ["打印这一份", "存成PDF…"] {
            person.click(button);
            person.must_show("不能打印；请先修复");
        }
        person.picture(&format!("{name}-papers"));
        person.world.seen(|seen| assert!(seen.pdfs.is_empty()));
        person.click("文件");
        person.click_like("另存为");
        person.must_show("文件损坏，内容可能不全，不能另存");
        person.rest();
        assert_eq!(there(&person), text);
        assert_eq!(names(person.session()), before);
    }
}
