//! Numbers of cells → the words a person sees: a date as 2027-02-05, a time as 18:30, a telephone
//! with all its digits.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{Datelike as _, NaiveDate};

/// From here on a program of tables shows other digits than were typed.
const INEXACT: f64 = 1e15;
/// As many digits are true.
const TRUE_DIGITS: usize = 15;

/// A number without a format.
pub(super) fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if INEXACT <= value.abs() {
        return powered(value);
    }
    if value.fract() == 0.0 {
        return format!("{:.0}", value + 0.0);
    }
    let whole = format!("{:.0}", value.abs().trunc()).len();
    let digits = TRUE_DIGITS.saturating_sub(whole).max(1);
    let text = format!("{value:.digits$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// 1.40101199001011E+17: whoever reads it sees that digits are gone.
fn powered(value: f64) -> String {
    let text = format!("{value:.14E}");
    let (digits, power) = text.split_once('E').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{digits}E+{power}")
}

/// Days of the week as a format of a program of tables writes them.
const WEEK: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

/// What a format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing that matters here.
    Plain,
    /// A day, a time of day, or both.
    Moment(Parts),
    /// Hours that go on past a day.
    Span,
    /// 星期五, 周五.
    Weekday { is_short: bool },
    /// Hundredths.
    Percent,
    /// So many digits at least.
    Digits(usize),
    /// So many behind the point at least, of what is no whole number.
    Decimals(usize),
    /// Figures that stand in the format and not in the number: of `"0358-"0` the number is half.
    Worded,
}

/// What of a moment is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    date: Date,
    has_time: bool,
}

/// What of a day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Date {
    /// Nothing.
    Nothing,
    /// The year and the month only.
    Month,
    /// The day itself.
    Day,
}

impl Shape {
    /// What the code of a format says.
    pub(super) fn of(code: &str) -> Self {
        let mut code = code.to_ascii_lowercase();
        if let Some(first) = code.split(';').next() {
            code = first.to_owned();
        }
        if code.contains("general") {
            return Self::Plain;
        }
        if is_span(&code) {
            return Self::Span;
        }
        let bare = bare(&code).replace("am/pm", "").replace("上午/下午", "");
        let has = |sign: char| bare.contains(sign);
        if bare.contains("aaa") || bare.contains("ddd") {
            let is_alone = !has('y') && !has('m') && !has('h');
            if is_alone {
                let is_short = !bare.contains("aaaa") && !bare.contains("dddd");
                return Self::Weekday { is_short };
            }
        }
        let has_time = has('h') || has('s');
        // Beside hours and seconds it means minutes, unless a year or a day stands there too.
        let has_day = has('d');
        let has_year = has('y') || has('e') && !has('0') && !has('#');
        let has_month = has('m') && (!has_time || has_year || has_day);
        if has_time || has_day || has_year || has_month {
            let date = match () {
                () if !has_year && !has_month && !has_day => Date::Nothing,
                () if has_year && has_month && !has_day => Date::Month,
                () => Date::Day,
            };
            return Self::Moment(Parts { date, has_time });
        }
        if has('%') {
            return Self::Percent;
        }
        if quoted(&code).any(|words| words.contains(|sign: char| sign.is_ascii_digit())) {
            return Self::Worded;
        }
        // 2.10 is another day than 2.1.
        if let Some((_, behind)) = bare.split_once('.').filter(|_| !has('e')) {
            return Self::Decimals(behind.chars().take_while(|sign| *sign == '0').count());
        }
        let zeros = bare.chars().filter(|sign| *sign == '0').count();
        if 2 <= zeros && bare.chars().all(|sign| sign == '0') {
            return Self::Digits(zeros);
        }
        Self::Plain
    }
}

/// Whether a format counts hours, minutes or seconds on past their own: `[h]`, `[mm]`. A colour stands
/// in brackets too.
fn is_span(code: &str) -> bool {
    let brackets = code.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    let mut within = brackets.map(|(within, _)| within);
    within.any(|within| matches!(within, "h" | "hh" | "m" | "mm" | "s" | "ss"))
}

/// What a format writes as it stands.
fn quoted(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

/// A format without what it writes as it stands: quoted, escaped, in brackets.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => while signs.next().is_some_and(|sign| sign != '"') {},
            '[' => while signs.next().is_some_and(|sign| sign != ']') {},
            '\\' | '_' | '*' => {
                signs.next();
            }
            sign => bare.push(sign),
        }
    }
    bare
}

/// A number as its format shows it.
pub(super) fn shown(value: f64, shape: Shape, is_1904: bool) -> String {
    let moment = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904);
    let is_moment = (0.0..3e6).contains(&value);
    match shape {
        Shape::Span if is_moment => span(value),
        Shape::Moment(parts) if is_moment => of_moment(moment, parts),
        Shape::Weekday { is_short } if is_moment => {
            let week = if is_short { "周" } else { "星期" };
            // Day 1 of the older calendar is a Sunday for programs of tables.
            let from = if is_1904 { 5.0 } else { 6.0 };
            let day = (value.trunc() + from) % 7.0;
            let name = WEEK.iter().zip(0u8..).find(|(_, place)| f64::from(*place) == day);
            name.map(|(name, _)| format!("{week}{name}")).unwrap_or_default()
        }
        Shape::Percent => format!("{}%", plain(value * 100.0)),
        Shape::Digits(count) if value.fract() == 0.0 && (0.0..INEXACT).contains(&value) => {
            format!("{:0>count$}", plain(value))
        }
        Shape::Decimals(count) if value.fract() != 0.0 => {
            let words = plain(value);
            let behind = words.split_once('.').map_or(0, |(_, behind)| behind.len());
            words + &"0".repeat(count.saturating_sub(behind).min(TRUE_DIGITS))
        }
        _ => plain(value),
    }
}

/// A day or a time as it was understood without its format.
pub(super) fn moment(moment: ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        return span(value);
    }
    let has_day = 2.0 <= value;
    let date = if has_day { Date::Day } else { Date::Nothing };
    of_moment(moment, Parts { date, has_time: !has_day || value.fract() != 0.0 })
}

fn of_moment(moment: ExcelDateTime, parts: Parts) -> String {
    let value = moment.as_f64();
    let Parts { date, has_time } = parts;
    // 24:00 is no time of any day, and the end of a watch all the same.
    if has_time && date == Date::Nothing && (1.0..2.0).contains(&value) {
        return span(value);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let whole = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
    // A second that is rounded up may be the first of the next minute, hour or day.
    let seconds = if 500 <= milli { whole + 1 } else { whole };
    let on = NaiveDate::from_ymd_opt(i32::from(year), month.into(), day.into());
    let next = on.filter(|_| seconds == DAY).and_then(|day| day.succ_opt());
    let (year, month, day) = match next {
        Some(day) => (day.year(), day.month(), day.day()),
        None => (i32::from(year), month.into(), day.into()),
    };
    match date {
        Date::Nothing => time_words(seconds),
        Date::Month => format!("{year}年{month}月"),
        Date::Day if has_time && !seconds.is_multiple_of(DAY) => {
            format!("{year}-{month:02}-{day:02} {}", time_words(seconds))
        }
        Date::Day => format!("{year}-{month:02}-{day:02}"),
    }
}

/// The seconds of a day.
const DAY: u32 = 86_400;

/// 18:30, of seconds; 18:30:05 where they are no whole minutes.
fn time_words(seconds: u32) -> String {
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// 24:00, of days.
fn span(days: f64) -> String {
    let seconds = (days * 86_400.0).round();
    let (hours, rest) = ((seconds / 3_600.0).trunc(), seconds % 3_600.0);
    let (minutes, seconds) = ((rest / 60.0).trunc(), rest % 60.0);
    if seconds == 0.0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// A day or a time as files write it out: 2027-02-05T18:30:00, PT24H00M00S.
pub(super) fn iso(words: &str) -> String {
    if let Some(span) = words.strip_prefix("PT") {
        let numbers: Vec<f64> = span
            .split(['H', 'M', 'S'])
            .filter_map(|part| part.replace(',', ".").parse().ok())
            .collect();
        if let [hours, minutes, seconds] = numbers.as_slice() {
            return self::span(hours / 24.0 + minutes / 1_440.0 + seconds / 86_400.0);
        }
        return words.to_owned();
    }
    let Some((day, time)) = words.split_once('T') else { return words.to_owned() };
    let time = time.split('.').next().unwrap_or_default();
    let time = time.strip_suffix(":00").unwrap_or(time);
    if time == "00:00" { day.to_owned() } else { format!("{day} {time}") }
}

/// The day of the week of a day that is written out.
pub(super) fn weekday(words: &str) -> Option<String> {
    let day: NaiveDate = words.split('T').next()?.parse().ok()?;
    let place = day.weekday().num_days_from_sunday();
    let name = WEEK.get(usize::try_from(place).ok()?)?;
    Some(format!("星期{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_see_them() {
        for (value, words) in [
            (13_900_000_001.0, "13900000001"),
            (300.0, "300"),
            (-2.0, "-2"),
            (-0.0, "0"),
            (12.6, "12.6"),
            (0.1 + 0.2, "0.3"),
            (1_234_567.891, "1234567.891"),
            (0.000_05, "0.00005"),
            (140_101_199_001_011_000.0, "1.40101199001011E+17"),
            (140_101_199_001_011_232.0, "1.40101199001011E+17"),
            (f64::NAN, ""),
        ] {
            assert_eq!(plain(value), words);
        }
    }

    #[test]
    fn formats_show_days_times_and_digits() {
        for (code, value, words) in [
            ("yyyy-mm-dd", 46_423.0, "2027-02-05"),
            ("m\"月\"d\"日\";@", 46_423.0, "2027-02-05"),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\"", 46_423.0, "2027-02-05"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 46_423.0, "2027-02-05"),
            ("e\"年\"m\"月\"", 46_423.0, "2027年2月"),
            ("yyyy/m/d h:mm", 46_423.770_833_333_336, "2027-02-05 18:30"),
            ("yyyy/m/d h:mm", 46_423.0, "2027-02-05"),
            ("h:mm", 0.770_833_333_333_333_3, "18:30"),
            ("上午/下午h\"时\"mm\"分\";@", 0.770_833_333_333_333_3, "18:30"),
            ("h:mm AM/PM", 0.5, "12:00"),
            ("h:mm", 0.0, "00:00"),
            ("h:mm", 1.0, "24:00"),
            ("[h]:mm", 1.0, "24:00"),
            ("[h]:mm:ss", 1.25, "30:00"),
            ("[hh]:mm", 1.25, "30:00"),
            ("[Magenta]0", 8_326.0, "8326"),
            ("[Magenta]h:mm", 0.5, "12:00"),
            ("mm:ss", 0.001, "00:01:26"),
            // 10:00:59.7, 10:59:59.6 and a moment before midnight.
            ("h:mm:ss", 0.417_357_638_888_888_9, "10:01"),
            ("h:mm:ss", 0.458_328_703_703_703_7, "11:00"),
            ("h:mm:ss", 0.999_998, "24:00"),
            ("yyyy/m/d h:mm", 46_423.999_998, "2027-02-06"),
            ("aaaa", 46_423.0, "星期五"),
            ("[$-804]aaaa;@", 46_424.0, "星期六"),
            ("aaa", 46_425.0, "周日"),
            ("dddd", 46_426.0, "星期一"),
            ("0%", 0.975, "97.5%"),
            ("00000", 326.0, "00326"),
            ("0", 12.0, "12"),
            ("#,##0.00", 12_345.5, "12345.50"),
            ("0.00", 2.1, "2.10"),
            ("0.00_ ", 2027.1, "2027.10"),
            ("0.0", 2.15, "2.15"),
            ("0.00", 300.0, "300"),
            ("0.00E+00", 12_345.5, "12345.5"),
            ("General", 46_423.0, "46423"),
            ("yyyy-mm-dd", -1.0, "-1"),
            ("yyyy-mm-dd", 1e9, "1000000000"),
        ] {
            assert_eq!(shown(value, Shape::of(code), false), words, "{code} {value}");
        }
        assert_eq!(Shape::of("\"0358-\"0000000"), Shape::Worded);
        assert_eq!(Shape::of("0\"人\""), Shape::Plain);
        assert_eq!(shown(44_961.0, Shape::of("yyyy-mm-dd"), true), "2027-02-05");
        assert_eq!(shown(44_961.0, Shape::of("aaaa"), true), "星期五");
    }

    #[test]
    fn every_minute_of_a_day_comes_back() {
        for minute in 0..1440_u32 {
            let words = shown(f64::from(minute) / 1440.0, Shape::of("h:mm"), false);
            assert_eq!(words, format!("{:02}:{:02}", minute / 60, minute % 60));
        }
    }

    #[test]
    fn written_out_days_and_times_are_read() {
        for (words, read) in [
            ("2027-02-05", "2027-02-05"),
            ("2027-02-05T00:00:00", "2027-02-05"),
            ("2027-02-05T18:30:00", "2027-02-05 18:30"),
            ("PT24H00M00S", "24:00"),
            ("PT18H30M00S", "18:30"),
            ("PT08H05M09S", "08:05:09"),
        ] {
            assert_eq!(iso(words), read);
        }
    }
}
