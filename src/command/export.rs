//! `export`: every table of a workbook as a file of its own, for other programs, and a manifest of them.
//!
//! All tables are made before any is written, so that a failure leaves nothing half-done behind; the
//! manifest is written last, so that a folder with one is whole.

use serde_json::{Map, Value, json};

use super::failure::Failure;
use super::line::{ExportOrder, TableFormat};
use super::{Context, Ending};
use crate::file::{Export, Opened, TableRows};
use crate::session::short_code;
use crate::shell::atomic_write::{ensure_folder, write_whole};

/// The name of the manifest.
const MANIFEST: &str = "manifest.json";

pub(super) fn run(order: &ExportOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    let doc = opened.as_it_stands();
    let export = Export {
        doc: &doc,
        workbook: opened.kept.workbook,
        today: order.today.unwrap_or_else(|| context.now.date()),
        masked: order.masked,
    };
    let tables = export.tables()?;
    let ending = match order.format {
        TableFormat::Jsonl => "jsonl",
        TableFormat::Csv => "csv",
    };
    ensure_folder(context.disk, &order.out)
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    for table in &tables {
        let text = match order.format {
            TableFormat::Jsonl => table.jsonl(),
            TableFormat::Csv => table.csv(),
        };
        let path = order.out.join(format!("{}.{ending}", table.name));
        write_whole(context.disk, &path, text.as_bytes())
            .map_err(|err| Failure::not_written(&path, &err))?;
        context.say(&path.display().to_string())?;
        context.tell(&format!("{} {}条", table.name, table.len()))?;
    }
    let path = order.out.join(MANIFEST);
    let text =
        serde_json::to_string_pretty(&manifest(&export, (&opened, &tables), ending, context))?;
    write_whole(context.disk, &path, text.as_bytes())
        .map_err(|err| Failure::not_written(&path, &err))?;
    context.say(&path.display().to_string())?;
    context.tell_verdict(&opened)?;
    Ok(if opened.verdict.is_edited() { Ending::Findings } else { Ending::Done })
}

/// What was exported: so that a mine that is missing, there twice, or of last month is noticed.
fn manifest(
    export: &Export<'_>,
    (opened, tables): (&Opened, &[TableRows]),
    ending: &str,
    context: &Context<'_>,
) -> Value {
    let season = export.doc.current_season();
    let rows: Map<String, Value> =
        tables.iter().map(|table| (table.name.to_owned(), json!(table.len()))).collect();
    json!({
        "mine": export.doc.profile().name,
        "workbook": export.workbook.to_string(),
        "code": short_code(opened.kept.heads.iter()),
        "is_edited": opened.verdict.is_edited(),
        "year": season.year,
        "first": season.first,
        "last": season.last,
        "as_of": export.today,
        "exported_at": context.now.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "version": env!("CARGO_PKG_VERSION"),
        "format": ending,
        "is_masked": export.masked,
        "rows": rows,
    })
}
