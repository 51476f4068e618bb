//! Buttons of four ranks, and keys as they are shown.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Button, CornerRadius, FontFamily, FontId, RichText, Stroke, Vec2};

use crate::ui::look;

/// The first action of a screen; there is one at most.
pub(in crate::ui) fn primary_ui(ui: &mut egui::Ui, words: &str, key: Option<&str>) -> bool {
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
        ui.add(with_key(button, key, look::ACCENT_TINT).min_size(Vec2::new(0.0, look::CONTROL)))
            .clicked()
    })
    .inner
}

/// The first action of a tab; while there is nothing yet, the empty list offers it instead.
pub(in crate::ui) fn first_ui(ui: &mut egui::Ui, empty: bool, words: &str) -> bool {
    if empty { button_ui(ui, words, None) } else { primary_ui(ui, words, None) }
}

/// An ordinary action.
pub(in crate::ui) fn button_ui(ui: &mut egui::Ui, words: &str, key: Option<&str>) -> bool {
    let button = Button::new(words);
    ui.add(with_key(button, key, look::WEAK).min_size(Vec2::new(0.0, look::CONTROL))).clicked()
}

/// An ordinary action whose words may be longer than the room for them; pointed at it says all.
pub(in crate::ui) fn fitted_button_ui(ui: &mut egui::Ui, words: &str, room: f32) -> bool {
    let room = room - 2.0 * ui.spacing().button_padding.x;
    let fits = |words: &str| {
        let words = egui::WidgetText::from(words);
        let extend = Some(egui::TextWrapMode::Extend);
        let galley = words.into_galley(ui, extend, f32::INFINITY, egui::TextStyle::Button);
        galley.size().x <= room
    };
    let shown = fitted(words, fits);
    let button = Button::new(&shown).wrap_mode(egui::TextWrapMode::Extend);
    let response = ui.add(button.min_size(Vec2::new(0.0, look::CONTROL)));
    let clicked = response.clicked();
    if shown != words {
        response.on_hover_text(words);
    }
    clicked
}

/// As much of the words as fits. Half a number would be another one, so none is ever cut.
fn fitted(words: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(words) {
        return words.to_owned();
    }
    let signs: Vec<char> = words.chars().collect();
    let of_number = |sign: Option<&char>| {
        sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || ['-', '.', ':'].contains(sign))
    };
    let ends = (0..signs.len()).rev().filter(|end| {
        let before = end.checked_sub(1).and_then(|last| signs.get(last));
        !(of_number(before) && of_number(signs.get(*end)))
    });
    let cut = |end: usize| {
        let front: String = signs.iter().take(end).collect();
        format!("{}…", front.trim_end())
    };
    ends.map(cut).find(|cut| fits(cut)).unwrap_or_else(|| "…".to_owned())
}

/// An action of second rank, without a frame until it is pointed at.
pub(in crate::ui) fn quiet_ui(ui: &mut egui::Ui, words: &str) -> bool {
    ui.add(Button::new(look::weak(words)).frame_when_inactive(false)).clicked()
}

/// A sign to be clicked, with the words it stands for.
pub(in crate::ui) fn icon_button_ui(ui: &mut egui::Ui, sign: char, words: &str) -> bool {
    let response = ui.add(
        Button::new(look::icon(sign).color(look::WEAK))
            .frame_when_inactive(false)
            .min_size(Vec2::new(look::CONTROL, look::CONTROL)),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    response.on_hover_text(words).clicked()
}

/// Words that lead somewhere.
pub(in crate::ui) fn link_ui(ui: &mut egui::Ui, words: impl Into<RichText>) -> bool {
    ui.add(Button::new(words.into()).frame_when_inactive(false).truncate().min_size(Vec2::ZERO))
        .clicked()
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

/// One of several words that lead somewhere, in a wrapped layout; one too long for a row is cut.
pub(in crate::ui) fn wrapped_link_ui(ui: &mut egui::Ui, words: impl Into<RichText>) -> bool {
    let words: egui::WidgetText = words.into().into();
    let wrap = Some(egui::TextWrapMode::Extend);
    let galley = words.clone().into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button);
    let width = galley.size().x + 2.0 * ui.spacing().button_padding.x;
    super::card::make_room_ui(ui, width + 1.0);
    ui.add(Button::new(words).frame_when_inactive(false).truncate().min_size(Vec2::ZERO)).clicked()
}

/// One of several views of a screen.
pub(in crate::ui) fn tab_ui(ui: &mut egui::Ui, selected: bool, words: &str) -> bool {
    let text = if selected { look::bold(words).color(look::ACCENT) } else { look::weak(words) };
    let fill = if selected { look::ACCENT_TINT } else { look::GROUND };
    let line = if selected { look::ACCENT_TINT } else { look::LINE };
    ui.add(
        Button::new(text)
            .selected(false)
            .fill(fill)
            .stroke(Stroke::new(1.0, line))
            .min_size(Vec2::new(0.0, look::CONTROL)),
    )
    .clicked()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_cut() {
        let words = "撤销：登记隐患 YH-2027-0061";
        let fits = |room: usize| move |words: &str| words.chars().count() <= room;
        assert_eq!(fitted(words, fits(20)), words);
        for room in 8..20 {
            assert_eq!(fitted(words, fits(room)), "撤销：登记隐患…", "{room}");
        }
        assert_eq!(fitted(words, fits(6)), "撤销：登记…");
        assert_eq!(fitted("3号公寓12层", fits(6)), "3号公寓…");
        assert_eq!(fitted("12345", fits(3)), "…");
    }
}
