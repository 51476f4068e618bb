//! Colours, sizes, faces: the one file with numbers of taste in it. Source: `sources.md` 程序.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText,
    Shadow, Stroke, TextStyle, Vec2,
};

/// A colour by its three bytes.
#[expect(clippy::disallowed_methods, reason = "this is the one place that names colours")]
const fn rgb(red: u8, green: u8, blue: u8) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// The ground everything lies on.
pub(super) const GROUND: Color32 = rgb(0xF5, 0xF2, 0xEC);
/// The rail, the top bar and the status bar.
pub(super) const RAIL: Color32 = rgb(0xFB, 0xF9, 0xF5);
/// Cards.
pub(super) const CARD: Color32 = rgb(0xFF, 0xFF, 0xFF);
/// The line round cards and between rows.
pub(super) const LINE: Color32 = rgb(0xE8, 0xE2, 0xD8);
/// The line round fields.
pub(super) const FIELD_LINE: Color32 = rgb(0xD6, 0xCE, 0xC1);
/// Text.
pub(super) const TEXT: Color32 = rgb(0x23, 0x26, 0x2B);
/// Text of second rank.
pub(super) const WEAK: Color32 = rgb(0x5C, 0x62, 0x6B);
/// What is to be written in an empty field: readable, and never taken for what was written.
pub(super) const HINT: Color32 = rgb(0xA3, 0x9C, 0x90);
/// The accent, jujube red: the first action, the selected place. Never a danger.
pub(super) const ACCENT: Color32 = rgb(0x8C, 0x2F, 0x2B);
/// The accent under the pointer.
pub(super) const ACCENT_HOVER: Color32 = rgb(0x7A, 0x26, 0x23);
/// Words that are selected in a field: to be seen on the tint of a row that is picked as well.
pub(super) const SELECTED: Color32 = rgb(0xEB, 0xC4, 0xBE);
/// The accent's tint.
pub(super) const ACCENT_TINT: Color32 = rgb(0xF5, 0xE6, 0xE3);
/// In order.
pub(super) const GOOD: Color32 = rgb(0x22, 0x63, 0x3C);
/// Well, as a ground.
pub(super) const GOOD_TINT: Color32 = rgb(0xE6, 0xF2, 0xEA);
/// Needs attention.
pub(super) const CARE: Color32 = rgb(0x8A, 0x56, 0x00);
/// Needs attention, as a background.
pub(super) const CARE_TINT: Color32 = rgb(0xFB, 0xF0, 0xDC);
/// Danger.
pub(super) const DANGER: Color32 = rgb(0xB3, 0x26, 0x1E);
/// Danger, as a ground.
pub(super) const DANGER_TINT: Color32 = rgb(0xFC, 0xE6, 0xE3);
/// A badge that says nothing but its word.
pub(super) const NEUTRAL_TINT: Color32 = rgb(0xEE, 0xEA, 0xE3);
/// A row under the pointer.
pub(super) const HOVER: Color32 = rgb(0xFA, 0xF7, 0xF1);
/// The block an electrician signs.
pub(super) const SIGNED_TINT: Color32 = rgb(0xF0, 0xF3, 0xF9);

/// Small print.
pub(super) const SMALL: f32 = 13.0;
/// Text.
pub(super) const BODY: f32 = 16.0;
/// Headings.
pub(super) const HEADING: f32 = 22.0;
/// Figures.
pub(super) const FIGURE: f32 = 30.0;
/// The height of a row in a table.
pub(super) const ROW: f32 = 36.0;
/// The height of fields and buttons.
pub(super) const CONTROL: f32 = 34.0;
/// The width of labels beside fields.
pub(super) const LABEL: f32 = 84.0;
/// The smallest gap.
pub(super) const GAP: f32 = 8.0;
/// The gap between cards.
pub(super) const CARD_GAP: f32 = 16.0;
/// The margin of a screen.
pub(super) const MARGIN: f32 = 24.0;
/// The rail's width with words.
pub(super) const RAIL_WIDTH: f32 = 164.0;
/// The top bar's height.
pub(super) const TOP_BAR: f32 = 52.0;
/// The status bar's height.
pub(super) const STATUS_BAR: f32 = 32.0;
/// Below this width there is no rail, and the whole screen scrolls.
pub(super) const NARROW: f32 = 900.0;
/// Below this height the whole screen scrolls.
pub(super) const LOW: f32 = 600.0;
/// The least height of a screen whose panes scroll by themselves.
pub(super) const LEAST: f32 = 440.0;
/// The room for list and detail on an old office screen, of which a list has its share.
pub(super) const SHARED: f32 = 1138.0;
/// How much of its width there a list can do with, beside a detail.
pub(super) const SHRINK: f32 = 0.85;
/// The least width of a detail beside its list.
pub(super) const DETAIL: f32 = 420.0;
/// The least width of two fields beside each other.
pub(super) const ABREAST: f32 = 544.0;
/// The width of a bar that scrolls.
const BAR: f32 = 8.0;
/// The corner of a card.
const CARD_CORNER: u8 = 10;
/// The corner of fields and buttons.
pub(super) const CORNER: u8 = 7;

const BOLD: &str = "bold";
const ICONS: &str = "icons";

/// The bold face's family; `RichText::strong` is no bold in egui.
pub(super) fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// Bold text of the body size.
pub(super) fn bold(words: impl Into<String>) -> RichText {
    RichText::new(words).font(FontId::new(BODY, bold_family())).color(TEXT)
}

/// A heading.
pub(super) fn heading(words: impl Into<String>) -> RichText {
    RichText::new(words).font(FontId::new(HEADING, bold_family())).color(TEXT)
}

/// A figure.
pub(super) fn figure(words: impl Into<String>) -> RichText {
    RichText::new(words).font(FontId::new(FIGURE, bold_family())).color(TEXT)
}

/// Text of second rank.
pub(super) fn weak(words: impl Into<String>) -> RichText {
    RichText::new(words).color(WEAK)
}

/// Small print.
pub(super) fn small(words: impl Into<String>) -> RichText {
    RichText::new(words).size(SMALL).color(WEAK)
}

/// A sign of the icon face, at the body size.
pub(super) fn icon(sign: char) -> RichText {
    RichText::new(sign).font(FontId::new(BODY + 2.0, FontFamily::Name(ICONS.into())))
}

/// Signs of the icon face; see `assets/fonts/ICONS.txt`.
pub(super) mod sign {
    /// Zones and sites.
    pub(in crate::ui) const MAP: char = '\u{e31a}';
    /// The team.
    pub(in crate::ui) const USERS: char = '\u{e68e}';
    /// The rota.
    pub(in crate::ui) const CALENDAR_CHECK: char = '\u{e712}';
    /// The watch.
    pub(in crate::ui) const PHONE: char = '\u{e3ba}';
    /// Publicity and help.
    pub(in crate::ui) const MEGAPHONE: char = '\u{e324}';
    /// Patrol.
    pub(in crate::ui) const CLIPBOARD: char = '\u{e198}';
    /// Hazards.
    pub(in crate::ui) const WARNING: char = '\u{e4e0}';
    /// Units of the mine.
    pub(in crate::ui) const BUILDINGS: char = '\u{e102}';
    /// Take away.
    pub(in crate::ui) const CROSS: char = '\u{e4f6}';
    /// Look for something.
    pub(in crate::ui) const SEARCH: char = '\u{e30c}';
    /// A day.
    pub(in crate::ui) const CALENDAR: char = '\u{e108}';
    /// Back.
    pub(in crate::ui) const LEFT: char = '\u{e138}';
    /// Forth.
    pub(in crate::ui) const RIGHT: char = '\u{e13a}';
    /// Up.
    pub(in crate::ui) const UP: char = '\u{e13c}';
    /// Down.
    pub(in crate::ui) const DOWN: char = '\u{e136}';
}

/// Installs faces, sizes and colours.
pub(super) fn install(ctx: &egui::Context) {
    ctx.set_fonts(faces());
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(style);
    ctx.options_mut(|options| options.quit_shortcuts.clear());
}

fn faces() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let face = |bytes: &'static [u8]| Arc::new(FontData::from_static(bytes));
    for (name, bytes) in [
        ("sans", include_bytes!("../../assets/fonts/sans.ttf").as_slice()),
        ("sans-bold", include_bytes!("../../assets/fonts/sans-bold.ttf").as_slice()),
        ("symbols", include_bytes!("../../assets/fonts/symbols.ttf").as_slice()),
        ("icon-face", include_bytes!("../../assets/fonts/icons.ttf").as_slice()),
    ] {
        fonts.font_data.insert(name.to_owned(), face(bytes));
    }
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, list(&["sans", "symbols", "icon-face"]));
    }
    fonts.families.insert(bold_family(), list(&["sans-bold", "symbols", "icon-face"]));
    fonts.families.insert(FontFamily::Name(ICONS.into()), list(&["icon-face", "sans"]));
    fonts
}

fn style(style: &mut egui::Style) {
    for (text_style, size) in [
        (TextStyle::Small, SMALL),
        (TextStyle::Body, BODY),
        (TextStyle::Button, BODY),
        (TextStyle::Heading, HEADING),
        (TextStyle::Monospace, BODY),
    ] {
        style.text_styles.insert(text_style, FontId::proportional(size));
    }
    style.animation_time = 0.0;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(GAP, GAP);
    spacing.button_padding = Vec2::new(12.0, 5.0);
    spacing.interact_size = Vec2::new(CONTROL, CONTROL);
    spacing.menu_margin = Margin::same(6);
    spacing.combo_height = 320.0;
    spacing.scroll = bars();
    visuals(&mut style.visuals);
}

/// Bars whose handles show on any ground: the ink, thinned.
fn bars() -> egui::style::ScrollStyle {
    egui::style::ScrollStyle {
        floating: true,
        foreground_color: true,
        bar_width: BAR,
        floating_width: BAR,
        floating_allocated_width: BAR + 2.0,
        handle_min_length: 24.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.6,
        ..egui::style::ScrollStyle::solid()
    }
}

fn visuals(visuals: &mut egui::Visuals) {
    visuals.panel_fill = GROUND;
    visuals.window_fill = CARD;
    visuals.extreme_bg_color = CARD;
    visuals.text_edit_bg_color = Some(CARD);
    visuals.faint_bg_color = HOVER;
    visuals.window_stroke = Stroke::new(1.0, LINE);
    visuals.window_corner_radius = CornerRadius::same(CARD_CORNER);
    visuals.menu_corner_radius = CornerRadius::same(CORNER);
    let shadow = |alpha, blur| Shadow {
        offset: [0, 4],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    };
    visuals.window_shadow = shadow(36, 24);
    visuals.popup_shadow = shadow(24, 12);
    visuals.selection.bg_fill = ACCENT_TINT;
    visuals.selection.stroke = Stroke::new(1.5, ACCENT);
    // egui paints hints in it, whatever colour they ask for.
    visuals.weak_text_color = Some(HINT);
    // Chinese composition underlines what is being composed, on Windows too.
    visuals.ime_composition.legacy_visuals = false;
    let corner = CornerRadius::same(CORNER);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, text) in [
        (&mut widgets.noninteractive, CARD, LINE, TEXT),
        (&mut widgets.inactive, CARD, FIELD_LINE, TEXT),
        (&mut widgets.hovered, HOVER, WEAK, TEXT),
        (&mut widgets.active, ACCENT_TINT, ACCENT, TEXT),
        (&mut widgets.open, HOVER, WEAK, TEXT),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = corner;
        state.expansion = 0.0;
    }
}

/// The frame of a card.
pub(super) fn card() -> egui::Frame {
    egui::Frame::new()
        .fill(CARD)
        .stroke(Stroke::new(1.0, LINE))
        .corner_radius(CornerRadius::same(CARD_CORNER))
        .inner_margin(Margin::symmetric(18, 14))
}

/// Rings round what has the keyboard: a filled button and a box to be ticked look the same with it and
/// without otherwise.
pub(super) fn ring(ui: &egui::Ui, response: &egui::Response) {
    if response.has_focus() {
        let (line, outside) = (Stroke::new(2.0, ACCENT), egui::StrokeKind::Outside);
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            CornerRadius::same(CORNER),
            line,
            outside,
        );
    }
}

/// Boxes to be ticked have a line that can be seen on a card.
pub(super) fn open_boxes(visuals: &mut egui::Visuals) {
    let widgets = &mut visuals.widgets;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
        state.bg_fill = CARD;
        state.bg_stroke = Stroke::new(1.0, WEAK);
    }
}
