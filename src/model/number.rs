//! Printed numbers: gap-free, issued once, never used again.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::document::{Document, RecordId};
use super::id::{BadId, serde_as_text};
use super::shape::{Component, KindList, OneKind, Shape};
use super::value::{Reading, Renaming, Value, parts};
use super::{choices, record::record};

choices! {
    /// What a printed number stands on. Source: `sources.md` 台账用语.
    NumberKind {
        /// A route sheet or an inspection sheet.
        Sheet = "XC",
        /// A hazard.
        Hazard = "YH",
        /// A transfer slip.
        Transfer = "YJ",
    }
}

/// Numbers that are counted together: `XC-2027-`, or `XC-2027-B` on a copy that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// What the numbers stand on.
    pub kind: NumberKind,
    /// The year of the season.
    pub year: i32,
    /// The copy's label; empty in the office.
    pub label: String,
}

/// A printed number: `XC-2027-0213`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// What it is counted with.
    pub series: Series,
    /// Its place, from 1.
    pub seq: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Series { kind, year, label } = &self.series;
        write!(f, "{}-{year}-{label}{:04}", kind.word(), self.seq)
    }
}

impl FromStr for Number {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (kind, rest) = text.split_once('-').ok_or_else(bad)?;
        // A year below zero has a sign of its own.
        let (sign, rest) = rest.strip_prefix('-').map_or((1, rest), |rest| (-1, rest));
        let (year, rest) = rest.split_once('-').ok_or_else(bad)?;
        let kind =
            NumberKind::ALL.iter().copied().find(|known| kind == known.word()).ok_or_else(bad)?;
        let year: i64 = year.parse().map_err(|_odd| bad())?;
        let year = i32::try_from(sign * year).map_err(|_far| bad())?;
        let digits = rest.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let label = rest.strip_suffix(digits).ok_or_else(bad)?.to_owned();
        let seq = digits.parse().map_err(|_short| bad())?;
        Ok(Self { series: Series { kind, year, label }, seq })
    }
}

serde_as_text!(Number);

/// Whether a number is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    /// It stands on that record's paper.
    Borne(RecordId),
    /// It is void and stays so unless the very act that issued it is done again.
    Void {
        /// The record it stood on, if there was one.
        bearer: Option<RecordId>,
        /// Why.
        why: String,
    },
}

impl Value for Use {
    fn shown(&self, doc: &Document) -> String {
        match self {
            Self::Borne(bearer) => bearer.shown(doc),
            Self::Void { bearer, why } => {
                let parts = [
                    Some("作废".to_owned()),
                    parts::part("原单据", &bearer.shown(doc)),
                    parts::part("原因", why),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join("；")
            }
        }
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let pieces = parts::split(text, '；');
        if pieces.first().is_none_or(|kind| kind.trim() != "作废") {
            return RecordId::parse(text, doc).map(Self::Borne);
        }
        let bearer = parts::read(&parts::find(&pieces, "原单据"), doc);
        let why = parts::find(&pieces, "原因");
        bearer.map(|bearer| Self::Void { bearer, why: why.clone() })
    }

    fn shape() -> Shape {
        let bearer = || Component::new("bearer", "单据", Shape::AnyName);
        let borne = OneKind { code: "Borne", word: "在用", parts: vec![bearer()], is_bare: true };
        let void = OneKind {
            code: "Void",
            word: "作废",
            parts: vec![bearer(), Component::new("why", "原因", Shape::Text)],
            is_bare: false,
        };
        Shape::Kinds(KindList { name: "Use", kinds: vec![borne, void] })
    }

    fn named(&self, found: &mut Vec<RecordId>) {
        if let Self::Borne(bearer) = self {
            found.push(bearer.clone());
        }
    }

    fn renamed(&self, names: &Renaming) -> Self {
        match self {
            Self::Borne(bearer) => Self::Borne(bearer.renamed(names)),
            Self::Void { bearer, why } => {
                Self::Void { bearer: bearer.renamed(names), why: why.clone() }
            }
        }
    }
}

record! {
    /// What became of a printed number.
    Numbered(Number), NumberField, NumberKey {
        /// In use or void; `None` only before it was issued.
        used: Option<Use> = Used "单号去向" by verb,
    }
}

impl Numbered {
    /// Why the number is void, if it is.
    pub fn void_reason(&self) -> Option<&str> {
        match &self.used {
            Some(Use::Void { why, .. }) => Some(why),
            Some(Use::Borne(_)) | None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_are_printed() {
        for text in [
            "XC-2027-0213",
            "YH-2027-B0007",
            "YJ-2028-12345",
            "XC--1-0001",
            "XC--2147483648-B-0001",
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "XC",
            "XC-2027",
            "ZZ-2027-0001",
            "XC-x-0001",
            "XC-2027-",
            "XC--0001",
            "XC---1-0001",
        ] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
