//! The program is killed for real, again and again, in the middle of whatever it does: nothing
//! it had acknowledged may be missing when the workbook is opened next.
//!
//! The test runs itself as a child ([`a_child_that_is_to_be_killed`]), which works through the
//! real runner on the real disk, and tells on its standard output what was acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use shousui::action::{Action, NewRecord};
use shousui::model::id::SiteId;
use shousui::model::place::{Site, SiteField};
use shousui::model::{Change, RecordId};
use shousui::session::{Note, Session};
use shousui::shell::disk::RealDisk;
use shousui::shell::home::Home;
use shousui::shell::store::Store;
use shousui::shell::{Parts, Runner, clock};
use shousui::workspace::{Effect, Event};

use crate::fixture::{empty, morning};
use crate::power::{opened, who};
use crate::runner::{NoPress, parts};
use crate::sim::Rng;

/// Tells a run of this test that it is the child, and where it is to work.
const FOLDER: &str = "SHOUSUI_TEST_KILLED_IN";
const CHILD: &str = "kills::a_child_that_is_to_be_killed";
/// What the child says once the workbook is open.
const OPEN: &str = "open";
/// Folders worked in at the same time, and kills in each.
const LANES: usize = 4;
const KILLS: usize = 50;

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
        Change::Site(_, _, SiteField::Note(words)) => numbers(words),
        _ => None,
    }
}

#[test]
fn a_child_that_is_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let parts = Parts { home: Home::at(folder.join("state")), clock: clock::now, ..parts(&folder) };
    let runner = Runner::new(Parts { press: Arc::new(NoPress), ..parts }, Arc::new(|| {})).unwrap();
    runner.run(Effect::Open(workbook(&folder)));
    let opened = loop {
        match runner.wait(Duration::from_secs(20)) {
            Some(Event::Opened(opened)) => break opened,
            Some(Event::Noted { .. } | Event::Caution(_)) => {}
            other => panic!("{other:?}"),
        }
    };
    let mut session = Session::open(opened.kept, opened.replica);
    session.adopt(opened.recovered).unwrap();
    assert!(opened.offered.is_empty());
    let sites: Vec<SiteId> = session.document().sites.iter().map(|(id, _)| *id).collect();
    let last = session.document().sites.iter().filter_map(|(_, site)| numbers(&site.note)).max();
    work(&runner, &mut session, &workbook(&folder), &sites, last.unwrap_or_default());
}

/// Types numbered remarks into two sites by turns, faster than anybody, until killed.
fn work(runner: &Runner, session: &mut Session, path: &Path, sites: &[SiteId], last: u32) -> ! {
    // The highest number whose remark is whole, after so many notes.
    let mut after: BTreeMap<u64, u32> = BTreeMap::new();
    let mut sent = 0;
    let mut out = std::io::stdout();
    writeln!(out, "\n{OPEN}").unwrap();
    for number in last + 1.. {
        let site = sites[usize::try_from(number).unwrap() % sites.len()];
        for words in [format!("第{number}"), format!("第{number}条")] {
            let put = SiteField::Note(words);
            session.perform(&Action::Set((site, put).into()), clock::now()).unwrap();
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
                Event::Saved { .. } | Event::Caution(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    panic!("counted to the end");
}

/// Starts a child, kills it some time after it has opened the workbook, or after `at_most`, and
/// says the highest number it acknowledged.
fn killed(folder: &Path, after: Duration, at_most: Duration) -> u32 {
    let program = std::env::current_exe().unwrap();
    let mut child = Command::new(program)
        .args(["--exact", CHILD, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (opens, open) = channel();
    let read = move || {
        let mut kept: u32 = 0;
        for line in out.lines().map_while(Result::ok) {
            if line == OPEN {
                opens.send(()).unwrap();
            }
            let number: Option<u32> =
                line.strip_prefix("kept ").and_then(|number| number.parse().ok());
            kept = number.unwrap_or_default().max(kept);
        }
        kept
    };
    thread::scope(|scope| {
        let reading = scope.spawn(read);
        if open.recv_timeout(at_most).is_ok() {
            thread::sleep(after);
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
    drop(journal);
    there.last().copied().unwrap_or_default()
}

/// One folder: killed over and over. Says how many numbers were acknowledged in the end, and how
/// often a kill came after something new had been.
fn lane(lane: usize) -> (u32, usize) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut session = empty(1);
    for name in ["3号公寓", "职工食堂"] {
        let site = Site { name: name.to_owned(), ..Site::default() };
        let done = session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
        assert!(matches!(done.made.first(), Some(RecordId::Site(_))));
    }
    let begun = store(folder).begin(&workbook(folder), &session.snapshot());
    assert!(matches!(begun, Event::Begun(_)), "{begun:?}");
    let mut rng = Rng(0x6B69_6C6C + u64::try_from(lane).unwrap());
    let (mut acknowledged, mut useful) = (0, 0);
    for _ in 0..KILLS {
        let mut within = |end| Duration::from_millis(u64::try_from(rng.below(end)).unwrap());
        let (after, early) = (within(200), within(80));
        // Now and then while it is still starting, or recovering.
        let at_most = if rng.below(10) == 0 { early } else { Duration::from_secs(20) };
        let kept = killed(folder, after, at_most);
        useful += usize::from(acknowledged < kept);
        acknowledged = kept.max(acknowledged);
        look(folder, acknowledged);
    }
    (acknowledged, useful)
}

#[test]
fn killed_two_hundred_times() {
    let began = Instant::now();
    let (mut acknowledged, mut useful) = (0, 0);
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|number| scope.spawn(move || lane(number))).collect();
        for lane in lanes {
            let (numbers, kills) = lane.join().unwrap();
            acknowledged += numbers;
            useful += kills;
        }
    });
    println!(
        "{} kills in {:.1} s, {useful} of them after something new was acknowledged, {acknowledged} remarks in all",
        LANES * KILLS,
        began.elapsed().as_secs_f32()
    );
    assert!(LANES * KILLS / 2 < useful, "kills must come while something is going on: {useful}");
}
