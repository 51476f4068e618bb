//! How far the plan and each of its cards are, from the draft to the copies in people's hands.
//! Source: `sources.md` 方案.

use std::collections::BTreeMap;

use crate::model::Document;
use crate::model::id::{HandoutId, PersonId, VersionId};
use crate::model::plan::{Card, CardCode, Countersign, Handout, Version};
use crate::rules::outline::{self, Review};

/// How far the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is signed yet.
    Draft,
    /// Changed since a version was approved, and nothing of that is signed yet.
    Revising,
    /// Some departments have signed, or some cards are not reviewed.
    Countersigning,
    /// All have signed and every card is reviewed: it can be approved.
    Reviewed,
    /// Approved as it stands.
    Issued,
    /// The same, and copies of it are handed out.
    HandedOut,
}

impl Stage {
    /// Of the plan as it stands.
    pub fn of(doc: &Document) -> Self {
        let newest = outline::newest_version(doc);
        if let Some((id, version)) = newest
            && outline::reads_as(doc, version)
        {
            let is_out = doc.handouts.iter().any(|(_, one)| one.is_out_of(id));
            return if is_out { Self::HandedOut } else { Self::Issued };
        }
        let version = newest.map(|(_, version)| version);
        let plan = doc.current_plan();
        let lines = || plan.countersigns.values();
        let signed = lines().filter(|line| is_signed_since(line, version)).count();
        let unreviewed = doc.cards.iter().any(|(_, card)| Review::of(card).words().is_empty());
        match signed {
            0 if version.is_some() => Self::Revising,
            0 => Self::Draft,
            some if some == lines().count() && !unreviewed => Self::Reviewed,
            _ => Self::Countersigning,
        }
    }

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Revising => "修订中",
            Self::Countersigning => "会签中",
            Self::Reviewed => "已审核，待签发",
            Self::Issued => "已签发",
            Self::HandedOut => "已发放",
        }
    }
}

/// Whether a department has signed what was changed since a version was approved: what it signed
/// before belongs to that version.
pub fn is_signed_since(line: &Countersign, version: Option<&Version>) -> bool {
    let approved = version.and_then(|version| version.on);
    match (line.on, approved) {
        // On one day more than one version may be signed: what stands on the one before was signed for that.
        (Some(on), Some(approved)) if on == approved => {
            version.is_some_and(|one| !one.countersigns.is_empty() && !stands_on(one, line))
        }
        (Some(on), Some(approved)) => approved < on,
        (Some(_), None) => true,
        // Whoever is named there is asked to sign, and has not yet.
        (None, _) => false,
    }
}

/// Whether a version has just that line.
fn stands_on(version: &Version, line: &Countersign) -> bool {
    version.countersigns.values().any(|then| then == line)
}

/// The departments' lines for the version that is approved now: as they signed since the one before, blank where
/// they did not.
pub fn signed(doc: &Document) -> BTreeMap<u16, Countersign> {
    let newest = outline::newest_version(doc).map(|(_, version)| version);
    let line = |line: Countersign| {
        if is_signed_since(&line, newest) {
            return line;
        }
        Countersign { unit: line.unit, ..Countersign::default() }
    };
    let lines = doc.current_plan().countersigns.into_iter();
    lines.map(|(number, one)| (number, line(one))).collect()
}

/// Whether what a department says was signed for that version, which kept no lines of its own.
///
/// It was after the version before was approved, and no later than this one was. What bears no day was
/// signed for the only version there is.
pub fn is_signed_for(doc: &Document, line: &Countersign, id: VersionId) -> bool {
    let Some(version) = doc.versions.find(&id) else { return false };
    let before = outline::before(doc, version);
    let Some(on) = line.on else { return doc.versions.len() == 1 };
    version.on.is_none_or(|approved| on <= approved)
        && before.is_none_or(|before| before.on.is_some_and(|approved| approved < on))
}

/// Who is asked to sign for a department: who signed for it last, else who heads the unit of that
/// name. They sign by hand, and whoever stands in for them does.
pub fn asked(doc: &Document, unit: &str, line: Option<&Countersign>) -> Option<PersonId> {
    let unit = unit.trim();
    let head = || {
        let mut units = doc.units.iter().filter(|(_, one)| one.name.trim() == unit);
        units.find_map(|(_, one)| one.head)
    };
    let person = line.and_then(|line| line.person).or_else(|| head().filter(|_| !unit.is_empty()));
    person.filter(|id| doc.persons.get(id).is_some())
}

/// How far a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardStage {
    /// Nobody has reviewed it.
    Draft,
    /// It was changed after it was reviewed.
    Changed,
    /// Reviewed as it stands, in no version yet.
    Reviewed,
    /// Reviewed as it stands, other than in the newest version.
    Revised,
    /// As it stands in the newest version.
    Issued,
    /// The same, and copies of that version are handed out.
    HandedOut,
}

impl CardStage {
    /// Of a card of the plan.
    pub fn of(doc: &Document, code: &CardCode, card: &Card) -> Self {
        match Review::of(card) {
            Review::Missing => return Self::Draft,
            Review::Changed(_) => return Self::Changed,
            Review::Done(_) => {}
        }
        let newest = outline::newest_version(doc);
        let Some((id, version)) = newest else { return Self::Reviewed };
        match version.cards.get(code) {
            Some(then) if !outline::same_card(then, card) => Self::Revised,
            None => Self::Revised,
            Some(_) if doc.handouts.iter().any(|(_, one)| one.is_out_of(id)) => Self::HandedOut,
            Some(_) => Self::Issued,
        }
    }

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft | Self::Changed => "待审核",
            Self::Reviewed | Self::Revised => "已审核",
            Self::Issued => "已签发",
            Self::HandedOut => "已发放",
        }
    }
}

/// Who holds a card on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The newest version of which copies with the card are out.
    pub label: String,
    /// Who holds them, by the numbers of the copies.
    pub holders: Vec<String>,
    /// Whether the card reads otherwise by now.
    pub is_changed: bool,
}

impl Held {
    /// Of a card of the plan; nothing where no copy with it is out.
    pub fn of(doc: &Document, code: &CardCode, card: &Card) -> Option<Self> {
        let out = handouts(doc).into_iter().filter_map(|id| doc.handouts.get(&id));
        let out = out.filter_map(|one| {
            let id = one.version.filter(|id| one.is_out_of(*id))?;
            Some((id, doc.versions.find(&id)?, one))
        });
        let out: Vec<_> = out.filter(|(_, version, _)| version.cards.contains_key(code)).collect();
        let (newest, version, _) = *out.first()?;
        let of_newest = out.iter().filter(|(id, ..)| *id == newest);
        let holders = of_newest.map(|(.., one)| one.holder.trim().to_owned()).collect();
        let is_changed = version.cards.get(code).is_none_or(|then| !outline::same_card(then, card));
        Some(Self { label: version.label.trim().to_owned(), holders, is_changed })
    }

    /// 调度室、保卫部等6处手里是V1
    pub fn words(&self) -> String {
        let held = format!("{}手里是{}", few_words(&self.holders), self.label);
        if self.is_changed {
            format!("{held}，这张卡发放后改过；批准新版后收旧发新")
        } else {
            format!("{held}，和现在的一样")
        }
    }
}

/// So many holders are named.
const FEW: usize = 3;

/// 调度室、保卫部、机电部等6处
fn few_words(holders: &[String]) -> String {
    let few: Vec<&str> = holders.iter().take(FEW).map(String::as_str).collect();
    let more = match holders.len() {
        all if FEW < all => format!("等{all}处"),
        _ => String::new(),
    };
    few.join("、") + &more
}

/// The copies in people's hands that are to be taken back or changed for others: a sentence for each
/// version and reason, the newest version first.
///
/// 方案V1还没收回：调度室、保卫部
pub fn copies_to_change(doc: &Document) -> Vec<String> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for one in handouts(doc).iter().filter_map(|id| doc.handouts.get(id)) {
        let Some(version) = one.version.and_then(|id| doc.versions.find(&id)) else { continue };
        let label = version.label.trim();
        let why = if is_old(doc, one) {
            format!("方案{label}还没收回")
        } else {
            match changed_words(&changed_since(doc, one)) {
                words if words.is_empty() => continue,
                words => format!("方案{label}{words}"),
            }
        };
        let holder = one.holder.trim().to_owned();
        match all.iter_mut().find(|(known, _)| *known == why) {
            Some((_, holders)) => holders.push(holder),
            None => all.push((why, vec![holder])),
        }
    }
    all.into_iter().map(|(why, holders)| format!("{why}：{}", few_words(&holders))).collect()
}

/// 发放后处置卡E01、E04改过，批准新版后收旧发新; empty where no card has changed.
pub fn changed_words(changed: &[CardCode]) -> String {
    if changed.is_empty() {
        return String::new();
    }
    let codes: Vec<String> = changed.iter().map(ToString::to_string).collect();
    format!("发放后处置卡{}改过，批准新版后收旧发新", codes.join("、"))
}

/// The cards that read otherwise by now than in a copy of the newest version that is out.
pub fn changed_since(doc: &Document, one: &Handout) -> Vec<CardCode> {
    let newest = outline::newest_version(doc).filter(|(id, _)| one.is_out_of(*id));
    let Some((_, version)) = newest else { return Vec::new() };
    let now = |code: &CardCode| doc.cards.get(code);
    let same =
        |code: &CardCode, then: &Card| now(code).is_some_and(|card| outline::same_card(then, card));
    let changed = version.cards.iter().filter(|(code, then)| !same(code, then));
    let new = doc.cards.iter().filter(|(code, _)| !version.cards.contains_key(*code));
    let all = changed.map(|(code, _)| code).chain(new.map(|(code, _)| code));
    all.cloned().collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Whether a copy is handed out, not taken back, and of a version that is not the newest.
pub fn is_old(doc: &Document, one: &Handout) -> bool {
    let newest = outline::newest_version(doc).map(|(id, _)| id);
    let is_out = one.on.is_some() && one.returned.is_none();
    is_out && one.version.is_some() && one.version != newest
}

/// The copies, newest version first, by their numbers.
pub fn handouts(doc: &Document) -> Vec<HandoutId> {
    let label = |one: &Handout| {
        let version = one.version.and_then(|id| doc.versions.find(&id));
        version.map(|version| (version.label.len(), version.label.clone()))
    };
    let mut all: Vec<_> = doc
        .handouts
        .iter()
        .map(|(id, one)| (std::cmp::Reverse(label(one)), one.number, *id))
        .collect();
    all.sort();
    all.into_iter().map(|(.., id)| id).collect()
}

/// The number the next copy of a version bears.
pub fn next_copy(doc: &Document, version: Option<VersionId>) -> u16 {
    let of = doc.handouts.iter().filter(|(_, one)| one.version == version);
    of.map(|(_, one)| one.number).max().unwrap_or_default().saturating_add(1)
}

/// Who is to get a copy of a version and has none yet: whoever holds one of an older version, or
/// where nobody does, the departments that countersign.
pub fn receivers(doc: &Document, version: VersionId) -> Vec<String> {
    let held = |one: &&Handout| one.version == Some(version);
    let all = || doc.handouts.iter().map(|(_, one)| one);
    let known: Vec<&str> = all().filter(held).map(|one| one.holder.trim()).collect();
    let mut wanted: Vec<String> = Vec::new();
    let old: Vec<HandoutId> = handouts(doc);
    let old = old.iter().filter_map(|id| doc.handouts.get(id));
    let old = old.filter(|one| one.version != Some(version)).map(|one| one.holder.clone());
    let old: Vec<String> = old.collect();
    let plan = doc.current_plan();
    let units: Vec<String> = plan.countersigns.values().map(|line| line.unit.clone()).collect();
    let usual = if units.is_empty() { outline::countersigners(&doc.profile()) } else { units };
    // Once somebody has a copy, nobody is added by the program.
    let from = match (old.is_empty(), known.is_empty()) {
        (false, _) => old,
        (true, true) => usual,
        (true, false) => Vec::new(),
    };
    for name in from {
        let name = name.trim().to_owned();
        if !name.is_empty() && !known.contains(&name.as_str()) && !wanted.contains(&name) {
            wanted.push(name);
        }
    }
    wanted
}
