//! What a word on paper is, read back: a number, a day, a time; and what it looks like.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::print::head::time_words;
use crate::print::table::{Holds, Side};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Empty,
    Words(Cow<'a, str>),
    Count(u32),
    /// A day, and whether its year is shown.
    Day(NaiveDate, bool),
    Moment(NaiveDateTime, bool),
    Time(NaiveTime),
}

/// How a cell shows what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Words,
    /// Words that a program would read as a number or a day, were they typed.
    Text,
    /// Words that it would read as a formula.
    Quoted,
    Count,
    Day,
    DayOfYear,
    Moment,
    MomentOfYear,
    Time,
}

impl Look {
    /// The format, in the words of the program.
    pub(super) fn format(self) -> &'static str {
        match self {
            Self::Words => "General",
            Self::Text | Self::Quoted => "@",
            Self::Count => "0",
            Self::Day => "m\"月\"d\"日\"",
            Self::DayOfYear => "yyyy\"年\"m\"月\"d\"日\"",
            Self::Moment => "m\"月\"d\"日\" hh:mm",
            Self::MomentOfYear => "yyyy\"年\"m\"月\"d\"日\" hh:mm",
            Self::Time => "hh:mm",
        }
    }
}

/// Longer words are shown whole by every program only where they are no text by format.
const LONGEST_TEXT: usize = 80;
/// So many units of UTF-16 go into a cell.
const MOST_UNITS: usize = 32_000;

impl<'a> Value<'a> {
    /// What the words are in a column of that kind, if they would be written like this on paper;
    /// else words.
    pub(super) fn read(words: &'a str, holds: Holds, year: i32) -> Self {
        let words = words.trim_end();
        if words.is_empty() {
            return Self::Empty;
        }
        let read = match holds {
            Holds::Words => None,
            Holds::Count => words.parse().ok().map(Self::Count),
            Holds::Day => day(words, year).map(|(day, full)| Self::Day(day, full)),
            Holds::Moment => moment(words, year),
            Holds::Time => time(words).map(Self::Time),
        };
        let is_same = |value: &Self| value.shown() == words;
        read.filter(is_same).unwrap_or_else(|| Self::Words(kept(words)))
    }

    /// How it is written on paper.
    fn shown(&self) -> String {
        let day = |day: &NaiveDate, full: bool| {
            let form = if full { "%Y年%-m月%-d日" } else { "%-m月%-d日" };
            day.format(form).to_string()
        };
        match self {
            Self::Empty => String::new(),
            Self::Words(words) => words.clone().into_owned(),
            Self::Count(count) => count.to_string(),
            Self::Day(on, full) => day(on, *full),
            Self::Moment(at, full) => {
                format!("{} {}", day(&at.date(), *full), time_words(Some(at.time())))
            }
            Self::Time(time) => time_words(Some(*time)),
        }
    }

    pub(super) fn look(&self) -> Look {
        match self {
            Self::Empty => Look::Words,
            Self::Words(words) => look_of(words),
            Self::Count(_) => Look::Count,
            Self::Day(_, false) => Look::Day,
            Self::Day(_, true) => Look::DayOfYear,
            Self::Moment(_, false) => Look::Moment,
            Self::Moment(_, true) => Look::MomentOfYear,
            Self::Time(_) => Look::Time,
        }
    }

    /// Where it stands by itself: amounts at the right, days in the middle.
    pub(super) fn side(&self, column: Side) -> Side {
        match self {
            Self::Empty | Self::Words(_) | Self::Count(_) => column,
            Self::Day(..) | Self::Moment(..) | Self::Time(_) => Side::Center,
        }
    }
}

/// What a program would make of the words.
fn look_of(words: &str) -> Look {
    let first = words.chars().next();
    if first.is_some_and(|sign| "=+-@＝＋－＠\t\r".contains(sign)) {
        return Look::Quoted;
    }
    let is_short = words.chars().count() <= LONGEST_TEXT;
    let is_like_number = first.is_some_and(|sign| sign.is_ascii_digit() || sign == '.');
    if is_short && is_like_number { Look::Text } else { Look::Words }
}

/// What a cell can hold of the words: no sign that XML forbids, and no more than fits.
pub(super) fn kept(words: &str) -> Cow<'_, str> {
    // A sign takes no more units than bytes.
    let is_fine = |sign: char| sign == '\n' || !sign.is_control();
    if words.len() <= MOST_UNITS && words.chars().all(is_fine) {
        return Cow::Borrowed(words);
    }
    let signs = words.chars().filter(|sign| *sign == '\n' || !sign.is_control());
    let mut units = 0;
    let mut kept: String = signs
        .take_while(|sign| {
            units += sign.len_utf16();
            units <= MOST_UNITS
        })
        .collect();
    if MOST_UNITS < units {
        kept.push_str("……（太长，没有写完）");
    }
    Cow::Owned(kept)
}

fn day(words: &str, year: i32) -> Option<(NaiveDate, bool)> {
    let (of_year, rest) = match words.split_once('年') {
        Some((of_year, rest)) => (Some(of_year.parse().ok()?), rest),
        None => (None, words),
    };
    let (month, on) = rest.strip_suffix('日')?.split_once('月')?;
    let year = of_year.unwrap_or(year);
    // A year nobody knows is none.
    let day = NaiveDate::from_ymd_opt(year, month.parse().ok()?, on.parse().ok()?);
    day.filter(|_| 0 < year).map(|day| (day, of_year.is_some()))
}

fn moment(words: &str, year: i32) -> Option<Value<'static>> {
    match words.split_once(' ') {
        Some((on, at)) => {
            let ((day, full), time) = (day(on, year)?, time(at)?);
            Some(Value::Moment(day.and_time(time), full))
        }
        None => day(words, year).map(|(day, full)| Value::Day(day, full)),
    }
}

fn time(words: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(words, "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_they_would_be_written_as() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let words = |text: &'static str| Value::Words(text.into());
        let table = [
            ("", Holds::Count, Value::Empty),
            ("12", Holds::Count, Value::Count(12)),
            ("012", Holds::Count, words("012")),
            ("+12", Holds::Count, words("+12")),
            ("—", Holds::Count, words("—")),
            ("12", Holds::Words, words("12")),
            ("2月5日", Holds::Day, Value::Day(on("2027-02-05"), false)),
            ("2026年12月30日", Holds::Day, Value::Day(on("2026-12-30"), true)),
            ("2月30日", Holds::Day, words("2月30日")),
            ("02月05日", Holds::Day, words("02月05日")),
            ("当场", Holds::Day, words("当场")),
            ("2月5日\n超期3天", Holds::Day, words("2月5日\n超期3天")),
            ("22:40", Holds::Time, Value::Time(NaiveTime::from_hms_opt(22, 40, 0).unwrap())),
            ("24:00", Holds::Time, words("24:00")),
            ("次日00:10", Holds::Time, words("次日00:10")),
            (
                "2月5日 22:40",
                Holds::Moment,
                Value::Moment(on("2027-02-05").and_hms_opt(22, 40, 0).unwrap(), false),
            ),
            ("2月5日", Holds::Moment, Value::Day(on("2027-02-05"), false)),
        ];
        for (text, holds, expected) in table {
            assert_eq!(Value::read(text, holds, 2027), expected, "{text}");
        }
        // Without a year nobody knows which day it is.
        assert_eq!(Value::read("2月5日", Holds::Day, 0), words("2月5日"));
    }

    #[test]
    fn nothing_that_was_written_becomes_a_formula_or_a_number() {
        for text in ["=1+1", "+86 138", "-5", "@SUM(1)", "\t=1", "＝1"] {
            assert_eq!(look_of(text), Look::Quoted, "{text}");
        }
        for text in ["13800000000", "0311-88886666", "3-1", "2/5"] {
            assert_eq!(look_of(text), Look::Text, "{text}");
        }
        assert_eq!(look_of("煤仓上口"), Look::Words);
        assert_eq!(look_of(&"1".repeat(200)), Look::Words);
        assert_eq!(kept("a\u{7}\u{0}b\nc"), "ab\nc");
        assert!(kept(&"字".repeat(40_000)).encode_utf16().count() < 32_767);
    }
}
