//! The program is killed for real, again and again, in the middle of whatever it does: nothing
//! it had acknowledged may be missing when the workbook is opened next.
//!
//! The test runs itself as a child ([`a_child_that_is_to_be_killed`]), which works through the
//! real runner on the real disk, and tells on its standard output what was acknowledged. Now and then
//! the disk fails while it is killed.
//!
//! By hand `SHOUSUI_KILLS=10000` says how often; `SHOUSUI_KILLS_FROM` names the lane to begin with,
//! so that a long run can go on where it was stopped.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use shousui::action::{Action, IncidentAction, Jot, NewRecord, Timed};
use shousui::model::id::SiteId;
use shousui::model::incident::IncidentLineField;
use shousui::model::place::{Site, SiteField};
use shousui::model::{Change, RecordId};
use shousui::rules::incidents::{Course, running};
use shousui::session::{Note, Session};
use shousui::shell::disk::{Disk, RealDisk};
use shousui::shell::home::Home;
use shousui::shell::store::Store;
use shousui::shell::{Parts, Runner, clock};
use shousui::workspace::{Effect, Event};

use crate::fixture::{empty, morning};
use crate::power::{opened, who};
use crate::runner::{NoPress, heard, parts};
use crate::sim::Rng;

mod sick;

use sick::{FAILED, SickDisk};

/// Tells a run of this test that it is the child, and where it is to work.
const FOLDER: &str = "SHOUSUI_TEST_KILLED_IN";
/// After how many calls the child's disk is to fail, if at all.
const SICK: &str = "SHOUSUI_TEST_KILLED_SICK";
const CHILD: &str = "kills::a_child_that_is_to_be_killed";
/// What the child says once the workbook is open.
const OPEN: &str = "open";
/// Folders worked in at the same time, and kills in each.
const LANES: usize = 4;
const KILLS: usize = 50;
/// One in so many comes while the disk fails.
const SICKLY: usize = 25;

fn workbook(folder: &Path) -> PathBuf {
    folder.join("望禾.ron")
}

fn store(folder: &Path) -> Store {
    Store::new(Arc::new(RealDisk), Home::at(folder.join("state")), who())
}

/// The number in `第7条`, whatever stands around it.
fn numbers(words: &str) -> Option<u32> {
    let (_, rest) = words.split_once('第')?;
    rest.split_once('条')?.0.parse().ok()
}

/// The number a change wrote.
fn written(change: &Change) -> Option<u32> {
    match change {
        Change::Site(_, _, SiteField::Note(words))
        | Change::IncidentLine(_, _, IncidentLineField::Words(words)) => numbers(words),
        _ => None,
    }
}

#[test]
fn a_child_that_is_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let sick = std::env::var(SICK).ok().and_then(|calls| calls.parse().ok());
    let disk: Arc<dyn Disk> = match sick {
        Some(calls) => Arc::new(SickDisk::from(calls)),
        None => Arc::new(RealDisk),
    };
    let home = Home::at(folder.join("state"));
    let parts = Parts { disk, home, clock: clock::now, ..parts(&folder) };
    let runner = Runner::new(Parts { press: Arc::new(NoPress), ..parts }, Arc::new(|| {})).unwrap();
    runner.run(Effect::Open { path: workbook(&folder), ticket: 0 });
    let opened = loop {
        match heard(&runner) {
            Some(Event::Opened(opened)) => break opened,
            Some(Event::Noted { .. } | Event::Caution(_)) => {}
            other => panic!("{other:?}"),
        }
    };
    let mut session = Session::open(opened.kept, opened.replica);
    session.adopt(opened.recovered).unwrap();
    assert!(opened.offered.is_empty());
    let sites: Vec<SiteId> = session.document().sites.iter().map(|(id, _)| *id).collect();
    let doc = session.document();
    let remarks = doc.sites.iter().filter_map(|(_, site)| numbers(&site.note));
    let lines = doc.incident_lines.iter().filter_map(|(_, line)| numbers(&line.words));
    let last = remarks.chain(lines).max();
    work(&runner, &mut session, &workbook(&folder), &sites, last.unwrap_or_default());
}

/// What is typed for a number: a remark of a site in two pieces, each third time a line of what goes on.
fn typed(session: &Session, sites: &[SiteId], number: u32) -> Vec<Action> {
    if number.is_multiple_of(3) {
        let (incident, _) = running(session.document())[0];
        let timed = Timed { since: Some(number), resumed: false };
        let line = Jot::Note(format!("第{number}条"));
        return vec![Action::Incident(IncidentAction::Write { incident, line, timed })];
    }
    let site = sites[usize::try_from(number).unwrap() % sites.len()];
    let words = [format!("第{number}"), format!("第{number}条")];
    words.map(|words| Action::Set((site, SiteField::Note(words)).into())).to_vec()
}

/// Types numbered remarks into two sites and what goes on by turns, faster than anybody, until killed.
fn work(runner: &Runner, session: &mut Session, path: &Path, sites: &[SiteId], last: u32) -> ! {
    // The highest number whose remark is whole, after so many notes.
    let mut after: BTreeMap<u64, u32> = BTreeMap::new();
    let mut sent = 0;
    let mut out = std::io::stdout();
    writeln!(out, "\n{OPEN}").unwrap();
    for number in last + 1.. {
        for action in typed(session, sites, number) {
            session.perform(&action, clock::now()).unwrap();
            let notes: Vec<Note> = session.take_notes();
            sent += u64::try_from(notes.len()).unwrap();
            runner.run(Effect::Note(notes));
        }
        after.insert(sent, number);
        if number % 5 == 0 {
            let kept = session.snapshot();
            let notes = session.take_notes();
            sent += u64::try_from(notes.len()).unwrap();
            runner.run(Effect::Note(notes));
            runner.run(Effect::Save { path: path.to_owned(), kept, printed: session.printed() });
        }
        let answer = runner.wait(Duration::from_millis(4));
        for event in answer.into_iter().chain(runner.answers()) {
            match event {
                Event::Noted { count } => {
                    if let Some((_, number)) = after.range(..=count).next_back() {
                        writeln!(out, "\nkept {number}").unwrap();
                        out.flush().unwrap();
                    }
                }
                Event::Saved { .. } | Event::Caution(_) | Event::Progress { .. } => {}
                Event::NotSaved(_) | Event::NotNoted(_) if std::env::var_os(SICK).is_some() => {}
                other => panic!("{other:?}"),
            }
        }
    }
    panic!("counted to the end");
}

/// When a child is killed.
#[derive(Clone, Copy)]
struct When {
    /// So long after it has opened the workbook, or its disk has failed.
    after: Duration,
    /// At the latest so long after it was started.
    at_most: Duration,
    /// Its disk fails after so many calls.
    sick: Option<usize>,
}

/// Starts a child, kills it, and says the highest number it acknowledged and whether its disk had
/// failed.
fn killed(folder: &Path, when: When) -> (u32, bool) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", CHILD, "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
    if let Some(calls) = when.sick {
        command.env(SICK, calls.to_string());
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (signs, sign) = channel();
    let waits_for = if when.sick.is_some() { FAILED } else { OPEN };
    let read = move || {
        let (mut kept, mut failed) = (0, false);
        for line in out.lines().map_while(Result::ok) {
            failed |= line == FAILED;
            if line == waits_for {
                // The last sign may come when nobody waits any more.
                let _sent = signs.send(());
            }
            let number: Option<u32> =
                line.strip_prefix("kept ").and_then(|number| number.parse().ok());
            kept = number.unwrap_or_default().max(kept);
        }
        (kept, failed)
    };
    thread::scope(|scope| {
        let reading = scope.spawn(read);
        if sign.recv_timeout(when.at_most).is_ok() {
            thread::sleep(when.after);
        }
        let ended = child.try_wait().unwrap();
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(ended.is_none(), "the child ended by itself: {words}");
        reading.join().unwrap()
    })
}

/// Opens what a killed child left: every number up to the acknowledged one must be there.
fn look(folder: &Path, acknowledged: u32) -> u32 {
    let mut store = store(folder);
    let (opened, journal) = opened(&mut store, &workbook(folder));
    assert!(opened.offered.is_empty(), "{:?}", opened.offered);
    assert_eq!(opened.locked, None);
    let mut session = Session::open(opened.kept, opened.replica);
    assert_eq!(session.adopt(opened.recovered).unwrap().waiting, 0);
    let there: BTreeSet<u32> = session
        .journal()
        .entries()
        .iter()
        .flat_map(|entry| entry.changes.iter().filter_map(written).collect::<Vec<_>>())
        .collect();
    let missing: Vec<u32> = (1..=acknowledged).filter(|number| !there.contains(number)).collect();
    assert!(missing.is_empty(), "acknowledged {acknowledged}, missing {missing:?}");
    // What went on goes on, and its lines stand in the order in which they were written.
    let doc = session.document();
    let (incident, _) = running(doc)[0];
    let lines: Vec<u32> = Course::of(doc, incident)
        .told
        .iter()
        .filter_map(|told| numbers(&told.line.words))
        .collect();
    assert!(lines.is_sorted() && lines.iter().all(|number| number.is_multiple_of(3)), "{lines:?}");
    let whole = acknowledged / 3;
    assert!(whole <= u32::try_from(lines.len()).unwrap(), "{whole} of {lines:?}");
    drop(journal);
    there.last().copied().unwrap_or_default()
}

/// What came of some kills.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    kills: usize,
    /// Numbers that were acknowledged in the end.
    acknowledged: u32,
    /// How often a kill came after something new had been.
    useful: usize,
    /// How often one came while the disk failed.
    sick: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.acknowledged += other.acknowledged;
        self.useful += other.useful;
        self.sick += other.sick;
    }
}

/// One folder: killed over and over.
fn lane(lane: usize) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut session = empty(1);
    for name in ["3号公寓", "职工食堂"] {
        let site = Site { name: name.to_owned(), ..Site::default() };
        let done = session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
        assert!(matches!(done.made.first(), Some(RecordId::Site(_))));
    }
    let start = Action::Incident(IncidentAction::Start { drill: None, card: None });
    session.perform(&start, morning()).unwrap();
    let begun = store(folder).begin(&workbook(folder), &session.snapshot());
    assert!(matches!(begun, Event::Begun(_)), "{begun:?}");
    let mut rng = Rng(0x6B69_6C6C + u64::try_from(lane).unwrap());
    let mut tally = Tally::default();
    for kill in 1..=KILLS {
        let mut within = |end| Duration::from_millis(u64::try_from(rng.below(end)).unwrap());
        let (after, early) = (within(200), within(80));
        // Now and then while it is still starting, or recovering.
        let is_early = rng.below(10) == 0;
        let calls = rng.below(300);
        let sick = (kill % SICKLY == 0).then_some(calls);
        let at_most = match sick {
            Some(_) => Duration::from_secs(4),
            None if is_early => early,
            None => Duration::from_secs(20),
        };
        let (kept, failed) = killed(folder, When { after, at_most, sick });
        tally.kills += 1;
        tally.sick += usize::from(failed);
        tally.useful += usize::from(tally.acknowledged < kept);
        tally.acknowledged = kept.max(tally.acknowledged);
        look(folder, tally.acknowledged);
    }
    tally
}

/// A number out of the environment.
fn told(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn killed_two_hundred_times() {
    let began = Instant::now();
    let first = told("SHOUSUI_KILLS_FROM").unwrap_or_default();
    let last = first + told("SHOUSUI_KILLS").map_or(LANES, |kills| kills.div_ceil(KILLS));
    let next = AtomicUsize::new(first);
    let all = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if last <= number {
                        break;
                    }
                    let done = lane(number);
                    let mut all = all.lock().unwrap();
                    all.add(done);
                    println!("lane {number} of {last}: {all:?} in {} s", began.elapsed().as_secs());
                }
            });
        }
    });
    let tally = all.into_inner().unwrap();
    assert_eq!(tally.kills, (last - first) * KILLS);
    assert!(tally.kills / 2 < tally.useful, "kills must come while something is going on");
    assert!(tally.kills / SICKLY <= 2 * tally.sick, "some must come while the disk fails");
}
