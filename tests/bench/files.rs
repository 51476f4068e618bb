//! Opening and saving workbooks, and how long until there is something to work with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::Key;
use shousui::file;
use shousui::sample::practice;
use shousui::session::Session;
use shousui::shell::Runner;
use shousui::shell::disk::RealDisk;
use shousui::workspace::{Effect, Event, Place, Workspace};

use crate::Bench;
use crate::desk::parts;
use crate::json;
use crate::table::Row;
use crate::times::{Times, bytes, ms, timed};
use crate::window::{Window, ctrl};

const OPEN_GOAL: Duration = Duration::from_millis(30);
const SAVE_GOAL: Duration = Duration::from_millis(30);
const LIST_GOAL: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits for the answer that `wanted` makes something of; others pass.
fn answer<R>(hands: &Runner, wanted: impl Fn(Event) -> Option<R>) -> R {
    loop {
        let event = hands.wait(PATIENCE).unwrap();
        if let Event::NotOpened(trouble) | Event::NotSaved(trouble) = &event {
            panic!("{trouble:?}");
        }
        if let Some(result) = wanted(event) {
            return result;
        }
    }
}

/// Opening and saving through the hands, beside the window as always.
pub(crate) fn measure(bench: &mut Bench) {
    for (scale, often) in [(1, 20), (bench.large(), 5)] {
        let sample = bench.sample(scale);
        let folder = bench.folder(&format!("files{scale}"));
        let hands = Runner::new(parts(&folder, Arc::new(RealDisk)), Arc::new(|| {})).unwrap();
        let open = || {
            hands.run(Effect::Open { path: sample.path.clone(), ticket: 0 });
            answer(&hands, |event| match event {
                Event::Opened(opened) => Some(opened),
                _ => None,
            })
        };
        let opening = Times::of(bench.often(often), || {
            let (session, took) = timed(|| {
                let opened = open();
                Session::open(opened.kept, opened.replica)
            });
            drop(session);
            took
        });
        let opened = open();
        let mut session = Session::open(opened.kept, opened.replica);
        let mut blocked = Vec::new();
        let saving = Times::of(bench.often(often), || {
            let began = Instant::now();
            let kept = session.snapshot();
            hands.run(Effect::Save { path: sample.path.clone(), kept, printed: session.printed() });
            blocked.push(began.elapsed());
            answer(&hands, |event| matches!(event, Event::Saved { .. }).then_some(()));
            let took = began.elapsed();
            // The backup ladder follows an answer; the next save is not to wait for it.
            std::thread::sleep(Duration::from_millis(200));
            took
        });
        let kept = sample.kept();
        let text = std::fs::read(&sample.path).unwrap();
        let often = bench.often(often);
        let reading = Times::of(often, || timed(|| file::read(&text).unwrap()).1);
        let writing = Times::of(often, || timed(|| file::write(&kept)).1);
        let peer = json::measure(&kept, often);
        let title = |what: &str| format!("{what}, median, scale {scale}");
        let rows = [
            (title("open a workbook, beside the window"), OPEN_GOAL, &opening, &peer.reading),
            (title("save a workbook, beside the window"), SAVE_GOAL, &saving, &peer.writing),
        ];
        let parts = [
            format!("of that reading the text {}", ms(reading.median())),
            format!(
                "of that writing the text {}; the window is held up {}; the rest is two syncs, \
                 reading back and renaming",
                ms(writing.median()),
                ms(Times::new(blocked).worst()),
            ),
        ];
        for ((what, goal, times, peer_times), part) in rows.into_iter().zip(parts) {
            let words = ms(times.median());
            let row = if scale == 1 {
                bench.table.row(&what, goal, times.median(), words)
            } else {
                Row::without_goal(&what, words)
            };
            let peer = format!("serde_json {}, {}", ms(peer_times.median()), bytes(peer.bytes));
            bench.table.add(row.beside(peer).note(format!(
                "{} times, worst {}; {part}",
                times.count(),
                ms(times.worst())
            )));
        }
    }
}

/// From the wish to open a large workbook until its hazards can be scrolled.
pub(crate) fn measure_first_list(bench: &mut Bench) {
    let scale = bench.large();
    let sample = bench.sample(scale);
    let (mut first, mut checked) = (Vec::new(), Vec::new());
    let times = Times::of(bench.often(5), || {
        let (session, eve) = practice().unwrap();
        let workspace = Workspace::practice(session, eve);
        let folder = bench.folder("list");
        let mut window = Window::new(workspace, sample.now, &folder);
        let began = Instant::now();
        window.ask(Effect::Open { path: sample.path.clone(), ticket: 0 });
        window.wait_until(|window| window.workspace().file().path.is_some());
        first.push(began.elapsed());
        window.frame(ctrl(Key::Num7));
        window.wait_until(|window| window.workspace().place() == Place::Hazards);
        let took = began.elapsed();
        window.wait_until(Window::is_checked);
        checked.push(began.elapsed());
        took
    });
    let what = format!("open scale {scale} to the first usable list, median");
    let words = ms(times.median());
    let row = bench.table.row(&what, LIST_GOAL, times.median(), words).note(format!(
        "{} times, worst {}; to 今日 with its figures {}, to the findings of the whole workbook {}",
        times.count(),
        ms(times.worst()),
        ms(Times::new(first).median()),
        ms(Times::new(checked).median()),
    ));
    bench.table.add(row);
}
