//! What a person once said of the columns of a table, for the next table with the same headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Look, Order, Sense, What};

/// So many tables are remembered, the latest first.
const MOST: usize = 60;

/// What the columns of one table were said to mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// The word for the kind of table.
    what: String,
    /// Its headings, left to right.
    heads: Vec<String>,
    /// What was said of a column, in the words it was offered in, by its place.
    columns: BTreeMap<usize, String>,
}

/// What was said of every table so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory(Vec<Learnt>);

impl Memory {
    /// Remembers what was said of the columns of a table; whether there is anything new in it.
    pub fn learn(&mut self, order: &Order, look: &Look) -> bool {
        let (what, heads) = (order.what.word(), heads(look));
        if order.hints.columns.is_empty() || heads.iter().all(String::is_empty) {
            return false;
        }
        let words = |(place, sense): (&usize, &Sense)| {
            let offered = look.choices.iter().find(|(offered, _)| offered == sense);
            offered.map(|(_, words)| (*place, words.clone()))
        };
        let columns = order.hints.columns.iter().filter_map(words).collect();
        let learnt = Learnt { what: what.to_owned(), heads, columns };
        if self.0.first() == Some(&learnt) {
            return false;
        }
        self.0.retain(|old| old.what != learnt.what || old.heads != learnt.heads);
        self.0.insert(0, learnt);
        self.0.truncate(MOST);
        true
    }

    /// What was said of the columns of a table with the headings of this one.
    pub fn recall(&self, what: What, look: &Look) -> BTreeMap<usize, Sense> {
        let heads = heads(look);
        let same = |one: &&Learnt| one.what == what.word() && one.heads == heads;
        let Some(learnt) = self.0.iter().find(same) else { return BTreeMap::new() };
        let sense = |(place, words): (&usize, &String)| {
            let offered = look.choices.iter().find(|(_, offered)| offered == words);
            offered.map(|(sense, _)| (*place, *sense))
        };
        learnt.columns.iter().filter_map(sense).collect()
    }
}

fn heads(look: &Look) -> Vec<String> {
    look.columns.iter().map(|column| column.head.clone()).collect()
}
