//! 《今日值班牌》.

use shousui::model::duty::DutyShift;
use shousui::model::people::{PersonField, PostField};
use shousui::print::Request;

use super::manned::{absurd, manned, on_duty, post, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{act, day, set};

#[test]
fn everybody_on_duty_that_day_stands_there_with_the_number_to_ring() {
    let (mut session, names) = manned(1);
    let people = &names.people;
    on_duty(&mut session, "巡查员", DutyShift::Night, 0, &people[..2]);
    on_duty(&mut session, "巡查员", DutyShift::Night, 1, &people[2..3]);
    let patrol = post(&session, "巡查员");
    act(&mut session, set((patrol, PostField::Phone("8300".to_owned()))));
    act(&mut session, set((people[0], PersonField::Mobile("13900000010".to_owned()))));
    let (print, words) = printed(&session, &Request::board(day()));
    has(
        &words,
        &[
            "今日值班",
            "2027年2月5日（周五",
            "夜班 20:00—次日8:00",
            "苗小满",
            "温禾生",
            "13900000010",
            "紧急电话：火警119",
        ],
    );
    assert_eq!((count(&words, "8300"), count(&words, "柴有田")), (2, 0));
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
}

#[test]
fn whatever_is_written_stays_on_the_page() {
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[0], PersonField::Name(absurd()))));
    for shift in [DutyShift::Day, DutyShift::Night] {
        on_duty(&mut session, "巡查员", shift, 0, &names.people);
    }
    let (print, words) = printed(&session, &Request::board(day()));
    assert!(0 < count(&words, "柴有田"));
    stays_on_the_page(&print);
}
