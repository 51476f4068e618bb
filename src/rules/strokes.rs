//! Signs by their strokes as the mainland counts them. Source: `sources.md` 姓氏排序.
//!
//! The collations of operating systems and libraries count 陈, 黄, 郭, 邓 and many more one stroke too
//! many, so the index is one of our own: `assets/names/strokes.txt`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::choices;

choices! {
    /// The five kinds of strokes, in the order in which signs of as many strokes stand.
    Stroke {
        /// Level.
        Level = "横",
        /// Upright.
        Upright = "竖",
        /// Falling to the left.
        Left = "撇",
        /// A dot, or falling to the right.
        Dot = "点",
        /// Bent.
        Bent = "折",
    }
}

/// A sign in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many strokes it has.
    pub count: u8,
    /// The first of them; not known of a few rare signs.
    pub first: Option<Stroke>,
    /// Where it stands among all signs of the index.
    rank: u32,
}

/// What a sign of the index sorts by; others come behind all of them, in the order of their codes.
pub fn rank(sign: char) -> u32 {
    const BEHIND: u32 = 1 << 24;
    place(sign).map_or_else(|| BEHIND + u32::from(sign), |place| place.rank)
}

/// Where a sign stands in the index.
pub fn place(sign: char) -> Option<Place> {
    static INDEX: OnceLock<BTreeMap<char, Place>> = OnceLock::new();
    let index = INDEX.get_or_init(|| index(include_str!("../../assets/names/strokes.txt")));
    index.get(&sign).copied()
}

/// Reads lines of `7 点 沈汪…`, whose signs stand in their order.
fn index(text: &str) -> BTreeMap<char, Place> {
    let mut index = BTreeMap::new();
    let mut rank = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let count = parts.next().and_then(|count| count.parse().ok());
        let (Some(count), Some(word), Some(signs)) = (count, parts.next(), parts.next()) else {
            continue;
        };
        let first = Stroke::ALL.iter().copied().find(|stroke| stroke.word() == word);
        for sign in signs.chars() {
            rank += 1;
            index.insert(sign, Place { count, first, rank });
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_in_order_and_has_every_sign_once() {
        let text = include_str!("../../assets/names/strokes.txt");
        let mut heads = Vec::new();
        let mut signs = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split(' ').collect();
            let [count, first, of_it] = parts.as_slice() else { panic!("{line}") };
            let first = "横竖撇点折—".chars().position(|sign| first.starts_with(sign)).unwrap();
            heads.push((count.parse::<u8>().unwrap(), first));
            signs += of_it.chars().count();
        }
        assert!(heads.is_sorted());
        assert_eq!(heads.len(), heads.iter().collect::<std::collections::BTreeSet<_>>().len());
        assert_eq!((signs, index(text).len()), (8230, 8230));
    }

    #[test]
    fn signs_are_counted_as_on_the_mainland() {
        // One more each in the usual collation.
        for (sign, count, first) in [
            ('陈', 7, "折"),
            ('黄', 11, "横"),
            ('郭', 10, "点"),
            ('邓', 4, "折"),
            ('蔡', 14, "横"),
            ('祁', 6, "点"),
            ('逯', 11, "折"),
            ('骨', 9, "竖"),
        ] {
            let place = place(sign).unwrap();
            assert_eq!((place.count, place.first.unwrap().word()), (count, first), "{sign}");
        }
        assert_eq!(place('A'), None);
        assert!(rank('一') < rank('丁') && rank('丁') < rank('鑫') && rank('鑫') < rank('A'));
    }
}
