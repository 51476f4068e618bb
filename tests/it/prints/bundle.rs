//! Several papers in one print job, their bookmarks, and what a PDF says of itself.

use std::collections::BTreeSet;

use shousui::model::id::SheetId;
use shousui::print::{CATALOGUE, Of, Request, Scope, bundles, file_stem, print, remembered};

use super::{found_in, is_archival, stamp};
use crate::sample::{doc, last_day};

/// Words as a PDF keeps them where they are no part of a page.
fn in_a_pdf(words: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// Whether a PDF keeps those words beside its pages, as they are or in hexadecimal digits.
fn keeps(pdf: &[u8], words: &str) -> bool {
    let raw = in_a_pdf(words);
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap().to_ascii_uppercase();
    let hex: String = raw.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
    let escaped: Vec<u8> = raw
        .iter()
        .flat_map(|byte| match byte {
            b'(' | b')' | b'\\' => vec![b'\\', *byte],
            byte => vec![*byte],
        })
        .collect();
    let holds = |part: &[u8]| pdf.windows(part.len()).any(|window| window == part);
    // What is plain ASCII may stand as it is.
    let plain = words.is_ascii() && holds(format!("({words})").as_bytes());
    plain || holds(&escaped) || holds(hex.as_bytes())
}

#[test]
fn a_day_and_a_kind_are_one_print_job_each_with_a_bookmark_for_every_paper() {
    let day = last_day();
    let all = bundles(doc(), day, day);
    let words: BTreeSet<&str> = all.iter().map(|offer| offer.words.as_str()).collect();
    assert!(words.contains("2月20日的全部材料") && words.contains("全部值班日志"), "{words:?}");
    assert_eq!(words.len(), all.len());

    let of_day = all.iter().find(|offer| offer.words == "2月20日的全部材料").unwrap();
    let Of::Several(papers) = &of_day.request.of else { panic!() };
    let scope = Scope { days: Some((day, day)), ..Scope::all(day) };
    assert_eq!(*papers, Request::of_day(doc(), &scope));
    let whole = print(doc(), &of_day.request, &stamp()).unwrap();
    let apart: Vec<_> = papers.iter().map(|one| print(doc(), one, &stamp()).unwrap()).collect();
    assert_eq!(whole.page_count(), apart.iter().map(|one| one.page_count()).sum::<usize>());
    assert_eq!(found_in(&whole), apart.iter().map(found_in).collect::<String>());
    let pdf = whole.pdf().unwrap();
    assert!(pdf == whole.pdf().unwrap(), "the same bytes");
    for title in ["值班日志 2月20日 夜班", "交接班记录 2月20日 夜班", "日报 2月20日 突击队"]
    {
        assert!(keeps(&pdf, title), "no bookmark {title}");
    }
    // A sheet of many has one of its own.
    assert!(keeps(&pdf, "XC-2027-0262"));

    // Each paper is remembered, the bundle is not.
    let known = remembered(doc(), &of_day.request, &stamp()).unwrap();
    let expected: usize = papers.iter().map(|one| one.of.records().len().max(1)).sum();
    assert_eq!(known.len(), expected);
    assert!(known.iter().all(|one| CATALOGUE.iter().any(|paper| paper.key == one.paper)));
    assert!(file_stem(doc(), &of_day.request, &stamp()).starts_with("2027春节_成套打印_"));
}

#[test]
fn the_file_of_the_cards_has_a_bookmark_for_each() {
    let cards = || Request::cards(doc().cards.iter().map(|(code, _)| code.clone()));
    for request in [cards(), cards().on_a4(), cards().on_a3()] {
        let pdf = print(doc(), &request, &stamp()).unwrap().pdf().unwrap();
        for (code, card) in doc().cards.iter() {
            let words = format!("{code}　{}", card.title);
            assert!(keeps(&pdf, &words), "no bookmark {words}");
        }
    }
}

#[test]
fn every_pdf_is_archival_and_has_a_title_of_its_own_in_one_line_and_the_mine_as_its_author() {
    let mut titles = BTreeSet::new();
    for paper in CATALOGUE {
        for offer in paper.offers(doc(), &Scope::all(last_day())).iter().take(3) {
            let printed = print(doc(), &offer.request, &stamp()).unwrap();
            let title = printed.title();
            assert!(title.starts_with("禾安县望禾煤矿有限公司　"), "{title}");
            assert!(!title.contains(char::is_control), "{title}");
            assert!(titles.insert(title.clone()), "twice: {title}");
            let pdf = printed.pdf().unwrap();
            assert!(keeps(&pdf, &title) && keeps(&pdf, "禾安县望禾煤矿有限公司"), "{title}");
            assert!(is_archival(&pdf), "{title}");
        }
    }
    assert!(CATALOGUE.len() < titles.len());
}

#[test]
fn files_of_one_kind_sort_by_the_days_they_are_of() {
    let ids: Vec<SheetId> = doc().sheets.iter().map(|(id, _)| *id).take(2).collect();
    let version = *doc().versions.iter().next().unwrap().0;
    for (request, day) in [
        (Request::plan(Some(version)), "20270128"),
        (Request::sheets(&ids), "20270130"),
        (Request::brief(last_day()), "20270220"),
    ] {
        let stem = file_stem(doc(), &request, &stamp());
        assert_eq!(stem.split('_').nth(2), Some(day), "{stem}");
    }
}
