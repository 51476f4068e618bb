//! A time of day as people type it: `0805`, `8:05`, `8点5分`.

use chrono::NaiveTime;
use eframe::egui;

use super::half::raw_box_ui;
use super::{Fields, half_ui, labelled_ui};
use crate::model::value::{narrowed, time};

/// 08:05; empty without a time.
pub(in crate::ui) fn time_words(time: Option<NaiveTime>) -> String {
    time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

/// The time that text means, if it means one.
fn parse(text: &str) -> Option<Option<NaiveTime>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    time::time(text).map(Some)
}

/// A labelled time. Returns the new one once the text is a time; four digits are one at once and
/// pass the writing cursor on.
pub(in crate::ui) fn time_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    label: &str,
    value: Option<NaiveTime>,
) -> Option<Option<NaiveTime>> {
    let id = ui.scope_id().with(("time", label));
    labelled_ui(ui, label, |ui, name| {
        ui.horizontal(|ui| {
            let typed = time_box_ui(ui, fields, (id, name), value);
            if let Some(hint) = typed.hint {
                half_ui(ui, hint);
            }
            typed.time
        })
        .inner
    })
}

/// What became of a time field.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct TimeBox {
    /// What the document should have.
    pub(in crate::ui) time: Option<Option<NaiveTime>>,
    /// It is full, and the cursor may go on.
    pub(in crate::ui) full: bool,
    /// How to write it, where it was left half-typed. To be shown where it moves no other field.
    pub(in crate::ui) hint: Option<&'static str>,
}

/// The time field itself.
pub(in crate::ui) fn time_box_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    ids: (egui::Id, egui::Id),
    value: Option<NaiveTime>,
) -> TimeBox {
    let shown = time_words(value);
    // A half-typed hour such as `8` or `080` is no time yet while somebody types on.
    let raw = raw_box_ui(ui, fields, ids, (&shown, 72.0), parse);
    let digits = narrowed(&raw.text).chars().filter(char::is_ascii_digit).count();
    let full = raw.response.changed() && 4 <= digits;
    TimeBox {
        time: raw.value,
        full: full && raw.value.flatten().is_some(),
        hint: raw.half.then(|| hint(&raw.text)),
    }
}

/// How to write it: the end of a day belongs to the next one, and only a person knows which day is meant.
fn hint(text: &str) -> &'static str {
    if time::is_end_of_day(text) {
        "24:00请写成次日的 00:00"
    } else {
        "时间请写成 08:05"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_means_no_time_and_half_a_time_means_nothing() {
        assert_eq!(parse(" "), Some(None));
        assert_eq!(parse("22点40分"), Some(NaiveTime::from_hms_opt(22, 40, 0)));
        assert_eq!(parse("080"), None);
        assert_eq!(parse("24:00"), None);
        assert_eq!(hint("24:00"), "24:00请写成次日的 00:00");
        assert_eq!(hint("25:00"), "时间请写成 08:05");
    }
}
