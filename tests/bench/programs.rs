//! Which programs are at hand. Only looks; what is missing is told in the rows that want it.

use std::env;
use std::path::{Path, PathBuf};

/// Where to find the finished program, where it is not the one built along with this.
const PROGRAM: &str = "SHOUSUI_PROGRAM";
/// Where to find the empty window.
const EMPTY_WINDOW: &str = "SHOUSUI_EMPTY_WINDOW";
/// Where to find the program for Windows.
const WINDOWS_PROGRAM: &str = "SHOUSUI_WINDOWS_PROGRAM";

/// What can be started.
#[derive(Clone, Debug)]
pub(crate) struct Programs {
    /// The finished program.
    pub(crate) shousui: PathBuf,
    /// A window with nothing in it.
    pub(crate) empty_window: Option<PathBuf>,
    /// The finished program for Windows; only weighed.
    pub(crate) windows: Option<PathBuf>,
    /// `LibreOffice`.
    pub(crate) office: Option<PathBuf>,
}

impl Programs {
    pub(crate) fn find() -> Self {
        let shousui = told(PROGRAM).unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_shousui")));
        let name = format!("empty_window{}", env::consts::EXE_SUFFIX);
        let beside = shousui.parent().map(|folder| folder.join("examples").join(name));
        let empty_window = told(EMPTY_WINDOW).or(beside).filter(|path| path.is_file());
        let windows = told(WINDOWS_PROGRAM).filter(|path| path.is_file());
        let office = on_path("soffice").or_else(|| on_path("libreoffice"));
        Self { shousui, empty_window, windows, office }
    }
}

/// Whether a window can be had at all.
pub(crate) fn has_display() -> bool {
    cfg!(windows) || told("DISPLAY").or_else(|| told("WAYLAND_DISPLAY")).is_some()
}

/// Where a program lies that can be started by its name.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| Path::is_file(path))
}

fn told(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|told| !told.is_empty()).map(PathBuf::from)
}
