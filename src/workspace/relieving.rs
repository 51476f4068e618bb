//! 连环调班: the chains by which a shift could be taken, looked for beside the window while somebody asks
//! for them.

use chrono::NaiveDateTime;

use super::{Dialog, Doing, Effect, SwapDraft, Workspace};
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::swap::SwapKind;
use crate::rules::duty::relief::{self, Chain, Turn};

/// What chains rest on: the workbook's revision, whose shift it is, and since when the same shifts are
/// under way.
type Base = (u64, (DutyId, PersonId), NaiveDateTime);

/// Chains that are looked for, and those found.
#[derive(Debug, Default)]
pub(super) struct Relieving {
    /// What is looked for, or was last, and by which work.
    asked: Option<(Base, u64)>,
    found: Option<(Base, Vec<Chain>)>,
}

impl Workspace {
    fn chain_base(&self, draft: &SwapDraft, now: NaiveDateTime) -> Option<Base> {
        let turn = draft.cell.zip(draft.absent).filter(|_| draft.way == SwapKind::Chain)?;
        Some((self.document().revision(), turn, relief::turned(self.workbook_now(now))))
    }

    /// The chains by which the shift that is asked about could be taken, once they are known.
    pub fn chains(&self, draft: &SwapDraft, now: NaiveDateTime) -> Option<&[Chain]> {
        let (base, chains) = self.relieving.found.as_ref()?;
        (self.chain_base(draft, now)? == *base).then_some(chains.as_slice())
    }

    /// Has chains looked for whenever they are asked for and others are known, if any.
    pub(super) fn look_for_chains_when_stale(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let base = match &self.dialog {
            Some(Dialog::Swap(draft)) => self.chain_base(draft, now),
            _ => None,
        };
        let (Some(base), asked) = (base, self.relieving.asked) else {
            let given_up = self.relieving.asked.take();
            return given_up.and_then(|(_, ticket)| self.stop(ticket)).into_iter().collect();
        };
        let is_found = self.relieving.found.as_ref().is_some_and(|(found, _)| *found == base);
        if is_found || asked.is_some_and(|(asked, _)| asked == base) {
            return Vec::new();
        }
        let before = asked.and_then(|(_, ticket)| self.stop(ticket));
        let ticket = self.next_ticket();
        self.relieving.asked = Some((base, ticket));
        let (_, (cell, person), _) = base;
        let words = self.document().person_name(person).to_owned();
        self.begin_work(ticket, Doing::Relieve, words);
        let (doc, at) = (self.document().clone(), self.workbook_now(now));
        let turn = Box::new(Turn { doc, cell, person, at });
        before.into_iter().chain([Effect::Relieve { ticket, turn }]).collect()
    }

    /// Looks once more for the chains that are asked for: they were not looked for to the end.
    pub(super) fn look_for_chains_again(&mut self) {
        if !self.looks_for_chains() {
            self.relieving.asked = None;
        }
    }

    /// Chains were looked for.
    pub(super) fn chains_found(&mut self, ticket: u64, chains: Vec<Chain>) {
        self.over(ticket);
        if let Some((base, _)) = self.relieving.asked.filter(|(_, asked)| *asked == ticket) {
            self.relieving.found = Some((base, chains));
        }
    }

    /// Whether that work looks for the chains that are asked for.
    pub(super) fn relieves(&self, ticket: u64) -> bool {
        self.relieving.asked.is_some_and(|(_, asked)| asked == ticket)
    }

    /// Whether they were looked for and somebody stopped that.
    pub fn stopped_looking(&self, draft: &SwapDraft, now: NaiveDateTime) -> bool {
        let base = self.chain_base(draft, now);
        let asked = self.relieving.asked.map(|(asked, _)| asked);
        base.is_some() && asked == base && !self.looks_for_chains()
    }

    /// Whether chains are being looked for.
    pub fn looks_for_chains(&self) -> bool {
        self.at_work().iter().any(|work| work.doing == Doing::Relieve)
    }
}
