//! 点名 by free numbers: how many there should be, how many there are.

use eframe::egui::{self, Id, Key};

use super::Shown;
use crate::action::Jot;
use crate::model::id::IncidentId;
use crate::ui::widgets::{
    Half, Text, abreast_ui, bare_ui, button_ui, card_ui, count_field_ui, hidden_label,
};
use crate::ui::{Screens, keyboard, look};
use crate::workspace::Intent;

/// A head count before it is written down.
#[derive(Debug, Default)]
pub(super) struct CountDraft {
    place: String,
    expected: u16,
    present: u16,
}

impl CountDraft {
    /// What is written down of it, if there are numbers; then the fields are empty again.
    pub(super) fn take(&mut self) -> Option<Jot> {
        let has_numbers = 0 < self.expected || 0 < self.present;
        let taken = has_numbers.then(|| std::mem::take(self));
        taken.map(|Self { place, expected, present }| Jot::Count { place, expected, present })
    }
}

/// The field with which a head count begins.
pub(super) fn field(incident: IncidentId) -> Id {
    Id::unique(("place of a head count", incident))
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
        let draft = &mut state.draft(shown.id).count;
        let name = hidden_label(ui, "点名地点");
        let text = Text::line("", &draft.place).hint("哪栋楼、哪个班");
        if let Some(place) = bare_ui(ui, fields, field(shown.id), name, text) {
            draft.place = place;
        }
        let mut counts = [None, None];
        abreast_ui(ui, |ui, half| {
            let (label, count, id) = match half {
                Half::Left => ("应到", &mut draft.expected, &mut counts[0]),
                Half::Right => ("实到", &mut draft.present, &mut counts[1]),
            };
            if let Some(typed) = count_field_ui(ui, fields, (label, "人"), *count) {
                *count = typed;
            }
            *id = keyboard::newest(ui.ctx());
        });
        let is_blank = draft.expected == 0 && draft.present == 0;
        let is_open = counts.iter().flatten().any(|id| fields.is_open(*id));
        let last = counts[1].filter(|id| keyboard::pressed_in(ui.ctx(), *id, Key::Enter));
        let mut is_done = false;
        if is_blank {
            ui.label(look::small("未到的人数由应到、实到算出"));
        } else {
            is_done = button_ui(ui, "记下这次点名", Some("Enter"));
            if let Some(last) = last.filter(|_| !is_open) {
                // The keys are the steps' again.
                is_done = true;
                keyboard::take_done(ui.ctx(), last);
            }
        }
        if is_done {
            intents.extend(draft.take().map(|count| shown.write(count)));
        }
    });
}
