//! A problem as the search looks at it: every question that does not change while it searches is
//! answered here, once.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::BTreeMap;

use super::problem::{Cell, MOST_TIERS, Problem};

/// A [`super::Score`] as it is reckoned with: unmet, tiers, wishes, moved.
pub(super) type Cost = [i64; MOST_TIERS + 3];

/// Where wishes and moved stand in a [`Cost`].
pub(super) const WISHES: usize = MOST_TIERS + 1;
pub(super) const MOVED: usize = MOST_TIERS + 2;

/// What there is between a cell and a person.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    /// Whether the search may put them there, other cells aside.
    may: bool,
    /// Whether they are there now.
    present: bool,
    /// Which of the cell's skills they hold, a bit each.
    holds: u16,
    /// Which of the cell's covers they help, a bit each.
    helps: u16,
    /// What it costs in wishes if they have it.
    wish: i32,
}

/// What does not change.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) problem: &'a Problem,
    pub(super) people: usize,
    pub(super) cells: usize,
    pub(super) kinds: usize,
    pub(super) tiers: usize,
    /// Whether the search fills seats of a cell.
    pub(super) open: Vec<bool>,
    /// Whether empty seats of a cell are unmet.
    pub(super) needed: Vec<bool>,
    /// Cell × person: what there is between them.
    between: Vec<Between>,
    /// The people the search may put into a cell.
    pub(super) candidates: Vec<Vec<usize>>,
    /// Cell × cell: whether nobody may have both.
    clash: Vec<bool>,
    /// The cells that clash with a cell.
    pub(super) clashes: Vec<Vec<usize>>,
    /// The others somebody is kept from, and the pair that says so.
    pub(super) kept_from: Vec<Vec<(usize, usize)>>,
    /// The cells that overlap with a cell, itself among them; empty where nobody asks.
    pub(super) overlaps: Vec<Vec<usize>>,
    /// Pair × cell: whether the pair is looked at there.
    pair_cells: Vec<Vec<bool>>,
    /// The bits of all skills of a cell.
    pub(super) wanted: Vec<u16>,
    /// The covers of a cell.
    pub(super) covers: Vec<Vec<usize>>,
    /// Cell × kind.
    amounts: Vec<i64>,
    /// Kind by kind: its tier's place in a [`Cost`], and its weight.
    pub(super) weights: Vec<(usize, i64)>,
    /// Person × kind.
    pub(super) earlier: Vec<i64>,
    /// A day's place among all days; no two are nearer than they are, nor further than a week.
    pub(super) days: Vec<usize>,
    pub(super) day_count: usize,
    /// What wishes cost if nobody has anything.
    pub(super) wish_base: i64,
    pub(super) present_count: i64,
    /// The crews of a person.
    pub(super) crews: Vec<Vec<usize>>,
    /// The cells with the same begin and end, span by span.
    pub(super) span_cells: Vec<Vec<usize>>,
}

/// Whether two cells overlap in time.
pub(super) fn overlap(one: &Cell, other: &Cell) -> bool {
    one.begin < other.end && other.begin < one.end
}

/// The least number of minutes from the end of `first` to the begin of `then`.
pub(super) fn rest_between(problem: &Problem, first: &Cell, then: &Cell) -> i64 {
    let after = if first.night { problem.rest.after_night } else { 0 };
    let before = if then.night { problem.rest.before_night } else { 0 };
    problem.rest.any.max(after).max(before)
}

/// Whether there is too little rest between two cells that do not overlap.
pub(super) fn no_rest(problem: &Problem, one: &Cell, other: &Cell) -> bool {
    if overlap(one, other) {
        return false;
    }
    let (first, then) =
        if (one.begin, one.end) <= (other.begin, other.end) { (one, other) } else { (other, one) };
    then.begin < first.end + rest_between(problem, first, then)
}

impl<'a> Frame<'a> {
    pub(super) fn of(problem: &'a Problem) -> Self {
        let (people, cells, kinds) =
            (problem.people.len(), problem.cells.len(), problem.kinds.len());
        let clash = clash_table(problem);
        let clashes = lists_of(&clash, cells);
        let open: Vec<bool> =
            problem.cells.iter().map(|cell| cell.open && cell.held.len() < cell.seats).collect();
        let span_cells = spans_of(problem);
        let mut between = vec![Between::default(); cells * people];
        note_may(problem, &open, &mut between);
        bar_broken_crews(problem, &span_cells, &mut between);
        let candidates = (0..cells)
            .map(|cell| (0..people).filter(|one| between[cell * people + one].may).collect())
            .collect();
        let wanted = note_holds(problem, &mut between);
        let covers = note_helps(problem, &mut between);
        let (days, day_count) = days_of(problem);
        let pairs = problem.pairs.iter();
        let pair_cells = pairs.map(|pair| marks(pair.within.as_deref(), cells)).collect();
        let present_count = note_present(problem, &mut between);
        let wish_base = note_wishes(problem, &mut between);
        let weights =
            problem.kinds.iter().map(|kind| (kind.tier + 1, signed(kind.weight))).collect();
        Self {
            problem,
            people,
            cells,
            kinds,
            tiers: problem.tiers(),
            needed: open.clone(),
            open,
            between,
            candidates,
            clash,
            clashes,
            kept_from: kept_from(problem),
            overlaps: overlaps_of(problem),
            pair_cells,
            wanted,
            covers,
            amounts: amounts_of(problem),
            weights,
            earlier: earlier_of(problem),
            days,
            day_count,
            wish_base,
            present_count,
            crews: crews_of(problem),
            span_cells,
        }
    }

    fn between(&self, person: usize, cell: usize) -> Between {
        self.between[cell * self.people + person]
    }

    pub(super) fn may(&self, person: usize, cell: usize) -> bool {
        self.between(person, cell).may
    }

    pub(super) fn clash(&self, one: usize, other: usize) -> bool {
        self.clash[one * self.cells + other]
    }

    pub(super) fn pair_looks(&self, pair: usize, cell: usize) -> bool {
        self.pair_cells[pair][cell]
    }

    pub(super) fn holds(&self, person: usize, cell: usize) -> u16 {
        self.between(person, cell).holds
    }

    pub(super) fn helps(&self, person: usize, cell: usize, place: usize) -> bool {
        self.between(person, cell).helps >> place & 1 == 1
    }

    /// Which of the cell's covers they help, a bit each.
    pub(super) fn helps_all(&self, person: usize, cell: usize) -> u16 {
        self.between(person, cell).helps
    }

    pub(super) fn amounts(&self, cell: usize) -> &[i64] {
        &self.amounts[cell * self.kinds..(cell + 1) * self.kinds]
    }

    pub(super) fn wish(&self, person: usize, cell: usize) -> i64 {
        i64::from(self.between(person, cell).wish)
    }

    pub(super) fn present(&self, person: usize, cell: usize) -> bool {
        self.between(person, cell).present
    }
}

/// Amounts are bounded by `Problem::check`.
fn signed(amount: u64) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}

fn amounts_of(problem: &Problem) -> Vec<i64> {
    let kinds = problem.kinds.len();
    let mut amounts = vec![0; problem.cells.len() * kinds];
    for (cell, record) in problem.cells.iter().enumerate() {
        for (kind, amount) in &record.counts {
            amounts[cell * kinds + kind] += signed(*amount);
        }
    }
    amounts
}

fn earlier_of(problem: &Problem) -> Vec<i64> {
    let kinds = problem.kinds.len();
    let mut earlier = vec![0; problem.people.len() * kinds];
    for (person, record) in problem.people.iter().enumerate() {
        for (kind, amount) in record.earlier.iter().enumerate().take(kinds) {
            earlier[person * kinds + kind] = signed(*amount);
        }
    }
    earlier
}

fn kept_from(problem: &Problem) -> Vec<Vec<(usize, usize)>> {
    let mut kept_from = vec![Vec::new(); problem.people.len()];
    let pairs = problem.pairs.iter().enumerate();
    for (number, pair) in pairs.filter(|(_, pair)| pair.one != pair.other) {
        kept_from[pair.one].push((pair.other, number));
        kept_from[pair.other].push((pair.one, number));
    }
    kept_from
}

/// How many are in a cell now.
fn note_present(problem: &Problem, between: &mut [Between]) -> i64 {
    let people = problem.people.len();
    let mut count = 0;
    for (cell, record) in problem.cells.iter().enumerate() {
        for person in &record.present {
            let mark = &mut between[cell * people + person].present;
            count += i64::from(!*mark);
            *mark = true;
        }
    }
    count
}

fn crews_of(problem: &Problem) -> Vec<Vec<usize>> {
    let mut crews = vec![Vec::new(); problem.people.len()];
    for (number, crew) in problem.crews.iter().enumerate() {
        for person in &crew.people {
            if !crews[*person].contains(&number) {
                crews[*person].push(number);
            }
        }
    }
    crews
}

fn marks(list: Option<&[usize]>, count: usize) -> Vec<bool> {
    let mut marks = vec![list.is_none(); count];
    for one in list.unwrap_or_default() {
        marks[*one] = true;
    }
    marks
}

fn clash_table(problem: &Problem) -> Vec<bool> {
    let cells = problem.cells.len();
    let mut clash = vec![false; cells * cells];
    let mut order: Vec<usize> = (0..cells).collect();
    order.sort_by_key(|cell| problem.cells[*cell].begin);
    let longest = problem.rest.any.max(problem.rest.after_night).max(problem.rest.before_night);
    for (place, one) in order.iter().enumerate() {
        let left = &problem.cells[*one];
        let later = order.iter().skip(place + 1);
        for other in later.take_while(|other| {
            let begin = problem.cells[**other].begin;
            begin < left.end + longest || begin == left.begin
        }) {
            let right = &problem.cells[*other];
            let at_once = problem.once_at_a_time && overlap(left, right);
            if at_once || no_rest(problem, left, right) {
                clash[one * cells + other] = true;
                clash[other * cells + one] = true;
            }
        }
    }
    for apart in &problem.apart {
        for one in &apart.these {
            for other in apart.those.iter().filter(|other| *other != one) {
                clash[one * cells + other] = true;
                clash[other * cells + one] = true;
            }
        }
    }
    clash
}

fn lists_of(table: &[bool], cells: usize) -> Vec<Vec<usize>> {
    let list = |cell: usize| (0..cells).filter(|other| table[cell * cells + other]).collect();
    (0..cells).map(list).collect()
}

fn note_may(problem: &Problem, open: &[bool], between: &mut [Between]) {
    let people = problem.people.len();
    for (cell, record) in problem.cells.iter().enumerate() {
        for person in 0..people {
            between[cell * people + person].may = open[cell] && !record.held.contains(&person);
        }
    }
    for bar in &problem.bars {
        between[bar.cell * people + bar.person].may = false;
    }
}

/// Nobody of a crew comes where one of them can have no cell at that time.
fn bar_broken_crews(problem: &Problem, spans: &[Vec<usize>], between: &mut [Between]) {
    let people = problem.people.len();
    for crew in problem.crews.iter().filter(|crew| !crew.excuses) {
        for span in spans {
            let can = |person: &usize| {
                let is_held = |cell: &usize| problem.cells[*cell].held.contains(person);
                span.iter().any(|cell| between[cell * people + person].may || is_held(cell))
            };
            if !crew.people.iter().all(can) {
                for (person, cell) in
                    crew.people.iter().flat_map(|one| span.iter().map(move |at| (one, at)))
                {
                    between[cell * people + person].may = false;
                }
            }
        }
    }
}

/// Whether a person of the problem holds a skill to the end of a cell.
pub(super) fn is_skilled(problem: &Problem, person: usize, cell: usize, skill: usize) -> bool {
    let end = problem.cells[cell].end;
    let holds =
        |one: &super::Skill| one.skill == skill && one.until.is_none_or(|until| end <= until);
    problem.people[person].skills.iter().any(holds)
}

/// The bits of all skills of each cell.
fn note_holds(problem: &Problem, between: &mut [Between]) -> Vec<u16> {
    let people = problem.people.len();
    let mut wanted = vec![0; problem.cells.len()];
    for (cell, record) in problem.cells.iter().enumerate() {
        for (place, skill) in record.skills.iter().enumerate() {
            wanted[cell] |= 1 << place;
            for person in 0..people {
                if is_skilled(problem, person, cell, *skill) {
                    between[cell * people + person].holds |= 1 << place;
                }
            }
        }
    }
    wanted
}

/// The covers of each cell.
fn note_helps(problem: &Problem, between: &mut [Between]) -> Vec<Vec<usize>> {
    let people = problem.people.len();
    let mut covers: Vec<Vec<usize>> = vec![Vec::new(); problem.cells.len()];
    for (number, cover) in problem.covers.iter().enumerate() {
        for cell in &cover.cells {
            if !covers[*cell].contains(&number) {
                covers[*cell].push(number);
            }
        }
    }
    for (cell, list) in covers.iter().enumerate() {
        for (place, cover) in list.iter().enumerate() {
            for person in 0..people {
                if is_skilled(problem, person, cell, problem.covers[*cover].skill) {
                    between[cell * people + person].helps |= 1 << place;
                }
            }
        }
    }
    covers
}

fn days_of(problem: &Problem) -> (Vec<usize>, usize) {
    let mut places: BTreeMap<i64, usize> = problem.cells.iter().map(|cell| (cell.day, 0)).collect();
    let mut before: Option<(i64, usize)> = None;
    for (day, place) in &mut places {
        *place = before
            .map_or(0, |(earlier, at)| at + usize::try_from(day - earlier).unwrap_or(7).min(7));
        before = Some((*day, *place));
    }
    let days = problem.cells.iter().map(|cell| places[&cell.day]).collect();
    (days, before.map_or(0, |(_, last)| last + 1))
}

fn overlaps_of(problem: &Problem) -> Vec<Vec<usize>> {
    if problem.pairs.is_empty() {
        return vec![Vec::new(); problem.cells.len()];
    }
    let list = |(number, cell): (usize, &Cell)| {
        let others = problem.cells.iter().enumerate();
        let near = others.filter(|(other, record)| *other == number || overlap(cell, record));
        near.map(|(other, _)| other).collect()
    };
    problem.cells.iter().enumerate().map(list).collect()
}

/// What wishes cost if nobody has anything.
fn note_wishes(problem: &Problem, between: &mut [Between]) -> i64 {
    let people = problem.people.len();
    let mut base = 0;
    for one in &problem.wishes {
        let weight = i32::try_from(one.weight).unwrap_or(i32::MAX);
        let wish = &mut between[one.cell * people + one.person].wish;
        if one.wanted {
            base += i64::from(weight);
            *wish = wish.saturating_sub(weight);
        } else {
            *wish = wish.saturating_add(weight);
        }
    }
    base
}

fn spans_of(problem: &Problem) -> Vec<Vec<usize>> {
    let mut known: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    let mut cells: Vec<Vec<usize>> = Vec::new();
    for (cell, record) in problem.cells.iter().enumerate() {
        let next = known.len();
        let span = *known.entry((record.begin, record.end)).or_insert(next);
        if span == cells.len() {
            cells.push(Vec::new());
        }
        cells[span].push(cell);
    }
    cells
}
