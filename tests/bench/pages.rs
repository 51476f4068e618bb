//! Paper: sheets to PDF, the preview, and everything at once.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use eframe::egui::Key;
use shousui::model::checklist::Depth;
use shousui::model::id::SheetId;
use shousui::model::sheet::Sheet;
use shousui::print::{Request, Stamp, print};
use shousui::sample::practice;
use shousui::session::{Kept, short_code};
use shousui::workspace::{Intent, Pick, Place, Workspace};

use crate::running::{Peak, Running, forget_own_peak, own_resident};
use crate::samples::Sample;
use crate::table::{Row, Verdict};
use crate::times::{Times, bytes, ms, timed};
use crate::window::{Window, ctrl, key, press, release, sign};
use crate::{Bench, frames, office};

/// Sheets of a morning.
const SHEETS: usize = 16;
const WARM_GOAL: Duration = Duration::from_millis(80);
const START_GOAL: Duration = Duration::from_millis(200);
const PREVIEW_GOAL: Duration = Duration::from_millis(50);
const ALL_GOAL: u64 = 257_000_000;
/// Above a window that shows no print.
const LEAFED_GOAL: u64 = 40_000_000;
const LEFT_GOAL: u64 = 60_000_000;
const PREVIEWS: usize = 15;
/// So long after the last of them.
const AFTERWARDS: Duration = Duration::from_secs(30);

/// What pages of that sample say of their making.
pub(crate) fn stamp(kept: &Kept, sample: &Sample) -> Stamp {
    Stamp { code: short_code(kept.heads.iter()), now: sample.now, both_sides: false }
}

/// The route sheets made out last, oldest first.
fn last_sheets(kept: &Kept) -> Vec<(SheetId, &Sheet)> {
    let sheets = kept.doc.sheets.iter();
    let mut routes: Vec<(SheetId, &Sheet)> = sheets
        .filter(|(_, sheet)| sheet.depth() == Depth::Patrol)
        .map(|(id, sheet)| (*id, sheet))
        .collect();
    routes.sort_by_key(|(_, sheet)| &sheet.number);
    routes.split_off(routes.len().saturating_sub(SHEETS))
}

/// Runs the program without a window; says how long it ran and the most memory it held.
pub(crate) fn job(program: &Path, args: &[&str]) -> (Duration, Option<Peak>) {
    let mut command = Command::new(program);
    command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let (status, took, peak) = Running::start(&mut command).end();
    assert!(status.success(), "shousui {args:?} ended with {status}");
    (took, peak)
}

/// A path as an argument.
pub(crate) fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Sixteen sheets.
pub(crate) fn measure_sheets(bench: &mut Bench) {
    let sample = bench.sample(1);
    let kept = sample.kept();
    let sheets = last_sheets(&kept);
    let request = Request::sheets(&sheets.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let stamp = stamp(&kept, &sample);
    let make = || {
        let printed = print(&kept.doc, &request, &stamp).unwrap();
        (printed.page_count(), printed.pdf().unwrap().len())
    };
    let ((pages, size), first) = timed(make);
    let warm = Times::of(bench.often(10), || timed(make).1);
    let rows = sheets.iter().map(|(_, sheet)| sheet.rows().len()).sum::<usize>();
    let tables: Vec<_> = sheets.iter().map(|(_, sheet)| office::sheet(&kept.doc, sheet)).collect();
    let peer = office::words(bench, "sheets", &tables);
    let what = format!("{SHEETS} patrol sheets to PDF, warm, median");
    bench.table.add(
        bench
            .table
            .row(&what, WARM_GOAL, warm.median(), ms(warm.median()))
            .beside(peer.clone())
            .note(format!(
                "one PDF of {pages} pages, {rows} rows, {}; worst {}; the first in a process {}",
                bytes(u64::try_from(size).unwrap()),
                ms(warm.worst()),
                ms(first),
            )),
    );

    let folder = bench.folder("sheets");
    let numbers = sheets.iter().filter_map(|(_, sheet)| sheet.number.as_ref());
    let numbers: Vec<String> = numbers.map(ToString::to_string).collect();
    let mut round = 0;
    let starts = Times::of(bench.often(10), || {
        round += 1;
        let out = folder.join(round.to_string());
        let mut args = vec!["print", shown(&sample.path), "sheet", "--out", shown(&out)];
        args.extend(numbers.iter().flat_map(|number| ["--number", number.as_str()]));
        job(&bench.programs.shousui, &args).0
    });
    let what = format!("{SHEETS} patrol sheets to PDF, from process start, median");
    let words = ms(starts.median());
    let row = bench.table.row(&what, START_GOAL, starts.median(), words).beside(peer);
    bench.table.add(row.note(format!(
        "reads the workbook, makes {SHEETS} PDFs of one sheet each (the command line names sheets \
         one by one) and syncs each to the disk; worst {}",
        ms(starts.worst())
    )));
}

/// From the button until the page is on the screen.
pub(crate) fn measure_preview(bench: &mut Bench) {
    let sample = bench.sample(1);
    let kept = sample.kept();
    let numbers: Vec<u32> = last_sheets(&kept)
        .iter()
        .filter_map(|(_, sheet)| sheet.number.as_ref().map(|number| number.seq))
        .collect();
    let mut window = frames::window(bench, 1, "preview");
    let mut first = None;
    let mut pages = 0;
    let mut times = Vec::new();
    for number in numbers.iter().take(1 + bench.often(12)) {
        window.frame(ctrl(Key::Num1));
        window.frame(key(Key::F2));
        window.settle();
        for digit in format!("{number:04}").chars() {
            window.frame(sign(digit));
        }
        window.frame(key(Key::Enter));
        window.settle();
        let button = window.find("看打印样子");
        window.frame(press(button));
        let shown = window.workspace().preview().shown();
        let began = Instant::now();
        window.frame(release(button));
        window.wait_until(|window| {
            let preview = window.workspace().preview();
            preview.shown() != shown && preview.picture(0).is_some()
        });
        let took = began.elapsed();
        pages = window.workspace().preview().sizes().len();
        assert!(0 < pages, "{:?}", window.workspace().preview().trouble());
        window.settle();
        // The first makes the faces ready, once for as long as the program runs.
        if first.is_none() {
            first = Some(took);
        } else {
            times.push(took);
        }
    }
    let times = Times::new(times);
    let row = bench.table.row(
        "preview page shown, median",
        PREVIEW_GOAL,
        times.median(),
        ms(times.median()),
    );
    bench.table.add(row.note(format!(
        "a route sheet of {pages} pages (115 dots an inch), from the button to the frame with it; \
         {} times, worst {}; the first of a sitting {}",
        times.count(),
        ms(times.worst()),
        ms(first.unwrap_or_default()),
    )));
}

/// What a preview of every sheet of the sample takes, and what is left of fifteen previews.
pub(crate) fn measure_leafing(bench: &mut Bench) {
    let (session, eve) = practice().unwrap();
    let now = eve.and_hms_opt(8, 0, 0).unwrap();
    let sheets: Vec<SheetId> = session.document().sheets.iter().map(|(id, _)| *id).collect();
    let folder = bench.folder("leafing");
    let look = |request: Option<Request>| {
        let mut workspace = Workspace::practice(session.clone(), eve);
        let mut asked = workspace.handle(Intent::Pick(Pick::Paper(request)), now);
        asked.extend(workspace.handle(Intent::Go(Place::Papers), now));
        let mut window = Window::new(workspace, now, &folder);
        for effect in asked {
            window.ask(effect);
        }
        window
    };
    let (what, left) = (
        "preview of every sheet of the sample, above the window",
        "after fifteen previews, above the window",
    );
    drop(look(None));
    let Some((before, _)) = own_resident() else {
        for (what, goal) in [(what, LEAFED_GOAL), (left, LEFT_GOAL)] {
            bench.table.add(Row::not_measured(what, &bytes(goal), "the system does not tell"));
        }
        return;
    };
    forget_own_peak();
    let mut window = look(Some(Request::sheets(&sheets)));
    let is_whole = |window: &mut Window| window.workspace().preview().is_whole();
    window.wait_until(is_whole);
    window.settle();
    let pages = window.workspace().preview().sizes().len();
    let (_, most) = own_resident().unwrap_or_default();
    let taken = most.saturating_sub(before);
    let row = Row::new(what, &bytes(LEAFED_GOAL), bytes(taken), Verdict::of(taken <= LEAFED_GOAL));
    bench.table.add(row.note(format!("{pages} pages, the most while all were counted")));

    // There and back, since the sample has not so many days with sheets.
    for time in 0..bench.often(PREVIEWS) {
        let other_day = window.find(if time % 2 == 0 { "前一天" } else { "后一天" });
        window.click(other_day);
        window.settle();
        let shown = window.workspace().preview().shown();
        let all_of_the_day = window.find("的全部单子");
        window.click(all_of_the_day);
        window.wait_until(|window| {
            let preview = window.workspace().preview();
            preview.shown() != shown && preview.is_whole()
        });
        window.settle();
    }
    window.frame(ctrl(Key::Num1));
    window.settle();
    let rest = if bench.quick { Duration::from_secs(1) } else { AFTERWARDS };
    let _frames = window.frames_within(rest);
    let (now_held, _) = own_resident().unwrap_or_default();
    let kept = now_held.saturating_sub(before);
    let row = Row::new(left, &bytes(LEFT_GOAL), bytes(kept), Verdict::of(kept <= LEFT_GOAL));
    bench.table.add(row.note(format!("{} later, all of them put away", ms(rest))));
}

/// Everything there is to print.
pub(crate) fn measure_all(bench: &mut Bench) {
    let scale = bench.large();
    let what = format!("print all at scale {scale}, most memory of the process");
    let goal = bytes(ALL_GOAL);
    let sample = bench.sample(scale);
    let folder = bench.folder("all");
    let args = ["print", shown(&sample.path), "all", "--out", shown(&folder)];
    let (took, peak) = job(&bench.programs.shousui, &args);
    let (files, size) = weigh(&folder);
    let row = match peak {
        Some(peak) => {
            let verdict = Verdict::of(peak.resident <= ALL_GOAL);
            Row::new(&what, &goal, bytes(peak.resident), verdict)
                .note(format!("of that in no file {}", bytes(peak.anonymous)))
        }
        None => Row::not_measured(&what, &goal, "the system does not tell"),
    };
    bench.table.add(row.note(format!("{files} files, {}, in {}", bytes(size), ms(took))));
}

/// How many files lie in a folder, and how much they weigh together.
fn weigh(folder: &Path) -> (usize, u64) {
    let (mut files, mut size) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (more, heavier) =
            if path.is_dir() { weigh(&path) } else { (1, std::fs::metadata(&path).unwrap().len()) };
        (files, size) = (files + more, size + heavier);
    }
    (files, size)
}
