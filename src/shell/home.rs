//! Where this PC keeps its own state: journals, memory, local backups, logs.
//!
//! Only names the places. `SHOUSUI_STATE` moves them, for a program carried on a stick.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::model::id::WorkbookId;

/// The variable that moves the state folder.
pub const VARIABLE: &str = "SHOUSUI_STATE";

/// The per-user state folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// A state folder at that place.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where the environment says, else where this system keeps a user's data, else beside the
    /// program.
    pub fn of_this_pc() -> Self {
        let told = std::env::var_os(VARIABLE).filter(|told| !told.is_empty()).map(PathBuf::from);
        let usual =
            || ProjectDirs::from("", "", "shousui").map(|dirs| dirs.data_local_dir().to_owned());
        let beside_program = || {
            let program = std::env::current_exe().unwrap_or_default();
            program.with_file_name("shousui-state")
        };
        Self::at(told.or_else(usual).unwrap_or_else(beside_program))
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the program's own logs lie.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Where reports of crashes lie.
    pub fn reports(&self) -> PathBuf {
        self.root.join("reports")
    }

    /// The mark of a start that has not painted yet.
    pub fn start_mark(&self, painter: &str) -> PathBuf {
        self.root.join(format!("start-{painter}"))
    }

    /// Where journals lie.
    pub fn journals(&self) -> PathBuf {
        self.root.join("journals")
    }

    /// Where what is known of workbooks lies.
    pub fn memories(&self) -> PathBuf {
        self.root.join("memory")
    }

    /// What this PC remembers of a workbook.
    pub fn memory(&self, workbook: WorkbookId) -> PathBuf {
        self.memories().join(format!("{workbook}.ron"))
    }

    /// Which workbook was opened last.
    pub fn last(&self) -> PathBuf {
        self.memories().join("last.ron")
    }

    /// What is kept of the window.
    pub fn settings(&self) -> PathBuf {
        self.root.join("window.ron")
    }

    /// What was said of the columns of tables.
    pub fn columns(&self) -> PathBuf {
        self.root.join("columns.ron")
    }

    /// Local backups of a workbook.
    pub fn backups(&self, workbook: WorkbookId) -> PathBuf {
        self.root.join("backups").join(workbook.to_string())
    }

    /// Prints, where there is no folder for documents.
    pub fn prints(&self) -> PathBuf {
        self.root.join("prints")
    }
}
