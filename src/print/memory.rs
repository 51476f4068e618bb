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
use crate::session::{Journal, Moment, look_back};

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

/// What would have stood on prints at their moment by this program. Found out by the history where
/// something else was remembered of them, and never found out twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Then(BTreeMap<PrintoutId, Option<String>>);

/// The newest prints on which something else stands than would stand there now.
///
/// What would stand there is made as of the moment of the print: that a list is of today is no
/// change of it. A paper that went out to be written on, and was typed back, is the original. Nor
/// is it a change of the records that another version of the program words or arranges them in
/// another way: where the digest differs, it is asked what *this* program would have printed of the
/// records as they were.
pub fn outdated(doc: &Document, journal: &Journal, then: &mut Then) -> BTreeSet<PrintoutId> {
    let (mut outdated, differing) = held_against(doc);
    let unknown = differing.iter().filter(|(id, ..)| !then.0.contains_key(id));
    let unknown: BTreeMap<Moment, Vec<(PrintoutId, &Printout)>> =
        unknown.fold(BTreeMap::new(), |mut known, (id, one, _)| {
            let moment = Moment { before: id.0.entry, code: one.code.clone() };
            known.entry(moment).or_insert_with(Vec::new).push((*id, *one));
            known
        });
    if !unknown.is_empty() {
        then.0.extend(unknown.values().flatten().map(|(id, _)| (*id, None)));
        let moments: Vec<Moment> = unknown.keys().cloned().collect();
        look_back(journal, &moments, |moment, doc| {
            for (id, one) in unknown.get(moment).into_iter().flatten() {
                then.0.insert(*id, as_of(doc, one).and_then(Result::ok));
            }
        });
    }
    let same =
        |(id, _, digest): &Differing<'_>| then.0.get(id).and_then(Option::as_ref) == Some(digest);
    outdated.extend(differing.iter().filter(|one| !same(one)).map(|(id, ..)| *id));
    outdated
}

/// A print, and the digest of what would stand there now.
type Differing<'a> = (PrintoutId, &'a Printout, String);

/// The newest prints whose record is gone, and those on which other words would stand now.
fn held_against(doc: &Document) -> (BTreeSet<PrintoutId>, Vec<Differing<'_>>) {
    let (mut gone, mut differing) = (BTreeSet::new(), Vec::new());
    for id in Memory::of(doc).0.into_values() {
        let one = doc.printouts.get(&id);
        match one.and_then(|one| Some((one, now(doc, one)?))) {
            Some((_, Err(_gone))) => {
                gone.insert(id);
            }
            Some((one, Ok(digest))) if digest != one.digest => differing.push((id, one, digest)),
            _ => {}
        }
    }
    (gone, differing)
}

/// The digest of what would stand on a printed paper now, if it is to be held against anything.
fn now(doc: &Document, one: &Printout) -> Option<Result<String, PrintError>> {
    let request = Request::again(one)?;
    let is_original = one.by_hand && !(request.paper.by_hand)(doc, &request.of);
    if is_original { None } else { as_of(doc, one) }
}

/// The digest of what would stand on a printed paper by that document, as of its moment.
fn as_of(doc: &Document, one: &Printout) -> Option<Result<String, PrintError>> {
    let (request, now) = Request::again(one).zip(one.at)?;
    let stamp = Stamp { code: one.code.clone(), now, both_sides: false };
    Some(request.digest(doc, &stamp))
}
