//! When the workbook is written, and what the status bar may claim of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDateTime;

use super::{Dialog, Effect, Saving, Tone, Trouble, Workspace};
use crate::model::id::Replica;
use crate::session::{Entry, Head};

/// Rest after which a changed workbook is written.
const REST: Duration = Duration::from_secs(2);
/// A save may not take more than one part in this many of the time.
const SHARE: u64 = 20;

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
    saving: bool,
    last_took: Duration,
    /// No save before then, unless a person asks.
    not_before: Option<NaiveDateTime>,
    /// The window is to close once the save is done.
    leaving: bool,
}

impl FileState {
    /// Whether everything typed is on this PC's disk (已记在本机).
    pub fn is_noted(&self) -> bool {
        self.path.is_some() && self.sent <= self.noted && self.note_trouble.is_none()
    }

    /// Whether the file is being written just now.
    pub fn is_saving(&self) -> bool {
        self.saving
    }

    pub(super) fn noted(&mut self, count: u64, now: NaiveDateTime) {
        self.noted = count.max(self.noted);
        self.noted_at = Some(now);
        self.note_trouble = None;
    }

    pub(super) fn saved(
        &mut self,
        path: &Path,
        heads: BTreeMap<Replica, Head>,
        took_ms: u64,
        now: NaiveDateTime,
    ) {
        if self.path.as_deref() != Some(path) {
            return;
        }
        self.saving = false;
        self.written = Some(heads);
        self.written_at = Some(now);
        self.save_trouble = None;
        self.last_took = Duration::from_millis(took_ms);
        let pause = chrono::Duration::milliseconds(
            i64::try_from(took_ms.saturating_mul(SHARE)).unwrap_or(i64::MAX),
        );
        self.not_before = now.checked_add_signed(pause);
    }
}

impl Workspace {
    /// Whether the file says what the session says.
    pub fn is_written(&self) -> bool {
        !self.session.is_open() && self.file.written.as_ref() == Some(self.session.heads())
    }

    /// When the file is to be written by itself, if at all.
    pub(super) fn save_due(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let due = self.file.path.is_some()
            && self.file.locked.is_none()
            && self.edits.is_empty()
            && !self.file.saving
            && !self.is_written();
        let rest = chrono::Duration::from_std(REST).unwrap_or_default();
        due.then(|| (now + rest).max(self.file.not_before.unwrap_or(now)))
    }

    pub(super) fn save_when_due(
        &mut self,
        now: NaiveDateTime,
        resting: Duration,
    ) -> Option<Effect> {
        let allowed = self.file.not_before.is_none_or(|then| then <= now);
        if self.file.leaving && !self.file.saving {
            if self.is_written() {
                return Some(Effect::Leave);
            }
            return self.file.save_trouble.is_none().then(|| self.write(now)).flatten();
        }
        (REST <= resting && allowed && self.save_due(now).is_some())
            .then(|| self.write(now))
            .flatten()
    }

    /// Ctrl+S: written now, or a place is asked for.
    pub(super) fn save_now(&mut self, now: NaiveDateTime) -> Option<Effect> {
        if self.file.path.is_none() {
            return self.ask_where(Saving::As);
        }
        self.write(now)
    }

    fn write(&mut self, _now: NaiveDateTime) -> Option<Effect> {
        let path = self.file.path.clone()?;
        if self.file.locked.is_some() {
            return None;
        }
        if !self.edits.is_empty() {
            // What was changed in it outside the program is not written over unasked.
            self.dialog = Some(self.edits_draft());
            return None;
        }
        let kept = self.session.snapshot();
        self.file.saving = true;
        Some(Effect::Save { path, kept, printed: self.session.printed() })
    }

    pub(super) fn not_saved(&mut self, trouble: Trouble) {
        self.file.saving = false;
        // Tried again after a while, since sticks come back and scanners let go.
        self.file.last_took = Duration::ZERO;
        if self.file.save_trouble.is_none() || self.file.leaving {
            self.dialog = Some(Dialog::Trouble(trouble.clone()));
        }
        self.file.leaving = false;
        self.file.save_trouble = Some(trouble);
    }

    /// Sets the pause after a failed save.
    pub(super) fn pause_saving(&mut self, now: NaiveDateTime) {
        self.file.not_before = now.checked_add_signed(chrono::Duration::seconds(15));
    }

    /// Somebody else wrote the file: their entries join ours, then everything is written again.
    pub(super) fn take_in(&mut self, entries: Vec<Entry>, now: NaiveDateTime) -> Vec<Effect> {
        self.file.saving = false;
        match self.session.adopt(entries) {
            Ok(adopted) => {
                let words = match adopted.contested.len() {
                    0 => format!("文件已在别处更新，合入{}步", adopted.taken),
                    n => format!("文件已在别处更新，合入{}步，有{n}处两边填得不同", adopted.taken),
                };
                self.tell(Tone::Good, words, now);
                self.write(now).into_iter().collect()
            }
            Err(broken) => {
                self.not_saved(Trouble {
                    what: format!("文件在别处改过，合不起来：{broken}"),
                    records: "两边的内容都在：文件没有动，本机的改动已记在本机".to_owned(),
                    advice: "请用“另存为”把本机内容存成另一个文件".to_owned(),
                    path: self.file.path.clone(),
                });
                Vec::new()
            }
        }
    }

    /// Closing the window: everything is written first.
    pub(super) fn leave(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        self.session.seal();
        if self.file.path.is_none() || self.file.locked.is_some() || self.is_written() {
            return vec![Effect::Leave];
        }
        self.file.leaving = true;
        if self.file.saving {
            return Vec::new();
        }
        self.write(now).into_iter().collect()
    }

    /// The window lost the focus: a good moment to write.
    pub fn focus_lost(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let due = self.save_due(now).is_some();
        due.then(|| self.write(now)).flatten().into_iter().collect()
    }
}
