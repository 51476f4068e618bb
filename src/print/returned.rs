//! A text of the plan that was edited in Word and comes back: chapter by chapter, what of it can be
//! taken over, and what cannot and where that belongs.
//!
//! It is held against the same text as it would be written now, read by the same reader. What each
//! part said when the file was written is remembered in the file ([`manuscript::REMEMBERED`]), so that a part
//! nobody touched in Word is not mistaken for an edit where the workbook has moved on.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::data::Data;
use super::{plan, word};
use crate::model::id::VersionId;
use crate::model::mine::Only;
use crate::model::plan::{Chapter, PlanField};
use crate::model::{Document, Put, RecordId};
use crate::office::manuscript::{self, AsideKind, Manuscript};
use crate::rules::hunks::{Hunk, hunks};
use crate::rules::masking::masked_within;
use crate::rules::outline;
use crate::session::Unwatched;
use regions::{Part, Region, Regions, bare, bare_lines};

mod left;
mod regions;

/// So many chapters make a text one of the plan.
const CHAPTERS: usize = 3;

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// What can be taken over, in the order of the plan.
    pub pieces: Vec<Piece>,
    /// What cannot.
    pub left: Vec<Left>,
    /// How many chapters read as in the workbook.
    pub same: usize,
}

/// A field of the plan that reads otherwise in Word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What the workbook has.
    pub was: Put,
    /// What Word has.
    pub now: Put,
    /// What it is: 三、风险特点.
    pub title: String,
    /// The same without a number: 风险特点.
    pub name: String,
    /// The lines that differ, as the workbook and as Word has them.
    pub sides: [String; 2],
    /// How much of it differs, in words.
    pub amount: String,
    /// Whether the workbook changed too since the file was written.
    pub is_of_both: bool,
    /// What must be known before it is taken over.
    pub remark: String,
}

/// Something in Word that is not taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// What, and where it is changed instead.
    pub words: String,
    /// The record it belongs to, where there is one.
    pub about: Option<RecordId>,
}

impl Left {
    /// Something that belongs to no record.
    pub fn said(words: String) -> Self {
        Self { words, about: None }
    }
}

/// What a text that came back says otherwise than the workbook; nothing where it is no text of the
/// plan.
pub fn returned(doc: &Document, text: &Manuscript, now: NaiveDateTime) -> Option<Returned> {
    let theirs = Regions::of(text);
    if theirs.chapters().count() < CHAPTERS {
        return None;
    }
    let masked = theirs.parts.iter().any(|part| part.lines.iter().any(|line| is_masked(line)));
    let ours = written(doc, None, (now, masked))?;
    // An approved version says itself what it said.
    let version = theirs.version(doc).and_then(|id| written(doc, Some(id), (now, masked)));
    let compared = Compared {
        doc,
        base: text.remembered.as_deref().map(Remembered::read),
        ours: &ours,
        version: version.as_ref(),
        theirs: &theirs,
    };
    Some(compared.returned(text))
}

/// What a file of the plan remembers of itself, to be written into it.
pub(super) fn remembered(file: &[u8]) -> Option<String> {
    let text = manuscript::read(file, &Unwatched).ok()?;
    let regions = Regions::of(&text);
    let parts = regions.parts.iter().filter(|part| part.region != Region::Other);
    let parts = parts.map(|part| format!("{}={}", part.region.key(), digest(&part.lines)));
    Some([EDITION.to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join(" "))
}

/// How what is remembered is written.
const EDITION: &str = "1";
/// Digits of a digest.
const DIGITS: usize = 12;

/// What the parts of a file said when it was written.
struct Remembered(BTreeMap<String, String>);

impl Remembered {
    fn read(words: &str) -> Self {
        let mut words = words.split_whitespace();
        let is_known = words.next() == Some(EDITION);
        let pairs = words.filter(|_| is_known).filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(key, digest)| (key.to_owned(), digest.to_owned())).collect())
    }

    /// Whether that part said this then; nothing where nobody knows.
    fn said(&self, part: &Part) -> Option<bool> {
        self.0.get(&part.region.key()).map(|then| *then == digest(&part.lines))
    }
}

/// A digest of lines, however they are broken and spaced.
fn digest(lines: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    for line in lines {
        hasher.update(bare(line).as_bytes());
    }
    hasher.finalize().to_hex().chars().take(DIGITS).collect()
}

fn is_masked(line: &str) -> bool {
    line.contains("****")
}

/// The text as it would be written now.
fn written(
    doc: &Document,
    version: Option<VersionId>,
    (now, masked): (NaiveDateTime, bool),
) -> Option<Regions> {
    let mine = doc.profile();
    let letter = plan::letter(doc, &mine, version, now.date())?;
    let data = match version {
        Some(_) => Data::Reviewed(Box::new(letter)),
        None => Data::Letters(vec![letter]),
    };
    let about = word::About::plain(now, masked);
    let file = word::file(&data, &about).ok()?;
    Some(Regions::of(&manuscript::read(&file, &Unwatched).ok()?))
}

/// Both texts side by side.
struct Compared<'a> {
    doc: &'a Document,
    base: Option<Remembered>,
    ours: &'a Regions,
    version: Option<&'a Regions>,
    theirs: &'a Regions,
}

impl Compared<'_> {
    fn returned(&self, text: &Manuscript) -> Returned {
        let mut returned = Returned::default();
        let mut moved_on = Vec::new();
        returned.left.extend(left::of_text(text, self.theirs));
        returned.pieces.extend(self.title());
        for chapter in Chapter::ALL.iter().copied() {
            let region = Region::Chapter(chapter);
            let (Some(ours), Some(theirs)) = (self.ours.find(&region), self.theirs.find(&region))
            else {
                continue;
            };
            if digest(&ours.lines) == digest(&theirs.lines) {
                returned.same += 1;
            } else if self.is_untouched(theirs) == Some(true) {
                moved_on.push(left::title_of(self.ours, chapter));
            } else {
                returned.pieces.push(self.chapter(chapter, ours, theirs));
            }
        }
        returned.left.extend(left::of_chapters(self.ours, self.theirs));
        if !moved_on.is_empty() {
            let words =
                format!("{}在Word里没有改，工作簿里后来改过，照工作簿，不动", moved_on.join("、"));
            returned.left.push(Left::said(words));
        }
        let against = self.version.unwrap_or(self.ours);
        for theirs in self.theirs.parts.iter().filter(|part| part.region.is_of_records()) {
            if self.is_untouched(theirs) != Some(true) {
                returned.left.extend(left::of_part(self.doc, against, theirs));
            }
        }
        returned.left.extend(left::missing(self.doc, against, self.theirs));
        returned
    }

    /// Whether nobody touched a part in Word; nothing where that is not known.
    fn is_untouched(&self, theirs: &Part) -> Option<bool> {
        if let Some(base) = &self.base {
            return base.said(theirs);
        }
        let then = self.version?.find(&theirs.region)?;
        Some(digest(&then.lines) == digest(&theirs.lines))
    }

    /// Whether the workbook's part is another one than when the file was written.
    fn has_moved_on(&self, ours: &Part) -> bool {
        let remembered = self.base.as_ref().and_then(|base| base.said(ours));
        remembered.is_some_and(|is_same| !is_same)
    }

    fn title(&self) -> Option<Piece> {
        let (ours, theirs) = (self.ours.find(&Region::Title)?, self.theirs.find(&Region::Title)?);
        let (was, now) = (ours.lines.concat(), theirs.lines.concat());
        let is_same = bare(&was) == bare(&now) || now.trim().is_empty();
        if is_same || self.is_untouched(theirs) == Some(true) {
            return None;
        }
        let now = now.trim().to_owned();
        Some(Piece {
            was: Put::from((Only, PlanField::Title(self.doc.current_plan().title))),
            now: Put::from((Only, PlanField::Title(now.clone()))),
            title: "标题".to_owned(),
            name: "标题".to_owned(),
            sides: [was, now],
            amount: "改了标题".to_owned(),
            is_of_both: self.has_moved_on(ours),
            remark: String::new(),
        })
    }

    fn chapter(&self, chapter: Chapter, ours: &Part, theirs: &Part) -> Piece {
        let kept = self.doc.current_plan().chapters.get(&chapter).cloned();
        let spelt = Spelling::of(&outline::chapter_words(self.doc, chapter), ours);
        let lines: Vec<String> = theirs.lines.iter().map(|line| spelt.of_line(line)).collect();
        let lines: Vec<&str> =
            lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
        let words = lines.join("\n");
        let hunks = hunks(&bare_lines(&ours.lines), &bare_lines(&theirs.lines));
        let is_of_both = self.has_moved_on(ours);
        let tables = theirs.tables;
        let remarks = [
            (is_of_both, "工作簿里后来也改过，采用Word里的会盖掉".to_owned()),
            (0 < tables, format!("里面的{tables}张表照格取回，版式不取")),
            (
                lines.iter().any(|line| is_masked(line)),
                "里面的电话是隐去中间几位的，采用后要补全".to_owned(),
            ),
            (words.is_empty(), "Word里这一章是空的".to_owned()),
        ];
        let remarks = remarks.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words);
        Piece {
            was: Put::from((Only, PlanField::Chapter(chapter, kept))),
            now: Put::from((Only, PlanField::Chapter(chapter, Some(words)))),
            title: ours.heading.clone(),
            name: chapter.word().to_owned(),
            sides: sides(&hunks, ours, theirs),
            amount: amount(&hunks),
            is_of_both,
            remark: remarks.collect::<Vec<_>>().join("；"),
        }
    }
}

/// How the workbook spells the lines of a chapter: the paper writes some of them otherwise, and
/// those that nobody changed stay as they are.
struct Spelling(BTreeMap<String, String>);

impl Spelling {
    fn of(words: &str, written: &Part) -> Self {
        let own: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut known = BTreeMap::new();
        if own.len() == written.lines.len() {
            for (own, written) in own.iter().zip(&written.lines) {
                for written in [bare(written), bare(&masked_within(written))] {
                    known.entry(written).or_insert_with(|| (*own).to_owned());
                }
            }
        }
        Self(known)
    }

    fn of_line(&self, line: &str) -> String {
        let bare = bare(line);
        // What stands for a chapter nobody has written is no text.
        if bare == plan::UNWRITTEN {
            return String::new();
        }
        self.0.get(&bare).cloned().unwrap_or_else(|| line.replace('\t', " ").trim().to_owned())
    }
}

/// The lines that differ, on either side; where one has none it says so.
fn sides(hunks: &[Hunk], ours: &Part, theirs: &Part) -> [String; 2] {
    let of = |part: &Part, range: &std::ops::Range<usize>| match part
        .lines
        .get(range.clone())
        .unwrap_or_default()
    {
        [] => "（这里没有）".to_owned(),
        lines => lines.join("\n"),
    };
    [
        hunks.iter().map(|hunk| of(ours, &hunk.was)).collect::<Vec<_>>().join("\n……\n"),
        hunks.iter().map(|hunk| of(theirs, &hunk.now)).collect::<Vec<_>>().join("\n……\n"),
    ]
}

/// 改2段，增1段
fn amount(hunks: &[Hunk]) -> String {
    let (mut changed, mut added, mut gone) = (0, 0, 0);
    for hunk in hunks {
        let both = hunk.was.len().min(hunk.now.len());
        changed += both;
        added += hunk.now.len() - both;
        gone += hunk.was.len() - both;
    }
    let parts = [("改", changed), ("增", added), ("删", gone)];
    let parts = parts.into_iter().filter(|(_, count)| 0 < *count);
    parts.map(|(verb, count)| format!("{verb}{count}段")).collect::<Vec<_>>().join("，")
}

/// What a kind of thing that is no text is called, and what is said of it.
fn aside_words(kind: AsideKind) -> (&'static str, &'static str) {
    match kind {
        AsideKind::Inserted => ("修订痕迹（插入）", ""),
        AsideKind::Deleted => ("修订痕迹（删除）", ""),
        AsideKind::Picture => ("图片", "方案里不放图片，没有取"),
        AsideKind::TextBox => ("文本框", "文本框里的字没有取"),
        AsideKind::Comment => ("批注", "没有取"),
        AsideKind::Footnote => ("脚注", "没有取"),
        AsideKind::Formula => ("公式", "没有取"),
        AsideKind::Hidden => ("隐藏文字", "没有取"),
        AsideKind::Symbol => ("特殊符号", "没有取，请在正文里补上"),
        AsideKind::Bullets => ("项目符号", "只取文字，一条成一段"),
    }
}
