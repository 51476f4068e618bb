//! What stands in a cell of a list, how it looks, and by what the list is sorted there.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::rules::pinyin;
use crate::ui::look;
use crate::ui::widgets::{Cells, Tone};

/// What stands in a cell, and by what the list is sorted there.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Shown {
    pub(super) words: String,
    face: Face,
    /// Sorts before the words do.
    rank: Option<i64>,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Plain,
    Weak,
    Bold,
    Badge(Tone),
}

impl Shown {
    /// Plain words.
    pub(in crate::ui) fn words(words: impl Into<String>) -> Self {
        Self { words: words.into(), face: Face::Plain, rank: None }
    }

    /// Words on a tinted ground.
    pub(in crate::ui) fn badge(tone: Tone, words: impl Into<String>) -> Self {
        Self { words: words.into(), face: Face::Badge(tone), rank: None }
    }

    /// 2月5日
    pub(in crate::ui) fn day(day: Option<NaiveDate>) -> Self {
        let words = day.map(|day| day.format("%-m月%-d日").to_string());
        Self::words(words.unwrap_or_default()).of_day(day)
    }

    /// A figure.
    pub(in crate::ui) fn count(count: usize) -> Self {
        Self::words(count.to_string()).by(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Sorted by that day.
    pub(in crate::ui) fn of_day(self, day: Option<NaiveDate>) -> Self {
        let days = day.map(|day| (day - NaiveDate::default()).num_days());
        Self { rank: days, ..self }
    }

    /// Sorted by that figure.
    pub(in crate::ui) fn by(self, rank: i64) -> Self {
        Self { rank: Some(rank), ..self }
    }

    /// In small print.
    pub(in crate::ui) fn weak(self) -> Self {
        Self { face: Face::Weak, ..self }
    }

    /// In bold.
    pub(in crate::ui) fn bold(self) -> Self {
        Self { face: Face::Bold, ..self }
    }

    /// Paints the next cell of a row, or what is wrong with it.
    pub(super) fn paint(&self, cells: &mut Cells<'_>, doubt: Option<&str>) {
        if let Some(why) = doubt {
            return cells.doubted(&self.words, why);
        }
        match self.face {
            Face::Plain => cells.words(&self.words),
            Face::Weak => cells.words(look::small(&self.words)),
            Face::Bold => cells.words(look::bold(&self.words)),
            Face::Badge(_) if self.words.is_empty() => cells.words(""),
            Face::Badge(tone) => cells.badge(tone, &self.words),
        }
    }
}

/// Sorts by the cells; what is empty comes last either way.
pub(super) fn sort<T>(rows: &mut [(T, Option<Shown>)], reversed: bool) {
    rows.sort_by_cached_key(|(_, cell)| {
        let cell = cell.as_ref();
        let words = cell.map_or("", |cell| cell.words.as_str());
        let key = (cell.and_then(|cell| cell.rank), pinyin::order(words));
        (words.is_empty(), Turned { key, reversed })
    });
}

/// A key that may sort the other way round.
#[derive(PartialEq, Eq)]
struct Turned<K> {
    key: K,
    reversed: bool,
}

impl<K: Ord> Ord for Turned<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.key.cmp(&other.key);
        if self.reversed { order.reverse() } else { order }
    }
}

impl<K: Ord> PartialOrd for Turned<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
