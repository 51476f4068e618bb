//! Lines of response cards that a later edition of the shipped cards put right. A workbook keeps its
//! cards as they were taken up; one that still has such a line may send somebody into danger.

use std::sync::OnceLock;

use serde::Deserialize;

use super::outline::with_terms;
use crate::model::mine::Mine;
use crate::model::plan::{Card, CardCode, CardStep};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    card: CardCode,
    words: String,
}

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| {
        // The lines are part of the program; a test reads them all, so this default is never met.
        ron::from_str(include_str!("../../assets/book/withdrawn.ron")).unwrap_or_default()
    })
}

/// The lines of that card that an earlier edition had and the present one has put right.
pub fn lines_of(mine: &Mine, code: &CardCode, card: &Card) -> Vec<String> {
    let steps = card.steps.values().map(|CardStep { what, .. }| what);
    let there: Vec<&String> = [&card.risk, &card.signs]
        .into_iter()
        .chain(&card.forbidden)
        .chain(&card.retreat)
        .chain(steps)
        .collect();
    let withdrawn = lines().iter().filter(|line| line.card == *code);
    withdrawn
        .map(|line| with_terms(mine, &line.words))
        // The card may have been taken up before the mine said its own names.
        .filter(|words| there.iter().any(|there| mine.in_own_names(there.trim()) == **words))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_withdrawn_lines_read() {
        let lines: Vec<Line> =
            ron::from_str(include_str!("../../assets/book/withdrawn.ron")).unwrap();
        assert!(30 < lines.len());
        assert!(lines.iter().all(|line| 4 < line.words.chars().count()));
    }
}
