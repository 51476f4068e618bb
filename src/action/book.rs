//! The shipped check items and checklists, and editions of items.

use serde::Deserialize;

use super::{Draft, Refusal};
use crate::model::checklist::{
    Checklist, ChecklistField, Class, Code, Item, ItemField, Judge, Trade,
};
use crate::model::place::SiteKind;
use crate::model::record::Record as _;
use crate::model::{Document, Put, RecordId};

/// The shipped content: check items and which of them belong to which kind of site.
#[derive(Clone, Debug)]
pub struct Book {
    items: Vec<(Code, Item)>,
    kinds: Vec<(SiteKind, Checklist)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemLine {
    code: String,
    words: String,
    brief: String,
    how: String,
    basis: String,
    grades: Vec<Class>,
    judge: Judge,
    trade: Trade,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindLine {
    kind: SiteKind,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "code")]
    _code: String,
    patrol: Vec<String>,
    electrician: Vec<String>,
    full: Vec<String>,
    special: Vec<String>,
}

impl Book {
    /// The book this program carries.
    ///
    /// # Errors
    /// Never in a released program: a test reads the whole book.
    pub fn shipped() -> Result<Self, ron::error::SpannedError> {
        Self::read(
            include_str!("../../assets/book/items.ron"),
            include_str!("../../assets/book/kinds.ron"),
        )
    }

    fn read(items: &str, kinds: &str) -> Result<Self, ron::error::SpannedError> {
        let items: Vec<ItemLine> = ron::from_str(items)?;
        let kinds: Vec<KindLine> = ron::from_str(kinds)?;
        let codes = |codes: Vec<String>| codes.iter().map(|code| Code::first(code)).collect();
        Ok(Self {
            items: items
                .into_iter()
                .map(|line| {
                    let item = Item {
                        kept: true,
                        words: line.words,
                        brief: line.brief,
                        how: line.how,
                        basis: line.basis,
                        classes: line.grades,
                        judge: Some(line.judge).filter(|judge| *judge != Judge::Member),
                        trade: Some(line.trade),
                        reviewed: String::new(),
                    };
                    (Code::first(&line.code), item)
                })
                .collect(),
            kinds: kinds
                .into_iter()
                .map(|line| {
                    let checklist = Checklist {
                        kept: true,
                        patrol: codes(line.patrol),
                        signed: codes(line.electrician),
                        full: codes(line.full),
                        special: codes(line.special),
                    };
                    (line.kind, checklist)
                })
                .collect(),
        })
    }
}

/// Puts what the document does not have yet on the books; what the mine changed stays.
pub(super) fn load(doc: &Document, book: &Book) -> Draft {
    let items = book.items.iter().filter(|(code, _)| doc.items.find(code).is_none());
    let kinds = book.kinds.iter().filter(|(kind, _)| doc.checklists.find(kind).is_none());
    let mut puts: Vec<Put> = Vec::new();
    for (code, item) in items {
        puts.extend(item.written().into_iter().map(|field| Put::from((code.clone(), field))));
    }
    for (kind, checklist) in kinds {
        puts.extend(checklist.written().into_iter().map(|field| Put::from((*kind, field))));
    }
    Draft::of("载入检查表", puts)
}

/// Begins the next edition of an item and puts it in the old one's place in every checklist.
pub(super) fn revise(doc: &Document, code: &Code) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(RecordId::Item(code.clone()));
    let item = doc.items.get(code).ok_or_else(gone)?;
    let next = code.next_edition();
    if doc.items.find(&next).is_some() {
        return Err(Refusal::Broken(format!("{}已经有新的修订", code.base)));
    }
    let mut puts: Vec<Put> =
        item.written().into_iter().map(|field| (next.clone(), field).into()).collect();
    puts.push((next.clone(), ItemField::Reviewed(String::new())).into());
    let swap = |codes: &[Code]| -> Vec<Code> {
        codes.iter().map(|one| if one == code { next.clone() } else { one.clone() }).collect()
    };
    for (kind, checklist) in doc.checklists.iter() {
        let swapped = [
            ChecklistField::Patrol(swap(&checklist.patrol)),
            ChecklistField::Signed(swap(&checklist.signed)),
            ChecklistField::Full(swap(&checklist.full)),
            ChecklistField::Special(swap(&checklist.special)),
        ];
        let changed = swapped
            .into_iter()
            .filter(|field| checklist.field(&Checklist::key(field)) != *field)
            .map(|field| Put::from((*kind, field)));
        puts.extend(changed);
    }
    let made = vec![RecordId::Item(next)];
    Ok(Draft { verb: format!("修订检查项 {}", code.base), puts: one_each(puts), made })
}

/// Keeps the last value written to each field.
fn one_each(puts: Vec<Put>) -> Vec<Put> {
    let mut kept: Vec<Put> = Vec::new();
    for put in puts {
        kept.retain(|known| known.cell() != put.cell());
        kept.push(put);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_book_is_whole() {
        let book = Book::shipped().unwrap();
        let count = |prefix: &str| {
            book.items.iter().filter(|(code, _)| code.base.starts_with(prefix)).count()
        };
        // domain.md 2.2.1, 2.2.2 and 3.2.
        for (prefix, expected) in
            [("F", 34), ("SS", 12), ("ST", 14), ("GL", 12), ("LJ", 8), ("JK", 12), ("CD", 9)]
        {
            assert_eq!(count(prefix), expected, "{prefix}");
        }
        let numbered = |code: &Code| {
            code.base.strip_prefix('Q').is_some_and(|rest| rest.parse::<u32>().is_ok())
        };
        assert_eq!(book.items.iter().filter(|(code, _)| numbered(code)).count(), 36);
        assert_eq!(book.kinds.len(), SiteKind::ALL.len());
    }

    #[test]
    fn every_item_is_filled_and_every_reference_exists() {
        let book = Book::shipped().unwrap();
        let item = |code: &Code| {
            &book.items.iter().find(|(known, _)| known == code).expect("known code").1
        };
        for (code, item) in &book.items {
            let filled = [&item.words, &item.brief, &item.how, &item.basis];
            assert!(filled.iter().all(|words| !words.is_empty()), "{code}");
            assert!(!item.classes.is_empty() && item.trade.is_some(), "{code}");
            assert!(item.brief.chars().count() <= 16, "{code}: {}", item.brief);
            for mark in ["M-H", "M-M", "M-L", "〔F", "待核"] {
                assert!(filled.iter().all(|words| !words.contains(mark)), "{code}");
            }
        }
        for (kind, list) in &book.kinds {
            assert!((5..=7).contains(&list.patrol.len()), "{kind:?}");
            assert!(list.patrol.iter().all(|code| item(code).judged_by() == Judge::Member));
            assert!(list.signed.iter().all(|code| item(code).judged_by() != Judge::Member));
            for code in list.full.iter().chain(&list.special) {
                assert!(!item(code).words.is_empty(), "{kind:?}");
            }
        }
    }
}
