//! Cards, badges, headings, rows of label and value, and screens with nothing on them yet.

use eframe::egui::{self, Align, Color32, CornerRadius, Layout, Sense, Vec2};

use crate::ui::look;

/// The room round the words of a badge.
const PILL: Vec2 = Vec2::new(8.0, 2.0);

/// What a badge says besides its words; each tone has a sign of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Tone {
    /// Nothing more.
    Neutral,
    /// In order.
    Good,
    /// Needs attention.
    Care,
    /// Danger.
    Danger,
}

impl Tone {
    /// Text colour, ground and sign.
    fn look(self) -> (Color32, Color32, &'static str) {
        match self {
            Self::Neutral => (look::WEAK, look::NEUTRAL_TINT, ""),
            Self::Good => (look::GOOD, look::GOOD_TINT, "✓ "),
            Self::Care => (look::CARE, look::CARE_TINT, "△ "),
            Self::Danger => (look::DANGER, look::DANGER_TINT, "！"),
        }
    }
}

/// A few words on a tinted ground.
pub(in crate::ui) fn badge_ui(ui: &mut egui::Ui, tone: Tone, words: &str) -> egui::Response {
    let (text, ground, sign) = tone.look();
    let words = format!("{sign}{words}");
    pill_ui(ui, &words, text, |painter, rect| {
        painter.rect_filled(rect, CornerRadius::same(9), ground);
    })
}

/// Paints such words at the left of `rect`, as many as fit. Returns them with their sign.
pub(super) fn paint_badge(
    painter: &egui::Painter,
    rect: egui::Rect,
    tone: Tone,
    words: &str,
) -> String {
    let (colour, ground, sign) = tone.look();
    let words = format!("{sign}{words}");
    let font = egui::FontId::proportional(look::SMALL);
    let mut job = egui::text::LayoutJob::simple_singleline(words.clone(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 2.0 * PILL.x);
    let galley = painter.layout_job(job);
    let size = galley.size() + 2.0 * PILL;
    let pill = egui::Align2::LEFT_CENTER.align_size_within_rect(size, rect);
    painter.rect_filled(pill, CornerRadius::same(9), ground);
    painter.galley(pill.min + PILL, galley, colour);
    words
}

/// A badge on one line, cut off where it is full; pointed at it says all.
pub(in crate::ui) fn badge_cut_ui(ui: &mut egui::Ui, tone: Tone, words: &str) -> egui::Response {
    let whole = badge_width(ui, tone, words);
    let width = whole.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, look::CONTROL), Sense::hover());
    let said = paint_badge(ui.painter(), rect, tone, words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    if width < whole { super::tip(response, words) } else { response }
}

/// How wide such a badge is.
pub(in crate::ui) fn badge_width(ui: &egui::Ui, tone: Tone, words: &str) -> f32 {
    let words = format!("{}{words}", tone.look().2);
    pill_galley(ui, words, look::WEAK, f32::INFINITY).size().x + 2.0 * PILL.x
}

fn pill_galley(
    ui: &egui::Ui,
    words: String,
    colour: Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    ui.painter().layout(words, egui::FontId::proportional(look::SMALL), colour, room)
}

/// Small words on a ground as tall as themselves, whatever row they stand in. Where they are
/// longer than a row they take several.
pub(super) fn pill_ui(
    ui: &mut egui::Ui,
    words: &str,
    colour: Color32,
    ground: impl FnOnce(&egui::Painter, egui::Rect),
) -> egui::Response {
    let whole = pill_galley(ui, words.to_owned(), colour, f32::INFINITY);
    let room = make_room_ui(ui, whole.size().x + 2.0 * PILL.x);
    let galley = pill_galley(ui, words.to_owned(), colour, (room - 2.0 * PILL.x).max(look::SMALL));
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * PILL, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    if ui.is_rect_visible(rect) {
        ground(ui.painter(), rect);
        ui.painter().galley(rect.min + PILL, galley, colour);
    }
    response
}

/// A card with a title on the left and a remark on the right.
pub(in crate::ui) fn card_ui<R>(
    ui: &mut egui::Ui,
    title: &str,
    remark: &str,
    body: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    look::card()
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = Vec2::splat(look::GAP);
            if !title.is_empty() {
                titled_ui(ui, title, remark);
                ui.add_space(2.0);
            }
            ui.push_id(title, body).inner
        })
        .inner
}

/// A card's title, and its remark on the right; below it where that has no room.
fn titled_ui(ui: &mut egui::Ui, title: &str, remark: &str) {
    let width = |words: egui::RichText| {
        let words = egui::WidgetText::from(words);
        let extend = Some(egui::TextWrapMode::Extend);
        words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body).size().x
    };
    let both = width(look::bold(title)) + look::CARD_GAP + width(look::small(remark));
    if ui.available_width() < both {
        ui.label(look::bold(title));
        ui.label(look::small(remark));
        return;
    }
    ui.horizontal(|ui| {
        ui.label(look::bold(title));
        if !remark.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(look::small(remark));
            });
        }
    });
}

/// Words that must be seen before anything else on a card.
pub(in crate::ui) fn banner_ui(ui: &mut egui::Ui, tone: Tone, words: &str) {
    let (text, ground, sign) = tone.look();
    egui::Frame::new()
        .fill(ground)
        .corner_radius(look::CORNER)
        .inner_margin(egui::Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(egui::RichText::new(format!("{sign}{words}")).color(text));
        });
}

/// A figure with the word for what it counts below it; told as one.
pub(in crate::ui) fn figure_ui(ui: &mut egui::Ui, figure: &str, words: &str) {
    let extend = Some(egui::TextWrapMode::Extend);
    let galley = |text: egui::RichText| {
        egui::WidgetText::from(text).into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body)
    };
    let (number, word) = (galley(look::figure(figure)), galley(look::small(words)));
    let width = number.size().x.max(word.size().x);
    let size = Vec2::new(width, number.size().y + word.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let told = format!("{words} {figure}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &told));
    let below = rect.min + Vec2::new(0.0, number.size().y);
    ui.painter().galley(rect.min, number, look::TEXT);
    ui.painter().galley(below, word, look::WEAK);
}

/// Words that are only seen: what they say is told by what stands beside them.
pub(in crate::ui) fn silent_ui(ui: &mut egui::Ui, words: egui::RichText) {
    let extend = Some(egui::TextWrapMode::Extend);
    let words = egui::WidgetText::from(words);
    let galley = words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, look::TEXT);
}

/// A screen's heading, with what can be done on the right; below it where that has no room.
pub(in crate::ui) fn heading_ui(
    ui: &mut egui::Ui,
    title: &str,
    remark: &str,
    actions: impl FnOnce(&mut egui::Ui),
) {
    let width = |words: egui::RichText| {
        let words = egui::WidgetText::from(words);
        let extend = Some(egui::TextWrapMode::Extend);
        words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body).size().x + look::GAP
    };
    let (named, said) = (width(look::heading(title)), width(look::weak(remark)));
    let room = ui.available_width();
    // Buttons are as wide as they were; the first time, and whenever others come, it is found out
    // before anything is shown.
    let id = ui.scope_id().with("actions");
    let before: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let beside = |taken: f32| named + taken <= room;
    let inline = !remark.is_empty() && named + said + before <= room;
    let taken = if beside(before) {
        heading_row_ui(ui, title, remark, inline, actions)
    } else {
        ui.label(look::heading(title));
        let row = ui.horizontal_wrapped(|ui| {
            actions(ui);
            (ui.min_rect().height() < 1.5 * look::CONTROL).then(|| ui.min_rect().width())
        });
        row.inner.unwrap_or(before)
    };
    let is_said = beside(before) && inline;
    if !remark.is_empty() && !is_said {
        ui.label(look::weak(remark));
    }
    if before != taken {
        ui.data_mut(|data| data.insert_temp(id, taken));
        if beside(before) != beside(taken) || inline != (named + said + taken <= room) {
            ui.ctx().request_discard("the heading's buttons");
        }
    }
}

/// Heading, remark and buttons in one row. Returns the room the buttons take.
fn heading_row_ui(
    ui: &mut egui::Ui,
    title: &str,
    remark: &str,
    inline: bool,
    actions: impl FnOnce(&mut egui::Ui),
) -> f32 {
    ui.horizontal(|ui| {
        ui.set_min_height(look::CONTROL + 4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let room = ui.available_width();
            actions(ui);
            let taken = room - ui.available_width();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = egui::Label::new(look::heading(title));
                ui.add(words.wrap_mode(egui::TextWrapMode::Extend));
                if inline {
                    ui.label(look::weak(remark));
                }
            });
            taken
        })
        .inner
    })
    .inner
}

/// Says that fields stand by themselves: their labels are told, not shown.
const BARE: &str = "bare";

/// Fields without their labels, as in the cell of a list.
pub(in crate::ui) fn bare_fields_ui(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui)) {
    let bare = egui::UiStackInfo::default().with_tag(BARE);
    ui.scope_builder(egui::UiBuilder::new().ui_stack_info(bare), add);
}

/// Whether fields stand by themselves here.
pub(in crate::ui) fn is_bare(ui: &egui::Ui) -> bool {
    ui.stack().iter().any(|ui| ui.info.tags.contains(BARE))
}

/// Says that what is shown can only be read.
const READ_ONLY: &str = "read only";

/// What can only be read: no action stands out there.
pub(in crate::ui) fn looked_at_ui<R>(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let read_only = egui::UiStackInfo::default().with_tag(READ_ONLY);
    ui.scope_builder(egui::UiBuilder::new().ui_stack_info(read_only), add).inner
}

/// Whether what is shown here can only be read.
pub(super) fn is_read_only(ui: &egui::Ui) -> bool {
    ui.stack().iter().any(|ui| ui.info.tags.contains(READ_ONLY))
}

/// A label for those who do not see where a field stands; it takes no room.
pub(in crate::ui) fn hidden_label(ui: &egui::Ui, words: &str) -> egui::Id {
    let id = ui.scope_id().with(("label", words));
    let response = ui.interact(egui::Rect::NOTHING, id, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    id
}

/// A label of fixed width and whatever stands beside it; returns the label's id for the field.
pub(in crate::ui) fn labelled_ui<R>(
    ui: &mut egui::Ui,
    label: &str,
    value: impl FnOnce(&mut egui::Ui, egui::Id) -> R,
) -> R {
    if is_bare(ui) {
        let name = hidden_label(ui, label);
        value(ui, name)
    } else if is_long(ui, label) {
        ui.vertical(|ui| {
            let name = ui.label(look::weak(label)).id;
            value(ui, name)
        })
        .inner
    } else {
        beside_label_ui(ui, label, value)
    }
}

/// The room a field has beside its label at least.
const FIELD: f32 = 170.0;

/// Whether a label is so long that its field stands below it: beside it there would be no room left
/// to write in.
fn is_long(ui: &egui::Ui, label: &str) -> bool {
    let words = egui::WidgetText::from(look::weak(label));
    let extend = Some(egui::TextWrapMode::Extend);
    let width = words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Body).size().x;
    let left = ui.available_width() - width - ui.spacing().item_spacing.x;
    look::LABEL < width && (2.0 * look::LABEL < width || left < FIELD)
}

fn beside_label_ui<R>(
    ui: &mut egui::Ui,
    label: &str,
    value: impl FnOnce(&mut egui::Ui, egui::Id) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        let size = Vec2::new(look::LABEL, look::CONTROL);
        let name = ui
            .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(size);
                if label.is_empty() {
                    // Without a word there is nothing to be told.
                    return ui.scope_id();
                }
                ui.label(look::weak(label)).id
            })
            .inner;
        ui.vertical(|ui| value(ui, name)).inner
    })
    .inner
}

/// One of two fields beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Half {
    /// The first, on the left.
    Left,
    /// The second.
    Right,
}

/// Two fields beside each other where there is room, else below each other.
pub(in crate::ui) fn abreast_ui(ui: &mut egui::Ui, mut paint: impl FnMut(&mut egui::Ui, Half)) {
    if ui.available_width() < look::ABREAST {
        paint(ui, Half::Left);
        paint(ui, Half::Right);
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = look::CARD_GAP;
        ui.columns(2, |columns| {
            for (column, half) in columns.iter_mut().zip([Half::Left, Half::Right]) {
                column.spacing_mut().item_spacing.x = look::GAP;
                paint(column, half);
            }
        });
    });
}

/// A tick that asks instead of changing; returns what is wished.
pub(in crate::ui) fn tick_ui(ui: &mut egui::Ui, ticked: bool, words: &str) -> Option<bool> {
    let font = egui::FontId::proportional(look::BODY);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, look::TEXT);
    let spacing = ui.spacing();
    let width = spacing.icon_width + spacing.icon_spacing + galley.size().x + 1.0;
    make_room_ui(ui, width);
    let mut now = ticked;
    // No wider than its words: a click on empty ground beside them means nothing.
    let response = ui
        .horizontal_wrapped(|ui| {
            look::open_boxes(ui.visuals_mut());
            ui.add(egui::Checkbox::new(&mut now, words))
        })
        .inner;
    look::ring(ui, &response);
    response.changed().then_some(now)
}

/// A place with nothing on it yet: says what to do first. Returns whether that was clicked.
pub(in crate::ui) fn empty_ui(
    ui: &mut egui::Ui,
    sign: char,
    title: &str,
    hint: &str,
    button: &str,
) -> bool {
    ui.vertical_centered(|ui| {
        ui.add_space(look::MARGIN);
        silent_ui(ui, look::icon(sign).size(look::FIGURE).color(look::FIELD_LINE));
        ui.label(look::bold(title));
        ui.label(look::weak(hint));
        ui.add_space(look::GAP);
        let clicked = !button.is_empty() && super::primary_ui(ui, button, None);
        ui.add_space(look::MARGIN);
        clicked
    })
    .inner
}

/// In a row that wraps, begins a new one where something so wide would not fit any more. Returns
/// the room there is then.
pub(in crate::ui) fn make_room_ui(ui: &mut egui::Ui, width: f32) -> f32 {
    let layout = ui.layout();
    if !(layout.is_horizontal() && layout.main_wrap()) {
        return ui.available_width();
    }
    let begun = ui.available_size_before_wrap().x + 1.0 < ui.max_rect().width();
    if begun && ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    ui.available_size_before_wrap().x
}
