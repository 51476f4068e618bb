//! Short notices at the edge of the window, and questions that wait until nobody is typing.

use std::path::PathBuf;
use std::time::Duration;

use super::{Dialog, Workspace};
use crate::action::Refusal;

/// A question nobody asked for comes in front only after so long without a key, or it would get
/// what is being typed.
const CALM: Duration = Duration::from_millis(1500);

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// It was not done.
    Refused,
}

impl Tone {
    /// How long a notice stays.
    fn stays(self) -> Duration {
        Duration::from_secs(match self {
            Self::Good => 4,
            Self::Refused => 10,
        })
    }
}

/// A short notice at the edge of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells it apart.
    pub id: u64,
    /// How loud.
    pub tone: Tone,
    /// What it says.
    pub words: String,
    /// The file it tells of, whose folder can be opened.
    pub file: Option<PathBuf>,
    /// When it goes by itself, in time passed since the window began; never if none.
    pub until: Option<Duration>,
}

impl Workspace {
    /// Puts a notice up. The same words again only last longer.
    pub(super) fn tell(&mut self, tone: Tone, words: String) {
        self.notices.retain(|notice| notice.words != words);
        self.next_id += 1;
        let until = Some(self.passed.saturating_add(tone.stays()));
        self.notices.push(Notice { id: self.next_id, tone, words, file: None, until });
    }

    /// Takes a notice down that is true no more.
    pub(super) fn untell(&mut self, words: &str) {
        self.notices.retain(|notice| notice.words != words);
    }

    /// Puts a notice up that tells of a file, and stays until it is read. There is one at a time.
    pub(super) fn tell_of_file(&mut self, tone: Tone, words: String, file: PathBuf) {
        self.notices.retain(|notice| notice.file.is_none());
        self.next_id += 1;
        self.notices.push(Notice { id: self.next_id, tone, words, file: Some(file), until: None });
    }

    pub(super) fn refuse(&mut self, refusal: &Refusal) {
        self.tell(Tone::Refused, refusal.to_string());
    }

    /// Puts a question in front now; what was being answered there comes back after it.
    pub(super) fn put_in_front(&mut self, question: Dialog) {
        if self.waits_behind(&question) {
            return self.behind.push(question);
        }
        self.behind.extend(self.dialog.replace(question));
    }

    /// Takes such questions away, in front or behind.
    pub(super) fn drop_questions(&mut self, is_such: impl Fn(&Dialog) -> bool) {
        self.dialog.take_if(|dialog| is_such(dialog));
        self.behind.retain(|dialog| !is_such(dialog));
    }

    /// What is next in line comes in front as soon as nothing else is, and nobody is on the way out.
    pub(super) fn bring_next_in_front(&mut self) {
        let is_free = self.dialog.is_none() && !self.is_waiting() && !self.is_recording();
        if is_free && self.file.leaving.is_none() {
            self.dialog = self.behind.pop();
        }
    }

    /// Puts a question in line that nobody asked for.
    pub(super) fn ask_later(&mut self, question: Dialog) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Puts the next question of the line in front, if nothing else is and nobody is typing.
    pub(super) fn ask_when_calm(&mut self, resting: Duration) {
        let is_free = self.dialog.is_none() && !self.is_waiting() && !self.is_recording();
        if is_free && CALM <= resting && !self.questions.is_empty() {
            self.dialog = Some(self.questions.remove(0));
        }
    }

    /// When the next question may come in front at the earliest, if one is in line.
    pub(super) fn question_due(&self) -> Option<Duration> {
        let is_free = self.dialog.is_none() && !self.is_waiting() && !self.is_recording();
        let is_due = is_free && !self.questions.is_empty();
        is_due.then(|| self.passed.saturating_add(CALM))
    }
}
