//! What was edited in Word of the plan, taken back chapter by chapter.

use std::path::PathBuf;

use eframe::egui::Key;
use shousui::action::Action;
use shousui::action::paste::Sheet;
use shousui::model::mine::Only;
use shousui::model::plan::{Chapter, PlanField};
use shousui::office::manuscript;
use shousui::print::returned;
use shousui::rules::outline;
use shousui::session::Unwatched;
use shousui::workspace::{Dialog, Effect, Event, Intent, Place, Want, Workspace};

use super::paste::drop_all;
use super::{LARGE, OFFICE, Person};
use crate::fixture::morning;
use crate::prints::returned::{book, edited};

fn with_text(name: &str, size: eframe::egui::Vec2) -> Person {
    let person = Person::at(book(), size);
    person.world.seen(|seen| seen.text = Some(edited(name)));
    person
}

fn words(person: &Person, chapter: Chapter) -> String {
    outline::chapter_words(person.session().document(), chapter)
}

#[test]
fn each_chapter_is_taken_with_a_step_of_its_own_or_left() {
    for (size, picture) in [(OFFICE, "returned"), (LARGE, "returned-large")] {
        let mut person = with_text("words", size);
        person.click("预案");
        person.click("从Word取回修改…");
        person.must_show("Word里的方案有2处不同，请选定");
        person.must_show("疏散通道窄");
        person.picture(picture);
        person.chord(Key::Enter);
        person.must_show("还没有选");
        let before = person.session().document().clone();
        person.key(Key::Num2);
        person.key(Key::ArrowDown);
        person.key(Key::Num2);
        person.chord(Key::Enter);
        assert!(person.workspace().dialog().is_none());
        person.must_show("已从Word取回2处");
        assert!(words(&person, Chapter::Risks).contains("疏散通道窄"));
        assert!(words(&person, Chapter::Reporting).contains("十分钟内"));
        person.chord(Key::Z);
        assert!(words(&person, Chapter::Risks).contains("疏散通道窄"));
        assert!(!words(&person, Chapter::Reporting).contains("十分钟内"));
        person.chord(Key::Z);
        assert_eq!(*person.session().document(), before);
    }
}

#[test]
fn what_is_left_in_word_is_listed_with_a_way_to_where_it_belongs() {
    let mut person = with_text("records", OFFICE);
    drop_all(&mut person, &["/方案改.docx"]);
    person.must_show("Word里有几处没有采用");
    person.must_show("附件2 处置卡Z01在Word里改过");
    person.picture("returned-left");
    person.click_nth("去看", 1);
    assert!(person.workspace().dialog().is_none());
    assert_eq!(person.workspace().place(), Place::Plan);
    person.must_show("宿舍火灾");
}

#[test]
fn a_document_that_is_no_plan_is_read_for_its_tables() {
    let mut person = Person::at(book(), OFFICE);
    let sheet = Sheet { text: "单位\t电话\n保卫部\t8110\n".to_owned(), ..Sheet::default() };
    person.world.seen(|seen| seen.sheets = Some(vec![sheet]));
    drop_all(&mut person, &["/电话.docx"]);
    assert!(matches!(person.workspace().dialog(), Some(Dialog::Paste(_))));
    person.key(Key::Escape);
    // Chosen as a text of the plan, it is said that it is none.
    person.click("预案");
    person.click("从Word取回修改…");
    person.must_show("没有认出方案的章节");
    assert_eq!(Want::Returned.endings(), ["docx"]);
}

#[test]
fn what_was_changed_while_the_question_was_open_is_left_alone() {
    let mut workspace = Workspace::new(book());
    let asked = workspace.handle(Intent::ChooseReturned, morning());
    let Some(Effect::AskPath { ticket, want: Want::Returned, .. }) = asked.into_iter().next()
    else {
        panic!("no path is asked for");
    };
    let path = Some(PathBuf::from("/方案改.docx"));
    let reads = workspace.receive(Event::Chosen { ticket, path }, morning());
    let Some(Effect::ReadReturned { path, ticket, doc, at }) = reads.into_iter().next() else {
        panic!("nothing is read");
    };
    let text = manuscript::read(&edited("words"), &Unwatched).unwrap();
    let returned = returned(&doc, &text, at).map(Box::new);
    workspace.receive(Event::ReturnedRead { ticket, path, returned }, morning());
    let Some(Dialog::Sides(mut sides)) = workspace.dialog().cloned() else { panic!() };
    let own = PlanField::Chapter(Chapter::Risks, Some("（一）另写的。".to_owned()));
    workspace.handle(Intent::Do(Action::Set((Only, own).into())), morning());
    sides.take_all(1);
    workspace.handle(Intent::Ask(Some(Dialog::Sides(sides))), morning());
    workspace.handle(Intent::Answer, morning());
    let told: Vec<&str> = workspace.notices().iter().map(|one| one.words.as_str()).collect();
    assert!(told.iter().any(|told| told.starts_with("“三、风险特点”这期间又改过")), "{told:?}");
    let words = |one| outline::chapter_words(workspace.document(), one);
    assert_eq!(words(Chapter::Risks), "（一）另写的。");
    assert!(words(Chapter::Reporting).contains("十分钟内"));
}
