//! From the start of the program to its first picture, beside a window with nothing in it.
//!
//! Both say when they are shown: the second frame begins once the first was presented. The clock
//! runs from before the program is loaded.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Bench;
use crate::programs::has_display;
use crate::running::{Running, said};
use crate::table::Row;
use crate::times::{Times, ms};

/// What both say once they are shown.
const SHOWN: &str = "first picture after ";
/// What the program says once a workbook is open.
const OPENED: &str = "opened: ";
const PATIENCE: Duration = Duration::from_mins(1);
/// How much later than an empty window.
const GOAL: Duration = Duration::from_millis(60);
const WHAT: &str = "exec to a presented frame with the sample's figures, median";
const PRACTISING: &str = "the same without a workbook: the sample is built to practise on";
const LARGE: &str = "the same on the large sample";

/// A window that was started.
pub(crate) struct Shown {
    pub(crate) running: Running,
    /// How long until it was shown.
    pub(crate) took: Duration,
    said_in: PathBuf,
}

/// Starts the program as a person would, on that workbook if one is named, and waits until it is
/// shown. Its state lies in `folder`.
pub(crate) fn program(program: &Path, file: Option<&Path>, folder: &Path) -> Option<Shown> {
    let logs = folder.join("logs");
    let mut command = Command::new(program);
    command.args(file).env("SHOUSUI_STATE", folder).stdout(Stdio::null()).stderr(Stdio::null());
    shown(&mut command, logs)
}

/// Starts the empty window, and waits until it is shown.
pub(crate) fn empty_window(program: &Path, folder: &Path) -> Option<Shown> {
    let said_in = folder.join("said");
    std::fs::create_dir_all(&said_in).unwrap();
    let out = File::create(said_in.join("out.txt")).unwrap();
    shown(Command::new(program).stdout(out).stderr(Stdio::null()), said_in)
}

fn shown(command: &mut Command, said_in: PathBuf) -> Option<Shown> {
    let count = |words: &str| said(&said_in).matches(words).count();
    let before = count(SHOWN);
    let mut running = Running::start(command);
    let took = running.until(PATIENCE, || before < count(SHOWN))?;
    Some(Shown { running, took, said_in })
}

impl Shown {
    /// Waits until the workbook it was started on is open; says how long after the start.
    pub(crate) fn opened(&mut self) -> Option<Duration> {
        let said_in = self.said_in.clone();
        self.running.until(PATIENCE, || said(&said_in).contains(OPENED))
    }
}

/// How it is started: named so in the table, on that workbook if on any, with a goal or without.
struct Way {
    what: &'static str,
    file: Option<PathBuf>,
    has_goal: bool,
    rounds: usize,
}

pub(crate) fn measure(bench: &mut Bench) {
    let goal = format!("empty window + {}", ms(bench.table.at_most(GOAL)));
    let Some(window) = bench.programs.empty_window.clone().filter(|_| has_display()) else {
        let why = "no display, or the empty window was not built";
        bench.table.add(Row::not_measured(WHAT, &goal, why));
        return;
    };
    let large = bench.large();
    let (small, large) = (bench.sample(1).path, bench.sample(large).path);
    let (often, seldom) = (bench.often(20), bench.often(5));
    for (place, way) in [
        Way { what: WHAT, file: Some(small), has_goal: true, rounds: often },
        Way { what: PRACTISING, file: None, has_goal: true, rounds: often },
        Way { what: LARGE, file: Some(large), has_goal: false, rounds: seldom },
    ]
    .into_iter()
    .enumerate()
    {
        let (ours, empty) = (bench.folder(&format!("start {place}")), bench.folder("empty"));
        let row = match by_turns(bench, &way, &window, (&ours, &empty)) {
            Some((program_times, empty_times)) => row(bench, &way, &program_times, &empty_times),
            None => Row::not_measured(way.what, &goal, "no window came up"),
        };
        bench.table.add(row);
    }
}

/// Starts both by turns, so that they see the same machine.
fn by_turns(
    bench: &Bench,
    way: &Way,
    window: &Path,
    (ours, empty): (&Path, &Path),
) -> Option<(Times, Times)> {
    let (mut program_times, mut empty_times) = (Vec::new(), Vec::new());
    for round in 0..=way.rounds {
        let shown = program(&bench.programs.shousui, way.file.as_deref(), ours)?.took;
        let beside = empty_window(window, empty)?.took;
        // The first of each brings the files into memory.
        if 0 < round {
            program_times.push(shown);
            empty_times.push(beside);
        }
    }
    Some((Times::new(program_times), Times::new(empty_times)))
}

fn row(bench: &Bench, way: &Way, program_times: &Times, empty_times: &Times) -> Row {
    let (shown, beside) = (program_times.median(), empty_times.median());
    let later = shown.saturating_sub(beside);
    let words = format!("{} (+ {})", ms(shown), ms(later));
    let row = if way.has_goal {
        let goal = format!("empty window + {}", ms(bench.table.at_most(GOAL)));
        Row::new(way.what, &goal, words, bench.table.judge(GOAL, later).1)
    } else {
        Row::without_goal(way.what, words)
    };
    row.beside(format!("empty eframe window {}", ms(beside))).note(format!(
        "{} starts by turns; worst {}, empty window worst {}",
        program_times.count(),
        ms(program_times.worst()),
        ms(empty_times.worst())
    ))
}
