//! 上季的改进事项: what drills and incidents of earlier seasons left to be made better.

use eframe::egui;

use crate::action::Action;
use crate::model::incident::Improvement;
use crate::model::mine::Only;
use crate::model::plan::{Plan, PlanField};
use crate::ui::incident::point_ui;
use crate::ui::widgets::card_ui;
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// Nothing where nothing came along.
pub(super) fn carried_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    plan: &Plan,
    intents: &mut Vec<Intent>,
) {
    let open = plan.carried.values().filter(|point| point.done.is_none()).count();
    if plan.carried.is_empty() {
        return;
    }
    let remark = format!("{} 条，未办完 {open} 条", plan.carried.len());
    ui.add_space(look::GAP);
    card_ui(ui, "上季的改进事项", &remark, |ui| {
        for (number, point) in &plan.carried {
            let write = |point: Option<Improvement>| {
                Intent::Do(Action::Set((Only, PlanField::Carried(*number, point)).into()))
            };
            ui.push_id(number, |ui| point_ui(ui, view, screens, (point, &write), intents));
        }
        ui.label(look::small("演练、处置后提出的；没办完的一直列在“今日”里，再下一季接着带"));
    });
}
