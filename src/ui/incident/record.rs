//! The lines of the record, the newest first, with what is to be known of their time.

use std::collections::BTreeSet;

use eframe::egui;

use super::Shown;
use crate::model::id::Replica;
use crate::rules::incidents::Told;
use crate::ui::look;
use crate::ui::widgets::card_ui;

/// The room for the time of a line.
const TIME: f32 = 150.0;

pub(super) fn record_ui(ui: &mut egui::Ui, shown: Shown<'_>) {
    let told = &shown.course.told;
    let hands: BTreeSet<Replica> = told.iter().map(|told| told.id.0.entry.replica).collect();
    let remark = format!("{} 条，新的在上", told.len());
    card_ui(ui, "记录", &remark, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in told.iter().rev() {
            ui.push_id(one.id, |ui| told_ui(ui, shown, one, 1 < hands.len()));
        }
    });
}

fn told_ui(ui: &mut egui::Ui, shown: Shown<'_>, told: &Told<'_>, several: bool) {
    ui.horizontal_top(|ui| {
        let time = format!("{} {}", told.clock(), told.elapsed());
        ui.allocate_ui_with_layout(
            egui::vec2(TIME, look::HEADING),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_min_width(TIME);
                ui.add(egui::Label::new(look::weak(time.trim_end())).extend());
            },
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(told.words(shown.view.doc)).wrap());
            let pc = shown.view.workspace.session().pc_of(told.id.0.entry.replica);
            if let Some(pc) = pc.filter(|_| several) {
                ui.label(look::small(format!("记于{pc}")));
            }
            for mark in &told.marks {
                ui.label(look::small(format!("△ {}", mark.words())).color(look::CARE));
            }
        });
    });
}
