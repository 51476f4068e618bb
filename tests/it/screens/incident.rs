//! 处置一件事（记录） by keys: two to the first timed line, one for each step, whatever is open.

use chrono::{NaiveDateTime, TimeDelta};
use eframe::egui::{Key, Vec2};
use egui_kittest::kittest::Queryable as _;
use shousui::action::paste::What;
use shousui::action::{Action, PlanAction};
use shousui::model::duty::DutyShift;
use shousui::model::incident::{DrillKind, Incident, LineKind};
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::{CardCode, CardField};
use shousui::rules::incidents::{Course, running};
use shousui::session::Session;
use shousui::workspace::{Dialog, Place, Workspace};

use super::rota::post;
use super::team::{with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, pasted, set};
use crate::world::Fake;

mod drafts;
mod drills;
mod keys;
mod room;

/// A small screen.
const SMALL: Vec2 = Vec2::new(1024.0, 600.0);

/// 22:00 on New Year's Eve.
fn night() -> NaiveDateTime {
    day().and_hms_opt(22, 0, 0).unwrap()
}

fn at_night(workspace: Workspace, size: Vec2) -> Person {
    let world = Fake::default();
    world.seen(|seen| seen.now = Some(night()));
    Person::in_world(workspace, world, size)
}

/// A mine with people on duty and the card of a burning building.
fn mine() -> Session {
    let mut session = with_season(with_members(empty(1)));
    let codes = ["E01", "E04"].map(|code| CardCode(code.to_owned())).to_vec();
    act(&mut session, Action::Plan(PlanAction::TakeCards(codes)));
    post(&mut session, "门岗", &[DutyShift::Night], 1);
    session
}

/// What was recorded last, its kinds in order.
fn kinds(person: &Person) -> Vec<LineKind> {
    let doc = person.session().document();
    let (id, _) = running(doc)[0];
    Course::of(doc, id).told.iter().map(|told| told.kind).collect()
}

#[test]
fn from_any_place_the_first_line_takes_two_keys_and_each_step_one() {
    for place in Place::RAIL.iter().copied() {
        let mut person = at_night(Workspace::new(mine()), OFFICE);
        person.click(place.word());
        let before = person.actions;
        person.key(Key::F8);
        person.key(Key::Enter);
        assert_eq!(person.actions - before, 2);
        assert_eq!(kinds(&person), [LineKind::Start], "{place:?}");
        let doc = person.session().document();
        let (_, line) = doc.incident_lines.iter().next().unwrap();
        assert_eq!((line.at, line.since), (Some(night()), Some(0)));
        // A key for the card, then a key for each step and call.
        person.wait(TimeDelta::seconds(70));
        for key in [Key::Num1, Key::A, Key::S, Key::Num2, Key::Num0, Key::Q, Key::K] {
            person.key(key);
        }
        let expected = [
            LineKind::Start,
            LineKind::Card,
            LineKind::Fire,
            LineKind::Dispatch,
            LineKind::Step,
            LineKind::Step,
            LineKind::Step,
            LineKind::Level,
        ];
        assert_eq!(kinds(&person), expected, "{place:?}");
        let doc = person.session().document();
        let (id, _) = running(doc)[0];
        let course = Course::of(doc, id);
        let last = course.told.last().unwrap();
        assert_eq!((last.line.since, last.clock()), (Some(70), "22:01:10".to_owned()));
        let steps: Vec<u16> = course.told.iter().filter_map(|told| told.line.step).collect();
        assert_eq!(steps, [20, 100, 110]);
    }
}

#[test]
fn the_keys_work_with_a_card_at_once_and_out_of_a_question_whose_draft_waits() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F4);
    person.fill("隐患描述", "东门上锁");
    let before = person.actions;
    person.key(Key::F8);
    assert_eq!(person.workspace().dialog(), None);
    person.key(Key::Num2);
    assert_eq!(person.actions - before, 2);
    assert_eq!(kinds(&person), [LineKind::Start, LineKind::Card]);
    let doc = person.session().document();
    assert_eq!(running(doc)[0].1.card, Some(CardCode("E04".to_owned())));
    // What was being asked comes back as it was, once the page is left; F8 leads to the page again.
    person.click("今日");
    assert!(
        matches!(person.workspace().dialog(), Some(Dialog::Report(one)) if one.words == "东门上锁")
    );
    person.key(Key::F8);
    assert_eq!(person.workspace().place(), Place::Incident);
    person.key(Key::Num1);
    assert_eq!(kinds(&person).last(), Some(&LineKind::Step));
    person.chord(Key::Z);
    assert_eq!(kinds(&person).last(), Some(&LineKind::Card));
    person.click("巡查");
    assert!(matches!(person.workspace().dialog(), Some(Dialog::Report(_))));
}

/// A name that was half typed, and no name yet, was gone.
#[test]
fn what_is_half_typed_in_a_question_waits_with_it() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F4);
    person.fill("场所", "无此处");
    person.key(Key::Tab);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.click("今日");
    assert_eq!(person.field("场所").value().unwrap(), "无此处");
    // The next question begins anew.
    person.key(Key::Escape);
    person.key(Key::Escape);
    person.key(Key::F4);
    assert_eq!(person.field("场所").value().unwrap_or_default(), "");
}

#[test]
fn a_key_held_down_and_a_step_done_twice_are_one_line() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Num1);
    let before = kinds(&person).len();
    for repeat in [false, true, true] {
        let (key, physical_key, modifiers) = (Key::Num1, None, eframe::egui::Modifiers::NONE);
        person.harness.event(eframe::egui::Event::Key {
            key,
            physical_key,
            pressed: true,
            repeat,
            modifiers,
        });
    }
    person.run();
    person.key(Key::Num1);
    assert_eq!(kinds(&person).len(), before + 1);
}

#[test]
fn a_line_is_there_from_its_first_sign_and_enter_gives_the_keys_back_to_the_steps() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Num1);
    person.wait(TimeDelta::seconds(10));
    person.key(Key::Enter);
    person.type_keys("3楼");
    let words = |person: &Person| -> Vec<(String, Option<u32>)> {
        let doc = person.session().document();
        let notes = doc.incident_lines.iter().map(|(_, line)| line);
        let notes =
            notes.filter(|line| matches!(line.kind, Some(LineKind::Note | LineKind::Order)));
        notes.map(|line| (line.words.clone(), line.since)).collect()
    };
    assert_eq!(words(&person), [("3楼".to_owned(), Some(10))]);
    person.wait(TimeDelta::seconds(9));
    person.type_keys("有烟2处");
    // The minute is that of its first sign.
    assert_eq!(words(&person), [("3楼有烟2处".to_owned(), Some(10))]);
    person.key(Key::Enter);
    person.key(Key::Num1);
    assert_eq!(kinds(&person).last(), Some(&LineKind::Step));
    person.key(Key::M);
    person.type_keys("撤到集合点");
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.type_keys("已撤");
    let expected = [("3楼有烟2处", Some(10)), ("撤到集合点", Some(19)), ("已撤", Some(19))]
        .map(|(one, at)| (one.to_owned(), at));
    assert_eq!(words(&person), expected);
    let orders = kinds(&person).into_iter().filter(|kind| *kind == LineKind::Order).count();
    assert_eq!(orders, 1);
    // What is rubbed out again is no line.
    let before = kinds(&person);
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.type_keys("误");
    assert_eq!(kinds(&person).len(), before.len() + 1);
    person.key(Key::Backspace);
    assert_eq!(kinds(&person), before);
    // A line is taken back whole, not to its first sign.
    person.type_keys("看错了楼");
    person.key(Key::Enter);
    person.chord(Key::Z);
    assert_eq!(kinds(&person), before);
}

#[test]
fn the_bar_leads_back_while_it_goes_on_and_the_mines_plan_takes_over_at_the_highest_level() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    assert!(!person.shows("处置中 1"));
    person.key(Key::F8);
    person.key(Key::Enter);
    person.click("今日");
    person.click("处置中 1");
    assert_eq!(person.workspace().place(), Place::Incident);
    person.key(Key::L);
    person.must_show("转矿综合预案，听调度室指挥");
    person.must_show("1小时内上报，还有60分钟");
    person.wait(TimeDelta::minutes(61));
    person.must_show("1小时内上报，已超时1分钟");
    person.key(Key::F);
    assert!(!person.shows("1小时内上报"));
    person.key(Key::J);
    assert!(!person.shows("转矿综合预案"));
    person.click("处置结束");
    assert!(running(person.session().document()).is_empty());
    assert!(!person.shows("处置中 1"));
    person.must_show("归类");
    person.click("情况报告");
    assert_eq!(person.workspace().place(), Place::Papers);
    // The next one begins with the same two keys.
    person.key(Key::F8);
    person.key(Key::Enter);
    assert_eq!(kinds(&person), [LineKind::Start]);
}

#[test]
fn heads_are_counted_in_free_numbers() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.fill("点名地点", "3号公寓");
    person.fill("应到", "87");
    person.fill("实到", "86");
    person.reach("记下这次点名 Enter");
    let doc = person.session().document();
    let (id, _) = running(doc)[0];
    let words = Course::of(doc, id).told.last().unwrap().words(doc);
    assert_eq!(words, "点名 3号公寓：应到87人，实到86人，未到1人");
}

/// What stands in the fields is written with Enter, or with the end; nothing of it is taken for another.
#[test]
fn a_count_that_was_typed_is_written_without_its_button() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    let told = |person: &Person| -> Vec<String> {
        let doc = person.session().document();
        let id = person.workspace().picked().id::<Incident>().unwrap();
        Course::of(doc, id).told.iter().map(|told| told.words(doc)).collect()
    };
    person.fill("点名地点", "3号公寓");
    person.fill("应到", "87");
    person.fill("实到", "86");
    person.key(Key::Enter);
    assert_eq!(told(&person)[1..], ["点名 3号公寓：应到87人，实到86人，未到1人"]);
    // The keys are the steps' again.
    person.key(Key::A);
    assert_eq!(told(&person).last().unwrap(), "已报119");
    person.fill("点名地点", "副井口");
    person.fill("应到", "9");
    person.click("处置结束");
    let words = told(&person);
    let last: Vec<&str> = words.iter().rev().take(2).rev().map(String::as_str).collect();
    assert_eq!(last, ["点名 副井口：应到9人，实到0人，未到9人", "处置结束"]);
    // Of one that was left for another nothing is counted there.
    person.key(Key::F8);
    person.key(Key::Enter);
    person.fill("点名地点", "食堂");
    person.fill("应到", "5");
    let first = person.workspace().picked().id::<Incident>().unwrap();
    person.click("另记一件");
    person.key(Key::Enter);
    assert_eq!(person.field("应到").value().unwrap(), "");
    assert_eq!(person.field("点名地点").value().unwrap(), "");
    let second = person.workspace().picked().id::<Incident>().unwrap();
    assert_ne!(first, second);
    // It is still there where it was typed.
    person.click_like("还在记录：");
    assert_eq!(person.field("应到").value().unwrap(), "5");
    assert_eq!(person.field("点名地点").value().unwrap(), "食堂");
}

#[test]
fn eighty_seven_names_take_no_more_than_a_hundred_keys() {
    let mut person = Person::at_workspace(super::looks::sample(), OFFICE);
    person.key(Key::F8);
    person.click(DrillKind::Roll.word());
    let before = person.actions;
    person.reach("3号公寓 87人");
    for name in 0..87 {
        if name == 86 {
            person.picture("incident-roll");
            person.wait(TimeDelta::seconds(252));
        }
        person.key(if name == 40 { Key::X } else { Key::Space });
    }
    let keys = person.actions - before;
    println!("87 names are called with {keys} keys");
    assert!(keys <= 100);
    let last = |person: &Person| {
        let doc = person.session().document();
        let (id, _) = running(doc)[0];
        Course::of(doc, id).told.last().unwrap().words(doc)
    };
    let words = last(&person);
    assert!(words.starts_with("点名 3号公寓：应到87人，实到86人，未到1人（"), "{words}");
    assert!(words.ends_with("，4分12秒点完"), "{words}");
    person.picture("incident-roll-done");
    // Whoever turns up later is written down too, and takes nothing from the time it took.
    person.reach_like(" 未到");
    person.key(Key::Space);
    assert_eq!(last(&person), "点名 3号公寓：应到87人，实到87人，到齐");
    person.chord(Key::Z);
    assert_eq!(last(&person), words);
    person.key(Key::Escape);
    person.key(Key::A);
    assert_eq!(kinds(&person).last(), Some(&LineKind::Fire));
    for (size, name) in [(SMALL, "incident-roll-small"), (LARGE, "incident-roll-large")] {
        let mut person = Person::at_workspace(super::looks::sample(), size);
        person.key(Key::F8);
        person.reach(DrillKind::Roll.word());
        person.reach("3号公寓 87人");
        for _name in 0..5 {
            person.key(Key::Space);
        }
        let next = person.harness.get_by_label("未点 82").rect();
        assert!(0.0 < next.top() && next.bottom() < size.y, "{name}: {next:?}");
        person.picture(name);
    }
}

/// A key pressed once too often after the last name made whoever was missing there.
#[test]
fn once_everybody_was_called_a_key_writes_nobody_over() {
    let mut session = mine();
    let table = "楼栋\t房间\t姓名\n3号公寓\t101\t温禾生\n3号公寓\t102\t武岁安";
    act(&mut session, pasted(What::Residents, table));
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.key(Key::N);
    person.key(Key::Space);
    person.key(Key::X);
    let counted = kinds(&person);
    for key in [Key::Space, Key::Enter, Key::ArrowDown, Key::Space] {
        person.key(key);
        assert_eq!(kinds(&person), counted, "{key:?}");
        person.must_show("102室 武岁安 未到");
    }
    // Whoever turns up later is gone back to.
    person.key(Key::ArrowUp);
    person.key(Key::Space);
    person.must_show("102室 武岁安 到");
    person.must_show("到齐");
}

/// Whoever is at work or out is looked for by nobody, and says so on the roll; so does whoever comes later.
#[test]
fn whoever_is_at_work_or_has_not_come_yet_is_not_missing() {
    let mut session = mine();
    let table = "楼栋\t房间\t姓名\t入住日期\n3号公寓\t101\t温禾生\t\n3号公寓\t102\t武岁安\t\n3号公寓\t103\t柴有田\t2027-02-07";
    act(&mut session, pasted(What::Residents, table));
    let mut person = at_night(Workspace::new(session), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.key(Key::N);
    person.must_show("2月7日入住");
    for key in [Key::Space, Key::C, Key::C] {
        person.key(key);
    }
    person.must_show("102室 武岁安 上班、外出");
    person.must_show("点名 3号公寓：应到1人，实到1人，到齐");
}

/// What must leave within the hour is written and printed while it goes on; a key without its button does
/// nothing.
#[test]
fn the_report_leaves_while_it_goes_on_and_nobody_reports_by_a_stray_key() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.key(Key::F);
    assert_eq!(kinds(&person), [LineKind::Start]);
    person.key(Key::L);
    person.reveal("目前情况");
    person.fill("目前情况", "火已控制在二层");
    person.key(Key::Escape);
    person.reach("预览情况报告");
    assert_eq!(person.workspace().place(), Place::Papers);
    let (_, one) = running(person.session().document())[0];
    assert_eq!(one.result, "火已控制在二层");
    person.key(Key::F8);
    person.key(Key::F);
    assert_eq!(kinds(&person), [LineKind::Start, LineKind::Level, LineKind::Upward]);
}

/// Enter and the space bar press the button that has the cursor, and call nobody.
#[test]
fn keys_of_a_button_call_nobody_on_the_roll() {
    let mut session = mine();
    let table = "楼栋\t房间\t姓名\n3号公寓\t101\t温禾生\n3号公寓\t102\t武岁安";
    act(&mut session, pasted(What::Residents, table));
    for key in [Key::Space, Key::Enter] {
        let mut person = at_night(Workspace::new(session.clone()), OFFICE);
        person.key(Key::F8);
        person.key(Key::Enter);
        person.key(Key::N);
        person.harness.get_by_label("收起点名").focus();
        person.run();
        person.key(key);
        assert!(!person.shows("收起点名"), "{key:?}");
        let (_, one) = running(person.session().document())[0];
        assert!(one.answers.is_empty(), "{key:?}");
    }
}

/// A key pressed by mistake said for good that 119 was told.
#[test]
fn a_line_written_by_mistake_counts_for_nothing_and_stays_as_such() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Num1);
    for key in [Key::A, Key::L, Key::Num1] {
        person.key(key);
    }
    person.must_show("转矿综合预案");
    person.reach("有记错的…");
    person.picture("incident-strikes");
    for words in ["已报119", "响应级别", "第1步完成"] {
        person.reach_like(&format!("这一条记错了：22:00:00 {words}"));
    }
    assert!(!person.shows("转矿综合预案"));
    person.must_show("（记错，作废）已报119");
    person.reach("改好了");
    let doc = person.session().document();
    let (id, _) = running(doc)[0];
    let course = Course::of(doc, id);
    assert!(course.first(LineKind::Fire).is_none() && course.level().is_none());
    assert!(course.step(10).is_none());
    // What is true is written anew, and a mistake about a mistake is taken back.
    person.key(Key::A);
    person.reach("有记错的…");
    person.reach_like("没有记错：22:00:00 （记错，作废）响应级别");
    let doc = person.session().document();
    let course = Course::of(doc, id);
    assert!(course.first(LineKind::Fire).is_some());
    assert_eq!(course.level(), Some(shousui::model::incident::Level::Mine));
}

#[test]
fn a_drill_says_so_on_its_page_and_keeps_its_points_open() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.click(DrillKind::Table.word());
    person.must_show("【演练】桌面演练（记录）");
    person.must_show("演练中 1");
    person.must_show("119、120（演练不真拨，只口述）");
    person.click("演练结束");
    person.must_show("演练评估");
    person.reach("加一条改进");
    person.fill("改进", "喇叭放在值班室");
    person.must_show("未办完 1 条");
    person.click("今日");
    person.rest();
    person.must_show("处置和演练要办");
}

/// Somebody in the middle of it, with everything on the page.
fn midway(person: &mut Person, name: &str) {
    person.key(Key::F8);
    person.picture(&format!("{name}-start"));
    person.key(Key::Num1);
    person.wait(TimeDelta::seconds(65));
    for key in [Key::A, Key::S, Key::Num1, Key::Num2, Key::K] {
        person.key(key);
    }
    person.key(Key::Enter);
    person.type_keys("三层东侧楼道有烟，叫醒18人");
    person.key(Key::Enter);
    person.wait(TimeDelta::seconds(200));
    person.picture(&format!("{name}-midway"));
}

#[test]
fn the_page_looks_right_at_every_size() {
    for (size, name) in [(OFFICE, "incident"), (SMALL, "incident-small"), (LARGE, "incident-large")]
    {
        let mut person = Person::at_workspace(super::looks::sample(), size);
        midway(&mut person, name);
        person.key(Key::L);
        person.reveal("现在在岗");
        person.picture(&format!("{name}-below"));
        person.reach("处置结束");
        person.picture(&format!("{name}-over"));
        person.click("今日");
        person.picture(&format!("{name}-today"));
    }
}

#[test]
fn long_names_and_many_steps_keep_their_room() {
    let mut session = mine();
    let long = "很长很长的单位名称和岗位名称写在一起也不留空".repeat(3);
    act(&mut session, set((Only, MineField::FullName(long.clone()))));
    let code = CardCode("E01".to_owned());
    act(&mut session, set((code.clone(), CardField::Title(long.clone()))));
    for number in 0..30 {
        let step = shousui::model::plan::CardStep {
            who: long.clone(),
            what: long.clone(),
            within: "半小时内".to_owned(),
            ..shousui::model::plan::CardStep::default()
        };
        act(&mut session, set((code.clone(), CardField::Step(200 + number, Some(step)))));
    }
    for (size, name) in [(OFFICE, "incident-long"), (LARGE, "incident-long-large")] {
        let mut person = at_night(Workspace::new(session.clone()), size);
        person.key(Key::F8);
        person.key(Key::Num1);
        let id = person.workspace().picked().id::<Incident>().unwrap();
        person.picture(&format!("{name}-begun"));
        assert_eq!(person.session().document().incidents.get(&id).unwrap().steps.len(), 45);
        person.reveal("记一条");
        person.picture(&format!("{name}-line"));
    }
}

#[test]
fn what_was_on_paper_first_is_written_with_its_time_or_gets_it_later() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.wait(TimeDelta::minutes(10));
    // Four figures are a time, and the cursor goes on to the words.
    person.fill("补记时间", "2155");
    person.type_keys("门卫闻到焦味");
    person.key(Key::Enter);
    person.must_show("补记，22:10:00录入");
    // The next line is of its minute again.
    person.key(Key::Enter);
    person.type_keys("二层有烟");
    person.key(Key::Enter);
    let told = |person: &Person| -> Vec<(String, String)> {
        let doc = person.session().document();
        let (id, _) = running(doc)[0];
        let course = Course::of(doc, id);
        course.told.iter().map(|told| (told.clock(), told.words(doc))).collect()
    };
    let line = |clock: &str, words: &str| (clock.to_owned(), words.to_owned());
    let begun = line("22:00:00", "开始记录");
    let first = line("21:55", "门卫闻到焦味");
    assert_eq!(told(&person), [first.clone(), begun.clone(), line("22:10:00", "二层有烟")]);
    person.picture("incident-paper");
    // Somebody remembers that it was on the paper, too.
    person.reach("22:10:00 00:10:00");
    person.fill("这一条的补记时间", "22:05");
    person.picture("incident-paper-later");
    person.reach("时间改好了");
    assert_eq!(told(&person), [first.clone(), begun.clone(), line("22:05", "二层有烟")]);
    // Taken back as anything else.
    person.chord(Key::Z);
    assert_eq!(told(&person), [first, begun, line("22:10:00", "二层有烟")]);
    for (size, name) in [(SMALL, "incident-paper-small"), (LARGE, "incident-paper-large")] {
        let mut person = at_night(Workspace::new(mine()), size);
        person.key(Key::F8);
        person.key(Key::Enter);
        person.reveal("补记时间");
        person.picture(name);
    }
}
