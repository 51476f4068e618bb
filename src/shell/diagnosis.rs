//! What a person may hand over when asking for help: the program, the PC, the latest lines of the
//! log and the latest reports of crashes, as one text that is shown before it is kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::clock;
use super::disk::Disk;
use super::home::Home;

/// So many of the newest lines of the log.
const LINES: usize = 300;
/// So many of the newest reports.
const REPORTS: usize = 3;

/// The text. `figures` says what lies open, in counts.
pub fn text(disk: &dyn Disk, home: &Home, figures: &str) -> String {
    let mut text = format!(
        "守岁 {}（{} {}）\n{}\n{figures}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        clock::now().format("%Y年%-m月%-d日 %H:%M"),
    );
    let logs = newest(disk, &home.logs(), "log");
    let log: Vec<String> = logs.iter().rev().flat_map(|path| lines(disk, path)).collect();
    let from = log.len().saturating_sub(LINES);
    section(&mut text, "运行日志", log.get(from..).unwrap_or_default());
    for path in newest(disk, &home.reports(), "txt").iter().take(REPORTS) {
        section(&mut text, "出错报告", &lines(disk, path));
    }
    text
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    // Writing to a string never fails.
    let _written = write!(text, "\n== {heading} ==\n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    if lines.is_empty() {
        text.push_str("（没有）\n");
    }
}

/// Files of a folder with that ending, newest first: their names begin with the date.
fn newest(disk: &dyn Disk, folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths = disk.list(folder).unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|there| there == ending));
    paths.reverse();
    paths
}

fn lines(disk: &dyn Disk, path: &Path) -> Vec<String> {
    let bytes = disk.read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
}
