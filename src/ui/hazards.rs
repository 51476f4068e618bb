//! 隐患: the list, and of one hazard everything that is known and what comes next.

use eframe::egui::{self, ScrollArea};

use super::widgets::{
    Table, Tone, badge_ui, button_ui, card_ui, empty_ui, heading_ui, primary_ui, tab_ui, table_ui,
};
use super::{Screens, Side, View, list_height, look, split_ui};
use crate::model::hazard::{Hazard, State};
use crate::model::id::HazardId;
use crate::model::{Kind, RecordId};
use crate::workspace::{Command, HazardFilter, Intent, Pick, Picked};

mod detail;
mod rows;

pub(super) fn hazards_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    heading_ui(ui, "隐患", "", |ui| {
        if primary_ui(ui, "登记隐患", Some("F4")) {
            intents.push(Intent::Run(Command::Report));
        }
        if button_ui(ui, "隐患台账", None) {
            intents.push(Intent::Preview(crate::print::Request::ledger()));
        }
    });
    ui.horizontal_wrapped(|ui| {
        for filter in HazardFilter::ALL.iter().copied() {
            let count = rows::rows(view.doc, filter, view.today).len();
            if tab_ui(ui, picked.filter == filter, &format!("{} {count}", filter.word())) {
                intents.push(Intent::Pick(Pick::Filter(filter)));
            }
        }
    });
    ui.add_space(look::GAP);
    let rows = rows::rows(view.doc, picked.filter, view.today);
    if view.doc.hazards.is_empty() {
        let hint = "录入回单时打×就会自动登记；也可以在这里直接登记";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::WARNING, "还没有隐患", hint, "登记隐患")
        });
        if clicked {
            intents.push(Intent::Run(Command::Report));
        }
        return;
    }
    let chosen = picked.get::<Hazard>(view.doc);
    let back = split_ui(ui, 0.52, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, &rows, &picked, intents),
        Side::Detail => match chosen {
            Some((id, hazard)) => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    ui.push_id(id, |ui| detail::detail_ui(ui, view, screens, id, hazard, intents));
                });
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一条隐患，这里办理整改、复查、销号"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Hazard)));
    }
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    rows: &[(HazardId, &Hazard)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        if rows.is_empty() {
            ui.label(look::weak(format!("✓ 没有“{}”的隐患", picked.filter.word())));
            return;
        }
        let table = Table {
            name: "hazards",
            columns: &[("编号", 122.0), ("场所", 104.0), ("隐患描述", 0.0), ("状态", 116.0)],
            rows: rows.len(),
            selected: rows.iter().position(|(id, _)| Some(*id) == picked.id::<Hazard>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, hazard)) = rows.get(row) else { return };
            cells.words(hazard.number.as_ref().map(ToString::to_string).unwrap_or_default());
            cells.words(view.doc.site_name(hazard.site));
            cells.words(&hazard.words);
            cells.ui(|ui| state_badge_ui(ui, hazard, view.today));
        });
        if let Some((id, _)) = clicked.and_then(|row| rows.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Hazard(*id))));
        }
    });
}

/// How far the hazard has come, and whether it is late.
pub(super) fn state_badge_ui(ui: &mut egui::Ui, hazard: &Hazard, today: chrono::NaiveDate) {
    let late = hazard.days_late(today);
    if hazard.is_late(today) {
        badge_ui(ui, Tone::Danger, &format!("超期{late}天"));
        return;
    }
    let state = hazard.state();
    let tone = match state {
        State::Closed => Tone::Good,
        State::Rectified | State::FixedOnSpot | State::Passed => Tone::Care,
        State::Reported | State::HandedOver | State::Rectifying | State::Void => Tone::Neutral,
    };
    badge_ui(ui, tone, state.word());
}
