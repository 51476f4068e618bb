//! What the program ships and the workbook lacks, taken in one step as a person chooses.

use eframe::egui::Key;
use shousui::action::{Action, PlanAction};
use shousui::model::plan::{CardCode, CardField};

use super::{OFFICE, Person};
use crate::fixture::{act, set, small_mine};

const OLD: &str = "夜间先备好照明再断电；人在高处的，下面接应防止坠落。";

fn code(number: u8) -> CardCode {
    CardCode(format!("E{number:02}"))
}

/// The first sixteen cards, one with an old line and one in the mine's own words.
fn behind() -> Person {
    let (mut session, _) = small_mine(1);
    act(&mut session, Action::Plan(PlanAction::TakeCards((1..=16).map(code).collect())));
    act(&mut session, set((code(4), CardField::Risk(OLD.to_owned()))));
    act(&mut session, set((code(5), CardField::Risk("断电点在门外".to_owned()))));
    Person::at(session, OFFICE)
}

fn risk(person: &Person, number: u8) -> String {
    person.session().document().cards.get(&code(number)).unwrap().risk.clone()
}

#[test]
fn new_editions_are_chosen_and_taken_in_one_step() {
    let mut person = behind();
    person.click("预案");
    person.click_like("处置卡 16");
    person.click("换用新版内容…");
    person.must_show("新的处置卡 E17 井池管沟中毒窒息、落水");
    person.must_show("E04 触电换成新版：有1处是已经改正的旧说法，照做可能伤人");
    person.must_show("E05 停电、供电异常换成新版：有1处和新版不同，可能是本矿改的");
    person.picture("editions");
    person.click("新的处置卡 E20 放射源丢失、损坏");
    person.click("换用所选 Ctrl+Enter");
    let cards = &person.session().document().cards;
    assert_eq!(cards.len(), 19);
    assert!(cards.get(&code(20)).is_none(), "the tick was taken back");
    assert_ne!(risk(&person, 4), OLD);
    assert_eq!(risk(&person, 5), "断电点在门外");
    person.chord(Key::Z);
    assert_eq!(person.session().document().cards.len(), 16);
    assert_eq!(risk(&person, 4), OLD);
}

#[test]
fn a_workbook_that_lacks_nothing_is_told_so_and_asked_nothing() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("责任区");
    person.click("检查表");
    person.click("换用新版内容…");
    person.must_show("检查项、处置卡、电话表已经是新版，没有要换的");
    assert!(!person.shows("换用所选 Ctrl+Enter"));
}
