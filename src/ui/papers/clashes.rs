//! 打架检查, asked before papers are filed: what two of them say that cannot both be, by kind.

use eframe::egui;

use crate::rules::agenda::{Group, Item, Lead};
use crate::rules::clashes::folded;
use crate::rules::{Finding, clashes};
use crate::ui::today::agenda::group_ui;
use crate::ui::widgets::{button_ui, card_ui};
use crate::ui::{View, look};
use crate::workspace::Intent;

/// What was found when somebody last asked, and of which document.
#[derive(Debug, Default)]
pub(super) struct Asked {
    of: Option<u64>,
    found: Vec<Finding>,
}

pub(super) fn clashes_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    asked: &mut Asked,
    intents: &mut Vec<Intent>,
) {
    let remark = asked.of.map(|_| format!("{}条", asked.found.len())).unwrap_or_default();
    card_ui(ui, "归档前核对", &remark, |ui| {
        ui.label(look::small(
            "把排班表、单子、隐患和值守记录放在一起对，对不上的请核实。只提示，不拦；改了什么都留在历史里",
        ));
        if button_ui(ui, "打架检查", None) {
            let found = clashes(view.doc, view.today);
            *asked = Asked { of: Some(view.doc.revision()), found };
        }
        let Some(of) = asked.of else { return };
        if of != view.doc.revision() {
            ui.label(look::weak("下面是上次查的，记录改过了，请再查一遍"));
        }
        if asked.found.is_empty() {
            ui.label(look::weak("✓ 没有对不上的"));
        }
        for fold in folded(&asked.found) {
            let items = fold.findings.into_iter().map(item).collect();
            let group = Group { title: fold.rule.title, unit: "条", items };
            group_ui(ui, view, &group, false, intents);
        }
    });
    ui.add_space(look::GAP);
}

fn item(finding: &Finding) -> Item<'_> {
    Item { words: finding.breach.sentence(), lead: Lead::Finding(finding) }
}
