//! Fields two PCs wrote differently, told where the day begins.

use eframe::egui;

use super::widgets::{button_ui, card_ui};
use super::{View, look};
use crate::workspace::Intent;

/// So many are named; the question has them all.
const NAMED: usize = 5;

/// The card on 今日 that names them; nothing where there are none.
pub(super) fn contested_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let count = view.workspace.contested().count();
    if count == 0 {
        return;
    }
    card_ui(ui, "两台电脑填得不同，请选定", &format!("{count} 处"), |ui| {
        for (place, (cell, _)) in view.workspace.contested().take(NAMED).enumerate() {
            ui.push_id(place, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let about = cell.record().about(view.doc);
                    ui.label(format!("{about}的{}", cell.label(view.doc)));
                    if button_ui(ui, "选定…", None) {
                        intents.push(Intent::Ask(Some(view.workspace.contested_question(cell))));
                    }
                });
            });
        }
        if NAMED < count {
            ui.label(look::weak(format!("还有{}处，点“选定…”逐处看", count - NAMED)));
        }
    });
}
