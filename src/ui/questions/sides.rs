//! Fields with their values on both sides: a list to go through, the field in front opened with all
//! that is said on either side.

use eframe::egui::{self, Key, Margin, Modifiers, Rect, Sense, Stroke, StrokeKind, Vec2};

use crate::model::value::excerpt;
use crate::ui::keyboard;
use crate::ui::widgets::{Tone, badge_ui, button_ui};
use crate::ui::{is_wide, look};
use crate::workspace::{Line, Matter, Side, Sides};

/// The room in which the sides stand beside each other.
const BESIDE: f32 = 640.0;
/// The height of a field whose sides stand beside each other.
const ROW: f32 = 52.0;
/// A line of a row whose sides stand below each other.
const TEXT_LINE: f32 = 24.0;
/// As much of a value is shown where it is open.
const MOST: usize = 600;
/// As much of a text that came back, of which only what differs is shown.
const MOST_RETURNED: usize = 3000;
/// As much of a value stands in a row.
const FEW: usize = 60;
/// The keys that take a side.
const DIGITS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// The title of such a question.
pub(in crate::ui) fn title(sides: &Sides) -> String {
    let count = sides.lines.len();
    match sides.matter {
        Matter::Contested | Matter::Merge => format!("两台电脑填得不同{count}处，请选定"),
        Matter::Edits => format!("文件在程序以外改过{count}处，请逐项核对"),
        Matter::Returned => format!("Word里的方案有{count}处不同，请选定"),
    }
}

/// The words on the buttons that answer it and that put it off.
pub(in crate::ui) fn buttons(sides: &Sides) -> (&'static str, &'static str) {
    match sides.matter {
        Matter::Contested | Matter::Merge => ("选定", "以后再说"),
        Matter::Edits => ("按所选的采用", "以后再说"),
        Matter::Returned => ("采用所选的", "取消"),
    }
}

fn intro(matter: Matter) -> &'static str {
    match matter {
        Matter::Contested | Matter::Merge => {
            "每一处选一个值，没选用的留在历史里，也可以先不选。\
             没选定的两个值都留着，暂时显示注明“现在显示”的那个，不一定是后填的。"
        }
        Matter::Edits => {
            "下面这些内容与历史记录不一样，是用别的程序改的，或磁盘损坏造成。\
             选文件里的就采用并记入历史（可以撤销），选历史里的就照旧；决定以前不会改写文件。"
        }
        Matter::Returned => {
            "下面只列不同的段落。选Word里的就采用，一处记一步，可以撤销；选工作簿里的或者不选就照旧。\
             只取文字，字体、版式不取。"
        }
    }
}

/// The body of the question.
pub(in crate::ui) fn sides_ui(ui: &mut egui::Ui, sides: &mut Sides) {
    let words = intro(sides.matter);
    ui.label(if is_wide(ui.ctx()) { words.into() } else { look::small(words) });
    list_ui(ui, sides);
    if !sides.left.is_empty() {
        ui.add_space(look::GAP);
        ui.label(look::bold(format!("另有{}处不能采用，答完再列一遍", sides.left.len())));
        for left in sides.left.iter() {
            ui.label(look::small(format!("△ {}", left.words)).color(look::CARE));
        }
    }
}

/// The list with what is done to all of it.
pub(in crate::ui) fn list_ui(ui: &mut egui::Ui, sides: &mut Sides) {
    if sides.lines.is_empty() {
        return;
    }
    let before = sides.at;
    keys(ui, sides);
    ui.add_space(look::GAP);
    let (first, second) = (place(sides, 0), place(sides, 1));
    ui.horizontal_wrapped(|ui| {
        if 1 < sides.lines.len() {
            for (side, place) in [(0, &first), (1, &second)] {
                if button_ui(ui, &format!("全部用{place}的"), None) {
                    sides.take_all(side);
                }
            }
        }
        let (done, of) = (sides.decided(), sides.lines.len());
        ui.label(look::weak(format!("已选{done}处，共{of}处")));
        // In a small window the list itself needs the room.
        if is_wide(ui.ctx()) {
            ui.label(look::small("↑↓换一处，数字键或←→选一边"));
        }
    });
    ui.add_space(look::GAP);
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    let (at, count) = (sides.at, sides.lines.len());
    rows_ui(ui, sides, 0, at);
    let opened = open_ui(ui, sides);
    rows_ui(ui, sides, at.saturating_add(1), count);
    if before != at {
        ui.scroll_to_rect(opened, None);
    }
}

/// What a side is called where all fields are meant.
fn place(sides: &Sides, side: usize) -> String {
    let otherwise = if side == 0 { "左边" } else { "右边" };
    sides.place(side).unwrap_or(otherwise).to_owned()
}

fn keys(ui: &egui::Ui, sides: &mut Sides) {
    if keyboard::is_in_field(ui.ctx()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
        if pressed(key) {
            sides.go(by);
        }
    }
    for (key, by) in [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)] {
        if pressed(key) {
            sides.shift(by);
        }
    }
    if let Some(side) = DIGITS.into_iter().position(pressed) {
        sides.take(side);
    }
}

/// The fields from one to before another, of which only those in sight are painted.
fn rows_ui(ui: &mut egui::Ui, sides: &mut Sides, from: usize, to: usize) {
    let count = to.saturating_sub(from);
    let is_beside = BESIDE <= ui.available_width();
    let height = if is_beside { ROW } else { 3.0 * TEXT_LINE + look::GAP };
    let all = height * f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let size = Vec2::new(ui.available_width(), all);
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut rest = whole;
    for place in from..to {
        let row = Rect::from_min_size(rest.min, Vec2::new(rest.width(), height));
        rest.min.y += height;
        if ui.is_rect_visible(row) {
            row_ui(ui, sides, place, row, is_beside);
        }
    }
}

fn row_ui(ui: &egui::Ui, sides: &mut Sides, place: usize, row: Rect, is_beside: bool) {
    let response = ui.interact(row, ui.scope_id().with(("line", place)), Sense::click());
    let Some(line) = sides.lines.get(place) else { return };
    let taken = sides.taken.get(place).copied().flatten();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, told(line, taken)));
    if response.hovered() {
        ui.painter().rect_filled(row, 0.0, look::HOVER);
    }
    ui.painter().hline(row.x_range(), row.top(), Stroke::new(1.0, look::LINE));
    let inner = row.shrink2(Vec2::new(look::GAP, 4.0));
    let head = format!("{}的{}", line.about, line.label);
    if is_beside {
        let third = inner.width() / 3.0;
        let cell = |number: f32| {
            let left = inner.left() + third * number;
            Rect::from_x_y_ranges(left..=left + third - look::GAP, inner.y_range())
        };
        lines_ui(ui, cell(0.0), look::bold(head), &line.remark, look::CARE);
        for (number, (side, left)) in line.sides.iter().zip([1.0, 2.0]).enumerate() {
            let rect = cell(left);
            if taken == Some(number) {
                let tint = rect.expand2(Vec2::new(4.0, 2.0));
                ui.painter().rect_filled(tint, f32::from(look::CORNER), look::GOOD_TINT);
            }
            let words = look_of(short(line, number), taken == Some(number));
            lines_ui(ui, rect, words, &writer(side), look::WEAK);
        }
    } else {
        let mut texts = vec![look::bold(head)];
        for (number, side) in line.sides.iter().enumerate().take(2) {
            let words = format!("{}：{}", side.place, short(line, number));
            texts.push(look_of(words, taken == Some(number)));
        }
        let mut top = inner.min;
        for text in texts {
            paint(ui, Rect::from_min_size(top, Vec2::new(inner.width(), TEXT_LINE)), text);
            top.y += TEXT_LINE;
        }
    }
    if response.clicked() {
        sides.at = place;
    }
}

/// Who wrote a value, where and when, and whether it is the one shown for the time being.
fn writer(side: &Side) -> String {
    let shown = if side.is_shown { "现在显示" } else { "" };
    let at = side.at.as_deref().unwrap_or_default();
    let parts = [side.place.as_str(), side.writer.as_str(), at, shown];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

/// A value that is taken is marked as such.
fn look_of(words: String, is_taken: bool) -> egui::RichText {
    if is_taken {
        egui::RichText::new(format!("✓ {words}")).color(look::GOOD)
    } else {
        egui::RichText::new(words).color(look::TEXT)
    }
}

/// A text and a small one below it.
fn lines_ui(ui: &egui::Ui, rect: Rect, text: egui::RichText, below: &str, colour: egui::Color32) {
    let half = rect.height() / 2.0;
    let upper = Rect::from_min_size(rect.min, Vec2::new(rect.width(), half));
    paint(ui, upper, text);
    paint(ui, upper.translate(Vec2::new(0.0, half)), look::small(below).color(colour));
}

/// Words on one line, cut off where it is full.
fn paint(ui: &egui::Ui, rect: Rect, text: egui::RichText) {
    let cut = Some(egui::TextWrapMode::Truncate);
    let words = egui::WidgetText::from(text);
    let galley = words.into_galley(ui, cut, rect.width(), egui::TextStyle::Body);
    let place = egui::Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(place, galley, look::TEXT);
}

/// A value's words, of a long one the part in which it begins to differ.
fn words(line: &Line, side: usize, most: usize) -> String {
    let of = |place: usize| line.sides.get(place).map_or("", |side| side.words.as_str());
    let places = 0..line.sides.len();
    let others: Vec<&str> = places.filter(|place| *place != side).map(of).collect();
    match of(side) {
        "" => "未填".to_owned(),
        words if MOST <= most && words.chars().count() <= most => words.to_owned(),
        words => excerpt(words, &others, most),
    }
}

/// “夜班”; a long value by the part in which it differs, or the button would be too wide.
fn quoted(line: &Line, side: usize) -> String {
    format!("“{}”", words(line, side, 12))
}

fn short(line: &Line, side: usize) -> String {
    words(line, side, FEW)
}

/// All of a field in one breath.
fn told(line: &Line, taken: Option<usize>) -> String {
    let sides = (0..line.sides.len()).map(|side| {
        let place = line.sides.get(side).map_or("", |side| side.place.as_str());
        format!("{place}“{}”", short(line, side))
    });
    let taken = taken.and_then(|taken| line.sides.get(taken));
    let taken = taken.map_or_else(|| "未选".to_owned(), |side| format!("选了{}的", side.place));
    let all: Vec<String> = std::iter::once(format!("{}的{}", line.about, line.label))
        .chain(sides)
        .chain([line.remark.clone(), taken])
        .filter(|part| !part.is_empty())
        .collect();
    all.join("，")
}

/// The field in front with all that is said on either side; returns where it is.
fn open_ui(ui: &mut egui::Ui, sides: &mut Sides) -> Rect {
    let taken = sides.taken.get(sides.at).copied().flatten();
    let Some(line) = sides.line().cloned() else { return Rect::NOTHING };
    let frame = look::card()
        .fill(look::HOVER)
        .stroke(Stroke::new(1.0, look::ACCENT))
        .inner_margin(Margin::same(12));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::splat(look::GAP);
        ui.label(look::bold(format!("{}的{}", line.about, line.label)));
        if !line.remark.is_empty() {
            badge_ui(ui, Tone::Care, &line.remark);
        }
        let width = ui.available_width();
        if BESIDE <= width && line.sides.len() == 2 {
            let half = (width - look::CARD_GAP) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = look::CARD_GAP;
                for side in 0..2 {
                    ui.allocate_ui(Vec2::new(half, 0.0), |ui| {
                        ui.set_width(half);
                        side_ui(ui, sides, &line, side, taken);
                    });
                }
            });
        } else {
            for side in 0..line.sides.len() {
                side_ui(ui, sides, &line, side, taken);
            }
        }
    });
    shown.response.rect
}

/// One of its values, to be taken.
fn side_ui(ui: &mut egui::Ui, sides: &mut Sides, line: &Line, side: usize, taken: Option<usize>) {
    let Some(one) = line.sides.get(side) else { return };
    let is_taken = taken == Some(side);
    let most = if sides.matter == Matter::Returned { MOST_RETURNED } else { MOST };
    ui.vertical(|ui| {
        ui.push_id(("side", side), |ui| {
            ui.label(look::weak(writer(one)));
            let value = ui.label(look::bold(words(line, side, most)));
            if is_taken {
                let rect = value.rect.expand(3.0);
                let line = Stroke::new(1.0, look::GOOD);
                ui.painter().rect_stroke(rect, 4.0, line, StrokeKind::Outside);
            }
            let name = format!("用{}", quoted(line, side));
            let name = if is_taken { format!("✓ {name}") } else { name };
            let key = (side + 1).to_string();
            if button_ui(ui, &name, Some(&key)) {
                sides.take(side);
            }
        });
    });
}
