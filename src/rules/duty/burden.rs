//! The rota as each person bears it, and what speaks against giving somebody one more shift.
//!
//! The rules say of a finished rota what is wrong with it; this says the same of one cell, in the
//! words of whoever is filling it. A test keeps both of one mind.

use std::collections::{BTreeMap, BTreeSet};

use super::{REST, cell_words, is_rescue, names};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::people::Skill;

/// Everybody's cells of the rota.
#[derive(Clone, Debug, Default)]
pub struct Burden {
    cells: BTreeMap<PersonId, BTreeSet<DutyId>>,
}

impl Burden {
    /// Of the rota as it stands.
    pub fn of(doc: &Document) -> Self {
        let mut burden = Self::default();
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

    /// How many shifts somebody bears.
    pub fn shifts(&self, person: PersonId) -> usize {
        self.cells.get(&person).map_or(0, BTreeSet::len)
    }

    /// The shift somebody has on the day of a cell already, besides that cell. No rule forbids a
    /// second one, but somebody who is free is better.
    pub fn same_day(&self, cell: DutyId, person: PersonId) -> Option<DutyId> {
        let mut others = self.cells.get(&person).into_iter().flatten();
        others.find(|other| **other != cell && other.day == cell.day).copied()
    }

    /// What speaks against somebody in a cell, most pressing first; nothing if they fit.
    pub fn against(&self, doc: &Document, cell: DutyId, person: PersonId) -> Vec<String> {
        let Some(record) = doc.persons.get(&person) else { return vec!["已不在册".to_owned()] };
        let mut against = Vec::new();
        if record.is_away(cell.day) {
            against.push("当日请假".to_owned());
        }
        let (from, to) = cell.shift.span(cell.day);
        let others = self.cells.get(&person).into_iter().flatten();
        for other in others.filter(|other| **other != cell) {
            let (begin, end) = other.shift.span(other.day);
            let words = cell_words(doc, other);
            if begin < to && from < end {
                against.push(format!("同时排在{words}"));
            } else if end <= from && from < end + REST {
                against.push(format!("刚下{words}，休息不足8小时"));
            } else if to <= begin && begin < to + REST {
                against.push(format!("下班就接{words}，休息不足8小时"));
            }
        }
        if cell.shift.is_night() && record.no_nights {
            against.push("不排夜班".to_owned());
        }
        let rescue = doc.posts.get(&cell.post).is_some_and(is_rescue);
        if rescue && !record.is_trained(cell.day) {
            against.push("到当日还没有培训合格".to_owned());
        }
        against
    }

    /// What is wrong with a cell as it is filled.
    pub fn complaints(&self, doc: &Document, cell: DutyId) -> Vec<String> {
        let Some(duty) = doc.duties.get(&cell) else { return Vec::new() };
        let of_person = duty.persons.iter().filter_map(|person| {
            let against = self.against(doc, cell, *person);
            let name = doc.person_name(*person);
            (!against.is_empty()).then(|| format!("{name}{}", against.join("，")))
        });
        let mut complaints: Vec<String> = of_person.collect();
        if !duty.persons.is_empty() {
            complaints.extend(missing(doc, cell, &duty.persons).map(|skill| {
                format!("{}当日没有有效的{}证", names(doc, &duty.persons), skill.word())
            }));
        }
        complaints
    }
}

/// The certificate a cell asks for that none of them holds.
pub fn missing(doc: &Document, cell: DutyId, persons: &[PersonId]) -> Option<Skill> {
    let post = doc.posts.get(&cell.post)?;
    let holds = |skill: Skill| {
        let mut persons = persons.iter().filter_map(|person| doc.persons.get(person));
        persons.any(|person| person.is_certified(skill, cell.day))
    };
    post.needs.iter().copied().find(|skill| !holds(*skill))
}
