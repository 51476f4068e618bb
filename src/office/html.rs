//! Tables of web pages, which many systems hand out under names that end in .xls.

use encoding_rs::{Encoding, GB18030, UTF_8};
use html5gum::{StartTag, Token, Tokenizer};

use super::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Odd};
use super::{MOST_SHEETS, Refused, Unread};
use crate::action::paste::Sheet;
use crate::session::{Progress, Unit, Watch};

/// What stands this near the beginning says what a text is and how it is encoded.
const BEGINNING: usize = 4096;
/// After so many elements whoever waits may want no more of them.
const OFTEN: usize = 4_000;
/// Tables within tables deeper than this are nobody's.
const DEEPEST: usize = 16;

/// Whether a file is a page or XML, by how it begins.
pub(super) fn is_markup(bytes: &[u8]) -> bool {
    let begin = beginning(bytes);
    let begins = begin.trim_start_matches('\u{feff}').trim_start();
    begins.starts_with('<')
        && [
            "<html",
            "<table",
            "<!doctype html",
            "<?xml",
            "<workbook",
            "<head",
            "<meta",
            "<div",
            "<style",
        ]
        .iter()
        .any(|word| begin.contains(word))
}

fn beginning(bytes: &[u8]) -> String {
    let bytes = bytes.get(..BEGINNING).unwrap_or(bytes);
    let encoding = Encoding::for_bom(bytes).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(bytes).0.to_lowercase()
}

/// The text of such a file: as it says of itself, unless that is wrong.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let begin = beginning(bytes);
    let named = ["charset=", "encoding="].iter().find_map(|key| {
        let (_, rest) = begin.split_once(key)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-'))?;
        Encoding::for_label(rest.get(..end)?.as_bytes())
    });
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let gb = named.map(|named| if named == encoding_rs::GBK { GB18030 } else { named });
    let tried = marked.into_iter().chain(gb).chain([UTF_8, GB18030]);
    let read = tried.map(|encoding| encoding.decode(bytes));
    read.filter(|(_, _, is_broken)| !is_broken).map(|(text, ..)| text.into_owned()).next()
}

/// The tables of a page, each as a sheet; one that only holds others has no cells of its own.
pub(super) fn read<W: Watch>(text: &str, watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let mut page = Page::default();
    for (Ok(token), count) in Tokenizer::new(text).zip(1_usize..) {
        if count.is_multiple_of(OFTEN) {
            watch.on(Progress::new(Unit::Understood, 0, 0)).map_err(Unread::Stopped)?;
        }
        match token {
            Token::StartTag(tag) => page.begin(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.write(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    page.close(0);
    if page.sheets.is_empty() { Err(Refused::NoTable.into()) } else { Ok(page.sheets) }
}

/// The page while it is read.
#[derive(Default)]
struct Page {
    sheets: Vec<Sheet>,
    open: Vec<Table>,
    /// The element whose words are not seen.
    unseen: Option<String>,
    /// How deep in what is struck out.
    struck: u32,
}

/// A table while it is read.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// How many rows have begun.
    rows: u32,
    column: u32,
    is_hidden: bool,
    cell: Option<Cell>,
    /// For each column up to which row a cell from above reaches.
    reach: Vec<u32>,
}

/// A cell while it is read.
struct Cell {
    words: String,
    spans: (u32, u32),
    /// What it stands for, where the page says so.
    number: Option<String>,
    is_hidden: bool,
    is_struck: bool,
}

fn attribute(tag: &StartTag<()>, key: &str) -> Option<String> {
    let value = tag.attributes.iter().find(|(name, _)| name.as_slice() == key.as_bytes());
    value.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_lowercase();
    style.split_whitespace().collect::<String>().contains("display:none")
}

impl Page {
    fn begin(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.unseen.is_some() {
            return;
        }
        match name.as_str() {
            "script" | "style" | "title" | "xml" => self.unseen = Some(name),
            "table" if self.open.len() < DEEPEST => self.open.push(Table::default()),
            "s" | "strike" | "del" => self.struck = self.struck.saturating_add(1),
            "br" | "p" | "div" | "li" => self.break_line(),
            "tr" | "td" | "th" => {
                let Some(table) = self.open.last_mut() else { return };
                table.end_cell();
                if name == "tr" {
                    (table.rows, table.column) = (table.rows.saturating_add(1), 0);
                    table.is_hidden = is_hidden(tag);
                } else {
                    table.begin_cell(tag);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.unseen.as_deref() == Some(name) {
            self.unseen = None;
        }
        match name {
            "td" | "th" | "tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell();
                }
            }
            "table" => {
                let last = self.open.len().saturating_sub(1);
                self.close(last);
            }
            "s" | "strike" | "del" => self.struck = self.struck.saturating_sub(1),
            "p" | "div" | "li" => self.break_line(),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.words.push('\n');
        }
    }

    fn write(&mut self, words: &str) {
        let cell = self.open.last_mut().and_then(|table| table.cell.as_mut());
        if let Some(cell) = cell.filter(|_| self.unseen.is_none()) {
            // Where a line ends in the file means nothing.
            let plain = |sign: char| if sign.is_whitespace() { ' ' } else { sign };
            cell.is_struck |= 0 < self.struck && !words.trim().is_empty();
            cell.words.extend(words.chars().map(plain));
        }
    }

    /// Ends the tables from that depth on.
    fn close(&mut self, depth: usize) {
        while depth < self.open.len() {
            let Some(mut table) = self.open.pop() else { return };
            table.end_cell();
            if !table.grid.is_empty() && self.sheets.len() < MOST_SHEETS {
                let name = format!("表{}", self.sheets.len() + 1);
                self.sheets.push(table.grid.sheet(name, false));
            }
        }
    }
}

impl Table {
    fn begin_cell(&mut self, tag: &StartTag<()>) {
        let span = |key: &str, most: u32| {
            let words = attribute(tag, key).unwrap_or_default();
            words.trim().parse().unwrap_or(1).clamp(1, most)
        };
        self.rows = self.rows.max(1);
        self.cell = Some(Cell {
            words: String::new(),
            spans: (span("rowspan", MOST_ROWS), span("colspan", MOST_COLUMNS)),
            number: attribute(tag, "x:num").filter(|number| !number.is_empty()),
            is_hidden: is_hidden(tag),
            is_struck: false,
        });
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let row = self.rows.saturating_sub(1);
        let is_taken = |reach: &[u32], column: u32| {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            reach.get(column).is_some_and(|to| row < *to)
        };
        while is_taken(&self.reach, self.column) {
            self.column += 1;
        }
        let (from, (down, across)) = (self.column, cell.spans);
        self.column = from.saturating_add(across);
        let columns = usize::try_from(self.column.min(MOST_COLUMNS)).unwrap_or_default();
        if self.reach.len() < columns {
            self.reach.resize(columns, 0);
        }
        let first = usize::try_from(from).unwrap_or(usize::MAX).min(columns);
        for reach in self.reach.get_mut(first..columns).unwrap_or_default() {
            *reach = row.saturating_add(down);
        }
        if cell.is_hidden || self.is_hidden {
            return;
        }
        let lines =
            cell.words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let words = lines.join("\n");
        if cell.is_struck {
            return self.grid.odd((row, from), Odd::Struck);
        }
        // A long number is written short for the eye, and whole beside.
        let number = cell.number.filter(|_| words.contains("E+"));
        self.grid.put((row, from), number.as_deref().unwrap_or(&words));
        let last = (row.saturating_add(down - 1), from.saturating_add(across - 1));
        self.grid.merge((row, from), last);
    }
}
