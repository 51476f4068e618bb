//! The lunar day, the festival it is, and the phases of the season. Asks no clock.

use chrono::{Datelike as _, Days, NaiveDate, TimeDelta, Weekday};
use icu_calendar::cal::ChineseTraditional;
use icu_calendar::types::LeapStatus;
use icu_calendar::{Date, Iso};

use crate::model::mine::{KeyPeriod, LittleYear, Phase, Season};

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// Month, 1 to 12.
    pub month: u8,
    /// Whether it is the leap month of that number.
    pub leap: bool,
    /// Day of the month, 1 to 30.
    pub day: u8,
}

/// The lunar day of a date; `None` outside the years the calendar can tell.
///
/// Source: `icu_calendar`'s Chinese calendar; a test compares it with `tests/calendar/lunar.csv` for
/// every day of 1958 to 2056.
pub fn lunar(day: NaiveDate) -> Option<LunarDay> {
    let month = u8::try_from(day.month()).ok()?;
    let day_of_month = u8::try_from(day.day()).ok()?;
    let iso: Date<Iso> = Date::try_new_iso(day.year(), month, day_of_month).ok()?;
    let lunar = iso.to_calendar(ChineseTraditional::new());
    let month = lunar.month();
    Some(LunarDay {
        month: month.number(),
        leap: month.leap_status() == LeapStatus::Leap,
        day: lunar.day_of_month().0,
    })
}

const MONTHS: [&str; 12] = [
    "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The lunar day in words: 腊月廿九, 正月初一.
pub fn lunar_words(day: NaiveDate) -> String {
    let Some(LunarDay { month, leap, day }) = lunar(day) else { return String::new() };
    let leap = if leap { "闰" } else { "" };
    let month = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
    let digit = |n: u8| DIGITS.get(usize::from(n).saturating_sub(1)).copied().unwrap_or_default();
    let day = match day {
        1..=10 => format!("初{}", digit(day)),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        11..=19 => format!("十{}", digit(day - 10)),
        _ => format!("廿{}", digit(day - 20)),
    };
    format!("{leap}{month}{day}")
}

/// New Year's Eve is the day before the first of the first month, whatever its number.
pub fn is_new_years_eve(day: NaiveDate) -> bool {
    day.succ_opt()
        .and_then(lunar)
        .is_some_and(|next| next == LunarDay { month: 1, leap: false, day: 1 })
}

/// The festival's name, if the day is one. Source: `sources.md` 春节历.
pub fn festival(day: NaiveDate, little: LittleYear) -> Option<&'static str> {
    if is_new_years_eve(day) {
        return Some("除夕");
    }
    let LunarDay { month, leap: false, day } = lunar(day)? else { return None };
    match (month, day) {
        (1, 1) => Some("春节"),
        (1, 5) => Some("破五"),
        (1, 7) => Some("人日"),
        (1, 15) => Some("元宵节"),
        (12, 8) => Some("腊八"),
        (12, day) if day == little.day() => Some("小年"),
        _ => None,
    }
}

/// The day of the week in one sign.
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

/// 2月6日 周六 正月初一: how dates read everywhere on screen.
pub fn day_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.format("%-m月%-d日"), weekday(day), lunar_words(day))
}

/// 2027年2月5日（周五 腊月廿九 除夕）: how dates read in headings on paper.
pub fn paper_day(day: NaiveDate, little: LittleYear) -> String {
    let festival = festival(day, little).map(|name| format!(" {name}")).unwrap_or_default();
    let (date, week, lunar) = (day.format("%Y年%-m月%-d日"), weekday(day), lunar_words(day));
    format!("{date}（{week} {lunar}{festival}）")
}

/// The first day of the first month in that year.
pub fn new_year(year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 20)?;
    (0..34)
        .filter_map(|days| first.checked_add_days(Days::new(days)))
        .find(|day| lunar(*day) == Some(LunarDay { month: 1, leap: false, day: 1 }))
}

/// How far it is to the nights that matter: 距除夕还有3天, 距元宵节还有9天; empty far from both.
pub fn countdown(today: NaiveDate, year: i32) -> String {
    let Some(new_year) = new_year(year) else { return String::new() };
    let days = |to: NaiveDate| (to - today).num_days();
    let eve = days(new_year) - 1;
    let lanterns = days(new_year) + 14;
    match (eve, lanterns) {
        (1..=90, _) => format!("距除夕还有{eve}天"),
        (_, 1..=14) => format!("距元宵节还有{lanterns}天"),
        _ => String::new(),
    }
}

/// 小年 of that year, as it is kept there.
pub fn little_year(year: i32, little: LittleYear) -> Option<NaiveDate> {
    let new_year = new_year(year)?;
    let is_it = |day: &NaiveDate| {
        lunar(*day) == Some(LunarDay { month: 12, leap: false, day: little.day() })
    };
    (1..12).filter_map(|days| new_year.checked_sub_days(Days::new(days))).find(is_it)
}

/// The days of a season's work: from 小年 to the Lantern Festival.
pub fn season(year: i32, little: LittleYear) -> Option<(NaiveDate, NaiveDate)> {
    let last = new_year(year)?.checked_add_days(Days::new(14))?;
    Some((little_year(year, little)?, last))
}

/// The day of that month nearest to `near`. The year is settled first, so that 29 February is a day
/// only where that year has one.
pub fn nearest(month: u32, day: u32, near: NaiveDate) -> Option<NaiveDate> {
    let year = settled_year(month, day, near)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The year in which that day of a month comes nearest to `near`, whether it has the day or not.
pub fn settled_year(month: u32, day: u32, near: NaiveDate) -> Option<i32> {
    let distance = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, month, day.clamp(1, 28))?;
        Some(((day - near).num_days().abs(), year))
    };
    let years = [-1, 0, 1].into_iter().filter_map(|years| distance(near.year() + years));
    years.min().map(|(_, year)| year)
}

/// The day on which a phase usually begins. Source: `sources.md` 春节历.
pub fn usual_begin(phase: Phase, year: i32, little: LittleYear) -> Option<NaiveDate> {
    let new_year = new_year(year)?;
    let after = |days: i64| new_year.checked_add_signed(TimeDelta::days(days));
    match phase {
        Phase::Preparation => {
            let is_fifteenth = |day: &NaiveDate| {
                lunar(*day).is_some_and(|lunar| (lunar.month, lunar.day) == (12, 15))
            };
            (-16..-13).filter_map(after).find(is_fifteenth)
        }
        Phase::Before => little_year(year, little),
        Phase::Guard => after(-1),
        Phase::Return => after(7),
        Phase::Archive => after(15),
    }
}

/// The day on which a phase begins: what the office says, else what is usual.
pub fn phase_begin(phase: Phase, season: &Season, little: LittleYear) -> Option<NaiveDate> {
    let said = season.phases.get(&phase).copied();
    said.or_else(|| usual_begin(phase, season.year, little))
}

/// No phase has more days: a year typed in by mistake makes nobody wait.
const LONGEST: usize = 366;
/// How many days the last phase has.
const ARCHIVE: u64 = 15;

/// The phase a day belongs to in that season; `None` far from it.
pub fn phase(day: NaiveDate, season: &Season, little: LittleYear) -> Option<Phase> {
    let begin = |phase: Phase| phase_begin(phase, season, little);
    let end = begin(Phase::Archive)?.checked_add_days(Days::new(ARCHIVE))?;
    let has_begun = |phase: &Phase| begin(*phase).is_some_and(|begin| begin <= day);
    Phase::ALL.iter().rev().copied().find(has_begun).filter(|_| day < end)
}

/// First and last day of a phase; none where a later one has begun by then.
pub fn phase_days(
    of: Phase,
    season: &Season,
    little: LittleYear,
) -> Option<(NaiveDate, NaiveDate)> {
    let first = phase_begin(of, season, little)?;
    let days = first.iter_days().take_while(|day| phase(*day, season, little) == Some(of));
    Some((first, days.take(LONGEST).last()?))
}

/// The hours in which the team looks closer than at other times: what the office says, else what
/// is usual. Source: `sources.md` 春节历.
pub fn key_periods(season: &Season) -> Vec<KeyPeriod> {
    if season.periods.is_empty() { usual_periods(season.year) } else { season.periods.clone() }
}

/// Days from the first of the first month, and hour and minute of that day.
type Moment = (i64, (u32, u32));

/// From when to when the usual ones last, each with its reason.
const PERIODS: [(Moment, Moment, &str); 5] = [
    ((-1, (16, 0)), (0, (2, 0)), "除夕夜"),
    ((0, (6, 0)), (0, (9, 0)), "初一早晨"),
    ((4, (0, 0)), (4, (1, 0)), "初五零点"),
    ((4, (5, 30)), (4, (6, 30)), "初五早晨"),
    ((14, (18, 0)), (14, (23, 0)), "元宵夜"),
];

/// The usual ones of that year.
pub fn usual_periods(year: i32) -> Vec<KeyPeriod> {
    // A workbook without a season has the year 0.
    let Some(new_year) = new_year(year).filter(|_| 0 < year) else { return Vec::new() };
    let moment = |(days, (hour, minute)): Moment| {
        new_year.checked_add_signed(TimeDelta::days(days))?.and_hms_opt(hour, minute, 0)
    };
    let period = |(from, to, why): (Moment, Moment, &str)| {
        Some(KeyPeriod { from: moment(from)?, to: moment(to)?, why: why.to_owned() })
    };
    PERIODS.into_iter().filter_map(period).collect()
}

/// The key periods that begin on a day: 16:00至次日2:00 除夕夜.
pub fn key_words(season: &Season, day: NaiveDate) -> Vec<String> {
    let of_day = key_periods(season).into_iter().filter(|period| period.from.date() == day);
    of_day.map(|period| period.words_of_day()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn new_years_eve_is_whatever_the_month_ends_with() {
        // Source: `sources.md` 春节历. No year from 2025 to 2029 has a thirtieth. Many programs have
        // 2027 a day late, whose new moon comes four minutes before midnight, and 2030 a day early.
        let table = [
            ("2025-01-28", "腊月廿九"),
            ("2026-02-16", "腊月廿九"),
            ("2027-02-05", "腊月廿九"),
            ("2028-01-25", "腊月廿九"),
            ("2029-02-12", "腊月廿九"),
            ("2030-02-02", "腊月三十"),
            ("2031-01-22", "腊月廿九"),
            ("2032-02-10", "腊月廿九"),
        ];
        for (date, words) in table {
            assert_eq!(festival(day(date), LittleYear::North), Some("除夕"), "{date}");
            assert_eq!(lunar_words(day(date)), words);
            assert_eq!(lunar_words(day(date).succ_opt().unwrap()), "正月初一");
        }
    }

    #[test]
    fn days_read_as_an_office_writes_them() {
        assert_eq!(day_words(day("2027-02-06")), "2月6日 周六 正月初一");
        assert_eq!(
            paper_day(day("2027-02-05"), LittleYear::North),
            "2027年2月5日（周五 腊月廿九 除夕）"
        );
        assert_eq!(lunar_words(day("2025-07-25")), "闰六月初一");
        assert_eq!(lunar_words(day("2027-02-25")), "正月二十");
    }

    #[test]
    fn every_lunar_day_from_1958_to_2056_is_the_published_one() {
        let table = include_str!("../../tests/calendar/lunar.csv");
        let mut days = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(',');
            let year: i32 = fields.next().unwrap().parse().unwrap();
            let mut date = day(fields.next().unwrap());
            assert_eq!(new_year(year), Some(date));
            assert!(is_new_years_eve(date.pred_opt().unwrap()));
            let mut month = 0;
            for length in fields.next().unwrap().split(' ') {
                let leap = length.starts_with('L');
                month += u8::from(!leap);
                let length: u8 = length.trim_start_matches('L').parse().unwrap();
                for day in 1..=length {
                    assert_eq!(lunar(date), Some(LunarDay { month, leap, day }), "{date}");
                    let thirtieth = lunar_words(date).ends_with("三十");
                    assert_eq!(thirtieth, day == 30, "{date}");
                    date = date.succ_opt().unwrap();
                    days += 1;
                }
            }
        }
        assert_eq!(days, 36_146);
    }

    #[test]
    fn a_season_goes_from_little_new_year_to_the_lanterns() {
        use LittleYear::{North, South};
        for (year, little, first, last) in [
            (2027, North, "2027-01-30", "2027-02-20"),
            (2030, North, "2030-01-26", "2030-02-17"),
            (2027, South, "2027-01-31", "2027-02-20"),
        ] {
            assert_eq!(season(year, little), Some((day(first), day(last))));
            assert_eq!(festival(day(first), little), Some("小年"), "{first}");
        }
        // One day a year, in the south the day behind the northern one.
        assert_eq!(festival(day("2027-01-31"), North), None);
        assert_eq!(festival(day("2027-01-30"), South), None);
    }

    #[test]
    fn the_nights_that_matter_are_counted_down_to() {
        let table = [
            ("2027-01-30", "距除夕还有6天"),
            ("2027-02-04", "距除夕还有1天"),
            ("2027-02-05", ""),
            ("2027-02-06", "距元宵节还有14天"),
            ("2027-02-19", "距元宵节还有1天"),
            ("2027-02-20", ""),
            ("2026-06-01", ""),
        ];
        for (date, expected) in table {
            assert_eq!(countdown(day(date), 2027), expected, "{date}");
        }
    }

    #[test]
    fn the_year_is_settled_before_the_day() {
        let table = [
            ((2, 5), "2027-01-30", Some("2027-02-05")),
            ((12, 31), "2027-01-30", Some("2026-12-31")),
            ((2, 29), "2027-01-30", None),
            ((2, 29), "2028-01-20", Some("2028-02-29")),
            ((2, 29), "2027-12-20", Some("2028-02-29")),
            ((2, 30), "2028-01-20", None),
            ((13, 1), "2027-01-30", None),
            ((2, 0), "2027-01-30", None),
        ];
        for ((month, of), near, expected) in table {
            assert_eq!(nearest(month, of, day(near)), expected.map(day), "{month}-{of} {near}");
        }
    }

    #[test]
    fn the_season_has_its_phases() {
        let season = Season { year: 2027, ..Season::default() };
        let table = [
            ("2027-01-21", None),
            ("2027-01-22", Some(Phase::Preparation)),
            ("2027-01-29", Some(Phase::Preparation)),
            ("2027-01-30", Some(Phase::Before)),
            ("2027-02-04", Some(Phase::Before)),
            ("2027-02-05", Some(Phase::Guard)),
            ("2027-02-12", Some(Phase::Guard)),
            ("2027-02-13", Some(Phase::Return)),
            ("2027-02-20", Some(Phase::Return)),
            ("2027-02-21", Some(Phase::Archive)),
            ("2027-03-07", Some(Phase::Archive)),
            ("2027-03-08", None),
            ("2027-06-01", None),
        ];
        for (date, expected) in table {
            assert_eq!(phase(day(date), &season, LittleYear::North), expected, "{date}");
        }
        let southern = |date: &str| phase(day(date), &season, LittleYear::South);
        assert_eq!(southern("2027-01-30"), Some(Phase::Preparation));
        assert_eq!(southern("2027-01-31"), Some(Phase::Before));
    }

    #[test]
    fn the_office_says_when_a_phase_begins() {
        let phases = [(Phase::Before, day("2027-01-25")), (Phase::Return, day("2027-02-11"))];
        let season = Season { year: 2027, phases: phases.into(), ..Season::default() };
        let table = [
            ("2027-01-24", Some(Phase::Preparation)),
            ("2027-01-25", Some(Phase::Before)),
            ("2027-02-10", Some(Phase::Guard)),
            ("2027-02-11", Some(Phase::Return)),
        ];
        for (date, expected) in table {
            assert_eq!(phase(day(date), &season, LittleYear::North), expected, "{date}");
        }
        let days = |phase| phase_days(phase, &season, LittleYear::North);
        assert_eq!(days(Phase::Before), Some((day("2027-01-25"), day("2027-02-04"))));
        assert_eq!(days(Phase::Guard), Some((day("2027-02-05"), day("2027-02-10"))));
        // One that is to begin when the next has begun is none.
        let phases = [(Phase::Before, day("2027-02-05"))];
        let season = Season { year: 2027, phases: phases.into(), ..Season::default() };
        assert_eq!(phase_days(Phase::Before, &season, LittleYear::North), None);
    }

    #[test]
    fn each_key_period_is_told_on_the_day_it_begins() {
        let season = Season { year: 2027, ..Season::default() };
        let table: [(&str, &[&str]); 5] = [
            ("2027-02-04", &[]),
            ("2027-02-05", &["16:00至次日2:00 除夕夜"]),
            ("2027-02-06", &["6:00至9:00 初一早晨"]),
            ("2027-02-10", &["0:00至1:00 初五零点", "5:30至6:30 初五早晨"]),
            ("2027-02-20", &["18:00至23:00 元宵夜"]),
        ];
        for (date, expected) in table {
            assert_eq!(key_words(&season, day(date)), expected, "{date}");
        }
        assert!(usual_periods(0).is_empty());
        let own = KeyPeriod {
            from: day("2027-02-20").and_hms_opt(17, 0, 0).unwrap(),
            to: day("2027-02-22").and_hms_opt(0, 0, 0).unwrap(),
            why: String::new(),
        };
        let own = Season { year: 2027, periods: vec![own], ..Season::default() };
        assert_eq!(key_words(&own, day("2027-02-20")), ["17:00至2月21日24:00"]);
        assert!(key_words(&own, day("2027-02-05")).is_empty());
    }
}
