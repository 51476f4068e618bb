//! 《今日值班牌》.

use shousui::model::duty::DutyShift;
use shousui::model::people::{PersonField, PostField};
use shousui::print::Request;

use typst::layout::{Abs, Frame, FrameItem, Point};

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

/// Names and numbers never lie over each other: what has no room in a line goes below.
#[test]
fn long_numbers_stand_beside_or_under_the_name() {
    let (mut session, names) = manned(1);
    on_duty(&mut session, "巡查员", DutyShift::Night, 0, &names.people[..2]);
    let patrol = post(&session, "巡查员");
    let lines = "0358-3028009、0358-3038009".to_owned();
    act(&mut session, set((patrol, PostField::Phone(lines))));
    act(&mut session, set((names.people[0], PersonField::Name("欧阳尹广厚".to_owned()))));
    let (print, words) = printed(&session, &Request::board(day()));
    has(&words, &["欧阳尹广厚", "0358-3028009", "0358-3038009"]);
    for page in print.pages() {
        let mut runs = Vec::new();
        words_at(&page.frame, Point::zero(), &mut runs);
        for (at, (one, from, to)) in runs.iter().enumerate() {
            for (other, left, right) in &runs[at + 1..] {
                let is_beside = (from.y - left.y).abs().to_pt() < 2.0;
                let overlaps = from.x.max(left.x).to_pt() + 1.0 < (*to).min(*right).to_pt();
                assert!(!(is_beside && overlaps), "{one} over {other}");
            }
        }
    }
    stays_on_the_page(&print);
}

/// The runs of words of a page: where each begins, and where it ends.
fn words_at(frame: &Frame, at: Point, found: &mut Vec<(String, Point, Abs)>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                words_at(&group.frame, from + moved, found);
            }
            FrameItem::Text(text) => {
                found.push((text.text.to_string(), from, from.x + text.width()));
            }
            _ => {}
        }
    }
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
