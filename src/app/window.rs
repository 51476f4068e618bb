//! Brings up the real window: on which workbook, painted in which way.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use eframe::egui;

use super::first::First;
use super::{App, World};
use crate::action::paste::learnt::Memory;
use crate::shell::disk::RealDisk;
use crate::shell::prints::Typesetter;
use crate::shell::runner::{Parts, Runner, beside};
use crate::shell::settings::{SMALLEST, Settings};
use crate::shell::starts::{Painter, Starts};
use crate::shell::{clock, columns, crash, diary, memory};
use crate::ui::{Setting, TITLE};
use crate::workspace::{Effect, Event};

/// The version of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The shell's runner as the world of a window.
struct Real {
    runner: Runner,
    starts: Starts,
    setting: Setting,
    parts: Parts,
    /// The window as it was kept.
    window: Settings,
    /// When the program was started.
    began: Instant,
    /// When the window was.
    since: Instant,
}

impl World for Real {
    fn now(&self) -> NaiveDateTime {
        clock::now()
    }

    fn shown_by_the_pc(&self) -> NaiveDateTime {
        clock::shown_by_the_pc()
    }

    fn passed(&self) -> Duration {
        self.since.elapsed()
    }

    fn run(&mut self, effect: Effect) {
        self.runner.run(effect);
    }

    fn answers(&mut self) -> Vec<Event> {
        self.runner.answers().collect()
    }

    fn setting(&self) -> Setting {
        self.setting.clone()
    }

    fn window(&self) -> Settings {
        self.window
    }

    fn columns(&self) -> Memory {
        columns::load(self.parts.disk.as_ref(), &self.parts.home)
    }

    fn keep_window(&mut self, window: Settings) {
        let parts = self.parts.clone();
        // Nothing depends on it: the window then comes up as before.
        let _kept = beside("shousui-window", move || {
            if let Err(err) = window.keep(parts.disk.as_ref(), &parts.home) {
                tracing::warn!("the window's size was not kept: {:?}", err.kind());
            }
        });
    }

    fn painted(&mut self) {
        self.starts.painted();
        tracing::info!("first picture after {} ms", self.began.elapsed().as_millis());
    }

    fn report(&self) -> Option<PathBuf> {
        crash::last()
    }
}

/// Why there is no window: no display, or none that can paint.
#[derive(Debug, thiserror::Error)]
#[error(
    "开不了窗口：没有显示器，或显示器用不了。记录没有动。\n\
     没有窗口也能用命令，例如：shousui check 文件.ron（shousui --help 看全部命令）\n\
     （系统的说明：{0}）"
)]
pub struct NoWindow(String);

/// Opens the window, and returns when it is closed and everything is written.
///
/// On `file`, else on the last workbook, else on the sample to practise with; painted as `asked`,
/// else in the first way that comes up. `began` is when the program was started.
///
/// # Errors
/// When no window can be had.
pub fn open_window(
    file: Option<PathBuf>,
    asked: Option<Painter>,
    began: Instant,
) -> Result<(), NoWindow> {
    let typesetter = Typesetter::of_this_pc(Arc::new(RealDisk));
    let parts = Parts::of_this_pc(Arc::new(typesetter));
    crash::watch(&parts.home);
    diary::begin(&parts.home);
    let last = || memory::last_opened(parts.disk.as_ref(), &parts.home);
    let file = file.or_else(last);
    let first = First::begin(parts.clone(), file.clone()).ok();
    // Whoever comes up takes it; after a way that broke half-way it is made ready anew.
    let first = Rc::new(RefCell::new(first));
    let starts = || Starts::new(Arc::clone(&parts.disk), parts.home.clone(), VERSION);
    let window = Settings::load(parts.disk.as_ref(), &parts.home);
    let mut refusals = Vec::new();
    for painter in starts().order(asked) {
        tracing::info!(
            "shousui {VERSION} on {} {} begins with {}",
            std::env::consts::OS,
            std::env::consts::ARCH,
            painter.word(),
        );
        let mut starts = starts();
        starts.begin(painter);
        let (parts, file, first) = (parts.clone(), file.clone(), Rc::clone(&first));
        let ours = parts.clone();
        let begin = move |cc: &eframe::CreationContext<'_>| {
            let setting = setting(&parts, painter);
            let ready = first.take().map_or_else(|| First::begin(parts, file), Ok)?;
            let (workspace, runner) = ready.lay_open(&cc.egui_ctx)?;
            #[cfg(unix)]
            runner.heed_the_end();
            let since = Instant::now();
            let world = Real { runner, starts, setting, parts: ours, window, began, since };
            let app: Box<dyn eframe::App> = Box::new(App::new(&cc.egui_ctx, workspace, world));
            Ok(app)
        };
        match eframe::run_native("shousui", options(painter, window), Box::new(begin)) {
            Ok(()) => return Ok(()),
            Err(err) => {
                tracing::warn!("no window with {}: {err}", painter.word());
                refusals.push(format!("{painter} {err}"));
            }
        }
    }
    Err(NoWindow(refusals.join("；")))
}

fn setting(parts: &Parts, painter: Painter) -> Setting {
    let shown = |path: &Path| path.display().to_string();
    Setting {
        rows: vec![
            ("画面", painter.to_string()),
            ("本机状态和备份", shown(parts.home.root())),
            ("打印件", shown(&parts.prints)),
        ],
    }
}

fn options(painter: Painter, window: Settings) -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id("shousui")
        .with_icon(icon())
        .with_inner_size(window.size)
        .with_min_inner_size(SMALLEST)
        .with_maximized(window.is_maximized);
    let corner = window.corner.filter(|_| !window.is_maximized);
    eframe::NativeOptions {
        renderer: match painter {
            Painter::Glow => eframe::Renderer::Glow,
            Painter::Wgpu => eframe::Renderer::Wgpu,
        },
        viewport: match corner {
            Some(corner) => viewport.with_position(corner),
            None => viewport,
        },
        ..eframe::NativeOptions::default()
    }
}

/// The window's icon; without one if the picture cannot be read, since nothing depends on it.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/icon.png"))
        .unwrap_or_default()
}
