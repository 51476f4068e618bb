//! Names that records and entries keep for life. Says nothing about what they name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The alphabet of replica ids: no I, L, O, U, so that a person can read one aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs in a replica id. Eight signs of five bits each: 40 random bits.
const REPLICA_LEN: usize = 8;

/// A name that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是守岁的记录编号")]
pub struct BadId(pub String);

/// One stretch of work on one PC: a random name, renewed whenever an opened file is not the one
/// this PC last wrote. Two PCs never share one, so nothing they write down can clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica(u64);

impl Replica {
    /// A replica from random bits, of which 40 are used.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits & ((1 << 40) - 1))
    }
}

impl fmt::Display for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..REPLICA_LEN).rev().try_for_each(|place| {
            let digit = usize::try_from((self.0 >> (5 * place)) & 31).unwrap_or_default();
            let sign = ALPHABET.get(digit).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(sign))
        })
    }
}

impl FromStr for Replica {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        if text.len() != REPLICA_LEN {
            return Err(bad());
        }
        text.bytes()
            .try_fold(0_u64, |bits, sign| {
                let digit = ALPHABET.iter().position(|known| *known == sign)?;
                Some((bits << 5) | u64::try_from(digit).ok()?)
            })
            .map(Self)
            .ok_or_else(bad)
    }
}

/// A journal entry's name: the replica that wrote it and that replica's own count, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// Who wrote it.
    pub replica: Replica,
    /// The how-manieth entry of that replica.
    pub number: u32,
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.replica, self.number)
    }
}

impl FromStr for EntryId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (replica, number) = text.split_once('-').ok_or_else(bad)?;
        Ok(Self { replica: replica.parse()?, number: number.parse().map_err(|_short| bad())? })
    }
}

/// A record's name for life: the entry that made it, and its place among what that entry made.
///
/// Entry ids are unique across PCs, so record ids are too, and no counter has to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mint {
    /// The entry that made the record.
    pub entry: EntryId,
    /// The record's place among those made by the same entry, from 0.
    pub place: u32,
}

impl fmt::Display for Mint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            0 => self.entry.fmt(f),
            place => write!(f, "{}.{place}", self.entry),
        }
    }
}

impl FromStr for Mint {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let (entry, place) = match text.split_once('.') {
            Some((entry, place)) => {
                (entry, place.parse().map_err(|_short| BadId(text.to_owned()))?)
            }
            None => (text, 0),
        };
        Ok(Self { entry: entry.parse()?, place })
    }
}

/// Writes a name as its text form, so that files stay readable.
macro_rules! serde_as_text {
    ($($name:ty),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("记录编号")
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                from.deserialize_str(Text)
            }
        }
    )*};
}
pub(crate) use serde_as_text;

serde_as_text!(Replica, EntryId, Mint);

/// A workbook's name, the same in all its copies whatever their files are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkbookId(pub Replica);

impl Default for WorkbookId {
    fn default() -> Self {
        Self(Replica::from_bits(0))
    }
}

impl fmt::Display for WorkbookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Declares the id types of records: each a [`Mint`] that cannot be taken for another's.
macro_rules! minted {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Mint);
    )*};
}

minted! {
    /// A person's name for life.
    PersonId,
    /// A unit's name for life.
    UnitId,
    /// A responsibility zone's name for life.
    ZoneId,
    /// A site's name for life.
    SiteId,
    /// A patrol route's name for life.
    RouteId,
    /// A sheet's name for life; its printed number is another matter.
    SheetId,
    /// A hazard's name for life; its printed number is another matter.
    HazardId,
    /// A transfer slip's name for life; its printed number is another matter.
    TransferId,
    /// A post's name for life.
    PostId,
    /// A telephone line's name for life.
    PhoneId,
    /// An approved version's name for life.
    VersionId,
    /// A duty log's name for life.
    LogId,
    /// A zero report's name for life.
    ZeroReportId,
    /// A handover's name for life.
    HandoverId,
    /// A spot check's name for life.
    SpotCheckId,
    /// An activity's name for life.
    ActivityId,
    /// A service's name for life.
    ServiceId,
    /// A change of the rota's name for life.
    SwapId,
    /// An incident's name for life.
    IncidentId,
    /// A line's name for life.
    LineId,
    /// A printed paper's name for life.
    PrintoutId,
    /// A pairing's name for life.
    PairingId,
    /// A resident's name for life.
    ResidentId,
    /// A gathering's name for life.
    GatheringId,
    /// A supply's name for life.
    SupplyId,
    /// A handed-out copy's name for life.
    HandoutId,
    /// A name for life of somebody's looking after places.
    StewardId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_they_were_written() {
        let replica = Replica::from_bits(0x12_3456_789A);
        let mint = Mint { entry: EntryId { replica, number: 12 }, place: 3 };
        assert_eq!(mint.to_string(), "28T5CY4T-12.3");
        assert_eq!(mint.to_string().parse(), Ok(mint));
        let first = Mint { place: 0, ..mint };
        assert_eq!(first.to_string(), "28T5CY4T-12");
        assert_eq!(first.to_string().parse(), Ok(first));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "28T5CY4T", "28T5CY4-12", "28T5CYUT-12", "28T5CY4T-x", "28T5CY4T-1.x"] {
            assert!(text.parse::<Mint>().is_err(), "{text}");
        }
    }
}
