//! The words of all codes, as one table.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::cells::Cells;
use super::columns::{Column, Holds, RECORDS};
use super::period::Limit;
use super::rows::{Export, TableRows};
use crate::model::hazard::State;
use crate::model::number::NumberKind;
use crate::model::record::{Record, Table};
use crate::model::shape::{CodeList, Shape};
use crate::model::{Document, Kind, TableVisitor, Value as _};

/// A row a code.
pub(super) fn table(export: &Export<'_>) -> TableRows {
    let columns = vec![
        Column::new("list", "代码表", Holds::Text),
        Column::new("code", "代码", Holds::Text),
        Column::new("word", "中文", Holds::Text),
        Column::new("place", "次序", Holds::Whole),
    ];
    let mut rows = Vec::new();
    for list in all() {
        for (place, (code, word)) in (1_u32..).zip(&list.codes) {
            let row: Cells = [
                ("list".to_owned(), json!(list.name)),
                ("code".to_owned(), json!(code)),
                ("word".to_owned(), json!(word)),
                ("place".to_owned(), json!(place)),
            ]
            .into_iter()
            .collect();
            rows.push(row);
        }
    }
    export.table(("codes", "代码表"), Limit::None, columns, rows)
}

/// Every list of codes, by name.
pub(super) fn all() -> Vec<CodeList> {
    let mut found = Found(BTreeMap::new());
    let kinds = Kind::ALL.iter().map(|kind| (kind.code(), kind.word())).collect();
    found.add(CodeList { name: RECORDS, codes: kinds });
    for shape in [State::shape(), NumberKind::shape()] {
        found.look(&shape);
    }
    Document::default().visit_tables(&mut found);
    found.0.into_values().collect()
}

struct Found(BTreeMap<&'static str, CodeList>);

impl Found {
    fn add(&mut self, list: CodeList) {
        self.0.insert(list.name, list);
    }

    fn look(&mut self, shape: &Shape) {
        match shape {
            Shape::Code(list) => self.add(list.clone()),
            Shape::Several(one) => self.look(one),
            Shape::Entries(key, value) => {
                self.look(key);
                self.look(value);
            }
            Shape::Parts(parts) => parts.iter().for_each(|part| self.look(&part.shape)),
            Shape::Kinds(list) => {
                self.add(list.codes());
                for part in list.kinds.iter().flat_map(|kind| &kind.parts) {
                    self.look(&part.shape);
                }
            }
            Shape::Text
            | Shape::Whole
            | Shape::YesNo
            | Shape::Day
            | Shape::Time
            | Shape::Moment
            | Shape::Name(_)
            | Shape::AnyName => {}
        }
    }
}

impl TableVisitor for Found {
    fn table<R: Record + Serialize>(
        &mut self,
        _name: &'static str,
        _columns: &'static [&'static str],
        _table: &Table<R>,
    ) where
        R::Id: Serialize,
    {
        self.look(&R::Id::shape());
        for part in R::parts() {
            self.look(&part.shape);
        }
    }
}
