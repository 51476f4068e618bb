//! Moves the season of the material to another year: days, times, and the days named in words.
//!
//! Days keep their distance from the first of the first lunar month. Asks no clock.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta};

use super::Trouble;
use crate::rules::calendar;

/// The years the calendar is known to tell rightly.
const YEARS: std::ops::RangeInclusive<i32> = 1958..=2056;

/// From one season to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    from: i32,
    to: i32,
    distance: TimeDelta,
}

impl Shift {
    /// From the season of year `from` to that of year `to`.
    ///
    /// # Errors
    /// Where the calendar cannot tell when the year begins.
    pub(super) fn between(from: i32, to: i32) -> Result<Self, Trouble> {
        let first = |year: i32| {
            Some(year)
                .filter(|year| YEARS.contains(year))
                .and_then(calendar::new_year)
                .ok_or(Trouble::Year(year))
        };
        Ok(Self { from, to, distance: first(to)? - first(from)? })
    }

    /// The year moved to.
    pub(super) fn year(&self) -> i32 {
        self.to
    }

    /// A day.
    pub(super) fn day(&self, day: NaiveDate) -> NaiveDate {
        day.checked_add_signed(self.distance).unwrap_or(day)
    }

    /// A moment.
    pub(super) fn moment(&self, at: NaiveDateTime) -> NaiveDateTime {
        at.checked_add_signed(self.distance).unwrap_or(at)
    }

    /// The same day of the month as many years on: certificates run by the calendar year.
    pub(super) fn years(&self, day: NaiveDate) -> NaiveDate {
        day.with_year(day.year() + self.to - self.from).unwrap_or_else(|| self.day(day))
    }

    /// Words in which days may be named: 2月3日前清洗, 上次清洗2026-09-18, 1月下半月, 〔2027〕.
    pub(super) fn words(&self, text: &str) -> String {
        let mut moved = String::with_capacity(text.len());
        let pieces = pieces(text);
        let mut rest = pieces.as_slice();
        while let Some((first, after)) = rest.split_first() {
            rest = match self.day_named(rest) {
                Some((words, after)) => {
                    moved.push_str(&words);
                    after
                }
                None if is_year(self.from, &moved, first, after) => {
                    moved.push_str(&self.to.to_string());
                    after
                }
                None => {
                    moved.push_str(first);
                    after
                }
            };
        }
        moved
    }

    /// The day that the pieces begin with, moved, and what follows it.
    fn day_named<'a>(&self, pieces: &'a [&'a str]) -> Option<(String, &'a [&'a str])> {
        match pieces {
            [year, "-", month, "-", day, after @ ..] => {
                let named = NaiveDate::from_ymd_opt(
                    year.parse().ok()?,
                    month.parse().ok()?,
                    day.parse().ok()?,
                )?;
                Some((self.day(named).to_string(), after))
            }
            [month, "月", day, "日", "至", last, "日", after @ ..] => {
                let (first, last) = (self.of(month, day)?, self.of(month, last)?);
                let month = if first.month() == last.month() { "" } else { "%-m月" };
                let last = last.format(&format!("{month}%-d日")).to_string();
                Some((format!("{}至{last}", first.format("%-m月%-d日")), after))
            }
            [month, "月", day, "日", after @ ..] => {
                Some((self.of(month, day)?.format("%-m月%-d日").to_string(), after))
            }
            [month, "月", half @ ("上" | "下"), "半", "月", after @ ..] => {
                let middle = self.of(month, if *half == "上" { "8" } else { "23" })?;
                let half = if middle.day() <= 15 { "上" } else { "下" };
                Some((format!("{}月{half}半月", middle.month()), after))
            }
            _ => None,
        }
    }

    /// A day of the material's own year.
    fn of(&self, month: &str, day: &str) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.from, month.parse().ok()?, day.parse().ok()?)
            .map(|day| self.day(day))
    }
}

/// Whether a number is the year in 〔2027〕 or SF-2027-0031.
fn is_year(year: i32, before: &str, number: &str, after: &[&str]) -> bool {
    let enclosed = (before.ends_with('〔') && after.first() == Some(&"〕"))
        || (before.ends_with('-') && after.first() == Some(&"-"));
    enclosed && number.parse() == Ok(year)
}

/// A text as runs of digits and single other signs.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let end = if sign.is_ascii_digit() {
            rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            sign.len_utf8()
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_keeps_its_distance_from_new_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (year, eve) in [(2026, "2026-02-16"), (2027, "2027-02-05"), (2030, "2030-02-02")] {
            let shift = Shift::between(2027, year).unwrap();
            assert_eq!(shift.day(day("2027-02-05")), day(eve));
        }
        assert!(matches!(Shift::between(2027, 2100), Err(Trouble::Year(2100))));
    }

    #[test]
    fn days_named_in_words_move_along() {
        // 2028: new year's day is 2028-01-26, eleven days earlier in the year.
        let shift = Shift::between(2027, 2028).unwrap();
        let table = [
            ("2月3日前清洗，留合同照片", "1月23日前清洗，留合同照片"),
            ("上次清洗2026-09-18已超季度", "上次清洗2027-09-07已超季度"),
            ("2月1日至3日测温记录19次", "1月21日至23日测温记录19次"),
            ("2月11日至12日", "1月31日至2月1日"),
            ("1月下半月未检查", "1月上半月未检查"),
            ("望安监〔2027〕第3号", "望安监〔2028〕第3号"),
            ("SF-2027-0031", "SF-2028-0031"),
            ("机电部2日内更换并试验", "机电部2日内更换并试验"),
            ("消防法27、JGJ/T 46—2024", "消防法27、JGJ/T 46—2024"),
        ];
        let same = Shift::between(2027, 2027).unwrap();
        for (words, moved) in table {
            assert_eq!(shift.words(words), moved);
            assert_eq!(same.words(words), words);
        }
    }
}
