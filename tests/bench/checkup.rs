//! 预案体检: the whole season ahead, hour by hour.

use std::time::Duration;

use shousui::rules::checkup;

use crate::Bench;
use crate::times::{Times, ms, timed};

const GOAL: Duration = Duration::from_millis(50);

pub(crate) fn measure(bench: &mut Bench) {
    for scale in [1, bench.large()] {
        let doc = bench.sample(scale).kept().doc;
        let first = doc.current_season().first.unwrap();
        let often = bench.often(20);
        let times = Times::of(often, || timed(|| checkup(&doc, first)).1);
        let words = ms(times.worst());
        let what = format!("check-up of the plan over the whole season, worst, scale {scale}");
        let row = bench.table.row(&what, GOAL, times.worst(), words);
        bench.table.add(row.note(format!("median of {often}: {}", ms(times.median()))));
    }
}
