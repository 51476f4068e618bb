//! How many lines words take, at most, known before anything is laid out.
//!
//! Lines are filled as Typst fills them, but broken only where every reading of Unicode's line
//! breaking lets them be, and with every sign at its full width: so a height reckoned from them is
//! never too low. A test of `ledger::leaves` holds Typst's rows against it.

use std::borrow::Cow;
use std::sync::OnceLock;

use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

use super::faces;

/// A place where a line may break, without a width.
const BREAK: char = '\u{200B}';
/// Holds two signs together, without a width.
const JOIN: char = '\u{2060}';
/// Width of the empty box that stands for a sign no face has.
const BOX: f64 = 1.0;

/// The face words are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// 宋体.
    Plain,
    /// 黑体.
    Bold,
}

/// What a line can do before and after a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A Chinese sign: a line breaks on both its sides.
    Han,
    /// A half-width letter or digit.
    Word,
    /// Chinese punctuation that ends something, and stays with what it ends.
    Closing,
    /// Chinese punctuation that begins something.
    Opening,
    /// A space; where a line is broken it takes no room.
    Space,
    /// [`BREAK`].
    Break,
    /// Any other sign: no line is expected to break there.
    Other,
}

impl Class {
    fn of(sign: char) -> Self {
        match sign {
            ' ' => Self::Space,
            BREAK => Self::Break,
            _ if sign.is_ascii_alphanumeric() => Self::Word,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '】' | '》' | '〕' | '〉'
            | '」' | '』' => Self::Closing,
            '（' | '【' | '《' | '〔' | '〈' | '「' | '『' => Self::Opening,
            _ if is_han(sign) => Self::Han,
            _ => Self::Other,
        }
    }

    /// Whether a line surely breaks between a sign of this class, with spaces after it, and `next`.
    fn parts_from(self, next: Self, spaced: bool) -> bool {
        match (self, next) {
            (Self::Break, _)
            | (Self::Han | Self::Closing, Self::Han | Self::Word | Self::Opening)
            | (Self::Word, Self::Han) => true,
            (Self::Word, Self::Word | Self::Opening) => spaced,
            _ => false,
        }
    }
}

/// Chinese signs of one em in all our faces.
fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

/// Where Typst ends a line in any case.
fn ends_line(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Width of a sign in em, at most.
fn width(sign: char, face: Face) -> f64 {
    static NARROW: OnceLock<[Vec<f64>; 2]> = OnceLock::new();
    if is_han(sign) {
        return 1.0;
    }
    let [plain, bold] = NARROW.get_or_init(|| {
        let of = |face| ('\0'..='\u{7F}').map(|sign| advance(sign, face)).collect();
        [of(Face::Plain), of(Face::Bold)]
    });
    let narrow = if face == Face::Bold { bold } else { plain };
    let known = usize::try_from(u32::from(sign)).ok().and_then(|at| narrow.get(at));
    known.copied().unwrap_or_else(|| advance(sign, face))
}

/// What the face says of a sign's width; where it lacks the sign, the widest of those that may
/// stand in for it.
fn advance(sign: char, face: Face) -> f64 {
    static FACES: OnceLock<Vec<FontInstance>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        let plain = |font: &Font| {
            let (variant, axes) = (FontVariant::default(), FontVariations::default());
            font.clone().instantiate(variant, Abs::pt(8.0), &axes)
        };
        faces::fonts().iter().map(plain).collect()
    });
    if sign == BREAK || sign == JOIN {
        return 0.0;
    }
    let of = |face: &FontInstance| {
        let glyph = face.ttf().glyph_index(sign)?;
        face.x_advance(glyph.0).map(|advance| advance.get())
    };
    // Dashes, dots and quotation marks: Chinese text gets wider ones than the face tells of.
    let least = if matches!(sign, '\u{2010}'..='\u{2027}') { 1.0 } else { 0.0 };
    let own = faces.get(match face {
        Face::Plain => faces::SONG,
        Face::Bold => faces::HEI,
    });
    let widest = || faces.iter().filter_map(of).reduce(f64::max).unwrap_or(BOX);
    own.and_then(of).unwrap_or_else(widest).max(least)
}

/// A stretch of words no line breaks in, as far as we know, and the spaces after it.
struct Piece<'a> {
    words: &'a str,
    width: f64,
    spaces: f64,
}

/// The pieces of words that hold no end of a line.
fn pieces(words: &str, face: Face) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    // The last sign that is no space, and whether a space came after it.
    let (mut last, mut spaced) = (Class::Other, false);
    let mut start = 0;
    for (at, sign) in words.char_indices() {
        let class = Class::of(sign);
        if class == Class::Space {
            if let Some(piece) = pieces.last_mut() {
                piece.spaces += width(sign, face);
            }
            spaced = true;
            continue;
        }
        let parts = last.parts_from(class, spaced);
        match pieces.last_mut() {
            Some(piece) if !parts => {
                piece.width += piece.spaces + width(sign, face);
                piece.spaces = 0.0;
                piece.words = words.get(start..at + sign.len_utf8()).unwrap_or_default();
            }
            _ => {
                start = if pieces.is_empty() { 0 } else { at };
                let words = words.get(start..at + sign.len_utf8()).unwrap_or_default();
                // Spaces at the very beginning count as any sign does.
                let before = words.chars().map(|sign| width(sign, face)).sum();
                pieces.push(Piece { words, width: before, spaces: 0.0 });
            }
        }
        (last, spaced) = (class, false);
    }
    // Typst lets spaces hang over at the end of a line it broke itself, and nowhere else.
    if let Some(piece) = pieces.last_mut() {
        piece.width += std::mem::take(&mut piece.spaces);
    }
    pieces
}

/// Lines that words take in `room` em, at most.
pub(super) fn lines(words: &str, room: f64, face: Face) -> usize {
    words.split(ends_line).map(|words| lines_of(words, room, face)).sum()
}

fn lines_of(words: &str, room: f64, face: Face) -> usize {
    let (mut lines, mut filled) = (1, 0.0);
    for Piece { width, spaces, .. } in pieces(words, face) {
        if filled + width <= room {
            filled += width + spaces;
        } else if width <= room {
            lines += 1;
            filled = width + spaces;
        } else {
            // Where such a piece breaks is not known; no two lines of it are narrower than one.
            lines += 1 + 2 * rooms(width, room);
            filled = room;
        }
    }
    lines
}

/// How many rooms a width fills.
fn rooms(width: f64, room: f64) -> usize {
    let mut count = 0;
    let mut left = width;
    while 0.0 < left && 0.0 < room {
        count += 1;
        left -= room;
    }
    count
}

/// Holds together what reads as one, a date or a number with its word (2月3日, 第6号, 12条), where
/// that fits a line of `room` em.
pub(super) fn kept(words: &str, room: f64, face: Face) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut run = String::new();
    let mut last = None;
    for sign in words.chars() {
        if !last.is_some_and(|last| goes_with(last, sign)) {
            join(&mut kept, &run, room, face);
            run.clear();
        }
        run.push(sign);
        last = Some(sign);
    }
    join(&mut kept, &run, room, face);
    kept
}

/// Whether no line ends between these two.
fn goes_with(last: char, next: char) -> bool {
    const AFTER: &str = "年月日号时分点条项份处台层室栋排人名次张天℃㎡";
    const BEFORE: &str = "年月第";
    let (last_is, next_is) = (last.is_ascii_digit(), next.is_ascii_digit());
    (last_is && (next_is || AFTER.contains(next))) || (next_is && BEFORE.contains(last))
}

fn join(kept: &mut String, run: &str, room: f64, face: Face) {
    let wide: f64 = run.chars().map(|sign| width(sign, face)).sum();
    let mut last: Option<char> = None;
    for sign in run.chars() {
        // Between digits no line ends anyway.
        let parts = last.is_some_and(|last| !(last.is_ascii_digit() && sign.is_ascii_digit()));
        if parts && wide <= room {
            kept.push(JOIN);
        }
        kept.push(sign);
        last = Some(sign);
    }
}

/// Lets half-width signs break anywhere where they would not fit a line of `room` em otherwise (an
/// address, a file name).
pub(super) fn soft(words: &str, room: f64, face: Face) -> Cow<'_, str> {
    let is_wide = |words| pieces(words, face).iter().any(|piece| room < piece.width);
    if !words.split(ends_line).any(is_wide) {
        return Cow::Borrowed(words);
    }
    let mut softened = String::new();
    let mut done = words;
    for piece in words.split(ends_line).flat_map(|words| pieces(words, face)) {
        let Some((before, after)) = done.split_once(piece.words) else { continue };
        softened.push_str(before);
        let mut last = None;
        for sign in piece.words.chars() {
            if room < piece.width && is_half(sign) && last.is_some_and(is_half) {
                softened.push(BREAK);
            }
            softened.push(sign);
            last = Some(sign);
        }
        done = after;
    }
    softened.push_str(done);
    Cow::Owned(softened)
}

fn is_half(sign: char) -> bool {
    matches!(sign, '!'..='~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_held_together_where_they_fit() {
        let table = [
            ("2月3日前清洗，共12条", 20.0, "2|月|3|日前清洗，共12|条"),
            ("望安监〔2027〕第6号", 20.0, "望安监〔2027〕第|6|号"),
            ("上次2026-09-18", 20.0, "上次2026-09-18"),
            ("2027年2月10日", 20.0, "2027|年|2|月|10|日"),
            // In a column too narrow for it a date breaks as any words do.
            ("2027年2月10日", 3.0, "2027年2月10日"),
        ];
        for (words, room, expected) in table {
            assert_eq!(kept(words, room, Face::Plain), expected.replace('|', "\u{2060}"));
        }
        let held = kept("清洗到2月13日", 5.0, Face::Plain);
        assert_eq!(
            (lines("清洗到2月13日", 5.0, Face::Plain), lines(&held, 5.0, Face::Plain)),
            (2, 2)
        );
        let of_line = |words: &str| pieces(words, Face::Plain).len();
        assert_eq!((of_line("清洗到2月13日"), of_line(&held)), (7, 4));
    }
}
