//! The book as it is shipped, and what an earlier workbook is given of it.

use super::*;
use crate::rules::vague::first_in;

/// Each kind's own items: the letters of their codes and how many. Source: `sources.md` 检查表.
const OWN: [(SiteKind, &str, usize); 31] = [
    (SiteKind::Dormitory, "SS", 15),
    (SiteKind::Canteen, "ST", 19),
    (SiteKind::Office, "BG", 9),
    (SiteKind::Warehouse, "CL", 10),
    (SiteKind::OilStore, "YZ", 10),
    (SiteKind::Substation, "BD", 12),
    (SiteKind::BoilerHouse, "GL", 17),
    (SiteKind::PrepPlant, "XM", 18),
    (SiteKind::LampRoom, "KD", 8),
    (SiteKind::Bathhouse, "ZT", 12),
    (SiteKind::ShaftComplex, "LJ", 9),
    (SiteKind::ShaftHouse, "JK", 15),
    (SiteKind::GasDrainageStation, "CC", 14),
    (SiteKind::Magazine, "BP", 10),
    (SiteKind::Garage, "CK", 8),
    (SiteKind::ChargingShed, "CD", 10),
    (SiteKind::Gatehouse, "MW", 9),
    (SiteKind::Dispatch, "DD", 6),
    (SiteKind::Yard, "DC", 8),
    (SiteKind::GasTank, "CG", 6),
    (SiteKind::Clinic, "WS", 8),
    (SiteKind::PrefabHut, "BF", 7),
    (SiteKind::Compressor, "KY", 6),
    (SiteKind::Hoist, "TS", 6),
    (SiteKind::FirePump, "XF", 6),
    (SiteKind::BatteryStation, "TD", 6),
    (SiteKind::CarPark, "TC", 6),
    (SiteKind::WaterPlant, "WC", 6),
    (SiteKind::Laboratory, "HY", 6),
    (SiteKind::GasUse, "WF", 6),
    (SiteKind::GuestHouse, "SP", 6),
];

/// Items that stand in no kind's own list. Source: `sources.md` 检查表.
const COMMON: [(&str, usize); 10] = [
    ("F", 46),
    ("Q", 41),
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
    "XM04", "KD01", "ZT01", "ZT06", "JK12", "CC02", "CC03", "CC05", "BP06", "CD01", "DC01", "BF01",
    "BF06",
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
    ron::from_str(include_str!("../../../assets/book/phrases.ron")).unwrap()
}

fn item<'a>(book: &'a Book, code: &Code) -> &'a Item {
    &book.items.iter().find(|(known, _)| known.base == code.base).expect("known code").1
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
    // 295 to begin with, 53 more of the review, six a kind of the nine kinds. `sources.md` 检查表.
    assert_eq!(book.items.len(), 295 + 53 + 9 * 6);
    let codes: BTreeSet<&str> =
        bases(book.items.iter().map(|(code, _)| code)).into_iter().collect();
    assert_eq!(codes.len(), book.items.len(), "no code twice");
    let kinds: Vec<SiteKind> = book.kinds.iter().map(|one| one.kind).collect();
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
    for Asked { kind, list, .. } in &book.kinds {
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
        let list = &book.kinds.iter().find(|one| one.kind == kind).unwrap().list;
        let of = |codes: &[Code], prefix: &str| -> Vec<Code> {
            codes.iter().filter(|code| letters(code) == prefix).cloned().collect()
        };
        assert_eq!(of(&list.full, prefix), own(&book, prefix), "{kind:?}");
        assert_eq!(letters(&list.patrol[0]), prefix, "{kind:?}");
        assert!(!list.signed.is_empty(), "{kind:?}");
        for other in book.kinds.iter().filter(|other| other.kind != kind) {
            assert!(of(&other.list.full, prefix).is_empty(), "{prefix} at {:?}", other.kind);
        }
    }
    let asked: BTreeSet<&Code> =
        book.kinds.iter().flat_map(|one| one.list.full.iter().chain(&one.list.special)).collect();
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

/// The book as it was before: the former words, and no code that is new.
fn earlier() -> Book {
    let Book { items, kinds, former } = Book::shipped().unwrap();
    let is_new = |code: &Code| {
        let most = [("F", 34), ("Q", 36)].into_iter().find(|(one, _)| *one == letters(code));
        most.is_some_and(|(_, most)| {
            most < code.base.trim_start_matches(char::is_alphabetic).parse::<u32>().unwrap()
        })
    };
    let first = |codes: &[Code]| -> Vec<Code> {
        let codes = codes.iter().filter(|code| !is_new(code));
        codes.map(|code| Code::first(&code.base)).collect()
    };
    let lists = kinds.iter().map(|one| {
        let Checklist { patrol, signed, full, special, .. } = &one.list;
        let walk = if one.earlier.is_empty() { patrol } else { &one.earlier };
        let list = Checklist {
            kept: true,
            patrol: first(walk),
            signed: first(signed),
            full: first(full),
            special: first(special),
        };
        Asked { kind: one.kind, list, earlier: Vec::new() }
    });
    let before = |(code, item): &(Code, Item)| {
        let old = former.iter().find(|(one, _)| one.base == code.base);
        old.cloned().unwrap_or_else(|| (code.clone(), item.clone()))
    };
    let kinds = lists.collect();
    let items = items.iter().filter(|(code, _)| !is_new(code)).map(before).collect();
    Book { items, kinds, former: Vec::new() }
}

#[test]
fn an_earlier_workbook_is_given_the_new_editions_and_keeps_what_the_mine_wrote() {
    let mut doc = Document::default();
    let earlier = load(&doc, &earlier());
    earlier.puts.into_iter().for_each(|put| doc.apply(put));
    // The mine wrote one item anew, and has a list of its own.
    let own = Code::first("Q02");
    doc.apply((own.clone(), ItemField::Words("箱前两米无物".to_owned())).into());
    let short = vec![Code::first("F20"), Code::first("F01")];
    doc.apply((SiteKind::Garage, ChecklistField::Full(short)).into());
    let book = Book::shipped().unwrap();
    load(&doc, &book).puts.into_iter().for_each(|put| doc.apply(put));
    let next = Code::first("F20").next_edition();
    assert!(doc.items.get(&Code::first("F20")).unwrap().words.contains("审批单"));
    assert!(doc.items.get(&next).unwrap().words.contains("矿领导现场指挥"));
    let garage = &doc.checklists.get(&SiteKind::Garage).unwrap().full;
    assert_eq!(garage.first(), Some(&next));
    assert!(garage.contains(&Code::first("F43")) && !garage.contains(&Code::first("F02")));
    let list = doc.checklists.get(&SiteKind::Dormitory).unwrap();
    let shipped = &book.kinds.iter().find(|one| one.kind == SiteKind::Dormitory).unwrap().list;
    assert_eq!((&list.patrol, &list.full), (&shipped.patrol, &shipped.full));
    assert!(list.special.contains(&own), "what the mine wrote stays on its list");
    assert_eq!(list.special.len(), shipped.special.len());
    // Once given, nothing is left to give.
    assert!(load(&doc, &book).puts.iter().all(|put| !matches!(put, Put::Checklist(..))));
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
    for Asked { kind, list, .. } in &book.kinds {
        let bare = |code: &&Code| !has(code) && code.base != "DD05";
        let mut walked = list.patrol.iter().chain(&list.signed);
        assert_eq!(walked.find(bare), None, "{kind:?}: walked, but without words");
    }
}
