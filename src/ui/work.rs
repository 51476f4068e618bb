//! Long work under way: how far each is, and a way to stop it.

use eframe::egui::{self, ProgressBar, Stroke};

use super::widgets::button_ui;
use super::{View, look};
use crate::session::Progress;
use crate::workspace::{Doing, Intent, Work};

/// What takes long enough that a person should see how far it is.
pub(super) fn slow(view: View<'_>) -> impl Iterator<Item = &Work> {
    view.workspace.slow_work()
}

/// Whether there is any that is not told by the question that asked for it.
pub(super) fn is_told(view: View<'_>) -> bool {
    slow(view).any(|work| !work.doing.is_asked())
}

/// Each in a card of its own.
pub(super) fn work_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    // What a question asks for is shown in it.
    for work in slow(view).filter(|work| !work.doing.is_asked()) {
        let frame = look::card().stroke(Stroke::new(1.0, look::ACCENT)).inner_margin(10);
        ui.push_id(("work", work.ticket), |ui| {
            frame.show(ui, |ui| {
                let width = ui.available_width() - BUTTON;
                one_ui(ui, work, width, intents);
            });
        });
    }
}

/// What a question has set to work, in that question.
pub(super) fn of_question_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    doing: Doing,
    intents: &mut Vec<Intent>,
) {
    for work in slow(view).filter(|work| work.doing == doing) {
        let width = ui.available_width() - BUTTON;
        one_ui(ui, work, width, intents);
    }
}

/// The room for the button that stops it.
const BUTTON: f32 = 80.0;

fn one_ui(ui: &mut egui::Ui, work: &Work, width: f32, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.label(work.told());
            // White on a white card nobody sees how much is left.
            ui.visuals_mut().extreme_bg_color = look::NEUTRAL_TINT;
            let bar = ProgressBar::new(part(work)).desired_height(8.0);
            ui.add(bar.fill(look::ACCENT).corner_radius(4.0));
        });
        if button_ui(ui, "停止", None) {
            intents.push(Intent::Stop(work.ticket));
        }
    });
}

fn part(work: &Work) -> f32 {
    let Progress { done, of, .. } = work.progress;
    let thousandths = done.saturating_mul(1000) / of.max(1);
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}
