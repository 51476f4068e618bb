//! Buttons of four ranks, and keys as they are shown.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Button, CornerRadius, FontFamily, FontId, RichText, Stroke, Vec2};

use crate::ui::look;

/// The first action of a screen; there is one at most. Where nothing can be written it is an
/// ordinary one.
pub(in crate::ui) fn primary_ui(ui: &mut egui::Ui, words: &str, key: Option<&str>) -> bool {
    if super::card::is_read_only(ui) {
        return button_ui(ui, words, key);
    }
    pressing_ui(ui, words, key)
}

/// What is to be done first, wherever it stands.
pub(in crate::ui) fn pressing_ui(ui: &mut egui::Ui, words: &str, key: Option<&str>) -> bool {
    ui.scope(|ui| {
        let visuals = ui.visuals_mut();
        for (state, fill) in [
            (&mut visuals.widgets.inactive, look::ACCENT),
            (&mut visuals.widgets.hovered, look::ACCENT_HOVER),
            (&mut visuals.widgets.active, look::ACCENT_HOVER),
        ] {
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, fill);
            state.fg_stroke = Stroke::new(1.0, look::CARD);
        }
        let button = Button::new(RichText::new(words).color(look::CARD));
        let button = with_key(button, key, look::ACCENT_TINT);
        add_ui(ui, button.min_size(Vec2::new(0.0, look::CONTROL))).clicked()
    })
    .inner
}

/// The first action of a tab; while there is nothing yet, the empty list offers it instead.
pub(in crate::ui) fn first_ui(ui: &mut egui::Ui, empty: bool, words: &str) -> bool {
    if empty { button_ui(ui, words, None) } else { primary_ui(ui, words, None) }
}

/// An ordinary action.
pub(in crate::ui) fn button_ui(ui: &mut egui::Ui, words: &str, key: Option<&str>) -> bool {
    let button = with_key(Button::new(words), key, look::WEAK);
    add_ui(ui, button.min_size(Vec2::new(0.0, look::CONTROL))).clicked()
}

/// An ordinary action whose words name people and places: where they are longer than a row they take
/// several.
pub(in crate::ui) fn long_button_ui(ui: &mut egui::Ui, words: &str) -> bool {
    ui.add(Button::new(words).wrap().min_size(Vec2::new(0.0, look::CONTROL))).clicked()
}

/// One of several that are long: its words take the rows they need, and the one that holds is told as chosen.
pub(in crate::ui) fn long_choice_ui(ui: &mut egui::Ui, is_chosen: bool, words: &str) -> bool {
    let fill = if is_chosen { look::ACCENT_TINT } else { look::CARD };
    let button = Button::new(words).wrap().fill(fill).min_size(Vec2::new(0.0, look::CONTROL));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, words));
    response.clicked()
}

/// An action of which there are several: opens them, and says which was chosen.
pub(in crate::ui) fn menu_ui<T: Copy>(
    ui: &mut egui::Ui,
    words: &str,
    actions: &[(T, &str)],
) -> Option<T> {
    let wrap = egui::TextWrapMode::Extend;
    let button = Button::new(words).right_text(look::icon(look::sign::DOWN).color(look::WEAK));
    let button = button.wrap_mode(wrap).min_size(Vec2::new(0.0, look::CONTROL));
    let (response, chosen) = MenuButton::from_button(button).ui(ui, |ui| {
        let mut chosen = None;
        for (action, words) in actions {
            if ui.add(Button::new(*words).wrap_mode(wrap)).clicked() {
                chosen = Some(*action);
                ui.close();
            }
        }
        chosen
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    chosen?.inner
}

/// An action of second rank, without a frame until it is pointed at.
pub(in crate::ui) fn quiet_ui(ui: &mut egui::Ui, words: &str) -> bool {
    add_ui(ui, Button::new(look::weak(words)).frame_when_inactive(false)).clicked()
}

/// A sign to be clicked, with the words it stands for.
pub(in crate::ui) fn icon_button_ui(ui: &mut egui::Ui, sign: char, words: &str) -> bool {
    let response = ui.add(
        Button::new(look::icon(sign).color(look::WEAK))
            .frame_when_inactive(false)
            .min_size(Vec2::new(look::CONTROL, look::CONTROL)),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    look::ring(ui, &response);
    tip(response, words).clicked()
}

/// The cross that takes a name or a line away. Enter is the key of the next field and the next row,
/// so it takes nothing away: the space bar does, and the mouse.
pub(in crate::ui) fn cross_ui(ui: &mut egui::Ui, words: &str) -> bool {
    icon_button_ui(ui, look::sign::CROSS, words) && !by_enter(ui)
}

/// Whether a button was pressed by Enter, the key of the next row: nothing that counts for many
/// rows, and nothing that is lost, hangs on that.
pub(in crate::ui) fn by_enter(ui: &egui::Ui) -> bool {
    ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// Words that lead somewhere; where they are longer than a row they are cut.
pub(in crate::ui) fn link_ui(ui: &mut egui::Ui, words: impl Into<RichText>) -> bool {
    let words: egui::WidgetText = words.into().into();
    let wrap = Some(egui::TextWrapMode::Extend);
    let galley = words.clone().into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button);
    let width = galley.size().x + 2.0 * ui.spacing().button_padding.x;
    super::card::make_room_ui(ui, width + 1.0);
    ui.add(Button::new(words).frame_when_inactive(false).truncate().min_size(Vec2::ZERO)).clicked()
}

/// Adds a button whose words stay in one line. In a row that is full it begins the next.
fn add_ui(ui: &mut egui::Ui, button: Button<'_>) -> egui::Response {
    let response = ui.add(button.wrap_mode(egui::TextWrapMode::Extend));
    look::ring(ui, &response);
    response
}

/// Says more under the pointer, but never over a question: what lies behind it is not pointed at.
pub(in crate::ui) fn tip(response: egui::Response, words: &str) -> egui::Response {
    let at = response.ctx.pointer_hover_pos();
    let top = at.and_then(|at| response.ctx.layer_id_at(at));
    let is_covered = top.is_some_and(|top| response.layer_id.order < top.order);
    if is_covered { response } else { response.on_hover_text(words) }
}

/// A line that opens to be changed: its head in bold, the rest as long as it is.
pub(in crate::ui) fn opener_ui(ui: &mut egui::Ui, head: &str, words: &str) -> bool {
    let mut job = LayoutJob::default();
    for (part, family, colour) in [
        (head, look::bold_family(), look::TEXT),
        ("　", FontFamily::Proportional, look::TEXT),
        (words, FontFamily::Proportional, look::TEXT),
    ] {
        let font = FontId::new(look::BODY, family);
        job.append(part, 0.0, TextFormat::simple(font, colour));
    }
    let size = Vec2::new(ui.available_width(), look::CONTROL);
    // What follows takes the room that is left, so that the line begins on the left.
    let button = Button::new(job).wrap().right_text("").gap(0.0);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 4.0;
        ui.add(button.frame_when_inactive(false).min_size(size)).clicked()
    })
    .inner
}

/// One of several views of a screen.
pub(in crate::ui) fn tab_ui(ui: &mut egui::Ui, selected: bool, words: &str) -> bool {
    let text = if selected { look::bold(words).color(look::ACCENT) } else { look::weak(words) };
    let fill = if selected { look::ACCENT_TINT } else { look::GROUND };
    let line = if selected { look::ACCENT_TINT } else { look::LINE };
    let button = Button::new(text).fill(fill).stroke(Stroke::new(1.0, line));
    let response = add_ui(ui, button.min_size(Vec2::new(0.0, look::CONTROL)));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, words));
    response.clicked()
}

/// A key, as a small key cap.
pub(in crate::ui) fn key_ui(ui: &mut egui::Ui, key: &str) {
    super::card::pill_ui(ui, key, look::WEAK, |painter, rect| {
        let stroke = Stroke::new(1.0, look::FIELD_LINE);
        painter.rect_stroke(rect, CornerRadius::same(4), stroke, egui::StrokeKind::Inside);
    });
}

fn with_key<'a>(button: Button<'a>, key: Option<&str>, colour: egui::Color32) -> Button<'a> {
    match key {
        Some(key) => button.right_text(RichText::new(key).size(look::SMALL).color(colour)),
        None => button,
    }
}
