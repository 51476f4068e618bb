//! Times of one thing done again and again, and figures as a person reads them.

use std::time::{Duration, Instant};

/// How long something took each time, shortest first.
#[derive(Clone, Debug)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Those times.
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// Does something so often.
    pub(crate) fn of(count: usize, mut work: impl FnMut() -> Duration) -> Self {
        Self::new((0..count).map(|_| work()).collect())
    }

    /// The time that so many of a thousand do not exceed.
    fn thousandths(&self, share: usize) -> Duration {
        let place = (self.0.len() * share).div_ceil(1000).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        self.thousandths(500)
    }

    pub(crate) fn p95(&self) -> Duration {
        self.thousandths(950)
    }

    pub(crate) fn p99(&self) -> Duration {
        self.thousandths(990)
    }

    pub(crate) fn worst(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Does something, and says how long it took.
pub(crate) fn timed<R>(work: impl FnOnce() -> R) -> (R, Duration) {
    let began = Instant::now();
    let result = std::hint::black_box(work());
    (result, began.elapsed())
}

/// A time as a person reads it.
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 {
        format!("{ms:.2} ms")
    } else if ms < 1000.0 {
        format!("{ms:.0} ms")
    } else {
        format!("{:.2} s", ms / 1000.0)
    }
}

/// A count of bytes as a person reads it.
pub(crate) fn bytes(count: u64) -> String {
    let kilo = f64::from(u32::try_from(count / 100).unwrap_or(u32::MAX)) / 10.0;
    if kilo < 1000.0 { format!("{kilo:.0} kB") } else { format!("{:.1} MB", kilo / 1000.0) }
}
