//! Where two texts differ, line by line.

use std::ops::Range;

/// Lines of one text that stand in the place of lines of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The lines of the one.
    pub was: Range<usize>,
    /// The lines of the other.
    pub now: Range<usize>,
}

/// More comparisons than this are not made: then all that is not alike at either end differs.
const MOST: usize = 4_000_000;

/// The stretches in which two texts differ, in their order.
pub fn hunks(was: &[String], now: &[String]) -> Vec<Hunk> {
    let head = was.iter().zip(now).take_while(|(one, other)| one == other).count();
    let tails = was.iter().skip(head).rev().zip(now.iter().skip(head).rev());
    let tail = tails.take_while(|(one, other)| one == other).count();
    let (one, other) = (
        was.get(head..was.len() - tail).unwrap_or_default(),
        now.get(head..now.len() - tail).unwrap_or_default(),
    );
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut put = |was: Range<usize>, now: Range<usize>| {
        if was.is_empty() && now.is_empty() {
            return;
        }
        hunks.push(Hunk { was, now });
    };
    let (mut at_was, mut at_now) = (head, head);
    for (of_was, of_now) in alike(one, other) {
        let (of_was, of_now) = (head + of_was, head + of_now);
        put(at_was..of_was, at_now..of_now);
        (at_was, at_now) = (of_was + 1, of_now + 1);
    }
    put(at_was..was.len() - tail, at_now..now.len() - tail);
    hunks
}

/// The places of the longest run of lines both have in the same order.
fn alike(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    if MOST < one.len().saturating_mul(width) {
        return Vec::new();
    }
    // How many lines are alike from there on.
    let mut counts = vec![0_u32; (one.len() + 1) * width];
    let count = |counts: &[u32], at: usize, of: usize| {
        counts.get(at * width + of).copied().unwrap_or_default()
    };
    for at in (0..one.len()).rev() {
        for of in (0..other.len()).rev() {
            let best = if one.get(at) == other.get(of) {
                count(&counts, at + 1, of + 1) + 1
            } else {
                count(&counts, at + 1, of).max(count(&counts, at, of + 1))
            };
            if let Some(cell) = counts.get_mut(at * width + of) {
                *cell = best;
            }
        }
    }
    let (mut at, mut of) = (0, 0);
    let mut found = Vec::new();
    while at < one.len() && of < other.len() {
        if one.get(at) == other.get(of) {
            found.push((at, of));
            (at, of) = (at + 1, of + 1);
        } else if count(&counts, at, of + 1) <= count(&counts, at + 1, of) {
            at += 1;
        } else {
            of += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let lines = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let told = |was: &str, now: &str| {
            let (was, now) = (lines(was), lines(now));
            let told = |hunk: &Hunk| {
                format!("{}>{}", was[hunk.was.clone()].concat(), now[hunk.now.clone()].concat())
            };
            hunks(&was, &now).iter().map(told).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("甲乙丙丁", "甲乙丙丁"), "");
        assert_eq!(told("甲乙丙丁", "甲子丙丁"), "乙>子");
        assert_eq!(told("甲乙丙丁", "甲乙戊丙丁"), ">戊");
        assert_eq!(told("甲乙丙丁", "乙丁"), "甲> 丙>");
        assert_eq!(told("甲乙丙", "丙甲乙"), ">丙 丙>");
        assert_eq!(told("", "甲"), ">甲");
        assert_eq!(told("甲甲甲", "甲"), "甲甲>");
    }
}
