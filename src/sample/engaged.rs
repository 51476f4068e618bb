//! When papers name whom: what nobody can be asked to walk or stand watch beside.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::material::service::ActivityLine;
use super::material::{CheckLine, HazardLine};

/// From when to when.
pub(super) type Span = (NaiveDateTime, NaiveDateTime);

/// Somebody is that near to a paper before and after it.
const MARGIN: TimeDelta = TimeDelta::minutes(10);

/// Everybody's engagements.
#[derive(Clone, Debug, Default)]
pub(super) struct Engaged {
    /// Moments at which a paper names them.
    papers: BTreeMap<String, Vec<Span>>,
    /// Inspections they are out on.
    out: BTreeMap<String, Vec<Span>>,
}

impl Engaged {
    /// As papers of hazards, inspections and talks have it.
    pub(super) fn of(hazards: &[HazardLine], checks: &[CheckLine], talks: &[ActivityLine]) -> Self {
        let mut engaged = Self::default();
        for line in hazards {
            for (name, at) in named(line) {
                engaged.papers.entry(name.clone()).or_default().push((at, at));
            }
        }
        for line in talks {
            let span = (line.on.and_time(line.from), line.on.and_time(line.to));
            engaged.papers.entry(line.speaker.clone()).or_default().push(span);
        }
        for line in checks {
            let span = line.span();
            for name in line.walkers.iter().chain([&line.electrician]) {
                engaged.out.entry(name.clone()).or_default().push(span);
            }
        }
        engaged
    }

    /// Whether a paper names somebody within that time or near it, or they are out on an
    /// inspection.
    pub(super) fn is_named(&self, name: &str, span: Span) -> bool {
        meets(&self.papers, name, (span.0 - MARGIN, span.1 + MARGIN)) || self.is_out(name, span)
    }

    /// Whether somebody is out on an inspection at any time of that.
    pub(super) fn is_out(&self, name: &str, span: Span) -> bool {
        meets(&self.out, name, span)
    }
}

fn meets(spans: &BTreeMap<String, Vec<Span>>, name: &str, (begin, end): Span) -> bool {
    let spans = spans.get(name).map(Vec::as_slice).unwrap_or_default();
    spans.iter().any(|(from, to)| *from <= end && begin <= *to)
}

/// Whom the papers of a hazard name, and when.
fn named(line: &HazardLine) -> Vec<(&String, NaiveDateTime)> {
    let found = line.found.and_time(line.time);
    let mut named: Vec<_> = line.finders.iter().map(|name| (name, found)).collect();
    if let Some(on_spot) = &line.on_spot {
        named.extend([(&on_spot.fixer, on_spot.at), (&on_spot.checker, on_spot.at)]);
    }
    let Some(limit) = &line.limit else { return named };
    named.push((&limit.handed_by, limit.handed));
    named.extend(limit.rectified.iter().map(|one| (&one.by, one.on)));
    named.extend(limit.recheck.iter().flat_map(|one| one.by.iter().map(|name| (name, one.on))));
    named
}
