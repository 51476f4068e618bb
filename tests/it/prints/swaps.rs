//! 《换班单》.

use shousui::action::{Action, Away, NewSwap, SwapAction};
use shousui::model::RecordId;
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::id::{PersonId, SwapId};
use shousui::model::people::Leave;
use shousui::print::{CATALOGUE, Of, Request};
use shousui::rules::duty::relief::Step;
use shousui::session::Session;

use super::manned::{manned, on_duty, post, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{day, made};

fn arranged(session: &mut Session, new: NewSwap) -> SwapId {
    match made(session, Action::Swap(SwapAction::Arrange(Box::new(new)))) {
        RecordId::Swap(id) => id,
        other => panic!("{other:?}"),
    }
}

fn cell(session: &Session, days: u64) -> DutyId {
    let day = day() + chrono::Days::new(days);
    DutyId { day, post: post(session, "巡查员"), shift: DutyShift::Day }
}

/// 苗小满 is on patrol for some days.
fn patrolled(days: i64) -> (Session, PersonId, PersonId) {
    let (mut session, names) = manned(1);
    for day in 0..days {
        on_duty(&mut session, "巡查员", DutyShift::Day, day, &names.people[..1]);
    }
    (session, names.people[0], names.people[1])
}

#[test]
fn a_slip_says_who_comes_for_whom_twice_on_a_page_and_leaves_signing_to_the_pen() {
    let (mut session, out, into) = patrolled(1);
    let steps = vec![Step { cell: cell(&session, 0), out, into }];
    let new = NewSwap {
        steps,
        absent: Some(out),
        asked_by: Some(out),
        approved_by: Some(into),
        reason: "家中有事".to_owned(),
        ..NewSwap::default()
    };
    let id = arranged(&mut session, new);
    let (print, words) = printed(&session, &Request::swap(id));
    has(
        &words,
        &[
            "春节值班换班单",
            "换班方式",
            "顶班",
            "2月5日 周五",
            "白班",
            "巡查员",
            "家中有事",
            "值班矿领导签名",
            "接班人未到，原当班人继续值班",
        ],
    );
    // One for the post, one to be filed.
    assert_eq!((print.page_count(), count(&words, "春节值班换班单")), (1, 2));
    // Both stand in the table and as who asked or agreed, never where a pen signs.
    assert_eq!((count(&words, "苗小满"), count(&words, "温禾生")), (4, 4));
    stays_on_the_page(&print);
}

#[test]
fn many_days_away_fill_a_page_of_their_own_and_going_back_is_told() {
    let (mut session, out, into) = patrolled(20);
    let steps: Vec<Step> =
        (0..20).map(|days| Step { cell: cell(&session, days), out, into }).collect();
    let leave = Leave { from: day(), to: day() + chrono::Days::new(19) };
    let away = Away { leave, is_leave: true, deputy: Some(into), zones: Vec::new() };
    let new = NewSwap { steps, absent: Some(out), away: Some(away), ..NewSwap::default() };
    let id = arranged(&mut session, new);
    let (print, words) = printed(&session, &Request::swap(id));
    has(&words, &["离岗代班", "2月5日至2月24日", "代班人"]);
    assert_eq!(count(&words, "春节值班换班单"), print.page_count());
    let from = day() + chrono::Days::new(10);
    made_back(&mut session, id, from);
    let (print, words) = printed(&session, &Request::swap(id));
    has(&words, &["自2月15日起换回"]);
    stays_on_the_page(&print);
}

fn made_back(session: &mut Session, swap: SwapId, from: chrono::NaiveDate) {
    let back = Action::Swap(SwapAction::GiveBack { swap, from });
    session.perform(&back, crate::fixture::morning()).unwrap();
    session.seal();
}

#[test]
fn a_blank_slip_has_rows_for_the_pen() {
    let (session, ..) = patrolled(1);
    let paper = CATALOGUE.into_iter().find(|paper| paper.key == "swap").unwrap();
    let (print, words) = printed(&session, &Request { paper, of: Of::Blank });
    has(&words, &["春节值班换班单", "原当班人", "改为", "交代事项"]);
    assert_eq!(print.page_count(), 1);
}
