//! Counts work, so that it ends after as much of it on every machine, and lets it be stopped.

use super::frame::{Cost, MOVED, WISHES};
use super::outcome::{Score, Watch};

/// How often somebody is asked whether to go on.
const PACE: u64 = 1 << 13;

/// How much work was done.
pub(super) struct Meter<'w> {
    watch: &'w mut dyn Watch,
    tiers: usize,
    done: u64,
    of: u64,
    told: u64,
    stopped: bool,
}

impl<'w> Meter<'w> {
    pub(super) fn new(watch: &'w mut dyn Watch, tiers: usize, of: u64) -> Self {
        Self { watch, tiers, done: 0, of, told: 0, stopped: false }
    }

    /// So much more was done. Returns whether to go on.
    pub(super) fn goes_on(&mut self, work: u64, best: &Cost) -> bool {
        self.done += work;
        if self.told + PACE <= self.done && !self.stopped {
            self.told = self.done;
            let score = score_of(best, self.tiers);
            self.stopped = !self.watch.goes_on(self.done.min(self.of), self.of, &score);
        }
        !self.stopped
    }

    /// How much is done up to now.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }
}

/// As it is told to others.
pub(super) fn score_of(cost: &Cost, tiers: usize) -> Score {
    let number = |cost: i64| u64::try_from(cost).unwrap_or_default();
    Score {
        unmet: number(cost[0]),
        tiers: cost.iter().skip(1).take(tiers).map(|tier| number(*tier)).collect(),
        wishes: number(cost[WISHES]),
        moved: number(cost[MOVED]),
    }
}
