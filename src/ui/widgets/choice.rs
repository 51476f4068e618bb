//! Choosing one of a few.

use eframe::egui::{self, ComboBox, Id};

use super::labelled_ui;
use crate::ui::look;

/// A labelled choice among plain words. Returns what was chosen anew.
pub(in crate::ui) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    value: Option<T>,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let options: Vec<(T, String)> = all.iter().map(|one| (*one, word(*one).to_owned())).collect();
    pick_ui(ui, label, value, &options)
}

/// A labelled choice among records. Returns what was chosen anew.
pub(in crate::ui) fn pick_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    value: Option<T>,
    options: &[(T, String)],
) -> Option<T> {
    let id = ui.scope_id().with(("choice", label));
    labelled_ui(ui, label, |ui, name| {
        let width = ui.available_width().min(280.0);
        bare_pick_ui(ui, (id, name), width, value, options)
    })
}

/// The choice itself, labelled by something that stands elsewhere.
pub(in crate::ui) fn bare_pick_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    (id, name): (Id, Id),
    width: f32,
    value: Option<T>,
    options: &[(T, String)],
) -> Option<T> {
    let shown = options
        .iter()
        .find(|(one, _)| Some(*one) == value)
        .map_or_else(|| look::weak("请选择").color(look::FIELD_LINE), |(_, word)| word.into());
    let mut chosen = None;
    let response = ComboBox::from_id_salt(id)
        .width(width)
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for (one, word) in options {
                let selected = Some(*one) == value;
                if ui.selectable_label(selected, word).clicked() && !selected {
                    chosen = Some(*one);
                }
            }
        })
        .response;
    response.labelled_by(name);
    chosen
}
