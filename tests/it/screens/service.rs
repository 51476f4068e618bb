//! 宣传服务 by the words on the screen: an activity with its sign-in sheet, a service with its
//! hours, and the totals above them.

use eframe::egui::{Key, Vec2};
use shousui::action::{Action, NewRecord};
use shousui::model::RecordId;
use shousui::model::id::UnitId;
use shousui::model::people::{Group, Membership, Person as Record, Role, Standing, Unit};
use shousui::print::Request;
use shousui::session::Session;

use super::watch::season_mine;
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, empty, made, small_mine};

/// The unit of that name.
fn unit(session: &mut Session, name: &str) -> UnitId {
    let known = session.document().units.iter().find(|(_, unit)| unit.name == name);
    if let Some((id, _)) = known {
        return *id;
    }
    let new = Unit { name: name.to_owned(), ..Unit::default() };
    match made(session, Action::Add(NewRecord::Unit(new))) {
        RecordId::Unit(id) => id,
        other => panic!("{other:?}"),
    }
}

/// A small mine with a team of fifteen in two units.
fn with_a_team(size: Vec2) -> Person {
    let (mut session, _) = small_mine(1);
    let units = ["机电队", "后勤部"].map(|name| unit(&mut session, name));
    for n in 1..=15 {
        let membership = Membership {
            standing: Standing::Member,
            squad: String::new(),
            group: Group::Service,
            role: Role::Member,
        };
        let new = Record {
            name: format!("队员{n}"),
            unit: Some(units[usize::from(5 < n)]),
            membership: Some(membership),
            ..Record::default()
        };
        act(&mut session, Action::Add(NewRecord::Person(new)));
    }
    let mut person = Person::at(session, size);
    person.click("宣传服务");
    person
}

#[test]
fn an_activity_is_written_down_with_its_names_and_figures() {
    let mut person = with_a_team(OFFICE);
    person.click("新增第一次活动");
    person.fill("活动名称", "3号公寓用电安全宣讲");
    person.choose("主题", "用电安全");
    person.choose("形式", "宣讲");
    person.fill("开始时间", "1830");
    person.fill("地点", "3号公寓一楼大厅");
    person.pick_person("主讲人", "侯望川");
    person.reveal("合格人数");
    person.choose("按单位加", "机电队（5人）");
    person.must_show("5 人");
    person.reveal("加全体队员");
    person.click("加全体队员");
    person.must_show("等15人");
    person.fill("职工", "62");
    person.fill("家属", "8");
    person.fill("答题人数", "40");
    person.fill("合格人数", "38");
    person.picture("service-activity");
    person.must_show("共 70 人次");
    person.must_show("答题合格率95.0%（38/40，口径：合格人数÷答题人数）");
    let doc = person.session().document();
    let (id, activity) = doc.activities.iter().next().unwrap();
    assert_eq!(activity.invited.len(), 15, "nobody stands on the sheet twice");
    assert_eq!((activity.attendance(), activity.passed), (70, 38));
    let id = *id;
    person.fill("合格人数", "41");
    person.must_show("多于答题40人");
    person.click("预览签到表");
    let paper = person.harness.state().workspace().picked().paper.clone();
    assert_eq!(paper, Some(Request::sign_in(id)));
}

#[test]
fn hours_are_typed_as_hours() {
    let mut person = with_a_team(OFFICE);
    person.click_like("帮扶服务 0");
    person.click("登记第一件服务");
    person.choose("类型", "送餐送药");
    person.fill("服务对象", "3号公寓412室");
    person.fill("人数", "2");
    person.fill("服务内容", "送年夜饭两份");
    person.pick_person("服务队员", "队员1");
    person.fill("服务时长", "1.5");
    person.choose("满意度", "好");
    person.click("登记服务");
    person.fill("服务时长", "40分");
    person.fill("人数", "1");
    person.picture("service-service");
    let minutes: Vec<u16> =
        person.session().document().services.iter().map(|(_, one)| one.minutes).collect();
    assert_eq!(minutes, [90, 40]);
    person.must_show("2.17");
    person.fill("服务时长", "半天");
    person.key(Key::Tab);
    person.must_show("请写小时数，例：1.5");
}

fn long_name() -> String {
    "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓".repeat(3)
}

fn visit(person: &mut Person, name: &str) {
    for (tab, new) in [("宣传活动 ", "新增活动"), ("帮扶服务 ", "登记服务")] {
        person.reach_like(tab);
        person.picture(&format!("{name}-{}-空", tab.trim()));
        person.reach(new);
        if tab.starts_with("宣传") {
            person.reach("加全体队员");
            person.fill("活动名称", &long_name());
        }
        person.picture(&format!("{name}-{}", tab.trim()));
        if person.shows("返回列表") {
            person.reach("返回列表");
            person.picture(&format!("{name}-{}-列表", tab.trim()));
        }
    }
}

#[test]
fn publicity_paints_at_every_size_with_long_names() {
    for (size, name) in [(OFFICE, "service"), (LARGE, "service-large")] {
        visit(&mut with_a_team(size), name);
        let mut person = Person::at(empty(1), size);
        person.click("宣传服务");
        visit(&mut person, &format!("{name}-nobody"));
        let mut person = Person::at(season_mine(), size);
        person.click("宣传服务");
        visit(&mut person, &format!("{name}-season"));
        if size == OFFICE {
            // Every name of the team, to be taken off one by one.
            person.reach_like("宣传活动 ");
            person.reach("逐个修改");
            person.picture(&format!("{name}-season-名单"));
        }
    }
}
