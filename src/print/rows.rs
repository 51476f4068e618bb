//! The rows of sheets, blank for a pen or with what the paper says.

use serde::Serialize;

use super::head::number_words;
use crate::model::checklist::{Code, Item, Judge};
use crate::model::sheet::{Mark, Row, Sheet, Verdict};
use crate::model::{Document, RecordId};

/// The sign and the words of a row that has been typed back; empty on a sheet that is still out.
#[derive(Debug, Default, Serialize)]
pub(super) struct Answer {
    result: &'static str,
    words: String,
    /// The hazard they tell of.
    #[serde(skip_serializing_if = "Option::is_none")]
    hazard: Option<RecordId>,
}

impl Answer {
    /// What the paper says of the row.
    pub(super) fn of(doc: &Document, sheet: &Sheet, row: &Row<'_>) -> Self {
        if sheet.entered.is_none() {
            return Self::default();
        }
        let result = match sheet.verdict(row) {
            Verdict::Holds => "√",
            Verdict::Fault => "×",
            Verdict::Absent => "—",
            Verdict::Unchecked => "",
        };
        let Some(Mark::Fault { words, hazard }) = sheet.marks.get(&row.number) else {
            return Self { result, ..Self::default() };
        };
        let found = hazard.and_then(|id| Some((id, doc.hazards.find(&id)?)));
        let number = found.and_then(|(_, hazard)| hazard.number.as_ref());
        let words = match number_words(number) {
            number if number.is_empty() => words.clone(),
            number => format!("{words}（登记 {number}）"),
        };
        Self { result, words, hazard: found.map(|(id, _)| RecordId::Hazard(id)) }
    }
}

/// The item as it stood when the sheet was made out, removed ones included, in the mine's words.
pub(super) fn item(doc: &Document, code: &Code) -> Item {
    doc.items.find(code).map(|item| item.said_by(&doc.profile())).unwrap_or_default()
}

/// Who signed the blocks of other people, by the block's name.
pub(super) fn signers<'a>(doc: &'a Document, sheet: &Sheet) -> Vec<(&'static str, &'a str)> {
    [Judge::Electrician, Judge::PostHolder]
        .into_iter()
        .filter_map(|judge| Some((judge.word(), doc.person_name(sheet.signer(judge)?))))
        .collect()
}

/// A site as it stands in headings: 3号公寓（住87人，3层）.
pub(super) fn site_words(doc: &Document, site: crate::model::id::SiteId) -> String {
    let Some(site) = doc.sites.find(&site) else { return String::new() };
    match site.note.trim() {
        "" => site.name.clone(),
        note => format!("{}（{note}）", site.name),
    }
}
