//! What a review of a response card is of.

use crate::model::plan::{CardCode, CardField};
use crate::model::{Document, Put};
use crate::rules::outline;

/// A review is of what stood there: that is remembered with it, or, where an earlier program did not, or not
/// all of it, before it changes.
pub(super) fn words_reviewed(doc: &Document, put: &Put) -> Option<Put> {
    let Put::Card(code, field) = put else { return None };
    let card = doc.cards.get(code)?;
    let digest = match field {
        CardField::Reviewed(words) if words.trim().is_empty() => String::new(),
        CardField::Reviewed(_) => outline::card_digest(card),
        _ if card.reviewed.trim().is_empty() => return None,
        _ if !card.reviewed_words.is_empty() && !outline::is_reviewed_as_earlier(card) => {
            return None;
        }
        _ => outline::card_digest(card),
    };
    (digest != card.reviewed_words)
        .then(|| Put::from((code.clone(), CardField::ReviewedWords(digest))))
}

/// Fields of a card, and the words it was reviewed in, which stood there before.
pub(super) fn puts_of_card(doc: &Document, code: &CardCode, fields: Vec<CardField>) -> Vec<Put> {
    let mut puts: Vec<Put> =
        fields.into_iter().map(|field| Put::from((code.clone(), field))).collect();
    puts.extend(puts.first().and_then(|put| words_reviewed(doc, put)));
    puts
}
