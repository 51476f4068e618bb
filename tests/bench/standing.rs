//! A window that just stands there: what it holds of memory, and whether it paints.

use std::path::Path;
use std::time::Duration;

use shousui::sample::practice;
use shousui::workspace::Workspace;

use crate::Bench;
use crate::programs::has_display;
use crate::running::Memory;
use crate::starts::{Shown, empty_window, program};
use crate::table::{Row, Verdict};
use crate::times::bytes;
use crate::window::Window;

const MEMORY: &str = "private memory above an empty window";
const MEMORY_GOAL: u64 = 80_000_000;
const IDLE: &str = "idle for 60 s, no running clock";
const IDLE_GOAL: &str = "0 repaints";
/// How long after the start things have come to rest.
const REST: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_mins(1);

/// What a window holds once it has come to rest.
fn at_rest(bench: &Bench, shown: &Shown) -> Option<Memory> {
    std::thread::sleep(if bench.quick { REST / 5 } else { REST });
    shown.running.memory()
}

pub(crate) fn measure_memory(bench: &mut Bench) {
    let goal = bytes(MEMORY_GOAL);
    let Some(window) = bench.programs.empty_window.clone().filter(|_| has_display()) else {
        let why = "no display, or the empty window was not built";
        bench.table.add(Row::not_measured(MEMORY, &goal, why));
        return;
    };
    let folder = bench.folder("memory empty");
    let shown = empty_window(&window, &folder);
    let Some(empty) = shown.and_then(|shown| at_rest(bench, &shown)) else {
        bench.table.add(Row::not_measured(MEMORY, &goal, "the system does not tell"));
        return;
    };
    let shousui = bench.programs.shousui.clone();
    let large = bench.large();
    for (scale, what) in [(1, MEMORY.to_owned()), (large, format!("{MEMORY}, scale {large}"))] {
        let sample = bench.sample(scale);
        let folder = bench.folder(&format!("memory {scale}"));
        let Some(ours) = opened(bench, &shousui, &sample.path, &folder) else {
            bench.table.add(Row::not_measured(&what, &goal, "no window came up"));
            continue;
        };
        let above = ours.private.saturating_sub(empty.private);
        let words = bytes(above);
        let row = if scale == 1 {
            Row::new(&what, &goal, words, Verdict::of(above <= MEMORY_GOAL))
        } else {
            Row::without_goal(&what, words)
        };
        bench.table.add(row.beside(format!("empty eframe window {}", bytes(empty.private))).note(
            format!(
                "the window with its workbook open {}; only what was written, as Windows counts: \
                 {} above {}",
                bytes(ours.private),
                bytes(ours.written.saturating_sub(empty.written)),
                bytes(empty.written),
            ),
        ));
    }
}

/// What the program holds with that workbook open.
fn opened(bench: &Bench, shousui: &Path, file: &Path, folder: &Path) -> Option<Memory> {
    let mut shown = program(shousui, Some(file), folder)?;
    shown.opened()?;
    at_rest(bench, &shown)
}

pub(crate) fn measure_idle(bench: &mut Bench) {
    let span = if bench.quick { REST } else { MINUTE };
    let folder = bench.folder("idle");
    let shousui = bench.programs.shousui.clone();
    // A real window and a driven one stand beside each other for the same minute.
    let shown = has_display().then(|| program(&shousui, None, &folder.join("window"))).flatten();
    let (session, eve) = practice().unwrap();
    let practised = Workspace::practice(session, eve);
    let sample = bench.sample(1);
    let mut window = Window::new(practised, sample.now, &folder);
    window.open(&sample.path);
    window.frames_within(REST);
    let wakings = || {
        let shown = shown.as_ref()?;
        shown.running.wakings()
    };
    let before = wakings();
    let frames = window.frames_within(span);
    let woken = wakings().zip(before).map(|(after, before)| after - before);
    let words = match woken {
        Some(woken) => format!("{frames} frames asked for, window woke {woken} times"),
        None => format!("{frames} frames asked for"),
    };
    let is_still = frames == 0 && woken.unwrap_or_default() == 0;
    bench.table.add(Row::new(IDLE, IDLE_GOAL, words, Verdict::of(is_still)).note(format!(
        "{} s; frames asked for by the program driven without a window on the sample's workbook; \
         wakings of the first thread of a real window{}",
        span.as_secs(),
        if woken.is_some() { ", practising" } else { " could not be counted here" },
    )));
}
