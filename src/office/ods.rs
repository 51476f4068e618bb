//! Sheets as `LibreOffice` writes them, which keep beside every value the words a person sees.

use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

use super::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Odd, is_long};
use super::markup::{attribute, count, sign, watched};
use super::number;
use super::zipped::Zipped;
use super::{Refused, Unread, is_enough};
use crate::action::paste::Sheet;
use crate::session::Watch;

/// The sheets of a workbook.
pub(super) fn read<W: Watch>(
    zipped: &mut Zipped<'_>,
    watch: &W,
) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let words = zipped.words("content.xml")?.ok_or(Refused::Broken)?;
    let mut book = Book::default();
    watched(&words, watch, |event| {
        book.take(event);
        true
    })?;
    if !book.any && zipped.has_pictures() {
        return Err(Refused::Pictures.into());
    }
    Ok(book.sheets)
}

/// The book while it is read.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    any: bool,
    /// Styles of sheets out of sight.
    hidden: BTreeSet<String>,
    /// The style that is read.
    style: String,
    table: Option<Table>,
    /// How deep within something that is seen beside cells: notes, drawings.
    aside: u32,
}

/// A sheet while it is read.
#[derive(Default)]
struct Table {
    name: String,
    is_hidden: bool,
    grid: Grid,
    row: u32,
    column: u32,
    /// How often the row stands there.
    repeats: u32,
    is_row_hidden: bool,
    cell: Option<Cell>,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: String,
    value: String,
    shown: String,
    is_begun: bool,
    repeats: u32,
    spans: (u32, u32),
    has_formula: bool,
    is_error: bool,
}

impl Book {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.begin(&element, false),
            Event::Empty(element) => self.begin(&element, true),
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) => self.write(&text.xml10_content()),
            Event::CData(text) => self.write(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                if let Some(sign) = sign(&entity) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        let cell = self.table.as_mut().and_then(|table| table.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| self.aside == 0 && cell.is_begun) {
            cell.shown.push_str(words);
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let name = element.local_name();
        let name = name.as_ref();
        if matches!(name, "annotation" | "frame" | "shapes" | "custom-shape" | "ruby-text") {
            self.aside += u32::from(!is_empty);
        }
        let Some(table) = &mut self.table else { return self.outside(name, element) };
        if 0 < self.aside {
            return;
        }
        match name {
            "table-row" => {
                table.column = 0;
                table.repeats = count(element, "number-rows-repeated").unwrap_or(1).max(1);
                table.is_row_hidden =
                    attribute(element, "visibility").is_some_and(|how| how != "visible");
            }
            "table-cell" => {
                table.cell = Some(Cell::of(element));
                if is_empty {
                    table.end_cell();
                }
            }
            "covered-table-cell" => {
                let repeats = count(element, "number-columns-repeated").unwrap_or(1).max(1);
                (table.cell, table.column) = (None, table.column.saturating_add(repeats));
            }
            "p" => {
                if let Some(cell) = &mut table.cell {
                    if cell.is_begun {
                        cell.shown.push('\n');
                    }
                    cell.is_begun = true;
                }
            }
            "s" => {
                let spaces = " "
                    .repeat(usize::try_from(count(element, "c").unwrap_or(1).min(99)).unwrap_or(1));
                self.write(&spaces);
            }
            "tab" => self.write(" "),
            "line-break" => self.write("\n"),
            _ => {}
        }
    }

    /// What stands before the sheets and between them.
    fn outside(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            "table" if 0 == self.aside && !is_enough(&self.sheets) => {
                let style = attribute(element, "style-name").unwrap_or_default();
                self.table = Some(Table {
                    name: attribute(element, "name").unwrap_or_default(),
                    is_hidden: self.hidden.contains(&style),
                    ..Table::default()
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "annotation" | "frame" | "shapes" | "custom-shape" | "ruby-text") {
            self.aside = self.aside.saturating_sub(1);
            return;
        }
        if 0 < self.aside {
            return;
        }
        let Some(table) = &mut self.table else { return };
        match name {
            "table-cell" => table.end_cell(),
            "table-row" => {
                if table.is_row_hidden && table.grid.has_row(table.row) {
                    table.grid.hide(1, 0);
                }
                table.row = table.row.saturating_add(table.repeats);
            }
            "table" => {
                if let Some(Table { name, is_hidden, grid, .. }) = self.table.take() {
                    self.any |= !grid.is_empty();
                    self.sheets.push(grid.sheet(name, is_hidden));
                }
            }
            _ => {}
        }
    }
}

impl Table {
    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (row, from) = (self.row, self.column);
        self.column = from.saturating_add(cell.repeats);
        let words = cell.words();
        if words.trim().is_empty() {
            if cell.has_formula && cell.shown.is_empty() && cell.value.is_empty() {
                self.grid.odd((row, from), Odd::Unsolved);
            }
            return;
        }
        let columns = from..self.column.min(MOST_COLUMNS + 1).max(from.saturating_add(1));
        let rows =
            row..row.saturating_add(self.repeats).min(MOST_ROWS + 1).max(row.saturating_add(1));
        if cell.is_error {
            return self.grid.odd_block((rows, columns), Odd::Error(words));
        }
        if is_long(&words) {
            return self.grid.odd_block((rows, columns), Odd::Long);
        }
        // Past the last column once is enough.
        let rows = if from < MOST_COLUMNS { rows } else { row..row.saturating_add(1) };
        for row in rows {
            for column in columns.clone() {
                if self.grid.is_full() {
                    return;
                }
                self.grid.put((row, column), &words);
            }
        }
        let (down, across) = cell.spans;
        let last = (row.saturating_add(down - 1), from.saturating_add(across - 1));
        self.grid.merge((row, from), last);
    }
}

impl Cell {
    fn of(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "value-type").unwrap_or_default();
        let key = match kind.as_str() {
            "date" => "date-value",
            "time" => "time-value",
            "boolean" => "boolean-value",
            "string" => "string-value",
            _ => "value",
        };
        let span = |key: &str| count(element, key).unwrap_or(1).max(1);
        let mut all = element.attributes();
        let mut kinds = all.with_checks(false).flatten();
        Self {
            is_error: kinds
                .any(|one| one.key.as_ref() == "calcext:value-type" && one.value == "error"),
            value: attribute(element, key).unwrap_or_default(),
            has_formula: attribute(element, "formula").is_some(),
            repeats: span("number-columns-repeated"),
            spans: (span("number-rows-spanned"), span("number-columns-spanned")),
            kind,
            ..Self::default()
        }
    }

    /// The words of the cell: as they are seen, but a day with its year and a number with its digits.
    fn words(&self) -> String {
        let shown = self.shown.trim();
        let number = || self.value.parse::<f64>().map(number::plain);
        let has_digits = shown.chars().any(|sign| sign.is_ascii_digit());
        match self.kind.as_str() {
            "date" if !has_digits && !shown.is_empty() && !shown.contains(['年', '月', '日']) => {
                // Shown as a day of the week, in whatever language that program speaks.
                number::weekday(&self.value).unwrap_or_else(|| shown.to_owned())
            }
            "date" | "time" => number::iso(&self.value),
            "float" | "currency" if self.is_inexact(shown) => {
                number().unwrap_or_else(|_other| shown.to_owned())
            }
            _ if shown.is_empty() => self.value.clone(),
            _ => shown.to_owned(),
        }
    }

    /// Whether what is shown of a number is not all of it.
    fn is_inexact(&self, shown: &str) -> bool {
        let is_long = self.value.trim_start_matches('-').split('.').next().map_or(0, str::len) > 15;
        shown.is_empty() || is_long || shown.contains(['E', '#', ',', '¥', '￥'])
    }
}
