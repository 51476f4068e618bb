//! Values made of parts, as words: `整改人：柴有田；时间：2027年2月3日 10:00`.
//!
//! A text is put between “ and ” where it holds a sign that separates parts; a ” in it is doubled.

/// Whether a text must be quoted to stay in one piece between such signs.
fn is_torn(text: &str, between: &[char]) -> bool {
    text.is_empty() || text.contains(['“', '”']) || text.contains(between)
}

/// The text, between quotes where it would be cut by one of these signs.
pub(crate) fn quoted(text: &str, between: &[char]) -> String {
    if is_torn(text, between) {
        format!("“{}”", text.replace('”', "””"))
    } else {
        text.to_owned()
    }
}

/// The text without its quotes.
pub(crate) fn bare(text: &str) -> String {
    match text.strip_prefix('“').and_then(|text| text.strip_suffix('”')) {
        Some(inner) => inner.replace("””", "”"),
        None => text.to_owned(),
    }
}

/// Several texts in one.
pub(crate) fn list(texts: impl Iterator<Item = String>, between: char) -> String {
    let texts: Vec<String> = texts.map(|text| quoted(&text, &[between])).collect();
    texts.join(&between.to_string())
}

/// The pieces between such signs, quotes and all; none of an empty text.
pub(crate) fn split(text: &str, between: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((piece, after)) = cut(rest, between) else {
            pieces.push(rest);
            break;
        };
        pieces.push(piece);
        rest = after;
        if rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces
}

/// What stands before and after the first such sign that is not within quotes.
pub(crate) fn cut(text: &str, between: char) -> Option<(&str, &str)> {
    let mut within = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '“' if !within => within = true,
            // A doubled ” ends the quote and begins it again at once.
            '”' => within = !within,
            sign if sign == between && !within => {
                let after = text.get(at + sign.len_utf8()..).unwrap_or_default();
                return Some((text.get(..at).unwrap_or_default(), after));
            }
            _ => {}
        }
    }
    None
}

/// A part with its word; nothing where it is not filled in.
pub(crate) fn part(word: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{word}：{}", quoted(text, &['；', '\n'])))
}

/// The part of that word among the pieces; empty where there is none.
pub(crate) fn find(pieces: &[&str], word: &str) -> String {
    let of_word = |piece: &&str| {
        let (name, text) = cut(piece, '：')?;
        (name.trim() == word).then(|| bare(text))
    };
    pieces.iter().find_map(of_word).unwrap_or_default()
}

/// Writes [`Value`](super::Value) for a plain record of parts, each with its word.
macro_rules! parts {
    ($name:ident { $($part:ident: $ty:ty = $word:literal),* $(,)? }) => {
        impl crate::model::value::Value for $name {
            const BETWEEN: char = '\n';

            fn shown(&self, doc: &crate::model::Document) -> String {
                use crate::model::value::{Value, parts};
                let all = [$( parts::part($word, &Value::shown(&self.$part, doc)) ),*];
                all.into_iter().flatten().collect::<Vec<_>>().join("；")
            }

            fn parse(
                text: &str,
                doc: &crate::model::Document,
            ) -> crate::model::value::Reading<Self> {
                use crate::model::value::{Reading, parts};
                let pieces = parts::split(text, '；');
                let known = [$($word),*];
                let strange = |piece: &&str| {
                    !parts::cut(piece, '：').is_some_and(|(word, _)| known.contains(&word.trim()))
                };
                if pieces.iter().any(strange) {
                    return Reading::Unclear;
                }
                let all = Reading::Is(());
                $( let $part: Reading<$ty> = parts::read(&parts::find(&pieces, $word), doc);
                   let all = all.with($part, |before, part| (before, part)); )*
                all.map(|parts::nested!($($part),*)| Self { $($part),* })
            }

            fn shape() -> crate::model::shape::Shape {
                use crate::model::shape::{Component, Shape};
                Shape::Parts(vec![ $( Component::new(
                    stringify!($part),
                    $word,
                    <$ty as crate::model::value::Value>::shape(),
                ) ),* ])
            }

            fn named(&self, found: &mut Vec<crate::model::RecordId>) {
                $( crate::model::value::Value::named(&self.$part, found); )*
            }

            fn renamed(&self, names: &crate::model::value::Renaming) -> Self {
                Self { $( $part: crate::model::value::Value::renamed(&self.$part, names) ),* }
            }

            fn blank() -> Option<Self> {
                Some(Self { $( $part: <$ty as crate::model::value::Value>::blank()? ),* })
            }
        }
    };
}
pub(crate) use parts;

/// The pattern `((((), a), b), c)` for `a, b, c`.
macro_rules! nested {
    (@ $before:pat,) => { $before };
    (@ $before:pat, $part:ident $(, $rest:ident)*) => {
        $crate::model::value::parts::nested!(@ ($before, $part), $($rest),*)
    };
    ($($part:ident),*) => { $crate::model::value::parts::nested!(@ (), $($part),*) };
}
pub(crate) use nested;

/// Reads a part; one that is not there is what stands where nothing was filled in.
pub(crate) fn read<T: super::Value>(text: &str, doc: &crate::model::Document) -> super::Reading<T> {
    match T::blank() {
        Some(blank) if text.is_empty() => super::Reading::Is(blank),
        _ => T::parse(text, doc),
    }
}

/// Writes [`Value`](super::Value) for an enum whose variants have named parts: the variant's word
/// first, then its parts.
macro_rules! kinds {
    ($name:ident { $( $variant:ident = $kind:literal { $($part:ident: $ty:ty = $word:literal),* $(,)? } ),* $(,)? }) => {
        impl crate::model::value::Value for $name {
            const BETWEEN: char = '\n';

            fn shown(&self, doc: &crate::model::Document) -> String {
                let _ = doc;
                match self {
                    $( Self::$variant { $($part),* } => {
                        let all: Vec<Option<String>> = vec![
                            Some($kind.to_owned()),
                            $( crate::model::value::parts::part(
                                $word,
                                &crate::model::value::Value::shown($part, doc),
                            ) ),*
                        ];
                        all.into_iter().flatten().collect::<Vec<_>>().join("；")
                    } )*
                }
            }

            fn parse(
                text: &str,
                doc: &crate::model::Document,
            ) -> crate::model::value::Reading<Self> {
                use crate::model::value::{Reading, parts};
                let pieces = parts::split(text, '；');
                let _ = doc;
                match pieces.first().map(|kind| kind.trim()) {
                    $( Some($kind) => {
                        let all = Reading::Is(());
                        $( let $part: Reading<$ty> =
                               parts::read(&parts::find(&pieces, $word), doc);
                           let all = all.with($part, |before, part| (before, part)); )*
                        all.map(|parts::nested!($($part),*)| Self::$variant { $($part),* })
                    } )*
                    _ => Reading::Unclear,
                }
            }

            fn shape() -> crate::model::shape::Shape {
                use crate::model::shape::{KindList, OneKind, Component, Shape};
                let kinds = vec![ $( OneKind {
                    code: stringify!($variant),
                    word: $kind,
                    parts: vec![ $( Component::new(
                        stringify!($part),
                        $word,
                        <$ty as crate::model::value::Value>::shape(),
                    ) ),* ],
                    is_bare: false,
                } ),* ];
                Shape::Kinds(KindList { name: stringify!($name), kinds })
            }

            fn named(&self, found: &mut Vec<crate::model::RecordId>) {
                let _ = &found;
                match self {
                    $( Self::$variant { $($part),* } => {
                        $( crate::model::value::Value::named($part, found); )*
                    } )*
                }
            }

            fn renamed(&self, names: &crate::model::value::Renaming) -> Self {
                let _ = names;
                match self {
                    $( Self::$variant { $($part),* } => Self::$variant {
                        $( $part: crate::model::value::Value::renamed($part, names) ),*
                    }, )*
                }
            }
        }
    };
}
pub(crate) use kinds;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_whatever_stands_in_them() {
        let texts = ["", "门上贴“禁止”", "甲、乙", "”", "““””", "一\n二", "（空）", "：；"];
        for between in ['、', '\n', '；'] {
            let joined = list(texts.iter().map(|text| (*text).to_owned()), between);
            let back: Vec<String> = split(&joined, between).into_iter().map(bare).collect();
            assert_eq!(back, texts, "{joined}");
        }
        assert!(split("", '、').is_empty());
    }
}
