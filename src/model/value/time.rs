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

/// A time as it is shown or typed.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = narrowed(text).trim().replace('时', ":").replace('分', "");
    let text = text.strip_suffix(':').map_or_else(|| text.clone(), |hour| format!("{hour}:00"));
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .find_map(|style| NaiveTime::parse_from_str(&text, style).ok())
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
        for text in ["8:05", "08:05", "8时05分", "８：05"] {
            assert_eq!(time(text), NaiveTime::from_hms_opt(8, 5, 0), "{text}");
        }
        for text in ["24:00", "8", "8:60", ""] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
