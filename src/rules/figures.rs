//! Counted figures with the way they are counted: every rate says what was divided by what.

use chrono::NaiveDate;

use super::lateness::Lateness;
use crate::model::Document;
use crate::model::hazard::{Hazard, State};

/// Hazards counted as of a day. Void ones count nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HazardFigures {
    /// All ever written down.
    pub all: usize,
    /// Put right on the spot.
    pub on_spot: usize,
    /// Signed off.
    pub closed: usize,
    /// Not signed off yet (未销号), in the sense of [`super::course::open_at_end_of`].
    pub open: usize,
    /// To be put right, and past their limit.
    pub late: usize,
    /// Ever past a limit while they were to be put right, these included.
    pub was_late: usize,
    /// Put right, to be looked at again or signed off.
    pub to_close: usize,
}

impl HazardFigures {
    /// Counts those hazards.
    pub fn count<'a>(hazards: impl Iterator<Item = &'a Hazard>, today: NaiveDate) -> Self {
        let mut figures = Self::default();
        for hazard in hazards {
            let state = hazard.state();
            if state == State::Void {
                continue;
            }
            figures.all += 1;
            figures.on_spot += usize::from(hazard.is_on_spot());
            figures.closed += usize::from(state == State::Closed);
            figures.open += usize::from(state != State::Closed);
            let lateness = Lateness::of(hazard, today);
            figures.late += usize::from(lateness.days().is_some());
            figures.was_late += usize::from(lateness != Lateness::Never);
            figures.to_close +=
                usize::from(matches!(state, State::Rectified | State::FixedOnSpot | State::Passed));
        }
        figures
    }

    /// Still to be put right (待整改).
    pub fn waiting(&self) -> usize {
        self.open - self.to_close
    }

    /// Counts every hazard of the document.
    pub fn of(doc: &Document, today: NaiveDate) -> Self {
        Self::count(doc.hazards.iter().map(|(_, hazard)| hazard), today)
    }

    /// The rate and what was divided: 97.9%（94/96）; `None` without hazards.
    pub fn rate(&self) -> Option<String> {
        rate(self.closed, self.all, "")
    }

    /// The rate with its way of counting: 整改率97.9%（94/96，口径：已销号÷累计登记）.
    pub fn rate_words(&self) -> String {
        match rate(self.closed, self.all, "，口径：已销号÷累计登记") {
            Some(rate) => format!("整改率{rate}"),
            None => "整改率暂无（还没有登记隐患）".to_owned(),
        }
    }
}

/// 97.9%（94/96）, and in the brackets what more is to be said of it; `None` of nothing.
pub(super) fn rate(part: usize, whole: usize, more: &str) -> Option<String> {
    let rate = per_mille(part, whole)?;
    Some(format!("{}.{}%（{part}/{whole}{more}）", rate / 10, rate % 10))
}

/// `part` of `whole` in thousandths, rounded half up; `None` of nothing.
///
/// Whole numbers throughout, so that the same records print the same figure everywhere. A rate
/// short of the whole never rounds up to 100 %.
pub fn per_mille(part: usize, whole: usize) -> Option<usize> {
    if whole == 0 {
        return None;
    }
    let rate = (part * 1000 * 2 + whole) / (whole * 2);
    Some(if part < whole { rate.min(999) } else { rate })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_say_how_they_were_counted() {
        let figures = HazardFigures { all: 96, closed: 94, ..Default::default() };
        assert_eq!(figures.rate_words(), "整改率97.9%（94/96，口径：已销号÷累计登记）");
        assert_eq!(per_mille(9_999, 10_000), Some(999));
        assert_eq!(per_mille(3, 3), Some(1000));
        assert_eq!(per_mille(0, 0), None);
    }
}
