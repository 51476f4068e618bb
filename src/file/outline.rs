//! The layout of a workbook's text: where header, sections and journal begin and end.
//!
//! Only this program's own layout is recognised: section names stand four spaces in, whatever
//! belongs to a section deeper, and strings never hold a real line break. Text laid out by
//! another program is read whole instead.

use std::collections::BTreeMap;

use crate::session::Digest;

/// The name of the last section.
const JOURNAL: &str = "journal";

/// Where the parts of a text are.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// The header's value.
    pub(super) header: &'a str,
    /// The value of each section, the journal last.
    pub(super) sections: Vec<(&'a str, &'a str)>,
}

impl Outline<'_> {
    /// The entries' lines, each ending in a line break, without the commas of the list.
    pub(super) fn journal_lines(&self) -> String {
        let Some((_, journal)) = self.sections.iter().find(|(name, _)| *name == JOURNAL) else {
            return String::new();
        };
        let mut lines = String::with_capacity(journal.len());
        for line in journal.lines().filter(|line| !matches!(*line, "[" | "    ]" | "]")) {
            lines.push_str(line.strip_suffix(',').unwrap_or(line));
            lines.push('\n');
        }
        lines
    }

    /// Sections whose text is not what the header's digest says, by name.
    pub(super) fn edited(&self, digests: &BTreeMap<String, Digest>) -> Vec<String> {
        self.sections
            .iter()
            .filter(|(name, text)| digests.get(*name) != Some(&Digest::of(text.as_bytes())))
            .map(|(name, _)| (*name).to_owned())
            .collect()
    }
}

/// Puts the parts of a workbook together.
pub(super) fn join(first_line: &str, header: &str, sections: &[(&str, String)]) -> String {
    let mut text = format!("{first_line}(\n    header: {},\n", indented(header));
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

/// Finds the parts of a text that has this program's layout.
pub(super) fn split(text: &str) -> Option<Outline<'_>> {
    let mut starts: Vec<(&str, usize)> = Vec::new();
    let mut offset = 0;
    let mut in_journal = false;
    let mut end = None;
    for line in text.split_inclusive('\n') {
        if line.contains('\r') {
            return None;
        }
        let named = line
            .strip_prefix("    ")
            .filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_lowercase()));
        if let Some((name, value)) =
            named.and_then(|rest| rest.split_once(": ")).filter(|_| !in_journal)
        {
            starts.push((name, offset + line.len() - value.len()));
            in_journal = name == JOURNAL;
        } else if line.trim_end() == ")" {
            end = Some(offset);
        }
        offset += line.len();
    }
    let end = end?;
    let ends = starts.iter().skip(1).map(|(name, start)| start - name.len() - 6).chain([end]);
    let mut parts = Vec::new();
    for ((name, start), end) in starts.iter().zip(ends) {
        let value = text.get(*start..end)?.trim_end();
        parts.push((*name, value.strip_suffix(',')?));
    }
    let (first, header) = parts.first().copied()?;
    let (last, _) = parts.last().copied()?;
    parts.remove(0);
    (first == "header" && last == JOURNAL).then_some(Outline { header, sections: parts })
}
