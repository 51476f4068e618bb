//! The posts that cards ask for, and who holds each of them from hour to hour.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::days;
use super::stretch::Span;
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Person, Post};
use crate::model::plan::{CardCode, CardStep};

/// A step of a card, by its number as the card prints it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need<'a> {
    pub(super) code: &'a CardCode,
    pub(super) place: usize,
    pub(super) step: &'a CardStep,
}

/// How it comes that somebody holds a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The rota names them.
    Rota,
    /// The post has shifts, but none at that hour: A角, else B角 are called.
    Called,
    /// The post has no shifts: A角, else B角.
    Standing,
}

/// Some hours in which nothing changes at a post.
#[derive(Clone, Debug)]
pub(super) struct Turn<'a> {
    pub(super) span: Span,
    pub(super) by: By,
    /// The shift of the rota that lies there.
    pub(super) cell: Option<DutyId>,
    /// Who holds it, away or not: the people of the shift, or whoever of A角 and B角 comes first and is there.
    pub(super) holders: Vec<PersonId>,
    /// Those of them who are on the books and not away.
    pub(super) present: Vec<(PersonId, &'a Person)>,
}

impl<'a> Turn<'a> {
    fn of(
        doc: &'a Document,
        (span, by): (Span, By),
        cell: Option<DutyId>,
        holders: Vec<PersonId>,
    ) -> Self {
        let present = there(doc, holders.iter().copied(), span.0.date()).collect();
        Self { span, by, cell, holders, present }
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.span.0.date()
    }

    /// Whether a shift begins with it.
    pub(super) fn begins_shift(&self) -> bool {
        self.cell.is_some_and(|cell| cell.shift.span(cell.day).0 == self.span.0)
    }
}

/// Those of some people who are on the books and not away on a day.
pub(super) fn there(
    doc: &Document,
    people: impl Iterator<Item = PersonId>,
    day: NaiveDate,
) -> impl Iterator<Item = (PersonId, &Person)> {
    people.filter_map(move |id| Some((id, doc.persons.get(&id).filter(|one| !one.is_away(day))?)))
}

/// A post that cards ask for.
#[derive(Clone, Debug)]
pub(super) struct Surveyed<'a> {
    pub(super) id: PostId,
    pub(super) post: &'a Post,
    pub(super) needs: Vec<Need<'a>>,
    pub(super) turns: Vec<Turn<'a>>,
}

impl Surveyed<'_> {
    /// Whether the rota has a column for it.
    pub(super) fn is_rostered(&self) -> bool {
        !self.post.shifts.is_empty()
    }

    /// A角 and B角, as far as there are two.
    pub(super) fn deputies(&self) -> impl Iterator<Item = PersonId> {
        let backup = self.post.backup.filter(|one| Some(*one) != self.post.primary);
        self.post.primary.into_iter().chain(backup)
    }
}

/// All posts that cards ask for, in their order, over the days that are not over.
#[derive(Clone, Debug)]
pub(super) struct Survey<'a> {
    pub(super) posts: Vec<Surveyed<'a>>,
    /// Whether anybody is on the rota yet.
    pub(super) is_made: bool,
}

/// The steps of a card that somebody wrote, with their numbers.
pub(super) fn steps(doc: &Document) -> impl Iterator<Item = Need<'_>> {
    doc.cards.iter().flat_map(|(code, card)| {
        let steps = card.steps.values().filter(|step| !step.is_blank());
        (1..).zip(steps).map(move |(place, step)| Need { code, place, step })
    })
}

/// The filled cells of each post.
type Cells = BTreeMap<PostId, BTreeMap<DutyId, Vec<PersonId>>>;

impl<'a> Survey<'a> {
    /// As of a day; nothing where the season has no days left, or cards ask for no post.
    pub(super) fn of(doc: &'a Document, today: NaiveDate) -> Option<Self> {
        let (first, last) = days(doc, today)?;
        let mut needs: BTreeMap<PostId, Vec<Need<'a>>> = BTreeMap::new();
        for need in steps(doc) {
            if let Some(post) = need.step.post {
                needs.entry(post).or_default().push(need);
            }
        }
        // A shift of the day before lasts into the first day.
        let from = first.pred_opt().unwrap_or(first);
        let before_season = doc.current_season().first.is_some_and(|begin| from < begin);
        let from = if before_season { first } else { from };
        let mut cells: Cells = BTreeMap::new();
        let filled = doc.duties.range(DutyId::before_all_of(from)..);
        for (id, duty) in filled.take_while(|(id, _)| id.day <= last) {
            if !duty.persons.is_empty() {
                cells.entry(id.post).or_default().insert(*id, duty.persons.clone());
            }
        }
        let period = Period { from, first, last };
        let post = |(id, needs)| {
            let post = doc.posts.get(&id)?;
            let turns = if post.shifts.is_empty() {
                period.standing(doc, post, &cells)
            } else {
                period.rostered(doc, (id, post), cells.get(&id))
            };
            Some(Surveyed { id, post, needs, turns })
        };
        let mut posts: Vec<Surveyed<'a>> = needs.into_iter().filter_map(post).collect();
        posts.sort_by_key(|one| (one.post.order, one.id));
        let is_made = doc.duties.iter().any(|(_, duty)| !duty.persons.is_empty());
        (!posts.is_empty()).then_some(Self { posts, is_made })
    }
}

/// The days looked at, and the first whose shifts are.
#[derive(Clone, Copy, Debug)]
struct Period {
    from: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
}

/// The hours of a day at which something may become another thing though no shift changes: leave
/// and certificates end at midnight, the night lasts from 20:00 to 8:00.
const MARKS: [i64; 3] = [0, 8, 20];

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The spans between moments, each from one to the next.
fn between(moments: BTreeSet<NaiveDateTime>) -> Vec<Span> {
    let moments: Vec<NaiveDateTime> = moments.into_iter().collect();
    moments.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
}

impl Period {
    fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The midnights within two moments, where nights begin and end, and these two.
    fn marks(self, begin: NaiveDateTime, end: NaiveDateTime) -> BTreeSet<NaiveDateTime> {
        let after = self.last.succ_opt().unwrap_or(self.last);
        let midnights = self.days().chain([after]).map(midnight);
        let marks =
            midnights.flat_map(|midnight| MARKS.map(|hours| midnight + TimeDelta::hours(hours)));
        let within = marks.filter(|moment| begin < *moment && *moment < end);
        within.chain([begin, end]).collect()
    }

    /// The turns of a post with shifts.
    fn rostered<'a>(
        self,
        doc: &'a Document,
        (id, post): (PostId, &Post),
        filled: Option<&BTreeMap<DutyId, Vec<PersonId>>>,
    ) -> Vec<Turn<'a>> {
        let asked: BTreeSet<DutyId> = self
            .days()
            .flat_map(|day| {
                post.shifts.iter().map(move |shift| DutyId { day, post: id, shift: *shift })
            })
            .collect();
        let span = |cell: &DutyId| cell.shift.span(cell.day);
        let begin = asked.iter().map(|cell| span(cell).0).min();
        let end = asked.iter().map(|cell| span(cell).1).max();
        let Some((begin, end)) = begin.zip(end) else { return Vec::new() };
        let begin = begin.max(midnight(self.first));
        let mut moments = self.marks(begin, end);
        let filled_cells = filled.into_iter().flatten();
        let all = asked.iter().chain(filled_cells.map(|(cell, _)| cell));
        for moment in all.flat_map(|cell| <[_; 2]>::from(span(cell))) {
            if begin < moment && moment < end {
                moments.insert(moment);
            }
        }
        let over = |cell: &DutyId, turn: Span| span(cell).0 <= turn.0 && turn.1 <= span(cell).1;
        let turn = |turn: Span| {
            let near = filled.into_iter().flat_map(|filled| filled.range(around(turn)));
            let near = near.filter(|(cell, _)| over(cell, turn));
            let holders: Vec<PersonId> = near.flat_map(|(_, people)| people.clone()).collect();
            let cell = asked.range(around(turn)).copied().find(|cell| over(cell, turn));
            if cell.is_none() && holders.is_empty() {
                let holders = first_there(doc, post, turn.0.date()).into_iter().collect();
                return Turn::of(doc, (turn, By::Called), cell, holders);
            }
            Turn::of(doc, (turn, By::Rota), cell, holders)
        };
        between(moments).into_iter().map(turn).collect()
    }

    /// The turns of a post without shifts, cut where A角 or B角 goes on or off duty elsewhere.
    fn standing<'a>(self, doc: &'a Document, post: &Post, cells: &Cells) -> Vec<Turn<'a>> {
        let begin = midnight(self.first);
        let end = midnight(self.last.succ_opt().unwrap_or(self.last));
        let deputies = [post.primary, post.backup];
        let theirs = cells
            .values()
            .flatten()
            .filter(|(_, people)| people.iter().any(|person| deputies.contains(&Some(*person))));
        let mut moments = self.marks(begin, end);
        for (cell, _) in theirs {
            let (from, to) = cell.shift.span(cell.day);
            moments.extend([from, to].into_iter().filter(|one| begin < *one && *one < end));
        }
        let turn = |span: Span| {
            let holders = first_there(doc, post, span.0.date()).into_iter().collect();
            Turn::of(doc, (span, By::Standing), None, holders)
        };
        between(moments).into_iter().map(turn).collect()
    }
}

/// The cells in which a shift may lie that lasts all through a turn: those of its day and of the day before.
fn around(turn: Span) -> Range<DutyId> {
    let day = turn.0.date();
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    DutyId::before_all_of(before)..DutyId::before_all_of(after)
}

/// A角, else B角, whoever is there on a day.
fn first_there(doc: &Document, post: &Post, day: NaiveDate) -> Option<PersonId> {
    let deputies = [post.primary, post.backup].into_iter().flatten();
    there(doc, deputies, day).next().map(|(id, _)| id)
}
