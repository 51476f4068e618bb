//! Every table for other programs: one record a row, with every column. What nobody filled in is null;
//! none, no and nothing written are 0, false and "".

use serde::Serialize;
use serde_json::{Map, Value};

use super::flat;
use super::rows::{Export, TableRows};
use crate::model::TableVisitor;
use crate::model::record::{Record, Table};

impl Export<'_> {
    /// Every table as the workbook has it, and what is in fields of several parts as tables of its
    /// own.
    ///
    /// # Errors
    /// Never with records of these shapes.
    pub fn tables(&self) -> Result<Vec<TableRows>, serde_json::Error> {
        let mut found = Found { export: *self, tables: Vec::new(), failed: None };
        self.doc.visit_tables(&mut found);
        if let Some(error) = found.failed {
            return Err(error);
        }
        let mut tables = found.tables;
        tables.extend(flat::tables(self)?);
        Ok(tables)
    }
}

struct Found<'a> {
    export: Export<'a>,
    tables: Vec<TableRows>,
    failed: Option<serde_json::Error>,
}

impl TableVisitor for Found<'_> {
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize,
    {
        let mut rows = Vec::new();
        for (id, record) in table.iter() {
            match whole(id, record) {
                Ok(row) => rows.push(row),
                Err(error) => self.failed = Some(error),
            }
        }
        let columns: Vec<&str> = ["id"].into_iter().chain(columns.iter().copied()).collect();
        self.tables.push(self.export.table(name, &columns, rows.into_iter()));
    }
}

/// One record with its id.
fn whole<R: Record>(id: &R::Id, record: &R) -> Result<Map<String, Value>, serde_json::Error>
where
    R::Id: Serialize,
{
    let mut row = match record.whole(serde_json::value::Serializer)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    row.insert("id".to_owned(), serde_json::to_value(id)?);
    Ok(row)
}
