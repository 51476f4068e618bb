//! The duty log.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use shousui::action::{Action, NewRecord, WatchAction};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{HazardField, Step};
use shousui::model::id::LogId;
use shousui::model::people::Post;
use shousui::model::watch::{Call, Log, LogLine, ZeroReport};
use shousui::print::{PrintError, Request, print};
use shousui::rules::duty::head_count;
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{add, advance, count, endless, has, on_duty, printed, report, stamp, time};
use crate::fixture::{Names, act, day, made, morning, set, small_mine};

fn line(at: &str, words: &str) -> LogLine {
    LogLine { at: time(at), words: words.to_owned() }
}

fn log_of(session: &mut Session, log: Log) -> LogId {
    match add(session, NewRecord::Log(log)) {
        RecordId::Log(id) => id,
        other => panic!("{other:?}"),
    }
}

/// The night of New Year's Eve as it was kept.
fn night(names: &Names) -> Log {
    let lines = [
        line("20:05:00", "接班点名"),
        // Typed last but one, told in its place.
        line("06:00:00", "开始下雪"),
        line("00:10:00", "三路报平安"),
    ];
    let call = Call {
        at: time("23:58:00"),
        from: "上级公司调度".to_owned(),
        matter: "询问各路情况".to_owned(),
        done: "答复在岗到齐".to_owned(),
        by: Some(names.people[1]),
    };
    Log {
        day: Some(day()),
        shift: Some(DutyShift::Night),
        weather: "多云，夜间微风".to_owned(),
        leader: Some(names.people[0]),
        keepers: vec![names.people[1]],
        captain: Some(names.people[2]),
        incidents: "无".to_owned(),
        left: "3号公寓后墙外早班再看一遍".to_owned(),
        lines: (1_u16..).map(|at| at * 10).zip(lines).collect(),
        calls: BTreeMap::from([(10, call)]),
        ..Log::default()
    }
}

#[test]
fn a_log_tells_its_shift_in_the_order_of_time_and_leaves_signing_to_the_pen() {
    let (mut session, names) = small_mine(1);
    let log = log_of(&mut session, night(&names));
    let (print, words) = printed(&session, &Request::log(log));
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
    has(
        &words,
        &[
            "春节党员突击队值班日志",
            "2027年2月5日（周五 腊月廿九 除夕）　法定节假日",
            "夜班",
            "20:00—次日8:00",
            "多云，夜间微风",
            "上级公司调度",
            "答复在岗到齐",
            "3号公寓后墙外早班再看一遍",
            "本班没有报送零报告",
            "台账中没有本班登记、办理的隐患",
            "不得涂改",
            "次日00:10三路报平安",
            "校验码 7F3A-91",
        ],
    );
    let told = ["接班点名", "三路报平安", "开始下雪"].map(|one| words.find(one).unwrap());
    assert!(told.is_sorted(), "past midnight: {words}");
    // Each signs in once; the keeper answered the call too.
    assert_eq!(count(&words, "苗小满"), 1);
    assert_eq!((count(&words, "温禾生"), count(&words, "柴有田")), (2, 1));
    assert!(words.contains("值班矿领导") && !words.contains("带班"), "{words}");
    assert!(!words.contains("补录"));
    assert!(print.missing_signs().is_empty());
}

#[test]
fn a_log_names_the_hazards_of_its_shift_by_number() {
    let (mut session, names) = small_mine(1);
    let [_, _, fixer, checker] = names.people[..] else { panic!("four people") };
    for (words, at) in
        [("锁", "20:30:00"), ("灯", "21:00:00"), ("线", "23:00:00"), ("门", "10:00:00")]
    {
        let hazard = report(&mut session, &names, words);
        act(&mut session, set((hazard, HazardField::FoundAt(time(at)))));
        if words == "灯" {
            let at = day().and_hms_opt(21, 10, 0).unwrap();
            let step = Step::FixedOnSpot { at, how: "换灯".to_owned(), fixer, checker };
            advance(&mut session, hazard, step);
        }
    }
    let night = log_of(&mut session, night(&names));
    let (_, words) = printed(&session, &Request::log(night));
    has(&words, &["登记3条：YH-2027-0001至0003；当场整改1条：0002"]);
    let log = Log {
        day: Some(day()),
        shift: Some(DutyShift::Day),
        lines: BTreeMap::from([(10, line("08:05:00", "接班"))]),
        ..Log::default()
    };
    let log = log_of(&mut session, log);
    let (_, words) = printed(&session, &Request::log(log));
    has(&words, &["登记1条：YH-2027-0004"]);
}

#[test]
fn everybody_who_should_be_there_signs_in_and_only_this_shift_s_zero_report_is_told() {
    let (mut session, names) = small_mine(1);
    let [first, second, third, fourth] = names.people[..] else { panic!("four people") };
    let post = |name: &str| Post { name: name.to_owned(), ..Post::default() };
    on_duty(&mut session, post("巡查员"), DutyShift::Night, &[first, second]);
    on_duty(&mut session, post("备班"), DutyShift::Whole, &[third, first]);
    let official = Post { official: true, ..post("消防控制室") };
    on_duty(&mut session, official, DutyShift::Night, &[fourth]);
    let report = |at: &str, day: Option<NaiveDate>| ZeroReport {
        day,
        at: time(at),
        receiver: "县应急局".to_owned(),
        way: "电话".to_owned(),
        ..ZeroReport::default()
    };
    add(&mut session, NewRecord::ZeroReport(report("16:00:00", Some(day()))));
    let open = |session: &mut Session, shift| {
        let open = WatchAction::OpenLog { day: day(), shift };
        let RecordId::Log(log) = made(session, Action::Watch(open)) else { panic!("a log") };
        log
    };
    let log = open(&mut session, DutyShift::Night);
    let (print, words) = printed(&session, &Request::log(log));
    assert_eq!(print.page_count(), 1, "rows for the pen fill it and no more");
    let there = head_count(session.document(), day().and_hms_opt(21, 0, 0).unwrap());
    assert_eq!(there, 4);
    has(
        &words,
        &["巡查员 苗小满", "巡查员 温禾生", "备班 柴有田", "消防控制室 亢宝庆", "应到4人（口径"],
    );
    assert_eq!(count(&words, "苗小满"), 1, "each signs once: {words}");
    for typed in ["无来电来文", "没有登记", "台账中没有", "16:00", "零报告记录"]
    {
        assert!(!words.contains(typed), "of another shift, or for the pen: {words}");
    }
    let log = open(&mut session, DutyShift::Day);
    has(&printed(&session, &Request::log(log)).1, &["16:00报县应急局（电话）"]);
    // At six in the morning it is the night that reports.
    let next = day().succ_opt();
    add(&mut session, NewRecord::ZeroReport(report("06:00:00", next)));
    let log = open(&mut session, DutyShift::Night);
    has(&printed(&session, &Request::log(log)).1, &["次日06:00报县应急局（电话）"]);
}

#[test]
fn a_log_typed_long_after_its_shift_says_so_and_a_gone_one_is_not_printed() {
    let (mut session, names) = small_mine(1);
    // The night ends at eight the next morning.
    for (hours, late) in [(47, false), (49, true)] {
        let entered = Some(morning() + TimeDelta::hours(hours));
        let log = log_of(&mut session, Log { entered, ..night(&names) });
        let (_, words) = printed(&session, &Request::log(log));
        assert_eq!(words.contains("补录：2027年2月7日"), late, "{hours}");
        act(&mut session, Action::Remove(RecordId::Log(log)));
        let gone = print(session.document(), &Request::log(log), &stamp()).map(|_| ());
        assert_eq!(gone, Err(PrintError::Gone("值班日志")));
    }
}

#[test]
fn long_words_and_no_words_keep_to_the_page() {
    let (mut session, names) = small_mine(1);
    let empty = log_of(&mut session, Log { day: Some(day()), ..Log::default() });
    let (print, words) = printed(&session, &Request::log(empty));
    assert_eq!(print.page_count(), 1);
    has(&words, &["签到", "来电来文单位（人）", "零报告", "值班员签名"]);
    let log = Log {
        weather: endless(),
        visits: endless(),
        works: endless(),
        left: endless(),
        lines: (1..9).map(|at| (at, line("09:00:00", &endless()))).collect(),
        ..night(&names)
    };
    let log = log_of(&mut session, log);
    let (print, words) = printed(&session, &Request::log(log));
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), 12 * 60, "nothing lost");
}
