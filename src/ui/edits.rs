//! What of the open file is not settled: damage, changes made outside the program, copies.

use std::path::PathBuf;

use eframe::egui;

use super::widgets::{button_ui, card_ui, pressing_ui};
use super::{View, look};
use crate::file::waiting_words;
use crate::workspace::{Command, Dialog, Intent};

/// What is damaged, a sentence a line.
pub(super) fn damaged_ui(ui: &mut egui::Ui, lines: &[String]) {
    ui.label(
        "能读出的内容都在窗口里，只能查看，不能修改；原文件没有动。\
         修好以前请不要删除这个文件。点“修复…”从本机记录、备份和副本里找回缺的内容，写成一个新文件。",
    );
    ui.add_space(look::GAP);
    for line in lines {
        ui.label(line);
    }
}

/// The card on 今日 that says what of the file is not settled; nothing where all is.
pub(super) fn file_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let edits = view.workspace.edits().len();
    let waiting = waiting_words(view.workspace.session().waiting());
    let copies = view.workspace.copies();
    let damages = view.workspace.damages();
    if edits == 0 && waiting.is_none() && copies.is_empty() && damages.is_empty() {
        return;
    }
    card_ui(ui, "这份文件", "", |ui| {
        if !damages.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label("文件损坏，下面的数字和清单可能不全，只能查看");
                let path = view.workspace.file().path.clone();
                if let Some(path) = path.filter(|_| pressing_ui(ui, "修复…", None)) {
                    intents.push(Intent::Repair(path));
                }
                if button_ui(ui, "看哪里损坏…", None) {
                    intents.push(Intent::Ask(Some(Dialog::Damaged(damages.to_vec()))));
                }
            });
        }
        if 0 < edits {
            ui.horizontal_wrapped(|ui| {
                ui.label(format!("在程序以外改过{edits}处，还没有核对；核对以前不写入文件"));
                if button_ui(ui, "核对…", None) {
                    intents.push(Intent::Ask(Some(view.workspace.edits_question())));
                }
            });
        }
        if let Some(waiting) = waiting {
            ui.label(waiting);
        }
        if !copies.is_empty() {
            ui.horizontal_wrapped(|ui| {
                let name = |copy: &PathBuf| {
                    let name = copy.file_name().map(|name| name.to_string_lossy().into_owned());
                    format!("“{}”", name.unwrap_or_default())
                };
                let names: String = copies.iter().map(name).collect();
                ui.label(format!("旁边有这份工作簿的副本{names}，里面有这里没有的内容"));
                if button_ui(ui, "合并…", None) {
                    intents.push(Intent::Run(Command::Merge));
                }
            });
        }
    });
}
