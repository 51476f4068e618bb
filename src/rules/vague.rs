//! Words that say nothing (加强管理、尽快), from the shipped book. Flags them, never refuses.

use std::sync::OnceLock;

use serde::Deserialize;

/// A word that says nothing, and what to write in its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vague {
    words: String,
    advice: String,
}

/// The first vague word in `text`, and what to write in its place.
pub fn first_in(text: &str) -> Option<(&'static str, &'static str)> {
    static BOOK: OnceLock<Vec<Vague>> = OnceLock::new();
    BOOK.get_or_init(|| {
        // The book is part of the program; a test reads it whole, so this default is never met.
        ron::from_str(include_str!("../../assets/book/vague.ron")).unwrap_or_default()
    })
    .iter()
    .find(|vague| text.contains(vague.words.as_str()))
    .map(|vague| (vague.words.as_str(), vague.advice.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_of_vague_words_reads() {
        let book: Vec<Vague> = ron::from_str(include_str!("../../assets/book/vague.ron")).unwrap();
        assert!(20 <= book.len());
        assert!(first_in("要加强管理").is_some());
        assert!(first_in("更换闭门器2个").is_none());
    }
}
