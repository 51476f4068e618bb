//! 处置一件事（记录）: whatever happens to the PCs, no line is lost, all stand in a readable order, and what
//! the clocks did is marked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use shousui::action::{Action, Jot, NewRecord, PlanAction};
use shousui::model::id::{IncidentId, LineId, Replica};
use shousui::model::incident::{
    Became, DrillKind, Improvement, Incident, IncidentField, Level, LineKind,
};
use shousui::model::place::Site;
use shousui::model::plan::CardCode;
use shousui::model::resident::Resident;
use shousui::model::service::{Activity, ActivityForm};
use shousui::model::{Document, RecordId};
use shousui::rules::incidents::{
    Course, IncidentFigures, Mark, last_drill, reached_elsewhere, rolls, running, stages,
};
use shousui::rules::residents::House;
use shousui::rules::tally::Tally;
use shousui::rules::{Weight, review};
use shousui::session::{Digest, Entry, Session};
use shousui::workspace::{Command, Event, Happening, Intent, OpenedFile, Place, Workspace};

use crate::fixture::{act, day, empty, made, morning, replica, set};
use crate::world::nothing_ahead;

mod carried;
mod origin;
mod paper;
mod prepared;
mod recorded;
mod taken;

/// A mine with the card of a burning building.
fn mine() -> Session {
    let mut session = empty(1);
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![CardCode("E01".to_owned())])));
    session
}

/// As a file holds it: what is being typed is a step then.
fn entries(session: &Session) -> Vec<Entry> {
    let mut session = session.clone();
    session.seal();
    session.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect()
}

/// One PC with its own clock, at one workbook.
struct Pc {
    workspace: Workspace,
    replica: Replica,
    /// How far its clock is ahead of the time there is.
    ahead: TimeDelta,
    /// When its window began, in the time there is.
    since: u64,
    /// What its clock did since its last line of this sitting.
    moved: Option<TimeDelta>,
    /// Whether its window began anew since its last line.
    is_anew: bool,
    /// Its lines, in the order they were written, with the marks they must bear.
    wrote: Vec<(String, Vec<Mark>)>,
    /// Each of its lines with those that stood there when it was written.
    behind: Vec<(LineId, BTreeSet<LineId>)>,
}

impl Pc {
    fn at(session: &Session, replica: Replica, since: u64) -> Self {
        let workspace = Workspace::new(empty(90));
        let mut pc = Self {
            workspace,
            replica,
            ahead: TimeDelta::zero(),
            since,
            moved: None,
            is_anew: true,
            wrote: Vec::new(),
            behind: Vec::new(),
        };
        pc.open(session, since);
        pc
    }

    fn clock(&self, now: u64) -> NaiveDateTime {
        morning() + TimeDelta::seconds(i64::try_from(now).unwrap()) + self.ahead
    }

    /// The window begins anew, with all that is written.
    fn open(&mut self, session: &Session, now: u64) {
        let kept = session.clone().snapshot();
        self.workspace = Workspace::new(empty(90));
        self.since = now;
        (self.moved, self.is_anew) = (None, true);
        let opened = OpenedFile {
            path: PathBuf::from("本矿.ron"),
            written: kept.heads.clone(),
            kept,
            replica: self.replica,
            differences: Vec::new(),
            damages: Vec::new(),
            recovered: Vec::new(),
            offered: Vec::new(),
            printed: BTreeMap::new(),
            locked: None,
            copies: Vec::new(),
        };
        let at = self.clock(now);
        self.workspace.receive(Event::Opened(Box::new(opened)), at);
    }

    fn reopen(&mut self, now: u64) {
        let session = self.workspace.session().clone();
        self.open(&session, now);
    }

    fn passes(&mut self, now: u64) {
        self.workspace.pass(Duration::from_secs(now - self.since));
        let at = self.clock(now);
        self.workspace.tick(at, Duration::ZERO, false);
    }

    fn happen(&mut self, happening: Happening, now: u64) {
        self.passes(now);
        let at = self.clock(now);
        self.workspace.handle(Intent::Happen(happening), at);
    }

    fn write(&mut self, incident: IncidentId, line: Jot, words: &str, now: u64) {
        self.passes(now);
        // What another PC wrote by a clock that is ahead stands there already: the time goes on from there.
        let reached = reached_elsewhere(self.doc(), incident, self.replica);
        let read = self.workspace.elapsed(incident, self.clock(now));
        let is_behind = reached.is_some_and(|reached| read.is_none_or(|read| read <= reached));
        let known = lines(self.doc());
        self.happen(Happening::Write(incident, line), now);
        let new = lines(self.doc()).difference(&known).copied().next().unwrap();
        self.behind.push((new, known));
        let mut marks = Vec::new();
        if self.is_anew || is_behind {
            marks.push(Mark::Resumed);
        } else if let Some(by) =
            self.moved.filter(|by| 5 <= by.num_seconds().abs() && self.knows(incident))
        {
            marks.push(Mark::Jumped(by));
        }
        (self.moved, self.is_anew) = (None, false);
        self.wrote.push((words.to_owned(), marks));
    }

    /// Whether the seconds since the beginning are known to it; its clock may say that it is yet to come.
    fn knows(&self, incident: IncidentId) -> bool {
        let course = Course::of(self.doc(), incident);
        let last = course.told.iter().rev().find(|told| told.id.0.entry.replica == self.replica);
        last.is_some_and(|told| told.line.since.is_some())
    }

    /// The clock is put forward or back.
    fn jump(&mut self, by: TimeDelta) {
        self.ahead += by;
        let before = self.moved.unwrap_or_default();
        self.moved = Some(before + by);
    }

    fn take_in(&mut self, other: &Self, now: u64) {
        let (path, digest) = (PathBuf::from("本矿.ron"), Digest::of(b"there"));
        let behind = Event::ChangedBehind {
            path,
            digest,
            entries: entries(other.workspace.session()),
            differences: Vec::new(),
            pcs: BTreeMap::new(),
            recalled: nothing_ahead(),
        };
        let at = self.clock(now);
        self.workspace.receive(behind, at);
    }

    fn doc(&self) -> &Document {
        self.workspace.document()
    }
}

fn lines(doc: &Document) -> BTreeSet<LineId> {
    doc.incident_lines.iter().map(|(id, _)| *id).collect()
}

/// Numbers that are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Something that is written, with the words by which it is found again.
fn jot(dice: &mut Dice, count: usize) -> (Jot, String) {
    let words = format!("第{count}条");
    match dice.below(8) {
        0 => (Jot::Fire, "已报119".to_owned()),
        1 => (Jot::Level(Level::Team), "响应级别：Ⅱ级".to_owned()),
        2 => {
            let jot = Jot::Count { place: words.clone(), expected: 87, present: 86 };
            (jot, format!("点名 {words}：应到87人，实到86人，未到1人"))
        }
        3 => (Jot::Order(words.clone()), format!("命令：{words}")),
        _ => (Jot::Note(words.clone()), words),
    }
}

/// A clock that was put right is put right by minutes or hours; seldom by a second, which is nothing.
fn jump(dice: &mut Dice) -> TimeDelta {
    let by = [3600, -3600, 28_800, -90, 60, 1, -1][usize::try_from(dice.below(7)).unwrap()];
    TimeDelta::seconds(by)
}

fn script(seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut now = 0;
    let mut here = Pc::at(&mine(), replica(2), now);
    now += dice.below(90);
    here.passes(now);
    here.happen(Happening::Start { drill: None, card: Some(CardCode("E01".to_owned())) }, now);
    let (incident, _) = running(here.doc())[0];
    here.wrote = ["开始记录", "选用处置卡 E01 地面建筑火灾"]
        .map(|one| (one.to_owned(), Vec::new()))
        .to_vec();
    here.is_anew = false;
    let mut there = Pc::at(here.workspace.session(), replica(3), now);
    // It found the page in front.
    assert_eq!(there.workspace.place(), Place::Incident);
    let began = now;
    for count in 0..30 {
        now += dice.below(120);
        let pc = if dice.below(2) == 0 { &mut here } else { &mut there };
        match dice.below(9) {
            0 => pc.jump(jump(&mut dice)),
            1 => pc.reopen(now),
            2 => {
                here.passes(now);
                here.take_in(&there, now);
            }
            3 => {
                there.passes(now);
                there.take_in(&here, now);
            }
            _ => {
                let (line, words) = jot(&mut dice, count);
                pc.write(incident, line, &words, now);
                assert_eq!(pc.workspace.place(), Place::Incident);
            }
        }
    }
    here.take_in(&there, now);
    there.take_in(&here, now);
    assert!(here.doc() == there.doc(), "{seed}");
    assert!(here.workspace.session().contested().is_empty(), "{seed}");
    told(&here, &there, incident, seed);
    let stage = Course::of(here.doc(), incident).stage;
    assert_eq!(stages(here.doc()).into_iter().collect::<Vec<_>>(), [(incident, stage)], "{seed}");
    // A PC that was never stopped, whose clock nobody touched, knows the seconds.
    if here.ahead.is_zero() && here.wrote.iter().all(|(_, marks)| marks.is_empty()) {
        let course = Course::of(here.doc(), incident);
        let last = course.told.iter().rev().find(|told| told.id.0.entry.replica == replica(2));
        let since = u64::from(last.unwrap().line.since.unwrap());
        assert!(since <= now - began, "{seed}");
    }
}

/// Every line once, those of each PC in their order, with the marks they must bear.
fn told(here: &Pc, there: &Pc, incident: IncidentId, seed: u64) {
    let course = Course::of(here.doc(), incident);
    assert_eq!(course.told.len(), here.wrote.len() + there.wrote.len(), "{seed}");
    for pc in [here, there] {
        let of_pc = course.told.iter().filter(|told| told.id.0.entry.replica == pc.replica);
        let of_pc: Vec<(String, Vec<Mark>)> = of_pc
            .map(|told| {
                let marks = told.marks.iter().copied().filter(|mark| *mark != Mark::Back);
                (told.words(here.doc()), marks.collect())
            })
            .collect();
        assert_eq!(of_pc.len(), pc.wrote.len(), "{seed}");
        for ((words, marks), (wrote, expected)) in of_pc.iter().zip(&pc.wrote) {
            assert_eq!(
                (words, marks.len()),
                (wrote, expected.len()),
                "{seed}: {marks:?} {expected:?}"
            );
            for (mark, expected) in marks.iter().zip(expected) {
                match (mark, expected) {
                    // Seconds are cut off on both sides.
                    (Mark::Jumped(by), Mark::Jumped(expected)) => {
                        assert!(
                            (*by - *expected).num_seconds().abs() <= 1,
                            "{seed}: {by} {expected}"
                        );
                    }
                    (mark, expected) => assert_eq!(mark, expected, "{seed}"),
                }
            }
        }
    }
    // Nobody stands twice, and nothing before what its writer had read.
    let ids: Vec<LineId> = course.told.iter().map(|told| told.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{seed}");
    let place = |id: &LineId| ids.iter().position(|other| other == id).unwrap();
    for (line, before) in here.behind.iter().chain(&there.behind) {
        let last = before.iter().map(place).max().unwrap_or_default();
        assert!(last < place(line), "{seed}");
    }
}

#[test]
fn of_two_hundred_incidents_no_line_is_lost_and_every_jump_is_marked() {
    for seed in 1..=200 {
        script(seed);
    }
}

#[test]
fn two_pcs_whose_clocks_agree_are_read_in_one_order() {
    let mut here = Pc::at(&mine(), replica(2), 0);
    here.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(here.doc())[0];
    let mut there = Pc::at(here.workspace.session(), replica(3), 5);
    for (at, is_here, words) in
        [(10, true, "甲"), (20, false, "乙"), (31, true, "丙"), (40, false, "丁")]
    {
        let pc = if is_here { &mut here } else { &mut there };
        pc.write(incident, Jot::Note(words.to_owned()), words, at);
    }
    here.take_in(&there, 60);
    let course = Course::of(here.doc(), incident);
    let told: Vec<(String, Option<u32>)> =
        course.told.iter().skip(1).map(|one| (one.words(here.doc()), one.line.since)).collect();
    let expected = [("甲", 10), ("乙", 20), ("丙", 31), ("丁", 40)];
    let expected: Vec<_> = expected.map(|(words, at)| (words.to_owned(), Some(at))).to_vec();
    assert_eq!(told, expected);
}

/// A PC that is slow or fast ends what another one began, takes that back, and says a level.
#[test]
fn what_is_written_second_holds_whatever_the_clocks_show() {
    for ahead in [-1200, 500, 28_800] {
        let mut here = Pc::at(&mine(), replica(2), 600);
        here.happen(Happening::Start { drill: None, card: None }, 600);
        let (incident, _) = running(here.doc())[0];
        here.write(incident, Jot::Level(Level::Team), "响应级别：Ⅱ级", 640);
        let mut there = Pc::at(here.workspace.session(), replica(3), 650);
        there.jump(TimeDelta::seconds(ahead));
        there.reopen(655);
        there.write(incident, Jot::Level(Level::Mine), "响应级别：Ⅰ级", 660);
        there.write(incident, Jot::End, "处置结束", 670);
        let course = |pc: &Pc| {
            let course = Course::of(pc.doc(), incident);
            (course.is_running(), course.level())
        };
        assert_eq!(course(&there), (false, Some(Level::Mine)), "{ahead}");
        here.take_in(&there, 672);
        assert_eq!(course(&here), (false, Some(Level::Mine)), "{ahead}");
        here.write(incident, Jot::GoesOn, "还没结束", 675);
        here.write(incident, Jot::Level(Level::Post), "响应级别：Ⅲ级", 680);
        assert_eq!(course(&here), (true, Some(Level::Post)), "{ahead}");
        there.take_in(&here, 690);
        assert_eq!(course(&there), (true, Some(Level::Post)), "{ahead}");
    }
}

/// Nobody is left out of a roll: neither who lives in a house written in two ways, nor who lives nowhere.
#[test]
fn everybody_who_stays_is_on_one_roll() {
    let mut session = mine();
    let site = Site { name: "6号公寓".to_owned(), ..Site::default() };
    let RecordId::Site(site) = made(&mut session, Action::Add(NewRecord::Site(site))) else {
        panic!("no site")
    };
    for (name, building, elsewhere) in [
        ("甲", Some(site), ""),
        ("乙", None, " 6号公寓"),
        ("丙", None, "材料库值班室"),
        ("丁", None, ""),
    ] {
        let (name, elsewhere) = (name.to_owned(), elsewhere.to_owned());
        let one = Resident { name, building, elsewhere, ..Resident::default() };
        act(&mut session, Action::Add(NewRecord::Resident(one)));
    }
    let doc = session.document();
    let rolls = rolls(doc, &Incident { began: Some(morning()), ..Incident::default() });
    let told = |house: &House<'_>| {
        let names = house.people.iter().map(|(_, one)| one.name.as_str()).collect::<String>();
        format!("{} {names}", house.name)
    };
    let told: Vec<String> = rolls.iter().map(told).collect();
    assert_eq!(told, ["6号公寓 甲乙", "材料库值班室 丙", "没有写楼栋 丁"]);
}

#[test]
fn what_cannot_be_known_is_not_claimed() {
    let mut pc = Pc::at(&mine(), replica(2), 3600);
    pc.happen(Happening::Start { drill: None, card: None }, 3600);
    let (incident, _) = running(pc.doc())[0];
    // The PC begins anew with the battery of its clock flat.
    pc.ahead = TimeDelta::hours(-5);
    pc.reopen(3700);
    pc.write(incident, Jot::Fire, "", 3710);
    let course = Course::of(pc.doc(), incident);
    let last = course.told.last().unwrap();
    assert_eq!(last.line.since, None);
    assert_eq!(last.marks, [Mark::Resumed, Mark::Back]);
    assert_eq!(pc.workspace.elapsed(incident, pc.clock(3710)), None);
}

#[test]
fn a_level_holds_until_another_and_what_ended_may_go_on() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    let card = Some(CardCode("E01".to_owned()));
    pc.happen(Happening::Start { drill: None, card }, 0);
    let (incident, one) = running(pc.doc())[0];
    assert_eq!(one.steps.len(), pc.doc().cards.iter().next().unwrap().1.steps.len());
    for (at, level) in [(1, Level::Post), (2, Level::Mine), (3, Level::Team)] {
        pc.write(incident, Jot::Level(level), "", at);
        assert_eq!(Course::of(pc.doc(), incident).level(), Some(level));
    }
    pc.write(incident, Jot::Step(20), "", 4);
    assert!(Course::of(pc.doc(), incident).step(20).is_some());
    assert!(Course::of(pc.doc(), incident).step(10).is_none());
    pc.write(incident, Jot::End, "", 50);
    assert!(running(pc.doc()).is_empty());
    assert_eq!(Course::of(pc.doc(), incident).lasted(), Some(50));
    // Nothing goes on: the next workbook opens as ever.
    pc.reopen(60);
    assert_eq!(pc.workspace.place(), Place::Profile);
    pc.write(incident, Jot::GoesOn, "", 70);
    assert_eq!(running(pc.doc()).len(), 1);
    // Each step is taken back by itself.
    for gone in [LineKind::GoesOn, LineKind::End, LineKind::Step] {
        let before = Course::of(pc.doc(), incident).told.len();
        let last = Course::of(pc.doc(), incident).told.last().unwrap().kind;
        assert_eq!(last, gone);
        let at = pc.clock(80);
        pc.workspace.handle(Intent::Run(Command::Undo), at);
        assert_eq!(Course::of(pc.doc(), incident).told.len(), before - 1);
    }
}

#[test]
fn the_record_of_others_keeps_its_incident() {
    let mut here = Pc::at(&mine(), replica(2), 0);
    here.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(here.doc())[0];
    let mut there = Pc::at(here.workspace.session(), replica(3), 1);
    there.write(incident, Jot::Fire, "", 2);
    here.take_in(&there, 3);
    // Taking the beginning back would leave the line of the other PC without its incident.
    let at = here.clock(4);
    here.workspace.handle(Intent::Run(Command::Undo), at);
    assert_eq!(running(here.doc()).len(), 1);
    let laws = review(here.doc(), day()).into_iter().filter(|one| one.rule.weight == Weight::Law);
    assert_eq!(laws.count(), 0);
}

/// A session in which one was recorded and is over.
fn recorded(drill: Option<DrillKind>) -> (Session, IncidentId) {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Start { drill, card: None }, 0);
    let (incident, _) = running(pc.doc())[0];
    pc.write(incident, Jot::End, "", 600);
    (pc.workspace.session().clone(), incident)
}

fn figures(session: &Session) -> IncidentFigures {
    IncidentFigures::of(session.document(), day(), day())
}

fn codes(session: &Session, today: NaiveDate) -> Vec<&'static str> {
    let found = review(session.document(), today);
    found.iter().map(|one| one.rule.code).filter(|code| code.starts_with('I')).collect()
}

#[test]
fn a_drill_is_in_no_figure_and_an_incident_is_counted_by_what_it_became() {
    let (drilled, _) = recorded(Some(DrillKind::Field));
    assert_eq!((figures(&drilled).all(), figures(&drilled).words()), (0, None));
    let tally = Tally::of(drilled.document(), day(), day());
    assert_eq!(tally, Tally::of(mine().document(), day(), day()));
    let (mut session, incident) = recorded(None);
    assert_eq!(figures(&session).words().unwrap(), "处置突发事件1起（未归类1起）");
    act(&mut session, set((incident, IncidentField::Became(Some(Became::Fire)))));
    assert_eq!(figures(&session).words().unwrap(), "处置突发事件1起（火灾扑救1起）");
    let words = Tally::of(session.document(), day(), day()).watch_words().unwrap();
    assert!(words.contains("处置突发事件1起（火灾扑救1起）"), "{words}");
    let next = day().succ_opt().unwrap();
    assert_eq!(IncidentFigures::of(session.document(), next, next).words(), None);
}

#[test]
fn what_is_left_to_do_is_said_until_it_is_done() {
    let (mut session, incident) = recorded(None);
    assert_eq!(codes(&session, day()), ["I11"]);
    act(&mut session, set((incident, IncidentField::Became(Some(Became::Help)))));
    act(&mut session, set((incident, IncidentField::Result("已送卫生所".to_owned()))));
    assert_eq!(codes(&session, day()), Vec::<&str>::new());
    let point =
        Improvement { words: "喇叭固定放值班室".to_owned(), ..Improvement::default() };
    act(&mut session, set((incident, IncidentField::Improvement(10, Some(point.clone())))));
    assert_eq!(codes(&session, day()), ["I12"]);
    let done = Improvement { done: Some(day()), ..point };
    act(&mut session, set((incident, IncidentField::Improvement(10, Some(done)))));
    assert_eq!(codes(&session, day()), Vec::<&str>::new());
}

#[test]
fn where_the_mines_plan_took_over_it_is_asked_when_the_mine_reported() {
    let mut pc = Pc::at(&mine(), replica(2), 0);
    pc.happen(Happening::Start { drill: None, card: None }, 0);
    let (incident, _) = running(pc.doc())[0];
    pc.write(incident, Jot::Dispatch, "", 30);
    pc.write(incident, Jot::Level(Level::Mine), "", 90);
    pc.write(incident, Jot::Level(Level::Team), "", 120);
    let course = Course::of(pc.doc(), incident);
    let due_from = course.report_due_from(pc.doc()).map(|told| (told.kind, told.since));
    assert_eq!((course.was_of_mine(), due_from), (true, Some((LineKind::Dispatch, Some(30)))));
    assert_eq!(codes(pc.workspace.session(), day()), ["I10", "I13"]);
    pc.write(incident, Jot::Upward, "", 200);
    assert_eq!(codes(pc.workspace.session(), day()), ["I10"]);
}

#[test]
fn what_was_on_paper_first_counts_on_its_day_and_what_is_added_later_says_so() {
    let (mut session, incident) = recorded(None);
    let before = day().pred_opt().unwrap();
    act(&mut session, set((incident, IncidentField::HappenedOn(Some(before)))));
    assert_eq!(figures(&session).all(), 0);
    assert_eq!(IncidentFigures::of(session.document(), before, before).all(), 1);
    let mut pc = Pc::at(&session, replica(2), 700);
    pc.write(incident, Jot::Note("补一条".to_owned()), "", 710);
    let course = Course::of(pc.doc(), incident);
    assert_eq!(course.told.last().unwrap().marks, [Mark::Resumed, Mark::Late]);
    pc.write(incident, Jot::GoesOn, "", 720);
    pc.write(incident, Jot::Note("又有烟".to_owned()), "", 730);
    assert!(Course::of(pc.doc(), incident).told.last().unwrap().marks.is_empty());
}

#[test]
fn half_a_year_after_a_drill_the_next_one_is_due() {
    let (session, _) = recorded(Some(DrillKind::Table));
    let on = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (today, expected) in [
        ("2027-02-06", &[][..]),
        ("2027-07-21", &[]),
        ("2027-07-22", &["I21"]),
        ("2027-08-05", &["I21"]),
        ("2027-08-06", &["I20"]),
    ] {
        assert_eq!(codes(&session, on(today)), expected, "{today}");
    }
    // One of last July, typed in from paper afterwards, makes this one no older, and is none of this year.
    let mut pc = Pc::at(&session, replica(2), 7200);
    pc.happen(Happening::Start { drill: Some(DrillKind::Field), card: None }, 7200);
    let (incident, _) = running(pc.doc())[0];
    pc.write(incident, Jot::End, "", 7260);
    let mut typed = pc.workspace.session().clone();
    act(&mut typed, set((incident, IncidentField::HappenedOn(Some(on("2026-07-01"))))));
    assert_eq!(codes(&typed, on("2027-02-06")), Vec::<&str>::new());
    let last = |session: &Session, today| last_drill(session.document(), on(today));
    assert_eq!(last(&typed, "2027-02-06"), last(&session, "2027-02-06"));
    // One that was kept as an activity is a drill like any other, once it was held.
    let held = Activity {
        title: "消防疏散演练".to_owned(),
        form: Some(ActivityForm::Drill),
        day: Some(on("2027-08-01")),
        ..Activity::default()
    };
    let mut arranged = session;
    let record = made(&mut arranged, Action::Add(NewRecord::Activity(held)));
    assert_eq!(codes(&arranged, on("2027-07-22")), ["I21"]);
    assert_eq!(codes(&arranged, on("2027-08-06")), Vec::<&str>::new());
    assert_eq!(last(&arranged, "2027-08-01").unwrap().record, record);
    assert_eq!(codes(&arranged, on("2028-02-02")), ["I20"]);
}
