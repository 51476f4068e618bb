//! A table as `table.typ` lays it out: rows find their own height, the header comes again on
//! every page.

use serde::Serialize;

use crate::model::RecordId;

/// A table, in the shape `table.typ` documents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Table {
    /// A heading above it, or nothing.
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// So many empty rows for the pen under the others.
    pub(super) blank: usize,
    /// On a form: empty rows down to the foot of the page, where all stands on one.
    pub(super) fill: bool,
    /// Least height of a row, in millimetres; a row for the pen is never under 8.
    pub(super) row_mm: f64,
    /// The smaller of two sizes.
    pub(super) dense: bool,
    /// All of it on one page, in a letter in as small a type as that takes; for a table of a few rows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, serde(default))]
    pub(super) whole: bool,
    /// What stands in the one row where there are none at all.
    pub(super) empty: String,
    /// The year days stand without; for office programs, which want whole days.
    #[serde(skip)]
    pub(super) year: i32,
    /// Whether it is one list in two halves; an office program gets the list.
    #[serde(skip)]
    pub(super) halves: Halves,
}

/// How a list goes on in two halves side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Halves {
    /// It has none.
    #[default]
    None,
    /// Down the left half, then down the right one.
    Down,
}

/// A column. Where no column has a title there is no header.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Column {
    pub(super) title: String,
    pub(super) width: Width,
    pub(super) side: Side,
    /// Numbers to be dialled, large and never broken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) telephone: bool,
    /// What stands on further lines of a cell is a note, small.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) noted: bool,
    /// What its words are, for office programs.
    #[serde(skip)]
    pub(super) holds: Holds,
    /// What is said before and behind an amount of it where that stands in a sentence.
    #[serde(skip)]
    pub(super) spoken: Option<(String, &'static str)>,
}

/// What the words of a column are, where they are more than words: an office program can count on
/// with them. A cell that holds something else stays words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Holds {
    /// Words, numbers of things and telephones.
    #[default]
    Words,
    /// An amount.
    Count,
    /// A day, without its year where that is the one of the table.
    Day,
    /// A day with the time, or without.
    Moment,
    /// A time of the day.
    Time,
}

/// How wide a column is. What would not fit the page is drawn in.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Width {
    /// Millimetres.
    Mm(f64),
    /// Its share of what is left.
    Share(u32),
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Side {
    /// Words.
    Left,
    /// Numbers of things, short words, boxes for the pen.
    Center,
    /// Amounts.
    Right,
}

/// A row. Cells that are missing are empty; a cell [`BOX`] is a box for the pen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Row {
    /// A cell a column.
    Cells(Vec<String>),
    /// The same, of a record.
    Of(RecordId, Vec<String>),
    /// Words across all columns, which come again on the next page.
    Group(String),
    /// Cells in bold.
    Total(Vec<String>),
}

/// A cell that is a box for the pen.
pub(super) const BOX: &str = "□";

impl Default for Table {
    fn default() -> Self {
        Self {
            title: String::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            blank: 0,
            fill: false,
            row_mm: 7.0,
            dense: false,
            whole: false,
            empty: String::new(),
            year: 0,
            halves: Halves::None,
        }
    }
}

impl Column {
    /// A narrow column of its own width, its words in the middle.
    pub(super) fn narrow(title: &str, mm: f64) -> Self {
        Self {
            title: title.to_owned(),
            width: Width::Mm(mm),
            side: Side::Center,
            telephone: false,
            noted: false,
            holds: Holds::Words,
            spoken: None,
        }
    }

    /// A column of words that takes its share of what is left.
    pub(super) fn wide(title: &str, share: u32) -> Self {
        Self {
            title: title.to_owned(),
            width: Width::Share(share),
            side: Side::Left,
            telephone: false,
            noted: false,
            holds: Holds::Words,
            spoken: None,
        }
    }

    /// The same, of such words.
    pub(super) fn of(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }

    /// A column of telephone numbers.
    pub(super) fn telephones(mm: f64) -> Self {
        Self { telephone: true, ..Self::narrow("电话", mm) }
    }
}
