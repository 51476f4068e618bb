//! A time of day as people type it: `0805`, `8:05`, `8点5分`.

use chrono::NaiveTime;
use eframe::egui;

use super::half::{Raw, raw_box_ui};
use super::{Fields, half_ui, labelled_ui};
use crate::model::value::{narrowed, time};
use crate::ui::keyboard;

/// The width of the field.
const WIDTH: f32 = 72.0;

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
fn time_box_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    ids: (egui::Id, egui::Id),
    value: Option<NaiveTime>,
) -> TimeBox {
    // A half-typed hour such as `8` or `080` is no time yet while somebody types on.
    TimeBox::of(&raw_box_ui(ui, fields, ids, (&time_words(value), WIDTH), parse))
}

impl TimeBox {
    fn of(raw: &Raw<Option<NaiveTime>>) -> Self {
        let digits = narrowed(&raw.text).chars().filter(char::is_ascii_digit).count();
        let full = raw.response.changed() && 4 <= digits;
        Self {
            time: raw.value,
            full: full && raw.value.flatten().is_some(),
            hint: raw.half.then(|| hint(&raw.text)),
        }
    }
}

/// The same, from which the cursor goes on to `next` by itself once it is full. Of figures that come
/// all at once, as on a slow PC, the first four are the time, and the rest is typed there.
pub(in crate::ui) fn time_box_before_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (id, name): (egui::Id, egui::Id),
    value: Option<NaiveTime>,
    next: egui::Id,
) -> TimeBox {
    let raw = raw_box_ui(ui, fields, (id, name), (&time_words(value), WIDTH), parse);
    let over = raw.response.changed().then(|| begun(&raw.text)).flatten();
    if let Some((time, rest)) = over {
        fields.give_up(id);
        keyboard::go_by_itself(ui.ctx(), next, &rest);
        let time = (value != Some(time)).then_some(Some(time));
        return TimeBox { time, full: true, hint: None };
    }
    let typed = TimeBox::of(&raw);
    if typed.full {
        keyboard::go_by_itself(ui.ctx(), next, "");
    }
    typed
}

/// The time with which more than four figures begin, and the figures behind it.
fn begun(text: &str) -> Option<(NaiveTime, String)> {
    let text = narrowed(text.trim());
    let (first, rest) = text.split_at_checked(4).filter(|(_, rest)| !rest.is_empty())?;
    let is_figures = text.bytes().all(|sign| sign.is_ascii_digit());
    let time = is_figures.then(|| time::time(first)).flatten()?;
    Some((time, rest.to_owned()))
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

    #[test]
    fn of_eight_figures_four_are_a_time_and_the_rest_goes_on() {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(begun("08050910"), Some((time(8, 5), "0910".to_owned())));
        assert_eq!(begun("０８０５0"), Some((time(8, 5), "0".to_owned())));
        for text in ["0805", "08:05", "08:0509", "99990910", "时间0805", ""] {
            assert_eq!(begun(text), None, "{text}");
        }
    }
}
