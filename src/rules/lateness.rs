//! 超期: one meaning on every paper and screen.
//!
//! A hazard *is* late that is still to be put right past its limit, extensions included; it *was* late
//! that was put right, or whose limit was moved, only past its limit. The days are those of all its
//! limits together.

use chrono::NaiveDate;

use crate::model::hazard::Hazard;

/// Whether a hazard is or was late, as it stands at the end of a day, and by how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// It never was.
    Never,
    /// It was and is not any more.
    Was(i64),
    /// It is.
    Is(i64),
}

impl Lateness {
    /// How a hazard stands on that day.
    pub fn of(hazard: &Hazard, day: NaiveDate) -> Self {
        match (hazard.days_late(day), hazard.is_late(day)) {
            (0, _) => Self::Never,
            (days, true) => Self::Is(days),
            (days, false) => Self::Was(days),
        }
    }

    /// How many days it is late, if it is.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Is(days) => Some(days),
            Self::Never | Self::Was(_) => None,
        }
    }

    /// 超期3天, 曾超期3天; nothing of one in time.
    pub fn words(self) -> Option<String> {
        match self {
            Self::Never => None,
            Self::Was(days) => Some(format!("曾超期{days}天")),
            Self::Is(days) => Some(format!("超期{days}天")),
        }
    }
}
