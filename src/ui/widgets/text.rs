//! Text fields. Every committed sign goes to the document at once; what an input method is
//! still composing stays in a buffer of the field's own.

use std::collections::HashMap;

use eframe::egui::text::CCursorRange;
use eframe::egui::{self, Event, Id, ImeEvent, TextEdit};

use super::labelled_ui;
use crate::action::{Action, NewRecord, PlanAction};
use crate::ui::look;
use crate::workspace::Intent;

/// What fields keep between frames: only what may be lost.
#[derive(Debug, Default)]
pub(in crate::ui) struct Fields {
    composing: Option<Composing>,
    /// Half-typed text that is no value yet, by field.
    pub(super) raw: HashMap<Id, String>,
    /// What a field showed before somebody began to type, while its text is half-typed.
    began: HashMap<Id, String>,
    /// Which suggestion is highlighted, by field.
    pub(super) cursor: HashMap<Id, usize>,
    /// Names a field asked to be put on the books, to be picked once they are there.
    pub(super) awaited: HashMap<Id, String>,
    /// What was just made: the writing cursor goes to its first text.
    fresh: Option<Fresh>,
}

/// A kind of record that somebody makes in order to write its first text at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Fresh {
    Activity,
    Card,
    Person,
    Phone,
    Post,
    Route,
    Service,
    Site,
    Unit,
    Zone,
}

impl Fresh {
    /// What an action makes, if it is one of these.
    fn of(action: &Action) -> Option<Self> {
        let Action::Add(new) = action else {
            return matches!(action, Action::Plan(PlanAction::NewCard { .. }))
                .then_some(Self::Card);
        };
        Some(match new {
            NewRecord::Activity(_) => Self::Activity,
            NewRecord::Person(_) => Self::Person,
            NewRecord::Phone(_) => Self::Phone,
            NewRecord::Post(_) => Self::Post,
            NewRecord::Route(_) => Self::Route,
            NewRecord::Service(_) => Self::Service,
            NewRecord::Site(_) => Self::Site,
            NewRecord::Unit(_) => Self::Unit,
            NewRecord::Zone(_) => Self::Zone,
            _ => return None,
        })
    }
}

/// A field whose input method is composing.
#[derive(Debug)]
struct Composing {
    id: Id,
    /// The document's text when composing began.
    base: String,
    /// The field's text, with what is being composed.
    buffer: String,
}

impl Fields {
    /// Whether an input method is composing in any field.
    pub(in crate::ui) fn is_composing(&self) -> bool {
        self.composing.is_some()
    }

    /// Remembers for the next pass what this one asks to be made. What a field puts on the books
    /// in passing is picked there, and nobody goes on to write in it.
    pub(in crate::ui) fn expect(&mut self, intents: &[Intent]) {
        let in_passing = |action: &Action| match action {
            Action::Add(NewRecord::Person(person)) => {
                self.awaited.values().any(|name| *name == person.name)
            }
            Action::Add(NewRecord::Unit(unit)) => {
                self.awaited.values().any(|name| *name == unit.name)
            }
            _ => false,
        };
        self.fresh = intents.iter().find_map(|intent| match intent {
            Intent::Do(action) if !in_passing(action) => Fresh::of(action),
            _ => None,
        });
    }

    fn buffer(&self, id: Id, value: &str) -> String {
        self.composing
            .as_ref()
            .filter(|composing| composing.id == id)
            .map_or_else(|| value.to_owned(), |composing| composing.buffer.clone())
    }

    /// Follows what the input method did in this pass and says what the document should have.
    fn follow(
        &mut self,
        ui: &egui::Ui,
        id: Id,
        value: &str,
        buffer: String,
        focused: bool,
    ) -> Option<String> {
        let was = self.composing.as_ref().is_some_and(|composing| composing.id == id);
        let composes = focused && ui.input(|input| still_composes(was, &input.events));
        match (was, composes) {
            (false, true) => {
                self.composing = Some(Composing { id, base: value.to_owned(), buffer });
                None
            }
            (true, true) => {
                if let Some(composing) = &mut self.composing {
                    composing.buffer = buffer;
                }
                None
            }
            (true, false) => {
                let Composing { base, .. } = self.composing.take()?;
                // Leaving the field in mid-composition commits nothing.
                let typed = if focused { buffer } else { base.clone() };
                let merged = merge(&base, &typed, value);
                (merged != value).then_some(merged)
            }
            (false, false) => (buffer != value).then_some(buffer),
        }
    }
}

/// Whether composition goes on after these events.
fn still_composes(was: bool, events: &[Event]) -> bool {
    events.iter().fold(was, |composes, event| match event {
        Event::Ime(ImeEvent::Preedit { text, .. }) => !text.is_empty(),
        Event::Ime(ImeEvent::Commit(_)) => false,
        _ => composes,
    })
}

/// Puts what was typed between `base` and `typed` into `outside`, which others wrote meanwhile.
///
/// The typed piece keeps its place after what stands before it, or before what stands behind
/// it; where neither is left, it goes to the end. No sign is ever dropped.
fn merge(base: &str, typed: &str, outside: &str) -> String {
    if base == outside {
        return typed.to_owned();
    }
    let (base, typed): (Vec<char>, Vec<char>) = (base.chars().collect(), typed.chars().collect());
    let front = base.iter().zip(&typed).take_while(|(one, other)| one == other).count();
    let back = base
        .iter()
        .rev()
        .zip(typed.iter().rev())
        .take_while(|(one, other)| one == other)
        .count()
        .min(base.len().min(typed.len()) - front);
    let piece: String = typed.iter().take(typed.len() - back).skip(front).collect();
    let before: String = base.iter().take(front).collect();
    let behind: String = base.iter().skip(base.len() - back).collect();
    if let Some(rest) = outside.strip_prefix(&before).filter(|_| !before.is_empty()) {
        format!("{before}{piece}{rest}")
    } else if let Some(rest) = outside.strip_suffix(&behind).filter(|_| !behind.is_empty()) {
        format!("{rest}{piece}{behind}")
    } else {
        format!("{outside}{piece}")
    }
}

/// A text field as a screen asks for it.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Text<'a> {
    /// The label beside it.
    pub(in crate::ui) label: &'a str,
    /// The document's text.
    pub(in crate::ui) value: &'a str,
    /// What to write, while it is empty.
    pub(in crate::ui) hint: &'a str,
    /// Lines it begins with; grows with its text.
    pub(in crate::ui) lines: usize,
    /// The kind of record whose first text it is.
    pub(in crate::ui) fresh: Option<Fresh>,
}

impl<'a> Text<'a> {
    /// A line.
    pub(in crate::ui) fn line(label: &'a str, value: &'a str) -> Self {
        Self { label, value, hint: "", lines: 1, fresh: None }
    }

    /// Several lines.
    pub(in crate::ui) fn lines(label: &'a str, value: &'a str) -> Self {
        Self { label, value, hint: "", lines: 2, fresh: None }
    }

    /// With a hint.
    pub(in crate::ui) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// As the first text of such a record: of a new one it takes the writing cursor, with all that
    /// stands there for the time being selected.
    pub(in crate::ui) fn first_of(self, fresh: Fresh) -> Self {
        Self { fresh: Some(fresh), ..self }
    }
}

/// A labelled text field. Returns what the document should have, on every committed key.
pub(in crate::ui) fn text_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    text: Text<'_>,
) -> Option<String> {
    let id = ui.scope_id().with(("text", text.label));
    labelled_ui(ui, text.label, |ui, name| bare_ui(ui, fields, id, name, text))
}

/// The field itself, labelled by something that stands elsewhere.
pub(in crate::ui) fn bare_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    id: Id,
    name: Id,
    text: Text<'_>,
) -> Option<String> {
    if text.fresh.is_some() && fields.fresh.take_if(|fresh| Some(*fresh) == text.fresh).is_some() {
        select_ui(ui, id, text.value);
    }
    let mut buffer = fields.buffer(id, text.value);
    let edit = if text.lines == 1 {
        TextEdit::singleline(&mut buffer)
    } else {
        TextEdit::multiline(&mut buffer).desired_rows(text.lines)
    };
    let response = ui
        .add(
            edit.id(id)
                .hint_text(look::weak(text.hint).color(look::FIELD_LINE))
                .desired_width(f32::INFINITY)
                .margin(egui::Margin::symmetric(8, 5)),
        )
        .labelled_by(name);
    fields.follow(ui, id, text.value, buffer, response.has_focus())
}

/// Puts the writing cursor into a field, with all its text selected.
fn select_ui(ui: &egui::Ui, id: Id, text: &str) {
    ui.memory_mut(|memory| memory.request_focus(id));
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// Text as a keyboard without an input method writes it: full-width digits and signs made narrow.
fn narrow(text: &str) -> String {
    let sign = |sign: char| match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '　' => ' ',
        '。' => '.',
        _ => sign,
    };
    text.chars().map(sign).collect()
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
    /// What the document should have.
    pub(super) value: Option<T>,
    /// It was left with a text that is no value.
    pub(super) half: bool,
}

/// The field itself. Keeps the raw text while that is no value, and returns the value once there
/// is one.
///
/// Where the text stops being a value, so does the value: of `2400` nobody must keep the `02:40`
/// it was on the way. It is then what an empty field means, else what stood there before.
pub(super) fn raw_box_ui<T: PartialEq>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (id, name): (Id, Id),
    (shown, width): (&str, f32),
    parse: impl Fn(&str) -> Option<T>,
) -> Raw<T> {
    let mut raw = fields.raw.get(&id).cloned().unwrap_or_else(|| shown.to_owned());
    let response = ui
        .add(
            TextEdit::singleline(&mut raw)
                .id(id)
                .desired_width(width)
                .margin(egui::Margin::symmetric(8, 5)),
        )
        .labelled_by(name);
    let read = |text: &str| parse(&narrow(text));
    let parsed = read(&raw);
    let settled = raw == shown || (!response.has_focus() && parsed.is_some());
    let value = if response.changed() {
        let began = fields.began.entry(id).or_insert_with(|| shown.to_owned());
        parsed.or_else(|| read("")).or_else(|| read(began))
    } else {
        None
    };
    if settled {
        fields.raw.remove(&id);
        fields.began.remove(&id);
    } else {
        fields.raw.insert(id, raw);
    }
    let half = !settled && !response.has_focus();
    Raw { response, value, half }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_signs_are_read_as_narrow_ones() {
        for (typed, read) in
            [("０８：０５", "08:05"), ("２．６", "2.6"), ("１。５", "1.5"), ("2月6日", "2月6日")]
        {
            assert_eq!(narrow(typed), read);
        }
    }

    #[test]
    fn what_was_typed_survives_an_outside_change() {
        let table = [
            ("", "门锁", "", "门锁"),
            ("东门", "东侧门", "东门2处", "东侧门2处"),
            ("门上锁", "门上锁链", "西门上锁", "西门上锁链"),
            ("甲", "甲乙", "丙", "丙乙"),
            ("甲乙丙", "甲乙丙", "别的", "别的"),
            ("锁", "链锁", "锁", "链锁"),
        ];
        for (base, typed, outside, expected) in table {
            assert_eq!(merge(base, typed, outside), expected, "{base} {typed} {outside}");
        }
    }
}
