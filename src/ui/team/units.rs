//! 单位: the units of the mine and contractors, each with its head and telephone. Two that are one
//! become one.

use eframe::egui;

use crate::action::paste::What;
use crate::action::{Action, NewRecord, TeamAction};
use crate::model::id::UnitId;
use crate::model::people::{Unit, UnitField, UnitKey};
use crate::model::{Document, Kind, RecordId};
use crate::rules;
use crate::ui::look::{self, sign};
use crate::ui::paste::paste_button_ui;
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, button_ui, card_ui, link_ui, pick_ui};
use crate::ui::{Screens, View};
use crate::workspace::{Intent, Pick};

const COLUMNS: &[Column<Unit>] = &[
    Column::new("单位名称", 0.0, |_, _, unit: &Unit| Shown::words(&unit.name))
        .writes(|| UnitKey::Name, |form, ui, one| form.line(ui, &one.name, UnitField::Name)),
    Column::new("负责人", 96.0, |view, _, unit: &Unit| {
        Shown::words(unit.head.map_or("", |id| view.doc.person_name(id)))
    })
    .writes(|| UnitKey::Head, |form, ui, one| form.field(ui, &one.head, UnitField::Head)),
    Column::new("电话", 116.0, |_, _, unit: &Unit| Shown::words(&unit.phone))
        .writes(|| UnitKey::Phone, |form, ui, one| form.line(ui, &one.phone, UnitField::Phone)),
    Column::often("外委", 64.0, |_, _, unit| {
        Shown::words(if unit.contractor { "外委" } else { "" })
    }),
    Column::often("人员", 64.0, |view, id, _| Shown::count(people_of(view.doc, *id).count())),
    Column::extra("管理场所", 96.0, |view, id, _| {
        Shown::count(view.doc.sites.iter().filter(|(_, site)| site.unit == Some(*id)).count())
    }),
    Column::extra("未销号隐患", 104.0, |view, id, _| {
        let hazards = view.doc.hazards.iter();
        let open = hazards.filter(|(_, one)| one.unit == Some(*id) && !one.state().is_over());
        Shown::count(open.count())
    }),
];

fn people_of(doc: &Document, unit: UnitId) -> impl Iterator<Item = RecordId> {
    let people = doc.persons.iter().filter(move |(_, person)| person.unit == Some(unit));
    people.map(|(id, _)| RecordId::Person(*id))
}

/// A unit whose name is to be overwritten.
fn new_unit(view: View<'_>) -> Intent {
    let name = format!("单位{}", view.doc.units.len() + 1);
    Intent::Do(Action::Add(NewRecord::Unit(Unit { name, ..Unit::default() })))
}

pub(in crate::ui) fn unit_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    paste_button_ui(ui, What::Units, intents);
    if button_ui(ui, "新增单位", None) {
        intents.push(new_unit(view));
    }
}

pub(in crate::ui) fn units_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.units.is_empty() {
        let hint = "填人员、场所时写上的单位都会列在这里，负责人和电话在这里填";
        let words = (sign::BUILDINGS, "还没有单位", hint, "新增第一个单位");
        return none_yet_ui(ui, words, intents, || new_unit(view));
    }
    let rows = || view.doc.units.iter().map(|(id, _)| *id).collect();
    let list = List::new(COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        unit_ui(ui, view, screens, one, intents);
    });
}

fn unit_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, unit): (&UnitId, &Unit),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    card_ui(ui, "单位", "", |ui| {
        let mut form = Form::of(view, screens, (id, unit), intents);
        form.first(ui, Fresh::Unit, &unit.name, UnitField::Name);
        form.field(ui, &unit.head, UnitField::Head);
        form.line(ui, &unit.phone, UnitField::Phone);
        form.field(ui, &unit.contractor, UnitField::Contractor);
    });
    // Every record is looked at for it, so only when something has changed.
    let revision = view.doc.revision();
    let kept = screens.team.naming.take_if(|(of, unit, _)| (*of, *unit) == (revision, *id));
    let naming =
        kept.map_or_else(|| rules::naming(view.doc, &RecordId::Unit(*id)), |(_, _, naming)| naming);
    named_ui(ui, view, &naming, intents);
    card_ui(ui, "合并、删除", "", |ui| {
        merge_ui(ui, view, screens, (*id, unit), naming.len(), intents);
        remove_ui(ui, "删除单位…", RecordId::Unit(*id), intents);
    });
    screens.team.naming = Some((revision, *id, naming));
}

/// Where the unit is named: who is in it, and how often else.
fn named_ui(ui: &mut egui::Ui, view: View<'_>, naming: &[RecordId], intents: &mut Vec<Intent>) {
    let remark = format!("{}处", naming.len());
    card_ui(ui, "用到这个单位的", &remark, |ui| {
        if naming.is_empty() {
            ui.label(look::weak("没有人员、场所、隐患和活动写着这个单位"));
        }
        for kind in Kind::ALL {
            let of_kind: Vec<&RecordId> =
                naming.iter().filter(|record| record.kind() == *kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            ui.label(look::small(format!("{} {}", kind.word(), of_kind.len())));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for record in of_kind.into_iter().take(NAMED) {
                    if link_ui(ui, view.doc.name_of(record)) {
                        intents.push(Intent::Show(record.clone()));
                    }
                }
            });
        }
    });
}

/// So many records of a kind are listed.
const NAMED: usize = 12;

/// Lets another unit stand in place of this one.
fn merge_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, unit): (UnitId, &Unit),
    named: usize,
    intents: &mut Vec<Intent>,
) {
    let others = view.doc.units.iter().filter(|(other, _)| **other != id);
    let others: Vec<(UnitId, String)> =
        others.map(|(other, one)| (*other, one.name.clone())).collect();
    let into = screens.team.into.filter(|into| others.iter().any(|(other, _)| other == into));
    if let Some(into) = pick_ui(ui, "并入", into, &others) {
        screens.team.into = Some(into);
    }
    let Some(into) = into else {
        ui.label(look::small("同一个单位写成了两个名称的，选正确的那一个，再点合并"));
        return;
    };
    let name = view.doc.unit_name(Some(into));
    ui.label(look::small(format!(
        "合并后，写着“{}”的{named}处都改为“{name}”，“{}”不再列出；可以撤销",
        unit.name, unit.name
    )));
    if let Some(lost) = view.doc.units.get(&into).and_then(|stays| lost(view.doc, unit, stays)) {
        ui.label(look::small(format!("“{name}”的不变，{lost}不再保留")).color(look::CARE));
    }
    if button_ui(ui, &format!("并入“{name}”"), None) {
        screens.team.into = None;
        let action = TeamAction::MergeUnits { from: id, into };
        intents.push(Intent::Do(Action::Team(action)));
        intents.push(Intent::Pick(Pick::Record(RecordId::Unit(into))));
    }
}

/// What a unit that goes says otherwise than the one that stays, and takes with it.
fn lost(doc: &Document, gone: &Unit, stays: &Unit) -> Option<String> {
    let differs = |gone: &str, stays: &str| {
        !gone.trim().is_empty() && !stays.trim().is_empty() && gone.trim() != stays.trim()
    };
    let head = |unit: &Unit| unit.head.map_or("", |id| doc.person_name(id)).to_owned();
    let told =
        [("负责人", head(gone), head(stays)), ("电话", gone.phone.clone(), stays.phone.clone())];
    let told = told.into_iter().filter(|(_, gone, stays)| differs(gone, stays));
    let told: Vec<String> = told.map(|(word, gone, _)| format!("{word}“{gone}”")).collect();
    (!told.is_empty()).then(|| format!("“{}”的{}", gone.name, told.join("、")))
}
