//! When the workbook is written, and what the status bar may claim of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::leaving::Leaving;
use super::{Dialog, Effect, Saving, Tone, Trouble, Workspace};
use crate::file::waiting_words;
use crate::model::id::Replica;
use crate::session::{Entry, Head, Recalled};

/// Rest after which a changed workbook is written.
const REST: Duration = Duration::from_secs(2);
/// A save may not take more than one part in this many of the time.
const SHARE: u64 = 20;
/// Seconds until it is tried again after the first failure, the second, …; the last one stays.
const PAUSES: [u64; 4] = [2, 5, 15, 60];
/// So often in a row somebody else's steps are taken in without a pause.
const MERGES: usize = 3;

/// What is being done to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Busy {
    /// It is written.
    Saving,
    /// It is looked at.
    Looking,
}

/// What is known of the open workbook's file.
#[derive(Debug, Default)]
pub struct FileState {
    /// Where it lies; `None` while nothing is kept.
    pub path: Option<PathBuf>,
    /// Who has it open elsewhere; it is read-only then.
    pub locked: Option<String>,
    /// Whether a workbook is being opened or begun.
    pub opening: bool,
    /// Notes sent to this PC's journal.
    pub sent: u64,
    /// Notes known to be on the disk.
    noted: u64,
    /// When the last note was on the disk.
    pub noted_at: Option<NaiveDateTime>,
    /// Why notes could not be kept.
    pub note_trouble: Option<Trouble>,
    /// The newest entries in the file.
    written: Option<BTreeMap<Replica, Head>>,
    /// When the file was last written.
    pub written_at: Option<NaiveDateTime>,
    /// Why the file could not be written; stays until it could.
    pub save_trouble: Option<Trouble>,
    pub(super) busy: Option<Busy>,
    /// What this program had written is no longer there.
    is_lost: bool,
    /// No save before then, in time passed since the window began, unless a person asks.
    not_before: Duration,
    /// Tries that failed since the last one that went well.
    failed: usize,
    /// Merges since the file was last written.
    merged: usize,
    /// A person waits for what comes of the save.
    pub(super) asked: bool,
    /// The window is to close.
    pub(super) leaving: Option<Leaving>,
}

impl FileState {
    /// Whether everything typed is on this PC's disk (已记在本机).
    pub fn is_noted(&self) -> bool {
        self.path.is_some() && self.sent <= self.noted && self.note_trouble.is_none()
    }

    /// Whether the file is being written just now.
    pub fn is_saving(&self) -> bool {
        self.busy == Some(Busy::Saving)
    }

    /// Whether an answer about the file is awaited.
    pub(super) fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    pub(super) fn noted(&mut self, count: u64, now: NaiveDateTime) {
        self.noted = count.max(self.noted);
        self.noted_at = Some(now);
        self.note_trouble = None;
    }

    /// What stands in the file, which was just written or read.
    pub(super) fn holds(&mut self, heads: BTreeMap<Replica, Head>, now: Option<NaiveDateTime>) {
        self.busy = None;
        self.written = Some(heads);
        self.written_at = now;
        self.save_trouble = None;
        (self.failed, self.merged) = (0, 0);
        (self.asked, self.is_lost) = (false, false);
    }

    /// What was written is gone from the file.
    pub(super) fn lose(&mut self) {
        self.busy = None;
        self.written = None;
        self.is_lost = true;
    }

    /// Something failed: the next try by itself comes after a pause, longer every time.
    fn pause(&mut self, passed: Duration) {
        let seconds = PAUSES.get(self.failed).or(PAUSES.last()).copied().unwrap_or_default();
        self.failed += 1;
        self.not_before = passed.saturating_add(Duration::from_secs(seconds));
    }
}

impl Workspace {
    /// Whether the file says what the session says.
    pub fn is_written(&self) -> bool {
        !self.session.is_open() && self.file.written.as_ref() == Some(self.session.heads())
    }

    /// When the file is to be written by itself, if at all.
    pub(super) fn save_due(&self) -> Option<Duration> {
        let due = self.file.path.is_some()
            && self.file.locked.is_none()
            && self.edits.is_empty()
            && !self.file.is_busy()
            && !self.is_written();
        due.then(|| self.passed.saturating_add(REST).max(self.file.not_before))
    }

    pub(super) fn save_when_due(&mut self, resting: Duration) -> Option<Effect> {
        let is_allowed = self.file.not_before <= self.passed;
        (REST <= resting && is_allowed && self.save_due().is_some()).then(|| self.write()).flatten()
    }

    /// Ctrl+S: written now, or a place is asked for.
    pub(super) fn save_now(&mut self) -> Option<Effect> {
        if self.file.path.is_none() {
            return self.ask_where(Saving::As);
        }
        if let Some(who) = &self.file.locked {
            let words = format!("只读：{who}");
            self.tell(Tone::Refused, words);
            return None;
        }
        self.file.asked = true;
        self.write()
    }

    pub(super) fn write(&mut self) -> Option<Effect> {
        let path = self.file.path.clone()?;
        if self.file.locked.is_some() {
            return None;
        }
        if !self.edits.is_empty() {
            // What was changed in it outside the program is not written over unasked.
            self.ask_edits();
            return None;
        }
        let kept = self.session.snapshot();
        self.file.busy = Some(Busy::Saving);
        Some(Effect::Save { path, kept, printed: self.session.printed() })
    }

    /// The file was written.
    pub(super) fn saved(
        &mut self,
        path: &Path,
        heads: BTreeMap<Replica, Head>,
        took_ms: u64,
        now: NaiveDateTime,
    ) -> Vec<Effect> {
        if self.file.path.as_deref() != Some(path) {
            return Vec::new();
        }
        if let Some(trouble) = self.file.save_trouble.take() {
            // It is over before anybody heard of it.
            let over = Dialog::Trouble(trouble);
            self.questions.retain(|question| *question != over);
        }
        if self.file.is_lost {
            let words = "文件被移走或换成了旧的，已按现在的内容重新写好";
            self.tell(Tone::Good, words.to_owned());
        }
        self.file.holds(heads, Some(now));
        let rest = Duration::from_millis(took_ms.saturating_mul(SHARE));
        self.file.not_before = self.passed.saturating_add(rest);
        if matches!(self.dialog, Some(Dialog::Unwritten(_))) && self.is_written() {
            // What stood in the way of closing is gone.
            return vec![Effect::Leave];
        }
        if let Some(leaving) = &mut self.file.leaving {
            // Writing looks by itself.
            leaving.looked = true;
        }
        self.step_out()
    }

    /// The file could not be written, or is no longer what it was. It is tried again after a
    /// while, since sticks come back and scanners let go.
    pub(super) fn not_saved(&mut self, trouble: Trouble) -> Vec<Effect> {
        let file = &mut self.file;
        (file.busy, file.written) = (None, None);
        file.pause(self.passed);
        let is_asked = std::mem::take(&mut file.asked);
        let is_news = file.save_trouble.replace(trouble.clone()).is_none();
        if file.leaving.is_some() {
            return self.cannot_leave(trouble);
        }
        if is_asked && !file.opening {
            self.put_in_front(Dialog::Trouble(trouble));
        } else if is_asked || is_news {
            self.ask_later(Dialog::Trouble(trouble));
        }
        Vec::new()
    }

    /// Somebody else wrote the file: their entries join ours, then everything is written again.
    /// `recalled` is our history, as far as it was played ahead.
    pub(super) fn take_in(&mut self, entries: Vec<Entry>, recalled: Recalled) -> Vec<Effect> {
        (self.file.busy, self.file.written) = (None, None);
        let adopted = match self.session.adopt_recalled(recalled, entries.clone()) {
            Ok(adopted) => adopted,
            Err(broken) if self.is_namesake(&broken) => {
                self.file.busy = Some(Busy::Saving);
                return vec![Effect::Renew(entries)];
            }
            Err(broken) => {
                return self.not_saved(Trouble {
                    what: format!("文件在别处改过，合不起来：{broken}"),
                    records: "两边的内容都在：文件没有动，本机的改动已记在本机".to_owned(),
                    advice: "请用“另存为”把本机内容存成另一个文件".to_owned(),
                    path: self.file.path.clone(),
                });
            }
        };
        if 0 < adopted.taken {
            let words = match adopted.contested.len() {
                0 => format!("文件已在别处更新，合入{}次改动", adopted.taken),
                n => format!("文件已在别处更新，合入{}次改动，有{n}处两边填得不同", adopted.taken),
            };
            let waiting = waiting_words(adopted.waiting).map(|words| format!("；{words}"));
            self.tell(Tone::Good, words + &waiting.unwrap_or_default());
        }
        if !self.edits.is_empty() {
            // What was changed in it outside the program is not written over unasked.
            return self.step_out();
        }
        self.file.merged += 1;
        if MERGES < self.file.merged {
            self.file.merged = 0;
            return self.not_saved(Trouble {
                what: "没有写入文件：文件正在别处接连改写".to_owned(),
                records: "别处的改动已经合入；本机的改动都在，还没写进文件".to_owned(),
                advice: "程序会自动再试；也可以请另一台电脑先停一停".to_owned(),
                path: self.file.path.clone(),
            });
        }
        self.write().into_iter().collect()
    }

    /// The window lost the focus: a good moment to write.
    pub fn focus_lost(&mut self) -> Vec<Effect> {
        let is_paused = 0 < self.file.failed && self.passed < self.file.not_before;
        let is_due = self.save_due().is_some() && !is_paused;
        is_due.then(|| self.write()).flatten().into_iter().collect()
    }
}
