//! A workbook damaged in every way a disk, a mailer or an editor may damage it, what the reader
//! says of it, and how much a repair brings back. Shared by the test, which tries some, and the
//! long run by hand, which tries as many as it is told.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use shousui::file::{self, Source, rescue};
use shousui::model::Document;
use shousui::model::id::Replica;

/// What a damaged file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Nothing can be opened.
    Refused,
    /// Opens for reading only, and says what is missing.
    Damaged,
    /// Whole, and differences from the history are listed.
    Edited,
    /// Whole, and only laid out otherwise.
    Relaid,
    /// Passed for what was saved. Never.
    Silent,
}

/// What came of one damage.
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// Fields that a repair from the file alone does not bring back.
    pub(crate) lost_alone: usize,
    /// Fields that a repair with a backup of the same minute does not bring back.
    pub(crate) lost_with_backup: usize,
}

/// Small dice, the same for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if end == 0 { 0 } else { usize::try_from(self.0 >> 16).unwrap() % end }
    }
}

/// The file as it was saved.
pub(crate) struct Sound {
    pub(crate) bytes: Vec<u8>,
    doc: Document,
    backup: Source,
    now: NaiveDateTime,
}

impl Sound {
    pub(crate) fn of(bytes: Vec<u8>, now: NaiveDateTime) -> Self {
        let opened = file::examine(&bytes).unwrap();
        assert!(opened.verdict.is_whole() && opened.verdict.waiting == 0, "{:?}", opened.verdict);
        let backup = Source::of("备份".to_owned(), &opened);
        Self { bytes, doc: opened.kept.doc, backup, now }
    }

    /// How many fields it has.
    pub(crate) fn fields(&self) -> usize {
        Document::default().differences(&self.doc).len()
    }

    /// What the reader and the repair make of other bytes in its place.
    pub(crate) fn tried(&self, bytes: &[u8]) -> Outcome {
        let Ok(opened) = file::read(bytes) else {
            // A repair then goes by the backup alone.
            let lost_alone = self.fields();
            return Outcome { verdict: Verdict::Refused, lost_alone, lost_with_backup: 0 };
        };
        let is_same = bytes == self.bytes;
        let verdict = match &opened.verdict {
            verdict if verdict.is_damaged() => Verdict::Damaged,
            verdict if !verdict.differences.is_empty() => Verdict::Edited,
            verdict if verdict.is_relaid => Verdict::Relaid,
            _ if is_same => Verdict::Relaid,
            _ => Verdict::Silent,
        };
        let fresh = Replica::from_bits(0xFEED);
        let lost = |sources: &[Source]| {
            let rescued = rescue(&opened, sources, fresh, self.now);
            let lost = rescued.kept.doc.differences(&self.doc).len();
            // Whatever is missing is told, and what was put together is a sound file.
            assert!(lost == 0 || !rescued.lost.is_empty(), "{lost} fields lost without a word");
            let text = file::write(&rescued.kept);
            let again = file::examine(text.as_bytes()).unwrap();
            assert!(again.verdict.is_whole(), "{:?}", again.verdict);
            lost
        };
        let backup = Source {
            name: self.backup.name.clone(),
            entries: self.backup.entries.clone(),
            heads: self.backup.heads.clone(),
        };
        let (lost_alone, lost_with_backup) = (lost(&[]), lost(&[backup]));
        Outcome { verdict, lost_alone, lost_with_backup }
    }

    /// The file cut off somewhere.
    pub(crate) fn cut(&self, dice: &mut Dice) -> Vec<u8> {
        self.bytes[..dice.below(self.bytes.len())].to_vec()
    }

    /// One bit of it flipped.
    pub(crate) fn flipped(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        bytes
    }

    /// A block of it overwritten, doubled, taken out, or changing places with another.
    pub(crate) fn block(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let most = 1 << dice.below(17);
        let length = 1 + dice.below(most).min(bytes.len() / 3);
        let at = dice.below(bytes.len() - 2 * length);
        let other = at + length + dice.below(bytes.len() - at - 2 * length + 1);
        match dice.below(5) {
            0 => bytes[at..at + length].fill(0),
            1 => {
                for byte in &mut bytes[at..at + length] {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let block = bytes[at..at + length].to_vec();
                bytes.splice(other..other, block);
            }
            _ => {
                let (front, back) = bytes.split_at_mut(other);
                front[at..at + length].swap_with_slice(&mut back[..length]);
            }
        }
        bytes
    }

    /// Sections, every `each`-th record and every `each`-th line of the history taken out, doubled
    /// and changing places with the next one.
    pub(crate) fn pieces(&self, each: usize) -> Vec<(&'static str, Vec<u8>)> {
        let text = str::from_utf8(&self.bytes).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let begins = |line: &&str| {
            let rest = line.strip_prefix("    ").unwrap_or(" ");
            rest.starts_with(|sign: char| sign.is_ascii_lowercase())
        };
        let mut starts: Vec<usize> = (0..lines.len()).filter(|at| begins(&lines[*at])).collect();
        starts.push(lines.len() - 1);
        let sections = starts.windows(2).map(|pair| pair[0]..pair[1]).collect::<Vec<_>>();
        let records = (0..lines.len())
            .filter(|at| lines[*at].starts_with("      \""))
            .map(|at| {
                at..(at..lines.len()).find(|end| lines[*end].starts_with("      )")).unwrap() + 1
            })
            .step_by(each);
        let steps =
            (0..lines.len()).filter(|at| lines[*at].starts_with("(id:")).map(|at| at..at + 1);
        let mut made = Vec::new();
        let all = sections
            .iter()
            .cloned()
            .map(|range| ("section", range))
            .chain(records.map(|range| ("record", range)))
            .chain(steps.step_by(each).map(|range| ("step", range)));
        for (what, range) in all {
            let (before, piece, after) =
                (&lines[..range.start], &lines[range.clone()], &lines[range.end..]);
            let out = [before, after].concat().concat();
            let doubled = [before, piece, piece, after].concat().concat();
            made.push((what, out.into_bytes()));
            made.push((what, doubled.into_bytes()));
            if let (Some((next, rest)), "step") = (after.split_first(), what) {
                let swapped = [before, &[*next], piece, rest].concat().concat();
                made.push((what, swapped.into_bytes()));
            }
        }
        made.retain(|(_, bytes)| *bytes != self.bytes);
        made
    }
}

/// What many damages of one kind came to.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) tried: usize,
    pub(crate) verdicts: BTreeMap<Verdict, usize>,
    /// Of those that can be opened, from how many everything comes back.
    pub(crate) whole_alone: usize,
    pub(crate) whole_with_backup: usize,
}

impl Tally {
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        self.tried += 1;
        *self.verdicts.entry(outcome.verdict).or_default() += 1;
        self.whole_alone += usize::from(outcome.lost_alone == 0);
        self.whole_with_backup += usize::from(outcome.lost_with_backup == 0);
    }

    pub(crate) fn silent(&self) -> usize {
        self.verdicts.get(&Verdict::Silent).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { tried, verdicts, whole_alone, whole_with_backup } = self;
        write!(f, "{tried} tried, {verdicts:?}; everything back alone {whole_alone}, ")?;
        write!(f, "with a backup {whole_with_backup}")
    }
}
