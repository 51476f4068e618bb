//! What the mine has set for its rota, read once for many cells. Source: `sources.md` 排班规则.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::mine::{Mine, Only};
use crate::model::people::{Part, Post};
use crate::model::rota::{Pairing, RotaRule, Tie};

/// The rules of the rota with the numbers that hold here, and who goes with whom.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    numbers: BTreeMap<RotaRule, u16>,
    /// Who must be on together.
    crews: Vec<Together>,
    /// The people somebody must not be on with.
    apart: BTreeMap<PersonId, Vec<PersonId>>,
}

/// People who are on together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// Who.
    pub people: Vec<PersonId>,
    /// Whether the others go without one who can be at no post in that shift.
    pub excuses: bool,
}

impl Limits {
    /// Of a workbook.
    pub fn of(doc: &Document) -> Self {
        let unsaid = Mine::default();
        let mine = doc.mine.find(&Only).unwrap_or(&unsaid);
        let numbers = RotaRule::ALL.iter().filter_map(|rule| Some((*rule, mine.rota_rule(*rule)?)));
        let mut limits = Self { numbers: numbers.collect(), ..Self::default() };
        if limits.holds(RotaRule::Pairings) {
            for (_, pairing) in doc.pairings.iter() {
                limits.tie(doc, pairing);
            }
        }
        if limits.holds(RotaRule::Substitutes) {
            for (_, post) in doc.posts.iter().filter(|(_, post)| post.split) {
                if let Some((primary, backup)) = post.primary.zip(post.backup) {
                    limits.part(primary, backup);
                }
            }
        }
        limits
    }

    fn tie(&mut self, doc: &Document, pairing: &Pairing) {
        let people = || pairing.people.iter().copied();
        let there = people().filter(|one| doc.persons.get(one).is_some());
        let people: Vec<PersonId> = there.collect();
        match pairing.tie {
            Some(Tie::Together) => self.crews.push(Together { people, excuses: false }),
            Some(Tie::Crew) => self.crews.push(Together { people, excuses: true }),
            Some(Tie::Apart) => {
                for (place, one) in people.iter().enumerate() {
                    for other in people.iter().skip(place + 1) {
                        self.part(*one, *other);
                    }
                }
            }
            None => {}
        }
    }

    fn part(&mut self, one: PersonId, other: PersonId) {
        for (one, other) in [(one, other), (other, one)] {
            let apart = self.apart.entry(one).or_default();
            if one != other && !apart.contains(&other) {
                apart.push(other);
            }
        }
    }

    /// Whether a rule is switched on.
    pub fn holds(&self, rule: RotaRule) -> bool {
        self.numbers.contains_key(&rule)
    }

    /// The number of a rule, if it is switched on.
    pub fn number(&self, rule: RotaRule) -> Option<usize> {
        self.numbers.get(&rule).map(|number| usize::from(*number))
    }

    /// How long anybody rests after such a shift.
    pub(super) fn rest_after(&self, shift: DutyShift) -> TimeDelta {
        let after_night = if shift.is_night() { self.hours(RotaRule::AfterNight) } else { 0 };
        TimeDelta::hours(self.hours(RotaRule::Rest).max(after_night))
    }

    /// The hours of a rule, nought where it is switched off.
    pub fn hours(&self, rule: RotaRule) -> i64 {
        self.numbers.get(&rule).copied().unwrap_or_default().into()
    }

    /// So many days apart two shifts may lie that are still too near each other.
    pub(super) fn reach(&self) -> u64 {
        let hours = self.hours(RotaRule::Rest).max(self.hours(RotaRule::AfterNight));
        // A shift goes on into the next day.
        2 + hours.unsigned_abs() / 24
    }

    /// Who must be on together.
    pub fn crews(&self) -> &[Together] {
        &self.crews
    }

    /// The people somebody must be on with, and whether one of them who is away excuses that.
    pub(super) fn together(&self, person: PersonId) -> impl Iterator<Item = (PersonId, bool)> {
        let own = self.crews.iter().filter(move |crew| crew.people.contains(&person));
        own.flat_map(move |crew| {
            let others = crew.people.iter().copied().filter(move |other| *other != person);
            others.map(|other| (other, crew.excuses))
        })
    }

    /// The people somebody must not be on with.
    pub fn apart(&self, person: PersonId) -> &[PersonId] {
        self.apart.get(&person).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everybody who must, or must not, be on with somebody.
    pub(super) fn tied(&self) -> impl Iterator<Item = PersonId> {
        let crews = self.crews.iter().flat_map(|crew| crew.people.iter());
        crews.chain(self.apart.keys()).copied()
    }
}

/// Whether a cell is of a post whose rota is only copied here.
pub(super) fn is_copied(doc: &Document, cell: DutyId) -> bool {
    doc.posts.get(&cell.post).is_some_and(|post| post.official)
}

/// Whether whoever is put there is at a post: who stands by is not.
pub fn is_manned(doc: &Document, post: PostId) -> bool {
    part(doc, post) != Part::Standby
}

/// Whether a post is one of those that nobody holds two of on one day.
pub fn leads(doc: &Document, post: PostId) -> bool {
    matches!(part(doc, post), Part::Leader | Part::Captain)
}

fn part(doc: &Document, post: PostId) -> Part {
    doc.posts.get(&post).map_or(Part::Other, Post::watch_part)
}
