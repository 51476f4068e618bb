//! The hands that build the sample: one sitting after another, every act through
//! [`Session::perform`], as a person would do it. Decides nothing.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::Trouble;
use super::material::OperatorLine;
use crate::action::Action;
use crate::model::id::{PersonId, PhoneId, PostId, RouteId, SiteId, UnitId, ZoneId};
use crate::model::{Put, RecordId};
use crate::session::Session;

/// How long one act takes.
const PACE_SECONDS: i64 = 8;

/// What the material calls things, and the records they became.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) units: BTreeMap<String, UnitId>,
    pub(super) persons: BTreeMap<String, PersonId>,
    pub(super) posts: BTreeMap<String, PostId>,
    pub(super) phones: BTreeMap<String, PhoneId>,
    pub(super) zones: BTreeMap<String, ZoneId>,
    pub(super) sites: BTreeMap<String, SiteId>,
    pub(super) routes: Vec<RouteId>,
}

/// A builder on an open workbook.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub(super) session: Session,
    pub(super) names: Names,
    operators: &'a [OperatorLine],
    now: NaiveDateTime,
}

impl<'a> Builder<'a> {
    pub(super) fn new(session: Session, operators: &'a [OperatorLine]) -> Self {
        Self { session, names: Names::default(), operators, now: NaiveDateTime::MIN }
    }

    /// Lets it become that late; a builder that is busy longer goes on when it can.
    pub(super) fn wait_until(&mut self, at: NaiveDateTime) {
        self.now = self.now.max(at);
        let names = self
            .operators
            .iter()
            .rev()
            .find(|line| line.from <= self.now.time())
            .map(|line| line.names.as_slice())
            .unwrap_or_default();
        let days = self.now.date().signed_duration_since(NaiveDate::default()).num_days();
        let turn = usize::try_from(days).unwrap_or_default().checked_rem(names.len());
        if let Some(name) = turn.and_then(|turn| names.get(turn))
            && name != self.session.operator()
        {
            self.session.sit_down(name);
        }
    }

    /// How late it is.
    pub(super) fn now(&self) -> NaiveDateTime {
        self.now
    }

    /// Does one act as a step of its own, and returns what it made first.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub(super) fn act(&mut self, action: &Action) -> Result<Option<RecordId>, Trouble> {
        let done = self
            .session
            .perform(action, self.now)
            .map_err(|refusal| Trouble::Refused(self.now, refusal.to_string()))?;
        self.session.seal();
        // Nobody keeps them beside a workbook that is being built.
        drop(self.session.take_notes());
        self.now += TimeDelta::seconds(PACE_SECONDS);
        Ok(done.made.into_iter().next())
    }

    /// Writes one field as a step of its own.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub(super) fn set(&mut self, put: impl Into<Put>) -> Result<(), Trouble> {
        self.act(&Action::Set(put.into())).map(drop)
    }

    pub(super) fn person(&self, name: &str) -> Result<PersonId, Trouble> {
        known(&self.names.persons, name)
    }

    pub(super) fn persons(&self, names: &[String]) -> Result<Vec<PersonId>, Trouble> {
        names.iter().map(|name| self.person(name)).collect()
    }

    pub(super) fn unit(&self, name: &str) -> Result<UnitId, Trouble> {
        known(&self.names.units, name)
    }

    pub(super) fn site(&self, name: &str) -> Result<SiteId, Trouble> {
        known(&self.names.sites, name)
    }
}

/// The record that goes by that name.
pub(super) fn known<T: Copy>(records: &BTreeMap<String, T>, name: &str) -> Result<T, Trouble> {
    records.get(name).copied().ok_or_else(|| Trouble::Unknown(name.to_owned()))
}
