//! The file: text ⇄ values. Pure; knows no path and no disk.
//!
//! A workbook is one RON value, `NAME.ron`: header, sections of records in the order of a
//! person's interest, then the journal, one entry a line. The stock `ron` crate reads it. The
//! header says what each section holds and guards itself, so that nothing is missing unnoticed:
//! [`read()`] gives what is whole together with a [`Verdict`] on the rest. What cannot be read is
//! never opened as empty; [`rescue()`] puts together again what several files and journals hold.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::model::id::EntryId;
use crate::model::{Cell, Document, Kind};
use crate::session::Kept;

mod cells;
mod chains;
mod columns;
mod damage;
mod derived;
mod encoding;
mod figures;
mod header;
mod joining;
mod lists;
mod outline;
mod period;
mod reading;
mod rescue;
mod rows;
mod schema;
mod sections;
mod source;
mod tables;
mod verdict;

pub use columns::{Column, Holds};
pub use damage::{Damage, Place};
pub use header::{Header, Promise};
pub use joining::{Apart, Brought, join, renamed_words};
pub use period::{Asked, Limit, Period};
pub use reading::{Unread, examine, peek, read, read_watched};
pub use rescue::{Rescued, name_for, rescue, rescue_watched};
pub use rows::{Export, TableRows};
pub use schema::{Engine, empty_tables, schema};
pub use source::Source;
pub use tables::Tables;
pub use verdict::{Difference, Verdict, unsettled, unsettled_lines, waiting_words};

/// The format this program writes. Rises only when an older program could not read the file.
pub const FORMAT: u32 = 1;
/// The format whose headers promised only digests and did not guard themselves. Still read.
const OLD_FORMAT: u32 = 0;
/// A file larger than this was never written by this program, and is not read.
pub const MOST_BYTES: u64 = 1 << 30;
/// From this size on people are told that a workbook grows too large.
pub const MANY_BYTES: u64 = 1 << 28;

/// The first line of every workbook, for whoever opens it in a text editor.
const FIRST_LINE: &str =
    "// 守岁工作簿。请用“守岁”程序打开；如需手工查看，请先复制一份，不要直接修改。\n";

/// A contested field as a file keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contest {
    cell: Cell,
    claims: Vec<ClaimLine>,
}

/// One claim as a file keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimLine {
    entry: EntryId,
    lamport: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<NaiveDateTime>,
    by: String,
    value: crate::model::Put,
}

/// A workbook as it was read.
#[derive(Debug)]
pub struct Opened {
    /// What the session goes on with: the records as the history tells them, or, of a damaged
    /// file, those that are whole.
    pub kept: Kept,
    /// The header, where it can be read.
    pub header: Option<Header>,
    /// What the file is, measured against what it promises.
    pub verdict: Verdict,
}

impl Opened {
    /// What stands for a file of which nothing at all can be read: which workbook it is, and on
    /// which PCs it was written, others of its copies say.
    pub fn nothing_of(copy: &Self) -> Self {
        let (workbook, pcs) = (copy.kept.workbook, copy.kept.pcs.clone());
        let kept = Kept { workbook, pcs, ..Kept::default() };
        Self { kept, header: None, verdict: Verdict::default() }
    }

    /// The records as they stand in the file, whatever the history says of them.
    pub fn as_it_stands(&self) -> Document {
        let mut doc = self.kept.doc.clone();
        for difference in &self.verdict.differences {
            doc.apply(difference.change.now());
        }
        doc
    }
}

/// Writes a workbook.
pub fn write(kept: &Kept) -> String {
    let sections = sections::sections(kept);
    let header = Header::of(kept, &sections);
    let parts = sections.iter().map(|section| (section.name, section.text.as_str()));
    outline::join(FIRST_LINE, &sections::pretty(&header), parts)
}

/// What became of a workbook on being checked whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub entries: usize,
    /// The short code of the journal.
    pub code: String,
    /// What the file is.
    pub verdict: Verdict,
}

/// Checks a workbook whole: every line of the journal, every link of every chain, and that the
/// journal alone rebuilds the records.
///
/// # Errors
/// The first damage.
pub fn verify(bytes: &[u8]) -> Result<Verified, Damage> {
    let Opened { kept, verdict, .. } = examine(bytes)?;
    if let Some(damage) = verdict.damages.first() {
        return Err(damage.clone());
    }
    let code = crate::session::short_code(kept.heads.iter());
    Ok(Verified { entries: kept.journal.len(), code, verdict })
}

/// What people call a section.
fn word(name: &str) -> &'static str {
    let table = Document::TABLES.iter().zip(Kind::ALL).find(|(table, _)| **table == name);
    match (name, table) {
        (outline::HEADER, _) => "文件头",
        (outline::CONTESTED, _) => "待选定的内容",
        (outline::JOURNAL, _) => "历史",
        (_, Some((_, kind))) => kind.word(),
        _ => "不认识的部分",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{Replica, WorkbookId};
    use crate::session::Session;

    /// The text of a workbook without the sections of those names, as a program wrote it that did
    /// not know them.
    fn without(kept: &Kept, names: &[&str]) -> String {
        let mut sections = sections::sections(kept);
        sections.retain(|section| !names.contains(&section.name));
        let header = Header::of(kept, &sections);
        let parts = sections.iter().map(|section| (section.name, section.text.as_str()));
        outline::join(FIRST_LINE, &sections::pretty(&header), parts)
    }

    #[test]
    fn a_section_an_older_program_knew_nothing_of_is_not_missed() {
        let replica = Replica::from_bits(1);
        let kept = Session::new(WorkbookId(replica), replica).snapshot();
        for names in [&["printouts"][..], &["printouts", "services"]] {
            let opened = read(without(&kept, names).as_bytes()).unwrap();
            assert_eq!(opened.verdict, Verdict { history_is_whole: true, ..Verdict::default() });
            assert_eq!(opened.kept.doc, kept.doc);
        }
        let text = write(&kept).replace("  printouts: {},\n", "");
        assert_ne!(text, write(&kept));
        let missed = read(text.as_bytes()).unwrap().verdict;
        assert!(missed.is_damaged(), "what was promised is missed");
    }
}
