//! What is typed when: the paper work of a season in the order of time.
//!
//! Only plans; `season` carries it out. Numbers follow time: a hazard is written down before
//! any that was found later, even if its sheet is still out (it was telephoned in then).

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::material::HazardLine;
use super::rounds::Walk;
use super::watch::Paper;

/// One piece of paper work, about the `n`-th walk, hazard or slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Make the sheet out.
    Issue(usize),
    /// Begin to type the sheet back: times and signers.
    TypeHead(usize),
    /// 其余按纸面打√ and done.
    TypeRest(usize),
    /// Write a hazard down.
    Report(usize),
    /// It was put right on the spot.
    FixOnSpot(usize),
    /// Make a transfer slip out.
    HandOver(usize),
    /// The slip came back signed.
    Receive(usize),
    /// The safety department's numbers are known.
    Number(usize),
    /// The limit moves.
    Extend(usize),
    /// Put right.
    Rectify(usize),
    /// Looked at again.
    Recheck(usize),
    /// Signed off.
    Close(usize),
    /// A paper of the watch.
    Watch(Paper),
}

/// Hazards that went over on one slip.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub(super) hazards: Vec<usize>,
    pub(super) handed: NaiveDateTime,
    pub(super) handed_by: String,
    pub(super) received: NaiveDateTime,
    pub(super) received_by: String,
}

/// The slips of a season: what the same hands passed on at the same moment stands on one.
pub(super) fn slips(hazards: &[HazardLine]) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    for (place, hazard) in hazards.iter().enumerate() {
        let Some(limit) = &hazard.limit else { continue };
        let same = slips.iter_mut().find(|slip| {
            slip.handed == limit.handed
                && slip.handed_by == limit.handed_by
                && slip.received_by == limit.received_by
        });
        match same {
            Some(slip) => slip.hazards.push(place),
            None => slips.push(Slip {
                hazards: vec![place],
                handed: limit.handed,
                handed_by: limit.handed_by.clone(),
                received: limit.received,
                received_by: limit.received_by.clone(),
            }),
        }
    }
    slips
}

/// All paper work of a season, sorted by time.
pub(super) fn agenda(
    walks: &[Walk],
    hazards: &[HazardLine],
    slips: &[Slip],
    watch: Vec<(NaiveDateTime, Deed)>,
) -> Vec<(NaiveDateTime, Deed)> {
    let mut agenda = watch;
    for (place, walk) in walks.iter().enumerate() {
        let typed = typed(walk);
        agenda.push((walk.issued, Deed::Issue(place)));
        agenda.push((typed, Deed::TypeHead(place)));
        agenda.push((typed + minutes(3), Deed::TypeRest(place)));
    }
    for (place, (hazard, reported)) in hazards.iter().zip(reports(walks, hazards)).enumerate() {
        agenda.push((reported, Deed::Report(place)));
        agenda.extend(papers(place, hazard, reported));
    }
    for (place, slip) in slips.iter().enumerate() {
        agenda.push((slip.received + minutes(5), Deed::Receive(place)));
    }
    give_way(&mut agenda, slips);
    // First, so that of what is due in the same minute the slips come first.
    let handed = slips.iter().enumerate().map(|(place, slip)| (slip.handed, Deed::HandOver(place)));
    let mut agenda: Vec<_> = handed.chain(agenda).collect();
    agenda.sort_by_key(|(at, _)| *at);
    agenda
}

/// A slip bears the minute at which it is made out, so nobody begins anything else at the desk
/// shortly before.
fn give_way(agenda: &mut [(NaiveDateTime, Deed)], slips: &[Slip]) {
    let mut handed: Vec<NaiveDateTime> = slips.iter().map(|slip| slip.handed).collect();
    handed.sort_unstable();
    agenda.sort_by_key(|(at, _)| *at);
    for (at, _) in agenda {
        for slip in &handed {
            if *slip - minutes(2) <= *at && *at < *slip {
                *at = *slip + TimeDelta::seconds(30);
            }
        }
    }
}

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

/// When a sheet is typed back: soon after the walk, or first thing in the morning.
fn typed(walk: &Walk) -> NaiveDateTime {
    let turn = minutes(4 * i64::try_from(walk.turn).unwrap_or_default());
    let soon = walk.back + minutes(15) + turn;
    let (opens, closes) = (time(7, 50), time(18, 30));
    if opens <= soon.time() && soon.time() < closes {
        return soon;
    }
    let morning = if soon.time() < opens {
        soon.date()
    } else {
        soon.date().succ_opt().unwrap_or_else(|| soon.date())
    };
    // The evening's sheets lie on top, those of the night below.
    let pile = match walk.begin.time() {
        at if at < opens => minutes(32),
        at if time(22, 0) < at => minutes(16),
        _ => minutes(0),
    };
    morning.and_time(opens) + turn + pile
}

/// When each hazard is written down, in the order of the hazards.
fn reports(walks: &[Walk], hazards: &[HazardLine]) -> Vec<NaiveDateTime> {
    let mut wished: Vec<NaiveDateTime> = hazards
        .iter()
        .enumerate()
        .map(|(place, hazard)| {
            let found = hazard.found.and_time(hazard.time);
            let wished = match walks.iter().find(|walk| walk.found.contains(&place)) {
                Some(walk) => typed(walk) + minutes(1),
                None => found + minutes(12),
            };
            match &hazard.limit {
                Some(limit) => wished.min(limit.handed - minutes(5)),
                None => wished,
            }
        })
        .collect();
    // Nothing is written down after what was found later.
    let mut next = NaiveDateTime::MAX;
    for at in wished.iter_mut().rev() {
        next = next.min(*at);
        *at = next;
    }
    wished
}

/// When the papers of a hazard that are its own are typed.
fn papers(
    place: usize,
    hazard: &HazardLine,
    reported: NaiveDateTime,
) -> Vec<(NaiveDateTime, Deed)> {
    let mut papers = Vec::new();
    let mut last = reported;
    if let Some(on_spot) = &hazard.on_spot {
        last = reported.max(on_spot.at) + minutes(1);
        papers.push((last, Deed::FixOnSpot(place)));
        papers.push((last.max(on_spot.closed_on.and_time(time(17, 10))), Deed::Close(place)));
    }
    let Some(limit) = &hazard.limit else { return papers };
    if !limit.safety_no.is_empty() || !limit.dual_no.is_empty() {
        papers.push((limit.received + minutes(40), Deed::Number(place)));
    }
    if let Some(extended) = &limit.extended {
        papers.push((extended.on.and_time(time(10, 0)), Deed::Extend(place)));
    }
    if let Some(rectified) = &limit.rectified {
        papers.push((rectified.on + minutes(10), Deed::Rectify(place)));
    }
    if let Some(recheck) = &limit.recheck {
        last = recheck.on + minutes(15);
        papers.push((last, Deed::Recheck(place)));
    }
    if let Some(closed) = &limit.closed {
        papers.push((last.max(closed.on.and_time(time(17, 10))), Deed::Close(place)));
    }
    papers
}
