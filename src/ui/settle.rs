//! Fields two PCs wrote differently: shown where the day begins, settled by a person.

use eframe::egui;

use super::widgets::{button_ui, card_ui, labelled_ui};
use super::{View, look};
use crate::action::Action;
use crate::model::id::{Mint, PersonId, SiteId, UnitId, ZoneId};
use crate::model::{Cell, Document, Put};
use crate::rules::name_of;
use crate::rules::numbers::bearers;
use crate::workspace::{Dialog, Intent};

/// The card on 今日 that lists them; nothing where there are none.
pub(super) fn contested_ui(ui: &mut egui::Ui, view: View<'_>, wishes: &mut Vec<Intent>) {
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
                ui.horizontal(|ui| {
                    let about = name_of(view.doc, &cell.record());
                    ui.label(format!("{about}：{}", cell.word()));
                    if button_ui(ui, "选定…", None) {
                        wishes.push(Intent::Ask(Some(Dialog::Settle(cell.clone()))));
                    }
                });
            });
        }
    });
}

/// The values a field was given, each to be chosen.
pub(super) fn settle_ui(ui: &mut egui::Ui, view: View<'_>, cell: &Cell, wishes: &mut Vec<Intent>) {
    let claims = view.workspace.session().contested().get(cell).map(Vec::as_slice);
    let about = name_of(view.doc, &cell.record());
    ui.label(format!("{about}的“{}”在两台电脑上填得不同。选一个，另一个留在历史里。", cell.word()));
    ui.add_space(look::GAP);
    for (place, claim) in claims.unwrap_or_default().iter().enumerate() {
        ui.push_id(place, |ui| {
            let by = if claim.by.is_empty() { "（未留名）" } else { claim.by.as_str() };
            labelled_ui(ui, by, |ui, _name| {
                ui.label(value_words(view.doc, &claim.value));
                if button_ui(ui, &format!("用{by}填的"), None) {
                    wishes.push(Intent::Do(Action::Resolve(claim.value.clone())));
                    wishes.push(Intent::Ask(None));
                }
            });
        });
    }
}

/// A value as people read it: its text, or the name of whom or what it points to.
fn value_words(doc: &Document, put: &Put) -> String {
    let written = ron::to_string(put).unwrap_or_default();
    // The record's id stands in quotes before the first comma, the value after it.
    let value = written.split_once(',').map_or("", |(_, value)| value);
    let quoted: Vec<&str> = value.split('"').skip(1).step_by(2).collect();
    let words: Vec<String> = quoted
        .iter()
        .map(|text| match text.parse::<Mint>() {
            Ok(mint) => pointed_to(doc, mint).unwrap_or_else(|| (*text).to_owned()),
            Err(_plain) => (*text).to_owned(),
        })
        .filter(|text| !text.is_empty())
        .collect();
    match words.is_empty() {
        false => words.join("、"),
        true if value.contains("true") => "是".to_owned(),
        true if value.contains("false") => "否".to_owned(),
        true => "（空）".to_owned(),
    }
}

fn pointed_to(doc: &Document, mint: Mint) -> Option<String> {
    let person = doc.persons.find(&PersonId(mint)).map(|one| one.name.clone());
    let unit = || doc.units.find(&UnitId(mint)).map(|one| one.name.clone());
    let site = || doc.sites.find(&SiteId(mint)).map(|one| one.name.clone());
    let zone = || doc.zones.find(&ZoneId(mint)).map(|one| one.name.clone());
    person.or_else(unit).or_else(site).or_else(zone)
}
