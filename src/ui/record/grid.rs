//! The rows and columns of a list as cells: which lies beside which, and what a block of them is
//! copied, pasted and filled down as.

use std::ops::Range;

use crate::action::paste;
use crate::model::value::Reading;
use crate::model::{Cell, Document, Put, RecordId};

/// A cell of a list, wherever its row and its column stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) record: RecordId,
    pub(super) column: usize,
}

/// The rows and the places of cells that stand together.
pub(super) type Block = (Range<usize>, Range<usize>);

/// A list as it is painted: its rows, the columns there is room for, and which field a cell shows.
pub(super) struct Grid<'a> {
    pub(super) rows: &'a [RecordId],
    pub(super) columns: &'a [usize],
    /// What stands above them.
    pub(super) heads: &'a [&'a str],
    field: Field<'a>,
    closed: Closed<'a>,
    words: Words<'a>,
}

/// Which field a cell shows; none where it is composed.
type Field<'a> = &'a dyn Fn(&RecordId, usize) -> Option<Cell>;
/// Why a cell of a column that can be written cannot.
type Closed<'a> = &'a dyn Fn(&RecordId, usize) -> Option<&'static str>;
/// The words that stand in a cell.
type Words<'a> = &'a dyn Fn(&RecordId, usize) -> String;

impl<'a> Grid<'a> {
    /// Those rows and columns with what stands above them, and what is said of their cells.
    pub(super) fn of(
        (rows, columns, heads): (&'a [RecordId], &'a [usize], &'a [&'a str]),
        (field, closed, words): (Field<'a>, Closed<'a>, Words<'a>),
    ) -> Self {
        Self { rows, columns, heads, field, closed, words }
    }
}

impl Grid<'_> {
    pub(super) fn row(&self, spot: &Spot) -> Option<usize> {
        self.rows.iter().position(|row| *row == spot.record)
    }

    pub(super) fn place(&self, spot: &Spot) -> Option<usize> {
        self.columns.iter().position(|column| *column == spot.column)
    }

    pub(super) fn spot(&self, row: usize, place: usize) -> Option<Spot> {
        let (record, column) = (self.rows.get(row)?.clone(), *self.columns.get(place)?);
        Some(Spot { record, column })
    }

    pub(super) fn cell(&self, spot: &Spot) -> Option<Cell> {
        (self.field)(&spot.record, spot.column)
    }

    pub(super) fn can_write(&self, row: usize, place: usize) -> bool {
        self.spot(row, place).is_some_and(|spot| self.cell(&spot).is_some())
    }

    /// The nearest cell that can be written, in reading order or against it.
    pub(super) fn beside(&self, spot: &Spot, forth: bool) -> Option<Spot> {
        let width = self.columns.len();
        let at = self.row(spot)? * width + self.place(spot)?;
        let all = 0..self.rows.len() * width;
        let can = |at: usize| {
            let spot = self.spot(at.checked_div(width)?, at.checked_rem(width)?)?;
            self.cell(&spot).is_some().then_some(spot)
        };
        if forth { all.skip(at + 1).find_map(can) } else { all.take(at).rev().find_map(can) }
    }

    /// The rows and places from one cell to another.
    pub(super) fn block(&self, one: &Spot, other: &Spot) -> Option<Block> {
        let span = |one: usize, other: usize| one.min(other)..one.max(other) + 1;
        let rows = span(self.row(one)?, self.row(other)?);
        Some((rows, span(self.place(one)?, self.place(other)?)))
    }

    /// The cells of a block as programs of tables take them.
    pub(super) fn copied(&self, (rows, places): Block) -> String {
        let cell = |row: usize, place: usize| {
            let spot = self.spot(row, place)?;
            // A cell is one line, and a sign of the table's own parts none.
            Some((self.words)(&spot.record, spot.column).replace(['\t', '\n'], " "))
        };
        let line = |row: usize| {
            let cells = places.clone().map(|place| cell(row, place).unwrap_or_default());
            cells.collect::<Vec<_>>().join("\t")
        };
        rows.map(line).collect::<Vec<_>>().join("\n")
    }

    /// What fills a block with its first row.
    ///
    /// # Errors
    /// Why it cannot be filled, in words.
    pub(super) fn filled(&self, (rows, places): Block, doc: &Document) -> Result<Vec<Put>, String> {
        if rows.len() < 2 {
            return Err("向下填充：先按住Shift选中几行，第一行是要填的内容".to_owned());
        }
        let mut puts = Vec::new();
        for place in places {
            let Some(first) = self.spot(rows.start, place) else { continue };
            let first = self.cell(&first).ok_or_else(|| self.closed(&first))?;
            let value = doc.read(&first);
            for row in rows.clone().skip(1) {
                let Some(spot) = self.spot(row, place) else { continue };
                let cell = self.cell(&spot).ok_or_else(|| self.closed(&spot))?;
                // The value itself: its words could mean somebody else of the same name.
                puts.extend(value.of_another(&spot.record).filter(|put| put.cell() == cell));
            }
        }
        Ok(puts)
    }

    /// What empties a block. What must be written somewhere is not emptied, and then nothing is.
    ///
    /// # Errors
    /// Why it cannot be emptied, in words.
    pub(super) fn cleared(
        &self,
        (rows, places): Block,
        doc: &Document,
    ) -> Result<Vec<Put>, String> {
        let mut puts = Vec::new();
        for row in rows {
            for place in places.clone() {
                let Some(spot) = self.spot(row, place) else { continue };
                let cell = self.cell(&spot).ok_or_else(|| self.closed(&spot))?;
                let blank = match cell.parse("", doc) {
                    Reading::Is(put) if spot.record.required().as_ref() != Some(&cell) => put,
                    _ => {
                        let head = self.heads.get(place).copied().unwrap_or_default();
                        return Err(format!(
                            "“{head}”不能空着，没有清除；整条不要了，请打开它点“删除”"
                        ));
                    }
                };
                if doc.read(&cell) != blank {
                    puts.push(blank);
                }
            }
        }
        Ok(puts)
    }

    /// What a pasted block writes, its first cell in the first of the marked ones; one cell alone is
    /// written into all that are marked. Cells with nothing in them leave what stands there.
    ///
    /// # Errors
    /// Why nothing of it is written, in words.
    pub(super) fn pasted(
        &self,
        (rows, places): Block,
        text: &str,
        doc: &Document,
    ) -> Result<Vec<Put>, String> {
        let lines = paste::cells(text);
        let only = match lines.as_slice() {
            [line] if line.len() == 1 => line.first(),
            _ => None,
        };
        let mut wanted: Vec<(usize, usize, &String)> = Vec::new();
        if let Some(only) = only {
            wanted.extend(rows.flat_map(|row| places.clone().map(move |place| (row, place, only))));
        } else {
            let room = self.rows.len().saturating_sub(rows.start);
            if room < lines.len() {
                let words = "复制的有{lines}行，从这一行起列表里只有{room}行；没有贴入";
                let words = words.replace("{lines}", &lines.len().to_string());
                return Err(words.replace("{room}", &room.to_string()));
            }
            for (row, line) in lines.iter().enumerate() {
                let cells = line.iter().enumerate();
                let to = |(place, cell)| (rows.start + row, places.start + place, cell);
                wanted.extend(cells.map(to));
            }
        }
        let filled = wanted.into_iter().filter(|(_, _, words)| !words.is_empty());
        filled.map(|(row, place, words)| self.put((row, place), words, doc)).collect()
    }

    /// The value those words are in that cell.
    fn put(
        &self,
        (row, place): (usize, usize),
        words: &str,
        doc: &Document,
    ) -> Result<Put, String> {
        let Some(spot) = self.spot(row, place) else {
            return Err("复制的列比这里的多；没有贴入".to_owned());
        };
        let cell = self.cell(&spot).ok_or_else(|| self.closed(&spot))?;
        let (line, about) = (row + 1, cell.label(doc));
        match cell.parse(words, doc) {
            Reading::Is(put) => Ok(put),
            Reading::Which(_) => {
                Err(format!("第{line}行的{about}：“{words}”不止一个，请在格子里按F2选定；没有贴入"))
            }
            Reading::Unclear => Err(format!("第{line}行的{about}：看不懂“{words}”；没有贴入")),
        }
    }

    /// Why nothing is written in a cell.
    pub(super) fn closed(&self, spot: &Spot) -> String {
        if let Some(why) = (self.closed)(&spot.record, spot.column) {
            return why.to_owned();
        }
        let head = self.place(spot).and_then(|place| self.heads.get(place)).copied();
        let head = head.unwrap_or_default();
        format!("“{head}”这一列不能在列表里直接写，请打开那一条填写")
    }

    /// The cell below in the same column.
    pub(super) fn below(&self, spot: &Spot) -> Option<Spot> {
        self.spot(self.row(spot)? + 1, self.place(spot)?)
    }
}
