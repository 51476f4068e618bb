//! All that is counted in a record is counted from one moment: when it happened.

use chrono::{NaiveTime, TimeDelta};
use shousui::action::{Action, Jot, PlanAction};
use shousui::model::id::{IncidentId, LineId};
use shousui::model::incident::{IncidentField, IncidentLineField, LineKind};
use shousui::model::plan::CardCode;
use shousui::rules::incidents::{Course, Mark, Told, running};
use shousui::session::Session;
use shousui::workspace::{Command, Happening, Intent};

use super::{Pc, mine};
use crate::fixture::{act, day, replica, set};

fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// A record begun at 8:00.
fn begun(session: &Session, card: Option<&str>) -> (Pc, IncidentId) {
    let mut pc = Pc::at(session, replica(2), 0);
    let card = card.map(|code| CardCode(code.to_owned()));
    pc.happen(Happening::Start { drill: None, card }, 0);
    let (incident, _) = running(pc.doc())[0];
    (pc, incident)
}

fn line(session: &Session, kind: LineKind) -> LineId {
    let lines = session.document().incident_lines.iter();
    lines.filter(|(_, one)| one.kind == Some(kind)).map(|(id, _)| *id).last().unwrap()
}

fn told(course: &Course<'_>, kind: LineKind) -> (String, Option<u32>) {
    let one = course.first(kind).unwrap();
    (one.clock(), one.since)
}

/// The hour within which the mine reports ran from another moment than the clock beside it, and not at all
/// where the dispatch room had been told before anybody sat down at the PC.
#[test]
fn the_hour_runs_from_when_the_dispatch_room_was_told() {
    let (mut pc, incident) = begun(&mine(), None);
    pc.write(incident, Jot::Dispatch, "", 300);
    let session = pc.workspace.session().clone();
    let dispatch = line(&session, LineKind::Dispatch);
    let ago = |session: &Session| {
        let course = Course::of(session.document(), incident);
        course.report_due_from(session.document())?.ago(Some(1200), pc.clock(1200))
    };
    assert_eq!(ago(&session), Some(900));
    for happened in [None, time(7, 30)] {
        let mut session = session.clone();
        act(&mut session, set((incident, IncidentField::HappenedAt(happened))));
        assert_eq!(ago(&session), Some(900), "{happened:?}");
        for (at, expected) in [(time(7, 35), 45 * 60), (time(7, 20), 60 * 60)] {
            act(&mut session, set((dispatch, IncidentLineField::HappenedAt(at))));
            assert_eq!(ago(&session), Some(expected), "{happened:?} {at:?}");
        }
    }
    // A clock that was put right meanwhile moves nothing but what was on paper.
    pc.jump(TimeDelta::hours(-3));
    let course = Course::of(session.document(), incident);
    let told = course.report_due_from(session.document()).unwrap();
    assert_eq!(told.ago(Some(1200), pc.clock(1200)), Some(900));
}

#[test]
fn what_was_typed_in_later_counts_from_when_it_happened_to_when_it_ended() {
    let (mut pc, incident) = begun(&mine(), None);
    pc.write(incident, Jot::Fire, "", 300);
    pc.write(incident, Jot::Note("烟散".to_owned()), "", 600);
    pc.write(incident, Jot::End, "", 1200);
    let mut session = pc.workspace.session().clone();
    let (note, end) = (line(&session, LineKind::Note), line(&session, LineKind::End));
    let course = Course::of(session.document(), incident);
    assert_eq!(course.lasted(), Some(1200));
    act(&mut session, set((incident, IncidentField::HappenedAt(time(7, 30)))));
    act(&mut session, set((note, IncidentLineField::HappenedAt(time(7, 50)))));
    let course = Course::of(session.document(), incident);
    assert_eq!(told(&course, LineKind::Note), ("07:50".to_owned(), Some(1200)));
    assert_eq!(told(&course, LineKind::Start), ("08:00:00".to_owned(), Some(1800)));
    assert_eq!(told(&course, LineKind::Fire), ("08:05:00".to_owned(), Some(2100)));
    // When the end was typed in is not when it was.
    assert_eq!((course.lasted(), course.is_running()), (None, false));
    assert!(!course.is_firm(course.end().unwrap()));
    act(&mut session, set((end, IncidentLineField::HappenedAt(time(7, 55)))));
    let course = Course::of(session.document(), incident);
    assert_eq!(told(&course, LineKind::End), ("07:55".to_owned(), Some(1500)));
    assert_eq!((course.lasted(), course.is_running()), (Some(1500), false));
    // It stands where it happened, and what is over is over.
    let kinds: Vec<LineKind> = course.told.iter().map(|told| told.kind).collect();
    assert_eq!(kinds, [LineKind::Note, LineKind::End, LineKind::Start, LineKind::Fire]);
    assert!(course.told.iter().all(|told| !told.marks.contains(&Mark::Late)));
}

/// Of a fire that was typed in on the next day the end was printed as of that day.
#[test]
fn of_another_day_each_line_of_the_pc_says_its_day() {
    let (mut pc, incident) = begun(&mine(), None);
    pc.write(incident, Jot::End, "", 600);
    let mut session = pc.workspace.session().clone();
    act(&mut session, set((incident, IncidentField::HappenedOn(day().pred_opt()))));
    let course = Course::of(session.document(), incident);
    // Nobody wrote down the hour: nothing is counted.
    assert_eq!(told(&course, LineKind::End), ("2月5日 08:10:00".to_owned(), None));
    assert_eq!(course.lasted(), None);
    act(&mut session, set((incident, IncidentField::HappenedAt(time(21, 0)))));
    let end = line(&session, LineKind::End);
    act(&mut session, set((end, IncidentLineField::HappenedAt(time(0, 10)))));
    let course = Course::of(session.document(), incident);
    assert_eq!(told(&course, LineKind::End), ("2月5日 00:10".to_owned(), Some(11_400)));
    assert_eq!(course.lasted(), Some(11_400));
    assert_eq!(told(&course, LineKind::Start), ("2月5日 08:00:00".to_owned(), Some(39_600)));
    // The day of the record itself says no more than the record.
    act(&mut session, set((incident, IncidentField::HappenedAt(None))));
    act(&mut session, set((incident, IncidentField::HappenedOn(Some(day())))));
    let course = Course::of(session.document(), incident);
    assert_eq!(told(&course, LineKind::Start), ("08:00:00".to_owned(), Some(0)));
}

/// A time of the evening was taken for one of the evening to come.
#[test]
fn a_time_before_midnight_is_of_the_evening_before() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.ahead = -TimeDelta::minutes(7 * 60 + 50);
    pc.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, one) = running(pc.doc())[0];
    assert_eq!(one.began, day().and_hms_opt(0, 10, 0));
    pc.write(incident, Jot::Dispatch, "", 300);
    let mut session = pc.workspace.session().clone();
    let dispatch = line(&session, LineKind::Dispatch);
    act(&mut session, set((dispatch, IncidentLineField::HappenedAt(time(23, 55)))));
    let before = day().pred_opt().unwrap();
    let at = |session: &Session| {
        let course = Course::of(session.document(), incident);
        let at = |told: &Told<'_>| told.at().unwrap();
        course.report_due_from(session.document()).map(at).unwrap()
    };
    assert_eq!(at(&session), before.and_time(time(23, 55).unwrap()));
    act(&mut session, set((incident, IncidentField::HappenedAt(time(23, 40)))));
    let one = session.document().incidents.get(&incident).unwrap();
    assert_eq!(one.start(), Some(before.and_time(time(23, 40).unwrap())));
    assert_eq!(one.day(), Some(before));
    assert_eq!(at(&session), before.and_time(time(23, 55).unwrap()));
}

/// Two cards number their steps alike.
#[test]
fn a_step_of_another_card_is_none_of_this_one() {
    let mut session = mine();
    let card = CardCode("E04".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![card.clone()])));
    let (mut here, incident) = begun(&session, Some("E01"));
    here.write(incident, Jot::Step(10), "", 30);
    let mut there = Pc::at(here.workspace.session(), replica(3), 40);
    here.happen(Happening::TakeCard(incident, card), 50);
    there.write(incident, Jot::Step(20), "", 70);
    here.take_in(&there, 80);
    let doc = here.doc();
    let course = Course::of(doc, incident);
    let done: Vec<String> = course.told.iter().map(|told| told.words(doc)).collect();
    assert_eq!(done.iter().filter(|words| words.contains("完成")).count(), 2, "{done:?}");
    assert!(course.step(10).is_none() && course.step(20).is_none());
    here.write(incident, Jot::Step(20), "", 90);
    assert!(Course::of(here.doc(), incident).step(20).is_some());
    // Taken back, the first card holds again with what was done of it.
    for _taken in 0..2 {
        let at = here.clock(95);
        here.workspace.handle(Intent::Run(Command::Undo), at);
    }
    let course = Course::of(here.doc(), incident);
    assert!(course.step(10).is_some() && course.step(20).is_some());
}
