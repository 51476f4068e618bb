//! What was changed in the file outside the program, and what of a file is damaged: plain lists.

use eframe::egui;

use super::widgets::{button_ui, card_ui, tick_ui};
use super::{View, look};
use crate::file::waiting_words;
use crate::workspace::{Dialog, EditsDraft, Intent};

/// Each change with a box to tick; what is not ticked keeps what the history says.
pub(super) fn edits_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut EditsDraft) {
    ui.label(
        "下面这些内容与历史记录不一样，是用别的程序改的，或磁盘损坏造成。\
         打勾的采用文件里的值并记入历史（可以撤销），不打勾的仍照历史；决定以前不会改写文件。",
    );
    ui.add_space(look::GAP);
    ui.horizontal(|ui| {
        if button_ui(ui, "全部采用", None) {
            draft.edits.iter_mut().for_each(|(_, is_taken)| *is_taken = true);
        }
        if button_ui(ui, "全部不采用", None) {
            draft.edits.iter_mut().for_each(|(_, is_taken)| *is_taken = false);
        }
    });
    ui.add_space(look::GAP);
    for (place, (edit, is_taken)) in draft.edits.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            if let Some(now) = tick_ui(ui, *is_taken, &edit.words(view.doc)) {
                *is_taken = now;
            }
        });
    }
}

/// What is damaged, a sentence a line.
pub(super) fn damaged_ui(ui: &mut egui::Ui, lines: &[String]) {
    ui.label(
        "能读出的内容都在窗口里，只能查看，不能修改；原文件没有动。\
         修好以前请不要删除这个文件，修复命令可以请维护电脑的人来执行。",
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
                if button_ui(ui, "看哪里损坏…", None) {
                    intents.push(Intent::Ask(Some(Dialog::Damaged(damages.to_vec()))));
                }
            });
        }
        if 0 < edits {
            ui.horizontal_wrapped(|ui| {
                ui.label(format!("在程序以外改过{edits}处，还没有核对；核对以前不写入文件"));
                if button_ui(ui, "核对…", None) {
                    intents.push(Intent::Ask(Some(view.workspace.edits_draft())));
                }
            });
        }
        if let Some(waiting) = waiting {
            ui.label(waiting);
        }
        for (place, copy) in copies.iter().enumerate() {
            let name = copy.file_name().map(|name| name.to_string_lossy().into_owned());
            ui.push_id(place, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let name = name.unwrap_or_default();
                    ui.label(format!("旁边有这份工作簿的副本“{name}”，里面有这里没有的内容"));
                    if button_ui(ui, "合入", None) {
                        intents.push(Intent::TakeIn(copy.clone()));
                    }
                });
            });
        }
    });
}
