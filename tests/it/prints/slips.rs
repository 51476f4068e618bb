//! 《个人值班条》.

use shousui::model::duty::DutyShift;
use shousui::model::mine::{Only, SeasonField};
use shousui::print::Request;

use super::manned::{manned, on_duty, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{act, set};

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
    for days in 0..20 {
        on_duty(&mut session, "巡查员", DutyShift::Day, days, &names.people[..1]);
    }
    let (print, words) = printed(&session, &Request::slips(&names.people[..1]));
    // Twenty shifts, nine on a slip.
    assert_eq!((count(&words, "个人值班条"), count(&words, "（续）")), (3, 2));
    assert_eq!(print.page_count(), 1);
    let all = [&names.people[..], &names.people[..], &names.people[..]].concat();
    let (print, words) = printed(&session, &Request::slips(&all));
    let slips = count(&words, "个人值班条");
    assert_eq!(print.page_count(), slips.div_ceil(8));
    stays_on_the_page(&print);
}
