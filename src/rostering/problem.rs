//! What is to be solved.

use thiserror::Error;

/// A rota to be made. Everything is named by its place in these lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Who there is.
    pub people: Vec<Person>,
    /// The cells to be filled, and those that only make people busy: imported ones, and those some
    /// days before the first to be filled, so that rest and rows hold across the border.
    pub cells: Vec<Cell>,
    /// Why people are barred.
    pub tags: Vec<Tag>,
    /// Who is barred where.
    pub bars: Vec<Bar>,
    /// What is counted for fairness.
    pub kinds: Vec<Kind>,
    /// Whether nobody is in two cells at a time.
    pub once_at_a_time: bool,
    /// How long anybody rests between two cells.
    pub rest: Rest,
    /// On how many days in a row somebody may have cells at most.
    pub most_in_row: Option<usize>,
    /// How many cells somebody may have at most in any seven days.
    pub most_in_seven: Option<usize>,
    /// Cells that do not go together for one person.
    pub apart: Vec<Apart>,
    /// People who are not on together.
    pub pairs: Vec<Pair>,
    /// People who are on together or not at all.
    pub crews: Vec<Crew>,
    /// Somebody of these people in some of those cells.
    pub covers: Vec<Cover>,
    /// What people would like.
    pub wishes: Vec<Wish>,
    /// How long to look for something better.
    pub effort: Effort,
}

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// What they hold certificates for.
    pub skills: Vec<Skill>,
    /// What they bore in earlier rotas, in the order of [`Problem::kinds`]; what is left out is 0.
    pub earlier: Vec<u64>,
}

/// A certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skill {
    /// For what; any number the caller chooses.
    pub skill: usize,
    /// The minute from which it is no longer valid. It must hold to the end of a cell.
    pub until: Option<i64>,
}

/// One shift of one day at one post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The post; any number the caller chooses.
    pub post: usize,
    /// The day it counts for, in days since an origin.
    pub day: i64,
    /// When it begins, in minutes since an origin.
    pub begin: i64,
    /// When it ends.
    pub end: i64,
    /// Whether it takes a night's sleep.
    pub night: bool,
    /// How many people it takes, with those held.
    pub seats: usize,
    /// Skills each of which somebody in it must hold.
    pub skills: Vec<usize>,
    /// Who stays in it: put there by hand, imported, or past.
    pub held: Vec<usize>,
    /// Who is in it now and may leave it.
    pub present: Vec<usize>,
    /// Whether empty seats are to be filled. Others are never unmet.
    pub open: bool,
    /// How much of each kind whoever has it bears: kind and amount. Held people bear it as well.
    pub counts: Vec<(usize, u64)>,
}

/// A reason why somebody is barred, such as one leave of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Whether lifting it may be proposed. Lifted, it bars nobody anywhere.
    pub liftable: bool,
}

/// Somebody is not put into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bar {
    /// Who.
    pub person: usize,
    /// Where.
    pub cell: usize,
    /// Why.
    pub tag: usize,
}

/// Something of which everybody should bear alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// The tier it belongs to, the heaviest first.
    pub tier: usize,
    /// Its weight within the tier.
    pub weight: u64,
}

/// How many minutes lie at least between the end of a cell and the begin of the next of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// Between any two.
    pub any: i64,
    /// After a night.
    pub after_night: i64,
    /// Before a night.
    pub before_night: i64,
}

/// Nobody has one of these and one of those. One that stands on both sides does not bar itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Cells of the one sort.
    pub these: Vec<usize>,
    /// Cells of the other.
    pub those: Vec<usize>,
}

/// Two people who are not in the same cell, nor in two that overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// One.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Among which cells; nothing: all.
    pub within: Option<Vec<usize>>,
}

/// People who are on together: whenever one has a cell, each of the others has one with the same
/// begin and end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// Who.
    pub people: Vec<usize>,
    /// Whether they go without whoever is barred from all those cells.
    pub excuses: bool,
}

/// At least so many of these people in those cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The cells, which lie at one time.
    pub cells: Vec<usize>,
    /// A skill, held to the end of the cell.
    pub skill: usize,
    /// How many.
    pub least: usize,
}

/// Somebody would like a cell, or would rather not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who.
    pub person: usize,
    /// Which cell.
    pub cell: usize,
    /// Whether they would like it.
    pub wanted: bool,
    /// How much it weighs.
    pub weight: u64,
}

/// How long to look for something better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// As long as a person waits: a second at 60 people and 31 days.
    #[default]
    Full,
    /// A tenth of it, while a person types.
    Short,
}

/// What is wrong with a problem as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadProblem {
    /// Something names a person, cell, tag or kind that is not there.
    #[error("no {what} {number}")]
    Nothing {
        /// Person, cell, tag or kind.
        what: &'static str,
        /// Its place in the list.
        number: usize,
    },
    /// A cell ends before it begins, or is further away than anybody plans.
    #[error("cell {0} does not lie in any time")]
    Time(usize),
    /// An amount with which sums could overflow.
    #[error("{0} is more than anybody counts")]
    Amount(u64),
    /// More than can be looked at.
    #[error("{0} people, cells or kinds are too many")]
    Size(usize),
}

impl Problem {
    /// How many tiers there are.
    pub fn tiers(&self) -> usize {
        self.kinds.iter().map(|kind| kind.tier + 1).max().unwrap_or_default()
    }

    /// Whether everything it names is there and can be counted.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), BadProblem> {
        const MOST: usize = 10_000;
        const MOST_MINUTES: i64 = 1 << 40;
        const MOST_AMOUNT: u64 = 1_000_000;
        let (people, cells) = (self.people.len(), self.cells.len());
        let sizes = [people, cells, self.kinds.len(), self.tiers(), people.saturating_mul(cells)];
        for (size, most) in sizes.into_iter().zip([MOST, MOST, 64, 64, MOST * 1_000]) {
            if most < size {
                return Err(BadProblem::Size(size));
            }
        }
        let within = |what, number, count| {
            if number < count { Ok(()) } else { Err(BadProblem::Nothing { what, number }) }
        };
        let person = |number: usize| within("person", number, people);
        let cell = |number: usize| within("cell", number, cells);
        let amount = |amount: u64| {
            if amount <= MOST_AMOUNT { Ok(()) } else { Err(BadProblem::Amount(amount)) }
        };
        for (number, one) in self.cells.iter().enumerate() {
            let times = [one.begin, one.end, one.day];
            if one.end < one.begin || times.iter().any(|time| MOST_MINUTES < time.abs()) {
                return Err(BadProblem::Time(number));
            }
            if MOST < one.seats {
                return Err(BadProblem::Size(one.seats));
            }
            one.held.iter().chain(&one.present).try_for_each(|one| person(*one))?;
            for (kind, count) in &one.counts {
                within("kind", *kind, self.kinds.len())?;
                amount(*count)?;
            }
        }
        for rest in [self.rest.any, self.rest.after_night, self.rest.before_night] {
            if MOST_MINUTES < rest.abs() {
                return Err(BadProblem::Amount(rest.unsigned_abs()));
            }
        }
        self.people.iter().flat_map(|one| &one.earlier).try_for_each(|one| amount(*one))?;
        self.kinds.iter().try_for_each(|kind| amount(kind.weight))?;
        for bar in &self.bars {
            person(bar.person)?;
            cell(bar.cell)?;
            within("tag", bar.tag, self.tags.len())?;
        }
        for pair in &self.pairs {
            person(pair.one)?;
            person(pair.other)?;
            pair.within.iter().flatten().try_for_each(|one| cell(*one))?;
        }
        self.apart
            .iter()
            .flat_map(|one| one.these.iter().chain(&one.those))
            .try_for_each(|one| cell(*one))?;
        self.crews.iter().flat_map(|crew| &crew.people).try_for_each(|one| person(*one))?;
        self.covers.iter().flat_map(|cover| &cover.cells).try_for_each(|one| cell(*one))?;
        for wish in &self.wishes {
            person(wish.person)?;
            cell(wish.cell)?;
            amount(wish.weight)?;
        }
        Ok(())
    }
}
