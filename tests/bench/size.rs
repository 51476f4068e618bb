//! What the executable weighs.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::Bench;
use crate::programs::on_path;
use crate::table::{Row, Verdict};
use crate::times::bytes;

const GOAL: u64 = 80_000_000;
const ZIP_GOAL: u64 = 40_000_000;
const WINDOWS: &str = "Windows executable";

pub(crate) fn measure(bench: &mut Bench) {
    let goal = format!("{}, zip {}", bytes(GOAL), bytes(ZIP_GOAL));
    let windows = bench.programs.windows.clone();
    let row = match &windows {
        Some(program) => weighed(bench, WINDOWS, &goal, program),
        None => Row::not_measured(WINDOWS, &goal, "not built here; .ci/windows-build makes it"),
    };
    bench.table.add(row);
    let program = bench.programs.shousui.clone();
    let row = weighed(bench, "the same executable for this system", &goal, &program);
    bench.table.add(row);
}

fn weighed(bench: &Bench, what: &str, goal: &str, program: &Path) -> Row {
    let size = std::fs::metadata(program).unwrap().len();
    let zip = zipped(bench, program);
    let words = match zip {
        Some(zip) => format!("{}, zip {}", bytes(size), bytes(zip)),
        None => bytes(size),
    };
    let is_light = size <= GOAL && zip.is_none_or(|zip| zip <= ZIP_GOAL);
    let row = Row::new(what, goal, words, Verdict::of(is_light));
    if zip.is_none() { row.note("neither zip nor gzip is at hand to pack it") } else { row }
}

/// What it weighs packed, if anything can pack here.
fn zipped(bench: &Bench, program: &Path) -> Option<u64> {
    let packed = bench.folder("zip").join("packed");
    if let Some(zip) = on_path("zip") {
        let packed = packed.with_extension("zip");
        let mut command = Command::new(zip);
        command.args(["-9", "-q"]).arg(&packed).arg(program);
        command.status().ok().filter(|status| status.success())?;
        return std::fs::metadata(packed).ok().map(|facts| facts.len());
    }
    // The same way of packing, but for a few bytes round it.
    let out = std::fs::File::create(&packed).ok()?;
    let mut command = Command::new(on_path("gzip")?);
    command.args(["-9", "-c"]).arg(program).stdout(Stdio::from(out));
    command.status().ok().filter(|status| status.success())?;
    std::fs::metadata(packed).ok().map(|facts| facts.len())
}
