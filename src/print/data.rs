//! What stands on papers, apart from how it is laid out: what a page is made of, and what a text
//! or a table of an office program can be made of too.

use super::card::Card;
use super::form::Form;
use super::ledger::Ledger;
use super::letter::Letter;
use super::rota::Rota;
use super::{inspection, sheet, transfer};

/// What stands on a paper.
pub(super) enum Data {
    /// Sheets, in the order in which they are to lie.
    Sheets(Vec<Round>),
    /// A transfer slip.
    Transfer(Box<transfer::Slip>),
    /// The ledger of hazards.
    Ledger(Box<Ledger>),
    /// An office form.
    Form(Box<Form>),
    /// Office forms of one kind, each with a count of pages of its own.
    Forms(Vec<Form>),
    /// Running text, one after the other.
    Letters(Vec<Letter>),
    /// A letter the mine has reviewed as a whole.
    Reviewed(Box<Letter>),
    /// Response cards.
    Cards(Vec<Card>),
    /// The rota for the wall.
    Rota(Box<Rota>),
}

/// A sheet of one of the two layouts.
pub(super) enum Round {
    /// Along a route.
    Route(Box<sheet::RouteSheet>),
    /// Of one site.
    Site(Box<inspection::SiteSheet>),
}
