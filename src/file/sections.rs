//! Sections of a workbook: one for each table of the document, fields two PCs wrote differently,
//! and the journal last.
//!
//! What tables there are is known to the document alone; a table that it has is in the file.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::outline::{CONTESTED, HEADER, JOURNAL, indented, journal_section};
use super::{ClaimLine, Contest};
use crate::model::record::{Record, Rows, Table};
use crate::model::{Document, TableReader, TableVisitor};
use crate::session::{Claim, Entry, Kept};

/// A section that is to be written.
pub(super) struct Section {
    /// Its name.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: String,
    /// How many records or lines stand in it.
    pub(super) count: usize,
}

/// Nesting deeper than this is damage, or somebody's trap; ours is never deeper than a dozen.
const MOST_NESTED: usize = 64;

/// How a text is read everywhere in the file.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(MOST_NESTED)
}

/// Reads a value.
pub(super) fn value<T: DeserializeOwned>(text: &str) -> ron::error::SpannedResult<T> {
    options().from_str(text)
}

/// A value laid out for reading, from the left edge.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(3)
        .compact_arrays(true)
        .separate_tuple_members(false);
    // Plain data of these shapes always has a text form; a property test holds this.
    ron::ser::to_string_pretty(value, config).unwrap_or_default()
}

/// All sections of a workbook, in their order.
pub(super) fn sections(kept: &Kept) -> Vec<Section> {
    let mut writer = Writer(Vec::new());
    kept.doc.visit_tables(&mut writer);
    let Writer(mut sections) = writer;
    let contested: Vec<Contest> = kept.contested.iter().map(Contest::of).collect();
    sections.push(Section {
        name: CONTESTED,
        text: indented(&pretty(&contested)),
        count: contested.len(),
    });
    let lines = kept.journal.text();
    let (text, count) = (journal_section(&lines), kept.journal.len());
    sections.push(Section { name: JOURNAL, text, count });
    sections
}

struct Writer(Vec<Section>);

impl TableVisitor for Writer {
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        _columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize,
    {
        let text = indented(&pretty(table));
        self.0.push(Section { name, text, count: table.total() });
    }
}

/// A section's value.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// Whether it is still wanted.
    pub(super) is_wanted: &'a dyn Fn() -> bool,
}

impl TableReader for Text<'_> {
    type Error = ron::error::SpannedError;

    fn table<R: Record + DeserializeOwned>(self) -> Result<Table<R>, Self::Error>
    where
        R::Id: DeserializeOwned,
    {
        options().from_str_seed(self.text, Rows::while_wanted(self.is_wanted))
    }
}

impl Contest {
    fn of((cell, claims): (&crate::model::Cell, &Vec<Claim>)) -> Self {
        let claims = claims.iter().cloned().map(|claim| {
            let Claim { entry, lamport, at, by, value } = claim;
            ClaimLine { entry, lamport, at, by, value }
        });
        Self { cell: cell.clone(), claims: claims.collect() }
    }

    pub(super) fn into_claims(self) -> (crate::model::Cell, Vec<Claim>) {
        let claims = self.claims.into_iter().map(|line| {
            let ClaimLine { entry, lamport, at, by, value } = line;
            Claim { entry, lamport, at, by, value }
        });
        (self.cell, claims.collect())
    }
}

/// A text that another program laid out anew, read as one value.
#[derive(Default)]
pub(super) struct Relaid {
    pub(super) doc: Document,
    pub(super) contested: Vec<Contest>,
    pub(super) journal: Vec<Entry>,
    /// The sections that are there, in their order.
    pub(super) found: Vec<String>,
}

impl<'de> Deserialize<'de> for Relaid {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_struct("Workbook", Document::TABLES, Sections)
    }
}

struct Sections;

/// The name of a section.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("一部分的名称")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }
        from.deserialize_identifier(Word)
    }
}

impl<'de> Visitor<'de> for Sections {
    type Value = Relaid;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("守岁的工作簿")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Relaid, A::Error> {
        struct Next<'a, 'de, A>(&'a mut A, PhantomData<&'de ()>);
        impl<'de, A: MapAccess<'de>> TableReader for Next<'_, 'de, A> {
            type Error = A::Error;

            fn table<R: Record + DeserializeOwned>(self) -> Result<Table<R>, A::Error>
            where
                R::Id: DeserializeOwned,
            {
                self.0.next_value()
            }
        }
        let mut relaid = Relaid::default();
        while let Some(Name(name)) = map.next_key()? {
            if relaid.found.contains(&name) {
                return Err(A::Error::custom(format!("“{}”出现了两次", super::word(&name))));
            }
            match name.as_str() {
                HEADER => drop(map.next_value::<IgnoredAny>()?),
                CONTESTED => relaid.contested = map.next_value()?,
                JOURNAL => relaid.journal = map.next_value()?,
                name => {
                    if !relaid.doc.read_table(name, Next(&mut map, PhantomData))? {
                        return Err(A::Error::custom("有不认识的部分"));
                    }
                }
            }
            relaid.found.push(name);
        }
        Ok(relaid)
    }
}
