//! Running text as an official letter is laid out: plans, briefs, summaries.

use serde::Serialize;

use super::table::Table;

/// One letter, in the shape `letter.typ` documents. Each counts its own pages.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Letter {
    pub(super) cover: Option<Cover>,
    /// Pages without a number between cover and text: [`Element::Approval`], [`Element::Consult`],
    /// [`Element::Reviews`].
    pub(super) front: Vec<Element>,
    /// 目录 before the text: its first headings, attachments and [`Element::Entry`].
    pub(super) contents: bool,
    /// A line feed breaks it; a long one is broken evenly.
    pub(super) title: String,
    /// A line under the title, or nothing.
    pub(super) subtitle: String,
    /// 主送, without the colon, or nothing.
    pub(super) addressee: String,
    pub(super) elements: Vec<Element>,
}

/// The cover: a page without a number.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Cover {
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) version: String,
    pub(super) date: String,
}

/// A part of a letter.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Element {
    Heading(Heading),
    /// A line feed begins another paragraph.
    Paragraph(String),
    Table(Table),
    /// Empty ruled lines for the pen.
    #[cfg_attr(not(test), expect(dead_code, reason = "of the layout; no paper has it yet"))]
    Lines(u8),
    /// 附件说明: the names of what is attached, without numbers.
    Enclosures(Vec<String>),
    Signature(Signature),
    Attachment(Attachment),
    Approval(Approval),
    Consult(Consult),
    Reviews(Reviews),
    /// A line of the contents and a bookmark, without words in the text.
    Entry(String),
    /// What follows begins a new page.
    PageBreak,
}

/// A heading; its number is part of the words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Heading {
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub(super) level: u8,
    pub(super) words: String,
    /// Text that goes on in the same line, or nothing.
    pub(super) then: String,
    /// Which chapter of the plan begins there, counted from one; 0 where none does, though it stands
    /// above some. A text that comes back from Word is known by it.
    #[serde(skip)]
    pub(super) place: Option<usize>,
}

impl Element {
    /// A first heading, with text that goes on in its line.
    pub(super) fn section(words: impl Into<String>, then: impl Into<String>) -> Self {
        Self::heading(1, words, then)
    }

    /// A heading of that level.
    pub(super) fn heading(level: u8, words: impl Into<String>, then: impl Into<String>) -> Self {
        Self::Heading(Heading { level, words: words.into(), then: then.into(), place: None })
    }
}

/// Who signs, and when.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Signature {
    pub(super) units: Vec<String>,
    /// Empty: left to the pen.
    pub(super) date: String,
    /// Whether a seal goes over it: then the date stands four signs from the right and the unit
    /// above its middle, else the unit two signs from the right. Source: `sources.md` GB/T 9704.
    pub(super) sealed: bool,
}

/// An attachment begins, on a new page.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Attachment {
    /// 附件1.
    pub(super) mark: String,
    pub(super) title: String,
    /// As of a [`Heading`].
    #[serde(skip)]
    pub(super) place: Option<usize>,
}

/// A page of its own with one large cell for each who approves.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Approval {
    pub(super) title: String,
    /// What is signed: label and words.
    pub(super) facts: Vec<(String, String)>,
    /// Offices, never names.
    pub(super) cells: Vec<Signer>,
}

/// An office that signs.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Signer {
    pub(super) office: String,
    /// Whether it gives an opinion, too.
    pub(super) opinion: bool,
}

/// 会签单: a page of its own with one row for each department.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Consult {
    pub(super) title: String,
    /// What is signed: label and words.
    pub(super) facts: Vec<(String, String)>,
    pub(super) rows: Vec<Opinion>,
    /// A line under the table, or nothing.
    pub(super) note: String,
}

/// A department's row; what is empty is left to the pen.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Opinion {
    pub(super) unit: String,
    /// Whose signature is asked for, printed small under the department; or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) asked: String,
    pub(super) words: String,
    pub(super) date: String,
}

/// What is reviewed piece by piece: a page of its own with one row for each piece, and in it a box
/// for the name and the day of every reviewer.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Reviews {
    pub(super) title: String,
    /// What is signed: label and words.
    pub(super) facts: Vec<(String, String)>,
    /// What the rows are.
    pub(super) head: String,
    pub(super) reviewers: Vec<Reviewer>,
    /// The pieces.
    pub(super) rows: Vec<String>,
    /// A line under the table, or nothing.
    pub(super) note: String,
}

/// A department, and who of it reviews, as far as that is known.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Reviewer {
    pub(super) unit: String,
    pub(super) asked: String,
}
