//! 责任区: sites, zones, routes, checklists; one tab each.

use eframe::egui;

use super::paste::paste_button_ui;
use super::record::{Column, Form, List, Shown, none_yet_ui, records_ui, remove_ui};
use super::widgets::{Fresh, Tone, banner_ui, button_ui, card_ui, link_ui};
use super::{Screens, View, look};
use crate::action::paste::What;
use crate::action::{Action, NewRecord};
use crate::model::checklist::Item;
use crate::model::id::{PersonId, SiteId, ZoneId};
use crate::model::place::{Site, SiteField, SiteKey, SiteKind, Zone, ZoneField, ZoneKey};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::duty;
use crate::workspace::{Command, Intent};

mod checklists;
mod residents;
mod routes;
mod stewards;

pub(super) use checklists::checklists_ui;
pub(super) use residents::{ResidentsState, resident_actions_ui, residents_ui};
pub(super) use routes::routes_ui;
pub(super) use stewards::{steward_actions_ui, stewards_ui};

pub(super) fn site_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    paste_button_ui(ui, What::Sites, intents);
    if button_ui(ui, "新增场所", None) {
        intents.push(new_site(view));
    }
}

pub(super) fn zone_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.doc.zones.is_empty() {
        for (words, request) in [
            ("责任区一览表", Request::zones()),
            ("责任区牌", Request::plates(false)),
            ("责任分工一览表", Request::answers(true)),
        ] {
            if button_ui(ui, words, None) {
                intents.push(Intent::Preview(request));
            }
        }
    }
    paste_button_ui(ui, What::Zones, intents);
    if button_ui(ui, "新增责任区", None) {
        intents.push(new_zone(view));
    }
}

pub(super) fn route_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    paste_button_ui(ui, What::Routes, intents);
    if button_ui(ui, "新增路线", None) {
        intents.push(routes::new_route(view));
    }
}

pub(super) fn item_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, Command::Editions.word(), None) {
        intents.push(Intent::Run(Command::Editions));
    }
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

const SITE_COLUMNS: &[Column<Site>] = &[
    Column::new("场所", 0.0, |_, _, site: &Site| Shown::words(&site.name))
        .writes(|| SiteKey::Name, |form, ui, one| form.line(ui, &one.name, SiteField::Name)),
    Column::new("类别", 112.0, |view, _, site: &Site| match site.kind {
        Some(kind) => Shown::words(view.doc.profile().kind_word(kind)),
        None => Shown::words("未填").weak(),
    })
    .writes(|| SiteKey::Kind, |form, ui, one| form.field(ui, &one.kind, SiteField::Kind)),
    Column::new("责任区", 132.0, |view, _, site: &Site| match site.zone {
        Some(zone) => Shown::words(view.doc.zone_name(Some(zone))),
        None => Shown::badge(Tone::Care, "未划责任区"),
    })
    .writes(|| SiteKey::Zone, |form, ui, one| form.field(ui, &one.zone, SiteField::Zone)),
    Column::often("管理单位", 124.0, |view, _, site: &Site| {
        Shown::words(view.doc.unit_name(site.unit))
    })
    .writes(|| SiteKey::Unit, |form, ui, one| form.field(ui, &one.unit, SiteField::Unit)),
    Column::extra("说明", 0.0, |_, _, site: &Site| Shown::words(&site.note))
        .writes(|| SiteKey::Note, |form, ui, one| form.line(ui, &one.note, SiteField::Note)),
];

/// The sites, zone by zone.
fn sites_in_order(doc: &Document) -> Vec<SiteId> {
    let mut sites: Vec<(Option<ZoneId>, SiteId)> =
        doc.sites.iter().map(|(id, site)| (site.zone, *id)).collect();
    sites.sort();
    sites.into_iter().map(|(_, id)| id).collect()
}

pub(super) fn places_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.sites.is_empty() {
        let hint = "先建一个场所，写上名称、类别和所属责任区";
        let words = (look::sign::MAP, "还没有场所", hint, "新增第一个场所");
        return none_yet_ui(ui, words, intents, || new_site(view));
    }
    let rows = || sites_in_order(view.doc);
    let list = List::new(SITE_COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        site_ui(ui, view, screens, one, intents);
    });
}

fn site_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, site): (&SiteId, &Site),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "场所", "", |ui| {
        let mut form = Form::of(view, screens, (id, site), intents);
        form.label("名称").first(ui, Fresh::Site, &site.name, SiteField::Name);
        form.label("类别").field(ui, &site.kind, SiteField::Kind);
        form.field(ui, &site.zone, SiteField::Zone);
        form.field(ui, &site.unit, SiteField::Unit);
        form.hint("层数、住多少人等，印在单子上").lines(ui, &site.note, SiteField::Note);
        if is_lived_in(view.doc, *id, site) {
            form.field(ui, &site.warden, SiteField::Warden);
            form.hint("例：职工食堂前广场").line(ui, &site.muster, SiteField::Muster);
        }
        ui.add_space(look::GAP);
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "出这个场所的检查单…", None) {
                intents.push(Intent::Run(Command::Issue));
            }
            remove_ui(ui, "删除场所", RecordId::Site(*id), intents);
        });
    });
}

/// Whether people sleep there.
fn is_lived_in(doc: &Document, id: SiteId, site: &Site) -> bool {
    let of_kind = matches!(
        site.site_kind(),
        SiteKind::Dormitory | SiteKind::PrefabHut | SiteKind::GuestHouse
    );
    let is_written = site.warden.is_some() || !site.muster.is_empty();
    of_kind || is_written || doc.residents.iter().any(|(_, one)| one.building == Some(id))
}

const ZONE_COLUMNS: &[Column<Zone>] = &[
    Column::new("责任区", 0.0, |_, _, zone: &Zone| Shown::words(&zone.name))
        .writes(|| ZoneKey::Name, |form, ui, one| form.line(ui, &one.name, ZoneField::Name)),
    Column::new("责任人", 96.0, |view, _, zone: &Zone| person(view, zone.keeper))
        .writes(|| ZoneKey::Keeper, |form, ui, one| form.field(ui, &one.keeper, ZoneField::Keeper)),
    Column::new("B角", 96.0, |view, _, zone: &Zone| person(view, zone.backup))
        .writes(|| ZoneKey::Backup, |form, ui, one| form.field(ui, &one.backup, ZoneField::Backup)),
    Column::new("场所", 56.0, |view, id, _| Shown::count(sites_of(view.doc, *id).count())),
    Column::extra("所含场所", 0.0, |view, id, _| {
        let names: Vec<&str> =
            sites_of(view.doc, *id).map(|(_, site)| site.name.as_str()).collect();
        Shown::words(names.join("、"))
    }),
];

fn person(view: View<'_>, person: Option<PersonId>) -> Shown {
    match person {
        Some(person) => Shown::words(view.doc.person_name(person)),
        None => Shown::badge(Tone::Care, "未定"),
    }
}

fn sites_of(doc: &Document, zone: ZoneId) -> impl Iterator<Item = (&SiteId, &Site)> {
    doc.sites.iter().filter(move |(_, site)| site.zone == Some(zone))
}

pub(super) fn zones_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.zones.is_empty() {
        let hint = "每个地面场所都划进一个责任区，每区有责任人和B角";
        let words = (look::sign::MAP, "还没有责任区", hint, "新增第一个责任区");
        return none_yet_ui(ui, words, intents, || new_zone(view));
    }
    let rows = || view.doc.zones.iter().map(|(id, _)| *id).collect();
    let list = List::new(ZONE_COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        zone_ui(ui, view, screens, one, intents);
    });
}

fn zone_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, zone): (&ZoneId, &Zone),
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "责任区", "", |ui| {
        let mut form = Form::of(view, screens, (id, zone), intents);
        form.label("名称").first(ui, Fresh::Zone, &zone.name, ZoneField::Name);
        form.field(ui, &zone.keeper, ZoneField::Keeper);
        form.field(ui, &zone.backup, ZoneField::Backup);
        deputy_ui(ui, view, *id);
        ui.add_space(look::GAP);
        ui.label(look::small("所含场所"));
        for (site_id, site) in sites_of(view.doc, *id) {
            ui.push_id(site_id, |ui| {
                if link_ui(ui, &site.name) {
                    intents.push(Intent::Show(RecordId::Site(*site_id)));
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, "预览责任区牌", None) {
                intents.push(Intent::Preview(Request::plate(*id)));
            }
            remove_ui(ui, "删除责任区", RecordId::Zone(*id), intents);
        });
    });
}

/// Who looks after the zone in the place of whoever answers for it.
fn deputy_ui(ui: &mut egui::Ui, view: View<'_>, zone: ZoneId) {
    let Some((deputy, swap)) = duty::deputy_of_zone(view.doc, zone, view.today) else { return };
    let until = swap.to.map(|to| format!("，到{}", to.format("%-m月%-d日"))).unwrap_or_default();
    let words = format!("现由{}代管{until}", view.doc.person_name(deputy));
    banner_ui(ui, Tone::Care, &words);
}
