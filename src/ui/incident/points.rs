//! What is to be made better: each point stays among the things to do until it is done.

use eframe::egui;

use super::Shown;
use crate::action::Action;
use crate::model::incident::{Improvement, IncidentField};
use crate::ui::widgets::{
    Text, button_ui, card_ui, day_field_ui, person_field_ui, quiet_ui, text_field_ui,
};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// Points are numbered by tens.
const STEP: u16 = 10;

pub(super) fn points_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let points = &shown.one.improvements;
    let open = points.values().filter(|point| point.done.is_none()).count();
    card_ui(ui, "改进事项", &format!("{} 条，未办完 {open} 条", points.len()), |ui| {
        for (number, point) in points {
            let write = |point: Option<Improvement>| {
                let field = IncidentField::Improvement(*number, point);
                Intent::Do(Action::Set((shown.id, field).into()))
            };
            let view = shown.view;
            ui.push_id(number, |ui| point_ui(ui, view, screens, (point, &write), intents));
        }
        if button_ui(ui, "加一条改进", None) {
            let last = points.keys().next_back().copied().unwrap_or_default();
            let field =
                IncidentField::Improvement(last.saturating_add(STEP), Some(Improvement::default()));
            intents.push(Intent::Do(Action::Set((shown.id, field).into())));
        }
        ui.label(look::small("没办完的一直列在“今日”里"));
    });
}

/// One point; `write` says how it is written, or taken away.
pub(in crate::ui) fn point_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (point, write): (&Improvement, &dyn Fn(Option<Improvement>) -> Intent),
    intents: &mut Vec<Intent>,
) {
    let fields = &mut screens.fields;
    if let Some(words) = text_field_ui(ui, fields, Text::lines("改进", &point.words)) {
        intents.push(write(Some(Improvement { words, ..point.clone() })));
    }
    let person = person_field_ui(ui, fields, view.doc, "负责人", point.person, intents);
    intents
        .extend(person.map(|one| write(Some(Improvement { person: Some(one), ..point.clone() }))));
    if let Some(until) = day_field_ui(ui, fields, "期限", point.until, view.today) {
        intents.push(write(Some(Improvement { until, ..point.clone() })));
    }
    if let Some(done) = day_field_ui(ui, fields, "完成", point.done, view.today) {
        intents.push(write(Some(Improvement { done, ..point.clone() })));
    }
    ui.horizontal(|ui| {
        let is_open = point.done.is_none() && !point.words.trim().is_empty();
        if is_open && button_ui(ui, "今天办完了", None) {
            intents.push(write(Some(Improvement { done: Some(view.today), ..point.clone() })));
        }
        if quiet_ui(ui, "删除这一条") {
            intents.push(write(None));
        }
    });
    ui.separator();
}
