//! What was printed is remembered: each paper by what stood on it, so that it can be said later
//! whether that has changed since.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::head::short_day;
use super::paper::{Named, Of, Request, Source};
use super::{CATALOGUE, PrintError, Stamp};
use crate::model::id::PrintoutId;
use crate::model::printout::Printout;
use crate::model::{Document, RecordId};

/// What tells one paper from another: its key, its record, its days.
type Subject = (String, Option<RecordId>, Option<NaiveDate>, Option<NaiveDate>);

impl Request {
    /// The papers it comes to: of several records each is one.
    fn each(&self) -> Vec<Self> {
        if let Of::Several(papers) = &self.of {
            return papers.iter().flat_map(Self::each).collect();
        }
        let paper = self.paper;
        match self.of.records() {
            _ if self.of == Of::Blank => Vec::new(),
            [] | [_] => vec![self.clone()],
            several => several.iter().map(|record| paper.of(record.clone())).collect(),
        }
    }

    fn subject(&self) -> Subject {
        let (from, to) = match self.of {
            Of::Day(day) | Of::On(_, day) => (Some(day), None),
            Of::Days(from, to) => (Some(from), Some(to)),
            Of::Whole | Of::Records(_) | Of::Blank | Of::Several(_) => (None, None),
        };
        (self.paper.key.to_owned(), self.of.record().cloned(), from, to)
    }

    /// How that paper is printed again; nothing where no paper is called so any more.
    pub fn again(one: &Printout) -> Option<Self> {
        let paper = CATALOGUE.into_iter().find(|paper| paper.key == one.paper)?;
        let of = match (&one.record, one.from, one.to) {
            (Some(record), Some(day), None) => Of::On(record.clone(), day),
            (Some(record), ..) => Of::Records(vec![record.clone()]),
            (None, Some(from), Some(to)) => Of::Days(from, to),
            (None, Some(day), None) => Of::Day(day),
            (None, None, _) => Of::Whole,
        };
        Some(Self { paper, of })
    }

    /// What people call it, told apart by its day: 值班日志 2月5日 夜班.
    pub(super) fn title(&self, doc: &Document) -> String {
        let Named { kind, what, day } = self.paper.named(doc, &self.of);
        let day = day.map(|day| short_day(day, doc.current_season().year));
        let words = [Some(kind.unwrap_or(self.paper.title).to_owned()), day, Some(what)];
        words.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The digest of what stands on it.
    fn digest(&self, doc: &Document, stamp: &Stamp) -> Result<String, PrintError> {
        let source = Source { doc, mine: doc.profile(), stamp };
        self.paper.data(&source, &self.of)?.digest()
    }
}

/// What is to be remembered of a print, a record a paper. Nothing of a blank form: it says nothing
/// that could change.
///
/// # Errors
/// When a record is gone.
pub fn remembered(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
) -> Result<Vec<Printout>, PrintError> {
    let one = |request: &Request| {
        let (paper, record, from, to) = request.subject();
        Ok(Printout {
            kept: true,
            paper,
            title: request.title(doc),
            record,
            from,
            to,
            by_hand: (request.paper.by_hand)(doc, &request.of),
            at: Some(stamp.now),
            code: stamp.code.clone(),
            digest: request.digest(doc, stamp)?,
            place: String::new(),
            withdrawn: false,
        })
    };
    request.each().iter().map(one).collect()
}

/// The newest print of each paper.
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<Subject, PrintoutId>);

impl Memory {
    /// As the document has it. What was withdrawn is forgotten.
    pub fn of(doc: &Document) -> Self {
        let mut newest: BTreeMap<Subject, (Option<NaiveDateTime>, PrintoutId)> = BTreeMap::new();
        for (id, one) in doc.printouts.iter().filter(|(_, one)| !one.withdrawn) {
            let subject = (one.paper.clone(), one.record.clone(), one.from, one.to);
            let known = newest.entry(subject).or_insert((one.at, *id));
            *known = (*known).max((one.at, *id));
        }
        Self(newest.into_iter().map(|(subject, (_, id))| (subject, id)).collect())
    }

    /// The newest print of each of the papers asked for; `None` of those never printed.
    pub fn of_request(&self, request: &Request) -> Vec<Option<PrintoutId>> {
        request.each().iter().map(|one| self.0.get(&one.subject()).copied()).collect()
    }

    /// Whether no newer print of the same paper is there.
    pub fn is_newest(&self, id: PrintoutId, one: &Printout) -> bool {
        let subject = (one.paper.clone(), one.record.clone(), one.from, one.to);
        self.0.get(&subject) == Some(&id)
    }
}

/// The newest prints on which something else stands than would stand there now.
///
/// What would stand there is made as of the moment of the print: that a list is of today is no
/// change of it. A paper that went out to be written on, and was typed back, is the original.
pub fn outdated(doc: &Document) -> BTreeSet<PrintoutId> {
    let newest = Memory::of(doc).0.into_values();
    newest.filter(|id| doc.printouts.get(id).is_some_and(|one| has_changed(doc, one))).collect()
}

fn has_changed(doc: &Document, one: &Printout) -> bool {
    let Some((request, now)) = Request::again(one).zip(one.at) else { return false };
    if one.by_hand && !(request.paper.by_hand)(doc, &request.of) {
        return false;
    }
    let stamp = Stamp { code: one.code.clone(), now, both_sides: false };
    match request.digest(doc, &stamp) {
        Ok(digest) => digest != one.digest,
        // Its record is not there any more.
        Err(_gone) => true,
    }
}
