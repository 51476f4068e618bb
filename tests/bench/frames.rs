//! Frames of a person at work: typing, scrolling, filtering, changing things, looking things up.
//!
//! Frames follow each other without a pause, so what each change sets off beside the window (notes,
//! checks of the whole document) goes on all the time: harder than any person.

use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Pos2, Role, Vec2};
use shousui::model::hazard::Hazard;
use shousui::sample::practice;
use shousui::workspace::{Place, Workspace};

use crate::Bench;
use crate::table::Row;
use crate::times::{Times, ms};
use crate::window::{Window, ctrl, key, press, release, sign, wheel};

/// Frames of the whole script.
const FRAMES: usize = 1000;
const FRAME_GOAL: Duration = Duration::from_millis(4);
const KEY_GOAL: Duration = Duration::from_millis(16);
const SEARCH_GOAL: Duration = Duration::from_millis(8);
/// The height of a row in a list.
const ROW: f32 = 36.0;

/// The program on that workbook of so many seasons, at rest.
pub(crate) fn window(bench: &mut Bench, scale: u32, name: &str) -> Window {
    let sample = bench.sample(scale);
    let (session, eve) = practice().unwrap();
    let workspace = Workspace::practice(session, eve);
    let mut window = Window::new(workspace, sample.now, &bench.folder(name));
    window.open(&sample.path);
    window
}

/// One frame, at scale 1 and 20.
pub(crate) fn measure(bench: &mut Bench) {
    for scale in [1, bench.large()] {
        let mut window = window(bench, scale, &format!("frames{scale}"));
        let mut script = Script { window: &mut window, times: Vec::new(), stages: Vec::new() };
        script.perform();
        let (stages, times) = (script.stages_words(), Times::new(script.times));
        let what = format!("one frame, p99 of {}, scale {scale}", times.count());
        let words = ms(times.p99());
        let row = if scale == 1 {
            Row::without_goal(&what, words)
        } else {
            bench.table.row(&what, FRAME_GOAL, times.p99(), words)
        };
        let (median, worst) = (ms(times.median()), ms(times.worst()));
        bench.table.add(
            row.note(format!("median {median}, worst {worst}; worst of each stretch: {stages}"))
                .note("logic, all passes and tessellation; nothing painted, no screen reader"),
        );
    }
}

/// The script, and how long its frames took.
struct Script<'a> {
    window: &'a mut Window,
    times: Vec<Duration>,
    stages: Vec<(&'static str, Duration)>,
}

impl Script<'_> {
    fn perform(&mut self) {
        self.scroll();
        self.filter();
        self.write();
        self.look_up();
        self.tick_off();
        self.find_people();
        self.leaf_through_the_plan();
        self.go_round();
        self.times.truncate(FRAMES);
    }

    /// What follows belongs to that stretch, which may have been begun before.
    fn stage(&mut self, name: &'static str) {
        let before = self.stages.iter().position(|(known, _)| *known == name);
        let stage = before.map_or((name, Duration::ZERO), |place| self.stages.remove(place));
        self.stages.push(stage);
    }

    fn stages_words(&self) -> String {
        let words = self.stages.iter().map(|(name, worst)| format!("{name} {}", ms(*worst)));
        words.collect::<Vec<_>>().join(", ")
    }

    fn frame(&mut self, events: Vec<Event>) {
        let took = self.window.frame(events);
        self.times.push(took);
        if let Some((_, worst)) = self.stages.last_mut() {
            *worst = took.max(*worst);
        }
    }

    fn click(&mut self, at: Pos2) {
        self.frame(press(at));
        self.frame(release(at));
    }

    /// All hazards, up and down.
    fn scroll(&mut self) {
        self.stage("scrolling");
        self.frame(ctrl(Key::Num7));
        self.frame(Vec::new());
        let all = self.window.find("全部 ");
        self.click(all);
        let list = self.window.find("编号") + Vec2::new(0.0, 5.0 * ROW);
        for step in 0..200 {
            self.frame(wheel(list, if step < 130 { -3.0 } else { 5.0 }));
        }
    }

    /// The filters of the list by turns, each of which sorts it in its own way, and rows of it.
    fn filter(&mut self) {
        self.stage("filtering and picking");
        let tabs = ["超期 ", "待复查销号 ", "全部 ", "未销号 "];
        let tabs = tabs.map(|tab| self.window.find(tab));
        for _ in 0..12 {
            for tab in tabs {
                self.click(tab);
            }
        }
        let [_, _, all, open] = tabs;
        self.click(all);
        let head = self.window.find("编号");
        for row in [1.0, 4.0, 2.0, 7.0, 5.0, 9.0, 3.0, 8.0, 6.0, 10.0] {
            self.click(head + Vec2::new(0.0, row * ROW));
            self.frame(Vec::new());
        }
        self.click(open);
        self.click(head + Vec2::new(0.0, ROW));
        assert!(self.window.workspace().picked().id::<Hazard>().is_some(), "no hazard was picked");
    }

    /// Words of an open hazard, sign by sign, some of them taken back.
    fn write(&mut self) {
        self.stage("typing");
        let before = self.window.workspace().document().revision();
        let field = self.window.find_field(Role::MultilineTextInput);
        self.click(field);
        let words = "二层东侧安全出口上锁，住八十七人，已通知宿管当场打开并挂牌看守。";
        let mut signs = words.chars().cycle();
        for _ in 0..5 {
            for next in signs.by_ref().take(40) {
                self.frame(sign(next));
            }
            self.stage("undoing");
            self.frame(ctrl(Key::Z));
            self.frame(Vec::new());
            self.stage("typing");
        }
        let typed = self.window.workspace().document().revision() - before;
        assert!(100 < typed, "the typing never arrived: {typed} changes");
    }

    /// The search, letter by letter.
    fn look_up(&mut self) {
        self.stage("searching");
        for word in QUERIES {
            self.frame(ctrl(Key::K));
            self.frame(Vec::new());
            for letter in word.chars() {
                self.frame(sign(letter));
            }
            self.frame(key(Key::ArrowDown));
            self.frame(key(Key::Escape));
        }
    }

    /// The rows of a sheet, up and down and marked.
    fn tick_off(&mut self) {
        self.stage("rows of a sheet");
        let digits = last_sheet(self.window);
        self.frame(key(Key::F2));
        self.frame(Vec::new());
        for digit in digits.chars() {
            self.frame(sign(digit));
        }
        self.frame(key(Key::Enter));
        // The cursor is in the times, or already at the rows.
        for _ in 0..4 {
            self.frame(key(Key::Enter));
        }
        let entering = self.window.workspace().picked().entering;
        assert!(entering.is_some(), "the sheet {digits} was not opened");
        let before = self.window.workspace().document().revision();
        for row in 0..110 {
            self.frame(key(Key::ArrowDown));
            if row % 5 == 0 {
                self.frame(sign('/'));
            }
        }
        assert_ne!(self.window.workspace().document().revision(), before, "no row was marked");
    }

    /// The team, narrowed down by letters.
    fn find_people(&mut self) {
        self.stage("finding people");
        self.frame(ctrl(Key::Num2));
        self.frame(Vec::new());
        let field = self.window.find_field(Role::TextInput);
        self.click(field);
        for letter in "cytwhsmxm".chars().cycle().take(45) {
            self.frame(sign(letter));
            self.frame(key(Key::Backspace));
        }
    }

    /// The screens of the plan that look at more than one record, each for a while.
    fn leaf_through_the_plan(&mut self) {
        self.stage("through the plan");
        self.frame(ctrl(Key::Num4));
        self.frame(Vec::new());
        for tab in ["距离时间", "责任矩阵", "预案体检", "会签与批准"] {
            let tab = self.window.find(tab);
            self.click(tab);
            for _ in 0..8 {
                self.frame(Vec::new());
            }
        }
    }

    /// From place to place, until all frames are done.
    fn go_round(&mut self) {
        self.stage("from place to place");
        let places = [Key::Num1, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
        for place in places.into_iter().chain([Key::Num9]).cycle() {
            if FRAMES <= self.times.len() {
                return;
            }
            self.frame(ctrl(place));
            self.frame(Vec::new());
            self.frame(Vec::new());
        }
    }
}

/// What people look for: initials, Chinese, telephones, numbers.
const QUERIES: [&str; 8] = ["cyt", "公寓", "139", "xc-20", "yhjc", "消防通道", "wx", "没有这个"];

/// The number of the last sheet made out, whole.
fn last_sheet(window: &Window) -> String {
    let sheets = window.workspace().document().sheets.iter();
    let number = sheets.filter_map(|(_, sheet)| sheet.number.as_ref()).max();
    number.map(|number| format!("{:04}", number.seq)).unwrap_or_default()
}

/// A key while a hazard is written, until everything it changes is on the screen.
pub(crate) fn measure_key(bench: &mut Bench) {
    for scale in [1, bench.large()] {
        let mut window = window(bench, scale, &format!("key{scale}"));
        window.frame(ctrl(Key::Num7));
        window.settle();
        let row = window.find("编号") + Vec2::new(0.0, ROW);
        window.click(row);
        window.settle();
        assert!(window.workspace().picked().id::<Hazard>().is_some(), "no hazard was picked");
        let field = window.find_field(Role::MultilineTextInput);
        window.click(field);
        window.settle();
        let mut letters = Vec::new();
        let words = "二层东侧安全出口上锁住八十七人已通知宿管";
        let mut signs = words.chars().cycle();
        let answers = Times::of(bench.often(60), || {
            let before = window.workspace().document().revision();
            let began = Instant::now();
            letters.push(window.frame(sign(signs.next().unwrap())));
            assert_ne!(window.workspace().document().revision(), before, "nothing was typed");
            window.wait_until(Window::is_checked);
            let took = began.elapsed();
            window.settle();
            took
        });
        let letters = Times::new(letters);
        let what = format!("key to painted answer, findings included, p95, scale {scale}");
        let words = ms(answers.p95());
        let (median, worst) = (ms(answers.median()), ms(answers.worst()));
        bench.table.add(bench.table.row(&what, KEY_GOAL, answers.p95(), words).note(format!(
            "{} keys: median {median}, worst {worst}; the letter itself p95 {}, worst {}",
            answers.count(),
            ms(letters.p95()),
            ms(letters.worst()),
        )));
    }
}

/// A key in the search.
pub(crate) fn measure_search(bench: &mut Bench) {
    for scale in [1, bench.large()] {
        let mut window = window(bench, scale, &format!("search{scale}"));
        let mut keys = Vec::new();
        for _ in 0..bench.often(5) {
            for word in QUERIES {
                window.frame(ctrl(Key::K));
                window.settle();
                keys.extend(word.chars().map(|letter| window.frame(sign(letter))));
                window.frame(key(Key::Escape));
                window.settle();
            }
        }
        assert_eq!(window.workspace().place(), Place::Today);
        let keys = Times::new(keys);
        let what = format!("search key, frame with its answer, p95, scale {scale}");
        let words = ms(keys.p95());
        let (median, worst) = (ms(keys.median()), ms(keys.worst()));
        bench.table.add(
            bench
                .table
                .row(&what, SEARCH_GOAL, keys.p95(), words)
                .note(format!("{} keys: median {median}, worst {worst}", keys.count())),
        );
    }
}
