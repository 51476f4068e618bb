//! 《党员责任区牌》, 《党员示范岗牌》, 《值班室挂板》: one page each, in print that is read across a room.

use shousui::action::NewRecord;
use shousui::model::mine::{MineField, Only, Term};
use shousui::model::people::PersonField;
use shousui::model::place::{Zone, ZoneField};
use shousui::model::plan::PhoneField;
use shousui::print::{Faces, FileKind, Printed, Request, print, print_masked};
use typst::layout::{Frame, FrameItem};

use super::manned::{absurd, hold, line, manned, stays_on_the_page, zone};
use super::{add, has, printed, stamp, text_of};
use crate::fixture::{act, set};

/// The largest print of a run that holds those words.
fn largest(printed: &Printed, sought: &str) -> f64 {
    fn look(frame: &Frame, sought: &str, found: &mut f64) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => look(&group.frame, sought, found),
                FrameItem::Text(text)
                    if text.text.as_str().replace('\u{200b}', "").contains(sought) =>
                {
                    *found = found.max(text.size.to_pt());
                }
                _ => {}
            }
        }
    }
    let mut found = 0.0;
    for page in printed.pages() {
        look(&page.frame, sought, &mut found);
    }
    found
}

/// Whether it is paper of so many millimetres.
fn is_of(printed: &Printed, width: f64, height: f64) -> bool {
    let size = printed.pages()[0].frame.size();
    (size.x.to_mm() - width).abs() < 0.1 && (size.y.to_mm() - height).abs() < 0.1
}

#[test]
fn a_plate_of_a_zone_is_large_and_shows_no_mobile_telephone() {
    let (mut session, names) = manned(1);
    act(&mut session, set((names.people[1], PersonField::Phone(String::new()))));
    let (print, words) = printed(&session, &Request::plate(zone(&session)));
    has(
        &words,
        &[
            "党员责任区",
            "公寓东区",
            "责任人苗小满　8300",
            "B角温禾生　199****0001",
            "所含场所3号公寓、职工食堂、充电棚B区",
            "有事请打调度室8000",
            "不代替管理单位和岗位人员的职责",
        ],
    );
    assert!(is_of(&print, 297.0, 210.0));
    assert!(36.0 <= largest(&print, "公寓东区") && 20.0 <= largest(&print, "苗小满"));
    stays_on_the_page(&print);
    let (print, _) = printed(&session, &Request::plates(true));
    assert!(is_of(&print, 420.0, 297.0));
    assert!(50.0 <= largest(&print, "公寓东区"));
    assert!(!words.contains("19900000001"));
}

#[test]
fn plates_of_nobody_or_of_absurd_names_take_one_page_each() {
    let (mut session, names) = manned(1);
    let bare = Zone { name: absurd(), ..Zone::default() };
    add(&mut session, NewRecord::Zone(bare));
    let id = zone(&session);
    act(&mut session, set((id, ZoneField::Name(absurd()))));
    act(&mut session, set((names.people[0], PersonField::Name(absurd()))));
    let (print, words) = printed(&session, &Request::plates(false));
    assert_eq!(print.page_count(), 2);
    has(&words, &["还没有划入场所", "________"]);
    stays_on_the_page(&print);
}

#[test]
fn a_model_post_names_who_holds_it_and_leaves_the_promise_to_them() {
    let (mut session, names) = manned(1);
    hold(&mut session, "巡查员", names.people[2], names.people[3]);
    let (print, words) = printed(&session, &Request::model_posts());
    assert_eq!(print.page_count(), 1, "other posts have no A角 of the team");
    has(
        &words,
        &["党员示范岗", "巡查员", "岗位党员柴有田", "本人承诺电话", "承诺由本人手写，一句话。"],
    );
    stays_on_the_page(&print);
}

#[test]
fn the_board_of_the_control_room_says_whom_to_call_first_and_what_to_say() {
    let (mut session, _) = manned(1);
    act(&mut session, set((Only, MineField::OutsidePrefix("0".to_owned()))));
    act(&mut session, set((Only, MineField::MeetingPoint("正门外路口".to_owned()))));
    let leader = line(&session, "值班矿领导");
    act(&mut session, set((leader, PhoneField::Number("8009".to_owned()))));
    let (print, words) = printed(&session, &Request::wallboard());
    assert!(is_of(&print, 420.0, 297.0) && print.page_count() == 1);
    has(
        &words,
        &[
            "2027年春节值班室应急挂板",
            "先打谁，按顺序",
            "1火警（起火、有人被困）119",
            "2急救（有人受伤、中毒）120",
            "3调度室（任何情况）8000",
            "4值班矿领导8009",
            "公安（治安、烟花爆竹）110",
            "报警怎么说",
            "接车地点：正门外路口。派人到路口等候",
            "内线电话拨119：先拨0，再拨119",
            "响应分级",
            "Ⅲ级（现场级）",
            "Ⅰ级（矿级）",
            "命令由矿长或值班矿领导下达，现场由调度室统一指挥",
            "依据：方案未批准。",
            "参考稿·未经本矿审核",
        ],
    );
    assert!(16.0 <= largest(&print, "119") && 12.0 <= largest(&print, "矿级"));
    // When somebody is to be called stands on one line.
    for when in ["（起火、有人被困）", "（有人受伤、中毒）", "（任何情况）", "（治安、烟花爆竹）"]
    {
        assert!(0.0 < largest(&print, when), "{when}");
    }
    stays_on_the_page(&print);
    let own = MineField::Term(Term::Dispatch, Some("生产指挥中心".to_owned()));
    act(&mut session, set((Only, own)));
    let (_, words) = printed(&session, &Request::wallboard());
    has(&words, &["命令由矿长或值班矿领导下达，现场由生产指挥中心统一指挥"]);
    // Nobody's mobile telephone hangs on a wall, and what is in its place is no number one could try to dial.
    act(&mut session, set((leader, PhoneField::Number("19900000077".to_owned()))));
    let (print, words) = printed(&session, &Request::wallboard());
    has(&words, &["值班矿领导（手机见电话表）＿＿＿＿"]);
    assert!(!words.contains('*') && !words.contains("0077"), "{words}");
    stays_on_the_page(&print);
    act(&mut session, set((leader, PhoneField::Number("8009/19900000077".to_owned()))));
    let (_, words) = printed(&session, &Request::wallboard());
    has(&words, &["值班矿领导（手机见电话表）8009"]);
    assert!(!words.contains('*') && !words.contains("0077"), "{words}");
    act(&mut session, set((leader, PhoneField::Name(absurd()))));
    let (print, _) = printed(&session, &Request::wallboard());
    assert_eq!(print.page_count(), 1);
    stays_on_the_page(&print);
}

/// Set as running text they would be no plates.
#[test]
fn plates_are_for_the_wall_and_no_file_to_go_on_with() {
    for request in [Request::plates(false), Request::plates(true), Request::wallboard()] {
        assert!(!request.can_be(FileKind::Word));
    }
}

/// A line with an area code belongs to nobody: whoever stands before the board must be able to ring it.
#[test]
fn lines_with_an_area_code_are_read_on_walls() {
    let (mut session, names) = manned(1);
    let leader = line(&session, "值班矿领导");
    let number = "0358-3028009、0358-3028000转8009".to_owned();
    act(&mut session, set((leader, PhoneField::Number(number))));
    act(&mut session, set((Only, MineField::DispatchPhone("0358-3028000".to_owned()))));
    let dispatch = line(&session, "调度室（24小时）");
    act(&mut session, set((dispatch, PhoneField::Number("0358-3028000".to_owned()))));
    act(&mut session, set((names.people[0], PersonField::Phone("0358-3028305".to_owned()))));
    let zone = Request::plate(zone(&session));
    for request in [Request::wallboard(), zone, Request::phones()] {
        for printed in [
            print(session.document(), &request, &stamp()).unwrap(),
            print_masked(session.document(), &request, &stamp(), &Faces::default()).unwrap(),
        ] {
            let words = text_of(&printed);
            assert!(words.contains("0358-3028000") && !words.contains('*'), "{request:?} {words}");
            stays_on_the_page(&printed);
        }
    }
}
