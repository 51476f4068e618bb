//! The program breaks down: what a person sees, and what is left of the work.

use eframe::egui::Key;
use shousui::session::Note;

use super::{LARGE, OFFICE, Person};
use crate::fixture::small_mine;

#[test]
fn what_was_typed_before_a_breakdown_is_sealed_and_noted() {
    for (size, picture) in [(OFFICE, "crashed"), (LARGE, "crashed-large")] {
        let (mut session, _) = small_mine(1);
        let text = shousui::file::write(&session.snapshot());
        let mut person = Person::at(session, size);
        person.world.seen(|seen| seen.file = Some(text));
        person.chord(Key::O);
        person.run();
        person.click("文件");
        person.click_like("本矿资料");
        person.fill("调度室电话", "8222");
        person.world.seen(|seen| seen.crashes = true);
        person.run();
        person.must_show("程序出错了");
        person.must_show("记录没有丢");
        person.picture(picture);
        let notes = person.world.seen(|seen| seen.notes.clone());
        let is_sealed = |note: &Note| matches!(note, Note::Sealed(text) if text.contains("8222"));
        assert!(notes.iter().any(is_sealed), "what was typed is an entry: {notes:?}");
        // Nothing of a program that broke down is written into the workbook.
        assert_eq!(person.world.seen(|seen| seen.saves), 0);

        person.world.seen(|seen| seen.crashes = false);
        person.click("导出诊断…");
        person.run();
        assert!(person.world.seen(|seen| seen.kept.is_some()));
        person.must_show("程序出错了");
    }
}

#[test]
fn what_is_handed_over_is_shown_first_and_names_nobody() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("帮助");
    person.click_like("导出诊断");
    person.must_show("以下是要导出的全部内容");
    person.picture("diagnosis");
    person.click_like("存成文件");
    person.must_show("已存放在 守岁诊断.txt");
    let kept = person.world.seen(|seen| seen.kept.clone()).unwrap();
    assert!(kept.contains("场所3"), "{kept}");
    for (_, one) in person.session().document().persons.iter() {
        assert!(!kept.contains(&one.name), "{kept}");
    }
}

#[test]
fn whose_work_it_stands_on_can_be_read() {
    for (size, picture) in [(OFFICE, "about"), (LARGE, "about-large")] {
        let (session, _) = small_mine(1);
        let mut person = Person::at(session, size);
        person.click("帮助");
        person.click_like("关于守岁");
        person.click("第三方声明");
        person.run();
        person.must_show("守岁：第三方声明");
        person.picture(picture);
    }
}
