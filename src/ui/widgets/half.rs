//! Text that is half typed: no value yet, no name chosen yet. It stands in its field, empties
//! nothing, and goes when what the document says there changes.

use eframe::egui::{self, Id, LayerId, TextEdit};

use super::Fields;
use super::text::{edit_ui, select_all};
use crate::model::value::narrowed;
use crate::ui::{keyboard, look};

/// What somebody typed into a field, while it is not what the document says.
#[derive(Clone, Debug)]
pub(super) struct Half {
    /// As it was typed.
    text: String,
    /// What the document said then.
    shown: String,
    /// What it said when the typing began.
    began: String,
    /// Something was typed in the pass before, so that the document may just have followed.
    typed: bool,
    /// Nothing can be made of it.
    open: bool,
    /// Where the field is.
    layer: LayerId,
}

impl Fields {
    /// What is half typed in a field whose document says `shown`.
    pub(super) fn half(&mut self, id: Id, shown: &str) -> Option<String> {
        let half = self.halves.get_mut(&id)?;
        if std::mem::take(&mut half.typed) {
            shown.clone_into(&mut half.shown);
        } else if half.shown != shown {
            self.halves.remove(&id);
            return None;
        }
        Some(half.text.clone())
    }

    /// Keeps it.
    pub(super) fn keep_half(
        &mut self,
        field: &egui::Response,
        text: String,
        shown: &str,
        open: bool,
    ) {
        let began = self.halves.remove(&field.id).map_or_else(|| shown.to_owned(), |it| it.began);
        let (typed, layer) = (field.changed(), field.layer_id);
        let half = Half { text, shown: shown.to_owned(), began, typed, open, layer };
        self.halves.insert(field.id, half);
    }

    /// It has become what it was meant to be, or is given up.
    pub(super) fn forget_half(&mut self, id: Id) {
        self.halves.remove(&id);
    }

    /// What was written in a field and is no value yet goes.
    pub(in crate::ui) fn give_up(&mut self, id: Id) {
        self.halves.remove(&id);
        self.cursor.remove(&id);
        self.awaited.remove(&id);
        self.picking.take_if(|(picking, _)| *picking == id);
    }

    /// Whether nothing can be made of what stands in a field.
    pub(in crate::ui) fn is_open(&self, id: Id) -> bool {
        self.halves.get(&id).is_some_and(|half| half.open)
    }

    /// What stands in a field of a layer and is neither a value nor chosen.
    pub(in crate::ui) fn open_in(&self, ctx: &egui::Context, layer: LayerId) -> Option<&str> {
        let open = |(id, half): &(&Id, &Half)| {
            half.open && half.layer == layer && keyboard::is_painted(ctx, **id)
        };
        self.halves.iter().find(open).map(|(_, half)| half.text.trim())
    }

    /// What stands in a field in sight and is neither a value nor chosen.
    pub(in crate::ui) fn open(&self, ctx: &egui::Context) -> Option<&str> {
        let open = |(id, half): &(&Id, &Half)| {
            half.open && (keyboard::is_painted(ctx, **id) || keyboard::was_painted(ctx, **id))
        };
        self.halves.iter().find(open).map(|(_, half)| half.text.trim())
    }

    /// Forgets what is half typed in questions: the next one begins anew.
    pub(in crate::ui) fn forget_halves_of_questions(&mut self) {
        self.halves.retain(|_, half| half.layer.order == egui::Order::Background);
    }

    /// Takes back what is half typed on this screen. Returns whether there was any.
    pub(in crate::ui) fn take_back(&mut self, ctx: &egui::Context) -> bool {
        let before = self.halves.len();
        // What was typed and has changed nothing, be it a value or none. What has is a step to be undone.
        let is_idle =
            |half: &Half| half.open || (half.text != half.shown && half.began == half.shown);
        self.halves.retain(|id, half| !is_idle(half) || !keyboard::was_painted(ctx, *id));
        self.halves.len() < before
    }

    /// One field stands for several things in turn: what was half typed for another goes. Returns what
    /// that was, if nothing could be made of it.
    pub(in crate::ui) fn stands_for(&mut self, field: Id, what: Id) -> Option<String> {
        self.stood_for.insert(field, what).filter(|before| *before != what)?;
        let half = self.halves.remove(&field)?;
        half.open.then(|| half.text.trim().to_owned())
    }

    /// Leaves the name that is being written, so that what it means is settled in the next pass.
    /// Returns whether there is one.
    pub(in crate::ui) fn leave_name(&self, ctx: &egui::Context) -> bool {
        let Some((id, _)) = self.picking else { return false };
        let is_written = self.halves.get(&id).is_some_and(|half| half.text != half.shown);
        let is_there = keyboard::is_painted(ctx, id) || keyboard::was_painted(ctx, id);
        if is_written && is_there {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        is_written && is_there
    }

    /// A name whose field is gone is picked by nobody any more, and no question waits for it.
    pub(in crate::ui) fn forget_unpainted_names(&mut self, ctx: &egui::Context) {
        self.awaited.retain(|id, _| keyboard::is_painted(ctx, *id));
    }
}

/// A field whose text may be half-typed and no value yet, with `hint` behind it when it is left
/// so: a line below would push the next field away from under the pointer that leaves for it.
pub(in crate::ui) fn raw_field_ui<T: PartialEq>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    ids: (Id, Id),
    (shown, hint, width): (&str, &str, f32),
    parse: impl Fn(&str) -> Option<T>,
) -> (egui::Response, Option<T>) {
    ui.horizontal(|ui| {
        let raw = raw_box_ui(ui, fields, ids, (shown, width), parse);
        if raw.half {
            half_ui(ui, hint);
        }
        (raw.response, raw.value)
    })
    .inner
}

/// How to write what was left half-typed.
pub(in crate::ui) fn half_ui(ui: &mut egui::Ui, hint: &str) {
    ui.add(egui::Label::new(look::small(hint).color(look::DANGER)).truncate());
}

/// What became of a field whose text may be half-typed.
#[derive(Debug)]
pub(super) struct Raw<T> {
    pub(super) response: egui::Response,
    /// What stands in it.
    pub(super) text: String,
    /// What the document should have.
    pub(super) value: Option<T>,
    /// It was left with a text that is no value.
    pub(super) half: bool,
}

/// The field itself. Keeps the text while that is no value, and returns the value once there is
/// one.
///
/// Where the text stops being a value, the document gets back what stood there before somebody
/// began to type: of `2400` nobody must keep the `02:40` it was on the way, and a stray sign must
/// not empty a day.
pub(super) fn raw_box_ui<T: PartialEq>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (id, name): (Id, Id),
    (shown, width): (&str, f32),
    parse: impl Fn(&str) -> Option<T>,
) -> Raw<T> {
    let mut text = fields.half(id, shown).unwrap_or_else(|| shown.to_owned());
    let was = text.clone();
    let response = selected_edit_ui(ui, id, &mut text, (width, "")).labelled_by(name);
    if keyboard::pressed_in(ui.ctx(), id, egui::Key::Enter) {
        keyboard::go_on(ui.ctx(), id);
    }
    let read = |text: &str| parse(&narrowed(text).replace('。', "."));
    let parsed = read(&text);
    let open = parsed.is_none();
    // A value that was written over as a whole was no step on the way: it is what stood there.
    let replaced = !text.starts_with(&was) && !was.starts_with(&text);
    if replaced && read(&was).is_some() {
        fields.forget_half(id);
    }
    // While it is written in, what stood there first is kept too.
    let began = fields.halves.contains_key(&id) || response.changed();
    let done = !response.has_focus() && (text == shown || !open);
    if done || !began {
        fields.forget_half(id);
    } else {
        fields.keep_half(&response, text.clone(), shown, open);
    }
    let half = open && !done && !response.has_focus();
    let before = || read(fields.halves.get(&id).map_or(shown, |half| half.began.as_str()));
    let wanted = if response.changed() { parsed.or_else(before) } else { None };
    let value = wanted.filter(|value| read(shown).as_ref() != Some(value));
    Raw { response, text, value, half }
}

/// A field so wide whose whole text is selected when it gets the writing cursor, so that typing
/// replaces it, with what to write in it while it is empty.
pub(super) fn selected_edit_ui(
    ui: &mut egui::Ui,
    id: Id,
    text: &mut String,
    (width, hint): (f32, &str),
) -> egui::Response {
    // Where the cursor was sent here before, its first sign may be heard in this pass.
    let came = !keyboard::is_entered(ui.ctx(), id);
    if came && ui.memory(|memory| memory.has_focus(id)) {
        select_all(ui.ctx(), id, text);
    }
    let edit = TextEdit::singleline(text)
        .id(id)
        .hint_text(look::weak(hint).color(look::FIELD_LINE))
        .desired_width(width)
        .margin(egui::Margin::symmetric(8, 5));
    let response = edit_ui(ui, edit);
    if response.gained_focus() && !response.changed() {
        select_all(ui.ctx(), id, text);
    }
    keyboard::painted(&response);
    keyboard::enter(&response);
    response
}
