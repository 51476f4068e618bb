//! Prints and their preview: the preview is asked for when it is in front and out of date, and holds
//! only the pages in sight.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::{Doing, Effect, Picture, Place, PrintOrder, Tone, Trouble, Workspace};
use crate::print::{self, FileKind, PageSize, Request, Spot, Stamp};

/// The print in front, as far as it is known.
#[derive(Debug, Default)]
pub struct Preview {
    /// The order out or answered last, and what it was of.
    asked: Option<(u64, Request, u64)>,
    /// The pages known, and which order they answer.
    sizes: Vec<PageSize>,
    is_whole: bool,
    shown: u64,
    pictures: BTreeMap<usize, Picture>,
    spots: BTreeMap<usize, Vec<Spot>>,
    sight: Sight,
    trouble: Option<Trouble>,
}

/// Which pages of a preview are in sight, and how large.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// The pages, from 0.
    pub pages: Range<usize>,
    /// Pixels per point.
    pub pixels_per_point: f64,
}

impl Preview {
    /// The pages known so far.
    pub fn sizes(&self) -> &[PageSize] {
        &self.sizes
    }

    /// Whether these are all.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The picture of a page, if it is in sight and has come.
    pub fn picture(&self, page: usize) -> Option<&Picture> {
        self.pictures.get(&page)
    }

    /// What stands where on a page, if it is in sight and that is known.
    pub fn spots(&self, page: usize) -> &[Spot] {
        self.spots.get(&page).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rises with every new order that is answered.
    pub fn shown(&self) -> u64 {
        self.shown
    }

    /// The pages in sight as last said.
    pub fn sight(&self) -> &Sight {
        &self.sight
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

    fn is_of(&self, ticket: u64) -> bool {
        self.asked.as_ref().is_some_and(|(asked, ..)| *asked == ticket)
    }

    pub(super) fn answered(
        &mut self,
        ticket: u64,
        pages: Result<Vec<PageSize>, Trouble>,
        is_whole: bool,
    ) {
        if !self.is_of(ticket) {
            return;
        }
        if self.shown != ticket {
            self.pictures.clear();
            self.spots.clear();
        }
        (self.shown, self.is_whole) = (ticket, is_whole);
        match pages {
            Ok(sizes) => (self.sizes, self.trouble) = (sizes, None),
            Err(trouble) => (self.sizes, self.trouble) = (Vec::new(), Some(trouble)),
        }
    }

    pub(super) fn pictured(&mut self, ticket: u64, page: usize, picture: Picture) {
        if self.is_of(ticket) && self.sight.pages.contains(&page) {
            self.pictures.insert(page, picture);
        }
    }

    pub(super) fn spotted(&mut self, ticket: u64, page: usize, spots: Vec<Spot>) {
        if self.is_of(ticket) && self.sight.pages.contains(&page) {
            self.spots.insert(page, spots);
        }
    }

    /// Other pages came into sight.
    pub(super) fn look(&mut self, sight: Sight) -> Option<Effect> {
        self.pictures.retain(|page, _| sight.pages.contains(page));
        self.spots.retain(|page, _| sight.pages.contains(page));
        self.sight = sight;
        self.wanted()
    }

    fn wanted(&self) -> Option<Effect> {
        let (ticket, ..) = self.asked.as_ref()?;
        let Sight { pages, pixels_per_point } = self.sight.clone();
        Some(Effect::Picture { ticket: *ticket, pages, pixels_per_point })
    }

    /// Gives back what a preview holds.
    fn put_away(&mut self) -> Option<Effect> {
        self.asked.take()?;
        (self.sizes, self.trouble) = (Vec::new(), None);
        (self.pictures, self.spots) = Default::default();
        (self.sight, self.is_whole) = (Sight::default(), false);
        Some(Effect::PutAway)
    }
}

impl Workspace {
    /// Whether prints are made for both sides of the paper.
    pub fn prints_both_sides(&self) -> bool {
        self.both_sides
    }

    /// Makes prints for both sides of the paper from now on, or for one.
    pub fn print_both_sides(&mut self, both_sides: bool) {
        if std::mem::replace(&mut self.both_sides, both_sides) != both_sides {
            self.preview.forget();
        }
    }

    /// A print order on a snapshot of what is open.
    pub(super) fn order(&mut self, request: Request, at: NaiveDateTime) -> PrintOrder {
        self.session.seal();
        let ticket = self.next_ticket();
        PrintOrder {
            doc: Box::new(self.document().clone()),
            request,
            kind: FileKind::Pdf,
            stamp: Stamp { code: self.session.code(), now: at, both_sides: self.both_sides },
            workbook: self.session.workbook(),
            ticket,
        }
    }

    /// An order for a print, which is under way from now on.
    pub(super) fn begin_print(&mut self, request: Request, at: NaiveDateTime) -> PrintOrder {
        let words = print::words(self.document(), &request);
        let order = self.order(request, at);
        self.begin_work(order.ticket, Doing::Print, words);
        order
    }

    /// Nothing opened a print. What else was said of it still holds.
    pub(super) fn not_shown(&mut self, path: PathBuf) {
        let is_of = |notice: &&super::Notice| notice.file.as_ref() == Some(&path);
        let before = self.notices.iter().find(is_of).map(|notice| notice.words.clone());
        let before = before.unwrap_or_else(|| format!("打印件存放在 {}", path.display()));
        let words = format!(
            "{before}。没有找到能打开PDF的程序，请在文件夹里找到它打开，或拷到别的电脑打印"
        );
        self.tell_of_file(Tone::Refused, words, path);
    }

    /// Orders a preview if the prints are in front and it is out of date, and puts it away once
    /// nobody looks at it.
    pub(super) fn preview_when_stale(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        let in_front = self.picked.paper.clone().filter(|_| self.place == Place::Papers);
        let Some(request) = in_front else {
            return self.preview.put_away().into_iter().collect();
        };
        if !self.damages.is_empty() {
            self.preview.trouble = Some(Trouble {
                what: "文件损坏，内容可能不全，不能打印".to_owned(),
                records: "文件没有动".to_owned(),
                advice: "请先修复，再打开修复后的文件打印".to_owned(),
                path: self.file.path.clone(),
            });
            return Vec::new();
        }
        let revision = self.document().revision();
        match &self.preview.asked {
            Some((_, asked, of)) if *asked == request => {
                // What comes of the same paper is waited for.
                if *of == revision || self.preview.is_busy() {
                    return Vec::new();
                }
            }
            // Of another paper nothing stays.
            _ => {
                self.preview.put_away();
            }
        }
        let at = self.workbook_now(now);
        let order = self.order(request.clone(), at);
        self.preview.asked = Some((order.ticket, request, revision));
        std::iter::once(Effect::Preview(order)).chain(self.preview.wanted()).collect()
    }
}
