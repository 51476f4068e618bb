//! Every paper there is: 材料, the command line and the tests read this list.

use super::paper::{Paper, Request, Shelf};
use super::{
    activities, activity, answers, archive, boards, brief, cards, control_board, dial_test, duties,
    evenness, filing, founding, gatherings, handouts, handover, incidents, ledger, log, matrix,
    overview, phones, plan, plates, pledges, pockets, residents, revisions, roll_call, roster,
    services, sheets, site_record, slips, spot_checks, summary, supplies, swaps, totals, transfer,
    zero_reports, zones,
};
use crate::model::RecordId;

/// Every paper, in the order of the shelves.
pub static CATALOGUE: [&Paper; 63] = [
    &sheets::PAPER,
    &roster::WALL,
    &roster::PAPER,
    &pledges::PAPER,
    &zones::PAPER,
    &answers::WALL,
    &answers::PAPER,
    &residents::PAPER,
    &roll_call::WALL,
    &roll_call::PAPER,
    &founding::NOTICE,
    &founding::SCHEME,
    &founding::FLAG,
    &plates::ZONES,
    &plates::ZONES_LARGE,
    &plates::POSTS,
    &gatherings::LIST,
    &gatherings::PAPER,
    &gatherings::SIGN_IN,
    &plan::PAPER,
    &phones::PAPER,
    &phones::FOLD,
    &cards::PAPER,
    &cards::FOLDED,
    &cards::WALL,
    &pockets::PAPER,
    &dial_test::PAPER,
    &supplies::PAPER,
    &control_board::PAPER,
    &revisions::PAPER,
    &handouts::PAPER,
    &filing::MINUTES,
    &filing::RESOURCES,
    &filing::RISKS,
    &incidents::drills::SCHEME,
    &incidents::drills::RATINGS,
    &matrix::PAPER,
    &duties::PAPER,
    &duties::LARGE,
    &duties::FULL,
    &evenness::PAPER,
    &totals::PAPER,
    &boards::PAPER,
    &slips::PAPER,
    &swaps::PAPER,
    &ledger::PAPER,
    &overview::PAPER,
    &transfer::PAPER,
    &site_record::PAPER,
    &log::PAPER,
    &handover::PAPER,
    &zero_reports::PAPER,
    &spot_checks::PAPER,
    &incidents::PAPER,
    &incidents::report::PAPER,
    &incidents::review::PAPER,
    &activities::PAPER,
    &services::PAPER,
    &activity::PAPER,
    &activity::SIGN_IN,
    &brief::PAPER,
    &summary::PAPER,
    &archive::PAPER,
];

impl Paper {
    /// The papers of a shelf.
    pub fn on(shelf: Shelf) -> impl Iterator<Item = &'static Self> {
        CATALOGUE.into_iter().filter(move |paper| paper.shelf == shelf)
    }
}

impl Paper {
    /// Whether it names people in the order the workbook says.
    pub fn is_roster(&self) -> bool {
        let rosters = [
            &roster::WALL,
            &roster::PAPER,
            &pledges::PAPER,
            &activity::SIGN_IN,
            &gatherings::SIGN_IN,
        ];
        rosters.into_iter().any(|paper| std::ptr::eq(paper, self))
    }
}

impl Request {
    /// The paper that bears the record's number, if there is one.
    pub fn numbered(record: &RecordId) -> Option<Self> {
        match record {
            RecordId::Sheet(id) => Some(Self::sheets(&[*id])),
            RecordId::Transfer(id) => Some(Self::transfer(*id)),
            _ => None,
        }
    }
}
