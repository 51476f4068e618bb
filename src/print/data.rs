//! What stands on papers, apart from how it is laid out: what a page is made of, and what a text
//! or a table of an office program can be made of too.

use serde::Serialize;

use super::PrintError;
use super::board::Board;
use super::card::Card;
use super::fold::Fold;
use super::form::Form;
use super::ledger::Ledger;
use super::letter::Letter;
use super::plate::Plate;
use super::pocket::Pocket;
use super::rota::Rota;
use super::slip::Slip;
use super::{inspection, sheet, transfer};

/// Digits of a digest: enough that no two papers of a season have the same.
const DIGITS: usize = 16;

/// What stands on a paper.
#[derive(Serialize)]
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
    /// Response cards, front and back beside each other.
    FoldedCards(Vec<Card>),
    /// Forms of half a page, two on each.
    Halves(Vec<Form>),
    /// Who is on duty, in large print.
    Boards(Vec<Board>),
    /// Slips, eight to a page.
    Slips(Vec<Slip>),
    /// Pocket cards, eight to a page.
    Pockets(Vec<Pocket>),
    /// The telephone table to be folded.
    Fold(Box<Fold>),
    /// Plates for walls and doors.
    Plates(Vec<Plate>),
    /// The rota for the wall.
    Rota(Box<Rota>),
}

impl Data {
    /// Whether it is text that nobody has reviewed as a whole.
    pub(super) fn is_draft(&self) -> bool {
        matches!(self, Self::Letters(_))
    }

    /// Whether it has a table of contents.
    pub(super) fn has_contents(&self) -> bool {
        match self {
            Self::Letters(letters) => letters.iter().any(|letter| letter.contents),
            Self::Reviewed(letter) => letter.contents,
            _ => false,
        }
    }

    /// The digest of what stands there: the same words give the same one.
    pub(super) fn digest(&self) -> Result<String, PrintError> {
        let mut hasher = blake3::Hasher::new();
        let hashed = serde_json::to_writer(&mut hasher, self);
        hashed.map_err(|error| PrintError::Layout(error.to_string()))?;
        Ok(hasher.finalize().to_hex().chars().take(DIGITS).collect())
    }
}

/// A sheet of one of the two layouts.
#[derive(Serialize)]
pub(super) enum Round {
    /// Along a route.
    Route(Box<sheet::RouteSheet>),
    /// Of one site.
    Site(Box<inspection::SiteSheet>),
}
