//! 值守 by the words on the screen: who is on duty, the log, the zero report, the handover, spot
//! checks.

use chrono::NaiveTime;
use eframe::egui::{Key, OutputCommand, Vec2};
use shousui::action::{Action, NewRecord, PlanAction, SheetAction, TeamAction, stock};
use shousui::model::RecordId;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{LogId, PersonId, PostId};
use shousui::model::people::{PersonField, Post};
use shousui::model::sheet::SheetField;
use shousui::model::watch::{Log, Outcome};
use shousui::rules::duty::shift_at;
use shousui::sample::{Plan, build};
use shousui::session::Session;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, made, morning, set, small_mine};

/// A small mine with three posts and a rota for New Year's Eve and the night after.
pub(super) fn guarded_mine() -> (Session, Vec<PersonId>, Vec<PostId>) {
    let (mut session, names) = small_mine(1);
    for (place, person) in names.people.iter().enumerate() {
        let mobile = format!("1390000001{place}");
        act(&mut session, set((*person, PersonField::Mobile(mobile))));
    }
    let posts: Vec<PostId> = [
        ("值班矿领导", vec![DutyShift::Whole]),
        ("突击队当班组长", vec![DutyShift::Day, DutyShift::Night]),
        ("巡查员", vec![DutyShift::Day, DutyShift::Night]),
    ]
    .into_iter()
    .zip(1..)
    .map(|((name, shifts), order)| {
        let post = Post { name: name.to_owned(), shifts, order, ..Post::default() };
        match made(&mut session, Action::Add(NewRecord::Post(post))) {
            RecordId::Post(id) => id,
            other => panic!("{other:?}"),
        }
    })
    .collect();
    let [xiaoman, hesheng, youtian, baoqing] = names.people[..] else { panic!() };
    for (post, shift, persons) in [
        (posts[0], DutyShift::Whole, vec![youtian]),
        (posts[1], DutyShift::Day, vec![baoqing]),
        (posts[1], DutyShift::Night, vec![xiaoman]),
        (posts[2], DutyShift::Day, vec![hesheng, names.electrician]),
    ] {
        let cell = DutyId { day: day(), post, shift };
        act(&mut session, set((cell, DutyField::Persons(persons))));
    }
    (session, names.people, posts)
}

/// The sample mine on New Year's Eve at noon, with its posts, a rota, cards and telephones.
pub(super) fn season_mine() -> Session {
    let until = day().and_hms_opt(12, 0, 0);
    let mut session = build(Plan { until, ..Plan::default() }).unwrap();
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let cards = stock::cards().iter().map(|line| line.code.clone()).collect();
    act(&mut session, Action::Plan(PlanAction::TakeCards(cards)));
    act(&mut session, Action::Plan(PlanAction::LoadPhones));
    let doc = session.document().clone();
    let people: Vec<PersonId> = doc.persons.iter().map(|(id, _)| *id).collect();
    let mut people = people.into_iter().cycle();
    for (post, record) in doc.posts.iter() {
        for shift in record.shifts.iter().copied() {
            let persons = people.by_ref().take(record.people()).collect();
            let cell = DutyId { day: day(), post: *post, shift };
            act(&mut session, set((cell, DutyField::Persons(persons))));
        }
    }
    session
}

fn at_the_watch(size: Vec2) -> Person {
    let (session, ..) = guarded_mine();
    let mut person = Person::at(session, size);
    person.click("值守");
    person
}

fn only_log(person: &Person) -> (LogId, Log) {
    let mut logs = person.session().document().logs.iter();
    let (id, log) = logs.next().unwrap();
    assert!(logs.next().is_none());
    (*id, log.clone())
}

#[test]
fn whoever_is_on_duty_stands_on_top_with_a_telephone() {
    let person = at_the_watch(OFFICE);
    for words in ["现在在岗", "4 人", "值班矿领导", "柴有田", "亢宝庆", "13900000013", "侯望川"]
    {
        person.must_show(words);
    }
    assert!(!person.shows("苗小满"), "the night's captain is not on duty in the morning");
}

#[test]
fn the_shift_at_hand_is_that_of_the_captain() {
    let (session, ..) = guarded_mine();
    let doc = session.document();
    assert_eq!(shift_at(doc, morning()), (day(), DutyShift::Day));
    let evening = day().and_hms_opt(22, 0, 0).unwrap();
    assert_eq!(shift_at(doc, evening), (day(), DutyShift::Night));
    // Nobody is on the rota of that day: round the clock, from eight to eight.
    let small_hours = day().succ_opt().unwrap().succ_opt().unwrap().and_hms_opt(3, 0, 0).unwrap();
    assert_eq!(shift_at(doc, small_hours).1, DutyShift::Whole);
    assert_eq!(shift_at(doc, small_hours).0, small_hours.date().pred_opt().unwrap());
}

#[test]
fn a_log_is_written_line_after_line_without_the_mouse() {
    let mut person = at_the_watch(OFFICE);
    person.click("新建本班日志");
    let (id, log) = only_log(&person);
    assert_eq!((log.day, log.shift), (Some(day()), Some(DutyShift::Day)));
    let name = |person: &Person, id| person.session().document().person_name(id).to_owned();
    assert_eq!(name(&person, log.leader.unwrap()), "柴有田");
    assert_eq!(name(&person, log.captain.unwrap()), "亢宝庆");

    person.field("新一条").focus();
    person.run();
    person.type_keys("东线巡查15处");
    person.key(Key::Enter);
    person.type_keys("充电棚清走纸箱");
    person.key(Key::Enter);
    person.key(Key::Enter);
    let (_, log) = only_log(&person);
    let lines: Vec<_> = log.lines.values().map(|line| (line.at, line.words.as_str())).collect();
    let eight = NaiveTime::from_hms_opt(8, 0, 0);
    assert_eq!(lines, [(eight, "东线巡查15处"), (eight, "充电棚清走纸箱")]);
    person.picture("watch-log-lines");

    // Written down late: the time first, and on to the words.
    person.field("新一条时间").focus();
    person.run();
    person.fill("新一条时间", "0915");
    person.type_keys("检查食堂燃气阀");
    let (_, log) = only_log(&person);
    let last = log.lines.values().last().unwrap();
    assert_eq!(last.at, NaiveTime::from_hms_opt(9, 15, 0));
    assert_eq!(last.words, "检查食堂燃气阀");

    person.reach("登记来电来文");
    person.fill("来电人", "公司调度 王工");
    person.fill("事项", "问在岗人数");
    person.fill("遗留提醒", "6#消火栓井盖要再除一次冰");
    person.reach("空白栏填“无”（5栏）");
    let (_, log) = only_log(&person);
    assert_eq!(log.calls.values().next().unwrap().matter, "问在岗人数");
    assert_eq!((log.visits.as_str(), log.services.as_str()), ("无", "无"));
    assert_eq!(log.left, "6#消火栓井盖要再除一次冰");
    assert!(log.weather.is_empty(), "weather is never 无");
    person.chord(Key::Z);
    assert_eq!(only_log(&person).1.visits, "", "filling the blanks is one step");
    assert_eq!(only_log(&person).0, id);

    // The shift has its log; the button leads there instead of beginning a second one.
    person.click("今日");
    person.click("值守");
    person.click("打开本班日志");
    assert_eq!(person.session().document().logs.len(), 1);
}

#[test]
fn the_patrols_of_the_shift_come_into_its_log_once() {
    let (mut session, people, _) = guarded_mine();
    let route = *session.document().routes.iter().next().unwrap().0;
    for (shift, back) in [("早班", (9, 40)), ("晚班", (21, 30))] {
        let issue = SheetAction::IssueRoute {
            route,
            shift: shift.to_owned(),
            day: day(),
            walkers: people[..2].to_vec(),
        };
        let RecordId::Sheet(sheet) = made(&mut session, Action::Sheet(issue)) else { panic!() };
        let back = NaiveTime::from_hms_opt(back.0, back.1, 0);
        act(&mut session, set((sheet, SheetField::Back(back))));
    }
    let mut person = Person::at(session, OFFICE);
    person.click("值守");
    person.click("新建本班日志");
    person.reach("带入本班巡查（1次）");
    let (_, log) = only_log(&person);
    let line = log.lines.values().next().unwrap();
    assert_eq!(line.at, NaiveTime::from_hms_opt(9, 40, 0));
    assert!(line.words.contains("XC-2027-0001") && line.words.contains("3处，无异常"), "{line:?}");
    assert!(!person.shows("带入本班巡查（"), "the night's patrol belongs to another shift");
}

#[test]
fn a_shift_gone_by_is_asked_for() {
    let mut person = at_the_watch(OFFICE);
    person.click("补写一班…");
    person.fill("日期", "2月4日");
    person.click("夜班");
    person.picture("watch-shift");
    person.chord(Key::Enter);
    let (_, log) = only_log(&person);
    assert_eq!(log.day, day().pred_opt());
    assert_eq!(log.shift, Some(DutyShift::Night));
    // A shift that has its log is shown, not begun a second time.
    person.click("新建本班日志");
    assert_eq!(person.session().document().logs.len(), 2);
    person.click("补写一班…");
    person.chord(Key::Enter);
    assert_eq!(person.session().document().logs.len(), 2);
    assert!(person.harness.state().workspace().dialog().is_none());
}

/// What was put on the clipboard while running until the screen settles.
fn copied(person: &mut Person, label: &str) -> Option<String> {
    use egui_kittest::kittest::Queryable as _;
    person.actions += 1;
    person.harness.get_by_label(label).click();
    (0..4).find_map(|_| {
        person.harness.step();
        person.harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    })
}

#[test]
fn a_zero_report_is_two_clicks_the_second_time() {
    let mut person = at_the_watch(OFFICE);
    person.click_like("零报告 0");
    person.fill("接收单位", "矿党委");
    person.key(Key::Enter);
    person.must_show("应到4人，实到____人");
    person.must_show("报告人：亢宝庆");
    person.click("4人都在岗");
    person.picture("watch-zero");
    let words = "【零报告】望禾煤矿春节党员突击队2月5日08:00：应到4人，实到4人；巡查0次，\
                 新发现隐患0条、当场整改0条；无突发事件。报告人：亢宝庆";
    assert_eq!(copied(&mut person, "复制").as_deref(), Some(words));
    person.run();
    person.must_show("已复制");
    person.must_show("08:00 已报");
    // The same words as a file.
    person.click("存为文本…");
    assert_eq!(person.world.seen(|seen| seen.kept.clone()).as_deref(), Some(words));

    let next = day().succ_opt().unwrap().and_hms_opt(9, 0, 0).unwrap();
    person.world.seen(|seen| seen.now = Some(next));
    person.run();
    person.must_show("平时 08:00");
    person.must_show("还有 1 处没报");
    person.click("报矿党委");
    assert_eq!(person.session().document().zero_reports.len(), 2);
}

#[test]
fn nobody_hands_over_to_themselves() {
    let mut person = at_the_watch(OFFICE);
    person.click_like("交接班 0");
    person.click("本班交班");
    let doc = person.session().document();
    let (id, one) = doc.handovers.iter().next().unwrap();
    let (id, name) = (*id, |id| doc.person_name(id));
    assert_eq!((name(one.giver.unwrap()), name(one.taker.unwrap())), ("亢宝庆", "苗小满"));
    assert_eq!(one.unfinished, "无");
    person.picture("watch-handover");
    person.pick_person("接班人", "亢宝庆");
    person.must_show("交班人和接班人都是亢宝庆");
    let taker = person.session().document().handovers.get(&id).unwrap().taker.unwrap();
    assert_eq!(person.session().document().person_name(taker), "苗小满");
    person.fill("移交物品", "对讲机3部、强光手电2支");
    let one = person.session().document().handovers.get(&id).unwrap().clone();
    assert_eq!(one.kit, "对讲机3部、强光手电2支");
}

#[test]
fn an_empty_post_asks_what_was_done_about_it() {
    let mut person = at_the_watch(OFFICE);
    person.click_like("查岗 0");
    person.click("登记第一次查岗");
    person.choose("岗位", "巡查员");
    person.choose("方式", "电话");
    person.pick_person("抽查人", "柴有田");
    person.fill("应到", "2");
    person.fill("实到", "1");
    person.choose("情况", "三分钟内未接通");
    person.must_show("没写处理意见");
    person.must_show("请写处理意见");
    person.picture("watch-check");
    person.fill("处理意见", "5分钟后接通，在配电室巡查，已到岗");
    assert!(!person.shows("没写处理意见"));
    let doc = person.session().document();
    let (_, check) = doc.spot_checks.iter().next().unwrap();
    assert_eq!((check.expected, check.present), (2, 1));
    assert_eq!(check.outcome, Some(Outcome::Unreached));
}

/// Every tab, empty, and with the first paper of each.
fn visit(person: &mut Person, name: &str) {
    person.click("值守");
    for (tab, begin) in [
        ("值班日志 ", "新建本班日志"),
        ("零报告 ", ""),
        ("交接班 ", "本班交班"),
        ("查岗 ", "登记查岗"),
    ] {
        person.reach_like(tab);
        person.picture(&format!("{name}-{}-空", tab.trim()));
        if begin.is_empty() {
            person.reveal("登记");
            person.fill("接收单位", "矿党委");
            person.key(Key::Enter);
        } else {
            person.reach(begin);
        }
        person.picture(&format!("{name}-{}", tab.trim()));
        if person.shows("返回列表") {
            person.reach("返回列表");
            person.picture(&format!("{name}-{}-列表", tab.trim()));
        }
    }
}

#[test]
fn the_watch_paints_at_every_size_with_long_names() {
    for (size, name) in [(OFFICE, "watch"), (LARGE, "watch-large")] {
        visit(&mut at_the_watch(size), name);
        let (mut session, people, posts) = guarded_mine();
        let long = "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓".repeat(3);
        for id in people {
            act(&mut session, set((id, PersonField::Name(long.clone()))));
        }
        for id in posts {
            let field = shousui::model::people::PostField::Name(long.clone());
            act(&mut session, set((id, field)));
        }
        visit(&mut Person::at(session, size), &format!("{name}-long"));
        visit(&mut Person::at(season_mine(), size), &format!("{name}-season"));
    }
}
