//! What is wrong at posts in some hours, gathered so that each thing is told once.

use chrono::{NaiveDate, TimeDelta, Timelike as _};

use super::stretch::{Span, joined, words};
use super::survey::{Need, Surveyed};
use crate::model::{Document, RecordId};
use crate::rules::{Breach, Found, calendar};

/// One thing that is wrong at a post, with all the hours in which it is.
#[derive(Clone, Debug)]
struct Told<'a> {
    post: &'a Surveyed<'a>,
    what: String,
    about: RecordId,
    needs: Vec<Need<'a>>,
    remedy: String,
    spans: Vec<Span>,
}

/// What is wrong, in the order in which it was found.
#[derive(Clone, Debug)]
pub(super) struct Faults<'a> {
    doc: &'a Document,
    /// Whether it matters that it begins where shifts change.
    changes: bool,
    told: Vec<Told<'a>>,
}

/// The hours of the night, from the evening on.
const NIGHT: (u32, i64) = (20, 12);
/// The hours of New Year's Eve that are looked at for themselves: from 18:00 to 02:00.
const EVE: (u32, i64) = (18, 8);

/// What lasts longer is more than New Year's Eve.
const DAY: TimeDelta = TimeDelta::days(1);

impl<'a> Faults<'a> {
    pub(super) fn of(doc: &'a Document) -> Self {
        Self { doc, changes: false, told: Vec::new() }
    }

    /// The same, which says of what begins where shifts change that it does.
    pub(super) fn at_changes(self) -> Self {
        Self { changes: true, ..self }
    }

    /// Notes something wrong in some hours; steps and remedy are asked for when it is noted first.
    pub(super) fn note(
        &mut self,
        (post, span): (&'a Surveyed<'a>, Span),
        what: String,
        about: RecordId,
        more: impl FnOnce() -> (Vec<Need<'a>>, String),
    ) {
        let same = |one: &&mut Told<'_>| one.post.id == post.id && one.what == what;
        if let Some(known) = self.told.iter_mut().find(same) {
            known.spans.push(span);
            return;
        }
        let (needs, remedy) = more();
        self.told.push(Told { post, what, about, needs, remedy, spans: vec![span] });
    }

    pub(super) fn found(self) -> Found {
        let Self { doc, changes, told } = self;
        let one = |told: Told<'_>| {
            let spans = joined(told.spans);
            let (hours, tags) = (words(&spans), tags(doc, (told.post, changes), &spans));
            let needs = needs_words(&told.needs);
            let needs = if needs.is_empty() { needs } else { format!("，影响{needs}") };
            let remedy =
                if told.remedy.is_empty() { String::new() } else { format!("；{}", told.remedy) };
            let words = format!("{hours}{tags}{}{needs}{remedy}", told.what);
            (told.about, Breach::of(told.post.post.name.trim(), words))
        };
        told.into_iter().map(one).collect()
    }
}

/// E02第3步, E02第3步等9步
pub(super) fn needs_words(needs: &[Need<'_>]) -> String {
    let Some(first) = needs.first() else { return String::new() };
    let words = format!("{}第{}步", first.code, first.place);
    if needs.len() == 1 { words } else { format!("{words}等{}步", needs.len()) }
}

/// What kind of hours they are, where they are some that are looked at for themselves:
/// （除夕、夜里、换班时）.
fn tags(doc: &Document, (post, changes): (&Surveyed<'_>, bool), spans: &[Span]) -> String {
    let eve = calendar::new_year(doc.current_season().year).and_then(|day| day.pred_opt());
    let of_eve = eve.and_then(|eve| evening(eve, EVE));
    let touches = |span: &Span| of_eve.is_some_and(|eve| span.0 < eve.1 && eve.0 < span.1);
    let is_of_eve = spans.iter().any(touches);
    let is_all_of_eve = spans.iter().all(|span| touches(span) && span.1 - span.0 <= DAY);
    let turns = post.turns.iter().skip(1).filter(|turn| changes && turn.begins_shift());
    let changes: Vec<_> = turns.map(|turn| turn.span.0).collect();
    let is_at_change = spans.iter().any(|span| changes.contains(&span.0));
    let tags = [
        (is_all_of_eve, "除夕"),
        (is_of_eve && !is_all_of_eve, "含除夕"),
        (spans.iter().all(|span| is_of_night(*span)), "夜里"),
        (is_at_change, "换班时"),
    ];
    let tags: Vec<&str> =
        tags.into_iter().filter(|(holds, _)| *holds).map(|(_, tag)| tag).collect();
    if tags.is_empty() { String::new() } else { format!("（{}）", tags.join("、")) }
}

/// From an hour of a day on, so many hours.
fn evening(day: NaiveDate, (hour, hours): (u32, i64)) -> Option<Span> {
    let begin = day.and_hms_opt(hour, 0, 0)?;
    Some((begin, begin + TimeDelta::hours(hours)))
}

/// Whether all of a span lies within one night.
pub(super) fn is_of_night(span: Span) -> bool {
    let day = if span.0.hour() < NIGHT.0 { span.0.date().pred_opt() } else { Some(span.0.date()) };
    let night = day.and_then(|day| evening(day, NIGHT));
    night.is_some_and(|night| night.0 <= span.0 && span.1 <= night.1)
}
