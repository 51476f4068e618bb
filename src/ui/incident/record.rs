//! The lines of the record, the newest first, with what is to be known of their time. One that was
//! written by mistake stays there as such.

use std::collections::BTreeSet;

use eframe::egui;

use super::Shown;
use crate::action::Action;
use crate::model::id::Replica;
use crate::model::incident::{IncidentLineField, LineKind};
use crate::rules::incidents::Told;
use crate::ui::record::Form;
use crate::ui::widgets::{button_ui, card_ui, link_ui, quiet_ui};
use crate::ui::{Screens, look};
use crate::workspace::Intent;

/// When it was by the clock, and how long after it happened.
fn time_words(told: &Told<'_>) -> String {
    format!("{} {}", told.clock(), told.elapsed()).trim_end().to_owned()
}

/// The room that the widest time of them takes, with the edges of what can be clicked.
fn room_for_times(ui: &egui::Ui, told: &[Told<'_>]) -> f32 {
    let font = egui::FontId::proportional(look::BODY);
    let wide =
        |words: String| ui.painter().layout_no_wrap(words, font.clone(), look::WEAK).size().x;
    let widest = told.iter().map(|one| wide(time_words(one))).fold(0.0, f32::max);
    (widest + 2.0 * ui.spacing().button_padding.x).ceil()
}

pub(super) fn record_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let told = &shown.course.told;
    let hands: BTreeSet<Replica> = told.iter().map(|told| told.id.0.entry.replica).collect();
    let remark = format!("{} 条，新的在上；先写在纸上的，点时间改", told.len());
    card_ui(ui, "记录", &remark, |ui| {
        if told.iter().any(Told::may_be_struck) {
            let strikes = &mut screens.incident.strikes;
            let words = if *strikes { "改好了" } else { "有记错的…" };
            *strikes ^= quiet_ui(ui, words);
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let room = room_for_times(ui, told);
        for one in told.iter().rev() {
            ui.push_id(one.id, |ui| {
                told_ui(ui, shown, (one, 1 < hands.len(), room), screens);
                if screens.incident.strikes && one.may_be_struck() {
                    intents.extend(strike_ui(ui, shown, one, room));
                }
                if screens.incident.timing == Some(one.id) {
                    timing_ui(ui, shown, one, screens, intents);
                }
            });
        }
    });
}

fn told_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    (told, several, room): (&Told<'_>, bool, f32),
    screens: &mut Screens,
) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            egui::vec2(room, look::HEADING),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_min_width(room);
                let time = look::weak(time_words(told));
                if told.line.struck || !told.line.kind.is_some_and(LineKind::may_be_on_paper) {
                    // In one line with the times that can be clicked.
                    ui.add_space(ui.spacing().button_padding.x);
                    ui.add(egui::Label::new(time).extend());
                } else if link_ui(ui, time) {
                    let timing = &mut screens.incident.timing;
                    *timing = (*timing != Some(told.id)).then_some(told.id);
                }
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
fn strike_ui(ui: &mut egui::Ui, shown: Shown<'_>, told: &Told<'_>, room: f32) -> Option<Intent> {
    let word = if told.line.struck { "没有记错" } else { "这一条记错了" };
    let name = format!("{word}：{} {}", told.clock(), told.words(shown.view.doc));
    let mut clicked = false;
    ui.horizontal(|ui| {
        ui.add_space(room + ui.spacing().item_spacing.x);
        let button = egui::Button::new(look::small(word).color(look::ACCENT));
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        clicked = response.clicked();
    });
    let field = IncidentLineField::Struck(!told.line.struck);
    clicked.then(|| Intent::Do(Action::Set((told.id, field).into())))
}

/// The time a line has on the paper it was on first; the one of the PC stays beside it.
fn timing_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    told: &Told<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let mut form = Form::of(shown.view, screens, (&told.id, told.line), intents);
    form.label("这一条的补记时间");
    form.field(ui, &told.line.happened_at, IncidentLineField::HappenedAt);
    form.label("补记日期（不填就是事发当天）");
    form.field(ui, &told.line.happened_on, IncidentLineField::HappenedOn);
    if button_ui(ui, "时间改好了", None) {
        screens.incident.timing = None;
    }
}
