//! A board of the rota: rows and columns of cells, gone through, marked, copied, filled and emptied
//! by keys. What its rows and columns are says a [`Board`]; `grid` paints it.

use std::ops::RangeInclusive;

use eframe::egui::{self, Event, Id, Key, Modifiers, Vec2};

use crate::action::{Action, paste};
use crate::model::{Document, Put};
use crate::ui::View;
use crate::workspace::{Intent, Tone};

/// A cell, by its row and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// Names; of people as many as there is room for.
    pub(super) names: Vec<String>,
    /// Whether each name has a line of its own.
    pub(super) is_tall: bool,
    /// What is said where nobody and nothing stands.
    pub(super) blank: &'static str,
    /// What is wrong with it, a line each.
    pub(super) complaints: Vec<String>,
    /// What it is called.
    pub(super) label: String,
}

/// What stands at the head of a row or a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) first: String,
    pub(super) second: String,
    /// What it is called in full.
    pub(super) label: String,
    /// It is a festival.
    pub(super) is_great: bool,
    /// It is today.
    pub(super) is_today: bool,
}

/// What a board shows and how its cells are written.
pub(super) trait Board {
    /// What it is called, and told apart by from others.
    fn name(&self) -> &'static str;
    fn rows(&self) -> usize;
    fn columns(&self) -> usize;
    /// What begins with a row.
    fn heading(&self, row: usize) -> Option<&str>;
    fn width(&self, column: usize) -> f32;
    fn row_head(&self, row: usize) -> Head;
    fn column_head(&self, column: usize) -> Head;
    fn cell(&self, at: Spot) -> Cell;
    /// Where it begins, and where the first arrow leads.
    fn begin(&self) -> Spot;
    /// How many rows a page is.
    fn page(&self) -> usize;
    /// The field in which a cell is written by hand.
    fn editor(&self) -> Id;
    /// What stands in a cell as text that can be pasted again.
    fn text(&self, doc: &Document, at: Spot) -> String;
    /// What puts that text into a cell.
    ///
    /// # Errors
    /// Why it cannot stand there, in words.
    fn write(&self, doc: &Document, at: Spot, text: &str) -> Result<Vec<Put>, String>;
}

/// What a board keeps between frames.
#[derive(Debug, Default)]
pub(in crate::ui) struct BoardState {
    /// Where the keys were in the frame before; another cell must come into sight.
    pub(super) at: Option<Spot>,
    /// The other corner of what is marked.
    pub(super) to: Option<Spot>,
    /// Whether it has been in front; the first time it begins at today.
    pub(super) opened: bool,
    /// How far it is scrolled.
    pub(super) offset: Vec2,
    /// The room it had in the frame before.
    pub(super) room: Vec2,
    /// Cells are being marked by the pointer.
    pub(super) drags: bool,
    /// The writing cursor goes to the editor in the next frame: a field that got it at once would
    /// also get the key that sent it there.
    soon: bool,
}

/// The rows and columns that are marked.
pub(super) type Block = (RangeInclusive<usize>, RangeInclusive<usize>);

/// The rows and columns from one cell to another.
pub(super) fn block(one: Spot, other: Spot) -> Block {
    let span = |one: usize, other: usize| one.min(other)..=one.max(other);
    (span(one.row, other.row), span(one.column, other.column))
}

fn spots((rows, columns): Block) -> impl Iterator<Item = Spot> {
    rows.flat_map(move |row| columns.clone().map(move |column| Spot { row, column }))
}

/// The board as a thing that can have the keyboard.
pub(super) fn id(board: &dyn Board) -> Id {
    Id::unique(("board of the rota", board.name()))
}

/// Reads the keys while the board has the keyboard; returns the cell that is picked then.
pub(super) fn keys(
    ui: &egui::Ui,
    view: View<'_>,
    board: &dyn Board,
    (state, before): (&mut BoardState, Option<Spot>),
    intents: &mut Vec<Intent>,
) -> Option<Spot> {
    let mut at = before;
    if std::mem::take(&mut state.soon) {
        ui.memory_mut(|memory| memory.request_focus(board.editor()));
    }
    if !ui.memory(|memory| memory.has_focus(id(board))) || view.workspace.dialog().is_some() {
        return at;
    }
    for event in ui.input(|input| input.events.clone()) {
        match event {
            // What is typed goes on in the field, this sign included.
            Event::Text(text) if at.is_some() && !text.trim().is_empty() => {
                ui.memory_mut(|memory| memory.request_focus(board.editor()));
            }
            Event::Copy | Event::Cut | Event::Paste(_) => {
                if let Some(at) = at {
                    exchange(
                        ui,
                        view.doc,
                        board,
                        block(at, state.to.unwrap_or(at)),
                        &event,
                        intents,
                    );
                }
            }
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. }
                if at.is_some() && !modifiers.any() =>
            {
                state.soon = true;
                ui.ctx().request_repaint();
            }
            Event::Key { key, pressed: true, modifiers, .. } if modifiers.shift => {
                let corner = moved(board, state.to.or(at), key);
                state.to = corner.or(state.to);
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                let block = at.map(|at| block(at, state.to.unwrap_or(at)));
                let filling = filling(key, modifiers);
                if let (Some(block), Some(filling)) = (block, filling) {
                    told(filled(view.doc, board, block, filling), intents);
                } else if modifiers.command || !modifiers.any() {
                    let to = moved(board, at, key);
                    if to.is_some() {
                        (at, state.to) = (to, None);
                    }
                }
            }
            _ => {}
        }
    }
    at
}

/// What a key does to the cells that are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filling {
    /// Empties them.
    Nothing,
    /// Fills them with the first row, or the row above.
    Down,
    /// Fills them with the first column, or the column before.
    Right,
}

fn filling(key: Key, modifiers: Modifiers) -> Option<Filling> {
    let command = modifiers.command;
    match key {
        Key::Delete | Key::Backspace if !modifiers.any() => Some(Filling::Nothing),
        Key::D if command => Some(Filling::Down),
        Key::R if command => Some(Filling::Right),
        _ => None,
    }
}

/// What that writes. A single cell is filled from the one above or before it.
fn filled(
    doc: &Document,
    board: &dyn Board,
    (rows, columns): Block,
    filling: Filling,
) -> Result<Vec<Put>, String> {
    let (first_row, first_column) = (*rows.start(), *columns.start());
    let is_row = rows.start() == rows.end();
    let is_column = columns.start() == columns.end();
    let source = |spot: Spot| match filling {
        Filling::Nothing => Some(None),
        Filling::Down if is_row => Some(Some(Spot { row: spot.row.checked_sub(1)?, ..spot })),
        Filling::Down => (spot.row != first_row).then_some(Some(Spot { row: first_row, ..spot })),
        Filling::Right if is_column => {
            Some(Some(Spot { column: spot.column.checked_sub(1)?, ..spot }))
        }
        Filling::Right => {
            (spot.column != first_column).then_some(Some(Spot { column: first_column, ..spot }))
        }
    };
    let is_line = match filling {
        Filling::Nothing => false,
        Filling::Down => is_row,
        Filling::Right => is_column,
    };
    let wanted = spots((rows, columns)).filter_map(|spot| {
        let text = source(spot)?.map(|from| board.text(doc, from)).unwrap_or_default();
        // Nothing above is nothing to be copied.
        (!is_line || !text.is_empty()).then_some((spot, text))
    });
    written(doc, board, wanted)
}

/// The fields that put texts into cells, one after the other.
fn written(
    doc: &Document,
    board: &dyn Board,
    cells: impl Iterator<Item = (Spot, String)>,
) -> Result<Vec<Put>, String> {
    let mut after = doc.clone();
    let mut all = Vec::new();
    for (spot, text) in cells {
        if board.text(&after, spot) == text {
            continue;
        }
        // Of two people in one cell the second must know of the first.
        for put in board.write(&after, spot, &text)? {
            after.apply(put.clone());
            all.push(put);
        }
    }
    Ok(all)
}

/// Copies, cuts or pastes, as in programs of tables.
fn exchange(
    ui: &egui::Ui,
    doc: &Document,
    board: &dyn Board,
    marked: Block,
    event: &Event,
    intents: &mut Vec<Intent>,
) {
    if let Event::Paste(text) = event {
        return told(pasted(doc, board, marked, text), intents);
    }
    let line = |row: usize| {
        let cells = marked.1.clone().map(|column| board.text(doc, Spot { row, column }));
        cells.collect::<Vec<_>>().join("\t")
    };
    ui.ctx().copy_text(marked.0.clone().map(line).collect::<Vec<_>>().join("\n"));
    if *event == Event::Cut {
        told(filled(doc, board, marked, Filling::Nothing), intents);
    }
}

/// What a pasted block writes, its first cell in the first of the marked ones; one cell alone is
/// written into all that are marked. As in lists, cells with nothing in them leave what stands there.
fn pasted(
    doc: &Document,
    board: &dyn Board,
    (rows, columns): Block,
    text: &str,
) -> Result<Vec<Put>, String> {
    let lines = paste::cells(text);
    if let [line] = lines.as_slice()
        && let [only] = line.as_slice()
    {
        let spots = spots((rows, columns)).filter(|_| !only.trim().is_empty());
        return written(doc, board, spots.map(|spot| (spot, only.clone())));
    }
    let (first, left) = (*rows.start(), *columns.start());
    let wide = lines.iter().map(Vec::len).max().unwrap_or_default();
    if board.rows() < first + lines.len() || board.columns() < left + wide {
        let (rows, columns) = (board.rows() - first, board.columns() - left);
        return Err(format!(
            "复制的有{}行{wide}列，从这一格起只有{rows}行{columns}列；没有贴入",
            lines.len()
        ));
    }
    let cells = lines.into_iter().enumerate().flat_map(|(row, line)| {
        let cells = line.into_iter().enumerate();
        cells.map(move |(column, text)| (Spot { row: first + row, column: left + column }, text))
    });
    written(doc, board, cells.filter(|(_, text)| !text.trim().is_empty()))
}

/// Writes it as one step, or says why not.
fn told(puts: Result<Vec<Put>, String>, intents: &mut Vec<Intent>) {
    match puts {
        Ok(puts) if puts.is_empty() => {}
        Ok(puts) => intents.extend([Intent::Pause, Intent::Do(Action::SetAll(puts))]),
        Err(why) => intents.push(Intent::Tell(Tone::Refused, why)),
    }
}

/// Where a key leads to.
fn moved(board: &dyn Board, at: Option<Spot>, key: Key) -> Option<Spot> {
    let last = Spot { row: board.rows().checked_sub(1)?, column: board.columns().checked_sub(1)? };
    let is_arrow = matches!(key, Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight);
    // The first arrow leads into the board.
    let Some(at) = at else { return is_arrow.then(|| board.begin()) };
    let down = |rows: usize| Spot { row: (at.row + rows).min(last.row), ..at };
    let up = |rows: usize| Spot { row: at.row.saturating_sub(rows), ..at };
    Some(match key {
        Key::ArrowDown => down(1),
        Key::ArrowUp => up(1),
        Key::PageDown => down(board.page()),
        Key::PageUp => up(board.page()),
        Key::ArrowRight => Spot { column: (at.column + 1).min(last.column), ..at },
        Key::ArrowLeft => Spot { column: at.column.saturating_sub(1), ..at },
        Key::Home => Spot { column: 0, ..at },
        Key::End => Spot { column: last.column, ..at },
        _ => return None,
    })
}
