//! Every table for other programs: one record a row, with every column. What nobody filled in is null;
//! none, no and nothing written are 0, false and "".

use serde::Serialize;
use serde_json::{Map, Value};

use super::cells::Cells;
use super::columns::{Below, Layout};
use super::derived;
use super::figures;
use super::lists;
use super::period::{Fate, Limit, fate};
use super::rows::{Export, TableRows};
use crate::model::record::{Record, Table};
use crate::model::{Kind, TableVisitor};

/// All tables of a workbook, and what was left out of them.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The tables.
    pub tables: Vec<TableRows>,
    /// Records of which nobody wrote of which day they are, so that they are of no period: the word
    /// of their kind, and how many.
    pub undated: Vec<(&'static str, usize)>,
}

impl Export<'_> {
    /// Every table: what the workbook has, fields of several values as tables of their own, what the
    /// program works out of them, the words of all codes, and what this export is.
    ///
    /// # Errors
    /// Never with records of these shapes.
    pub fn tables(&self) -> Result<Tables, serde_json::Error> {
        let mut found =
            Found { export: *self, tables: Vec::new(), undated: Vec::new(), failed: None };
        self.doc.visit_tables(&mut found);
        if let Some(error) = found.failed {
            return Err(error);
        }
        let Found { mut tables, undated, .. } = found;
        tables.push(derived::sheet_sites(self));
        tables.push(figures::table(self));
        tables.push(lists::table(self));
        let all = undated.iter().map(|(_, count)| count).sum();
        let ours = derived::exports(self, &tables, all);
        tables.extend(ours);
        Ok(Tables { tables, undated })
    }
}

struct Found<'a> {
    export: Export<'a>,
    tables: Vec<TableRows>,
    undated: Vec<(&'static str, usize)>,
    failed: Option<serde_json::Error>,
}

impl TableVisitor for Found<'_> {
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        _columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize,
    {
        let kind = Kind::ALL.iter().copied().find(|kind| kind.table() == name);
        let Some(kind) = kind else { return };
        let layout = Layout::of(kind, R::parts());
        let mut rows = Rows { own: Vec::new(), below: vec![Vec::new(); layout.below.len()] };
        let mut undated = 0;
        for (id, record) in table.iter() {
            match whole(id, record) {
                Ok((id, fields)) => {
                    match fate((self.export.doc, self.export.period), kind, &id, &fields) {
                        Fate::Taken => rows.take(&self.export, (kind, &layout), &id, fields),
                        Fate::Other => {}
                        Fate::Undated => undated += 1,
                    }
                }
                Err(error) => self.failed = Some(error),
            }
        }
        if 0 < undated {
            self.undated.push((kind.word(), undated));
        }
        let export = self.export;
        let mut columns = layout.columns;
        columns.extend(derived::columns(kind));
        self.tables.push(export.table((name, kind.word()), Limit::of(kind), columns, rows.own));
        for (below, rows) in layout.below.into_iter().zip(rows.below) {
            let Below { name, word, mut columns, .. } = below;
            columns.extend(derived::columns_below(&name));
            let limit = match Limit::of(kind) {
                Limit::None => Limit::None,
                _ => Limit::With(kind),
            };
            self.tables.push(export.table((&name, &word), limit, columns, rows));
        }
    }
}

/// The rows of a kind of record, and of each table below it.
struct Rows {
    own: Vec<Cells>,
    below: Vec<Vec<Cells>>,
}

impl Rows {
    /// Takes one record in.
    fn take(
        &mut self,
        export: &Export<'_>,
        (kind, layout): (Kind, &Layout),
        id: &Value,
        mut fields: Cells,
    ) {
        let cutter = export.cutter();
        for (below, rows) in layout.below.iter().zip(&mut self.below) {
            let value = fields.remove(below.field).unwrap_or_default();
            for mut cells in cutter.rows(&below.key, &below.row, value) {
                cells.extend(cutter.owner(kind, id));
                derived::add_below(&below.name, &mut cells);
                rows.push(cells);
            }
        }
        let mut cells = cutter.record(&layout.plain, fields);
        if let Some(id) = id.as_str() {
            cells.insert("id".to_owned(), cutter.key(id));
        }
        derived::add(export, kind, id, &mut cells);
        self.own.push(cells);
    }
}

/// One record: its name and its fields.
fn whole<R: Record>(
    id: &R::Id,
    record: &R,
) -> Result<(Value, Map<String, Value>), serde_json::Error>
where
    R::Id: Serialize,
{
    let fields = match record.whole(serde_json::value::Serializer)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    Ok((serde_json::to_value(id)?, fields))
}
