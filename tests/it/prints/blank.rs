//! Blank forms: the layout of the paper, nothing of anybody in it, and rules to write on.

use std::collections::BTreeMap;

use shousui::command::choose::{Wanted, requests};
use shousui::print::{CATALOGUE, Of, Printed, Request, file_stem, print, remembered};

use super::manned::stays_on_the_page;
use super::{has, stamp, text_of};
use crate::sample::{doc, last_day};

/// Every blank form with its print, by the key of its paper.
fn forms() -> BTreeMap<&'static str, (Request, Printed)> {
    let forms = CATALOGUE.into_iter().filter_map(|paper| Some((paper, paper.blank_form()?)));
    forms
        .map(|(paper, offer)| {
            let printed = print(doc(), &offer.request, &stamp()).unwrap();
            if std::env::var_os("SHOUSUI_PICTURES").is_some() {
                let page = printed.picture(0, 1.5).unwrap();
                let image = image::RgbaImage::from_raw(page.width, page.height, page.rgba).unwrap();
                crate::cpu::save(&image, &format!("blank-{}", paper.key));
            }
            (paper.key, (offer.request, printed))
        })
        .collect()
}

#[test]
fn a_blank_form_names_the_mine_and_nothing_of_its_records() {
    let forms = forms();
    let keys: Vec<&str> = forms.keys().copied().collect();
    let expected = [
        "activity",
        "checks",
        "drill-ratings",
        "drill-scheme",
        "gathering",
        "gathering-signin",
        "gatherings",
        "handouts",
        "handover",
        "incident",
        "incident-report",
        "incident-review",
        "log",
        "minutes",
        "phones",
        "pledges",
        "publicity",
        "residents",
        "resources",
        "risks",
        "rollcall",
        "services",
        "sheets",
        "signin",
        "supplies",
        "swap",
        "transfer",
        "zero",
    ];
    assert_eq!(keys, expected);
    let names: Vec<&str> = doc().persons.iter().map(|(_, one)| one.name.as_str()).collect();
    for (key, (request, printed)) in &forms {
        stays_on_the_page(printed);
        let words = text_of(printed);
        has(&words, &["望禾煤矿"]);
        let named = names.iter().find(|name| words.contains(**name));
        assert_eq!((named, words.contains("YH-2027")), (None, false), "{key}");
        assert!(!words.contains("截至2027"), "{key} is filled in later");
        assert!(!words.contains("校验码"), "{key} has no record that a code could vouch for");
        let stem = file_stem(doc(), request, &stamp());
        assert!(stem.starts_with("2027春节_") && stem.ends_with("_空白"), "{stem}");
        assert_eq!(remembered(doc(), request, &stamp()), Ok(Vec::new()), "{key}");
    }
}

#[test]
fn a_log_and_a_handover_for_the_pen_are_one_page_each() {
    let forms = forms();
    for (key, signers, boxes) in [
        ("log", &["值班员签名", "值班矿领导"][..], &["主要工作与巡查情况", "遗留问题提醒"]),
        ("handover", &["交班人签名", "接班人签名"], &["未完事项", "对讲机　　　部"]),
    ] {
        let (_, printed) = &forms[key];
        assert_eq!(printed.page_count(), 1, "{key}");
        let words = text_of(printed);
        has(&words, signers);
        has(&words, boxes);
        has(&words, &["年　　　月　　　日"]);
        assert!(!words.contains("没有登记") && !words.contains("无来电"), "{words}");
    }
}

#[test]
fn blank_forms_are_asked_for_by_word_and_are_no_part_of_everything() {
    let of = |what: &str, blank| {
        let what = vec![what.to_owned()];
        requests(doc(), &Wanted { what, blank, ..Wanted::default() }, last_day())
    };
    assert_eq!(of("all", true).unwrap().len(), forms().len());
    assert!(of("all", true).unwrap().iter().all(|one| one.of == Of::Blank));
    assert!(of("all", false).unwrap().iter().all(|one| one.of != Of::Blank));
    let log = of("log", true).unwrap();
    assert!(matches!(&log[..], [one] if one.paper.key == "log" && one.of == Of::Blank));
    let refused = of("cards", true).unwrap_err().to_string();
    assert!(refused.contains("没有空白表") && refused.contains("handover"), "{refused}");
    // Papers that the program numbers or words have none, and say so when asked all the same.
    for paper in CATALOGUE.into_iter().filter(|paper| paper.blank_form().is_none()) {
        let request = Request { paper, of: Of::Blank };
        assert!(print(doc(), &request, &stamp()).is_err(), "{paper:?}");
    }
}
