//! Which days are free: by law, and by the notice of the State Council's office, once it is there.
//! Nothing of it is ever worked out: where the notice has not come, papers say so.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::calendar::{self, LunarDay, phase_begin};
use super::{Breach, Check, Rule, Weight};
use crate::model::mine::{Announced, LittleYear, Only, Phase, Season};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "Y1",
        title: "放假安排写明按哪个通知",
        source: "放假安排：写明文号或出处",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(no_source),
    },
    Rule {
        code: "Y2",
        title: "各阶段的起始日依次",
        source: "春节历：准备、节前排查、值守、返岗复工、总结归档依次",
        weight: Weight::Due,
        reads: &[Kind::Mine],
        check: Check::Record(out_of_turn),
    },
];

/// From this year on the law gives New Year's Eve too.
const EVE_SINCE: i32 = 2025;

/// Whether the law itself makes that day a holiday, among those near the Spring Festival: 除夕 to
/// 正月初三, and 元旦. Source: `sources.md` 全国年节及纪念日放假办法.
pub fn is_statutory(day: NaiveDate) -> bool {
    let of_new_year =
        |lunar: LunarDay| lunar.month == 1 && !lunar.leap && (1..=3).contains(&lunar.day);
    let is_eve = EVE_SINCE <= day.year() && calendar::is_new_years_eve(day);
    (day.month(), day.day()) == (1, 1) || is_eve || calendar::lunar(day).is_some_and(of_new_year)
}

/// What is known of a day: what the notice says, else what the law says; nothing of all others.
pub fn known(season: &Season, day: NaiveDate) -> Option<Announced> {
    let said = season.announced.get(&day).copied();
    said.or_else(|| is_statutory(day).then_some(Announced::Off))
}

/// Whether people work on a day as far as is known: by the notice, else by law and the day of the week.
pub fn is_workday(season: &Season, day: NaiveDate) -> bool {
    match known(season, day) {
        Some(announced) => announced == Announced::Work,
        None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// The last of so many working days after a day, as far as is known.
pub fn workdays_after(season: &Season, day: NaiveDate, count: usize) -> Option<NaiveDate> {
    let days = day.iter_days().skip(1).filter(|day| is_workday(season, *day));
    days.take(count).last()
}

/// 除夕 休, 上班: the festival, and what law and notice make of the day.
pub fn day_name(season: &Season, little: LittleYear, day: NaiveDate) -> String {
    let known = match known(season, day) {
        Some(Announced::Off) => "休",
        Some(Announced::Work) => "上班",
        None => "",
    };
    let festival = calendar::festival(day, little).unwrap_or_default();
    format!("{festival} {known}").trim().to_owned()
}

/// 法定节假日, 放假, 调休上班: what law and notice make of a day, on a paper of that day; nothing of
/// all others.
pub fn day_off(season: &Season, day: NaiveDate) -> &'static str {
    match known(season, day) {
        Some(Announced::Off) if is_statutory(day) => "法定节假日",
        Some(Announced::Off) => "放假",
        Some(Announced::Work) => "调休上班",
        None => "",
    }
}

/// The days the law gives at the festival of that year: 2月5日至8日.
pub fn statutory_words(year: i32) -> String {
    // A workbook without a season has the year 0.
    let Some(new_year) = calendar::new_year(year).filter(|_| 0 < year) else {
        return String::new();
    };
    let from = new_year.pred_opt().unwrap_or(new_year);
    spans(&from.iter_days().take(4).filter(|day| is_statutory(*day)).collect::<Vec<_>>())
}

/// 2月5日至11日休；2月14日、28日上班: what the notice says.
pub fn announced_words<'a>(
    days: impl IntoIterator<Item = (&'a NaiveDate, &'a Announced)>,
) -> String {
    let days: Vec<(NaiveDate, Announced)> =
        days.into_iter().map(|(day, kind)| (*day, *kind)).collect();
    let of = |kind: Announced, word: &str| {
        let some = days.iter().filter(|(_, one)| *one == kind).map(|(day, _)| *day);
        let words = spans(&some.collect::<Vec<_>>());
        (!words.is_empty()).then(|| format!("{words}{word}"))
    };
    [of(Announced::Off, "休"), of(Announced::Work, "上班")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("；")
}

/// What a paper with days says of them, without a full stop: by which notice, or that it has not
/// come.
pub fn note(season: &Season) -> String {
    if season.announced.is_empty() {
        let statutory = statutory_words(season.year);
        return match statutory.as_str() {
            "" => "放假、调休待国办通知".to_owned(),
            days => format!("法定节假日{days}，其余放假、调休待国办通知"),
        };
    }
    let source = match season.notice.trim() {
        "" => "出处没有写".to_owned(),
        source => format!("按{source}"),
    };
    format!("{}（{source}）", announced_words(&season.announced))
}

/// Days in a row as stretches: 2月5日至11日、14日、3月1日.
pub fn spans(days: &[NaiveDate]) -> String {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match stretches.last_mut().filter(|(_, last)| last.succ_opt() == Some(*day)) {
            Some((_, last)) => *last = *day,
            None => stretches.push((*day, *day)),
        }
    }
    let mut month = 0;
    let mut short = |day: NaiveDate| {
        let words = if day.month() == month {
            day.format("%-d日").to_string()
        } else {
            day.format("%-m月%-d日").to_string()
        };
        month = day.month();
        words
    };
    let mut words = Vec::new();
    for (first, last) in stretches {
        let first_words = short(first);
        words.push(if first == last {
            first_words
        } else {
            format!("{first_words}至{}", short(last))
        });
    }
    words.join("、")
}

fn no_source(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Season(_) = record else { return None };
    let season = doc.season.get(&Only)?;
    let is_bare = !season.announced.is_empty() && season.notice.trim().is_empty();
    is_bare.then(|| "放假安排没有写按哪个通知，请在“本矿资料”里写明文号或出处".into())
}

/// A phase that is to begin when a later one has begun stands on no paper.
fn out_of_turn(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Season(_) = record else { return None };
    let season = doc.season.get(&Only)?;
    let begin = |phase: &Phase| phase_begin(*phase, season, doc.little_year());
    let later = Phase::ALL.iter().skip(1);
    let (one, next) = Phase::ALL
        .iter()
        .zip(later)
        .find(|(one, next)| begin(one).zip(begin(next)).is_some_and(|(one, next)| next <= one))?;
    let words = format!(
        "{}要早于{}开始，请在“本矿资料”的“本季”里核对各阶段的起始日",
        one.word(),
        next.word()
    );
    Some(words.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mine::SeasonField;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_phase_that_begins_too_late_is_found() {
        let mut doc = Document::default();
        let mut set = |field: SeasonField| {
            doc.apply((Only, field).into());
            out_of_turn(&doc, &RecordId::Season(Only)).map(|breach| breach.sentence())
        };
        assert_eq!(set(SeasonField::Kept(true)), None);
        assert_eq!(set(SeasonField::Year(2027)), None);
        let found = set(SeasonField::Phase(Phase::Before, Some(day("2027-02-05")))).unwrap();
        assert!(found.starts_with("节前排查期要早于值守期开始"), "{found}");
        assert_eq!(set(SeasonField::Phase(Phase::Guard, Some(day("2027-02-06")))), None);
    }

    #[test]
    fn the_law_gives_four_days_and_says_nothing_of_the_others() {
        for (year, words) in [
            (2024, "2月10日至12日"),
            (2025, "1月28日至31日"),
            // The new moon comes at 23:56 on the 6th, and makes it the first day all the same.
            (2027, "2月5日至8日"),
            (2028, "1月25日至28日"),
            // 除夕 is the thirtieth again.
            (2030, "2月2日至5日"),
        ] {
            assert_eq!(statutory_words(year), words);
        }
        let season = Season { year: 2027, ..Season::default() };
        for (date, known_as) in [
            ("2027-01-01", Some(Announced::Off)),
            ("2027-02-04", None),
            ("2027-02-05", Some(Announced::Off)),
            ("2027-02-08", Some(Announced::Off)),
            // Some libraries make 补假 of these.
            ("2027-02-09", None),
            ("2027-02-10", None),
            ("2027-02-13", None),
            ("2027-02-14", None),
        ] {
            assert_eq!(known(&season, day(date)), known_as, "{date}");
        }
        assert_eq!(note(&season), "法定节假日2月5日至8日，其余放假、调休待国办通知");
        assert_eq!(note(&Season::default()), "放假、调休待国办通知");
    }

    #[test]
    fn the_notice_stands_above_the_law_and_names_itself() {
        let mut season = Season { year: 2027, ..Season::default() };
        for date in ["2027-02-28", "2027-02-05", "2027-02-06", "2027-02-09", "2027-03-01"] {
            let kind = if date.ends_with("28") { Announced::Work } else { Announced::Off };
            season.announced.insert(day(date), kind);
        }
        assert_eq!(note(&season), "2月5日至6日、9日、3月1日休；2月28日上班（出处没有写）");
        season.notice = " 例示〔2026〕1号 ".to_owned();
        assert!(note(&season).ends_with("（按例示〔2026〕1号）"), "{}", note(&season));
        assert_eq!(known(&season, day("2027-02-28")), Some(Announced::Work));
        // A day the notice does not name stays as the law has it.
        assert_eq!(known(&season, day("2027-02-08")), Some(Announced::Off));
    }

    #[test]
    fn days_without_their_notice_are_found() {
        let mut doc = Document::default();
        doc.apply((Only, SeasonField::Kept(true)).into());
        doc.apply((Only, SeasonField::Announced(day("2027-02-09"), Some(Announced::Off))).into());
        let record = RecordId::Season(Only);
        assert!(no_source(&doc, &record).is_some());
        doc.apply((Only, SeasonField::Notice("通知".to_owned())).into());
        assert!(no_source(&doc, &record).is_none());
    }
}
