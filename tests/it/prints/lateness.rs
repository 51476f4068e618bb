//! What was late stays late: on every paper, in the figures and for the rule.

use chrono::NaiveDate;
use shousui::action::{Action, HazardAction, Refusal};
use shousui::model::RecordId;
use shousui::model::hazard::{Hazard, HazardField, Step};
use shousui::model::id::HazardId;
use shousui::print::{Request, Stamp, print};
use shousui::rules::figures::HazardFigures;
use shousui::rules::review;
use shousui::session::Session;

use super::{has, text_of};
use crate::fixture::{Names, morning, set, small_mine};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Does something at ten of some day.
fn at(session: &mut Session, day: &str, action: &Action) -> RecordId {
    let now = on(day).and_hms_opt(10, 0, 0).unwrap();
    let done = session.perform(action, now).unwrap();
    session.seal();
    done.made.first().cloned().unwrap_or(RecordId::Plan(shousui::model::mine::Only))
}

/// A hazard found, handed over and received on one day, to be put right by another.
fn received(session: &mut Session, names: &Names, found: &str, due: &str) -> HazardId {
    let hazard = Hazard {
        words: "防火门关不上".to_owned(),
        site: names.sites.first().copied(),
        finders: vec![names.people[0]],
        due: Some(on(due)),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(hazard) = at(session, found, &report) else { panic!("no hazard") };
    let hand_over =
        HazardAction::HandOver { hazards: vec![hazard], by: names.people[0], due: None };
    let RecordId::Transfer(slip) = at(session, found, &Action::Hazard(hand_over)) else {
        panic!("no slip")
    };
    let now = on(found).and_hms_opt(10, 0, 0).unwrap();
    let receive = HazardAction::Receive { slip, by: names.people[2], at: now };
    at(session, found, &Action::Hazard(receive));
    hazard
}

fn step(session: &mut Session, hazard: HazardId, day: &str, step: Step) {
    at(session, day, &Action::Hazard(HazardAction::Advance { hazard, step }));
}

/// Put right, looked at and signed off on one day.
fn closed(session: &mut Session, names: &Names, hazard: HazardId, day: &str) {
    let now = on(day).and_hms_opt(10, 0, 0).unwrap();
    let how = "换闭门器".to_owned();
    step(session, hazard, day, Step::Rectified { at: now, how, by: names.people[2] });
    let (by, words) = (vec![names.people[1]], "合格".to_owned());
    step(session, hazard, day, Step::Rechecked { by, at: now, pass: true, words });
    step(session, hazard, day, Step::Closed { by: names.people[3], on: on(day) });
}

fn extended(session: &mut Session, names: &Names, hazard: HazardId, day: &str, until: &str) {
    let (why, by) = ("等配件".to_owned(), names.people[3]);
    let (until, granted) = (on(until), on(day));
    step(session, hazard, day, Step::Extended { until, why, by, on: granted });
}

/// The words of a paper as of some day.
fn paper(session: &Session, request: &Request, day: &str) -> String {
    let now = on(day).and_hms_opt(18, 0, 0).unwrap();
    let stamp = Stamp { code: String::new(), now, both_sides: false };
    text_of(&print(session.document(), request, &stamp).unwrap())
}

/// What the rule for limits finds as of a day.
fn overdue(session: &Session, day: &str) -> Vec<String> {
    let findings = review(session.document(), on(day)).into_iter();
    findings.filter(|one| one.rule.code == "H10").map(|one| one.breach.sentence()).collect()
}

#[test]
fn put_right_two_days_late_is_told_by_every_paper_ever_after() {
    let (mut session, names) = small_mine(1);
    let hazard = received(&mut session, &names, "2027-01-29", "2027-01-31");
    closed(&mut session, &names, hazard, "2027-02-02");
    let record = session.document().hazards.get(&hazard).unwrap();
    for today in ["2027-02-02", "2027-02-20", "2027-12-31"] {
        assert_eq!(record.days_late(on(today)), 2, "{today}");
        assert!(!record.is_late(on(today)));
    }
    let figures = HazardFigures::of(session.document(), on("2027-02-05"));
    assert_eq!((figures.late, figures.was_late), (0, 1));
    has(
        &paper(&session, &Request::brief(on("2027-02-01")), "2027-02-05"),
        &["其中超期1条", "超期1天"],
    );
    let ledger = paper(&session, &Request::ledger(), "2027-02-05");
    has(&ledger, &["超期0条（口径：截至当日未整改且过期限），曾超期1条", "已销号曾超期2天"]);
    let summary = paper(&session, &Request::summary(), "2027-02-05");
    has(&summary, &["1条隐患整改或延期时已过期限：YH-2027-0001超期2天。", "曾超期1条"]);
    assert!(!summary.contains("没有重复、超期"), "{summary}");
    // A look at an earlier day finds what was late then, and nothing once it was put right.
    assert_eq!(overdue(&session, "2027-01-31"), Vec::<String>::new());
    assert_eq!(overdue(&session, "2027-02-01"), ["YH-2027-0001：期限1月31日，已超期1天"]);
    assert_eq!(overdue(&session, "2027-02-03"), Vec::<String>::new());
}

#[test]
fn an_extension_counts_from_its_own_day_and_hides_neither_the_limit_before_nor_its_day() {
    let (mut session, names) = small_mine(1);
    let hazard = received(&mut session, &names, "2027-02-06", "2027-02-10");
    extended(&mut session, &names, hazard, "2027-02-12", "2027-02-28");
    let late = |session: &Session, today: &str| {
        let record = session.document().hazards.get(&hazard).unwrap();
        (record.days_late(on(today)), record.is_late(on(today)))
    };
    assert_eq!(late(&session, "2027-02-13"), (2, false));
    assert_eq!(late(&session, "2027-03-01"), (3, true));
    has(&paper(&session, &Request::brief(on("2027-02-11")), "2027-02-13"), &["其中超期1条"]);
    let after = paper(&session, &Request::brief(on("2027-02-13")), "2027-02-13");
    has(&after, &["（没有超期），曾过期限（已整改或已延期）1条", "整改中曾超期2天", "2月28日"]);
    let ledger = paper(&session, &Request::ledger(), "2027-02-13");
    has(&ledger, &["（原期限2月10日，2月12日亢宝庆同意延期至2月28日）", "曾超期1条"]);
    closed(&mut session, &names, hazard, "2027-02-20");
    assert_eq!(late(&session, "2027-06-01"), (2, false));
    let summary = paper(&session, &Request::summary(), "2027-02-21");
    has(&summary, &["YH-2027-0001超期2天", "1条隐患办理过延期"]);
    has(&summary, &["于2月10日前整改；2月12日亢宝庆同意延期至2月28日；2月20日整改完成"]);
}

/// Late, moved on, and late again: the days are those of both limits wherever they are told.
#[test]
fn late_twice_is_as_many_days_on_every_paper() {
    let (mut session, names) = small_mine(1);
    let hazard = received(&mut session, &names, "2027-02-06", "2027-02-10");
    extended(&mut session, &names, hazard, "2027-02-12", "2027-02-14");
    let today = "2027-02-15";
    let papers = [
        Request::overview(),
        Request::ledger(),
        Request::brief(on(today)),
        Request::site(names.sites[0]),
        Request::summary(),
    ];
    for request in papers {
        let words = paper(&session, &request, today);
        assert!(words.contains("超期3天") && !words.contains("超期1天"), "{request:?}: {words}");
    }
    assert_eq!(overdue(&session, today), ["YH-2027-0001：期限2月14日，已超期3天"]);
}

#[test]
fn an_extension_in_time_is_not_late_and_a_recheck_that_failed_is_no_mending() {
    let (mut session, names) = small_mine(1);
    let in_time = received(&mut session, &names, "2027-02-06", "2027-02-10");
    extended(&mut session, &names, in_time, "2027-02-10", "2027-02-12");
    closed(&mut session, &names, in_time, "2027-02-12");
    let failed = received(&mut session, &names, "2027-02-06", "2027-02-10");
    let now = on("2027-02-09").and_hms_opt(9, 0, 0).unwrap();
    let how = "擦拭".to_owned();
    step(&mut session, failed, "2027-02-09", Step::Rectified { at: now, how, by: names.people[2] });
    let (by, words) = (vec![names.people[1]], "仍关不上".to_owned());
    let failing = Step::Rechecked { by, at: now, pass: false, words };
    step(&mut session, failed, "2027-02-09", failing);
    closed(&mut session, &names, failed, "2027-02-13");
    let days =
        |id: HazardId| session.document().hazards.get(&id).unwrap().days_late(on("2027-03-01"));
    assert_eq!((days(in_time), days(failed)), (0, 3));
    let figures = HazardFigures::of(session.document(), on("2027-03-01"));
    assert_eq!((figures.late, figures.was_late), (0, 1));
}

#[test]
fn a_limit_before_the_day_it_was_found_is_refused() {
    let (mut session, names) = small_mine(1);
    let hazard = received(&mut session, &names, "2027-02-05", "2027-02-05");
    let new =
        Hazard { words: "灯不亮".to_owned(), due: Some(on("2027-02-05")), ..Hazard::default() };
    let report = Action::Hazard(HazardAction::Report(Box::new(new)));
    let RecordId::Hazard(fresh) = at(&mut session, "2027-02-05", &report) else {
        panic!("no hazard")
    };
    for (hazard, field) in [
        (hazard, HazardField::Due(Some(on("2027-02-04")))),
        (hazard, HazardField::Due(Some(on("2026-02-08")))),
        (fresh, HazardField::FoundOnDay(Some(on("2027-02-06")))),
    ] {
        let refused = session.perform(&set((hazard, field)), morning()).unwrap_err();
        let Refusal::Broken(words) = refused else { panic!("{refused}") };
        assert!(words.contains("早于发现日期"), "{words}");
    }
    let (why, by) = ("等配件".to_owned(), names.people[3]);
    let until = on("2027-02-04");
    let step = Step::Extended { until, why, by, on: on("2027-02-05") };
    let extend = Action::Hazard(HazardAction::Advance { hazard, step });
    assert!(session.perform(&extend, morning()).is_err());
}
