//! Values of records as cells of a table.

use serde_json::{Map, Value, json};

use super::columns::{bare_name, key_column, snake};
use crate::model::Kind;
use crate::model::id::WorkbookId;
use crate::model::shape::{Component, KindList, Shape};

/// The cells of a row, by the names of their columns.
pub(super) type Cells = Map<String, Value>;

/// Makes cells of what a workbook holds. Names of records get the workbook's in front: by themselves some
/// are the same in every mine, and all are in two years of one mine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cutter {
    /// The workbook the records are in.
    pub(super) workbook: WorkbookId,
}

impl Cutter {
    /// The name of a record, unlike that of any record of another workbook.
    pub(super) fn key(self, name: &str) -> Value {
        json!(format!("{}/{name}", self.workbook))
    }

    /// The cells of the fields that are columns.
    pub(super) fn record(self, parts: &[Component], mut fields: Cells) -> Cells {
        let mut cells = Cells::new();
        for part in parts {
            let value = fields.remove(part.name).unwrap_or_default();
            self.part(&mut cells, "", part, value);
        }
        cells
    }

    /// The rows of a field that is a table: what tells each from the others, and its cells.
    pub(super) fn rows(self, key: &Shape, row: &Shape, value: Value) -> Vec<Cells> {
        let entries: Vec<(Value, Value)> = match value {
            Value::Array(values) => (1_u32..).map(|place| json!(place)).zip(values).collect(),
            Value::Object(entries) => {
                entries.into_iter().map(|(key, value)| (json!(key), value)).collect()
            }
            _ => Vec::new(),
        };
        let mut rows: Vec<Cells> = Vec::new();
        for (name, value) in entries {
            let mut cells = self.row(row, value);
            cells.insert(key_column(key).name, self.key_cell(key, name));
            rows.push(cells);
        }
        // Names of numbers come in the order of words: 10 before 2.
        if matches!(key, Shape::Whole) {
            let place = |cells: &Cells| cells.get("place").and_then(Value::as_u64);
            rows.sort_by_key(place);
        }
        rows
    }

    fn key_cell(self, key: &Shape, name: Value) -> Value {
        match (key, &name) {
            // Names in JSON are words.
            (Shape::Whole, Value::String(number)) => json!(number.parse::<u64>().ok()),
            _ => self.plain(key, name),
        }
    }

    fn row(self, row: &Shape, value: Value) -> Cells {
        let mut cells = Cells::new();
        match (row, value) {
            (Shape::Parts(parts), Value::Object(fields)) => return self.record(parts, fields),
            (Shape::Kinds(list), value) => self.kinds(&mut cells, "kind", "", list, value),
            (shape, value) => {
                cells.insert(bare_name(shape), self.plain(shape, value));
            }
        }
        cells
    }

    fn part(self, cells: &mut Cells, before: &str, part: &Component, value: Value) {
        let name = format!("{before}{}", part.name);
        let inner = format!("{name}_");
        match (&part.shape, value) {
            (Shape::Parts(parts), Value::Object(mut fields)) if before.is_empty() => {
                for part in parts {
                    let value = fields.remove(part.name).unwrap_or_default();
                    self.part(cells, &inner, part, value);
                }
            }
            (Shape::Kinds(list), value) if before.is_empty() => {
                self.kinds(cells, &name, &inner, list, value);
            }
            (Shape::AnyName, Value::Object(of)) => {
                if let Some((kind, id)) = of.into_iter().next() {
                    cells.insert(format!("{name}_kind"), json!(kind));
                    let id = id.as_str().map_or_else(|| self.single(), |id| self.key(id));
                    cells.insert(name, id);
                }
            }
            (shape, value) => {
                cells.insert(name, self.plain(shape, value));
            }
        }
    }

    fn kinds(self, cells: &mut Cells, name: &str, before: &str, list: &KindList, value: Value) {
        let (code, inner) = match value {
            Value::String(code) => (code, Value::Null),
            Value::Object(one) => match one.into_iter().next() {
                Some(one) => one,
                None => return,
            },
            _ => return,
        };
        let kind = list.kinds.iter().find(|kind| kind.code == code);
        cells.insert(name.to_owned(), json!(code));
        let Some(kind) = kind else { return };
        match (kind.parts.as_slice(), inner) {
            ([part], value) if kind.is_bare => self.part(cells, before, part, value),
            (parts, Value::Object(mut fields)) => {
                for part in parts {
                    let value = fields.remove(part.name).unwrap_or_default();
                    self.part(cells, before, part, value);
                }
            }
            _ => {}
        }
    }

    /// A plain value or a list of them. What is deeper becomes words.
    fn plain(self, shape: &Shape, value: Value) -> Value {
        match (shape, value) {
            (_, Value::Null) => Value::Null,
            (Shape::Name(_), Value::String(id)) => self.key(&id),
            (Shape::Several(one), Value::Array(values)) => {
                Value::Array(values.into_iter().map(|value| self.plain(one, value)).collect())
            }
            (Shape::Parts(_) | Shape::Kinds(_) | Shape::Entries(..), deep) => {
                json!(deep.to_string())
            }
            (_, value) => value,
        }
    }

    /// What stands for the name of a record of which there is but one.
    fn single(self) -> Value {
        json!(self.workbook.to_string())
    }

    /// The cell by which rows of a table below know their record.
    pub(super) fn owner(self, kind: Kind, id: &Value) -> Option<(String, Value)> {
        id.as_str().map(|id| (snake(kind.code()), self.key(id)))
    }
}
