//! 该换的张贴件: printed papers that say something else by now, and all of them printed at once.

use eframe::egui;

use super::printed::{Stale, stale};
use crate::print::Request;
use crate::ui::widgets::{card_ui, link_ui, primary_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// What is to be printed anew, those that hang somewhere first, each paper once.
pub(super) fn outdated(stale: &[Stale<'_>]) -> Vec<(Request, String)> {
    let mut stale: Vec<&Stale<'_>> = stale.iter().filter(|one| one.is_outdated).collect();
    stale.sort_by_key(|one| one.one.place.trim().is_empty());
    let mut found: Vec<(Request, String)> = Vec::new();
    for Stale { one, why, .. } in stale {
        let Some(request) = Request::again(one) else { continue };
        if !found.iter().any(|(known, _)| *known == request) {
            found.push((request, format!("{}　{why}", one.title)));
        }
    }
    found
}

/// All of them as one print.
pub(super) fn all_of(outdated: &[(Request, String)]) -> Request {
    match outdated {
        [(only, _)] => only.clone(),
        several => Request::several(several.iter().map(|(request, _)| request.clone()).collect()),
    }
}

/// Which papers are out of date, and a button that prints just those.
pub(in crate::ui) fn posted_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let memory = screens.papers.remembered.of(view.doc);
    let outdated = outdated(&stale(view, memory));
    let count = if outdated.is_empty() { String::new() } else { format!("{}份", outdated.len()) };
    card_ui(ui, "该换的张贴件", &count, |ui| {
        if view.doc.printouts.is_empty() {
            ui.label(look::weak("还没有打印过材料；打印过的才知道哪份要换"));
            return;
        }
        if outdated.is_empty() {
            let words = if view.workspace.knows_outdated() {
                "✓ 打印过的都还有效，没有要换的"
            } else {
                "正在与打印过的核对…"
            };
            ui.label(look::weak(words));
            return;
        }
        for (place, (request, words)) in outdated.iter().enumerate() {
            if ui.push_id(place, |ui| link_ui(ui, look::small(words))).inner {
                intents.push(Intent::Preview(request.clone()));
            }
        }
        if primary_ui(ui, &format!("打印这{}份", outdated.len()), None) {
            intents.push(Intent::Print(all_of(&outdated)));
        }
    });
}
