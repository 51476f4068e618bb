//! Forms: head, facts, blocks in their order, cells to sign, notes.

use super::About;
use super::section::{Feet, Section, Sections, Sheet};
use super::table::{self, PEN_MM, Sizes, words_cell};
use super::xml::{Cell, Grid, Indent, Look, Paragraph, RowKind, Xml, twips};
use crate::print::form::{Block, Fact, Form, Page, Signatures, Text, Ticks, Words};

/// Where a label stands, in millimetres.
const LABEL_MM: f64 = 24.0;
/// Least room of a cell that is signed, beside its label.
const SIGN_MM: f64 = 32.0;
/// Heights in millimetres: of a fact, of a line for the pen, of a cell to sign.
const FACT_MM: f64 = 7.6;
const LINE_MM: f64 = 9.0;
const SIGNED_MM: f64 = 12.0;
const DATED_MM: f64 = 16.0;
/// Sizes in half points: words, labels.
const BODY: u32 = 21;
const SMALL: u32 = 18;
/// More signs than this may break over pages.
const LONG: usize = 500;

/// Writes forms, each a section with its own count of pages.
pub(super) fn write(xml: &mut Xml, sections: &mut Sections, forms: &[Form], about: &About<'_>) {
    for (at, form) in forms.iter().enumerate() {
        let sheet = sheet(form.page);
        let room = sheet.room();
        head(xml, form, room);
        facts(xml, form, room);
        for block in &form.blocks {
            self::block(xml, block, room);
        }
        if !form.notes.is_empty() {
            let words = format!("填表说明：{}", form.notes.concat());
            let indent = Indent { left: 900, hanging: 900, right: 0 };
            let paragraph = Paragraph { indent: Some(indent), ..Paragraph::of("FormNotes") };
            xml.line(&paragraph, &words);
        }
        let section = Section { sheet, recto: false, counts: true };
        let feet = Feet { odd: foot(form, room, about), even: None };
        sections.end(xml, section, feet, at + 1 == forms.len());
    }
}

fn sheet(page: Page) -> Sheet {
    let (width, height) = match page {
        Page::A4 => (210.0, 297.0),
        Page::A4Wide => (297.0, 210.0),
        Page::A5 => (148.0, 210.0),
    };
    let (left, right, top, bottom) = match page {
        Page::A4 => (20.0, 14.0, 16.0, 16.0),
        Page::A4Wide => (15.0, 13.0, 17.0, 14.0),
        Page::A5 => (15.0, 15.0, 15.0, 15.0),
    };
    Sheet { width, height, left, right, top, bottom, foot: bottom - 8.0, grid: None }
}

/// Title, line under it, unit at the left and number at the right.
fn head(xml: &mut Xml, form: &Form, room: f64) {
    xml.line(&Paragraph::of("FormTitle"), &form.title);
    if !form.subtitle.is_empty() {
        let paragraph = Paragraph {
            keep_next: true,
            after: Some(120),
            side: Some("center"),
            ..Paragraph::of("FormText")
        };
        xml.line(&paragraph, &form.subtitle);
    }
    let number = match form.number.as_str() {
        "" => String::new(),
        number => format!("\t单号：{number}"),
    };
    let paragraph = Paragraph {
        keep_next: true,
        tab: Some(twips(room)),
        after: Some(60),
        ..Paragraph::of("FormText")
    };
    xml.line(&paragraph, &format!("单位：{}{number}", form.unit));
}

/// Keeps two tables apart by a hair, so that they stay two.
pub(super) fn gap(xml: &mut Xml, keeps: bool) {
    xml.line(&Paragraph { keep_next: keeps, ..Paragraph::of("Gap") }, "");
}

/// Label and value, so many pairs to a row; the last of a row takes what is left.
fn facts(xml: &mut Xml, form: &Form, room: f64) {
    let across = match (form.across, form.page) {
        (0, Page::A4) => 3,
        (0, Page::A4Wide) => 4,
        (0, Page::A5) => 2,
        (across, _) => usize::from(across),
    };
    if form.facts.is_empty() {
        return;
    }
    let mut rows: Vec<Vec<(&Fact, usize)>> = Vec::new();
    let mut filled = across;
    for fact in &form.facts {
        let places = usize::from(fact.places).clamp(1, across);
        if across < filled + places {
            rows.push(Vec::new());
            filled = 0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((fact, places));
        }
        filled += places;
    }
    let pairs = twips(room / small(across));
    let label = twips(LABEL_MM);
    let columns = [label, pairs - label].repeat(across);
    let grid = Grid { columns: &columns, ..Grid::default() };
    grid.write(xml, |xml| {
        for row in &rows {
            let used: usize = row.iter().map(|(_, places)| places).sum();
            let last = row.len().saturating_sub(1);
            let cells = row.iter().enumerate().flat_map(|(at, (fact, places))| {
                let more = if at == last { across - used } else { 0 };
                [
                    words_cell(1, "FormLabel", SMALL, "center", &fact.label),
                    words_cell(2 * (places + more) - 1, "FormText", BODY, "left", &fact.value),
                ]
            });
            let is_long = row.iter().any(|(fact, _)| LONG < fact.value.chars().count());
            let kind = RowKind { splits: is_long, ..row_kind(FACT_MM) };
            grid.row(xml, kind, cells.collect());
        }
    });
    gap(xml, false);
}

fn row_kind(mm: f64) -> RowKind {
    RowKind { height: twips(mm), ..RowKind::default() }
}

fn small(count: usize) -> f64 {
    u32::try_from(count.max(1)).map(f64::from).unwrap_or(1.0)
}

fn block(xml: &mut Xml, block: &Block, room: f64) {
    match block {
        Block::Heading(words) => xml.line(&Paragraph::of("FormHeading"), words),
        Block::Table(table) => {
            if !table.title.is_empty() {
                xml.line(&Paragraph::of("FormHeading"), &table.title);
            }
            table::write(xml, table, "FormText", room, Sizes::FORM);
            gap(xml, false);
        }
        Block::Text(text) => self::text(xml, text, room),
        Block::Words(words) => paragraphs(xml, words),
        Block::Ticks(ticks) => self::ticks(xml, ticks, room),
        Block::Signatures(cells) => signatures(xml, cells, room),
        Block::PageBreak => {
            xml.line(&Paragraph { new_page: true, ..Paragraph::of("Gap") }, "");
        }
    }
}

/// Words beside or under their label, and ruled lines for the pen.
fn text(xml: &mut Xml, text: &Text, room: f64) {
    let beside = text.beside && !text.label.is_empty();
    let kind = |mm: f64| RowKind {
        splits: LONG < text.words.chars().count() || 12 < text.lines,
        ..row_kind(mm)
    };
    let high = if text.words.is_empty() || 0 < text.lines { PEN_MM } else { 7.0 };
    let inner = |xml: &mut Xml| {
        let line = Paragraph { pitch: Some(320), ..Paragraph::of("FormText") };
        if !text.words.is_empty() || text.lines == 0 {
            for words in lines_of(&text.words) {
                xml.line(&line, words);
            }
        }
        for _ in 0..text.lines {
            let line = Paragraph { ruled: true, pitch: Some(twips(LINE_MM)), ..line.clone() };
            xml.line(&line, "");
        }
    };
    if beside {
        let columns = [twips(LABEL_MM), twips(room - LABEL_MM)];
        let grid = Grid { columns: &columns, ..Grid::default() };
        let label = words_cell(1, "FormLabel", SMALL, "center", &text.label);
        grid.write(xml, |xml| grid.row(xml, kind(high), vec![label, Cell::new(1, inner)]));
    } else {
        let columns = [twips(room)];
        let grid = Grid { columns: &columns, ..Grid::default() };
        let cell = Cell::new(1, |xml: &mut Xml| {
            if !text.label.is_empty() {
                let paragraph = Paragraph { keep_next: true, ..Paragraph::of("FormText") };
                let look = Look { style: Some("Strong"), size: Some(SMALL) };
                xml.paragraph(&paragraph, |xml| xml.run(look, &text.label));
            }
            inner(xml);
        });
        grid.write(xml, |xml| grid.row(xml, kind(high), vec![cell]));
    }
    gap(xml, false);
}

/// The lines of words; one empty line where there are none.
fn lines_of(words: &str) -> Vec<&str> {
    let lines: Vec<&str> = words.lines().collect();
    if lines.is_empty() { vec![""] } else { lines }
}

fn paragraphs(xml: &mut Xml, words: &Words) {
    let style = if words.large { "FormWords" } else { "FormText" };
    let lines = words.paragraphs.iter().flat_map(|words| words.lines());
    for words in lines.filter(|words| !words.is_empty()) {
        xml.line(&Paragraph::of(style), words);
    }
}

/// Boxes with their words, side by side.
fn ticks(xml: &mut Xml, ticks: &Ticks, room: f64) {
    let columns = [twips(LABEL_MM), twips(room - LABEL_MM)];
    let grid = Grid { columns: &columns, ..Grid::default() };
    let label = words_cell(1, "FormLabel", SMALL, "center", &ticks.label);
    let across = usize::from(ticks.across.max(1));
    let boxes = Cell::new(1, |xml: &mut Xml| {
        for items in ticks.items.chunks(across) {
            let items: Vec<String> = items.iter().map(|item| format!("□ {item}")).collect();
            xml.line(&Paragraph::of("FormText"), &items.join("　　"));
        }
        if ticks.items.is_empty() {
            xml.line(&Paragraph::of("FormText"), "");
        }
    });
    grid.write(xml, |xml| grid.row(xml, row_kind(PEN_MM), vec![label, boxes]));
    gap(xml, false);
}

/// Cells to be signed by hand: labels only.
pub(super) fn signatures(xml: &mut Xml, cells: &Signatures, room: f64) {
    let labels = &cells.labels;
    let mut most = (1..=labels.len()).filter(|count| small(*count) * (LABEL_MM + SIGN_MM) <= room);
    let most = most.next_back().unwrap_or(1);
    let across = match usize::from(cells.across) {
        0 => most.min(labels.len()),
        across => across.min(most),
    };
    if across == 0 {
        return;
    }
    let pair = twips(room / small(across));
    let label = twips(LABEL_MM);
    let columns = [label, pair - label].repeat(across);
    let grid = Grid { columns: &columns, ..Grid::default() };
    let high = if cells.dated { DATED_MM } else { SIGNED_MM };
    let date = if cells.dated { "　　年　月　日" } else { "" };
    grid.write(xml, |xml| {
        for some in labels.chunks(across) {
            let missing = across - some.len();
            let last = some.len().saturating_sub(1);
            let row = some.iter().enumerate().flat_map(|(at, label)| {
                let more = if at == last { 2 * missing } else { 0 };
                [
                    words_cell(1, "FormLabel", SMALL, "center", label),
                    Cell {
                        stands: "bottom",
                        ..words_cell(1 + more, "FormLabel", SMALL, "right", date)
                    },
                ]
            });
            grid.row(xml, row_kind(high), row.collect());
        }
    });
    gap(xml, false);
}

/// What is said small at the left, the page at the right.
fn foot(form: &Form, room: f64, about: &About<'_>) -> String {
    foot_of(if form.personal { "" } else { about.source }, room, about)
}

/// The same with what is said of the records it is made of.
pub(super) fn foot_of(source: &str, room: f64, about: &About<'_>) -> String {
    let mut xml = Xml::new(false);
    let said: Vec<&str> = about.notices.iter().copied().chain([source]).collect();
    let said: Vec<&str> = said.into_iter().filter(|words| !words.is_empty()).collect();
    let paragraph =
        Paragraph { tab: Some(twips(room)), side: Some("left"), ..Paragraph::of("Notices") };
    xml.paragraph(&paragraph, |xml| {
        let look = Look { style: None, size: Some(15) };
        xml.run(Look::default(), &said.join("　"));
        xml.run(look, "\t第 ");
        xml.field(look, " PAGE ", "1");
        xml.run(look, " 页　共 ");
        xml.field(look, " SECTIONPAGES ", "1");
        xml.run(look, " 页");
    });
    xml.into_text()
}
