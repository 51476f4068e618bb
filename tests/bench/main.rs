//! The numbers of the product, measured in one run and printed as one table beside their goals.
//!
//! `.ci/bench` builds everything and runs this on a virtual display; `.ci/bench half` does so
//! under half a core. By itself: `cargo bench --bench numbers -- WORD…` measures only the
//! sections named, and `--quick` does everything once or twice, to see whether it runs at all.
//!
//! What belongs to the program's inside is called in this process, what a person waits for from
//! outside is timed on the finished program. Whatever cannot be measured here says so in its row;
//! no row is left out and none is made up.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "measures from outside, tells a person, and may stop at once"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tempfile::TempDir;

mod cancelling;
mod checkup;
mod desk;
mod documents;
mod durable;
mod elsewhere;
mod files;
mod frames;
mod grid;
mod json;
mod ledger;
mod office;
mod pages;
mod programs;
mod running;
mod samples;
mod size;
mod standing;
mod starts;
mod table;
mod times;
mod window;

use programs::Programs;
use samples::{Sample, Samples};
use table::{Row, Table};

/// What every section works with.
struct Bench {
    table: Table,
    samples: Samples,
    programs: Programs,
    folder: TempDir,
    /// Whether everything is done once or twice only.
    quick: bool,
}

impl Bench {
    /// How often something is to be done.
    fn often(&self, times: usize) -> usize {
        if self.quick { times.min(2) } else { times }
    }

    /// Seasons of the large sample; building it takes its time.
    fn large(&self) -> u32 {
        if self.quick { 2 } else { 20 }
    }

    /// A folder of its own for a section.
    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The sample of that many seasons.
    fn sample(&mut self, scale: u32) -> Sample {
        self.samples.of(scale)
    }
}

/// A part of the table: its name on the command line, and what measures it.
type Section = (&'static str, fn(&mut Bench));

/// The table from top to bottom.
const SECTIONS: &[Section] = &[
    ("start", starts::measure),
    ("files", files::measure),
    ("list", files::measure_first_list),
    ("frames", frames::measure),
    ("key", frames::measure_key),
    ("grid", grid::measure),
    ("cancel", cancelling::measure),
    ("checkup", checkup::measure),
    ("search", frames::measure_search),
    ("durable", durable::measure),
    ("sheets", pages::measure_sheets),
    ("preview", pages::measure_preview),
    ("leafing", pages::measure_leafing),
    ("ledger", ledger::measure),
    ("documents", documents::measure),
    ("memory", standing::measure_memory),
    ("all", pages::measure_all),
    ("idle", standing::measure_idle),
    ("size", size::measure),
    ("elsewhere", elsewhere::tell),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [word, path] = args.as_slice()
        && word == ledger::CHILD
    {
        ledger::child(Path::new(path));
        return ExitCode::SUCCESS;
    }
    if let [word, path] = args.as_slice()
        && word == documents::CHILD
    {
        documents::child(Path::new(path));
        return ExitCode::SUCCESS;
    }
    // `cargo bench` adds a `--bench` of its own.
    let (options, words): (Vec<String>, Vec<String>) =
        args.into_iter().partition(|arg| arg.starts_with("--"));
    let known = |word: &String| SECTIONS.iter().any(|(name, _)| name == word);
    if let Some(word) = words.iter().find(|word| !known(word)) {
        let names: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
        eprintln!("no section is called {word}; there are {}", names.join(" "));
        return ExitCode::FAILURE;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut bench = Bench {
        table: Table::new(),
        samples: Samples::new(folder.path()),
        programs: Programs::find(),
        folder,
        quick: options.iter().any(|option| option == "--quick"),
    };
    let mut is_whole = true;
    for (name, measure) in SECTIONS {
        if words.is_empty() || words.iter().any(|word| word == name) {
            eprintln!("- {name}");
            // What was measured before must not be lost.
            if catch_unwind(AssertUnwindSafe(|| measure(&mut bench))).is_err() {
                bench.table.add(Row::broken(name));
                is_whole = false;
            }
        }
    }
    println!("{}", bench.table.text(&bench.samples.words()));
    if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
