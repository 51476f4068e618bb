//! The file: text ⇄ values. Pure; knows no path and no disk.
//!
//! A workbook is one RON value, `NAME.ron`: header, sections of records in the order of a
//! person's interest, then the journal, one entry a line. The stock `ron` crate reads it. Each
//! section has a digest in the header, so that an edit by other programs is noticed. What cannot
//! be read is never opened as empty: the reader says line, column and field, and what a rescue
//! would bring back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Cell;
use crate::model::id::{EntryId, Replica, WorkbookId};
use crate::session::{Claim, Digest, Entry, Head, Journal, Kept};

mod damage;
mod format0;
mod outline;
mod tables;

pub use damage::{Damage, Place};
pub use tables::{TableText, jsonl};

/// The format this program writes. Rises only when an older program could not read the file.
pub const FORMAT: u32 = 0;

/// The first line of every workbook, for whoever opens it in a text editor.
const FIRST_LINE: &str =
    "// 守岁工作簿。请用“守岁”程序打开；如需手工查看，请先复制一份，不要直接修改。\n";

/// What stands before the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The format's number; no part of the program's version.
    pub format: u32,
    /// The program that wrote it.
    pub program: String,
    /// Which workbook.
    pub workbook: WorkbookId,
    /// The newest entry of each replica.
    pub heads: BTreeMap<Replica, Head>,
    /// A digest of each section's text.
    pub digests: BTreeMap<String, Digest>,
}

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
    by: String,
    value: crate::model::Put,
}

/// A workbook as it was read.
#[derive(Debug)]
pub struct Opened {
    /// What the session goes on with.
    pub kept: Kept,
    /// Sections edited outside the program, by their names in the file.
    pub edited: Vec<String>,
}

/// Writes a workbook.
pub fn write(kept: &Kept) -> String {
    let sections = format0::sections(kept);
    let digests = sections
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Digest::of(text.as_bytes())))
        .collect();
    let header = Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        workbook: kept.workbook,
        heads: kept.heads.clone(),
        digests,
    };
    outline::join(FIRST_LINE, &format0::pretty(&header), &sections)
}

/// Reads a workbook.
///
/// # Errors
/// [`Damage`] says what is wrong and where; nothing is ever made up in its place.
pub fn read(bytes: &[u8]) -> Result<Opened, Damage> {
    let text = text_of(bytes)?;
    let outline = outline::split(text);
    let header: Header = match &outline {
        Some(outline) => read_header(text, outline.header)?,
        None => format0::header_of_whole(text)?,
    };
    if FORMAT < header.format {
        return Err(Damage::Newer { program: header.program });
    }
    let (records, journal) = match &outline {
        Some(outline) => (format0::read_sections(text, outline)?, outline.journal_lines()),
        None => format0::read_whole(text)?,
    };
    let edited = match &outline {
        Some(outline) => outline.edited(&header.digests),
        // Another program laid the text out anew: every section may have been edited.
        None => header.digests.keys().cloned().collect(),
    };
    check_journal(text, &journal, &header)?;
    let contested = records
        .contested
        .into_iter()
        .map(|contest| {
            let claims = contest
                .claims
                .into_iter()
                .map(|line| {
                    let ClaimLine { entry, lamport, by, value } = line;
                    Claim { entry, lamport, by, value }
                })
                .collect();
            (contest.cell, claims)
        })
        .collect();
    let kept = Kept {
        workbook: header.workbook,
        doc: records.doc,
        journal: Journal::of_lines(&journal),
        heads: header.heads,
        contested,
    };
    Ok(Opened { kept, edited })
}

/// Which workbook a file is, and how far it goes, without reading its records.
///
/// # Errors
/// As [`read`], as far as the header goes.
pub fn peek(bytes: &[u8]) -> Result<Header, Damage> {
    let text = text_of(bytes)?;
    match outline::split(text) {
        Some(outline) => read_header(text, outline.header),
        None => format0::header_of_whole(text),
    }
}

/// What became of a journal on being checked line by line.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub entries: usize,
    /// The short code of the journal.
    pub code: String,
    /// Sections edited outside the program.
    pub edited: Vec<String>,
}

/// Checks a workbook whole: every line of the journal, every link of every chain, and that the
/// journal alone rebuilds the records.
///
/// # Errors
/// The first thing that does not hold.
pub fn verify(bytes: &[u8]) -> Result<Verified, Damage> {
    let Opened { kept, edited } = read(bytes)?;
    let entries = kept.journal.entries();
    let count = entries.len();
    let mut replayed = crate::session::Session::new(kept.workbook, Replica::from_bits(0));
    replayed
        .adopt(entries.iter().map(|entry| entry.as_ref().clone()).collect())
        .map_err(|broken| Damage::Journal(broken.to_string()))?;
    if *replayed.heads() != kept.heads {
        return Err(Damage::Journal("历史的条数与文件头不一致".to_owned()));
    }
    let differing = replayed.document().differences(&kept.doc);
    if let Some(change) = differing.first().filter(|_| edited.is_empty()) {
        let field = change.cell().word();
        let words = format!("历史与记录有{}处不一致，例如“{field}”", differing.len());
        return Err(Damage::Journal(words));
    }
    Ok(Verified { entries: count, code: replayed.code(), edited })
}

fn text_of(bytes: &[u8]) -> Result<&str, Damage> {
    if bytes.is_empty() {
        return Err(Damage::Empty);
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(Damage::Zeroed);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|err| damage::not_text(bytes, err.valid_up_to()))
}

fn read_header(text: &str, header: &str) -> Result<Header, Damage> {
    ron::from_str(header).map_err(|err| damage::at(text, header, &err))
}

/// Checks that the journal ends where the header says, by digests of lines, without parsing
/// what need not be parsed.
fn check_journal(text: &str, journal: &str, header: &Header) -> Result<(), Damage> {
    let digests: std::collections::BTreeSet<Digest> =
        journal.lines().map(|line| Digest::of(line.as_bytes())).collect();
    for (replica, head) in &header.heads {
        if !digests.contains(&head.digest) {
            let words = format!("副本{replica}的第{}条历史不在文件里，或被改过", head.number);
            return Err(Damage::Journal(words));
        }
    }
    for line in journal.lines() {
        let named = line.starts_with("(id:\"");
        if !named {
            return Err(match Entry::read(line) {
                Ok(_) => Damage::Journal("历史的写法被改过".to_owned()),
                Err(err) => damage::at(text, line, &err),
            });
        }
    }
    Ok(())
}
