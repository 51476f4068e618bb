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
    Ok(Draft { verb: format!("修订检查项 {}", code.base), puts, made })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::vague::first_in;

    /// Each kind's own items: the letters of their codes and how many. Source: `sources.md` 检查表.
    const OWN: [(SiteKind, &str, usize); 22] = [
        (SiteKind::Dormitory, "SS", 12),
        (SiteKind::Canteen, "ST", 14),
        (SiteKind::Office, "BG", 8),
        (SiteKind::Warehouse, "CL", 10),
        (SiteKind::OilStore, "YZ", 10),
        (SiteKind::Substation, "BD", 10),
        (SiteKind::BoilerHouse, "GL", 12),
        (SiteKind::PrepPlant, "XM", 12),
        (SiteKind::LampRoom, "KD", 8),
        (SiteKind::Bathhouse, "ZT", 12),
        (SiteKind::ShaftComplex, "LJ", 8),
        (SiteKind::ShaftHouse, "JK", 12),
        (SiteKind::GasDrainageStation, "CC", 12),
        (SiteKind::Magazine, "BP", 8),
        (SiteKind::Garage, "CK", 8),
        (SiteKind::ChargingShed, "CD", 9),
        (SiteKind::Gatehouse, "MW", 8),
        (SiteKind::Dispatch, "DD", 6),
        (SiteKind::Yard, "DC", 6),
        (SiteKind::GasTank, "CG", 6),
        (SiteKind::Clinic, "WS", 6),
        (SiteKind::PrefabHut, "BF", 7),
    ];

    /// Items that stand in no kind's own list. Source: `sources.md` 检查表.
    const COMMON: [(&str, usize); 10] = [
        ("F", 34),
        ("Q", 36),
        ("QD", 3),
        ("QK", 3),
        ("QJ", 3),
        ("QG", 1),
        ("QX", 4),
        ("QL", 1),
        ("QT", 4),
        ("QA", 2),
    ];

    /// Facts that no walk changes: distances, heights, reports, papers. Source: `sources.md` 检查表.
    const FIXED: [&str; 25] = [
        "F11", "F26", "F33", "Q34", "SS10", "GL02", "BG02", "BG08", "CL01", "CL09", "YZ01", "YZ03",
        "XM04", "KD01", "ZT01", "ZT06", "JK12", "CC02", "CC03", "CC05", "BP06", "CD01", "DC01",
        "BF01", "BF06",
    ];

    /// A finding in words that stand, what puts it right, and by when.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct PhraseLine {
        words: String,
        measure: String,
        item: String,
        days: Option<u32>,
        class: Class,
    }

    fn phrases() -> Vec<PhraseLine> {
        ron::from_str(include_str!("../../assets/book/phrases.ron")).unwrap()
    }

    fn item<'a>(book: &'a Book, code: &Code) -> &'a Item {
        &book.items.iter().find(|(known, _)| known == code).expect("known code").1
    }

    /// The letters a code begins with.
    fn letters(code: &Code) -> &str {
        code.base.trim_end_matches(|sign: char| sign.is_ascii_digit())
    }

    fn own(book: &Book, prefix: &str) -> Vec<Code> {
        let codes = book.items.iter().map(|(code, _)| code);
        codes.filter(|code| letters(code) == prefix).cloned().collect()
    }

    #[test]
    fn the_shipped_book_is_whole() {
        let book = Book::shipped().unwrap();
        let kinds = OWN.iter().map(|(_, prefix, count)| (*prefix, *count));
        for (prefix, count) in COMMON.into_iter().chain(kinds) {
            assert_eq!(own(&book, prefix).len(), count, "{prefix}");
        }
        let fire = 34 + OWN.iter().map(|(_, _, count)| count).sum::<usize>();
        assert_eq!(fire, 238, "items about fire, `sources.md` 检查表");
        assert_eq!(book.items.len(), fire + 36 + 21, "and about electricity, `sources.md` 检查表");
        let codes: BTreeSet<&Code> = book.items.iter().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), book.items.len(), "no code twice");
        let kinds: Vec<SiteKind> = book.kinds.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, SiteKind::ALL);
    }

    #[test]
    fn every_item_is_filled_and_sure() {
        let book = Book::shipped().unwrap();
        for (code, item) in &book.items {
            let filled = [&item.words, &item.brief, &item.how, &item.basis];
            assert!(filled.iter().all(|words| !words.is_empty()), "{code}");
            assert!(!item.classes.is_empty() && item.trade.is_some(), "{code}");
            assert!(item.brief.chars().count() <= 16, "{code}: {}", item.brief);
            let ends = |sign| filled.iter().any(|words| words.ends_with(sign));
            assert!(!ends('。') && !ends('；'), "{code}");
            for mark in ["M-H", "M-M", "M-L", "〔", "待核", "待查", "S19", "KG2025", "XFF"] {
                assert!(filled.iter().all(|words| !words.contains(mark)), "{code}: {mark}");
            }
        }
    }

    #[test]
    fn every_kind_has_its_own_items_in_full_and_a_short_walk() {
        let book = Book::shipped().unwrap();
        for (kind, list) in &book.kinds {
            let judged = |code: &Code| item(&book, code).judged_by();
            assert!((5..=7).contains(&list.patrol.len()), "{kind:?}");
            assert!(list.signed.len() <= 2, "{kind:?}");
            assert!(list.patrol.iter().all(|code| judged(code) == Judge::Member), "{kind:?}");
            assert!(list.signed.iter().all(|code| judged(code) != Judge::Member), "{kind:?}");
            for code in list.patrol.iter().chain(&list.signed) {
                assert!(list.full.contains(code), "{kind:?}: {code} is in the walk only");
                assert!(!FIXED.contains(&code.base.as_str()), "{kind:?}: {code} never changes");
            }
            for codes in [&list.patrol, &list.signed, &list.full, &list.special] {
                assert!(codes.iter().all(|code| book.items.iter().any(|(known, _)| known == code)));
                let once: BTreeSet<&Code> = codes.iter().collect();
                assert_eq!(once.len(), codes.len(), "{kind:?} has a row twice");
            }
            assert!(list.special.iter().all(|code| code.base.starts_with('Q')), "{kind:?}");
        }
        assert!(FIXED.iter().all(|base| book.items.iter().any(|(code, _)| code.base == *base)));
    }

    #[test]
    fn what_is_a_kinds_own_stands_first_and_nowhere_else() {
        let book = Book::shipped().unwrap();
        for (kind, prefix, _) in OWN {
            let list = &book.kinds.iter().find(|(known, _)| *known == kind).unwrap().1;
            let of = |codes: &[Code], prefix: &str| -> Vec<Code> {
                codes.iter().filter(|code| letters(code) == prefix).cloned().collect()
            };
            assert_eq!(of(&list.full, prefix), own(&book, prefix), "{kind:?}");
            assert_eq!(letters(&list.patrol[0]), prefix, "{kind:?}");
            assert!(!list.signed.is_empty(), "{kind:?}");
            for (other, others) in book.kinds.iter().filter(|(other, _)| *other != kind) {
                assert!(of(&others.full, prefix).is_empty(), "{prefix} at {other:?}");
            }
        }
        let asked: BTreeSet<&Code> =
            book.kinds.iter().flat_map(|(_, list)| list.full.iter().chain(&list.special)).collect();
        for (code, _) in &book.items {
            assert!(asked.contains(code), "{code} is asked nowhere");
        }
    }

    #[test]
    fn every_phrase_belongs_to_an_item_that_allows_its_class() {
        let book = Book::shipped().unwrap();
        let mut seen = BTreeSet::new();
        for phrase in &phrases() {
            let PhraseLine { words, measure, .. } = phrase;
            assert!(seen.insert(words), "twice: {words}");
            assert!(!words.is_empty() && !measure.is_empty(), "{words}：{measure}");
            let classes = &item(&book, &Code::first(&phrase.item)).classes;
            assert!(classes.contains(&phrase.class), "{words}: {}", phrase.item);
            for text in [words, measure] {
                assert_eq!(first_in(text), None, "{text}");
                for sign in ["。", "醉", "酒后", "睡", "\"", "M-"] {
                    assert!(!text.contains(sign), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_phrase_gives_as_many_days_as_its_measure_says() {
        for phrase in &phrases() {
            let before_limit = phrase.measure.split("日内");
            let limits = before_limit.filter_map(|text| {
                let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
                let from = text.chars().count() - digits;
                text.chars().skip(from).collect::<String>().parse::<u32>().ok()
            });
            let longest = limits.max();
            assert!(longest.is_none() || phrase.days == longest, "{}", phrase.measure);
            assert!(phrase.days.is_none_or(|days| (1..=15).contains(&days)), "{}", phrase.measure);
        }
    }

    #[test]
    fn every_common_item_and_every_kind_has_phrases() {
        let phrases = phrases();
        let has = |code: &&Code| phrases.iter().any(|phrase| phrase.item == code.base);
        let book = Book::shipped().unwrap();
        for (prefix, _) in COMMON {
            assert!(own(&book, prefix).iter().all(|code| has(&code)), "{prefix}");
        }
        for (kind, prefix, _) in OWN {
            let codes = own(&book, prefix);
            assert!(3 <= codes.iter().filter(has).count(), "{kind:?}");
        }
        for (kind, list) in &book.kinds {
            let bare = |code: &&Code| !has(code) && code.base != "DD05";
            let mut walked = list.patrol.iter().chain(&list.signed);
            assert_eq!(walked.find(bare), None, "{kind:?}: walked, but without words");
        }
    }
}
