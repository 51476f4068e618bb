//! 点名, name by name: with the last one the count is written down, with whoever is missing and how long it
//! took.

use super::{Draft, Ground, Refusal, Timed, blank, lined, there};
use crate::model::id::{IncidentId, ResidentId};
use crate::model::incident::{Answer, Incident, IncidentField, IncidentLine, LineKind};
use crate::model::{Document, Put, RecordId};
use crate::rules::incidents::{Course, RollFigures, called, missing, rolls};
use crate::rules::residents::House;

/// Begins the roll of a house, anew where it was called before.
pub(super) fn begin(
    doc: &Document,
    (id, name): (IncidentId, &str),
    timed: Timed,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let one = there(doc, id)?;
    let houses = rolls(doc, one);
    let house = houses.iter().find(|house| house.name.trim() == name.trim());
    let house = house.ok_or(Refusal::Missing("这栋楼的留矿人员"))?;
    let known = house.people.iter().filter(|(person, _)| one.answers.contains_key(person));
    let mut out: Vec<Put> =
        known.map(|(person, _)| (id, IncidentField::Answer(*person, None)).into()).collect();
    let line = IncidentLine {
        words: house.name.trim().to_owned(),
        expected: u16::try_from(house.people.len()).unwrap_or(u16::MAX),
        ..blank(id, LineKind::Roll, timed, ground)
    };
    let mut made = Vec::new();
    out.extend(lined(&mut made, (ground, 0), &line));
    Ok(Draft { verb: format!("开始点名 {}", line.words), puts: out, made })
}

/// Somebody answered or did not, or was not called after all.
pub(super) fn answer(
    doc: &Document,
    (id, person, said): (IncidentId, ResidentId, Answer),
    timed: Timed,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    there(doc, id)?;
    let name = doc.residents.get(&person).map(|one| one.name.clone());
    let name = name.ok_or(Refusal::Gone(RecordId::Resident(person)))?;
    let mut out: Vec<Put> = vec![(id, IncidentField::Answer(person, Some(said))).into()];
    let mut made = Vec::new();
    if let Some(line) = counted(doc, (id, person, said), timed, ground) {
        out.extend(lined(&mut made, (ground, 0), &line));
    }
    Ok(Draft { verb: format!("点名 {name} {}", said.word()), puts: out, made })
}

/// The count of a house, where everybody has been called with this answer.
fn counted(
    doc: &Document,
    (id, person, said): (IncidentId, ResidentId, Answer),
    timed: Timed,
    ground: Ground<'_>,
) -> Option<IncidentLine> {
    let one = doc.incidents.get(&id)?;
    let houses = rolls(doc, one);
    let house =
        houses.iter().find(|house| house.people.iter().any(|(other, _)| *other == person))?;
    let before = RollFigures::of(house, one);
    let mut after = one.clone();
    after.answers.insert(person, said);
    let figures = RollFigures::of(house, &after);
    if 0 < figures.open() || figures == before {
        return None;
    }
    let course = Course::of(doc, id);
    let began = called(&course, house).and_then(|told| told.line.since);
    // Who turns up later is no news of how long the roll took.
    let ran = began.zip(timed.since).filter(|_| 0 < before.open() && !timed.resumed);
    Some(IncidentLine {
        took: ran.and_then(|(began, now)| now.checked_sub(began)),
        ..count_of(house, &after, &blank(id, LineKind::Count, timed, ground))
    })
}

/// The count of a house as its people answered.
fn count_of(house: &House<'_>, one: &Incident, line: &IncidentLine) -> IncidentLine {
    let figures = RollFigures::of(house, one);
    let count = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    IncidentLine {
        words: house.name.trim().to_owned(),
        expected: count(figures.expected),
        present: count(figures.here),
        missing: missing(house, |person| one.answers.get(&person).copied()),
        ..line.clone()
    }
}

/// The counts that nobody has written down when it ends: of two PCs that called a house between them, neither
/// saw that everybody had been called.
pub(super) fn uncounted(
    doc: &Document,
    (id, one): (IncidentId, &Incident),
    timed: Timed,
    ground: Ground<'_>,
) -> Vec<IncidentLine> {
    let course = Course::of(doc, id);
    let of_house = |house: &House<'_>| {
        called(&course, house)?;
        let line = count_of(house, one, &blank(id, LineKind::Count, timed, ground));
        let mut told = course.told.iter().rev().filter(|told| told.kind == LineKind::Count);
        let last = told.find(|told| told.line.words.trim() == line.words);
        let is_told = last.is_some_and(|told| {
            let (known, new) = (told.line, &line);
            (known.expected, known.present, &known.missing)
                == (new.expected, new.present, &new.missing)
        });
        (RollFigures::of(house, one).open() == 0 && !is_told).then_some(line)
    };
    rolls(doc, one).iter().filter_map(of_house).collect()
}
