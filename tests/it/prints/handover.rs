//! The handover of a shift.

use shousui::action::{Action, NewRecord, WatchAction};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::id::HandoverId;
use shousui::model::watch::Handover;
use shousui::print::{PrintError, Request, print};
use shousui::session::Session;

use super::manned::stays_on_the_page;
use super::{add, count, endless, has, printed, report, stamp, time};
use crate::fixture::{act, day, made, small_mine};

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
    has(&words, &["春节党员突击队交接班记录", "除夕", "白班", "19:45", "巡查6路次"]);
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
fn what_is_open_is_on_it_and_an_empty_one_is_for_the_pen() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, "防火门关不上");
    let open = WatchAction::OpenHandover { day: day(), shift: DutyShift::Day };
    let RecordId::Handover(id) = made(&mut session, Action::Watch(open)) else { panic!("one") };
    let (_, words) = printed(&session, &Request::handover(id));
    has(&words, &["YH-2027-0001 防火门关不上"]);
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
    assert_eq!(count(&words, "犇"), 4 * 60);
}
