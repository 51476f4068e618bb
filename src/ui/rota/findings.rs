//! What the rules say of the rota, by kind: nothing was refused, everything is shown.

use std::collections::BTreeMap;

use eframe::egui;

use crate::model::RecordId;
use crate::model::duty::DutyId;
use crate::rules::Finding;
use crate::rules::clashes::Fold;
use crate::ui::folds::folds_ui;
use crate::ui::widgets::card_ui;
use crate::ui::{View, look};
use crate::workspace::Intent;

/// The findings about the rota, rule by rule, in the order of the rules.
fn folds(view: View<'_>) -> Vec<Fold<'_>> {
    let mut folds: BTreeMap<&'static str, Fold<'_>> = BTreeMap::new();
    let of_rota = |one: &&Finding| one.rule.code.starts_with('D');
    for finding in view.workspace.findings().iter().filter(of_rota) {
        let rule = finding.rule;
        let fold = folds.entry(rule.code).or_insert_with(|| Fold { rule, findings: Vec::new() });
        fold.findings.push(finding);
    }
    let mut folds: Vec<Fold<'_>> = folds.into_values().collect();
    for fold in &mut folds {
        fold.findings.sort_by_key(|one| (cell(one).is_none(), cell(one)));
    }
    // D2 comes before D10.
    folds.sort_by_key(|fold| (fold.rule.code.len(), fold.rule.code));
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
    let count: usize = folds.iter().map(|fold| fold.findings.len()).sum();
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
        folds_ui(ui, &folds, folded, intents);
    });
}
