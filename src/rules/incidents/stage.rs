//! How far incidents and drills have come. Only the lines that begin and end a record are asked, all of them
//! in one pass, and in the order in which they were written.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::lines_of;
use crate::model::Document;
use crate::model::id::{IncidentId, LineId, Replica};
use crate::model::incident::{Incident, IncidentLine, LineKind};

/// How far an incident or a drill has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A drill that is prepared and has not begun.
    Prepared,
    /// It goes on.
    Running,
    /// It is over.
    Over,
}

/// Whether a line of that kind tells that the record goes on or ends.
pub(super) fn turns(kind: LineKind) -> bool {
    matches!(kind, LineKind::Start | LineKind::End | LineKind::GoesOn)
}

/// The lines of one PC by the moment each was written. It never goes back, whatever the clock does.
pub(super) struct Hand {
    latest: NaiveDateTime,
}

impl Hand {
    pub(super) fn new() -> Self {
        Self { latest: NaiveDateTime::MIN }
    }

    /// When its next line was written.
    pub(super) fn wrote(&mut self, incident: &Incident, line: &IncidentLine) -> NaiveDateTime {
        let ran = incident.began.zip(line.since);
        let passed = ran
            .and_then(|(began, since)| began.checked_add_signed(TimeDelta::seconds(since.into())));
        self.latest = self.latest.max(passed.or(line.at).unwrap_or(NaiveDateTime::MIN));
        self.latest
    }
}

/// The last line that begins or ends a record.
struct Last {
    replica: Replica,
    hand: Hand,
    place: (NaiveDateTime, LineId),
    kind: LineKind,
}

impl Last {
    /// With the next line, in the order of their names.
    fn with(
        last: Option<Self>,
        incident: &Incident,
        id: LineId,
        line: &IncidentLine,
    ) -> Option<Self> {
        let kind = line.kind.filter(|kind| turns(*kind) && !line.struck);
        let Some(kind) = kind else { return last };
        let replica = id.0.entry.replica;
        let (mut hand, before) = match last {
            Some(Self { replica: other, hand, place, kind }) => {
                let hand = if other == replica { hand } else { Hand::new() };
                (hand, Some((place, kind)))
            }
            None => (Hand::new(), None),
        };
        let place = (hand.wrote(incident, line), id);
        let (place, kind) = match before {
            Some((known, before)) if place < known => (known, before),
            _ => (place, kind),
        };
        Some(Self { replica, hand, place, kind })
    }

    fn stage(last: Option<&Self>) -> Stage {
        match last.map(|last| last.kind) {
            None => Stage::Prepared,
            Some(LineKind::End) => Stage::Over,
            Some(_) => Stage::Running,
        }
    }
}

/// How far one has come by its lines, which are in the order of their names, and the line that says so.
pub(super) fn turned<'a>(
    one: &Incident,
    lines: impl Iterator<Item = (LineId, &'a IncidentLine)>,
) -> (Stage, Option<LineId>) {
    let last = lines.fold(None, |last, (line, words)| Last::with(last, one, line, words));
    (Last::stage(last.as_ref()), last.map(|last| last.place.1))
}

/// How far that one has come.
pub fn stage(doc: &Document, id: IncidentId) -> Stage {
    doc.incidents.find(&id).map_or(Stage::Prepared, |one| turned(one, lines_of(doc, id)).0)
}

/// How far each has come.
pub fn stages(doc: &Document) -> BTreeMap<IncidentId, Stage> {
    let mut all: BTreeMap<IncidentId, Option<Last>> =
        doc.incidents.iter().map(|(id, _)| (*id, None)).collect();
    for (line, words) in doc.incident_lines.iter() {
        let of = words.incident.and_then(|id| Some((all.get_mut(&id)?, doc.incidents.get(&id)?)));
        if let Some((last, one)) = of {
            *last = Last::with(last.take(), one, *line, words);
        }
    }
    all.into_iter().map(|(id, last)| (id, Last::stage(last.as_ref()))).collect()
}
