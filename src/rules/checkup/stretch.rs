//! Hours of several days, joined and as people say them: 2月10日0—8时、2月12日20时至次日8时.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

/// From when to when.
pub(super) type Span = (NaiveDateTime, NaiveDateTime);

/// So many days in a row with the same hours are said in one.
const ROW: usize = 3;
/// More pieces than this are only counted.
const PIECES: usize = 4;

/// The spans in their order, those that touch made one.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Joined spans in words.
pub(super) fn words(spans: &[Span]) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = spans;
    while let Some((first, _)) = rest.split_first() {
        let same =
            rest.windows(2).take_while(|pair| matches!(pair, [one, next] if follows(*one, *next)));
        let run = same.count() + 1;
        let taken = if ROW <= run { run } else { 1 };
        let (now, later) = rest.split_at_checked(taken).unwrap_or((rest, &[]));
        let last = now.last().unwrap_or(first);
        pieces.push(if 1 < taken {
            let days = days_words(first.0.date(), last.0.date());
            format!("{days}每天{}", clock_words(*first))
        } else {
            span_words(*first)
        });
        rest = later;
    }
    let count = pieces.len();
    if PIECES < count {
        pieces.truncate(PIECES - 1);
        return format!("{}等{count}段时间", pieces.join("、"));
    }
    pieces.join("、")
}

/// Whether a span has the hours of another on the next day.
fn follows((from, to): Span, next: Span) -> bool {
    let day = TimeDelta::days(1);
    is_short((from, to)) && next == (from + day, to + day)
}

/// Whether it is said by one day and its hours.
fn is_short((from, to): Span) -> bool {
    to - from < TimeDelta::days(1)
}

fn span_words(span: Span) -> String {
    let (from, to) = span;
    let day = from.date();
    if is_short(span) {
        return format!("{}{}", day_words(day), clock_words(span));
    }
    let is_whole = |moment: NaiveDateTime| moment.time() == NaiveTime::MIN;
    if is_whole(from) && is_whole(to) {
        let last = to.date().pred_opt().unwrap_or(day);
        return format!("{}全天", days_words(day, last));
    }
    format!("{}{}时至{}{}时", day_words(day), from.hour(), day_words(to.date()), to.hour())
}

/// 0—8时, 20时至次日8时
fn clock_words((from, to): Span) -> String {
    let midnight = from.date().succ_opt().map(|day| day.and_time(NaiveTime::MIN));
    match midnight {
        Some(midnight) if midnight == to => format!("{}—24时", from.hour()),
        Some(midnight) if midnight < to => format!("{}时至次日{}时", from.hour(), to.hour()),
        _ => format!("{}—{}时", from.hour(), to.hour()),
    }
}

pub(super) fn day_words(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}

/// 2月10日至15日, 1月30日至2月2日
fn days_words(first: NaiveDate, last: NaiveDate) -> String {
    use chrono::Datelike as _;
    if first == last {
        return day_words(first);
    }
    let is_same_month = (first.year(), first.month()) == (last.year(), last.month());
    let end = if is_same_month { format!("{}日", last.day()) } else { day_words(last) };
    format!("{}至{end}", day_words(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<Span> {
        let moment = |text: &str| {
            let (day, hour) = text.split_once(' ').unwrap();
            let midnight =
                format!("2027-{day}").parse::<NaiveDate>().unwrap().and_time(NaiveTime::MIN);
            midnight + TimeDelta::hours(hour.parse().unwrap())
        };
        let span = |piece: &str| {
            let (from, to) = piece.split_once("..").unwrap();
            (moment(from), moment(to))
        };
        joined(text.split("; ").map(span).collect())
    }

    #[test]
    fn hours_are_joined_and_said_as_people_say_them() {
        let table = [
            ("02-10 0..02-10 8", "2月10日0—8时"),
            ("02-10 0..02-10 8; 02-12 0..02-12 8", "2月10日0—8时、2月12日0—8时"),
            ("02-10 20..02-10 24; 02-11 0..02-11 8", "2月10日20时至次日8时"),
            ("02-10 8..02-10 20; 02-10 20..02-10 24", "2月10日8—24时"),
            ("02-10 0..02-11 0", "2月10日全天"),
            ("02-10 0..02-11 0; 02-11 0..02-13 0", "2月10日至12日全天"),
            ("01-30 0..02-03 0", "1月30日至2月2日全天"),
            ("02-10 8..02-12 20", "2月10日8时至2月12日20时"),
            ("02-10 0..02-10 8; 02-11 0..02-11 8; 02-12 0..02-12 8", "2月10日至12日每天0—8时"),
            (
                "02-04 20..02-05 8; 02-05 20..02-06 8; 02-06 20..02-07 8; 02-10 8..02-10 20",
                "2月4日至6日每天20时至次日8时、2月10日8—20时",
            ),
            (
                "02-01 0..02-01 8; 02-03 0..02-03 8; 02-05 0..02-05 8; 02-07 0..02-07 8; 02-09 0..02-09 8",
                "2月1日0—8时、2月3日0—8时、2月5日0—8时等5段时间",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(words(&spans(text)), expected, "{text}");
        }
    }
}
