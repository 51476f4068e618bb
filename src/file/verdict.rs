//! What a file is, measured against what its header and its history promise: made in one place,
//! and used alike by the window and by every command.
//!
//! *Damage* is structure that is missing, unreadable, doubled or foreign, and a history that does
//! not hold together: nothing is written then. A *difference* is whole and readable, but not what
//! the history says: somebody edited the file outside the program, and a person decides.

use std::collections::{BTreeMap, BTreeSet};

use super::Damage;
use crate::model::value::excerpt;
use crate::model::{Cell, Change, Document, Kind, RecordId};
use crate::session::Claim;

/// A field that is not what the history says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// From what the history says to what the file says.
    pub change: Change,
    /// Whether only one sign is different, as after a flipped bit, in it or in its record's key.
    pub may_be_damage: bool,
}

impl Difference {
    fn of(change: Change) -> Self {
        // As it stands in the file: no spoilt sign makes a 是 of a 否 there.
        let (was, now) = (written(&change.was()), written(&change.now()));
        Self { may_be_damage: differs_by_one(&was, &now), change }
    }

    /// Whether signs that could not be read stand in the file.
    pub(super) fn is_unreadable(&self) -> bool {
        // As a sign of its own or written out.
        let now = format!("{:?}", self.change.now());
        now.contains(char::REPLACEMENT_CHARACTER) || now.contains("\\u{fffd}")
    }

    /// 隐患 YH-2027-0054 的隐患描述：原来是“…”，文件里是“…”
    pub fn words(&self, doc: &Document) -> String {
        let cell = self.change.cell();
        /// Longer names are known by their beginning.
        const MOST: usize = 48;
        let about = excerpt(&cell.record().about(doc), &[], MOST);
        let label = cell.label(doc);
        let (was, now) = (self.change.was().shown(doc), self.change.now().shown(doc));
        let mark = if self.may_be_damage { "（只差一个字，可能是损坏）" } else { "" };
        format!(
            "{about}的{label}：历史里是{}，文件里是{}{mark}",
            told(&was, &now),
            told(&now, &was),
        )
    }
}

/// A value between quotes; of a long one the part in which it begins to differ from the other.
fn told(words: &str, other: &str) -> String {
    /// Enough to tell two values apart; all of it stands in the file.
    const MOST: usize = 120;
    match words {
        "" => "（未填）".to_owned(),
        words => format!("“{}”", excerpt(words, &[other], MOST)),
    }
}

/// The differences of a file, each with whether one spoilt sign may have made it: in a value, or in the
/// key of a record, which then seems to be gone, and another one come.
pub(super) fn marked(changes: Vec<Change>) -> Vec<Difference> {
    /// Where more records differ, no spoilt key did it.
    const MOST: usize = 100;
    let mut by_record: BTreeMap<RecordId, Vec<&Change>> = BTreeMap::new();
    for change in &changes {
        by_record.entry(change.cell().record()).or_default().push(change);
    }
    let mut spoilt: BTreeSet<RecordId> = BTreeSet::new();
    let is_pair = |gone: &Vec<&Change>, come: &Vec<&Change>| {
        let mut fields = gone.iter().zip(come);
        gone.len() == come.len()
            && fields
                .all(|(gone, come)| differs_by_one(&written(&gone.was()), &written(&come.now())))
    };
    for (gone, lost) in by_record.iter().filter(|_| by_record.len() <= MOST) {
        let mut others = by_record.iter().filter(|(come, _)| *come != gone);
        if let Some((come, _)) = others.find(|(_, found)| is_pair(lost, found)) {
            spoilt.extend([gone.clone(), come.clone()]);
        }
    }
    let marked = |change: Change| {
        let is_spoilt = spoilt.contains(&change.cell().record());
        let one = Difference::of(change);
        Difference { may_be_damage: one.may_be_damage || is_spoilt, ..one }
    };
    changes.into_iter().map(marked).collect()
}

fn written(put: &crate::model::Put) -> String {
    // Plain data always has a text form; without one the two are simply not alike.
    ron::ser::to_string(put).unwrap_or_default()
}

/// Whether two texts of the same length differ in exactly one sign.
fn differs_by_one(one: &str, other: &str) -> bool {
    let same_length = one.chars().count() == other.chars().count();
    same_length && one.chars().zip(other.chars()).filter(|(one, other)| one != other).count() == 1
}

/// What a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether its header is one of a time when headers did not guard themselves (旧格式).
    pub is_old: bool,
    /// Whether another program laid the text out anew and left the records as they were.
    pub is_relaid: bool,
    /// Entries of the history that wait for others which are not there.
    pub waiting: usize,
    /// What is damaged.
    pub damages: Vec<Damage>,
    /// What is not what the history says, while nothing is damaged.
    pub differences: Vec<Difference>,
    /// Whether the history alone would give every record again.
    pub history_is_whole: bool,
    /// Fields two PCs filled in differently, of which nobody has chosen yet.
    pub contested: Vec<Cell>,
    /// Of a damaged file, the kinds whose records are just as they were saved.
    pub proved: BTreeSet<Kind>,
}

impl Verdict {
    /// Whether something is missing, unreadable or does not fit.
    pub fn is_damaged(&self) -> bool {
        !self.damages.is_empty()
    }

    /// Whether it was changed outside the program.
    pub fn is_edited(&self) -> bool {
        self.is_relaid || !self.differences.is_empty()
    }

    /// Whether it is just what this program left.
    pub fn is_whole(&self) -> bool {
        !self.is_damaged() && !self.is_edited()
    }

    /// Whether nobody has anything to decide about its values, and none is still to come.
    pub fn is_settled(&self) -> bool {
        !self.is_edited() && self.contested.is_empty() && self.waiting == 0
    }

    /// What is to be told, a sentence a line; nothing where there is nothing.
    pub fn lines(&self, doc: &Document) -> Vec<String> {
        let mut lines = self.file_lines(doc);
        lines.extend(unsettled_lines(&self.contested, doc));
        lines
    }

    /// What is to be told of the file, without the fields that two PCs filled in differently.
    pub fn file_lines(&self, doc: &Document) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        if self.is_damaged() {
            lines.push(format!("文件损坏{}处：", self.damages.len()));
            lines.extend(self.damages.iter().map(|damage| format!("  {damage}")));
            lines.push(self.where_from().to_owned());
        }
        if !self.differences.is_empty() {
            lines.push(format!("在程序以外改过{}处，还没有记入历史：", self.differences.len()));
            lines.extend(self.differences.iter().map(|one| format!("  {}", one.words(doc))));
        }
        if self.is_relaid && lines.is_empty() {
            lines.push("文件被别的程序重新排过版，各项记录没有变".to_owned());
        }
        if self.is_old {
            lines.push("旧格式：下一次保存时改成新格式，改之前自动留一份备份".to_owned());
        }
        if let Some(line) = waiting_words(self.waiting) {
            lines.push(line);
        }
        lines
    }

    /// Where what is missing can be had.
    fn where_from(&self) -> &'static str {
        if self.history_is_whole {
            "历史是完整的，缺的内容可以从历史里全部找回"
        } else {
            "缺的内容可以从本机记录、备份和别的副本里找"
        }
    }
}

/// Of fields that two PCs filled in differently those that a person is to decide. A number that two
/// papers bear is settled by giving one of them another.
pub fn unsettled(contested: &BTreeMap<Cell, Vec<Claim>>) -> Vec<Cell> {
    contested.keys().filter(|cell| !matches!(cell, Cell::Number(..))).cloned().collect()
}

/// 两处填得不同、还没有选定的1处, and which; nothing where all is settled.
pub fn unsettled_lines(cells: &[Cell], doc: &Document) -> Vec<String> {
    if cells.is_empty() {
        return Vec::new();
    }
    let count = cells.len();
    let head =
        format!("两处填得不同、还没有选定的{count}处，现在用的是其中一个值，请在窗口里选定：");
    let named =
        cells.iter().map(|cell| format!("  {}的{}", cell.record().about(doc), cell.label(doc)));
    std::iter::once(head).chain(named).collect()
}

/// 还有28次改动接不上; nothing if none waits.
pub fn waiting_words(waiting: usize) -> Option<String> {
    (0 < waiting).then(|| {
        format!("还有{waiting}次改动接不上，等前面缺的改动；从别的电脑、副本或备份里合进来就补上")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_is_one_sign_of_whatever_alphabet() {
        for (one, other, expected) in [
            ("灭火器压力不足", "灭火器压力不定", true),
            ("0107", "8107", true),
            ("甲", "甲", false),
            ("甲乙", "乙甲", false),
            ("甲", "甲乙", false),
            ("", "", false),
        ] {
            assert_eq!(differs_by_one(one, other), expected, "{one} {other}");
        }
    }
}
