//! Every table as JSON lines, for other programs: one record a line, every column in every line.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::record::{Record, Table};
use crate::model::{Document, TableVisitor};
use crate::rules::masking;

/// A table as text, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    /// The table's name, as in the workbook.
    pub name: &'static str,
    /// How many records.
    pub rows: usize,
    /// The lines, each ending in a line break.
    pub text: String,
}

/// Writes every table. `masked` hides the middle of mobile telephones, whatever
/// field they stand in.
///
/// # Errors
/// Never with records of these shapes.
pub fn jsonl(doc: &Document, masked: bool) -> Result<Vec<TableText>, serde_json::Error> {
    let mut lines = Lines { masked, tables: Vec::new(), failed: None };
    doc.visit_tables(&mut lines);
    match lines.failed {
        Some(error) => Err(error),
        None => Ok(lines.tables),
    }
}

struct Lines {
    masked: bool,
    tables: Vec<TableText>,
    failed: Option<serde_json::Error>,
}

impl TableVisitor for Lines {
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize,
    {
        let mut text = String::new();
        for (id, record) in table.iter() {
            match line(id, record, columns, self.masked) {
                Ok(line) => text.extend([line.as_str(), "\n"]),
                Err(error) => self.failed = Some(error),
            }
        }
        self.tables.push(TableText { name, rows: table.len(), text });
    }
}

/// One record: its id first, then every column, `null` where nothing was written.
fn line(
    id: &impl Serialize,
    record: &impl Serialize,
    columns: &[&str],
    masked: bool,
) -> Result<String, serde_json::Error> {
    let mut written = match serde_json::to_value(record)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let mut row = Map::new();
    row.insert("id".to_owned(), serde_json::to_value(id)?);
    for column in columns {
        let mut value = written.remove(*column).unwrap_or(Value::Null);
        if masked {
            // A number of its own field is masked even where it is too short for a mobile one.
            if let Some(number) = value.as_str().filter(|_| *column == "mobile") {
                value = Value::String(masking::masked(number));
            }
            masking::mask_all(&mut value);
        }
        row.insert((*column).to_owned(), value);
    }
    serde_json::to_string(&row)
}
