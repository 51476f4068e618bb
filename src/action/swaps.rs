//! 换班: shifts that change hands on the day, each change kept as one record; and everything put
//! back when whoever was away returns.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::records::puts;
use super::{Draft, Ground, Refusal};
use crate::model::duty::{DutyField, DutyId};
use crate::model::id::{PersonId, SwapId, ZoneId};
use crate::model::people::{Leave, PersonField};
use crate::model::swap::{Handed, Swap, SwapField, SwapKind};
use crate::model::{Document, Put, RecordId};
use crate::rules::duty::relief::{self, Shifts, Step};
use crate::rules::duty::{handed_words, noted};

/// What may be done with shifts that change hands.
#[derive(Clone, Debug)]
pub enum SwapAction {
    /// Let others come, and keep who, in whose place, who asked and who agreed.
    Arrange(Box<NewSwap>),
    /// From that day on everything is as before: those who were relieved come themselves.
    GiveBack {
        /// Which change.
        swap: SwapId,
        /// From which day on.
        from: NaiveDate,
    },
}

/// A change of the rota as it was arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSwap {
    /// Who comes in whose place, one after the other.
    pub steps: Vec<Step>,
    /// Who cannot come.
    pub absent: Option<PersonId>,
    /// The days they are away, where it is more than these shifts.
    pub away: Option<Away>,
    /// Who asked for it.
    pub asked_by: Option<PersonId>,
    /// Who agreed.
    pub approved_by: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// What was handed over.
    pub note: String,
}

/// Days somebody is away, and who does their work meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The days.
    pub leave: Leave,
    /// Whether they are put down as leave.
    pub is_leave: bool,
    /// Who does their work.
    pub deputy: Option<PersonId>,
    /// Their zones that the deputy looks after.
    pub zones: Vec<ZoneId>,
}

impl NewSwap {
    /// In what way shifts change hands.
    pub fn kind(&self) -> SwapKind {
        if self.away.is_some() { SwapKind::Away } else { relief::kind(&self.steps) }
    }

    /// What it would write besides its own record, and the shifts that change hands.
    ///
    /// # Errors
    /// When the steps do not fit the rota.
    fn written(&self, doc: &Document) -> Result<(Vec<Put>, Shifts), Refusal> {
        let shifts = relief::shifts(doc, &self.steps)
            .map_err(|breach| Refusal::Broken(breach.sentence()))?;
        let mut all: Vec<Put> = relief::puts(&shifts).collect();
        let leave = self.away.as_ref().filter(|away| away.is_leave);
        if let Some((away, absent)) = leave.zip(self.absent) {
            all.push(relief::with_leave(doc, absent, away.leave.clone()));
        }
        Ok((all, shifts))
    }

    /// What would be wrong with the rota afterwards that is not wrong with it now, a line each:
    /// shifts that change hands, and those somebody on leave would still have.
    ///
    /// # Errors
    /// When the steps do not fit the rota.
    pub fn warnings(&self, doc: &Document) -> Result<Vec<String>, Refusal> {
        let (all, shifts) = self.written(doc)?;
        let after = relief::with(doc, all);
        let mut cells: Vec<DutyId> = shifts.into_keys().collect();
        if let Some((away, absent)) = self.away.as_ref().zip(self.absent) {
            let (from, to) = (away.leave.from, away.leave.to);
            let begin = from.and_time(chrono::NaiveTime::MIN);
            cells.extend(relief::shifts_away(&after, absent, (from, to), begin));
        }
        cells.sort();
        cells.dedup();
        Ok(relief::news(doc, &after, cells.into_iter()))
    }
}

pub(super) fn draft(
    doc: &Document,
    action: &SwapAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        SwapAction::Arrange(new) => arrange(doc, new, ground),
        SwapAction::GiveBack { swap, from } => give_back(doc, *swap, (*from, ground.now)),
    }
}

fn arrange(doc: &Document, new: &NewSwap, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let absent = new.absent.filter(|id| doc.persons.get(id).is_some());
    let absent = absent.ok_or(Refusal::Missing("换班的人"))?;
    let does_nothing = new.away.as_ref().is_none_or(|away| away.deputy.is_none());
    if new.steps.is_empty() && does_nothing {
        return Err(Refusal::Missing("谁来顶班、怎样调"));
    }
    let (mut out, shifts) = new.written(doc)?;
    let kind = new.kind();
    for (cell, handed) in &shifts {
        let before = doc.duties.get(cell).map(|duty| duty.note.clone()).unwrap_or_default();
        let note = added(&before, &noted(doc, kind, handed));
        out.push((*cell, DutyField::Note(note)).into());
    }
    let away = new.away.as_ref();
    let only = relief_of(&new.steps);
    let record = Swap {
        kept: true,
        kind: Some(kind),
        absent: Some(absent),
        stand_in: away.map_or(only, |away| away.deputy),
        at: Some(ground.now),
        from: away.map(|away| away.leave.from),
        to: away.map(|away| away.leave.to),
        back: None,
        zones: away.map(|away| away.zones.clone()).unwrap_or_default(),
        warned: new.warnings(doc)?,
        asked_by: new.asked_by,
        approved_by: new.approved_by,
        reason: new.reason.trim().to_owned(),
        note: new.note.trim().to_owned(),
        shifts: shifts.clone(),
    };
    let id = SwapId(ground.mint(0));
    out.extend(puts(id, record.written()));
    let verb = match (shifts.iter().next(), shifts.len()) {
        (Some((cell, handed)), 1) => format!("换班 {}", handed_words(doc, *cell, handed)),
        (_, 0) => format!("{} {}", kind.word(), doc.person_name(absent)),
        (_, count) => format!("{} {} {count}班", kind.word(), doc.person_name(absent)),
    };
    Ok(Draft { verb, puts: out, made: vec![RecordId::Swap(id)] })
}

/// Who comes in the first step.
fn relief_of(steps: &[Step]) -> Option<PersonId> {
    steps.first().map(|step| step.into)
}

/// A note with something more to say.
fn added(note: &str, words: &str) -> String {
    match note.trim() {
        "" => words.to_owned(),
        note if parts(note).any(|part| part == words) => note.to_owned(),
        note => format!("{note}；{words}"),
    }
}

/// A note without something it said.
fn taken(note: &str, words: &str) -> String {
    parts(note).filter(|part| *part != words).collect::<Vec<_>>().join("；")
}

fn parts(note: &str) -> impl Iterator<Item = &str> {
    note.split(SEPARATOR).map(str::trim)
}

/// Between what a note says.
const SEPARATOR: char = '；';

/// Whether from a day on something can be put back: a shift that is not over and is still taken by
/// whoever came, or the work of somebody who is away.
pub fn can_go_back(doc: &Document, swap: &Swap, (from, now): (NaiveDate, NaiveDateTime)) -> bool {
    let is_deputised = swap.kind == Some(SwapKind::Away) && swap.stand_in.is_some();
    swap.back.is_none() && (is_deputised || !put_back(doc, swap, (from, now)).is_empty())
}

/// What puts back the shifts from a day on that are not over at `now`; nothing of an exchange of
/// which a shift is over.
fn put_back(doc: &Document, swap: &Swap, (from, now): (NaiveDate, NaiveDateTime)) -> Vec<Put> {
    let kind = swap.kind.unwrap_or(SwapKind::StandIn);
    let is_over = |cell: &DutyId| cell.shift.span(cell.day).1 <= now;
    let is_ahead = |cell: &DutyId| from <= cell.day && !is_over(cell);
    // Who has worked the other's shift is owed theirs: giving back the rest would have one of them
    // work both.
    let is_owed = matches!(kind, SwapKind::Exchange | SwapKind::Chain);
    if is_owed && swap.shifts.keys().any(is_over) {
        return Vec::new();
    }
    let ahead = swap.shifts.iter().filter(|(cell, _)| is_ahead(cell));
    ahead.flat_map(|(cell, handed)| undone(doc, kind, *cell, handed)).collect()
}

/// Puts back, from a day on, whoever was relieved and is still relieved by the same person.
fn give_back(
    doc: &Document,
    swap: SwapId,
    (from, now): (NaiveDate, NaiveDateTime),
) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(RecordId::Swap(swap));
    let record = doc.swaps.get(&swap).ok_or_else(gone)?;
    if record.back.is_some() {
        return Err(Refusal::Broken("这张换班单已经换回，不用再换回".to_owned()));
    }
    if !can_go_back(doc, record, (from, now)) {
        let why = "没有能换回的班：这些班已经上完，或者后来又改过；对调的班上了一个，另一个要还，不能换回";
        return Err(Refusal::Broken(why.to_owned()));
    }
    let mut out = put_back(doc, record, (from, now));
    if let Some(absent) = record.absent.filter(|_| record.kind == Some(SwapKind::Away)) {
        out.extend(shortened(doc, (absent, record), from));
    }
    out.push((swap, SwapField::Back(Some(from))).into());
    let name = record.absent.map(|id| doc.person_name(id)).unwrap_or_default();
    let verb = format!("换回 {name} {}起", from.format("%-m月%-d日"));
    Ok(Draft::of(verb, out))
}

/// What puts a shift back: nothing where it was changed again.
fn undone(doc: &Document, kind: SwapKind, cell: DutyId, handed: &Handed) -> Vec<Put> {
    let Some(duty) = doc.duties.get(&cell) else { return Vec::new() };
    let mut persons = duty.persons.clone();
    for (gone, came) in handed.pairs() {
        let is_free = !persons.contains(&gone);
        if let Some(seat) = persons.iter_mut().find(|one| **one == came).filter(|_| is_free) {
            *seat = gone;
        }
    }
    if persons == duty.persons {
        return Vec::new();
    }
    let note = taken(&duty.note, &noted(doc, kind, handed));
    vec![(cell, DutyField::Persons(persons)).into(), (cell, DutyField::Note(note)).into()]
}

/// The leave that was put down with it ends the day before.
fn shortened(doc: &Document, (absent, swap): (PersonId, &Swap), from: NaiveDate) -> Option<Put> {
    let leave = Leave { from: swap.from?, to: swap.to? };
    let mut leaves = doc.persons.get(&absent)?.leaves.clone();
    let place = leaves.iter().position(|one| *one == leave).filter(|_| from <= leave.to)?;
    let last = from.checked_sub_days(Days::new(1))?;
    if last < leave.from {
        leaves.remove(place);
    } else if let Some(one) = leaves.get_mut(place) {
        one.to = last;
    }
    Some((absent, PersonField::Leaves(leaves)).into())
}
