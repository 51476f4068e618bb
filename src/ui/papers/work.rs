//! Prints under way: how far each is, and a way to stop it.

use eframe::egui::{self, ProgressBar, Stroke};

use crate::ui::widgets::button_ui;
use crate::ui::{View, look};
use crate::workspace::{Intent, Work};

/// What takes long enough that a person should see how far it is.
pub(in crate::ui) fn slow(view: View<'_>) -> impl Iterator<Item = &Work> {
    view.workspace.slow_work()
}

/// Each in a card of its own.
pub(in crate::ui) fn work_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    for work in slow(view) {
        let frame = look::card().stroke(Stroke::new(1.0, look::ACCENT)).inner_margin(10);
        ui.push_id(("work", work.ticket), |ui| {
            frame.show(ui, |ui| {
                ui.set_max_width(440.0);
                ui.horizontal(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(340.0);
                        ui.label(words(work));
                        ui.add(ProgressBar::new(part(work)).desired_height(6.0));
                    });
                    if button_ui(ui, "停止", None) {
                        intents.push(Intent::Stop(work.ticket));
                    }
                });
            });
        });
    }
}

fn words(work: &Work) -> String {
    let print = &work.words;
    match (work.progress.done, work.progress.of) {
        (_, 0 | 1) => format!("正在打印：{print}"),
        (done, of) => format!("正在打印：{print}，已排{done}份，共{of}份"),
    }
}

fn part(work: &Work) -> f32 {
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    number(work.progress.done) / number(work.progress.of.max(1))
}
