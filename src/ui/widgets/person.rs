//! Picking persons by name or pinyin letters, and putting new ones on the books in passing.

use eframe::egui::{self, Id, Key, Popup, PopupCloseBehavior, TextEdit};

use super::card::make_room_ui;
use super::{Fields, icon_button_ui, labelled_ui};
use crate::action::{Action, NewRecord};
use crate::model::Document;
use crate::model::id::{PersonId, SiteId, UnitId};
use crate::model::people::{Person, Unit};
use crate::model::place::Site;
use crate::rules::pinyin;
use crate::ui::look::{self, sign};
use crate::workspace::Intent;

/// How many names are offered at once.
const OFFERED: usize = 8;
/// How many of them are seen at once; more are scrolled to.
const LOOKED_THROUGH: f32 = 8.0;
/// The least width of what is offered.
const OFFERS: f32 = 340.0;
/// How many signs of a remark show; the name needs room too.
const REMARK: usize = 18;

/// Something with a name that can be picked.
#[derive(Clone, Debug)]
struct Named<T> {
    id: T,
    name: String,
    remark: String,
    /// Something speaks against it.
    care: bool,
}

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

/// What is picked in a field: how to say so, and how to put a new one on the books.
#[derive(Clone, Copy, Debug)]
struct Kind {
    hint: &'static str,
    /// What is said where there is none to be offered.
    none: &'static str,
    /// How many are offered at once.
    most: usize,
    /// None where nobody makes one in passing.
    add: Option<fn(String) -> Action>,
}

const PERSON: Kind = Kind {
    hint: "姓名或拼音首字母",
    none: "还没有人员，输入姓名即可新增",
    most: OFFERED,
    add: Some(new_person),
};
const UNIT: Kind = Kind {
    hint: "单位名称或拼音首字母",
    none: "还没有单位，输入名称即可新增",
    most: OFFERED,
    add: Some(new_unit),
};
/// There are not so many that they could not be looked through.
const SITE: Kind = Kind {
    hint: "场所名称或拼音首字母",
    none: "没有这个场所，可先到“责任区”里新增",
    most: usize::MAX,
    add: None,
};

/// A labelled site. Returns which was picked.
pub(in crate::ui) fn site_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    (id, label): (Id, &str),
    value: Option<SiteId>,
) -> Option<SiteId> {
    let named = |(id, site): (&SiteId, &Site)| Named {
        id: *id,
        name: site.name.clone(),
        remark: site.zone.map(|zone| doc.zone_name(Some(zone)).to_owned()).unwrap_or_default(),
        care: false,
    };
    let sites: Vec<Named<SiteId>> = doc.sites.iter().map(named).collect();
    labelled_ui(ui, label, |ui, name| {
        let mut none = Vec::new();
        picker_ui(ui, fields, (id, name), doc.site_name(value), &sites, &mut none, SITE)
    })
}

/// A labelled person. Returns whom was picked; a name that is not on the books is put there.
pub(in crate::ui) fn person_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    doc: &Document,
    label: &str,
    value: Option<PersonId>,
    intents: &mut Vec<Intent>,
) -> Option<PersonId> {
    let id = ui.scope_id().with(("person", label));
    let shown = value.map(|id| doc.person_name(id).to_owned()).unwrap_or_default();
    labelled_ui(ui, label, |ui, name| {
        picker_ui(ui, fields, (id, name), &shown, &persons(doc), intents, PERSON)
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
) -> Option<UnitId> {
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
        picker_ui(ui, fields, (id, name), doc.unit_name(value), &units, intents, UNIT)
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
                        wish = Some(value.iter().copied().filter(|id| id != one).collect());
                    }
                }
            });
        }
        let others: Vec<Named<PersonId>> =
            all.into_iter().filter(|named| !value.contains(&named.id)).collect();
        if let Some(one) = picker_ui(ui, fields, (id, name), "", &others, intents, PERSON) {
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
                icon_button_ui(ui, sign::CROSS, &format!("去掉{name}"))
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

/// A line in which a name is typed, with what fits below it.
fn picker_ui<T: Clone>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (id, name): (Id, Id),
    shown: &str,
    all: &[Named<T>],
    intents: &mut Vec<Intent>,
    kind: Kind,
) -> Option<T> {
    if let Some(awaited) = fields.awaited.get(&id)
        && let Some(named) = all.iter().rev().find(|named| named.name == *awaited)
    {
        let picked = named.id.clone();
        fields.awaited.remove(&id);
        fields.raw.remove(&id);
        return Some(picked);
    }
    let mut raw = fields.raw.get(&id).cloned().unwrap_or_else(|| shown.to_owned());
    let response = ui
        .add(
            TextEdit::singleline(&mut raw)
                .id(id)
                .hint_text(look::weak(kind.hint).color(look::FIELD_LINE))
                .desired_width(ui.available_width().min(280.0))
                .margin(egui::Margin::symmetric(8, 5)),
        )
        .labelled_by(name);
    if response.gained_focus() {
        fields.raw.insert(id, raw.clone());
    } else if response.changed() {
        fields.raw.insert(id, raw.clone());
        fields.cursor.remove(&id);
    }
    let query = raw.trim().to_owned();
    let offered = offered(all, if query == shown.trim() { "" } else { &query }, kind.most);
    let cursor = moved(ui, fields, id, response.has_focus(), offered.len());
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let known = offered.iter().any(|named| named.name == query);
    let mut picked = None;
    let mut wants_new = false;
    if entered && query != shown.trim() && !query.is_empty() {
        let exact = offered.iter().find(|named| named.name == query);
        match exact.or_else(|| offered.get(cursor)) {
            Some(named) => picked = Some(named.id.clone()),
            None => wants_new = kind.add.is_some(),
        }
    }
    if response.has_focus() && !ui.input(|input| composing(&input.events)) {
        let room = room_of_offers(ui.ctx(), response.rect);
        let popup = Popup::from_response(&response)
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(response.rect.width().max(OFFERS))
            .show(|ui| offers_ui(ui, (&offered, cursor), (&query, known), kind, room));
        match popup.map(|shown| shown.inner) {
            Some(Offer::Pick(place)) => picked = offered.get(place).map(|named| named.id.clone()),
            Some(Offer::New) => wants_new = true,
            Some(Offer::Nothing) | None => {}
        }
    }
    if let Some(add) = kind.add.filter(|_| wants_new) {
        fields.awaited.insert(id, query.clone());
        intents.push(Intent::Do(add(query.clone())));
    }
    if picked.is_some() {
        fields.raw.remove(&id);
        ui.memory_mut(|memory| memory.surrender_focus(id));
    } else if response.lost_focus() && !wants_new && !fields.awaited.contains_key(&id) {
        // Left without picking: whoever is meant exactly is picked, anything else is dropped.
        picked = all
            .iter()
            .find(|named| named.name == query && query != shown)
            .map(|named| named.id.clone());
        fields.raw.remove(&id);
    }
    picked
}

/// What a click in the list asks for.
enum Offer {
    Pick(usize),
    New,
    Nothing,
}

/// The height of the list below a field, or above it: it must never cover what is being typed.
fn room_of_offers(ctx: &egui::Context, field: egui::Rect) -> f32 {
    let window = ctx.content_rect();
    let room = (window.bottom() - field.bottom()).max(field.top() - window.top());
    // The margins, and the line that puts a new name on the books.
    let room = room - look::CONTROL - 4.0 * look::GAP;
    room.clamp(look::CONTROL, (look::CONTROL + look::GAP) * LOOKED_THROUGH)
}

fn offers_ui<T>(
    ui: &mut egui::Ui,
    (offered, cursor): (&[&Named<T>], usize),
    (query, known): (&str, bool),
    kind: Kind,
    room: f32,
) -> Offer {
    let list = egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
    let offer = ui.scope(|ui| list.show(ui, |ui| list_ui(ui, offered, cursor)).inner);
    let offer = offer.inner;
    if kind.add.is_some() && !known && !query.is_empty() {
        let button = egui::Button::selectable(offered.is_empty(), format!("新增“{query}”"));
        if ui.add_sized([ui.available_width(), look::CONTROL], button).clicked() {
            return Offer::New;
        }
    } else if offered.is_empty() {
        ui.label(look::small(kind.none));
    }
    offer
}

/// The names themselves; the one the arrow keys go to comes into sight.
fn list_ui<T>(ui: &mut egui::Ui, offered: &[&Named<T>], cursor: usize) -> Offer {
    let arrows = [Key::ArrowDown, Key::ArrowUp];
    let moved = ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
    let mut offer = Offer::Nothing;
    for (place, named) in offered.iter().enumerate() {
        let words = egui::RichText::new(&named.name);
        let remark = look::small(cut(named.remark.trim()));
        let remark = if named.care { remark.color(look::CARE) } else { remark };
        let button = egui::Button::selectable(place == cursor, words).right_text(remark).truncate();
        let response = ui.add_sized([ui.available_width(), look::CONTROL], button);
        // The button is told by name alone, as the person picks it.
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &named.name));
        if response.clicked() {
            offer = Offer::Pick(place);
        }
        if moved && place == cursor {
            response.scroll_to_me(None);
        }
    }
    offer
}

/// As much of a remark as has room beside a name.
fn cut(words: &str) -> String {
    let mut signs = words.chars();
    let front: String = signs.by_ref().take(REMARK).collect();
    if signs.next().is_some() { format!("{front}…") } else { front }
}

/// The best fits, best first; without a query all in their own order.
fn offered<'a, T>(all: &'a [Named<T>], query: &str, most: usize) -> Vec<&'a Named<T>> {
    let mut fits: Vec<(usize, &Named<T>)> = all
        .iter()
        .filter_map(|named| pinyin::fit(&named.name, query).map(|fit| (fit, named)))
        .collect();
    if !query.is_empty() {
        fits.sort_by_key(|(fit, named)| (*fit, named.name.chars().count()));
    }
    fits.into_iter().map(|(_, named)| named).take(most).collect()
}

/// Where the arrow keys have moved the highlight.
fn moved(ui: &egui::Ui, fields: &mut Fields, id: Id, focused: bool, count: usize) -> usize {
    let mut cursor = fields.cursor.get(&id).copied().unwrap_or_default();
    if focused && 0 < count {
        let (down, up) =
            ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
        cursor = (cursor + usize::from(down)).min(count - 1).saturating_sub(usize::from(up));
        fields.cursor.insert(id, cursor);
    }
    cursor
}

/// Whether an input method is in the middle of something.
fn composing(events: &[egui::Event]) -> bool {
    events.iter().any(|event| {
        matches!(event, egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) if !text.is_empty())
    })
}
