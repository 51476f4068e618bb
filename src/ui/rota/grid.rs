//! How a board of the rota is painted: rows downwards, columns across; heads stay in sight while it
//! scrolls. A press begins to mark cells, and as long as it lasts more are marked.

use eframe::egui::{
    self, Align2, Color32, EventFilter, FontId, Id, Painter, Pos2, Rect, Response, ScrollArea,
    Sense, Stroke, TextWrapMode, UiBuilder, Vec2, WidgetInfo, WidgetText,
};

use super::board::{self, Board, BoardState, Cell, Head, Spot};
use crate::ui::widgets::tip;
use crate::ui::{View, is_wide, list_height, look};
use crate::workspace::Intent;

/// The width of the heads of rows.
const SIDE: f32 = 144.0;
/// The height of the heads of columns.
const HEAD: f32 = 64.0;
/// The height of a row.
const ROW: f32 = 44.0;
/// The height of a line that says what begins.
const HEADING: f32 = 26.0;
/// A cell is never hidden behind this much of the board's edge.
const PAD: f32 = 8.0;

/// What is kept of a wish until the board is painted.
fn today() -> Id {
    Id::unique("the rota is wished to show today")
}

/// The board is to show today, wherever it is.
pub(super) fn wish_for_today(ui: &egui::Ui) {
    ui.data_mut(|data| data.insert_temp(today(), true));
}

/// Where rows and columns lie, from the corner of the heads.
struct Plan {
    /// The top of each row.
    rows: Vec<f32>,
    /// The left of each column.
    columns: Vec<f32>,
    size: Vec2,
}

impl Plan {
    fn of(board: &dyn Board) -> Self {
        let mut size = Vec2::ZERO;
        let rows = (0..board.rows()).map(|row| {
            size.y += if board.heading(row).is_some() { HEADING } else { 0.0 };
            let top = size.y;
            size.y += ROW;
            top
        });
        let rows = rows.collect();
        let columns = (0..board.columns()).map(|column| {
            let left = size.x;
            size.x += board.width(column);
            left
        });
        let columns = columns.collect();
        Self { rows, columns, size }
    }

    fn top(&self, row: usize) -> Option<f32> {
        self.rows.get(row).copied()
    }

    fn left(&self, column: usize) -> Option<f32> {
        self.columns.get(column).copied()
    }

    /// Where the board begins so that a cell is in sight, with what stands before it.
    fn begin(&self, at: Spot) -> Vec2 {
        let before = |place: usize| place.saturating_sub(1);
        let top = self.top(before(at.row)).filter(|_| 0 < at.row).unwrap_or_default();
        let left = self.left(before(at.column)).filter(|_| 0 < at.column).unwrap_or_default();
        Vec2::new(left, top)
    }
}

/// Paints the board and reads its keys; returns the cell that is picked then.
pub(super) fn grid_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    board: &dyn Board,
    (state, before): (&mut BoardState, Option<Spot>),
    intents: &mut Vec<Intent>,
) -> Option<Spot> {
    let plan = Plan::of(board);
    if ui.data_mut(|data| data.remove_temp::<bool>(today())).is_some() {
        state.opened = false;
    }
    let mut at = board::keys(ui, view, board, (&mut *state, before), intents);
    let whole = plan.size + Vec2::new(SIDE, HEAD);
    let height = list_height(ui).min(whole.y + 2.0 * PAD);
    let room = Vec2::new(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt(board.name()).max_rect(rect));
    child.spacing_mut().item_spacing = Vec2::ZERO;
    child.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::both().auto_shrink(false);
    let offset = wanted(board, state, &plan, rect.size(), at);
    if let Some(offset) = offset {
        area = area.scroll_offset(offset);
    }
    let drags = state.drags && ui.input(|input| input.pointer.primary_down());
    let marked = at.map(|at| board::block(at, state.to.unwrap_or(at)));
    let shown = area.show_viewport(&mut child, |ui, viewport| {
        ui.set_min_size(whole);
        let origin = ui.min_rect().min + Vec2::new(SIDE, HEAD);
        let pressed = cells_ui(ui, board, &plan, (origin, viewport), (at, marked.as_ref(), drags));
        (origin, pressed)
    });
    state.offset = shown.state.clamped_offset();
    let (inner, (origin, pressed)) = (shown.inner_rect, shown.inner);
    state.room = inner.size();
    match pressed {
        Some(Press::Begun(spot)) => (at, state.to, state.drags) = (Some(spot), None, true),
        Some(Press::GoesOn(spot)) => state.to = Some(spot).filter(|spot| Some(*spot) != at),
        None => state.drags &= drags,
    }
    rows_ui(&child, board, &plan, inner, origin.y);
    columns_ui(&child, board, &plan, inner, origin.x);
    let corner = Rect::from_min_size(inner.min, Vec2::new(SIDE, HEAD));
    let painter = ui.painter_at(corner);
    ground(&painter, corner);
    focus(ui, view, board);
    // Where the whole screen scrolls, it follows the cell that was picked.
    let top = at.and_then(|at| plan.top(at.row));
    if let Some(top) = top.filter(|_| offset.is_some() && !is_wide(ui.ctx())) {
        let at = Pos2::new(inner.left(), origin.y + top);
        let row = Rect::from_min_size(at, Vec2::new(SIDE, ROW)).expand(PAD);
        ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
    }
    at
}

/// How far the board must be scrolled: to a cell that was just picked, or to today at first.
fn wanted(
    board: &dyn Board,
    state: &mut BoardState,
    plan: &Plan,
    room: Vec2,
    at: Option<Spot>,
) -> Option<Vec2> {
    let begins = !std::mem::replace(&mut state.opened, true);
    let moved = std::mem::replace(&mut state.at, at) != at;
    // The bars take some of it; how much is known once it was painted.
    let inner = if state.room == Vec2::ZERO { room - Vec2::splat(2.0 * PAD) } else { state.room };
    let inner = inner - Vec2::new(SIDE, HEAD);
    let most = (plan.size - inner).max(Vec2::ZERO);
    let Some(at) = at.filter(|_| moved || begins) else {
        return begins.then(|| plan.begin(board.begin()).min(most));
    };
    let (top, left) = (plan.top(at.row)?, plan.left(at.column)?);
    let within = |offset: f32, from: f32, length: f32, room: f32| {
        offset.max(from + length + PAD - room).min(from - PAD).max(0.0)
    };
    let x = within(state.offset.x, left, board.width(at.column), inner.x);
    let y = within(state.offset.y, top, ROW, inner.y);
    Some(Vec2::new(x, y).min(most))
}

/// Takes the keyboard when nobody else has it.
fn focus(ui: &egui::Ui, view: View<'_>, board: &dyn Board) {
    let id = board::id(board);
    let idle = ui.memory(|memory| memory.focused().is_none()) && view.workspace.dialog().is_none();
    let rect = Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::List, true, board.name()));
    if idle {
        response.request_focus();
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, filter);
    });
}

/// What the pointer does to the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    /// A cell was pressed.
    Begun(Spot),
    /// The pointer went on to that cell.
    GoesOn(Spot),
}

/// The cells in sight; returns what the pointer does to them.
fn cells_ui(
    ui: &egui::Ui,
    board: &dyn Board,
    plan: &Plan,
    (origin, viewport): (Pos2, Rect),
    (at, marked, drags): (Option<Spot>, Option<&board::Block>, bool),
) -> Option<Press> {
    let sight = viewport.translate(-Vec2::new(SIDE, HEAD));
    let mut pressed = None;
    for (row, top) in plan.rows.iter().enumerate() {
        if board.heading(row).is_some() {
            let corner = origin + Vec2::new(0.0, top - HEADING);
            let band = Rect::from_min_size(corner, Vec2::new(plan.size.x, HEADING));
            ui.painter().rect_filled(band, 0.0, look::RAIL);
        }
        if *top + ROW < sight.top() || sight.bottom() < *top {
            continue;
        }
        for (column, left) in plan.columns.iter().enumerate() {
            let width = board.width(column);
            if *left + width < sight.left() || sight.right() < *left {
                continue;
            }
            let spot = Spot { row, column };
            let rect = Rect::from_min_size(origin + Vec2::new(*left, *top), Vec2::new(width, ROW));
            let is_marked = marked
                .is_some_and(|(rows, columns)| rows.contains(&row) && columns.contains(&column));
            let press = cell_ui(ui, board, spot, rect, (at == Some(spot), is_marked, drags));
            pressed = press.or(pressed);
        }
    }
    pressed
}

/// Paints a cell; returns what the pointer does to it.
fn cell_ui(
    ui: &egui::Ui,
    board: &dyn Board,
    spot: Spot,
    rect: Rect,
    (here, marked, drags): (bool, bool, bool),
) -> Option<Press> {
    let cell = board.cell(spot);
    let care = !cell.complaints.is_empty();
    let response = ui.interact(rect, ui.scope_id().with(spot), Sense::click_and_drag());
    let sign = if care { " △" } else { "" };
    let label = format!("{}{sign}", cell.label);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label.trim_end()));
    let press = press(ui, board, &response, (spot, drags));
    let fill = match (care, marked, response.hovered() || here) {
        (_, true, _) if !here => look::ACCENT_TINT,
        (true, ..) => look::CARE_TINT,
        (false, _, true) => look::HOVER,
        (false, _, false) => look::CARD,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    lines(painter, rect);
    let mut room = rect.shrink2(Vec2::new(PAD.min(rect.width() / 12.0), 0.0));
    if care {
        let font = FontId::proportional(look::SMALL);
        let at = room.right_center();
        painter.text(at, Align2::RIGHT_CENTER, "△", font, look::CARE);
        room.max.x -= look::SMALL + 4.0;
    }
    let is_whole = words_ui(ui, &cell, room);
    if here {
        let stroke = Stroke::new(2.0, look::ACCENT);
        painter.rect_stroke(rect.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
    }
    hover(response, &cell, is_whole);
    press
}

/// What the pointer does to a cell.
fn press(
    ui: &egui::Ui,
    board: &dyn Board,
    response: &Response,
    (spot, drags): (Spot, bool),
) -> Option<Press> {
    if response.clicked() || response.drag_started() {
        // The keys that follow belong to the board.
        ui.memory_mut(|memory| memory.request_focus(board::id(board)));
        return Some(Press::Begun(spot));
    }
    // While a drag goes on, only the cell it began at hears of it.
    let is_over = |input: &egui::InputState| {
        input.pointer.interact_pos().is_some_and(|at| response.rect.contains(at))
    };
    (drags && ui.input(is_over)).then_some(Press::GoesOn(spot))
}

/// Everybody, and what is wrong, under the pointer; nothing where all of it stands there anyway.
fn hover(response: Response, cell: &Cell, is_whole: bool) {
    if is_whole && cell.complaints.is_empty() {
        return;
    }
    let complaints = cell.complaints.iter().map(|words| format!("△ {words}"));
    let names = Some(cell.names.join("、")).filter(|names| !names.is_empty());
    let lines: Vec<String> = names.into_iter().chain(complaints).collect();
    tip(response, &lines.join("\n"));
}

/// What stands in a cell. Returns whether it is all there is.
fn words_ui(ui: &egui::Ui, cell: &Cell, room: Rect) -> bool {
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(room));
    if cell.names.is_empty() {
        let font = FontId::proportional(look::SMALL);
        painter.text(room.center(), Align2::CENTER_CENTER, cell.blank, font, look::WEAK);
        return true;
    }
    let galley =
        if cell.is_tall { stacked(ui, &cell.names, room) } else { fitting(ui, &cell.names, room) };
    let at = Pos2::new(room.left(), room.center().y - galley.size().y / 2.0);
    let is_whole = !galley.elided && cell.names.iter().all(|name| galley.text().contains(name));
    painter.galley(at, galley, look::TEXT);
    is_whole
}

/// A name a line, small; of more than two how many there are.
fn stacked(ui: &egui::Ui, names: &[String], room: Rect) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::default();
    let font = FontId::proportional(look::SMALL);
    let format = egui::TextFormat::simple(font, look::TEXT);
    let shown = match names {
        [one, _, _, ..] => format!("{one}\n等{}班", names.len()),
        few => few.join("\n"),
    };
    job.append(&shown, 0.0, format);
    job.wrap.max_width = room.width();
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = true;
    ui.painter().layout_job(job)
}

/// As many names as there is room for, then how many there are.
fn fitting(ui: &egui::Ui, names: &[String], room: Rect) -> std::sync::Arc<egui::Galley> {
    let lay = |words: String, wrap| {
        let text = WidgetText::from(egui::RichText::new(words).color(look::TEXT));
        let font = FontId::proportional(look::BODY);
        text.into_galley(ui, Some(wrap), room.width(), font)
    };
    let whole = |count: usize| {
        let some = names.get(..count).unwrap_or_default().join("、");
        if count < names.len() { format!("{some}等{}人", names.len()) } else { some }
    };
    let fitting = (1..=names.len()).rev().find_map(|count| {
        let galley = lay(whole(count), TextWrapMode::Extend);
        (galley.size().x <= room.width()).then_some(galley)
    });
    fitting.unwrap_or_else(|| lay(whole(names.len()), TextWrapMode::Truncate))
}

/// The heads on the left; they scroll downwards only.
fn rows_ui(ui: &egui::Ui, board: &dyn Board, plan: &Plan, inner: Rect, origin: f32) {
    let room = Rect::from_min_max(
        inner.min + Vec2::new(0.0, HEAD),
        Pos2::new(inner.left() + SIDE, inner.bottom()),
    );
    let painter = ui.painter_at(room);
    ground(&painter, room);
    let label = |rect: Rect, words: &str, key: (&str, usize)| {
        let id = ui.scope_id().with(key);
        let response = ui.interact(rect.intersect(room), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
    };
    for (row, top) in plan.rows.iter().enumerate() {
        let corner = Pos2::new(inner.left(), origin + top);
        if let Some(words) = board.heading(row) {
            let above = corner - Vec2::new(0.0, HEADING);
            let rect = Rect::from_min_size(above, Vec2::new(SIDE, HEADING));
            if rect.intersects(room) {
                label(rect, words, ("heading", row));
                painter.rect_filled(rect, 0.0, look::RAIL);
                let font = FontId::new(look::SMALL, look::bold_family());
                let at = rect.left_center() + Vec2::new(PAD, 0.0);
                painter.text(at, Align2::LEFT_CENTER, words, font, look::WEAK);
                painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look::LINE));
            }
        }
        let rect = Rect::from_min_size(corner, Vec2::new(SIDE, ROW));
        if rect.intersects(room) {
            let head = board.row_head(row);
            label(rect, &head.label, ("row", row));
            row_ui(&painter, &head, rect);
        }
    }
}

/// The colour and the face of what stands first in a head.
fn face(head: &Head) -> (Color32, egui::FontFamily) {
    let family = if head.is_great { look::bold_family() } else { egui::FontFamily::Proportional };
    (if head.is_today { look::ACCENT } else { look::TEXT }, family)
}

fn row_ui(painter: &Painter, head: &Head, rect: Rect) {
    if head.is_today {
        painter.rect_filled(rect, 0.0, look::ACCENT_TINT);
    }
    lines(painter, rect);
    let (colour, family) = face(head);
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let (left, middle) = (rect.left() + PAD, rect.center().y);
    let at = Pos2::new(left, middle + 2.0);
    let font = FontId::new(look::BODY, family.clone());
    painter.text(at, Align2::LEFT_BOTTOM, &head.first, font, colour);
    let at = Pos2::new(left, middle + 1.0);
    let colour = if head.is_great { colour } else { look::WEAK };
    painter.text(at, Align2::LEFT_TOP, &head.second, FontId::new(look::SMALL, family), colour);
}

/// The heads above; they scroll sideways only.
fn columns_ui(ui: &egui::Ui, board: &dyn Board, plan: &Plan, inner: Rect, origin: f32) {
    let room = Rect::from_min_max(
        inner.min + Vec2::new(SIDE, 0.0),
        Pos2::new(inner.right(), inner.top() + HEAD),
    );
    let painter = ui.painter_at(room);
    ground(&painter, room);
    for (column, left) in plan.columns.iter().enumerate() {
        let corner = Pos2::new(origin + left, inner.top());
        let rect = Rect::from_min_size(corner, Vec2::new(board.width(column), HEAD));
        if !rect.intersects(room) {
            continue;
        }
        let head = board.column_head(column);
        let id = ui.scope_id().with(("column", column));
        let response = ui.interact(rect.intersect(room), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &head.label));
        tip(response, &head.label);
        column_ui(ui, &painter, &head, rect);
    }
}

fn column_ui(ui: &egui::Ui, painter: &Painter, head: &Head, rect: Rect) {
    if head.is_today {
        painter.rect_filled(rect, 0.0, look::ACCENT_TINT);
    }
    lines(painter, rect);
    let inner = rect.shrink2(Vec2::new(PAD.min(rect.width() / 12.0), 4.0));
    let colour = if head.is_today { look::ACCENT } else { look::TEXT };
    let mut job = egui::text::LayoutJob::single_section(
        head.first.clone(),
        egui::TextFormat {
            font_id: FontId::new(look::SMALL, look::bold_family()),
            color: colour,
            ..Default::default()
        },
    );
    job.wrap.max_width = inner.width();
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    painter.galley(inner.min, galley, colour);
    let font = FontId::proportional(look::SMALL);
    let colour = if head.is_great { colour } else { look::WEAK };
    // What is longer than the column is told in full under the pointer.
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    painter.text(inner.left_bottom(), Align2::LEFT_BOTTOM, &head.second, font, colour);
}

/// The ground of what stays in sight.
fn ground(painter: &Painter, rect: Rect) {
    painter.rect_filled(rect, 0.0, look::CARD);
    lines(painter, rect);
}

/// The lines below and behind a cell.
fn lines(painter: &Painter, rect: Rect) {
    let stroke = Stroke::new(1.0, look::LINE);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, stroke);
    painter.vline(rect.right() - 0.5, rect.y_range(), stroke);
}
