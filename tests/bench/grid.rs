//! The rota as a grid of 60 people and 31 days: each key a person presses there, until what it changes
//! is on the screen and every finding is of the rota as it then stands.

use std::time::{Duration, Instant};

use chrono::Days;
use eframe::egui::{Event, Key};
use shousui::action::Action;
use shousui::model::mine::{Only, SeasonField};
use shousui::sample::practice;
use shousui::session::Session;
use shousui::workspace::Workspace;

use crate::Bench;
use crate::times::{Times, ms};
use crate::window::{Window, ctrl, key, sign};

const KEY_GOAL: Duration = Duration::from_millis(16);
/// So many days has the month that is measured.
const DAYS: u64 = 31;

/// The sample mine's team with a season of so many days.
fn month() -> (Session, chrono::NaiveDate) {
    let (mut session, eve) = practice().unwrap();
    let first = session.document().current_season().first.unwrap();
    let last = first.checked_add_days(Days::new(DAYS - 1)).unwrap();
    let longer = Action::Set((Only, SeasonField::Last(Some(last))).into());
    session.perform(&longer, eve.and_hms_opt(12, 0, 0).unwrap()).unwrap();
    (session, eve)
}

/// Each of these keys, on the board of posts and on that of people.
pub(crate) fn measure(bench: &mut Bench) {
    let (session, eve) = month();
    let doc = session.document();
    let members = doc.persons.iter().filter(|(_, one)| one.membership.is_some()).count();
    assert_eq!(members, 60, "the team of the sample");
    let now = eve.and_hms_opt(12, 0, 0).unwrap();
    for board in ["按岗位", "按人员"] {
        let workspace = Workspace::practice(session.clone(), eve);
        let folder = bench.folder(&format!("grid {board}"));
        let mut window = Window::new(workspace, now, &folder);
        window.frame(ctrl(Key::Num5));
        window.settle();
        let tab = window.find(board);
        window.click(tab);
        window.settle();
        let mut told = Vec::new();
        let mut all = Vec::new();
        for (name, keys) in script() {
            let times = Times::of(bench.often(12), || {
                let began = Instant::now();
                for events in &keys {
                    window.frame(events.clone());
                }
                window.wait_until(Window::is_checked);
                let took = began.elapsed();
                window.settle();
                all.push(took);
                took
            });
            told.push(format!("{name} p95 {}, worst {}", ms(times.p95()), ms(times.worst())));
        }
        let times = Times::new(all);
        let what =
            format!("key on the grid {board}, 60 people x {DAYS} days, findings included, p95");
        let row = bench.table.row(&what, KEY_GOAL, times.p95(), ms(times.p95()));
        bench.table.add(row.note(format!("{} keys: {}", times.count(), told.join("; "))));
    }
}

/// What is pressed, by name: one key, or those that belong to one answer.
fn script() -> Vec<(&'static str, Vec<Vec<Event>>)> {
    vec![
        ("down", vec![key(Key::ArrowDown)]),
        ("right", vec![key(Key::ArrowRight)]),
        ("page down", vec![key(Key::PageDown)]),
        ("a letter of a name", vec![sign('x')]),
        ("gives it up", vec![key(Key::Escape)]),
        ("as above", vec![ctrl(Key::D)]),
        ("empties", vec![key(Key::Delete)]),
        ("as before", vec![ctrl(Key::R)]),
        ("takes back", vec![ctrl(Key::Z)]),
        ("up", vec![key(Key::ArrowUp)]),
    ]
}
