//! What the program brings for the plan: response cards, telephone lines, posts.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::danger::{Danger, Doer};
use crate::model::duty::DutyShift;
use crate::model::mine::Mine;
use crate::model::people::{Group, Part, Post, Skill};
use crate::model::plan::{CardCode, Phone};
use crate::rules::outline;

/// A shipped response card.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardLine {
    /// Its code.
    pub code: CardCode,
    /// What it is about.
    pub title: String,
    /// Where it applies.
    pub places: String,
    pub(super) risk: String,
    pub(super) signs: String,
    pub(super) steps: Vec<StepLine>,
    pub(super) forbidden: Vec<String>,
    pub(super) retreat: Vec<String>,
    pub(super) calls: Vec<String>,
    pub(super) muster: String,
    pub(super) kit: String,
    pub(super) basis: String,
}

impl CardLine {
    /// The posts its steps speak of, in their order; an empty one where a step names none.
    pub fn posts(&self) -> Vec<&str> {
        self.steps.iter().map(|step| step.post.as_str()).collect()
    }
}

/// A step of a shipped card.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepLine {
    pub(super) who: String,
    pub(super) post: String,
    pub(super) what: String,
    pub(super) within: String,
    pub(super) by: Doer,
    #[serde(default)]
    pub(super) near: Vec<Danger>,
}

/// A shipped telephone line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneLine {
    name: String,
    number: String,
    note: String,
    national: bool,
    /// Whether somebody outside the mine comes to help, or is to be told.
    #[serde(default)]
    aid: bool,
    /// What an earlier program said of it, where that was put right.
    #[serde(default)]
    earlier: String,
}

impl PhoneLine {
    /// Whether a line still says of itself what was put right since.
    pub(super) fn is_behind(&self, mine: &Mine, phone: &Phone) -> bool {
        let own = |words: &str| mine.in_own_names(words.trim());
        let is_it = own(&phone.name) == outline::with_terms(mine, &self.name);
        is_it && !self.earlier.is_empty() && own(&phone.note) == own(&self.earlier)
    }

    pub(super) fn for_mine(&self, mine: &Mine) -> Phone {
        Phone {
            kept: true,
            name: outline::with_terms(mine, &self.name),
            number: self.number.clone(),
            note: outline::with_terms(mine, &self.note),
            national: self.national,
            ..Phone::default()
        }
    }
}

/// Whether a telephone line is of somebody outside who comes to help: of a shipped one it is known, any other
/// counts as such.
pub fn gives_aid(mine: &Mine, name: &str) -> bool {
    let name = mine.in_own_names(name.trim());
    let line = phones().iter().find(|line| outline::with_terms(mine, &line.name) == name);
    line.is_none_or(|line| line.aid)
}

/// A shipped post.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostLine {
    name: String,
    group: Option<Group>,
    duties: String,
    place: String,
    shifts: Vec<DutyShift>,
    seats: u16,
    needs: Vec<Skill>,
    official: bool,
    #[serde(default)]
    part: Option<Part>,
}

impl PostLine {
    pub(super) fn for_mine(&self, mine: &Mine) -> Post {
        Post {
            kept: true,
            name: outline::with_terms(mine, &self.name),
            group: self.group,
            duties: outline::with_terms(mine, &self.duties),
            place: outline::with_terms(mine, &self.place),
            shifts: self.shifts.clone(),
            seats: self.seats,
            needs: self.needs.clone(),
            official: self.official,
            part: Some(self.part.unwrap_or(Part::Other)),
            ..Post::default()
        }
    }
}

/// Declares a reader of a shipped list. A test reads all of them, so none is empty by accident.
macro_rules! shipped {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident() -> $line:ty = $file:literal;)*) => {$(
        $(#[$doc])*
        $vis fn $name() -> &'static [$line] {
            static LINES: LazyLock<Vec<$line>> = LazyLock::new(|| {
                let text = include_str!(concat!("../../assets/book/", $file));
                ron::from_str(text).unwrap_or_default()
            });
            &LINES
        }
    )*};
}

shipped! {
    /// The shipped response cards.
    pub fn cards() -> CardLine = "cards.ron";
    /// The shipped telephone lines.
    pub(super) fn phones() -> PhoneLine = "phones.ron";
    /// The shipped posts.
    pub(super) fn posts() -> PostLine = "posts.ron";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_card_is_whole() {
        // `sources.md` 应急处置卡.
        assert_eq!(cards().len(), 20);
        let phones: Vec<&str> = phones().iter().map(|line| line.name.as_str()).collect();
        let posts: Vec<&str> = posts().iter().map(|line| line.name.as_str()).collect();
        for card in cards() {
            let code = &card.code;
            for words in
                [&card.title, &card.places, &card.risk, &card.signs, &card.kit, &card.basis]
            {
                assert!(!words.is_empty(), "{code}");
            }
            assert!(5 <= card.steps.len() && 3 <= card.forbidden.len(), "{code}");
            assert!(2 <= card.retreat.len() && 3 <= card.calls.len(), "{code}");
            for call in &card.calls {
                assert!(phones.contains(&call.as_str()), "{code}: {call}");
            }
            for step in &card.steps {
                assert!(!step.who.is_empty() && !step.what.is_empty(), "{code}");
                let known = step.post.is_empty() || posts.contains(&step.post.as_str());
                assert!(known, "{code}: {}", step.post);
            }
        }
        assert!(!posts.is_empty());
    }

    #[test]
    fn nothing_unsure_is_shipped() {
        for text in [
            include_str!("../../assets/book/cards.ron"),
            include_str!("../../assets/book/phones.ron"),
            include_str!("../../assets/book/posts.ron"),
            include_str!("../../assets/book/chapters.ron"),
        ] {
            for mark in ["M-H", "M-M", "M-L", "〔F", "待核"] {
                assert!(!text.contains(mark), "{mark}");
            }
        }
    }
}
