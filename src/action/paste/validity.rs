//! Until when something is valid, as certificates and labels say it: a day, a month, or a stretch
//! that ends with one.

use chrono::{Months, NaiveDate};

/// Days with their years, one behind the other, and what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    pub(super) before: &'a str,
    pub(super) behind: &'a str,
    /// How many days it names.
    pub(super) count: usize,
    /// The latest of them: of the first day and the last, the last.
    pub(super) last: NaiveDate,
}

/// Signs between the first day and the last.
pub(super) const TO: &str = "-—–－~～至到";

/// The first such days in some words.
pub(super) fn first(words: &str) -> Option<Stretch<'_>> {
    let signs: Vec<(usize, char)> = words.char_indices().collect();
    let plain: Vec<char> = signs.iter().map(|(_, sign)| *sign).collect();
    let is_start = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| plain.get(before));
        !before.is_some_and(|sign| sign.is_ascii_alphanumeric() || "-.".contains(*sign))
    };
    let starts = (0..plain.len()).filter(|at| is_start(*at));
    let (from, (day, mut end)) =
        starts.into_iter().find_map(|at| Some((at, date_at(&plain, at)?)))?;
    let (mut last, mut count) = (day, 1);
    while let Some((day, to)) = joined(&plain, end).and_then(|at| date_at(&plain, at)) {
        (last, count, end) = (last.max(day), count + 1, to);
    }
    let place = |at: usize| signs.get(at).map_or(words.len(), |(place, _)| *place);
    Some(Stretch {
        before: words.get(..place(from))?,
        behind: words.get(place(end)..)?,
        count,
        last,
    })
}

/// Where a day may follow that ends the stretch which the day before this place begins.
fn joined(signs: &[char], end: usize) -> Option<usize> {
    let skip = |from: usize, of: &str| {
        from + signs.iter().skip(from).take_while(|sign| of.contains(**sign)).count()
    };
    let sign = skip(end, " 起");
    let behind = skip(sign, TO);
    (sign < behind).then(|| skip(behind, " "))
}

/// The day that stands there, and where it ends; of a month its last.
fn date_at(signs: &[char], from: usize) -> Option<(NaiveDate, usize)> {
    let number = |at: usize, most: usize| {
        let count = signs.iter().skip(at).take_while(|sign| sign.is_ascii_digit()).count();
        let digits: String = signs.get(at..at + count)?.iter().collect();
        (count <= most).then_some(())?;
        Some((digits.parse::<u32>().ok()?, at + count))
    };
    let eat = |at: usize, of: &str| {
        at + usize::from(signs.get(at).is_some_and(|sign| of.contains(*sign)))
    };
    let (first, end) = number(from, 8)?;
    if end == from + 8 {
        return Some((day(first / 10_000, first / 100 % 100, first % 100)?, end));
    }
    let sign = *signs.get(end).filter(|sign| end == from + 4 && "年.-/．".contains(**sign))?;
    let (month, behind) = number(end + 1, 2)?;
    let next = signs.get(behind).filter(|next| "月.-/．".contains(**next));
    let read = next.and_then(|_| number(behind + 1, 2));
    if let Some((number, end)) = read {
        return Some((day(first, month, number)?, midnight(signs, eat(end, "日号"))));
    }
    // A program of tables that takes 2027.10 for a number makes 2027.1 of it.
    if ".．".contains(sign) && behind == end + 2 && month == 1 {
        return None;
    }
    let last = day(first, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()?;
    Some((last, eat(behind, "月")))
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Behind the time of day that tables write beside a day.
fn midnight(signs: &[char], at: usize) -> usize {
    let rest: String = signs.iter().skip(at).take(9).collect();
    let time = [" 00:00:00", " 0:00:00", " 00:00", " 0:00"].into_iter();
    at + time.filter(|time| rest.starts_with(time)).map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_stretch_the_last_day_counts() {
        for (words, expected) in [
            ("2024-03-01至2030-03-01", Some(("2030-03-01", 2, ""))),
            ("2024.3.1—2030.2.28", Some(("2030-02-28", 2, ""))),
            ("2024.03.01-2030.02.28", Some(("2030-02-28", 2, ""))),
            ("2024-03-01 至 2030-02-28", Some(("2030-02-28", 2, ""))),
            ("2024/3/1~2030/2/28", Some(("2030-02-28", 2, ""))),
            ("自2024年3月1日起至2030年2月28日止", Some(("2030-02-28", 2, "止"))),
            ("2024.3-2030.2", Some(("2030-02-28", 2, ""))),
            ("20300228", Some(("2030-02-28", 1, ""))),
            ("2030-02-28 00:00:00", Some(("2030-02-28", 1, ""))),
            ("2028年6月", Some(("2028-06-30", 1, ""))),
            ("2028-06", Some(("2028-06-30", 1, ""))),
            ("2024-03-01起", Some(("2024-03-01", 1, "起"))),
            ("2027.1", None),
            ("T2024-11-1", None),
            ("3年", None),
            ("长期", None),
        ] {
            let expected = expected
                .map(|(last, count, behind)| (last.parse::<NaiveDate>().unwrap(), count, behind));
            let found = first(words).map(|one| (one.last, one.count, one.behind));
            assert_eq!(found, expected, "{words}");
        }
    }
}
