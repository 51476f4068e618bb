//! 距离和时间: what the cards say of distances and times, written here once and then the same on all.

use eframe::egui;

use super::plan;
use crate::action::PlanAction;
use crate::model::measure::{Measure, Measured, Quantity};
use crate::print::Request;
use crate::rules::measures::{self, Use};
use crate::ui::widgets::{
    Table, Text, Tone, badge_ui, banner_ui, button_ui, card_ui, quiet_ui, table_ui, text_field_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::Intent;

/// The share of the room the list has.
const SHARE: f32 = 0.5;

pub(in crate::ui) fn measure_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    let codes: Vec<_> = view.doc.cards.iter().map(|(code, _)| code.clone()).collect();
    if !codes.is_empty() && button_ui(ui, "预览全部处置卡", None) {
        intents.push(Intent::Preview(Request::cards(codes)));
    }
}

pub(in crate::ui) fn measures_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let open = screens.plan.measure;
    let back = split_ui(ui, SHARE, open.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, screens),
        Side::Detail => detail_ui(ui, |ui| {
            if let Some(measure) = open {
                ui.push_id(measure.word(), |ui| one_ui(ui, view, screens, measure, intents));
            }
        }),
    });
    if back {
        screens.plan.measure = None;
    }
}

fn list_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens) {
    card_ui(ui, "距离和时间", "改一处，各卡一起改；点一行就能改", |ui| {
        let table = Table {
            name: "measures",
            columns: &[("距离、时间", 0.0), ("数值", 92.0), ("用在", 112.0)],
            rows: Measure::ALL.len(),
            selected: Measure::ALL.iter().position(|one| Some(*one) == screens.plan.measure),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some(measure) = Measure::ALL.get(row).copied() else { return };
            cells.words(measure.word());
            let (quantity, uses) = (measures::quantity(view.doc, measure), uses(view, measure));
            if uses.iter().any(|one| one.quantity != quantity) {
                cells.badge(Tone::Care, "卡上不一致");
            } else {
                cells.words(quantity.to_string());
            }
            cells.words(cards(&uses));
        });
        if let Some(measure) = clicked.and_then(|row| Measure::ALL.get(row)) {
            screens.plan.measure = Some(*measure);
        }
    });
}

fn uses(view: View<'_>, measure: Measure) -> Vec<Use> {
    measures::uses(view.doc, measure)
}

/// E02、E04
fn cards(uses: &[Use]) -> String {
    let mut codes: Vec<String> = uses.iter().map(|one| one.code.to_string()).collect();
    codes.dedup();
    if codes.is_empty() { "没有选用的卡".to_owned() } else { codes.join("、") }
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    measure: Measure,
    intents: &mut Vec<Intent>,
) {
    let set = |own: Option<Measured>| plan(PlanAction::SetMeasure { measure, own });
    let kept = view.doc.current_plan().measures.get(&measure).cloned();
    let shipped = Measured { quantity: measure.shipped(), basis: String::new() };
    let own = kept.clone().unwrap_or(shipped);
    let uses = uses(view, measure);
    card_ui(ui, measure.word(), "", |ui| {
        let fields = &mut screens.fields;
        let value = own.quantity.to_string();
        let unit = own.quantity.unit.word();
        let text = Text::line("数值", &value).hint("例：8米、15–30分钟");
        if let Some(words) = text_field_ui(ui, fields, text) {
            match read(&words, unit) {
                Some(quantity) => {
                    screens.plan.unread = None;
                    intents.push(set(Some(Measured { quantity, ..own.clone() })));
                }
                None => screens.plan.unread = Some((measure, words)),
            }
        }
        if let Some((of, words)) = &screens.plan.unread
            && *of == measure
        {
            let words = format!("“{words}”读不出来，没有改；请写成“{value}”这样，按{unit}计");
            badge_ui(ui, Tone::Danger, &words);
        }
        let basis = Text::lines("依据", &own.basis).hint("制度或批准文件的名称；不填就是建议值");
        if let Some(basis) = text_field_ui(ui, fields, basis) {
            intents.push(set(Some(Measured { basis, ..own.clone() })));
        }
        ui.label(look::small(
            "没有依据的，原来写“建议”的卡上仍写“建议”；填了依据，卡上不再写“建议”。改了数值的卡要重新审核。",
        ));
        for one in &uses {
            let tone = if one.quantity == own.quantity { Tone::Good } else { Tone::Care };
            badge_ui(ui, tone, &format!("{}写的是{}", one.code, one.quantity));
        }
        let differs = uses.iter().any(|one| one.quantity != own.quantity);
        if differs {
            banner_ui(ui, Tone::Care, "有的卡上另写了数值");
        }
        ui.horizontal_wrapped(|ui| {
            if differs && button_ui(ui, &format!("各卡都改成{}", own.quantity), None) {
                intents.push(set(Some(own.clone())));
            }
            if kept.is_some() && quiet_ui(ui, &format!("恢复成{}", measure.shipped())) {
                intents.push(set(None));
            }
        });
    });
}

/// What was typed, with the unit it is counted in where none was.
fn read(words: &str, unit: &str) -> Option<Quantity> {
    let words = words.trim();
    words.parse().or_else(|_| format!("{words}{unit}").parse()).ok()
}
