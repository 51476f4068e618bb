//! 处置记录, 情况报告, 复盘表, 演练方案, 演练评估表.

use chrono::{NaiveDateTime, TimeDelta};
use shousui::action::{Action, IncidentAction, Jot, PlanAction, Timed};
use shousui::model::RecordId;
use shousui::model::id::IncidentId;
use shousui::model::incident::{
    Aspect, Became, DrillKind, Improvement, IncidentField, IncidentLineField, Level, LineKind,
    OrderWay, Rating,
};
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::CardCode;
use shousui::print::{CATALOGUE, Of, Request, Scope};
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{count, endless, has, printed};
use crate::fixture::{act, day, set, small_mine};

fn night() -> NaiveDateTime {
    day().and_hms_opt(22, 0, 0).unwrap()
}

/// Recorded from the first minute to the last.
fn recorded(drill: Option<DrillKind>) -> (Session, IncidentId) {
    let (mut session, names) = small_mine(1);
    act(&mut session, set((Only, MineField::Place("禾安县云砚镇".to_owned()))));
    act(&mut session, set((Only, MineField::MeetingPoint("南大门".to_owned()))));
    let card = CardCode("E01".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![card.clone()])));
    let start = Action::Incident(IncidentAction::Start { drill, card: Some(card) });
    let done = session.perform(&start, night()).unwrap();
    let RecordId::Incident(id) = done.made[0] else { panic!("{done:?}") };
    let lines = [
        (20, 0, Jot::Fire),
        (35, 0, Jot::Dispatch),
        (50, 0, Jot::Step(10)),
        // The clock was put forward by an hour.
        (70, 3600, Jot::Note("三层东侧楼道有烟".to_owned())),
        (90, 3600, Jot::Order("撤到食堂前".to_owned())),
        (95, 3600, Jot::Level(Level::Mine)),
        (300, 3600, Jot::Count { place: "3号公寓".to_owned(), expected: 87, present: 86 }),
        (600, 3600, Jot::End),
    ];
    for (since, ahead, line) in lines {
        let timed = Timed { since: Some(since), resumed: false };
        let write = IncidentAction::Write { incident: id, line, timed };
        let at = night() + TimeDelta::seconds(i64::from(since) + ahead);
        session.perform(&Action::Incident(write), at).unwrap();
    }
    let fields = [
        IncidentField::What("3号公寓412室充电器冒烟".to_owned()),
        IncidentField::Site(Some(names.sites[0])),
        IncidentField::OrderedBy(Some(names.people[0])),
        IncidentField::OrderWay(Some(OrderWay::Phone)),
        IncidentField::OrderedAt(Some(night().time())),
        IncidentField::Order("断电撤人".to_owned()),
        IncidentField::People("无人受伤".to_owned()),
        IncidentField::Good("报警及时".to_owned()),
        IncidentField::Rating(Aspect::Alarm, Some(Rating::Good)),
    ];
    for field in fields {
        act(&mut session, set((id, field)));
    }
    (session, id)
}

#[test]
fn the_record_tells_minute_by_minute_who_was_told_who_ordered_and_what_was_done() {
    let (session, id) = recorded(None);
    let (print, words) = printed(&session, &Request::incident(id));
    has(
        &words,
        &[
            "突发事件处置记录",
            "3号公寓412室充电器冒烟",
            "22:00 苗小满 电话：断电撤人",
            "23:01:30 撤到食堂前",
            "22:00:50",
            "00:00:50",
            "没有记录",
            "电脑钟点比连续计时快1小时：拨过钟或休眠过",
            "点名 3号公寓：应到87人，实到86人，未到1人",
            "00:10:00",
            "值班矿领导签名",
        ],
    );
    assert!(!words.contains("演练"), "{words}");
    stays_on_the_page(&print);
    let mut typed = session;
    act(&mut typed, set((id, IncidentField::HappenedOn(day().pred_opt()))));
    let (_, late) = printed(&typed, &Request::incident(id));
    has(&late, &["2027年2月4日（2027年2月5日 22:00录入）"]);
    // Whoever ordered is told of; nobody signs by machine.
    assert_eq!(count(&words, "苗小满"), 1);
}

/// What was written by mistake is told as such, and is no call, no order and no step on paper.
#[test]
fn a_line_written_by_mistake_counts_for_nothing_on_paper() {
    let (mut session, id) = recorded(None);
    let told = |kind: LineKind, session: &Session| {
        let mut lines = session.document().incident_lines.iter();
        *lines.find(|(_, line)| line.kind == Some(kind)).unwrap().0
    };
    for kind in [LineKind::Fire, LineKind::Order, LineKind::Step, LineKind::Level] {
        let line = told(kind, &session);
        act(&mut session, set((line, IncidentLineField::Struck(true))));
    }
    let (_, words) = printed(&session, &Request::incident(id));
    has(
        &words,
        &["（记错，作废）已报119", "（记错，作废）命令：撤到食堂前", "（记错，作废）响应级别"],
    );
    assert!(!words.contains("23:01:30 撤到食堂前"), "no order: {words}");
    let (_, words) = printed(&session, &Request::incident_report(id));
    assert!(!words.contains("已报119") && !words.contains("撤到食堂前"), "{words}");
    has(&words, &["已报调度室"]);
}

#[test]
fn the_report_has_its_elements_and_claims_no_hour_it_does_not_know() {
    let (session, id) = recorded(None);
    let (print, words) = printed(&session, &Request::incident_report(id));
    has(
        &words,
        &[
            "突发事件情况报告",
            "2027年2月5日 22:00",
            "禾安县云砚镇 3号公寓",
            "无人受伤",
            "22:00 已报119",
            "三层东侧楼道有烟",
            "命令：撤到食堂前",
            "1小时内",
            "《煤矿安全生产条例》第59条、《生产安全事故报告和调查处理条例》第9条",
            "所在地矿山安全监察机构",
            "接报人",
        ],
    );
    stays_on_the_page(&print);
}

/// What a step says is for one case or another: that it was ticked off says that somebody saw to it, not that
/// somebody was burnt and 120 was called.
#[test]
fn what_a_step_asks_for_is_not_told_as_what_happened() {
    let (mut session, id) = recorded(None);
    let timed = Timed { since: Some(80), resumed: false };
    let write = IncidentAction::Write { incident: id, line: Jot::Step(20), timed };
    let at = night() + TimeDelta::seconds(80);
    session.perform(&Action::Incident(write), at).unwrap();
    let fire = {
        let mut lines = session.document().incident_lines.iter();
        *lines.find(|(_, line)| line.kind == Some(LineKind::Fire)).unwrap().0
    };
    act(&mut session, set((fire, IncidentLineField::Struck(true))));
    let steps = session.document().incidents.get(&id).unwrap().steps.clone();
    let asked = "有人烧伤、呛烟的同时打120";
    assert!(steps[&20].what.contains(asked), "{:?}", steps[&20]);

    let (_, report) = printed(&session, &Request::incident_report(id));
    for step in steps.values() {
        assert!(!report.contains(step.what.trim_end_matches('。')), "{}: {report}", step.what);
    }
    has(&report, &["按处置卡E01处置，已记录完成第1步（22:00）、第2步（22:01）", "撤到食堂前"]);
    assert!(!report.contains("已报119") && !report.contains("120"), "{report}");

    // The record says what was asked for where the steps stand, and nowhere else.
    let (_, record) = printed(&session, &Request::incident(id));
    assert_eq!(count(&record, asked), 1, "{record}");
    has(&record, &["第2步完成（发现人）"]);
    assert!(!record.contains("已做"), "{record}");

    // Of another card than the one that holds, it is told in quotes what was asked for.
    let card = CardCode("E04".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![card.clone()])));
    let timed = Timed { since: Some(700), resumed: false };
    act(&mut session, Action::Incident(IncidentAction::TakeCard { incident: id, card, timed }));
    let (_, record) = printed(&session, &Request::incident(id));
    has(&record, &["完成一步：“发现人：高声示警"]);
    let (_, report) = printed(&session, &Request::incident_report(id));
    assert!(!report.contains("高声示警") && !report.contains(asked), "{report}");

    for (kind, word) in [(DrillKind::Table, "推演"), (DrillKind::Field, "演练")] {
        let (session, id) = recorded(Some(kind));
        let (_, report) = printed(&session, &Request::incident_report(id));
        has(&report, &[&format!("已记录{word}第1步")]);
    }
}

#[test]
fn a_drill_says_so_on_every_page_of_every_paper() {
    let (mut session, id) = recorded(Some(DrillKind::Field));
    act(&mut session, set((id, IncidentField::Scheme(endless().repeat(3)))));
    for request in [
        Request::incident(id),
        Request::incident_report(id),
        Request::incident_review(id),
        Request::drill_scheme(id),
        Request::drill_ratings(id),
    ] {
        let (print, _) = printed(&session, &request);
        for page in print.pages() {
            let mut words = String::new();
            super::words_on(&page.frame, &mut words);
            assert!(words.contains("演练"), "{request:?}");
        }
        stays_on_the_page(&print);
        let stem = shousui::print::file_stem(session.document(), &request, &super::stamp());
        assert!(stem.contains("演练"), "{stem}");
    }
}

#[test]
fn endless_words_and_nothing_at_all_are_printed() {
    let (mut session, id) = recorded(Some(DrillKind::Roll));
    let point = Improvement { words: endless(), ..Improvement::default() };
    for field in [
        IncidentField::What(endless()),
        IncidentField::Place(endless()),
        IncidentField::Order(endless()),
        IncidentField::People(endless()),
        IncidentField::Lacking(endless()),
        IncidentField::Result(endless()),
        IncidentField::Became(Some(Became::Fire)),
        IncidentField::Improvement(10, Some(point)),
    ] {
        act(&mut session, set((id, field)));
    }
    let start =
        Action::Incident(IncidentAction::Start { drill: Some(DrillKind::Table), card: None });
    let done = session.perform(&start, night()).unwrap();
    let RecordId::Incident(bare) = done.made[0] else { panic!("{done:?}") };
    for paper in CATALOGUE.into_iter().filter(|paper| matches!(paper.word, "incidents" | "drills"))
    {
        for id in [id, bare] {
            let of = Of::Records(vec![RecordId::Incident(id)]);
            let (print, _) = printed(&session, &Request { paper, of });
            stays_on_the_page(&print);
        }
    }
}

/// Of what was typed in on the day after, the end was that of the typing, and so was how long it took.
#[test]
fn a_record_typed_in_from_paper_does_not_claim_when_it_ended() {
    let (mut session, id) = recorded(None);
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0);
    act(&mut session, set((id, IncidentField::HappenedOn(day().pred_opt()))));
    act(&mut session, set((id, IncidentField::HappenedAt(time(21, 0)))));
    let (print, words) = printed(&session, &Request::incident(id));
    has(
        &words,
        &[
            "2027年2月4日 21:00（2027年2月5日 22:00录入）",
            "（2027年2月5日 23:10录入）",
            "实际结束时间和历时手写补上",
            // What the PC wrote counts from when it happened, and says on which day it was written.
            "2月5日 22:00:00",
            "25:00:50",
        ],
    );
    assert!(!words.contains("00:10:00"), "{words}");
    stays_on_the_page(&print);
    let end = {
        let mut lines = session.document().incident_lines.iter();
        *lines.find(|(_, line)| line.kind == Some(LineKind::End)).unwrap().0
    };
    act(&mut session, set((end, IncidentLineField::HappenedAt(time(21, 40)))));
    let (print, words) = printed(&session, &Request::incident(id));
    has(&words, &["2027年2月4日 21:40（2027年2月5日 23:10录入）", "00:40:00"]);
    assert!(!words.contains("手写补上"), "{words}");
    stays_on_the_page(&print);
    let (_, words) = printed(&session, &Request::incident_review(id));
    has(&words, &["00:40:00"]);
}

/// What is approved before a drill says nothing of when it was held, and there is no other paper of it yet.
#[test]
fn the_scheme_of_a_drill_that_is_prepared_leaves_its_hour_to_the_pen() {
    let (mut session, _) = recorded(None);
    let prepare = Action::Incident(IncidentAction::Prepare { drill: DrillKind::Field });
    let done = session.perform(&prepare, night()).unwrap();
    let RecordId::Incident(id) = done.made[0] else { panic!("{done:?}") };
    let (card, timed) = (CardCode("E01".to_owned()), Timed::default());
    act(&mut session, Action::Incident(IncidentAction::TakeCard { incident: id, card, timed }));
    act(&mut session, set((id, IncidentField::Scheme("二层起火，叫醒全楼".to_owned()))));
    let (print, words) = printed(&session, &Request::drill_scheme(id));
    has(&words, &["演练方案", "实战演练", "二层起火，叫醒全楼", "演练步骤", "批准签名"]);
    assert!(!words.contains("2027年2月5日 22:00"), "{words}");
    stays_on_the_page(&print);
    let of = Of::Records(vec![RecordId::Incident(id)]);
    let offered = |session: &Session| -> Vec<&str> {
        let scope = Scope::all(day());
        let offers = |paper: &shousui::print::Paper| {
            let all = paper.offers(session.document(), &scope);
            all.iter().any(|offer| offer.request.of == of)
        };
        CATALOGUE.into_iter().filter(|paper| offers(paper)).map(|paper| paper.title).collect()
    };
    assert_eq!(offered(&session), ["演练方案"]);
    act(&mut session, Action::Incident(IncidentAction::Begin { incident: id }));
    assert_eq!(offered(&session).len(), 5);
}

#[test]
fn the_blank_record_has_the_mines_words_and_room_for_the_pen() {
    let (session, _) = recorded(None);
    let (print, words) = printed(&session, &Request::blank_incident());
    has(
        &words,
        &[
            "望禾煤矿",
            "报119",
            "报调度室",
            "下令人",
            "应到",
            "我是禾安县云砚镇",
            "南大门等候",
            "____楼____层着火",
            "处置卡",
            "结束时间",
        ],
    );
    assert_eq!(print.page_count(), 1);
    assert!(!words.contains("412室"), "{words}");
    stays_on_the_page(&print);
}

#[test]
fn a_line_from_paper_stands_where_it_happened_with_both_times() {
    let (mut session, id) = recorded(None);
    let smoke = "三层东侧楼道有烟";
    let note = "标“补记”的先写在纸上";
    let (_, words) = printed(&session, &Request::incident(id));
    assert!(words.find("开始记录") < words.find(smoke) && !words.contains(note), "{words}");
    let doc = session.document();
    let line = doc.incident_lines.iter().find(|(_, one)| one.words == smoke).unwrap();
    let line = *line.0;
    let at = chrono::NaiveTime::from_hms_opt(21, 58, 0);
    act(&mut session, set((line, IncidentLineField::HappenedAt(at))));
    let (print, words) = printed(&session, &Request::incident(id));
    has(&words, &["21:58", "（补记，23:01:10录入）", note]);
    assert!(words.find(smoke) < words.find("开始记录"), "{words}");
    assert_eq!(count(&words, smoke), 1);
    stays_on_the_page(&print);
}
