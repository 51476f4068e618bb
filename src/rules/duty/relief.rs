//! Who could come where somebody cannot: shifts that change hands, and what is wrong afterwards.
//!
//! The ways there are: somebody stands in, two exchange, one moves up for another, others cover some
//! days.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Against, Burden, cell_words, set};
use crate::model::duty::{DutyField, DutyId, DutyShift};
use crate::model::id::PersonId;
use crate::model::people::{Leave, PersonField};
use crate::model::rota::RotaRule;
use crate::model::swap::{Handed, SwapKind};
use crate::model::{Document, Put, RecordId};
use crate::rules::Breach;

/// One shift in which somebody comes in the place of somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which shift at which post.
    pub cell: DutyId,
    /// Who goes.
    pub out: PersonId,
    /// Who comes.
    pub into: PersonId,
}

/// The shifts after some steps, each with who was and who would be there.
pub type Shifts = BTreeMap<DutyId, Handed>;

/// What the steps make of the rota, one after the other.
///
/// # Errors
/// When somebody is not where they are to be relieved, or is there already where they are to come.
pub fn shifts(doc: &Document, steps: &[Step]) -> Result<Shifts, Breach> {
    let mut shifts = Shifts::new();
    for Step { cell, out, into } in steps.iter().copied() {
        let handed = shifts.entry(cell).or_insert_with(|| {
            let persons = doc.duties.get(&cell).map(|duty| duty.persons.clone());
            let before = persons.unwrap_or_default();
            Handed { after: before.clone(), before }
        });
        let says = |person, words: &str| {
            let (name, cell) = (doc.person_name(person), cell_words(doc, &cell));
            Breach::from(format!("{name}{words}{cell}，请重新选"))
        };
        if doc.persons.get(&into).is_none() {
            return Err(says(into, "已不在册，不能排到"));
        }
        if handed.after.contains(&into) {
            return Err(says(into, "已经排在"));
        }
        let seat = handed.after.iter_mut().find(|one| **one == out);
        *seat.ok_or_else(|| says(out, "没有排在"))? = into;
    }
    shifts.retain(|_, handed| handed.before != handed.after);
    Ok(shifts)
}

/// The kind of a change by its steps: one is a stand-in, two people in two shifts exchange.
pub fn kind(steps: &[Step]) -> SwapKind {
    match steps {
        [_] => SwapKind::StandIn,
        [one, other] if one.out == other.into && one.into == other.out => SwapKind::Exchange,
        _ => SwapKind::Chain,
    }
}

/// The fields of the rota as the shifts would have it.
pub fn puts(shifts: &Shifts) -> impl Iterator<Item = Put> {
    shifts.iter().flat_map(|(cell, handed)| {
        let persons = DutyField::Persons(handed.after.clone());
        [RecordId::Duty(*cell).keep(true), Put::from((*cell, persons))]
    })
}

/// Leave of somebody, added to what they have.
pub fn with_leave(doc: &Document, person: PersonId, leave: Leave) -> Put {
    let before = doc.persons.get(&person).map(|one| one.leaves.clone()).unwrap_or_default();
    let mut leaves = before;
    if !leaves.contains(&leave) {
        leaves.push(leave);
    }
    (person, PersonField::Leaves(leaves)).into()
}

/// The document with those fields written.
pub fn with(doc: &Document, puts: impl IntoIterator<Item = Put>) -> Document {
    let mut after = doc.clone();
    for put in puts {
        after.apply(put);
    }
    after
}

/// What is wrong with some cells of a document that was not wrong with them before, a line each.
pub fn news(doc: &Document, after: &Document, cells: impl Iterator<Item = DutyId>) -> Vec<String> {
    let (before, burden) = (Burden::of(doc), Burden::of(after));
    let asks_for_aid = burden.limits().holds(RotaRule::FirstAid);
    let aided = if asks_for_aid { set::aided_shifts(after) } else { Vec::new() };
    let mut news = Vec::new();
    for cell in cells {
        let (day, shift) = (cell.day, cell.shift);
        if aided.contains(&shift)
            && set::is_aided(doc, &before, day, shift)
            && !set::is_aided(after, &burden, day, shift)
        {
            let unaided = set::UNAIDED;
            news.push(format!("{} {}：{unaided}", day.format("%-m月%-d日"), shift.word()));
        }
        let known = before.complaints(doc, cell);
        let lines = burden.complaints(after, cell).into_iter();
        let lines = lines.filter(|line| !known.contains(line));
        news.extend(lines.map(|line| format!("{}：{line}", cell_words(doc, &cell))));
    }
    news
}

/// The last moment by `now` at which a shift of any kind began or ended: until the next one the same are
/// under way and to come.
pub fn turned(now: NaiveDateTime) -> NaiveDateTime {
    let days = [now.date().pred_opt(), Some(now.date())].into_iter().flatten();
    let spans = days.flat_map(|day| DutyShift::ALL.iter().map(move |shift| shift.span(day)));
    let moments = spans.flat_map(|(begin, end)| [begin, end]);
    moments.filter(|moment| *moment <= now).max().unwrap_or(now)
}

/// The shifts of somebody that are not over at `now`, in their order.
pub fn shifts_ahead(doc: &Document, person: PersonId, now: NaiveDateTime) -> Vec<DutyId> {
    let cells = doc
        .duties
        .iter()
        .filter(|(cell, duty)| now < cell.shift.span(cell.day).1 && duty.persons.contains(&person));
    let mut cells: Vec<DutyId> = cells.map(|(cell, _)| *cell).collect();
    cells.sort_by_key(|cell| (cell.shift.span(cell.day), *cell));
    cells
}

/// Who is in a cell beside somebody.
pub fn others(doc: &Document, cell: DutyId, person: PersonId) -> Vec<PersonId> {
    let persons = doc.duties.get(&cell).map(|duty| duty.persons.clone()).unwrap_or_default();
    persons.into_iter().filter(|one| *one != person).collect()
}

/// A shift somebody could give for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// With whom.
    pub person: PersonId,
    /// Which of their shifts is taken for it.
    pub cell: DutyId,
    /// What speaks against them in the shift they get.
    pub theirs: Vec<Against>,
    /// What speaks against whoever asked in the shift they give.
    pub ours: Vec<Against>,
}

/// More exchanges are never offered.
const MOST_EXCHANGES: usize = 60;

/// The shifts of others that could be taken for one of somebody's, the best first: nothing against
/// either, at the same post, near in time.
pub fn exchanges(
    doc: &Document,
    (cell, person): (DutyId, PersonId),
    now: NaiveDateTime,
) -> Vec<Exchange> {
    let burden_of_all = Burden::of(doc);
    let mut burden = burden_of_all.clone();
    burden.lift(cell, person);
    let present = others(doc, cell, person);
    let mut found = Vec::new();
    let comes = |id: &PersonId| {
        *id != person && !present.contains(id) && !burden_of_all.is_strange(doc, cell, *id)
    };
    for (id, _) in doc.persons.iter().filter(|(id, _)| comes(id)) {
        for theirs in shifts_ahead(doc, *id, now) {
            let beside = others(doc, theirs, *id);
            let is_theirs = burden_of_all.is_strange(doc, theirs, person);
            if beside.contains(&person) || theirs == cell || is_theirs {
                continue;
            }
            burden.lift(theirs, *id);
            found.push(Exchange {
                person: *id,
                cell: theirs,
                theirs: burden.against_joining(doc, cell, (&present, *id)),
                ours: burden.against_joining(doc, theirs, (&beside, person)),
            });
            burden.give(theirs, &[*id]);
        }
    }
    let begin = cell.shift.span(cell.day).0;
    found.sort_by_key(|one| {
        let apart = (one.cell.shift.span(one.cell.day).0 - begin).abs();
        let wrong = one.theirs.len() + one.ours.len();
        (wrong, one.cell.post != cell.post, apart, one.cell, one.person)
    });
    found.truncate(MOST_EXCHANGES);
    found
}

/// Shifts that change hands one after the other: somebody comes whom one other shift keeps, somebody
/// else takes that one, and so on; the last one is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Who comes in whose place, beginning with the shift that is asked about.
    pub steps: Vec<Step>,
}

/// More chains are never offered.
const MOST_CHAINS: usize = 8;
/// Longer chains nobody can arrange by telephone.
const MOST_STEPS: usize = 4;
/// In longer chains only so many are tried for each shift: those who bear least.
const TRIED: usize = 12;

/// A shift of somebody that others are to take, in a workbook as it is at a moment.
#[derive(Clone, Debug)]
pub struct Turn {
    /// A snapshot; costs nothing.
    pub doc: Document,
    /// Which shift.
    pub cell: DutyId,
    /// Whose.
    pub person: PersonId,
    /// The moment.
    pub at: NaiveDateTime,
}

impl Turn {
    /// The chains by which it could be taken, as [`chains`] has them.
    pub fn chains(&self, goes_on: &mut dyn FnMut() -> bool) -> Vec<Chain> {
        chains(&self.doc, (self.cell, self.person), self.at, goes_on)
    }
}

/// The chains by which a shift of somebody could be taken, nothing speaking against any of it.
///
/// The shortest come first, of these who bears least. Longer ones are looked for only where there are
/// few. Once `goes_on` says no, it ends with what it has.
pub fn chains(
    doc: &Document,
    (cell, person): (DutyId, PersonId),
    now: NaiveDateTime,
    goes_on: &mut dyn FnMut() -> bool,
) -> Vec<Chain> {
    let mut burden = Burden::of(doc);
    burden.lift(cell, person);
    let mut search = Search { doc, now, burden, goes_on, steps: Vec::new(), found: Vec::new() };
    for length in 2..=MOST_STEPS {
        if MOST_CHAINS <= search.found.len() {
            break;
        }
        search.extend((cell, person), length);
    }
    search.found.sort_by_key(|(rank, chain)| {
        let first = chain.steps.first().map(|step| step.into);
        (chain.steps.len(), *rank, first)
    });
    search.found.truncate(MOST_CHAINS);
    search.found.into_iter().map(|(_, chain)| chain).collect()
}

/// What makes one chain better than another of its length: of the last who comes, whether they have
/// another shift that day, are of the post, are of its group, and how many shifts they bear.
type Rank = (bool, bool, bool, usize);

/// A chain as far as it is made, and those found.
struct Search<'a> {
    doc: &'a Document,
    now: NaiveDateTime,
    /// The rota as the steps so far leave it.
    burden: Burden,
    /// Whether somebody still waits for it.
    goes_on: &'a mut dyn FnMut() -> bool,
    steps: Vec<Step>,
    found: Vec<(Rank, Chain)>,
}

impl Search<'_> {
    /// Looks for whoever comes in the place of `out`, so many steps from the end.
    fn extend(&mut self, (cell, out): (DutyId, PersonId), left: usize) {
        if !(self.goes_on)() {
            return;
        }
        let present = others(self.doc, cell, out);
        if left <= 1 {
            return self.end((cell, out), &present);
        }
        let mut kept: Vec<(usize, PersonId, DutyId)> = Vec::new();
        for (id, _) in self.doc.persons.iter() {
            let is_there = present.contains(id) || id == &out || self.is_in_it(*id);
            if is_there || self.burden.is_strange(self.doc, cell, *id) {
                continue;
            }
            let against = self.burden.against_joining(self.doc, cell, (&present, *id));
            let ahead = |kept: &DutyId| self.now < kept.shift.span(kept.day).0;
            let is_new = |kept: &DutyId| !self.steps.iter().any(|step| step.cell == *kept);
            if let Some(other) = kept_by(&against).filter(ahead).filter(is_new) {
                kept.push((self.burden.shifts(*id), *id, other));
            }
        }
        kept.sort_unstable();
        if 2 < left {
            kept.truncate(TRIED);
        }
        for (_, id, other) in kept {
            self.burden.lift(other, id);
            if self.burden.against_joining(self.doc, cell, (&present, id)).is_empty() {
                self.burden.give(cell, &[id]);
                self.steps.push(Step { cell, out, into: id });
                self.extend((other, id), left - 1);
                self.steps.pop();
                self.burden.lift(cell, id);
            }
            self.burden.give(other, &[id]);
        }
    }

    /// Somebody who is free ends the chain.
    fn end(&mut self, (cell, out): (DutyId, PersonId), present: &[PersonId]) {
        let fits = self.burden.ranked(self.doc, cell, present).into_iter().find(|fit| {
            let is_new = fit.person != out && !self.is_in_it(fit.person);
            let is_free = !present.contains(&fit.person) && fit.against.is_empty();
            is_new && is_free && !fit.strange
        });
        let Some(fit) = fits else { return };
        let last = Step { cell, out, into: fit.person };
        let steps = self.steps.iter().copied().chain([last]).collect();
        let rank = (fit.same_day.is_some(), fit.part.is_empty(), !fit.own_group, fit.shifts);
        self.found.push((rank, Chain { steps }));
    }

    fn is_in_it(&self, person: PersonId) -> bool {
        self.steps.iter().any(|step| step.out == person || step.into == person)
    }
}

/// The one other shift that keeps somebody, if nothing else does.
fn kept_by(against: &[Against]) -> Option<DutyId> {
    match against {
        [Against::Clash(other) | Against::TiredFrom(other, _) | Against::TiredFor(other, _)] => {
            Some(*other)
        }
        _ => None,
    }
}

/// The shifts of somebody that lie, by an hour at least, in days they are away and are not over.
pub fn shifts_away(
    doc: &Document,
    person: PersonId,
    (from, to): (NaiveDate, NaiveDate),
    now: NaiveDateTime,
) -> Vec<DutyId> {
    let mut cells = shifts_ahead(doc, person, now);
    cells.retain(|cell| {
        let (first, last) = cell.shift.days(cell.day);
        first <= to && from <= last
    });
    cells
}

/// Who could take each of some shifts of somebody who is away: whoever stands in for them where
/// nothing speaks against it, else whoever fits best; nobody where nobody fits.
pub fn cover(
    doc: &Document,
    (person, cells): (PersonId, &[DutyId]),
    deputy: Option<PersonId>,
) -> Vec<(DutyId, Option<PersonId>)> {
    let mut burden = Burden::of(doc);
    for cell in cells {
        burden.lift(*cell, person);
    }
    let mut covered = Vec::new();
    for cell in cells.iter().copied() {
        let present = others(doc, cell, person);
        let fits = |burden: &Burden, one: PersonId| {
            let against = burden.against_joining(doc, cell, (&present, one));
            one != person && !present.contains(&one) && against.is_empty()
        };
        let deputy = deputy.filter(|one| fits(&burden, *one));
        let best = deputy.or_else(|| {
            // Of a rota that others fill nobody but its own people is proposed.
            let ranked = burden.ranked(doc, cell, &present).into_iter().filter(|fit| !fit.strange);
            ranked.map(|fit| fit.person).find(|one| fits(&burden, *one))
        });
        burden.give(cell, best.as_slice());
        covered.push((cell, best));
    }
    covered
}

/// Who usually stands in for somebody: the B角 of the first of their shifts of which they are A角,
/// else of any post they are A角 of.
pub fn usual_deputy(doc: &Document, person: PersonId, cells: &[DutyId]) -> Option<PersonId> {
    let held = cells.iter().filter_map(|cell| doc.posts.get(&cell.post));
    let held = held.chain(doc.posts.iter().map(|(_, post)| post));
    let mut held = held.filter(|post| post.primary == Some(person));
    held.find_map(|post| post.backup).filter(|backup| *backup != person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_turns_of_shifts_the_same_are_to_come() {
        let day = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
        let at = |day: NaiveDate, hour, minute| day.and_hms_opt(hour, minute, 0).unwrap();
        for (hour, minute, turn) in
            [(0, 0, 0), (7, 59, 0), (8, 0, 8), (15, 59, 8), (16, 1, 16), (20, 0, 20), (23, 59, 20)]
        {
            assert_eq!(turned(at(day, hour, minute)), at(day, turn, 0), "{hour}:{minute}");
        }
        let begun = |now: NaiveDateTime| -> Vec<bool> {
            let days = [day.pred_opt().unwrap(), day, day.succ_opt().unwrap()];
            let spans = days.iter().flat_map(|day| DutyShift::ALL.iter().map(|one| one.span(*day)));
            spans.flat_map(|(begin, end)| [begin <= now, end <= now]).collect()
        };
        for minute in 0..24 * 60 {
            let now = at(day, minute / 60, minute % 60);
            assert_eq!(begun(now), begun(turned(now)), "{now}");
        }
    }
}
