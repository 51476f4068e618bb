//! The running text of a document as Word, WPS and `LibreOffice` write it: its paragraphs and tables
//! in their order, with what stands in it that is no text.
//!
//! Of changes that were kept in sight the text is read that it has once all of them are accepted.

use quick_xml::events::{BytesStart, Event};

use super::fields::Code;
use super::markup::{attribute, count, is_on, sign, watched};
use super::zipped::{Kind, Zipped};
use super::{MOST_BYTES, Refused, Unread, zipped};
use crate::session::{Progress, Unit, Watch};

mod lists;
mod notes;
mod styles;

use lists::Lists;
use notes::Notes;
use styles::Styles;

/// The property in which this program says of its own documents what it wrote into them.
pub const REMEMBERED: &str = "守岁";
/// So many paragraphs and tables of a document are read.
const MOST_BLOCKS: usize = 20_000;

/// So many columns of a table stand side by side at most, in Word as well.
const MOST_COLUMNS: usize = 63;

/// What lies deeper within other parts no program wrote.
const DEEPEST: usize = 400;

/// A document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// Paragraphs and tables, in their order.
    pub blocks: Vec<Block>,
    /// What stands in it that is no text.
    pub asides: Vec<Aside>,
    /// What the program that wrote it first said of it in the property [`REMEMBERED`].
    pub remembered: Option<String>,
}

/// A part of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table: the words of its cells, row by row. Where a cell goes on to the right, the places it
    /// covers are none, and downwards they are empty: every other keeps its column.
    Table(Vec<Vec<Option<String>>>),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The name of its style, in small letters: `heading 1`, `toc 1`.
    pub style: String,
    /// Which heading it is, from 1; nothing where it is none.
    pub level: Option<u8>,
    /// Its words, after the number its list gives it; a line feed where it breaks.
    pub words: String,
    /// The bookmarks that begin in it.
    pub marks: Vec<String>,
}

/// Something that stands in a document and is no text of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The place of the part of the text it stands in.
    pub at: usize,
    /// What it is.
    pub kind: AsideKind,
    /// Its words, where it has some.
    pub words: String,
}

/// What stands in a document that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// Words put in while changes were kept in sight; they are read.
    Inserted,
    /// Words struck out while changes were kept in sight; they are not read.
    Deleted,
    /// A picture or another drawing.
    Picture,
    /// A box with words of its own.
    TextBox,
    /// What somebody remarked.
    Comment,
    /// A note at the foot or the end.
    Footnote,
    /// A formula.
    Formula,
    /// Words nobody sees.
    Hidden,
    /// A sign of a face that has no letters.
    Symbol,
    /// A list whose lines begin with a sign and no number.
    Bullets,
}

/// Reads the text of a document.
///
/// # Errors
/// Why it is none, or that it was stopped.
///
/// # Panics
/// As [`super::read`].
pub fn read<W: Watch>(bytes: &[u8], watch: &W) -> Result<Manuscript, Unread<W::Stop>> {
    watch.on(Progress::new(Unit::Read, 0, bytes.len())).map_err(Unread::Stopped)?;
    if MOST_BYTES < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        return Err(Refused::TooLarge("文件太大（超过32 MB）").into());
    }
    let mut zipped = match bytes {
        [] => return Err(Refused::Empty.into()),
        [b'P', b'K', 3, 4, ..] => match zipped::open(bytes, watch)? {
            (Kind::Document, zipped) => zipped,
            (Kind::Workbook | Kind::Open, _) => return Err(Refused::NoDocument("表格").into()),
        },
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            return Err(Refused::NoDocument("旧格式（.doc）或有密码的文件").into());
        }
        _ => return Err(Refused::NoDocument("别的格式").into()),
    };
    of(&mut zipped, watch)
}

fn of<W: Watch>(zipped: &mut Zipped<'_>, watch: &W) -> Result<Manuscript, Unread<W::Stop>> {
    let words = zipped.words("word/document.xml")?.ok_or(Refused::Broken)?;
    let part = |name: &str, zipped: &mut Zipped<'_>| {
        zipped.words(name).map(|words| words.unwrap_or_default())
    };
    let styles = Styles::read(&part("word/styles.xml", zipped)?);
    let lists = Lists::read(&part("word/numbering.xml", zipped)?);
    let notes = Notes {
        comments: notes::read(&part("word/comments.xml", zipped)?, "comment"),
        footnotes: notes::read(&part("word/footnotes.xml", zipped)?, "footnote"),
        endnotes: notes::read(&part("word/endnotes.xml", zipped)?, "endnote"),
    };
    let remembered = notes::property(&part("docProps/custom.xml", zipped)?, REMEMBERED);
    let mut reader = Reader::new(styles, lists, notes);
    watched(&words, watch, |event| {
        reader.take(event);
        reader.read.blocks.len() <= MOST_BLOCKS && reader.open.len() <= DEEPEST
    })?;
    if DEEPEST < reader.open.len() {
        return Err(Refused::Broken.into());
    }
    // What lies beyond would pass for struck out.
    if MOST_BLOCKS < reader.read.blocks.len() {
        return Err(Refused::TooLong.into());
    }
    Ok(Manuscript { remembered, ..reader.read })
}

/// The document while it is read.
struct Reader {
    read: Manuscript,
    styles: Styles,
    lists: Lists,
    notes: Notes,
    /// The elements that are open, the innermost last, as far as they matter.
    open: Vec<Open>,
    paragraph: Writing,
    /// How deep in tables.
    depth: u32,
    rows: Vec<Vec<Option<String>>>,
    row: Vec<Option<String>>,
    cell: String,
    /// Over how many columns the cell goes.
    across: usize,
    /// Whether the row was struck out.
    is_struck: bool,
    /// Words of what is open and no text.
    aside: String,
    /// The field that is read.
    code: Code,
}

/// A paragraph while it is read.
#[derive(Default)]
struct Writing {
    is_begun: bool,
    style: String,
    outline: Option<u8>,
    list: Option<(u32, Option<u32>)>,
    words: String,
    marks: Vec<String>,
    /// Its end was struck out: what comes next goes on in it.
    goes_on: bool,
}

/// An element that is open and changes what is meant by what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// What is no text, or not seen.
    Aside(AsideKind),
    /// What another program would draw instead, or how something was set before it was changed.
    Skipped,
    /// Words put in.
    Inserted,
    ParagraphSettings,
    RowSettings,
    Run,
    Text,
    /// A run nobody sees.
    Hidden,
}

impl Reader {
    fn new(styles: Styles, lists: Lists, notes: Notes) -> Self {
        Self {
            read: Manuscript::default(),
            styles,
            lists,
            notes,
            open: Vec::new(),
            paragraph: Writing::default(),
            depth: 0,
            rows: Vec::new(),
            row: Vec::new(),
            cell: String::new(),
            across: 1,
            is_struck: false,
            aside: String::new(),
            code: Code::default(),
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.begin(&element, false),
            Event::Empty(element) => self.begin(&element, true),
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) if self.is_in(Open::Text) => self.write(&text.xml10_content()),
            Event::Text(text) if self.code.is_read => self.code.take(&text.xml10_content()),
            Event::GeneralRef(entity) if self.is_in(Open::Text) => {
                if let Some(sign) = sign(&entity) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn is_in(&self, open: Open) -> bool {
        self.open.contains(&open)
    }

    /// What is open and no text, the outermost.
    fn is_aside(&self) -> Option<AsideKind> {
        self.open.iter().find_map(|open| match open {
            Open::Aside(kind) => Some(*kind),
            Open::Hidden => Some(AsideKind::Hidden),
            _ => None,
        })
    }

    fn write(&mut self, words: &str) {
        if self.is_in(Open::Skipped) {
            return;
        }
        if self.is_aside().is_some() {
            self.aside.push_str(words);
            return;
        }
        if self.is_in(Open::Inserted) {
            self.note(AsideKind::Inserted, words.to_owned());
        }
        self.paragraph.words.push_str(words);
    }

    /// The run that is open turns out to be no text.
    fn turn_run(&mut self, into: Open) {
        if let Some(run) = self.open.iter_mut().rev().find(|open| **open == Open::Run) {
            *run = into;
        }
    }

    /// Takes down something that is no text, once for what stands side by side.
    fn note(&mut self, kind: AsideKind, words: String) {
        let at = self.read.blocks.len();
        let is_change = matches!(kind, AsideKind::Inserted | AsideKind::Deleted);
        match self.read.asides.last_mut() {
            Some(last) if last.at == at && last.kind == kind && is_change => {
                last.words.push_str(&words);
            }
            _ => self.read.asides.push(Aside { at, kind, words }),
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let name = element.local_name();
        let name = name.as_ref();
        if self.is_in(Open::Skipped) {
            if !is_empty && is_skipped(name) {
                self.open.push(Open::Skipped);
            }
            return;
        }
        // Among the settings of a row: it begins further right.
        if name == "gridBefore" && self.depth == 1 && self.is_in(Open::RowSettings) {
            self.row.resize(columns(element), None);
            return;
        }
        if let Some(opened) = self.opened(name) {
            // Among settings such an element speaks of the end of the paragraph, or of the row.
            let is_of_settings = matches!(opened, Open::Inserted | Open::Aside(AsideKind::Deleted))
                && (self.is_in(Open::ParagraphSettings) || self.is_in(Open::RowSettings));
            if is_empty || is_of_settings {
                self.leaf(name);
            } else {
                self.enter(opened);
            }
            return;
        }
        if self.is_aside().is_some() {
            if name == "p" && !self.aside.is_empty() {
                self.aside.push('\n');
            }
            return;
        }
        if self.is_in(Open::ParagraphSettings) {
            return self.setting(name, element);
        }
        match name {
            "p" => self.begin_paragraph(is_empty),
            "tbl" if !is_empty => {
                self.end_paragraph();
                self.depth += 1;
            }
            "tr" if self.depth == 1 => (self.row, self.is_struck) = (Vec::new(), false),
            "tc" if self.depth == 1 => (self.cell, self.across) = (String::new(), 1),
            "gridSpan" if self.depth == 1 => self.across = columns(element).max(1),
            "bookmarkStart" => {
                self.paragraph.marks.extend(attribute(element, "name"));
            }
            "tab" if self.is_in(Open::Run) => self.write("\t"),
            "br" if attribute(element, "type").is_some_and(|kind| kind != "textWrapping") => {}
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "instrText" => self.code.is_read = !is_empty,
            "fldChar" => {
                if let Some(words) = self.code.mark(element) {
                    self.write(&words);
                }
            }
            "sym" => self.note(AsideKind::Symbol, String::new()),
            "vanish" if is_on(element) => self.turn_run(Open::Hidden),
            // What somebody struck out is to go, whether or not changes were kept.
            "strike" | "dstrike" if is_on(element) => {
                self.turn_run(Open::Aside(AsideKind::Deleted));
            }
            "commentReference" => self.noted(element, AsideKind::Comment),
            "footnoteReference" => self.noted(element, AsideKind::Footnote),
            "endnoteReference" => self.noted_at_end(element),
            _ => {}
        }
    }

    /// What an element opens that changes the meaning of what stands in it.
    fn opened(&self, name: &str) -> Option<Open> {
        Some(match name {
            _ if is_skipped(name) => Open::Skipped,
            "del" | "moveFrom" => Open::Aside(AsideKind::Deleted),
            "ins" | "moveTo" => Open::Inserted,
            "drawing" | "pict" | "object" => Open::Aside(AsideKind::Picture),
            "txbxContent" => Open::Aside(AsideKind::TextBox),
            "oMath" => Open::Aside(AsideKind::Formula),
            "pPr" if self.is_aside().is_none() => Open::ParagraphSettings,
            "trPr" => Open::RowSettings,
            "r" => Open::Run,
            "t" | "delText" => Open::Text,
            _ => return None,
        })
    }

    fn enter(&mut self, opened: Open) {
        // A box lies within a drawing: what is taken down is the box.
        if opened == Open::Aside(AsideKind::TextBox)
            && let Some(drawing) =
                self.open.iter_mut().find(|open| **open == Open::Aside(AsideKind::Picture))
        {
            *drawing = opened;
        }
        self.open.push(opened);
    }

    /// An element with nothing in it that says that the end of a paragraph, or a row, was put in or
    /// struck out.
    fn leaf(&mut self, name: &str) {
        if !matches!(name, "del" | "moveFrom" | "ins" | "moveTo") || self.is_aside().is_some() {
            return;
        }
        let is_gone = matches!(name, "del" | "moveFrom");
        if self.is_in(Open::RowSettings) {
            self.is_struck |= is_gone;
        } else if self.is_in(Open::ParagraphSettings) {
            self.paragraph.goes_on |= is_gone;
        } else {
            return;
        }
        self.note(if is_gone { AsideKind::Deleted } else { AsideKind::Inserted }, String::new());
    }

    fn setting(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "pStyle" => self.paragraph.style = attribute(element, "val").unwrap_or_default(),
            "outlineLvl" => {
                let level = count(element, "val").and_then(|level| u8::try_from(level).ok());
                self.paragraph.outline = level.map(|level| level.saturating_add(1));
            }
            "numId" => {
                let level = self.paragraph.list.and_then(|(_, level)| level);
                self.paragraph.list = count(element, "val").map(|list| (list, level));
            }
            "ilvl" => {
                let list = self.paragraph.list.map(|(list, _)| list);
                self.paragraph.list = list.or(Some(u32::MAX)).zip(Some(count(element, "val")));
            }
            _ => {}
        }
    }

    /// Takes down what is noted there. Each note stands at one place: what names it once more gets
    /// nothing.
    fn noted(&mut self, element: &BytesStart<'_>, kind: AsideKind) {
        let id = attribute(element, "id").unwrap_or_default();
        let notes = match kind {
            AsideKind::Comment => &mut self.notes.comments,
            _ => &mut self.notes.footnotes,
        };
        let words = notes.remove(&id).unwrap_or_default();
        self.note(kind, words);
    }

    fn noted_at_end(&mut self, element: &BytesStart<'_>) {
        let id = attribute(element, "id").unwrap_or_default();
        let words = self.notes.endnotes.remove(&id).unwrap_or_default();
        self.note(AsideKind::Footnote, words);
    }

    fn end(&mut self, name: &str) {
        if self.is_in(Open::Skipped) && !is_skipped(name) {
            return;
        }
        if let Some(opened) = self.opened(name) {
            // A run may have turned out hidden, and a drawing a box.
            let is_it = |open: &Open| match opened {
                Open::Run => {
                    matches!(open, Open::Run | Open::Hidden | Open::Aside(AsideKind::Deleted))
                }
                Open::Aside(AsideKind::Picture) => {
                    matches!(open, Open::Aside(AsideKind::Picture | AsideKind::TextBox))
                }
                // Settings are not opened within what is no text.
                _ => *open == opened,
            };
            if let Some(at) = self.open.iter().rposition(is_it) {
                let closed = self.open.split_off(at);
                self.closed(closed.first().copied());
            }
            return;
        }
        if self.is_aside().is_some() {
            return;
        }
        match name {
            "instrText" => self.code.is_read = false,
            "p" => self.paragraph_ended(),
            "tc" if self.depth == 1 => {
                self.end_paragraph();
                self.end_cell();
            }
            "tr" if self.depth == 1 && !self.is_struck => {
                let row = std::mem::take(&mut self.row);
                self.rows.push(row);
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && !self.rows.is_empty() {
                    let rows = std::mem::take(&mut self.rows);
                    self.read.blocks.push(Block::Table(rows));
                }
            }
            "body" => self.end_paragraph(),
            _ => {}
        }
    }

    /// A cell is over; the columns it goes on over are empty.
    fn end_cell(&mut self) {
        let room = MOST_COLUMNS.saturating_sub(self.row.len());
        let covered = std::mem::replace(&mut self.across, 1).min(room).saturating_sub(1);
        self.row.push(Some(std::mem::take(&mut self.cell)));
        self.row.extend((0..covered).map(|_| None));
    }

    /// Takes down what is no text, once the outermost of it is over.
    fn closed(&mut self, closed: Option<Open>) {
        let kind = match closed {
            Some(Open::Aside(kind)) => kind,
            Some(Open::Hidden) => AsideKind::Hidden,
            _ => return,
        };
        if self.is_aside().is_some() {
            return;
        }
        let words = std::mem::take(&mut self.aside);
        // A run without words is hidden for nothing.
        if kind != AsideKind::Hidden || !words.is_empty() {
            self.note(kind, words);
        }
    }

    fn begin_paragraph(&mut self, is_empty: bool) {
        if self.paragraph.is_begun && self.paragraph.goes_on {
            self.paragraph.goes_on = false;
        } else {
            self.end_paragraph();
            self.paragraph.is_begun = true;
        }
        if is_empty {
            self.paragraph_ended();
        }
    }

    /// A paragraph is over, unless its end was struck out.
    fn paragraph_ended(&mut self) {
        if !self.paragraph.goes_on {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        // A bookmark before a paragraph is of that one.
        if !self.paragraph.is_begun {
            return;
        }
        let Writing { style, outline, list, words, marks, .. } =
            std::mem::take(&mut self.paragraph);
        let style = self.styles.find(&style);
        let list = match list {
            Some((u32::MAX, level)) => style.list.map(|(of_style, _)| (of_style, level)),
            Some(list) => Some(list),
            None => style.list,
        };
        let number = match list {
            Some((list, level)) if !words.trim().is_empty() => {
                self.lists.next(list, level.unwrap_or_default())
            }
            _ => lists::Mark::None,
        };
        let (name, level) = (style.name.clone(), outline.or(style.level));
        let words = match number {
            lists::Mark::Number(number) => format!("{number}{words}"),
            lists::Mark::Bullet => {
                self.note(AsideKind::Bullets, String::new());
                words
            }
            lists::Mark::None => words,
        };
        if 0 < self.depth {
            let words = words.trim();
            if !self.cell.is_empty() && !words.is_empty() {
                self.cell.push('\n');
            }
            self.cell.push_str(words);
            return;
        }
        let level = level.filter(|level| (1..=9).contains(level));
        self.read.blocks.push(Block::Paragraph(Paragraph { style: name, level, words, marks }));
    }
}

/// How many columns an element says.
fn columns(element: &BytesStart<'_>) -> usize {
    let columns = count(element, "val").and_then(|count| usize::try_from(count).ok());
    columns.unwrap_or_default().min(MOST_COLUMNS)
}

/// What another program would draw instead, how something was set before it was changed, how signs
/// are spoken.
fn is_skipped(name: &str) -> bool {
    name == "Fallback" || name == "rt" || name.ends_with("PrChange") || name == "sdtPr"
}
