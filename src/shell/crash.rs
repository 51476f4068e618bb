//! When the program breaks down: a report for whoever mends it, and words for whoever sat there.
//!
//! The report holds where it broke and how it got there, never what was being written: the words
//! of the panic may quote a record, so they are blotted out like everything in the log.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::NaiveDateTime;

use super::atomic_write::{ensure_folder, write_whole};
use super::clock;
use super::diary::blot;
use super::disk::{Disk, RealDisk};
use super::home::Home;

/// The report of this run, if it broke down.
static REPORT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on writes a report of every panic into the state folder.
pub fn watch(home: &Home) {
    let folder = home.reports();
    std::panic::set_hook(Box::new(move |info| {
        let at = clock::now();
        let text = report(info, &Backtrace::force_capture(), at);
        tracing::error!("broke down at {}", place(info));
        let written = write(&RealDisk, &folder, &text, at);
        let mut told = format!("程序内部出错（{}）", place(info));
        if let (Ok(path), Ok(mut last)) = (written, REPORT.lock()) {
            let _written = write!(told, "，报告在{}", path.display());
            *last = Some(path);
        }
        // Where the window goes with it, whoever started it from a terminal or a script sees why.
        let _told = writeln!(std::io::stderr(), "{told}");
    }));
}

/// Where the newest report of this run lies.
pub fn last() -> Option<PathBuf> {
    REPORT.lock().ok()?.clone()
}

fn place(info: &PanicHookInfo<'_>) -> String {
    let at = info.location().map(|at| format!("{}:{}:{}", at.file(), at.line(), at.column()));
    at.unwrap_or_else(|| "unknown".to_owned())
}

fn report(info: &PanicHookInfo<'_>, trace: &Backtrace, at: NaiveDateTime) -> String {
    let thread = std::thread::current();
    let words = info.payload_as_str().unwrap_or("no words");
    let mut text = String::new();
    // Writing to a string never fails.
    let _written = write!(
        text,
        "shousui {} on {} {}\nat {}\nthread {}\nbroke down at {}\n{}\n\n{trace}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        at.format("%Y-%m-%d %H:%M:%S"),
        thread.name().unwrap_or("unnamed"),
        place(info),
        blot(words),
    );
    text
}

fn write(
    disk: &dyn Disk,
    folder: &Path,
    text: &str,
    at: NaiveDateTime,
) -> std::io::Result<PathBuf> {
    ensure_folder(disk, folder)?;
    let path = folder.join(format!("report-{}.txt", at.format("%Y%m%d-%H%M%S%3f")));
    write_whole(disk, &path, text.as_bytes())?;
    Ok(path)
}
