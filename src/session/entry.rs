//! A line of the journal, and the chain that lines of one replica form.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::model::id::{BadId, EntryId, PrintoutId, Replica, serde_as_text};
use crate::model::record::is_unwritten;
use crate::model::{Change, RecordId};

/// The first 128 bits of a BLAKE3 hash: enough that no one finds two texts with the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut short = [0; 16];
        short.iter_mut().zip(blake3::hash(bytes).as_bytes()).for_each(|(to, from)| *to = *from);
        Self(short)
    }

    /// What the first entry of a replica follows: nothing.
    pub fn nothing() -> Self {
        Self([0; 16])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let mut short = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return Err(bad());
        }
        for (place, byte) in short.iter_mut().enumerate() {
            let pair = text.get(2 * place..2 * place + 2).ok_or_else(bad)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_odd| bad())?;
        }
        Ok(Self(short))
    }
}

serde_as_text!(Digest);

/// Where an entry came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A person did something.
    #[default]
    Did,
    /// A person took that entry back. The entry itself stays.
    Undid(EntryId),
    /// A person did that entry again after taking it back.
    Redid(EntryId),
    /// A person said which of several values holds.
    Resolved,
}

/// A sealed step: who did what when, and what it changed. Never changes afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// One more than every entry known when it was written: a clock that needs no clock.
    pub lamport: u64,
    /// Time of the PC that wrote it, UTC+8, for people to read; order never uses it.
    pub at: NaiveDateTime,
    /// The operator (操作人), as picked for the sitting.
    pub by: String,
    /// What was done, in words.
    pub verb: String,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "is_unwritten")]
    pub cause: Cause,
    /// The newest entries of other replicas seen since this replica's entry before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<EntryId>,
    /// Digest of the same replica's entry before.
    pub prev: Digest,
    /// What it changed; no field twice.
    pub changes: Vec<Change>,
}

impl Entry {
    /// Whether it does nothing but remember what was printed. What somebody writes of such a paper
    /// later is an act like any other.
    pub(super) fn is_memory(&self) -> bool {
        let made_here = |record| match record {
            RecordId::Printout(PrintoutId(made)) => made.entry == self.id,
            _ => false,
        };
        let mut records = self.changes.iter().map(|change| change.now().cell().record());
        !self.changes.is_empty() && records.all(made_here)
    }

    /// The entry as one line of text, always the same for the same entry.
    pub fn line(&self) -> String {
        // Plain data of this shape always has a text form; a property test holds this.
        ron::ser::to_string(self).unwrap_or_default()
    }

    /// Reads a line.
    ///
    /// # Errors
    /// Where the text is no entry.
    pub fn read(line: &str) -> Result<Self, ron::error::SpannedError> {
        ron::from_str(line)
    }

    /// The name of the entry in a line, without reading the rest.
    pub fn named(line: &str) -> Option<EntryId> {
        let (id, _) = line.strip_prefix("(id:\"")?.split_once('"')?;
        id.parse().ok()
    }

    /// The digest the replica's next entry follows.
    pub fn digest(&self) -> Digest {
        Digest::of(self.line().as_bytes())
    }
}

/// The newest entry of a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its count.
    pub number: u32,
    /// Its digest.
    pub digest: Digest,
    /// Its Lamport count.
    pub lamport: u64,
}

/// The short code of a state of the journal (校验码), as papers carry it: `7F3A-91`.
pub fn short_code<'a>(heads: impl Iterator<Item = (&'a Replica, &'a Head)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (replica, head) in heads {
        hasher.update(format!("{replica} {} {}\n", head.number, head.digest).as_bytes());
    }
    let hex: Vec<char> =
        hasher.finalize().to_hex().to_uppercase().chars().take(6).collect::<Vec<char>>();
    let (front, back) = hex.split_at(4.min(hex.len()));
    format!("{}-{}", front.iter().collect::<String>(), back.iter().collect::<String>())
}
