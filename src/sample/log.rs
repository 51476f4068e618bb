//! What the log of a shift says: walks, hazards and activities from the books, the rest from the
//! material, in the order of time.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Trouble;
use super::builder::Builder;
use super::material::HazardLine;
use super::rota::CAPTAIN;
use super::rounds::{Goal, Walk};
use super::watch::{Books, KEEPER, LEADER, Watch};
use crate::model::duty::DutyShift;
use crate::model::id::HazardId;
use crate::model::number::Number;
use crate::model::service::ServiceKind;
use crate::model::watch::{Call, Log, LogLine, Outcome};

/// What stands where there is nothing to say; a log has no empty box. Source: `sources.md` 值班日志.
const NOTHING: &str = "无";

/// The log of a shift; `None` where the material has none.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn log(
    builder: &Builder<'_>,
    watch: &Watch,
    day: NaiveDate,
    shift: DutyShift,
    books: Books<'_>,
) -> Result<Option<Log>, Trouble> {
    let Some(told) = watch.logs.iter().find(|line| line.on == day) else { return Ok(None) };
    let part = told.part(shift);
    let (begin, end) = shift.span(day);
    let on_duty = |post| builder.persons(watch.rota.on_duty(post, begin));
    let calls = part.calls.iter().map(|line| {
        let (from, matter, done) = (line.from.clone(), line.matter.clone(), line.done.clone());
        // A post stands for whoever holds it in that shift.
        let by = watch.rota.on_duty(&line.by, begin).first().unwrap_or(&line.by);
        Ok(Call { at: Some(line.at), from, matter, done, by: Some(builder.person(by)?) })
    });
    let calls: Vec<Call> = calls.collect::<Result<_, Trouble>>()?;

    let mut lines: Vec<(NaiveDateTime, String)> =
        part.lines.iter().map(|line| (moment(begin, line.at), line.words.clone())).collect();
    lines.extend(rounds(books, begin, end));
    lines.extend(hazards(builder, books, begin, end));
    lines.extend(activities(watch, begin, end));
    lines.sort_by_key(|(at, _)| *at);

    let weather = watch.weather.get(&day).map(String::as_str).unwrap_or_default();
    let notice = Some(&told.notice).filter(|notice| !notice.is_empty());
    let notice = notice.map(|notice| format!("；{notice}")).unwrap_or_default();
    Ok(Some(Log {
        kept: true,
        day: Some(day),
        shift: Some(shift),
        weather: format!("{weather}，{}{notice}", told.cold),
        leader: on_duty(LEADER)?.first().copied(),
        keepers: on_duty(KEEPER)?,
        captain: on_duty(CAPTAIN)?.first().copied(),
        visits: visits(watch, begin, end),
        incidents: NOTHING.to_owned(),
        works: part.works.clone(),
        utilities: part.utilities.clone(),
        services: services(watch, day, shift),
        left: part.left.clone(),
        entered: Some(builder.now()),
        lines: numbered(
            lines.into_iter().map(|(at, words)| LogLine { at: Some(at.time()), words }),
        ),
        calls: numbered(calls),
    }))
}

/// The hazards found between two moments, as places in the material.
pub(super) fn found(books: Books<'_>, begin: NaiveDateTime, end: NaiveDateTime) -> Vec<usize> {
    let within = |line: &HazardLine| {
        let at = line.found.and_time(line.time);
        begin <= at && at < end
    };
    let hazards = books.hazards.iter().enumerate();
    hazards.filter(|(_, line)| within(line)).map(|(place, _)| place).collect()
}

/// The moment of a time within the shift that begins then.
fn moment(begin: NaiveDateTime, at: NaiveTime) -> NaiveDateTime {
    let same_day = begin.date().and_time(at);
    // A line may be of the minutes before the shift, when people gather.
    if same_day + TimeDelta::hours(1) < begin { same_day + TimeDelta::days(1) } else { same_day }
}

/// A round: when it left, when all were back. Who walked where stands on the sheets.
fn rounds(
    books: Books<'_>,
    begin: NaiveDateTime,
    end: NaiveDateTime,
) -> Vec<(NaiveDateTime, String)> {
    let mut rounds: BTreeMap<NaiveDateTime, Vec<&Walk>> = BTreeMap::new();
    for walk in books.walks.iter().filter(|walk| matches!(walk.goal, Goal::Route(_))) {
        if begin <= walk.begin && walk.begin < end {
            rounds.entry(walk.begin).or_default().push(walk);
        }
    }
    let told = rounds.into_values().filter_map(|walks| {
        let left = walks.iter().map(|walk| walk.left).min()?;
        let back = walks.iter().map(|walk| walk.back).max()?;
        let shift = &walks.first()?.shift;
        let (routes, back) = (walks.len(), back.format("%H:%M"));
        Some((left, format!("{shift}出发，依次走{routes}条路线，{back}返回。")))
    });
    told.collect()
}

/// What was found and what became of it at once, and what was looked at again.
fn hazards(
    builder: &Builder<'_>,
    books: Books<'_>,
    begin: NaiveDateTime,
    end: NaiveDateTime,
) -> Vec<(NaiveDateTime, String)> {
    let doc = builder.session.document();
    let numbers = |places: &[usize]| {
        let ids = places.iter().filter_map(|place| books.reported.get(*place).copied().flatten());
        in_words(ids.filter_map(|id: HazardId| doc.hazards.get(&id)?.number.clone()))
    };
    let mut told = Vec::new();
    let new = found(books, begin, end);
    let lines: Vec<&HazardLine> =
        new.iter().filter_map(|place| books.hazards.get(*place)).collect();
    // What was handed over in the shift, some of it found in the one before.
    let handed: Vec<(NaiveDateTime, usize)> = (0..)
        .zip(books.hazards)
        .filter_map(|(place, line)| {
            let at = line.limit.as_ref()?.handed;
            (begin <= at && at < end).then_some((at, place))
        })
        .collect();
    let places: Vec<usize> = handed.iter().map(|(_, place)| *place).collect();
    let last_handed = handed.iter().map(|(at, _)| *at).max();
    if let Some(last) = lines.iter().map(|line| line.found.and_time(line.time)).max() {
        let on_spot = lines.iter().filter(|line| line.on_spot.is_some()).count();
        let mut share = vec![format!("本班发现隐患{}条（{}）", lines.len(), numbers(&new))];
        if 0 < on_spot {
            share.push(format!("当场整改{on_spot}条"));
        }
        if !places.is_empty() {
            let of_them = places.iter().all(|place| new.contains(place));
            let which = if of_them { String::new() } else { format!("（{}）", numbers(&places)) };
            share.push(format!("移交{}条{which}", places.len()));
        }
        told.push((last_handed.map_or(last, |at| at.max(last)), format!("{}。", share.join("，"))));
    } else if let Some(at) = last_handed {
        told.push((at, format!("本班移交{}条（{}）。", places.len(), numbers(&places))));
    }
    let rechecked = |line: &HazardLine| Some(line.limit.as_ref()?.recheck.as_ref()?.on);
    let again: Vec<(NaiveDateTime, usize)> = books
        .hazards
        .iter()
        .enumerate()
        .filter_map(|(place, line)| Some((rechecked(line)?, place)))
        .filter(|(at, _)| begin <= *at && *at < end)
        .collect();
    if let Some((last, _)) = again.iter().max() {
        let places: Vec<usize> = again.iter().map(|(_, place)| *place).collect();
        told.push((*last, format!("复查整改{}条，均合格（{}）。", again.len(), numbers(&places))));
    }
    told
}

/// Numbers as a log has them: a run of three and more by its first and last.
fn in_words(numbers: impl Iterator<Item = Number>) -> String {
    let mut runs: Vec<(Number, Number)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.seq + 1 == number.seq => *last = number,
            _ => runs.push((number.clone(), number)),
        }
    }
    // What is the same as in the number before is not said again.
    let short = |number: &Number| format!("{}{:04}", number.series.label, number.seq);
    let words = runs.into_iter().enumerate().map(|(at, (first, last))| {
        let begin = if at == 0 { first.to_string() } else { short(&first) };
        match last.seq - first.seq {
            0 => begin,
            1 => format!("{begin}、{}", short(&last)),
            _ => format!("{begin}至{}", short(&last)),
        }
    });
    words.collect::<Vec<_>>().join("、")
}

fn activities(
    watch: &Watch,
    begin: NaiveDateTime,
    end: NaiveDateTime,
) -> Vec<(NaiveDateTime, String)> {
    let told = watch.activities.iter().filter_map(|line| {
        let at = line.on.and_time(line.from);
        let people = line.staff + line.contractors + line.families;
        let words = || format!("{}开展“{}”，{people}人参加。", line.place, line.title);
        (begin <= at && at < end).then(|| (at, words()))
    });
    told.collect()
}

/// The spot checks of a shift.
fn visits(watch: &Watch, begin: NaiveDateTime, end: NaiveDateTime) -> String {
    let told = watch.lines.spot_checks.iter().filter(|line| {
        let at = line.on.and_time(line.at);
        begin <= at && at < end
    });
    let told = told.map(|line| {
        let at = line.on.and_time(line.at);
        let people = watch.rota.on_duty(&line.post, at).len();
        let what = match line.outcome {
            Outcome::Present => format!("{people}人在岗"),
            outcome => format!("{}，{}", outcome.word(), line.measure),
        };
        let checker = watch.checker(line).map(String::as_str).unwrap_or_default();
        format!("{}{checker}{}抽查{}：{what}", at.format("%H:%M"), line.way.word(), line.post)
    });
    or_nothing(told.collect::<Vec<_>>().join("；"))
}

/// How often the team helped that day; told by the day shift.
fn services(watch: &Watch, day: NaiveDate, shift: DutyShift) -> String {
    let of_day = || watch.services.iter().filter(|line| line.on == day && !shift.is_night());
    let kinds = ServiceKind::ALL.iter().filter_map(|kind| {
        let count = of_day().filter(|line| line.kind == *kind).count();
        (0 < count).then(|| format!("{}{count}次", kind.word()))
    });
    or_nothing(kinds.collect::<Vec<_>>().join("、"))
}

fn or_nothing(words: String) -> String {
    if words.is_empty() { NOTHING.to_owned() } else { words }
}

fn numbered<T>(all: impl IntoIterator<Item = T>) -> BTreeMap<u16, T> {
    (1..).zip(all).collect()
}
