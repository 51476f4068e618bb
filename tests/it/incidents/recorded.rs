//! What is on record, and what other papers and figures say of it.

use chrono::{NaiveTime, TimeDelta};
use shousui::action::{Action, Jot, NewRecord, WatchAction};
use shousui::model::duty::DutyShift;
use shousui::model::id::IncidentId;
use shousui::model::incident::{Answer, DrillKind, IncidentField, LineKind};
use shousui::model::plan::CardCode;
use shousui::model::resident::Resident;
use shousui::model::watch::{LogField, ZeroReport};
use shousui::model::{Document, RecordId};
use shousui::print::Request;
use shousui::rules::clashes;
use shousui::rules::incidents::{Course, IncidentFigures, last_drill, rolls, running, speech};
use shousui::rules::zero::chat_text;
use shousui::session::Session;
use shousui::workspace::Happening;

use super::{Pc, codes, figures, mine, recorded};
use crate::fixture::{act, day, made, replica, set};
use crate::prints::printed;

fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// What a clerk types in the morning of the evening before was of an evening that was yet to come.
#[test]
fn what_was_yet_to_come_when_it_was_typed_in_was_a_day_before() {
    let (mut session, incident) = recorded(None);
    let before = day().pred_opt().unwrap();
    for (at, on) in [
        (time(19, 30), before),
        (time(8, 20), before),
        (time(8, 10), day()),
        (time(0, 5), day()),
        (time(20, 5), before),
    ] {
        act(&mut session, set((incident, IncidentField::HappenedAt(at))));
        let one = session.document().incidents.get(&incident).unwrap();
        assert_eq!(one.day(), Some(on), "{at:?}");
        let of_day = IncidentFigures::of(session.document(), on, on);
        assert_eq!(of_day.all(), 1, "{at:?}");
    }
}

/// Whoever ticks 打119 has rung: the record, its head and what is said to the dispatch room know it.
#[test]
fn a_step_that_is_just_that_call_counts_as_the_call() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    let card = Some(CardCode("E01".to_owned()));
    pc.happen(Happening::Start { drill: None, card }, 0);
    let (incident, one) = running(pc.doc())[0];
    let calls = |what: &str| {
        let found = one.steps.iter().find(|(_, step)| step.what.starts_with(what));
        found.map(|(number, _)| *number).unwrap()
    };
    let (fire, dispatch) = (calls("打119"), calls("报调度室"));
    let if_need_be = one.steps.iter().find(|(_, step)| step.what.contains("打119报房号"));
    let if_need_be = *if_need_be.unwrap().0;
    pc.write(incident, Jot::Step(if_need_be), "", 30);
    let course = Course::of(pc.doc(), incident);
    assert!(course.call(LineKind::Fire, pc.doc()).is_none());
    pc.write(incident, Jot::Step(fire), "", 60);
    pc.write(incident, Jot::Step(dispatch), "", 130);
    let doc = pc.doc();
    let course = Course::of(doc, incident);
    let since = |kind| course.call(kind, doc)?.since;
    assert_eq!(since(LineKind::Fire), Some(60));
    assert_eq!(since(LineKind::Dispatch), Some(130));
    assert_eq!(since(LineKind::Medical), None);
    assert_eq!(course.report_due_from(doc).and_then(|told| told.since), Some(130));
    let one = doc.incidents.get(&incident).unwrap();
    let [_, to_dispatch] = speech(doc, (one, &course), "");
    assert!(to_dispatch.words.contains("119已于08:01报"), "{}", to_dispatch.words);
    let words = printed(pc.workspace.session(), &Request::incident(incident)).1;
    assert!(words.contains("08:01") && words.contains("08:02"), "{words}");
}

/// A key too much made an incident that stayed in all figures for good.
#[test]
fn what_was_begun_by_mistake_is_in_no_figure_and_stays_on_record() {
    let (mut session, incident) = recorded(None);
    assert_eq!((figures(&session).all(), codes(&session, day())), (1, vec!["I11"]));
    act(&mut session, set((incident, IncidentField::Struck(true))));
    assert_eq!((figures(&session).all(), codes(&session, day())), (0, vec![]));
    let words = printed(&session, &Request::incident(incident)).1;
    assert!(words.contains("【记错作废】"), "{words}");
    let (mut drilled, drill) = recorded(Some(DrillKind::Table));
    assert!(last_drill(drilled.document(), day()).is_some());
    act(&mut drilled, set((drill, IncidentField::Struck(true))));
    assert!(last_drill(drilled.document(), day()).is_none());
}

fn zero(session: &mut Session, at: Option<NaiveTime>, words: &str) -> ZeroReport {
    let report = ZeroReport {
        kept: true,
        day: Some(day()),
        at,
        receiver: "县局".to_owned(),
        words: words.to_owned(),
        ..ZeroReport::default()
    };
    match made(session, Action::Add(NewRecord::ZeroReport(report))) {
        RecordId::ZeroReport(id) => session.document().zero_reports.get(&id).unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

/// Four papers said that nothing had happened on a day with a recorded incident.
#[test]
fn papers_say_that_nothing_happened_only_where_nothing_is_on_record() {
    let (mut session, incident) = recorded(None);
    act(&mut session, set((incident, IncidentField::What("3号公寓着火".to_owned()))));
    let before = zero(&mut session, time(7, 30), "");
    let after = zero(&mut session, time(16, 0), "");
    let doc = session.document();
    assert!(chat_text(doc, &before).contains("无突发事件"));
    let words = chat_text(doc, &after);
    assert!(words.contains("突发事件1起（08:00 3号公寓着火）"), "{words}");
    assert!(!words.contains("无突发事件"), "{words}");
    let brief = printed(&session, &Request::brief(day())).1;
    assert!(!brief.contains("县局：无突发事件。") && brief.contains("突发事件1起"), "{brief}");
    // Whoever wrote that there was none is told of it.
    let codes = |doc: &Document| -> Vec<&'static str> {
        clashes(doc, day()).iter().map(|one| one.rule.code).filter(|code| *code == "X22").collect()
    };
    assert_eq!(codes(session.document()), Vec::<&str>::new());
    zero(&mut session, time(17, 0), "无突发事件。");
    assert_eq!(codes(session.document()), ["X22"]);
    // 空白栏填“无” writes what is on record.
    let open = WatchAction::OpenLog { day: day(), shift: DutyShift::Day };
    let log = made(&mut session, Action::Watch(open));
    let RecordId::Log(log) = log else { panic!("{log:?}") };
    act(&mut session, Action::Watch(WatchAction::FillBlanks { log }));
    let written = session.document().logs.get(&log).unwrap();
    assert_eq!(written.incidents, "突发事件1起（08:00 3号公寓着火）");
    assert_eq!(written.visits, "无");
    act(&mut session, set((log, LogField::Incidents("无".to_owned()))));
    assert_eq!(codes(session.document()), ["X22", "X22"]);
    // A drill, and what was begun by mistake, are none.
    act(&mut session, set((incident, IncidentField::Struck(true))));
    assert_eq!(codes(session.document()), Vec::<&str>::new());
    assert!(chat_text(session.document(), &after).contains("无突发事件"));
}

fn with_house(session: &mut Session) {
    for name in ["甲一", "乙二"] {
        let new = Resident {
            name: name.to_owned(),
            elsewhere: "3号公寓".to_owned(),
            ..Resident::default()
        };
        made(session, Action::Add(NewRecord::Resident(new)));
    }
}

fn counts(pc: &Pc, incident: IncidentId) -> Vec<(u16, u16)> {
    let course = Course::of(pc.doc(), incident);
    let counts = course.told.iter().filter(|told| told.kind == LineKind::Count);
    counts.map(|told| (told.line.expected, told.line.present)).collect()
}

/// Each of two PCs called half of a house, and neither saw that everybody had been called.
#[test]
fn a_house_that_two_pcs_called_between_them_is_counted_at_the_end() {
    let mut session = mine();
    with_house(&mut session);
    let mut here = Pc::at(&session, replica(2), 0);
    here.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, one) = running(here.doc())[0];
    let houses = rolls(here.doc(), one);
    let people: Vec<_> = houses[0].people.iter().map(|(id, _)| *id).collect();
    here.happen(Happening::Roll(incident, "3号公寓".to_owned()), 5);
    let mut there = Pc::at(here.workspace.session(), replica(3), 6);
    here.happen(Happening::Answer(incident, people[0], Answer::Here), 10);
    there.happen(Happening::Answer(incident, people[1], Answer::Missing), 11);
    here.take_in(&there, 20);
    assert_eq!(counts(&here, incident), []);
    here.write(incident, Jot::End, "", 30);
    assert_eq!(counts(&here, incident), [(2, 1)]);
    let course = Course::of(here.doc(), incident);
    assert_eq!(course.told.last().unwrap().kind, LineKind::End);
    assert!(running(here.doc()).is_empty());
    // What is counted already is not counted twice.
    here.write(incident, Jot::GoesOn, "", 40);
    here.write(incident, Jot::End, "", 50);
    assert_eq!(counts(&here, incident), [(2, 1)]);
}

/// A record that goes on past midnight says of each line on which day it was.
#[test]
fn a_line_of_the_day_after_says_its_day() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(pc.doc())[0];
    let night = u64::try_from(TimeDelta::hours(17).num_seconds()).unwrap();
    pc.write(incident, Jot::Fire, "", 60);
    pc.write(incident, Jot::Medical, "", night);
    let course = Course::of(pc.doc(), incident);
    let clock = |kind| course.first(kind).unwrap().clock();
    assert_eq!(clock(LineKind::Fire), "08:01:00");
    assert_eq!(clock(LineKind::Medical), "2月6日 01:00:00");
}
