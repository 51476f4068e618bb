//! 自动排班: the rota as a problem of [`rostering`], and what comes of it as
//! cells to be written. What is forbidden is asked of [`rules::duty`](crate::rules::duty), never
//! said here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::records::puts;
use super::{Draft, Refusal};
use crate::model::duty::{Duty, DutyField, DutyId};
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Person, Skill, Training};
use crate::model::rota::{BigDay, Origin, RotaRule, Wanted};
use crate::model::{Document, Put, RecordId};
use crate::rostering::{
    self, Bar, Cell, Conflict, Cover, Crew, Effort, Outcome, Pair, Problem, Rest, Tag, Wish,
};
use crate::rules::duty::{
    Against, Borne, Burden, Limits, Share, aided_shifts, columns, has_first_aider, pool, shares,
};

mod earlier;
mod filled;
mod remedy;
mod told;

pub use earlier::{Earlier, Match, NotEarlier, Yearbook, counts, remember};
pub use filled::{Filled, Missing};
pub use remedy::Offer;
pub use told::{Gain, Lack};

/// The longest stretch that is filled at once.
pub(super) const MOST_DAYS: usize = 92;
/// For so many missing needs it is found out why: who mends these mends most of the others.
const MOST_REASONS: usize = 6;
/// Cells so near to the stretch make people busy, tired and on duty in a row.
const BORDER: u64 = 8;

/// So much more one 除夕 weighs than another big day.
const EVE: u64 = 100;

/// Which days are to be filled, and what is known of earlier rotas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What everybody bore in earlier seasons.
    pub earlier: BTreeMap<PersonId, Borne>,
    /// Whether what was filled before stays too: only what is empty is filled.
    pub gaps: bool,
}

/// Why somebody cannot be put into a cell, as far as it is not said by other cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody but those of the pool is put at the post.
    Pool(PostId),
    /// The post is for men, or for women.
    Sex(PostId),
    /// A leave, by its first day.
    Leave(PersonId, NaiveDate),
    /// Kept off nights.
    Nights(PersonId),
    /// Not trained.
    Untrained(PersonId),
    /// Travels before or after a leave.
    Travel(PersonId),
}

impl Reason {
    fn is_liftable(self) -> bool {
        matches!(self, Self::Leave(..) | Self::Nights(_) | Self::Travel(_))
    }
}

/// A rota to be filled: the problem, and what its numbers stand for.
#[derive(Clone, Debug)]
pub struct Filling {
    doc: Document,
    order: Order,
    problem: Problem,
    people: Vec<PersonId>,
    cells: Vec<DutyId>,
    reasons: Vec<Reason>,
}

impl Filling {
    /// The stretch that the order names, as the workbook stands. What is past at `now`, was put
    /// there by hand or imported stays; the rotas of official posts are not ours to fill.
    pub fn of(doc: &Document, order: Order, now: NaiveDateTime) -> Self {
        Writer::new(doc, order, now).written()
    }

    /// The same, to be looked at an eightieth as long.
    #[must_use]
    pub fn in_short(mut self) -> Self {
        self.problem.effort = Effort::Short;
        self
    }

    /// The problem to be solved.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The workbook it was made of.
    pub fn document(&self) -> &Document {
        &self.doc
    }

    /// What was asked for.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Whether there is a seat to be filled at all.
    pub fn is_empty(&self) -> bool {
        !self.problem.cells.iter().any(|cell| cell.open)
    }

    /// How many seats are to be filled, those that may be filled anew included.
    pub fn seats(&self) -> usize {
        let open = self.problem.cells.iter().filter(|cell| cell.open);
        open.map(|cell| cell.seats.saturating_sub(cell.held.len())).sum()
    }

    /// The cells that are to be filled, with who would be in them.
    pub fn filled(&self, outcome: &Outcome) -> BTreeMap<DutyId, Vec<PersonId>> {
        let all = self.problem.cells.iter().zip(&self.cells).zip(&outcome.cells);
        let open = all.filter(|((cell, _), _)| cell.open);
        open.map(|((_, id), people)| {
            let people = people.iter().filter_map(|place| self.people.get(*place).copied());
            (*id, people.collect())
        })
        .collect()
    }

    /// Those of them that are other than now.
    pub fn changed(&self, outcome: &Outcome) -> BTreeMap<DutyId, Vec<PersonId>> {
        let mut filled = self.filled(outcome);
        let now = |cell: &DutyId| {
            self.doc.duties.get(cell).map(|duty| duty.persons.clone()).unwrap_or_default()
        };
        filled.retain(|cell, people| {
            let now: BTreeSet<PersonId> = now(cell).into_iter().collect();
            now != people.iter().copied().collect()
        });
        filled
    }

    /// The workbook with those cells written.
    pub fn applied(&self, cells: &BTreeMap<DutyId, Vec<PersonId>>) -> Document {
        let mut after = self.doc.clone();
        for (cell, people) in cells {
            for put in written(&self.doc, *cell, people.clone(), Origin::Solver) {
                after.apply(put);
            }
        }
        after
    }

    /// Solves it. `goes_on` hears that so much of so much is done and says whether to go on; if not,
    /// the best so far is what comes of it.
    ///
    /// # Errors
    /// When the problem makes no sense, which is an error of this program.
    pub fn solved(
        self,
        mut goes_on: impl FnMut(u64, u64) -> bool,
    ) -> Result<Filled, rostering::BadProblem> {
        let mut watch = |done: u64, of: u64, _: &rostering::Score| goes_on(done, of);
        let outcome = rostering::solve(&self.problem, &mut watch)?;
        // Whoever stopped it waits for no reasons either, nor whoever stops it while they are looked for.
        let asked = if outcome.stopped { &[] } else { outcome.unmet.as_slice() };
        let mut goes_on = || goes_on(1, 1);
        let reasons = asked.iter().take(MOST_REASONS).map_while(|unmet| {
            rostering::conflict(&self.problem, &outcome.cells, unmet, &mut goes_on)
        });
        let conflicts: Vec<Conflict> = reasons.collect();
        Ok(Filled::new(self, outcome, &conflicts))
    }

    fn person(&self, place: usize) -> Option<PersonId> {
        self.people.get(place).copied()
    }

    fn cell(&self, place: usize) -> Option<DutyId> {
        self.cells.get(place).copied()
    }

    fn place_of(&self, cell: DutyId) -> Option<usize> {
        self.cells.iter().position(|one| *one == cell)
    }

    fn place_of_person(&self, person: PersonId) -> Option<usize> {
        self.people.binary_search(&person).ok()
    }
}

/// Fills cells of the rota. Of a cell in which somebody was put by hand only the rest is filled,
/// and it stays one that was filled by hand.
pub(super) fn fill(
    doc: &Document,
    cells: &BTreeMap<DutyId, Vec<PersonId>>,
    (verb, origin): (&str, Origin),
) -> Result<Draft, Refusal> {
    let days: BTreeSet<NaiveDate> = cells.keys().map(|cell| cell.day).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Err(Refusal::Missing("要排的班"));
    };
    let short = |day: &NaiveDate| day.format("%-m月%-d日").to_string();
    let span =
        if first == last { short(first) } else { format!("{}至{}", short(first), short(last)) };
    let puts = cells.iter();
    let puts = puts.flat_map(|(cell, people)| written(doc, *cell, people.clone(), origin));
    Ok(Draft::of(format!("{verb} {span} {}班", cells.len()), puts.collect()))
}

fn written(doc: &Document, cell: DutyId, people: Vec<PersonId>, by: Origin) -> Vec<Put> {
    let before = doc.duties.get(&cell).filter(|duty| !duty.persons.is_empty());
    let origin = match before {
        Some(duty) => duty.origin,
        None => Some(by),
    };
    let mut all = puts(cell, vec![DutyField::Persons(people), DutyField::Origin(origin)]);
    all.push(RecordId::Duty(cell).keep(true));
    all
}

/// Minutes since the day from which the calendar counts.
fn minutes(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp() / 60
}

fn day_number(day: NaiveDate) -> i64 {
    minutes(day.and_time(chrono::NaiveTime::MIN)) / (24 * 60)
}

/// Which number a certificate has.
fn skill_number(skill: Skill) -> usize {
    Skill::ALL.iter().position(|one| *one == skill).unwrap_or_default()
}

fn skill_of(number: usize) -> Option<Skill> {
    Skill::ALL.get(number).copied()
}

/// Writes a problem, part by part.
struct Writer<'a> {
    doc: &'a Document,
    order: Order,
    now: NaiveDateTime,
    limits: Limits,
    burden: Burden,
    shares: Vec<Share>,
    people: Vec<PersonId>,
    places: BTreeMap<PersonId, usize>,
    cells: Vec<DutyId>,
    problem: Problem,
    reasons: BTreeMap<Reason, usize>,
}

impl<'a> Writer<'a> {
    fn new(doc: &'a Document, order: Order, now: NaiveDateTime) -> Self {
        let (shares, limits) = (Share::all(&doc.profile()), Limits::of(doc));
        Self {
            doc,
            order,
            now,
            limits,
            burden: Burden::of(doc),
            shares,
            people: Vec::new(),
            places: BTreeMap::new(),
            cells: Vec::new(),
            problem: Problem::default(),
            reasons: BTreeMap::new(),
        }
    }

    fn written(mut self) -> Filling {
        let cells = self.listed();
        self.list_people(&cells);
        for cell in &cells {
            self.add_cell(*cell);
        }
        self.cells = cells;
        self.bar();
        self.limit();
        self.hold_apart();
        self.pair();
        self.cover();
        self.share_out();
        let mut reasons: Vec<(usize, Reason)> =
            self.reasons.into_iter().map(|(reason, tag)| (tag, reason)).collect();
        reasons.sort_unstable();
        Filling {
            doc: self.doc.clone(),
            order: self.order,
            problem: self.problem,
            people: self.people,
            cells: self.cells,
            reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
        }
    }

    /// The cells to be filled, and every other that makes somebody busy in the season or near.
    fn listed(&self) -> Vec<DutyId> {
        let season = self.doc.current_season();
        let (from, to) = (self.order.from, self.order.to);
        let days = from.iter_days().take_while(|day| *day <= to).take(MOST_DAYS);
        let mut cells: BTreeSet<DutyId> = BTreeSet::new();
        for day in days {
            for (post, record) in columns(self.doc) {
                let of_shift = |shift: &_| DutyId { day, post, shift: *shift };
                cells.extend(record.shifts.iter().map(of_shift));
            }
        }
        let back = |day: NaiveDate| day.checked_sub_days(Days::new(BORDER)).unwrap_or(day);
        let on = |day: NaiveDate| day.checked_add_days(Days::new(BORDER)).unwrap_or(day);
        let first = season.first.unwrap_or(from).min(back(from));
        let last = season.last.unwrap_or(to).max(on(to));
        let filled = self.doc.duties.range(DutyId::before_all_of(first)..);
        let filled = filled.take_while(|(cell, _)| cell.day <= last);
        cells.extend(filled.filter(|(_, duty)| !duty.persons.is_empty()).map(|(cell, _)| *cell));
        cells.into_iter().collect()
    }

    /// Whether a cell is to be filled: ours, within the stretch, not begun, and its post has it.
    fn is_open(&self, cell: DutyId) -> bool {
        let within = self.order.from <= cell.day && cell.day <= self.order.to;
        let ours = self.doc.posts.get(&cell.post);
        let ours = ours.is_some_and(|post| !post.official && post.shifts.contains(&cell.shift));
        within && ours && self.now < cell.shift.span(cell.day).0
    }

    fn list_people(&mut self, cells: &[DutyId]) {
        let posts: BTreeSet<PostId> =
            cells.iter().filter(|cell| self.is_open(**cell)).map(|cell| cell.post).collect();
        let mut people: BTreeSet<PersonId> =
            posts.into_iter().flat_map(|post| pool(self.doc, post)).collect();
        let named = cells.iter().filter_map(|cell| self.doc.duties.get(cell));
        people.extend(named.flat_map(|duty| duty.persons.iter().copied()));
        // Whoever is to be on with somebody who can be nowhere is not put there alone.
        let crews = self.limits.crews().iter().map(|crew| &crew.people);
        let asked: Vec<&Vec<PersonId>> =
            crews.filter(|crew| crew.iter().any(|one| people.contains(one))).collect();
        people.extend(asked.into_iter().flatten().copied());
        self.people = people.into_iter().collect();
        self.places = self.people.iter().enumerate().map(|(place, one)| (*one, place)).collect();
        self.problem.people = self.people.iter().map(|one| self.person(*one)).collect();
    }

    fn person(&self, id: PersonId) -> rostering::Person {
        let held = self.doc.persons.get(&id).map(|person| person.certificates.as_slice());
        let skills = held.unwrap_or_default().iter().map(|held| {
            let until = held.until.and_then(|day| day.succ_opt());
            rostering::Skill {
                skill: skill_number(held.skill),
                until: until.map(|day| minutes(day.and_time(chrono::NaiveTime::MIN))),
            }
        });
        let borne = self.order.earlier.get(&id);
        let earlier = self.shares.iter().map(|share| {
            borne.and_then(|borne| borne.get(share)).copied().map(u64::from).unwrap_or_default()
        });
        rostering::Person { skills: skills.collect(), earlier: earlier.collect() }
    }

    fn add_cell(&mut self, id: DutyId) {
        let doc = self.doc;
        let post = doc.posts.find(&id.post);
        let (begin, end) = id.shift.span(id.day);
        let open = self.is_open(id);
        let Duty { persons, origin, .. } = doc.duties.get(&id).cloned().unwrap_or_default();
        let persons = persons.iter().filter_map(|one| self.places.get(one).copied()).collect();
        // What nobody but the program filled, it may fill anew.
        let anew = open && !self.order.gaps && origin == Some(Origin::Solver);
        let (held, present) = if anew { (Vec::new(), persons) } else { (persons, Vec::new()) };
        let seats = if open { doc.seats(id) } else { held.len() };
        let needs = post
            .filter(|_| open && 0 < seats)
            .map(|post| post.needs.as_slice())
            .unwrap_or_default();
        let (mine, season) = (doc.profile(), doc.current_season());
        let borne = post.map(|post| shares(&mine, &season, post, id)).unwrap_or_default();
        let counts = borne.iter().filter_map(|share| {
            self.shares.iter().position(|one| one == share).map(|kind| (kind, 1))
        });
        self.problem.cells.push(Cell {
            post: doc.posts.all().position(|(one, _)| *one == id.post).unwrap_or_default(),
            day: day_number(id.day),
            begin: minutes(begin),
            end: minutes(end),
            night: id.shift.is_night(),
            seats: seats.max(held.len()),
            skills: needs.iter().map(|skill| skill_number(*skill)).collect(),
            held,
            present,
            open,
            counts: counts.collect(),
        });
    }

    fn tag(&mut self, reason: Reason) -> usize {
        if let Some(tag) = self.reasons.get(&reason) {
            return *tag;
        }
        let tag = self.problem.tags.len();
        self.problem.tags.push(Tag { liftable: reason.is_liftable() });
        self.reasons.insert(reason, tag);
        tag
    }

    /// Who may not be where, by what the records say.
    fn bar(&mut self) {
        let mut pools: BTreeMap<PostId, BTreeSet<PersonId>> = BTreeMap::new();
        let open: Vec<(usize, DutyId)> =
            self.cells.iter().copied().enumerate().filter(|(_, one)| self.is_open(*one)).collect();
        for (cell, id) in open {
            let pool = pools.entry(id.post).or_insert_with(|| pool(self.doc, id.post)).clone();
            for (person, of) in self.people.clone().into_iter().enumerate() {
                if !pool.contains(&of) {
                    let tag = self.tag(Reason::Pool(id.post));
                    self.problem.bars.push(Bar { person, cell, tag });
                    continue;
                }
                for against in self.burden.by_record(self.doc, id, of) {
                    self.bar_for(against, (person, of), (cell, id));
                }
                self.wish((person, of), (cell, id));
            }
        }
    }

    fn bar_for(
        &mut self,
        against: Against,
        (person, of): (usize, PersonId),
        (cell, id): (usize, DutyId),
    ) {
        let record = self.doc.persons.get(&of);
        let reason = match against {
            Against::Leave(day) => {
                let leaves = record.map(|one| one.leaves.as_slice()).unwrap_or_default();
                let leave = leaves.iter().find(|leave| leave.from <= day && day <= leave.to);
                Reason::Leave(of, leave.map_or(day, |leave| leave.from))
            }
            Against::Nights => Reason::Nights(of),
            // Who is to be trained before that day may be planned in; on the day it must be true.
            Against::Untrained
                if record.is_some_and(|one| is_planned(one, self.now.date(), id.day)) =>
            {
                return;
            }
            Against::Untrained => Reason::Untrained(of),
            Against::Sex(_) => Reason::Sex(id.post),
            Against::Travel(_) => Reason::Travel(of),
            _ => return,
        };
        let tag = self.tag(reason);
        self.problem.bars.push(Bar { person, cell, tag });
    }

    fn wish(&mut self, (person, of): (usize, PersonId), (cell, id): (usize, DutyId)) {
        if !self.limits.holds(RotaRule::Wishes) {
            return;
        }
        let Some(record) = self.doc.persons.get(&of) else { return };
        let (first, last) = id.shift.days(id.day);
        for wish in &record.wishes {
            let wanted = wish.wanted == Wanted::On;
            let meant =
                if wanted { wish.day == id.day } else { first <= wish.day && wish.day <= last };
            if meant {
                self.problem.wishes.push(Wish { person, cell, wanted, weight: 1 });
            }
        }
    }

    fn limit(&mut self) {
        self.problem.once_at_a_time = true;
        let [any, after_night] =
            [RotaRule::Rest, RotaRule::AfterNight].map(|rule| self.limits.hours(rule) * 60);
        self.problem.rest = Rest { any, after_night, ..Rest::default() };
        self.problem.most_in_row = self.limits.number(RotaRule::Row);
        self.problem.most_in_seven = self.limits.number(RotaRule::Week);
    }

    /// Nobody leads at two posts on one day.
    fn hold_apart(&mut self) {
        if !self.limits.holds(RotaRule::Apart) {
            return;
        }
        let mut leading: BTreeMap<NaiveDate, BTreeMap<PostId, Vec<usize>>> = BTreeMap::new();
        for (place, cell) in self.cells.iter().enumerate() {
            if crate::rules::duty::leads(self.doc, cell.post) {
                leading.entry(cell.day).or_default().entry(cell.post).or_default().push(place);
            }
        }
        for posts in leading.into_values() {
            let posts: Vec<Vec<usize>> = posts.into_values().collect();
            for (place, these) in posts.iter().enumerate() {
                for those in posts.iter().skip(place + 1) {
                    let apart = rostering::Apart { these: these.clone(), those: those.clone() };
                    self.problem.apart.push(apart);
                }
            }
        }
    }

    /// Who is on with whom, and who never.
    fn pair(&mut self) {
        let mut apart: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (place, one) in self.people.iter().enumerate() {
            let others = self.limits.apart(*one).iter();
            let others = others.filter_map(|other| self.places.get(other).copied());
            apart.extend(others.map(|other| (place.min(other), place.max(other))));
        }
        let pair = |(one, other)| Pair { one, other, within: None };
        self.problem.pairs = apart.into_iter().map(pair).collect();
        for crew in self.limits.crews() {
            let people = crew.people.iter().filter_map(|one| self.places.get(one).copied());
            let people: Vec<usize> = people.collect();
            if 1 < people.len() {
                self.problem.crews.push(Crew { people, excuses: crew.excuses });
            }
        }
    }

    /// Somebody of each shift to be filled holds a first-aid certificate.
    fn cover(&mut self) {
        // Where nobody at all holds one, that is said once, by the rule.
        if !self.limits.holds(RotaRule::FirstAid) || !has_first_aider(self.doc) {
            return;
        }
        let shifts = aided_shifts(self.doc);
        let wanted: BTreeSet<(NaiveDate, crate::model::duty::DutyShift)> = self
            .cells
            .iter()
            .filter(|cell| self.is_open(**cell) && shifts.contains(&cell.shift))
            .map(|cell| (cell.day, cell.shift))
            .collect();
        for (day, shift) in wanted {
            let (from, to) = shift.span(day);
            let holds = |cell: &DutyId| {
                let (begin, end) = cell.shift.span(cell.day);
                begin <= from && to <= end && crate::rules::duty::is_manned(self.doc, cell.post)
            };
            let cells = self.cells.iter().enumerate().filter(|(_, cell)| holds(cell));
            self.problem.covers.push(Cover {
                cells: cells.map(|(place, _)| place).collect(),
                skill: skill_number(Skill::FirstAid),
                least: 1,
            });
        }
    }

    fn share_out(&mut self) {
        // Nobody has 除夕 twice while somebody able never had it: no other big day makes up for that.
        let weight = |share: &Share| match share {
            Share::Big(BigDay::Eve) => EVE,
            _ => 1,
        };
        let kind = |share: &Share| rostering::Kind {
            tier: usize::from(share.tier()),
            weight: weight(share),
        };
        self.problem.kinds = self.shares.iter().map(kind).collect();
    }
}

/// Whether somebody is to be trained by a day. A training that should have been by now and that nobody has
/// noted as passed is none.
fn is_planned(person: &Person, today: NaiveDate, day: NaiveDate) -> bool {
    matches!(person.training, Some(Training::Planned(on)) if today <= on && on <= day)
}

/// Why that stretch is not filled at once, where it is too long.
pub fn too_long(from: NaiveDate, to: NaiveDate) -> Option<String> {
    let last =
        from.checked_add_days(Days::new(u64::try_from(MOST_DAYS).ok()?.saturating_sub(1)))?;
    let words = || {
        let last = last.format("%-m月%-d日");
        format!("一次最多排{MOST_DAYS}天，请把截止日改到{last}或更早，余下的下次再排")
    };
    (last < to).then(words)
}

/// From today or the first day of the season, whichever is later, to its last.
pub fn usual_span(doc: &Document, now: NaiveDateTime) -> Option<(NaiveDate, NaiveDate)> {
    let season = doc.current_season();
    let (first, last) = season.first.zip(season.last)?;
    // A day whose first shifts have begun still has others.
    let from = first.max((now - TimeDelta::hours(8)).date()).min(last);
    Some((from, last))
}
