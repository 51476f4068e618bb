//! The system ends the program: it hears of it, writes the workbook, and ends in any case.
//!
//! The test runs itself as a child, which is sent a signal.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::place::Site;
use shousui::session::Session;
use shousui::shell::Runner;
use shousui::workspace::{Effect, Event};

use crate::fixture::{empty, morning};
use crate::runner::{heard, parts};

/// Tells a run of this test that it is the child, and where it is to work.
const FOLDER: &str = "SHOUSUI_TEST_ENDED_IN";
/// Tells the child to take no notice.
const DEAF: &str = "SHOUSUI_TEST_DEAF";
const CHILD: &str = "ended::a_child_that_is_to_be_ended";
const OPEN: &str = "open";

fn workbook(folder: &Path) -> PathBuf {
    folder.join("望禾.ron")
}

#[test]
fn a_child_that_is_to_be_ended() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let hands = Runner::new(parts(&folder), Arc::new(|| {})).unwrap();
    hands.heed_the_end();
    let path = workbook(&folder);
    hands.run(Effect::Begin { path: path.clone(), kept: empty(1).snapshot(), ticket: 0 });
    assert!(matches!(heard(&hands), Some(Event::Begun(_))));
    hands.run(Effect::Open { path: path.clone(), ticket: 0 });
    let Some(Event::Opened(opened)) = heard(&hands) else { panic!() };
    let mut session = Session::open(opened.kept, opened.replica);
    let site = Site { name: "职工食堂".to_owned(), ..Site::default() };
    session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
    writeln!(std::io::stdout(), "\n{OPEN}").unwrap();
    let Some(Event::Ending) = heard(&hands) else { panic!() };
    if std::env::var_os(DEAF).is_some() {
        std::thread::sleep(Duration::from_mins(1));
    }
    let kept = session.snapshot();
    hands.run(Effect::Note(session.take_notes()));
    hands.run(Effect::Save { path, kept, printed: BTreeMap::new() });
    // Whatever is under way is finished.
    drop(hands);
}

/// Sends a child each of the signals once it has opened the workbook.
fn ended(folder: &Path, is_deaf: bool, signals: &[&str]) -> ExitStatus {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", CHILD, "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
    if is_deaf {
        command.env(DEAF, "1");
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // Kept open: the child goes on writing to it.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == OPEN));
    for signal in signals {
        let sent = Command::new("kill").args([signal, &*child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        std::thread::sleep(Duration::from_millis(300));
    }
    let status = child.wait().unwrap();
    drop(lines);
    status
}

#[test]
fn a_program_that_is_ended_writes_first() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let folder = tempfile::tempdir().unwrap();
        let status = ended(folder.path(), false, &[signal]);
        assert!(status.success(), "{signal} {status}");
        let bytes = std::fs::read(workbook(folder.path())).unwrap();
        assert_eq!(file::verify(&bytes).unwrap().entries, 1);
    }
}

#[test]
fn a_program_that_takes_no_notice_is_ended_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let status = ended(folder.path(), true, &["-TERM"]);
    assert_eq!(status.signal(), Some(15), "{status}");
    assert!(began.elapsed() < Duration::from_secs(12));
    // Asked twice it goes at once.
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let status = ended(folder.path(), true, &["-TERM", "-TERM"]);
    assert_eq!(status.signal(), Some(15), "{status}");
    assert!(began.elapsed() < Duration::from_secs(4));
}
