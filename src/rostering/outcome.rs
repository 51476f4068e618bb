//! What comes out of it.

/// Who hears how far the work is, and may want no more of it.
pub trait Watch {
    /// Hears that so much of so much is done, and how good the best rota so far is. Returns whether
    /// to go on; if not, the best so far is the outcome.
    fn goes_on(&mut self, done: u64, of: u64, best: &Score) -> bool;
}

impl<F: FnMut(u64, u64, &Score) -> bool> Watch for F {
    fn goes_on(&mut self, done: u64, of: u64, best: &Score) -> bool {
        self(done, of, best)
    }
}

/// How good a rota is: less is better, number by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// Empty seats of open cells, and people missing of covers.
    pub unmet: u64,
    /// How unevenly each tier is borne.
    pub tiers: Vec<u64>,
    /// Weights of wishes not fulfilled.
    pub wishes: u64,
    /// People taken out of a cell in which they were.
    pub moved: u64,
}

/// A rota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who is in each cell: those held in their order, then the others by their place in the list.
    pub cells: Vec<Vec<usize>>,
    /// How good it is.
    pub score: Score,
    /// What is missing, in the order of the cells, then of the covers.
    pub unmet: Vec<Unmet>,
    /// Whether somebody stopped it before it was through.
    pub stopped: bool,
}

/// Something the rota needs and does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmet {
    /// Empty seats.
    Seats {
        /// Of which cell.
        cell: usize,
        /// How many.
        missing: usize,
        /// Skills that nobody in it holds.
        skills: Vec<usize>,
    },
    /// Too few of a cover.
    Cover {
        /// Which.
        cover: usize,
        /// How many are missing.
        missing: usize,
    },
}

/// Why somebody is not in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Objection {
    /// In it already.
    There,
    /// Barred.
    Tag(usize),
    /// In that cell at the same time.
    Clash(usize),
    /// No rest between that cell and this.
    Rest(usize),
    /// That cell does not go with this one.
    Apart(usize),
    /// Too many days in a row.
    Row,
    /// Too many cells in seven days.
    Seven,
    /// Not beside that person.
    Pair(usize),
    /// Not without their crew.
    Crew(usize),
    /// The last seat is for somebody with this skill.
    Skill(usize),
    /// No seat is empty, and nobody's place was asked for.
    Full,
}

/// Why this person and not that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The other one may not.
    Barred(Vec<Objection>),
    /// Something else would be worse, or better: each number of the score before and after.
    Score {
        /// As it is.
        before: Score,
        /// If the other one had it.
        after: Score,
    },
}

/// What takes part in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The seats of that cell want to be filled.
    Seats(usize),
    /// That cell wants somebody with that skill.
    Skill {
        /// The cell.
        cell: usize,
        /// The skill.
        skill: usize,
    },
    /// That cover.
    Cover(usize),
    /// Somebody is barred for that reason.
    Tag(usize),
    /// Somebody is held in that cell.
    Held {
        /// Who.
        person: usize,
        /// Where.
        cell: usize,
    },
    /// Nobody is in two cells at a time.
    Once,
    /// Rest between two cells.
    Rest,
    /// Most in a row.
    Row,
    /// Most in seven days.
    Seven,
    /// [`super::Apart`] of that place.
    Apart(usize),
    /// [`super::Pair`] of that place.
    Pair(usize),
    /// [`super::Crew`] of that place.
    Crew(usize),
}

/// A change to the problem that can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A reason no longer bars: a leave is moved, somebody takes a night for once.
    Lift(usize),
    /// Somebody gets a certificate that holds.
    Holder {
        /// Who.
        person: usize,
        /// For what.
        skill: usize,
    },
    /// Somebody held in a cell may leave it.
    Release {
        /// Who.
        person: usize,
        /// Where.
        cell: usize,
    },
    /// So many days in a row.
    Row(usize),
    /// So many cells in seven days.
    Seven(usize),
    /// One cell is looked after by the people of another at the same time.
    Merge {
        /// The cell that is given up.
        cell: usize,
        /// Where its skills are asked for now.
        into: usize,
    },
    /// A cell takes so many people.
    Seats {
        /// Which.
        cell: usize,
        /// How many.
        seats: usize,
    },
    /// A cell no longer asks for a skill.
    Skill {
        /// Which cell.
        cell: usize,
        /// Which skill.
        skill: usize,
    },
    /// A cover asks for so many.
    Cover {
        /// Which.
        cover: usize,
        /// How many.
        least: usize,
    },
}

/// What would help, tried before it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What is to be changed, all of it.
    pub changes: Vec<Change>,
    /// How many needs are unmet then.
    pub unmet: u64,
}

/// Why something cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What cannot be met.
    pub unmet: Unmet,
    /// What does not go together. Without any one of these it goes.
    pub parts: Vec<Part>,
    /// Whether it was proven that these do not go together, and tried that without each they do.
    /// Otherwise the bounds were reached first: there may be no parts, though no way was found, or
    /// more of them than it takes.
    pub proven: bool,
    /// What would help, the smallest first.
    pub remedies: Vec<Remedy>,
}
