//! Who is on duty when: the rota of a season, by turns, so that everybody rests.
//!
//! Only plans, and copies the plan in; whoever stands on it for the patrol walks.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::Trouble;
use super::builder::Builder;
use super::draw::Draw;
use super::engaged::{Engaged, Span};
use super::material::plan::TurnLine;
use super::material::{Material, RoundLine};
use crate::action::paste::{Order, Sense, What};
use crate::action::{Action, TeamAction};
use crate::model::duty::DutyShift;
use crate::model::id::PostId;
use crate::model::people::{Person, Post};
use crate::rules::duty::columns;

/// Who leads the team in a shift.
pub(super) const CAPTAIN: &str = "突击队当班组长";
/// Who walks the patrols.
pub(super) const WALKERS: &str = "巡查员";
/// Who signs as electrician.
pub(super) const ELECTRICIAN: &str = "电工值班";

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

    /// Puts the season's days into the workbook: our own posts column by column, the others as the table
    /// their office sends.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub(super) fn copy_in(
        &self,
        builder: &mut Builder<'_>,
        last: NaiveDate,
    ) -> Result<(), Trouble> {
        let doc = builder.session.document();
        let of_post = |(id, post): (PostId, &Post)| {
            let column = |shift: &DutyShift| (id, *shift, post.name.clone());
            let columns: Vec<Column> = post.shifts.iter().map(column).collect();
            (post.official, columns)
        };
        let posts: Vec<_> = columns(doc).into_iter().map(of_post).collect();
        let of = |official: bool| {
            let posts = posts.iter().filter(move |(one, _)| *one == official);
            posts.flat_map(|(_, columns)| columns.iter().cloned()).collect::<Vec<Column>>()
        };
        for (post, shift, name) in of(false) {
            let mut days = Vec::new();
            for ((day, _, _), names) in self
                .cells
                .iter()
                .filter(|((day, at, post), _)| *day <= last && *at == shift && *post == name)
            {
                days.push((*day, builder.persons(names)?));
            }
            builder.act(&Action::Team(TeamAction::TakeTurns { post, shift, days }))?;
        }
        let table = self.table(builder, last, &of(true));
        if let Some(table) = table {
            builder.act(&Action::Paste(Box::new(table)))?;
        }
        Ok(())
    }

    /// Those columns as a table, a line a day; none where there is nobody in them.
    fn table(&self, builder: &Builder<'_>, last: NaiveDate, columns: &[Column]) -> Option<Order> {
        let names = |day: NaiveDate, (_, shift, post): &Column| {
            self.cells.get(&(day, *shift, post.clone())).map(Vec::as_slice).unwrap_or_default()
        };
        let days: BTreeSet<NaiveDate> = self.cells.keys().map(|(day, ..)| *day).collect();
        let heads = columns.iter().map(|(_, shift, post)| format!("{post} {}", shift.word()));
        let mut lines = vec![iter::once("日期".to_owned()).chain(heads).collect::<Vec<_>>()];
        for day in days.into_iter().filter(|day| *day <= last) {
            let cells = columns.iter().map(|column| names(day, column).join("、"));
            lines.push(iter::once(day.to_string()).chain(cells).collect());
        }
        let has_names =
            lines.iter().skip(1).any(|line| line.iter().skip(1).any(|one| !one.is_empty()));
        let text = lines.iter().map(|line| line.join("\t")).collect::<Vec<_>>().join("\n");
        let mut order = Order { text, ..Order::new(What::Rota) };
        order.hints.columns.insert(0, Sense::Day);
        for (place, (post, shift, _)) in (1..).zip(columns) {
            order.hints.columns.insert(place, Sense::Slot(Some(*post), Some(*shift)));
        }
        let persons = builder.names.persons.iter();
        order.hints.who = persons.map(|(name, id)| (name.clone(), Some(*id))).collect();
        has_names.then_some(order)
    }
}

/// A column of the rota: a post in one of its shifts, and the post's name.
type Column = (PostId, DutyShift, String);

/// Makes the rota of these days, the last of which only says who takes over.
pub(super) fn plan(
    builder: &Builder<'_>,
    material: &Material,
    days: &[NaiveDate],
    rounds: &[RoundLine],
    engaged: &Engaged,
    draw: &mut Draw,
) -> Rota {
    let doc = builder.session.document();
    let (mut walkers, mut electricians) =
        (material.season.walkers.clone(), material.season.electricians.clone());
    draw.shuffle(&mut walkers);
    draw.shuffle(&mut electricians);
    let out = rounds.iter().map(RoundLine::out).collect();
    let served = BTreeMap::new();
    let mut turns = Turns { builder, walkers, electricians, out, engaged, served };
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

/// Whose turn it is.
struct Turns<'a> {
    builder: &'a Builder<'a>,
    walkers: Vec<String>,
    electricians: Vec<String>,
    /// When rounds are out.
    out: Vec<Span>,
    engaged: &'a Engaged,
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
        let rounds: Vec<Span> = match turn {
            TurnLine::Walkers | TurnLine::Electricians => {
                self.out.iter().copied().filter(|out| span.0 <= out.0 && out.0 < span.1).collect()
            }
            // Who is at any other post is there all the time.
            TurnLine::These(_) | TurnLine::Nobody => Vec::new(),
        };
        let is_free = |name: &String| {
            let elsewhere = match turn {
                TurnLine::These(_) => self.engaged.is_out(name, span),
                _ => rounds.iter().any(|out| self.engaged.is_named(name, *out)),
            };
            let tired = shift.is_night() && self.engaged.is_out(name, (span.1, span.1 + SLEEP));
            !elsewhere && !tired
        };
        let mut names: Vec<String> = self
            .candidates(turn)
            .iter()
            .filter(|name| is_free(name) && self.can(name, day, shift, &skilled))
            .cloned()
            .collect();
        names.sort_by_cached_key(|name| {
            let served = self.served.get(name).map(Vec::as_slice).unwrap_or_default();
            let nights = served.iter().filter(|(_, night)| *night).count();
            let load = if shift.is_night() { nights } else { served.len() };
            (load, served.last().map(|((_, end), _)| *end))
        });
        names.truncate(seats);
        for name in &names {
            self.served.entry(name.clone()).or_default().push((span, shift.is_night()));
        }
        names
    }

    fn candidates<'b>(&'b self, turn: &'b TurnLine) -> &'b [String] {
        match turn {
            TurnLine::Nobody => &[],
            TurnLine::These(names) => names,
            TurnLine::Walkers => &self.walkers,
            TurnLine::Electricians => &self.electricians,
        }
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
}
