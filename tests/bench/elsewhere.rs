//! Rows that are not measured here: what a test looks after, and what is not there yet.

use crate::Bench;
use crate::table::{Row, Verdict};

pub(crate) fn tell(bench: &mut Bench) {
    for (what, goal, test) in [
        (
            "back-entry of 15 points x 7 rows: clean; two exceptions",
            "3 keys and two times; 12 keys",
            "tests/it/screens/typing.rs counts the keys",
        ),
        (
            "killed 10,000 times, and every torn or dropped unsynced write",
            "nothing acknowledged lost",
            "tests/it/kills.rs (200 a run), power.rs, sim.rs",
        ),
        (
            "from nothing to paper, actions",
            "a quarter of WPS at most",
            "tests/it/screens/whole.rs counts the actions",
        ),
    ] {
        bench.table.add(Row::new(what, goal, test.to_owned(), Verdict::Tested));
    }
    for (what, goal) in [
        ("rota of 60 people x 31 days x 3 shifts, made by itself", "1 s on one core; near CP-SAT"),
        ("merge at scale 20, memory", "400 MB"),
    ] {
        bench.table.add(Row::new(what, goal, String::new(), Verdict::NotThere));
    }
}
