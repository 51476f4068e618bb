//! What a kind of table may say: its headings, and how each is written down. A kind of table is
//! one list of fields and one way to find the record a row is about.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::{Meaning, What, members, places, residents, supplies};
use crate::model::RecordId;
use crate::model::people::{Group, Membership, Role, Standing};

/// The words of a row, by what their columns mean.
pub(super) type Said = BTreeMap<Meaning, String>;

/// A record and whether it is new, or why a row is about none.
pub(super) type Subject = Result<(RecordId, bool), String>;

/// How a field is written down.
pub(super) type Write = fn(&mut Desk<'_>, &RecordId, &str) -> Result<(), String>;

/// A field a table may have.
pub(super) struct Field {
    pub(super) meaning: Meaning,
    /// The words at the head of its column.
    pub(super) heads: &'static [&'static str],
    /// How it is written; none where it only says which record is meant.
    pub(super) write: Option<Write>,
}

/// A kind of table.
pub(super) struct Table {
    /// Its fields, the narrower heading before the wider.
    pub(super) fields: &'static [Field],
    /// What a row cannot go without.
    pub(super) name: Meaning,
    /// What offices write once for several rows.
    pub(super) merged: &'static [Meaning],
    /// Puts the words of a row in order before they are written.
    pub(super) prepare: fn(&mut Said, &mut Vec<String>),
    /// The record a row is about, and whether it is new.
    pub(super) subject: fn(&mut Desk<'_>, &Said) -> Subject,
    /// Whether people nobody knows come on the books unasked.
    pub(super) newcomers: bool,
}

/// The kind of table; a rota is none of these.
pub(super) fn table(what: What) -> Option<&'static Table> {
    Some(match what {
        What::Members => &members::MEMBERS,
        What::Certificates => &members::CERTIFICATES,
        What::Leaves => &members::LEAVES,
        What::Posts => &places::POSTS,
        What::Units => &places::UNITS,
        What::Zones => &places::ZONES,
        What::Sites => &places::SITES,
        What::Residents => &residents::RESIDENTS,
        What::Routes => &places::ROUTES,
        What::Phones => &places::PHONES,
        What::Supplies => &supplies::SUPPLIES,
        What::Rota => return None,
    })
}

/// Headings by themselves, which say nothing within another word, as in 请假起止.
const ALONE: [&str; 9] =
    ["起", "止", "到", "止日", "请假起", "请假止", "休假起", "休假止", "有效期起"];

impl Table {
    /// How surely a heading means its field, the surest first: the first word of a field is its own.
    pub(super) fn rank(&self, words: &str) -> usize {
        let words = head_words(words);
        let heads = self.fields.iter().map(|field| field.heads);
        let exact = heads.filter_map(|heads| heads.iter().position(|head| *head == words));
        exact.min().unwrap_or(usize::MAX)
    }

    /// What the heading of a column means; `None` where it is no heading anybody knows.
    pub(super) fn heading(&self, words: &str) -> Option<Meaning> {
        let words = head_words(words);
        if words.is_empty() {
            return None;
        }
        let exact = self.fields.iter().find(|field| field.heads.contains(&words.as_str()));
        let part = || {
            let says = |head: &&str| !ALONE.contains(head) && words.contains(head);
            let within = |field: &&Field| field.heads.iter().any(says);
            self.fields.iter().find(within)
        };
        let skipped = ["序号", "编号", "年龄", "民族", "出生", "入党", "学历", "身份证", "签字"];
        let skip = || skipped.iter().any(|word| words.contains(word)).then_some(Meaning::Skip);
        exact.or_else(part).map(|field| field.meaning).or_else(skip)
    }
}

/// Whether that is just the heading of a column, in whatever kind of table.
pub(super) fn is_head(words: &str) -> bool {
    let words = head_words(words);
    let has = |what: &What| {
        let fields = table(*what).into_iter().flat_map(|table| table.fields);
        fields.into_iter().any(|field| field.heads.contains(&words.as_str()))
    };
    words == "序号" || What::ALL.iter().any(has)
}

/// The words of a heading without what stands in brackets, spaces and signs.
pub(super) fn head_words(words: &str) -> String {
    words
        .chars()
        .take_while(|sign| !matches!(sign, '(' | '（'))
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, ':' | '：' | '*' | '＊'))
        .collect()
}

/// What makes somebody a member of whom a list says no more.
pub(super) fn plain_member() -> Membership {
    Membership {
        standing: Standing::Member,
        squad: String::new(),
        group: Group::Patrol,
        role: Role::Member,
    }
}

pub(super) fn unprepared(_said: &mut Said, _left_out: &mut Vec<String>) {}

/// Writes the words of a cell into a field of that record, on one line.
macro_rules! line {
    ($kind:ident, $field:path) => {
        |desk, record, words| {
            if let RecordId::$kind(id) = record {
                desk.put(Put::from((*id, $field(Desk::line(words)))));
            }
            Ok(())
        }
    };
}

/// Writes the words of a cell as they are.
macro_rules! lines {
    ($kind:ident, $field:path) => {
        |desk, record, words| {
            if let RecordId::$kind(id) = record {
                desk.put(Put::from((*id, $field(words.to_owned()))));
            }
            Ok(())
        }
    };
}

/// Writes what a cell is read as into a field of that record.
macro_rules! read {
    ($kind:ident, $field:path, $read:expr) => {
        |desk, record, words| {
            if let RecordId::$kind(id) = record {
                let value = $read(desk, words)?;
                desk.put(Put::from((*id, $field(value))));
            }
            Ok(())
        }
    };
}

pub(super) use {line, lines, read};
