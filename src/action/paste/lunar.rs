//! Lunar days and festivals as people write them: 除夕, 初六, 正月初六, 腊月二十八.

use chrono::NaiveDate;

use crate::model::mine::LittleYear;
use crate::rules::calendar;
use crate::rules::signs::chinese_number;

/// The days of the week.
pub(super) const WEEK: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];

/// A lunar day, as far as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lunar {
    /// New Year's Eve, whatever its number.
    Eve,
    /// 小年, wherever it is kept.
    LittleYear,
    /// A day of a month, or of a month nobody names.
    Day(Option<u8>, u8),
}

/// What else a day is called.
const FESTIVALS: [(&str, Lunar); 13] = [
    ("大年三十", Lunar::Eve),
    ("年三十", Lunar::Eve),
    ("除夕夜", Lunar::Eve),
    ("除夕", Lunar::Eve),
    ("春节", Lunar::Day(Some(1), 1)),
    ("破五", Lunar::Day(Some(1), 5)),
    ("人日", Lunar::Day(Some(1), 7)),
    ("元宵节", Lunar::Day(Some(1), 15)),
    ("元宵", Lunar::Day(Some(1), 15)),
    ("上元节", Lunar::Day(Some(1), 15)),
    ("腊八节", Lunar::Day(Some(12), 8)),
    ("腊八", Lunar::Day(Some(12), 8)),
    ("小年", Lunar::LittleYear),
];

const MONTHS: [(&str, u8); 16] = [
    ("正月", 1),
    ("一月", 1),
    ("二月", 2),
    ("三月", 3),
    ("四月", 4),
    ("五月", 5),
    ("六月", 6),
    ("七月", 7),
    ("八月", 8),
    ("九月", 9),
    ("十月", 10),
    ("冬月", 11),
    ("十一月", 11),
    ("腊月", 12),
    ("十二月", 12),
    ("大年", 1),
];

impl Lunar {
    /// The one that stands at the head of these signs, and how many of them it takes.
    pub(super) fn at(signs: &[char]) -> Option<(Self, usize)> {
        let text: String = signs.iter().take(12).collect();
        let mut rest = text.as_str();
        for word in ["农历", "阴历"] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        let used = |rest: &str| text.chars().count() - rest.chars().count();
        for (word, lunar) in FESTIVALS {
            if let Some(rest) = rest.strip_prefix(word) {
                return Some((lunar, used(rest)));
            }
        }
        let mut month = None;
        for (word, number) in MONTHS {
            if let Some(behind) = rest.strip_prefix(word) {
                (rest, month) = (behind, Some(number));
                break;
            }
        }
        let (day, behind) = day_at(rest, month.is_some())?;
        // 二月五日 is no lunar day.
        (!behind.starts_with(['日', '号'])).then(|| (Self::Day(month, day), used(behind)))
    }

    /// Whether that day is it.
    pub(super) fn is(self, day: NaiveDate, little: LittleYear) -> bool {
        let Some(lunar) = calendar::lunar(day) else { return false };
        match self {
            Self::Eve => calendar::is_new_years_eve(day),
            Self::LittleYear => (lunar.month, lunar.leap, lunar.day) == (12, false, little.day()),
            Self::Day(month, number) => {
                let of_month = month.is_none_or(|month| month == lunar.month);
                of_month && !lunar.leap && number == lunar.day
            }
        }
    }

    /// Whether there is one such day a year.
    pub(super) fn is_whole(self) -> bool {
        !matches!(self, Self::Day(None, _))
    }
}

/// The lunar day in front, and what stands behind it. A number alone is a lunar day only behind
/// its month.
fn day_at(text: &str, behind_month: bool) -> Option<(u8, &str)> {
    let digits = |text: &str, most: usize| {
        let is_digit = |sign: &char| "一二三四五六七八九十廿".contains(*sign);
        text.chars().take_while(is_digit).take(most).collect::<String>()
    };
    let value = |words: &str| u8::try_from(chinese_number(words)?).ok();
    if let Some(rest) = text.strip_prefix('初') {
        let word = digits(rest, 1);
        let number = value(&word).filter(|number| (1..=10).contains(number))?;
        return Some((number, rest.strip_prefix(word.as_str())?));
    }
    let word = digits(text, 3);
    let marked = word.starts_with('廿') || behind_month;
    let number = value(&word).filter(|number| marked && (1..=30).contains(number))?;
    Some((number, text.strip_prefix(word.as_str())?))
}
