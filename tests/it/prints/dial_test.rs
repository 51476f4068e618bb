//! 《通讯录拨测表》: who is tried, when and by whom last, and room for this time.

use shousui::action::{Action, PlanAction};
use shousui::model::mine::{MineField, Only};
use shousui::model::people::PostField;
use shousui::model::plan::PhoneField;
use shousui::print::Request;

use super::manned::{absurd, line, manned, post, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{act, empty, set};

#[test]
fn every_line_that_may_be_tried_stands_with_its_last_trial() {
    let (mut session, names) = manned(1);
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    act(&mut session, set((Only, MineField::MeetingPoint("正门外路口".to_owned()))));
    let clinic = line(&session, "卫生所");
    act(&mut session, set((clinic, PhoneField::Number("8120".to_owned()))));
    let by = Some(names.people[0]);
    act(&mut session, Action::Plan(PlanAction::Dial { phone: clinic, by }));
    let walker = post(&session, "巡查员");
    act(&mut session, set((walker, PostField::Phone("8305".to_owned()))));
    let medic = post(&session, "医务值班");
    act(&mut session, set((medic, PostField::Phone("8120".to_owned()))));
    let (print, words) = printed(&session, &Request::dial_test());
    has(
        &words,
        &[
            "2027年春节通讯录拨测表",
            "内线电话拨119：先拨0，再拨119",
            "接车地点正门外路口",
            "卫生所81202月5日 苗小满",
            "岗位：巡查员8305",
            "拨测时间拨测人结果",
            "没有打通的",
            "119、110、120等报警电话不作拨测",
        ],
    );
    assert_eq!(count(&words, "8120"), 1, "a number is tried once");
    assert!(!words.contains("火警、消防救援"), "nobody tries 119");
    stays_on_the_page(&print);
}

#[test]
fn a_trial_of_nothing_or_of_absurd_lines_stays_on_its_pages() {
    let (print, words) = printed(&empty(1), &Request::dial_test());
    has(&words, &["还没有载入本矿电话"]);
    stays_on_the_page(&print);
    let (mut session, _) = manned(1);
    let line = line(&session, "变电所");
    act(&mut session, set((line, PhoneField::Name(absurd()))));
    act(&mut session, set((line, PhoneField::Number("1".repeat(300)))));
    let (print, _) = printed(&session, &Request::dial_test());
    stays_on_the_page(&print);
}
