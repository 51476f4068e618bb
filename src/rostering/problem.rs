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
    /// An eightieth of it, while a person types.
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
    /// An amount with which sums could overflow: more than 100 of a kind in a cell or as a weight of
    /// a kind, or more than 1,000,000 else.
    #[error("{0} is more than anybody counts")]
    Amount(u64),
    /// More than can be looked at: 2,000 people, 4,000 cells, 2,000,000 ways to put one of them into
    /// one; 8 tiers; 16 kinds; in one cell 16 skills and 16 covers.
    #[error("{0} people, cells, kinds or skills are too many")]
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
        self.check_sizes()?;
        for (number, cell) in self.cells.iter().enumerate() {
            self.check_cell(number, cell)?;
        }
        self.check_lists()?;
        // Somebody who helps several covers of a cell is marked in as many bits.
        let mut covers = vec![0; self.cells.len()];
        for cell in self.covers.iter().flat_map(|cover| &cover.cells) {
            if let Some(count) = covers.get_mut(*cell) {
                *count += 1;
                is_at_most(*count, MOST_MARKS)?;
            }
        }
        Ok(())
    }

    fn check_sizes(&self) -> Result<(), BadProblem> {
        is_at_most(self.people.len(), MOST_PEOPLE)?;
        is_at_most(self.cells.len(), MOST_CELLS)?;
        is_at_most(self.people.len() * self.cells.len(), MOST_BETWEEN)?;
        is_at_most(self.kinds.len(), MOST_MARKS)?;
        is_at_most(self.tiers(), MOST_TIERS)?;
        let rest = [self.rest.any, self.rest.after_night, self.rest.before_night];
        match rest.into_iter().find(|rest| MOST_MINUTES < rest.abs()) {
            Some(rest) => Err(BadProblem::Amount(rest.unsigned_abs())),
            None => Ok(()),
        }
    }

    fn check_cell(&self, number: usize, cell: &Cell) -> Result<(), BadProblem> {
        let times = [cell.begin, cell.end, cell.day];
        if cell.end < cell.begin || times.iter().any(|time| MOST_MINUTES < time.abs()) {
            return Err(BadProblem::Time(number));
        }
        is_at_most(cell.seats, MOST_PEOPLE)?;
        is_at_most(cell.skills.len(), MOST_MARKS)?;
        cell.held.iter().chain(&cell.present).try_for_each(|one| self.has_person(*one))?;
        cell.counts.iter().try_for_each(|(kind, count)| {
            is_there("kind", *kind, self.kinds.len())?;
            is_counted(*count, MOST_COUNT)
        })
    }

    fn check_lists(&self) -> Result<(), BadProblem> {
        let earlier = self.people.iter().flat_map(|one| &one.earlier);
        earlier.into_iter().try_for_each(|one| is_counted(*one, MOST_AMOUNT))?;
        self.kinds.iter().try_for_each(|kind| is_counted(kind.weight, MOST_COUNT))?;
        for bar in &self.bars {
            self.has_person(bar.person)?;
            self.has_cell(bar.cell)?;
            is_there("tag", bar.tag, self.tags.len())?;
        }
        for pair in &self.pairs {
            self.has_person(pair.one)?;
            self.has_person(pair.other)?;
            pair.within.iter().flatten().try_for_each(|one| self.has_cell(*one))?;
        }
        let apart = self.apart.iter().flat_map(|one| one.these.iter().chain(&one.those));
        let covered = self.covers.iter().flat_map(|cover| &cover.cells);
        apart.chain(covered).try_for_each(|one| self.has_cell(*one))?;
        self.crews
            .iter()
            .flat_map(|crew| &crew.people)
            .try_for_each(|one| self.has_person(*one))?;
        self.wishes.iter().try_for_each(|wish| {
            self.has_person(wish.person)?;
            self.has_cell(wish.cell)?;
            is_counted(wish.weight, MOST_AMOUNT)
        })
    }

    fn has_person(&self, number: usize) -> Result<(), BadProblem> {
        is_there("person", number, self.people.len())
    }

    fn has_cell(&self, number: usize) -> Result<(), BadProblem> {
        is_there("cell", number, self.cells.len())
    }
}

// Within these, no sum of a score overflows and no table grows beyond some megabytes.
/// More tiers than this are not told apart by any office.
pub(super) const MOST_TIERS: usize = 8;
const MOST_PEOPLE: usize = 2_000;
const MOST_CELLS: usize = 4_000;
const MOST_BETWEEN: usize = 2_000_000;
const MOST_MARKS: usize = 16;
const MOST_MINUTES: i64 = 1 << 40;
const MOST_COUNT: u64 = 100;
const MOST_AMOUNT: u64 = 1_000_000;

fn is_there(what: &'static str, number: usize, count: usize) -> Result<(), BadProblem> {
    if number < count { Ok(()) } else { Err(BadProblem::Nothing { what, number }) }
}

fn is_at_most(size: usize, most: usize) -> Result<(), BadProblem> {
    if size <= most { Ok(()) } else { Err(BadProblem::Size(size)) }
}

fn is_counted(amount: u64, most: u64) -> Result<(), BadProblem> {
    if amount <= most { Ok(()) } else { Err(BadProblem::Amount(amount)) }
}
