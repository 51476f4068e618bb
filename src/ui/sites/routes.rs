//! Patrol routes: sites in walking order.

use eframe::egui;

use crate::action::{Action, NewRecord};
use crate::model::id::{RouteId, SiteId};
use crate::model::place::{Route, RouteField};
use crate::model::{Kind, RecordId};
use crate::ui::look::sign;
use crate::ui::widgets::{
    Fresh, Table, Text, card_ui, empty_ui, icon_button_ui, pick_ui, quiet_ui, table_ui,
    text_field_ui,
};
use crate::ui::{Screens, Side, View, list_height, look, split_ui};
use crate::workspace::{Dialog, Intent, Pick};

/// A route to be named.
pub(super) fn new_route(view: View<'_>) -> Intent {
    let name = format!("路线{}", view.doc.routes.len() + 1);
    Intent::Do(Action::Add(NewRecord::Route(Route { name, ..Route::default() })))
}

pub(in crate::ui) fn routes_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let routes: Vec<(RouteId, &Route)> =
        view.doc.routes.iter().map(|(id, route)| (*id, route)).collect();
    if routes.is_empty() {
        let hint = "一条路线走几个点，出单时每个点约七行，印在一张纸上";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, sign::CLIPBOARD, "还没有巡查路线", hint, "新增第一条路线")
        });
        if clicked {
            intents.push(new_route(view));
        }
        return;
    }
    let chosen = picked.get::<Route>(view.doc);
    let back = split_ui(ui, 0.5, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| {
            let table = Table {
                name: "routes",
                columns: &[("路线", 120.0), ("区域", 0.0), ("点", 40.0)],
                rows: routes.len(),
                selected: routes.iter().position(|(id, _)| Some(*id) == picked.id::<Route>()),
                height: list_height(ui),
            };
            let clicked = table_ui(ui, table, |row, cells| {
                let Some((_, route)) = routes.get(row) else { return };
                cells.words(&route.name);
                cells.words(&route.area);
                cells.words(route.stops.len().to_string());
            });
            if let Some((id, _)) = clicked.and_then(|row| routes.get(row)) {
                intents.push(Intent::Pick(Pick::Record(RecordId::Route(*id))));
            }
        }),
        Side::Detail => match chosen {
            Some((id, route)) => {
                ui.push_id(id, |ui| route_ui(ui, view, screens, id, route, intents));
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一条路线，这里可以修改"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Route)));
    }
}

fn route_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: RouteId,
    route: &Route,
    intents: &mut Vec<Intent>,
) {
    let set = |field| Intent::Do(Action::Set((id, field).into()));
    let fields = &mut screens.fields;
    card_ui(ui, "巡查路线", "", |ui| {
        if let Some(words) =
            text_field_ui(ui, fields, Text::line("名称", &route.name).first_of(Fresh::Route))
        {
            intents.push(set(RouteField::Name(words)));
        }
        if let Some(words) = text_field_ui(ui, fields, Text::line("区域", &route.area)) {
            intents.push(set(RouteField::Area(words)));
        }
        stops_ui(ui, view, route, |stops| intents.push(set(RouteField::Stops(stops))));
        let others: Vec<(SiteId, String)> = view
            .doc
            .sites
            .iter()
            .filter(|(id, _)| !route.stops.contains(id))
            .map(|(id, site)| (*id, site.name.clone()))
            .collect();
        if let Some(site) = pick_ui(ui, "加一个点", None, &others) {
            let stops = route.stops.iter().copied().chain([site]).collect();
            intents.push(set(RouteField::Stops(stops)));
        }
        ui.add_space(look::GAP);
        if quiet_ui(ui, "删除路线") {
            intents.push(Intent::Ask(Some(Dialog::Remove(RecordId::Route(id)))));
        }
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
                    if icon_button_ui(ui, sign::CROSS, &format!("去掉{name}")) {
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
