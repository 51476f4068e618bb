//! The system's own dialogs for choosing files, one at a time, each on a thread of its own, and
//! whether one can come at all: the library's answer cannot be told from that of a person who
//! wants nothing.
//!
//! Only asks; that a second one is not asked for meanwhile is up to the workspace.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rfd::AsyncFileDialog;

use super::disk::Disk;
use super::paths::with_ending;
use super::runner::beside;
use crate::workspace::Want;

/// An answer sooner than this means that no dialog was shown.
const HAND: Duration = Duration::from_millis(300);

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A path.
    Chosen(PathBuf),
    /// Nothing is wanted.
    Nothing,
    /// It did not come.
    NoDialog,
}

/// Whether a dialog can come on this PC, as far as that can be known. May take seconds where a
/// desktop is half broken.
pub(super) fn can_come(disk: &dyn Disk) -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    has_portal() || has_zenity(disk)
}

/// Whether the desktop has a portal that chooses files.
fn has_portal() -> bool {
    /// A portal that begins has to be up by then. A bus that takes the question and says nothing
    /// would keep whoever asks for ever.
    const PATIENCE: Duration = Duration::from_secs(3);
    let (says, said) = channel();
    let asked = beside("shousui-portal", move || says.send(is_portal_there()).is_ok());
    asked.is_ok() && said.recv_timeout(PATIENCE) == Ok(true)
}

#[cfg(all(unix, not(target_os = "macos")))]
fn is_portal_there() -> bool {
    let asked = async {
        let bus = zbus::connection::Builder::session()?.build().await?;
        bus.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &("org.freedesktop.portal.FileChooser", "version"),
        )
        .await
    };
    let asked: zbus::Result<zbus::Message> = pollster::block_on(asked);
    asked.is_ok()
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn is_portal_there() -> bool {
    false
}

/// Whether the program is there that dialogs are left to where there is no portal.
fn has_zenity(disk: &dyn Disk) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |folder: PathBuf| disk.facts(&folder.join("zenity")).is_ok();
    std::env::split_paths(&folders).any(is_there)
}

/// Asks for a path.
pub(super) fn ask(want: Want, suggested: &str, folder: &Path) -> Answer {
    let began = Instant::now();
    let dialog = AsyncFileDialog::new()
        .set_title(want.title())
        .set_directory(folder)
        .add_filter(want.kind(), want.endings());
    let file = if want.is_new() {
        pollster::block_on(dialog.set_file_name(suggested).save_file())
    } else {
        pollster::block_on(dialog.add_filter("所有文件", &["*"]).pick_file())
    };
    match file.map(|file| file.path().to_owned()) {
        Some(path) if want.is_new() => Answer::Chosen(with_ending(path, want.ending())),
        Some(path) => Answer::Chosen(path),
        None if began.elapsed() < HAND => Answer::NoDialog,
        None => Answer::Nothing,
    }
}

/// Tells something where there is no window and nobody reads standard error.
pub fn tell(words: &str) {
    if cfg!(windows) {
        let _answer = rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("守岁")
            .set_description(words)
            .show();
    }
}
