//! Whether all of some small problem can be met: found by the search, or refuted by counting or by
//! trying everything.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Trade};
use super::frame::Frame;
use super::meter::Meter;
use super::search::Search;

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It can be met.
    Yes,
    /// It cannot; if some cells suffice for that, which.
    No(Option<BTreeSet<usize>>),
    /// Neither found nor refuted within the bounds.
    Unknown,
}

/// So many steps everything is tried for.
const MOST_STEPS: u32 = 2_000;

/// So many seats are the most for which everything is tried.
const MOST_SEATS: i64 = 48;

/// Whether everything the frame needs can be met at once.
pub(super) fn decide(frame: &Frame<'_>, meter: &mut Meter<'_>, steps: &mut u32) -> Verdict {
    const WORK: u64 = 40_000;
    let mut search = Search::new(frame, 1, meter);
    search.place_teams();
    search.fill();
    search.fill_holes(WORK / 8);
    search.back();
    if search.draft.cost[0] == 0 {
        return Verdict::Yes;
    }
    search.meter.goes_on(counting_work(frame), &search.best.0);
    if let Some(cells) = refute_by_counting(&Draft::of(frame), None, true) {
        return Verdict::No(Some(cells));
    }
    let mut draft = Draft::of(frame);
    if draft.cost[0] <= MOST_SEATS && frame.problem.crews.is_empty() {
        let classes = classes(&draft);
        let most = (*steps).min(MOST_STEPS);
        let mut left = most;
        let cells: usize = frame.candidates.iter().map(Vec::len).sum();
        let work = u64::try_from(cells).unwrap_or(u64::MAX);
        let (meter, best) = (&mut search.meter, &search.best.0);
        let mut step = || {
            left = left.checked_sub(1)?;
            meter.goes_on(work, best).then_some(())
        };
        let found = try_all(&mut draft, &classes, &mut step);
        *steps -= most - left;
        match found {
            Some(true) => return Verdict::Yes,
            Some(false) => return Verdict::No(None),
            None if search.meter.is_stopped() => return Verdict::Unknown,
            None => {}
        }
    }
    for hole in search.draft.holes.iter().copied().take(2).collect::<Vec<usize>>() {
        search.meter.goes_on(counting_work(frame), &search.best.0);
        let reach = search.reach(hole);
        if refute_by_counting(&Draft::of(frame), Some(&reach), true).is_some() {
            return Verdict::No(Some(reach));
        }
    }
    search.fill_holes(WORK);
    search.back();
    if search.draft.cost[0] == 0 { Verdict::Yes } else { Verdict::Unknown }
}

/// How much work it is to count.
fn counting_work(frame: &Frame<'_>) -> u64 {
    let cells: usize = frame.candidates.iter().map(Vec::len).sum();
    u64::try_from(cells * (8 + frame.day_count)).unwrap_or(u64::MAX)
}

/// People who cannot be told apart bear the same number.
fn classes(draft: &Draft<'_>) -> Vec<usize> {
    let frame = draft.frame;
    let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let mut classes = Vec::new();
    for person in 0..frame.people {
        let mut marks = draft.days_of(person);
        for cell in 0..frame.cells {
            marks.push(u64::from(frame.may(person, cell)));
            marks.push(u64::from(frame.holds(person, cell)));
            marks.push(u64::from(frame.helps_all(person, cell)));
            marks.push(u64::from(draft.blocked(person, cell)));
        }
        if !frame.kept_from[person].is_empty() {
            marks.push(u64::try_from(person).unwrap_or(u64::MAX));
        }
        let next = known.len();
        classes.push(*known.entry(marks).or_insert(next));
    }
    classes
}

/// Tries everything: whether it can be met, and nothing when there is no step left for that.
fn try_all(
    draft: &mut Draft<'_>,
    classes: &[usize],
    step: &mut dyn FnMut() -> Option<()>,
) -> Option<bool> {
    if draft.cost[0] == 0 {
        return Some(true);
    }
    step()?;
    if refute_by_counting(draft, None, false).is_some() {
        return Some(false);
    }
    let options = fewest_options(draft);
    let mut tried: BTreeSet<(usize, usize, Vec<usize>)> = BTreeSet::new();
    for (person, cell) in options {
        let mut own = draft.of[person].clone();
        own.sort_unstable();
        if !tried.insert((classes[person], cell, own)) {
            continue;
        }
        if draft.trade(&[Trade { person, loses: None, gains: Some(cell) }]) {
            if try_all(draft, classes, step)? {
                return Some(true);
            }
            draft.take(person, cell);
        }
    }
    Some(false)
}

/// The ways to meet the need that has fewest of them. Every rota that meets all takes one.
fn fewest_options(draft: &Draft<'_>) -> Vec<(usize, usize)> {
    let frame = draft.frame;
    let mut fewest: Option<(usize, Vec<(usize, usize)>)> = None;
    let mut note = |slack: usize, options: Vec<(usize, usize)>| {
        if fewest.as_ref().is_none_or(|(least, _)| slack < *least) {
            fewest = Some((slack, options));
        }
    };
    for cell in &draft.holes {
        let fits = |person: &usize| draft.fits_without(*person, *cell, None);
        let people = frame.candidates[*cell].iter().copied().filter(fits);
        let options: Vec<(usize, usize)> = people.map(|person| (person, *cell)).collect();
        let lacking = draft.lacking(*cell);
        for place in (0..u16::BITS).filter(|place| lacking >> place & 1 == 1) {
            let holders = options.iter().copied();
            let holders: Vec<(usize, usize)> = holders
                .filter(|(person, cell)| frame.holds(*person, *cell) >> place & 1 == 1)
                .collect();
            note(holders.len(), holders);
        }
        note((options.len() + 1).saturating_sub(draft.empty[*cell]), options);
    }
    for (number, cover) in frame.problem.covers.iter().enumerate() {
        if cover.least <= draft.covered[number] {
            continue;
        }
        let mut options = Vec::new();
        for cell in cover.cells.iter().copied().collect::<BTreeSet<usize>>() {
            let Some(place) = frame.covers[cell].iter().position(|one| *one == number) else {
                continue;
            };
            let fits = |person: &usize| {
                0 < draft.empty[cell]
                    && frame.helps(*person, cell, place)
                    && draft.fits_without(*person, cell, None)
            };
            let people = frame.candidates[cell].iter().copied().filter(fits);
            options.extend(people.map(|person| (person, cell)));
        }
        note(options.len(), options);
    }
    fewest.map(|(_, options)| options).unwrap_or_default()
}

/// The cells, all or some of which need more than everybody together can bear; nothing if counting
/// does not show that.
fn refute_by_counting(
    draft: &Draft<'_>,
    among: Option<&BTreeSet<usize>>,
    by_days: bool,
) -> Option<BTreeSet<usize>> {
    let frame = draft.frame;
    let cells =
        draft.holes.iter().copied().filter(|cell| among.is_none_or(|set| set.contains(cell)));
    let cells: BTreeSet<usize> = cells.collect();
    let needed: usize = cells.iter().map(|cell| draft.empty[*cell]).sum();
    let everybody =
        (0..frame.people).map(|person| most_of(draft, (person, by_days), &cells, |_| true));
    if everybody.sum::<usize>() < needed {
        return Some(cells);
    }
    for skill in skills_of(frame) {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut needed = 0;
        for (number, cover) in frame.problem.covers.iter().enumerate() {
            let is_apart = !cover.cells.iter().any(|cell| taken.contains(cell));
            let is_among =
                among.is_none_or(|set| cover.cells.iter().all(|cell| set.contains(cell)));
            if cover.skill == skill && is_apart && is_among {
                let missing = cover.least.saturating_sub(draft.covered[number]);
                if 0 < missing {
                    needed += missing;
                    taken.extend(cover.cells.iter().copied());
                }
            }
        }
        let holds = |person| {
            move |cell: usize| super::frame::is_skilled(frame.problem, person, cell, skill)
        };
        let holders = (0..frame.people)
            .map(|person| most_of(draft, (person, by_days), &taken, holds(person)));
        if holders.sum::<usize>() < needed {
            return Some(taken);
        }
    }
    None
}

fn skills_of(frame: &Frame<'_>) -> BTreeSet<usize> {
    frame.problem.covers.iter().map(|cover| cover.skill).collect()
}

/// At most so many more of these cells somebody can take. It may be fewer.
fn most_of(
    draft: &Draft<'_>,
    (person, by_days): (usize, bool),
    cells: &BTreeSet<usize>,
    is_meant: impl Fn(usize) -> bool,
) -> usize {
    let frame = draft.frame;
    let fits = |cell: &usize| {
        0 < draft.empty[*cell] && is_meant(*cell) && draft.fits_without(person, *cell, None)
    };
    let mut list: Vec<usize> = cells.iter().copied().filter(fits).collect();
    list.sort_by_key(|cell| (frame.problem.cells[*cell].begin, *cell));
    let all = longest(frame, &list, |_| true);
    if all <= 1 || !by_days {
        return all;
    }
    let mut most = all;
    let days = || list.iter().map(|cell| frame.days[*cell]);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return 0 };
    if let Some(seven) = frame.problem.most_in_seven {
        most = most.min(by_blocks(first, last, 7, 0, |from, to| {
            let within = |day: usize| (from..to).contains(&day);
            let room = seven.saturating_sub(draft.cells_between(person, from, to));
            longest(frame, &list, within).min(room)
        }));
    }
    if let Some(row) = frame.problem.most_in_row {
        most = most.min(by_blocks(first, last, row + 1, row, |from, to| {
            let within = |day: usize| (from..to).contains(&day);
            if to - from <= row || list.iter().all(|cell| !within(frame.days[*cell])) {
                return longest(frame, &list, within);
            }
            let without = |free: usize| longest(frame, &list, |day| within(day) && day != free);
            (from..to).map(without).max().unwrap_or_default()
        }));
    }
    most
}

/// The least sum over blocks of so many days, whichever day the first ends before.
fn by_blocks(
    first: usize,
    last: usize,
    length: usize,
    offset: usize,
    most: impl Fn(usize, usize) -> usize,
) -> usize {
    let sum = |offset: usize| {
        let mut from = first;
        let mut sum = 0;
        while from <= last {
            let to = if from == first { from + offset } else { from + length };
            sum += most(from, to);
            from = to;
        }
        sum
    };
    (offset + 1..=length).map(sum).min().unwrap_or(usize::MAX)
}

/// The longest row of cells, in the order of time, in which neighbours do not clash.
fn longest(frame: &Frame<'_>, list: &[usize], is_meant: impl Fn(usize) -> bool) -> usize {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for cell in list.iter().copied().filter(|cell| is_meant(frame.days[*cell])) {
        let goes = ends.iter().filter(|(other, _)| !frame.clash(*other, cell));
        let before = goes.map(|(_, count)| *count).max().unwrap_or_default();
        ends.push((cell, before + 1));
    }
    ends.into_iter().map(|(_, count)| count).max().unwrap_or_default()
}
