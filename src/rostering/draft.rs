//! A rota in the making. It is lawful at every moment: whoever is put into a cell fits there.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use super::frame::{Cost, Frame, MOVED, WISHES};

/// Who is where, and what follows from it.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) frame: &'a Frame<'a>,
    /// Everybody the search put somewhere: cell and person.
    pub(super) placed: Vec<(usize, usize)>,
    /// Cell × person: how they stand to it.
    stand: Vec<Stand>,
    /// Whom the search put into a cell.
    pub(super) inside: Vec<Vec<usize>>,
    /// Where the search put somebody.
    pub(super) of: Vec<Vec<usize>>,
    /// Person × day: how many cells; before and after each row are as many days more as are looked at
    /// beside a day.
    on: Vec<u16>,
    /// Person × kind.
    load: Vec<i64>,
    /// Empty seats of open cells.
    pub(super) empty: Vec<usize>,
    /// The cells whose empty seats are unmet.
    pub(super) holes: Vec<usize>,
    /// Where a cell stands among those.
    hole_at: Vec<usize>,
    /// Cell by cell: how many hold the skill of each place.
    holders: Vec<Vec<u16>>,
    /// How many help each cover.
    pub(super) covered: Vec<usize>,
    /// How good it is.
    pub(super) cost: Cost,
}

/// How somebody stands to a cell.
#[derive(Clone, Copy, Debug)]
struct Stand {
    /// Their place among all the search put somewhere, or one of the marks below.
    place: u32,
    /// How many of their cells, and of people they are kept from, speak against it.
    blocked: u16,
}

const NOT_THERE: u32 = u32::MAX;
const HELD: u32 = u32::MAX - 1;
/// No cell, no cover, no place in a list.
const NONE: usize = usize::MAX;
/// Trades hardly ever touch more covers than this.
const FEW: usize = 12;
/// So many days before and after a day lie within seven days with it.
const BESIDE: usize = 6;
/// Those, and the day in their middle.
const NEAR: usize = 2 * BESIDE + 1;

/// Somebody leaves a cell, takes one, or both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trade {
    pub(super) person: usize,
    pub(super) loses: Option<usize>,
    pub(super) gains: Option<usize>,
}

/// A place in the list of those who were put somewhere: it holds at most every person in every cell.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(HELD - 1)
}

/// The places whose bits are set.
fn places(mut bits: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.checked_ilog2()?;
        bits &= !(1 << place);
        usize::try_from(place).ok()
    })
}

impl<'a> Draft<'a> {
    /// With those who are held, and nobody else.
    pub(super) fn of(frame: &'a Frame<'a>) -> Self {
        let problem = frame.problem;
        let mut draft = Self {
            frame,
            placed: Vec::new(),
            stand: vec![Stand { place: NOT_THERE, blocked: 0 }; frame.people * frame.cells],
            inside: vec![Vec::new(); frame.cells],
            of: vec![Vec::new(); frame.people],
            on: vec![0; frame.people * (frame.day_count + 2 * BESIDE)],
            load: vec![0; frame.people * frame.kinds],
            empty: vec![0; frame.cells],
            holes: Vec::new(),
            hole_at: vec![NONE; frame.cells],
            holders: problem.cells.iter().map(|cell| vec![0; cell.skills.len()]).collect(),
            covered: vec![0; problem.covers.len()],
            cost: Cost::default(),
        };
        for (cell, record) in problem.cells.iter().enumerate() {
            if frame.open[cell] {
                draft.empty[cell] = record.seats;
                draft.note_hole(cell);
            }
        }
        draft.cost[0] = draft.unmet();
        draft.cost[WISHES] = frame.wish_base;
        draft.cost[MOVED] = frame.present_count;
        for (cell, record) in problem.cells.iter().enumerate() {
            for person in &record.held {
                if !draft.is_in(*person, cell) {
                    draft.stand[cell * frame.people + person].place = HELD;
                    draft.weigh(*person, None, Some(cell));
                    draft.count(*person, cell, true);
                }
            }
        }
        draft
    }

    fn unmet(&self) -> i64 {
        let empty = self.empty.iter().zip(&self.frame.needed);
        let seats: usize = empty.filter(|(_, needed)| **needed).map(|(empty, _)| *empty).sum();
        let covers = self.frame.problem.covers.iter().zip(&self.covered);
        let missing: usize = covers.map(|(cover, have)| cover.least.saturating_sub(*have)).sum();
        i64::try_from(seats + missing).unwrap_or(i64::MAX)
    }

    pub(super) fn is_in(&self, person: usize, cell: usize) -> bool {
        self.stand[cell * self.frame.people + person].place != NOT_THERE
    }

    pub(super) fn is_placed(&self, person: usize, cell: usize) -> bool {
        self.stand[cell * self.frame.people + person].place < HELD
    }

    /// How many cells and people speak against somebody in a cell.
    pub(super) fn blocked(&self, person: usize, cell: usize) -> u16 {
        self.stand[cell * self.frame.people + person].blocked
    }

    /// What a trade changes in the tiers and wishes.
    fn add_trade(&self, cost: &mut Cost, trade: Trade) {
        let frame = self.frame;
        let (loses, gains) = (trade.loses, trade.gains);
        let own = trade.person * frame.kinds..(trade.person + 1) * frame.kinds;
        let borne = self.load[own.clone()].iter().zip(&frame.earlier[own]);
        let mut add = |kind: usize, change: i64, (load, earlier): (&i64, &i64)| {
            if change != 0 {
                let (tier, weight) = frame.weights[kind];
                cost[tier] += weight * change * (2 * load + change + earlier);
            }
        };
        match (loses.map(|cell| frame.amounts(cell)), gains.map(|cell| frame.amounts(cell))) {
            (Some(lost), Some(gained)) => {
                for (kind, ((lost, gained), borne)) in
                    lost.iter().zip(gained).zip(borne).enumerate()
                {
                    add(kind, gained - lost, borne);
                }
            }
            (Some(lost), None) => {
                for (kind, (lost, borne)) in lost.iter().zip(borne).enumerate() {
                    add(kind, -lost, borne);
                }
            }
            (None, Some(gained)) => {
                for (kind, (gained, borne)) in gained.iter().zip(borne).enumerate() {
                    add(kind, *gained, borne);
                }
            }
            (None, None) => {}
        }
        if let Some(cell) = loses {
            cost[WISHES] -= frame.wish(trade.person, cell);
            cost[MOVED] += i64::from(frame.present(trade.person, cell));
        }
        if let Some(cell) = gains {
            cost[WISHES] += frame.wish(trade.person, cell);
            cost[MOVED] -= i64::from(frame.present(trade.person, cell));
        }
    }

    /// What trades of different people change.
    pub(super) fn change(&self, trades: &[Trade]) -> Cost {
        let mut cost = Cost::default();
        let mut helped: [(usize, i64); FEW] = [(NONE, 0); FEW];
        let mut more: Vec<(usize, i64)> = Vec::new();
        for trade in trades {
            self.add_trade(&mut cost, *trade);
            let sides = [(trade.loses, -1), (trade.gains, 1)];
            for (cell, sign) in sides {
                let Some(cell) = cell else { continue };
                if self.frame.needed[cell] {
                    cost[0] -= sign;
                }
                for place in places(self.frame.helps_all(trade.person, cell)) {
                    let cover = self.frame.covers[cell][place];
                    let known = helped.iter_mut().find(|(one, _)| *one == cover || *one == NONE);
                    match known {
                        Some(known) => *known = (cover, known.1 + sign),
                        None => match more.iter_mut().find(|(one, _)| *one == cover) {
                            Some(known) => known.1 += sign,
                            None => more.push((cover, sign)),
                        },
                    }
                }
            }
        }
        let helped = helped.into_iter().take_while(|(cover, _)| *cover != NONE);
        for (cover, by) in helped.chain(more) {
            let missing = |have: i64| (self.least(cover) - have).max(0);
            let have = i64::try_from(self.covered[cover]).unwrap_or(i64::MAX);
            cost[0] += missing(have + by) - missing(have);
        }
        cost
    }

    fn least(&self, cover: usize) -> i64 {
        i64::try_from(self.frame.problem.covers[cover].least).unwrap_or(i64::MAX)
    }

    /// How many cells somebody has from one day to another, which is left out.
    pub(super) fn cells_between(&self, person: usize, from: usize, to: usize) -> usize {
        let to = to.min(self.frame.day_count);
        (from..to).map(|day| usize::from(self.on[self.on_at(person, day)])).sum()
    }

    /// How many cells somebody has day by day.
    pub(super) fn days_of(&self, person: usize) -> Vec<u64> {
        let row = self.on_at(person, 0);
        self.on[row..row + self.frame.day_count].iter().map(|count| u64::from(*count)).collect()
    }

    /// Where it stands how many cells somebody has on a day.
    fn on_at(&self, person: usize, day: usize) -> usize {
        person * (self.frame.day_count + 2 * BESIDE) + BESIDE + day
    }

    /// Whether their days let somebody take a cell, were they not in `without`.
    fn days_let(&self, person: usize, cell: usize, without: Option<usize>) -> bool {
        let frame = self.frame;
        let day = frame.days[cell];
        let away = without.map(|one| frame.days[one]);
        let first = self.on_at(person, day) - BESIDE;
        let mut near = [0; NEAR];
        near.copy_from_slice(&self.on[first..first + NEAR]);
        if let Some(own) = away.and_then(|away| near.get_mut((away + BESIDE).checked_sub(day)?)) {
            *own -= 1;
        }
        if let Some(most) = frame.problem.most_in_row
            && near[BESIDE] == 0
        {
            let (before, after) = if most <= BESIDE {
                let before = near[..BESIDE].iter().rev().take_while(|count| 0 < **count).count();
                (before, near[BESIDE + 1..].iter().take_while(|count| 0 < **count).count())
            } else {
                self.in_a_row(person, day, away)
            };
            if most < before + 1 + after {
                return false;
            }
        }
        let Some(most) = frame.problem.most_in_seven else { return true };
        let mut sum: usize = near[..BESIDE].iter().map(|count| usize::from(*count)).sum();
        for at in BESIDE..NEAR {
            sum += usize::from(near[at]);
            if most <= sum {
                return false;
            }
            sum -= usize::from(near[at - BESIDE]);
        }
        true
    }

    /// On how many days right before and right after a day somebody has cells, were they not there on the
    /// day `away`.
    fn in_a_row(&self, person: usize, day: usize, away: Option<usize>) -> (usize, usize) {
        let row = self.on_at(person, 0);
        let is_on = |at: &usize| u16::from(away == Some(*at)) < self.on[row + at];
        let before = (0..day).rev().take_while(is_on).count();
        (before, (day + 1..self.frame.day_count).take_while(is_on).count())
    }

    /// Whether their other cells and other people let somebody into a cell, were they not in
    /// `without`. Skills and seats aside.
    pub(super) fn fits_without(&self, person: usize, cell: usize, without: Option<usize>) -> bool {
        let frame = self.frame;
        let freed = without.is_some_and(|one| frame.clash(one, cell));
        frame.may(person, cell)
            && self.blocked(person, cell) == u16::from(freed)
            && !self.is_in(person, cell)
            && self.days_let(person, cell, without)
    }

    /// Whether a trade can be thought of at all; people kept from each other aside.
    pub(super) fn may_trade(&self, trade: Trade) -> bool {
        let frame = self.frame;
        let Some(cell) = trade.gains else { return true };
        let freed = trade.loses.is_some_and(|one| frame.clash(one, cell));
        let is_free = self.blocked(trade.person, cell) <= u16::from(freed)
            || !frame.kept_from[trade.person].is_empty();
        frame.may(trade.person, cell)
            && is_free
            && !self.is_in(trade.person, cell)
            && self.days_let(trade.person, cell, trade.loses)
    }

    /// Whether every skill of a cell is there, or a seat is left for it.
    pub(super) fn is_skilled(&self, cell: usize) -> bool {
        0 < self.empty[cell] || self.holders[cell].iter().all(|count| 0 < *count)
    }

    /// Whether somebody brings along all that the next in a cell must: what skills its last seat
    /// is left for, and a cover that lacks somebody.
    pub(super) fn brings(&self, person: usize, cell: usize) -> bool {
        let frame = self.frame;
        let lacking = if self.empty[cell] == 1 { self.lacking(cell) } else { 0 };
        let covers = frame.covers[cell].iter().enumerate();
        let mut lacks =
            covers.filter(|(_, cover)| self.covered[**cover] < frame.problem.covers[**cover].least);
        frame.holds(person, cell) & lacking == lacking
            && lacks.all(|(place, _)| frame.helps(person, cell, place))
    }

    /// The skills nobody in a cell holds, a bit each.
    pub(super) fn lacking(&self, cell: usize) -> u16 {
        let lacks = self.holders[cell].iter().enumerate().filter(|(_, count)| **count == 0);
        lacks.fold(0, |bits, (place, _)| bits | 1 << place)
    }

    /// Carries trades out, if all of it is lawful afterwards; else nothing is changed.
    pub(super) fn trade(&mut self, trades: &[Trade]) -> bool {
        for trade in trades {
            if let Some(cell) = trade.loses {
                self.take(trade.person, cell);
            }
        }
        let mut put = 0;
        let mut lawful = true;
        for trade in trades {
            if let Some(cell) = trade.gains {
                lawful = 0 < self.empty[cell] && self.fits_without(trade.person, cell, None);
                if !lawful {
                    break;
                }
                self.put(trade.person, cell);
            }
            put += 1;
        }
        let touched = || trades.iter().filter_map(|trade| trade.gains);
        if lawful && touched().all(|cell| self.is_skilled(cell)) {
            return true;
        }
        for trade in trades.iter().take(put) {
            if let Some(cell) = trade.gains {
                self.take(trade.person, cell);
            }
        }
        for trade in trades {
            if let Some(cell) = trade.loses {
                self.put(trade.person, cell);
            }
        }
        false
    }

    /// Puts somebody into a cell.
    pub(super) fn put(&mut self, person: usize, cell: usize) {
        self.weigh(person, None, Some(cell));
        self.stand[cell * self.frame.people + person].place = narrow(self.placed.len());
        self.placed.push((cell, person));
        self.inside[cell].push(person);
        self.of[person].push(cell);
        self.count(person, cell, true);
    }

    /// Takes somebody out of a cell the search put them into.
    pub(super) fn take(&mut self, person: usize, cell: usize) {
        self.weigh(person, Some(cell), None);
        let people = self.frame.people;
        let own = &mut self.stand[cell * people + person].place;
        let place = std::mem::replace(own, NOT_THERE);
        let at = usize::try_from(place).unwrap_or(NONE);
        self.placed.swap_remove(at);
        if let Some((cell, person)) = self.placed.get(at) {
            self.stand[cell * people + person].place = place;
        }
        self.inside[cell].retain(|one| *one != person);
        self.of[person].retain(|one| *one != cell);
        self.count(person, cell, false);
    }

    fn weigh(&mut self, person: usize, loses: Option<usize>, gains: Option<usize>) {
        let change = self.change(&[Trade { person, loses, gains }]);
        for (cost, by) in self.cost.iter_mut().zip(change) {
            *cost += by;
        }
    }

    fn count(&mut self, person: usize, cell: usize, comes: bool) {
        let frame = self.frame;
        let by = |count: &mut u16| {
            *count = if comes { count.saturating_add(1) } else { count.saturating_sub(1) };
        };
        for other in &frame.clashes[cell] {
            by(&mut self.stand[other * frame.people + person].blocked);
        }
        for (other, pair) in &frame.kept_from[person] {
            if frame.pair_looks(*pair, cell) {
                for near in
                    frame.overlaps[cell].iter().filter(|near| frame.pair_looks(*pair, **near))
                {
                    by(&mut self.stand[near * frame.people + other].blocked);
                }
            }
        }
        let on = self.on_at(person, frame.days[cell]);
        by(&mut self.on[on]);
        let own = person * frame.kinds..(person + 1) * frame.kinds;
        for (load, amount) in self.load[own].iter_mut().zip(frame.amounts(cell)) {
            *load += if comes { *amount } else { -amount };
        }
        if frame.open[cell] {
            let empty = &mut self.empty[cell];
            *empty = if comes { empty.saturating_sub(1) } else { *empty + 1 };
            self.note_hole(cell);
        }
        for place in places(frame.holds(person, cell)) {
            by(&mut self.holders[cell][place]);
        }
        for place in places(frame.helps_all(person, cell)) {
            let have = &mut self.covered[frame.covers[cell][place]];
            *have = if comes { *have + 1 } else { *have - 1 };
        }
    }

    /// Keeps the list of holes.
    fn note_hole(&mut self, cell: usize) {
        let at = self.hole_at[cell];
        if !self.frame.needed[cell] {
            return;
        }
        if 0 < self.empty[cell] && at == NONE {
            self.hole_at[cell] = self.holes.len();
            self.holes.push(cell);
        } else if self.empty[cell] == 0 && at != NONE {
            self.hole_at[cell] = NONE;
            self.holes.swap_remove(at);
            if let Some(moved) = self.holes.get(at) {
                self.hole_at[*moved] = at;
            }
        }
    }

    /// Goes back to a rota that was lawful.
    pub(super) fn become_like(&mut self, placed: &[(usize, usize)]) {
        while let Some((cell, person)) = self.placed.last().copied() {
            self.take(person, cell);
        }
        for (cell, person) in placed {
            self.put(*person, *cell);
        }
    }

    /// Who is in each cell.
    pub(super) fn cells(&self) -> Vec<Vec<usize>> {
        let cell = |(number, inside): (usize, &Vec<usize>)| {
            let mut people = self.frame.problem.cells[number].held.clone();
            let mut others = inside.clone();
            others.sort_unstable();
            people.extend(others);
            people
        };
        self.inside.iter().enumerate().map(cell).collect()
    }
}
