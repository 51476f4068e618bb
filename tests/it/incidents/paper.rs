//! Lines that were on paper first and are typed in later: they stand where they happened, with both times, and no
//! other line moves.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime};
use shousui::action::Jot;
use shousui::model::id::{IncidentId, LineId};
use shousui::model::incident::{IncidentField, IncidentLineField, LineKind};
use shousui::model::plan::CardCode;
use shousui::rules::incidents::{Course, Mark, running};
use shousui::session::Session;
use shousui::workspace::Happening;

use super::{Dice, Pc, jot, jump, mine};
use crate::fixture::{act, day, morning, replica, set};

/// A record of two PCs; their clocks may be put right in the middle.
fn written(seed: u64, jumps: bool) -> (Session, IncidentId, Dice) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut now = 0;
    let mut here = Pc::at(&mine(), replica(2), now);
    here.happen(Happening::Start { drill: None, card: Some(CardCode("E01".to_owned())) }, now);
    let (incident, _) = running(here.doc())[0];
    let mut there = Pc::at(here.workspace.session(), replica(3), now);
    for count in 0..24 {
        now += 1 + dice.below(400);
        let pc = if dice.below(2) == 0 { &mut here } else { &mut there };
        match dice.below(8) {
            0 if jumps => pc.jump(jump(&mut dice)),
            1 if jumps => pc.reopen(now),
            _ => {
                let (line, words) = jot(&mut dice, count);
                pc.write(incident, line, &words, now);
            }
        }
    }
    here.take_in(&there, now);
    here.write(incident, Jot::End, "", now + 60);
    (here.workspace.session().clone(), incident, dice)
}

/// Each line with what it says.
type Line = (LineId, String, Vec<Mark>);

fn lines(session: &Session, incident: IncidentId) -> Vec<Line> {
    let doc = session.document();
    let course = Course::of(doc, incident);
    course.told.iter().map(|told| (told.id, told.words(doc), told.marks.clone())).collect()
}

/// Gives some of the lines a time on paper, of that day or of the one after.
fn put_on_paper(
    session: &mut Session,
    incident: IncidentId,
    dice: &mut Dice,
) -> Vec<(LineId, NaiveDateTime)> {
    let course = Course::of(session.document(), incident);
    let may = course.told.iter().filter(|told| told.kind.may_be_on_paper());
    let lines: Vec<_> = may.map(|told| (told.id, told.line.at)).collect();
    let mut papers = Vec::new();
    for (line, typed) in lines {
        if dice.below(3) != 0 {
            continue;
        }
        let minute = u32::try_from(dice.below(12 * 60)).unwrap();
        let at = NaiveTime::from_hms_opt(8 + minute / 60, minute % 60, 0).unwrap();
        let next = dice.below(4) == 0;
        let on = if next { day().succ_opt().unwrap() } else { day() };
        act(session, set((line, IncidentLineField::HappenedAt(Some(at)))));
        // Without its day a time that was yet to come is one of the day before.
        if next || typed.is_none_or(|typed| typed < on.and_time(at)) {
            act(session, set((line, IncidentLineField::HappenedOn(Some(on)))));
        }
        papers.push((line, on.and_time(at)));
    }
    papers
}

fn script(seed: u64, jumps: bool) {
    let (mut session, incident, mut dice) = written(seed, jumps);
    let before = lines(&session, incident);
    let papers = put_on_paper(&mut session, incident, &mut dice);
    let after = lines(&session, incident);
    // None is lost, none stands twice, and none says something else.
    let words = |lines: &[Line]| -> BTreeSet<(LineId, String)> {
        lines.iter().map(|(id, words, _)| (*id, words.clone())).collect()
    };
    assert_eq!((after.len(), words(&after)), (before.len(), words(&before)), "{seed}");
    // What was written at once stands as it stood, with the same marks but for what was after the end.
    let is_paper = |id: LineId| papers.iter().any(|(line, _)| *line == id);
    let at_once = |lines: &[Line]| -> Vec<Line> {
        lines.iter().filter(|(id, ..)| !is_paper(*id)).cloned().collect()
    };
    assert_eq!(at_once(&after), at_once(&before), "{seed}");
    let course = Course::of(session.document(), incident);
    let mut last = NaiveDateTime::MIN;
    for told in course.told.iter().filter(|told| is_paper(told.id)) {
        // They stand in the order in which they happened, and say both times.
        let (_, at) = papers.iter().find(|(line, _)| *line == told.id).unwrap();
        assert_eq!(told.at(), Some(*at), "{seed}");
        assert!(last <= *at, "{seed}");
        last = *at;
        let typed = told.line.at.unwrap();
        let later = typed.date() != at.date();
        assert_eq!(told.marks.last(), Some(&Mark::Typed { at: typed, later }), "{seed}");
        assert!(told.clock().ends_with(&at.format("%H:%M").to_string()), "{seed}");
        assert_eq!(told.clock().contains('月'), at.date() != day(), "{seed}");
    }
    if !jumps {
        // Where every clock is right whoever reads it reads on in time.
        let times: Vec<NaiveDateTime> = course.told.iter().filter_map(|told| told.at()).collect();
        assert_eq!(times.len(), course.told.len());
        assert!(times.is_sorted(), "{seed}: {times:?}");
    }
}

#[test]
fn of_lines_from_paper_none_is_lost_and_all_stand_where_they_happened() {
    for seed in 1..=40 {
        script(seed, false);
        script(seed, true);
    }
}

fn noted(pc: &mut Pc, incident: IncidentId, words: &str, at: (u32, u32), now: u64) -> LineId {
    pc.write(incident, Jot::Note(words.to_owned()), words, now);
    let doc = pc.doc();
    let line = doc.incident_lines.iter().find(|(_, one)| one.words == words).unwrap();
    let id = *line.0;
    let at = NaiveTime::from_hms_opt(at.0, at.1, 0).unwrap();
    pc.workspace.handle(
        shousui::workspace::Intent::Do(set((id, IncidentLineField::HappenedAt(Some(at))))),
        morning(),
    );
    id
}

#[test]
fn a_line_from_paper_says_both_times_and_counts_from_when_it_happened() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(pc.doc())[0];
    pc.write(incident, Jot::Fire, "", 300);
    pc.write(incident, Jot::End, "", 1200);
    noted(&mut pc, incident, "门卫闻到焦味", (7, 55), 1500);
    noted(&mut pc, incident, "二层已无人", (8, 3), 1600);
    let doc = pc.doc();
    let course = Course::of(doc, incident);
    let told: Vec<(String, String, String, String)> = course
        .told
        .iter()
        .map(|told| {
            let marks: Vec<String> = told.marks.iter().map(|mark| mark.words()).collect();
            (told.clock(), told.elapsed(), told.words(doc), marks.join("；"))
        })
        .collect();
    let line = |clock: &str, elapsed: &str, words: &str, marks: &str| {
        (clock.to_owned(), elapsed.to_owned(), words.to_owned(), marks.to_owned())
    };
    assert_eq!(
        told,
        [
            // Before the record was begun nothing is counted.
            line("07:55", "", "门卫闻到焦味", "补记，08:25:00录入"),
            line("08:00:00", "00:00:00", "开始记录", ""),
            line("08:03", "00:03:00", "二层已无人", "补记，08:26:40录入"),
            line("08:05:00", "00:05:00", "已报119", ""),
            line("08:20:00", "00:20:00", "处置结束", ""),
        ]
    );
    assert!(!course.is_running() && course.lasted() == Some(1200));
}

/// A night has two dates, and what was recorded on paper as a whole has the day of the paper.
#[test]
fn a_time_after_midnight_is_of_the_night_that_followed() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(pc.doc())[0];
    let late = noted(&mut pc, incident, "烟散", (0, 20), 900);
    let mut session = pc.workspace.session().clone();
    let before = day().pred_opt().unwrap();
    act(&mut session, set((incident, IncidentField::HappenedOn(Some(before)))));
    let clock = |session: &Session| {
        let course = Course::of(session.document(), incident);
        let told = course.told.iter().find(|told| told.id == late).unwrap();
        (told.clock(), told.elapsed(), told.marks.last().map(|mark| mark.words()).unwrap())
    };
    // Nobody said when it began: the day is that of the incident.
    let typed = "补记，2月5日08:15:00录入".to_owned();
    assert_eq!(clock(&session), ("00:20".to_owned(), String::new(), typed));
    let at = NaiveTime::from_hms_opt(23, 40, 0);
    act(&mut session, set((incident, IncidentField::HappenedAt(at))));
    let typed = "补记，08:15:00录入".to_owned();
    assert_eq!(clock(&session), ("2月5日 00:20".to_owned(), "00:40:00".to_owned(), typed));
    // A person may say which day it was.
    act(&mut session, set((late, IncidentLineField::HappenedOn(Some(before)))));
    assert_eq!(clock(&session).0, "00:20");
}

/// What begins the record is of the moment it is written, whatever is written beside it.
#[test]
fn what_begins_a_record_has_no_time_on_paper() {
    let (mut session, incident, _) = written(3, false);
    let before = lines(&session, incident);
    let at = NaiveTime::from_hms_opt(7, 0, 0);
    let steering: Vec<LineId> = Course::of(session.document(), incident)
        .told
        .iter()
        .filter(|told| !told.kind.may_be_on_paper())
        .map(|told| told.id)
        .collect();
    assert!(2 <= steering.len());
    for line in steering {
        act(&mut session, set((line, IncidentLineField::HappenedAt(at))));
    }
    assert_eq!(lines(&session, incident), before);
    assert!(!LineKind::Start.may_be_on_paper() && LineKind::End.may_be_on_paper());
}

/// Two PCs may write of the same minute of the paper.
#[test]
fn of_one_minute_those_of_each_pc_keep_their_order() {
    let (mut session, incident, _) = written(5, false);
    let course = Course::of(session.document(), incident);
    let may = course.told.iter().filter(|told| told.kind.may_be_on_paper());
    let ids: Vec<LineId> = may.map(|told| told.id).collect();
    let at = NaiveTime::from_hms_opt(8, 10, 0);
    for id in &ids {
        act(&mut session, set((*id, IncidentLineField::HappenedAt(at))));
    }
    let course = Course::of(session.document(), incident);
    for hand in [replica(2), replica(3)] {
        let of = |id: &&LineId| id.0.entry.replica == hand;
        let now: Vec<LineId> = course.told.iter().map(|told| told.id).collect();
        let now: Vec<&LineId> = now.iter().filter(|id| ids.contains(id)).filter(of).collect();
        assert!(now.is_sorted(), "{hand:?}");
    }
}
