//! The file of a text program: its parts, and what says how they belong together.

use std::io::{Cursor, Write as _};

use chrono::{NaiveDateTime, TimeDelta};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::About;
use crate::office::manuscript::REMEMBERED;

/// Where the properties lie that a file has of its own.
const CUSTOM: &str = "docProps/custom.xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What elements of text and references are called.
pub(super) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Hours by which the clocks of the mine are ahead of UTC.
const OFFSET_HOURS: i64 = 8;
/// How many relations of the document come before those of its footers.
const BEFORE_FOOTERS: usize = 3;

/// The reference of the footer of that place among all.
pub(super) fn footer_reference(at: usize) -> String {
    format!("rId{}", at + BEFORE_FOOTERS + 1)
}

/// The file of a body and its footers. The same parts give the same bytes: times are fixed, and no
/// author is named.
pub(super) fn packed(
    about: &About<'_>,
    body: &str,
    footers: &[String],
    both_sides: bool,
) -> Result<Vec<u8>, ZipError> {
    let even_and_odd = if both_sides { "<w:evenAndOddHeaders/>" } else { "" };
    let settings = include_str!("../../../assets/word/settings.xml");
    let document = format!("{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(String, String)> = vec![
        (
            "[Content_Types].xml".to_owned(),
            content_types(footers.len(), about.remembered.is_some()),
        ),
        ("_rels/.rels".to_owned(), package_relations(about.remembered.is_some())),
        ("docProps/core.xml".to_owned(), core(about)),
        ("docProps/app.xml".to_owned(), app()),
        ("word/document.xml".to_owned(), document),
        ("word/_rels/document.xml.rels".to_owned(), document_relations(footers.len())),
        ("word/styles.xml".to_owned(), include_str!("../../../assets/word/styles.xml").to_owned()),
        ("word/settings.xml".to_owned(), settings.replace("EVEN_AND_ODD", even_and_odd)),
        (
            "word/fontTable.xml".to_owned(),
            include_str!("../../../assets/word/fonts.xml").to_owned(),
        ),
    ];
    parts.extend(about.remembered.as_deref().map(|words| (CUSTOM.to_owned(), custom(words))));
    for (footer, at) in footers.iter().zip(1..) {
        let at: usize = at;
        parts.push((
            format!("word/footer{at}.xml"),
            format!("{HEAD}<w:ftr {NAMES}>{footer}</w:ftr>"),
        ));
    }
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        file.start_file(name, options)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn content_types(footers: usize, remembers: bool) -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let mut parts = vec![
        part("word/document.xml", &format!("{KIND}.document.main+xml")),
        part("word/styles.xml", &format!("{KIND}.styles+xml")),
        part("word/settings.xml", &format!("{KIND}.settings+xml")),
        part("word/fontTable.xml", &format!("{KIND}.fontTable+xml")),
    ];
    let footer = |at: usize| part(&format!("word/footer{at}.xml"), &format!("{KIND}.footer+xml"));
    parts.extend((1..=footers).map(footer));
    parts.push(part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ));
    parts.push(part(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ));
    if remembers {
        let kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
        parts.push(part(CUSTOM, kind));
    }
    format!(
        "{HEAD}<Types xmlns=\"{TYPES}\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
        parts.concat()
    )
}

fn relation(at: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{at}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn relations(inner: &str) -> String {
    format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">{inner}</Relationships>")
}

fn package_relations(remembers: bool) -> String {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let mut all = vec![
        relation(1, &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        relation(2, core, "docProps/core.xml"),
        relation(3, &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ];
    if remembers {
        all.push(relation(4, &format!("{OFFICE}/custom-properties"), CUSTOM));
    }
    relations(&all.concat())
}

fn document_relations(footers: usize) -> String {
    let mut all = vec![
        relation(1, &format!("{OFFICE}/styles"), "styles.xml"),
        relation(2, &format!("{OFFICE}/settings"), "settings.xml"),
        relation(3, &format!("{OFFICE}/fontTable"), "fontTable.xml"),
    ];
    all.extend((1..=footers).map(|at| {
        relation(BEFORE_FOOTERS + at, &format!("{OFFICE}/footer"), &format!("footer{at}.xml"))
    }));
    relations(&all.concat())
}

/// What the file says of itself: its title and when; nobody's name.
fn core(about: &About<'_>) -> String {
    let at = utc(about.now).format("%Y-%m-%dT%H:%M:%SZ");
    let mut xml = super::xml::Xml::new(about.masked);
    xml.within("dc:title", &[], |xml| xml.words(about.title));
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{}\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified>\
         </cp:coreProperties>",
        xml.into_text()
    )
}

/// What the file remembers of what it was made of. Programs keep such a property.
fn custom(words: &str) -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    let mut xml = super::xml::Xml::new(false);
    // The set and the first number a program may give are the same in every file.
    let named =
        [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", "2"), ("name", REMEMBERED)];
    xml.within("property", &named, |xml| xml.within("vt:lpwstr", &[], |xml| xml.words(words)));
    format!(
        "{HEAD}<Properties xmlns=\"{kind}\" xmlns:vt=\"{types}\">{}</Properties>",
        xml.into_text()
    )
}

fn app() -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("{HEAD}<Properties xmlns=\"{kind}\"><Application>守岁</Application></Properties>")
}

fn utc(now: NaiveDateTime) -> NaiveDateTime {
    now.checked_sub_signed(TimeDelta::hours(OFFSET_HOURS)).unwrap_or(now)
}
