//! A rota that was filled, and what is told of it before it is written.

use std::collections::BTreeMap;

use super::{Filling, Gain, Lack, Offer};
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::rostering::{self, Conflict, Outcome, Unmet};

/// Of what was not proven so many reasons are told.
const MOST_TOLD: usize = 6;

/// A rota that was filled, and what is told of it.
#[derive(Clone, Debug)]
pub struct Filled {
    /// What was to be filled.
    pub filling: Filling,
    /// Who is where.
    pub outcome: Outcome,
    /// The cells that are other than now, with who would be in them.
    pub changed: BTreeMap<DutyId, Vec<PersonId>>,
    /// What is missing, each with what does not go together there and what would help.
    pub lacks: Vec<Missing>,
    /// What everybody bears now and would bear.
    pub gains: Vec<Gain>,
    /// How even the rota is now and would be, from 0 to 100.
    pub evenness: (u32, u32),
}

impl Filled {
    pub(super) fn new(filling: Filling, outcome: Outcome, conflicts: &[Conflict]) -> Self {
        let changed = filling.changed(&outcome);
        let lacks = outcome.unmet.iter().filter_map(|unmet| {
            let conflict = conflicts.iter().find(|conflict| conflict.unmet == *unmet);
            filling.missing(unmet, conflict)
        });
        let lacks = lacks.collect();
        let (gains, evenness) = filling.gains(&changed);
        Self { filling, outcome, changed, lacks, gains, evenness }
    }

    /// What is missing there, with its reasons looked for; nothing where `goes_on` said no in between.
    /// Bounded work: it ends by itself.
    pub fn explained(&self, unmet: &Unmet, goes_on: &mut dyn FnMut() -> bool) -> Option<Missing> {
        let Filling { problem, .. } = &self.filling;
        let conflict = rostering::conflict(problem, &self.outcome.cells, unmet, goes_on)?;
        let missing = self.filling.missing(unmet, Some(&conflict))?;
        Some(Missing { is_explained: true, ..missing })
    }
}

/// Something that is missing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub lack: Lack,
    /// The same, as the solver calls it.
    pub unmet: Unmet,
    /// Whether its reasons were looked for: of a long list only the first are, until somebody asks.
    pub is_explained: bool,
    /// What does not go together there; without any one of these it would.
    pub because: Vec<String>,
    /// Whether that was proven, and not only not found.
    pub is_proven: bool,
    /// What would help.
    pub offers: Vec<Offer>,
}

impl Missing {
    /// What does not go together there, in one sentence; empty where nothing is known of it.
    pub fn because_words(&self) -> String {
        if self.because.is_empty() {
            return String::new();
        }
        if self.is_proven {
            return format!("因为：{}", self.because.join("；"));
        }
        let some: Vec<&str> = self.because.iter().take(MOST_TOLD).map(String::as_str).collect();
        let more = if MOST_TOLD < self.because.len() { "等" } else { "" };
        let count = self.because.len();
        format!("没有排开，牵涉到{count}条：{}{more}", some.join("；"))
    }
}

impl Filling {
    fn missing(&self, unmet: &Unmet, conflict: Option<&Conflict>) -> Option<Missing> {
        let lack = self.lack(unmet)?;
        let parts = conflict.map(|conflict| conflict.parts.as_slice()).unwrap_or_default();
        let because = parts.iter().filter_map(|part| self.part_words(*part)).collect();
        let remedies = conflict.map(|conflict| conflict.remedies.as_slice()).unwrap_or_default();
        let offers = remedies.iter().filter_map(|remedy| self.offer(remedy));
        let of_all_shifts = remedies.iter().filter_map(|remedy| self.offer_for_all(remedy));
        let offers = offers.chain(of_all_shifts).collect();
        let is_proven = conflict.is_some_and(|conflict| conflict.proven);
        let (unmet, is_explained) = (unmet.clone(), conflict.is_some());
        Some(Missing { lack, unmet, is_explained, because, is_proven, offers })
    }
}
