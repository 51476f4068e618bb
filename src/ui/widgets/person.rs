//! Picking persons by name or pinyin letters, and putting new ones on the books in passing.

use eframe::egui::{self, Id};

use super::card::make_room_ui;
use super::picker::{Kind, Named, OFFERED, picker_ui};
use super::{Fields, cross_ui, labelled_ui};
use crate::action::{Action, NewRecord};
use crate::model::Document;
use crate::model::id::{PersonId, SiteId, UnitId};
use crate::model::people::{Person, Unit};
use crate::model::place::Site;
use crate::rules::pinyin::folded;
use crate::ui::look;
use crate::workspace::Intent;

/// Somebody who may be picked, and what is to be said of them.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Candidate {
    /// Who.
    pub(in crate::ui) id: PersonId,
    /// A few words beside the name.
    pub(in crate::ui) remark: String,
    /// Whether they speak against picking them.
    pub(in crate::ui) care: bool,
}

const PERSON: Kind = Kind {
    hint: "姓名或拼音首字母",
    none: "还没有人员，输入姓名即可新增",
    unknown: "没有这个人",
    most: OFFERED,
    add: Some(new_person),
    is_known: |doc, name| doc.persons.iter().any(|(_, one)| folded(&one.name) == folded(name)),
    several: false,
};
const PEOPLE: Kind = Kind { several: true, ..PERSON };
const UNIT: Kind = Kind {
    hint: "单位名称或拼音首字母",
    none: "还没有单位，输入名称即可新增",
    unknown: "没有这个单位",
    most: OFFERED,
    add: Some(new_unit),
    is_known: |doc, name| doc.units.iter().any(|(_, one)| folded(&one.name) == folded(name)),
    several: false,
};
/// There are not so many that they could not be looked through.
const SITE: Kind = Kind {
    hint: "场所名称或拼音首字母",
    none: "没有这个场所，可先到“责任区”里新增",
    unknown: "没有这个场所",
    most: usize::MAX,
    add: None,
    is_known: |_, _| false,
    several: false,
};

/// A labelled site. Returns which was picked, or that it was emptied.
pub(in crate::ui) fn site_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    (id, label): (Id, &str),
    value: Option<SiteId>,
) -> Option<Option<SiteId>> {
    let named = |(id, site): (&SiteId, &Site)| Named {
        id: *id,
        name: site.name.clone(),
        remark: site.zone.map(|zone| doc.zone_name(Some(zone)).to_owned()).unwrap_or_default(),
        care: false,
    };
    let sites: Vec<Named<SiteId>> = doc.sites.iter().map(named).collect();
    labelled_ui(ui, label, |ui, name| {
        let mut none = Vec::new();
        picker_ui(ui, fields, (doc, id, name), (doc.site_name(value), &sites), &mut none, SITE)
    })
}

/// A labelled person where there must be one. Returns who was picked; a name that is not on the books
/// is put there.
pub(in crate::ui) fn person_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    label: &str,
    value: Option<PersonId>,
    intents: &mut Vec<Intent>,
) -> Option<PersonId> {
    anybody_field_ui(ui, fields, doc, label, value, intents).flatten()
}

/// A labelled person, or nobody. Returns who was picked, or that it was emptied.
pub(in crate::ui) fn anybody_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    label: &str,
    value: Option<PersonId>,
    intents: &mut Vec<Intent>,
) -> Option<Option<PersonId>> {
    let id = ui.scope_id().with(("person", label));
    let shown = value.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
    labelled_ui(ui, label, |ui, name| {
        picker_ui(ui, fields, (doc, id, name), (&shown, &persons(doc)), intents, PERSON)
    })
}

/// A labelled unit, likewise.
pub(in crate::ui) fn unit_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    label: &str,
    value: Option<UnitId>,
    intents: &mut Vec<Intent>,
) -> Option<Option<UnitId>> {
    let id = ui.scope_id().with(("unit", label));
    let units: Vec<Named<UnitId>> = doc
        .units
        .iter()
        .map(|(id, unit)| Named {
            id: *id,
            name: unit.name.clone(),
            remark: if unit.contractor { "外委".to_owned() } else { String::new() },
            care: false,
        })
        .collect();
    labelled_ui(ui, label, |ui, name| {
        picker_ui(ui, fields, (doc, id, name), (doc.unit_name(value), &units), intents, UNIT)
    })
}

/// Something that may be chosen by its name, and what is to be said of it.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Choosable<T> {
    /// What is chosen.
    pub(in crate::ui) value: T,
    /// What it is called, and found by.
    pub(in crate::ui) name: String,
    /// A few words beside the name.
    pub(in crate::ui) remark: String,
    /// Whether they speak against it.
    pub(in crate::ui) care: bool,
}

const CHOOSABLE: Kind = Kind {
    hint: "按 ↓ 选，或打拼音首字母",
    none: "没有可选的",
    unknown: "没有这一项",
    most: 12,
    add: None,
    is_known: |_, _| false,
    several: false,
};

/// A labelled choice among things that are offered in their order with what speaks for and against
/// each. The field has that id, so that others can send the writing cursor there. Returns what was
/// chosen.
pub(in crate::ui) fn choosable_ui<T: Clone>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (doc, id, label): (&Document, Id, &str),
    shown: &str,
    all: Vec<Choosable<T>>,
) -> Option<T> {
    let named = |one: Choosable<T>| Named {
        id: one.value,
        name: one.name,
        remark: one.remark,
        care: one.care,
    };
    let all: Vec<Named<T>> = all.into_iter().map(named).collect();
    labelled_ui(ui, label, |ui, name| {
        let mut none = Vec::new();
        picker_ui(ui, fields, (doc, id, name), (shown, &all), &mut none, CHOOSABLE).flatten()
    })
}

/// Several labelled persons. Returns the new list.
pub(in crate::ui) fn people_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    label: &str,
    value: &[PersonId],
    intents: &mut Vec<Intent>,
) -> Option<Vec<PersonId>> {
    let id = ui.scope_id().with(("people", label));
    people_ui(ui, fields, (doc, id, label), value, persons(doc), intents)
}

/// Several labelled persons picked among candidates, who are offered in their order. The field
/// has that id, so that others can send the writing cursor there.
pub(in crate::ui) fn people_among_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (doc, id, label): (&Document, Id, &str),
    value: &[PersonId],
    candidates: Vec<Candidate>,
    intents: &mut Vec<Intent>,
) -> Option<Vec<PersonId>> {
    let named = |one: Candidate| Named {
        id: one.id,
        name: doc.person_name(one.id).to_owned(),
        remark: one.remark,
        care: one.care,
    };
    let all = candidates.into_iter().map(named).collect();
    people_ui(ui, fields, (doc, id, label), value, all, intents)
}

fn people_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (doc, id, label): (&Document, Id, &str),
    value: &[PersonId],
    all: Vec<Named<PersonId>>,
    intents: &mut Vec<Intent>,
) -> Option<Vec<PersonId>> {
    labelled_ui(ui, label, |ui, name| {
        let mut wish = None;
        if !value.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for one in value {
                    if chip_ui(ui, *one, doc.person_name(*one)) {
                        // The button is gone with the name.
                        ui.memory_mut(|memory| memory.request_focus(id));
                        wish = Some(value.iter().copied().filter(|id| id != one).collect());
                    }
                }
            });
        }
        let others: Vec<Named<PersonId>> =
            all.into_iter().filter(|named| !value.contains(&named.id)).collect();
        let ids = (doc, id, name);
        if let Some(Some(one)) = picker_ui(ui, fields, ids, ("", &others), intents, PEOPLE) {
            wish = Some(value.iter().copied().chain([one]).collect());
        }
        wish
    })
}

/// A picked person's name in a wrapped layout, to be taken away again. Returns whether it was.
fn chip_ui(ui: &mut egui::Ui, id: PersonId, name: &str) -> bool {
    let words = egui::WidgetText::from(name);
    let wrap = Some(egui::TextWrapMode::Extend);
    let galley = words.into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Body);
    let rest = look::CONTROL + 2.0 * look::GAP + 4.0;
    let width = galley.size().x + rest;
    let width = width.min(make_room_ui(ui, width));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let size = egui::vec2(width, look::CONTROL);
    let chip = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.push_id(id, |ui| {
            let margin = egui::Margin { left: 10, right: 0, top: 0, bottom: 0 };
            let frame = egui::Frame::new().fill(look::NEUTRAL_TINT).corner_radius(look::CORNER);
            let shown = frame.inner_margin(margin).show(ui, |ui| {
                let room = egui::vec2(width - rest, look::CONTROL);
                ui.allocate_ui_with_layout(room, layout, |ui| {
                    ui.add(egui::Label::new(name).truncate());
                });
                cross_ui(ui, &format!("去掉{name}"))
            });
            shown.inner
        })
        .inner
    });
    chip.inner
}

fn new_person(name: String) -> Action {
    Action::Add(NewRecord::Person(Person { name, ..Person::default() }))
}

fn new_unit(name: String) -> Action {
    Action::Add(NewRecord::Unit(Unit { name, ..Unit::default() }))
}

fn persons(doc: &Document) -> Vec<Named<PersonId>> {
    doc.persons
        .iter()
        .map(|(id, person)| Named {
            id: *id,
            name: person.name.clone(),
            remark: [doc.unit_name(person.unit), person.title.as_str()].join(" "),
            care: false,
        })
        .collect()
}
