//! Lists of records and their details: one list, one form, for every kind.
//!
//! A screen says which columns its list has and which fields its form; sorting, looking for words,
//! picking and the room that list and detail take are the same everywhere.

use eframe::egui;

use super::View;
use super::widgets::{button_ui, quiet_ui};
use crate::model::RecordId;
use crate::rules::Finding;
use crate::workspace::{Dialog, Intent};

mod cells;
mod form;
mod grid;
mod list;
mod shown;

pub(super) use form::Form;
pub(super) use list::{Column, List, Lists, none_yet_ui, records_below_ui, records_ui};
pub(super) use shown::Shown;

/// The width of a column with a day, so that 12月30日 and 12月31日 are told apart.
pub(super) const DAY: f32 = 88.0;

/// What the rules say of a record.
pub(super) fn findings(view: View<'_>, about: RecordId) -> impl Iterator<Item = &Finding> {
    view.workspace.findings().iter().filter(move |finding| finding.about == about)
}

/// A button that asks whether a record is to be taken off the books.
pub(super) fn remove_ui(
    ui: &mut egui::Ui,
    words: &str,
    record: RecordId,
    intents: &mut Vec<Intent>,
) {
    if quiet_ui(ui, words) {
        intents.push(Intent::Ask(Some(Dialog::Remove(record))));
    }
}

/// Moves a record up or down among others. Returns the new order.
pub(super) fn order_ui<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    order: &[T],
    one: &T,
) -> Option<Vec<T>> {
    let place = order.iter().position(|other| other == one)?;
    let mut moved = None;
    for (words, other) in [("上移", place.checked_sub(1)), ("下移", place.checked_add(1))] {
        let Some(other) = other.filter(|other| *other < order.len()) else { continue };
        if button_ui(ui, words, None) {
            let mut order = order.to_vec();
            order.swap(place, other);
            moved = Some(order);
        }
    }
    moved
}
