//! The handover of a shift.

use shousui::action::{Action, NewRecord, WatchAction};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{HazardField, Step};
use shousui::model::id::HandoverId;
use shousui::model::people::Unit;
use shousui::model::watch::Handover;
use shousui::print::{PrintError, Request, print};
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{add, advance, count, endless, has, printed, report, stamp, time};
use crate::fixture::{act, day, made, morning, set, small_mine};

fn handover_of(session: &mut Session, handover: Handover) -> HandoverId {
    match add(session, NewRecord::Handover(handover)) {
        RecordId::Handover(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_handover_counts_what_is_handed_over_and_is_signed_by_three() {
    let (mut session, names) = small_mine(1);
    let handover = Handover {
        day: Some(day()),
        shift: Some(DutyShift::Day),
        at: time("19:45:00"),
        giver: Some(names.people[0]),
        taker: Some(names.people[1]),
        state: "按排班到岗，巡查6路次".to_owned(),
        kit: "对讲机6部、手电6支，钥匙3把\n急救箱1个".to_owned(),
        orders: "无".to_owned(),
        ..Handover::default()
    };
    let id = handover_of(&mut session, handover);
    let (print, words) = printed(&session, &Request::handover(id));
    stays_on_the_page(&print);
    assert_eq!(print.page_count(), 1);
    has(&words, &["春节党员突击队交接班记录", "除夕", "白班（8:00—20:00）", "巡查6路次"]);
    has(&words, &["交接时间2027年2月5日（周五 腊月廿九 除夕） 19:45", "没有未销号的隐患。"]);
    has(&words, &["对讲机6部手电6支钥匙3把急救箱1个", "“五不交”", "上一班继续值班"]);
    has(&words, &["交班人签名", "接班人签名", "值班矿领导"]);
    assert_eq!((count(&words, "苗小满"), count(&words, "温禾生")), (1, 1), "facts, no signatures");
    assert_eq!(count(&words, "年　月　日"), 3);
    act(&mut session, Action::Remove(RecordId::Handover(id)));
    let gone = print_of(&session, id);
    assert_eq!(gone, Err(PrintError::Gone("交接班记录")));
}

fn print_of(session: &Session, id: HandoverId) -> Result<(), PrintError> {
    print(session.document(), &Request::handover(id), &stamp()).map(|_| ())
}

#[test]
fn what_ends_a_night_is_of_the_next_day() {
    let (mut session, _) = small_mine(1);
    let night = Handover {
        day: Some(day()),
        shift: Some(DutyShift::Night),
        at: time("07:45:00"),
        kit: "对讲机6部、钥匙3把，数量相符".to_owned(),
        ..Handover::default()
    };
    let id = handover_of(&mut session, night);
    let (_, words) = printed(&session, &Request::handover(id));
    has(&words, &["值班日期2027年2月5日（周五 腊月廿九 除夕）", "夜班（20:00—次日8:00）"]);
    has(&words, &["交接时间次日　2027年2月6日（周六 正月初一 春节） 07:45"]);
    // What is said of the things is no thing to be ticked.
    has(&words, &["钥匙3把（数量相符）"]);
}

/// Up to twelve of two lines each stand among the rest on one page, with nothing typed beside them;
/// more have a page of their own.
#[test]
fn many_hazards_have_a_page_of_their_own_and_twelve_none() {
    let (mut session, names) = small_mine(1);
    let night = Handover {
        day: Some(day()),
        shift: Some(DutyShift::Night),
        at: time("07:45:00"),
        ..Handover::default()
    };
    let id = handover_of(&mut session, night);
    let long = "东侧安全出口防火门闭门器脱落，门扇不能自行关闭";
    for place in 1..=13 {
        report(&mut session, &names, &format!("{place}层{long}"));
        let (print, words) = printed(&session, &Request::handover(id));
        stays_on_the_page(&print);
        assert_eq!(print.page_count(), if place <= 12 { 1 } else { 2 }, "{place} hazards");
        assert_eq!(count(&words, "闭门器脱落"), place);
    }
    let (print, words) = printed(&session, &Request::handover(id));
    has(&words, &["逐条见附页", "附：本班结束时未销号的隐患（13条）"]);
    let mut second = String::new();
    super::words_on(&print.pages()[1].frame, &mut second);
    assert_eq!(count(&second, "闭门器脱落"), 13, "{second}");
    assert!(!second.contains("交班人签名"), "{second}");
}

#[test]
fn every_hazard_that_is_open_is_on_it_with_whose_it_is_and_until_when() {
    let (mut session, names) = small_mine(1);
    let [_, _, fixer, owner] = names.people[..] else { panic!("four people") };
    let unit = Unit { name: "后勤部".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = add(&mut session, NewRecord::Unit(unit)) else { panic!("a unit") };
    for number in 1..=14 {
        let hazard = report(&mut session, &names, &format!("第{number}处灯不亮"));
        for field in [
            HazardField::Unit(Some(unit)),
            HazardField::Owner(Some(owner)),
            HazardField::Due(day().succ_opt()),
        ] {
            act(&mut session, set((hazard, field)));
        }
        let checker = names.people[1];
        let step = Step::FixedOnSpot { at: morning(), how: "换灯".to_owned(), fixer, checker };
        if number == 2 {
            advance(&mut session, hazard, step);
        } else if number == 3 {
            advance(&mut session, hazard, step);
            advance(&mut session, hazard, Step::Closed { by: names.people[0], on: day() });
        }
    }
    let open = WatchAction::OpenHandover { day: day(), shift: DutyShift::Day };
    let RecordId::Handover(id) = made(&mut session, Action::Watch(open)) else { panic!("one") };
    let (print, words) = printed(&session, &Request::handover(id));
    stays_on_the_page(&print);
    has(&words, &["未销号13条：待整改12条（没有超期），已整改待复查或待销号1条（YH-2027-0002）"]);
    for number in (1..=14).filter(|number| *number != 3) {
        has(
            &words,
            &[&format!("YH-2027-{number:04}3号公寓2层第{number}处灯不亮后勤部 亢宝庆2月6日")],
        );
    }
    assert!(!words.contains("YH-2027-0003"), "signed off by noon: {words}");
    assert_eq!(session.document().handovers.get(&id).unwrap().unfinished, "无");
    // The night before knows nothing of them, however late its paper is printed.
    let before =
        WatchAction::OpenHandover { day: day().pred_opt().unwrap(), shift: DutyShift::Day };
    let RecordId::Handover(id) = made(&mut session, Action::Watch(before)) else { panic!("one") };
    has(&printed(&session, &Request::handover(id)).1, &["没有未销号的隐患。"]);
}

#[test]
fn an_empty_one_is_for_the_pen_and_long_words_keep_to_it() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, &endless());
    let open = WatchAction::OpenHandover { day: day(), shift: DutyShift::Day };
    let RecordId::Handover(id) = made(&mut session, Action::Watch(open)) else { panic!("one") };
    let (print, words) = printed(&session, &Request::handover(id));
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), 60);
    has(&words, &["对讲机　　　部", "钥匙　　　把"]);
    let long = Handover {
        day: Some(day()),
        state: endless(),
        unfinished: endless(),
        kit: endless(),
        reminders: endless(),
        ..Handover::default()
    };
    let id = handover_of(&mut session, long);
    let (print, words) = printed(&session, &Request::handover(id));
    stays_on_the_page(&print);
    assert_eq!(count(&words, "犇"), (4 + 1) * 60);
}
