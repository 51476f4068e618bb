//! Text fields. Every committed sign goes to the document at once; what an input method is
//! still composing stays in a buffer of the field's own.

use std::collections::HashMap;

use chrono::NaiveDate;
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Event, Id, ImeEvent, TextEdit};

use super::half::Half;
use super::labelled_ui;
use crate::action::{Action, NewRecord, PlanAction};
use crate::model::mine::LittleYear;
use crate::ui::{keyboard, look};
use crate::workspace::{Command, Intent};

/// What fields keep between frames: only what may be lost.
#[derive(Debug, Default)]
pub(in crate::ui) struct Fields {
    composing: Option<Composing>,
    /// An input method is composing in this pass.
    is_composing: bool,
    /// Half-typed text that is no value and no name yet, by field.
    pub(super) halves: HashMap<Id, Half>,
    /// What a field stands for, where that changes.
    pub(super) stood_for: HashMap<Id, Id>,
    /// The text of a list with its blank lines, by field.
    pub(super) blank: HashMap<Id, String>,
    /// Which suggestion the arrow keys chose, by field.
    pub(super) cursor: HashMap<Id, usize>,
    /// The picker somebody writes in, and where what it offers is shown.
    pub(super) picking: Option<(Id, Option<egui::Rect>)>,
    /// A question is being answered: what is written counts as if it was ended by Enter.
    pub(super) hurries: bool,
    /// What is offered stays away until the next key or click: it would lie over what was just said.
    pub(super) is_quiet: bool,
    /// Names a field asked to be put on the books, to be picked once they are there.
    pub(super) awaited: HashMap<Id, String>,
    /// What was just made: the writing cursor goes to its first text.
    fresh: Option<Fresh>,
    /// Today, as the workbook sees it.
    pub(in crate::ui) today: NaiveDate,
    /// On which day the calendars show 小年.
    pub(in crate::ui) little_year: Option<LittleYear>,
}

/// A kind of record that somebody makes in order to write its first text at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Fresh {
    Activity,
    Card,
    Gathering,
    Handout,
    Pairing,
    Person,
    Phone,
    Post,
    Resident,
    Route,
    Service,
    Site,
    Steward,
    Supply,
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
            NewRecord::Handout(_) => Self::Handout,
            NewRecord::Gathering(_) => Self::Gathering,
            NewRecord::Pairing(_) => Self::Pairing,
            NewRecord::Person(_) => Self::Person,
            NewRecord::Phone(_) => Self::Phone,
            NewRecord::Post(_) => Self::Post,
            NewRecord::Resident(_) => Self::Resident,
            NewRecord::Route(_) => Self::Route,
            NewRecord::Service(_) => Self::Service,
            NewRecord::Site(_) => Self::Site,
            NewRecord::Steward(_) => Self::Steward,
            NewRecord::Supply(_) => Self::Supply,
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
        self.is_composing || self.composing.is_some()
    }

    /// Begins a pass.
    pub(in crate::ui) fn begin(&mut self, ctx: &egui::Context) {
        self.is_composing = keyboard::is_composing(ctx);
        self.hurries = false;
        self.is_quiet &= !ctx.input(|input| input.events.iter().any(is_touched));
    }

    /// Whether Esc is for the names below the field with the cursor: what lies in front is left before the
    /// question.
    pub(in crate::ui) fn leaves_names(&self, ctx: &egui::Context) -> bool {
        let shows_names = self.picking.is_some_and(|(_, offers)| offers.is_some());
        shows_names && ctx.input(|input| input.key_pressed(egui::Key::Escape))
    }

    /// What lies below the field with the cursor must be seen, and can be clicked: nothing is offered
    /// over it until somebody types, or clicks into the field itself.
    pub(in crate::ui) fn make_way(&mut self) {
        self.is_quiet = true;
    }

    /// A question is being answered in this pass: whoever is being written counts as if that was
    /// ended by Enter.
    pub(in crate::ui) fn hurry(&mut self) {
        self.hurries = true;
    }

    /// Whether a name is on its way to the books and not yet picked.
    pub(in crate::ui) fn awaits(&self) -> bool {
        !self.awaited.is_empty()
    }

    /// Whether a name typed in that field is on its way to the books and not yet picked.
    pub(in crate::ui) fn is_awaited(&self, id: Id) -> bool {
        self.awaited.contains_key(&id)
    }

    /// Remembers for the next pass what this one asks to be made. What a field puts on the books
    /// in passing is picked there, and nobody goes on to write in it.
    pub(in crate::ui) fn expect(&mut self, intents: &[Intent]) {
        let turns = |intent: &Intent| matches!(intent, Intent::Run(Command::Undo | Command::Redo));
        if intents.iter().any(turns) {
            self.halves.clear();
            self.blank.clear();
        }
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

    /// Whether such a record was just made, for whoever sends the writing cursor there.
    pub(in crate::ui) fn take_fresh(&mut self, fresh: Fresh) -> bool {
        self.fresh.take_if(|made| *made == fresh).is_some()
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

/// Whether somebody types or clicks.
fn is_touched(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Key { pressed: true, .. }
    )
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
        ui.memory_mut(|memory| memory.request_focus(id));
        select_all(ui.ctx(), id, text.value);
    }
    let mut buffer = fields.buffer(id, text.value);
    let edit = if text.lines == 1 {
        TextEdit::singleline(&mut buffer)
    } else {
        TextEdit::multiline(&mut buffer).desired_rows(text.lines)
    };
    let edit = edit
        .id(id)
        .hint_text(look::weak(text.hint).color(look::FIELD_LINE))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 5));
    let response = edit_ui(ui, edit).labelled_by(name);
    keyboard::painted(&response);
    if text.lines == 1 && keyboard::pressed_in(ui.ctx(), id, egui::Key::Enter) {
        keyboard::go_on(ui.ctx(), id);
    }
    fields.follow(ui, id, text.value, buffer, response.has_focus())
}

/// Adds a field in which what is selected can be seen.
pub(super) fn edit_ui(ui: &mut egui::Ui, edit: TextEdit<'_>) -> egui::Response {
    let before = std::mem::replace(&mut ui.visuals_mut().selection.bg_fill, look::SELECTED);
    let response = ui.add(edit);
    ui.visuals_mut().selection.bg_fill = before;
    response
}

/// Selects all the text of a field.
pub(in crate::ui) fn select_all(ctx: &egui::Context, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    TextEdit::store_state(ctx, id, state);
}

/// Puts the writing cursor of a field behind its text.
pub(in crate::ui) fn write_on(ctx: &egui::Context, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    TextEdit::store_state(ctx, id, state);
}

#[cfg(test)]
mod tests {
    use super::*;

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
