//! Workbooks and texts for office programs, beside openpyxl and `LibreOffice` making the same.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use shousui::file;
use shousui::model::id::{EntryId, Mint, Replica, ServiceId};
use shousui::model::service::{Service, ServiceKind};
use shousui::model::{Document, Put};
use shousui::print::{FileKind, Request, Stamp, office};

use crate::running::{Running, forget_own_peak, own_resident};
use crate::table::{Row, Verdict};
use crate::times::{Times, bytes, ms, timed};
use crate::{Bench, office as peers, pages};

/// Tells this program that it is to write a workbook and say how it went.
pub(crate) const CHILD: &str = "write-a-workbook";
const ROWS: u32 = 20_000;
const GOAL: Duration = Duration::from_millis(300);
/// Where Python with openpyxl is, where it is not the one on the path.
const PYTHON: &str = "SHOUSUI_PYTHON";
/// The same rows as a person writes them with openpyxl; says microseconds and bytes it took on top.
const OPENPYXL: &str = r#"
import csv, datetime, sys, time, openpyxl
from openpyxl.styles import Alignment, Border, Side
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8")))
typed = [[int(c) if c.isdigit() else datetime.date.fromisoformat(c) if len(c) == 10 and c[4:5] == "-" else c for c in row] for row in rows]
open("/proc/self/clear_refs", "w").write("5")
before = peak()
began = time.perf_counter()
book = openpyxl.Workbook()
sheet = book.active
thin = Side(style="thin")
edge, place = Border(thin, thin, thin, thin), Alignment(wrap_text=True, vertical="center")
for row in typed:
    sheet.append(row)
for row in sheet.iter_rows():
    for cell in row:
        cell.border, cell.alignment = edge, place
        if isinstance(cell.value, datetime.date):
            cell.number_format = 'm"月"d"日"'
book.save(sys.argv[2])
print(int((time.perf_counter() - began) * 1e6), peak() - before)
"#;

/// A document with so many services, each other words.
fn many() -> Document {
    let mut doc = Document::default();
    let first: NaiveDate = "2027-01-30".parse().unwrap();
    for number in 0..ROWS {
        let entry = EntryId { replica: Replica::from_bits(1), number: number + 1 };
        let day = first + TimeDelta::days(i64::from(number % 22));
        let service = Service {
            kept: true,
            day: Some(day),
            kind: ServiceKind::ALL.get(usize::try_from(number % 3).unwrap()).copied(),
            whom: format!("{}号公寓{}室", number % 9 + 1, number % 700 + 101),
            words: format!("送热水、更换插座第{number}次，检查取暖电器"),
            people: u16::try_from(number % 5 + 1).unwrap(),
            minutes: u16::try_from(number % 90 + 5).unwrap(),
            ..Service::default()
        };
        let id = ServiceId(Mint { entry, place: 0 });
        for field in service.written() {
            doc.apply(Put::from((id, field)));
        }
    }
    doc
}

/// Writes them as a workbook there, and says how long it took and what it came to.
pub(crate) fn child(path: &Path) {
    let doc = many();
    let stamp = Stamp {
        code: String::new(),
        now: "2027-02-20T18:00:00".parse().unwrap(),
        both_sides: false,
    };
    forget_own_peak();
    let before = own_resident().map_or(0, |(now, _)| now);
    let write = || office(&doc, &Request::services(), &stamp, (FileKind::Excel, false)).unwrap();
    let (book, took) = timed(write);
    let after = own_resident().map_or(0, |(_, peak)| peak);
    fs::write(path, &book).unwrap();
    println!("{} {} {}", took.as_micros(), after.saturating_sub(before), book.len());
}

/// The same rows for another program.
fn csv(doc: &Document) -> String {
    let mut text = String::new();
    for (number, (_, one)) in doc.services.iter().enumerate() {
        let day = one.day.map(|day| day.to_string()).unwrap_or_default();
        let kind = one.kind.map_or("", ServiceKind::word);
        let (people, minutes) = (one.people, one.minutes);
        writeln!(
            text,
            "{},{day},{kind},{},{people},{},,{minutes},,",
            number + 1,
            one.whom,
            one.words
        )
        .unwrap();
    }
    text
}

/// The figures a program says, the median of several runs by the first of them.
fn figures(mut run: impl FnMut() -> Option<Vec<u64>>, often: usize) -> Option<Vec<u64>> {
    let mut all: Vec<Vec<u64>> = (0..often).map(|_| run()).collect::<Option<_>>()?;
    all.sort();
    all.into_iter().nth(often / 2)
}

fn said(command: &mut Command) -> Option<Vec<u64>> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let said: Option<Vec<u64>> = text.split_whitespace().map(|word| word.parse().ok()).collect();
    said.filter(|said| !said.is_empty() && output.status.success())
}

pub(crate) fn measure(bench: &mut Bench) {
    rows(bench);
    ledger(bench);
    plan(bench);
}

fn rows(bench: &mut Bench) {
    let folder = bench.folder("rows");
    let often = bench.often(5);
    let own = std::env::current_exe().unwrap();
    let write = || said(Command::new(&own).arg(CHILD).arg(folder.join("ours.xlsx")));
    let ours = figures(write, often).unwrap();
    let [took, added, size] = ours.as_slice() else { return };
    let (took, added, size) = (Duration::from_micros(*took), *added, *size);
    fs::write(folder.join("rows.csv"), csv(&many())).unwrap();
    let python = std::env::var(PYTHON).unwrap_or_else(|_| "python3".to_owned());
    let theirs = figures(
        || {
            let paths = [folder.join("rows.csv"), folder.join("theirs.xlsx")];
            said(Command::new(&python).arg("-c").arg(OPENPYXL).args(paths))
        },
        bench.often(3),
    );
    let what = |kind: &str| format!("{ROWS} rows to XLSX, {kind}");
    let (goal, verdict) = bench.table.judge(GOAL, took);
    let note = format!("{} columns, {}; median of {often}", 10, bytes(size));
    bench.table.add(Row::new(&what("time"), &goal, ms(took), verdict).note(note));
    let Some([time, memory]) = theirs.as_deref() else {
        let why = "no Python with openpyxl here (SHOUSUI_PYTHON)";
        return bench.table.add(Row::not_measured(&what("beside openpyxl"), "a quarter", why));
    };
    let their_time = Duration::from_micros(*time);
    let is_quick = took * 4 <= their_time;
    let row = Row::new(&what("time beside openpyxl"), "1/4", ms(took), Verdict::of(is_quick));
    bench.table.add(row.beside(format!("openpyxl {}", ms(their_time))));
    let is_small = added * 2 <= *memory;
    let row = Row::new(&what("memory"), "1/2", bytes(added), Verdict::of(is_small));
    let note = "the most on top of the rows themselves, in both";
    bench.table.add(row.beside(format!("openpyxl {}", bytes(*memory))).note(note));
}

/// The program's own time from its start, and that of `LibreOffice` for the same.
fn beside(
    bench: &mut Bench,
    what: &str,
    share: (u32, &str),
    ours: Duration,
    theirs: Option<Duration>,
) {
    let (share, goal) = share;
    let row = match theirs {
        Some(theirs) => {
            let is_reached = ours * 100 <= theirs * share;
            let row = Row::new(what, goal, ms(ours), Verdict::of(is_reached));
            row.beside(format!("LibreOffice {}", ms(theirs)))
        }
        None => Row::not_measured(what, goal, "LibreOffice not at hand"),
    };
    bench.table.add(row.note("both from the start of their processes, the file on the disk"));
}

fn own_time(bench: &Bench, args: &[&str]) -> Duration {
    let program = &bench.programs.shousui;
    Times::of(bench.often(5), || pages::job(program, args).0).median()
}

fn ledger(bench: &mut Bench) {
    let sample = bench.sample(bench.large());
    let folder = bench.folder("ledger xlsx");
    let args = ["print", pages::shown(&sample.path), "ledger", "--format", "xlsx", "--out"];
    let args: Vec<&str> = args.into_iter().chain([pages::shown(&folder)]).collect();
    let ours = own_time(bench, &args);
    let doc = file::read(&fs::read(&sample.path).unwrap()).unwrap().kept.doc;
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let lines = peers::ledger(&doc)
        .into_iter()
        .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n");
    let csv = folder.join("ledger.csv");
    fs::write(&csv, lines.collect::<String>()).unwrap();
    let theirs = converted(bench, &folder, &csv, "xlsx");
    let what = format!("ledger of {} hazards to XLSX", doc.hazards.len());
    beside(bench, &what, (30, "0.3x"), ours, theirs);
}

fn plan(bench: &mut Bench) {
    let sample = bench.sample(1);
    let folder = bench.folder("plan docx");
    let args = ["print", pages::shown(&sample.path), "plan", "--format", "docx", "--out"];
    let args: Vec<&str> = args.into_iter().chain([pages::shown(&folder)]).collect();
    let ours = own_time(bench, &args);
    let docx = made(&folder).unwrap();
    // The same text as LibreOffice has it itself.
    let theirs = converted(bench, &folder, &docx, "odt").and_then(|_| {
        let odt = folder.join(docx.with_extension("odt").file_name()?);
        converted(bench, &folder.join("again"), &odt, "docx")
    });
    beside(bench, "the plan to DOCX", (20, "0.2x"), ours, theirs);
}

/// A text that was written somewhere in that folder.
fn made(folder: &Path) -> Option<std::path::PathBuf> {
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if let Some(found) = made(&path) {
                return Some(found);
            }
        } else if path.extension().is_some_and(|end| end == "docx") {
            return Some(path);
        }
    }
    None
}

/// How long `LibreOffice` takes to make one kind of file of another.
fn converted(bench: &Bench, folder: &Path, from: &Path, into: &str) -> Option<Duration> {
    let office = bench.programs.office.as_ref()?;
    fs::create_dir_all(folder).ok()?;
    let convert = || {
        let mut command = peers::command(office, folder, from, into);
        let (status, took, _) = Running::start(&mut command).end();
        status.success().then_some(took)
    };
    // Its first start of all makes a profile.
    convert()?;
    let times: Option<Vec<Duration>> = (0..bench.often(3)).map(|_| convert()).collect();
    times.map(|times| Times::new(times).median())
}
