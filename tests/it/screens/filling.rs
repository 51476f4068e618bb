//! 自动排班 by the words on the screen.

use eframe::egui::Key;
use shousui::model::duty::DutyShift;
use shousui::model::rota::Origin;

use super::team::ROSTER;
use super::{LARGE, OFFICE, Person};
use crate::filling::{Dice, by_chance, enough};
use crate::fixture::{act, empty, set};

/// The leaders' rota as the mine's office sends it.
const LEADERS: &str = "\
    日期\t值班矿领导\n\
    2月5日\t尹广厚\n\
    2月6日\t屈景和\n\
    2月7日\t贺长庚\n\
    2月8日\t尹广厚\n";

#[test]
fn from_a_pasted_roster_and_a_pasted_leaders_rota_to_the_wall() {
    let mut session = empty(1);
    act(&mut session, set((shousui::model::mine::Only, super::rota::season_year())));
    let mut person = Person::at(session, OFFICE);
    person.click("队伍");
    person.click("录入名册…");
    person.paste(ROSTER);
    person.click_like("录入 Ctrl");
    person.click_like("岗位 0");
    person.click("载入常用岗位");
    person.click("排班");
    person.click("从小年到元宵节：1月30日—2月20日");
    person.click("从表格粘贴…");
    person.paste(LEADERS);
    person.click_like("一并记入人员");
    person.click_like("录入 Ctrl");
    person.click("自动排班");
    person.must_show("只排由本队自己排的岗位");
    person.picture("rota-fill");
    person.click_like("开始排班");
    person.run();
    person.must_show("均衡情况 ");
    assert!(!person.shows("现在的排班表"), "it is empty");
    person.picture("rota-filled");
    person.click_like("排上 Ctrl");
    person.picture("rota-full");
    person.click("值班表 A4");
    person.click_like("打印 Ctrl");
    println!("to the wall: {} actions", person.actions);
    assert!(person.actions <= 20);
    let doc = person.session().document();
    let of = |origin| doc.duties.iter().filter(|(_, duty)| duty.origin == origin).count();
    assert_eq!(of(Some(Origin::Import)), 4);
    assert!(40 < of(Some(Origin::Solver)));
    assert_eq!(person.world.seen(|seen| seen.printed.len()), 1);
}

#[test]
fn what_is_missing_is_told_and_days_can_be_left_out() {
    for size in [OFFICE, LARGE] {
        let mut person = Person::at(by_chance(&mut Dice(4), 6), size);
        person.click("排班");
        person.click("自动排班");
        person.chord(Key::Enter);
        person.run();
        person.picture("rota-filling");
        person.must_show("还差");
        person.picture("rota-lacking");
        person.reach_like("2月8日 5班");
        person.chord(Key::Enter);
        let doc = person.session().document();
        let days: Vec<String> = doc
            .duties
            .iter()
            .filter(|(_, duty)| duty.origin == Some(Origin::Solver))
            .map(|(cell, _)| cell.day.to_string())
            .collect();
        assert!(!days.contains(&"2027-02-08".to_owned()), "{days:?}");
        assert!(days.contains(&"2027-02-09".to_owned()), "{days:?}");
        person.chord(Key::Z);
        let left = person.session().document().duties.iter();
        let left = left.filter(|(_, duty)| duty.origin == Some(Origin::Solver)).count();
        assert_eq!(left, 0);
    }
}

#[test]
fn a_cell_says_where_its_people_come_from_and_why_they_are_there() {
    let mut person = Person::at(enough(4), OFFICE);
    person.click("排班");
    person.click("自动排班");
    person.chord(Key::Enter);
    person.run();
    person.chord(Key::Enter);
    person.click_like("2月7日 巡查员 白班");
    person.must_show("来自自动排班");
    person.reach_like("为什么是他，不是别人？");
    person.picture("rota-why");
    person.must_show("，不是人员");
    person.picture("rota-why");
    let doc = person.session().document();
    let night = doc.duties.iter().find(|(cell, _)| cell.shift == DutyShift::Night);
    assert!(night.is_some());
}
