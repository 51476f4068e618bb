//! The columns of a table: what each holds, and which of a record's fields come to columns, which to
//! rows of a table of their own.
//!
//! Every cell is a plain value or a list of plain values, so that every engine reads it alike: a value of
//! several parts is a column a part, several such values are a row each.

use crate::model::Kind;
use crate::model::shape::{Component, KindList, Shape};

/// What a cell of a column holds, where it holds anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number of two places.
    Amount,
    /// `true` or `false`.
    YesNo,
    /// `2027-02-05`
    Day,
    /// `08:05:00`
    Time,
    /// `2027-02-05T08:05:00`
    Moment,
    /// A code of that list.
    Code(&'static str),
    /// The `id` of a row of that table.
    Key(&'static str),
    /// The `id` of a row of the table that the column before says.
    AnyKey,
    /// What is deeper than a row can show, as JSON in words.
    Json,
    /// Several, in their order.
    List(Box<Self>),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file.
    pub name: String,
    /// Its head for people.
    pub word: String,
    /// The unit of a number.
    pub unit: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// What the head does not say.
    pub meaning: &'static str,
}

impl Column {
    /// A column without a unit.
    pub(super) fn new(name: &str, word: &str, holds: Holds) -> Self {
        Self { name: name.to_owned(), word: word.to_owned(), unit: "", holds, meaning: "" }
    }

    /// What is to be known of it.
    #[must_use]
    pub(super) fn meaning(self, meaning: &'static str) -> Self {
        Self { meaning, ..self }
    }

    /// The unit of its numbers.
    #[must_use]
    pub(super) fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }
}

/// The name of the list of kinds of records.
pub(super) const RECORDS: &str = "Record";

/// A table whose rows are what one field of a record holds.
#[derive(Clone, Debug)]
pub(super) struct Below {
    /// The table's name: `hazard_steps`.
    pub(super) name: String,
    /// What people call it.
    pub(super) word: String,
    /// The columns, without those of mine and workbook.
    pub(super) columns: Vec<Column>,
    /// The field.
    pub(super) field: &'static str,
    /// What tells a row from the others of its record, and what it holds.
    pub(super) key: Shape,
    /// What a row holds.
    pub(super) row: Shape,
}

/// How the fields of a kind of record are laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The columns of its table, without those of mine and workbook.
    pub(super) columns: Vec<Column>,
    /// The fields that are columns.
    pub(super) plain: Vec<Component>,
    /// The fields that are tables.
    pub(super) below: Vec<Below>,
}

impl Layout {
    /// How records of that kind are laid out.
    pub(super) fn of(kind: Kind, parts: Vec<Component>) -> Self {
        let mut layout = Self::default();
        if !is_single(kind) {
            layout.columns.push(Column::new("id", "记录编号", Holds::Key(kind.table())));
        }
        for part in parts {
            if let Some(below) = below(kind, &part) {
                layout.below.push(below);
            } else {
                layout.columns.extend(columns(&part, ""));
                layout.plain.push(part);
            }
        }
        layout
    }
}

/// Whether there is but one record of the kind, which the workbook's own name tells.
pub(super) fn is_single(kind: Kind) -> bool {
    matches!(kind, Kind::Mine | Kind::Season | Kind::Plan)
}

/// `zero_report` of `ZeroReport`.
pub(super) fn snake(name: &str) -> String {
    let mut words = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !words.is_empty() {
            words.push('_');
        }
        words.push(sign.to_ascii_lowercase());
    }
    words
}

/// The table a field comes to, if it is one of several values that name records or have parts.
fn below(kind: Kind, part: &Component) -> Option<Below> {
    let (key, row) = match &part.shape {
        Shape::Several(row) if !is_plain(row) || matches!(**row, Shape::Name(_)) => {
            (Shape::Whole, (**row).clone())
        }
        Shape::Entries(key, row) => ((**key).clone(), (**row).clone()),
        _ => return None,
    };
    let mut columns = Vec::new();
    if !is_single(kind) {
        columns.push(Column::new(&snake(kind.code()), kind.word(), Holds::Key(kind.table())));
    }
    columns.push(key_column(&key));
    columns.extend(row_columns(part, &row));
    Some(Below {
        name: format!("{}_{}", snake(kind.code()), part.name),
        word: format!("{}·{}", kind.word(), part.word),
        columns,
        field: part.name,
        key,
        row,
    })
}

/// Whether one cell holds it.
fn is_plain(shape: &Shape) -> bool {
    match shape {
        Shape::Several(_)
        | Shape::Entries(..)
        | Shape::Parts(_)
        | Shape::Kinds(_)
        | Shape::AnyName => false,
        Shape::Text
        | Shape::Whole
        | Shape::YesNo
        | Shape::Day
        | Shape::Time
        | Shape::Moment
        | Shape::Code(_)
        | Shape::Name(_) => true,
    }
}

/// The column that tells a row from the others of its record.
pub(super) fn key_column(key: &Shape) -> Column {
    match key {
        Shape::Code(list) => Column::new(&snake(list.name), "类别", Holds::Code(list.name)),
        Shape::Name(kind) => {
            Column::new(&snake(kind.code()), kind.word(), Holds::Key(kind.table()))
        }
        Shape::Day => Column::new("day", "日期", Holds::Day),
        _ => Column::new("place", "第几项", Holds::Whole)
            .meaning("次序；巡查单、日志、处置卡里是纸面上的行号"),
    }
}

/// The columns of what a row holds.
fn row_columns(part: &Component, row: &Shape) -> Vec<Column> {
    match row {
        Shape::Parts(parts) => parts.iter().flat_map(|part| columns(part, "")).collect(),
        Shape::Kinds(list) => kinds(list, "kind", part.word, ""),
        plain => vec![Column::new(&bare_name(plain), part.word, holds(plain))],
    }
}

/// The name of the only column of rows without parts.
pub(super) fn bare_name(shape: &Shape) -> String {
    match shape {
        Shape::Name(kind) => snake(kind.code()),
        Shape::Code(list) => snake(list.name),
        _ => "words".to_owned(),
    }
}

/// What a plain cell, or a list of them, holds; what is deeper is JSON.
fn holds(shape: &Shape) -> Holds {
    match shape {
        Shape::Text => Holds::Text,
        Shape::Whole => Holds::Whole,
        Shape::YesNo => Holds::YesNo,
        Shape::Day => Holds::Day,
        Shape::Time => Holds::Time,
        Shape::Moment => Holds::Moment,
        Shape::Code(list) => Holds::Code(list.name),
        Shape::Name(kind) => Holds::Key(kind.table()),
        Shape::Several(one) if is_plain(one) => Holds::List(Box::new(holds(one))),
        _ => Holds::Json,
    }
}

/// The columns of a field, or of a part of one, whose names begin with `before`.
fn columns(part: &Component, before: &str) -> Vec<Column> {
    let name = format!("{before}{}", part.name);
    let inner = format!("{name}_");
    // A part within a part is told by both names.
    match &part.shape {
        Shape::Parts(parts) if before.is_empty() => {
            parts.iter().flat_map(|part| columns(part, &inner)).collect()
        }
        Shape::Kinds(list) if before.is_empty() => kinds(list, &name, part.word, &inner),
        Shape::AnyName => vec![
            Column::new(&format!("{name}_kind"), part.word, Holds::Code(RECORDS)),
            Column::new(&name, part.word, Holds::AnyKey),
        ],
        shape => {
            let column = Column::new(&name, part.word, holds(shape)).unit(part.unit);
            let is_deep = column.holds == Holds::Json;
            vec![if is_deep { column.meaning("JSON文字，行号到各栏") } else { column }]
        }
    }
}

/// Which kind it is, and the parts of all kinds; what a kind has not is null. A part that is a list in
/// one kind is one in all.
fn kinds(list: &KindList, name: &str, word: &str, before: &str) -> Vec<Column> {
    let mut all = vec![Column::new(name, word, Holds::Code(list.name))];
    for part in list.kinds.iter().flat_map(|kind| &kind.parts) {
        for column in columns(part, before) {
            match all.iter_mut().find(|known| known.name == column.name) {
                Some(known) if matches!(column.holds, Holds::List(_)) => known.holds = column.holds,
                Some(_) => {}
                None => all.push(column),
            }
        }
    }
    all
}
