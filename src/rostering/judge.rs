//! Judges any rota, however it came about, by the rules alone and without anything of the search.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{is_skilled, no_rest, overlap};
use super::outcome::{Objection, Score};
use super::problem::{Cell, Problem};

/// Somebody is where they may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// In which cell.
    pub cell: usize,
    /// Who.
    pub person: usize,
    /// Why they may not.
    pub objection: Objection,
}

/// What is wrong with a rota that holds at least those who are held. People held are not judged.
pub fn breaches(problem: &Problem, cells: &[Vec<usize>]) -> Vec<Breach> {
    let mut found = Vec::new();
    for (cell, inside) in cells.iter().enumerate().take(problem.cells.len()) {
        for person in inside {
            if !problem.cells[cell].held.contains(person) {
                let list = objections_of(problem, cells, cell, *person);
                found.extend(list.into_iter().map(|objection| Breach {
                    cell,
                    person: *person,
                    objection,
                }));
            }
        }
    }
    found
}

/// The cells somebody is in.
fn cells_of(cells: &[Vec<usize>], person: usize) -> Vec<usize> {
    let all = cells.iter().enumerate();
    all.filter(|(_, inside)| inside.contains(&person)).map(|(cell, _)| cell).collect()
}

/// What speaks against somebody who is in a cell.
pub(super) fn objections_of(
    problem: &Problem,
    cells: &[Vec<usize>],
    cell: usize,
    person: usize,
) -> Vec<Objection> {
    let record = &problem.cells[cell];
    let mut list = Vec::new();
    if !record.open || record.seats < cells[cell].len() {
        list.push(Objection::Full);
    }
    if 1 < cells[cell].iter().filter(|one| **one == person).count() {
        list.push(Objection::There);
    }
    let bars = problem.bars.iter().filter(|bar| (bar.person, bar.cell) == (person, cell));
    list.extend(bars.map(|bar| Objection::Tag(bar.tag)));
    let own = cells_of(cells, person);
    list.extend(by_cells(problem, cell, own.iter().copied().filter(|other| *other != cell)));
    list.extend(by_days(problem, cell, &own));
    list.extend(by_people(problem, cells, cell, person));
    if record.seats <= cells[cell].len() {
        let lacks = |skill: &&usize| {
            !cells[cell].iter().any(|one| is_skilled(problem, *one, cell, **skill))
        };
        list.extend(record.skills.iter().filter(lacks).map(|skill| Objection::Skill(*skill)));
    }
    list
}

/// What the other cells of somebody have against a cell.
pub(super) fn by_cells(
    problem: &Problem,
    cell: usize,
    others: impl Iterator<Item = usize>,
) -> Vec<Objection> {
    let record = &problem.cells[cell];
    let mut list = Vec::new();
    for other in others {
        let near = &problem.cells[other];
        if problem.once_at_a_time && overlap(record, near) {
            list.push(Objection::Clash(other));
        }
        if no_rest(problem, record, near) {
            list.push(Objection::Rest(other));
        }
        let parts = |apart: &super::Apart| {
            let between = |one, other| apart.these.contains(&one) && apart.those.contains(&other);
            between(cell, other) || between(other, cell)
        };
        if problem.apart.iter().any(parts) {
            list.push(Objection::Apart(other));
        }
    }
    list
}

/// What the days of somebody, that of the cell among them, have against it.
pub(super) fn by_days(problem: &Problem, cell: usize, own: &[usize]) -> Vec<Objection> {
    let day = problem.cells[cell].day;
    let mut days: BTreeMap<i64, usize> = BTreeMap::new();
    for one in own {
        *days.entry(problem.cells[*one].day).or_default() += 1;
    }
    let on = |at: i64| days.get(&at).copied().unwrap_or_default();
    let days_of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
    let mut list = Vec::new();
    // Whoever has another cell that day does not make the row longer.
    if let Some(most) = problem.most_in_row
        && on(day) == 1
    {
        let before = (1..=most).take_while(|back| 0 < on(day - days_of(*back))).count();
        let after = (1..=most).take_while(|later| 0 < on(day + days_of(*later))).count();
        if most < before + 1 + after {
            list.push(Objection::Row);
        }
    }
    if let Some(most) = problem.most_in_seven {
        let week = |first: i64| (first..first + 7).map(on).sum::<usize>();
        if (day - 6..=day).any(|first| most < week(first)) {
            list.push(Objection::Seven);
        }
    }
    list
}

/// What the others have against somebody in a cell.
fn by_people(
    problem: &Problem,
    cells: &[Vec<usize>],
    cell: usize,
    person: usize,
) -> Vec<Objection> {
    let record = &problem.cells[cell];
    let near = |other: usize, near: &Cell| other == cell || overlap(record, near);
    let mut list = BTreeSet::new();
    for pair in &problem.pairs {
        let other = match person {
            one if one == pair.one => pair.other,
            one if one == pair.other => pair.one,
            _ => continue,
        };
        let looks = |cell: &usize| pair.within.as_ref().is_none_or(|within| within.contains(cell));
        let is_near = |at: usize| looks(&at) && near(at, &problem.cells[at]);
        if other != person && looks(&cell) && cells_of(cells, other).into_iter().any(is_near) {
            list.insert(Objection::Pair(other));
        }
    }
    for (number, crew) in
        problem.crews.iter().enumerate().filter(|(_, crew)| crew.people.contains(&person))
    {
        let same = |at: usize| {
            (problem.cells[at].begin, problem.cells[at].end) == (record.begin, record.end)
        };
        let is_on = |mate: &usize| cells_of(cells, *mate).into_iter().any(same);
        let is_barred = |mate: &usize| {
            let has_room = |at: &usize| {
                let cell = &problem.cells[*at];
                cell.open && cell.held.len() < cell.seats
            };
            let open = (0..problem.cells.len()).filter(|at| same(*at) && has_room(at));
            open.into_iter()
                .all(|at| problem.bars.iter().any(|bar| (bar.person, bar.cell) == (*mate, at)))
        };
        if !crew.people.iter().all(|mate| is_on(mate) || (crew.excuses && is_barred(mate))) {
            list.insert(Objection::Crew(number));
        }
    }
    list.into_iter().collect()
}

/// How good a rota is, reckoned from nothing.
pub fn score(problem: &Problem, cells: &[Vec<usize>]) -> Score {
    let mut score = Score { tiers: vec![0; problem.tiers()], ..Score::default() };
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    for (cell, record) in problem.cells.iter().enumerate().filter(|(_, record)| record.open) {
        score.unmet += number(record.seats.saturating_sub(cells[cell].len()));
    }
    for cover in &problem.covers {
        let unique: BTreeSet<usize> = cover.cells.iter().copied().collect();
        let helps = |cell: usize| {
            cells[cell]
                .iter()
                .filter(move |one| is_skilled(problem, **one, cell, cover.skill))
                .count()
        };
        let have: usize = unique.into_iter().map(helps).sum();
        score.unmet += number(cover.least.saturating_sub(have));
    }
    for person in 0..problem.people.len() {
        let mut bears = vec![0; problem.kinds.len()];
        for cell in cells_of(cells, person) {
            for (kind, amount) in &problem.cells[cell].counts {
                bears[*kind] += amount;
            }
        }
        for (kind, bears) in bears.into_iter().enumerate() {
            let earlier = problem.people[person].earlier.get(kind).copied().unwrap_or_default();
            let record = problem.kinds[kind];
            score.tiers[record.tier] += record.weight * bears * (bears + earlier);
        }
    }
    for wish in &problem.wishes {
        if cells[wish.cell].contains(&wish.person) != wish.wanted {
            score.wishes += wish.weight;
        }
    }
    for (cell, record) in problem.cells.iter().enumerate() {
        let present: BTreeSet<&usize> = record.present.iter().collect();
        score.moved += number(present.into_iter().filter(|one| !cells[cell].contains(one)).count());
    }
    score
}
