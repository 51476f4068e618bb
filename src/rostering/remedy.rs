//! What would help where something cannot be met. Every change is tried before it is offered.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::BTreeSet;

use super::frame::{Frame, is_skilled, overlap};
use super::judge::score;
use super::meter::Meter;
use super::outcome::{Change, Part, Remedy, Score, Unmet};
use super::problem::{Problem, Skill};
use super::search::Search;
use super::why::objections;

/// So many are tried.
const MOST_TRIED: usize = 24;

/// So many are offered.
const MOST_OFFERED: usize = 8;

/// So many people are proposed to be trained, or to be given one more night.
const MOST_PEOPLE: usize = 6;

impl Problem {
    /// As it is with some changes. A change of something that is not there changes nothing.
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut problem = self.clone();
        for change in changes {
            problem.change(*change);
        }
        problem
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Lift(tag) => self.bars.retain(|bar| bar.tag != tag),
            Change::Holder { person, skill } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.skills.push(Skill { skill, until: None });
                }
            }
            Change::Release { person, cell } => {
                if let Some(cell) = self.cells.get_mut(cell) {
                    cell.held.retain(|one| *one != person);
                    cell.present.push(person);
                }
            }
            Change::Row(most) => self.most_in_row = Some(most),
            Change::Seven(most) => self.most_in_seven = Some(most),
            Change::Merge { cell, into } => self.merge(cell, into),
            Change::Seats { cell, seats } => {
                if let Some(cell) = self.cells.get_mut(cell) {
                    cell.seats = seats;
                }
            }
            Change::Skill { cell, skill } => {
                if let Some(cell) = self.cells.get_mut(cell) {
                    cell.skills.retain(|one| *one != skill);
                }
            }
            Change::Cover { cover, least } => {
                if let Some(cover) = self.covers.get_mut(cover) {
                    cover.least = least;
                }
            }
        }
    }

    fn merge(&mut self, cell: usize, into: usize) {
        let Some(given_up) = self.cells.get_mut(cell) else { return };
        given_up.open = false;
        given_up.present.clear();
        let skills = given_up.skills.clone();
        if let Some(into) = self.cells.get_mut(into) {
            for skill in skills {
                if !into.skills.contains(&skill) {
                    into.skills.push(skill);
                }
            }
        }
    }
}

/// What would meet a need, the smallest change first.
pub(super) fn remedies(
    problem: &Problem,
    cells: &[Vec<usize>],
    unmet: &Unmet,
    parts: &[Part],
    goes_on: &mut dyn FnMut() -> bool,
) -> Vec<Remedy> {
    let now = score(problem, cells).unmet;
    let missing = match unmet {
        Unmet::Seats { missing, .. } | Unmet::Cover { missing, .. } => *missing,
    };
    let goal = now.saturating_sub(u64::try_from(missing).unwrap_or(u64::MAX));
    let mut present = problem.clone();
    for (record, inside) in present.cells.iter_mut().zip(cells) {
        let others = inside.iter().filter(|one| !record.held.contains(one));
        record.present = others.copied().collect();
    }
    let mut found: Vec<Remedy> = Vec::new();
    let mut partly: Vec<Change> = Vec::new();
    for change in candidates(problem, cells, unmet, parts).into_iter().take(MOST_TRIED) {
        if MOST_OFFERED <= found.len() || !goes_on() {
            break;
        }
        let after = unmet_with(&present, &[change], goes_on);
        if after <= goal {
            found.push(Remedy { changes: vec![change], unmet: after });
        } else if after < now {
            partly.push(change);
        }
    }
    if found.len() < MOST_OFFERED {
        found.extend(together(&present, &partly, goal, goes_on));
        let lowered = lowered(problem, cells, unmet);
        if !found.iter().any(|one| one.changes == lowered) {
            let after = unmet_with(&present, &lowered, goes_on);
            if after <= goal {
                found.push(Remedy { changes: lowered, unmet: after });
            }
        }
    }
    found
}

/// The first of some changes that help a little, as many as are needed.
fn together(
    problem: &Problem,
    partly: &[Change],
    goal: u64,
    goes_on: &mut dyn FnMut() -> bool,
) -> Option<Remedy> {
    let mut changes = Vec::new();
    let mut before = u64::MAX;
    for change in partly {
        changes.push(*change);
        let after = unmet_with(problem, &changes, goes_on);
        if after <= goal {
            return Some(Remedy { changes, unmet: after });
        }
        if before <= after {
            changes.pop();
        } else {
            before = after;
        }
    }
    None
}

/// How many needs are unmet with some changes, from the rota as it stands.
fn unmet_with(problem: &Problem, changes: &[Change], goes_on: &mut dyn FnMut() -> bool) -> u64 {
    let problem = problem.with(changes);
    let frame = Frame::of(&problem);
    let mut heard = |_: u64, _: u64, _: &Score| goes_on();
    let mut meter = Meter::new(&mut heard, frame.tiers, 0);
    let mut search = Search::new(&frame, 1, &mut meter);
    search.start();
    search.place_teams();
    search.fill();
    search.fill_holes(30_000);
    u64::try_from(search.best.0[0]).unwrap_or_default()
}

/// What could be changed, the smallest first.
fn candidates(
    problem: &Problem,
    cells: &[Vec<usize>],
    unmet: &Unmet,
    parts: &[Part],
) -> Vec<Change> {
    let mut list: Vec<(usize, usize, Change)> = Vec::new();
    let bars = |tag: usize| problem.bars.iter().filter(|bar| bar.tag == tag).count();
    let mut lift = |tag: usize| {
        if problem.tags[tag].liftable {
            list.push((0, bars(tag), Change::Lift(tag)));
        }
    };
    let home = home(problem, unmet);
    if parts.is_empty() {
        let here = problem.bars.iter().filter(|bar| home.contains(&bar.cell));
        here.map(|bar| bar.tag).collect::<BTreeSet<usize>>().into_iter().for_each(&mut lift);
    }
    for part in parts {
        if let Part::Tag(tag) = part {
            lift(*tag);
        }
    }
    for part in parts {
        match part {
            // Nobody changes a rota that was copied, or a shift that was worked.
            Part::Held { person, cell } if problem.cells[*cell].open => {
                list.push((2, 0, Change::Release { person: *person, cell: *cell }));
            }
            Part::Skill { cell, skill } => {
                list.extend(holders(problem, cells, &BTreeSet::from([*cell]), *skill));
                if !home.contains(cell) {
                    list.push((7, 0, Change::Skill { cell: *cell, skill: *skill }));
                }
            }
            Part::Cover(cover) => {
                let record = &problem.covers[*cover];
                let among = record.cells.iter().copied().collect();
                list.extend(holders(problem, cells, &among, record.skill));
            }
            Part::Seats(cell) if !home.contains(cell) => {
                let seats = problem.cells[*cell].seats.saturating_sub(1);
                list.push((6, 0, Change::Seats { cell: *cell, seats }));
            }
            _ => {}
        }
    }
    let limits = parts.is_empty();
    if let Some(most) = problem.most_in_row.filter(|_| limits || parts.contains(&Part::Row)) {
        list.push((3, 0, Change::Row(most + 1)));
    }
    if let Some(most) = problem.most_in_seven.filter(|_| limits || parts.contains(&Part::Seven)) {
        list.push((4, 0, Change::Seven(most + 1)));
    }
    if let Unmet::Seats { cell, .. } = unmet {
        list.extend(mergers(problem, *cell).into_iter().map(|change| (5, 0, change)));
    }
    list.sort();
    list.dedup();
    list.into_iter().map(|(_, _, change)| change).collect()
}

fn home(problem: &Problem, unmet: &Unmet) -> BTreeSet<usize> {
    match unmet {
        Unmet::Seats { cell, .. } => BTreeSet::from([*cell]),
        Unmet::Cover { cover, .. } => problem.covers[*cover].cells.iter().copied().collect(),
    }
}

/// Those without a skill against whom least else speaks.
fn holders(
    problem: &Problem,
    cells: &[Vec<usize>],
    among: &BTreeSet<usize>,
    skill: usize,
) -> Vec<(usize, usize, Change)> {
    let mut people: Vec<(usize, usize)> = Vec::new();
    for person in 0..problem.people.len() {
        let against = among.iter().filter(|cell| !is_skilled(problem, person, **cell, skill));
        let against = against.map(|cell| {
            let inside = &cells[*cell];
            let in_place_of = inside.first().copied().filter(|_| !inside.contains(&person));
            in_place_of
                .map_or(0, |one| objections(problem, cells, *cell, (person, Some(one))).len())
        });
        people.extend(against.min().map(|least| (least, person)));
    }
    people.sort_unstable();
    people.truncate(MOST_PEOPLE);
    let holder = |(least, person)| (1, least, Change::Holder { person, skill });
    people.into_iter().map(holder).collect()
}

/// The cells at the same time whose people could look after this one as well.
fn mergers(problem: &Problem, cell: usize) -> Vec<Change> {
    let record = &problem.cells[cell];
    let others = problem.cells.iter().enumerate().filter(|(number, other)| {
        *number != cell
            && other.open
            && overlap(record, other)
            && other.begin <= record.begin
            && record.end <= other.end
    });
    others.map(|(into, _)| Change::Merge { cell, into }).take(3).collect()
}

/// What always helps: that less is needed.
fn lowered(problem: &Problem, cells: &[Vec<usize>], unmet: &Unmet) -> Vec<Change> {
    match unmet {
        Unmet::Seats { cell, missing, skills } => {
            let seats = problem.cells[*cell].seats.saturating_sub(*missing);
            let mut changes = vec![Change::Seats { cell: *cell, seats }];
            // Whoever would have filled the seat would have brought them.
            if !cells[*cell].is_empty() {
                changes.extend(
                    skills.iter().map(|skill| Change::Skill { cell: *cell, skill: *skill }),
                );
            }
            changes
        }
        Unmet::Cover { cover, missing } => {
            let least = problem.covers[*cover].least.saturating_sub(*missing);
            vec![Change::Cover { cover: *cover, least }]
        }
    }
}
