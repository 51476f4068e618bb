//! What the mine says of distances and times on cards, written once and then into every card.

use super::own_names::rewritten;
use super::reviews::puts_of_card;
use super::{Draft, Refusal};
use crate::model::measure::{Measure, Measured};
use crate::model::mine::Only;
use crate::model::plan::{Card, PlanField};
use crate::model::record::Record as _;
use crate::model::{Document, Put, RecordId};
use crate::rules::measures;

/// Lays down an amount and on what it rests; without one, what is shipped holds again.
pub(super) fn set(
    doc: &Document,
    measure: Measure,
    own: Option<&Measured>,
) -> Result<Draft, Refusal> {
    let shipped = measure.shipped();
    if own.is_some_and(|own| own.quantity.unit != shipped.unit) {
        return Err(Refusal::Broken(format!("“{}”按{}计", measure.word(), shipped.unit.word())));
    }
    let is_as_shipped =
        own.is_none_or(|own| own.quantity == shipped && own.basis.trim().is_empty());
    let kept = own.filter(|_| !is_as_shipped).cloned();
    let said = own.cloned().unwrap_or(Measured { quantity: shipped, basis: String::new() });
    let all = [(measure, said)].into();
    let mut puts: Vec<Put> = doc
        .cards
        .iter()
        .flat_map(|(code, card)| {
            let fields = rewritten(card, |words| measures::written(words, &all));
            puts_of_card(doc, code, fields)
        })
        .collect();
    puts.push(Put::from((Only, PlanField::Measure(measure, kept))));
    if !doc.has(&RecordId::Plan(Only)) {
        puts.push(RecordId::Plan(Only).keep(true));
    }
    Ok(Draft::of(format!("填写{}", measure.word()), puts))
}

/// A shipped card with what this mine says.
pub(super) fn of_mine(doc: &Document, card: Card) -> Card {
    let own = doc.current_plan().measures;
    if own.is_empty() {
        return card;
    }
    let mut card = card;
    for field in rewritten(&card, |words| measures::written(words, &own)) {
        card.set(field);
    }
    card
}
