//! 责任区: sites, zones, routes, checklists; one tab each.

use eframe::egui;

use super::widgets::{
    Fresh, Table, Text, Tone, badge_ui, button_ui, card_ui, choice_ui, empty_ui, person_field_ui,
    pick_ui, quiet_ui, table_ui, text_field_ui, unit_field_ui,
};
use super::{Screens, Side, View, list_height, look, split_ui};
use crate::action::{Action, NewRecord};
use crate::model::checklist::Item;
use crate::model::id::{SiteId, ZoneId};
use crate::model::place::{Site, SiteField, SiteKind, Zone, ZoneField};
use crate::model::{Kind, RecordId};
use crate::workspace::{Dialog, Intent, Pick};

mod checklists;
mod routes;

pub(super) use checklists::checklists_ui;
pub(super) use routes::routes_ui;

pub(super) fn site_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "新增场所", None) {
        intents.push(new_site(view));
    }
}

pub(super) fn zone_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "新增责任区", None) {
        intents.push(new_zone(view));
    }
}

pub(super) fn route_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "新增路线", None) {
        intents.push(routes::new_route(view));
    }
}

pub(super) fn item_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "修订所选检查项", None) {
        let item = view.workspace.picked().id::<Item>();
        intents.extend(item.map(|code| Intent::Do(Action::ReviseItem(code))));
    }
}

/// A site with a name to be overwritten, like its neighbour in all else.
fn new_site(view: View<'_>) -> Intent {
    let like = view.workspace.picked().get::<Site>(view.doc).map(|(_, site)| site);
    let only = view.doc.zones.iter().next().map(|(id, _)| *id);
    Intent::Do(Action::Add(NewRecord::Site(Site {
        name: format!("场所{}", view.doc.sites.len() + 1),
        kind: like.and_then(|site| site.kind),
        zone: like.and_then(|site| site.zone).or(only),
        unit: like.and_then(|site| site.unit),
        ..Site::default()
    })))
}

/// A zone to be named.
fn new_zone(view: View<'_>) -> Intent {
    let name = format!("责任区{}", view.doc.zones.len() + 1);
    Intent::Do(Action::Add(NewRecord::Zone(Zone { name, ..Zone::default() })))
}

pub(super) fn places_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut sites: Vec<(SiteId, &Site)> =
        view.doc.sites.iter().map(|(id, site)| (*id, site)).collect();
    sites.sort_by_key(|(id, site)| (site.zone, *id));
    if sites.is_empty() {
        let hint = "先建一个场所，写上名称、类别和所属责任区";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::MAP, "还没有场所", hint, "新增第一个场所")
        });
        if clicked {
            intents.push(new_site(view));
        }
        return;
    }
    let chosen = picked.get::<Site>(view.doc);
    let back = split_ui(ui, 0.58, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| {
            let table = Table {
                name: "sites",
                columns: &[("场所", 0.0), ("类别", 112.0), ("责任区", 140.0)],
                rows: sites.len(),
                selected: sites.iter().position(|(id, _)| Some(*id) == picked.id::<Site>()),
                height: list_height(ui),
            };
            let clicked = table_ui(ui, table, |row, cells| {
                let Some((_, site)) = sites.get(row) else { return };
                cells.words(&site.name);
                cells.words(
                    site.kind.map_or_else(|| look::small("未填"), |kind| kind.word().into()),
                );
                match site.zone {
                    Some(zone) => cells.words(view.doc.zone_name(Some(zone))),
                    None => cells.ui(|ui| {
                        badge_ui(ui, Tone::Care, "未划责任区");
                    }),
                }
            });
            if let Some((id, _)) = clicked.and_then(|row| sites.get(row)) {
                intents.push(Intent::Pick(Pick::Record(RecordId::Site(*id))));
            }
        }),
        Side::Detail => match chosen {
            Some((id, site)) => {
                ui.push_id(id, |ui| site_ui(ui, view, screens, id, site, intents));
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一个场所，这里可以修改"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Site)));
    }
}

fn site_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: SiteId,
    site: &Site,
    intents: &mut Vec<Intent>,
) {
    let set = |field| Intent::Do(Action::Set((id, field).into()));
    let fields = &mut screens.fields;
    card_ui(ui, "场所", "", |ui| {
        if let Some(words) =
            text_field_ui(ui, fields, Text::line("名称", &site.name).first_of(Fresh::Site))
        {
            intents.push(set(SiteField::Name(words)));
        }
        let kind = choice_ui(ui, "类别", site.kind, SiteKind::ALL, SiteKind::word);
        intents.extend(kind.map(|kind| set(SiteField::Kind(Some(kind)))));
        let zones: Vec<(ZoneId, String)> =
            view.doc.zones.iter().map(|(id, zone)| (*id, zone.name.clone())).collect();
        let zone = pick_ui(ui, "责任区", site.zone, &zones);
        intents.extend(zone.map(|zone| set(SiteField::Zone(Some(zone)))));
        let unit = unit_field_ui(ui, fields, view.doc, "管理单位", site.unit, intents);
        intents.extend(unit.map(|unit| set(SiteField::Unit(Some(unit)))));
        let note = Text::lines("说明", &site.note).hint("层数、住多少人等，印在单子上");
        if let Some(words) = text_field_ui(ui, fields, note) {
            intents.push(set(SiteField::Note(words)));
        }
        ui.add_space(look::GAP);
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "出这个场所的检查单…", None) {
                intents.push(Intent::Run(crate::workspace::Command::Issue));
            }
            if quiet_ui(ui, "删除场所") {
                intents.push(Intent::Ask(Some(Dialog::Remove(RecordId::Site(id)))));
            }
        });
    });
}

pub(super) fn zones_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let zones: Vec<(ZoneId, &Zone)> = view.doc.zones.iter().map(|(id, zone)| (*id, zone)).collect();
    if zones.is_empty() {
        let hint = "每个地面场所都划进一个责任区，每区有责任人和B角";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::MAP, "还没有责任区", hint, "新增第一个责任区")
        });
        if clicked {
            intents.push(new_zone(view));
        }
        return;
    }
    let chosen = picked.get::<Zone>(view.doc);
    let back = split_ui(ui, 0.58, chosen.is_some(), |ui, side| match side {
        Side::List => card_ui(ui, "", "", |ui| {
            let table = Table {
                name: "zones",
                columns: &[("责任区", 0.0), ("责任人", 96.0), ("B角", 96.0), ("场所", 56.0)],
                rows: zones.len(),
                selected: zones.iter().position(|(id, _)| Some(*id) == picked.id::<Zone>()),
                height: list_height(ui),
            };
            let clicked = table_ui(ui, table, |row, cells| {
                let Some((id, zone)) = zones.get(row) else { return };
                let sites = view.doc.sites.iter().filter(|(_, site)| site.zone == Some(*id));
                let name = |person: Option<_>| person.map(|id| view.doc.person_name(id));
                cells.words(&zone.name);
                cells.words(name(zone.keeper).unwrap_or_default());
                cells.words(name(zone.backup).unwrap_or_default());
                cells.words(sites.count().to_string());
            });
            if let Some((id, _)) = clicked.and_then(|row| zones.get(row)) {
                intents.push(Intent::Pick(Pick::Record(RecordId::Zone(*id))));
            }
        }),
        Side::Detail => match chosen {
            Some((id, zone)) => {
                ui.push_id(id, |ui| zone_ui(ui, view, screens, id, zone, intents));
            }
            None => card_ui(ui, "", "", |ui| {
                ui.label(look::weak("在左边选一个责任区，这里可以修改"));
            }),
        },
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Zone)));
    }
}

fn zone_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: ZoneId,
    zone: &Zone,
    intents: &mut Vec<Intent>,
) {
    let set = |field| Intent::Do(Action::Set((id, field).into()));
    let fields = &mut screens.fields;
    card_ui(ui, "责任区", "", |ui| {
        if let Some(words) =
            text_field_ui(ui, fields, Text::line("名称", &zone.name).first_of(Fresh::Zone))
        {
            intents.push(set(ZoneField::Name(words)));
        }
        let keeper = person_field_ui(ui, fields, view.doc, "责任人", zone.keeper, intents);
        intents.extend(keeper.map(|person| set(ZoneField::Keeper(Some(person)))));
        let backup = person_field_ui(ui, fields, view.doc, "B角", zone.backup, intents);
        intents.extend(backup.map(|person| set(ZoneField::Backup(Some(person)))));
        ui.add_space(look::GAP);
        ui.label(look::small("所含场所"));
        for (site_id, site) in view.doc.sites.iter().filter(|(_, site)| site.zone == Some(id)) {
            ui.push_id(site_id, |ui| {
                if super::widgets::link_ui(ui, &site.name) {
                    intents.push(Intent::Show(RecordId::Site(*site_id)));
                }
            });
        }
        if quiet_ui(ui, "删除责任区") {
            intents.push(Intent::Ask(Some(Dialog::Remove(RecordId::Zone(id)))));
        }
    });
}
