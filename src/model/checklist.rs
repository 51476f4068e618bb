//! Check items and which of them belong to which kind of site.
//!
//! An item that stands on an issued sheet is never reworded: a correction makes a new edition,
//! so that typing a sheet back shows what the paper shows.

use std::fmt;
use std::str::FromStr;

use super::danger::Danger;
use super::id::{BadId, serde_as_text};
use super::mine::Mine;
use super::place::SiteKind;
use super::{choices, record::record};

/// A check item's code and edition: `F01`, or `F01.2` after its words were changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The code as printed: `F01`.
    pub base: String,
    /// The edition of the words, from 1. Not printed.
    pub edition: u16,
}

impl Code {
    /// The first edition of a code.
    pub fn first(base: &str) -> Self {
        Self { base: base.to_owned(), edition: 1 }
    }

    /// The edition after this one.
    #[must_use]
    pub fn next_edition(&self) -> Self {
        Self { base: self.base.clone(), edition: self.edition.saturating_add(1) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edition {
            1 => f.write_str(&self.base),
            edition => write!(f, "{}.{edition}", self.base),
        }
    }
}

impl FromStr for Code {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.split_once('.') {
            Some((base, edition)) => Ok(Self {
                base: base.to_owned(),
                edition: edition.parse().map_err(|_short| BadId(text.to_owned()))?,
            }),
            None => Ok(Self::first(text)),
        }
    }
}

serde_as_text!(Code);

choices! {
    /// What is to be done with a failed item. Source: `sources.md` 处置档.
    Class {
        /// Put right on the spot. Source: 公安部令第61号第31条.
        A = "A 当场整改",
        /// Put right within a time limit.
        B = "B 限期整改",
        /// Out of use at once, reported to the dispatch room.
        C = "C 停用并报告",
    }
}

impl Class {
    /// The bare letter, for narrow columns.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

choices! {
    /// Who may judge an item.
    Judge {
        /// Any member, by looking.
        Member = "队员",
        /// Only a certified electrician, who signs for it.
        Electrician = "电工",
        /// Only whoever holds the post (stoker, fire-control room), who signs for it.
        PostHolder = "岗位人员",
    }
}

choices! {
    /// The line of work an item or a hazard belongs to.
    Trade {
        /// Fire.
        Fire = "消防",
        /// Electricity.
        Electrical = "用电",
        /// Gas.
        Gas = "燃气",
        /// Boilers, lifts and the like.
        Equipment = "特种设备",
        /// Food and health.
        Health = "食品卫生",
        /// Anything else.
        Other = "其他",
    }
}

choices! {
    /// How deep a check goes. Source: `sources.md` 检查表.
    Depth {
        /// A walk along many points, some seven rows each.
        Patrol = "巡",
        /// The full list of one site.
        Full = "检",
        /// Electrical, with an electrician.
        Special = "专",
    }
}

record! {
    /// One thing to look at. Its words say the state that is right.
    Item(Code), ItemField, ItemKey {
        /// What must hold, in full.
        words: String = Words "检查内容",
        /// The same in at most sixteen signs, for a row of a route sheet.
        brief: String = Brief "路线单用语",
        /// How to judge it.
        how: String = How "判定方法",
        /// What it rests on; editable, since laws change.
        basis: String = Basis "依据",
        /// What is to be done when it fails; the first is the default.
        classes: Vec<Class> = Classes "处置档",
        /// Who may judge it; members unless said otherwise.
        judge: Option<Judge> = Judge "由谁判定",
        /// Its line of work.
        trade: Option<Trade> = Trade "专业",
        /// Who of the mine reviewed the words, and when; empty until then.
        reviewed: String = Reviewed "审核",
        /// What is near where it is looked at.
        near: Vec<Danger> = Near "近处危险",
    }
}

impl Item {
    /// The item as that mine reads it: with its own word for where people live.
    #[must_use]
    pub fn said_by(&self, mine: &Mine) -> Self {
        Self {
            words: mine.said(&self.words),
            brief: mine.said(&self.brief),
            how: mine.said(&self.how),
            basis: mine.said(&self.basis),
            ..self.clone()
        }
    }

    /// Who may judge it.
    pub fn judged_by(&self) -> Judge {
        self.judge.unwrap_or(Judge::Member)
    }
}

record! {
    /// The items of one kind of site, by depth of checking.
    Checklist(SiteKind), ChecklistField, ChecklistKey {
        /// Rows of a route sheet that a member judges.
        patrol: Vec<Code> = Patrol "巡查项",
        /// Rows of a route sheet for the electrician's or post holder's block.
        signed: Vec<Code> = Signed "签字项",
        /// The full list.
        full: Vec<Code> = Full "检查项",
        /// The electrical list.
        special: Vec<Code> = Special "用电专项",
    }
}
