//! Longer steps: somebody leaves a cell, another comes for them and leaves theirs, and so on, until
//! somebody comes who leaves nothing.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::{BTreeSet, VecDeque};

use super::draft::Trade;
use super::frame::Cost;
use super::search::Search;

/// So many may move at once.
const LONGEST: usize = 10;

impl Search<'_, '_, '_> {
    /// Takes somebody out of a cell and fills it by a chain. Returns what was done, and nothing
    /// where no chain ends.
    pub(super) fn chain(&mut self, level: usize) -> Option<Vec<Trade>> {
        if !self.draft.holes.is_empty() && self.random.below(2) == 0 {
            return self.move_hole();
        }
        let (cell, person) = *self.random.one_of(&self.draft.placed)?;
        if !self.is_solo(person) {
            return None;
        }
        let mut done = vec![Trade { person, loses: Some(cell), gains: None }];
        self.draft.take(person, cell);
        let mut hole = cell;
        for depth in 0..LONGEST {
            let direct = 0 < depth || self.random.below(2) == 0;
            if direct
                && let Some(trade) = self.best_for(hole, level, &done)
                && self.draft.trade(&[trade])
            {
                done.push(trade);
                return Some(done);
            }
            let Some(trade) = self.anybody_for(hole, &done) else { break };
            if !self.draft.trade(&[trade]) {
                break;
            }
            done.push(trade);
            hole = trade.loses.unwrap_or(hole);
        }
        self.undo(&done);
        None
    }

    /// Moves a hole to another cell.
    fn move_hole(&mut self) -> Option<Vec<Trade>> {
        let mut hole = *self.random.one_of(&self.draft.holes)?;
        let mut done = Vec::new();
        for _ in 0..=self.random.below(3) {
            let Some(trade) = self.anybody_for(hole, &done) else { break };
            if !self.draft.trade(&[trade]) {
                break;
            }
            done.push(trade);
            hole = trade.loses.unwrap_or(hole);
        }
        (!done.is_empty()).then_some(done)
    }

    /// Whom it costs least to come into a cell from nowhere.
    pub(super) fn best_for(&mut self, cell: usize, level: usize, done: &[Trade]) -> Option<Trade> {
        let frame = self.frame();
        let mut best: Option<(Cost, usize, Trade)> = None;
        for person in frame.candidates[cell].iter().copied() {
            let moved =
                done.iter().any(|trade| trade.person == person && trade.loses == Some(cell));
            if moved
                || !self.is_solo(person)
                || !self.draft.fits_without(person, cell, None)
                || !self.draft.brings(person, cell)
            {
                continue;
            }
            let trade = Trade { person, loses: None, gains: Some(cell) };
            let mut change = self.draft.change(&[trade]);
            change[level + 1..].fill(0);
            let luck = self.random.below(1 << 16);
            if best.is_none_or(|(least, known, _)| (change, luck) < (least, known)) {
                best = Some((change, luck, trade));
            }
        }
        self.meter.goes_on(
            2 + u64::try_from(frame.candidates[cell].len()).unwrap_or_default(),
            &self.best.0,
        );
        best.map(|(_, _, trade)| trade)
    }

    /// Somebody who can come into a cell from another.
    fn anybody_for(&mut self, cell: usize, done: &[Trade]) -> Option<Trade> {
        let frame = self.frame();
        let list = &frame.candidates[cell];
        let first = self.random.below(list.len());
        let mut looked = 1;
        let mut found = None;
        for person in list[first..].iter().chain(&list[..first]).copied() {
            looked += 1;
            let left = |trade: &Trade| trade.person == person && trade.loses == Some(cell);
            if !self.is_solo(person)
                || 1 < self.draft.blocked(person, cell)
                || done.iter().any(left)
                || !self.draft.brings(person, cell)
            {
                continue;
            }
            let own = &self.draft.of[person];
            if own.is_empty() {
                continue;
            }
            let from = self.random.below(own.len());
            let fits = |from: &&usize| self.draft.fits_without(person, cell, Some(**from));
            if let Some(from) = own[from..].iter().chain(&own[..from]).find(fits) {
                found = Some(Trade { person, loses: Some(*from), gains: Some(cell) });
                break;
            }
        }
        self.meter.goes_on(looked, &self.best.0);
        found
    }

    /// Fills a hole by the shortest chain that ends with somebody who leaves nothing.
    pub(super) fn augment(&mut self, hole: usize) -> bool {
        let frame = self.frame();
        // By whom, from which cell, a cell was left, and for which.
        let mut left: Vec<Option<(usize, usize)>> = vec![None; frame.cells];
        let mut seen = vec![false; frame.cells];
        seen[hole] = true;
        let mut queue = VecDeque::from([hole]);
        while let Some(cell) = queue.pop_front() {
            let leaver = left[cell].map(|(person, _)| person);
            let lacking = self.lacking_without(cell, leaver);
            let mut looked = 1;
            for person in frame.candidates[cell].iter().copied() {
                looked += 1;
                if !self.is_solo(person)
                    || Some(person) == leaver
                    || frame.holds(person, cell) & lacking != lacking
                {
                    continue;
                }
                if self.draft.fits_without(person, cell, None) {
                    if self.follow(hole, cell, person, &left) {
                        return true;
                    }
                    continue;
                }
                if 1 < self.draft.blocked(person, cell) {
                    continue;
                }
                for from in &self.draft.of[person] {
                    looked += 1;
                    if !seen[*from] && self.draft.fits_without(person, cell, Some(*from)) {
                        seen[*from] = true;
                        left[*from] = Some((person, cell));
                        queue.push_back(*from);
                    }
                }
            }
            if !self.meter.goes_on(looked, &self.best.0) {
                return false;
            }
        }
        false
    }

    /// The cells whose people could come to a hole by any chain, with the hole.
    pub(super) fn reach(&self, hole: usize) -> BTreeSet<usize> {
        let frame = self.frame();
        let mut reach = BTreeSet::from([hole]);
        let mut queue = VecDeque::from([hole]);
        while let Some(cell) = queue.pop_front() {
            for person in frame.candidates[cell].iter().copied() {
                for from in &self.draft.of[person] {
                    let fits = || {
                        frame.clash(*from, cell)
                            || self.draft.fits_without(person, cell, Some(*from))
                    };
                    if !reach.contains(from) && fits() {
                        reach.insert(*from);
                        queue.push_back(*from);
                    }
                }
            }
        }
        reach
    }

    /// The skills whoever comes into a cell must hold once somebody has left it.
    fn lacking_without(&self, cell: usize, leaver: Option<usize>) -> u16 {
        let empty = self.draft.empty[cell] + usize::from(leaver.is_some());
        if 1 < empty {
            return 0;
        }
        let frame = self.frame();
        let rest = self.draft.inside[cell].iter().chain(&frame.problem.cells[cell].held);
        let held = rest
            .filter(|one| Some(**one) != leaver)
            .fold(0, |bits, one| bits | frame.holds(*one, cell));
        frame.wanted[cell] & !held
    }

    fn follow(
        &mut self,
        hole: usize,
        last: usize,
        person: usize,
        left: &[Option<(usize, usize)>],
    ) -> bool {
        let mut trades = vec![Trade { person, loses: None, gains: Some(last) }];
        let mut at = last;
        while at != hole {
            let Some((person, to)) = left[at] else { break };
            trades.push(Trade { person, loses: Some(at), gains: Some(to) });
            at = to;
        }
        trades.reverse();
        for (count, trade) in trades.iter().enumerate() {
            if !self.draft.trade(&[*trade]) {
                self.undo(&trades[..count]);
                return false;
            }
        }
        true
    }
}
