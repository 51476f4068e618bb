//! What is exported, and a table of it as rows of cells, each with the mine and the workbook it is of;
//! as JSON lines or CSV.

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use serde_json::Value;

use super::cells::{Cells, Cutter};
use super::columns::{Column, Holds};
use super::period::{Limit, Period};
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
    /// The code of its journal (校验码).
    pub code: &'a str,
    /// Whether it was edited outside the program.
    pub is_edited: bool,
    /// Of which days.
    pub period: Period,
    /// When it is exported.
    pub at: NaiveDateTime,
    /// Whether the middle of telephones is hidden that somebody may own, whatever field they stand in.
    pub masked: bool,
}

/// A table as rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// The table's name.
    pub name: String,
    /// What people call it.
    pub word: String,
    /// What a period leaves out of it.
    pub limit: Limit,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

/// The columns every table begins with.
fn origin() -> [Column; 3] {
    [
        Column::new("mine", "本矿编号", Holds::Text).meaning("认矿用，各年不变"),
        Column::new("mine_name", "矿名", Holds::Text),
        Column::new("workbook", "工作簿", Holds::Text)
            .meaning("一矿一年一份；各表的记录编号都以它开头，几个矿、几年的表放在一起不会串"),
    ]
}

impl Export<'_> {
    /// What makes cells of its records.
    pub(super) fn cutter(&self) -> Cutter {
        Cutter { workbook: self.workbook }
    }

    /// The mine's lasting id and its name.
    pub fn mine(&self) -> (String, String) {
        let mine = self.doc.profile();
        (mine.lasting_id(self.workbook), mine.name)
    }

    /// A table of those rows, each with where it is from.
    pub(super) fn table(
        &self,
        (name, word): (&str, &str),
        limit: Limit,
        columns: Vec<Column>,
        rows: impl IntoIterator<Item = Cells>,
    ) -> TableRows {
        let columns: Vec<Column> = origin().into_iter().chain(columns).collect();
        let (mine, mine_name) = self.mine();
        let from = [mine, mine_name, self.workbook.to_string()].map(Value::String);
        let row = |mut cells: Cells| -> Vec<Value> {
            let values = from.iter().cloned().chain(
                columns
                    .iter()
                    .skip(from.len())
                    .map(|one| cells.remove(&one.name).unwrap_or_default()),
            );
            columns.iter().zip(values).map(|(column, value)| self.cell(column, value)).collect()
        };
        let rows = rows.into_iter().map(row).collect();
        TableRows { name: name.to_owned(), word: word.to_owned(), limit, columns, rows }
    }

    /// A value as its column has it.
    fn cell(&self, column: &Column, value: Value) -> Value {
        let value = match (&column.holds, value) {
            (Holds::List(_), Value::Null) => Value::Null,
            (Holds::List(_), Value::Array(values)) => Value::Array(values),
            (Holds::List(_), one) => Value::Array(vec![one]),
            (_, value) => value,
        };
        if self.masked { masked(column, value) } else { value }
    }
}

/// A value without telephones that somebody may own. Names of records and codes stay, since others
/// know the records by them.
fn masked(column: &Column, mut value: Value) -> Value {
    let is_words = match &column.holds {
        Holds::Text => true,
        Holds::List(one) => **one == Holds::Text,
        Holds::Json => {
            let deep = value.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
            return deep.map_or(value, |mut deep| {
                masking::mask_all(&mut deep);
                Value::String(deep.to_string())
            });
        }
        _ => false,
    };
    if !is_words || ["mine", "workbook"].contains(&&*column.name) {
        return value;
    }
    // A number of its own field is masked even where it is too short for a mobile one.
    if let Some(number) = value.as_str().filter(|_| ["mobile", "phone"].contains(&&*column.name)) {
        value = Value::String(masking::masked(number));
    }
    masking::mask_all(&mut value);
    value
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

    /// The rows as JSON, a line each, with every column in its order.
    pub fn jsonl(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells = self.columns.iter().zip(row);
            let cells = cells
                .map(|(column, value)| format!("{}:{value}", Value::String(column.name.clone())));
            // A text takes whatever is written to it.
            let _whole = writeln!(text, "{{{}}}", cells.collect::<Vec<_>>().join(","));
        }
        text
    }

    /// The rows as CSV below a line of column names. A list is in JSON; null is an empty cell, and a
    /// text without words is one in quotes.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        let heads = self.columns.iter().map(|column| quoted(&column.name));
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
