//! 预案体检: looked into beside the window while its screen is in front.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Effect, Place, Tab, Workspace};
use crate::rules::checkup::Examined;

/// The revision of a document and the day it is looked at as of.
type Of = (u64, NaiveDate);

/// What the check-up found last, and of what.
#[derive(Debug, Default)]
pub(super) struct Examining {
    asked: Option<Of>,
    of: Option<Of>,
    found: Option<Box<Examined>>,
}

impl Examining {
    /// An answer about a workbook that was closed meanwhile tells nothing. Nothing was found out where the look
    /// broke down.
    pub(super) fn examined(&mut self, of: Of, found: Option<Box<Examined>>) {
        if self.asked.take_if(|asked| *asked == of).is_some() {
            (self.of, self.found) = (Some(of), found);
        }
    }
}

impl Workspace {
    /// What the check-up found last, if anything is known.
    pub fn examined(&self) -> Option<&Examined> {
        self.examining.found.as_deref()
    }

    /// Whether the check-up is through with the plan as it stands on that day.
    pub fn is_examined(&self, today: NaiveDate) -> bool {
        self.examining.of == Some((self.document().revision(), today))
    }

    /// Asks for a check-up while its screen is in front, one question at a time.
    pub(super) fn examine_when_stale(&mut self, now: NaiveDateTime) -> Option<Effect> {
        let is_in_front =
            self.place == Place::Plan && self.picked.tab(Place::Plan) == Some(Tab::Checkup);
        let today = self.workbook_now(now).date();
        let is_known = self.is_examined(today) || self.examining.asked.is_some();
        let doc = self.document();
        if !is_in_front || is_known || doc.cards.is_empty() || !self.damages.is_empty() {
            return None;
        }
        let (of, doc) = ((doc.revision(), today), Box::new(doc.clone()));
        self.examining.asked = Some(of);
        Some(Effect::Examine(doc, today))
    }
}
