//! Rotas of many sizes, made one after the other: what comes out, in how long and how much memory.
//!
//! `cargo bench --profile dist --bench rostering -- [SEED] [--write FOLDER]`. With a folder, each
//! problem and the rota made of it is written there for `.ci/yardstick`, which has another solver
//! try its hand at the same.
#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "measures from outside, tells a person, and may stop at once"
)]

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use shousui::rostering::{Outcome, Problem, Score, breaches, conflict, solve};

#[path = "../it/rostering/instances.rs"]
mod instances;

use instances::Shape;

/// The instances that are compared with another solver: people, days, load.
const SHAPES: [(usize, usize, usize); 18] = [
    (12, 8, 60),
    (12, 8, 95),
    (12, 15, 80),
    (20, 15, 70),
    (20, 15, 100),
    (24, 16, 90),
    (30, 16, 85),
    (30, 31, 95),
    (40, 16, 75),
    (40, 31, 90),
    (60, 31, 60),
    (60, 31, 85),
    (60, 31, 95),
    (60, 31, 105),
    (90, 31, 80),
    (120, 31, 60),
    (120, 31, 85),
    (120, 31, 98),
];

fn main() {
    let mut seed = 1;
    let mut folder = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--write" => folder = words.next().map(PathBuf::from),
            // What cargo adds.
            "--bench" => {}
            number => seed = number.parse().unwrap(),
        }
    }
    println!(
        "| # | people x days, load | cells | seats | unmet | tiers | wishes | CPU | peak memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (number, (people, days, load)) in SHAPES.into_iter().enumerate() {
        let place = u64::try_from(number).unwrap();
        let shape = Shape { seed: seed * 100 + place, people, days, load, crews: false };
        let problem = instances::make(shape);
        let begin = cpu();
        let outcome = solve(&problem, &mut |_: u64, _: u64, _: &Score| true).unwrap();
        let took = cpu().saturating_sub(begin);
        assert!(breaches(&problem, &outcome.cells).is_empty());
        let open = problem.cells.iter().filter(|cell| cell.open);
        println!(
            "| {number} | {people} x {days}, {load} % | {} | {} | {} | {:?} | {} | {} ms | {} |",
            problem.cells.len(),
            open.map(|cell| cell.seats).sum::<usize>(),
            outcome.score.unmet,
            outcome.score.tiers,
            outcome.score.wishes,
            took.as_millis(),
            peak(),
        );
        tell_conflicts(&problem, &outcome);
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).unwrap();
            let mut text = written(&problem);
            text["ours"] = json!({
                "unmet": outcome.score.unmet,
                "tiers": outcome.score.tiers,
                "ms": u64::try_from(took.as_millis()).unwrap(),
                "cells": outcome.cells,
            });
            std::fs::write(folder.join(format!("{number:02}.json")), text.to_string()).unwrap();
        }
    }
}

/// How long it takes to say why the first needs are not met.
fn tell_conflicts(problem: &Problem, outcome: &Outcome) {
    let asked = outcome.unmet.iter().take(5);
    let begin = cpu();
    let conflicts: Vec<_> =
        asked.filter_map(|unmet| conflict(problem, &outcome.cells, unmet, &mut || true)).collect();
    if !conflicts.is_empty() {
        let took = cpu().saturating_sub(begin).as_millis();
        let proven = conflicts.iter().filter(|one| one.proven).count();
        let mended = conflicts.iter().filter(|one| !one.remedies.is_empty()).count();
        let all = conflicts.len();
        println!("| | of {all} needs asked for: {proven} proven, {mended} mended, {took} ms |");
    }
}

/// The time this thread has had a processor.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// The most memory this process has had, from one instance to the next.
fn peak() -> String {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map(|rest| rest.trim().to_owned()).unwrap_or_default()
}

/// A problem as the other solver reads it.
fn written(problem: &Problem) -> Value {
    let people = problem.people.iter().map(|person| {
        let skills = person.skills.iter().map(|held| json!([held.skill, held.until]));
        json!({ "skills": skills.collect::<Vec<_>>(), "earlier": person.earlier })
    });
    let cells = problem.cells.iter().map(|cell| {
        json!({
            "day": cell.day, "begin": cell.begin, "end": cell.end, "seats": cell.seats,
            "skills": cell.skills, "held": cell.held, "open": cell.open, "counts": cell.counts,
        })
    });
    let list = |values: &mut dyn Iterator<Item = Value>| values.collect::<Vec<_>>();
    json!({
        "people": people.collect::<Vec<_>>(),
        "cells": cells.collect::<Vec<_>>(),
        "bars": list(&mut problem.bars.iter().map(|bar| json!([bar.person, bar.cell]))),
        "kinds": list(&mut problem.kinds.iter().map(|kind| json!([kind.tier, kind.weight]))),
        "rest": [problem.rest.any, problem.rest.after_night, problem.rest.before_night],
        "row": problem.most_in_row,
        "seven": problem.most_in_seven,
        "apart": list(&mut problem.apart.iter().map(|one| json!([one.these, one.those]))),
        "pairs": list(&mut problem.pairs.iter().map(|one| json!([one.one, one.other, one.within]))),
        "covers": list(&mut problem.covers.iter().map(|one| json!([one.cells, one.skill, one.least]))),
    })
}
