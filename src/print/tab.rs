//! A table of an office program: what stands in it, a cell for each thing, apart from how it is written.

use super::table::{Column, Halves, Holds, Row, Side, Table};

/// One table on a leaf of its own.
#[derive(Debug, Default)]
pub(super) struct Tab {
    /// What its leaf is called.
    pub(super) name: String,
    pub(super) paper: Paper,
    pub(super) title: String,
    /// Lines between title and table.
    pub(super) above: Vec<String>,
    /// The rows of the head.
    pub(super) heads: Vec<Vec<Head>>,
    pub(super) columns: Vec<Kind>,
    pub(super) lines: Vec<Line>,
    /// Lines under the table.
    pub(super) below: Vec<String>,
}

/// The paper a leaf is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paper {
    /// A4 portrait.
    #[default]
    A4,
    /// A4 landscape.
    A4Wide,
    /// A3 landscape.
    A3Wide,
}

/// A cell of the head, over so many columns and rows.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) words: String,
    pub(super) across: usize,
    pub(super) down: usize,
}

impl Head {
    pub(super) fn one(words: &str) -> Self {
        Self { words: words.to_owned(), across: 1, down: 1 }
    }
}

/// What a column holds, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) holds: Holds,
    pub(super) side: Side,
}

impl Kind {
    pub(super) fn new(holds: Holds, side: Side) -> Self {
        Self { holds, side }
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Cells(Cells),
    /// Words across all columns.
    Group(String),
    /// What the lines above come to.
    Total(Vec<String>),
}

/// The words of a line, a cell a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub(super) words: Vec<String>,
    /// The year its days stand without.
    pub(super) year: i32,
    /// In bold.
    pub(super) loud: bool,
}

/// The columns of a table, its head and its lines; halves stand one below the other.
pub(super) fn of_table(table: &Table) -> (Vec<Kind>, Vec<Head>, Vec<Line>) {
    let width = match table.halves {
        Halves::None => table.columns.len(),
        Halves::Down => table.columns.len() / 2,
    };
    let columns: Vec<&Column> = table.columns.iter().take(width).collect();
    let kinds = columns.iter().map(|column| Kind::new(column.holds, column.side)).collect();
    let heads = columns.iter().map(|column| Head::one(&column.title)).collect();
    (kinds, heads, lines(table, width))
}

fn lines(table: &Table, width: usize) -> Vec<Line> {
    let line = |words: &[String]| {
        Line::Cells(Cells { words: words.to_vec(), year: table.year, loud: false })
    };
    let (mut lines, mut right) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match row {
            Row::Group(words) => lines.push(Line::Group(words.clone())),
            Row::Total(words) => lines.push(Line::Total(words.clone())),
            Row::Cells(words) | Row::Of(_, words) => {
                let (own, other) = words.split_at_checked(width).unwrap_or((words, &[]));
                lines.push(line(own));
                if other.iter().any(|words| !words.is_empty()) {
                    right.push(line(other));
                }
            }
        }
    }
    lines.append(&mut right);
    lines
}
