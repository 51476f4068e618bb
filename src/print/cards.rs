//! The response cards of the plan, each for its own A5, or for the wall. Posts are printed, people never.

use super::PrintError;
use super::card::{Card, Phone, Step};
use super::contact;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Paper, Request, Shelf, Source, Span, if_any};
use crate::model::Document;
use crate::model::RecordId;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{self, CardCode, CardStep};
use crate::rules::outline::{self, Review};
use crate::rules::telephones;

pub(super) static PAPER: Paper = Paper {
    word: "cards",
    key: "cards",
    title: "应急处置卡",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word],
    days: Span::Standing,
    none: "还没有选用处置卡",
    offers: |doc, _| if_any(doc.cards.len(), "张", "应急处置卡，A5", all(doc)),
    name,
    make: |source, of| made(source, of).map(Data::Cards),
    by_hand: |_, _| false,
    blank: Blank::None,
};

/// The same for printers without A5: front and back beside each other.
pub(super) static FOLDED: Paper = Paper {
    key: "cards-folded",
    office: &[],
    offers: |doc, _| {
        let words = "应急处置卡，A4（正反面并排，对折或裁开）";
        let offers = if_any(doc.cards.len(), "张", words, all(doc).on_a4());
        offers.into_iter().map(|offer| offer.in_set_if(false)).collect()
    },
    name: |doc, of| {
        let named = name(doc, of);
        Named { what: format!("{}A4", named.what), ..named }
    },
    make: |source, of| made(source, of).map(Data::FoldedCards),
    ..PAPER
};

/// The same in large print, to hang where it may happen.
pub(super) static WALL: Paper = Paper {
    word: "cards-wall",
    key: "cards-wall",
    title: "处置卡（挂图A3）",
    office: &[],
    offers: |doc, _| {
        let offers =
            if_any(doc.cards.len(), "张", "处置卡挂图，A3（大字，张贴）", all(doc).on_a3());
        offers.into_iter().map(|offer| offer.in_set_if(false)).collect()
    },
    make: |source, of| made(source, of).map(for_the_wall),
    ..PAPER
};

impl Request {
    /// Those response cards.
    pub fn cards(codes: impl IntoIterator<Item = CardCode>) -> Self {
        let of = Of::Records(codes.into_iter().map(RecordId::Card).collect());
        Self { paper: &PAPER, of }
    }

    /// The same cards, two halves to an A4.
    #[must_use]
    pub fn on_a4(self) -> Self {
        Self { paper: &FOLDED, ..self }
    }

    /// The same cards in large print, an A3 each.
    #[must_use]
    pub fn on_a3(self) -> Self {
        Self { paper: &WALL, ..self }
    }
}

fn all(doc: &Document) -> Request {
    Request::cards(doc.cards.iter().map(|(code, _)| code.clone()))
}

fn code(record: &RecordId) -> Option<&CardCode> {
    match record {
        RecordId::Card(code) => Some(code),
        _ => None,
    }
}

/// E01地面建筑火灾, or the first and how many.
fn name(doc: &Document, of: &Of) -> Named {
    let codes: Vec<&CardCode> = of.records().iter().filter_map(code).collect();
    Named::of(match codes.as_slice() {
        [] => "0张".to_owned(),
        [code] => {
            let title = doc.cards.find(code).map(|card| card.title.trim()).unwrap_or_default();
            format!("{code}{title}")
        }
        [first, ..] => format!("{first}等{}张", codes.len()),
    })
}

fn made(source: &Source<'_>, of: &Of) -> Result<Vec<Card>, PrintError> {
    let made = |record: &RecordId| {
        let code = code(record).ok_or(PrintError::Gone("处置卡"))?;
        let one = source.doc.cards.get(code).ok_or(PrintError::Gone("处置卡"))?;
        Ok(card(source.doc, &source.mine, code, one))
    };
    of.records().iter().map(made).collect()
}

fn for_the_wall(cards: Vec<Card>) -> Data {
    Data::Cards(cards.into_iter().map(|card| Card { wall: true, ..card }).collect())
}

/// A card as it stands.
pub(super) fn card(doc: &Document, mine: &Mine, code: &CardCode, card: &plan::Card) -> Card {
    let trimmed = |list: &[String]| list.iter().map(|one| sentence(one)).collect();
    Card {
        wall: false,
        unit: mine.heading().to_owned(),
        code: code.to_string(),
        title: card.title.trim().to_owned(),
        first: contact::first_of_all(doc, mine)
            .map(|(name, number)| Phone { name, number })
            .to_vec(),
        outside: outside(mine),
        risk: card.risk.trim().to_owned(),
        signs: signs(&card.signs),
        steps: card
            .steps
            .values()
            .filter(|one| !one.is_blank())
            .map(|one| step(doc, one))
            .collect(),
        never: trimmed(&card.forbidden),
        retreat: trimmed(&card.retreat),
        phones: others(doc, mine, &card.calls),
        kit: card.kit.trim().to_owned(),
        muster: card.muster.trim().to_owned(),
        version: version(doc, mine, code, card),
        reviewed: Review::of(card).words().to_owned(),
    }
}

/// What begins it, one by one: they are written in one sentence.
pub(super) fn signs(words: &str) -> Vec<String> {
    words.split(['；', ';', '\n']).map(sentence).filter(|one| !one.is_empty()).collect()
}

/// A sentence without its stop, to stand beside others.
fn sentence(words: &str) -> String {
    words.trim().trim_end_matches(['。', '；', ';']).to_owned()
}

/// Words many posts have in them.
const GENERAL: [&str; 3] = ["岗位", "值班", "班员"];

/// Who does a step: in the card's words, and the post where those do not call it to mind.
pub(super) fn who(doc: &Document, step: &CardStep) -> String {
    let (who, post) = (step.who.trim(), doc.post_name(step.post).trim());
    match (who, post) {
        ("", words) | (words, "") => words.to_owned(),
        (who, post) if is_alike(who, post) => who.to_owned(),
        (who, post) => format!("{who}（{post}）"),
    }
}

/// Whether two names share a word of two signs: 岗位电工 and 电工值班.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let signs: Vec<char> = one.chars().collect();
    let words = signs.windows(2).map(|pair| pair.iter().collect::<String>());
    words.filter(|word| !GENERAL.contains(&word.as_str())).any(|word| other.contains(&word))
}

fn step(doc: &Document, step: &CardStep) -> Step {
    Step {
        who: who(doc, step),
        what: step.what.trim().to_owned(),
        within: step.within.trim().to_owned(),
    }
}

/// Whom to call besides those on the front, which every card has.
fn others(doc: &Document, mine: &Mine, calls: &[String]) -> Vec<Phone> {
    let phone = |name: &String| Phone {
        name: name.trim().to_owned(),
        number: telephones::number_by_name(doc, mine, name),
    };
    let is_other = |phone: &Phone| !contact::is_first(mine, &phone.name, &phone.number);
    calls.iter().map(phone).filter(is_other).collect()
}

/// How an internal telephone gets out of the house, where one has to dial for that.
fn outside(mine: &Mine) -> String {
    match mine.outside_prefix.trim() {
        "" => String::new(),
        prefix => format!("内线电话打119、120先拨{prefix}"),
    }
}

/// Since which version the card reads as it does, and who wrote it: offices, never names.
fn version(doc: &Document, mine: &Mine, code: &CardCode, card: &plan::Card) -> String {
    let newest = outline::newest_version(doc);
    let standing = match (newest, outline::card_version(doc, code, card)) {
        (None, _) => "尚未批准".to_owned(),
        (_, Some(version)) => {
            let day = version.on.map(|day| day.format("%Y年%-m月%-d日").to_string());
            format!("{}　{}批准", version.label.trim(), day.unwrap_or_default())
        }
        (Some((_, newest)), None) => format!("{}之后有修改，尚未批准", newest.label.trim()),
    };
    format!("编制：{}　{standing}", mine.term(Term::Party))
}
