//! The rota as each person bears it, what speaks against giving somebody one more shift, and who
//! fits a cell best.
//!
//! The rules say of a finished rota what is wrong with it; this says the same of one cell to
//! whoever is filling it. Both ask [`Against`]; a test keeps them of one mind.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::against::{self, Against, reasons_words};
use super::limits::{Limits, is_copied};
use super::{columns, pool};
use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PersonId;
use crate::model::people::{Group, Skill};

/// Everybody's cells of the rota, and the rules that hold of it.
#[derive(Clone, Debug, Default)]
pub struct Burden {
    cells: BTreeMap<PersonId, BTreeSet<DutyId>>,
    limits: Limits,
}

/// Somebody who may be put into a cell, and what matters for the choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Who.
    pub person: PersonId,
    /// What speaks against it; nothing if they fit.
    pub against: Vec<Against>,
    /// The certificate the cell still lacks and they hold.
    pub skill: Option<Skill>,
    /// The shift they have on that day already. No rule forbids a second one, but somebody who
    /// is free is better.
    pub same_day: Option<DutyId>,
    /// A角 or B角 of the post; empty for others.
    pub part: &'static str,
    /// Whether somebody else fills that post's rota, and they are none of its people.
    pub strange: bool,
    /// Their group, if they are of the team.
    pub group: Option<Group>,
    /// Whether that is the post's group.
    pub own_group: bool,
    /// How many shifts they bear.
    pub shifts: usize,
}

impl Fit {
    /// What is said beside the name.
    pub fn words(&self, doc: &Document, cell: DutyId) -> String {
        if !self.against.is_empty() {
            return format!("△ {}", reasons_words(doc, cell, &self.against));
        }
        if let Some(other) = self.same_day {
            return format!("当日已排{}{}", doc.post_name(Some(other.post)), other.shift.word());
        }
        if self.strange {
            return "不是本岗的人员".to_owned();
        }
        let skill = self.skill.map(|skill| format!("{}证", skill.word())).unwrap_or_default();
        let group = if self.own_group { "本组" } else { self.group.map_or("", Group::word) };
        let shifts =
            if self.shifts == 0 { String::new() } else { format!("已排{}班", self.shifts) };
        let words = [self.part, &skill, group, &shifts];
        let words: Vec<&str> = words.into_iter().filter(|one| !one.is_empty()).collect();
        words.join(" ")
    }
}

/// Cells that begin on a day or next to it: no shift lasts longer than into the next day.
pub(super) fn near(cells: &BTreeSet<DutyId>, day: NaiveDate) -> impl Iterator<Item = &DutyId> {
    let from = day.pred_opt().unwrap_or(day);
    let to = day.checked_add_signed(TimeDelta::days(2)).unwrap_or(NaiveDate::MAX);
    cells.range(DutyId::before_all_of(from)..DutyId::before_all_of(to))
}

impl Burden {
    /// Of the rota as it stands.
    pub fn of(doc: &Document) -> Self {
        let mut burden = Self { limits: Limits::of(doc), ..Self::default() };
        for (cell, duty) in doc.duties.iter() {
            burden.give(*cell, &duty.persons);
        }
        burden
    }

    /// Puts people into a cell.
    pub fn give(&mut self, cell: DutyId, persons: &[PersonId]) {
        for person in persons {
            self.cells.entry(*person).or_default().insert(cell);
        }
    }

    /// Takes everybody out of a cell.
    pub fn empty(&mut self, cell: DutyId) {
        for cells in self.cells.values_mut() {
            cells.remove(&cell);
        }
    }

    /// Takes one person out of a cell.
    pub fn lift(&mut self, cell: DutyId, person: PersonId) {
        if let Some(cells) = self.cells.get_mut(&person) {
            cells.remove(&cell);
        }
    }

    /// How many shifts somebody bears.
    pub fn shifts(&self, person: PersonId) -> usize {
        self.cells.get(&person).map_or(0, BTreeSet::len)
    }

    /// The rules that hold.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Everybody with a cell, and their cells.
    pub(super) fn everybody(&self) -> impl Iterator<Item = (PersonId, &BTreeSet<DutyId>)> {
        self.cells.iter().map(|(person, cells)| (*person, cells))
    }

    /// Who is on duty from the begin of a shift to its end, and in which cell.
    pub(super) fn throughout(
        &self,
        day: NaiveDate,
        shift: DutyShift,
    ) -> impl Iterator<Item = (DutyId, PersonId)> {
        let (from, to) = shift.span(day);
        self.cells.iter().flat_map(move |(person, cells)| {
            let near = near(cells, day);
            let holds = move |cell: &&DutyId| {
                let (begin, end) = cell.shift.span(cell.day);
                begin <= from && to <= end
            };
            near.filter(holds).map(move |cell| (*cell, *person))
        })
    }

    /// The cells somebody has at any time of a cell, that one among them.
    pub(super) fn during(&self, person: PersonId, cell: DutyId) -> impl Iterator<Item = DutyId> {
        let (from, to) = cell.shift.span(cell.day);
        let overlaps = move |other: &DutyId| {
            let (begin, end) = other.shift.span(other.day);
            begin < to && from < end
        };
        let cells = self.cells.get(&person).into_iter();
        cells.flat_map(move |cells| near(cells, cell.day)).copied().filter(overlaps)
    }

    fn is_on_during(&self, person: PersonId, cell: DutyId) -> bool {
        self.during(person, cell).next().is_some()
    }

    /// Whether somebody can be at none of our posts in the shift of a cell: away, kept off nights,
    /// not trained, not of the post's people. As [`rostering`](crate::rostering) has it.
    fn is_kept_out(&self, doc: &Document, cell: DutyId, person: PersonId) -> bool {
        let keeps = |one: &Against| {
            matches!(
                one,
                Against::Gone
                    | Against::Leave(_)
                    | Against::Nights
                    | Against::Travel(_)
                    | Against::Untrained
                    | Against::Sex(_)
            )
        };
        let ours = columns(doc).into_iter();
        let mut ours = ours.filter(|(_, post)| !post.official && post.shifts.contains(&cell.shift));
        ours.all(|(post, _)| {
            let at = DutyId { post, ..cell };
            against::by_record(doc, &self.limits, at, person).iter().any(keeps)
                || !pool(doc, post).contains(&person)
        })
    }

    /// What the people somebody must, or must not, be on with have against a cell.
    pub(super) fn by_company(
        &self,
        doc: &Document,
        cell: DutyId,
        person: PersonId,
    ) -> Vec<Against> {
        if is_copied(doc, cell) {
            return Vec::new();
        }
        let is_away = |other: &PersonId| self.is_kept_out(doc, cell, *other);
        let together = self.limits.together(person);
        let without = together.filter(|(other, excused)| {
            !(self.is_on_during(*other, cell) || *excused && is_away(other))
        });
        let without = without.map(|(other, _)| Against::Without(other));
        let apart = self.limits.apart(person).iter();
        let with = apart.filter(|other| self.is_on_during(**other, cell));
        with.map(|other| Against::With(*other)).chain(without).collect()
    }

    /// The cells somebody bears, in their order.
    pub fn cells_of(&self, person: PersonId) -> impl Iterator<Item = DutyId> {
        self.cells.get(&person).into_iter().flatten().copied()
    }

    /// The shift somebody has on the day of a cell already, besides that cell.
    pub fn same_day(&self, cell: DutyId, person: PersonId) -> Option<DutyId> {
        self.cells_of(person).find(|other| *other != cell && other.day == cell.day)
    }

    /// What somebody's own record has against a cell, most pressing first.
    pub fn by_record(&self, doc: &Document, cell: DutyId, person: PersonId) -> Vec<Against> {
        against::by_record(doc, &self.limits, cell, person)
    }

    /// What speaks against somebody in a cell as it is, most pressing first.
    pub fn against(&self, doc: &Document, cell: DutyId, person: PersonId) -> Vec<Against> {
        let mut against = against::by_record(doc, &self.limits, cell, person);
        if !against.contains(&Against::Gone) {
            let cells = self.cells_of(person);
            against.extend(against::by_cells(doc, &self.limits, cell, cells));
            if let Some(cells) = self.cells.get(&person) {
                against.extend(against::by_days(doc, &self.limits, cell, cells));
            }
            against.extend(self.by_company(doc, cell, person));
        }
        against
    }

    /// What speaks against putting somebody beside those who are in a cell already. A certificate
    /// is asked of whoever takes the last seat, if nobody before holds it.
    pub fn against_joining(
        &self,
        doc: &Document,
        cell: DutyId,
        (present, person): (&[PersonId], PersonId),
    ) -> Vec<Against> {
        let mut against = self.against(doc, cell, person);
        // Of people who are to be on together somebody is put there first.
        against.retain(|reason| !matches!(reason, Against::Without(_)));
        // Who is in it already may be known to nobody but whoever fills it.
        if !is_copied(doc, cell) && !against.contains(&Against::Gone) {
            let apart = self.limits.apart(person).iter().filter(|one| present.contains(one));
            let with = apart.map(|one| Against::With(*one));
            let new: Vec<Against> = with.filter(|one| !against.contains(one)).collect();
            against.extend(new);
        }
        let seats = doc.seats(cell);
        if !present.contains(&person) && seats <= present.len() + 1 {
            let all = [present, &[person]].concat();
            against.extend(against::missing(doc, cell, &all).into_iter().map(Against::Uncertified));
        }
        against
    }

    /// What is wrong with a cell as it is filled, a line a person.
    pub fn complaints(&self, doc: &Document, cell: DutyId) -> Vec<String> {
        let persons = doc.duties.get(&cell).map(|duty| duty.persons.as_slice());
        self.complaints_of(doc, cell, persons.unwrap_or_default())
    }

    /// What would be wrong with a cell if these people were in it, a line a person.
    pub fn complaints_of(&self, doc: &Document, cell: DutyId, persons: &[PersonId]) -> Vec<String> {
        if persons.is_empty() {
            return Vec::new();
        }
        let of_person = persons.iter().filter_map(|person| {
            let against = self.against(doc, cell, *person);
            let name = doc.person_name(*person);
            (!against.is_empty()).then(|| format!("{name}{}", reasons_words(doc, cell, &against)))
        });
        let missing = against::missing(doc, cell, persons);
        let missing: Vec<Against> = missing.into_iter().map(Against::Uncertified).collect();
        let names = doc.person_names(persons);
        let of_all =
            (!missing.is_empty()).then(|| format!("{names}{}", reasons_words(doc, cell, &missing)));
        of_person.chain(of_all).collect()
    }

    /// Whoever does the work of a post that others fill: its A角 and B角, those it names, and everybody its
    /// rota has. Nothing where the post is ours or nobody is known.
    fn people_of_official(&self, doc: &Document, cell: DutyId) -> Option<BTreeSet<PersonId>> {
        let post = doc.posts.get(&cell.post).filter(|post| post.official)?;
        let answering = [post.primary, post.backup].into_iter().flatten();
        let of_rota =
            self.everybody().filter(|(_, cells)| cells.iter().any(|other| other.post == cell.post));
        let of_rota = of_rota.map(|(person, _)| person);
        let known: BTreeSet<PersonId> =
            answering.chain(post.pool.iter().copied()).chain(of_rota).collect();
        (!known.is_empty()).then_some(known)
    }

    /// Whether others fill that post's rota, and somebody is none of its people.
    pub(super) fn is_strange(&self, doc: &Document, cell: DutyId, person: PersonId) -> bool {
        self.people_of_official(doc, cell).is_some_and(|known| !known.contains(&person))
    }

    /// Everybody for a cell in which `present` are already, those who fit best first.
    ///
    /// Nothing against them comes first, then of the people of a post that others fill, what the post
    /// asks for, free that day, A角 and B角, of its group, of the team, with the fewest shifts.
    pub fn ranked(&self, doc: &Document, cell: DutyId, present: &[PersonId]) -> Vec<Fit> {
        let post = doc.posts.get(&cell.post);
        let wanted = against::missing(doc, cell, present);
        let known = self.people_of_official(doc, cell);
        let own = post.and_then(|post| post.group);
        let fit = |person: PersonId| {
            let membership = doc.persons.get(&person).and_then(|one| one.membership.as_ref());
            let group = membership.map(|member| member.group);
            let holds = |skill: &Skill| against::is_certified(doc, cell, person, *skill);
            let part = match post {
                Some(post) if post.primary == Some(person) => "A角",
                Some(post) if post.backup == Some(person) => "B角",
                _ => "",
            };
            Fit {
                person,
                against: self.against_joining(doc, cell, (present, person)),
                skill: wanted.iter().copied().find(holds),
                same_day: self.same_day(cell, person),
                part,
                strange: known.as_ref().is_some_and(|known| !known.contains(&person)),
                group,
                own_group: own.is_some() && group == own,
                shifts: self.shifts(person),
            }
        };
        let mut ranked: Vec<Fit> = doc.persons.iter().map(|(id, _)| fit(*id)).collect();
        ranked.sort_by_key(|fit| {
            (
                !fit.against.is_empty(),
                fit.strange,
                !wanted.is_empty() && fit.skill.is_none(),
                fit.same_day.is_some(),
                fit.part.is_empty(),
                Reverse(fit.own_group),
                fit.group.is_none(),
                fit.shifts,
                fit.person,
            )
        });
        ranked
    }
}
