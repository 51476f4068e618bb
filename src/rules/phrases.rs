//! The phrase library: what is often found, with the usual measure, time limit and class.

use std::str::FromStr as _;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Deserializer};

use super::pinyin;
use crate::model::checklist::{Class, Code};
use crate::model::hazard::Hazard;

/// A hazard as it is often written down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// What is seen.
    pub words: String,
    /// What is to be done.
    pub measure: String,
    /// The check item it fails.
    #[serde(deserialize_with = "base_code")]
    pub item: Code,
    /// How many days that usually takes; none where it is done on the spot.
    pub days: Option<u16>,
    /// What is to be done with it.
    pub class: Class,
}

fn base_code<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
    let text = String::deserialize(from)?;
    Code::from_str(&text).map_err(serde::de::Error::custom)
}

/// Every phrase, in the order of the check items.
pub fn all() -> &'static [Phrase] {
    static BOOK: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
        // The book is part of the program; a test reads it whole, so this default is never met.
        ron::from_str(include_str!("../../assets/book/phrases.ron")).unwrap_or_default()
    });
    &BOOK
}

/// The phrases that fit `query` by their signs or the first letters of their pinyin; those of
/// the check item at hand first, whatever its edition.
pub fn fitting(query: &str, item: Option<&Code>) -> Vec<&'static Phrase> {
    let mut fits: Vec<(bool, usize, &Phrase)> = all()
        .iter()
        .filter_map(|phrase| {
            let fit = pinyin::fit(&phrase.words, query)?;
            Some((item.is_none_or(|item| item.base != phrase.item.base), fit, phrase))
        })
        .collect();
    fits.sort_by_key(|(other, fit, _)| (*other, *fit));
    fits.into_iter().map(|(_, _, phrase)| phrase).collect()
}

/// The phrase somebody took up: `words` hold it whole, whatever was added round it.
pub fn taken_up(words: &str) -> Option<&'static Phrase> {
    all().iter().filter(|phrase| words.contains(&phrase.words)).max_by_key(|one| one.words.len())
}

/// The day by which a hazard like that is usually put right: the shortest time limit of those that
/// fail the same check item. Nothing where such a one is put right on the spot.
pub fn usual_limit(hazard: &Hazard) -> Option<NaiveDate> {
    let item = hazard.item.as_ref()?;
    let alike = all().iter().filter(|phrase| phrase.item.base == item.base);
    let days = alike.filter_map(|phrase| phrase.days).min()?;
    hazard.found_on?.checked_add_days(Days::new(u64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_by_its_letters_and_by_the_item_at_hand() {
        let first = |query, item: Option<&str>| {
            let item = item.map(Code::first);
            fitting(query, item.as_ref()).first().map(|phrase| phrase.words.as_str())
        };
        assert_eq!(first("mhqyl", None), Some("灭火器压力不足（指针位于红区）"));
        assert_eq!(first("压力不足", None), Some("灭火器压力不足（指针位于红区）"));
        let of_item = fitting("", Some(&Code::first("F02")));
        assert_eq!(of_item.first().map(|phrase| phrase.item.base.as_str()), Some("F02"));
        assert!(fitting("wsmdmy", None).is_empty());
        let words = "3号公寓2层灭火器压力不足（指针位于红区）2具";
        assert_eq!(taken_up(words).map(|phrase| phrase.item.base.as_str()), Some("F09"));
        assert!(taken_up("地面有积水").is_none());
    }
}
