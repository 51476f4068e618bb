//! A copy of the open session that is worked on beside the window, and takes its place once it is
//! done.

use std::collections::BTreeMap;

use super::{Head, Session};
use crate::model::id::Replica;

impl Session {
    /// A copy to be worked on beside the window; costs next to nothing. What is to be kept beside
    /// the workbook stays with this one.
    pub fn aside(&mut self) -> Self {
        self.seal();
        let mut copy = self.clone();
        copy.notes.clear();
        copy
    }

    /// Goes on as that copy, which was made when the newest entries were `base`. Nothing comes of
    /// it where something has happened here since; whether it did.
    pub fn go_on_as(&mut self, copy: Self, base: &BTreeMap<Replica, Head>) -> bool {
        if self.open.is_some() || self.kept.heads != *base {
            return false;
        }
        let (operator, printed) = (self.operator.clone(), self.printed.clone());
        let notes = std::mem::take(&mut self.notes);
        *self = Self { operator, printed, notes, ..copy };
        true
    }
}
