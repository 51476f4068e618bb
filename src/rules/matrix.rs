//! 责任矩阵: which post does what in which event, made of the steps of the response cards.
//! Source: `sources.md` 责任分工.

use std::collections::BTreeMap;

use crate::model::Document;
use crate::model::id::PostId;
use crate::model::people::Post;
use crate::model::plan::{Card, CardCode, CardStep};

/// What a post has to do in an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part<'a> {
    /// Whether it answers for what is done until somebody above it is there.
    pub leads: bool,
    /// Its steps, each with its place on the card, counted from one.
    pub steps: Vec<(usize, &'a CardStep)>,
}

impl Part<'_> {
    /// 主责, 配合.
    pub fn word(&self) -> &'static str {
        if self.leads { "主责" } else { "配合" }
    }

    /// 3、5、9: the places of its steps.
    pub fn places(&self) -> String {
        self.steps.iter().map(|(place, _)| place.to_string()).collect::<Vec<_>>().join("、")
    }
}

/// An event with the posts that have a part in it.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Its card.
    pub code: &'a CardCode,
    /// The same.
    pub card: &'a Card,
    /// The parts of the posts.
    pub parts: BTreeMap<PostId, Part<'a>>,
    /// Who has steps without holding a post of ours: 发现人.
    pub others: Vec<&'a str>,
}

/// All of it: the posts that have a part anywhere, in their order, and the events.
#[derive(Clone, Debug)]
pub struct Matrix<'a> {
    /// The posts.
    pub posts: Vec<(PostId, &'a Post)>,
    /// The events, card by card.
    pub events: Vec<Event<'a>>,
}

/// Which of the shipped posts usually answers for an event until the leader on duty is there.
const USUAL: [(&str, &[&str]); 8] = [
    ("突击队当班组长", &["E01", "E03", "E08", "E14", "E16", "E17", "E18", "E19"]),
    ("电工值班", &["E02", "E04", "E05"]),
    ("食堂岗位", &["E06"]),
    ("锅炉岗位", &["E07"]),
    ("后勤值班", &["E09", "E13"]),
    ("保卫值班", &["E10", "E11", "E15"]),
    ("医务值班", &["E12"]),
    ("调度值班员", &["E20"]),
];

/// The post that answers for an event: as the card says, else the usual one where the mine has it.
pub fn lead(doc: &Document, code: &CardCode, card: &Card) -> Option<PostId> {
    let is_there = |post: &PostId| doc.posts.get(post).is_some();
    if let Some(said) = card.lead.filter(is_there) {
        return Some(said);
    }
    let (usual, _) = USUAL.iter().find(|(_, codes)| codes.contains(&code.0.as_str()))?;
    let mine = doc.profile();
    let own = |name: &str| mine.in_own_names(name.trim());
    let usual = own(usual);
    doc.posts.iter().find(|(_, post)| own(&post.name) == usual).map(|(id, _)| *id)
}

/// The matrix of the cards of the plan.
pub fn matrix(doc: &Document) -> Matrix<'_> {
    let events: Vec<Event<'_>> =
        doc.cards.iter().map(|(code, card)| event(doc, code, card)).collect();
    let has_part = |post: &PostId| events.iter().any(|event| event.parts.contains_key(post));
    let mut posts: Vec<(PostId, &Post)> =
        doc.posts.iter().map(|(id, post)| (*id, post)).filter(|(id, _)| has_part(id)).collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    Matrix { posts, events }
}

/// The parts of the posts in the event of a card.
pub fn event<'a>(doc: &Document, code: &'a CardCode, card: &'a Card) -> Event<'a> {
    let mut parts: BTreeMap<PostId, Part<'a>> = BTreeMap::new();
    let mut others: Vec<&str> = Vec::new();
    let steps = card.steps.values().filter(|step| !step.is_blank());
    for (place, step) in (1..).zip(steps) {
        match step.post.filter(|post| doc.posts.get(post).is_some()) {
            Some(post) => parts.entry(post).or_default().steps.push((place, step)),
            None if others.contains(&step.who.trim()) || step.who.trim().is_empty() => {}
            None => others.push(step.who.trim()),
        }
    }
    if let Some(lead) = lead(doc, code, card) {
        parts.entry(lead).or_default().leads = true;
    }
    Event { code, card, parts, others }
}
