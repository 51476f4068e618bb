//! The plain screen while nothing is open: what could not be opened and why, and what to do now.

use eframe::egui;

use super::widgets::{button_ui, card_ui, primary_ui, quiet_ui};
use super::{View, look};
use crate::workspace::{Command, Intent, Unopened};

/// How wide its words are, so that a line is read in one glance.
const WIDTH: f32 = 720.0;

/// Paints it instead of every other screen.
pub(super) fn unopened_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    unopened: &Unopened,
    intents: &mut Vec<Intent>,
) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.add_space(look::MARGIN);
        let from_left = egui::Layout::top_down(egui::Align::Min);
        let card = |ui: &mut egui::Ui| words_ui(ui, view, unopened, intents);
        card_ui(ui, "", "", |ui| ui.with_layout(from_left, card));
    });
}

fn words_ui(ui: &mut egui::Ui, view: View<'_>, unopened: &Unopened, intents: &mut Vec<Intent>) {
    let Unopened { trouble, is_unreadable } = unopened;
    ui.spacing_mut().item_spacing.y = look::GAP;
    ui.label(look::heading("您的工作簿没有打开"));
    ui.label(look::bold(&trouble.what));
    if let Some(path) = &trouble.path {
        ui.label(look::small(path.display().to_string()));
    }
    ui.label(format!("{}；现在窗口里没有任何记录，也不会新记什么。", trouble.records));
    if *is_unreadable {
        ui.label(
            "点“修复…”，程序从本机记录、备份和旁边的副本里找内容，写成一个新文件；\
                     原来的文件不动，请先留着。",
        );
    } else {
        ui.label(&trouble.advice);
    }
    ui.add_space(look::GAP);
    ui.horizontal_wrapped(|ui| {
        let path = trouble.path.as_ref();
        if let Some(path) = path.filter(|_| *is_unreadable)
            && primary_ui(ui, "修复…", None)
        {
            intents.push(Intent::Repair(path.clone()));
        }
        if let Some(path) = path
            && button_ui(ui, "再打开一次", None)
        {
            intents.push(Intent::Reopen(path.clone()));
        }
        if button_ui(ui, "打开另一份…", Some("Ctrl+O")) {
            intents.push(Intent::Run(Command::Open));
        }
        if button_ui(ui, "新建工作簿…", Some("Ctrl+N")) {
            intents.push(Intent::Run(Command::New));
        }
    });
    if view.workspace.file().opening {
        ui.label(look::weak("正在打开，请稍等"));
    }
    if quiet_ui(ui, "先看演示资料（练习用，不是您的记录）") {
        intents.push(Intent::Practise);
    }
}
