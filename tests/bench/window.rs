//! The whole program driven frame by frame without a window: what a person's hand does goes in,
//! triangles come out, and nothing is painted.
//!
//! A frame is what eframe would do between two pictures on the processor: logic, every pass egui
//! asks for, tessellation. Screen readers are off, as on most PCs; they are on only while
//! something is looked up by its words, which is never timed.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use eframe::App as _;
use eframe::egui::accesskit::{self, Role};
use eframe::egui::{
    Context, Event, FullOutput, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton,
    Pos2, RawInput, Rect, TouchPhase, Vec2, ViewportId, ViewportInfo,
};
use shousui::app::App;
use shousui::workspace::{Effect, Workspace};

use crate::desk::{Bell, Clock, Desk};

/// An old office screen.
const OFFICE: Vec2 = Vec2::new(1366.0, 768.0);
/// From one frame to the next, as egui sees it, where frames come faster.
const FRAME: Duration = Duration::from_micros(16_667);
/// Something has hung if it takes longer.
const PATIENCE: Duration = Duration::from_mins(1);
/// The window is at rest once it asked for nothing that long.
const REST: Duration = Duration::from_millis(30);
/// With Ctrl held.
const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

/// The program as if in a window.
pub(crate) struct Window {
    ctx: Context,
    app: App<Desk>,
    frame: eframe::Frame,
    clock: Rc<Clock>,
    bell: Arc<Bell>,
    last: Instant,
    /// When the next frame is wanted.
    wants: Duration,
}

impl Window {
    /// The program with that in front, at that time, its state in that folder.
    pub(crate) fn new(workspace: Workspace, now: NaiveDateTime, folder: &Path) -> Self {
        let (clock, bell) = (Rc::new(Clock::new(now)), Arc::<Bell>::default());
        let desk = Desk::new(folder, Rc::clone(&clock), Arc::clone(&bell));
        let ctx = Context::default();
        let app = App::new(&ctx, workspace, desk);
        let frame = eframe::Frame::_new_kittest();
        let wants = Duration::ZERO;
        let mut window = Self { ctx, app, frame, clock, bell, last: Instant::now(), wants };
        window.settle();
        window
    }

    pub(crate) fn workspace(&self) -> &Workspace {
        self.app.workspace()
    }

    /// Has the hands do something, as if the core had asked.
    pub(crate) fn ask(&mut self, effect: Effect) {
        use shousui::app::World as _;
        self.app.world().run(effect);
    }

    /// Opens a workbook, and comes to rest.
    pub(crate) fn open(&mut self, path: &Path) {
        self.ask(Effect::Open { path: path.to_owned(), ticket: 0 });
        self.wait_until(|window| window.workspace().file().path.is_some());
        self.settle();
    }

    /// Whether what is found out beside the window is of the document as it stands.
    pub(crate) fn is_checked(&mut self) -> bool {
        let revision = self.workspace().document().revision();
        self.app.world().checked == Some(revision)
    }

    fn run(&mut self, events: Vec<Event>) -> (FullOutput, Duration) {
        let passed = self.last.elapsed().max(FRAME);
        self.last = Instant::now();
        let time = self.clock.advance(passed);
        let viewport = ViewportInfo {
            native_pixels_per_point: Some(1.0),
            focused: Some(true),
            ..ViewportInfo::default()
        };
        let input = RawInput {
            viewports: std::iter::once((ViewportId::ROOT, viewport)).collect(),
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, OFFICE)),
            max_texture_side: Some(8192),
            time: Some(time.as_secs_f64()),
            events,
            ..RawInput::default()
        };
        let Self { ctx, app, frame, .. } = self;
        let began = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let meshes = ctx.tessellate(shapes, output.pixels_per_point);
        let took = began.elapsed();
        drop(std::hint::black_box(meshes));
        // As a painter would have put the glyphs on the graphics card.
        output.textures_delta.clear();
        let root = output.viewport_output.get(&ViewportId::ROOT);
        self.wants = root.map_or(Duration::MAX, |root| root.repaint_delay);
        (output, took)
    }

    /// One frame; says how long it took.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.run(events).1
    }

    /// Frames as they are asked for, until that holds; the last of them shows it.
    pub(crate) fn wait_until(&mut self, is_so: impl Fn(&mut Self) -> bool) {
        let began = Instant::now();
        loop {
            self.frame(Vec::new());
            if is_so(self) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "nothing came of it");
            self.bell.wait(self.wants.min(PATIENCE));
        }
    }

    /// Frames until none is asked for and everything is checked.
    pub(crate) fn settle(&mut self) {
        let began = Instant::now();
        loop {
            self.frame(Vec::new());
            assert!(began.elapsed() < PATIENCE, "it never comes to rest");
            let is_checked = self.is_checked();
            let rest = if is_checked { REST } else { PATIENCE };
            if self.wants == Duration::ZERO || self.bell.wait(self.wants.min(rest)) {
                continue;
            }
            if is_checked && REST <= self.wants {
                return;
            }
        }
    }

    /// How many frames are asked for in so long when nobody touches anything.
    pub(crate) fn frames_within(&mut self, span: Duration) -> usize {
        let (began, mut frames) = (Instant::now(), 0);
        loop {
            let left = span.saturating_sub(began.elapsed());
            let is_rung = self.bell.wait(self.wants.min(left));
            if !is_rung && span <= began.elapsed() {
                return frames;
            }
            self.frame(Vec::new());
            frames += 1;
        }
    }

    /// Where the topmost thing is whose words contain these and which can be clicked, else the
    /// topmost label of that kind.
    pub(crate) fn find(&mut self, words: &str) -> Pos2 {
        let says = |node: &accesskit::Node| {
            let said = node.label().or_else(|| node.value());
            said.is_some_and(|said| said.contains(words))
        };
        let button = self.look_for(|node| says(node) && node.role() != Role::Label);
        button.or_else(|| self.look_for(says)).unwrap_or_else(|| panic!("no {words} in sight"))
    }

    /// Where the topmost field is for several lines of text, or for one.
    pub(crate) fn find_field(&mut self, role: Role) -> Pos2 {
        self.look_for(|node| node.role() == role).unwrap_or_else(|| panic!("no {role:?} in sight"))
    }

    fn look_for(&mut self, is_it: impl Fn(&accesskit::Node) -> bool) -> Option<Pos2> {
        self.ctx.enable_accesskit();
        let (output, _) = self.run(Vec::new());
        self.ctx.disable_accesskit();
        let tree = output.platform_output.accesskit_update?;
        let screen = Rect::from_min_size(Pos2::ZERO, OFFICE);
        tree.nodes
            .iter()
            .filter(|(_, node)| is_it(node))
            .filter_map(|(_, node)| node.bounds())
            .map(middle)
            .filter(|middle| screen.contains(*middle))
            .min_by(|one, other| (one.y, one.x).partial_cmp(&(other.y, other.x)).unwrap())
    }

    /// Clicks; says how long both frames took.
    pub(crate) fn click(&mut self, at: Pos2) -> [Duration; 2] {
        [self.frame(press(at)), self.frame(release(at))]
    }
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a place on a screen")]
fn middle(bounds: accesskit::Rect) -> Pos2 {
    let half = |from: f64, to: f64| f64::midpoint(from, to) as f32;
    Pos2::new(half(bounds.x0, bounds.x1), half(bounds.y0, bounds.y1))
}

fn button(pos: Pos2, pressed: bool) -> Event {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    Event::PointerButton { pos, button, pressed, modifiers }
}

/// The mouse button goes down there.
pub(crate) fn press(at: Pos2) -> Vec<Event> {
    vec![Event::PointerMoved(at), button(at, true)]
}

/// The mouse button comes up there.
pub(crate) fn release(at: Pos2) -> Vec<Event> {
    vec![button(at, false)]
}

/// The wheel is turned by so many lines there.
pub(crate) fn wheel(at: Pos2, lines: f32) -> Vec<Event> {
    let turned = Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: Vec2::new(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(at), turned]
}

/// A sign is typed.
pub(crate) fn sign(sign: char) -> Vec<Event> {
    vec![Event::Text(sign.to_string())]
}

/// A key is pressed and let go.
pub(crate) fn key(key: Key) -> Vec<Event> {
    keys(key, Modifiers::NONE)
}

/// A key is pressed with Ctrl held.
pub(crate) fn ctrl(key: Key) -> Vec<Event> {
    let mut events = vec![Event::ModifiersChanged(CTRL)];
    events.extend(keys(key, CTRL));
    events.push(Event::ModifiersChanged(Modifiers::NONE));
    events
}

fn keys(key: Key, modifiers: Modifiers) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}
