//! What the rules say of the rota, by kind: nothing was refused, everything is shown.

use std::collections::BTreeMap;

use eframe::egui::{self, Vec2};

use crate::model::RecordId;
use crate::model::duty::DutyId;
use crate::rules::Finding;
use crate::ui::View;
use crate::ui::look::{self, sign};
use crate::ui::widgets::card_ui;
use crate::workspace::Intent;

/// A kind with more findings than this comes folded.
const FEW: usize = 6;

/// The findings of one rule.
struct Fold<'a> {
    title: &'static str,
    code: &'static str,
    found: Vec<&'a Finding>,
}

/// The findings about the rota, rule by rule, in the order of the rules.
fn folds(view: View<'_>) -> Vec<Fold<'_>> {
    let mut folds: BTreeMap<&'static str, Fold<'_>> = BTreeMap::new();
    let of_rota = |one: &&Finding| one.rule.code.starts_with('D');
    for finding in view.workspace.findings().iter().filter(of_rota) {
        let (code, title) = (finding.rule.code, finding.rule.title);
        let fold = folds.entry(code).or_insert_with(|| Fold { title, code, found: Vec::new() });
        fold.found.push(finding);
    }
    let mut folds: Vec<Fold<'_>> = folds.into_values().collect();
    for fold in &mut folds {
        fold.found.sort_by_key(|one| (cell(one).is_none(), cell(one)));
    }
    // D2 comes before D10.
    folds.sort_by_key(|fold| (fold.code.len(), fold.code));
    folds
}

fn cell(finding: &Finding) -> Option<DutyId> {
    match finding.about {
        RecordId::Duty(cell) => Some(cell),
        _ => None,
    }
}

pub(super) fn findings_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    folded: &mut BTreeMap<&'static str, bool>,
    intents: &mut Vec<Intent>,
) {
    let folds = folds(view);
    let count: usize = folds.iter().map(|fold| fold.found.len()).sum();
    let remark = if count == 0 { String::new() } else { format!("{count}条") };
    card_ui(ui, "要核对的", &remark, |ui| {
        if count == 0 {
            let is_empty = view.doc.duties.iter().all(|(_, duty)| duty.persons.is_empty());
            let words = if is_empty {
                "排班表还是空的"
            } else {
                "✓ 没有冲突，也没有空岗"
            };
            ui.label(look::weak(words));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().button_padding = Vec2::new(0.0, 3.0);
        for fold in &folds {
            let is_open = folded.get(fold.code).copied().unwrap_or(fold.found.len() <= FEW);
            // One kind alone needs no head.
            if 1 < folds.len() || FEW < count {
                if head_ui(ui, fold, is_open) {
                    folded.insert(fold.code, !is_open);
                }
                if !is_open {
                    continue;
                }
            }
            for (place, finding) in fold.found.iter().enumerate() {
                let id = (fold.code, place);
                if ui.push_id(id, |ui| one_ui(ui, finding)).inner {
                    intents.push(Intent::Show(finding.about.clone()));
                }
            }
        }
    });
}

/// 两班之间要休息　12条. A click opens or folds it.
fn head_ui(ui: &mut egui::Ui, fold: &Fold<'_>, is_open: bool) -> bool {
    let count = format!("{}条", fold.found.len());
    let icon = if is_open { sign::DOWN } else { sign::RIGHT };
    let words = format!("{icon} {}", fold.title);
    let button = egui::Button::new(look::bold(words))
        .right_text(look::weak(&count))
        .frame_when_inactive(false)
        .truncate()
        .min_size(Vec2::new(ui.available_width(), look::CONTROL));
    let response = ui.add(button);
    let name = format!("{} {count}", fold.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &name));
    response.clicked()
}

fn one_ui(ui: &mut egui::Ui, finding: &Finding) -> bool {
    let words = look::small(format!("△ {}", finding.breach.sentence())).color(look::CARE);
    let button = egui::Button::new(words)
        .frame_when_inactive(false)
        .wrap()
        .min_size(Vec2::new(ui.available_width(), 0.0));
    ui.add(button).clicked()
}
