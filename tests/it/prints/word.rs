//! Papers as texts: every part is there and in the order of the schema, and says what the paper says.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use shousui::action::{Action, NewRecord};
use shousui::model::document::Document;
use shousui::model::plan::CardCode;
use shousui::model::service::Service;
use shousui::print::{CATALOGUE, FileKind, PrintError, Request, Scope, office, print};
use zip::ZipArchive;

use super::{stamp, text_of};
use crate::fixture::{day, made, small_mine};
use crate::sample::{doc, last_day};

fn file(doc: &Document, request: &Request) -> Vec<u8> {
    office(doc, request, &stamp(), (FileKind::Word, false)).unwrap()
}

/// The parts of a file by their names.
pub(super) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut part = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.iter().map(|name| (name.clone(), part(name))).collect()
}

/// The first request of each paper that can be a text.
fn requests() -> Vec<Request> {
    let papers = CATALOGUE.into_iter();
    let firsts = papers.filter_map(|paper| {
        paper.offers(doc(), &Scope::all(last_day())).into_iter().next().map(|one| one.request)
    });
    firsts.filter(|request| request.can_be(FileKind::Word)).collect()
}

/// Children in the order of the schema, as far as we write them.
fn order_of(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:tabs",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
        "w:rPr" => {
            &["w:rStyle", "w:rFonts", "w:b", "w:strike", "w:spacing", "w:sz", "w:szCs", "w:lang"]
        }
        "w:tbl" => &["w:tblPr", "w:tblGrid", "w:tr"],
        "w:tblPr" => &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
        "w:tblBorders" | "w:tblCellMar" => {
            &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]
        }
        "w:tr" => &["w:trPr", "w:tc"],
        "w:trPr" => &["w:cantSplit", "w:trHeight", "w:tblHeader"],
        "w:tc" => &["w:tcPr", "w:p"],
        "w:tcPr" => &["w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"],
        "w:p" => &["w:pPr", "*"],
        "w:r" => &["w:rPr", "*"],
        "w:sectPr" => &[
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:docGrid",
        ],
        _ => return order_beside(parent),
    })
}

/// The same beside the text.
fn order_beside(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "w:style" => &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
        "w:settings" => &[
            "w:zoom",
            "w:bordersDoNotSurroundHeader",
            "w:bordersDoNotSurroundFooter",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:drawingGridVerticalSpacing",
            "w:displayHorizontalDrawingGridEvery",
            "w:displayVerticalDrawingGridEvery",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
        _ => return None,
    })
}

/// Holds every element against the schema, and gives the words.
fn checked(name: &str, xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut words = String::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"));
        let (tag, closes) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(_) => {
                if open.pop().is_some_and(|(tag, _)| tag == "w:p") {
                    words.push('\n');
                }
                continue;
            }
            Event::Text(text) => {
                words.push_str(text);
                continue;
            }
            Event::Eof => return words,
            _ => continue,
        };
        let tag = tag.name().as_ref().to_owned();
        if let Some((parent, last)) = open.last_mut()
            && let Some(order) = order_of(parent)
        {
            let any = order.iter().position(|known| *known == "*");
            let place = order.iter().position(|known| *known == tag).or(any);
            let place = place.unwrap_or_else(|| panic!("{name}: {tag} in {parent}"));
            assert!(*last <= place, "{name}: {tag} comes too late in {parent}");
            *last = place;
        }
        if !closes {
            open.push((tag, 0));
        }
    }
}

/// Every value of that attribute.
fn values(xml: &str, attribute: &str) -> Vec<String> {
    let begin = format!(" {attribute}=\"");
    let found = xml.split(&begin).skip(1).filter_map(|rest| rest.split('"').next());
    found.map(str::to_owned).collect()
}

fn bare(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{3000}').collect()
}

#[test]
fn every_text_is_whole_and_in_order_and_twice_the_same() {
    let requests = requests();
    assert!(15 < requests.len(), "{requests:?}");
    for request in requests {
        let bytes = file(doc(), &request);
        assert!(bytes == file(doc(), &request), "two files of one thing differ");
        let parts = parts(&bytes);
        for (name, xml) in &parts {
            checked(&format!("{request:?} {name}"), xml);
        }
        let types = &parts["[Content_Types].xml"];
        for name in parts.keys().filter(|name| !name.contains("rels") && name.contains('/')) {
            assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
        }
        let relations = &parts["word/_rels/document.xml.rels"];
        for target in values(relations, "Target") {
            assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        }
        let document = &parts["word/document.xml"];
        let known = values(relations, "Id");
        for id in values(document, "r:id") {
            assert!(known.contains(&id), "{id}");
        }
        let styles = values(&parts["word/styles.xml"], "w:styleId");
        for style in document.split("<w:pStyle w:val=\"").skip(1) {
            let style = style.split('"').next().unwrap().to_owned();
            assert!(styles.contains(&style), "{style}");
        }
        assert!(!parts["docProps/core.xml"].contains("creator"), "nobody is named");
    }
}

#[test]
fn a_text_says_what_its_paper_says() {
    for request in requests() {
        let told = checked("", &parts(&file(doc(), &request))["word/document.xml"]);
        let paper = bare(&text_of(&print(doc(), &request, &stamp()).unwrap()));
        // A box for the pen is drawn on a page, and a sign in a text.
        let words = bare(&told).replace('□', "");
        // Every run of six Han signs of the paper, but what stands at the foot of pages.
        let signs: Vec<char> = paper.chars().collect();
        let mut missing = Vec::new();
        let mut counted = 0;
        for part in signs.chunks(12).filter(|part| part.len() == 12) {
            let part: String = part.iter().collect();
            counted += 1;
            if !words.contains(&part) {
                missing.push(part);
            }
        }
        assert!(missing.len() * 5 <= counted * 2, "{request:?}: {missing:?}");
        let sentences: Vec<String> = told.split(['。', '；', '：', '\n']).map(bare).collect();
        let long = || sentences.iter().filter(|part| 8 <= part.chars().count());
        let (said, found) = (long().count(), long().filter(|part| paper.contains(*part)).count());
        assert!(said * 4 <= found * 5, "{request:?}: {found} of {said}");
    }
}

#[test]
fn the_plan_has_the_page_and_the_faces_of_an_official_letter() {
    let parts = parts(&file(doc(), &Request::plan(None)));
    let (document, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
    for face in ["仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
    }
    for name in ["Normal", "heading 1", "heading 2", "heading 3", "Title", "toc 1"] {
        assert!(styles.contains(&format!("<w:name w:val=\"{name}\"/>")), "{name}");
    }
    assert!(styles.contains("w:firstLineChars=\"200\" w:firstLine=\"630\""));
    assert!(document.contains("<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"));
    assert!(document.contains("w:top=\"2098\"") && document.contains("w:left=\"1587\""));
    assert!(document.contains("<w:tblHeader/>") && document.contains("<w:cantSplit/>"));
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    // Every section has a foot for each side, and the text's has the number outside.
    let sections = document.matches("<w:sectPr>").count();
    assert_eq!(sections, 5, "cover, two pages to sign, contents, text");
    assert_eq!(document.matches("<w:footerReference w:type=\"even\"").count(), sections);
    let feet: Vec<&String> =
        parts.iter().filter(|(name, _)| name.contains("footer")).map(|(_, xml)| xml).collect();
    let outside = |side: &str| {
        let side = format!("<w:jc w:val=\"{side}\"/>");
        feet.iter().any(|xml| xml.contains(&side) && xml.contains(" PAGE ") && xml.contains("— "))
    };
    assert!(outside("right") && outside("left"));
    // The contents lead to places that are there, each with its page.
    let anchors = values(document, "w:anchor");
    assert!(20 < anchors.len(), "{anchors:?}");
    for anchor in anchors {
        assert!(document.contains(&format!("w:name=\"{anchor}\"")), "{anchor}");
    }
    assert!(document.contains("TOC \\o &quot;1-1&quot;") || document.contains("TOC \\o \"1-1\""));
}

#[test]
fn words_of_people_stay_words_and_masked_is_masked() {
    let (mut session, _) = small_mine(1);
    let whom = "<w:p>&\u{7}\"甲\"13900006621".to_owned();
    let service = Service { day: Some(day()), whom, ..Service::default() };
    made(&mut session, Action::Add(NewRecord::Service(service)));
    let telling = session.document();
    let request = Request::services();
    let masked = office(telling, &request, &stamp(), (FileKind::Word, true)).unwrap();
    let document = &parts(&masked)["word/document.xml"];
    assert!(document.contains("&lt;w:p&gt;&amp;&quot;甲&quot;139****6621"), "escaped and masked");
    let cards = Request::cards([CardCode("E01".to_owned())]).on_a4();
    let folded = office(doc(), &cards, &stamp(), (FileKind::Word, false)).map(|file| file.len());
    assert!(matches!(folded, Err(PrintError::NotAs("应急处置卡", _))), "{folded:?}");
}

#[test]
fn a_chat_gets_words_without_a_table() {
    let text = |request: &Request| {
        let bytes = office(doc(), request, &stamp(), (FileKind::Text, false)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let brief = text(&Request::brief(last_day()));
    assert!(brief.starts_with('【') && brief.contains("隐患排查治理："), "{brief}");
    // As one says it, and not as the heads of the table are broken.
    let total = brief.lines().find(|line| line.starts_with("累计")).unwrap();
    assert!(total.contains("人次，登记隐患96条，当场整改"), "{total}");
    let rota = text(&Request::rota(last_day(), last_day(), false));
    assert!(rota.lines().nth(1).is_some_and(|line| line.starts_with("2月")), "{rota}");
    assert!(text(&Request::summary()).contains("一、基本情况"));
    assert!(text(&Request::overview()).contains("累计登记："));
    for request in [Request::brief(last_day()), Request::overview()] {
        let words = text(&request);
        assert!(!words.contains("□") && !words.contains("签名"), "{words}");
    }
}
