//! The rows of a sheet, as on the paper, moved through by keys.

use eframe::egui::{
    self, Align2, Event, EventFilter, FontId, Id, Key, Pos2, Rect, ScrollArea, Sense, Stroke,
    UiBuilder, Vec2,
};

use super::Wants;
use super::entry::{mark_of, wants, words_id};
use crate::action::{Action, HazardAction, SheetAction};
use crate::model::checklist::{Depth, Judge};
use crate::model::sheet::{Mark, Row, RowNumber, Sheet, Verdict};
use crate::model::value::narrowed;
use crate::model::{RecordId, id::HazardId};
use crate::ui::widgets::{Text, bare_ui, link_ui, phrases_ui, tip};
use crate::ui::{Screens, View, is_wide, keyboard, list_height, look};
use crate::workspace::{Entering, Intent};

/// The grid as a thing that can have the keyboard.
pub(super) fn id() -> Id {
    Id::unique("rows of the sheet")
}

/// A line of the grid: the heading of a site or block, or a row.
enum Line {
    Heading { words: String, signed: bool },
    Row(usize),
}

/// Left edges of the columns.
struct Columns {
    number: f32,
    item: f32,
    result: f32,
    words: f32,
    right: f32,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let words = rect.left() + rect.width() * 0.60;
        Self {
            number: rect.left(),
            item: rect.left() + 52.0,
            result: words - 92.0,
            words,
            right: rect.right(),
        }
    }
}

pub(super) fn grid_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    entering: Entering,
    sheet: &Sheet,
    intents: &mut Vec<Intent>,
) {
    let rows = sheet.rows();
    let lines = lines(view, &rows);
    keys(ui, view, screens, (entering, sheet), &rows, intents);
    header_ui(ui);
    let height = list_height(ui);
    // Where the whole screen scrolls, little room below is no reason to show two rows.
    let mut area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .id_salt("rows")
        .max_height(height)
        .min_scrolled_height(height);
    let mut sought = None;
    if std::mem::take(&mut screens.patrol.moved) {
        let place = lines
            .iter()
            .position(|line| matches!(line, Line::Row(row) if *row == screens.patrol.cursor));
        let top = count_f32(place.unwrap_or_default()) * look::ROW;
        let middle = (height - look::ROW) / 2.0;
        area = area.vertical_scroll_offset((top - middle).max(0.0));
        sought = Some(top);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown = area.show_rows(ui, look::ROW, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            let size = Vec2::new(ui.available_width(), look::ROW);
            match line {
                Line::Heading { words, signed } => heading_ui(ui, size, words, *signed),
                Line::Row(place) => {
                    if let Some(row) = rows.get(*place) {
                        row_ui(ui, view, screens, (entering, sheet), (*place, row), intents);
                    }
                }
            }
        }
    });
    if let Some(top) = sought.filter(|_| !is_wide(ui.ctx())) {
        let at = shown.inner_rect.min + Vec2::new(0.0, top - shown.state.clamped_offset().y);
        let row = Rect::from_min_size(at, Vec2::splat(look::ROW));
        ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
    }
    focus(ui, screens, view);
}

/// After so many seconds a figure begins another number.
const REST: f64 = 2.0;

/// A count as a length; sheets are far below where this would lose a row.
fn count_f32(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Takes the keyboard when it is wanted or nobody else has it.
fn focus(ui: &egui::Ui, screens: &mut Screens, view: View<'_>) {
    let idle = ui.memory(|memory| memory.focused().is_none())
        && view.workspace.dialog().is_none()
        && screens.patrol.wants.is_none();
    let response = ui.interact(
        Rect::from_min_size(ui.cursor().min, Vec2::ZERO),
        id(),
        Sense::focusable_noninteractive(),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "巡查单各行"));
    if wants(&mut screens.patrol, Wants::Grid) || idle {
        response.request_focus();
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(id(), filter);
    });
}

fn lines(view: View<'_>, rows: &[Row<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last: Option<(Judge, crate::model::id::SiteId)> = None;
    let mut point = 0;
    for (place, row) in rows.iter().enumerate() {
        let here = Some((row.judge, row.site));
        let new_block = last.is_none_or(|(judge, _)| judge != row.judge);
        if last != here {
            let site = view.doc.sites.find(&row.site).cloned().unwrap_or_default();
            let note =
                if site.note.is_empty() { String::new() } else { format!("（{}）", site.note) };
            let signed = row.judge != Judge::Member;
            let words = if signed && new_block {
                format!("{}确认（须本人签名）　{}", row.judge.word(), site.name)
            } else if signed {
                site.name
            } else {
                point += 1;
                format!("{point}　{}{note}", site.name)
            };
            lines.push(Line::Heading { words, signed });
        }
        last = here;
        lines.push(Line::Row(place));
    }
    lines
}

/// Reads the keys for the rows, unless somebody writes in a field. A button that has the keyboard
/// keeps only those that press it.
fn keys(
    ui: &egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (entering, sheet): (Entering, &Sheet),
    rows: &[Row<'_>],
    intents: &mut Vec<Intent>,
) {
    let asked = view.workspace.dialog().is_some() || entering.confirming.is_some();
    let state = &mut screens.patrol;
    if asked || state.filing || keyboard::is_in_field(ui.ctx()) {
        return;
    }
    let has_keys = ui.memory(|memory| memory.has_focus(id()));
    for event in ui.input(|input| input.events.clone()) {
        match event {
            Event::Text(text) => {
                for sign in narrowed(&text).chars() {
                    if typed(ui, state, (entering, sheet), rows, sign, intents) && !has_keys {
                        keyboard::go_to(ui.ctx(), id());
                    }
                }
            }
            Event::Key { key, pressed: true, modifiers, .. } if has_keys && !modifiers.any() => {
                if let Some(row) = led_to(state, rows, key) {
                    let no_row = no_row(state, rows).filter(|_| key == Key::Enter);
                    step(state, row);
                    state.said =
                        no_row.map(|words| format!("{words}，光标没有动")).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
}

/// Where a key leads to.
fn led_to(state: &super::PatrolState, rows: &[Row<'_>], key: Key) -> Option<usize> {
    let last = rows.len().saturating_sub(1);
    match key {
        // A number that is no row is done with, and nothing else.
        Key::Enter if no_row(state, rows).is_some() => Some(state.cursor),
        Key::Enter | Key::ArrowDown => Some((state.cursor + 1).min(last)),
        Key::ArrowUp => Some(state.cursor.saturating_sub(1)),
        Key::Home => Some(0),
        Key::Escape => Some(state.cursor),
        _ => None,
    }
}

fn step(state: &mut super::PatrolState, cursor: usize) {
    (state.cursor, state.moved) = (cursor, true);
    state.row_digits.clear();
    state.said.clear();
}

/// Takes a sign for the rows. Returns whether it is one.
fn typed(
    ui: &egui::Ui,
    state: &mut super::PatrolState,
    (entering, sheet): (Entering, &Sheet),
    rows: &[Row<'_>],
    sign: char,
    intents: &mut Vec<Intent>,
) -> bool {
    if sign.is_ascii_digit() {
        let now = ui.input(|input| input.time);
        // Whoever found a row and rests there begins another number.
        if state.typed_at + REST < now && at_number(state, rows).is_some() {
            state.row_digits.clear();
        }
        state.typed_at = now;
        jump(state, rows, sign);
        return true;
    }
    let Some(mark) = mark_of(sign) else { return false };
    // A sign behind a number that is no row belongs to no row at all.
    if let Some(words) = no_row(state, rows) {
        state.said = format!("{words}，这个“{sign}”没有记");
        state.row_digits.clear();
    } else if let Some(row) = rows.get(state.cursor) {
        state.said.clear();
        mark_row(ui, state, (entering, sheet), row, mark, intents);
    }
    true
}

/// The row whose number was typed.
fn at_number(state: &super::PatrolState, rows: &[Row<'_>]) -> Option<usize> {
    let number: RowNumber = state.row_digits.parse().ok()?;
    rows.iter().position(|row| row.number == number)
}

/// What is said of figures that are typed and are the number of no row.
fn no_row(state: &super::PatrolState, rows: &[Row<'_>]) -> Option<String> {
    let is_none = !state.row_digits.is_empty() && at_number(state, rows).is_none();
    is_none.then(|| format!("没有第{}行", state.row_digits))
}

/// One more digit of a row number: the cursor goes to the row as soon as there is one, and back
/// to where it was if there is none.
fn jump(state: &mut super::PatrolState, rows: &[Row<'_>], digit: char) {
    if state.row_digits.is_empty() {
        state.before = state.cursor;
    }
    state.row_digits.push(digit);
    let exact = at_number(state, rows);
    (state.cursor, state.moved) = (exact.unwrap_or(state.before), true);
    let number = &state.row_digits;
    let begins = rows.iter().any(|row| row.number.to_string().starts_with(number));
    state.said = if begins { String::new() } else { format!("没有第{number}行") };
}

fn mark_row(
    ui: &egui::Ui,
    state: &mut super::PatrolState,
    (entering, sheet): (Entering, &Sheet),
    row: &Row<'_>,
    mark: Option<Mark>,
    intents: &mut Vec<Intent>,
) {
    state.row_digits.clear();
    let is_fault = matches!(mark, Some(Mark::Fault { .. }));
    let was_fault = matches!(sheet.marks.get(&row.number), Some(Mark::Fault { .. }));
    if is_fault {
        keyboard::go_to(ui.ctx(), words_id(entering, row.number));
    } else {
        state.cursor += 1;
        state.moved = true;
    }
    if is_fault && was_fault {
        return;
    }
    // After the rest was ticked off, a row taken back is 未查 by its own word.
    let mark = match mark {
        None if sheet.is_ticked(row.judge) => Some(Mark::Unchecked),
        Some(Mark::Holds) if sheet.is_ticked(row.judge) => None,
        mark => mark,
    };
    let action = SheetAction::Mark { sheet: entering.sheet, row: row.number, mark };
    intents.push(Intent::Do(Action::Sheet(action)));
}

fn header_ui(ui: &mut egui::Ui) {
    let size = Vec2::new(ui.available_width(), 26.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let columns = Columns::of(rect);
    for (left, words) in [
        (columns.number, "行"),
        (columns.item, "场所与项目"),
        (columns.result, "结果"),
        (columns.words, "情况（部位、现象）"),
    ] {
        let at = Pos2::new(left + 8.0, rect.center().y);
        let font = FontId::proportional(look::SMALL);
        ui.painter().text(at, Align2::LEFT_CENTER, words, font, look::WEAK);
    }
}

fn heading_ui(ui: &mut egui::Ui, size: Vec2, words: &str, signed: bool) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let fill = if signed { look::SIGNED_TINT } else { look::RAIL };
    ui.painter().rect_filled(rect, 0.0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look::LINE));
    let inner = rect.shrink2(Vec2::new(8.0, 0.0));
    let mut cell = cell_ui(ui, inner, words);
    cell.add(egui::Label::new(look::bold(words)).truncate());
}

fn row_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (entering, sheet): (Entering, &Sheet),
    (place, row): (usize, &Row<'_>),
    intents: &mut Vec<Intent>,
) {
    let size = Vec2::new(ui.available_width(), look::ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let columns = Columns::of(rect);
    let here = screens.patrol.cursor == place;
    let verdict = sheet.verdict(row);
    let item = view.doc.items.find(row.item).cloned().unwrap_or_default();
    let item = item.said_by(&view.doc.profile());
    let words = if sheet.depth() == Depth::Patrol { &item.brief } else { &item.words };

    let reaches = Rect::from_min_max(rect.min, Pos2::new(columns.words, rect.max.y));
    let response = ui.interact(reaches, ui.scope_id().with(("row", row.number)), Sense::click());
    let name = format!("{} {words} {}", row.number, verdict.word());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.clicked() {
        step(&mut screens.patrol, place);
        screens.patrol.moved = false;
        keyboard::go_to(ui.ctx(), id());
    }
    let fill = match (here, response.hovered()) {
        (true, _) => look::CARE_TINT,
        (false, true) => look::HOVER,
        (false, false) => look::CARD,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look::LINE));
    let middle = rect.center().y;
    let font = FontId::proportional(look::BODY);
    let number = Pos2::new(columns.number + 8.0, middle);
    painter.text(number, Align2::LEFT_CENTER, row.number, font, look::TEXT);
    result_ui(ui, &columns, rect, verdict, here);
    let item_rect = Rect::from_min_max(
        Pos2::new(columns.item + 8.0, rect.top()),
        Pos2::new(columns.result - 4.0, rect.bottom()),
    );
    let mut cell = cell_ui(ui, item_rect, ("item", row.number));
    tip(cell.add(egui::Label::new(words).truncate().selectable(false)), &item.words);
    let words_rect = Rect::from_min_max(
        Pos2::new(columns.words + 4.0, rect.top() + 1.0),
        Pos2::new(columns.right - 4.0, rect.bottom() - 1.0),
    );
    let mut cell = cell_ui(ui, words_rect, ("words", row.number));
    fault_ui(&mut cell, view, screens, (entering, sheet), (place, row), intents);
}

/// A place to paint inside a row that leaves the rows below where they are.
fn cell_ui(
    ui: &mut egui::Ui,
    rect: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
) -> egui::Ui {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.new_child(UiBuilder::new().id_salt(Id::unique(salt)).max_rect(rect).layout(layout))
}

fn result_ui(ui: &egui::Ui, columns: &Columns, rect: Rect, verdict: Verdict, here: bool) {
    let cell = Rect::from_min_max(
        Pos2::new(columns.result, rect.top()),
        Pos2::new(columns.words, rect.bottom()),
    );
    let (colour, fill) = match verdict {
        Verdict::Holds => (look::GOOD, None),
        Verdict::Fault => (look::DANGER, Some(look::DANGER_TINT)),
        Verdict::Absent | Verdict::Unchecked => (look::WEAK, None),
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(cell.shrink(1.0), 4.0, fill);
    }
    if here {
        let stroke = Stroke::new(2.0, look::ACCENT);
        ui.painter().rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
    }
    let font = FontId::proportional(look::BODY);
    ui.painter().text(cell.center(), Align2::CENTER_CENTER, verdict.word(), font, colour);
}

/// The words of a fault: typed until Enter makes a hazard of them, then shown with its number.
fn fault_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (entering, sheet): (Entering, &Sheet),
    (place, row): (usize, &Row<'_>),
    intents: &mut Vec<Intent>,
) {
    let Some(Mark::Fault { words, hazard }) = sheet.marks.get(&row.number) else { return };
    if let Some(hazard) = hazard {
        known_ui(ui, view, *hazard, words, intents);
        return;
    }
    let id = words_id(entering, row.number);
    let name = ui.scope_id().with(("fault", row.number));
    let label = ui.interact(Rect::from_min_size(ui.cursor().min, Vec2::ZERO), name, Sense::hover());
    let told = format!("第{}行情况", row.number);
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &told));
    let text = Text::line("", words).hint("部位、现象，回车登记隐患");
    let mut words = words.clone();
    let mark = |words: String| {
        let mark = Some(Mark::Fault { words, hazard: None });
        let action = SheetAction::Mark { sheet: entering.sheet, row: row.number, mark };
        Intent::Do(Action::Sheet(action))
    };
    if let Some(new) = bare_ui(ui, &mut screens.fields, id, name, text) {
        intents.push(mark(new.clone()));
        words = new;
    }
    let mine = view.doc.profile();
    if let Some(phrase) = phrases_ui(ui, &mut screens.fields, id, &words, (&mine, Some(row.item))) {
        intents.push(mark(phrase.words));
        return;
    }
    if !keyboard::pressed_in(ui.ctx(), id, Key::Enter) || ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    // The rows have read the keys of this pass already.
    ui.memory_mut(|memory| memory.request_focus(self::id()));
    if words.trim().is_empty() {
        screens.patrol.said = format!("第{}行还没写情况", row.number);
    } else {
        let (sheet, row) = (entering.sheet, row.number);
        let action = HazardAction::ReportFault { sheet, row, words };
        intents.push(Intent::Do(Action::Hazard(action)));
        step(&mut screens.patrol, place + 1);
    }
}

fn known_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    id: HazardId,
    words: &str,
    intents: &mut Vec<Intent>,
) {
    let number = view.doc.hazards.find(&id).and_then(|hazard| hazard.number.as_ref());
    let number = number.map(ToString::to_string).unwrap_or_default();
    if link_ui(ui, look::small(format!("→ {number}")).color(look::ACCENT)) {
        intents.push(Intent::Show(RecordId::Hazard(id)));
    }
    tip(ui.add(egui::Label::new(words).truncate().selectable(false)), words);
}
