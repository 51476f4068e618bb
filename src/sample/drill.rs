//! What was rehearsed before the season began, recorded line by line.

use chrono::{NaiveDateTime, TimeDelta};

use super::Trouble;
use super::builder::Builder;
use super::material::drill::{DrillLine, RecordLine};
use super::shift::Shift;
use crate::action::{Action, IncidentAction, Jot, Timed};
use crate::model::RecordId;
use crate::model::id::IncidentId;
use crate::model::incident::{Improvement, IncidentField, OrderWay};

/// Holds them, one after the other.
///
/// # Errors
/// When the material names nobody and nothing that is there, or the rules refuse it.
pub(super) fn hold(
    builder: &mut Builder<'_>,
    lines: &[DrillLine],
    shift: &Shift,
) -> Result<(), Trouble> {
    lines.iter().try_for_each(|line| held(builder, line, shift))
}

fn held(builder: &mut Builder<'_>, line: &DrillLine, shift: &Shift) -> Result<(), Trouble> {
    builder.wait_until(shift.day(line.day).and_time(line.time));
    let began = builder.now();
    let (drill, card) = (Some(line.kind), Some(line.card.clone()));
    let start = Action::Incident(IncidentAction::Start { drill, card });
    let Some(RecordId::Incident(id)) = builder.act(&start)? else { return Ok(()) };
    for one in &line.lines {
        builder.wait_until(began + TimeDelta::minutes(one.minute.into()));
        write(builder, (id, began), told(one, &line.site))?;
    }
    let site = builder.site(&line.site)?;
    let leader = builder.person(&line.leader)?;
    let fields = [
        IncidentField::What(line.what.clone()),
        IncidentField::Site(Some(site)),
        IncidentField::Place(line.place.clone()),
        IncidentField::OrderedBy(Some(leader)),
        IncidentField::OrderWay(Some(OrderWay::Face)),
        IncidentField::OrderedAt(Some(line.time)),
        IncidentField::Order(line.order.clone()),
        IncidentField::Scheme(line.scheme.clone()),
        IncidentField::Good(line.good.clone()),
        IncidentField::Lacking(line.lacking.clone()),
    ];
    let ratings =
        line.ratings.iter().map(|(aspect, one)| IncidentField::Rating(*aspect, Some(*one)));
    for field in fields.into_iter().chain(ratings) {
        builder.set((id, field))?;
    }
    for (number, point) in (1_u16..).zip(&line.points) {
        let point = Improvement {
            words: point.words.clone(),
            person: Some(builder.person(&point.person)?),
            until: Some(shift.day(point.until)),
            done: Some(shift.day(point.done)),
        };
        builder.set((id, IncidentField::Improvement(10 * number, Some(point))))?;
    }
    Ok(())
}

/// What a line of the material tells.
fn told(line: &RecordLine, place: &str) -> Jot {
    let (expected, present) = line.count;
    match () {
        () if line.end => Jot::End,
        () if 0 < line.step => Jot::Step(line.step),
        () if 0 < expected => Jot::Count { place: place.to_owned(), expected, present },
        () => Jot::Note(line.note.clone()),
    }
}

fn write(
    builder: &mut Builder<'_>,
    (incident, began): (IncidentId, NaiveDateTime),
    line: Jot,
) -> Result<(), Trouble> {
    let since = u32::try_from((builder.now() - began).num_seconds()).ok();
    let timed = Timed { since, resumed: false };
    let write = IncidentAction::Write { incident, line, timed };
    builder.act(&Action::Incident(write)).map(drop)
}
