//! The material of the watch: what logs say besides the books, handovers, spot checks.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::model::duty::DutyShift;
use crate::model::watch::{CheckWay, Outcome};
use crate::sample::shift::Shift;

/// What the logs of a day say that the books do not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct LogDay {
    pub(in crate::sample) on: NaiveDate,
    /// How cold it was.
    pub(in crate::sample) cold: String,
    /// A warning of the weather office.
    pub(in crate::sample) notice: String,
    pub(in crate::sample) day: LogPart,
    pub(in crate::sample) night: LogPart,
}

/// One shift of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct LogPart {
    pub(in crate::sample) lines: Vec<TimedLine>,
    pub(in crate::sample) calls: Vec<CallLine>,
    pub(in crate::sample) works: String,
    pub(in crate::sample) utilities: String,
    pub(in crate::sample) left: String,
}

/// What was done and seen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct TimedLine {
    pub(in crate::sample) at: NaiveTime,
    pub(in crate::sample) words: String,
}

/// A call that came in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct CallLine {
    pub(in crate::sample) at: NaiveTime,
    pub(in crate::sample) from: String,
    pub(in crate::sample) matter: String,
    pub(in crate::sample) done: String,
    pub(in crate::sample) by: String,
}

/// Zero reports, handovers and spot checks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct WatchLine {
    pub(in crate::sample) zero: ZeroLine,
    pub(in crate::sample) handovers: HandoverLine,
    pub(in crate::sample) spot_checks: Vec<SpotCheckLine>,
}

/// The daily zero report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ZeroLine {
    pub(in crate::sample) at: NaiveTime,
    /// They take turns by the day.
    pub(in crate::sample) reporters: Vec<String>,
    pub(in crate::sample) receivers: Vec<ReceiverLine>,
}

/// Who is told, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct ReceiverLine {
    pub(in crate::sample) name: String,
    pub(in crate::sample) way: String,
}

/// What handovers say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct HandoverLine {
    pub(in crate::sample) kit: String,
    pub(in crate::sample) devices: String,
    pub(in crate::sample) orders: String,
    /// Shifts that had something else to say.
    pub(in crate::sample) odd: Vec<OddLine>,
}

/// What one handover says instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct OddLine {
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) shift: DutyShift,
    pub(in crate::sample) devices: String,
    pub(in crate::sample) orders: String,
}

/// A spot check. Without a checker it is the leader on duty; without an outcome all were there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sample) struct SpotCheckLine {
    pub(in crate::sample) on: NaiveDate,
    pub(in crate::sample) at: NaiveTime,
    pub(in crate::sample) way: CheckWay,
    pub(in crate::sample) checker: String,
    pub(in crate::sample) post: String,
    #[serde(default = "present")]
    pub(in crate::sample) outcome: Outcome,
    #[serde(default)]
    pub(in crate::sample) measure: String,
}

fn present() -> Outcome {
    Outcome::Present
}

impl LogDay {
    /// The same day of another season.
    pub(in crate::sample) fn moved(&self, shift: &Shift) -> Self {
        Self { on: shift.day(self.on), ..self.clone() }
    }

    /// What it says of a shift.
    pub(in crate::sample) fn part(&self, shift: DutyShift) -> &LogPart {
        if shift == DutyShift::Night { &self.night } else { &self.day }
    }
}

impl WatchLine {
    /// That of another season.
    pub(in crate::sample) fn moved(&self, shift: &Shift) -> Self {
        let mut watch = self.clone();
        for line in &mut watch.spot_checks {
            line.on = shift.day(line.on);
        }
        for line in &mut watch.handovers.odd {
            line.on = shift.day(line.on);
        }
        watch
    }
}
