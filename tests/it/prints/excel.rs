//! Registers as workbooks: what the paper says, as numbers, days and words that stay words.

use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};
use shousui::action::NewRecord;
use shousui::model::document::Document;
use shousui::model::service::Service;
use shousui::print::{CATALOGUE, FileKind, PrintError, Request, Scope, office, print};
use zip::ZipArchive;

use super::{add, stamp, text_of};
use crate::fixture::{day, small_mine};
use crate::sample::{doc, last_day};

fn book(doc: &Document, request: &Request) -> Vec<u8> {
    office(doc, request, &stamp(), (FileKind::Excel, false)).unwrap()
}

/// The leaves of a workbook, each with its name.
fn leaves(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheets()
}

/// A part of the file as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The first leaf's cell at that row and column, from 0.
fn at(bytes: &[u8], row: u32, column: u32) -> Data {
    let (_, leaf) = leaves(bytes).swap_remove(0);
    leaf.get_value((row, column)).cloned().unwrap_or_default()
}

/// The first request of each paper that can be a workbook.
fn requests() -> Vec<Request> {
    let papers = CATALOGUE.into_iter();
    let firsts = papers.filter_map(|paper| {
        paper.offers(doc(), &Scope::all(last_day())).into_iter().next().map(|one| one.request)
    });
    firsts.filter(|request| request.can_be(FileKind::Excel)).collect()
}

/// Without what a line of a page may add or lose.
fn bare(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{3000}').collect()
}

/// What a cell shows, as the paper writes it: a day without its year, a time without its day.
fn shown(cell: &Data) -> Vec<String> {
    match cell {
        Data::Empty => Vec::new(),
        Data::String(words) => words.lines().map(bare).collect(),
        Data::Float(number) => vec![number.to_string()],
        Data::DateTime(moment) => {
            let (_, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let (on, at) = (format!("{month}月{day}日"), format!("{hour:02}:{minute:02}"));
            let serial = moment.as_f64();
            let has_time = 0.0 < serial.fract();
            [(1.0 <= serial, on), (has_time, at)]
                .into_iter()
                .filter_map(|(is_there, words)| is_there.then_some(words))
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_register_says_what_its_paper_says() {
    let requests = requests();
    assert!(12 < requests.len(), "{requests:?}");
    for request in requests {
        let bytes = book(doc(), &request);
        assert!(bytes == book(doc(), &request), "two workbooks of one thing differ");
        let paper = bare(&text_of(&print(doc(), &request, &stamp()).unwrap()));
        // On paper it stands with the day of the moon.
        let festival = Data::String("节日".to_owned());
        // The board has no heads, and slips have their owner above them.
        let heads = ["岗位", "班次", "姓名", "电话", "单位职务", "日期", "农历"]
            .map(|one| Data::String(one.to_owned()));
        // On paper a box for the pen is drawn.
        let boxed = Data::String("□".to_owned());
        let mut told = 0;
        for (name, leaf) in leaves(&bytes) {
            for (row, column, cell) in leaf.used_cells() {
                // What stands across the leaf is put together out of what stands apart on paper.
                let is_head =
                    heads.contains(cell) && ["board", "slips"].contains(&request.paper.key);
                let is_other = *cell == festival || *cell == boxed || is_head;
                if column == 0 && matches!(cell, Data::String(_)) || is_other {
                    continue;
                }
                for words in shown(cell) {
                    let parts = words.split('、').all(|part| paper.contains(part));
                    assert!(parts, "{request:?} {name} {row} {column}: {words}");
                    told += 1;
                }
            }
        }
        assert!(5 < told, "{request:?}");
    }
}

#[test]
fn every_hazard_and_every_member_has_a_line() {
    let ledger = &leaves(&book(doc(), &Request::ledger()))[0].1;
    let codes = ledger.rows().filter_map(|row| match &row[1] {
        Data::String(words) if words.starts_with("YH-") => Some(words.clone()),
        _ => None,
    });
    let codes: Vec<String> = codes.collect();
    assert!(doc().hazards.len() <= codes.len(), "{codes:?}");
    for (_, hazard) in doc().hazards.iter() {
        let number = hazard.number.as_ref().unwrap().to_string();
        assert!(codes.iter().any(|code| code.starts_with(&number)), "{number}");
    }
    let roster = &leaves(&book(doc(), &Request::roster(false)))[0].1;
    let counted = roster.rows().filter(|row| matches!(row[0], Data::Float(_))).count();
    let members = doc().persons.iter().filter(|(_, one)| one.membership.is_some()).count();
    assert_eq!(counted, members);
}

#[test]
fn amounts_add_up_by_formulas_and_days_are_days() {
    let (mut session, names) = small_mine(1);
    for minutes in [65, 25] {
        let service = Service {
            day: Some(day()),
            whom: "1号公寓".to_owned(),
            people: 4,
            members: names.people[..1].to_vec(),
            minutes,
            ..Service::default()
        };
        add(&mut session, NewRecord::Service(service));
    }
    let bytes = book(session.document(), &Request::services());
    let (name, leaf) = leaves(&bytes).swap_remove(0);
    assert_eq!(name, "帮扶服务登记表");
    let rows: Vec<&[Data]> = leaf.rows().collect();
    let head = rows.iter().position(|row| row[0] == Data::String("序号".to_owned())).unwrap();
    assert!(matches!(&rows[head + 1][1], Data::DateTime(day) if day.as_f64() == 46_423.0));
    assert_eq!(rows[head + 1][7], Data::Float(65.0));
    let total = &rows[head + 3];
    assert_eq!((&total[4], &total[7]), (&Data::Float(8.0), &Data::Float(90.0)));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let formulas = book.worksheet_formula(&name).unwrap();
    let of: Vec<&str> = formulas.used_cells().map(|(.., words)| words.as_str()).collect();
    let (first, last) = (head + 2, head + 3);
    assert_eq!(of, [format!("SUM(E{first}:E{last})"), format!("SUM(H{first}:H{last})")]);
}

#[test]
fn what_begins_like_a_formula_stays_words_and_so_do_telephones() {
    let (mut session, _) = small_mine(1);
    let service = Service {
        day: Some(day()),
        whom: "=HYPERLINK(\"x\")".to_owned(),
        words: "@SUM(A1)".to_owned(),
        note: "013900000001".to_owned(),
        ..Service::default()
    };
    add(&mut session, NewRecord::Service(service));
    let bytes = book(session.document(), &Request::services());
    let (name, leaf) = leaves(&bytes).swap_remove(0);
    let text = |words: &str| {
        let is = |(.., cell): (usize, usize, &Data)| *cell == Data::String(words.to_owned());
        assert!(leaf.used_cells().any(is), "{words}");
    };
    text("=HYPERLINK(\"x\")");
    text("@SUM(A1)");
    text("013900000001");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let formulas = book.worksheet_formula(&name).unwrap();
    assert!(formulas.used_cells().all(|(.., words)| words.starts_with("SUM(")), "{formulas:?}");
    // A program that lets people go on in the cell takes it for words all the same.
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn a_leaf_prints_as_the_paper_does() {
    let rota = Request::rota(day(), last_day(), true);
    for (request, size, wide) in [
        (Request::roster(false), "9", true),
        (Request::phones(), "9", false),
        (Request::ledger(), "8", true),
        (rota, "8", true),
    ] {
        let bytes = book(doc(), &request);
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let orientation = if wide { "landscape" } else { "portrait" };
        let setup = format!("<pageSetup paperSize=\"{size}\"");
        assert!(sheet.contains(&setup), "{request:?}");
        assert!(sheet.contains(&format!("orientation=\"{orientation}\"")), "{request:?}");
        assert!(sheet.contains("fitToHeight=\"0\"") && sheet.contains("第 &amp;P 页"));
        let names = part(&bytes, "xl/workbook.xml");
        assert!(names.contains("_xlnm.Print_Titles"), "{names}");
    }
}

#[test]
fn shifts_stand_under_their_post_and_nothing_else_is_merged_in_the_table() {
    let bytes = book(doc(), &Request::rota(day(), last_day(), true));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let (name, leaf) = book.worksheets().swap_remove(0);
    let merged = book.merge_cells_by_sheet_name(&name).unwrap();
    let date = Data::String("日期".to_owned());
    let (head, ..) = leaf.used_cells().find(|(.., cell)| **cell == date).unwrap();
    let head = u32::try_from(head).unwrap();
    let of_head: Vec<_> = merged.iter().filter(|one| one.start.0 == head).collect();
    assert!(of_head.iter().any(|one| one.start.1 == 0 && one.end.0 == head + 1), "{merged:?}");
    assert!(of_head.iter().any(|one| one.start.1 < one.end.1), "a post with shifts");
    let days = u32::try_from((last_day() - day()).num_days()).unwrap();
    let body = head + 2..=head + 2 + days;
    assert!(!merged.iter().any(|one| body.contains(&one.start.0)), "{merged:?}");
    assert!(matches!(at(&bytes, head + 2, 0), Data::DateTime(_)));
}

#[test]
fn nobody_is_named_as_its_writer_and_masked_is_masked() {
    let bytes = book(doc(), &Request::roster(false));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>"), "{core}");
    assert!(core.contains("2027-02-05T") || core.contains("2027-02-04T"), "{core}");
    let masked = office(doc(), &Request::roster(false), &stamp(), (FileKind::Excel, true)).unwrap();
    let mobile = |bytes: &[u8]| {
        let texts = part(bytes, "xl/sharedStrings.xml");
        doc()
            .persons
            .iter()
            .filter(|(_, one)| {
                let mobile = one.mobile.trim();
                11 <= mobile.len() && texts.contains(mobile)
            })
            .count()
    };
    assert!(0 < mobile(&bytes));
    assert_eq!(mobile(&masked), 0);
    let plan = office(doc(), &Request::plan(None), &stamp(), (FileKind::Excel, false));
    assert!(matches!(plan, Err(PrintError::NotAs("方案", _))), "{plan:?}");
}
