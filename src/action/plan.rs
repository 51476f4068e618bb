//! The plan: cards taken in, telephone lines, approved versions.

use std::collections::BTreeMap;

use super::records::puts;
use super::stock::{self, CardLine};
use super::{Draft, Ground, PlanAction, Refusal};
use crate::model::id::{PhoneId, PostId, VersionId};
use crate::model::mine::Mine;
use crate::model::plan::{Card, CardCode, CardStep, Chapter, Phone, Version};
use crate::model::{Document, Put, RecordId};
use crate::rules::outline;

/// Steps are numbered by that, so that one may be put between two.
pub(crate) const STEP: u16 = 10;

pub(super) fn draft(
    doc: &Document,
    action: &PlanAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        PlanAction::TakeCards(codes) => take(doc, codes),
        PlanAction::NewCard { title } => new_card(doc, title),
        PlanAction::LoadPhones => Ok(load_phones(doc, ground)),
        PlanAction::Approve { by, on, note } => {
            let label = format!("V{}", doc.versions.all().count() + 1);
            let version = Version {
                kept: true,
                label: label.clone(),
                title: outline::title(doc),
                by: by.clone(),
                on: Some(*on),
                note: note.clone(),
                chapters: Chapter::ALL
                    .iter()
                    .map(|chapter| (*chapter, outline::chapter_words(doc, *chapter)))
                    .collect(),
                cards: doc.cards.iter().map(|(code, card)| (code.clone(), card.clone())).collect(),
            };
            if by.is_empty() {
                return Err(Refusal::Missing("批准人"));
            }
            let id = VersionId(ground.mint(0));
            let made = vec![RecordId::Version(id)];
            Ok(Draft { verb: format!("批准{label}"), puts: puts(id, version.written()), made })
        }
    }
}

/// Shipped cards not in the plan; those taken out before come back as they were.
fn take(doc: &Document, codes: &[CardCode]) -> Result<Draft, Refusal> {
    let mine = doc.profile();
    let posts: BTreeMap<&str, PostId> =
        doc.posts.iter().map(|(id, post)| (post.name.as_str(), *id)).collect();
    let mut out: Vec<Put> = Vec::new();
    let mut made = Vec::new();
    for code in codes {
        let record = RecordId::Card(code.clone());
        if doc.has(&record) {
            continue;
        }
        if doc.cards.find(code).is_some() {
            out.push(record.keep(true));
        } else {
            let line = stock::cards().iter().find(|line| line.code == *code);
            let line = line.ok_or_else(|| Refusal::Gone(record.clone()))?;
            out.extend(puts(code.clone(), card_of(line, &mine, &posts).written()));
        }
        made.push(record);
    }
    Ok(Draft { verb: format!("选用处置卡{}张", made.len()), puts: out, made })
}

fn card_of(line: &CardLine, mine: &Mine, posts: &BTreeMap<&str, PostId>) -> Card {
    let own = |words: &String| outline::with_terms(mine, words);
    let all = |list: &[String]| list.iter().map(own).collect();
    Card {
        kept: true,
        title: line.title.clone(),
        places: line.places.clone(),
        risk: own(&line.risk),
        signs: own(&line.signs),
        forbidden: all(&line.forbidden),
        retreat: all(&line.retreat),
        calls: all(&line.calls),
        muster: line.muster.clone(),
        kit: own(&line.kit),
        basis: line.basis.clone(),
        reviewed: String::new(),
        steps: (1..)
            .map(|place: u16| place.saturating_mul(STEP))
            .zip(&line.steps)
            .map(|(number, step)| {
                let post = posts.get(own(&step.post).as_str()).copied();
                let (who, what) = (own(&step.who), own(&step.what));
                (number, CardStep { who, post, what, within: step.within.clone() })
            })
            .collect(),
    }
}

fn new_card(doc: &Document, title: &str) -> Result<Draft, Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Missing("卡名"));
    }
    let own = doc.cards.all().filter(|(code, _)| code.0.starts_with('Z')).count();
    let code = CardCode(format!("Z{:02}", own + 1));
    let card = Card { kept: true, title: title.trim().to_owned(), ..Card::default() };
    let made = vec![RecordId::Card(code.clone())];
    Ok(Draft { verb: format!("新增处置卡 {title}"), puts: puts(code, card.written()), made })
}

/// The usual telephone lines that are not there yet, after those that are.
fn load_phones(doc: &Document, ground: Ground<'_>) -> Draft {
    let mine = doc.profile();
    let last = doc.phones.iter().map(|(_, phone)| phone.order).max().unwrap_or_default();
    let missing = stock::phones()
        .iter()
        .map(|line| line.for_mine(&mine))
        .filter(|new| !doc.phones.iter().any(|(_, phone)| phone.name == new.name));
    let mut out = Vec::new();
    let mut made = Vec::new();
    for (place, new) in (0..).zip(missing) {
        let id = PhoneId(ground.mint(place));
        made.push(RecordId::Phone(id));
        let order = last.saturating_add(u16::try_from(place + 1).unwrap_or(u16::MAX));
        out.extend(puts(id, Phone { order, ..new }.written()));
    }
    Draft { verb: "载入常用电话".to_owned(), puts: out, made }
}
