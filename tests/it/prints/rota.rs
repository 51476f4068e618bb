//! 《春节值班安排表》.

use chrono::NaiveDate;
use shousui::action::{Action, TeamAction};
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::mine::{Announced, LittleYear, MineField, Only, SeasonField};
use shousui::model::people::{PersonField, PostField};
use shousui::model::plan::PhoneField;
use shousui::print::{CATALOGUE, FileKind, Request, Scope, office};

use super::manned::{absurd, line, manned, on_duty, post, stays_on_the_page};
use super::masked::parts;
use super::{count, has, printed, stamp};
use crate::fixture::{act, day, empty, set};

fn rota(from: &str, to: &str) -> Request {
    let [from, to] = [from, to].map(|day: &str| day.parse::<NaiveDate>().unwrap());
    Request::rota(from, to, false)
}

#[test]
fn the_rota_has_everybody_in_their_column_and_says_how_to_read_it() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "值班矿领导", DutyShift::Whole, 0, &names.people[..1]);
    on_duty(&mut session, "巡查员", DutyShift::Day, 0, &names.people[1..3]);
    on_duty(&mut session, "电工值班", DutyShift::Night, 1, &[names.electrician]);
    let cell = DutyId { day: day(), post: post(&session, "巡查员"), shift: DutyShift::Day };
    act(&mut session, set((cell, DutyField::Note("温禾生替亢宝庆".to_owned()))));
    let clinic = line(&session, "卫生所");
    act(&mut session, set((clinic, PhoneField::Number("8120".to_owned()))));
    let (print, words) = printed(&session, &rota("2027-02-05", "2027-02-09"));
    has(
        &words,
        &[
            "2027年春节值班安排表",
            "2027年2月5日至2月9日（腊月廿九至正月初四）",
            "值班矿领导*",
            "消防控制室*",
            "白班8:00—20:00；夜班20:00—次日8:00；未注班次的为全天，8:00—次日8:00。",
            "换班、离岗须经值班矿领导同意，接班人到位后方可离开",
            "手机24小时畅通",
            "按上级通知的时间报零报告，有情况随时报。",
            "带*的岗位以矿办正式表为准。",
            "白班巡查员温禾生替亢宝庆",
            "紧急电话：火警119　急救120　公安110　调度室8000　卫生所8120",
            "2月5日周五腊月廿九",
            "除夕",
            "编制",
            "审核",
            "批准",
        ],
    );
    assert!(!words.contains("带班"), "on a mine's wall that means underground");
    assert_eq!((count(&words, "苗小满"), count(&words, "侯望川")), (1, 1));
    assert_eq!(count(&words, "2月10日"), 0);
    assert_eq!(print.page_count(), 1);
    assert!(!words.contains("突击队队长"), "a post without shifts has no column");

    // Whoever was on duty in a shift the post has no more still stands there.
    let electrician = post(&session, "电工值班");
    act(&mut session, set((electrician, PostField::Shifts(vec![DutyShift::Day]))));
    let (_, words) = printed(&session, &rota("2027-02-05", "2027-02-09"));
    has(&words, &["侯望川"]);
}

/// What nobody has announced is not worked out; what was is said with its source.
#[test]
fn the_days_off_are_those_of_the_law_until_the_notice_is_there() {
    let (mut session, _) = manned(1);
    let (_, words) = printed(&session, &rota("2027-01-30", "2027-02-20"));
    has(&words, &["法定节假日2月5日至8日，其余放假、调休待国办通知。", "除夕 休", "春节 休"]);
    // By law and no further: 补假 is the notice's to give.
    assert!(!words.contains("上班") && !words.contains("破五 休") && !words.contains("人日 休"));

    let off = ["2027-02-05", "2027-02-06", "2027-02-10"].map(|day| (day, Announced::Off));
    for (day, kind) in off.into_iter().chain([("2027-02-14", Announced::Work)]) {
        let field = SeasonField::Announced(day.parse().unwrap(), Some(kind));
        act(&mut session, set((Only, field)));
    }
    act(&mut session, set((Only, SeasonField::Notice("示例发电〔2026〕1号".to_owned()))));
    let (_, words) = printed(&session, &rota("2027-01-30", "2027-02-20"));
    let note = "2月5日至6日、10日休；2月14日上班（按示例发电〔2026〕1号）。";
    has(&words, &[note, "破五 休", "正月初九上班"]);
    // Papers of a day say it of theirs.
    for (of, said) in [
        ("2027-02-05", "法定节假日"),
        ("2027-02-10", "放假"),
        ("2027-02-14", "调休上班"),
        ("2027-02-15", ""),
    ] {
        let (_, words) = printed(&session, &Request::brief(of.parse().unwrap()));
        let all = ["法定节假日", "放假", "调休上班"].into_iter().filter(|one| words.contains(one));
        assert!(all.eq((!said.is_empty()).then_some(said)), "{of}: {words}");
    }
    assert!(!words.contains("待国办通知"));
}

/// Where a post is called stands under it, and nothing of a long name is left out; the last column
/// is for the pen.
#[test]
fn posts_have_their_telephones_and_their_names_in_full() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "备班", DutyShift::Whole, 0, &names.people);
    let standby = post(&session, "备班");
    let long = "矿区生活服务中心和职工公寓区值班协调备勤机动岗位（含夜间）";
    act(&mut session, set((standby, PostField::Name(long.to_owned()))));
    act(&mut session, set((standby, PostField::Phone("0358-3028000".to_owned()))));
    for large in [false, true] {
        let [from, to] = ["2027-02-05", "2027-02-09"].map(|day: &str| day.parse().unwrap());
        let (print, words) = printed(&session, &Request::rota(from, to, large));
        stays_on_the_page(&print);
        has(&words, &[long, "备注", "联系电话", "0358-3028000"]);
        assert_eq!(print.page_count(), 1);
    }
}

/// Whoever it is reported to wants telephones; on a wall and in anything masked there are none.
#[test]
fn the_rota_that_is_reported_has_everybodys_telephone() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "值班矿领导", DutyShift::Whole, 0, &names.people[..1]);
    on_duty(&mut session, "巡查员", DutyShift::Day, 0, &names.people[..2]);
    let mobile = PersonField::Mobile("19900000001".to_owned());
    act(&mut session, set((names.people[0], mobile)));
    act(&mut session, set((names.people[1], PersonField::Phone(String::new()))));
    act(&mut session, set((names.people[1], PersonField::Mobile(String::new()))));
    let offered = |masked| {
        let paper = CATALOGUE.iter().find(|paper| paper.word == "rota-full").unwrap();
        paper.offers(session.document(), &Scope { masked, ..Scope::all(day()) })
    };
    assert!(offered(true).is_empty());
    let request = offered(false)[0].request.clone();
    let (print, words) = printed(&session, &request);
    let name = session.document().person_name(names.people[0]);
    has(&words, &["值班人员电话", "19900000001", "含个人电话，报送和值班台使用，不张贴、不外传。"]);
    assert_eq!((count(&words, name), print.page_count()), (3, 2));
    assert_eq!(count(&words, "没有登记电话"), 1);
    let (_, wall) = printed(&session, &rota("2027-02-05", "2027-02-09"));
    assert!(!wall.contains("19900000001") && !wall.contains("值班人员电话"));
    for (kind, masked, shown) in [
        (FileKind::Word, false, true),
        (FileKind::Excel, false, true),
        (FileKind::Word, true, false),
    ] {
        let file = office(session.document(), &request, &stamp(), (kind, masked)).unwrap();
        let is_told = parts(kind, &file).iter().any(|(_, words)| words.contains("19900000001"));
        assert_eq!(is_told, shown, "{kind:?} {masked}");
    }
}

/// The hours to look closer stand under the table, on the days of it.
#[test]
fn the_rota_says_when_to_look_closer() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "备班", DutyShift::Whole, 0, &names.people[..1]);
    let (_, words) = printed(&session, &rota("2027-02-04", "2027-02-06"));
    has(&words, &["重点时段加密巡查：2月5日16:00至次日2:00 除夕夜；2月6日6:00至9:00 初一早晨。"]);
    let (_, words) = printed(&session, &rota("2027-02-07", "2027-02-09"));
    assert!(!words.contains("重点时段"));
    let (_, words) = printed(&session, &Request::board(day()));
    has(&words, &["重点时段：16:00至次日2:00 除夕夜，加密巡查。"]);
}

/// 小年 is on the day the mine keeps it.
#[test]
fn little_new_year_is_where_the_mine_keeps_it() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "备班", DutyShift::Whole, 0, &names.people[..1]);
    for (little, northern, southern) in
        [(LittleYear::North, true, false), (LittleYear::South, false, true)]
    {
        act(&mut session, set((Only, MineField::LittleYear(Some(little)))));
        for (date, is_it) in [("2027-01-30", northern), ("2027-01-31", southern)] {
            let (_, words) = printed(&session, &rota(date, date));
            assert_eq!(words.contains("小年"), is_it, "{date}");
            let (_, words) = printed(&session, &Request::board(date.parse().unwrap()));
            assert_eq!(words.contains("小年"), is_it, "{date}");
        }
    }
}

#[test]
fn a_long_rota_asks_for_more_paper_and_an_a3_is_larger() {
    let (mut session, names) = manned(1);
    for days in 0..22 {
        on_duty(&mut session, "备班", DutyShift::Whole, days - 6, &names.people);
    }
    let (print, words) = printed(&session, &rota("2027-01-30", "2027-02-20"));
    assert_eq!(count(&words, "苗小满"), 22);
    stays_on_the_page(&print);
    let [from, to] = ["2027-01-30", "2027-02-20"].map(|day: &str| day.parse().unwrap());
    let (large, _) = printed(&session, &Request::rota(from, to, true));
    assert_eq!(large.pages()[0].frame.size().x.to_mm().round(), 420.0);
    assert!(large.page_count() <= print.page_count());

    // A slip of the hand is no book.
    let (print, words) = printed(&session, &rota("2027-01-30", "2037-01-30"));
    assert!(print.page_count() < 20 && words.contains("5月1日") && !words.contains("5月2日"));
}

#[test]
fn a_rota_without_posts_or_with_absurd_names_stays_on_its_page() {
    for request in [rota("2027-02-05", "2027-02-09"), rota("2027-02-09", "2027-02-05")] {
        let (print, words) = printed(&empty(1), &request);
        has(&words, &["春节值班安排表", "还没有排班", "调度室________（待填）"]);
        assert_eq!(print.page_count(), 1);
    }
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[0], PersonField::Name(absurd()))));
    let days = (0..5).map(|days| (day() + chrono::TimeDelta::days(days), names.people.clone()));
    let post = post(&session, "备班");
    act(&mut session, set((post, PostField::Name(absurd()))));
    let copy = TeamAction::TakeTurns { post, shift: DutyShift::Whole, days: days.collect() };
    act(&mut session, Action::Team(copy));
    let (print, _) = printed(&session, &rota("2027-02-05", "2027-02-09"));
    stays_on_the_page(&print);
    // The page of telephones too.
    let paper = CATALOGUE.iter().find(|paper| paper.word == "rota-full").unwrap();
    let request = paper.offers(session.document(), &Scope::all(day()))[0].request.clone();
    let (print, words) = printed(&session, &request);
    has(&words, &["值班人员电话"]);
    stays_on_the_page(&print);
}
