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
use crate::shell::clock;
use crate::shell::runner::{JoinHandle, Parts, Runner, beside};
use crate::workspace::{Event, Workspace};

/// A workbook that takes longer to read comes when it comes: the sample is shown until then.
const PATIENCE: Duration = Duration::from_secs(3);

type Practice = Result<(Session, NaiveDate), sample::Trouble>;

/// What is being made ready.
pub(super) struct First {
    runner: Runner,
    /// The window to wake; known only once there is one.
    window: Arc<OnceLock<egui::Context>>,
    /// Waits for the workbook that is being opened.
    workspace: Workspace,
    /// The sample under way; none while a workbook is being opened.
    practice: Option<JoinHandle<Practice>>,
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
        let runner = Runner::new(parts, Arc::new(wake))?;
        let nobody = Replica::from_bits(0);
        let mut workspace = Workspace::new(Session::new(WorkbookId(nobody), nobody));
        let practice = match file {
            Some(file) => {
                workspace.open(file).into_iter().for_each(|effect| runner.run(effect));
                None
            }
            None => Some(beside("shousui-sample", sample::practice)?),
        };
        Ok(Self { runner, window, workspace, practice })
    }

    /// Waits for it, and from now on wakes that window. Where it could not be opened nothing is, and
    /// that is said; the sample is in front where there was none, and while it is still being read.
    pub(super) fn lay_open(self, ctx: &egui::Context) -> Result<(Workspace, Runner), Unready> {
        let Self { runner, window, mut workspace, practice } = self;
        let _first = window.set(ctx.clone());
        let now = clock::now();
        if practice.is_none() {
            for answer in opening(&runner) {
                workspace.receive(answer, now).into_iter().for_each(|effect| runner.run(effect));
            }
        }
        if workspace.file().path.is_none() && workspace.unopened().is_none() {
            let built = practice.and_then(|practice| practice.join().ok());
            let (sample, eve) = built.unwrap_or_else(sample::practice)?;
            workspace.practise_meanwhile(sample, eve);
        }
        Ok((workspace, runner))
    }
}

/// The answers up to the one that says whether the workbook was opened.
fn opening(runner: &Runner) -> Vec<Event> {
    let until = Instant::now() + PATIENCE;
    let mut answers = Vec::new();
    let is_over = |answer: &Event| {
        matches!(answer, Event::Opened(_) | Event::NotOpened(_) | Event::Unread(_))
    };
    while !answers.iter().any(is_over) {
        let Some(answer) = runner.wait(until.saturating_duration_since(Instant::now())) else {
            break;
        };
        answers.push(answer);
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;
    use crate::shell::atomic_write::write_whole;
    use crate::shell::disk::RealDisk;
    use crate::shell::home::Home;
    use crate::shell::prints::Typesetter;

    /// What lies open first where the file holds that.
    fn laid(bytes: Option<&[u8]>) -> Workspace {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("望禾.ron");
        if let Some(bytes) = bytes {
            write_whole(&RealDisk, &path, bytes).unwrap();
        }
        let mut parts = Parts::of_this_pc(Arc::new(Typesetter::default()));
        parts.home = Home::at(folder.path().join("状态"));
        let first = First::begin(parts, Some(path)).unwrap();
        first.lay_open(&egui::Context::default()).unwrap().0
    }

    #[test]
    fn a_workbook_lies_open_or_nothing_does_and_says_why() {
        let (mut sample, _) = sample::practice().unwrap();
        let text = file::write(&sample.snapshot());
        let open = laid(Some(text.as_bytes()));
        assert!(!open.is_practice() && open.file().path.is_some());
        assert_eq!(open.document(), sample.document());

        let half = laid(text.as_bytes().get(..text.len() / 2));
        assert!(!half.is_practice() && half.file().locked.is_some() && half.dialog().is_some());
        for bytes in [Some(b"PK".as_slice()), None] {
            let instead = laid(bytes);
            assert!(!instead.is_practice() && instead.unopened().is_some());
            assert!(instead.document().persons.is_empty(), "and nothing that looks like it");
        }
    }
}
