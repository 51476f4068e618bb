//! Looks for the best rota: fills what it can, then evens out tier by tier. A later tier never
//! worsens an earlier one.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use super::draft::{Draft, Trade};
use super::frame::{Cost, Frame, MOVED, WISHES};
use super::meter::Meter;
use super::random::Random;
use super::team::{Team, teams_of};

/// So many costs are remembered: a step may be as bad as where the search was so many steps ago.
/// After Burke and Bykov, late acceptance.
const MEMORY: usize = 1_000;

/// How much more work it is to carry trades out than to think of them.
const TRADE: u64 = 4;

/// One of so many steps is a chain, and one changes a team.
const CHAINS: usize = 8;

/// How many times more the tiers before one weigh on the way, where they may worsen.
const LOOSE: i64 = 20;

/// What a step may worsen on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// What stands before the number that is evened out, a little: small rotas get out of corners.
    Loose,
    /// Nothing that stands before it.
    Strict,
}

/// The search.
pub(super) struct Search<'f, 'm, 'w> {
    pub(super) draft: Draft<'f>,
    pub(super) best: (Cost, Vec<(usize, usize)>),
    pub(super) random: Random,
    pub(super) meter: &'m mut Meter<'w>,
    pub(super) teams: Vec<Team>,
    /// Who is moved alone: of no crew.
    solo: Vec<bool>,
}

impl<'f, 'm, 'w> Search<'f, 'm, 'w> {
    pub(super) fn new(frame: &'f Frame<'f>, seed: u64, meter: &'m mut Meter<'w>) -> Self {
        let draft = Draft::of(frame);
        let best = (draft.cost, Vec::new());
        let solo = frame.crews.iter().map(Vec::is_empty).collect();
        Self { draft, best, random: Random::new(seed), meter, teams: teams_of(frame), solo }
    }

    pub(super) fn frame(&self) -> &'f Frame<'f> {
        self.draft.frame
    }

    pub(super) fn is_solo(&self, person: usize) -> bool {
        self.solo[person]
    }

    /// Remembers where it is, if that is the best so far.
    pub(super) fn keep(&mut self) {
        if self.draft.cost < self.best.0 || self.best.1.is_empty() {
            self.best.0 = self.draft.cost;
            self.best.1.clone_from(&self.draft.placed);
        }
    }

    /// Goes back to the best so far.
    pub(super) fn back(&mut self) {
        self.draft.become_like(&self.best.1);
    }

    /// Those who are there now stay, where that is lawful.
    pub(super) fn start(&mut self) {
        let frame = self.frame();
        for (cell, record) in frame.problem.cells.iter().enumerate() {
            for person in record.present.iter().copied().filter(|person| self.solo[*person]) {
                self.draft.trade(&[Trade { person, loses: None, gains: Some(cell) }]);
            }
        }
        self.keep();
    }

    /// Puts somebody who fits into every empty seat, where there is least choice first.
    pub(super) fn fill(&mut self) {
        let frame = self.frame();
        let mut cells: Vec<usize> = (0..frame.cells).filter(|cell| frame.needed[*cell]).collect();
        cells.sort_by_key(|cell| (frame.candidates[*cell].len(), *cell));
        for cell in cells {
            while 0 < self.draft.empty[cell] && self.fill_seat(cell) {}
            if self.meter.is_stopped() {
                break;
            }
        }
        self.keep();
    }

    fn fill_seat(&mut self, cell: usize) -> bool {
        let frame = self.frame();
        let lacking = self.draft.lacking(cell);
        let mut best: Option<(bool, Cost, usize)> = None;
        for person in frame.candidates[cell].iter().copied().filter(|person| self.solo[*person]) {
            if !self.draft.fits_without(person, cell, None) {
                continue;
            }
            let plain = lacking != 0 && frame.holds(person, cell) & lacking == 0;
            let change = self.draft.change(&[Trade { person, loses: None, gains: Some(cell) }]);
            let one = (plain, change, person);
            if best.is_none_or(|best| one < best) {
                best = Some(one);
            }
        }
        let looked = u64::try_from(frame.candidates[cell].len()).unwrap_or_default();
        self.meter.goes_on(looked, &self.best.0);
        best.is_some_and(|(_, _, person)| {
            self.draft.trade(&[Trade { person, loses: None, gains: Some(cell) }])
        })
    }

    /// The numbers of a cost that are looked at, in their order.
    pub(super) fn levels(&self) -> Vec<usize> {
        let frame = self.frame();
        let mut levels: Vec<usize> = (1..=frame.tiers).collect();
        if !frame.problem.wishes.is_empty() {
            levels.push(WISHES);
        }
        if 0 < frame.present_count {
            levels.push(MOVED);
        }
        levels
    }

    /// Evens out one number of the cost, for so much work. What stands before it may worsen on the
    /// way at most as the pace lets it, and never in the best.
    pub(super) fn even_out(&mut self, level: usize, pace: Pace, work: u64) {
        let until = self.meter.done() + work;
        let mut memory = vec![worth(&self.draft.cost, level, pace); MEMORY];
        let mut step = 0;
        while self.meter.done() < until {
            if !self.meter.goes_on(1, &self.best.0) {
                return;
            }
            let before = self.draft.cost;
            let limit = worth(&before, level, pace).max(memory[step]);
            let choice = self.random.below(CHAINS);
            let done = match choice {
                0 => self.chain(level),
                1 if !self.teams.is_empty() => self.change_team(level),
                _ => self.swap(level, pace, limit).then(Vec::new),
            };
            let Some(done) = done else { continue };
            if !is_taken(&before, &self.draft.cost, level, pace, limit) {
                self.undo(&done);
            } else if self.draft.cost[..=level] < self.best.0[..=level] {
                self.keep();
            }
            memory[step] = worth(&self.draft.cost, level, pace);
            step = (step + 1) % MEMORY;
        }
    }

    /// Swaps and the like, if they are lawful and not too bad.
    fn swap(&mut self, level: usize, pace: Pace, limit: i64) -> bool {
        let Some((trades, count)) = self.propose() else { return false };
        let trades = &trades[..count];
        let may =
            |trade: &Trade| trade.gains.is_none_or(|cell| self.draft.frame.may(trade.person, cell));
        if !trades.iter().all(may) {
            return false;
        }
        let change = self.draft.change(trades);
        let mut after = self.draft.cost;
        for (cost, by) in after.iter_mut().zip(change) {
            *cost += by;
        }
        let is_done = is_taken(&self.draft.cost, &after, level, pace, limit)
            && trades.iter().all(|trade| self.draft.may_trade(*trade))
            && self.draft.trade(trades);
        if is_done {
            self.meter.goes_on(TRADE, &self.best.0);
        }
        is_done
    }

    /// Some trades that leave as many seats filled as before.
    fn propose(&mut self) -> Option<([Trade; 3], usize)> {
        let frame = self.draft.frame;
        let (cell, person) = *self.random.one_of(&self.draft.placed)?;
        let other = *self.random.one_of(&frame.candidates[cell])?;
        if other == person || !self.solo[person] || !self.solo[other] {
            return None;
        }
        let trade = |person, loses, gains| Trade { person, loses, gains };
        let nothing = trade(person, None, None);
        let choice = self.random.below(16);
        if choice < 5 {
            let trades = [trade(person, Some(cell), None), trade(other, None, Some(cell)), nothing];
            return Some((trades, 2));
        }
        let back = *self.random.one_of(&self.draft.of[other])?;
        if back == cell {
            return None;
        }
        if choice < 12 {
            let comes = trade(person, Some(cell), Some(back));
            return Some(([comes, trade(other, Some(back), Some(cell)), nothing], 2));
        }
        let third = *self.random.one_of(&frame.candidates[back])?;
        if third == person || third == other || !self.solo[third] {
            return None;
        }
        let comes = trade(other, Some(back), Some(cell));
        if choice < 14 {
            let trades = [trade(person, Some(cell), None), comes, trade(third, None, Some(back))];
            return Some((trades, 3));
        }
        let last = *self.random.one_of(&self.draft.of[third])?;
        if last == cell || last == back {
            return None;
        }
        let goes = trade(person, Some(cell), Some(last));
        Some(([goes, comes, trade(third, Some(last), Some(back))], 3))
    }

    /// Undoes trades that were carried out one after the other.
    pub(super) fn undo(&mut self, trades: &[Trade]) {
        for trade in trades.iter().rev() {
            if let Some(cell) = trade.gains {
                self.draft.take(trade.person, cell);
            }
            if let Some(cell) = trade.loses {
                self.draft.put(trade.person, cell);
            }
        }
    }
}

/// A cost up to a level as one number.
fn worth(cost: &Cost, level: usize, pace: Pace) -> i64 {
    let before: i64 = match pace {
        Pace::Loose => cost[1..level].iter().sum(),
        Pace::Strict => 0,
    };
    before.saturating_mul(LOOSE).saturating_add(cost[level])
}

/// Whether a step from one cost to another is taken.
fn is_taken(before: &Cost, after: &Cost, level: usize, pace: Pace, limit: i64) -> bool {
    let is_near = worth(after, level, pace) <= limit;
    match pace {
        Pace::Loose => after[0] <= before[0] && is_near,
        Pace::Strict => {
            after[..level] < before[..level] || (after[..level] == before[..level] && is_near)
        }
    }
}
