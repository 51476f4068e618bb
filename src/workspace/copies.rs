//! Copies of the open workbook: those that lie beside it and hold what it lacks, and a PC that
//! writes under our name because its disk was copied.

use std::path::PathBuf;

use super::{Effect, Tone, Trouble, Workspace};
use crate::model::id::Replica;
use crate::session::{Broken, Entry};

impl Workspace {
    /// Copies of the open workbook in its folder that hold what it lacks.
    pub fn copies(&self) -> &[PathBuf] {
        &self.copies
    }

    /// Whether another PC writes under our own name; then we need a new one.
    pub(super) fn is_namesake(&self, broken: &Broken) -> bool {
        let (Broken::TwoTruths(entry) | Broken::Chain(entry)) = broken;
        entry.replica == self.session.replica()
    }

    /// We go on under a new name: our steps that the other PC's contradict are written anew.
    pub(super) fn renewed(&mut self, replica: Replica, entries: Vec<Entry>) -> Vec<Effect> {
        match self.session.fork_off(replica, entries) {
            Ok(moved) => {
                self.file.busy = None;
                self.tell(
                    Tone::Good,
                    format!(
                        "另一台电脑和这台用了同一个编号（多半是整机复制的），本机换了新的编号，{moved}次改动随着换过，两边的内容都保留"
                    ),
                );
                self.write().into_iter().collect()
            }
            Err(broken) => self.not_saved(Trouble {
                what: format!("文件在别处改过，合不起来：{broken}"),
                records: "两边的内容都在：文件没有动，本机的改动已记在本机".to_owned(),
                advice: "请用“另存为”把本机内容存成另一个文件".to_owned(),
                path: self.file.path.clone(),
            }),
        }
    }
}
