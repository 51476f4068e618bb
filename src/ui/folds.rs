//! Findings by what they are about: one line a rule that unfolds to all of them, each of which
//! leads to its record.

use std::collections::BTreeMap;

use eframe::egui::{self, Vec2};

use super::look::{self, sign};
use crate::rules::Finding;
use crate::rules::clashes::Fold;
use crate::workspace::Intent;

/// A kind with more findings than this comes folded.
const FEW: usize = 6;

/// All of them; `folded` remembers what a person opened or closed.
pub(super) fn folds_ui(
    ui: &mut egui::Ui,
    folds: &[Fold<'_>],
    folded: &mut BTreeMap<&'static str, bool>,
    intents: &mut Vec<Intent>,
) {
    let count: usize = folds.iter().map(|fold| fold.findings.len()).sum();
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().button_padding = Vec2::new(0.0, 3.0);
    for fold in folds {
        let code = fold.rule.code;
        let is_open = folded.get(code).copied().unwrap_or(fold.findings.len() <= FEW);
        // One kind alone needs no head.
        if 1 < folds.len() || FEW < count {
            if head_ui(ui, fold, is_open) {
                folded.insert(code, !is_open);
            }
            if !is_open {
                continue;
            }
        }
        for (place, finding) in fold.findings.iter().enumerate() {
            if ui.push_id((code, place), |ui| one_ui(ui, finding)).inner {
                intents.push(Intent::Show(finding.about.clone()));
            }
        }
    }
}

/// 两班之间要休息　12条. A click opens or folds it.
fn head_ui(ui: &mut egui::Ui, fold: &Fold<'_>, is_open: bool) -> bool {
    let count = format!("{}条", fold.findings.len());
    let icon = if is_open { sign::DOWN } else { sign::RIGHT };
    let words = format!("{icon} {}", fold.rule.title);
    let button = egui::Button::new(look::bold(words))
        .right_text(look::weak(&count))
        .frame_when_inactive(false)
        .truncate()
        .min_size(Vec2::new(ui.available_width(), look::CONTROL));
    let response = ui.add(button);
    let name = format!("{} {count}", fold.rule.title);
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
