//! Who has which shift: fills a rota, fairly and by the rules, and says why where it cannot.
//!
//! Knows nothing of this program: people, cells and reasons are numbers, in the order in which the
//! caller lists them. Whatever is not in a [`Problem`] is no rule, so each rule has its switch with
//! the caller.
//!
//! # What must hold
//!
//! Nobody is put where they are barred ([`Bar`]), where another of their cells does not let them
//! ([`Rest`], [`Apart`]), too often in a row or in seven days, beside somebody they are kept from
//! ([`Pair`]) or without their crew ([`Crew`]). No seat is the last one filled while a skill of its
//! cell is still missing: the seat is left to whoever holds it, and stays empty if nobody may. People
//! already held in a cell ([`Cell::held`]) are never judged and never moved, but they count.
//!
//! # What is better
//!
//! Of two rotas the one is better whose [`Score`] is less, compared number by number:
//!
//! 1. `unmet`: seats that stay empty, and how much is missing of each [`Cover`].
//! 2. `tiers`, in their order. A tier is the sum over its kinds and over all people of
//!    `weight · x · (x + e)`, where `x` is what somebody bears of that kind in this rota and `e`
//!    what they bore in earlier ones. As `2x(x + e) = x² + (x + e)² − e²`, this weighs each rota
//!    apart and together with the earlier ones alike, by the sum of squares: least when it is
//!    spread most evenly, and one more costs somebody who bears `x` already `2x + 1 + e`.
//! 3. `wishes`: the weights of wishes not fulfilled.
//! 4. `moved`: people taken out of a cell in which they were before.
//!
//! # How it is found
//!
//! [`solve()`] fills seats where there is least choice, then moves the holes that are left from cell to
//! cell until somebody fits, then evens out one number of the score after the other by swaps and
//! chains of people, with late acceptance. Every rota on the way is lawful. [`conflict()`] refutes a
//! small part of the problem by counting and by trying everything, and takes away from it what is not
//! needed for that. Everything is counted in whole numbers and steps of work, nothing by the clock,
//! and nothing is shared between threads: the same problem gives the same rota, to the byte, on every
//! machine. [`breaches`] and [`score`] judge any rota without anything of the search.
//!
//! # Why no solver from elsewhere
//!
//! On one core, with 60 people, 31 days and 1,085 seats, this search has every seat filled after 12 ms.
//! `varisat` 0.2 and `batsat` 0.6, with sequential counters for sums, had nothing after a minute, and
//! neither showed within 40 s that ten people do not fill eleven seats at once, which counting shows
//! at once. `microlp` 0.3 shows that too, but in fractions, and knows of no fairness in whole numbers.

mod chains;
mod conflict;
mod draft;
mod frame;
mod holes;
mod judge;
mod meter;
mod outcome;
mod problem;
mod proof;
mod random;
mod remedy;
mod search;
mod solve;
mod team;
mod teams;
mod why;

pub use conflict::conflict;
pub use judge::{Breach, breaches, score};
pub use outcome::{Change, Conflict, Objection, Outcome, Part, Remedy, Score, Unmet, Watch, Why};
pub use problem::{
    Apart, BadProblem, Bar, Cell, Cover, Crew, Effort, Kind, Pair, Person, Problem, Rest, Skill,
    Tag, Wish,
};
pub use solve::solve;
pub use why::{objections, why};
