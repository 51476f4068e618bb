//! Any office form: head, facts, blocks in their order, cells to sign, how to fill it in.

use serde::Serialize;

use super::table::Table;

/// One form, in the shape `form.typ` documents. Each counts its own pages.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Form {
    pub(super) page: Page,
    /// The mine's full name.
    pub(super) unit: String,
    pub(super) title: String,
    /// A line under the title, or nothing.
    pub(super) subtitle: String,
    /// The printed number, or nothing.
    pub(super) number: String,
    /// The number as a square code, or nothing.
    pub(super) qr: String,
    /// Label and value at the top.
    pub(super) facts: Vec<Fact>,
    /// Facts to a row; 0 for what suits the page.
    pub(super) across: u8,
    pub(super) blocks: Vec<Block>,
    /// 填表说明: sentences with their stops.
    pub(super) notes: Vec<String>,
    /// For a wall: as large as one page has room for, and no table or text under 12 pt where that fits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) large: bool,
    /// Somebody's own word: nothing of its making stands at its foot.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) personal: bool,
}

/// The paper a form stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Page {
    /// A4 portrait.
    #[default]
    A4,
    /// A4 landscape.
    A4Wide,
    /// A5 portrait, of which two go on an A4.
    A5,
}

/// A label with its value at the top of a form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
    /// Over how many places of a row it goes; the last of a row takes what is left.
    pub(super) places: u8,
}

/// A part of a form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Block {
    /// A heading in the form.
    Heading(String),
    Table(Table),
    Text(Text),
    Words(Words),
    Ticks(Ticks),
    Signatures(Signatures),
    /// What follows begins a new page of the same form.
    PageBreak,
}

/// A label with words beside or under it, and lines to go on by hand.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Text {
    pub(super) label: String,
    /// Where nothing happened, 无 is words too.
    pub(super) words: String,
    /// Empty ruled lines under the words.
    pub(super) lines: u8,
    /// The label stands left of the words, not above them.
    pub(super) beside: bool,
}

/// Running text.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Words {
    pub(super) paragraphs: Vec<String>,
    /// 14 pt, for what is read aloud or pledged.
    pub(super) large: bool,
}

/// Boxes for the pen, each with its words.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Ticks {
    pub(super) label: String,
    pub(super) items: Vec<String>,
    /// Boxes side by side.
    pub(super) across: u8,
}

/// Cells to be signed by hand. Labels only: a name typed here would be signing for somebody else.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Signatures {
    pub(super) labels: Vec<String>,
    /// Cells side by side; 0 for as many as fit.
    pub(super) across: u8,
    /// Each cell ends in 年　月　日.
    pub(super) dated: bool,
}

impl Fact {
    /// A fact in one place.
    pub(super) fn new(label: &str, value: impl Into<String>) -> Self {
        Self::over(1, label, value)
    }

    /// A fact over so many places of a row.
    pub(super) fn over(places: u8, label: &str, value: impl Into<String>) -> Self {
        Self { label: label.to_owned(), value: value.into(), places }
    }
}

impl Block {
    /// Words beside their label; where nobody wrote any, so many lines for the pen, or a cell one
    /// line high.
    pub(super) fn told(label: &str, words: &str, lines: u8) -> Self {
        let words = words.trim();
        Self::Text(Text {
            label: label.to_owned(),
            words: words.to_owned(),
            lines: if words.is_empty() { lines } else { 0 },
            beside: true,
        })
    }

    /// Cells to be signed and dated by hand.
    pub(super) fn signed(labels: &[&str]) -> Self {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        Self::Signatures(Signatures { labels, across: 0, dated: true })
    }
}
