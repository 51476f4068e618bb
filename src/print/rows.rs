//! The rows of sheets, blank for a pen or with what the paper says.

use serde::Serialize;

use super::head::number_words;
use crate::model::checklist::{Code, Item, Judge};
use crate::model::id::SiteId;
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

/// Who signed the blocks of other people, by the block's name; post holders with where they did if
/// there are several.
pub(super) fn signers(doc: &Document, sheet: &Sheet) -> Vec<(&'static str, String)> {
    let name = |judge| sheet.signer(judge).map(|one| doc.person_name(one).to_owned());
    let sites = sheet.post_sites();
    let of_post = if sheet.post_signers.is_empty() || sites.len() < 2 {
        name(Judge::PostHolder)
    } else {
        let at = |site: &SiteId| {
            let person = doc.person_name(sheet.post_signer(*site)?);
            Some(format!("{person}（{}）", doc.site_name(Some(*site)).trim()))
        };
        Some(sites.iter().filter_map(at).collect::<Vec<_>>().join("、"))
    };
    let of_block = |judge: Judge, names: Option<String>| Some((judge.word(), names?));
    let electrician = of_block(Judge::Electrician, name(Judge::Electrician));
    electrician.into_iter().chain(of_block(Judge::PostHolder, of_post)).collect()
}

/// A site as it stands in headings: 3号公寓（住87人，3层）.
pub(super) fn site_words(doc: &Document, site: SiteId) -> String {
    let Some(site) = doc.sites.find(&site) else { return String::new() };
    match site.note.trim() {
        "" => site.name.clone(),
        note => format!("{}（{note}）", site.name),
    }
}
