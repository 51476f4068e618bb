//! Places with several screens: what can be done, the tabs, and the screen in front.

use eframe::egui;

use super::widgets::{heading_ui, tab_ui};
use super::{Screens, View, is_wide, look, plan, rota, service, sites, team, watch};
use crate::rules::calendar;
use crate::workspace::{Intent, Pick, Place, Tab};

/// What can be done with what is in front, beside the heading.
type Actions = fn(&mut egui::Ui, View<'_>, &mut Vec<Intent>);
/// The screen below the tabs.
type Body = fn(&mut egui::Ui, View<'_>, &mut Screens, &mut Vec<Intent>);

fn screen(tab: Tab) -> (Actions, Body) {
    match tab {
        Tab::People => (team::people_actions_ui, team::people_ui),
        Tab::Groups => (team::groups_actions_ui, team::groups_ui),
        Tab::Posts => (team::posts_actions_ui, team::posts_ui),
        Tab::Pairings => (team::pairing_actions_ui, team::pairings_ui),
        Tab::Gatherings => (team::gathering_actions_ui, team::gatherings_ui),
        Tab::Units => (team::unit_actions_ui, team::units_ui),
        Tab::Sites => (sites::site_actions_ui, sites::places_ui),
        Tab::Residents => (sites::resident_actions_ui, sites::residents_ui),
        Tab::Zones => (sites::zone_actions_ui, sites::zones_ui),
        Tab::Stewards => (sites::steward_actions_ui, sites::stewards_ui),
        Tab::Routes => (sites::route_actions_ui, sites::routes_ui),
        Tab::Checklists => (sites::item_actions_ui, sites::checklists_ui),
        Tab::ByPost => (rota::rota_actions_ui, rota::rota_ui),
        Tab::ByPerson => (rota::rota_actions_ui, rota::people_ui),
        Tab::Swaps => (rota::swap_actions_ui, rota::swaps_ui),
        Tab::Chapters => (plan::chapter_actions_ui, plan::chapters_ui),
        Tab::Cards => (plan::card_actions_ui, plan::cards_ui),
        Tab::Measures => (plan::measure_actions_ui, plan::measures_ui),
        Tab::Matrix => (plan::matrix_actions_ui, plan::matrix_ui),
        Tab::Phones => (plan::phone_actions_ui, plan::phones_ui),
        Tab::Supplies => (plan::supply_actions_ui, plan::supplies_ui),
        Tab::Checkup => (plan::checkup_actions_ui, plan::checkup_ui),
        Tab::Approval => (plan::approval_actions_ui, plan::approval_ui),
        Tab::Handouts => (plan::handout_actions_ui, plan::handouts_ui),
        Tab::Logs => (watch::log_actions_ui, watch::logs_ui),
        Tab::ZeroReports => (watch::zero_actions_ui, watch::zero_ui),
        Tab::Handovers => (watch::handover_actions_ui, watch::handovers_ui),
        Tab::SpotChecks => (watch::check_actions_ui, watch::checks_ui),
        Tab::Activities => (service::activity_actions_ui, service::activities_ui),
        Tab::Services => (service::service_actions_ui, service::services_ui),
    }
}

/// The place in front, if it has several screens.
pub(super) fn tabbed_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let place = view.workspace.place();
    let Some(front) = view.workspace.picked().tab(place) else { return };
    let (actions_ui, body_ui) = screen(front);
    let of_watch = place == Place::Watch;
    let remark = match place {
        Place::Watch => calendar::day_words(view.today),
        Place::Rota => rota::season_words(view),
        _ => String::new(),
    };
    heading_ui(ui, place.word(), &remark, |ui| actions_ui(ui, view, intents));
    if of_watch && is_wide(ui.ctx()) {
        ui.add_space(look::GAP);
        watch::on_duty_ui(ui, view, intents);
        ui.add_space(look::GAP);
    }
    ui.horizontal_wrapped(|ui| {
        for tab in place.tabs().iter().copied() {
            let count = tab.kind().map(|kind| format!(" {}", kind.count(view.doc)));
            let words = format!("{}{}", tab.word(), count.unwrap_or_default());
            if tab_ui(ui, tab == front, &words) {
                intents.push(Intent::Pick(Pick::Tab(tab)));
            }
        }
    });
    // At large text a paper that is open needs the room.
    if of_watch && !is_wide(ui.ctx()) && !watch::has_paper(view) {
        watch::on_duty_ui(ui, view, intents);
    }
    ui.add_space(look::GAP);
    body_ui(ui, view, screens, intents);
}
