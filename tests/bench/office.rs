//! `LibreOffice` beside our prints: a workbook of plain tables, turned into a PDF.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use shousui::model::Document;
use shousui::model::sheet::Sheet;

use crate::Bench;
use crate::running::Running;
use crate::times::{Times, bytes, ms};

/// A table as a person would have typed it.
pub(crate) type Cells = Vec<Vec<String>>;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet>
"#;
const TAIL: &str = "</office:spreadsheet></office:body></office:document>\n";

/// What `LibreOffice` takes for those tables from its start to the PDF, or that there is none.
pub(crate) fn words(bench: &Bench, name: &str, tables: &[Cells]) -> String {
    let Some(office) = &bench.programs.office else { return "LibreOffice not at hand".to_owned() };
    let folder = bench.folder(&format!("office {name}"));
    let file = folder.join("tables.fods");
    fs::write(&file, text(tables)).unwrap();
    let convert = || {
        let (status, took, _) = Running::start(&mut command(office, &folder, &file, "pdf")).end();
        status.success().then_some(took)
    };
    // Its first start of all makes a profile.
    if convert().is_none() {
        return "LibreOffice failed".to_owned();
    }
    let times: Option<Vec<Duration>> = (0..bench.often(3)).map(|_| convert()).collect();
    let size = fs::metadata(folder.join("tables.pdf")).map(|facts| bytes(facts.len()));
    match (times, size) {
        (Some(times), Ok(size)) => {
            format!("LibreOffice from its start {}, {size}", ms(Times::new(times).median()))
        }
        _ => "LibreOffice made no PDF".to_owned(),
    }
}

/// Makes one kind of file of another, in a profile of its own in that folder.
pub(crate) fn command(office: &Path, folder: &Path, file: &Path, into: &str) -> Command {
    let mut command = Command::new(office);
    let profile = folder.join("profile").display().to_string().replace(' ', "%20");
    command
        .arg(format!("-env:UserInstallation=file://{profile}"))
        .args(["--headless", "--norestore", "--convert-to", into, "--outdir"])
        .args([folder, file])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn text(tables: &[Cells]) -> String {
    let mut text = HEAD.to_owned();
    for (number, rows) in tables.iter().enumerate() {
        writeln!(text, r#"<table:table table:name="{}">"#, number + 1).unwrap();
        for row in rows {
            text.push_str("<table:table-row>");
            for cell in row {
                let cell = cell.replace('&', "&amp;").replace('<', "&lt;");
                write!(
                    text,
                    r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#
                )
                .unwrap();
            }
            text.push_str("</table:table-row>\n");
        }
        text.push_str("</table:table>\n");
    }
    text + TAIL
}

/// The rows of a sheet.
pub(crate) fn sheet(doc: &Document, sheet: &Sheet) -> Cells {
    let line = |row: shousui::model::sheet::Row<'_>| {
        let words = doc.items.get(row.item).map(|item| item.brief.clone()).unwrap_or_default();
        let site = doc.site_name(Some(row.site)).to_owned();
        vec![row.number.to_string(), site, words, "□√ □× □—".to_owned(), String::new()]
    };
    sheet.rows().into_iter().map(line).collect()
}

/// The ledger of hazards.
pub(crate) fn ledger(doc: &Document) -> Cells {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = doc.hazards.iter().map(|(_, hazard)| {
        vec![
            hazard.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            day(hazard.found_on),
            doc.site_name(hazard.site).to_owned(),
            hazard.place.clone(),
            hazard.words.clone(),
            hazard.measure.clone(),
            doc.unit_name(hazard.unit).to_owned(),
            hazard.owner.map(|id| doc.person_name(id).to_owned()).unwrap_or_default(),
            day(hazard.limit()),
            day(hazard.closed_on()),
            hazard.state().word().to_owned(),
        ]
    });
    rows.collect()
}
