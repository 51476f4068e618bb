//! Papers by their numbers: whole, by the last digits, and one of several that bear the same.

use super::NotThere;
use crate::model::number::{Number, NumberKind};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::numbers::{bearers, former_numbers, number_notes, number_on, paper_words};

/// How many numbers are listed where the digits fit several.
const LISTED: usize = 6;

/// Whether a text is a whole number of that kind.
pub(super) fn is_of(text: &str, kind: NumberKind) -> bool {
    text.trim().to_uppercase().starts_with(kind.word())
}

/// What was asked for: a number or its last digits, and which of the papers that bear it.
struct Asked {
    words: String,
    /// From 1.
    place: Option<usize>,
}

impl Asked {
    fn of(text: &str) -> Self {
        let text = text.trim().to_uppercase().replace('／', "/");
        match text.split_once('/') {
            Some((words, place)) => {
                // What is no place fits no paper, and is refused as such.
                Self { words: words.trim().to_owned(), place: Some(place.parse().unwrap_or(0)) }
            }
            None => Self { words: text, place: None },
        }
    }

    fn fits(&self, number: &Number) -> bool {
        let words = number.to_string();
        let is_digits =
            !self.words.is_empty() && self.words.chars().all(|sign| sign.is_ascii_digit());
        words == self.words || (is_digits && words.ends_with(&self.words))
    }
}

/// The papers a number stands for: the whole number, or last digits that only one number has. Of
/// several numbers the season's own, then the one that is exactly that count; a number that a
/// paper bore before counts where no paper bears it now. Papers that bear the same number all
/// come, unless `/2` says which.
pub(super) fn by_number(
    doc: &Document,
    text: &str,
    what: &str,
    known: &[RecordId],
) -> Result<Vec<Request>, NotThere> {
    let asked = Asked::of(text);
    let now: Vec<(&RecordId, Number)> =
        known.iter().filter_map(|record| Some((record, number_on(doc, record)?))).collect();
    let before: Vec<(&RecordId, Number)> = known
        .iter()
        .flat_map(|record| former_numbers(doc, record).iter().map(move |old| (record, old.clone())))
        .collect();
    let mut fitting: Vec<&(&RecordId, Number)> =
        now.iter().filter(|(_, number)| asked.fits(number)).collect();
    if fitting.is_empty() {
        fitting = before.iter().filter(|(_, number)| asked.fits(number)).collect();
    }
    let season = doc.current_season().year;
    let fitting = narrowed(fitting, |(_, number)| number.series.year == season);
    let fitting = narrowed(fitting, |(_, number)| asked.words.parse() == Ok(number.seq));
    let mut numbers: Vec<&Number> = fitting.iter().map(|(_, number)| number).collect();
    numbers.sort();
    numbers.dedup();
    match numbers.as_slice() {
        [] => {
            let mut known: Vec<&Number> = now.iter().map(|(_, number)| number).collect();
            known.sort();
            let there = match (known.first(), known.last()) {
                (Some(first), Some(last)) => format!("现有{first}到{last}"),
                _ => format!("还没有{what}"),
            };
            Err(NotThere(format!("没有单号“{}”的{what}，{there}", text.trim())))
        }
        [number] => {
            let mut papers = bearers(doc, number);
            papers.retain(|paper| fitting.iter().any(|(record, _)| *record == paper));
            // Those that only bore it before.
            let more = fitting.iter().map(|(record, _)| (*record).clone());
            let more: Vec<RecordId> = more.filter(|record| !papers.contains(record)).collect();
            papers.extend(more);
            of_place(doc, number, &papers, asked.place)
        }
        several => {
            let numbers: Vec<String> =
                several.iter().take(LISTED).map(|number| number.to_string()).collect();
            let more = if LISTED < several.len() { "等" } else { "" };
            let numbers = numbers.join("、");
            Err(NotThere(format!("单号“{}”对得上{numbers}{more}，请写全", text.trim())))
        }
    }
}

/// All papers of the number, or the one at that place.
fn of_place(
    doc: &Document,
    number: &Number,
    papers: &[RecordId],
    place: Option<usize>,
) -> Result<Vec<Request>, NotThere> {
    let Some(place) = place else {
        return Ok(papers.iter().filter_map(Request::numbered).collect());
    };
    let paper = place.checked_sub(1).and_then(|at| papers.get(at)).and_then(Request::numbered);
    match paper {
        Some(request) => Ok(vec![request]),
        None if papers.len() < 2 => {
            Err(NotThere(format!("单号{number}只有一张，直接写 --number {number}")))
        }
        None => Err(NotThere(format!("单号{number}有{}张：{}", papers.len(), listed(doc, papers)))),
    }
}

/// 写/1为…；写/2为….
fn listed(doc: &Document, papers: &[RecordId]) -> String {
    let lines = papers.iter().enumerate();
    let lines = lines.map(|(at, paper)| format!("写/{}为{}", at + 1, paper_words(doc, paper)));
    lines.collect::<Vec<_>>().join("；")
}

/// What is to be said of prints whose number stands on another paper too, a sentence a number.
pub fn remarks(doc: &Document, requests: &[Request]) -> Vec<String> {
    let records = requests.iter().flat_map(|request| request.of.records());
    let mut numbers: Vec<Number> = records
        .filter(|record| number_notes(doc, record).iter().any(|note| note.is_open))
        .filter_map(|record| number_on(doc, record))
        .collect();
    numbers.sort();
    numbers.dedup();
    let words = |number: &Number| {
        let papers = bearers(doc, number);
        let listed = listed(doc, &papers);
        format!("单号{number}重号，有{}张；只要其中一张时，在单号后面{listed}", papers.len())
    };
    numbers.iter().map(words).collect()
}

/// Those of several that are meant, if any of them is.
fn narrowed<T>(several: Vec<&T>, is_meant: impl Fn(&T) -> bool) -> Vec<&T> {
    if several.iter().any(|one| is_meant(one)) {
        several.into_iter().filter(|one| is_meant(one)).collect()
    } else {
        several
    }
}
