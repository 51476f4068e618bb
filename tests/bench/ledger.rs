//! The ledger of two thousand hazards, in a process of its own for the sake of its memory.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use shousui::file;
use shousui::print::{Request, Stamp, print};
use shousui::session::short_code;

use crate::running::{forget_own_peak, own_resident};
use crate::table::{Row, Verdict};
use crate::times::{bytes, ms, timed};
use crate::{Bench, office, pages};

/// Tells this program that it is to print a ledger and say how it went.
pub(crate) const CHILD: &str = "print-a-ledger";
/// Seasons that have that many hazards.
const SCALE: u32 = 21;
const TIME_GOAL: Duration = Duration::from_millis(500);
const MEMORY_GOAL: u64 = 100_000_000;
const SIZE_GOAL: u64 = 400_000;

/// What the child says.
#[derive(Debug, Default)]
struct Told {
    first: Duration,
    again: Duration,
    /// Memory on top of the open workbook.
    added: u64,
    size: u64,
    pages: u64,
    hazards: u64,
}

/// Prints the ledger of that workbook twice, and says how long it took and what it came to.
pub(crate) fn child(path: &Path) {
    let kept = file::read(&std::fs::read(path).unwrap()).unwrap().kept;
    let now = kept.journal.newest_first().next().unwrap().at;
    let stamp = Stamp { code: short_code(kept.heads.iter()), now, both_sides: false };
    let make = || {
        let printed = print(&kept.doc, &Request::ledger(), &stamp).unwrap();
        (printed.page_count(), printed.pdf().unwrap().len())
    };
    forget_own_peak();
    let before = own_resident().map(|(now, _)| now);
    let ((pages, size), first) = timed(make);
    let after = own_resident().map(|(_, peak)| peak);
    let (_, again) = timed(make);
    let added = before.zip(after).map_or(0, |(before, after)| after.saturating_sub(before));
    let (first, again) = (first.as_micros(), again.as_micros());
    println!("{first} {again} {added} {size} {pages} {}", kept.doc.hazards.len());
}

fn told(path: &Path) -> Option<Told> {
    let output = Command::new(std::env::current_exe().ok()?).arg(CHILD).arg(path).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let figures: Option<Vec<u64>> =
        text.split_whitespace().map(|figure| figure.parse().ok()).collect();
    let [first, again, added, size, pages, hazards] = figures?.try_into().ok()?;
    let (first, again) = (Duration::from_micros(first), Duration::from_micros(again));
    Some(Told { first, again, added, size, pages, hazards })
}

pub(crate) fn measure(bench: &mut Bench) {
    let sample = bench.sample(if bench.quick { 3 } else { SCALE });
    let peer = office::words(bench, "ledger", &[office::ledger(&sample.kept().doc)]);
    let folder = bench.folder("ledger");
    let args = ["print", pages::shown(&sample.path), "ledger", "--out", pages::shown(&folder)];
    let (whole, peak) = pages::job(&bench.programs.shousui, &args);
    let told = told(&sample.path).unwrap();
    let Told { first, again, added, size, pages, hazards } = told;
    let what = |kind: &str| format!("ledger of {hazards} hazards to PDF, {kind}");
    let row = bench.table.row(&what("time"), TIME_GOAL, first, ms(first)).beside(peer);
    bench.table.add(row.note(format!(
        "{pages} pages, the first print in its process; again {}; from process start, with the \
         workbook read and the PDF on the disk, {}",
        ms(again),
        ms(whole)
    )));
    let goal = bytes(MEMORY_GOAL);
    let row = if added == 0 {
        Row::not_measured(&what("memory"), &goal, "the system does not tell")
    } else {
        Row::new(&what("memory"), &goal, bytes(added), Verdict::of(added <= MEMORY_GOAL))
            .note("the most on top of the open workbook, while it was laid out and written")
    };
    let whole = peak.map(|peak| format!("the most of the whole process {}", bytes(peak.resident)));
    bench.table.add(whole.into_iter().fold(row, Row::note));
    let verdict = Verdict::of(size <= SIZE_GOAL);
    bench.table.add(Row::new(&what("size"), &bytes(SIZE_GOAL), bytes(size), verdict));
}
