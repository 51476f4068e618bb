//! Joins the core to the window and the world. Every line moves something; none decides
//! anything.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::NaiveDateTime;
use eframe::egui;

use crate::sample;
use crate::shell::prints::Typesetter;
use crate::shell::{Hands, Parts, clock, memory};
use crate::ui::{Screens, install, screen_ui};
use crate::workspace::{Command, Effect, Event, Intent, Workspace};

/// The world outside the core: clock, disk, printer. The shell's hands in earnest, a recording
/// double in tests.
pub trait World {
    /// The time, UTC+8.
    fn now(&self) -> NaiveDateTime;
    /// Carries an effect out, now or beside the window.
    fn run(&mut self, effect: Effect);
    /// What has been answered since the last call.
    fn answers(&mut self) -> Vec<Event>;
}

/// The whole program, as eframe sees it.
#[derive(Debug)]
pub struct App<W> {
    workspace: Workspace,
    screens: Screens,
    world: W,
    /// When keyboard or mouse was last touched.
    touched: NaiveDateTime,
    /// Whether the window had the focus in the frame before.
    focused: bool,
    /// The core has let go: the window may close.
    leaving: bool,
}

impl<W: World> App<W> {
    /// The program at its first frame. `first` is carried out at once: a workbook to open.
    pub fn new(
        ctx: &egui::Context,
        workspace: Workspace,
        mut world: W,
        first: Vec<Effect>,
    ) -> Self {
        install(ctx);
        let touched = world.now();
        for effect in first {
            world.run(effect);
        }
        Self {
            workspace,
            screens: Screens::default(),
            world,
            touched,
            focused: true,
            leaving: false,
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
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            // The sample is known to nobody below.
            if matches!(effect, Effect::Practise) {
                if let Ok((sample, day)) = sample::practice() {
                    self.workspace.practise_on(sample, day, self.world.now());
                }
                continue;
            }
            self.world.run(effect);
        }
    }

    /// Takes answers in, and does what time asks for.
    fn turn(&mut self, ctx: &egui::Context) {
        let now = self.world.now();
        for event in self.world.answers() {
            let effects = self.workspace.receive(event, now);
            self.run(ctx, effects);
        }
        if ctx.input(|input| !input.events.is_empty() || input.pointer.is_moving()) {
            self.touched = now;
        }
        let focused = ctx.input(|input| input.viewport().focused).unwrap_or(true);
        if self.focused && !focused {
            let effects = self.workspace.focus_lost(now);
            self.run(ctx, effects);
        }
        self.focused = focused;
        let resting = (now - self.touched).to_std().unwrap_or_default();
        let effects = self.workspace.tick(now, resting);
        self.run(ctx, effects);
        if let Some(wait) = self.workspace.next_change(now) {
            // A little late rather than a little early, or the frame would come for nothing.
            ctx.request_repaint_after(wait + Duration::from_millis(20));
        }
    }
}

impl<W: World> eframe::App for App<W> {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.leaving {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.handle(ctx, Intent::Run(Command::Leave));
        }
        self.turn(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
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

/// The shell's hands as the world of a window.
struct Real {
    hands: Hands,
}

impl World for Real {
    fn now(&self) -> NaiveDateTime {
        clock::now()
    }

    fn run(&mut self, effect: Effect) {
        self.hands.run(effect);
    }

    fn answers(&mut self) -> Vec<Event> {
        self.hands.answers().collect()
    }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum NoWindow {
    /// No display, or none that can paint.
    #[error(
        "开不了窗口：没有显示器，或显示器用不了。记录没有动。\n\
         没有窗口也能用命令，例如：shousui check 文件.ron（shousui --help 看全部命令）\n\
         （系统的说明：{0}）"
    )]
    Display(String),
    /// The system refuses threads.
    #[error("开不了窗口：{0}")]
    System(#[from] std::io::Error),
    /// The sample cannot be made. Never in a released program.
    #[error("演示资料出错：{0}")]
    Sample(#[from] sample::Trouble),
}

/// Opens the window on `file`, else on the last workbook, else on the sample to practise with.
/// Returns when it is closed and everything is written.
///
/// # Errors
/// When no window can be had.
pub fn open_window(file: Option<PathBuf>) -> Result<(), NoWindow> {
    let parts = Parts::of_this_pc(Arc::new(Typesetter));
    let last = || memory::last_opened(parts.disk.as_ref(), &parts.home);
    let file = file.or_else(last);
    let (practice, eve) = sample::practice()?;
    let workspace = Workspace::practice(practice, eve);

    // The window's context is known only once there is a window.
    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let waker = Arc::clone(&context);
    let wake = move || {
        if let Some(ctx) = waker.get() {
            ctx.request_repaint();
        }
    };
    let hands = Hands::new(parts, Arc::new(wake))?;
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default()
            .with_title("守岁 · 煤矿春节党员突击队巡查台")
            .with_app_id("shousui")
            .with_icon(icon())
            .with_inner_size([1280.0, 720.0])
            .with_min_inner_size([640.0, 400.0])
            .with_maximized(true),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "shousui",
        options,
        Box::new(move |cc| {
            let _first = context.set(cc.egui_ctx.clone());
            let first = file.into_iter().map(Effect::Open).collect();
            Ok(Box::new(App::new(&cc.egui_ctx, workspace, Real { hands }, first)))
        }),
    )
    .map_err(|err| NoWindow::Display(err.to_string()))
}

/// The window's icon; without one if the picture cannot be read, since nothing depends on it.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon/icon.png")).unwrap_or_default()
}
