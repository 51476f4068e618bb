//! From a problem to a rota.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use super::draft::Draft;
use super::frame::Frame;
use super::meter::{Meter, score_of};
use super::outcome::{Outcome, Unmet, Watch};
use super::problem::{BadProblem, Effort, Problem};
use super::search::{Pace, Search};

/// Makes a rota. The same problem gives the same rota every time.
///
/// # Errors
/// When the problem names something that is not there.
pub fn solve(problem: &Problem, watch: &mut impl Watch) -> Result<Outcome, BadProblem> {
    problem.check()?;
    let frame = Frame::of(problem);
    let unit = unit_of_work(&frame);
    let mut meter = Meter::new(watch, frame.tiers, unit * 16);
    let mut search = Search::new(&frame, 1, &mut meter);
    search.start();
    search.place_teams();
    search.fill();
    // A walk that is long enough begins anew from the best: small rotas get out of corners.
    let round = (size_of(&frame) * 60).max(1_600_000);
    let rounds = (unit * 10 / round).max(1);
    for _ in 0..rounds {
        search.fill_holes(unit * 10 / rounds);
        search.back();
    }
    let levels = search.levels();
    let share = unit / u64::try_from(levels.len().max(1)).unwrap_or(1);
    for level in levels {
        search.even_out(level, Pace::Loose, share * 2);
        search.back();
        search.even_out(level, Pace::Strict, share * 5);
        search.back();
    }
    let stopped = search.meter.is_stopped();
    Ok(outcome(&search.draft, stopped))
}

/// How much there is to choose from: seats and people for each.
fn size_of(frame: &Frame<'_>) -> u64 {
    let cells = frame.problem.cells.iter().enumerate().filter(|(cell, _)| frame.open[*cell]);
    let seats: usize = cells.map(|(_, cell)| cell.seats).sum();
    u64::try_from(seats.saturating_mul(frame.people)).unwrap_or(u64::MAX).min(5_000_000)
}

/// A sixteenth of the most work that is worth it; seven of them where every seat is filled at once.
fn unit_of_work(frame: &Frame<'_>) -> u64 {
    let full = (300_000 + size_of(frame) * 12).max(1_100_000);
    match frame.problem.effort {
        Effort::Full => full,
        Effort::Short => full / 80,
    }
}

/// The rota a draft has come to.
fn outcome(draft: &Draft<'_>, stopped: bool) -> Outcome {
    let frame = draft.frame;
    let mut unmet = Vec::new();
    for (cell, record) in frame.problem.cells.iter().enumerate() {
        let missing = draft.empty[cell];
        if 0 < missing {
            let lacking = draft.lacking(cell);
            let lacks = |(place, _): &(usize, &usize)| lacking >> place & 1 == 1;
            let skills = record.skills.iter().enumerate().filter(lacks);
            let skills = skills.map(|(_, skill)| *skill).collect();
            unmet.push(Unmet::Seats { cell, missing, skills });
        }
    }
    for (cover, record) in frame.problem.covers.iter().enumerate() {
        let missing = record.least.saturating_sub(draft.covered[cover]);
        if 0 < missing {
            unmet.push(Unmet::Cover { cover, missing });
        }
    }
    Outcome { cells: draft.cells(), score: score_of(&draft.cost, frame.tiers), unmet, stopped }
}
