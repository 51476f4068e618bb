//! Who walks when: one walk per round and route, so that nobody is in two places at once.
//!
//! Only plans; `season` does the paper work.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::draw::Draw;
use super::material::{HazardLine, Material, RoundLine, SeasonLine};
use crate::model::hazard::Source;

/// Rounds that start before this belong to the set printed on the evening before.
const DAY_SET: (u32, u32) = (7, 40);
/// When that evening's set is printed.
const EVENING_SET: (u32, u32) = (17, 0);
/// The shift of rounds beside the usual three, at which no electrician signs.
const EXTRA: &str = "加巡";
/// How many rounds somebody rests after a walk, where the roster allows it.
const REST: usize = 2;

/// One walk along one route.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// The place of the route in the material.
    pub(super) route: usize,
    pub(super) round: RoundLine,
    pub(super) walkers: Vec<String>,
    pub(super) electrician: Option<String>,
    pub(super) post_holder: Option<String>,
    /// When the sheet was printed.
    pub(super) issued: NaiveDateTime,
    pub(super) left: NaiveDateTime,
    pub(super) back: NaiveDateTime,
    /// What they found, as places in the material.
    pub(super) found: Vec<usize>,
}

/// What is known of everybody's day besides the walks: when the papers name them.
type Engaged = BTreeMap<String, BTreeSet<NaiveDateTime>>;

/// All walks of a season, round by round.
pub(super) fn walks(
    material: &Material,
    season: &SeasonLine,
    hazards: &[HazardLine],
    draw: &mut Draw,
) -> Vec<Walk> {
    let rounds = &season.rounds;
    let engaged = engaged(hazards);
    let mut walks: Vec<Walk> = Vec::new();
    for (place, round) in rounds.iter().enumerate() {
        let until = rounds.get(place + 1).map_or(NaiveDateTime::MAX, start);
        for (route, line) in material.routes.iter().enumerate() {
            let found: Vec<usize> = hazards
                .iter()
                .enumerate()
                .filter(|(_, hazard)| {
                    let at = hazard.found.and_time(hazard.time);
                    hazard.source == Source::Patrol
                        && line.stops.contains(&hazard.site)
                        && start(round) <= at
                        && at < until
                })
                .map(|(place, _)| place)
                .collect();
            walks.push(walk(material, route, round, found, hazards, &engaged, draw));
        }
    }
    let mut roster = Roster::new(season, draw);
    let routes = material.routes.len().max(1);
    let fixed: Vec<BTreeSet<String>> = walks
        .chunks(routes)
        .map(|round| round.iter().flat_map(|walk| walk.walkers.iter().cloned()).collect())
        .collect();
    for (place, round) in walks.chunks_mut(routes).enumerate() {
        let next = fixed.get(place + 1).cloned().unwrap_or_default();
        roster.fill(round, &engaged, &next);
    }
    walks
}

/// When a round begins.
pub(super) fn start(round: &RoundLine) -> NaiveDateTime {
    round.date.and_time(round.at)
}

/// A walk with its times; whoever found something is known to have walked.
fn walk(
    material: &Material,
    route: usize,
    round: &RoundLine,
    found: Vec<usize>,
    hazards: &[HazardLine],
    engaged: &Engaged,
    draw: &mut Draw,
) -> Walk {
    let minutes = TimeDelta::minutes;
    let lines: Vec<&HazardLine> = found.iter().filter_map(|place| hazards.get(*place)).collect();
    let first = lines.iter().map(|line| line.found.and_time(line.time)).min();
    let settled = |line: &&HazardLine| {
        line.on_spot.as_ref().map_or_else(|| line.found.and_time(line.time), |on_spot| on_spot.at)
    };
    let last = lines.iter().map(settled).max();
    let walkers = lines.first().map(|line| line.finders.clone()).unwrap_or_default();

    let mut left = start(round) + minutes(draw.minutes(6));
    if let Some(first) = first {
        left = left.min(first - minutes(5)).max(start(round));
    }
    let mut back = left + minutes(80 + draw.minutes(21));
    if let Some(last) = last {
        // They were back before the papers name them elsewhere.
        let usual = back.max(last + minutes(3));
        let called = walkers
            .iter()
            .filter_map(|name| engaged.get(name))
            .flatten()
            .filter(|at| last < **at && **at < usual)
            .min();
        back = called.map_or(usual, |at| (*at - minutes(3)).max(last + minutes(3)));
    }
    let usual = round.shift != EXTRA;
    Walk {
        route,
        round: round.clone(),
        walkers,
        electrician: usual.then(String::new),
        post_holder: post_holder(material, route, round).filter(|_| usual),
        issued: issued(round),
        left,
        back,
        found,
    }
}

/// Who is at the post that shift.
fn post_holder(material: &Material, route: usize, round: &RoundLine) -> Option<String> {
    let route = material.routes.get(route)?;
    let post = material.builder.posts.iter().find(|post| post.route == route.name)?;
    let shift = match round.at.hour() {
        ..12 => 0,
        12..18 => 1,
        _ => 2,
    };
    let week = usize::try_from(round.date.iso_week().week()).ok()?;
    post.signers.get((shift + week).checked_rem(post.signers.len())?).cloned()
}

/// The sheets of a day are printed together in the morning.
fn issued(round: &RoundLine) -> NaiveDateTime {
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
    if round.at < time(DAY_SET) {
        round.date.pred_opt().unwrap_or(round.date).and_time(time(EVENING_SET))
    } else {
        round.date.and_time(time(DAY_SET))
    }
}

/// When the papers of hazards name whom.
fn engaged(hazards: &[HazardLine]) -> Engaged {
    let mut engaged = Engaged::new();
    let mut note = |name: &String, at: NaiveDateTime| {
        engaged.entry(name.clone()).or_default().insert(at);
    };
    for line in hazards {
        for finder in &line.finders {
            note(finder, line.found.and_time(line.time));
        }
        if let Some(on_spot) = &line.on_spot {
            note(&on_spot.fixer, on_spot.at);
            note(&on_spot.checker, on_spot.at);
        }
        let Some(limit) = &line.limit else { continue };
        note(&limit.handed_by, limit.handed);
        if let Some(rectified) = &limit.rectified {
            note(&rectified.by, rectified.on);
        }
        if let Some(recheck) = &limit.recheck {
            recheck.by.iter().for_each(|name| note(name, recheck.on));
        }
    }
    engaged
}

/// Who walks next: whoever has waited longest, is free and has rested.
struct Roster {
    walkers: VecDeque<String>,
    electricians: VecDeque<String>,
    /// Who walked in the last rounds, oldest first.
    tired: VecDeque<BTreeSet<String>>,
}

impl Roster {
    fn new(season: &SeasonLine, draw: &mut Draw) -> Self {
        let mut walkers = season.walkers.clone();
        let mut electricians = season.electricians.clone();
        draw.shuffle(&mut walkers);
        draw.shuffle(&mut electricians);
        Self { walkers: walkers.into(), electricians: electricians.into(), tired: VecDeque::new() }
    }

    /// Names everybody a round still needs. `next` are known to walk the round after it.
    fn fill(&mut self, round: &mut [Walk], engaged: &Engaged, next: &BTreeSet<String>) {
        let mut taken: BTreeSet<String> =
            round.iter().flat_map(|walk| walk.walkers.iter().cloned()).collect();
        // Whoever walks anyway goes to the end of the queue.
        let queue = std::mem::take(&mut self.walkers);
        let (walking, waiting): (Vec<_>, Vec<_>) =
            queue.into_iter().partition(|name| taken.contains(name));
        self.walkers = waiting.into_iter().chain(walking).collect();
        for walk in round.iter_mut() {
            while walk.walkers.len() < 2 {
                let free = |name: &String| {
                    !taken.contains(name) && is_free(engaged, name, walk.left, walk.back)
                };
                let rested = |name: &String| {
                    !next.contains(name) && self.tired.iter().all(|round| !round.contains(name))
                };
                let Some(name) = chosen(&mut self.walkers, free, rested) else { break };
                taken.insert(name.clone());
                walk.walkers.push(name);
            }
            let free = |name: &String| {
                !taken.contains(name) && is_free(engaged, name, walk.left, walk.back)
            };
            if walk.electrician.is_some() {
                walk.electrician = chosen(&mut self.electricians, free, |_| true);
                taken.extend(walk.electrician.clone());
            }
        }
        self.tired.push_back(taken);
        if REST < self.tired.len() {
            self.tired.pop_front();
        }
    }
}

/// The first in the queue who is free, if possible rested too; goes to its end.
fn chosen(
    queue: &mut VecDeque<String>,
    free: impl Fn(&String) -> bool,
    rested: impl Fn(&String) -> bool,
) -> Option<String> {
    let place = queue
        .iter()
        .position(|name| free(name) && rested(name))
        .or_else(|| queue.iter().position(&free))?;
    let name = queue.remove(place)?;
    queue.push_back(name.clone());
    Some(name)
}

/// Whether no paper names somebody elsewhere during a walk.
fn is_free(engaged: &Engaged, name: &str, left: NaiveDateTime, back: NaiveDateTime) -> bool {
    let margin = TimeDelta::minutes(10);
    engaged
        .get(name)
        .is_none_or(|days| days.iter().all(|at| *at < left - margin || back + margin < *at))
}
