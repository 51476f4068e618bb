//! Days and times as words, and words as days and times.

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::narrowed;

/// 2027年2月6日
pub(crate) fn day_words(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// 8:05, with seconds and parts of them only where there are any.
pub(crate) fn time_words(time: NaiveTime) -> String {
    let style = match (time.second(), time.nanosecond()) {
        (0, 0) => "%-H:%M",
        (_, 0) => "%-H:%M:%S",
        _ => "%-H:%M:%S%.f",
    };
    time.format(style).to_string()
}

/// A day as it is shown or typed; without a year, of that year.
pub(crate) fn day(text: &str, year: i32) -> Option<NaiveDate> {
    let text = narrowed(text);
    let plain: String = text
        .trim()
        .trim_end_matches('日')
        .chars()
        .map(|sign| if matches!(sign, '年' | '月' | '.' | '/') { '-' } else { sign })
        .collect();
    let (negative, plain) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let numbers: Vec<i64> = plain.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let (year, month, day) = match numbers.as_slice() {
        [month, day] if !negative => (i64::from(year), *month, *day),
        [year, month, day] => (if negative { -*year } else { *year }, *month, *day),
        _ => return None,
    };
    let part = |number: i64| u32::try_from(number).ok();
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(month)?, part(day)?)
}

/// A time as it is shown or typed: 8:05, 0805, 8点5分, 8时.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = narrowed(text);
    let text = text.trim();
    let cut = |sign: char| matches!(sign, ':' | '点' | '时' | '.' | ' ');
    let (hour, rest) = match text.split_once(cut) {
        Some((hour, rest)) => (hour, rest.trim_end_matches('分')),
        None if 3 <= text.len() && text.is_ascii() => text.split_at_checked(text.len() - 2)?,
        None => return None,
    };
    let rest = if rest.is_empty() { "0" } else { rest };
    let text = format!("{hour}:{rest}");
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .find_map(|style| NaiveTime::parse_from_str(&text, style).ok())
}

/// Whether that says the end of a day, which is a time of the day after it.
pub(crate) fn is_end_of_day(text: &str) -> bool {
    let text = narrowed(text);
    let (hour, rest) = text.trim().split_at_checked(2).unwrap_or_default();
    hour == "24" && !rest.is_empty() && rest.chars().all(|sign| ":点时. 分0".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_they_are_written() {
        let eve = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
        for text in ["2027年2月5日", "2027-02-05", "2027.2.5", "2-5", "２月５日", "2027/02/05"]
        {
            assert_eq!(day(text, 2027), Some(eve), "{text}");
        }
        for text in ["", "2月", "2027年2月29日", "5日", "-2-5", "明天", "2-30"] {
            assert_eq!(day(text, 2027), None, "{text}");
        }
        for text in ["8:05", "08:05", "8时05分", "８：05", "0805", "805", "8 05", "8点5分", "8.05"]
        {
            assert_eq!(time(text), NaiveTime::from_hms_opt(8, 5, 0), "{text}");
        }
        assert_eq!(time("8点"), NaiveTime::from_hms_opt(8, 0, 0));
        assert_eq!(time("8:05:09.5"), NaiveTime::from_hms_milli_opt(8, 5, 9, 500));
        for text in ["24:00", "8", "8:60", "2540", "晚上", "晚上12点", "-8:05", "8:+5", ""] {
            assert_eq!(time(text), None, "{text}");
        }
        for text in ["24:00", "2400", "24点", "24时00分", "２４：００"] {
            assert!(is_end_of_day(text), "{text}");
        }
        for text in ["24", "24:05", "2月4日", "00:00", ""] {
            assert!(!is_end_of_day(text), "{text}");
        }
    }
}
