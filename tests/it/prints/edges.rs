//! What prints do at the edges: hostile words, missing faces, a stop, file names, pictures.

use std::cell::Cell;

use shousui::action::{Action, HazardAction, NewRecord, PlanAction, SheetAction};
use shousui::model::RecordId;
use shousui::model::checklist::Depth;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{HazardField, Step};
use shousui::model::id::SheetId;
use shousui::model::place::SiteKind;
use shousui::model::service::Activity;
use shousui::model::sheet::{Mark, SheetField};
use shousui::model::watch::{Handover, Log};
use shousui::print::{Faces, PrintError, Progress, Request, file_stem, print, print_while};

use super::manned::manned;
use super::{
    add, add_route, add_site, count, finish, hand_over, has, is_archival, issue_route, issue_site,
    mark, printed, report, stamp,
};
use crate::fixture::{act, day, made, morning, person, set, small_mine};

#[test]
fn words_of_people_print_as_they_are() {
    let (mut session, names) = small_mine(1);
    let hostile = r#"#eval("1")*粗*$x$@甲\乙"丙"<a>`b`_c_[d]//e~f--g'h'=i"#;
    let long = "犇".repeat(1000);
    let odd = add_site(&mut session, hostile, SiteKind::Other);
    let big = add_site(&mut session, &long, SiteKind::Other);
    let route = add_route(&mut session, vec![odd, big]);
    let sheet = issue_route(&mut session, &names, route);
    for (row, words) in [(11, hostile), (21, long.as_str())] {
        mark(&mut session, sheet, row, Mark::Fault { words: words.to_owned(), hazard: None });
    }
    finish(&mut session, sheet, morning());
    let (_, words) = printed(&session, &Request::sheets(&[sheet]));
    assert_eq!(count(&words, hostile), 2, "{words}");
    // A form has rows, not columns of a newspaper: what is longer than 500 signs says so.
    let cut = |words: &str| count(words, "……（全文见录入记录）");
    assert_eq!((count(&words, "犇"), cut(&words)), (1000 + 488, 1));

    let site = issue_site(&mut session, &names, odd, Depth::Full);
    let (_, words) = printed(&session, &Request::sheets(&[site]));
    has(&words, &[hostile]);

    let hazards = vec![report(&mut session, &names, hostile), report(&mut session, &names, &long)];
    let slip = hand_over(&mut session, &names, hazards.clone());
    let (_, words) = printed(&session, &Request::transfer(slip));
    // Whoever receives it has nothing else to read the rest in.
    assert_eq!((count(&words, hostile), cut(&words)), (2, 0), "both copies");
    assert_eq!(count(&words, "犇"), 2 * 1000, "whole");

    let by = names.people[0];
    for (hazard, why) in hazards.into_iter().zip([hostile, long.as_str()]) {
        let step = Step::Voided { why: why.to_owned(), by, on: day() };
        act(&mut session, Action::Hazard(HazardAction::Advance { hazard, step }));
    }
    let hazard = report(&mut session, &names, hostile);
    act(&mut session, set((hazard, HazardField::Measure(long.clone()))));
    let (_, words) = printed(&session, &Request::ledger());
    assert_eq!((count(&words, hostile), count(&words, "犇")), (3, 3000));
}

#[test]
fn a_sign_no_face_has_is_named() {
    let (mut session, names) = small_mine(1);
    let ghost = person(&mut session, "王\u{2A6D6}", false);
    let sheet = issue_route(&mut session, &names, names.route);
    act(&mut session, set((sheet, SheetField::Walkers(vec![ghost]))));
    let (print, _) = printed(&session, &Request::sheets(&[sheet]));
    assert_eq!(print.missing_signs().into_iter().collect::<String>(), "\u{2A6D6}");
    // It is printed all the same, and does not pass for what an archive may keep.
    assert!(!is_archival(&print.pdf().unwrap()));
}

#[test]
fn a_print_stops_when_told_and_refuses_what_is_gone() {
    let (mut session, names) = small_mine(1);
    let sheets: Vec<SheetId> =
        (0..12).map(|_| issue_route(&mut session, &names, names.route)).collect();
    let asked = Cell::new(0);
    let stop_soon = |_: Progress| {
        asked.set(asked.get() + 1);
        asked.get() < 2
    };
    let request = Request::sheets(&sheets);
    let stopped =
        print_while(session.document(), &request, &stamp(), &Faces::default(), &stop_soon);
    assert_eq!(stopped.map(|_| ()), Err(PrintError::Stopped));
    assert_eq!(asked.get(), 2);

    let nothing = print(session.document(), &Request::sheets(&[]), &stamp());
    assert_eq!(nothing.map(|_| ()), Err(PrintError::Nothing));
    let void = SheetAction::Void { sheet: sheets[0], why: "印重了".to_owned() };
    act(&mut session, Action::Sheet(void));
    let gone = print(session.document(), &request, &stamp());
    assert_eq!(gone.map(|_| ()), Err(PrintError::Gone("检查单")));
}

#[test]
fn files_are_called_as_the_office_calls_them() {
    let (mut session, names) = small_mine(1);
    let one = issue_route(&mut session, &names, names.route);
    let two = issue_route(&mut session, &names, names.route);
    let site = issue_site(&mut session, &names, names.sites[0], Depth::Full);
    let hazard = report(&mut session, &names, "安全出口上链锁");
    let slip = hand_over(&mut session, &names, vec![hazard]);
    let day = day().succ_opt().unwrap();
    let log = Log { day: Some(day), shift: Some(DutyShift::Night), ..Log::default() };
    let RecordId::Log(log) = add(&mut session, NewRecord::Log(log)) else { panic!("a log") };
    let handover = Handover { day: Some(day), shift: Some(DutyShift::Day), ..Handover::default() };
    let handover = add(&mut session, NewRecord::Handover(handover));
    let RecordId::Handover(handover) = handover else { panic!("a handover") };
    let title = "长".repeat(100);
    let activity = Activity { title, day: Some(day), ..Activity::default() };
    let activity = add(&mut session, NewRecord::Activity(activity));
    let RecordId::Activity(activity) = activity else { panic!("an activity") };
    // A long title ends where names of files must.
    let of_title = |kind: &str| -> String {
        let stem = format!("2027春节_{kind}_20270206_{}", "长".repeat(100));
        stem.chars().take(80).collect()
    };
    let (record, sign_in) = (of_title("宣传活动记录"), of_title("签到表"));
    let doc = session.document();
    let table: [(Request, &str, &str); 16] = [
        (Request::sheets(&[one]), "2027春节_巡查单_20270205_XC-2027-0001", "05巡查"),
        (Request::sheets(&[one, two]), "2027春节_巡查单_20270205_XC-2027-0001至0002", "05巡查"),
        (Request::sheets(&[site]), "2027春节_场所检查记录_20270205_XC-2027-0003", "05巡查"),
        (Request::sheets(&[one, site]), "2027春节_巡查单_20270205_XC-2027-0001等2张", "05巡查"),
        (Request::transfer(slip), "2027春节_隐患移交单_20270205_YJ-2027-0001", "06隐患"),
        (Request::ledger(), "2027春节_隐患台账_20270205_全矿", "06隐患"),
        (Request::activities(), "2027春节_宣传活动一览表_20270205_全矿", "07宣传"),
        (Request::services(), "2027春节_帮扶服务登记表_20270205_全矿", "08帮扶"),
        (Request::spot_checks(), "2027春节_查岗记录_20270205_全矿", "09值守"),
        (Request::zero_reports(day), "2027春节_零报告_20270206_突击队", "09值守"),
        (Request::brief(day), "2027春节_日报_20270206_突击队", "10总结"),
        (Request::summary(), "2027春节_工作总结_20270205_突击队", "10总结"),
        (Request::log(log), "2027春节_值班日志_20270206_夜班", "09值守"),
        (Request::handover(handover), "2027春节_交接班记录_20270206_白班", "09值守"),
        (Request::activity(activity), &record, "07宣传"),
        (Request::sign_in(activity), &sign_in, "07宣传"),
    ];
    for (request, stem, place) in table {
        assert_eq!(
            (file_stem(doc, &request, &stamp()).as_str(), request.paper.folder),
            (stem, place)
        );
    }
}

#[test]
fn papers_of_the_team_lie_where_people_look_for_them() {
    let (mut session, names) = manned(1);
    let by = vec![names.people[0]];
    let approve = PlanAction::Approve { by, on: day(), note: String::new() };
    let RecordId::Version(version) = made(&mut session, Action::Plan(approve)) else {
        panic!("no version");
    };
    let doc = session.document();
    let code = |code: &str| code.parse().unwrap();
    let rota = |large| Request::rota(day(), "2027-02-11".parse().unwrap(), large);
    let table = [
        (Request::roster(true), "队员名册_张贴版", "03名册"),
        (Request::roster(false), "队员名册_全队", "03名册"),
        (Request::pledges(), "承诺书_全队", "03名册"),
        (Request::zones(), "责任区一览表_全矿", "03名册"),
        (Request::plan(None), "应急处置工作方案_送审稿", "02预案"),
        (Request::plan(Some(version)), "应急处置工作方案_V1", "02预案"),
        (Request::cards(vec![code("E01")]), "应急处置卡_E01地面建筑火灾", "02预案"),
        (Request::cards(vec![code("E01"), code("E02")]), "应急处置卡_E01等2张", "02预案"),
        (Request::phones(), "应急电话表_全矿", "02预案"),
        (rota(false), "值班安排表_0205至0211", "04排班"),
        (rota(true), "值班安排表_0205至0211-A3", "04排班"),
    ];
    for (request, stem, place) in table {
        let stem = format!("2027春节_{}", stem.replace('_', "_20270205_"));
        assert_eq!((file_stem(doc, &request, &stamp()), request.paper.folder), (stem, place));
    }
}

#[test]
fn a_page_becomes_a_picture_of_its_size() {
    let (mut session, names) = small_mine(1);
    let sheet = issue_route(&mut session, &names, names.route);
    let (print, _) = printed(&session, &Request::sheets(&[sheet]));
    let picture = print.picture(0, 1.0).unwrap();
    assert_eq!((picture.width, picture.height), (595, 842));
    assert_eq!(picture.rgba.len(), 595 * 842 * 4);
    assert!(picture.rgba.chunks(4).any(|pixel| pixel == [0, 0, 0, 255]), "black corner marks");
    assert!(print.picture(print.page_count(), 1.0).is_none());
}
