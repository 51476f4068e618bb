//! Patrol routes: sites in walking order.

use eframe::egui;

use crate::action::{Action, NewRecord};
use crate::model::RecordId;
use crate::model::id::{RouteId, SiteId};
use crate::model::place::{Route, RouteField, RouteKey};
use crate::ui::look::sign;
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, card_ui, cross_ui, icon_button_ui, pick_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// A route to be named.
pub(super) fn new_route(view: View<'_>) -> Intent {
    let name = format!("路线{}", view.doc.routes.len() + 1);
    Intent::Do(Action::Add(NewRecord::Route(Route { name, ..Route::default() })))
}

const COLUMNS: &[Column<Route>] = &[
    Column::new("路线", 0.0, |_, _, route: &Route| Shown::words(&route.name))
        .writes(|| RouteKey::Name, |form, ui, one| form.line(ui, &one.name, RouteField::Name)),
    Column::new("区域", 0.0, |_, _, route: &Route| Shown::words(&route.area))
        .writes(|| RouteKey::Area, |form, ui, one| form.line(ui, &one.area, RouteField::Area)),
    Column::new("点", 48.0, |_, _, route| Shown::count(route.stops.len())),
    Column::extra("途经", 0.0, |view, _, route| {
        let names = route.stops.iter().map(|stop| view.doc.site_name(Some(*stop)));
        Shown::words(names.collect::<Vec<_>>().join(" → "))
    }),
];

pub(in crate::ui) fn routes_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.routes.is_empty() {
        let hint = "一条路线走几个点，出单时每个点约七行，印在一张纸上";
        let words = (sign::CLIPBOARD, "还没有巡查路线", hint, "新增第一条路线");
        return none_yet_ui(ui, words, intents, || new_route(view));
    }
    let rows = || view.doc.routes.iter().map(|(id, _)| *id).collect();
    let list = List::new(COLUMNS, 0.5, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        route_ui(ui, view, screens, one, intents);
    });
}

fn route_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, route): (&RouteId, &Route),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "巡查路线", "", |ui| {
        let mut form = Form::of(view, screens, (id, route), intents);
        form.label("名称").first(ui, Fresh::Route, &route.name, RouteField::Name);
        form.line(ui, &route.area, RouteField::Area);
        stops_ui(ui, view, route, |stops| form.put(RouteField::Stops(stops)));
        let others: Vec<(SiteId, String)> = view
            .doc
            .sites
            .iter()
            .filter(|(id, _)| !route.stops.contains(id))
            .map(|(id, site)| (*id, site.name.clone()))
            .collect();
        if let Some(site) = pick_ui(ui, "加一处场所", None, &others) {
            form.put(RouteField::Stops(route.stops.iter().copied().chain([site]).collect()));
        }
        ui.add_space(look::GAP);
        remove_ui(ui, "删除路线", RecordId::Route(*id), intents);
    });
}

/// The stops in order, each to be moved or taken out.
fn stops_ui(ui: &mut egui::Ui, view: View<'_>, route: &Route, mut set: impl FnMut(Vec<SiteId>)) {
    for (place, stop) in route.stops.iter().enumerate() {
        ui.push_id(stop, |ui| {
            ui.separator();
            ui.horizontal(|ui| {
                let name = view.doc.site_name(Some(*stop));
                ui.label(look::small(format!("{}", place + 1)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let mut stops = route.stops.clone();
                    if cross_ui(ui, &format!("去掉{name}")) {
                        stops.remove(place);
                        set(stops.clone());
                    }
                    if place + 1 < stops.len()
                        && icon_button_ui(ui, sign::DOWN, &format!("{name}下移"))
                    {
                        stops.swap(place, place + 1);
                        set(stops.clone());
                    }
                    if 0 < place && icon_button_ui(ui, sign::UP, &format!("{name}上移")) {
                        stops.swap(place, place - 1);
                        set(stops);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(name).truncate());
                    });
                });
            });
        });
    }
}
