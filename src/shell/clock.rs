//! The time of day, as the mine counts it. No other module reads the clock.

use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDateTime, TimeDelta, Utc};

/// Hours by which the mine's clocks are ahead of UTC, whatever zone the PC is set to.
const AHEAD: i64 = 8;

/// The moment, UTC+8.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
pub fn now() -> NaiveDateTime {
    at_the_mine(Utc::now())
}

/// What the PC itself shows its people: its clock in the zone it is set to.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
pub fn shown_by_the_pc() -> NaiveDateTime {
    Local::now().naive_local()
}

/// A moment of the file system, UTC+8.
pub fn of_system(time: SystemTime) -> NaiveDateTime {
    at_the_mine(DateTime::<Utc>::from(time))
}

fn at_the_mine(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.naive_utc() + TimeDelta::hours(AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mine_is_eight_hours_ahead() {
        let epoch = of_system(SystemTime::UNIX_EPOCH);
        assert_eq!(epoch.to_string(), "1970-01-01 08:00:00");
    }
}
