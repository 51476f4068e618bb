//! How a record is made of fields, and a table of records. Knows no particular record.
//!
//! Every change of the document is a change of one field, so that undo, journal, merge and crash
//! recovery are written once and serve every record. `record!` declares a record and derives
//! its field and key types, so that a new field is one line.

use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::ops::RangeBounds;
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use serde::de::{DeserializeSeed, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::document::{Document, RecordId};
use super::shape::Component;
use super::value::{Reading, Renaming, Value};

/// A record that is made of fields.
pub trait Record: Clone + Debug + Default + PartialEq {
    /// What tells records of this kind apart.
    type Id: Value + Ord;
    /// One field with its value.
    type Field: Clone + Debug + PartialEq;
    /// One field without its value.
    type Key: Clone + Debug + Ord;

    /// The field's value as it stands.
    fn field(&self, key: &Self::Key) -> Self::Field;
    /// Writes one field.
    fn set(&mut self, field: Self::Field);
    /// Which field this is.
    fn key(field: &Self::Field) -> Self::Key;
    /// Whether the record is there for people to see; see [`Table`].
    fn is_kept(&self) -> bool;
    /// The fields in which the record differs from an unwritten one, each with its value.
    fn written(&self) -> Vec<Self::Field>;
    /// The field that says whether the record is there to see.
    fn keep(kept: bool) -> Self::Field;
    /// The names of the fields, as files have them.
    fn columns() -> &'static [&'static str];
    /// The words of the fields, each with whether it may be written directly.
    fn words() -> &'static [(&'static str, bool)];
    /// What the fields are to other programs, in the order of [`Self::columns`].
    fn parts() -> Vec<Component>;
    /// Adds the records that its fields name to `found`.
    fn named(&self, found: &mut Vec<RecordId>);
    /// Writes every field out, unwritten ones too: files leave those out, but to other programs none
    /// and no are not the same as unknown.
    ///
    /// # Errors
    /// As the serializer reports.
    fn whole<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// What is said of a field, without its value.
    fn facts(key: &Self::Key, doc: &Document) -> Facts;
    /// The words of a field's value; empty for what is not filled in.
    fn shown(field: &Self::Field, doc: &Document) -> String;
    /// Reads the words of a field.
    fn parse(key: &Self::Key, text: &str, doc: &Document) -> Reading<Self::Field>;
    /// The same field, in which records that renamed entries made have their new ids.
    fn renamed(field: &Self::Field, names: &Renaming) -> Self::Field;
}

/// What is said of a field: its words, who may write it, and for how long it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The word people read for the field.
    pub word: &'static str,
    /// Which of several entries it is; empty for a plain field.
    pub entry: String,
    /// Whether it may be written directly; else only by a verb of its own.
    pub is_free: bool,
    /// Whether it is true of one season only, and not taken over into the next.
    pub is_of_season: bool,
}

/// How records of a kind come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// There is one, or one for each name; the first word written makes it.
    Alone,
    /// Put on the books and taken off them by hand.
    ByHand,
    /// Made and taken back only by verbs of their own.
    ByVerbs,
}

/// What is said of a kind of record, in one place.
pub struct About<R: Record> {
    /// What people call such a record: 隐患.
    pub word: &'static str,
    /// How such records come and go.
    pub life: Life,
    /// Whether they are taken over into the next season.
    pub stays: bool,
    /// How early they are offered to whoever looks for something; none is never looked for.
    pub rank: Option<usize>,
    /// What people call one of them.
    pub name: fn(&Document, &R::Id, &R) -> String,
    /// What none of them can go without.
    pub required: Option<fn() -> R::Key>,
}

impl<R: Record> About<R> {
    /// A kind of record with that word.
    pub const fn new(word: &'static str, name: fn(&Document, &R::Id, &R) -> String) -> Self {
        Self { word, life: Life::ByVerbs, stays: false, rank: None, name, required: None }
    }

    /// The first word written makes such a record.
    #[must_use]
    pub const fn alone(self) -> Self {
        Self { life: Life::Alone, ..self }
    }

    /// Put on the books and taken off them by hand.
    #[must_use]
    pub const fn by_hand(self) -> Self {
        Self { life: Life::ByHand, ..self }
    }

    /// Taken over into the next season.
    #[must_use]
    pub const fn stays(self) -> Self {
        Self { stays: true, ..self }
    }

    /// Offered so early to whoever looks for something.
    #[must_use]
    pub const fn ranked(self, rank: usize) -> Self {
        Self { rank: Some(rank), ..self }
    }

    /// Cannot go without that field.
    #[must_use]
    pub const fn requires(self, key: fn() -> R::Key) -> Self {
        Self { required: Some(key), ..self }
    }
}

/// Records by id, in the order of their ids; copying one costs nothing.
///
/// A removed record stays in the table as it was, unseen, so that taking the removal back or
/// merging with a PC that still uses it brings everything back. A record all of whose fields are
/// unwritten is not there at all: undoing everything leaves an empty table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<R: Record>(OrdMap<R::Id, Arc<R>>);

impl<R: Record + Serialize> Serialize for Table<R>
where
    R::Id: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(id, record)| (id, record.as_ref())))
    }
}

impl<'de, R: Record + Deserialize<'de>> Deserialize<'de> for Table<R>
where
    R::Id: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Rows::while_wanted(&|| true).deserialize(from)
    }
}

/// More records of one kind than a mine can have: more is damage, or somebody's trap.
pub const MOST_RECORDS: usize = 1_000_000;

/// Reads a table row by row. Two rows of the same id are damage, not a last word.
pub struct Rows<'a, R> {
    is_wanted: &'a dyn Fn() -> bool,
    of: PhantomData<R>,
}

impl<'a, R> Rows<'a, R> {
    /// Rows that are read as long as that says yes; then the table is refused.
    pub fn while_wanted(is_wanted: &'a dyn Fn() -> bool) -> Self {
        Self { is_wanted, of: PhantomData }
    }
}

impl<'de, R: Record + Deserialize<'de>> DeserializeSeed<'de> for Rows<'_, R>
where
    R::Id: Deserialize<'de>,
{
    type Value = Table<R>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Table<R>, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, R: Record + Deserialize<'de>> Visitor<'de> for Rows<'_, R>
where
    R::Id: Deserialize<'de>,
{
    type Value = Table<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("一组记录")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rows: A) -> Result<Table<R>, A::Error> {
        let mut table = OrdMap::new();
        while let Some((id, record)) = rows.next_entry::<R::Id, R>()? {
            if !(self.is_wanted)() {
                return Err(A::Error::custom("已停止"));
            }
            if table.contains_key(&id) {
                return Err(A::Error::custom("同一条记录出现了两次"));
            }
            if MOST_RECORDS <= table.len() {
                return Err(A::Error::custom(format!("这一部分超过{MOST_RECORDS}条记录")));
            }
            table.insert(id, Arc::new(record));
        }
        Ok(Table(table))
    }
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self(OrdMap::new())
    }
}

impl<R: Record> Table<R> {
    /// The record of that id, if it is there for people to see.
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        self.find(id).filter(|record| record.is_kept())
    }

    /// The record of that id, removed ones included: old papers still name them.
    pub fn find(&self, id: &R::Id) -> Option<&R> {
        self.0.get(id).map(AsRef::as_ref)
    }

    /// All records there for people to see, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&R::Id, &R)> {
        self.all().filter(|(_, record)| record.is_kept())
    }

    /// All records, removed ones included.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&R::Id, &R)> {
        self.0.iter().map(|(id, record)| (id, record.as_ref()))
    }

    /// The records to see with ids in that range, in the order of their ids.
    pub fn range(&self, range: impl RangeBounds<R::Id>) -> impl Iterator<Item = (&R::Id, &R)> {
        let all = self.0.range(range).map(|(id, record)| (id, record.as_ref()));
        all.filter(|(_, record)| record.is_kept())
    }

    /// The ids of records that are not the same in `before`. What both share is not looked at.
    pub(crate) fn changed_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a R::Id> {
        before.0.diff(&self.0).map(|item| match item {
            DiffItem::Add(id, _)
            | DiffItem::Remove(id, _)
            | DiffItem::Update { new: (id, _), .. } => id,
        })
    }

    /// The last record to see whose id comes before `id`.
    pub fn before(&self, id: &R::Id) -> Option<(&R::Id, &R)> {
        self.0
            .range(..id.clone())
            .rev()
            .map(|(id, record)| (id, record.as_ref()))
            .find(|(_, record)| record.is_kept())
    }

    /// How many records there are, removed ones included.
    pub fn total(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// How many records there are to see.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The field's value; that of an unwritten record if there is none.
    pub(crate) fn field(&self, id: &R::Id, key: &R::Key) -> R::Field {
        self.find(id).map_or_else(|| R::default().field(key), |record| record.field(key))
    }

    /// Writes one field. Forgets the record when nothing of it is left.
    pub(crate) fn set(&mut self, id: &R::Id, field: R::Field) {
        let mut record = self.0.remove(id).unwrap_or_default();
        Arc::make_mut(&mut record).set(field);
        if *record != R::default() {
            self.0.insert(id.clone(), record);
        }
    }
}

/// Whether a value is the unwritten one, which files leave out.
pub(crate) fn is_unwritten<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A record read from a file is there unless the file says otherwise.
pub(crate) fn kept() -> bool {
    true
}

/// Whether a record is there to see; files leave that out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn is_kept(kept: &bool) -> bool {
    *kept
}

/// Declares a record: its struct, the enum of its fields with values, the enum of its keys.
///
/// `name: Type = Variant "word"` is a plain field, with the word people read for it. Behind the
/// word may stand how its words are dressed (`("人")`: a unit; `("女" "男")`: words for yes and
/// no), `by verb` for a field that is not written directly, and `of season` for one that is not
/// taken over into the next season. `name: { Key => Type } = Variant "word"` is a map whose
/// entries are fields of their own, so that two PCs writing different entries never clash;
/// in the field enum it carries the map's key and an `Option` of the value.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident($id:ty), $field:ident, $key:ident {
            $( $(#[$fdoc:meta])* $f:ident : $ty:ty = $variant:ident $word:literal
               $( ( $($dress:literal)+ ) )? $( by $by:ident )? $( of $of:ident )? , )*
            $( ; $( $(#[$mdoc:meta])* $m:ident : { $mk:ty => $mv:ty } = $mvariant:ident $mword:literal
               $( by $mby:ident )? $( of $mof:ident )? , )* )?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Whether the record is there for people to see. Files say so only if it is not.
            #[serde(
                default = "crate::model::record::kept",
                skip_serializing_if = "crate::model::record::is_kept"
            )]
            pub kept: bool,
            $( $(#[$fdoc])*
               #[serde(default, skip_serializing_if = "crate::model::record::is_unwritten")]
               pub $f: $ty, )*
            $( $( $(#[$mdoc])*
               #[serde(default, skip_serializing_if = "crate::model::record::is_unwritten")]
               pub $m: std::collections::BTreeMap<$mk, $mv>, )* )?
        }

        #[doc = concat!("One field of [`", stringify!($name), "`] with its value.")]
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $field {
            /// Whether the record is there for people to see.
            Kept(bool),
            $( $(#[$fdoc])* $variant($ty), )*
            $( $( $(#[$mdoc])* $mvariant($mk, Option<$mv>), )* )?
        }

        #[doc = concat!("One field of [`", stringify!($name), "`] without its value.")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $key {
            /// Whether the record is there for people to see.
            Kept,
            $( $(#[$fdoc])* $variant, )*
            $( $( $(#[$mdoc])* $mvariant($mk), )* )?
        }

        impl crate::model::record::Record for $name {
            type Id = $id;
            type Field = $field;
            type Key = $key;

            fn field(&self, key: &$key) -> $field {
                match key {
                    $key::Kept => $field::Kept(self.kept),
                    $( $key::$variant => $field::$variant(self.$f.clone()), )*
                    $( $( $key::$mvariant(at) =>
                        $field::$mvariant(at.clone(), self.$m.get(at).cloned()), )* )?
                }
            }

            fn set(&mut self, field: $field) {
                match field {
                    $field::Kept(kept) => self.kept = kept,
                    $( $field::$variant(value) => self.$f = value, )*
                    $( $( $field::$mvariant(at, Some(value)) => {
                        self.$m.insert(at, value);
                    }
                    $field::$mvariant(at, None) => {
                        self.$m.remove(&at);
                    } )* )?
                }
            }

            fn key(field: &$field) -> $key {
                match field {
                    $field::Kept(_) => $key::Kept,
                    $( $field::$variant(_) => $key::$variant, )*
                    $( $( $field::$mvariant(at, _) => $key::$mvariant(at.clone()), )* )?
                }
            }

            fn is_kept(&self) -> bool {
                self.kept
            }

            fn written(&self) -> Vec<$field> {
                Self::written(self)
            }

            fn keep(kept: bool) -> $field {
                $field::Kept(kept)
            }

            fn columns() -> &'static [&'static str] {
                &[ $( stringify!($f), )* $( $( stringify!($m), )* )? ]
            }

            fn words() -> &'static [(&'static str, bool)] {
                use crate::model::record::written_by;
                &[ $( ($word, written_by!($($by)?)), )*
                   $( $( ($mword, written_by!($($mby)?)), )* )? ]
            }

            fn parts() -> Vec<crate::model::shape::Component> {
                use crate::model::record::dress;
                use crate::model::shape::Component;
                use crate::model::value::Value;
                vec![
                    $( Component::dressed(
                        stringify!($f),
                        $word,
                        dress!($($($dress)+)?),
                        <$ty as Value>::shape(),
                    ), )*
                    $( $( Component::new(
                        stringify!($m),
                        $mword,
                        crate::model::shape::Shape::Entries(
                            Box::new(<$mk as Value>::shape()),
                            Box::new(<$mv as Value>::shape()),
                        ),
                    ), )* )?
                ]
            }

            fn named(&self, found: &mut Vec<crate::model::RecordId>) {
                use crate::model::value::Value;
                $( self.$f.named(found); )*
                $( $( self.$m.values().for_each(|value| value.named(found)); )* )?
            }

            fn whole<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut fields = to.serialize_map(None)?;
                $( fields.serialize_entry(stringify!($f), &self.$f)?; )*
                $( $( fields.serialize_entry(stringify!($m), &self.$m)?; )* )?
                fields.end()
            }

            fn facts(
                key: &$key,
                doc: &crate::model::Document,
            ) -> crate::model::record::Facts {
                use crate::model::record::{Facts, written_by, holds_for};
                let _ = doc;
                let (word, entry, is_free, is_of_season) = match key {
                    $key::Kept => ("在册", String::new(), false, false),
                    $( $key::$variant => (
                        $word, String::new(), written_by!($($by)?), holds_for!($($of)?),
                    ), )*
                    $( $( $key::$mvariant(at) => (
                        $mword, crate::model::value::Value::shown(at, doc),
                        written_by!($($mby)?), holds_for!($($mof)?),
                    ), )* )?
                };
                Facts { word, entry, is_free, is_of_season }
            }

            fn shown(field: &$field, doc: &crate::model::Document) -> String {
                use crate::model::record::dress;
                use crate::model::value::Value;
                match field {
                    $field::Kept(kept) => if *kept { "在册" } else { "不在册" }.to_owned(),
                    $( $field::$variant(value) => dress!($($($dress)+)?).dressed(value.shown(doc)), )*
                    $( $( $field::$mvariant(_, value) =>
                        crate::model::value::entry_shown(value.as_ref(), doc), )* )?
                }
            }

            fn parse(
                key: &$key,
                text: &str,
                doc: &crate::model::Document,
            ) -> crate::model::value::Reading<$field> {
                use crate::model::record::dress;
                use crate::model::value::{Reading, Value};
                match key {
                    $key::Kept => Reading::of(match text.trim() {
                        "在册" => Some($field::Kept(true)),
                        "不在册" => Some($field::Kept(false)),
                        _ => None,
                    }),
                    $( $key::$variant => {
                        <$ty as Value>::parse(dress!($($($dress)+)?).bare(text), doc)
                            .map($field::$variant)
                    } )*
                    $( $( $key::$mvariant(at) =>
                        crate::model::value::entry_parse::<$mv>(text, doc)
                            .map(|value| $field::$mvariant(at.clone(), value)), )* )?
                }
            }

            fn renamed(field: &$field, names: &crate::model::value::Renaming) -> $field {
                use crate::model::value::Value;
                match field {
                    $field::Kept(kept) => $field::Kept(*kept),
                    $( $field::$variant(value) => $field::$variant(value.renamed(names)), )*
                    $( $( $field::$mvariant(at, value) =>
                        $field::$mvariant(at.renamed(names), value.renamed(names)), )* )?
                }
            }
        }

        impl $name {
            /// The fields in which it differs from an unwritten record, each with its value.
            pub fn written(&self) -> Vec<$field> {
                let blank = Self::default();
                let mut fields = Vec::new();
                if self.kept != blank.kept {
                    fields.push($field::Kept(self.kept));
                }
                $( if self.$f != blank.$f {
                    fields.push($field::$variant(self.$f.clone()));
                } )*
                $( $( fields.extend(self.$m.iter().map(|(at, value)| {
                    $field::$mvariant(at.clone(), Some(value.clone()))
                })); )* )?
                fields
            }
        }
    };
}
pub(crate) use record;

/// How the words of a field are dressed.
macro_rules! dress {
    () => {
        crate::model::value::Manner::Plain
    };
    ($unit:literal) => {
        crate::model::value::Manner::Unit($unit)
    };
    ($yes:literal $no:literal) => {
        crate::model::value::Manner::Either($yes, $no)
    };
}
pub(crate) use dress;

/// Whether a field may be written directly.
macro_rules! written_by {
    () => {
        true
    };
    (verb) => {
        false
    };
}
pub(crate) use written_by;

/// Whether a field is true of one season only.
macro_rules! holds_for {
    () => {
        false
    };
    (season) => {
        true
    };
}
pub(crate) use holds_for;
