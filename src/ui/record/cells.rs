//! The cells of a list: where the keys are, which are marked, and the one somebody writes in.
//!
//! A cell is written by the line of the form for its field, so every key goes to the document as it
//! does there; Esc writes back what stood in it. While somebody writes, the rows keep their order.
//! A block is copied, pasted and filled down as in programs of tables, each in one step.

use eframe::egui::{self, Event, Id, Key, Modifiers};

use super::form::Form;
use super::grid::{Block, Grid, Spot};
use crate::action::Action;
use crate::model::document::Tabled;
use crate::model::{Document, Put, RecordId};
use crate::rules;
use crate::ui::keyboard;
use crate::ui::widgets::{Cells, Fields, Touched, bare_fields_ui, select_all};
use crate::workspace::{Intent, Pick, Tone};

/// The most room of a field that needs more than its cell: it reaches over the neighbours.
const ROOM: f32 = 190.0;
/// The same where it says how to write what is half typed.
const HALF_ROOM: f32 = 330.0;

/// How the cells of a column are written.
#[derive(Debug)]
pub(super) struct Writes<R: Tabled> {
    pub(super) key: fn() -> R::Key,
    pub(super) edit: fn(&mut Form<'_, R>, &mut egui::Ui, &R),
    /// Why a record's own is not written there, in words, where that is so.
    pub(super) closed: fn(&R) -> Option<&'static str>,
}

/// Where somebody is with the cell they write in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The cursor is on its way there.
    Coming,
    Within,
    /// It was left with something half typed, which stays and says so.
    Half,
}

/// Where to go from a cell that is done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Down,
    Forth,
    Back,
    /// Whoever wrote went elsewhere.
    Away,
}

/// A cell somebody writes in.
#[derive(Debug)]
struct Writing {
    spot: Spot,
    /// What stood there.
    before: Put,
    /// Whether anything was written there from here.
    has_written: bool,
    /// The field, once it was painted.
    field: Option<Id>,
    /// How wide it was then.
    width: f32,
    stage: Stage,
    /// Where to go once a name that was typed is on the books.
    way: Option<Way>,
    /// Shift+Tab was pressed in the pass before.
    turns_back: bool,
}

/// What is marked in a list.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where the keys are.
    at: Option<Spot>,
    /// The other corner of a block.
    to: Option<Spot>,
    writing: Option<Writing>,
    /// When a click last picked a record that now stands beside the list, in seconds.
    opened: Option<f64>,
    /// The second of two clicks has come.
    clicked_twice: bool,
    /// The row the keyboard goes back to, since a cell of it was left by Esc.
    returns: Option<Spot>,
    /// F2 was pressed.
    pub(super) write_at_once: bool,
}

impl Marks {
    /// Whether somebody writes in a cell.
    pub(super) fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Another record was picked by a click, and the list may have moved under the pointer.
    pub(super) fn opened(&mut self, ctx: &egui::Context) {
        self.opened = Some(ctx.input(|input| input.time));
    }

    /// The second of two clicks may still come, whatever lies under the pointer by now: it means
    /// the cell where the first one was.
    pub(super) fn second_click_ui(&mut self, ui: &egui::Ui) {
        let Some(opened) = self.opened else { return };
        let late = ui.input(|input| input.time - opened);
        let most = ui.ctx().options(|options| options.input_options.max_double_click_delay);
        if most < late {
            self.opened = None;
            return;
        }
        let id = ui.scope_id().with("second click");
        self.clicked_twice |= ui.interact(ui.min_rect(), id, egui::Sense::CLICK).double_clicked();
    }

    /// Finds out which cells are to be shown as marked.
    pub(super) fn block(&self, grid: &Grid<'_>) -> Option<Block> {
        grid.block(self.at.as_ref()?, self.to.as_ref()?)
    }

    /// What is wrong with the cell where the keys are.
    pub(super) fn doubt(&self, grid: &Grid<'_>, doc: &Document) -> Option<String> {
        let at = self.at.as_ref().filter(|_| self.writing.is_none() && self.to.is_none())?;
        let cell = grid.row(at).and_then(|_| grid.cell(at))?;
        let why = rules::doubt(doc, &cell)?;
        let words = doc.read(&cell).shown(doc).replace('\n', " ");
        let words = if words.is_empty() { String::new() } else { format!("“{words}”：") };
        Some(format!("！{}{words}{why}", cell.facts(doc).word))
    }

    /// Shows whether the next cell of a row has the keys, or is one of a block.
    pub(super) fn paint(
        &self,
        cells: &Cells<'_>,
        (record, column): (&RecordId, usize),
        block: Option<&Block>,
        (row, place): (usize, usize),
    ) {
        if self.writing.as_ref().is_some_and(|one| one.spot.record == *record) {
            return;
        }
        if block.is_some_and(|(rows, places)| rows.contains(&row) && places.contains(&place)) {
            cells.tint();
        }
        if self.at.as_ref().is_some_and(|at| at.column == column && at.record == *record) {
            cells.mark();
        }
    }

    /// The row that should be in sight.
    pub(super) fn sight(&self, rows: &[RecordId]) -> Option<usize> {
        let writing = self.writing.as_ref()?;
        rows.iter().position(|row| *row == writing.spot.record)
    }

    /// Takes back what is written where Esc was pressed; to be called before the cell is painted,
    /// which would take what stands there for meant.
    pub(super) fn escape(
        &mut self,
        ctx: &egui::Context,
        (fields, doc): (&mut Fields, &Document),
        intents: &mut Vec<Intent>,
    ) {
        let left = |writing: &Writing| {
            let field = writing.field?;
            let left =
                ctx.memory(|memory| memory.had_focus_last_frame(field) && !memory.has_focus(field));
            (left && ctx.input(|input| input.key_pressed(Key::Escape))).then_some(field)
        };
        let Some(field) = self.writing.as_ref().and_then(left) else { return };
        if let Some(Writing { spot, before, has_written, .. }) = self.writing.take() {
            self.returns = Some(spot);
            fields.give_up(field);
            // What came from another PC meanwhile is not taken back.
            if has_written && doc.read(&before.cell()) != before {
                intents.push(Intent::Do(Action::Set(before)));
            }
            intents.push(Intent::Pause);
        }
    }

    /// Paints the field over its cell, if somebody writes in this row.
    pub(super) fn write_ui<R: Tabled>(
        &mut self,
        cells: &mut Cells<'_>,
        record: &RecordId,
        place_of: impl Fn(usize) -> Option<(usize, fn(&mut Form<'_, R>, &mut egui::Ui, &R))>,
        (mut form, one): (Form<'_, R>, &R),
    ) {
        let Some(writing) = self.writing.as_mut().filter(|one| one.spot.record == *record) else {
            return;
        };
        let Some((place, edit)) = place_of(writing.spot.column) else { return };
        let asked = form.intents.len();
        let room = if writing.stage == Stage::Half { HALF_ROOM } else { writing.width.min(ROOM) };
        let width = cells.over(place, room, |ui| {
            bare_fields_ui(ui, |ui| {
                edit(&mut form, ui, one);
                writing.field = keyboard::newest(ui.ctx());
            });
        });
        if writing.stage != Stage::Half {
            writing.width = width;
        }
        writing.has_written |= asked < form.intents.len();
    }

    /// Follows clicks and keys once the rows are painted.
    pub(super) fn follow(
        &mut self,
        ctx: &egui::Context,
        (grid, touched): (&Grid<'_>, &Touched),
        (fields, doc): (&Fields, &Document),
        intents: &mut Vec<Intent>,
    ) {
        if let Some((row, place)) = touched.cell.filter(|_| touched.picked.is_none()) {
            self.to = grid.spot(row, place);
        } else if let Some((row, place)) = touched.cell {
            self.to = None;
            // By the second click another column may lie under the pointer.
            let same = |at: &Spot| touched.twice && grid.row(at) == Some(row);
            if !self.at.as_ref().is_some_and(same) {
                self.at = grid.spot(row, place);
            }
        } else if let Some(record) = touched.picked.and_then(|row| grid.rows.get(row)) {
            // The arrow keys stay in their column.
            let column = self.at.as_ref().map(|at| at.column);
            let column = column.or_else(|| grid.columns.first().copied()).unwrap_or_default();
            self.to = None;
            self.at = Some(Spot { record: record.clone(), column });
        } else if let Some((row, _)) = touched.focused.filter(|_| self.writing.is_none()) {
            // The keyboard came here by itself, as by Tab: the keys are in a cell of its row.
            if self.at.as_ref().and_then(|at| grid.row(at)) != Some(row) {
                let column = self.at.as_ref().and_then(|at| grid.place(at));
                let first = (0..grid.columns.len()).find(|place| grid.can_write(row, *place));
                self.to = None;
                self.at = grid.spot(row, column.or(first).unwrap_or_default());
            }
        }
        let returns = self.returns.take().and_then(|spot| touched.row(grid.row(&spot)?));
        if let Some(row) = returns {
            keyboard::go_to(ctx, row);
        }
        self.go_on(ctx, (grid, touched), (fields, doc), intents);
        if std::mem::take(&mut self.clicked_twice) || touched.twice {
            self.begin_at(self.at.clone(), grid, (fields, doc), intents);
        }
        let waits = |writing: &Writing| writing.stage == Stage::Half;
        let is_free = self.writing.as_ref().is_none_or(waits);
        if std::mem::take(&mut self.write_at_once) && is_free {
            self.begin_at(self.at.clone(), grid, (fields, doc), intents);
        }
        if touched.focused.is_some() && self.writing.as_ref().is_none_or(waits) {
            self.keys(ctx, grid);
            self.block_keys(ctx, grid, doc, intents);
        }
    }

    /// Begins to write in a cell, or says why not.
    fn begin_at(
        &mut self,
        spot: Option<Spot>,
        grid: &Grid<'_>,
        ground: (&Fields, &Document),
        intents: &mut Vec<Intent>,
    ) {
        let place = spot.as_ref().filter(|spot| grid.row(spot).is_some());
        let why = match place.and_then(|spot| Some((spot, grid.place(spot)?))) {
            None if self.writing.is_none() => "请先点列表里要改的那一格，再按F2".to_owned(),
            Some((spot, _)) if grid.cell(spot).is_none() => grid.closed(spot),
            _ => return self.begin(spot, grid, ground),
        };
        intents.push(Intent::Tell(Tone::Refused, why));
    }

    fn begin(&mut self, spot: Option<Spot>, grid: &Grid<'_>, (fields, doc): (&Fields, &Document)) {
        if let Some(writing) = &mut self.writing
            && writing.field.is_some_and(|field| fields.is_open(field))
        {
            // First what is half typed elsewhere.
            writing.stage = Stage::Coming;
            return;
        }
        let Some(spot) = spot else { return };
        let Some(cell) = grid.cell(&spot) else { return };
        (self.at, self.to) = (Some(spot.clone()), None);
        self.writing = Some(Writing {
            spot,
            before: doc.read(&cell),
            has_written: false,
            field: None,
            width: 0.0,
            stage: Stage::Coming,
            way: None,
            turns_back: false,
        });
    }

    /// Keys of the row that has the keyboard.
    fn keys(&mut self, ctx: &egui::Context, grid: &Grid<'_>) {
        let shift = ctx.input(|input| input.modifiers.shift);
        let pressed =
            |key| !shift && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for (key, forth) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
            if !pressed(key) {
                continue;
            }
            let Some(at) = &mut self.at else { continue };
            self.to = None;
            let place = grid.place(at).unwrap_or_default();
            let place = if forth { place + 1 } else { place.saturating_sub(1) };
            at.column = grid.columns.get(place).copied().unwrap_or(at.column);
        }
    }

    /// Keys that mark a block, and what is done with one.
    fn block_keys(
        &mut self,
        ctx: &egui::Context,
        grid: &Grid<'_>,
        doc: &Document,
        intents: &mut Vec<Intent>,
    ) {
        let Some(at) = self.at.clone() else { return };
        for event in ctx.input(|input| input.events.clone()) {
            match event {
                Event::Key { key, pressed: true, modifiers, .. } if modifiers.shift => {
                    let to = self.to.clone().unwrap_or_else(|| at.clone());
                    let (Some(row), Some(place)) = (grid.row(&to), grid.place(&to)) else { return };
                    let moved = match key {
                        Key::ArrowUp => grid.spot(row.saturating_sub(1), place),
                        Key::ArrowDown => grid.spot(row + 1, place),
                        Key::ArrowLeft => grid.spot(row, place.saturating_sub(1)),
                        Key::ArrowRight => grid.spot(row, place + 1),
                        _ => continue,
                    };
                    self.to = moved.or(Some(to));
                }
                Event::Copy => {
                    let to = self.to.as_ref().unwrap_or(&at);
                    if let Some(block) = grid.block(&at, to) {
                        ctx.copy_text(grid.copied(block));
                    }
                }
                Event::Paste(text) => {
                    let to = self.to.as_ref().unwrap_or(&at);
                    let Some(block) = grid.block(&at, to) else { return };
                    match grid.pasted(block, &text, doc) {
                        Ok(puts) if puts.is_empty() => {}
                        Ok(puts) => intents.push(Intent::Do(Action::SetAll(puts))),
                        Err(why) => intents.push(Intent::Tell(Tone::Refused, why)),
                    }
                }
                Event::Key { key, pressed: true, modifiers, .. }
                    if is_fill(key, modifiers) || is_clear(key, modifiers) =>
                {
                    let to = self.to.as_ref().unwrap_or(&at);
                    let Some(block) = grid.block(&at, to) else { return };
                    let fills = is_fill(key, modifiers);
                    let puts =
                        if fills { grid.filled(block, doc) } else { grid.cleared(block, doc) };
                    match puts {
                        Ok(puts) if puts.is_empty() => {}
                        Ok(puts) => {
                            // A cell that was only clicked is emptied as easily as by mistake.
                            let told = (!fills).then(|| cleared_words(&puts, doc));
                            intents.push(Intent::Do(Action::SetAll(puts)));
                            intents.extend(told.map(|words| Intent::Tell(Tone::Good, words)));
                        }
                        Err(why) => intents.push(Intent::Tell(Tone::Refused, why)),
                    }
                }
                _ => {}
            }
        }
    }

    /// Sees whether the cell is done with, and goes on from there.
    fn go_on(
        &mut self,
        ctx: &egui::Context,
        (grid, touched): (&Grid<'_>, &Touched),
        (fields, doc): (&Fields, &Document),
        intents: &mut Vec<Intent>,
    ) {
        let Some(writing) = &mut self.writing else { return };
        let in_list = grid.row(&writing.spot).is_some() && grid.place(&writing.spot).is_some();
        let (Some(field), true) = (writing.field, in_list) else {
            if !in_list {
                self.writing = None;
            }
            return;
        };
        writing.stage(ctx, (field, doc));
        if writing.way.is_none() && writing.stage == Stage::Within {
            writing.way = way(ctx, field, &mut writing.turns_back);
        }
        let Some(way) = writing.way.filter(|_| !fields.is_awaited(field)) else { return };
        writing.way = None;
        let spot = writing.spot.clone();
        let to_row = |spot: &Spot| {
            if let Some(row) = grid.row(spot).and_then(|row| touched.row(row)) {
                keyboard::go_to(ctx, row);
            }
        };
        if fields.is_open(field) {
            writing.stage = Stage::Half;
            if way != Way::Away {
                to_row(&spot);
            }
            return;
        }
        self.writing = None;
        let next = match way {
            Way::Down => grid.below(&spot),
            Way::Forth => grid.beside(&spot, true),
            Way::Back => grid.beside(&spot, false),
            Way::Away => return,
        };
        if let Some(next) = next.filter(|next| grid.cell(next).is_some()) {
            if next.record != spot.record {
                intents.push(Intent::Pick(Pick::Record(next.record.clone())));
            }
            self.begin(Some(next), grid, (fields, doc));
        } else {
            to_row(&spot);
        }
    }
}

/// Ctrl+D, as in every program of tables.
fn is_fill(key: Key, modifiers: Modifiers) -> bool {
    key == Key::D && modifiers.command
}

fn is_clear(key: Key, modifiers: Modifiers) -> bool {
    matches!(key, Key::Delete | Key::Backspace) && !modifiers.any()
}

/// 已清空“8215”，按 Ctrl+Z 撤销.
fn cleared_words(puts: &[Put], doc: &Document) -> String {
    let what = match puts {
        [one] => format!("“{}”", doc.read(&one.cell()).shown(doc)),
        several => format!("{}格", several.len()),
    };
    format!("已清空{what}，按 Ctrl+Z 撤销")
}

impl Writing {
    /// Sends the cursor into the field, with what stands there selected, and sees whether it is there.
    fn stage(&mut self, ctx: &egui::Context, (field, doc): (Id, &Document)) {
        let has_focus = ctx.memory(|memory| memory.has_focus(field));
        if has_focus {
            self.stage = Stage::Within;
        } else if self.stage == Stage::Coming {
            select_all(ctx, field, &self.before.shown(doc));
            keyboard::go_to(ctx, field);
            ctx.request_repaint();
        }
    }
}

/// Where whoever wrote in that field goes, if they go.
fn way(ctx: &egui::Context, field: Id, turns_back: &mut bool) -> Option<Way> {
    if keyboard::take_done(ctx, field) {
        return Some(Way::Down);
    }
    let tab = ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } => Some(modifiers.shift),
            _ => None,
        })
    });
    if ctx.memory(|memory| memory.has_focus(field)) {
        // The keyboard goes back a pass later than it goes on.
        *turns_back = tab == Some(true);
        return None;
    }
    Some(match tab {
        _ if egui::Popup::is_any_open(ctx) => return None,
        _ if std::mem::take(turns_back) => Way::Back,
        Some(_) => Way::Forth,
        None => Way::Away,
    })
}
