//! `export`: every table of a workbook as a file of its own, for other programs, what the tables are,
//! and a manifest of them.
//!
//! All tables are made before any is written, so that a failure leaves nothing half-done behind. The
//! manifest of an export before is taken away first and the new one written last, so that a folder
//! with one is whole.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::failure::Failure;
use super::line::{ExportOrder, TableFormat};
use super::{Context, Ending};
use crate::file::{Export, Opened, Period, TableRows, Tables, schema};
use crate::rules::calendar::paper_day;
use crate::session::short_code;
use crate::shell::atomic_write::{ensure_folder, rights_like, write_over};
use crate::shell::disk::Rights;

/// The name of the manifest.
const MANIFEST: &str = "manifest.json";
/// The name of what says what the tables are.
const SCHEMA: &str = "schema.json";

pub(super) fn run(order: &ExportOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    let doc = opened.as_it_stands();
    let today = until(order, &opened, context)?;
    let period = match (order.month, order.since) {
        (Some(month), _) if today < month => {
            let today = paper_day(today, doc.little_year());
            let month = month.format("%Y年%-m月");
            return Err(Failure::Line(format!("{month}还没有到：现在按{today}算")));
        }
        (None, Some(since)) if today < since => {
            let little = doc.little_year();
            let (today, since) = (paper_day(today, little), paper_day(since, little));
            return Err(Failure::Line(format!("{since}还没有到：现在按{today}算")));
        }
        (Some(month), _) => Period::month(month, today),
        (None, Some(since)) => Period::since(since, today),
        (None, None) => Period::whole(&doc, today),
    };
    let export = Export {
        doc: &doc,
        workbook: opened.kept.workbook,
        code: &short_code(opened.kept.heads.iter()),
        is_edited: opened.verdict.is_edited(),
        period,
        at: context.now,
        masked: order.masked,
    };
    let Tables { tables, undated } = export.tables()?;
    let ending = match order.format {
        TableFormat::Jsonl => "jsonl",
        TableFormat::Csv => "csv",
    };
    ensure_folder(context.disk, &order.out)
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    let rights = rights_like(context.disk, &order.out.join(MANIFEST), &order.path)
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    withdraw(context, &order.out)?;
    for table in &tables {
        let text = match order.format {
            TableFormat::Jsonl => table.jsonl(),
            TableFormat::Csv => table.csv(),
        };
        let path = order.out.join(format!("{}.{ending}", table.name));
        written(context, (&path, rights), &text)?;
        context.tell(&format!("{} {}条", table.name, table.len()))?;
    }
    let text = serde_json::to_string_pretty(&schema(&tables))?;
    written(context, (&order.out.join(SCHEMA), rights), &text)?;
    let text = serde_json::to_string_pretty(&manifest(&export, &tables, ending))?;
    written(context, (&order.out.join(MANIFEST), rights), &text)?;
    for (word, count) in undated {
        context.tell(&format!("{word}有{count}条没有日期，不在哪个时段里，没有导出"))?;
    }
    context.tell_verdict(&opened)?;
    Ok(if opened.verdict.is_settled() { Ending::Done } else { Ending::Findings })
}

/// The day up to which things count: the one named, else today; where this PC's clock is behind the
/// workbook, the last day on which something was written. A clock that fell back to the year it was made in
/// would else leave out all there is.
fn until(
    order: &ExportOrder,
    opened: &Opened,
    context: &mut Context<'_>,
) -> Result<NaiveDate, Failure> {
    if let Some(today) = order.today {
        return Ok(today);
    }
    let today = context.now.date();
    let newest = opened.kept.journal.newest_first().next();
    let last = newest.map_or(today, |entry| entry.at.date());
    if last <= today {
        return Ok(today);
    }
    let little = opened.kept.doc.little_year();
    context.tell(&format!(
        "本机的日期{}早于工作簿里最后的改动，请核对本机的日期；导出截至{}",
        paper_day(today, little),
        paper_day(last, little),
    ))?;
    Ok(last)
}

/// Takes away the manifest of an export before: of half new tables it would be untrue.
fn withdraw(context: &Context<'_>, folder: &Path) -> Result<(), Failure> {
    let manifest = folder.join(MANIFEST);
    match context.disk.remove(&manifest) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed
            .and_then(|()| context.disk.sync_folder(folder))
            .map_err(|err| Failure::not_written(&manifest, &err)),
    }
}

/// A table could not be written: those before it are new, and no manifest vouches for the folder.
fn half_done(path: &Path, err: &io::Error) -> Failure {
    match Failure::not_written(path, err) {
        Failure::Unwritten { path, why, advice } => Failure::HalfDone { path, why, advice },
        other => other,
    }
}

/// Writes a file of the export; a new one gets those rights.
fn written(
    context: &mut Context<'_>,
    (path, rights): (&Path, Option<Rights>),
    text: &str,
) -> Result<(), Failure> {
    write_over(context.disk, path, text.as_bytes(), rights).map_err(|err| half_done(path, &err))?;
    context.say(&path.display().to_string())?;
    Ok(())
}

/// What was exported. The tables `exports` and `export_tables` say the same to who reads tables.
fn manifest(export: &Export<'_>, tables: &[TableRows], ending: &str) -> Value {
    let season = export.doc.current_season();
    let (mine, mut name) = export.mine();
    if export.masked {
        name = crate::rules::masking::masked_within(&name);
    }
    let rows: Map<String, Value> =
        tables.iter().map(|table| (table.name.clone(), json!(table.len()))).collect();
    json!({
        "mine": mine,
        "mine_name": name,
        "workbook": export.workbook.to_string(),
        "code": export.code,
        "is_edited": export.is_edited,
        "year": season.year,
        "season_first": season.first,
        "season_last": season.last,
        "period": {
            "asked": export.period.asked.code(),
            "first": export.period.first,
            "last": export.period.last,
        },
        "exported_at": export.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "version": env!("CARGO_PKG_VERSION"),
        "format": ending,
        "is_masked": export.masked,
        "rows": rows,
    })
}
