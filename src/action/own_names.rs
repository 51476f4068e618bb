//! The mine's own names in what was taken up before it said them: posts, response cards, telephones.
//! What is printed of the plan's chapters and of items follows the 称谓表 by itself.

use super::reviews::puts_of_card;
use crate::model::mine::Mine;
use crate::model::people::{Post, PostField};
use crate::model::plan::{Card, CardField, CardStep, Phone, PhoneField};
use crate::model::{Document, Put};

/// In how many fields a usual name stands for which the mine has a name of its own.
pub fn to_write(doc: &Document) -> usize {
    puts(doc).iter().filter(|put| !is_review(put)).count()
}

fn is_review(put: &Put) -> bool {
    matches!(put, Put::Card(_, CardField::ReviewedWords(_)))
}

/// What would be written, field by field. Where people gather is the mine's own from the first.
pub(super) fn puts(doc: &Document) -> Vec<Put> {
    let mine = doc.profile();
    if mine.terms.is_empty() {
        return Vec::new();
    }
    let of_posts = doc.posts.iter().flat_map(|(id, post)| {
        of_post(&mine, post).into_iter().map(|field| Put::from((*id, field))).collect::<Vec<_>>()
    });
    let of_phones = doc.phones.iter().filter(|(_, phone)| !phone.national);
    let of_phones = of_phones.flat_map(|(id, phone)| {
        of_phone(&mine, phone).into_iter().map(|field| Put::from((*id, field))).collect::<Vec<_>>()
    });
    // It was reviewed in the words that stood there.
    let of_cards = doc.cards.iter().flat_map(|(code, card)| {
        puts_of_card(doc, code, rewritten(card, |words| mine.in_own_names(words)))
    });
    of_posts.chain(of_phones).chain(of_cards).collect()
}

/// A text in the mine's own names, if that is another one.
fn renamed(mine: &Mine, words: &str) -> Option<String> {
    let own = mine.in_own_names(words);
    (own != words).then_some(own)
}

fn of_post(mine: &Mine, post: &Post) -> Vec<PostField> {
    let fields = [
        renamed(mine, &post.name).map(PostField::Name),
        renamed(mine, &post.duties).map(PostField::Duties),
        renamed(mine, &post.place).map(PostField::Place),
    ];
    fields.into_iter().flatten().collect()
}

fn of_phone(mine: &Mine, phone: &Phone) -> Vec<PhoneField> {
    let fields = [
        renamed(mine, &phone.name).map(PhoneField::Name),
        renamed(mine, &phone.note).map(PhoneField::Note),
    ];
    fields.into_iter().flatten().collect()
}

/// The fields of a card that read otherwise once all its words are written anew. Where people gather
/// is the mine's own from the first.
pub(super) fn rewritten(card: &Card, anew: impl Fn(&str) -> String) -> Vec<CardField> {
    let text = |words: &String| Some(anew(words)).filter(|new| new != words);
    let list = |lines: &Vec<String>| {
        let new: Vec<String> = lines.iter().map(|line| anew(line)).collect();
        (new != *lines).then_some(new)
    };
    let fields = [
        text(&card.title).map(CardField::Title),
        text(&card.places).map(CardField::Places),
        text(&card.risk).map(CardField::Risk),
        text(&card.signs).map(CardField::Signs),
        list(&card.forbidden).map(CardField::Forbidden),
        list(&card.retreat).map(CardField::Retreat),
        list(&card.calls).map(CardField::Calls),
        text(&card.kit).map(CardField::Kit),
        text(&card.basis).map(CardField::Basis),
    ];
    let steps = card.steps.iter().filter_map(|(number, step)| {
        let new = CardStep { who: anew(&step.who), what: anew(&step.what), ..step.clone() };
        (new != *step).then_some(CardField::Step(*number, Some(new)))
    });
    fields.into_iter().flatten().chain(steps).collect()
}
