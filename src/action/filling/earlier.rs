//! What people bore in earlier seasons' files, and who of those files is who of this one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;
use crate::model::id::{PersonId, WorkbookId};
use crate::model::people::{Person, PersonField};
use crate::rules::duty::{Borne, Share, borne, peers};
use crate::rules::signs::name_key;

use super::super::Action;

/// An earlier season's workbook, and whom it names.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The year of its festival.
    pub year: i32,
    /// What each of its people bore.
    borne: BTreeMap<PersonId, Borne>,
    /// Who they are here.
    pub matches: BTreeMap<PersonId, Match>,
    /// Their names there.
    names: BTreeMap<PersonId, String>,
    /// Who of here was on its books, on duty or not.
    known: BTreeSet<PersonId>,
}

/// A workbook and the year of its festival: an earlier one counts once, wherever copies of it lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearbook {
    /// Which workbook.
    pub workbook: WorkbookId,
    /// The year of its festival.
    pub year: i32,
}

impl Yearbook {
    /// Of an open workbook.
    pub fn of(workbook: WorkbookId, doc: &Document) -> Self {
        Self { workbook, year: doc.current_season().year }
    }
}

/// Why a workbook does not count as an earlier season's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotEarlier {
    /// It is the open one, or a copy of it.
    #[error("就是要排班的这一份工作簿（或它的副本），请选往年的文件")]
    Open,
    /// It counts already.
    #[error("已经在列（同一份工作簿，或它的副本）")]
    Counted,
    /// It is of a season that is not over when this one begins.
    #[error("是{0}年的，不是往年的工作簿")]
    Later(i32),
}

/// Whether a workbook counts as an earlier season's, beside the open one and those that count already.
/// Nobody's shifts are counted twice.
///
/// # Errors
/// Why it does not.
pub fn counts(there: Yearbook, here: Yearbook, known: &[Yearbook]) -> Result<(), NotEarlier> {
    match there {
        _ if there == here => Err(NotEarlier::Open),
        _ if known.contains(&there) => Err(NotEarlier::Counted),
        Yearbook { year, .. } if here.year <= year => Err(NotEarlier::Later(year)),
        _ => Ok(()),
    }
}

/// Who of this workbook somebody of an earlier one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// That one: by the id both files have, by what somebody said, or by name and telephone.
    Is(PersonId),
    /// Perhaps one of these, who have the same name; somebody has to say.
    Perhaps(Vec<PersonId>),
    /// Nobody.
    Nobody,
}

impl Earlier {
    /// Looks at an earlier workbook beside this one.
    pub fn of(doc: &Document, earlier: &Document) -> Self {
        let borne = borne(earlier, &doc.profile());
        let mut by_name: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        for (id, person) in doc.persons.iter() {
            by_name.entry(name_key(&person.name)).or_default().push(*id);
        }
        let known = |id: &PersonId| {
            let Some(there) = earlier.persons.find(id) else { return Match::Nobody };
            matched(doc, (*id, there), &by_name)
        };
        // Those too who bear nothing that is shared out: somebody may go on with their round.
        let named = earlier.duties.iter().flat_map(|(_, duty)| duty.persons.iter().copied());
        let people: BTreeSet<PersonId> = named.chain(borne.keys().copied()).collect();
        let matches = people.iter().map(|id| (*id, known(id))).collect();
        let name = |id: &PersonId| earlier.person_name(*id).to_owned();
        let names = people.iter().map(|id| (*id, name(id))).collect();
        let there = earlier.persons.iter().filter_map(|(id, _)| match known(id) {
            Match::Is(here) => Some(here),
            Match::Perhaps(_) | Match::Nobody => None,
        });
        let there = there.collect();
        Self { year: earlier.current_season().year, borne, matches, names, known: there }
    }

    /// Those of whom somebody has to say who they are, by name.
    pub fn namesakes(&self) -> impl Iterator<Item = (PersonId, &str, &[PersonId])> {
        self.matches.iter().filter_map(|(id, found)| match found {
            Match::Perhaps(some) => {
                let name = self.names.get(id).map(String::as_str).unwrap_or_default();
                Some((*id, name, some.as_slice()))
            }
            Match::Is(_) | Match::Nobody => None,
        })
    }

    /// Those of them who bore something that is shared out.
    pub fn unsure(&self) -> Vec<(PersonId, &str, &[PersonId])> {
        self.namesakes().filter(|(id, ..)| self.borne.contains_key(id)).collect()
    }

    /// Those who bore something and are nobody here, by name; their shifts count for nobody.
    pub fn gone(&self) -> Vec<&str> {
        let gone = self
            .matches
            .iter()
            .filter(|(id, found)| **found == Match::Nobody && self.borne.contains_key(id));
        gone.filter_map(|(id, _)| self.names.get(id).map(String::as_str)).collect()
    }

    /// 今年不在册的3人不计; nothing where everybody is there still.
    pub fn gone_words(&self) -> String {
        match self.gone().len() {
            0 => String::new(),
            count => format!("今年不在册的{count}人不计"),
        }
    }

    /// Adds what its people bore to what is known. Whoever was not on the books then is taken to have borne what
    /// their peers did on average, but for the big days: nobody makes up for years before they came.
    pub fn add_to(&self, doc: &Document, all: &mut BTreeMap<PersonId, Borne>) {
        let mut here: BTreeMap<PersonId, Borne> = BTreeMap::new();
        for (id, found) in &self.matches {
            if let (Match::Is(one), Some(borne)) = (found, self.borne.get(id)) {
                add(here.entry(*one).or_default(), borne);
            }
        }
        for group in peers(doc) {
            let (there, new): (Vec<PersonId>, Vec<PersonId>) =
                group.people.iter().partition(|one| self.known.contains(one));
            let usual = average(&there.iter().filter_map(|one| here.get(one)).collect::<Vec<_>>());
            for one in new {
                add(all.entry(one).or_default(), &usual);
            }
        }
        for (one, borne) in &here {
            add(all.entry(*one).or_default(), borne);
        }
        all.retain(|_, borne| !borne.is_empty());
    }
}

fn add(sum: &mut Borne, borne: &Borne) {
    for (share, amount) in borne {
        *sum.entry(*share).or_default() += amount;
    }
}

/// What each of some people bore on average, rounded down, without the big days.
fn average(some: &[&Borne]) -> Borne {
    let mut sum = Borne::new();
    for borne in some {
        add(&mut sum, borne);
    }
    sum.retain(|share, amount| {
        *amount /= u32::try_from(some.len()).unwrap_or(u32::MAX).max(1);
        0 < *amount && !matches!(share, Share::Big(_))
    });
    sum
}

fn matched(
    doc: &Document,
    (id, there): (PersonId, &Person),
    by_name: &BTreeMap<String, Vec<PersonId>>,
) -> Match {
    if doc.persons.get(&id).is_some() {
        return Match::Is(id);
    }
    let told = id.0.to_string();
    let said = doc.persons.iter().find(|(_, person)| person.former.contains(&told));
    if let Some((said, _)) = said {
        return Match::Is(*said);
    }
    let namesakes = by_name.get(&name_key(&there.name)).map(Vec::as_slice).unwrap_or_default();
    // Who is another one in that file already has an id of their own.
    let numbers = telephones(there);
    let same = namesakes.iter().filter(|one| {
        doc.persons.get(one).is_some_and(|one| !telephones(one).is_disjoint(&numbers))
    });
    let same: Vec<PersonId> = same.copied().collect();
    match (same.as_slice(), namesakes) {
        ([one], _) => Match::Is(*one),
        (_, []) => Match::Nobody,
        (_, some) => Match::Perhaps(some.to_vec()),
    }
}

/// The digits of somebody's telephones.
fn telephones(person: &Person) -> BTreeSet<String> {
    let digits = |text: &String| text.chars().filter(char::is_ascii_digit).collect::<String>();
    [&person.phone, &person.mobile].map(digits).into_iter().filter(|one| !one.is_empty()).collect()
}

/// Remembers that somebody of an earlier file is that one here.
pub fn remember(doc: &Document, there: PersonId, here: PersonId) -> Option<Action> {
    let person = doc.persons.get(&here)?;
    let told = there.0.to_string();
    if person.former.contains(&told) {
        return None;
    }
    let former: Vec<String> = person.former.iter().cloned().chain([told]).collect();
    Some(Action::Set((here, PersonField::Former(former)).into()))
}
