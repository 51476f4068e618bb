//! Workbooks as one XML file, as Excel 2003 wrote them and report tools still do.

use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Odd};
use super::markup::{attribute, count, sign, watched};
use super::{Unread, is_enough, number};
use crate::action::paste::Sheet;
use crate::session::Watch;

/// Whether a text is such a workbook.
pub(super) fn is_workbook(text: &str) -> bool {
    text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.contains("Workbook")
}

/// The sheets of a workbook.
pub(super) fn read<W: Watch>(text: &str, watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let mut book = Book::default();
    watched(text, watch, |event| {
        match event {
            Event::Start(element) => book.begin(&element),
            Event::Empty(element) => {
                book.begin(&element);
                book.end(element.local_name().as_ref());
            }
            Event::End(element) => book.end(element.local_name().as_ref()),
            Event::Text(words) if book.is_read() => book.words.push_str(&words.xml10_content()),
            Event::CData(words) if book.is_read() => book.words.push_str(&words.xml10_content()),
            Event::GeneralRef(entity) if book.is_read() => book.words.extend(sign(&entity)),
            _ => {}
        }
        !is_enough(&book.sheets)
    })?;
    Ok(book.sheets)
}

/// The book while it is read.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    name: String,
    is_hidden: bool,
    grid: Grid,
    row: u32,
    column: u32,
    spans: (u32, u32),
    kind: String,
    words: String,
    within: Within,
}

/// What is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    /// Nothing that matters.
    #[default]
    Nothing,
    /// What stands in a cell.
    Data,
    /// A note on a cell, which has data of its own.
    Note,
    /// Whether the sheet is seen.
    Sight,
}

impl Book {
    fn begin(&mut self, element: &BytesStart<'_>) {
        // Counted from 1; without it, the next.
        let index = |next: u32, most: u32| match count(element, "Index") {
            Some(index) => index.saturating_sub(1).max(next).min(most),
            None => next.min(most),
        };
        match element.local_name().as_ref() {
            "Worksheet" => {
                self.name = attribute(element, "Name").unwrap_or_default();
                (self.grid, self.row, self.is_hidden) = (Grid::default(), 0, false);
            }
            "Row" => (self.row, self.column) = (index(self.row, MOST_ROWS), 0),
            "Cell" => {
                self.column = index(self.column, MOST_COLUMNS);
                let span = |key: &str| count(element, key).unwrap_or(0).min(MOST_ROWS);
                self.spans = (span("MergeDown"), span("MergeAcross"));
                self.words.clear();
                self.kind.clear();
            }
            "Data" if self.within != Within::Note => {
                self.kind = attribute(element, "Type").unwrap_or_default();
                self.within = Within::Data;
            }
            "Comment" => self.within = Within::Note,
            "Visible" => self.within = Within::Sight,
            _ => {}
        }
    }

    /// Whether words at this place are taken down.
    fn is_read(&self) -> bool {
        matches!(self.within, Within::Data | Within::Sight)
    }

    fn end(&mut self, name: &str) {
        match name {
            "Data" if self.within == Within::Data => self.within = Within::Nothing,
            "Comment" => self.within = Within::Nothing,
            "Visible" => {
                self.is_hidden = self.words.trim().starts_with("SheetHidden")
                    || self.words.trim().starts_with("SheetVeryHidden");
                self.within = Within::Nothing;
            }
            "Cell" => self.end_cell(),
            "Row" => self.row += 1,
            "Table" => self.words.clear(),
            "Worksheet" => {
                let (grid, name) = (std::mem::take(&mut self.grid), std::mem::take(&mut self.name));
                self.sheets.push(grid.sheet(name, self.is_hidden));
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let place = (self.row, self.column);
        let (down, across) = self.spans;
        self.column = self.column.saturating_add(1 + across);
        let words = std::mem::take(&mut self.words);
        let number = words.trim().parse::<f64>();
        let words = match (self.kind.as_str(), number) {
            ("DateTime", _) => day_or_time(words.trim()),
            ("Number", Ok(number)) => number::plain(number),
            ("Boolean", _) => if words.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            ("Error", _) => return self.grid.odd(place, Odd::Error(words)),
            _ => words,
        };
        self.grid.put(place, &words);
        self.grid.merge(place, (place.0 + down, place.1 + across));
    }
}

/// 1899-12-31T18:30:00.000 is a time of day.
fn day_or_time(words: &str) -> String {
    let words = number::iso(words);
    match words.strip_prefix("1899-12-31") {
        Some("") => "00:00".to_owned(),
        Some(time) => time.trim_start().to_owned(),
        None => words,
    }
}
