//! What can be done with every table alike, whatever records it holds.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Document, Kind, Put, RecordId};
use crate::model::record::{About, Record, Table};

/// Somebody who looks at every table, whatever records it holds.
pub trait TableVisitor {
    /// Looks at one table.
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize;
}

/// Somebody who reads a table, whatever records it holds.
pub trait TableReader {
    /// Why a table cannot be read.
    type Error;

    /// Reads the table.
    ///
    /// # Errors
    /// When it cannot be read.
    fn table<R: Record + DeserializeOwned>(self) -> Result<Table<R>, Self::Error>
    where
        R::Id: DeserializeOwned;
}

/// A record that has a table of its own in the document.
pub trait Tabled: Record {
    /// What is said of the kind.
    const ABOUT: About<Self>;
    /// The kind.
    const KIND: Kind;

    /// The table.
    fn table(doc: &Document) -> &Table<Self>;
    /// The record of that id.
    fn record(id: Self::Id) -> RecordId;
    /// The id of a record, if it is one of this kind.
    fn id_of(record: &RecordId) -> Option<Self::Id>;
    /// A field with a value to write there.
    fn put(id: Self::Id, field: Self::Field) -> Put;
}
