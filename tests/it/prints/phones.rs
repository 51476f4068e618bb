//! 《应急电话表》.

use shousui::action::{Action, PlanAction};
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::PhoneField;
use shousui::print::Request;

use super::manned::{absurd, line, manned, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{act, empty, set};

#[test]
fn the_telephone_table_says_how_to_call() {
    let (mut session, names) = manned(1);
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    act(&mut session, set((Only, MineField::Place("禾安县云砚镇".to_owned()))));
    act(&mut session, set((Only, MineField::MeetingPoint("正门外路口".to_owned()))));
    let clinic = line(&session, "卫生所");
    act(&mut session, set((clinic, PhoneField::Number("8120".to_owned()))));
    let by = Some(names.people[0]);
    act(&mut session, Action::Plan(PlanAction::Dial { phone: clinic, by }));
    let (_, words) = printed(&session, &Request::phones());
    has(
        &words,
        &[
            "2027年春节应急电话表",
            "发现火情先报119，再报调度室8000。内线电话拨119：先拨0，再拨119",
            "我是禾安县云砚镇望禾煤矿，",
            "接车地点正门外路口",
            "我们派人在正门外路口等候",
            "截至2027年2月5日",
            "火警、消防救援先报单位、地点、燃烧物、有无人员被困，派人到路口接车119",
            "卫生所8120",
            // The profile knows this one; nobody knows the next.
            "调度室（24小时）8000",
            "值班矿领导________（待填）",
        ],
    );
    let national = words.find("全国通用").unwrap();
    let own = words.find("本矿和属地").unwrap();
    assert!(national < own && words[own..].contains("卫生所"));
    assert_eq!(count(&words, "苗小满"), 0, "whoever tried a line stands on the list for that");

    act(&mut session, set((Only, MineField::OutsidePrefix(String::new()))));
    let (_, words) = printed(&session, &Request::phones());
    has(&words, &["内线电话拨119：先拨________（待填"]);
    act(&mut session, set((Only, MineField::MeetingPoint(String::new()))));
    let (_, words) = printed(&session, &Request::phones());
    has(&words, &["我们派人在接车地点等候"]);
}

#[test]
fn a_telephone_table_of_nothing_or_of_absurd_lines_stays_on_its_page() {
    let (_, words) = printed(&empty(1), &Request::phones());
    has(&words, &["还没有载入全国通用电话", "还没有载入本矿电话", "再报调度室________（待填）"]);

    let (mut session, _) = manned(1);
    let line = line(&session, "变电所");
    for field in [
        PhoneField::Name(absurd()),
        PhoneField::Number("1".repeat(300)),
        PhoneField::Note(absurd()),
    ] {
        act(&mut session, set((line, field)));
    }
    let (print, words) = printed(&session, &Request::phones());
    assert_eq!(count(&words, "#eval(\"1\")"), 1, "its name; its note is for whoever tries it");
    stays_on_the_page(&print);
}
