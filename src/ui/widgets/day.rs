//! A day as people type it, with its lunar day beside it and a month to choose from.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui::{self, Popup, PopupCloseBehavior, RichText, Vec2};

use super::half::raw_box_ui;
use super::{Fields, half_ui, icon_button_ui, labelled_ui};
use crate::model::mine::LittleYear;
use crate::rules::calendar;
use crate::ui::look::{self, sign};

/// The room for a day with its year, and without.
const WIDTH: f32 = 140.0;
const SHORT: f32 = 108.0;
/// In less room than that nothing is said of a day besides.
const LUNAR: f32 = 40.0;
/// The room for a day of a month.
const DAY: Vec2 = Vec2::new(48.0, 40.0);
/// In less room than that the lunar day counts for more than a year nobody sees.
const NARROW: f32 = 340.0;

/// The day that text means near `near`, if it means one: `2月5日`, `2-5`, `0205`, `2027-2-5`.
fn parse(text: &str, near: NaiveDate) -> Option<Option<NaiveDate>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let mut parts: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if let [digits] = parts.as_slice()
        && let Some((front, day)) = digits.split_at_checked(digits.len().saturating_sub(2))
    {
        let cut = front.len().saturating_sub(2);
        let (year, month) = front.split_at_checked(cut)?;
        parts = [year, month, day].into_iter().filter(|part| !part.is_empty()).collect();
    }
    // A month with two days behind it, as of a stretch, is no year with month and day.
    let has_year = parts.first().is_some_and(|year| matches!(year.len(), 2 | 4))
        && text.chars().find(|sign| !sign.is_ascii_digit()) != Some('月');
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        // Without a year it is the nearest such day.
        [month, day] => calendar::nearest(*month, *day, near),
        [year, month, day] if has_year && (1900 < *year || *year < 100) => {
            let century = if *year < 100 { 2000 } else { 0 };
            NaiveDate::from_ymd_opt(i32::try_from(century + *year).ok()?, *month, *day)
        }
        _ => None,
    }
    .map(Some)
}

/// A labelled day. Returns the new one, or that it was emptied.
pub(in crate::ui) fn day_field_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    label: &str,
    value: Option<NaiveDate>,
    near: NaiveDate,
) -> Option<Option<NaiveDate>> {
    let id = ui.scope_id().with(("day", label));
    let read = |text: &str| parse(text, near);
    labelled_ui(ui, label, |ui, name| day_box_ui(ui, fields, (id, name), (value, near), read))
}

/// A labelled day that is always one.
pub(in crate::ui) fn day_value_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    label: &str,
    value: NaiveDate,
) -> Option<NaiveDate> {
    let id = ui.scope_id().with(("day", label));
    let read = |text: &str| parse(text, value).filter(Option::is_some);
    // Of another year it says so, or nobody sees which one was written.
    let near = fields.today;
    labelled_ui(ui, label, |ui, name| {
        day_box_ui(ui, fields, (id, name), (Some(value), near), read).flatten()
    })
}

fn day_box_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    ids: (egui::Id, egui::Id),
    (value, near): (Option<NaiveDate>, NaiveDate),
    read: impl Fn(&str) -> Option<Option<NaiveDate>>,
) -> Option<Option<NaiveDate>> {
    let shown = value.map(|day| short(day, near)).unwrap_or_default();
    let little = fields.little_year.unwrap_or(LittleYear::North);
    let has_year = value.is_some_and(|day| day.year() != near.year());
    ui.horizontal(|ui| {
        let long = has_year || NARROW <= ui.available_width();
        let width = if long { WIDTH } else { SHORT };
        let raw = raw_box_ui(ui, fields, ids, (&shown, width), read);
        let button = ui.add(
            egui::Button::new(look::icon(sign::CALENDAR).color(look::WEAK))
                // For the mouse alone: Tab goes on to the next field.
                .sense(egui::Sense::CLICK)
                .min_size(Vec2::splat(look::CONTROL)),
        );
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "打开日历"));
        let picked = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| month_ui(ui, (value, near), little))
            .and_then(|shown| shown.inner);
        if picked.is_some() {
            Popup::close_all(ui.ctx());
            fields.forget_half(ids.0);
        }
        if raw.half {
            half_ui(ui, "日期请写成 2月5日");
        } else if let Some(day) = value.filter(|_| LUNAR <= ui.available_width()) {
            let festival = calendar::festival(day, little).unwrap_or_default();
            // What is cut off first is what matters least: New Year's Eve must be seen.
            let words =
                format!("{festival} {} {}", calendar::weekday(day), calendar::lunar_words(day));
            ui.add(egui::Label::new(look::small(words.trim())).truncate());
        }
        raw.value.or_else(|| picked.map(Some))
    })
    .inner
}

/// 2月5日, with the year where it is not the one at hand.
fn short(day: NaiveDate, near: NaiveDate) -> String {
    let format = if day.year() == near.year() { "%-m月%-d日" } else { "%Y年%-m月%-d日" };
    day.format(format).to_string()
}

/// A month with lunar days; returns the day that was clicked.
fn month_ui(
    ui: &mut egui::Ui,
    (value, near): (Option<NaiveDate>, NaiveDate),
    little: LittleYear,
) -> Option<NaiveDate> {
    let id = ui.scope_id().with("month");
    let start = value.unwrap_or(near);
    let mut first = ui.data(|data| data.get_temp(id)).unwrap_or(start).with_day(1)?;
    ui.horizontal(|ui| {
        if icon_button_ui(ui, sign::LEFT, "上个月") {
            first = first.checked_sub_months(Months::new(1)).unwrap_or(first);
        }
        ui.label(look::bold(first.format("%Y年%-m月").to_string()));
        if icon_button_ui(ui, sign::RIGHT, "下个月") {
            first = first.checked_add_months(Months::new(1)).unwrap_or(first);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, first));
    let lead = u64::from(first.weekday().num_days_from_monday());
    let monday = first.checked_sub_days(Days::new(lead))?;
    let mut picked = None;
    egui::Grid::new(id.with("grid")).spacing(Vec2::splat(2.0)).show(ui, |ui| {
        for weekday in ["一", "二", "三", "四", "五", "六", "日"] {
            let size = Vec2::new(DAY.x, look::CONTROL);
            let centred = egui::Layout::centered_and_justified(egui::Direction::LeftToRight);
            ui.allocate_ui_with_layout(size, centred, |ui| ui.label(look::small(weekday)));
        }
        ui.end_row();
        for week in 0..6 {
            for weekday in 0..7 {
                let Some(day) = monday.checked_add_days(Days::new(week * 7 + weekday)) else {
                    continue;
                };
                if day_cell_ui(ui, (day, little), (first, value)) {
                    picked = Some(day);
                }
            }
            ui.end_row();
        }
    });
    picked
}

fn day_cell_ui(
    ui: &mut egui::Ui,
    (day, little): (NaiveDate, LittleYear),
    (month, value): (NaiveDate, Option<NaiveDate>),
) -> bool {
    let selected = value == Some(day);
    let lunar = calendar::festival(day, little).map_or_else(
        || calendar::lunar_words(day).chars().rev().take(2).collect::<Vec<_>>(),
        |name| name.chars().rev().collect(),
    );
    let lunar: String = lunar.into_iter().rev().collect();
    let colour = if day.month() == month.month() { look::TEXT } else { look::FIELD_LINE };
    let words = RichText::new(format!("{}\n{lunar}", day.day())).size(look::SMALL).color(colour);
    let response = ui.add(
        egui::Button::new(words).frame_when_inactive(selected).selected(selected).min_size(DAY),
    );
    let name = calendar::day_words(day);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let near = NaiveDate::from_ymd_opt(2027, 1, 10).unwrap();
        let day = |year, month, day| Some(NaiveDate::from_ymd_opt(year, month, day));
        let table = [
            ("2月5日", day(2027, 2, 5)),
            ("2-5", day(2027, 2, 5)),
            ("0205", day(2027, 2, 5)),
            ("205", day(2027, 2, 5)),
            ("12.30", day(2026, 12, 30)),
            ("2027-2-5", day(2027, 2, 5)),
            ("20270205", day(2027, 2, 5)),
            ("27.2.5", day(2027, 2, 5)),
            ("2027年2月5日", day(2027, 2, 5)),
            ("", Some(None)),
            ("2月30日", None),
            // 2027 has no such day, and 2028 was not meant.
            ("2月29日", None),
            ("2-29", None),
            ("0229", None),
            ("2028-2-29", day(2028, 2, 29)),
            ("明天", None),
            ("5", None),
            // Stretches are no days.
            ("2月5日-7日", None),
            ("12月30日-31日", None),
            ("2-5-7", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, near), expected, "{text}");
        }
    }
}
