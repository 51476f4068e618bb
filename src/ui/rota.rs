//! 排班: days and posts.

use eframe::egui;

use super::widgets::heading_ui;
use super::{Screens, View};
use crate::workspace::Intent;

pub(super) fn rota_ui(
    ui: &mut egui::Ui,
    _view: View<'_>,
    _screens: &mut Screens,
    _wishes: &mut Vec<Intent>,
) {
    heading_ui(ui, "排班", "", |_| {});
}
