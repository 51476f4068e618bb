//! An incident response card: A5, laminated, read at arm's length; or A3, on a wall.

use serde::Serialize;

/// One card, in the shape `card.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Card {
    /// On an A3, for the wall; else on an A5, of which nothing is said, so that what was remembered of
    /// those printed before there was another still holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) wall: bool,
    /// The mine's full name.
    pub(super) unit: String,
    /// E01.
    pub(super) code: String,
    pub(super) title: String,
    /// Whom to call first of all, on the front.
    pub(super) first: Vec<Phone>,
    /// What to dial first for an outside line, in one sentence, or nothing.
    pub(super) outside: String,
    /// The danger in one sentence.
    pub(super) risk: String,
    /// By what one knows that it begins.
    pub(super) signs: Vec<String>,
    pub(super) steps: Vec<Step>,
    /// 严禁.
    pub(super) never: Vec<String>,
    /// 撤离条件.
    pub(super) retreat: Vec<String>,
    /// Whom to call besides.
    pub(super) phones: Vec<Phone>,
    /// What is needed and where it lies.
    pub(super) kit: String,
    /// Where people gather.
    pub(super) muster: String,
    /// Version, who wrote and who approved it, in one line.
    pub(super) version: String,
    /// Who reviewed it and when. Empty: the card says 参考稿.
    pub(super) reviewed: String,
}

/// One step, in the order in which it is done.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Step {
    /// A post or a group, never a person.
    pub(super) who: String,
    pub(super) what: String,
    /// 2分钟内, or nothing.
    pub(super) within: String,
}

/// Whom to call.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Phone {
    pub(super) name: String,
    /// Empty: the card shows that it is to be filled in.
    pub(super) number: String,
}
