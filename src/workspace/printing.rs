//! The preview: asked for when it is in front and out of date, shown as it comes.

use chrono::NaiveDateTime;

use super::{Dialog, Effect, Picture, Place, PrintOrder, Trouble, Workspace};
use crate::print::{Request, Stamp};

/// Pages of the print in front.
#[derive(Debug, Default)]
pub struct Preview {
    /// The order out or answered last, and what it was of.
    asked: Option<(u64, Request, u64)>,
    tickets: u64,
    /// The pages, and which order they answer.
    pages: Vec<Picture>,
    shown: u64,
    trouble: Option<Trouble>,
}

impl Preview {
    /// The pages as last made.
    pub fn pages(&self) -> &[Picture] {
        &self.pages
    }

    /// Rises with every new set of pages.
    pub fn shown(&self) -> u64 {
        self.shown
    }

    /// Whether newer pages are on their way.
    pub fn is_busy(&self) -> bool {
        self.asked.as_ref().is_some_and(|(ticket, ..)| *ticket != self.shown)
    }

    /// Why there are none.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// What was shown is of another document.
    pub(super) fn forget(&mut self) {
        self.asked = None;
    }

    pub(super) fn answered(&mut self, ticket: u64, pages: Result<Vec<Picture>, Trouble>) {
        if self.asked.as_ref().is_none_or(|(asked, ..)| *asked != ticket) {
            return;
        }
        self.shown = ticket;
        match pages {
            Ok(pages) => (self.pages, self.trouble) = (pages, None),
            Err(trouble) => (self.pages, self.trouble) = (Vec::new(), Some(trouble)),
        }
    }
}

impl Workspace {
    /// A print order on a snapshot of what is open.
    pub(super) fn order(&mut self, request: Request, at: NaiveDateTime) -> PrintOrder {
        self.session.seal();
        self.preview.tickets += 1;
        PrintOrder {
            doc: Box::new(self.document().clone()),
            request,
            stamp: Stamp { code: self.session.code(), now: at },
            ticket: self.preview.tickets,
        }
    }

    /// Nothing was printed: by mistake, or because the person wanted none after all.
    pub(super) fn not_printed(&mut self, trouble: Trouble) {
        self.waiting = false;
        if !trouble.what.is_empty() {
            self.ask_later(Dialog::Trouble(trouble));
        }
    }

    /// Orders a preview if the prints are in front and it is out of date.
    pub(super) fn preview_when_stale(&mut self, now: NaiveDateTime) -> Option<Effect> {
        if self.place != Place::Papers || self.preview.is_busy() {
            return None;
        }
        let request = self.picked.paper.clone()?;
        if !self.damages.is_empty() {
            self.preview.trouble = Some(Trouble {
                what: "文件损坏，内容可能不全，不能打印".to_owned(),
                records: "文件没有动".to_owned(),
                advice: "请先修复，再打开修复后的文件打印".to_owned(),
                path: self.file.path.clone(),
            });
            return None;
        }
        let revision = self.document().revision();
        let fresh = self
            .preview
            .asked
            .as_ref()
            .is_some_and(|(_, asked, of)| *asked == request && *of == revision);
        if fresh {
            return None;
        }
        let at = self.workbook_now(now);
        let order = self.order(request.clone(), at);
        self.preview.asked = Some((order.ticket, request, revision));
        Some(Effect::Preview(order))
    }
}
