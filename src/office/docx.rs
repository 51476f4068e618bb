//! The tables of a document as Word and WPS write it, each as a sheet.

use quick_xml::events::{BytesStart, Event};

use super::fields::{Choice, Code, symbol};
use super::grid::{Grid, Odd};
use super::markup::{attribute, count, is_on, sign, watched};
use super::zipped::Zipped;
use super::{Refused, Unread, is_enough};
use crate::action::paste::Sheet;
use crate::session::Watch;

/// So many signs of what stands above a table are its name.
const NAME: usize = 24;

/// The tables of a document.
pub(super) fn read<W: Watch>(
    zipped: &mut Zipped<'_>,
    watch: &W,
) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let words = zipped.words("word/document.xml")?.ok_or(Refused::Broken)?;
    let mut document = Document::default();
    watched(&words, watch, |event| {
        document.take(event);
        !is_enough(&document.sheets)
    })?;
    match (document.sheets.is_empty(), document.any_words) {
        (false, _) => Ok(document.sheets),
        (true, false) if zipped.has_pictures() => Err(Refused::Pictures.into()),
        (true, false) => Err(Refused::Empty.into()),
        (true, true) => Err(Refused::NoTable.into()),
    }
}

/// The document while it is read.
#[derive(Default)]
struct Document {
    sheets: Vec<Sheet>,
    any_words: bool,
    /// How deep in tables.
    depth: u32,
    grid: Grid,
    row: u32,
    column: u32,
    /// What was struck out while changes were kept.
    struck: Struck,
    /// What the settings that are read are of.
    settings: Settings,
    cell: Cell,
    /// The last words above.
    above: String,
    /// How deep within what is not seen: struck out, moved away, drawn twice.
    aside: u32,
    /// Whether words are written at this place.
    in_text: bool,
    /// How this run of words looks.
    run: Run,
    /// The field of an old form that is read.
    choice: Option<Choice>,
    /// The field that is read.
    code: Code,
    /// Signs of a font of pictures nobody knows.
    unread: usize,
    /// For each column where the cell that goes on downwards began.
    down: Vec<Option<u32>>,
}

/// How a run of words looks.
#[derive(Default)]
struct Run {
    /// Whether it is kept out of sight.
    is_hidden: bool,
    /// Whether it is struck out.
    is_struck: bool,
}

/// What was struck out as its settings say.
#[derive(Default)]
struct Struck {
    /// The row.
    row: bool,
    /// The end of the paragraph: what comes next goes on in its line.
    line_end: bool,
}

/// What settings are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Settings {
    /// None are read.
    #[default]
    None,
    Row,
    Paragraph,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    words: String,
    across: u32,
    goes_on: bool,
    begins: bool,
    /// Whether words of it are struck out.
    is_struck: bool,
}

/// Whether what stands within an element is not seen, or is seen elsewhere too.
fn is_aside(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "txbxContent" | "rt")
}

impl Document {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.begin(&element, false),
            Event::Empty(element) => self.begin(&element, true),
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) if self.in_text => self.write(&text.xml10_content()),
            Event::Text(text) if self.code.is_read => self.code.take(&text.xml10_content()),
            Event::GeneralRef(entity) if self.in_text => {
                if let Some(sign) = sign(&entity) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        if 0 < self.aside || self.run.is_hidden {
            return;
        }
        self.any_words = true;
        if self.depth == 0 {
            self.above.push_str(words);
        } else {
            self.cell.is_struck |= self.run.is_struck && !words.trim().is_empty();
            self.cell.words.push_str(words);
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let name = element.local_name();
        let name = name.as_ref();
        if is_aside(name) {
            // Among settings it says that the row was struck out, or the end of the paragraph.
            if self.settings != Settings::None {
                let is_row = self.depth == 1 && self.settings == Settings::Row;
                self.struck.row |= name == "del" && is_row;
                self.struck.line_end |= self.settings == Settings::Paragraph;
            } else if !is_empty {
                self.aside += 1;
            }
        }
        let is_outer = self.depth == 1;
        match name {
            "p" if std::mem::take(&mut self.struck.line_end) => {}
            "p" if 0 == self.depth => self.above.clear(),
            "p" if !self.cell.words.is_empty() => self.cell.words.push('\n'),
            "trPr" if !is_empty => self.settings = Settings::Row,
            "pPr" if !is_empty => self.settings = Settings::Paragraph,
            "t" => self.in_text = !is_empty,
            "instrText" => self.code.is_read = !is_empty,
            "fldChar" => {
                if let Some(words) = self.code.mark(element) {
                    self.write(&words);
                }
            }
            "r" => self.run = Run::default(),
            "strike" | "dstrike" if self.settings == Settings::None => {
                self.run.is_struck = is_on(element);
            }
            "vanish" if self.settings == Settings::None => self.run.is_hidden = is_on(element),
            "sym" => match symbol(element) {
                Some(sign) => self.write(sign),
                None => self.unread += 1,
            },
            "checkBox" => self.choice = Some(Choice::tick()),
            "ddList" => self.choice = Some(Choice::list()),
            "default" | "checked" | "result" | "listEntry" => {
                if let Some(choice) = &mut self.choice {
                    choice.take(name, element);
                }
            }
            "tab" if self.in_run() => self.write(" "),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "tbl" if !is_empty => {
                self.depth += 1;
                if self.depth == 1 {
                    (self.grid, self.row, self.down) = (Grid::default(), 0, Vec::new());
                }
            }
            "tr" if is_outer => (self.column, self.struck.row) = (0, false),
            "gridBefore" if is_outer => self.column += count(element, "val").unwrap_or(0).min(99),
            "tc" if is_outer => {
                self.cell = Cell { across: 1, ..Cell::default() };
                self.struck.line_end = false;
            }
            "gridSpan" if is_outer => {
                self.cell.across = count(element, "val").unwrap_or(1).clamp(1, 99);
            }
            "vMerge" if is_outer => {
                let begins = attribute(element, "val").as_deref() == Some("restart");
                (self.cell.begins, self.cell.goes_on) = (begins, !begins);
            }
            _ => {}
        }
    }

    /// Whether a tab is one of the text: among the settings of a paragraph it is a place.
    fn in_run(&self) -> bool {
        !self.cell.words.is_empty() || self.depth == 0 && !self.above.is_empty()
    }

    fn end(&mut self, name: &str) {
        if is_aside(name) && self.settings == Settings::None {
            self.aside = self.aside.saturating_sub(1);
        }
        let is_outer = self.depth == 1;
        match name {
            "t" => self.in_text = false,
            "instrText" => self.code.is_read = false,
            "r" => self.run = Run::default(),
            "checkBox" | "ddList" => {
                if let Some(choice) = self.choice.take() {
                    self.write(&choice.words());
                }
            }
            "trPr" | "pPr" => self.settings = Settings::None,
            "tc" if is_outer => self.end_cell(),
            "tr" if is_outer && !self.struck.row => self.row += 1,
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Cell { words, across, goes_on, begins, is_struck } = std::mem::take(&mut self.cell);
        let (row, column) = (self.row, self.column);
        self.column += across.max(1);
        if self.struck.row {
            return;
        }
        let place = usize::try_from(column).unwrap_or(usize::MAX).min(255);
        if self.down.len() <= place {
            self.down.resize(place + 1, None);
        }
        let Some(down) = self.down.get_mut(place) else { return };
        if let Some(first) = down.filter(|_| goes_on) {
            return self.grid.merge((first, column), (row, column));
        }
        *down = begins.then_some(row);
        if is_struck {
            return self.grid.odd((row, column), Odd::Struck);
        }
        self.grid.put((row, column), words.trim());
        if 1 < across {
            self.grid.merge((row, column), (row, column + across - 1));
        }
    }

    fn end_table(&mut self) {
        let grid = std::mem::take(&mut self.grid);
        if grid.is_empty() {
            return;
        }
        let above: String = self.above.trim().chars().take(NAME).collect();
        let number = self.sheets.len() + 1;
        let name =
            if above.is_empty() { format!("表{number}") } else { format!("表{number} {above}") };
        self.above.clear();
        let mut sheet = grid.sheet(name, false);
        let unread = std::mem::take(&mut self.unread);
        if 0 < unread {
            sheet.notes.push(format!("表里有{unread}个符号没有读出，请对照原件"));
        }
        self.sheets.push(sheet);
    }
}
