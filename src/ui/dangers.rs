//! What is near where something is done: ticks, and small words.

use eframe::egui;

use super::widgets::{labelled_ui, tick_ui};
use crate::model::danger::Danger;

/// A tick for each danger; returns the list as it becomes, in the order of the kinds.
pub(super) fn dangers_ui(ui: &mut egui::Ui, near: &[Danger]) -> Option<Vec<Danger>> {
    let mut changed = None;
    labelled_ui(ui, "近处危险", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            for danger in Danger::ALL.iter().copied() {
                let Some(ticked) = tick_ui(ui, near.contains(&danger), danger.word()) else {
                    continue;
                };
                let stays = |one: &Danger| if *one == danger { ticked } else { near.contains(one) };
                changed = Some(Danger::ALL.iter().copied().filter(stays).collect());
            }
        });
    });
    changed
}

/// 烟火、带电设备; empty where nothing is near.
pub(super) fn danger_words(near: &[Danger]) -> String {
    near.iter().map(|danger| danger.word()).collect::<Vec<_>>().join("、")
}
