//! The grid of the rota: days downwards, posts across; heads stay in sight while it scrolls.

use chrono::{Days, NaiveDate};
use eframe::egui::{
    self, Align2, Event, EventFilter, FontId, Id, Key, Painter, Pos2, Rect, Response, ScrollArea,
    Sense, Stroke, TextWrapMode, UiBuilder, Vec2, WidgetInfo, WidgetText,
};

use super::cell::{emptied, like_above};
use super::days::{Column, Line};
use super::{Front, day_words, editor, pick};
use crate::model::duty::{Duty, DutyId};
use crate::model::mine::Season;
use crate::rules::{calendar, holidays};
use crate::ui::{Screens, is_wide, list_height, look};
use crate::workspace::Intent;

/// The width of the days.
const DAY: f32 = 144.0;
/// The height of the heads.
const HEAD: f32 = 64.0;
/// The height of a day.
const ROW: f32 = 44.0;
/// The height of a line that says which phase begins.
const PHASE: f32 = 26.0;
/// The width of a column for one person a shift, for two, and for more.
const WIDTHS: [f32; 3] = [92.0, 152.0, 184.0];
/// A day or a post is never hidden behind this much of the grid's edge.
const PAD: f32 = 8.0;

/// The grid as a thing that can have the keyboard.
fn id() -> Id {
    Id::unique("days and posts of the rota")
}

/// Where lines and columns lie, from the corner of the days and heads.
struct Plan {
    lines: Vec<(f32, Line)>,
    columns: Vec<f32>,
    size: Vec2,
}

impl Plan {
    fn of(front: &Front<'_>) -> Self {
        let mut size = Vec2::ZERO;
        let lines = front.lines.iter().map(|line| {
            let top = size.y;
            size.y += height(*line);
            (top, *line)
        });
        let lines = lines.collect();
        let columns = front.columns.iter().map(|column| {
            let left = size.x;
            size.x += width(column);
            left
        });
        let columns = columns.collect();
        Self { lines, columns, size }
    }

    /// Where the grid begins so that a day is in sight, with the line before it.
    fn begin(&self, day: NaiveDate) -> Option<f32> {
        let place = self.lines.iter().position(|(_, line)| *line == Line::Day(day))?;
        self.lines.get(place.saturating_sub(2)).map(|(top, _)| *top)
    }

    fn top(&self, day: NaiveDate) -> Option<f32> {
        let mut lines = self.lines.iter();
        lines.find(|(_, line)| *line == Line::Day(day)).map(|(top, _)| *top)
    }
}

fn height(line: Line) -> f32 {
    match line {
        Line::Phase(_) => PHASE,
        Line::Day(_) => ROW,
    }
}

fn width(column: &Column<'_>) -> f32 {
    let [one, two, more] = WIDTHS;
    match column.post.people() {
        1 => one,
        2 => two,
        _ => more,
    }
}

pub(super) fn grid_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let plan = Plan::of(front);
    let cell = keys(ui, front, &mut screens.rota.soon, intents);
    let whole = plan.size + Vec2::new(DAY, HEAD);
    let height = list_height(ui).min(whole.y + 2.0 * PAD);
    let room = Vec2::new(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt("rota").max_rect(rect));
    child.spacing_mut().item_spacing = Vec2::ZERO;
    child.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::both().auto_shrink(false);
    let offset = wanted(front, screens, &plan, rect.size(), cell);
    if let Some(offset) = offset {
        area = area.scroll_offset(offset);
    }
    let shown = area.show_viewport(&mut child, |ui, viewport| {
        ui.set_min_size(whole);
        let origin = ui.min_rect().min + Vec2::new(DAY, HEAD);
        cells_ui(ui, front, &plan, (origin, viewport), intents);
        origin
    });
    screens.rota.offset = shown.state.clamped_offset();
    let (inner, origin) = (shown.inner_rect, shown.inner);
    screens.rota.room = inner.size();
    days_ui(&child, front, &plan, inner, origin.y);
    heads_ui(&child, front, &plan, inner, origin.x);
    let corner = Rect::from_min_size(inner.min, Vec2::new(DAY, HEAD));
    let painter = ui.painter_at(corner);
    ground(&painter, corner);
    focus(ui, front);
    // Where the whole screen scrolls, it follows the cell that was picked.
    let top = cell.and_then(|cell| plan.top(cell.day));
    if let Some(top) = top.filter(|_| offset.is_some() && !is_wide(ui.ctx())) {
        let at = Pos2::new(inner.left(), origin.y + top);
        let row = Rect::from_min_size(at, Vec2::new(DAY, ROW)).expand(PAD);
        ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
    }
}

/// How far the grid must be scrolled: to a cell that was just picked, or to today at first.
fn wanted(
    front: &Front<'_>,
    screens: &mut Screens,
    plan: &Plan,
    room: Vec2,
    cell: Option<DutyId>,
) -> Option<Vec2> {
    let state = &mut screens.rota;
    let begins = !std::mem::replace(&mut state.opened, true);
    let moved = std::mem::replace(&mut state.cell, cell) != cell;
    // The bars take some of it; how much is known once it was painted.
    let inner = if state.room == Vec2::ZERO { room - Vec2::splat(2.0 * PAD) } else { state.room };
    let inner = inner - Vec2::new(DAY, HEAD);
    let most = (plan.size - inner).max(Vec2::ZERO);
    let Some(cell) = cell.filter(|_| moved || begins) else {
        let top = plan.begin(front.view.today).filter(|_| begins)?;
        return Some(Vec2::new(state.offset.x, top).min(most));
    };
    let at = |column: &Column<'_>| column.on(cell.day) == cell;
    let mut columns = front.columns.iter().zip(&plan.columns);
    let (column, left) = columns.find(|(column, _)| at(column))?;
    let top = plan.top(cell.day)?;
    let within = |offset: f32, from: f32, length: f32, room: f32| {
        offset.max(from + length + PAD - room).min(from - PAD).max(0.0)
    };
    let x = within(state.offset.x, *left, width(column), inner.x);
    let y = within(state.offset.y, top, ROW, inner.y);
    Some(Vec2::new(x, y).min(most))
}

/// Takes the keyboard when nobody else has it.
fn focus(ui: &egui::Ui, front: &Front<'_>) {
    let workspace = front.view.workspace;
    let idle = ui.memory(|memory| memory.focused().is_none()) && workspace.dialog().is_none();
    let rect = Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
    let response = ui.interact(rect, id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::List, true, "排班表各格"));
    if idle {
        response.request_focus();
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id(), filter);
    });
}

/// Reads the keys while the grid has the keyboard; returns the cell that is picked then.
fn keys(
    ui: &egui::Ui,
    front: &Front<'_>,
    soon: &mut bool,
    intents: &mut Vec<Intent>,
) -> Option<DutyId> {
    let view = front.view;
    let mut cell = view.workspace.picked().id::<Duty>();
    if std::mem::take(soon) {
        ui.memory_mut(|memory| memory.request_focus(editor()));
    }
    if !ui.memory(|memory| memory.has_focus(id())) || view.workspace.dialog().is_some() {
        return cell;
    }
    let before = cell;
    for event in ui.input(|input| input.events.clone()) {
        match event {
            // What is typed goes on in the field, this sign included.
            Event::Text(text) if cell.is_some() && !text.trim().is_empty() => {
                ui.memory_mut(|memory| memory.request_focus(editor()));
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                match (key, cell.filter(|_| modifiers.command || !modifiers.any())) {
                    (Key::D, Some(cell)) if modifiers.command => {
                        intents.extend(like_above(view, cell).into_iter().flatten());
                    }
                    (Key::Delete | Key::Backspace, Some(cell)) => {
                        intents.extend(emptied(view, cell).into_iter().flatten());
                    }
                    (Key::Enter, Some(_)) if !modifiers.any() => {
                        *soon = true;
                        ui.ctx().request_repaint();
                    }
                    _ => cell = moved(front, cell, key).or(cell),
                }
            }
            _ => {}
        }
    }
    if cell != before {
        intents.push(pick(cell));
    }
    cell
}

/// Where a key leads to.
fn moved(front: &Front<'_>, cell: Option<DutyId>, key: Key) -> Option<DutyId> {
    let days: Vec<NaiveDate> = front
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Day(day) => Some(*day),
            Line::Phase(_) => None,
        })
        .collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let at = |column: &Column<'_>, cell: DutyId| column.on(cell.day) == cell;
    let here = cell.and_then(|cell| {
        front.columns.iter().position(|column| at(column, cell)).map(|column| (column, cell.day))
    });
    let is_arrow = matches!(key, Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight);
    let Some((column, day)) = here else {
        // The first arrow leads into the grid.
        let day = front.view.today.clamp(first, last);
        return front.columns.first().filter(|_| is_arrow).map(|column| column.on(day));
    };
    let end = front.columns.len() - 1;
    let by = |days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day).min(last);
    let back = |days: u64| day.checked_sub_days(Days::new(days)).unwrap_or(day).max(first);
    let (column, day) = match key {
        Key::ArrowDown => (column, by(1)),
        Key::ArrowUp => (column, back(1)),
        Key::PageDown => (column, by(7)),
        Key::PageUp => (column, back(7)),
        Key::ArrowRight => ((column + 1).min(end), day),
        Key::ArrowLeft => (column.saturating_sub(1), day),
        Key::Home => (0, day),
        Key::End => (end, day),
        _ => return None,
    };
    front.columns.get(column).map(|column| column.on(day))
}

/// The cells in sight.
fn cells_ui(
    ui: &egui::Ui,
    front: &Front<'_>,
    plan: &Plan,
    (origin, viewport): (Pos2, Rect),
    intents: &mut Vec<Intent>,
) {
    let picked = front.view.workspace.picked().id::<Duty>();
    let sight = viewport.translate(-Vec2::new(DAY, HEAD));
    for (top, line) in &plan.lines {
        if *top + ROW < sight.top() || sight.bottom() < *top {
            continue;
        }
        let Line::Day(day) = *line else {
            let band =
                Rect::from_min_size(origin + Vec2::new(0.0, *top), Vec2::new(plan.size.x, PHASE));
            ui.painter().rect_filled(band, 0.0, look::RAIL);
            continue;
        };
        for (column, left) in front.columns.iter().zip(&plan.columns) {
            let size = Vec2::new(width(column), ROW);
            if *left + size.x < sight.left() || sight.right() < *left {
                continue;
            }
            let rect = Rect::from_min_size(origin + Vec2::new(*left, *top), size);
            let cell = column.on(day);
            if cell_ui(ui, front, (column, cell), rect, picked == Some(cell)) {
                intents.push(pick(Some(cell)));
            }
        }
    }
}

/// Paints a cell; returns whether it was clicked.
fn cell_ui(
    ui: &egui::Ui,
    front: &Front<'_>,
    (column, cell): (&Column<'_>, DutyId),
    rect: Rect,
    here: bool,
) -> bool {
    let doc = front.view.doc;
    let duty = doc.duties.get(&cell);
    let names: Vec<&str> = duty
        .map(|duty| duty.persons.iter().map(|one| doc.person_name(*one)).collect())
        .unwrap_or_default();
    let complaints = front.burden.complaints(doc, cell);
    let care = !complaints.is_empty();
    let response = ui.interact(rect, ui.scope_id().with(cell), Sense::click());
    let sign = if care { " △" } else { "" };
    let label = format!(
        "{} {} {} {}{sign}",
        cell.day.format("%-m月%-d日"),
        column.post.name,
        cell.shift.word(),
        names.join("、")
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label.trim_end()));
    let clicked = response.clicked();
    if clicked {
        // The keys that follow belong to the grid.
        ui.memory_mut(|memory| memory.request_focus(id()));
    }
    let fill = match (care, response.hovered() || here) {
        (true, _) => look::CARE_TINT,
        (false, true) => look::HOVER,
        (false, false) => look::CARD,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    lines(painter, rect);
    let mut room = rect.shrink2(Vec2::new(PAD, 0.0));
    if care {
        let font = FontId::proportional(look::SMALL);
        let at = room.right_center();
        painter.text(at, Align2::RIGHT_CENTER, "△", font, look::CARE);
        room.max.x -= look::SMALL + 4.0;
    }
    names_ui(ui, &names, room);
    if here {
        let stroke = Stroke::new(2.0, look::ACCENT);
        painter.rect_stroke(rect.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
    }
    hover(response, &names, &complaints);
    clicked
}

/// Everybody, and what is wrong, under the pointer.
fn hover(response: Response, names: &[&str], complaints: &[String]) {
    if names.is_empty() {
        return;
    }
    let complaints = complaints.iter().map(|words| format!("△ {words}"));
    let lines: Vec<String> = std::iter::once(names.join("、")).chain(complaints).collect();
    response.on_hover_text(lines.join("\n"));
}

/// As many names as there is room for, then how many there are.
fn names_ui(ui: &egui::Ui, names: &[&str], room: Rect) {
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
    let galley = fitting.unwrap_or_else(|| lay(whole(names.len()), TextWrapMode::Truncate));
    let at = Pos2::new(room.left(), room.center().y - galley.size().y / 2.0);
    ui.painter().with_clip_rect(ui.clip_rect().intersect(room)).galley(at, galley, look::TEXT);
}

/// The days on the left; they scroll downwards only.
fn days_ui(ui: &egui::Ui, front: &Front<'_>, plan: &Plan, inner: Rect, origin: f32) {
    let room = Rect::from_min_max(
        inner.min + Vec2::new(0.0, HEAD),
        Pos2::new(inner.left() + DAY, inner.bottom()),
    );
    let painter = ui.painter_at(room);
    ground(&painter, room);
    for (top, line) in &plan.lines {
        let rect = Rect::from_min_size(
            Pos2::new(inner.left(), origin + top),
            Vec2::new(DAY, height(*line)),
        );
        if !rect.intersects(room) {
            continue;
        }
        let response = ui.interact(
            rect.intersect(room),
            ui.scope_id().with(("line", top.to_bits())),
            Sense::hover(),
        );
        match *line {
            Line::Phase(phase) => {
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, phase.word()));
                painter.rect_filled(rect, 0.0, look::RAIL);
                let font = FontId::new(look::SMALL, look::bold_family());
                let at = rect.left_center() + Vec2::new(PAD, 0.0);
                painter.text(at, Align2::LEFT_CENTER, phase.word(), font, look::WEAK);
                painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look::LINE));
            }
            Line::Day(day) => {
                let words = day_words(&front.season, day);
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
                day_ui(&painter, (&front.season, day), day == front.view.today, rect);
            }
        }
    }
}

fn day_ui(painter: &Painter, (season, day): (&Season, NaiveDate), today: bool, rect: Rect) {
    let festival = calendar::festival(day);
    if today {
        painter.rect_filled(rect, 0.0, look::ACCENT_TINT);
    }
    lines(painter, rect);
    let family =
        if festival.is_some() { look::bold_family() } else { egui::FontFamily::Proportional };
    let colour = if today { look::ACCENT } else { look::TEXT };
    let tail = if today { " 今天" } else { "" };
    let words = format!("{} {}{tail}", day.format("%-m月%-d日"), calendar::weekday(day));
    let below = [calendar::lunar_words(day), holidays::day_name(season, day)].join(" ");
    let left = rect.left() + PAD;
    let middle = rect.center().y;
    let at = Pos2::new(left, middle + 2.0);
    painter.text(at, Align2::LEFT_BOTTOM, words, FontId::new(look::BODY, family.clone()), colour);
    let at = Pos2::new(left, middle + 1.0);
    let colour = if festival.is_some() { colour } else { look::WEAK };
    painter.text(at, Align2::LEFT_TOP, below.trim_end(), FontId::new(look::SMALL, family), colour);
}

/// The posts above; they scroll sideways only.
fn heads_ui(ui: &egui::Ui, front: &Front<'_>, plan: &Plan, inner: Rect, origin: f32) {
    let room = Rect::from_min_max(
        inner.min + Vec2::new(DAY, 0.0),
        Pos2::new(inner.right(), inner.top() + HEAD),
    );
    let painter = ui.painter_at(room);
    ground(&painter, room);
    for (column, left) in front.columns.iter().zip(&plan.columns) {
        let rect = Rect::from_min_size(
            Pos2::new(origin + left, inner.top()),
            Vec2::new(width(column), HEAD),
        );
        if !rect.intersects(room) {
            continue;
        }
        let post = column.post;
        let official = if post.official { "　以矿办正式表为准" } else { "" };
        let words = format!("{} {}{official}", post.name, column.shift.word());
        let response = ui.interact(
            rect.intersect(room),
            ui.scope_id().with(("head", left.to_bits())),
            Sense::hover(),
        );
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
        response.on_hover_text(&words);
        head_ui(ui, &painter, column, rect);
    }
}

fn head_ui(ui: &egui::Ui, painter: &Painter, column: &Column<'_>, rect: Rect) {
    lines(painter, rect);
    let inner = rect.shrink2(Vec2::new(PAD, 4.0));
    let mut job = egui::text::LayoutJob::single_section(
        column.post.name.clone(),
        egui::TextFormat {
            font_id: FontId::new(look::SMALL, look::bold_family()),
            color: look::TEXT,
            ..Default::default()
        },
    );
    job.wrap.max_width = inner.width();
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    painter.galley(inner.min, galley, look::TEXT);
    let official = if column.post.official { "·正式表" } else { "" };
    let words = format!("{}{official}", column.shift.word());
    let font = FontId::proportional(look::SMALL);
    painter.text(inner.left_bottom(), Align2::LEFT_BOTTOM, words, font, look::WEAK);
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
