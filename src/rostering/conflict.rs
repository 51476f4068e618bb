//! Why something cannot be met: the fewest things that do not go together.
#![expect(clippy::indexing_slicing, reason = "`Problem::check` found every number within its list")]

use std::collections::BTreeSet;

use super::frame::{Frame, is_skilled, overlap};
use super::meter::Meter;
use super::outcome::{Conflict, Part, Score, Unmet};
use super::problem::{Cell, Cover, Pair, Problem};
use super::proof::{Verdict, decide};
use super::remedy::remedies;

/// So many steps in all everything is tried for.
const STEPS: u32 = 16_000;

/// So much work is done in all.
const WORK: u64 = 1_200_000;

/// Why a need of a rota is not met: what does not go together, and what would help. Nothing if the
/// problem or the need names something that is not there.
///
/// What else the rota does not meet counts as given up at first, so that a conflict is about this
/// need.
///
/// The conflict is looked for in ever wider surroundings: the need alone, what is on at its time,
/// what leaves no rest beside it, the days round it, everything. Parts are then taken away one by
/// one; what is left is minimal. `goes_on` is asked all the while; once it says no, nothing comes of it.
pub fn conflict(
    problem: &Problem,
    cells: &[Vec<usize>],
    unmet: &Unmet,
    goes_on: &mut dyn FnMut() -> bool,
) -> Option<Conflict> {
    problem.check().ok()?;
    let is_there = match unmet {
        Unmet::Seats { cell, .. } => *cell < problem.cells.len(),
        Unmet::Cover { cover, .. } => *cover < problem.covers.len(),
    };
    if !is_there || cells.len() != problem.cells.len() {
        return None;
    }
    let mut stopped = false;
    let mut goes_on = || {
        stopped = stopped || !goes_on();
        !stopped
    };
    let eased = eased(problem, cells, unmet);
    let mut judge = Judge { problem: &eased, steps: STEPS, work: WORK, goes_on: &mut goes_on };
    let (mut parts, mut proven) = judge.look(unmet);
    if parts.is_empty() {
        // With all that is wanted at once, what is given up elsewhere takes part in it.
        let mut judge = Judge { problem, steps: STEPS, work: WORK / 2, goes_on: &mut goes_on };
        let (more, is_proven) = judge.look(unmet);
        if more.iter().any(|part| is_of(unmet, part)) {
            (parts, proven) = (more, is_proven);
        }
    }
    let remedies = remedies(problem, cells, unmet, &parts, &mut goes_on);
    (!stopped).then(|| Conflict { unmet: unmet.clone(), parts, proven, remedies })
}

struct Judge<'a> {
    problem: &'a Problem,
    steps: u32,
    work: u64,
    goes_on: &'a mut dyn FnMut() -> bool,
}

impl Judge<'_> {
    fn look(&mut self, unmet: &Unmet) -> (Vec<Part>, bool) {
        for needs in scopes(self.problem, unmet) {
            let rules = rules(self.problem, &needs);
            let all: Vec<Part> = needs.iter().chain(&rules).copied().collect();
            let Verdict::No(among) = self.decide(&all) else { continue };
            let needs = match among {
                Some(cells) => {
                    let fewer = needs_among(self.problem, &cells);
                    let fewer: Vec<Part> =
                        needs.iter().copied().filter(|need| fewer.contains(need)).collect();
                    let all: Vec<Part> = fewer.iter().chain(&rules).copied().collect();
                    if matches!(self.decide(&all), Verdict::No(_)) { fewer } else { needs }
                }
                None => needs,
            };
            return self.minimise(needs, rules);
        }
        (Vec::new(), false)
    }

    /// Takes away whatever is not needed for the conflict.
    fn minimise(&mut self, needs: Vec<Part>, rules: Vec<Part>) -> (Vec<Part>, bool) {
        // Those furthest away go first.
        let mut proven = true;
        let mut needs: Vec<Part> = needs.into_iter().rev().collect();
        let kept = rules;
        needs = self.fewest(needs, &kept, &mut proven);
        let near: BTreeSet<Part> = rules_near(self.problem, &needs, &kept).into_iter().collect();
        let rules: Vec<Part> = kept.into_iter().filter(|part| near.contains(part)).collect();
        let mut parts = needs;
        let rules = self.fewest(rules, &parts, &mut proven);
        parts.extend(rules);
        parts.sort();
        (parts, proven)
    }

    /// The fewest of a list that are in conflict with all of `others`.
    fn fewest(&mut self, list: Vec<Part>, others: &[Part], proven: &mut bool) -> Vec<Part> {
        let mut left = list;
        let mut size = left.len().div_ceil(2);
        while 0 < size {
            let mut from = 0;
            while from < left.len() {
                let to = (from + size).min(left.len());
                let fewer: Vec<Part> = left[..from].iter().chain(&left[to..]).copied().collect();
                let all: Vec<Part> = fewer.iter().chain(others.iter()).copied().collect();
                match self.decide(&all) {
                    Verdict::No(_) => left = fewer,
                    verdict => {
                        if size == 1 && verdict == Verdict::Unknown {
                            *proven = false;
                        }
                        from = to;
                    }
                }
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
        left
    }

    fn decide(&mut self, parts: &[Part]) -> Verdict {
        if self.work == 0 || !(self.goes_on)() {
            return Verdict::Unknown;
        }
        let reduced = reduced(self.problem, parts);
        let mut frame = Frame::of(&reduced.problem);
        frame.needed.clone_from(&reduced.needed);
        let mut heard = |_: u64, _: u64, _: &Score| (self.goes_on)();
        let mut meter = Meter::new(&mut heard, 0, 0);
        let verdict = decide(&frame, &mut meter, &mut self.steps);
        // To set it up takes work as well.
        let size = frame.cells * frame.cells / 8 + frame.people * frame.cells;
        let work = meter.done() + u64::try_from(size).unwrap_or(u64::MAX);
        self.work = self.work.saturating_sub(work);
        match verdict {
            Verdict::No(Some(cells)) => {
                Verdict::No(Some(cells.into_iter().map(|cell| reduced.cells[cell]).collect()))
            }
            verdict => verdict,
        }
    }
}

/// Ever more needs round the one that is not met, the nearest first.
fn scopes(problem: &Problem, unmet: &Unmet) -> Vec<Vec<Part>> {
    let mut scopes: Vec<Vec<Part>> = Vec::new();
    let home: BTreeSet<usize> = match unmet {
        Unmet::Seats { cell, skills, .. } => {
            scopes.extend(
                skills.iter().map(|skill| vec![Part::Skill { cell: *cell, skill: *skill }]),
            );
            BTreeSet::from([*cell])
        }
        Unmet::Cover { cover, .. } => {
            scopes.push(vec![Part::Cover(*cover)]);
            problem.covers[*cover].cells.iter().copied().collect()
        }
    };
    let here: Vec<&Cell> = home.iter().map(|cell| &problem.cells[*cell]).collect();
    let rest = problem.rest.any.max(problem.rest.after_night).max(problem.rest.before_night);
    let days =
        |cell: &Cell| here.iter().map(|one| (one.day - cell.day).abs()).min().unwrap_or_default();
    let at_once = |cell: &Cell| here.iter().any(|one| overlap(one, cell));
    let near = |cell: &Cell| {
        here.iter().any(|one| cell.begin < one.end + rest && one.begin < cell.end + rest)
    };
    let mut among = |is_meant: &dyn Fn(&Cell) -> bool| {
        let cells = problem.cells.iter().enumerate();
        let cells = cells.filter(|(number, cell)| home.contains(number) || is_meant(cell));
        let cells: BTreeSet<usize> = cells.map(|(number, _)| number).collect();
        let mut needs: Vec<Part> = needs_among(problem, &cells).into_iter().collect();
        needs.sort_by_key(|need| cell_of(problem, need).map(|cell| days(&problem.cells[cell])));
        scopes.push(needs);
    };
    among(&|_| false);
    among(&at_once);
    among(&near);
    for most in [1, 3, 7] {
        among(&|cell| days(cell) <= most);
    }
    among(&|_| true);
    scopes
}

/// Whether that need is the one that is not met.
fn is_of(unmet: &Unmet, need: &Part) -> bool {
    match (unmet, need) {
        (Unmet::Seats { cell, .. }, Part::Seats(one) | Part::Skill { cell: one, .. }) => {
            cell == one
        }
        (Unmet::Cover { cover, .. }, Part::Cover(one)) => cover == one,
        _ => false,
    }
}

/// The problem without what else a rota does not meet.
fn eased(problem: &Problem, rota: &[Vec<usize>], unmet: &Unmet) -> Problem {
    let mut eased = problem.clone();
    for (number, cell) in eased.cells.iter_mut().enumerate() {
        let is_meant = matches!(unmet, Unmet::Seats { cell, .. } if *cell == number);
        if cell.open && !is_meant && rota[number].len() < cell.seats {
            cell.seats = rota[number].len();
            cell.skills.retain(|skill| {
                rota[number].iter().any(|one| is_skilled(problem, *one, number, *skill))
            });
        }
    }
    for (number, cover) in eased.covers.iter_mut().enumerate() {
        let is_meant = matches!(unmet, Unmet::Cover { cover, .. } if *cover == number);
        if !is_meant {
            let cells: BTreeSet<usize> = cover.cells.iter().copied().collect();
            let helps = |cell: usize| {
                let people = rota[cell].iter();
                people.filter(|one| is_skilled(problem, **one, cell, cover.skill)).count()
            };
            cover.least = cover.least.min(cells.into_iter().map(helps).sum());
        }
    }
    eased
}

fn cell_of(problem: &Problem, part: &Part) -> Option<usize> {
    match part {
        Part::Seats(cell) | Part::Skill { cell, .. } => Some(*cell),
        Part::Cover(cover) => problem.covers[*cover].cells.first().copied(),
        _ => None,
    }
}

/// What these cells need.
fn needs_among(problem: &Problem, cells: &BTreeSet<usize>) -> BTreeSet<Part> {
    let mut needs = BTreeSet::new();
    for cell in cells {
        let record = &problem.cells[*cell];
        if record.open && record.held.len() < record.seats {
            needs.insert(Part::Seats(*cell));
            needs.extend(
                record.skills.iter().map(|skill| Part::Skill { cell: *cell, skill: *skill }),
            );
        }
    }
    let covers = problem.covers.iter().enumerate();
    let within = covers.filter(|(_, cover)| cover.cells.iter().all(|cell| cells.contains(cell)));
    needs.extend(within.map(|(number, _)| Part::Cover(number)));
    needs
}

/// The cells in which people may be put to meet needs.
fn cells_of(problem: &Problem, needs: &[Part]) -> BTreeSet<usize> {
    let mut cells = BTreeSet::new();
    for need in needs {
        match need {
            Part::Seats(cell) | Part::Skill { cell, .. } => drop(cells.insert(*cell)),
            Part::Cover(cover) => cells.extend(problem.covers[*cover].cells.iter().copied()),
            _ => {}
        }
    }
    cells
}

/// Everything else that could take part in a conflict of these needs.
fn rules(problem: &Problem, needs: &[Part]) -> Vec<Part> {
    let mut rules = vec![Part::Once, Part::Rest, Part::Row, Part::Seven];
    rules.extend((0..problem.apart.len()).map(Part::Apart));
    rules.extend((0..problem.pairs.len()).map(Part::Pair));
    rules.extend((0..problem.crews.len()).map(Part::Crew));
    rules.extend((0..problem.tags.len()).map(Part::Tag));
    for (cell, record) in problem.cells.iter().enumerate() {
        let held: BTreeSet<usize> = record.held.iter().copied().collect();
        rules.extend(held.into_iter().map(|person| Part::Held { person, cell }));
    }
    rules_near(problem, needs, &rules)
}

/// Those of some rules that touch these needs at all.
fn rules_near(problem: &Problem, needs: &[Part], rules: &[Part]) -> Vec<Part> {
    let cells = cells_of(problem, needs);
    let row = problem.most_in_row.unwrap_or_default();
    let reach = i64::try_from(row.max(7)).unwrap_or(7) + 1;
    let days = || cells.iter().map(|cell| problem.cells[*cell].day);
    let (first, last) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    let tags: BTreeSet<usize> =
        problem.bars.iter().filter(|bar| cells.contains(&bar.cell)).map(|bar| bar.tag).collect();
    let is_near = |part: &Part| match part {
        Part::Once => problem.once_at_a_time,
        Part::Rest => problem.rest != super::Rest::default(),
        Part::Row => problem.most_in_row.is_some(),
        Part::Seven => problem.most_in_seven.is_some(),
        Part::Apart(number) => {
            let apart = &problem.apart[*number];
            apart.these.iter().chain(&apart.those).any(|cell| cells.contains(cell))
        }
        Part::Pair(number) => {
            let within = problem.pairs[*number].within.as_ref();
            within.is_none_or(|within| within.iter().any(|cell| cells.contains(cell)))
        }
        Part::Tag(tag) => tags.contains(tag),
        Part::Held { cell, .. } => {
            let day = problem.cells[*cell].day;
            first - reach <= day && day <= last + reach
        }
        _ => true,
    };
    rules.iter().copied().filter(is_near).collect()
}

/// A problem of some parts of another.
struct Reduced {
    problem: Problem,
    /// Which cell each was.
    cells: Vec<usize>,
    /// Whether its empty seats are unmet.
    needed: Vec<bool>,
}

fn reduced(problem: &Problem, parts: &[Part]) -> Reduced {
    let set: BTreeSet<Part> = parts.iter().copied().collect();
    let mut open = cells_of(problem, parts);
    if parts.iter().any(|part| matches!(part, Part::Crew(_))) {
        open = with_their_spans(problem, &open);
    }
    let held = parts.iter().filter_map(|part| match part {
        Part::Held { cell, .. } => Some(*cell),
        _ => None,
    });
    let cells: BTreeSet<usize> = open.iter().copied().chain(held).collect();
    let cells: Vec<usize> = cells.into_iter().collect();
    let mut places: Vec<Option<usize>> = vec![None; problem.cells.len()];
    for (place, cell) in cells.iter().enumerate() {
        places[*cell] = Some(place);
    }
    let people = problem.people.iter();
    let people = people.map(|one| super::Person { earlier: Vec::new(), ..one.clone() }).collect();
    let record = |cell: &usize| reduced_cell(problem, &set, *cell, open.contains(cell));
    let has = |part: Part| set.contains(&part);
    let mut reduced = Problem {
        people,
        cells: cells.iter().map(record).collect(),
        tags: problem.tags.clone(),
        once_at_a_time: has(Part::Once),
        rest: if has(Part::Rest) { problem.rest } else { super::Rest::default() },
        most_in_row: problem.most_in_row.filter(|_| has(Part::Row)),
        most_in_seven: problem.most_in_seven.filter(|_| has(Part::Seven)),
        effort: problem.effort,
        ..Problem::default()
    };
    reduce_lists(&mut reduced, problem, &set, &places);
    let needed = cells.iter().zip(&reduced.cells);
    let needed = needed.map(|(cell, record)| {
        has(Part::Seats(*cell)) && record.open && record.held.len() < record.seats
    });
    let needed = needed.collect();
    Reduced { problem: reduced, cells, needed }
}

/// Some cells, and all with the same begin and end: a crew may need those as well.
fn with_their_spans(problem: &Problem, cells: &BTreeSet<usize>) -> BTreeSet<usize> {
    let span = |cell: usize| (problem.cells[cell].begin, problem.cells[cell].end);
    let spans: BTreeSet<(i64, i64)> = cells.iter().map(|cell| span(*cell)).collect();
    (0..problem.cells.len()).filter(|cell| spans.contains(&span(*cell))).collect()
}

fn reduced_cell(problem: &Problem, parts: &BTreeSet<Part>, cell: usize, is_open: bool) -> Cell {
    let record = &problem.cells[cell];
    let held = record.held.iter().copied();
    let held = held.filter(|person| parts.contains(&Part::Held { person: *person, cell }));
    let skills = record.skills.iter().copied();
    let skills = skills.filter(|skill| parts.contains(&Part::Skill { cell, skill: *skill }));
    Cell {
        held: held.collect(),
        skills: skills.collect(),
        open: record.open && is_open,
        present: Vec::new(),
        counts: Vec::new(),
        ..record.clone()
    }
}

/// What is listed beside people and cells, as far as it takes part.
fn reduce_lists(
    reduced: &mut Problem,
    problem: &Problem,
    parts: &BTreeSet<Part>,
    places: &[Option<usize>],
) {
    let mapped =
        |list: &[usize]| -> Vec<usize> { list.iter().filter_map(|cell| places[*cell]).collect() };
    let bars = problem.bars.iter().filter(|bar| parts.contains(&Part::Tag(bar.tag)));
    let bars = bars.filter_map(|bar| Some(super::Bar { cell: places[bar.cell]?, ..*bar }));
    reduced.bars = bars.collect();
    for part in parts {
        match part {
            Part::Skill { cell, skill } => {
                let cells = mapped(&[*cell]);
                reduced.covers.push(Cover { cells, skill: *skill, least: 1 });
            }
            Part::Cover(number) => {
                let cover = &problem.covers[*number];
                reduced.covers.push(Cover { cells: mapped(&cover.cells), ..*cover });
            }
            Part::Apart(number) => {
                let apart = &problem.apart[*number];
                let (these, those) = (mapped(&apart.these), mapped(&apart.those));
                reduced.apart.push(super::Apart { these, those });
            }
            Part::Pair(number) => {
                let pair = &problem.pairs[*number];
                let within = pair.within.as_deref().map(mapped);
                reduced.pairs.push(Pair { within, ..*pair });
            }
            Part::Crew(number) => reduced.crews.push(problem.crews[*number].clone()),
            _ => {}
        }
    }
}
