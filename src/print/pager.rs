//! A print to be leafed through: pages are laid out when somebody looks at them, and forgotten.
//!
//! How many pages there are is found out part by part, so that the first can be shown at once.

use std::collections::VecDeque;

use typst_layout::Page;

use super::data::Data;
use super::head::Foot;
use super::paper::Source;
use super::printed::{Picture, back_of, clean, needs_back, pixels};
use super::spots::{Spot, spots};
use super::world::{Part, compile};
use super::{Faces, PrintError, Request, Stamp, lay, pieces};
use crate::model::Document;

/// How many parts keep their pages, so that leafing back is quick.
const KEPT: usize = 2;

/// A print of which only what is looked at is laid out.
pub struct Pager {
    doc: Box<Document>,
    stamp: Stamp,
    foot: Foot,
    pieces: Vec<Request>,
    /// The parts of the piece made last.
    made: Option<(usize, Vec<Part>)>,
    /// Where each part known so far stands, and its first page.
    known: Vec<Known>,
    /// The piece and its part that come next.
    next: (usize, usize),
    sizes: Vec<PageSize>,
    laid: VecDeque<(usize, Vec<Page>)>,
    /// The places on the pages of the part asked for last.
    spots: Option<(usize, Vec<Spot>)>,
}

/// A part whose pages have been counted.
struct Known {
    piece: usize,
    at: usize,
    first: usize,
}

/// How large a page is, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSize {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Pager {
    /// Nothing is laid out yet.
    pub fn new(doc: Box<Document>, request: &Request, stamp: Stamp, faces: &Faces) -> Self {
        let foot = Foot::of(&doc.profile(), &stamp, &request.of).lent(faces);
        let pieces = request.papers().into_iter().flat_map(pieces).collect();
        Self {
            doc,
            stamp,
            foot,
            pieces,
            made: None,
            known: Vec::new(),
            next: (0, 0),
            sizes: Vec::new(),
            laid: VecDeque::new(),
            spots: None,
        }
    }

    /// The pages known so far.
    pub fn sizes(&self) -> &[PageSize] {
        &self.sizes
    }

    /// Counts the pages of one more part, and says whether there are more.
    ///
    /// # Errors
    /// When a record is gone, nothing was chosen, or the layout failed.
    pub fn advance(&mut self) -> Result<bool, PrintError> {
        let (piece, at) = self.next;
        if self.pieces.len() <= piece {
            return if self.sizes.is_empty() { Err(PrintError::Nothing) } else { Ok(false) };
        }
        let (both_sides, before) = (self.stamp.both_sides, self.sizes.len());
        let parts = self.parts(piece)?;
        let Some(part) = parts.get(at) else {
            self.next = (piece + 1, 0);
            return self.advance();
        };
        let is_last = at + 1 == parts.len();
        let pages = clean(part, compile(part)?);
        if both_sides && needs_back(part, before) {
            self.sizes.extend(self.sizes.last().copied());
        }
        let first = self.sizes.len();
        self.sizes.extend(pages.iter().map(PageSize::of));
        self.keep(self.known.len(), pages);
        self.known.push(Known { piece, at, first });
        self.next = if is_last { (piece + 1, 0) } else { (piece, at + 1) };
        Ok(self.next.0 < self.pieces.len())
    }

    /// A page as pixels; `None` if no such page is known.
    ///
    /// # Errors
    /// When the layout failed.
    pub fn picture(
        &mut self,
        page: usize,
        pixels_per_point: f64,
    ) -> Result<Option<Picture>, PrintError> {
        if self.sizes.len() <= page {
            return Ok(None);
        }
        let Some((index, first)) = self.part_of(page) else { return Ok(None) };
        if !self.laid.iter().any(|(of, _)| *of == index) {
            let part = self.part(index)?;
            let pages = clean(&part, compile(&part)?);
            self.keep(index, pages);
        }
        let pages = self.laid.iter().find(|(of, _)| *of == index).map(|(_, pages)| pages);
        // Behind its last page may stand the empty back of it.
        let shown = pages.and_then(|pages| {
            pages.get(page - first).cloned().or_else(|| pages.last().map(back_of))
        });
        Ok(shown.map(|page| Picture::of(pixels(&page, pixels_per_point))))
    }

    /// The places of what stands on a page; none if no such page is known.
    ///
    /// # Errors
    /// When the layout failed.
    pub fn spots(&mut self, page: usize) -> Result<Vec<Spot>, PrintError> {
        let Some((index, first)) = self.part_of(page).filter(|_| page < self.sizes.len()) else {
            return Ok(Vec::new());
        };
        if self.spots.as_ref().is_none_or(|(of, _)| *of != index) {
            self.spots = Some((index, spots(&self.part(index)?)?));
        }
        let all = self.spots.iter().flat_map(|(_, spots)| spots);
        let of_page = all.filter(|spot| first + spot.page == page);
        Ok(of_page.map(|spot| Spot { page, ..spot.clone() }).collect())
    }

    /// The part that a page belongs to, and its first page.
    fn part_of(&self, page: usize) -> Option<(usize, usize)> {
        let after = self.known.partition_point(|known| known.first <= page);
        let index = after.checked_sub(1)?;
        Some((index, self.known.get(index)?.first))
    }

    /// A part that is known, made again if another piece was made since.
    fn part(&mut self, index: usize) -> Result<Part, PrintError> {
        let known = self.known.get(index).ok_or(PrintError::Nothing)?;
        let (piece, at) = (known.piece, known.at);
        self.parts(piece)?.get(at).cloned().ok_or(PrintError::Nothing)
    }

    fn keep(&mut self, index: usize, pages: Vec<Page>) {
        self.laid.push_front((index, pages));
        self.laid.truncate(KEPT);
    }

    /// The parts of a piece, made again if another one was made since.
    fn parts(&mut self, piece: usize) -> Result<&[Part], PrintError> {
        if self.made.as_ref().is_none_or(|(of, _)| *of != piece) {
            let (mine, asked) =
                (self.doc.profile(), self.pieces.get(piece).ok_or(PrintError::Nothing)?);
            let source = Source { doc: &self.doc, mine, stamp: &self.stamp };
            let data: Data = asked.paper.data(&source, &asked.of)?;
            let count = |part: &Part| compile(part).map(|laid| laid.pages().len());
            let alone = self.stamp.both_sides;
            self.made = Some((piece, lay::parts(data, &self.foot, alone, &count)?));
        }
        Ok(self.made.as_ref().map(|(_, parts)| parts.as_slice()).unwrap_or_default())
    }
}

impl PageSize {
    fn of(page: &Page) -> Self {
        let size = page.frame.size();
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            reason = "some hundred points; there is no other way from f64 to f32"
        )]
        let points = |length: typst::layout::Abs| length.to_pt() as f32;
        Self { width: points(size.x), height: points(size.y) }
    }
}
