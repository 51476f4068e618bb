//! 自动排班 by the words on the screen.

use shousui::model::rota::Origin;

use super::team::ROSTER;
use super::{OFFICE, Person};
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
