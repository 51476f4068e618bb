//! The material of plan and rota: posts and who takes turns, telephones, approval.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::sample::shift::Shift;

/// A shipped post, and who holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct PostLine {
    pub(in crate::sample) name: String,
    pub(in crate::sample) primary: String,
    pub(in crate::sample) backup: String,
    pub(in crate::sample) phone: String,
    pub(in crate::sample) turn: TurnLine,
    /// What it is called that A角 and B角 are never on at the same time, where that is asked.
    #[serde(default)]
    pub(in crate::sample) apart: Option<String>,
}

/// Who takes turns at a post.
#[derive(Debug, Deserialize)]
pub(in crate::sample) enum TurnLine {
    /// It has no column of the rota.
    Nobody,
    /// These.
    These(Vec<String>),
    /// Those who walk patrols.
    Walkers,
    /// Those who sign as electricians on them.
    Electricians,
}

/// The plan with its papers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct PlanLine {
    pub(in crate::sample) superior: String,
    pub(in crate::sample) valid_from: NaiveDate,
    pub(in crate::sample) valid_to: NaiveDate,
    pub(in crate::sample) countersigns: Vec<CountersignLine>,
    pub(in crate::sample) reviewed: ReviewLine,
    pub(in crate::sample) approved: ApprovalLine,
    /// What was changed afterwards, and approved anew.
    pub(in crate::sample) revised: RevisedLine,
    /// Where people gather, card by card.
    pub(in crate::sample) musters: Vec<MusterLine>,
    pub(in crate::sample) phones: Vec<NumberLine>,
    /// When all numbers of the mine were tried.
    pub(in crate::sample) dialled: Vec<DialLine>,
}

/// What one department said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct CountersignLine {
    pub(in crate::sample) unit: String,
    pub(in crate::sample) opinion: String,
    pub(in crate::sample) person: String,
    pub(in crate::sample) on: NaiveDate,
}

/// Who reviewed the cards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ReviewLine {
    pub(in crate::sample) by: String,
    pub(in crate::sample) on: NaiveDate,
}

/// Who approved the plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ApprovalLine {
    pub(in crate::sample) by: Vec<String>,
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) note: String,
}

/// Where people gather by a card from then on, who looked at that, and its approval.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct RevisedLine {
    pub(in crate::sample) muster: MusterLine,
    pub(in crate::sample) reviewed: ReviewLine,
    /// When the departments signed again.
    pub(in crate::sample) countersigned: NaiveDate,
    pub(in crate::sample) approved: ApprovalLine,
}

/// Where people gather.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct MusterLine {
    pub(in crate::sample) card: String,
    pub(in crate::sample) at: String,
}

/// A telephone number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct NumberLine {
    pub(in crate::sample) name: String,
    pub(in crate::sample) number: String,
}

/// When somebody tried all numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct DialLine {
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) by: String,
}

impl PlanLine {
    /// The plan of another season.
    pub(in crate::sample) fn moved(&self, shift: &Shift) -> Self {
        let mut plan = self.clone();
        plan.valid_from = shift.day(plan.valid_from);
        plan.valid_to = shift.day(plan.valid_to);
        plan.reviewed.on = shift.day(plan.reviewed.on);
        plan.approved.on = shift.day(plan.approved.on);
        plan.revised.reviewed.on = shift.day(plan.revised.reviewed.on);
        plan.revised.countersigned = shift.day(plan.revised.countersigned);
        plan.revised.approved.on = shift.day(plan.revised.approved.on);
        for line in &mut plan.countersigns {
            line.on = shift.day(line.on);
        }
        for line in &mut plan.dialled {
            line.on = shift.day(line.on);
        }
        plan
    }
}
