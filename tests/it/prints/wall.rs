//! How large the type of wall sheets is, measured on the pages.
//!
//! The rule, which is plain optics and no standard: at 2 m one minute of arc is 0.58 mm, and eyes of
//! 1.0 tell strokes apart that lie a minute from each other. A sign with seven strokes from top to
//! bottom therefore takes 4.1 mm, which is 11.6 pt; a digit, with five, takes less. So whatever has to be
//! read from 2 m (names, telephones, first actions) is 12 pt (小四) or larger. Lists in which somebody
//! looks a line up with a finger are read from 40 cm, where 9 pt is as large as 45 pt is from 2 m.

use shousui::print::{CATALOGUE, Paper, Scope, print};
use typst::layout::{Frame, FrameItem};

use super::stamp;
use crate::sample::{doc, last_day};

/// The runs of words with their sizes.
fn runs_of(frame: &Frame, found: &mut Vec<(String, f64)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => runs_of(&group.frame, found),
            FrameItem::Text(text) => {
                let words = text.text.as_str().replace(['\u{200B}', '\u{2060}'], "");
                found.push((words, text.size.to_pt()));
            }
            _ => {}
        }
    }
}

fn paper(key: &str) -> &'static Paper {
    CATALOGUE.into_iter().find(|paper| paper.key == key).unwrap()
}

fn runs(key: &str) -> Vec<(String, f64)> {
    let offers = paper(key).offers(doc(), &Scope::all(last_day()));
    let printed = print(doc(), &offers.first().unwrap().request, &stamp()).unwrap();
    let mut found = Vec::new();
    for page in printed.pages() {
        runs_of(&page.frame, &mut found);
    }
    found
}

/// What nobody reads from afar: whose paper it is, of when, its code and number, heads of columns.
const FINE: &[&str] = &[
    "演示资料",
    "校验码",
    "F3A-91",
    "第 ",
    "禾安县望禾煤矿有限公司",
    "截至",
    "怎样报警",
    "报警时说",
    "接车地点",
    "用途",
    "电话",
    "单位或岗位",
    "全国通用",
    "本矿和属地",
    "值班时间",
    "白班 ",
    "夜班 ",
    "全天",
    "不代替管理单位",
    "承诺由本人手写",
    "命令由矿长或值班矿领导下达",
    "应急处置卡",
    "其余见背面",
    "背面",
    "已审核",
    "编制",
    "批准",
    "发布前须经",
    "器材：",
    "集合点：",
    // The version of the plan: Latin signs are a run of their own.
    "V1",
    "V2",
];

/// Sheets read from 2 m, and how large the smallest is of what must be read there.
const FROM_TWO_METRES: &[(&str, f64)] = &[
    ("phones", 12.0),
    ("wallboard", 15.4),
    ("cards-wall", 14.0),
    ("board", 12.0),
    ("plates", 22.0),
    ("plates-a3", 31.0),
    ("modelposts", 22.0),
];

#[test]
fn what_must_be_read_from_two_metres_is_large_enough() {
    let notes: Vec<&str> = doc().phones.iter().map(|(_, phone)| phone.note.trim()).collect();
    let is_fine = |words: &str| {
        let words = words.trim();
        words.is_empty()
            || FINE.iter().any(|fine| words.contains(fine.trim()))
            || notes.iter().any(|note| note.contains(words))
    };
    for (key, least) in FROM_TWO_METRES {
        assert!(12.0 <= *least);
        let runs = runs(key);
        let read = runs.iter().filter(|(words, _)| !is_fine(words));
        let smallest = read.min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
        assert!(*least <= smallest.1 + 0.01, "{key}: {smallest:?}");
    }
}

/// Names, telephones and first actions by name: none of them slips through as fine print.
#[test]
fn names_telephones_and_first_actions_are_looked_at() {
    let of = |key: &str, words: &str| {
        let runs = runs(key);
        let found: Vec<f64> =
            runs.iter().filter(|(run, _)| run.contains(words)).map(|(_, size)| *size).collect();
        found.into_iter().min_by(f64::total_cmp).unwrap_or_else(|| panic!("{key}: no {words}"))
    };
    for (key, words) in [
        ("phones", "消防控制室"),
        ("phones", "火警、消防救援"),
        ("phones", "发现火情先报119"),
        ("phones", "8000"),
        ("phones", "119"),
        ("wallboard", "火警"),
        ("wallboard", "8009"),
        ("board", "尹广厚"),
        ("board", "19900000064"),
        ("board", "突击队当班组长"),
        ("plates", "冉暖阳"),
    ] {
        let smallest = of(key, words);
        assert!(12.0 <= smallest + 0.01, "{key} {words}: {smallest}");
    }
    // Every step of a card, which is held in the hand or hangs where one stands before it.
    for (code, card) in doc().cards.iter().take(3) {
        let first = card.steps.values().next().unwrap().what.trim();
        let begin: String = first.chars().take(4).collect();
        assert!(12.0 <= of("cards", &begin), "{code} {begin}");
        assert!(14.0 <= of("cards-wall", &begin), "{code} {begin}");
    }
}

/// Lists in which a line is looked up: all of it but the foot of the page.
#[test]
fn lists_that_hang_are_large_enough_to_look_a_line_up() {
    for (key, least) in [
        ("roster-wall", 9.0),
        ("responsibility-wall", 9.0),
        ("rollcall-wall", 9.0),
        ("zones", 9.0),
        ("matrix", 9.0),
        ("rota", 9.0),
        ("rota-a3", 10.0),
    ] {
        let is_foot = |words: &str| {
            let of_foot = ["演示资料", "校验码", "F3A-91", "第 "];
            words.trim().is_empty() || of_foot.iter().any(|foot| words.contains(foot))
        };
        for (words, size) in runs(key) {
            assert!(is_foot(&words) || 9.0 <= size + 0.01, "{key}: {words} {size}");
        }
        let names = doc().persons.iter().map(|(_, person)| person.name.trim());
        let names: Vec<&str> = names.collect();
        for (words, size) in runs(key).iter().filter(|(words, _)| names.contains(&words.as_str())) {
            assert!(least <= size + 0.01, "{key}: {words} {size}");
        }
    }
}
