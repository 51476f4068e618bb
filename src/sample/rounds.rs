//! Who goes where when: the two of the shift walk one route after the other, with its electrician,
//! and others go out on inspections of single sites.
//!
//! Only plans; `season` does the paper work.

use std::collections::VecDeque;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::draw::Draw;
use super::engaged::Span;
use super::material::{CheckLine, HazardLine, Material, RoundLine};
use super::rota::{CAPTAIN, ELECTRICIAN, Rota, WALKERS};
use crate::model::hazard::Source;

/// Rounds that start before this belong to the set printed on the evening before.
const DAY_SET: (u32, u32) = (7, 40);
/// When that evening's set is printed.
const EVENING_SET: (u32, u32) = (17, 0);
/// The shift of rounds beside the usual three, at which no electrician signs.
const EXTRA: &str = "加巡";

/// Where a walk goes: a place in the material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// Along a route.
    Route(usize),
    /// To a single site, to look at all of it.
    Check(usize),
}

/// One walk, which is one sheet.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub(super) goal: Goal,
    /// Its place among the walks of its round.
    pub(super) turn: usize,
    pub(super) day: NaiveDate,
    /// Which patrol of the day; nothing for an inspection.
    pub(super) shift: String,
    /// When the round begins.
    pub(super) begin: NaiveDateTime,
    pub(super) walkers: Vec<String>,
    pub(super) electrician: Option<String>,
    /// Each with the site at which they signed.
    pub(super) post_holders: Vec<(String, String)>,
    /// When the sheet was printed.
    pub(super) issued: NaiveDateTime,
    pub(super) left: NaiveDateTime,
    pub(super) back: NaiveDateTime,
    /// What they found, as places in the material.
    pub(super) found: Vec<usize>,
}

/// All walks of a season: rounds, then inspections.
pub(super) fn walks(
    material: &Material,
    (rounds, checks): (&[RoundLine], &[CheckLine]),
    hazards: &[HazardLine],
    rota: &Rota,
    draw: &mut Draw,
) -> Vec<Walk> {
    let mut walks = Vec::new();
    let mut free = NaiveDateTime::MIN;
    for (place, round) in rounds.iter().enumerate() {
        let until = rounds.get(place + 1).map_or(NaiveDateTime::MAX, RoundLine::begin);
        let found: Vec<Vec<usize>> = material
            .routes
            .iter()
            .map(|route| {
                found_by(hazards, |line| {
                    let at = line.found.and_time(line.time);
                    let of_round = round.begin() <= at && at < until;
                    line.source == Source::Patrol && of_round && route.stops.contains(&line.site)
                })
            })
            .collect();
        let times = schedule(free, round, &found, hazards, draw);
        free = times.iter().map(|(_, span)| span.1).max().unwrap_or(free);
        for (turn, (route, span)) in times.into_iter().enumerate() {
            let found = found.get(route).cloned().unwrap_or_default();
            let usual = round.shift != EXTRA;
            let electrician = rota.on_duty(ELECTRICIAN, span.0).first().cloned();
            walks.push(Walk {
                goal: Goal::Route(route),
                turn,
                day: round.date,
                shift: round.shift.clone(),
                begin: round.begin(),
                walkers: rota.on_duty(WALKERS, span.0).to_vec(),
                electrician: electrician.filter(|_| usual),
                post_holders: if usual { post_holders(material, route, round) } else { Vec::new() },
                issued: issued(round.begin()),
                left: span.0,
                back: span.1,
                found,
            });
        }
    }
    walks.extend(checks.iter().enumerate().map(|(place, line)| check(place, line, hazards)));
    walks
}

fn check(place: usize, line: &CheckLine, hazards: &[HazardLine]) -> Walk {
    let (left, back) = line.span();
    Walk {
        goal: Goal::Check(place),
        turn: 0,
        day: line.on,
        shift: String::new(),
        begin: left,
        walkers: line.walkers.clone(),
        electrician: Some(line.electrician.clone()),
        post_holders: vec![(line.site.clone(), line.post_holder.clone())],
        issued: issued(left),
        left,
        back,
        found: found_by(hazards, |hazard| {
            let at = hazard.found.and_time(hazard.time);
            hazard.source != Source::Patrol && hazard.site == line.site && left < at && at < back
        }),
    }
}

fn found_by(hazards: &[HazardLine], is_it: impl Fn(&HazardLine) -> bool) -> Vec<usize> {
    let found = hazards.iter().enumerate().filter(|(_, line)| is_it(line));
    found.map(|(place, _)| place).collect()
}

/// The order of the routes of a round with their times: one after the other, so that each hazard
/// is found while its route is walked. Nobody leaves before they are back from the last round.
fn schedule(
    free: NaiveDateTime,
    round: &RoundLine,
    found: &[Vec<usize>],
    hazards: &[HazardLine],
    draw: &mut Draw,
) -> Vec<(usize, Span)> {
    let minutes = TimeDelta::minutes;
    let extra = round.shift == EXTRA;
    let at = |line: &HazardLine| line.found.and_time(line.time);
    let settled = |line: &HazardLine| line.on_spot.as_ref().map_or_else(|| at(line), |one| one.at);
    let lines = |route: usize| {
        let places = found.get(route).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| hazards.get(*place))
    };
    let mut known: Vec<(NaiveDateTime, usize)> =
        (0..found.len()).filter_map(|route| Some((lines(route).map(at).min()?, route))).collect();
    known.sort_unstable();
    let mut known: VecDeque<_> = known.into();
    let mut open: Vec<usize> = (0..found.len()).filter(|one| lines(*one).count() == 0).collect();
    draw.shuffle(&mut open);

    let mut times = Vec::new();
    let mut now = (round.begin() + minutes(4 + draw.minutes(6))).max(free + minutes(1));
    while !(known.is_empty() && open.is_empty()) {
        let long =
            if extra { minutes(15 + draw.minutes(3)) } else { minutes(27 + draw.minutes(6)) };
        let next = known.front().map(|(first, _)| *first);
        let fits = next.is_none_or(|first| now + long + minutes(7) <= first);
        let route = match (open.pop(), fits) {
            (Some(route), true) => route,
            (route, _) => {
                open.extend(route);
                let Some((_, route)) = known.pop_front() else { continue };
                route
            }
        };
        let first = lines(route).map(at).min();
        // Late in their walk they find nothing: they left later then.
        let left = first.map_or(now, |first| now.max(first - minutes(25)));
        let last = lines(route).map(settled).max();
        let back = last.map_or(left + long, |last| (left + long).max(last + minutes(3)));
        times.push((route, (left, back)));
        now =
            back + if extra { minutes(1 + draw.minutes(2)) } else { minutes(2 + draw.minutes(3)) };
    }
    times
}

/// Who is at the posts of a route that shift.
fn post_holders(material: &Material, route: usize, round: &RoundLine) -> Vec<(String, String)> {
    let stops = material.routes.get(route).map(|route| route.stops.as_slice()).unwrap_or_default();
    // Day and night as on the rota.
    let shift = usize::from(!(8..20).contains(&round.at.hour()));
    let at = |site: &String| {
        let post = material.builder.posts.iter().find(|post| post.site == *site)?;
        let week = usize::try_from(round.date.iso_week().week()).ok()?;
        let signer = post.signers.get((shift + week).checked_rem(post.signers.len())?)?;
        Some((site.clone(), signer.clone()))
    };
    stops.iter().filter_map(at).collect()
}

/// The sheets of a day are printed together in the morning.
fn issued(begin: NaiveDateTime) -> NaiveDateTime {
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
    let day = begin.date();
    if begin.time() < time(DAY_SET) {
        day.pred_opt().unwrap_or(day).and_time(time(EVENING_SET))
    } else {
        day.and_time(time(DAY_SET))
    }
}

/// The material says 甲 and 乙 of the two who walked, and names posts where it does not matter who
/// held them; the rota says who that was.
pub(super) fn name(hazards: &mut [HazardLine], walks: &[Walk], rota: &Rota) {
    for walk in walks {
        for place in &walk.found {
            let Some(line) = hazards.get_mut(*place) else { continue };
            let named = |name: &mut String| {
                let walker = ["甲", "乙"].iter().position(|one| one == name);
                if let Some(walker) = walker.and_then(|walker| walk.walkers.get(walker)) {
                    name.clone_from(walker);
                }
            };
            line.finders.iter_mut().for_each(named);
            line.on_spot.iter_mut().for_each(|one| named(&mut one.checker));
        }
    }
    for limit in hazards.iter_mut().filter_map(|line| line.limit.as_mut()) {
        if limit.handed_by == CAPTAIN
            && let Some(captain) = rota.on_duty(CAPTAIN, limit.handed).first()
        {
            limit.handed_by.clone_from(captain);
        }
    }
}
