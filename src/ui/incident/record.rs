//! The lines of the record, the newest first, with what is to be known of their time. One that was
//! written by mistake stays there as such.

use std::collections::BTreeSet;

use eframe::egui;

use super::{IncidentState, Shown};
use crate::action::Action;
use crate::model::id::Replica;
use crate::model::incident::IncidentLineField;
use crate::rules::incidents::Told;
use crate::ui::look;
use crate::ui::widgets::{card_ui, quiet_ui};
use crate::workspace::Intent;

/// The room for the time of a line.
const TIME: f32 = 150.0;

pub(super) fn record_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let told = &shown.course.told;
    let hands: BTreeSet<Replica> = told.iter().map(|told| told.id.0.entry.replica).collect();
    let remark = format!("{} 条，新的在上", told.len());
    card_ui(ui, "记录", &remark, |ui| {
        if told.iter().any(Told::may_be_struck) {
            let words = if state.strikes { "改好了" } else { "有记错的…" };
            state.strikes ^= quiet_ui(ui, words);
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in told.iter().rev() {
            ui.push_id(one.id, |ui| {
                told_ui(ui, shown, one, 1 < hands.len());
                if state.strikes && one.may_be_struck() {
                    intents.extend(strike_ui(ui, shown, one));
                }
            });
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

/// A line that was written by mistake, as a pressed key too many, counts for nothing from then on.
fn strike_ui(ui: &mut egui::Ui, shown: Shown<'_>, told: &Told<'_>) -> Option<Intent> {
    let word = if told.line.struck { "没有记错" } else { "这一条记错了" };
    let name = format!("{word}：{} {}", told.clock(), told.words(shown.view.doc));
    let mut clicked = false;
    ui.horizontal(|ui| {
        ui.add_space(TIME + ui.spacing().item_spacing.x);
        let button = egui::Button::new(look::small(word).color(look::ACCENT));
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        clicked = response.clicked();
    });
    let field = IncidentLineField::Struck(!told.line.struck);
    clicked.then(|| Intent::Do(Action::Set((told.id, field).into())))
}
