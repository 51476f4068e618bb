//! Why this person and not that one.
#![expect(clippy::indexing_slicing, reason = "every number is looked up before it is used")]

use super::judge::{objections_of, score};
use super::outcome::{Objection, Why};
use super::problem::Problem;

/// What speaks against putting somebody into a cell, in the place of somebody in it or beside
/// those in it. Nothing if they fit, or if there is no such cell.
pub fn objections(
    problem: &Problem,
    cells: &[Vec<usize>],
    cell: usize,
    (person, instead): (usize, Option<usize>),
) -> Vec<Objection> {
    let (Some(inside), Some(_)) = (cells.get(cell), problem.cells.get(cell)) else {
        return Vec::new();
    };
    if problem.people.len() <= person {
        return Vec::new();
    }
    if inside.contains(&person) {
        return vec![Objection::There];
    }
    let mut list = objections_of(problem, &exchanged(cells, cell, person, instead), cell, person);
    list.sort();
    list
}

/// Why somebody is in a cell and not somebody else.
pub fn why(
    problem: &Problem,
    cells: &[Vec<usize>],
    cell: usize,
    (person, other): (usize, usize),
) -> Why {
    let list = objections(problem, cells, cell, (other, Some(person)));
    if !list.is_empty() || cells.len() <= cell || problem.people.len() <= other {
        return Why::Barred(list);
    }
    let after = exchanged(cells, cell, other, Some(person));
    Why::Score { before: score(problem, cells), after: score(problem, &after) }
}

fn exchanged(
    cells: &[Vec<usize>],
    cell: usize,
    comes: usize,
    goes: Option<usize>,
) -> Vec<Vec<usize>> {
    let mut cells = cells.to_vec();
    cells[cell].retain(|one| Some(*one) != goes);
    cells[cell].push(comes);
    cells
}
