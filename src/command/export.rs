//! `export`: every table of a workbook as a file of its own, for other programs.
//!
//! All tables are made before any is written, so that a failure leaves nothing half-done behind.

use super::failure::Failure;
use super::line::{ExportOrder, TableFormat};
use super::{Context, Ending};
use crate::file;
use crate::shell::atomic_write::{ensure_folder, write_whole};

pub(super) fn run(order: &ExportOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    let doc = opened.as_it_stands();
    let (tables, ending) = match order.format {
        TableFormat::Jsonl => (file::jsonl(&doc, order.masked)?, "jsonl"),
    };
    ensure_folder(context.disk, &order.out)
        .map_err(|err| Failure::not_written(&order.out, &err))?;
    for table in tables {
        let path = order.out.join(format!("{}.{ending}", table.name));
        write_whole(context.disk, &path, table.text.as_bytes())
            .map_err(|err| Failure::not_written(&path, &err))?;
        context.say(&path.display().to_string())?;
        context.tell(&format!("{} {}条", table.name, table.rows))?;
    }
    context.tell_verdict(&opened)?;
    Ok(if opened.verdict.is_edited() { Ending::Findings } else { Ending::Done })
}
