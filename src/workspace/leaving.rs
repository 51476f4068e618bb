//! Closing the window: never without a look at the file, never without saying what remains
//! unwritten, and always possible after that.

use std::mem::discriminant;
use std::time::Duration;

use super::{Dialog, Effect, Tone, Trouble, Workspace};

/// After so long without an answer from the disk the person is asked.
const PATIENCE: Duration = Duration::from_secs(5);

/// The window is to close.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving {
    /// Since when.
    since: Duration,
    /// Whether the file was found as it was left.
    pub(super) looked: bool,
    /// The system ends the program: nobody may be there to answer a question.
    is_ending: bool,
}

impl Workspace {
    /// A person closes the window: everything is written first. What stands in a question is no
    /// record yet and would be gone without a word.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let begun = self.half_answered();
        if let Some((question, word)) = begun.filter(|_| self.file.locked.is_none())
            && self.warned.as_ref() != Some(&question)
        {
            self.warned = Some(question);
            let words = format!("“{word}”里写的还没有记下：要的先办完，不要就再关一次窗口");
            self.tell(Tone::Refused, words);
            return Vec::new();
        }
        self.begin_to_leave(false)
    }

    /// The first question somebody wrote in, and what it is called.
    fn half_answered(&self) -> Option<(Dialog, &'static str)> {
        self.open_questions().find_map(|one| {
            let asked = self.asked.iter().find(|asked| discriminant(*asked) == discriminant(one));
            Some((one.clone(), one.begun(asked)?))
        })
    }

    /// Every question that waits for an answer, the one in front first.
    fn open_questions(&self) -> impl Iterator<Item = &Dialog> {
        self.dialog.iter().chain(&self.behind).chain(&self.aside)
    }

    /// Remembers of each question how it was asked, as long as it is open.
    pub(super) fn remember_asked(&mut self) {
        let is_alike = |one: &Dialog, other: &Dialog| discriminant(one) == discriminant(other);
        let mut asked = std::mem::take(&mut self.asked);
        asked.retain(|asked| self.open_questions().any(|one| is_alike(one, asked)));
        for one in self.open_questions() {
            if !asked.iter().any(|asked| is_alike(one, asked)) {
                asked.push(one.clone());
            }
        }
        self.asked = asked;
    }

    /// The system ends the program. What cannot be written now is in this PC's journal.
    pub(super) fn end(&mut self) -> Vec<Effect> {
        self.begin_to_leave(true)
    }

    /// The person was told what remains unwritten and closes all the same.
    pub(super) fn leave_anyway(&self) -> Vec<Effect> {
        let was_told = matches!(self.dialog, Some(Dialog::Unwritten(_)));
        if was_told { vec![Effect::Leave] } else { Vec::new() }
    }

    fn begin_to_leave(&mut self, is_ending: bool) -> Vec<Effect> {
        self.session.seal();
        if self.file.path.is_none() || self.file.locked.is_some() {
            return vec![Effect::Leave];
        }
        if matches!(self.dialog, Some(Dialog::Unwritten(_))) {
            self.dialog = None;
        }
        let is_ending = is_ending || self.file.leaving.is_some_and(|leaving| leaving.is_ending);
        self.file.leaving = Some(Leaving { since: self.passed, looked: false, is_ending });
        self.step_out()
    }

    /// The next step towards the door, if the window is to close.
    pub(super) fn step_out(&mut self) -> Vec<Effect> {
        let Some(leaving) = self.file.leaving else { return Vec::new() };
        if self.file.is_busy() {
            if self.passed < leaving.since.saturating_add(PATIENCE) {
                return Vec::new();
            }
            return self.cannot_leave(Trouble {
                what: "没有写入文件：磁盘或网络没有回应".to_owned(),
                records: "原文件还是上一次写好的样子".to_owned(),
                advice: "请查看U盘是否插好、网络是否接通，然后再试一次".to_owned(),
                path: self.file.path.clone(),
            });
        }
        if !self.is_written() && !self.edits.is_empty() {
            return self.cannot_leave(Trouble {
                what: "没有写入文件：文件在程序以外改过，还没有核对".to_owned(),
                records: "文件没有动".to_owned(),
                advice: "请返回后按 Ctrl+S，逐项核对文件里的改动，然后再关闭".to_owned(),
                path: self.file.path.clone(),
            });
        }
        let step = match self.is_written() {
            true if leaving.looked => {
                self.file.leaving = None;
                Some(Effect::Leave)
            }
            true => self.look(true),
            false => self.write(),
        };
        step.into_iter().collect()
    }

    /// When the person is to be asked at the latest, while the window is to close.
    pub(super) fn patience_ends(&self) -> Option<Duration> {
        let leaving = self.file.leaving.filter(|_| self.file.is_busy())?;
        Some(leaving.since.saturating_add(PATIENCE))
    }

    /// The file could not be written while the window was to close: asks, or goes where the
    /// system ends the program.
    pub(super) fn cannot_leave(&mut self, trouble: Trouble) -> Vec<Effect> {
        if self.file.leaving.take().is_some_and(|leaving| leaving.is_ending) {
            return vec![Effect::Leave];
        }
        // What was being answered comes back if the person stays.
        self.put_in_front(Dialog::Unwritten(trouble));
        Vec::new()
    }
}
