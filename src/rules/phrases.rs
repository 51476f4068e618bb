//! The phrase library: what is often found, with the usual measure, time limit and class.

use std::str::FromStr as _;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Deserializer};

use super::outline::with_terms;
use super::pinyin;
use crate::model::checklist::{Class, Code};
use crate::model::hazard::Hazard;
use crate::model::mine::Mine;

/// A hazard as it is often written down.
#[derive(Clone, Debug, Deserialize)]
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

impl Phrase {
    /// The phrase in that mine's words.
    fn said_by(&self, mine: &Mine) -> Self {
        let measure = with_terms(mine, &self.measure);
        Self { words: with_terms(mine, &self.words), measure, ..self.clone() }
    }
}

/// Every phrase as it is shipped, in the order of the check items.
pub fn all() -> &'static [Phrase] {
    static BOOK: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
        // The book is part of the program; a test reads it whole, so this default is never met.
        ron::from_str(include_str!("../../assets/book/phrases.ron")).unwrap_or_default()
    });
    &BOOK
}

/// At most `most` phrases, in the mine's words, that fit `query` by their signs or the first letters of
/// their pinyin; those of the check item at hand first, whatever its edition.
pub fn fitting(mine: &Mine, query: &str, item: Option<&Code>, most: usize) -> Vec<Phrase> {
    let mut fits: Vec<(bool, usize, &Phrase)> = all()
        .iter()
        .filter_map(|phrase| {
            let fit = pinyin::fit(&with_terms(mine, &phrase.words), query)?;
            Some((item.is_none_or(|item| item.base != phrase.item.base), fit, phrase))
        })
        .collect();
    fits.sort_by_key(|(other, fit, _)| (*other, *fit));
    fits.into_iter().take(most).map(|(_, _, phrase)| phrase.said_by(mine)).collect()
}

/// The phrase somebody took up, in the mine's words: `words` hold it whole, whatever was added
/// round it.
pub fn taken_up(mine: &Mine, words: &str) -> Option<Phrase> {
    let held = all().iter().filter(|phrase| words.contains(&with_terms(mine, &phrase.words)));
    held.max_by_key(|one| one.words.len()).map(|phrase| phrase.said_by(mine))
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
    use crate::model::mine::Term;

    #[test]
    fn a_phrase_is_found_by_its_letters_and_by_the_item_at_hand() {
        let mine = Mine::default();
        let first = |query| fitting(&mine, query, None, 1).pop().map(|phrase| phrase.words);
        let low = || Some("灭火器压力不足（指针位于红区）".to_owned());
        assert_eq!((first("mhqyl"), first("压力不足")), (low(), low()));
        let of_item = fitting(&mine, "", Some(&Code::first("F02")), 8);
        assert_eq!(of_item.len(), 8);
        assert_eq!(of_item.first().map(|phrase| phrase.item.base.as_str()), Some("F02"));
        assert!(fitting(&mine, "wsmdmy", None, 8).is_empty());
        let taken = |words| taken_up(&mine, words).map(|phrase| phrase.item.base);
        let words = "3号公寓2层灭火器压力不足（指针位于红区）2具";
        assert_eq!(taken(words).as_deref(), Some("F09"));
        assert!(taken("地面有积水").is_none());
    }

    #[test]
    fn a_phrase_comes_in_the_mines_own_words() {
        let terms = [(Term::Dormitory, "职工楼".to_owned()), (Term::Security, "武保科".to_owned())];
        let mine = Mine { terms: terms.into(), ..Mine::default() };
        let found = fitting(&mine, "zglnyrdk", None, 1).pop().unwrap();
        assert_eq!(found.words, "职工楼内有热得快、电热毯、电饭锅等违禁电器");
        let taken = taken_up(&mine, "3号职工楼内有热得快、电热毯、电饭锅等违禁电器2件");
        assert_eq!(taken.unwrap().item.base, "Q21");
        for phrase in all() {
            let Phrase { words, measure, .. } = phrase.said_by(&mine);
            for words in [words, measure] {
                assert!(!words.contains(['{', '}']) && !words.contains("公寓"), "{words}");
            }
        }
    }
}
