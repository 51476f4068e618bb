//! Fills the seats that stay empty: somebody comes from elsewhere, and the hole they leave is
//! filled in its turn. Holes that stay weigh more and more, so that they move to where they can be
//! filled.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use super::draft::Trade;
use super::search::Search;

/// How long nobody comes back to where they were taken from, in steps.
const STAYS_AWAY: u64 = 6;

/// What the walk remembers.
struct Walk {
    step: u64,
    /// How often a cell was a hole.
    weight: Vec<u64>,
    /// Person × cell: until when they stay away.
    away: Vec<u64>,
}

/// A hole, and a cover that asks for somebody who helps it.
#[derive(Clone, Copy)]
struct Hole {
    cell: usize,
    cover: Option<usize>,
}

impl Search<'_, '_, '_> {
    /// Walks the holes for so much work, or until none is left.
    pub(super) fn fill_holes(&mut self, work: u64) {
        let frame = self.draft.frame;
        let until = self.meter.done() + work;
        let mut walk = Walk {
            step: 1,
            weight: vec![1; frame.cells],
            away: vec![0; frame.people * frame.cells],
        };
        self.augment_all(work / 8);
        let mut next = None;
        while self.meter.done() < until && 0 < self.draft.cost[0] {
            let follow = next.take().filter(|_| self.random.below(4) != 0);
            let Some(hole) = follow.or_else(|| self.pick_hole()) else { return };
            walk.step += 1;
            walk.weight[hole.cell] += 1;
            if !self.teams.is_empty() && walk.step.is_multiple_of(4) {
                let before = self.draft.cost[0];
                if let Some(done) = self.change_team(0)
                    && before < self.draft.cost[0]
                {
                    self.undo(&done);
                }
            }
            if let Some(trade) = self.step(hole, &mut walk) {
                self.fill_with(trade.person);
                next = trade.loses.map(|cell| Hole { cell, cover: None });
                if self.draft.cost[0] < self.best.0[0] {
                    self.keep();
                }
            }
            if !self.meter.goes_on(1, &self.best.0) {
                return;
            }
        }
    }

    /// Fills every hole that a chain can fill.
    fn augment_all(&mut self, work: u64) {
        let until = self.meter.done() + work;
        for cell in 0..self.draft.frame.cells {
            while self.draft.frame.needed[cell]
                && 0 < self.draft.empty[cell]
                && self.meter.done() < until
                && self.augment(cell)
            {}
        }
        self.keep();
    }

    /// One of the empty seats, or a seat for somebody whom a cover lacks.
    fn pick_hole(&mut self) -> Option<Hole> {
        let frame = self.draft.frame;
        let is_hole = |cell: &usize| !frame.candidates[*cell].is_empty();
        let holes: Vec<usize> = self.draft.holes.iter().copied().filter(is_hole).collect();
        let covers = frame.problem.covers.iter().enumerate();
        let unmet = covers.filter(|(number, cover)| {
            self.draft.covered[*number] < cover.least
                && cover.cells.iter().any(|cell| self.has_seat(*cell))
        });
        let unmet: Vec<usize> = unmet.map(|(number, _)| number).collect();
        let choice = self.random.below(holes.len() + unmet.len());
        if let Some(cell) = holes.get(choice) {
            return Some(Hole { cell: *cell, cover: None });
        }
        let cover = *unmet.get(choice - holes.len())?;
        let cells = frame.problem.covers[cover].cells.iter().copied();
        let open: Vec<usize> = cells.filter(|cell| self.has_seat(*cell)).collect();
        let cell = *self.random.one_of(&open)?;
        if self.draft.empty[cell] == 0 {
            let inside = self.draft.inside[cell].iter().copied();
            let solo: Vec<usize> = inside.filter(|one| self.is_solo(*one)).collect();
            let person = *self.random.one_of(&solo)?;
            self.draft.take(person, cell);
        }
        Some(Hole { cell, cover: Some(cover) })
    }

    /// Whether a seat is empty there, or can be made so: somebody of no crew sits on it.
    fn has_seat(&self, cell: usize) -> bool {
        let leaves = |one: &usize| self.is_solo(*one);
        self.draft.frame.open[cell]
            && (0 < self.draft.empty[cell] || self.draft.inside[cell].iter().any(leaves))
    }

    /// Puts somebody into every hole that their new cells let them fill.
    fn fill_with(&mut self, person: usize) {
        let frame = self.draft.frame;
        for cell in self.draft.holes.clone() {
            if frame.may(person, cell) {
                self.draft.trade(&[Trade { person, loses: None, gains: Some(cell) }]);
            }
        }
    }

    fn step(&mut self, hole: Hole, walk: &mut Walk) -> Option<Trade> {
        let frame = self.draft.frame;
        let cell = hole.cell;
        let cover =
            hole.cover.and_then(|cover| frame.covers[cell].iter().position(|one| *one == cover));
        let lacking = if self.draft.empty[cell] == 1 { self.draft.lacking(cell) } else { 0 };
        let mut best: Option<((bool, u64, usize), Trade)> = None;
        let mut looked = 1;
        for person in frame.candidates[cell].iter().copied() {
            looked += 1;
            if !self.is_solo(person)
                || self.draft.is_in(person, cell)
                || frame.holds(person, cell) & lacking != lacking
                || cover.is_some_and(|place| !frame.helps(person, cell, place))
            {
                continue;
            }
            let is_back = walk.step < walk.away[person * frame.cells + cell];
            if self.draft.fits_without(person, cell, None) {
                let key = (is_back, 0, self.random.below(1 << 16));
                if best.is_none_or(|(known, _)| key < known) {
                    best = Some((key, Trade { person, loses: None, gains: Some(cell) }));
                }
                continue;
            }
            if 1 < self.draft.blocked(person, cell) {
                continue;
            }
            for from in &self.draft.of[person] {
                looked += 1;
                if self.draft.fits_without(person, cell, Some(*from)) {
                    let key = (is_back, 1 + walk.weight[*from], self.random.below(1 << 16));
                    if best.is_none_or(|(known, _)| key < known) {
                        best = Some((key, Trade { person, loses: Some(*from), gains: Some(cell) }));
                    }
                }
            }
        }
        self.meter.goes_on(looked, &self.best.0);
        let (_, trade) = best?;
        if !self.draft.trade(&[trade]) {
            return None;
        }
        if let Some(from) = trade.loses {
            let stays = u64::try_from(self.random.below(8)).unwrap_or_default();
            walk.away[trade.person * frame.cells + from] = walk.step + STAYS_AWAY + stays;
        }
        Some(trade)
    }
}
