//! A part of the ledger, and how it is asked for.

use chrono::NaiveDate;

use crate::model::RecordId;
use crate::model::hazard::Hazard;
use crate::model::id::SiteId;
use crate::print::paper::Of;

/// A part of the ledger: the hazards of a site, those found on a day, or both; all without either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) site: Option<SiteId>,
    pub(super) day: Option<NaiveDate>,
}

impl Cut {
    pub(super) fn of(of: &Of) -> Self {
        let site = match of.record() {
            Some(RecordId::Site(site)) => Some(*site),
            _ => None,
        };
        Self { site, day: of.day() }
    }

    pub(super) fn asked(self) -> Of {
        match (self.site.map(RecordId::Site), self.day) {
            (Some(site), Some(day)) => Of::On(site, day),
            (Some(site), None) => Of::Records(vec![site]),
            (None, Some(day)) => Of::Day(day),
            (None, None) => Of::Whole,
        }
    }

    pub(super) fn holds(self, hazard: &Hazard) -> bool {
        let at_site = self.site.is_none_or(|site| hazard.site == Some(site));
        at_site && self.day.is_none_or(|day| hazard.found_on == Some(day))
    }

    pub(super) fn is_whole(self) -> bool {
        self == Self::default()
    }
}
