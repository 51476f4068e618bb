//! How a difference is said: short words whole, of long ones what is not the same.

use super::{Difference, Part};

/// Words so long are said whole.
const SHORT: usize = 24;
/// So many signs stand round what changed in longer ones.
const ROUND: usize = 8;
/// More signs of a text are never said.
const MOST: usize = 60;

/// Between quotes, the middle of a long text left out.
pub(super) fn quoted(words: &str) -> String {
    let line = words.lines().collect::<Vec<_>>().join("／");
    format!("“{}”", cut(&line))
}

fn cut(words: &str) -> String {
    let signs: Vec<char> = words.chars().collect();
    if signs.len() <= MOST {
        return words.to_owned();
    }
    let half = MOST / 2;
    let (head, tail) = (signs.get(..half), signs.get(signs.len() - half..));
    let text = |part: Option<&[char]>| part.unwrap_or_default().iter().collect::<String>();
    format!("{}……{}", text(head), text(tail))
}

/// One text in the place of another; one of them may be empty.
pub(super) fn changed(part: Part, place: impl Into<String>, was: &str, now: &str) -> Difference {
    let place = place.into();
    let words = match (was, now) {
        ("", now) => format!("{place}填为{}", quoted(now)),
        (was, "") => format!("{place}删去{}", quoted(was)),
        (was, now) => format!("{place}{}", turned(was, now)),
    };
    Difference { part, place, was: was.to_owned(), now: now.to_owned(), words }
}

/// A paragraph or a line of a list that came.
pub(super) fn added(part: Part, place: impl Into<String>, now: &str) -> Difference {
    let place = place.into();
    let words = format!("{place}增加{}", quoted(now));
    Difference { part, place, was: String::new(), now: now.to_owned(), words }
}

/// One that went.
pub(super) fn removed(part: Part, place: impl Into<String>, was: &str) -> Difference {
    let place = place.into();
    let words = format!("{place}删去{}", quoted(was));
    Difference { part, place, was: was.to_owned(), now: String::new(), words }
}

/// 由“……”改为“……”, of long texts only what is not the same with a few signs round it.
fn turned(was: &str, now: &str) -> String {
    let (one, other): (Vec<char>, Vec<char>) = (was.chars().collect(), now.chars().collect());
    if one.len() <= SHORT && other.len() <= SHORT {
        return format!("由“{was}”改为“{now}”");
    }
    let head = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let least = one.len().min(other.len()) - head;
    let tails = one.iter().rev().zip(other.iter().rev()).take(least);
    let tail = tails.take_while(|(one, other)| one == other).count();
    // A number is never cut in two.
    let is_of_number = |sign: Option<&char>| {
        sign.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '%'))
    };
    let mut head = head;
    while 0 < head && is_of_number(one.get(head - 1)) {
        head -= 1;
    }
    let mut tail = tail;
    while 0 < tail && is_of_number(one.get(one.len() - tail)) {
        tail -= 1;
    }
    let piece = |signs: &[char]| {
        let (from, to) =
            (head.saturating_sub(ROUND), (signs.len() - tail + ROUND).min(signs.len()));
        let before = if 0 < from { "…" } else { "" };
        let after = if to < signs.len() { "…" } else { "" };
        let middle: String = signs.get(from..to).unwrap_or_default().iter().collect();
        format!("“{before}{}{after}”", cut(&middle))
    };
    format!("由{}改为{}", piece(&one), piece(&other))
}

/// Pairs of signs beside each other that both texts have, in hundredths of all of them.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let pairs = |words: &str| {
        let signs: Vec<char> = words.chars().filter(|sign| !sign.is_whitespace()).collect();
        signs.windows(2).map(<[char]>::to_vec).collect::<Vec<_>>()
    };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let mut same: usize = 0;
    for pair in &one {
        if let Some(place) = other.iter().position(|known| known == pair) {
            other.swap_remove(place);
            same += 2;
        }
    }
    (same * 100).checked_div(all).unwrap_or_default()
}
