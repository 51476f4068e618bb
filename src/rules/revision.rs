//! What two versions of the plan say otherwise, in sentences: chapter by chapter, card by card,
//! step by step. Source: `sources.md` 方案.

use crate::model::Document;
use crate::model::plan::{Card, CardCode, Chapter, Version};
use crate::model::value::Value as _;
use crate::rules::outline;

mod cards;
mod chapters;
mod wording;

/// Where versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// A chapter.
    Chapter(Chapter),
    /// A response card.
    Card(CardCode),
}

/// One thing that reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub part: Part,
    /// The same in words, with the paragraph or field: E03第4步时限.
    pub place: String,
    /// What stood there; empty where nothing did.
    pub was: String,
    /// What stands there; empty where nothing does.
    pub now: String,
    /// All of it in a sentence without its stop: E03第4步时限由10分钟内改为5分钟内.
    pub words: String,
}

/// The plan as it stands, as a version that nobody has approved.
pub fn as_it_stands(doc: &Document) -> Version {
    let words = |chapter: &Chapter| (*chapter, outline::chapter_words(doc, *chapter));
    let plan = doc.current_plan();
    Version {
        kept: true,
        title: outline::title(doc),
        kind: plan.kind,
        sort: plan.sort,
        chapters: outline::chapters(outline::layout(doc)).iter().map(words).collect(),
        cards: doc.cards.iter().map(|(code, card)| (code.clone(), card.clone())).collect(),
        ..Version::default()
    }
}

/// What reads otherwise, in the order of the plan.
pub fn differences(doc: &Document, was: &Version, now: &Version) -> Vec<Difference> {
    let mut found = Vec::new();
    if was.title.trim() != now.title.trim() {
        let (was, now) = (was.title.trim(), now.title.trim());
        found.push(wording::changed(Part::Title, "标题", was, now));
    }
    let layouts = (outline::layout_of(was), outline::layout_of(now));
    if layouts.0 != layouts.1 {
        found.push(wording::changed(Part::Title, "文种", layouts.0.word(), layouts.1.word()));
    }
    for chapter in Chapter::ALL.iter().copied() {
        let of = |version: &'_ Version| version.chapters.get(&chapter).cloned().unwrap_or_default();
        found.extend(chapters::differences(chapter, &of(was), &of(now)));
    }
    let codes = was.cards.keys().chain(now.cards.keys());
    let codes: std::collections::BTreeSet<&CardCode> = codes.collect();
    for code in codes {
        found.extend(match (was.cards.get(code), now.cards.get(code)) {
            (None, Some(card)) => vec![whole("新增处置卡", code, card, true, doc)],
            (Some(card), None) => vec![whole("去掉处置卡", code, card, false, doc)],
            (Some(was), Some(now)) if !outline::same_card(was, now) => {
                cards::differences(doc, code, was, now)
            }
            _ => Vec::new(),
        });
    }
    found
}

/// A card that came or went as a whole.
fn whole(verb: &str, code: &CardCode, card: &Card, is_new: bool, doc: &Document) -> Difference {
    let steps = card.steps.values().filter(|step| !step.is_blank());
    let steps: Vec<String> = (1_usize..)
        .zip(steps)
        .map(|(place, step)| {
            format!("{place}. {}：{}", step.who.trim(), step.what.shown(doc).trim())
        })
        .collect();
    let (title, text) = (card.title.trim(), steps.join("\n"));
    let (was, now) = if is_new { (String::new(), text) } else { (text, String::new()) };
    Difference {
        part: Part::Card(code.clone()),
        place: format!("{code} {title}"),
        was,
        now,
        words: format!("{verb}{code} {title}"),
    }
}
