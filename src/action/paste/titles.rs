//! The month and the year that a table is about, as its title says them, or the name of its sheet.

use super::Source;
use crate::model::value::narrowed;
use crate::rules::signs::chinese_number;

/// What a table says of the days in it that name no month or no year themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Titled {
    /// The month, where it names one and no other.
    pub(super) month: Option<u32>,
    /// The year, where it names one and no other.
    pub(super) year: Option<i32>,
}

/// Signs between the first and the last of a stretch.
const TO: &str = "-—–~至到、和";
const FIGURES: &str = "〇零一二三四五六七八九十";

impl Titled {
    /// What is said above a table; where that names none, what its sheet is called.
    pub(super) fn of(titles: &[String], source: Option<&Source>) -> Self {
        let above = Self::said(titles);
        let sheet = source.and_then(Source::sheet).map(|sheet| sheet.name.clone());
        let named = Self::said(&sheet.into_iter().collect::<Vec<_>>());
        Self { month: above.month.or(named.month), year: above.year.or(named.year) }
    }

    /// What some words name: 2027年3月份值班表. A day alone is when the table was made.
    pub(super) fn said(words: &[String]) -> Self {
        let (mut years, mut months) = (Vec::new(), Vec::new());
        for words in words {
            let words = narrowed(words);
            let signs: Vec<char> = words.chars().collect();
            let mut at = 0;
            while at < signs.len() {
                let date = Date::at(&signs, at);
                if date.is_of_table(&signs, at) {
                    years.extend(date.year);
                    months.extend(date.month);
                    // Of 1—2月 neither is the month.
                    let is_led = date.year.is_none()
                        && !date.has_day
                        && is_joined(&signs, at.checked_sub(1));
                    months.extend(is_led.then_some(0));
                }
                at = date.end.max(at + 1);
            }
        }
        let only = |months: &[u32]| {
            let first = months.first().copied();
            first.filter(|first| months.iter().all(|month| month == first))
        };
        let first = years.first().copied();
        let year = first.filter(|first| years.iter().all(|year| year == first));
        Self { month: only(&months).filter(|month| (1..=12).contains(month)), year }
    }
}

fn is_joined(signs: &[char], at: Option<usize>) -> bool {
    at.and_then(|at| signs.get(at)).is_some_and(|sign| TO.contains(*sign))
}

/// 2027年2月5日, as far as it stands there.
#[derive(Clone, Copy, Debug, Default)]
struct Date {
    year: Option<i32>,
    month: Option<u32>,
    has_day: bool,
    end: usize,
}

impl Date {
    fn at(signs: &[char], from: usize) -> Self {
        let mut date = Self { end: from, ..Self::default() };
        let before = from.checked_sub(1).and_then(|before| signs.get(before));
        if before.is_some_and(|sign| is_figure(*sign) || "正腊冬闰".contains(*sign)) {
            return date;
        }
        let part = |from: usize, units: &str| {
            let count = signs.iter().skip(from).take_while(|sign| is_figure(**sign)).count();
            let words: String = signs.get(from..from + count)?.iter().collect();
            let unit = signs.get(from + count).filter(|unit| units.contains(**unit))?;
            let number = words.parse::<u32>().ok().or_else(|| chinese_number(&words));
            (*unit != '\0').then_some((number?, from + count + 1))
        };
        if let Some((year, end)) = part(date.end, "年")
            && let Some(year) = i32::try_from(year).ok().filter(|year| (1900..3000).contains(year))
        {
            (date.year, date.end) = (Some(year), end);
        }
        if let Some((month, end)) = part(date.end, "月").filter(|(month, _)| *month <= 12) {
            (date.month, date.end) = (Some(month), end);
            if let Some((_, end)) = part(end, "日号") {
                (date.has_day, date.end) = (true, end);
            }
        }
        date
    }

    /// Whether it says what days the table has, and not when somebody made it.
    fn is_of_table(&self, signs: &[char], from: usize) -> bool {
        let before: String = signs.get(..from).unwrap_or_default().iter().collect();
        let before = before.trim_end_matches([' ', ':', '(']);
        let is_made = ["填", "制", "编", "印", "报", "打"].iter().any(|word| before.contains(word))
            && ["日期", "时间", "于"].iter().any(|word| before.ends_with(word));
        let is_stretch = is_joined(signs, from.checked_sub(1)) || is_joined(signs, Some(self.end));
        (self.year.is_some() || self.month.is_some()) && !is_made && (!self.has_day || is_stretch)
    }
}

fn is_figure(sign: char) -> bool {
    sign.is_ascii_digit() || FIGURES.contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_the_month_and_the_year() {
        for (words, month, year) in [
            ("2027年3月份带班领导值班表", Some(3), Some(2027)),
            ("2027年1月份值班表", Some(1), Some(2027)),
            ("一月", Some(1), None),
            ("十二月值班表", Some(12), None),
            ("单位：望禾煤矿 2027年3月", Some(3), Some(2027)),
            ("2026年春节值班表", None, Some(2026)),
            ("2026—2027年春节值班表", None, Some(2027)),
            ("2027年1月30日至2月20日值班表", None, Some(2027)),
            ("3月1日至3月15日", Some(3), None),
            ("1—2月份值班表", None, None),
            ("正月值班表", None, None),
            ("填表日期：2026年1月20日", None, None),
            ("制表时间：2026年12月", None, None),
            ("2026年12月20日", None, None),
            ("Sheet1", None, None),
            ("", None, None),
        ] {
            assert_eq!(Titled::said(&[words.to_owned()]), Titled { month, year }, "{words}");
        }
    }
}
