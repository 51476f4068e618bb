//! Fields two PCs wrote differently: shown where the day begins, settled by a person.

use eframe::egui;

use super::widgets::{button_ui, card_ui};
use super::{View, look};
use crate::action::Action;
use crate::model::Cell;
use crate::model::value::excerpt;
use crate::rules::numbers::bearers;
use crate::session::Claim;
use crate::workspace::{Dialog, Intent};

/// The card on 今日 that lists them; nothing where there are none.
pub(super) fn contested_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    // A number that two papers bear is settled by giving one of them another.
    let given_twice = |cell: &Cell| matches!(cell, Cell::Number(number, _) if 1 < bearers(view.doc, number).len());
    let contested: Vec<&Cell> =
        view.workspace.session().contested().keys().filter(|cell| !given_twice(cell)).collect();
    if contested.is_empty() {
        return;
    }
    card_ui(ui, "两台电脑填得不同，请选定", &format!("{} 处", contested.len()), |ui| {
        for (place, cell) in contested.into_iter().enumerate() {
            ui.push_id(place, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let about = cell.record().about(view.doc);
                    ui.label(format!("{about}的{}", cell.label(view.doc)));
                    if button_ui(ui, "选定…", None) {
                        intents.push(Intent::Ask(Some(Dialog::Settle(cell.clone()))));
                    }
                });
            });
        }
    });
}

/// The values a field was given, each to be chosen: what, by whom, on which PC, when.
pub(super) fn settle_ui(ui: &mut egui::Ui, view: View<'_>, cell: &Cell, intents: &mut Vec<Intent>) {
    let claims = view.workspace.session().contested().get(cell).map(Vec::as_slice);
    let about = cell.record().about(view.doc);
    let label = cell.label(view.doc);
    ui.label(format!("{about}的“{label}”在两台电脑上填得不同。选一个，另一个留在历史里。"));
    ui.add_space(look::GAP);
    let claims = claims.unwrap_or_default();
    let shown: Vec<String> = claims.iter().map(|claim| claim.value.shown(view.doc)).collect();
    for (place, (claim, words)) in claims.iter().zip(&shown).enumerate() {
        ui.push_id(place, |ui| {
            let others: Vec<&str> =
                shown.iter().filter(|other| *other != words).map(String::as_str).collect();
            // Above the value: beside a long one there is no room for both.
            ui.label(look::weak(writer(view, claim)));
            ui.label(look::bold(if words.is_empty() { "（未填）" } else { words }));
            if button_ui(ui, &choice(words, &others), None) {
                intents.push(Intent::Do(Action::Resolve(claim.value.clone())));
                intents.push(Intent::Ask(None));
            }
            ui.add_space(look::GAP);
        });
    }
}

/// 柴有田 · 电脑DBXX-01 · 2月5日 21:40
fn writer(view: View<'_>, claim: &Claim) -> String {
    let session = view.workspace.session();
    let replica = claim.entry.replica;
    let by = if claim.by.is_empty() { "未留名" } else { claim.by.as_str() };
    let pc = match session.pc_of(replica) {
        _ if replica == session.replica() => "本机".to_owned(),
        Some(pc) => format!("电脑{pc}"),
        None => format!("另一台电脑（{replica}）"),
    };
    let at = claim.at.map(|at| at.format("%-m月%-d日 %-H:%M").to_string());
    [by.to_owned(), pc].into_iter().chain(at).collect::<Vec<_>>().join(" · ")
}

/// 用“夜班”; a long value by the part in which it differs from the others.
fn choice(shown: &str, others: &[&str]) -> String {
    /// More would make the button wider than the question.
    const MOST: usize = 12;
    match shown {
        "" => "用“未填”".to_owned(),
        shown => format!("用“{}”", excerpt(shown, others, MOST)),
    }
}
