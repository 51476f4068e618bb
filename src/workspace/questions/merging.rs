//! Putting copies of the open workbook together: which of them, what each would bring, and what
//! the two sides fill in differently; then all of it at once.
//!
//! Worked out beside the window on a copy of the session. Nothing of what is open changes before
//! the person has seen it and said so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::sides::{Line, Matter, Sides};
use crate::file::{Brought, waiting_words};
use crate::model::id::Replica;
use crate::session::{Head, Session};
use crate::workspace::work::name_of;
use crate::workspace::{Dialog, Doing, Effect, Tone, Workspace};

/// What is said where nothing that was chosen can be taken in.
const NO_COPY: &str = "没有可以合并的副本";
/// What is said where they are to be taken in before that is known.
const NOT_YET: &str = "还没有比对好，请稍等";

/// Copies to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeDraft {
    /// The files, each with whether it is to be taken in.
    pub copies: Vec<(PathBuf, bool)>,
    /// What was filled in differently, once that is known.
    pub sides: Sides,
}

impl MergeDraft {
    fn wanted(&self) -> Vec<PathBuf> {
        let wanted = self.copies.iter().filter(|(_, is_wanted)| *is_wanted);
        wanted.map(|(path, _)| path.clone()).collect()
    }
}

/// What a file brings, or why nothing of it can be taken.
pub type Outcome = Result<Brought, String>;

/// Copies put together, beside the open workbook.
#[derive(Clone, Debug)]
pub struct Joined {
    /// What both come to.
    pub session: Session,
    /// The newest entries of what was open when it was begun.
    pub base: BTreeMap<Replica, Head>,
    /// What each file brings.
    pub outcomes: Vec<(PathBuf, Outcome)>,
}

/// What is being put together, or was.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Joining {
    /// Of what, and by which work.
    asked: Option<(Vec<PathBuf>, BTreeMap<Replica, Head>, u64)>,
    joined: Option<Joined>,
}

impl Workspace {
    /// The question which copies are taken in; those that lie beside the workbook to begin with.
    pub fn merge_question(&self) -> Dialog {
        let copies = self.copies.iter().map(|path| (path.clone(), true)).collect();
        Dialog::Merge(MergeDraft { copies, sides: Sides::new(Matter::Merge, Vec::new()) })
    }

    /// Asks which copies are taken in, unless nothing can be written.
    pub(in crate::workspace) fn ask_what_to_merge(&mut self) {
        if self.is_damaged("合并") || self.is_closed() {
            return;
        }
        if self.file.path.is_none() {
            let words = "练习簿不能合并副本，请先打开本矿的工作簿".to_owned();
            return self.tell(Tone::Refused, words);
        }
        if !self.edits.is_empty() {
            return self.ask_edits();
        }
        self.joining = Joining::default();
        let question = self.merge_question();
        self.put_in_front(question);
    }

    /// The question that is asked, though another may be in front of it just now.
    fn merge_draft(&mut self) -> Option<&mut MergeDraft> {
        self.dialog.iter_mut().chain(&mut self.behind).find_map(|dialog| match dialog {
            Dialog::Merge(draft) => Some(draft),
            _ => None,
        })
    }

    /// One more copy was chosen by hand.
    pub(in crate::workspace) fn add_copy(&mut self, path: PathBuf) {
        if self.file.path.as_ref() == Some(&path) {
            let words = "选的就是打开着的这一份，请选另一个文件";
            return self.tell(Tone::Refused, words.to_owned());
        }
        if let Some(draft) = self.repair_draft() {
            draft.more.retain(|known| *known != path);
            draft.more.push(path);
        } else if let Some(draft) = self.merge_draft() {
            draft.copies.retain(|(known, _)| *known != path);
            draft.copies.push((path, true));
        }
    }

    /// Has the copies that are ticked put together whenever that is not what was put together last,
    /// and gives it up once nobody asks any more.
    pub(in crate::workspace) fn join_when_stale(&mut self) -> Vec<Effect> {
        let Some(wanted) = self.merge_draft().map(|draft| draft.wanted()) else {
            let given_up = std::mem::take(&mut self.joining).asked;
            return given_up.and_then(|(_, _, ticket)| self.stop(ticket)).into_iter().collect();
        };
        let heads = self.session.heads();
        let is_same = |(paths, base, _): &(Vec<PathBuf>, _, u64)| *paths == wanted && base == heads;
        if self.joining.asked.as_ref().is_some_and(is_same) {
            return Vec::new();
        }
        let session = self.session.aside();
        let before = self.joining.asked.take().and_then(|(_, _, ticket)| self.stop(ticket));
        self.joining.joined = None;
        self.show_sides(Vec::new());
        let ticket = self.next_ticket();
        let base = self.session.heads().clone();
        self.joining.asked = Some((wanted.clone(), base, ticket));
        let mut effects: Vec<Effect> = before.into_iter().collect();
        if !wanted.is_empty() {
            let words = wanted.iter().map(|path| name_of(path)).collect::<Vec<_>>().join("、");
            self.begin_work(ticket, Doing::Compare, words);
            effects.push(Effect::Join { ticket, session: Box::new(session), paths: wanted });
        }
        effects
    }

    /// The copies were put together.
    pub(in crate::workspace) fn joined(&mut self, ticket: u64, joined: Joined) {
        self.over(ticket);
        let is_awaited = self.joining.asked.as_ref().is_some_and(|(_, _, asked)| *asked == ticket);
        if !is_awaited {
            return;
        }
        let own = self.session.replica();
        let known = self.session.contested();
        let news = joined
            .session
            .contested()
            .iter()
            .filter(|(cell, claims)| known.get(cell).is_none_or(|before| before != *claims));
        let lines = news.map(|(cell, claims)| Line::contested(&joined.session, cell, claims, own));
        let lines: Vec<Line> = lines.collect();
        self.joining.joined = Some(joined);
        self.untell(NOT_YET);
        self.show_sides(lines);
    }

    fn show_sides(&mut self, lines: Vec<Line>) {
        if let Some(draft) = self.merge_draft() {
            draft.sides = Sides::new(Matter::Merge, lines);
        }
    }

    /// Whether that work was for the question that is asked.
    pub(in crate::workspace) fn is_comparing(&self, ticket: u64) -> bool {
        self.joining.asked.as_ref().is_some_and(|(_, _, asked)| *asked == ticket)
    }

    /// What a copy brings, once that is known.
    pub fn outcome(&self, copy: &Path) -> Option<&Outcome> {
        let outcomes = &self.joining.joined.as_ref()?.outcomes;
        outcomes.iter().find(|(path, _)| path == copy).map(|(_, outcome)| outcome)
    }

    /// Whether something can be taken in, or that is not known yet.
    pub(super) fn can_merge(&self) -> bool {
        let joined = self.joining.joined.as_ref();
        let is_asked = self.joining.asked.as_ref().is_some_and(|(paths, ..)| !paths.is_empty());
        joined.map_or(is_asked, |it| it.outcomes.iter().any(|(_, outcome)| outcome.is_ok()))
    }

    /// What putting them together comes to, in words, once that is known.
    pub fn joined_words(&self) -> Option<String> {
        let joined = self.joining.joined.as_ref()?;
        if joined.outcomes.iter().all(|(_, outcome)| outcome.is_err()) {
            return Some(NO_COPY.to_owned());
        }
        let outcomes = joined.outcomes.iter().filter_map(|(_, outcome)| outcome.as_ref().ok());
        let steps: usize = outcomes.map(|brought| brought.steps).sum();
        let words = if steps == 0 {
            "这些副本里没有这里缺的内容".to_owned()
        } else {
            format!("合并后多出{steps}次改动")
        };
        let waiting = waiting_words(joined.session.waiting()).map(|words| format!("；{words}"));
        Some(words + &waiting.unwrap_or_default())
    }

    /// Goes on with what the copies and the open workbook come to, settles what was decided, and
    /// has it written.
    pub(in crate::workspace) fn merge(
        &mut self,
        draft: &MergeDraft,
        now: NaiveDateTime,
    ) -> Vec<Effect> {
        let asked = self.joining.asked.as_ref().map(|(paths, ..)| paths);
        let joined = self.joining.joined.clone().filter(|_| asked == Some(&draft.wanted()));
        let Some(Joined { session, base, outcomes }) = joined else {
            self.tell(Tone::Refused, NOT_YET.to_owned());
            return Vec::new();
        };
        let (taken, left): (Vec<_>, Vec<_>) =
            outcomes.iter().partition(|(_, outcome)| outcome.is_ok());
        let left: Vec<&Path> = left.into_iter().map(|(path, _)| path.as_path()).collect();
        if taken.is_empty() {
            self.tell(Tone::Refused, NO_COPY.to_owned());
            return Vec::new();
        }
        if !self.session.go_on_as(session, &base) {
            // It is put together anew with what has come since.
            self.tell(Tone::Refused, "这期间内容又改过，正在重新比对，请再看一遍".to_owned());
            return Vec::new();
        }
        let steps: usize =
            taken.iter().filter_map(|(_, outcome)| outcome.as_ref().ok()).map(|it| it.steps).sum();
        self.copies.retain(|copy| !taken.iter().any(|(path, _)| path == copy));
        self.joining = Joining::default();
        self.findings.of = None;
        if 0 < draft.sides.decided() {
            self.settle(&draft.sides, now);
        }
        let open = self.contested().count();
        let words = match open {
            0 => format!("已合入{steps}次改动，副本没有动"),
            _ => {
                format!("已合入{steps}次改动，副本没有动；还有{open}处两边填得不同，在“今日”里选定")
            }
        };
        let names: Vec<String> = left.iter().map(|path| name_of(path)).collect();
        if !names.is_empty() {
            self.tell(Tone::Refused, format!("没有合入：{}，原因见“合并…”", names.join("、")));
        }
        self.tell(Tone::Good, words);
        self.dialog = None;
        self.save_now().into_iter().collect()
    }
}
