//! What lies open first, made ready beside the window while that comes up.
//!
//! Bringing up a window takes the system longer than anything we do, and keeps one core busy; the
//! workbook is read, or the sample built, on another. The first picture then shows it at once.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use eframe::egui;

use crate::model::id::{Replica, WorkbookId};
use crate::sample;
use crate::session::Session;
use crate::shell::hands::{Hands, JoinHandle, Parts, beside};
use crate::workspace::{Effect, Event, Workspace};

/// A workbook that takes longer to read comes when it comes: the sample is shown until then.
const PATIENCE: Duration = Duration::from_secs(3);

type Practice = Result<(Session, NaiveDate), sample::Trouble>;

/// What is being made ready.
pub(super) struct First {
    hands: Hands,
    /// The window to wake; known only once there is one.
    window: Arc<OnceLock<egui::Context>>,
    /// The sample under way; none while a workbook is being opened.
    practice: Option<JoinHandle<Practice>>,
}

/// What lies open when the window shows its first picture.
pub(super) struct Laid {
    pub(super) workspace: Workspace,
    pub(super) hands: Hands,
    /// Answers that came before there was a window.
    pub(super) answers: Vec<Event>,
}

/// Why nothing can be laid open.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unready {
    /// The system refuses threads.
    #[error("系统不给线程：{0}")]
    System(#[from] io::Error),
    /// The sample cannot be made. Never in a released program.
    #[error("演示资料出错：{0}")]
    Sample(#[from] sample::Trouble),
}

impl First {
    /// Begins to open `file`, or to build the sample.
    pub(super) fn begin(parts: Parts, file: Option<PathBuf>) -> Result<Self, Unready> {
        let window: Arc<OnceLock<egui::Context>> = Arc::default();
        let waker = Arc::clone(&window);
        let wake = move || {
            if let Some(ctx) = waker.get() {
                ctx.request_repaint();
            }
        };
        let hands = Hands::new(parts, Arc::new(wake))?;
        let practice = match file {
            Some(file) => {
                hands.run(Effect::Open(file));
                None
            }
            None => Some(beside("shousui-sample", sample::practice)?),
        };
        Ok(Self { hands, window, practice })
    }

    /// Waits for it, and from now on wakes that window.
    pub(super) fn lay_open(self, ctx: &egui::Context) -> Result<Laid, Unready> {
        let Self { hands, window, practice } = self;
        let _first = window.set(ctx.clone());
        let answers = if practice.is_some() { Vec::new() } else { opening(&hands) };
        let workspace = if answers.iter().any(|answer| matches!(answer, Event::Opened(_))) {
            // Never seen: the answer is taken in before the first picture.
            let nobody = Replica::from_bits(0);
            Workspace::new(Session::new(WorkbookId(nobody), nobody))
        } else {
            let built = practice.and_then(|practice| practice.join().ok());
            let (sample, eve) = built.unwrap_or_else(sample::practice)?;
            Workspace::practice(sample, eve)
        };
        Ok(Laid { workspace, hands, answers })
    }
}

/// The answers up to the one that says whether the workbook was opened.
fn opening(hands: &Hands) -> Vec<Event> {
    let until = Instant::now() + PATIENCE;
    let mut answers = Vec::new();
    let is_over = |answer: &Event| matches!(answer, Event::Opened(_) | Event::NotOpened(_));
    while !answers.iter().any(is_over) {
        let Some(answer) = hands.wait(until.saturating_duration_since(Instant::now())) else {
            break;
        };
        answers.push(answer);
    }
    answers
}
