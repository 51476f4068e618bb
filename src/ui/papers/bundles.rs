//! What can be printed in one go, counted once for each document and day.

use chrono::NaiveDate;

use crate::print::{self, Offer};
use crate::ui::View;

/// The offers, and of which document and day they are.
#[derive(Debug, Default)]
pub(super) struct Bundles {
    of: Option<(u64, NaiveDate, NaiveDate)>,
    offers: Vec<Offer>,
}

impl Bundles {
    /// As the document has it by now.
    pub(super) fn of(&mut self, view: View<'_>, day: NaiveDate) -> Vec<Offer> {
        let of = (view.doc.revision(), day, view.today);
        if self.of != Some(of) {
            *self = Self { of: Some(of), offers: print::bundles(view.doc, day, view.today) };
        }
        self.offers.clone()
    }
}
