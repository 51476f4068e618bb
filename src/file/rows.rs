//! What is exported, and a table of it as rows of cells, each with the mine and the workbook it is of;
//! as JSON lines or CSV.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::model::Document;
use crate::model::id::WorkbookId;
use crate::rules::masking;

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The records.
    pub doc: &'a Document,
    /// The workbook they are in.
    pub workbook: WorkbookId,
    /// The day as of which is said what is late.
    pub today: NaiveDate,
    /// Whether the middle of mobile telephones is hidden, whatever field they stand in.
    pub masked: bool,
}

/// A table as rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// The table's name.
    pub name: &'static str,
    /// The names of its columns, in their order.
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// The columns every table begins with.
const ORIGIN: [&str; 2] = ["mine", "workbook"];

impl Export<'_> {
    /// A table of those rows, each with where it is from.
    pub(super) fn table(
        &self,
        name: &'static str,
        columns: &[&str],
        rows: impl Iterator<Item = Map<String, Value>>,
    ) -> TableRows {
        let mut origin = [self.doc.profile().name, self.workbook.to_string()].map(Value::String);
        if self.masked {
            origin.iter_mut().for_each(masking::mask_all);
        }
        let row = |mut row: Map<String, Value>| -> Vec<Value> {
            let mut cell = |column: &&str| {
                let mut value = row.remove(*column).unwrap_or(Value::Null);
                if self.masked {
                    // A number of its own field is masked even where it is too short for a mobile one.
                    if let Some(number) = value.as_str().filter(|_| *column == "mobile") {
                        value = Value::String(masking::masked(number));
                    }
                    masking::mask_all(&mut value);
                }
                value
            };
            origin.iter().cloned().chain(columns.iter().map(&mut cell)).collect()
        };
        let rows = rows.map(row).collect();
        let columns = ORIGIN.iter().chain(columns).map(|column| (*column).to_owned()).collect();
        TableRows { name, columns, rows }
    }
}

impl TableRows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows as JSON, a line each.
    pub fn jsonl(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells = self.columns.iter().cloned().zip(row.iter().cloned());
            text.push_str(&Value::Object(cells.collect()).to_string());
            text.push('\n');
        }
        text
    }

    /// The rows as CSV below a line of column names. What has parts is in JSON; null is an empty
    /// cell, and a text without words is one in quotes.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        let heads = self.columns.iter().map(|column| quoted(column));
        text.push_str(&heads.collect::<Vec<_>>().join(","));
        text.push('\n');
        for row in &self.rows {
            text.push_str(&row.iter().map(cell).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        text
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => quoted(words),
        Value::Array(_) | Value::Object(_) => quoted(&value.to_string()),
        plain => plain.to_string(),
    }
}

fn quoted(words: &str) -> String {
    if words.is_empty() || words.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}
