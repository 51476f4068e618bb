//! The system's own dialogs for choosing files, one at a time, each on a thread of its own.
//!
//! Only asks; that a second one is not asked for meanwhile is up to the workspace.

use std::path::PathBuf;

use rfd::AsyncFileDialog;

/// The ending of workbooks.
const RON: &str = "ron";

/// Asks for a workbook to open.
pub(super) fn what_to_open() -> Option<PathBuf> {
    let dialog = AsyncFileDialog::new()
        .set_title("打开工作簿")
        .add_filter("守岁工作簿", &[RON])
        .add_filter("所有文件", &["*"]);
    pollster::block_on(dialog.pick_file()).map(|file| file.path().to_owned())
}

/// Asks where a workbook goes.
pub(super) fn where_to_save(title: &str, suggested: &str) -> Option<PathBuf> {
    ask_where(title, "守岁工作簿", suggested, RON)
}

/// Asks where a PDF goes.
pub(super) fn where_to_print(suggested: &str) -> Option<PathBuf> {
    ask_where("导出PDF", "PDF文件", suggested, "pdf")
}

/// Asks where a text goes.
pub(super) fn where_to_keep() -> Option<PathBuf> {
    ask_where("导出诊断", "文本文件", "守岁诊断.txt", "txt")
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

fn ask_where(title: &str, kind: &str, suggested: &str, ending: &str) -> Option<PathBuf> {
    let dialog = AsyncFileDialog::new()
        .set_title(title)
        .set_file_name(suggested)
        .add_filter(kind, &[ending]);
    let path = pollster::block_on(dialog.save_file())?.path().to_owned();
    Some(with_ending(path, ending))
}

/// Some systems leave the ending to the program.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has_it = path.extension().is_some_and(|there| there.eq_ignore_ascii_case(ending));
    if has_it {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_its_ending_once() {
        let named = |name: &str| with_ending(PathBuf::from("/夹").join(name), RON);
        assert_eq!(named("望禾"), PathBuf::from("/夹/望禾.ron"));
        assert_eq!(named("望禾.RON"), PathBuf::from("/夹/望禾.RON"));
        assert_eq!(named("望禾2027.1"), PathBuf::from("/夹/望禾2027.1.ron"));
    }
}
