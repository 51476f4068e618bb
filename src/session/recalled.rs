//! A history played ahead, beside the window, so that what others wrote is taken in at once.

use std::sync::Arc;

use super::history::History;
use super::journal::{Journal, Mark};
use super::progress::{Unwatched, Watch};

/// The history that a journal told at one moment.
#[derive(Clone, Debug)]
pub struct Recalled {
    history: History,
    mark: Mark,
}

impl Recalled {
    /// Plays what that journal tells.
    pub fn of(journal: &Journal) -> Self {
        let Ok(recalled) = Self::of_watched(journal, &Unwatched);
        recalled
    }

    /// Plays what that journal tells, as long as somebody waits for it.
    ///
    /// # Errors
    /// When no more of it is wanted.
    pub fn of_watched<W: Watch>(journal: &Journal, watch: &W) -> Result<Self, W::Stop> {
        let mut history = History::default();
        history.take(journal.entries_watched(watch)?, watch)?;
        Ok(Self { history, mark: journal.mark() })
    }

    /// The history that the journal tells by now: only what has come since is played, unless it is
    /// another journal.
    pub(super) fn up_to<W: Watch>(self, journal: &Journal, watch: &W) -> Result<History, W::Stop> {
        let Self { mut history, mark } = self;
        let Some(since) = journal.since(&mark) else {
            return Ok(Self::of_watched(journal, watch)?.history);
        };
        history.take(since.iter().map(Arc::clone), watch)?;
        Ok(history)
    }
}
