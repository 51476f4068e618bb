//! A table out of a file: the sheets of a workbook or the tables of a document, of which one is
//! read at a time, in the same way as what was pasted.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Fate, Look, Order, What, headings, look, meant};
use crate::model::Document;

/// So many lines say what a sheet is about.
const ENOUGH: usize = 60;

/// What stands in a cell that is merged with the one above it; people write it by hand as well.
pub const DITTO: &str = "〃";

/// What stands in a cell that is merged with the one to its left.
pub const ACROSS: &str = "〃〃";

/// A sheet of a workbook, or a table of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called in the file.
    pub name: String,
    /// Its cells as a program of tables copies them: tabs between cells, a line a row.
    pub text: String,
    /// Whether the file keeps it out of sight.
    pub is_hidden: bool,
    /// What was left out of it, or is odd about it, for people to read.
    pub notes: Vec<String>,
}

/// A file whose sheets may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the file is called.
    pub file: String,
    /// Its sheets, in their order.
    pub sheets: Arc<Vec<Sheet>>,
    /// Which of them is read.
    pub at: usize,
}

impl Source {
    /// The sheet that is read.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }
}

impl Order {
    /// The table in a file: the sheet that reads best, as `wanted` or as what it looks like most.
    pub fn of_file(
        doc: &Document,
        (file, sheets): (String, Vec<Sheet>),
        wanted: Option<What>,
        today: NaiveDate,
    ) -> Self {
        let known = |sheet: &Sheet| {
            let beginning = beginning(&sheet.text);
            let what = wanted.or_else(|| super::guess(doc, beginning, today));
            let order =
                Self { text: beginning.to_owned(), ..Self::new(what.unwrap_or(What::Members)) };
            rank(&look(doc, &order, today))
        };
        let mut best: Option<((bool, bool, usize, usize), usize)> = None;
        for (at, sheet) in sheets.iter().enumerate() {
            let (heads, rows) = known(sheet);
            let rank = (!sheet.text.is_empty(), !sheet.is_hidden, heads, rows);
            if best.is_none_or(|(before, _)| before < rank) {
                best = Some((rank, at));
            }
        }
        let at = best.map_or(0, |(_, at)| at);
        let source = Source { file, sheets: Arc::new(sheets), at };
        let order = Self { source: Some(source), ..Self::new(wanted.unwrap_or(What::Members)) };
        order.of_sheet(at).guessed(doc, wanted, today)
    }

    /// The same for another sheet of the file.
    #[must_use]
    pub fn of_sheet(&self, at: usize) -> Self {
        let source = self.source.as_ref().map(|source| Source { at, ..source.clone() });
        let text = source.as_ref().and_then(Source::sheet).map(|sheet| sheet.text.clone());
        Self { source, ..self.of_text(text.unwrap_or_default()) }
    }

    /// As the kind of table it looks like, unless it was wanted as another that fits as well.
    fn guessed(mut self, doc: &Document, wanted: Option<What>, today: NaiveDate) -> Self {
        let sample = Self { text: beginning(&self.text).to_owned(), ..self.clone() };
        let looks = match wanted {
            Some(_) => meant(doc, &sample, today),
            None => super::guess(doc, &sample.text, today),
        };
        self.what = looks.unwrap_or(self.what);
        self
    }
}

/// How well a table is understood: headings, then rows.
pub(super) fn rank(look: &Look) -> (usize, usize) {
    (headings(look), look.rows.len() - look.count(Fate::Unread))
}

/// The first lines of a text.
fn beginning(text: &str) -> &str {
    let end = text.match_indices('\n').nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}
