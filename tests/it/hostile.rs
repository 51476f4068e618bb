//! Files made to cost more than they hold: whatever they say of themselves, reading them takes memory
//! and time by their own size, and stops when nobody waits for it.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use shousui::action::paste::Sheet;
use shousui::office::manuscript::{self, AsideKind, Block, Manuscript};
use shousui::office::{self, Refused, Unread};
use shousui::session::{Progress, Stopped, Unwatched};
use zip::write::SimpleFileOptions;

/// A packed file with such parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// What a reader comes to that nobody stops.
fn unstopped<T>(read: Result<T, Unread<std::convert::Infallible>>) -> Result<T, Refused> {
    read.map_err(|unread| match unread {
        Unread::Refused(refused) => refused,
        Unread::Stopped(never) => match never {},
    })
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    unstopped(office::read(bytes, &Unwatched))
}

fn text(bytes: &[u8]) -> Result<Manuscript, Refused> {
    unstopped(manuscript::read(bytes, &Unwatched))
}

/// A workbook of `LibreOffice` with such rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table \
         table:name=\"一\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    packed(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

/// A workbook of Excel with such columns and rows.
fn xlsx(columns: &str, rows: &str) -> Vec<u8> {
    let book = "<workbook xmlns:r=\"r\"><sheets>\
                <sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let link = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/\
                officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                </Relationships>";
    let sheet =
        format!("<worksheet><cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>");
    let whole = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/\
                 officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
                 </Relationships>";
    packed(&[
        ("_rels/.rels", whole.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", link.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let words = format!("<w:document><w:body>{body}</w:body></w:document>");
    let others = others.iter().map(|(name, part)| (*name, part.as_bytes()));
    let parts: Vec<(&str, &[u8])> =
        [("word/document.xml", words.as_bytes())].into_iter().chain(others).collect();
    packed(&parts)
}

/// A megabyte of XML says that there are five hundred million errors.
#[test]
fn cells_that_are_said_to_be_repeated_are_counted_and_not_kept() {
    let error = "<table:table-cell calcext:value-type=\"error\" office:value-type=\"string\">\
                 <text:p>#N/A</text:p></table:table-cell>";
    let long = format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        "长".repeat(4_001)
    );
    let blank = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\" \
                 office:string-value=\" \"/>";
    for (cells, told) in [
        (error.repeat(10_000), "200010000格是错误值#N/A（A1、A2、A3等）"),
        (long.repeat(20), "格的字太多（超过4000字）（A1、A2、A3等）"),
    ] {
        let rows = format!(
            "<table:table-row table:number-rows-repeated=\"1048576\">{cells}</table:table-row>"
        );
        let read = sheets(&ods(&rows)).unwrap();
        assert!(read[0].notes.iter().any(|note| note.contains(told)), "{:?}", read[0].notes);
    }
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
        blank.repeat(2_000)
    );
    assert_eq!(sheets(&ods(&rows)), Err(Refused::Empty));
}

#[test]
fn a_column_is_hidden_once_however_often_a_file_says_so() {
    let columns = "<col hidden=\"1\" min=\"2\" max=\"16384\"/>".repeat(500);
    let mut rows = String::new();
    for row in 1..=200 {
        write!(rows, "<row r=\"{row}\" hidden=\"1\">").unwrap();
        for column in ["A", "B", "C"] {
            write!(rows, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>甲</t></is></c>").unwrap();
        }
        rows.push_str("</row>");
    }
    let read = sheets(&xlsx(&columns, &rows)).unwrap();
    assert!(read[0].notes.iter().any(|note| note.contains("有200行、2列")), "{:?}", read[0].notes);
}

#[test]
fn a_document_makes_no_more_words_than_it_holds() {
    let long = "批".repeat(40_000);
    let comments = format!(
        "<w:comments><w:comment w:id=\"1\"><w:p><w:r><w:t>{long}</w:t></w:r></w:p></w:comment>\
         </w:comments>"
    );
    let body = format!(
        "<w:p><w:r><w:t>正文</w:t>{}</w:r></w:p>",
        "<w:commentReference w:id=\"1\"/>".repeat(100)
    );
    let read = text(&docx(&body, &[("word/comments.xml", &comments)])).unwrap();
    let comments = read.asides.iter().filter(|aside| aside.kind == AsideKind::Comment);
    let words: Vec<usize> = comments.map(|aside| aside.words.chars().count()).collect();
    assert_eq!((words.len(), words.iter().sum::<usize>()), (100, 40_000));
    let lists = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\">\
         <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1{long}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"{long}\"/>\
         </w:style></w:styles>"
    );
    let line = "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
                <w:r><w:t>一行</w:t></w:r></w:p>";
    let parts = [("word/numbering.xml", lists.as_str()), ("word/styles.xml", styles.as_str())];
    let read = text(&docx(&line.repeat(50), &parts)).unwrap();
    assert_eq!(read.blocks.len(), 50);
    for block in &read.blocks {
        let Block::Paragraph(paragraph) = block else { panic!("{block:?}") };
        let count = paragraph.words.chars().count() + paragraph.style.chars().count();
        assert!(count < 200 && paragraph.words.ends_with("一行"), "{count}");
    }
}

#[test]
fn what_lies_deeper_than_any_program_lays_it_is_refused() {
    let nested = |deep: usize| {
        let (open, close) = ("<w:r>".repeat(deep), "</w:r>".repeat(deep));
        text(&docx(&format!("<w:p>{open}<w:t>深</w:t>{close}</w:p>"), &[]))
    };
    assert_eq!(nested(20).unwrap().blocks.len(), 1);
    assert_eq!(nested(5_000), Err(Refused::Broken));
}

/// Cut off, what is missing would pass for struck out.
#[test]
fn a_document_with_more_parts_than_are_read_is_refused() {
    let long = |parts: usize| text(&docx(&"<w:p/>".repeat(parts), &[]));
    assert_eq!(long(20_000).unwrap().blocks.len(), 20_000);
    assert_eq!(long(20_001), Err(Refused::TooLong));
}

/// What stands behind a cell that goes on to the right, or below one that goes on downwards, keeps its
/// column.
#[test]
fn cells_of_a_document_keep_their_columns_beside_merged_ones() {
    let cell = |settings: &str, words: &str| {
        format!("<w:tc><w:tcPr>{settings}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let row = |settings: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{settings}</w:trPr>{}</w:tr>", cells.concat())
    };
    let across = "<w:gridSpan w:val=\"2\"/>";
    let rows = [
        row("", &[cell("", "甲"), cell("", "乙"), cell("", "丙")]),
        row("", &[cell(across, "甲乙"), cell("", "丙")]),
        row("", &[cell("<w:vMerge w:val=\"restart\"/>", "甲"), cell(across, "乙丙")]),
        row("", &[cell("<w:vMerge/>", ""), cell("", "乙"), cell("", "丙")]),
        row("<w:gridBefore w:val=\"1\"/>", &[cell("", "乙"), cell("", "丙")]),
    ];
    let read = text(&docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &[])).unwrap();
    let expected = [
        [Some("甲"), Some("乙"), Some("丙")],
        [Some("甲乙"), None, Some("丙")],
        [Some("甲"), Some("乙丙"), None],
        [Some(""), Some("乙"), Some("丙")],
        [None, Some("乙"), Some("丙")],
    ];
    let expected = expected.map(|row| row.map(|cell| cell.map(str::to_owned)).to_vec()).to_vec();
    assert_eq!(read.blocks, [Block::Table(expected)]);
    // A cell that says it covers the whole world covers no more than a table has.
    let wide = row("", &[cell("<w:gridSpan w:val=\"4294967295\"/>", "甲"), cell("", "乙")]);
    let read = text(&docx(&format!("<w:tbl>{wide}</w:tbl>"), &[])).unwrap();
    let Block::Table(rows) = &read.blocks[0] else { panic!("{read:?}") };
    assert_eq!((rows[0].len(), rows[0][63].as_deref()), (64, Some("乙")));
}

/// A reader that is asked whether to go on, and whether it was stopped.
type Reads<'a> = &'a dyn Fn(&[u8], &dyn Fn(Progress) -> bool) -> bool;

/// How often a reader asks whether to go on.
fn asks(read: impl Fn(&dyn Fn(Progress) -> bool) -> bool) -> usize {
    let asked = Cell::new(0);
    let is_stopped = read(&|_| {
        asked.set(asked.get() + 1);
        true
    });
    assert!(!is_stopped);
    asked.get()
}

/// Files of each kind, with so many rows. Of text at most a megabyte is read, which takes no time, and
/// the old workbooks are read by somebody else's reader, which asks nobody.
fn of_kinds(rows: usize) -> Vec<(&'static str, Vec<u8>)> {
    let page = format!("<html><table>{}</table></html>", "<tr><td>甲<td>乙</tr>".repeat(rows));
    let book = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet><Table>{}</Table></Worksheet></Workbook>",
        "<Row><Cell><Data>甲</Data></Cell></Row>".repeat(rows)
    );
    let table = format!(
        "<w:tbl>{}</w:tbl>",
        "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>".repeat(rows)
    );
    let cells = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>甲</text:p>\
                 </table:table-cell></table:table-row>";
    let row = "<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>";
    vec![
        ("page", page.into_bytes()),
        ("book", book.into_bytes()),
        ("docx", docx(&table, &[])),
        ("ods", ods(&cells.repeat(rows))),
        ("xlsx", xlsx("", &row.repeat(rows))),
    ]
}

#[test]
fn reading_a_long_file_of_any_kind_stops_when_nobody_waits_for_it() {
    let tables = |bytes: &[u8], goes_on: &dyn Fn(Progress) -> bool| {
        let read = office::read(bytes, &|progress: Progress| goes_on(progress));
        matches!(read, Err(Unread::Stopped(Stopped)))
    };
    let texts = |bytes: &[u8], goes_on: &dyn Fn(Progress) -> bool| {
        let read = manuscript::read(bytes, &|progress: Progress| goes_on(progress));
        matches!(read, Err(Unread::Stopped(Stopped)))
    };
    let (short, long) = (of_kinds(1), of_kinds(9_000));
    for ((kind, short), (_, long)) in short.iter().zip(&long) {
        let readers: &[Reads<'_>] = if *kind == "docx" { &[&tables, &texts] } else { &[&tables] };
        for reads in readers {
            let few = asks(|goes_on| reads(short, goes_on));
            let many = asks(|goes_on| reads(long, goes_on));
            // Besides what is asked before it is begun, and as it is unpacked.
            assert!(few + 1 < many, "{kind}: {few} {many}");
            for stops_at in 1..=many {
                let asked = Cell::new(0);
                let stopped = reads(long, &|_| {
                    asked.set(asked.get() + 1);
                    asked.get() < stops_at
                });
                assert!(stopped, "{kind}: {stops_at} of {many}");
            }
        }
    }
}
