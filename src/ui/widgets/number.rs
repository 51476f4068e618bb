//! Counts and hours, as people type them.

use eframe::egui;

use super::half::raw_box_ui;
use super::{Fields, half_ui, labelled_ui};
use crate::rules::calendar;
use crate::rules::outreach::hours_words;
use crate::ui::look;

/// The room a number takes.
const WIDTH: f32 = 72.0;

/// What people write behind a count.
const UNITS: [char; 9] = ['人', '个', '名', '次', '份', '件', '条', '场', '户'];

/// The count that text means: `8`, `8人`, `1,860`; nothing written is none.
fn parse_count(text: &str) -> Option<u16> {
    let digits = plain(text);
    let digits = digits.trim_end_matches(UNITS);
    if plain(text).is_empty() { Some(0) } else { digits.parse().ok() }
}

/// The minutes that text means as hours: `1.5`, `1小时30分`, `90分`.
fn parse_hours(text: &str) -> Option<u16> {
    let text = plain(text).replace("小时", "时").replace("分钟", "分");
    if text.is_empty() {
        return Some(0);
    }
    let minutes = match text.split_once('时') {
        Some((hours, "")) => hours.parse::<f64>().ok()? * 60.0,
        Some((hours, minutes)) => {
            let minutes = minutes.trim_end_matches('分').parse::<f64>().ok()?;
            hours.parse::<f64>().ok()?.mul_add(60.0, minutes)
        }
        None => match text.strip_suffix('分') {
            Some(minutes) => minutes.parse::<f64>().ok()?,
            None => text.parse::<f64>().ok()? * 60.0,
        },
    };
    whole(minutes)
}

/// The nearest whole number, if it is a count.
fn whole(number: f64) -> Option<u16> {
    format!("{number:.0}").parse().ok()
}

/// Without spaces and without what parts thousands.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != ',').collect()
}

/// A labelled count with its unit behind it; none shows as nothing. Returns the new one.
pub(in crate::ui) fn count_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (label, unit): (&str, &str),
    value: u16,
) -> Option<u16> {
    let shown = if value == 0 { String::new() } else { value.to_string() };
    let field = (shown.as_str(), "请写整数");
    number_ui(ui, fields, (label, unit), field, parse_count).filter(|new| *new != value)
}

/// Labelled hours, kept as minutes. Returns the new minutes.
pub(in crate::ui) fn hours_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    label: &str,
    minutes: u16,
) -> Option<u16> {
    let shown = if minutes == 0 { String::new() } else { hours_words(u32::from(minutes)) };
    let field = (shown.as_str(), "请写小时数，例：1.5");
    number_ui(ui, fields, (label, "小时"), field, parse_hours).filter(|new| *new != minutes)
}

/// The labelled year of a Spring Festival. Returns the new one.
pub(in crate::ui) fn year_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    label: &str,
    year: i32,
) -> Option<i32> {
    let shown = if year == 0 { String::new() } else { year.to_string() };
    let field = (shown.as_str(), "请写四位年份，例：2027");
    number_ui(ui, fields, (label, "年"), field, parse_year).filter(|new| *new != year)
}

fn parse_year(text: &str) -> Option<i32> {
    let year = plain(text).trim_end_matches('年').parse().ok();
    year.filter(|year| calendar::new_year(*year).is_some())
}

fn number_ui<T: PartialEq>(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    (label, unit): (&str, &str),
    (shown, hint): (&str, &str),
    parse: fn(&str) -> Option<T>,
) -> Option<T> {
    let id = ui.scope_id().with(("number", label));
    labelled_ui(ui, label, |ui, name| {
        ui.horizontal_wrapped(|ui| {
            let raw = raw_box_ui(ui, fields, (id, name), (shown, WIDTH), parse);
            ui.label(look::weak(unit));
            if raw.half {
                half_ui(ui, hint);
            }
            raw.value
        })
        .inner
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_write_them() {
        let table = [
            ("8", Some(8)),
            ("1,860", Some(1860)),
            (" 12 人", Some(12)),
            ("", Some(0)),
            ("七", None),
            ("18七", None),
            ("70000", None),
            ("-1", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse_count(text), expected, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let table = [
            ("1.5", Some(90)),
            ("2小时", Some(120)),
            ("1小时30分", Some(90)),
            ("1时30分钟", Some(90)),
            ("40分", Some(40)),
            ("1.67", Some(100)),
            ("", Some(0)),
            ("半天", None),
            ("2000", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse_hours(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same_minutes() {
        for minutes in 0..2_000 {
            assert_eq!(parse_hours(&hours_words(u32::from(minutes))), Some(minutes), "{minutes}");
        }
    }
}
