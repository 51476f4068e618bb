//! 点名 by free numbers: how many there should be, how many there are.

use eframe::egui::{self, Id};

use super::Shown;
use crate::action::Jot;
use crate::ui::widgets::{
    Half, Text, abreast_ui, bare_ui, button_ui, card_ui, count_field_ui, hidden_label,
};
use crate::ui::{Screens, look};
use crate::workspace::Intent;

/// A head count before it is written down.
#[derive(Debug, Default)]
pub(super) struct CountDraft {
    place: String,
    expected: u16,
    present: u16,
}

/// The field with which a head count begins.
pub(super) fn field() -> Id {
    Id::unique("place of a head count")
}

pub(super) fn count_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "点名 N", "逐个点，或者只写人数", |ui| {
        super::roll::houses_ui(ui, shown, &mut screens.incident, intents);
        let Screens { fields, incident: state, .. } = screens;
        let draft = &mut state.count;
        let name = hidden_label(ui, "点名地点");
        let text = Text::line("", &draft.place).hint("哪栋楼、哪个班");
        if let Some(place) = bare_ui(ui, fields, field(), name, text) {
            draft.place = place;
        }
        abreast_ui(ui, |ui, half| {
            let (label, count) = match half {
                Half::Left => ("应到", &mut draft.expected),
                Half::Right => ("实到", &mut draft.present),
            };
            if let Some(typed) = count_field_ui(ui, fields, (label, "人"), *count) {
                *count = typed;
            }
        });
        let is_blank = draft.expected == 0 && draft.present == 0;
        if is_blank {
            ui.label(look::small("未到的人数由应到、实到算出"));
        } else if button_ui(ui, "记下这次点名", None) {
            let CountDraft { place, expected, present } = std::mem::take(draft);
            intents.push(shown.write(Jot::Count { place, expected, present }));
        }
    });
}
