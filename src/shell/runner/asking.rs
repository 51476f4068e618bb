//! Asking for paths, each time on a thread of its own: a dialog is out as long as it likes, and a
//! folder on a network may take its time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Runner, beside};
use crate::action::paste::learnt::Memory;
use crate::shell::atomic_write::write_whole;
use crate::shell::dialogs::{self, Answer};
use crate::shell::{columns, paths, trouble};
use crate::workspace::{Event, Folder, Tried, Want};

/// Says whether a dialog comes, and what was chosen in it.
pub(super) fn ask_path(
    runner: &Runner,
    ticket: u64,
    want: Want,
    suggested: String,
    folder: Option<PathBuf>,
) {
    let (says, disk) = (runner.answers.clone(), Arc::clone(&runner.disk));
    let asked = beside("shousui-dialog", move || {
        let folder = folder.unwrap_or_else(paths::documents);
        let asking = |has_dialog| Event::Asking { ticket, folder: folder.clone(), has_dialog };
        // What breaks down in looking for one does not bring one either.
        if !catch_unwind(AssertUnwindSafe(|| dialogs::can_come(&*disk))).unwrap_or(false) {
            return says.say(asking(false));
        }
        says.say(asking(true));
        let answer = catch_unwind(AssertUnwindSafe(|| dialogs::ask(want, &suggested, &folder)));
        says.say(match answer {
            Ok(Answer::Chosen(path)) => Event::Chosen { ticket, path: Some(path) },
            Ok(Answer::Nothing) => Event::Chosen { ticket, path: None },
            // One that broke down did not come either.
            Ok(Answer::NoDialog) | Err(_) => asking(false),
        });
    });
    if asked.is_err() {
        let folder = paths::documents();
        runner.answers.say(Event::Asking { ticket, folder, has_dialog: false });
    }
}

/// Says what lies in a folder.
pub(super) fn look_into(runner: &Runner, folder: PathBuf, want: Want) {
    let (says, disk) = (runner.answers.clone(), Arc::clone(&runner.disk));
    // Without an answer no names are offered, and the path is typed whole.
    let _looked = beside("shousui-dialog", move || {
        let names = paths::look_into(&*disk, &folder, want);
        says.say(Event::FolderSeen(Folder { path: folder, names }));
    });
}

/// Says whether a path can be used.
pub(super) fn try_path(runner: &Runner, ticket: u64, path: PathBuf, want: Want) {
    let (says, disk) = (runner.answers.clone(), Arc::clone(&runner.disk));
    let tried = beside("shousui-dialog", move || {
        let tried = paths::try_path(&*disk, &path, want);
        says.say(Event::PathTried { ticket, tried });
    });
    if tried.is_err() {
        let tried = Tried::Refused(trouble::broke_down("核对位置").what);
        runner.answers.say(Event::PathTried { ticket, tried });
    }
}

/// Keeps what was said of the columns of tables.
pub(super) fn remember(runner: &Runner, memory: Memory) {
    let (disk, home) = (Arc::clone(&runner.disk), runner.home.clone());
    // Nothing depends on it: they are said again.
    let _kept = beside("shousui-dialog", move || {
        if let Err(err) = columns::keep(&memory, &*disk, &home) {
            tracing::warn!("the columns of tables were not kept: {:?}", err.kind());
        }
    });
}

/// Keeps a text.
pub(super) fn keep(runner: &Runner, text: String, path: PathBuf) {
    let (says, disk) = (runner.answers.clone(), Arc::clone(&runner.disk));
    let caution = |why: String, path: &Path| {
        let what = format!("没有存成文件：{why}");
        trouble::beside_the_records(what, "请换一个文件夹再试", path)
    };
    let kept = beside("shousui-dialog", move || {
        says.guard("存成文件", Event::Caution, || {
            says.say(match write_whole(&*disk, &path, text.as_bytes()) {
                Ok(()) => Event::Kept(path),
                Err(err) => Event::Caution(caution(trouble::cause(&err).0, &path)),
            });
        });
    });
    if kept.is_err() {
        runner.answers.say(Event::Caution(trouble::broke_down("存成文件")));
    }
}
