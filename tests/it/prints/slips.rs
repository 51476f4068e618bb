//! 《个人值班条》.

use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::mine::{Only, SeasonField};
use shousui::print::{CATALOGUE, Request, Scope, print};

use super::manned::{manned, on_duty, stays_on_the_page};
use super::{count, has, printed, stamp, text_of};
use crate::fixture::{act, day, set};

#[test]
fn everybody_gets_their_own_days_and_nobody_elses() {
    let (mut session, names) = manned(1);
    let people = &names.people;
    on_duty(&mut session, "巡查员", DutyShift::Day, 0, &people[..2]);
    on_duty(&mut session, "巡查员", DutyShift::Night, 1, &people[1..2]);
    let (print, words) = printed(&session, &Request::slips(&people[..2]));
    has(
        &words,
        &[
            "个人值班条",
            "苗小满",
            "温禾生",
            "2月5日 周五",
            "腊月廿九 除夕",
            "2月6日 周六",
            "夜班 20:00—次日8:00",
        ],
    );
    assert_eq!((count(&words, "个人值班条"), count(&words, "2月5日 周五")), (2, 2));
    assert_eq!(count(&words, "2月6日 周六"), 1);
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
}

#[test]
fn eight_stand_on_a_page_and_many_shifts_go_on_on_the_next_slip() {
    let (mut session, names) = manned(1);
    act(&mut session, set((Only, SeasonField::Last("2027-03-05".parse().ok()))));
    // Ten at most on a slip, and about as many on each.
    for (shifts, slips) in [(0..20, 2), (20..21, 3)] {
        for days in shifts {
            on_duty(&mut session, "巡查员", DutyShift::Day, days, &names.people[..1]);
        }
        let (print, words) = printed(&session, &Request::slips(&names.people[..1]));
        assert_eq!((count(&words, "个人值班条"), count(&words, "（续）")), (slips, slips - 1));
        assert_eq!(print.page_count(), 1);
        stays_on_the_page(&print);
    }
    let all = [&names.people[..], &names.people[..], &names.people[..]].concat();
    let (print, words) = printed(&session, &Request::slips(&all));
    let slips = count(&words, "个人值班条");
    assert_eq!(print.page_count(), slips.div_ceil(8));
    stays_on_the_page(&print);
}

/// Taken off the books on one PC and put on the rota on another: the copies put together have both.
#[test]
fn whoever_is_no_longer_on_the_books_keeps_nobody_from_their_slips() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "巡查员", DutyShift::Day, 0, &names.people[..2]);
    let mut doc = session.document().clone();
    doc.apply(RecordId::Person(names.people[1]).keep(false));
    let paper = CATALOGUE.iter().find(|paper| paper.word == "slips").unwrap();
    let offered = paper.offers(&doc, &Scope::all(day()));
    assert_eq!(offered[0].request, Request::slips(&names.people[..1]));
    let words = text_of(&print(&doc, &Request::slips(&names.people[..2]), &stamp()).unwrap());
    has(&words, &["苗小满"]);
    assert_eq!(count(&words, "个人值班条"), 1);
    let only = print(&doc, &Request::slips(&names.people[1..2]), &stamp());
    assert!(only.is_err());
}
