//! The team's daily brief.

use shousui::action::{Action, NewRecord, SheetAction};
use shousui::model::checklist::Judge;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{HazardField, Step};
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::people::{Post, Unit};
use shousui::model::service::Activity;
use shousui::model::watch::{Log, ZeroReport};
use shousui::model::{Put, RecordId};
use shousui::print::{Request, print};
use shousui::rules::tally::Tally;
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{
    add, advance, count, endless, finish, has, issue_route, on_duty, printed, report, stamp,
    text_of, time, words_on,
};
use crate::fixture::{act, day, morning, small_mine};

/// A day with people on duty, a walk, a sheet still out, two hazards and two reports.
fn busy_day() -> Session {
    let (mut session, names) = small_mine(1);
    let [first, second, third, fourth] = names.people[..] else { panic!("four people") };
    let post = |name: &str| Post { name: name.to_owned(), ..Post::default() };
    on_duty(&mut session, post("值班矿领导"), DutyShift::Whole, &[first]);
    on_duty(&mut session, post("突击队当班组长"), DutyShift::Day, &[second]);
    on_duty(&mut session, post("巡查员"), DutyShift::Day, &[third, fourth]);
    let sheet = issue_route(&mut session, &names, names.route);
    act(
        &mut session,
        Action::Sheet(SheetAction::Tick { sheet, judge: Judge::Member, ticked: true }),
    );
    finish(&mut session, sheet, morning());
    issue_route(&mut session, &names, names.route);

    let fixed = report(&mut session, &names, "楼梯间停电动车1辆");
    let step =
        Step::FixedOnSpot {
            at: morning(), how: "推走".to_owned(), fixer: third, checker: second
        };
    advance(&mut session, fixed, step);
    let late = report(&mut session, &names, "防火门关不上");
    let unit = Unit { name: "后勤部".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = add(&mut session, NewRecord::Unit(unit)) else { panic!("a unit") };
    let puts: [Put; 4] = [
        (late, HazardField::FoundOnDay(day().pred_opt())).into(),
        (late, HazardField::Due(day().pred_opt())).into(),
        (late, HazardField::Unit(Some(unit))).into(),
        (late, HazardField::Owner(Some(fourth))).into(),
    ];
    for put in puts {
        act(&mut session, Action::Set(put));
    }
    for receiver in ["县应急局", "上级公司调度"] {
        let receiver = receiver.to_owned();
        let told = ZeroReport {
            day: Some(day()),
            at: time("16:00:00"),
            receiver,
            ..ZeroReport::default()
        };
        add(&mut session, NewRecord::ZeroReport(told));
    }

    for put in [
        Put::from((Only, SeasonField::First("2027-01-30".parse().ok()))),
        (Only, MineField::BriefTo("矿党委、安监部".to_owned())).into(),
    ] {
        act(&mut session, Action::Set(put));
    }
    let log = |shift| Log {
        day: Some(day()),
        shift: Some(shift),
        weather: "晴，零下12℃".to_owned(),
        ..Log::default()
    };
    add(&mut session, NewRecord::Log(log(DutyShift::Day)));
    add(&mut session, NewRecord::Log(log(DutyShift::Night)));
    session
}

#[test]
fn a_brief_counts_its_day_and_leaves_the_rest_to_the_office() {
    let session = busy_day();
    let (print, words) = printed(&session, &Request::brief(day()));
    stays_on_the_page(&print);
    assert_eq!(print.page_count(), 1);
    has(&words, &["望禾煤矿春节党员突击队日报", "2027年2月5日（周五 腊月廿九 除夕）　法定节假日"]);
    has(&words, &["期号第7期", "天气与预警晴，零下12℃", "报送矿党委、安监部"]);
    has(&words, &["值班矿领导苗小满，突击队当班组长温禾生。安排值守4人班，报送零报告2次。"]);
    let tally = Tally::of(session.document(), day(), day());
    has(&words, &[&tally.patrol_words().unwrap(), "另有1张单子尚未收回录入"]);
    has(&words, &["当日登记1条：YH-2027-0001；当场整改1条：0001。"]);
    has(
        &words,
        &["截至当日未销号2条：待整改1条（其中超期1条），已整改待复查或待销号1条（YH-2027-0001）。"],
    );
    has(&words, &["YH-2027-00013号公寓2层楼梯间停电动车1辆当场已当场整改"]);
    has(&words, &["YH-2027-00023号公寓2层防火门关不上后勤部 亢宝庆2月4日超期1天"]);
    has(&words, &["16:00报县应急局、上级公司调度：无突发事件。"]);
    // None was signed off yet, so there is no rate; a figure that is nought stands there as 0.
    assert!(!words.contains("整改率") && words.contains("销号隐患"), "{words}");
    has(
        &words,
        &["累计（1月30日起）", "宣传和帮扶当日没有登记记录。", "需协调事项", "编制", "审核"],
    );
    assert_eq!(count(&words, "楼梯间停电动车"), 1, "nothing is listed twice: {words}");
    assert!(!words.contains("一切正常") && !words.contains("依据仅供参考"), "{words}");
    assert!(print.missing_signs().is_empty());
}

#[test]
fn twelve_hazards_stand_on_one_page_and_thirteen_have_a_page_of_their_own() {
    let (mut session, names) = small_mine(1);
    let told = |session: &Session| {
        let (print, words) = printed(session, &Request::brief(day()));
        stays_on_the_page(&print);
        let mut pages = vec![String::new(); print.page_count()];
        for (page, words) in print.pages().iter().zip(&mut pages) {
            words_on(&page.frame, words);
        }
        (words, pages)
    };
    for number in 1..=12 {
        let words = format!("楼梯间第{number}处疏散指示灯不亮，安全出口堆放杂物约2米");
        report(&mut session, &names, &words);
    }
    let (_, pages) = told(&session);
    assert_eq!(pages.len(), 1);
    report(&mut session, &names, "防火门关不上");
    let (words, pages) = told(&session);
    assert_eq!(pages.len(), 2);
    // All but the list, with whoever signs, is on the first page; the second is the list alone.
    assert!(pages[0].contains("编制") && !pages[0].contains("疏散指示灯"), "{words}");
    let head = pages[1].find("附：当日登记和截至当日未销号的隐患（13条）").unwrap();
    assert!(head < pages[1].find("YH-2027-0001").unwrap() && !pages[1].contains("编制"), "{words}");
}

#[test]
fn a_brief_about_yesterday_reads_the_same_today() {
    let (mut session, names) = small_mine(1);
    let hazard = report(&mut session, &names, "防火门关不上");
    let [_, _, fixer, closer] = names.people[..] else { panic!("four people") };
    let before = printed(&session, &Request::brief(day())).1;
    has(&before, &["未销号1条：待整改1条（没有超期）"]);
    assert!(!before.contains('%'), "no rate of nothing: {before}");
    let checker = names.people[1];
    let tomorrow = day().succ_opt().unwrap();
    let at = tomorrow.and_hms_opt(9, 0, 0).unwrap();
    let step = Step::FixedOnSpot { at, how: "换闭门器".to_owned(), fixer, checker };
    advance(&mut session, hazard, step);
    advance(&mut session, hazard, Step::Closed { by: closer, on: tomorrow });
    assert_eq!(printed(&session, &Request::brief(day())).1, before);
    let after = printed(&session, &Request::brief(tomorrow)).1;
    has(&after, &["当日当场整改1条：YH-2027-0001；销号1条：0001。"]);
    assert_eq!(count(&after, "销号1条"), 1, "said once");
    has(&after, &["台账登记的隐患均已销号或作废", "整改率100.0%（1/1，"]);
}

#[test]
fn a_day_without_records_claims_nothing_on_one_page() {
    let (session, _) = small_mine(1);
    let (print, words) = printed(&session, &Request::brief(day()));
    assert_eq!(print.page_count(), 1);
    has(
        &words,
        &[
            "当日没有排班和值班日志记录。",
            "当日没有巡查单和检查单。",
            "当日没有登记、办理的隐患。台账没有登记隐患。",
            "当日没有登记记录。",
            "当日没有零报告记录。",
        ],
    );
    for claim in ["正常", "平安", "空岗", "整改率", "100"] {
        assert!(!words.contains(claim), "{claim}: {words}");
    }
}

#[test]
fn long_words_keep_to_the_pages_of_a_brief() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, &endless());
    let told = ZeroReport { day: Some(day()), words: endless(), ..ZeroReport::default() };
    add(&mut session, NewRecord::ZeroReport(told));
    add(&mut session, NewRecord::Activity(Activity { title: endless(), ..Activity::default() }));
    let print = print(session.document(), &Request::brief(day()), &stamp()).unwrap();
    stays_on_the_page(&print);
    assert_eq!(count(&text_of(&print), "犇"), 2 * 60);
}
