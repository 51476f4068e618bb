//! What the office writes into the summary itself, beside its preview.

use eframe::egui;

use crate::model::mine::{Only, SeasonField};
use crate::print::Request;
use crate::ui::record::Form;
use crate::ui::widgets::card_ui;
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// The texts of the summary that no record tells; nothing while another paper is in front.
pub(super) fn written_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    request: &Request,
    intents: &mut Vec<Intent>,
) {
    if *request != Request::summary() {
        return;
    }
    let season = view.doc.current_season();
    card_ui(ui, "写进总结", "一行一条，数字和事例由记录自动生成", |ui| {
        let mut form = Form::of(view, screens, (&Only, &season), intents);
        form.hint("第六部分；不写就印“本节待填”").lines(
            ui,
            &season.next_steps,
            SeasonField::NextSteps,
        );
        form.hint("印在按规则选出的典型事例后面，可以不写").lines(
            ui,
            &season.cases,
            SeasonField::Cases,
        );
    });
    ui.add_space(look::GAP);
}
