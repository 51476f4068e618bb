//! Joins the core to the window and the world. Every line moves something; none decides
//! anything.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, Timelike as _};
use eframe::egui;

use crate::action::paste::learnt::Memory;
use crate::sample;
use crate::shell::settings::Settings;
use crate::ui::{AfterCrash, Screens, Setting, crashed_ui, install, screen_ui};
use crate::workspace::{Command, Effect, Event, Intent, Want, Workspace};

mod first;
mod sight;
mod window;

use sight::Sight;
pub use window::{NoWindow, open_window};

/// The world outside the core: clock, disk, printer. The shell's runner in earnest, a recording
/// double in tests.
pub trait World {
    /// The time, UTC+8.
    fn now(&self) -> NaiveDateTime;
    /// What the PC's own clock shows, in whatever zone it is set to.
    fn shown_by_the_pc(&self) -> NaiveDateTime {
        self.now()
    }
    /// How much time has passed since the window began, whatever becomes of the clock.
    fn passed(&self) -> Duration;
    /// Carries an effect out, now or beside the window.
    fn run(&mut self, effect: Effect);
    /// What has been answered since the last call.
    fn answers(&mut self) -> Vec<Event>;
    /// How the program runs on this PC, for the about page.
    fn setting(&self) -> Setting {
        Setting::default()
    }
    /// What this PC keeps of the window.
    fn window(&self) -> Settings {
        Settings::default()
    }
    /// What this PC remembers of the columns of tables.
    fn columns(&self) -> Memory {
        Memory::default()
    }
    /// Keeps how the window is.
    fn keep_window(&mut self, _window: Settings) {}
    /// The first picture is on the screen.
    fn painted(&mut self) {}
    /// Where the report of what broke down lies.
    fn report(&self) -> Option<PathBuf> {
        None
    }
}

/// A frame slower than this is told in the log.
const SLOW: Duration = Duration::from_millis(100);

/// The whole program, as eframe sees it.
#[derive(Debug)]
pub struct App<W> {
    workspace: Workspace,
    screens: Screens,
    world: W,
    sight: Sight,
    /// When keyboard or mouse was last touched.
    touched: Duration,
    /// Whether the window had the focus in the frame before.
    focused: bool,
    /// The core has let go: the window may close.
    leaving: bool,
    /// Pictures on the screen so far: none, one, or more.
    pictures: u8,
    /// The program broke down; only closing is left.
    crashed: bool,
    /// What helps whoever mends it, until it is known where that goes.
    diagnosis: Option<String>,
    /// Where it lies.
    kept: Option<PathBuf>,
}

impl<W: World> App<W> {
    /// The program at its first frame.
    pub fn new(ctx: &egui::Context, mut workspace: Workspace, world: W) -> Self {
        install(ctx);
        workspace.compare_clocks(world.now(), world.shown_by_the_pc());
        workspace.print_both_sides(world.window().both_sides);
        workspace.remember_columns(world.columns());
        let touched = world.passed();
        Self {
            workspace,
            screens: Screens::new(world.setting()),
            sight: Sight::begin(ctx, world.window()),
            world,
            touched,
            focused: true,
            leaving: false,
            pictures: 0,
            crashed: false,
            diagnosis: None,
            kept: None,
        }
    }

    /// What lies open.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The world outside.
    pub fn world(&mut self) -> &mut W {
        &mut self.world
    }

    fn handle(&mut self, ctx: &egui::Context, intent: Intent) {
        let effects = self.workspace.handle(intent, self.world.now());
        self.run(ctx, effects);
    }

    fn run(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        for effect in effects {
            if matches!(effect, Effect::Leave) {
                self.leaving = true;
                if let Some(window) = self.sight.last() {
                    self.world.keep_window(window);
                }
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            // The layers below do not know the sample, so it is built here.
            if matches!(effect, Effect::Practise) {
                if let Ok((sample, day)) = sample::practice() {
                    self.workspace.practise_on(sample, day);
                }
                continue;
            }
            self.world.run(effect);
        }
    }

    /// Takes answers in, and does what time asks for.
    fn turn(&mut self, ctx: &egui::Context) {
        let (now, passed) = (self.world.now(), self.world.passed());
        self.workspace.pass(passed);
        for event in self.world.answers() {
            // The system ends the program: what is typed is written down before.
            if matches!(event, Event::Ending)
                && let Some(finish) = self.screens.finish(&self.workspace)
            {
                self.handle(ctx, finish);
            }
            let effects = self.workspace.receive(event, now);
            self.run(ctx, effects);
        }
        if ctx.input(|input| !input.events.is_empty() || input.pointer.is_moving()) {
            self.touched = passed;
        }
        let focused = ctx.input(|input| input.viewport().focused).unwrap_or(true);
        if self.focused != focused {
            self.focused = focused;
            let effects =
                if focused { self.workspace.focus_gained() } else { self.workspace.focus_lost() };
            self.run(ctx, effects);
        }
        let both_sides = self.workspace.prints_both_sides();
        if let Some(window) = self.sight.look(ctx, passed, both_sides) {
            self.world.keep_window(window);
        }
        let resting = passed.saturating_sub(self.touched);
        let effects = self.workspace.tick(now, resting, self.screens.is_composing());
        self.run(ctx, effects);
        if let Some(wait) = self.workspace.next_change() {
            // A little late rather than a little early, or the frame would come for nothing.
            ctx.request_repaint_after(wait + Duration::from_millis(20));
        }
        // The time stands in the window, and a new day must not begin unseen.
        let seconds = u64::from(60_u32.saturating_sub(now.second()).max(1));
        ctx.request_repaint_after(Duration::from_secs(seconds));
    }
}

impl<W: World> App<W> {
    /// Does `work`. Should it break down, what was being written is sealed and noted, and from
    /// then on only [`crashed_ui`] is painted.
    fn guarded(&mut self, work: impl FnOnce(&mut Self)) {
        if self.crashed || catch_unwind(AssertUnwindSafe(|| work(self))).is_ok() {
            return;
        }
        self.crashed = true;
        let sealed = catch_unwind(AssertUnwindSafe(|| {
            for effect in self.workspace.crash() {
                self.world.run(effect);
            }
        }));
        if sealed.is_err() {
            tracing::error!("could not seal what was being written");
        }
    }

    /// What is left when the program broke down.
    fn crashed(&mut self, ui: &mut egui::Ui) {
        let name = "守岁诊断.txt";
        for event in self.world.answers() {
            let path = match event {
                Event::Diagnosed(text) => {
                    self.diagnosis = Some(text);
                    let (suggested, want, folder) = (name.to_owned(), Want::Text, None);
                    self.world.run(Effect::AskPath { ticket: 0, want, suggested, folder });
                    continue;
                }
                Event::Chosen { path: Some(path), .. } => path,
                // Nothing is typed any more: it goes where a dialog would have begun.
                Event::Asking { folder, has_dialog: false, .. } => folder.join(name),
                Event::Kept(path) => {
                    self.kept = Some(path);
                    continue;
                }
                _ => continue,
            };
            if let Some(text) = self.diagnosis.take() {
                self.world.run(Effect::Keep { text, path });
            }
        }
        let words = |path: PathBuf| path.display().to_string();
        let (report, kept) = (self.world.report().map(words), self.kept.clone().map(words));
        match crashed_ui(ui, report.as_deref(), kept.as_deref()) {
            Some(AfterCrash::Close) => {
                self.leaving = true;
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Some(AfterCrash::Keep) => self.world.run(self.workspace.diagnose()),
            None => {}
        }
    }

    fn screen(&mut self, ui: &mut egui::Ui) {
        let now = self.world.now();
        // In every pass: only the first pass of a frame hears a click, and egui may throw that
        // pass's picture away.
        let intents = screen_ui(ui, &self.workspace, &mut self.screens, now);
        let asked = !intents.is_empty();
        let ctx = ui.ctx().clone();
        for intent in intents {
            self.handle(&ctx, intent);
        }
        if asked {
            // What was asked for shows in the next frame, whoever else wakes the window.
            ctx.request_repaint();
        }
    }
}

impl<W: World> eframe::App for App<W> {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.pictures = self.pictures.saturating_add(1);
        if self.pictures == 2 {
            self.world.painted();
        }
        if self.crashed {
            return;
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.leaving {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.guarded(|app| {
                if let Some(finish) = app.screens.finish(&app.workspace) {
                    app.handle(ctx, finish);
                }
                if !app.screens.holds_closing(ctx) {
                    app.handle(ctx, Intent::Run(Command::Leave));
                }
            });
        }
        let dropped = ctx.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_path_buf()).collect::<Vec<_>>()
        });
        if !dropped.is_empty() {
            self.guarded(|app| app.handle(ctx, Intent::Drop(dropped)));
        }
        self.guarded(|app| app.turn(ctx));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.crashed {
            return self.crashed(ui);
        }
        let began = Instant::now();
        self.guarded(|app| app.screen(ui));
        if SLOW < began.elapsed() {
            let place = self.workspace.place();
            tracing::warn!("a frame at {place:?} took {} ms", began.elapsed().as_millis());
        }
        if self.crashed || self.pictures < 2 {
            // Broken: the picture to come says so. The first: a second one proves it was shown.
            ui.ctx().request_repaint();
        }
    }
}
