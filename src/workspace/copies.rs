//! Copies of the open workbook: those that lie beside it and hold what it lacks, and a PC that
//! writes under our name because its disk was copied.

use std::path::{Path, PathBuf};

use super::{Dialog, Effect, Tone, Trouble, Workspace};
use crate::model::id::Replica;
use crate::session::{Broken, Entry};

impl Workspace {
    /// Copies of the open workbook in its folder that hold what it lacks.
    pub fn copies(&self) -> &[PathBuf] {
        &self.copies
    }

    /// Has what a copy holds taken in.
    pub(super) fn take_copy_in(&mut self, path: &Path) -> Vec<Effect> {
        if self.file.locked.is_some() {
            return Vec::new();
        }
        let path = path.to_owned();
        vec![Effect::TakeIn { path, kept: self.session.snapshot() }]
    }

    /// What a copy holds joins ours; the copy itself stays as it is.
    pub(super) fn copied(
        &mut self,
        path: &Path,
        entries: Vec<Entry>,
        edited: usize,
    ) -> Vec<Effect> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        match self.session.adopt(entries) {
            Ok(adopted) => {
                self.copies.retain(|copy| copy != path);
                let contested = adopted.contested.len();
                let words = [
                    Some(format!("已合入副本“{name}”的{}步，副本没有动", adopted.taken)),
                    (0 < contested).then(|| format!("有{contested}处两边填得不同，请选定")),
                    (0 < edited).then(|| format!("副本里在程序以外改过的{edited}处没有合入")),
                ];
                let words: Vec<String> = words.into_iter().flatten().collect();
                self.tell(Tone::Good, words.join("；"));
            }
            Err(broken) => {
                self.put_in_front(Dialog::Trouble(Trouble {
                    what: format!("副本“{name}”合不起来：{broken}"),
                    records: "两份文件都没有动，打开着的内容也没有变".to_owned(),
                    advice: "请把副本发给维护人员，不要删除".to_owned(),
                    path: Some(path.to_owned()),
                }));
            }
        }
        Vec::new()
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
                        "另一台电脑用了同一个副本号（多半是整机复制的），本机的{moved}步已改用新的副本号，两边的内容都保留"
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
