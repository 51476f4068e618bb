//! What this program ships and a workbook made earlier lacks: check items, their next editions,
//! kinds of site, response cards, telephone lines.
//!
//! It is taken as a person chooses, in one step; old sheets and approved versions keep what they have.

use std::collections::BTreeSet;

use super::book::{Book, Parts, is_known};
use super::{Draft, Ground, Refusal, plan, stock};
use crate::model::checklist::Code;
use crate::model::place::SiteKind;
use crate::model::plan::{Card, CardCode};
use crate::model::{Document, Put, RecordId};
use crate::rules::withdrawn;

/// What a workbook lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// New check items, each with the words of a row.
    pub added: Vec<(Code, String)>,
    /// Kinds of site whose lists would ask other rows than they do.
    pub lists: BTreeSet<SiteKind>,
    /// Next editions of items the mine left as an earlier book had them, with the words of a row.
    pub corrected: Vec<(Code, String)>,
    /// Items the mine wrote anew of which there is a later edition: they stay as the mine has them.
    pub kept: Vec<Code>,
    /// New kinds of site.
    pub kinds: Vec<SiteKind>,
    /// Cards that were never in the plan; of a plan without cards, none.
    pub cards: Vec<CardCode>,
    /// Cards that read otherwise than those shipped.
    pub differing: Vec<Differing>,
    /// Of how many items and steps it is not said who may do them near what.
    pub dangers: usize,
    /// Telephone lines that were never in the table, and what is said of others; of a table without any, none.
    pub phones: Vec<String>,
}

/// A card that reads otherwise than the shipped one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Which.
    pub code: CardCode,
    /// How many of its lines were put right since: they may send somebody into danger.
    pub withdrawn: usize,
    /// How many lines of the shipped card it does not have.
    pub lacks: usize,
}

/// What is taken or left as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// New check items, and rows that ask them.
    Added,
    /// Next editions of check items.
    Corrected,
    /// New kinds of site with their lists.
    Kinds,
    /// Who may do what near what, of items and steps that read as shipped.
    Dangers,
    /// Telephone lines.
    Phones,
}

/// What of that is to be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of what is taken as a whole.
    pub parts: BTreeSet<Part>,
    /// Cards to be taken up.
    pub cards: BTreeSet<CardCode>,
    /// Cards to be written as they are shipped.
    pub renewed: BTreeSet<CardCode>,
}

impl Offered {
    /// What a workbook lacks of what this program ships.
    pub fn of(doc: &Document) -> Self {
        let (book, mine) = (Book::carried(), doc.profile());
        let briefs = |codes: Vec<&Code>| -> Vec<(Code, String)> {
            let brief = |code: &Code| Some((code.clone(), mine.said(&book.item(code)?.brief)));
            codes.into_iter().filter_map(brief).collect()
        };
        let rows = book.lists(doc, Parts { added: true, ..Parts::default() });
        let next = book.lists(doc, Parts { corrected: true, ..Parts::default() });
        let kinds = book.lists(doc, Parts { kinds: true, ..Parts::default() });
        let mut added = book.fresh(doc, &rows);
        // A row that goes onto a walk is no new item.
        added.retain(|code| !is_known(doc, &code.base));
        Self {
            added: briefs(added),
            lists: kinds_of(&rows),
            corrected: briefs(book.fresh(doc, &next)),
            kept: book.kept_as_written(doc).into_iter().cloned().collect(),
            kinds: kinds_of(&kinds).into_iter().collect(),
            cards: never_had(doc),
            differing: differing(doc),
            dangers: book.dangers(doc).len() + plan::dangers(doc).len(),
            phones: phones(doc),
        }
    }

    /// Whether there is nothing to take.
    pub fn is_empty(&self) -> bool {
        let Self { added, lists, corrected, kinds, cards, differing, phones, .. } = self;
        added.is_empty()
            && lists.is_empty()
            && corrected.is_empty()
            && kinds.is_empty()
            && cards.is_empty()
            && differing.is_empty()
            && phones.is_empty()
            && self.dangers == 0
    }

    /// Whether somebody should hear of it: rows are missing or were put right, or a card may send
    /// people into danger.
    pub fn is_pressing(&self) -> bool {
        let Self { added, corrected, kinds, differing, .. } = self;
        let endangers = differing.iter().any(|card| 0 < card.withdrawn);
        !(added.is_empty() && corrected.is_empty() && kinds.is_empty()) || endangers
    }

    /// What is proposed: all but cards that the mine wrote for itself, or passed over.
    pub fn proposed(&self, doc: &Document) -> Wanted {
        let old = self.differing.iter().filter(|card| 0 < card.withdrawn);
        let is_new = |_: &&CardCode| self.cards.len() < doc.cards.len();
        let parts = [
            (Part::Added, !(self.added.is_empty() && self.lists.is_empty())),
            (Part::Corrected, !self.corrected.is_empty()),
            (Part::Kinds, !self.kinds.is_empty()),
            (Part::Dangers, 0 < self.dangers),
            (Part::Phones, !self.phones.is_empty()),
        ];
        Wanted {
            parts: parts
                .into_iter()
                .filter(|(_, is_there)| *is_there)
                .map(|(part, _)| part)
                .collect(),
            cards: self.cards.iter().filter(is_new).cloned().collect(),
            renewed: old.map(|card| card.code.clone()).collect(),
        }
    }
}

fn kinds_of(lists: &[Put]) -> BTreeSet<SiteKind> {
    let kind = |put: &Put| match put {
        Put::Checklist(kind, _) => Some(*kind),
        _ => None,
    };
    lists.iter().filter_map(kind).collect()
}

/// The shipped cards that were never in a plan which has cards.
fn never_had(doc: &Document) -> Vec<CardCode> {
    let codes = stock::cards().iter().map(|line| &line.code);
    let never = codes.filter(|code| !doc.cards.is_empty() && doc.cards.find(code).is_none());
    never.cloned().collect()
}

/// Telephone lines it never had, and those of which something else is said by now.
fn phones(doc: &Document) -> Vec<String> {
    let new = plan::new_phones(doc).into_iter().map(|phone| phone.name);
    new.chain(plan::new_notes(doc).into_iter().map(|(name, _)| name)).collect()
}

fn differing(doc: &Document) -> Vec<Differing> {
    let mine = doc.profile();
    let one = |(code, card): (&CardCode, &Card)| {
        let new = plan::shipped(doc, code).ok()?;
        // In which names it was taken up makes no other card of it.
        let there: BTreeSet<String> =
            lines(card).iter().map(|line| mine.in_own_names(line)).collect();
        let lacks = lines(&new).iter().filter(|line| !there.contains(*line)).count();
        let withdrawn = withdrawn::lines_of(&mine, code, card).len();
        let differs = 0 < lacks + withdrawn;
        differs.then(|| Differing { code: code.clone(), withdrawn, lacks })
    };
    doc.cards.iter().filter_map(one).collect()
}

/// What a card says, line by line; where people gather is the mine's own.
fn lines(card: &Card) -> BTreeSet<String> {
    let single = [&card.title, &card.places, &card.risk, &card.signs, &card.kit, &card.basis];
    let lists = [&card.forbidden, &card.retreat, &card.calls].into_iter().flatten();
    let steps =
        card.steps.values().map(|step| format!("{}\n{}\n{}", step.who, step.what, step.within));
    single.into_iter().chain(lists).cloned().chain(steps).collect()
}

/// Takes what is wanted.
pub(super) fn take(doc: &Document, wanted: &Wanted, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let Wanted { parts, cards, renewed } = wanted;
    let book = Book::carried();
    let takes = |part| parts.contains(&part);
    let (added, corrected) = (takes(Part::Added), takes(Part::Corrected));
    let lists = book.lists(doc, Parts { added, corrected, kinds: takes(Part::Kinds) });
    let mut puts = book.written(&book.lacking(doc, &lists));
    puts.extend(lists);
    if takes(Part::Dangers) {
        puts.extend(book.dangers(doc));
        puts.extend(plan::dangers(doc));
    }
    let mut made: Vec<RecordId> = Vec::new();
    let mut drafts = vec![plan::take(doc, &cards.iter().cloned().collect::<Vec<_>>())?];
    for code in renewed {
        drafts.push(plan::renew(doc, code)?);
    }
    if takes(Part::Phones) {
        drafts.push(plan::add_phones(doc, plan::new_phones(doc), ground));
        puts.extend(plan::new_notes(doc).into_iter().map(|(_, put)| put));
    }
    for draft in drafts {
        puts.extend(draft.puts);
        made.extend(draft.made);
    }
    if puts.is_empty() {
        return Err(Refusal::Missing("要换用的内容"));
    }
    Ok(Draft { verb: "换用随程序的新内容".to_owned(), puts, made })
}
