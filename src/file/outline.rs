//! The layout of a workbook's text: where header, sections and journal begin and end.
//!
//! Only this program's own layout is recognised: section names stand four spaces in, whatever
//! belongs to a section deeper, and strings never hold a real line break. Text laid out by
//! another program is read whole instead. A text with something missing has an outline all the
//! same: whatever is whole can be read.

use crate::model::Document;

/// The name of the first part.
pub(super) const HEADER: &str = "header";
/// The name of the section of fields that two PCs wrote differently.
pub(super) const CONTESTED: &str = "contested";
/// The name of the last section.
pub(super) const JOURNAL: &str = "journal";

/// A part of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its value.
    pub(super) text: &'a str,
    /// Whether it ends as a part does; else the text was cut, or grew together with another.
    pub(super) ends: bool,
}

/// Where the parts of a text are.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// All parts, the header first, in the order in which they stand.
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Outline<'a> {
    /// The first part of that name.
    pub(super) fn part(&self, name: &str) -> Option<Part<'a>> {
        self.parts.iter().copied().find(|part| part.name == name)
    }

    /// How many parts have that name.
    pub(super) fn count(&self, name: &str) -> usize {
        self.parts.iter().filter(|part| part.name == name).count()
    }
}

/// The entries' lines of a journal section, without the commas of the list.
pub(super) fn journal_lines(section: &str) -> impl Iterator<Item = &str> {
    section
        .lines()
        .filter(|line| !matches!(*line, "[" | "    ]" | "]"))
        .map(|line| line.strip_suffix(',').unwrap_or(line))
}

/// Puts the parts of a workbook together.
pub(super) fn join<'a>(
    first_line: &str,
    header: &str,
    sections: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut text = format!("{first_line}(\n    {HEADER}: {},\n", indented(header));
    for (name, value) in sections {
        text.push_str("    ");
        text.push_str(name);
        text.push_str(": ");
        text.push_str(value);
        text.push_str(",\n");
    }
    text.push_str(")\n");
    text
}

/// Whether a text is what [`join`] makes of its parts.
pub(super) fn is_joined(text: &str, first_line: &str, header: &str, outline: &Outline<'_>) -> bool {
    let mut rest = text;
    let mut eat = |piece: &str| match rest.strip_prefix(piece) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    };
    let head = format!("{first_line}(\n    {HEADER}: {},\n", indented(header));
    let sections = outline.parts.get(1..).unwrap_or_default();
    eat(&head)
        && sections
            .iter()
            .all(|part| eat("    ") && eat(part.name) && eat(": ") && eat(part.text) && eat(",\n"))
        && eat(")\n")
        && rest.is_empty()
}

/// A section of entries, one a line.
pub(super) fn journal_section(lines: &str) -> String {
    let mut section = String::with_capacity(lines.len() + 64);
    section.push_str("[\n");
    for line in lines.lines() {
        section.push_str(line);
        section.push_str(",\n");
    }
    section.push_str("    ]");
    section
}

/// Moves a value that is laid out from the left edge four spaces in.
pub(super) fn indented(value: &str) -> String {
    value.replace('\n', "\n    ")
}

/// Where something stands before the parts of a text, or behind them, that belongs to no workbook.
/// Remarks and empty lines may.
pub(super) fn stray(text: &str, outline: &Outline<'_>) -> Option<usize> {
    let offset_of = |piece: &str| piece.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let begin = outline.parts.first().map_or(0, |part| offset_of(part.text));
    let end = outline.parts.last().map_or(0, |part| offset_of(part.text) + part.text.len());
    let is_free = |line: &str| {
        let line = line.trim();
        line.is_empty() || line.starts_with("//")
    };
    let mut lines = text.split_inclusive('\n').map(|line| (offset_of(line), line));
    lines.find_map(|(at, line)| {
        let is_outside = at + line.len() <= begin || end <= at;
        let is_frame = matches!(line.trim_end(), "(" | ")" | ",");
        (is_outside && !is_free(line) && !is_frame).then_some(at)
    })
}

/// So many of our sections make a text ours, though it has no header that can be found.
const ENOUGH: usize = 3;

/// Finds the parts of a text that has this program's layout; none where another program laid it
/// out.
pub(super) fn split(text: &str) -> Option<Outline<'_>> {
    let mut starts: Vec<(&str, usize, usize)> = Vec::new();
    let mut offset = 0;
    let mut end = None;
    for line in text.split_inclusive('\n') {
        let named = line
            .strip_prefix("    ")
            .filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_lowercase()))
            .and_then(|rest| rest.split_once(": "))
            .filter(|(name, _)| name.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_'));
        if let Some((name, value)) = named {
            starts.push((name, offset, offset + line.len() - value.len()));
        } else if line.trim_end() == ")" {
            end = Some(offset);
        }
        offset += line.len();
    }
    let last = starts.last().map_or(0, |(_, start, _)| *start);
    let end = end.filter(|end| last < *end).unwrap_or(text.len());
    let ends = starts.iter().skip(1).map(|(_, start, _)| *start).chain([end]);
    let mut parts = Vec::new();
    for ((name, _, start), end) in starts.iter().zip(ends) {
        let value = text.get(*start..end)?.trim_end();
        let (text, ends) = match value.strip_suffix(',') {
            Some(value) => (value, true),
            None => (value, false),
        };
        parts.push(Part { name, text, ends });
    }
    let is_ours = |part: &Part<'_>| part.name == HEADER || Document::TABLES.contains(&part.name);
    let ours = parts.iter().filter(|part| is_ours(part)).count();
    let has_header = parts.first().is_some_and(|first| first.name == HEADER);
    (has_header || ENOUGH <= ours).then_some(Outline { parts })
}
