//! One shift, one set of numbers: zero report, handover, brief and log agree.

use chrono::{NaiveDateTime, NaiveTime};
use shousui::action::{Action, HazardAction, NewRecord, SheetAction, WatchAction};
use shousui::model::RecordId;
use shousui::model::checklist::Judge;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::Hazard;
use shousui::model::id::{HazardId, SheetId};
use shousui::model::mine::{MineField, Only};
use shousui::model::people::{Leave, PersonField, Post, Unit};
use shousui::model::place::SiteField;
use shousui::model::service::Activity;
use shousui::model::sheet::SheetField;
use shousui::model::watch::{SpotCheck, ZeroReport};
use shousui::print::Request;
use shousui::rules::review;
use shousui::rules::tally::Tally;
use shousui::rules::zero::{chat_text, of_day};
use shousui::session::Session;

use super::{add, has, printed};
use crate::fixture::{Names, act, day, made, set, small_mine};

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    day().and_time(time(hour, minute))
}

/// A sheet along the route with everything ticked and two rows that failed.
fn two_faults(session: &mut Session, names: &Names) -> (SheetId, Vec<HazardId>) {
    let (route, shift) = (names.route, "早巡".to_owned());
    let issue = SheetAction::IssueRoute { route, shift, day: day(), walkers: Vec::new() };
    let RecordId::Sheet(sheet) = made(session, Action::Sheet(issue)) else { panic!("no sheet") };
    let ticked = SheetAction::Tick { sheet, judge: Judge::Member, ticked: true };
    act(session, Action::Sheet(ticked));
    let rows: Vec<u16> = {
        let sheet = session.document().sheets.get(&sheet).unwrap();
        sheet.rows().iter().take(2).map(|row| row.number).collect()
    };
    let hazards = rows.into_iter().map(|row| {
        let words = format!("第{row}行灯不亮");
        let report = HazardAction::ReportFault { sheet, row, words };
        match made(session, Action::Hazard(report)) {
            RecordId::Hazard(id) => id,
            other => panic!("{other:?}"),
        }
    });
    let hazards = hazards.collect();
    (sheet, hazards)
}

/// A zero report and the handover of a shift as they say it when made at that moment.
fn papers(session: &mut Session, shift: DutyShift, now: NaiveDateTime) -> (String, String) {
    let receiver = "县应急局".to_owned();
    let zero = session.perform(&Action::Watch(WatchAction::ReportZero { receiver }), now).unwrap();
    let RecordId::ZeroReport(zero) = zero.made[0] else { panic!("no report") };
    let open = WatchAction::OpenHandover { day: day(), shift };
    let handover = session.perform(&Action::Watch(open), now).unwrap();
    let RecordId::Handover(handover) = handover.made[0] else { panic!("no handover") };
    session.seal();
    let doc = session.document();
    let zero = chat_text(doc, doc.zero_reports.get(&zero).unwrap());
    (zero, doc.handovers.get(&handover).unwrap().state.clone())
}

#[test]
fn a_walk_and_what_it_found_are_counted_alike_by_all_papers() {
    let (mut session, names) = small_mine(1);
    // Typed at eight, before the walk's own time; the day shift begins at eight.
    let (sheet, _) = two_faults(&mut session, &names);
    act(&mut session, set((sheet, SheetField::Left(Some(time(8, 5))))));
    let words = "巡查1次，新发现隐患2条、当场整改0条";
    let (zero, handover) = papers(&mut session, DutyShift::Day, at(16, 0));
    assert!(zero.contains(words), "{zero}");
    assert_eq!(handover, words);
    has(&printed(&session, &Request::brief(day())).1, &["开展巡查1次", "当日登记2条"]);
    let tally = Tally::of(session.document(), day(), day());
    assert_eq!((tally.patrols, tally.hazards.all, tally.out), (1, 2, 0));
    // The night before and the night after know nothing of it.
    let (_, night) = papers(&mut session, DutyShift::Night, at(23, 0));
    assert_eq!(night, "巡查0次，新发现隐患0条、当场整改0条");
}

#[test]
fn a_walk_past_midnight_is_of_the_night_and_of_its_own_day() {
    let (mut session, names) = small_mine(1);
    let (sheet, hazards) = two_faults(&mut session, &names);
    act(&mut session, set((sheet, SheetField::Left(Some(time(23, 10))))));
    act(&mut session, set((sheet, SheetField::Back(Some(time(0, 40))))));
    let found = session.document().hazards.get(&hazards[0]).unwrap();
    // Typed at eight in the morning: a time yet to come is none to go by.
    assert_eq!((found.found_on, found.found_at), (Some(day()), None));
    let next = day().succ_opt().unwrap();
    let (_, night) = papers(&mut session, DutyShift::Night, next.and_time(time(7, 50)));
    assert_eq!(night, "巡查1次，新发现隐患2条、当场整改0条");
    let doc = session.document();
    let of_next = of_day(doc, next, next.and_time(time(16, 0)));
    assert_eq!((of_next.patrols, of_next.found), (0, 0));
    let tally = Tally::of(doc, next, next);
    assert_eq!((tally.patrols, tally.hazards.all), (0, 0));
    let of_day = of_day(doc, day(), next.and_time(time(16, 0)));
    assert_eq!((of_day.patrols, of_day.found), (1, 2));
}

#[test]
fn hazards_of_a_sheet_take_its_names_its_time_and_the_units_of_its_places() {
    let (mut session, names) = small_mine(1);
    let unit = Unit { name: "后勤部".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = add(&mut session, NewRecord::Unit(unit)) else { panic!("a unit") };
    act(&mut session, set((names.sites[0], SiteField::Unit(Some(unit)))));
    let (sheet, hazards) = two_faults(&mut session, &names);
    let of = |session: &Session, place: usize| -> Hazard {
        session.document().hazards.get(&hazards[place]).unwrap().clone()
    };
    assert_eq!(of(&session, 0).unit, Some(unit));
    assert!(of(&session, 0).finders.is_empty() && of(&session, 0).found_at.is_none());
    // One of the two has finders of its own by the time the names are typed.
    let own = vec![names.people[3]];
    let finders = shousui::model::hazard::HazardField::Finders(own.clone());
    act(&mut session, set((hazards[1], finders)));
    let walkers = |count: usize| SheetField::Walkers(names.people[..count].to_vec());
    act(&mut session, set((sheet, walkers(1))));
    act(&mut session, set((sheet, walkers(2))));
    act(&mut session, set((sheet, SheetField::Left(Some(time(7, 40))))));
    assert_eq!(of(&session, 0).finders, names.people[..2]);
    assert_eq!(of(&session, 1).finders, own);
    assert_eq!(of(&session, 0).found_at, Some(time(7, 40)));
    // One step takes it back as well.
    session.undo(at(8, 0)).unwrap();
    assert_eq!(of(&session, 0).found_at, None);
    // Reported by itself, with the unit somebody named.
    let new =
        Hazard { site: Some(names.sites[0]), words: "积水".to_owned(), ..Hazard::default() };
    let report = Action::Hazard(HazardAction::Report(Box::new(new)));
    let RecordId::Hazard(alone) = made(&mut session, report) else { panic!("no hazard") };
    assert_eq!(session.document().hazards.get(&alone).unwrap().unit, Some(unit));
}

#[test]
fn counts_that_cannot_be_are_found_and_in_no_rate() {
    let (mut session, names) = small_mine(1);
    let quiz = |answered, passed| {
        let title = format!("安全问答{answered}");
        NewRecord::Activity(Activity {
            title,
            answered,
            passed,
            day: Some(day()),
            ..Activity::default()
        })
    };
    add(&mut session, quiz(20, 25));
    add(&mut session, quiz(0, 5));
    let receiver = "县应急局".to_owned();
    let report = ZeroReport {
        receiver,
        expected: 10,
        present: 12,
        day: Some(day()),
        ..ZeroReport::default()
    };
    add(&mut session, NewRecord::ZeroReport(report));
    let half = ZeroReport {
        receiver: "矿党委".to_owned(),
        expected: 3,
        day: Some(day()),
        ..ZeroReport::default()
    };
    add(&mut session, NewRecord::ZeroReport(half));
    let post = Post { name: "门岗".to_owned(), ..Post::default() };
    let RecordId::Post(post) = add(&mut session, NewRecord::Post(post)) else { panic!("a post") };
    let post = Some(post);
    let check =
        SpotCheck { post, expected: 1, present: 2, day: Some(day()), ..SpotCheck::default() };
    add(&mut session, NewRecord::SpotCheck(check));
    act(&mut session, set((Only, MineField::Employees(300))));
    act(&mut session, set((Only, MineField::Staying(330))));
    let turned = vec![Leave { from: day(), to: day().pred_opt().unwrap() }];
    act(&mut session, set((names.people[0], PersonField::Leaves(turned))));
    let found: Vec<(&str, String)> = review(session.document(), day())
        .into_iter()
        .filter(|one| one.rule.code.starts_with('C') || one.rule.code == "W5")
        .map(|one| (one.rule.code, one.breach.sentence()))
        .collect();
    let told = |code: &str| -> Vec<&str> {
        let of_code = found.iter().filter(|(one, _)| *one == code);
        of_code.map(|(_, words)| words.as_str()).collect()
    };
    assert_eq!(
        told("C1"),
        [
            "2月5日宣传活动安全问答20：答题合格25人，多于答题20人",
            "2月5日宣传活动安全问答0：答题合格5人，答题人数没填"
        ]
    );
    assert_eq!(told("C2"), ["2月5日报县应急局的零报告：实到12人，多于应到10人"]);
    assert_eq!(told("C3"), ["2月5日查岗门岗：实到2人，多于应到1人"]);
    assert_eq!(told("C4"), ["本矿资料：留矿330人，多于职工300人"]);
    assert_eq!(told("C5"), ["苗小满请假2月5日至2月4日：止日早于起日，这段不起作用"]);
    assert_eq!(told("W5"), ["2月5日报矿党委的零报告还没填实到人数"]);
    // With a quiz that can be, the rate is of that one alone.
    let brief = |session: &Session| printed(session, &Request::brief(day())).1;
    has(&brief(&session), &["合格人数多于答题人数，请核对"]);
    add(&mut session, quiz(40, 38));
    has(&brief(&session), &["答题合格率95.0%（38/40", "合格多于答题的2场未计"]);
    let words = printed(&session, &Request::summary()).1;
    for wrong in ["125", "150.0", "68/60", "43/40"] {
        assert!(!words.contains(wrong), "{wrong}: {words}");
    }
}
