//! Papers that were printed: remembered where the file was written, and held against the document
//! while somebody looks at them.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Effect, Place, Printed, Tab, Tone, Workspace};
use crate::action::Action;
use crate::model::id::PrintoutId;
use crate::print::{self, FileKind, Then};

/// Which printed papers say something else by now, as last found out, and of what.
#[derive(Debug, Default)]
pub(super) struct Papers {
    asked: Option<u64>,
    known: Option<u64>,
    outdated: BTreeSet<PrintoutId>,
    then: Then,
}

impl Papers {
    /// An answer about a document that was closed meanwhile tells nothing. Where it could not be found
    /// out, what was known before stays.
    pub(super) fn compared(&mut self, revision: u64, found: Option<(BTreeSet<PrintoutId>, Then)>) {
        if self.asked.take_if(|asked| *asked == revision).is_some() {
            self.known = Some(revision);
            if let Some((outdated, then)) = found {
                (self.outdated, self.then) = (outdated, then);
            }
        }
    }
}

impl Workspace {
    /// Whether something else stands on that printed paper than would stand there now, as far as
    /// that is known.
    pub fn is_outdated(&self, printout: &PrintoutId) -> bool {
        self.papers.outdated.contains(printout)
    }

    /// Whether the papers were held against the records as they stand.
    pub fn knows_outdated(&self) -> bool {
        self.papers.known == Some(self.document().revision())
    }

    /// Asks beside the window, one question at a time, while the papers are in front, or a change of the rota or
    /// a new version of the plan that may have made some out of date.
    pub(super) fn compare_when_stale(&mut self) -> Option<Effect> {
        let revision = self.document().revision();
        let is_known = self.papers.known == Some(revision) || self.papers.asked.is_some();
        let approves =
            || self.place == Place::Plan && self.picked.tab(Place::Plan) == Some(Tab::Approval);
        let looks = self.place == Place::Papers || self.is_at_swap() || approves();
        if !looks || is_known || !self.damages.is_empty() {
            return None;
        }
        self.papers.asked = Some(revision);
        let (doc, journal) = (self.document().clone(), self.session.journal().clone());
        Some(Effect::Compare { doc: Box::new(doc), journal, then: self.papers.then.clone() })
    }

    /// A print lies there. That a PDF was printed is remembered with the records, since somebody may
    /// hang it or file it from now on.
    pub(super) fn printed(&mut self, ticket: u64, done: &Printed, now: NaiveDateTime) {
        self.over(ticket);
        let Printed { path, kind, pages, missing, workbook, printouts } = done;
        let mut words = match kind {
            FileKind::Pdf => format!("已生成{pages}页，存放在 {}", path.display()),
            kind => format!("已存成{}，存放在 {}", kind.words(), path.display()),
        };
        if *kind != FileKind::Pdf {
            // Nobody hangs it or files it as it is.
        } else if *workbook != self.session.workbook() {
            words.push_str("。打印的是先前打开的工作簿，没有记入打印记录");
        } else if self.file.locked.is_some() {
            words.push_str("。只读打开，没有记入打印记录");
        } else if self.file.opening {
            words.push_str("。正在打开另一份工作簿，没有记入打印记录");
        } else if !printouts.is_empty() {
            let _done = self.act(&Action::Remember(printouts.clone()), now);
        }
        if missing.is_empty() {
            self.tell_of_file(Tone::Good, words, path.clone());
        } else {
            let boxes = format!("{words}。{}", print::missing_words(missing));
            self.tell_of_file(Tone::Refused, boxes, path.clone());
        }
    }
}
