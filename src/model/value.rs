//! What a field may hold: the words a person reads for a value, the records it names, and how
//! words are read back.
//!
//! The words are complete: read back with [`Value::parse`] they give the value again, or several
//! values between which a person must say which. A text of its own is shown as it is; inside a
//! larger value it stands between “ and ” where it would otherwise be cut in two.

use std::collections::BTreeMap;
use std::fmt::Debug;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::document::{Document, RecordId};
use super::id::EntryId;
use super::shape::Shape;

pub(crate) mod names;
pub(crate) mod parts;
pub(crate) mod time;

/// What has another name from now on, by the name it had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// Entries that go on under another name. A record's id holds the name of the entry that made
    /// it, so both change together.
    pub entries: BTreeMap<EntryId, EntryId>,
    /// Records in whose place another one of their kind stands.
    pub records: BTreeMap<RecordId, RecordId>,
}

/// What words come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// That value.
    Is(T),
    /// One of these: the words fit several.
    Which(Vec<T>),
    /// None: the words make no sense here.
    Unclear,
}

impl<T> Reading<T> {
    /// The value if there is one, else nothing.
    pub fn of(value: Option<T>) -> Self {
        value.map_or(Self::Unclear, Self::Is)
    }

    /// One of several values that fit.
    pub fn among(mut fitting: Vec<T>) -> Self {
        match (fitting.pop(), fitting.is_empty()) {
            (None, _) => Self::Unclear,
            (Some(only), true) => Self::Is(only),
            (Some(last), false) => {
                fitting.push(last);
                Self::Which(fitting)
            }
        }
    }

    /// The same of whatever `make` makes of the value.
    pub fn map<U>(self, make: impl Fn(T) -> U) -> Reading<U> {
        match self {
            Self::Is(value) => Reading::Is(make(value)),
            Self::Which(values) => Reading::Which(values.into_iter().map(make).collect()),
            Self::Unclear => Reading::Unclear,
        }
    }

    /// The values that fit, at most `most`.
    pub fn values(self, most: usize) -> Vec<T> {
        match self {
            Self::Is(value) => vec![value],
            Self::Which(mut values) => {
                values.truncate(most);
                values
            }
            Self::Unclear => Vec::new(),
        }
    }

    /// Each of these values with each of those.
    pub fn with<U: Clone, V>(self, other: Reading<U>, join: impl Fn(T, U) -> V) -> Reading<V>
    where
        T: Clone,
    {
        let (these, those) = (self.values(MOST), other.values(MOST));
        let mut all = Vec::new();
        for this in these {
            all.extend(those.iter().map(|that| join(this.clone(), that.clone())));
        }
        all.truncate(MOST);
        Reading::among(all)
    }
}

/// A text longer than this, in bytes, stands on no paper.
pub const MOST_TEXT: usize = 1 << 20;

/// More values than this are never offered: nobody would look through them.
const MOST: usize = 64;

/// What a field may hold.
pub trait Value: Clone + Debug + PartialEq {
    /// How a value stands among others: what separates it from the next one of a list.
    const BETWEEN: char = '、';

    /// The words a person reads; empty for what is not filled in.
    fn shown(&self, doc: &Document) -> String;

    /// Reads words as they were shown, or as a person types them.
    fn parse(text: &str, doc: &Document) -> Reading<Self>;

    /// What values of the type are to other programs.
    fn shape() -> Shape;

    /// Adds the records it names to `found`.
    fn named(&self, found: &mut Vec<RecordId>) {
        let _ = found;
    }

    /// The same value in which the records that renamed entries made have their new ids.
    #[must_use]
    fn renamed(&self, names: &Renaming) -> Self {
        let _ = names;
        self.clone()
    }

    /// What stands there where nothing was filled in, if that is a value.
    fn blank() -> Option<Self> {
        None
    }
}

/// At most `most` signs of a text, on one line; of a longer one the part in which it begins to
/// differ from the others, with … where signs are left out.
pub fn excerpt(words: &str, others: &[&str], most: usize) -> String {
    let alike = |other: &&str| {
        words.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
    };
    let alike = others.iter().map(alike).max().unwrap_or(0);
    let length = words.chars().count();
    // A little of what is alike leads up to the difference.
    let skipped = alike.saturating_sub(most / 6).min(length.saturating_sub(most));
    let part: String = words.chars().skip(skipped).take(most).collect();
    let before = if 0 < skipped { "…" } else { "" };
    let after = if skipped + most < length { "…" } else { "" };
    format!("{before}{}{after}", part.replace('\n', "；"))
}

impl Value for String {
    fn shown(&self, _doc: &Document) -> String {
        self.clone()
    }

    fn parse(text: &str, _doc: &Document) -> Reading<Self> {
        Reading::Is(text.to_owned())
    }

    fn shape() -> Shape {
        Shape::Text
    }

    fn blank() -> Option<Self> {
        Some(Self::new())
    }
}

impl Value for bool {
    fn shown(&self, _doc: &Document) -> String {
        if *self { "是" } else { "否" }.to_owned()
    }

    fn parse(text: &str, _doc: &Document) -> Reading<Self> {
        Reading::of(match text.trim() {
            "是" | "√" | "有" => Some(true),
            "否" | "×" | "无" => Some(false),
            _ => None,
        })
    }

    fn shape() -> Shape {
        Shape::YesNo
    }
}

/// Full-width digits and signs as those of a keyboard.
pub(crate) fn narrowed(text: &str) -> String {
    let narrow = |sign: char| match u32::from(sign) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(sign),
        0x3000 => ' ',
        _ => sign,
    };
    text.chars().map(narrow).collect()
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Value for $number {
            fn shown(&self, _doc: &Document) -> String {
                self.to_string()
            }

            fn parse(text: &str, _doc: &Document) -> Reading<Self> {
                Reading::of(narrowed(text).trim().parse().ok())
            }

            fn shape() -> Shape {
                Shape::Whole
            }
        }
    )*};
}
whole_numbers!(u16, u32, i32);

impl Value for NaiveDate {
    fn shown(&self, _doc: &Document) -> String {
        time::day_words(*self)
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        Reading::of(time::day(text, doc.current_season().year))
    }

    fn shape() -> Shape {
        Shape::Day
    }
}

impl Value for NaiveTime {
    fn shown(&self, _doc: &Document) -> String {
        time::time_words(*self)
    }

    fn parse(text: &str, _doc: &Document) -> Reading<Self> {
        Reading::of(time::time(text))
    }

    fn shape() -> Shape {
        Shape::Time
    }
}

impl Value for NaiveDateTime {
    fn shown(&self, _doc: &Document) -> String {
        format!("{} {}", time::day_words(self.date()), time::time_words(self.time()))
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        Reading::of(text.trim().split_once(' ').and_then(|(day, time)| {
            let day = time::day(day, doc.current_season().year)?;
            Some(day.and_time(time::time(time)?))
        }))
    }

    fn shape() -> Shape {
        Shape::Moment
    }
}

impl<T: Value> Value for Option<T> {
    fn shown(&self, doc: &Document) -> String {
        self.as_ref().map(|value| value.shown(doc)).unwrap_or_default()
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        if text.trim().is_empty() { Reading::Is(None) } else { T::parse(text, doc).map(Some) }
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn named(&self, found: &mut Vec<RecordId>) {
        if let Some(value) = self {
            value.named(found);
        }
    }

    fn renamed(&self, names: &Renaming) -> Self {
        self.as_ref().map(|value| value.renamed(names))
    }

    fn blank() -> Option<Self> {
        Some(None)
    }
}

impl<T: Value> Value for Vec<T> {
    const BETWEEN: char = '\n';

    fn shown(&self, doc: &Document) -> String {
        parts::list(self.iter().map(|value| value.shown(doc)), T::BETWEEN)
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let mut all: Reading<Self> = Reading::Is(Self::new());
        for item in parts::split(text, T::BETWEEN) {
            let value = T::parse(&parts::bare(item), doc);
            all = all.with(value, |mut values: Self, value| {
                values.push(value);
                values
            });
        }
        all
    }

    fn shape() -> Shape {
        Shape::Several(Box::new(T::shape()))
    }

    fn named(&self, found: &mut Vec<RecordId>) {
        for value in self {
            value.named(found);
        }
    }

    fn renamed(&self, names: &Renaming) -> Self {
        self.iter().map(|value| value.renamed(names)).collect()
    }

    fn blank() -> Option<Self> {
        Some(Self::new())
    }
}

impl<K: Value + Ord, V: Value> Value for BTreeMap<K, V> {
    const BETWEEN: char = '\n';

    fn shown(&self, doc: &Document) -> String {
        let entry = |(key, value): (&K, &V)| {
            let (key, value) = (key.shown(doc), value.shown(doc));
            format!("{}：{}", parts::quoted(&key, &['：', '\n']), parts::quoted(&value, &['\n']))
        };
        self.iter().map(entry).collect::<Vec<_>>().join("\n")
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let mut all: Reading<Self> = Reading::Is(Self::new());
        for item in parts::split(text, '\n') {
            let Some((key, value)) = parts::cut(item, '：') else { return Reading::Unclear };
            let key = K::parse(&parts::bare(key), doc);
            let entry = key.with(V::parse(&parts::bare(value), doc), |key, value| (key, value));
            all = all.with(entry, |mut values: Self, (key, value)| {
                values.insert(key, value);
                values
            });
        }
        all
    }

    fn shape() -> Shape {
        Shape::Entries(Box::new(K::shape()), Box::new(V::shape()))
    }

    fn renamed(&self, names: &Renaming) -> Self {
        self.iter().map(|(key, value)| (key.renamed(names), value.renamed(names))).collect()
    }

    fn blank() -> Option<Self> {
        Some(Self::new())
    }
}

/// Stands for an entry that is there and holds nothing.
const NOTHING: &str = "（空）";

/// The words of an entry of a map that is a field of its own; empty where there is none.
pub(crate) fn entry_shown<T: Value>(value: Option<&T>, doc: &Document) -> String {
    let Some(value) = value else { return String::new() };
    let text = value.shown(doc);
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// Reads the words of an entry.
pub(crate) fn entry_parse<T: Value>(text: &str, doc: &Document) -> Reading<Option<T>> {
    let read = Option::<T>::parse(text, doc);
    match T::blank() {
        Some(blank) if text == NOTHING => {
            let mut values = vec![Some(blank)];
            values.extend(read.values(MOST));
            Reading::among(values)
        }
        _ => read,
    }
}

/// How the words of a field differ from the bare words of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// They do not.
    Plain,
    /// A unit stands behind them: `8人`.
    Unit(&'static str),
    /// These stand for 是 and 否.
    Either(&'static str, &'static str),
}

impl Manner {
    /// The words of a field from those of its value.
    pub fn dressed(self, text: String) -> String {
        match self {
            Self::Unit(unit) if !text.is_empty() => text + unit,
            Self::Either(yes, _) if text == "是" => yes.to_owned(),
            Self::Either(_, no) if text == "否" => no.to_owned(),
            _ => text,
        }
    }

    /// The words of the value from those of its field.
    pub fn bare(self, text: &str) -> &str {
        match self {
            Self::Unit(unit) => text.trim().strip_suffix(unit).unwrap_or(text),
            Self::Either(yes, _) if text.trim() == yes => "是",
            Self::Either(_, no) if text.trim() == no => "否",
            _ => text,
        }
    }
}
