//! What is kept: plain records, typed ids, units of measure. No behaviour beyond its own truth.
//!
//! Only stores and names. What must hold of it stands in `rules`, what may be done with it in
//! `action`.

pub mod checklist;
pub mod danger;
pub mod document;
pub mod duty;
pub mod gathering;
pub mod hazard;
pub mod id;
pub mod incident;
pub mod measure;
pub mod mine;
pub mod number;
pub mod people;
pub mod place;
pub mod plan;
pub mod printout;
pub mod record;
pub mod resident;
pub mod rota;
pub mod service;
pub mod shape;
pub mod sheet;
pub mod steward;
pub mod supply;
pub mod swap;
pub mod transfer;
pub mod value;
pub mod watch;

pub use document::{Cell, Change, Document, Kind, Put, RecordId, TableReader, TableVisitor};
pub use value::{Reading, Renaming, Value};

/// One of a few plain choices.
pub trait Choice: Copy + PartialEq + 'static {
    /// Every choice, in the order people expect.
    const CHOICES: &'static [Self];

    /// The usual word.
    fn choice_word(self) -> &'static str;

    /// The word on screen and paper: the mine's own, where it has one for it.
    fn own_word(self, doc: &Document) -> String;
}

/// Declares an enum of plain choices with the Chinese word each shows on screen and paper; where
/// mines have words of their own for some, `as` says how a mine calls them.
macro_rules! choices {
    (@own $choice:ident, $doc:ident) => { $choice.word().to_owned() };
    (@own $choice:ident, $doc:ident, $own:path) => { $own(&$doc.profile(), $choice).to_owned() };
    ($(#[$doc:meta])* $name:ident $(as $own:path)? { $( $(#[$vdoc:meta])* $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name { $( $(#[$vdoc])* $variant, )* }

        impl $name {
            /// Every choice, in the order people expect.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The word on screen and paper.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl crate::model::Choice for $name {
            const CHOICES: &'static [Self] = Self::ALL;

            fn choice_word(self) -> &'static str {
                self.word()
            }

            fn own_word(self, doc: &crate::model::Document) -> String {
                let _ = doc;
                crate::model::choices!(@own self, doc $(, $own)?)
            }
        }

        impl crate::model::value::Value for $name {
            fn shown(&self, doc: &crate::model::Document) -> String {
                crate::model::Choice::own_word(*self, doc)
            }

            fn parse(
                text: &str,
                doc: &crate::model::Document,
            ) -> crate::model::value::Reading<Self> {
                let text = text.trim();
                let fits = |choice: &&Self| {
                    choice.word() == text || crate::model::Choice::own_word(**choice, doc) == text
                };
                crate::model::value::Reading::of(Self::ALL.iter().find(fits).copied())
            }

            fn shape() -> crate::model::shape::Shape {
                crate::model::shape::Shape::Code(crate::model::shape::CodeList {
                    name: stringify!($name),
                    codes: vec![ $( (stringify!($variant), $word) ),* ],
                })
            }
        }
    };
}
pub(crate) use choices;
