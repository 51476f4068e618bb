//! A paper's table as a table of a text program: the head comes again on every page, rows do not
//! break unless they are too long for it, columns are as wide as on the page.

use super::xml::{Cell, Grid, Look, Paragraph, RowKind, Xml, twips};
use crate::print::table::{BOX, Column, Row, Side, Table, Width};

/// Sizes of a table's words in half points: ordinary, dense, and of its head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) plain: u32,
    pub(super) dense: u32,
    pub(super) head: u32,
}

impl Sizes {
    /// In a letter.
    pub(super) const LETTER: Self = Self { plain: 24, dense: 21, head: 21 };
    /// On a form.
    pub(super) const FORM: Self = Self { plain: 21, dense: 18, head: 18 };
}

/// Lines of so many half points stand so many twips apart: as on the page, as far as faces of offices
/// let them.
pub(super) fn pitch(half_points: u32) -> i64 {
    i64::from(half_points) * 10 * 138 / 100
}

/// Least height of a row for the pen, in millimetres.
pub(super) const PEN_MM: f64 = 8.0;
/// No column is narrower, in millimetres, nor one that takes its share.
const LEAST_MM: f64 = 7.0;
const LEAST_SHARE_MM: f64 = 14.0;
/// Rows with more signs in a cell may break over pages.
const LONG: usize = 900;

/// Writes the table into that room, in millimetres, with so many more rows for the pen.
pub(super) fn write(xml: &mut Xml, table: &Table, style: &str, room: f64, sizes: Sizes) {
    if table.columns.is_empty() {
        return;
    }
    let columns: Vec<i64> = widths(&table.columns, room).into_iter().map(twips).collect();
    let grid = Grid { columns: &columns, ..Grid::default() };
    let size = if table.dense { sizes.dense } else { sizes.plain };
    let height = twips(table.row_mm.max(5.0));
    grid.write(xml, |xml| {
        if table.columns.iter().any(|column| !column.title.is_empty()) {
            let kind = RowKind { head: true, splits: false, height: twips(7.5) };
            let cell = |column: &Column| head(column.title.clone(), sizes.head);
            grid.row(xml, kind, table.columns.iter().map(cell).collect());
        }
        let is_blank = table.rows.is_empty() && table.blank == 0 && !table.fill;
        if is_blank {
            let words = if table.empty.is_empty() { "没有记录" } else { &table.empty };
            let cell = words_cell(columns.len(), style, size, "center", words);
            grid.row(xml, RowKind { height: twips(PEN_MM), ..RowKind::default() }, vec![cell]);
        }
        for row in &table.rows {
            write_row(xml, &grid, table, row, (style, size, height));
        }
        let blank = if table.fill { table.blank.max(FILLED) } else { table.blank };
        for _ in 0..blank {
            let cells = columns.iter().map(|_| words_cell(1, style, size, "left", "")).collect();
            let height = twips(table.row_mm.max(PEN_MM));
            grid.row(xml, RowKind { height, ..RowKind::default() }, cells);
        }
    });
}

/// So many empty rows where a page of paper is filled with them: a text program adds more by a key.
const FILLED: usize = 8;

fn head<'a>(words: String, size: u32) -> Cell<'a> {
    Cell::new(1, move |xml| {
        let paragraph = Paragraph { pitch: Some(pitch(size)), ..Paragraph::of("TableHead") };
        xml.paragraph(&paragraph, |xml| xml.run(Look { style: None, size: Some(size) }, &words));
    })
}

/// A cell of words in one size.
pub(super) fn words_cell<'a>(
    across: usize,
    style: &'a str,
    size: u32,
    side: &'a str,
    words: &'a str,
) -> Cell<'a> {
    Cell::new(across, move |xml| {
        let paragraph =
            Paragraph { pitch: Some(pitch(size)), side: Some(side), ..Paragraph::of(style) };
        xml.paragraph(&paragraph, |xml| {
            if !words.is_empty() {
                xml.run(Look { style: None, size: Some(size) }, words);
            }
        });
    })
}

fn write_row(
    xml: &mut Xml,
    grid: &Grid<'_>,
    table: &Table,
    row: &Row,
    (style, size, height): (&str, u32, i64),
) {
    let (words, look) = match row {
        Row::Group(words) => {
            let kind = RowKind { height, ..RowKind::default() };
            let cell = Cell::new(table.columns.len(), |xml: &mut Xml| {
                let paragraph =
                    Paragraph { keep_next: true, pitch: Some(pitch(size)), ..Paragraph::of(style) };
                let look = Look { style: Some("Strong"), size: Some(size) };
                xml.paragraph(&paragraph, |xml| xml.run(look, words));
            });
            return grid.row(xml, kind, vec![cell]);
        }
        Row::Cells(words) | Row::Of(_, words) => (words, Look { style: None, size: Some(size) }),
        Row::Total(words) => (words, Look { style: Some("Strong"), size: Some(size) }),
    };
    let splits = words.iter().any(|words| LONG < words.chars().count());
    let words = words.iter().map(String::as_str).chain(std::iter::repeat(""));
    let cells = table.columns.iter().zip(words).map(|(column, words)| {
        let is_dialled = column.telephone && words.contains(|sign: char| sign.is_ascii_digit());
        let look = if is_dialled { Look::of("Dialled") } else { look };
        Cell::new(1, move |xml: &mut Xml| {
            let pitch = if is_dialled { pitch(24) } else { pitch(size) };
            let side = Some(side(column.side));
            let paragraph = Paragraph { pitch: Some(pitch), side, ..Paragraph::of(style) };
            xml.paragraph(&paragraph, |xml| {
                if words == BOX {
                    xml.run(look, "□");
                } else if !words.is_empty() {
                    xml.run(look, words);
                }
            });
        })
    });
    grid.row(xml, RowKind { head: false, splits, height }, cells.collect());
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Center => "center",
        Side::Right => "right",
    }
}

/// Widths in millimetres as on the page: shares take what is left, and what would not fit is drawn
/// in.
fn widths(columns: &[Column], room: f64) -> Vec<f64> {
    let fixed: f64 = columns.iter().map(|column| fixed(column.width)).sum();
    let shares: f64 = columns.iter().map(|column| share(column.width)).sum();
    let each = if shares == 0.0 { 0.0 } else { ((room - fixed) / shares).max(LEAST_SHARE_MM) };
    let widths: Vec<f64> = columns.iter().map(|column| fixed_or(column.width, each)).collect();
    let all: f64 = widths.iter().sum();
    if (all - room).abs() < 0.01 {
        return widths;
    }
    let count = u32::try_from(columns.len()).map(f64::from).unwrap_or(f64::MAX);
    let least = LEAST_MM.min(room / count);
    let slack: f64 = widths.iter().map(|width| (width - least).max(0.0)).sum();
    let scale = if slack == 0.0 { 0.0 } else { (room - least * count) / slack };
    widths.iter().map(|width| least + (width - least).max(0.0) * scale).collect()
}

fn fixed(width: Width) -> f64 {
    match width {
        Width::Mm(mm) => mm,
        Width::Share(_) => 0.0,
    }
}

fn share(width: Width) -> f64 {
    match width {
        Width::Mm(_) => 0.0,
        Width::Share(share) => f64::from(share),
    }
}

fn fixed_or(width: Width, share: f64) -> f64 {
    match width {
        Width::Mm(mm) => mm,
        Width::Share(count) => share * f64::from(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room_and_no_more() {
        let of = |columns: &[Column]| widths(columns, 156.0);
        let sum = |widths: &[f64]| widths.iter().sum::<f64>().round();
        let some = of(&[Column::narrow("甲", 20.0), Column::wide("乙", 1), Column::wide("丙", 3)]);
        assert_eq!(some, [20.0, 34.0, 102.0]);
        let many = of(&vec![Column::narrow("甲", 30.0); 9]);
        assert_eq!(sum(&many), 156.0);
        let none = of(&[Column::narrow("甲", 20.0)]);
        assert_eq!(sum(&none), 156.0);
    }
}
