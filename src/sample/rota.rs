//! Who is on duty when: the rota of a season, by turns, so that everybody rests.
//!
//! Whoever walks or signs in a shift is who stands on the rota for it; only plans, and copies
//! the plan in.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::Trouble;
use super::builder::{Builder, known};
use super::material::plan::TurnLine;
use super::material::{HazardLine, Material};
use super::rounds::Walk;
use crate::action::{Action, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::people::Person;
use crate::rules::duty::columns;

/// The least time between two shifts of one person.
const REST: TimeDelta = TimeDelta::hours(12);
/// How long after a night nobody is expected anywhere.
const SLEEP: TimeDelta = TimeDelta::hours(5);

/// The rota of a season, by the names of posts and persons.
#[derive(Clone, Debug, Default)]
pub(super) struct Rota {
    cells: BTreeMap<(NaiveDate, DutyShift, String), Vec<String>>,
}

impl Rota {
    /// Who is at a post at a moment.
    pub(super) fn on_duty(&self, post: &str, moment: NaiveDateTime) -> &[String] {
        let at = |((day, shift, name), _): &(&(NaiveDate, DutyShift, String), &Vec<String>)| {
            let (from, to) = shift.span(*day);
            name == post && from <= moment && moment < to
        };
        self.cells.iter().find(at).map(|(_, names)| names.as_slice()).unwrap_or_default()
    }

    /// Copies the season's days into the workbook, column by column.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub(super) fn copy_in(
        &self,
        builder: &mut Builder<'_>,
        last: NaiveDate,
    ) -> Result<(), Trouble> {
        let doc = builder.session.document();
        let wanted: Vec<(String, DutyShift)> = columns(doc)
            .into_iter()
            .flat_map(|(_, post)| post.shifts.iter().map(|shift| (post.name.clone(), *shift)))
            .collect();
        for (name, shift) in wanted {
            let post = known(&builder.names.posts, &name)?;
            let mut days = Vec::new();
            for ((day, _, _), names) in
                self.cells.iter().filter(|((_, at, post), _)| *at == shift && *post == name)
            {
                if *day <= last {
                    days.push((*day, builder.persons(names)?));
                }
            }
            builder.act(&Action::Team(TeamAction::CopyRota { post, shift, days }))?;
        }
        Ok(())
    }
}

/// From when to when somebody is somewhere.
type Span = (NaiveDateTime, NaiveDateTime);

/// Makes the rota of these days, the last of which only says who takes over.
pub(super) fn plan(
    builder: &Builder<'_>,
    material: &Material,
    days: &[NaiveDate],
    walks: &[Walk],
    hazards: &[HazardLine],
) -> Rota {
    let doc = builder.session.document();
    let mut turns =
        Turns { builder, walks, engaged: engaged(walks, hazards), served: BTreeMap::new() };
    let mut rota = Rota::default();
    for day in days {
        for (_, post) in columns(doc) {
            let line = material.posts.iter().find(|line| line.name == post.name);
            let Some(line) = line else { continue };
            for shift in post.shifts.iter().copied() {
                let skilled = |person: &Person| {
                    post.needs.iter().all(|skill| person.is_certified(*skill, shift.days(*day).1))
                };
                let names = turns.chosen(&line.turn, *day, shift, post.people(), skilled);
                rota.cells.insert((*day, shift, post.name.clone()), names);
            }
        }
    }
    rota
}

/// When walks and papers name whom.
fn engaged(walks: &[Walk], hazards: &[HazardLine]) -> BTreeMap<String, Vec<Span>> {
    let mut engaged: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut note = |name: &String, span| engaged.entry(name.clone()).or_default().push(span);
    for walk in walks {
        for name in walk.walkers.iter().chain(&walk.electrician) {
            note(name, (walk.left, walk.back));
        }
    }
    for hazard in hazards {
        let at = hazard.found.and_time(hazard.time);
        let span = (at - TimeDelta::minutes(30), at + TimeDelta::minutes(30));
        hazard.finders.iter().for_each(|name| note(name, span));
    }
    engaged
}

/// Whose turn it is.
struct Turns<'a> {
    builder: &'a Builder<'a>,
    walks: &'a [Walk],
    engaged: BTreeMap<String, Vec<Span>>,
    /// The shifts somebody had so far, and whether they were nights.
    served: BTreeMap<String, Vec<(Span, bool)>>,
}

impl Turns<'_> {
    /// The people of one shift: who has served least and longest ago, of those who can.
    fn chosen(
        &mut self,
        turn: &TurnLine,
        day: NaiveDate,
        shift: DutyShift,
        seats: usize,
        skilled: impl Fn(&Person) -> bool,
    ) -> Vec<String> {
        let span = shift.span(day);
        let mut names: Vec<String> = self
            .candidates(turn, span)
            .into_iter()
            .filter(|name| self.can(name, day, shift, &skilled))
            .collect();
        names.sort_by_cached_key(|name| {
            let served = self.served.get(name).map(Vec::as_slice).unwrap_or_default();
            let nights = served.iter().filter(|(_, night)| *night).count();
            let load = if shift.is_night() { nights } else { served.len() };
            let tired = shift.is_night() && self.is_engaged(name, (span.1, span.1 + SLEEP));
            (tired, load, served.last().map(|((_, end), _)| *end))
        });
        names.truncate(seats);
        for name in &names {
            self.served.entry(name.clone()).or_default().push((span, shift.is_night()));
        }
        names
    }

    fn candidates(&self, turn: &TurnLine, span: Span) -> Vec<String> {
        let walks = self.walks.iter().filter(|walk| span.0 <= walk.left && walk.left < span.1);
        let mut names: Vec<String> = match turn {
            TurnLine::Nobody => Vec::new(),
            TurnLine::These(names) => return names.clone(),
            TurnLine::Walkers => walks.flat_map(|walk| walk.walkers.clone()).collect(),
            TurnLine::Electricians => walks.filter_map(|walk| walk.electrician.clone()).collect(),
        };
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether nothing that is kept of somebody speaks against a shift.
    fn can(
        &self,
        name: &str,
        day: NaiveDate,
        shift: DutyShift,
        skilled: impl Fn(&Person) -> bool,
    ) -> bool {
        let (from, to) = shift.span(day);
        let Ok(id) = self.builder.person(name) else { return false };
        let Some(person) = self.builder.session.document().persons.get(&id) else { return false };
        let rested = self.served.get(name).is_none_or(|served| {
            served.iter().all(|((begin, end), _)| *end + REST <= from || to + REST <= *begin)
        });
        let (first, last) = shift.days(day);
        let away = person.is_away(first) || person.is_away(last);
        rested && !away && !(person.no_nights && shift.is_night()) && skilled(person)
    }

    fn is_engaged(&self, name: &str, span: Span) -> bool {
        let spans = self.engaged.get(name).map(Vec::as_slice).unwrap_or_default();
        spans.iter().any(|(from, to)| *from < span.1 && span.0 < *to)
    }
}
