//! Rules about printed numbers: one bearer each, none missing, none out of all proportion.

use chrono::NaiveDate;

use super::{Breach, Check, Remedy, Rule, Weight};
use crate::model::number::{Number, Numbered, Series, Use};
use crate::model::{Document, Kind, RecordId};

mod papers;

pub use papers::{NumberNote, bearers, number_notes, once_bearers, paper_words};
use papers::{Paper, all_papers, is_over};
pub(crate) use papers::{former_numbers, number_on};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "N1",
        title: "一个单号只属于一张单据",
        source: "单号：连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Sheet, Kind::Hazard, Kind::Transfer],
        check: Check::Number(one_bearer),
    },
    Rule {
        code: "N2",
        title: "单据上的单号都在单号簿里",
        source: "单号：连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Number, Kind::Sheet, Kind::Hazard, Kind::Transfer],
        check: Check::Record(number_is_ours),
    },
    Rule {
        code: "N3",
        title: "单号不缺号",
        source: "单号：连续，作废留号",
        weight: Weight::Law,
        reads: &[Kind::Number],
        check: Check::Number(gap_before),
    },
    // No law: no verb can bring it about, and whoever gave the wrong one of two papers a new
    // number must be able to take that back.
    Rule {
        code: "N4",
        title: "一个单号不出现在两张单据上",
        source: "单号：连续，作废留号",
        weight: Weight::Due,
        reads: PAPERS,
        check: Check::Whole(given_twice),
    },
    Rule {
        code: "N5",
        title: "单号不远远超出前面的号",
        source: "单号：连续，作废留号",
        weight: Weight::Due,
        reads: &[Kind::Number, Kind::Sheet, Kind::Hazard, Kind::Transfer],
        check: Check::Whole(out_of_proportion),
    },
    Rule {
        code: "N6",
        title: "曾经重号的两张单据互相注明",
        source: "单号：连续，作废留号",
        weight: Weight::Hint,
        reads: PAPERS,
        check: Check::Whole(once_given_twice),
    },
];

/// The kinds of record that bear printed numbers.
const PAPERS: &[Kind] = &[Kind::Sheet, Kind::Hazard, Kind::Transfer];

/// How far beyond the one before it a number may lie and still be believed. Nobody issues that
/// many between two saves: what lies further was damaged or made up.
pub const FURTHEST: u32 = 9_999;

/// Whether a number may be believed that comes after `last`.
pub(crate) fn is_believed_after(last: u32, seq: u32) -> bool {
    seq.saturating_sub(last) <= FURTHEST
}

/// Tells numbers that are to be believed from those that are not, taken in their order.
#[derive(Debug, Default)]
pub(crate) struct Believed<'a> {
    last: Option<&'a Number>,
}

impl<'a> Believed<'a> {
    /// Whether the number is to be believed, as the next one of all.
    pub(crate) fn takes(&mut self, number: &'a Number) -> bool {
        let is_believed = is_believed_after(self.before(number), number.seq);
        if is_believed {
            self.last = Some(number);
        }
        is_believed
    }

    /// The last number of the same series that was believed; 0 without any.
    fn before(&self, number: &Number) -> u32 {
        self.last.filter(|last| last.series == number.series).map_or(0, |last| last.seq)
    }
}

/// The last number of a series in the book that is to be believed; 0 without any.
pub(crate) fn last_believed(doc: &Document, series: &Series) -> u32 {
    let number = |seq| Number { series: series.clone(), seq };
    let (first, end) = (number(0), number(u32::MAX));
    let last = doc.numbers.before(&end).map(|(last, _)| last).filter(|last| last.series == *series);
    match last {
        None => 0,
        Some(last) if last.seq <= FURTHEST => last.seq,
        // Only a long series, or a damaged one, must be walked through.
        Some(_) => {
            let mut believed = Believed::default();
            let run = doc.numbers.range(first..=end).map(|(number, _)| number);
            run.take_while(|number| believed.takes(number)).last().map_or(0, |last| last.seq)
        }
    }
}

fn one_bearer(doc: &Document, number: &Number, numbered: &Numbered) -> Option<Breach> {
    let Some(Use::Borne(bearer)) = &numbered.used else { return None };
    (number_on(doc, bearer).as_ref() != Some(number)).then(|| {
        Breach::of(format!("单号{number}"), "单号簿上有、单据上没有")
            .mended_by(Remedy::Square(number.clone()))
    })
}

fn number_is_ours(doc: &Document, record: &RecordId) -> Option<Breach> {
    let number = number_on(doc, record)?;
    let why = match doc.numbers.get(&number).and_then(|numbered| numbered.used.as_ref()) {
        Some(Use::Borne(bearer)) if bearer == record => return None,
        // Two papers bear it, which is told of both of them together.
        Some(Use::Borne(bearer)) if number_on(doc, bearer).as_ref() == Some(&number) => {
            return None;
        }
        Some(Use::Borne(_)) => "单号簿上记的是另一张单据，那张上又没有这个号".to_owned(),
        Some(Use::Void { why, .. }) => format!("单号簿上已作废（{why}），这张单据还在用"),
        None => "单据上有、单号簿上没有".to_owned(),
    };
    let words = format!("{why}（{}）", paper_words(doc, record));
    Some(Breach::of(format!("单号{number}"), words).mended_by(Remedy::Square(number)))
}

fn gap_before(doc: &Document, number: &Number, _numbered: &Numbered) -> Option<Breach> {
    let before = doc.numbers.before(number).map(|(known, _)| known);
    let last = before.filter(|known| known.series == number.series).map_or(0, |known| known.seq);
    let missing = number.seq.saturating_sub(last).saturating_sub(1);
    (0 < missing && is_believed_after(last, number.seq))
        .then(|| format!("单号{number}之前缺{missing}个号").into())
}

/// Each paper whose number an earlier paper has too, with both in words.
fn given_twice(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut numbered: Vec<(&Number, RecordId)> = all_papers(doc)
        .filter_map(|Paper { record, number, .. }| Some((number?, record)))
        .collect();
    numbered.sort();
    let mut found = Vec::new();
    for same in numbered.chunk_by(|(one, _), (other, _)| one == other).filter(|same| 1 < same.len())
    {
        let Some((number, _)) = same.first() else { continue };
        let ordered = bearers(doc, number);
        let Some((first, later)) = ordered.split_first() else { continue };
        for other in later {
            let words = format!(
                "单号{number}重号：前一张是{}；后一张是{}。请给后一张改号，要改前一张请到那张单据上改",
                paper_words(doc, first),
                paper_words(doc, other)
            );
            let breach = Breach::from(words).mended_by(Remedy::Renumber(other.clone()));
            found.push((other.clone(), breach));
        }
    }
    found
}

fn out_of_proportion(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut believed = Believed::default();
    let mut found = Vec::new();
    for (number, numbered) in doc.numbers.iter() {
        if believed.takes(number) {
            continue;
        }
        let before = match believed.before(number) {
            0 => "别的号".to_owned(),
            seq => format!("上一个{}", Number { seq, ..number.clone() }),
        };
        let bearer = match &numbered.used {
            Some(Use::Borne(bearer)) if number_on(doc, bearer).as_ref() == Some(number) => {
                Some(bearer.clone())
            }
            _ => None,
        };
        let advice = match &bearer {
            Some(bearer) => format!("请给这张单据改号（{}）", paper_words(doc, bearer)),
            None => "没有单据用它，可以从单号簿去掉".to_owned(),
        };
        let words =
            format!("单号{number}比{before}大得多，多半是文件损坏或手工改动，没有采用；{advice}");
        let (about, remedy) = if let Some(bearer) = bearer {
            (bearer.clone(), Remedy::Renumber(bearer))
        } else {
            (RecordId::Number(number.clone()), Remedy::Strike(number.clone()))
        };
        found.push((about, Breach::from(words).mended_by(remedy)));
    }
    found
}

/// Papers that were given another number, as long as one of the two is still being worked on.
fn once_given_twice(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found = Vec::new();
    for Paper { record, number, former } in all_papers(doc) {
        for old in former {
            let others: Vec<RecordId> =
                bearers(doc, old).into_iter().filter(|other| *other != record).collect();
            let Some(other) = others.first() else { continue };
            if is_over(doc, &record) && others.iter().all(|other| is_over(doc, other)) {
                continue;
            }
            let now = number.map(ToString::to_string).unwrap_or_default();
            let words = format!(
                "{old}曾重号：现归{}；另一张已改为{now}（{}）",
                paper_words(doc, other),
                paper_words(doc, &record)
            );
            found.push((record.clone(), words.into()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::number::NumberField;

    /// A book of these numbers and nothing else.
    fn book(numbers: &[&str]) -> Document {
        let mut doc = Document::default();
        for number in numbers {
            let number: Number = number.parse().unwrap();
            let used = Use::Void { bearer: None, why: "试填".to_owned() };
            doc.apply((number.clone(), NumberField::Kept(true)).into());
            doc.apply((number, NumberField::Used(Some(used))).into());
        }
        doc
    }

    #[test]
    fn a_missing_number_is_found_in_its_own_series_only() {
        let table: [(&[&str], &[&str]); 4] = [
            (&["XC-2027-0001", "XC-2027-0002", "YH-2027-0001"], &[]),
            (&["XC-2027-0001", "XC-2027-0004"], &["单号XC-2027-0004之前缺2个号"]),
            (&["XC-2027-0002"], &["单号XC-2027-0002之前缺1个号"]),
            (
                &["XC-2026-0001", "XC-2027-B0001", "XC-2027-B0003", "XC-2028-0001"],
                &["单号XC-2027-B0003之前缺1个号"],
            ),
        ];
        for (numbers, expected) in table {
            let doc = book(numbers);
            let found: Vec<String> = doc
                .numbers
                .iter()
                .filter_map(|(number, numbered)| gap_before(&doc, number, numbered))
                .map(|breach| breach.words)
                .collect();
            assert_eq!(found, expected, "{numbers:?}");
        }
    }
}
