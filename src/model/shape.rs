//! What the values of a field are to other programs, derived from their types as their words are.

use super::document::Kind;
use super::value::Manner;

/// What values of a type are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// Yes or no.
    YesNo,
    /// A day: `2027-02-05`.
    Day,
    /// A time of day: `08:05:00`.
    Time,
    /// A moment: `2027-02-05T08:05:00`.
    Moment,
    /// One of a few codes.
    Code(CodeList),
    /// The name of a record of that kind.
    Name(Kind),
    /// The name of a record of any kind.
    AnyName,
    /// Several of them, in their order.
    Several(Box<Self>),
    /// Entries of a map: what tells them apart, and what each holds.
    Entries(Box<Self>, Box<Self>),
    /// Parts with names of their own.
    Parts(Vec<Component>),
    /// One of several kinds, each with parts of its own.
    Kinds(KindList),
}

/// The codes a choice is written with, each with its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// What the list is called.
    pub name: &'static str,
    /// Code and word, in the order people expect.
    pub codes: Vec<(&'static str, &'static str)>,
}

/// The kinds one of which a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindList {
    /// What the list is called.
    pub name: &'static str,
    /// The kinds.
    pub kinds: Vec<OneKind>,
}

impl KindList {
    /// The codes of the kinds.
    pub fn codes(&self) -> CodeList {
        let codes = self.kinds.iter().map(|kind| (kind.code, kind.word)).collect();
        CodeList { name: self.name, codes }
    }
}

/// One of several kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneKind {
    /// As it is written.
    pub code: &'static str,
    /// As people read it.
    pub word: &'static str,
    /// Its parts.
    pub parts: Vec<Component>,
    /// Whether its only part stands there bare, without its name.
    pub is_bare: bool,
}

/// A part with its name: a field of a record, or what a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// As files have it.
    pub name: &'static str,
    /// As people read it.
    pub word: &'static str,
    /// The unit of a number: 人.
    pub unit: &'static str,
    /// What it holds.
    pub shape: Shape,
}

impl Component {
    /// A part without a unit.
    pub fn new(name: &'static str, word: &'static str, shape: Shape) -> Self {
        Self { name, word, unit: "", shape }
    }

    /// A part whose words are dressed in that manner.
    pub fn dressed(name: &'static str, word: &'static str, manner: Manner, shape: Shape) -> Self {
        let unit = match manner {
            Manner::Unit(unit) => unit,
            Manner::Plain | Manner::Either(..) => "",
        };
        Self { name, word, unit, shape }
    }
}
