//! The place of every box, row and field of laid-out pages.
//!
//! Found out on a layout of its own, in which templates mark corners (`spotted` in `house.typ`) that
//! take no room: what is printed and what is shown bears no marks.

use serde::Deserialize;
use typst::foundations::Content;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point};

use super::PrintError;
use super::halves::side_by_side;
use super::world::{Part, compile};
use crate::model::RecordId;
use crate::model::id::SheetId;

/// What stands at a place of a page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// What is told of a record: a row of a list, a name.
    Record(RecordId),
    /// The box for one of the answers of a row, or the answer that was written there.
    Answer {
        /// On which sheet.
        sheet: SheetId,
        /// The number of the row, as the paper has it.
        row: u16,
        /// √, × or —. That a row was not looked at (○) is said by leaving all three empty.
        sign: char,
    },
    /// Where the words of a row are written.
    Words {
        /// On which sheet.
        sheet: SheetId,
        /// The number of the row, as the paper has it.
        row: u16,
    },
    /// A field beside its label, or a cell to be signed in.
    Field {
        /// On which sheet.
        sheet: SheetId,
        /// What stands beside it.
        label: String,
    },
}

impl What {
    /// The record it tells of.
    pub fn record(&self) -> RecordId {
        match self {
            Self::Record(record) => record.clone(),
            Self::Answer { sheet, .. } | Self::Words { sheet, .. } | Self::Field { sheet, .. } => {
                RecordId::Sheet(*sheet)
            }
        }
    }
}

/// A place on a page, from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The page, from 0.
    pub page: usize,
    /// Its left edge, in millimetres.
    pub x_mm: f64,
    /// Its upper edge, in millimetres.
    pub y_mm: f64,
    /// In millimetres.
    pub width_mm: f64,
    /// In millimetres.
    pub height_mm: f64,
    /// What stands there.
    pub what: What,
}

impl Spot {
    /// Whether that point, in millimetres, is in it.
    pub fn holds(&self, x_mm: f64, y_mm: f64) -> bool {
        let (x, y) = (x_mm - self.x_mm, y_mm - self.y_mm);
        (0.0..=self.width_mm).contains(&x) && (0.0..=self.height_mm).contains(&y)
    }

    /// In square millimetres.
    pub fn area(&self) -> f64 {
        self.width_mm * self.height_mm
    }
}

/// What a template says at a corner.
#[derive(Debug, Deserialize)]
struct Mark {
    spot: What,
    /// Lower right, else upper left.
    end: bool,
}

/// A mark, and where it is.
struct Corner {
    mark: Mark,
    page: usize,
    at: Point,
}

/// The places of a part, its pages counted from 0.
pub(super) fn spots(part: &Part) -> Result<Vec<Spot>, PrintError> {
    let laid = compile(&part.clone().marked())?;
    let halves = part.halves.then(|| side_by_side(laid.pages()));
    let pages = halves.as_deref().unwrap_or_else(|| laid.pages());
    let mut corners = Vec::new();
    for (page, laid) in pages.iter().enumerate() {
        find(&laid.frame, Point::zero(), &mut |element, at| {
            let mark = element.to_packed::<MetadataElem>().and_then(|found| {
                serde_json::from_value(serde_json::to_value(&found.value).ok()?).ok()
            });
            corners.extend(mark.map(|mark| Corner { mark, page, at }));
        });
    }
    let heights: Vec<f64> = pages.iter().map(|page| page.frame.height().to_mm()).collect();
    Ok(paired(corners, &heights))
}

/// Walks over the elements that begin on a page.
fn find(frame: &Frame, at: Point, see: &mut dyn FnMut(&Content, Point)) {
    for (place, item) in frame.items() {
        let place = at + *place;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                find(&group.frame, place + moved, see);
            }
            FrameItem::Tag(Tag::Start(element, _)) => see(element, place),
            _ => {}
        }
    }
}

/// Upper left corners with their lower right ones. What goes on over several pages has a place on
/// each, down to the edge of the page and from there on.
fn paired(corners: Vec<Corner>, heights: &[f64]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut open: Vec<Corner> = Vec::new();
    for corner in corners {
        if !corner.mark.end {
            open.push(corner);
            continue;
        }
        let begun = open.iter().rposition(|one| one.mark.spot == corner.mark.spot);
        let Some(begin) = begun.map(|at| open.remove(at)) else { continue };
        for (page, height) in (begin.page..=corner.page).zip(heights.iter().skip(begin.page)) {
            let top = if page == begin.page { begin.at.y.to_mm() } else { 0.0 };
            let foot = if page == corner.page { corner.at.y.to_mm() } else { *height };
            let (x_mm, width_mm) = (begin.at.x.to_mm(), (corner.at.x - begin.at.x).to_mm());
            let what = begin.mark.spot.clone();
            spots.push(Spot { page, x_mm, y_mm: top, width_mm, height_mm: foot - top, what });
        }
    }
    spots
}
