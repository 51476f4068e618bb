//! The four general layouts with the samples of `tests/print`: each in the shape of its module,
//! nothing beyond the page, nothing lost.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use super::card::Card;
use super::form::{Block, Fact, Form, Signatures};
use super::letter::{Element, Letter};
use super::rota::Rota;
use super::table::{BOX, Column, Row, Table};
use super::world::{Part, Template, compile};

macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../tests/print/", $name, ".json"))
    };
}

/// A sample as it lies in its file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Sample<P> {
    demo: bool,
    unreviewed: bool,
    code: String,
    papers: Vec<P>,
}

/// A run of words on a page.
struct Run {
    words: String,
    from: Point,
    to: Abs,
    size: f64,
    family: String,
    /// Whether some sign has no face.
    ghost: bool,
}

/// The runs of words of a frame, in the order they were laid.
fn runs_in(frame: &Frame, at: Point, runs: &mut Vec<Run>) {
    for (offset, item) in frame.items() {
        let from = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                runs_in(&group.frame, from + moved, runs);
            }
            FrameItem::Text(text) => {
                let words = text.text.as_str().replace(['\u{200B}', '\u{2060}'], "");
                let to = from.x + text.width();
                let family = text.font.info().family.as_str().to_owned();
                let ghost = text.glyphs.iter().any(|glyph| glyph.id == 0);
                runs.push(Run { words, from, to, size: text.size.to_pt(), family, ghost });
            }
            _ => {}
        }
    }
}

fn pages_of(document: &PagedDocument) -> Vec<Vec<Run>> {
    let page = |frame| {
        let mut runs = Vec::new();
        runs_in(frame, Point::zero(), &mut runs);
        runs
    };
    document.pages().iter().map(|laid| page(&laid.frame)).collect()
}

fn words_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.words.as_str()).collect()
}

/// Lays a sample out after a look at its shape, and gives the runs of each page.
fn laid<P: DeserializeOwned + Serialize>(template: Template, json: &str) -> Vec<Vec<Run>> {
    let sample: Sample<P> = serde_json::from_str(json).unwrap();
    let shape: Value = serde_json::to_value(&sample).unwrap();
    let written: Value = serde_json::from_str(json).unwrap();
    assert!(shape == written, "the module writes what the template reads");
    let document = compile(&Part::new(template, &sample).unwrap()).unwrap();
    let pages = pages_of(&document);
    // Half a millimetre for signs that hang over the edge.
    let edge = Abs::mm(8.5);
    for (page, runs) in document.pages().iter().zip(&pages) {
        let size = page.frame.size();
        for run in runs {
            assert!(!run.ghost, "{}", run.words);
            let inside = edge <= run.from.x && run.to <= size.x - edge;
            let within = Abs::mm(5.0) <= run.from.y && run.from.y <= size.y - Abs::mm(4.0);
            assert!(inside && within, "{} at {:?} to {:?}", run.words, run.from, run.to);
        }
    }
    pages
}

fn count(pages: &[Vec<Run>], of: &str) -> usize {
    pages.iter().map(|runs| words_of(runs).matches(of).count()).sum()
}

#[test]
fn a_form_keeps_to_its_page_whatever_is_written() {
    let log = laid::<Form>(Template::Form, sample!("form-log"));
    assert_eq!(log.len(), 1);
    for words in ["值班日志", "ZB-2027-0012", "未办结事项", "第 1 页　共 1 页", "校验码 7F3A-91"]
    {
        assert_eq!(count(&log, words), 1, "{words}");
    }
    assert_eq!(count(&log, "年　月　日"), 3, "three cells to sign, no name in them");

    let empty = laid::<Form>(Template::Form, sample!("form-empty"));
    assert_eq!((empty.len(), count(&empty, "没有停用的场所")), (2, 1));
    assert_eq!((count(&empty, "参考稿"), count(&empty, "演示资料")), (0, 0));

    let long = laid::<Form>(Template::Form, sample!("form-long"));
    let sentence = "这是一段非常非常长而且没有标点的文字";
    assert!(80 <= count(&long, sentence), "{}", count(&long, sentence));
    assert_eq!(count(&long, r#"#eval("1")*粗*$x$@甲"#), 1);
}

#[test]
fn each_form_counts_its_own_pages_and_repeats_its_header() {
    let many = laid::<Form>(Template::Form, sample!("form-many"));
    assert_eq!(many.len(), 14);
    assert_eq!(count(&many, "第 1 页　共 1 页"), 4 + 3);
    assert_eq!(count(&many, "第 5 页　共 5 页"), 1);
    assert_eq!(count(&many, "不在楼内"), 5, "the header on each page of the list");
    assert_eq!(count(&many, "88人"), 2, "fact and total");
    let last = words_of(&many[8]);
    assert!(last.contains("点名人") && last.contains("合计"), "no signature alone: {last}");
}

#[test]
fn a_letter_has_no_code_and_its_numbers_stand_outside() {
    let brief = laid::<Letter>(Template::Letter, sample!("letter-brief"));
    assert_eq!((brief.len(), count(&brief, "校验码"), count(&brief, "— 1 —")), (1, 0, 1));
    assert_eq!((count(&brief, "参考稿·未经本矿审核"), count(&brief, "附件：")), (1, 1));

    let plan = laid::<Letter>(Template::Letter, sample!("letter-plan"));
    let number = |page: usize, words: &str| {
        plan[page].iter().find(|run| run.words == words).map(|run| run.from.x).unwrap()
    };
    let first = plan.iter().position(|runs| words_of(runs).contains("— 1 —")).unwrap();
    assert_eq!(
        (first, count(&plan[..first], "—")),
        (8, 0),
        "a right-hand page, the first numbered"
    );
    let middle = Abs::mm(105.0);
    assert!(middle < number(first, "— 1 —") && number(first + 1, "— 2 —") < middle);
    let attachment = plan.iter().find(|runs| words_of(runs).starts_with("附件1")).unwrap();
    assert!(words_of(attachment).contains("应急物资清单"));
    let signed = plan.iter().find(|runs| words_of(runs).contains("中共望禾煤矿委员会")).unwrap();
    assert!(words_of(signed).contains("附件："), "no signature alone");
    assert!(signed.iter().any(|run| run.words.contains("年　月　日")), "the date left to the pen");
    let body = plan[first].iter().filter(|run| (run.size - 15.75).abs() < 0.01);
    assert!(body.count() > 15, "3号");
    let kai = plan.iter().flatten().find(|run| run.words == "（一）领导小组").unwrap();
    assert_eq!(kai.family, "Shousui Kai");

    laid::<Letter>(Template::Letter, sample!("letter-empty"));
    let long = laid::<Letter>(Template::Letter, sample!("letter-long"));
    assert_eq!(count(&long, r#"#eval("1")*粗*$x$@甲\乙"丙"<a>`b`"#), 1);
}

#[test]
fn a_page_of_a_letter_holds_22_lines_of_28_signs() {
    let signs = "安".repeat(26 + 28 * 43);
    let letter = Letter { elements: vec![Element::Paragraph(signs)], ..Letter::default() };
    let pages = alone(Template::Letter, letter);
    let lines = |runs: &[Run]| {
        let body: Vec<usize> = runs
            .iter()
            .map(|run| run.words.chars().filter(|sign| *sign == '安').count())
            .filter(|signs| *signs > 0)
            .collect();
        (body.len(), body.iter().max().copied())
    };
    assert_eq!(pages.len(), 2);
    for runs in &pages {
        assert_eq!(lines(runs), (22, Some(28)));
    }
}

#[test]
fn a_card_is_one_leaf_and_never_small() {
    let set = laid::<Card>(Template::Card, sample!("card-set"));
    assert_eq!(set.len(), 4, "one of them needs its back");
    assert_eq!((count(&set, "其余见背面"), count(&set, "火警119")), (1, 3));
    assert_eq!(count(&set, "发布前须经安监、卫生所、救护队审核"), 4);
    assert_eq!(count(&set, "参考稿·未经本矿审核"), 3, "one of them was reviewed");
    assert_eq!(count(&set, "________（待填）"), 3);
    assert_eq!(count(&set, "严禁"), 3);
    let long = laid::<Card>(Template::Card, sample!("card-long"));
    for page in set.iter().chain(&long) {
        for run in page.iter().filter(|run| run.words.contains("到大门和路口")) {
            assert!(12.0 <= run.size, "{}", run.size);
        }
    }
    let empty = laid::<Card>(Template::Card, sample!("card-empty"));
    assert_eq!(count(&empty, "处置步骤尚未填写"), 2);
}

#[test]
fn a_rota_fits_the_wall_and_stays_readable() {
    let week = laid::<Rota>(Template::Rota, sample!("rota-week"));
    assert_eq!((week.len(), count(&week, "除夕"), count(&week, "批准")), (1, 1, 1));
    for words in ["联系电话", "0358-3028300", "备注", "巡查组温禾生替亢宝庆"] {
        assert_eq!(count(&week, words), 1, "{words}");
    }
    let month = laid::<Rota>(Template::Rota, sample!("rota-month"));
    assert_eq!(month.len(), 3, "31 days by 14 columns on one A3, 22 days on two A4");
    let long = laid::<Rota>(Template::Rota, sample!("rota-long"));
    for page in month.iter().chain(&long) {
        for run in page.iter().filter(|run| run.words.contains("苗小满")) {
            assert!(9.0 <= run.size, "{}", run.size);
        }
    }
    for page in &long[..long.len() - 1] {
        assert!(words_of(page).contains("农历"), "the header on each page");
    }
    let empty = laid::<Rota>(Template::Rota, sample!("rota-empty"));
    assert_eq!(count(&empty, "还没有排班"), 1);
}

/// The pages of one paper without notices.
fn alone<P: Serialize>(template: Template, paper: P) -> Vec<Vec<Run>> {
    let (demo, unreviewed, code) = (false, false, String::new());
    let sample = Sample { demo, unreviewed, code, papers: vec![paper] };
    pages_of(&compile(&Part::new(template, &sample).unwrap()).unwrap())
}

#[test]
fn a_signature_never_stands_alone() {
    // However many rows there are, some row stands with the signature, under a header.
    for rows in 20..40 {
        let place = "3号公寓".to_owned();
        let cells = |at: usize| Row::Cells(vec![at.to_string(), place.clone(), BOX.to_owned()]);
        let (number, tick) = (Column::narrow("序号", 12.0), Column::narrow("到", 12.0));
        let table = Table {
            columns: vec![number, Column::wide("场所", 1), tick],
            rows: (1..=rows).map(cells).collect(),
            ..Table::default()
        };
        let labels = vec!["点名人".to_owned(), "签名人".to_owned()];
        let signatures = Signatures { labels, ..Signatures::default() };
        let form = Form {
            title: "点名册".to_owned(),
            facts: vec![Fact::new("楼长", "牛谷雨")],
            blocks: vec![Block::Table(table), Block::Signatures(signatures)],
            ..Form::default()
        };
        let pages = alone(Template::Form, form);
        let signed = pages.iter().find(|runs| words_of(runs).contains("点名人")).unwrap();
        let words = words_of(signed);
        assert!(words.contains(&format!("{rows}3号公寓")) && words.contains("序号"), "{words}");
        assert_eq!(count(&pages, "3号公寓"), rows);
    }
}
