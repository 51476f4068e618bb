//! Document → data → Typst template → pages → PDF or picture; data → workbook, text. No disk, no clock.
//!
//! A print is asked for by a [`Request`]: a [`Paper`] of the [`CATALOGUE`], and of what. The
//! paper's module makes its data, as ready words; `lay` says which template in `assets/print` lays
//! that out, and templates decide nothing. The same data gives the same bytes.

use chrono::NaiveDateTime;

use crate::model::Document;
use crate::rules::masking;

mod activities;
mod activity;
mod answers;
mod archive;
mod board;
mod boards;
mod bookmarks;
mod brief;
mod bundle;
mod card;
mod cards;
mod catalogue;
mod contact;
mod control_board;
mod data;
mod dial_test;
mod duties;
mod evenness;
mod excel;
mod faces;
mod filing;
mod fold;
mod form;
mod founding;
mod gatherings;
mod halves;
mod handouts;
mod handover;
mod head;
mod incidents;
mod inspection;
mod kind;
mod lay;
#[cfg(test)]
mod layouts;
mod ledger;
mod letter;
mod log;
mod loops;
mod matrix;
mod measure;
mod memory;
mod missing;
mod name;
mod open;
mod overview;
mod pager;
mod paper;
mod phones;
mod plan;
mod plate;
mod plates;
mod pledges;
mod pocket;
mod pockets;
mod printed;
mod residents;
mod returned;
mod revisions;
mod roll_call;
mod roster;
mod rota;
mod rows;
mod services;
mod sheet;
mod sheets;
mod site_record;
mod slip;
mod slips;
mod spot_checks;
mod spots;
mod summary;
mod supplies;
mod swaps;
mod tab;
mod table;
mod text;
mod totals;
mod transfer;
mod word;
mod world;
mod zero_reports;
mod zones;

pub use crate::session::Progress;
pub use bundle::bundles;
pub use catalogue::CATALOGUE;
pub use faces::Faces;
pub use kind::FileKind;
pub use memory::{Memory, Then, outdated, remembered};
pub use missing::{Missing, missing};
pub use name::{file_stem, words};
pub use pager::{PageSize, Pager};
pub use paper::{Of, Offer, Paper, Request, Scope, Shelf, Span};
pub use printed::{Picture, Printed};
pub use returned::{Left, Piece, Returned, returned};
pub use spots::{Spot, What};

use data::Data;
use head::Foot;
use paper::Source;
use printed::Pages;
use world::Part;

/// What every page says of its making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The short code of the journal.
    pub code: String,
    /// The moment, UTC+8, as the PDF's date.
    pub now: NaiveDateTime,
    /// Whether the printer prints on both sides: then each paper begins on the front of a sheet.
    pub both_sides: bool,
}

/// Why nothing was printed. Records are never touched by printing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The record is not there (any more).
    #[error("要打印的{0}已不在册或已作废，请重新选")]
    Gone(&'static str),
    /// There is nothing to print.
    #[error("没有选定要打印的单子")]
    Nothing,
    /// Somebody said stop.
    #[error("已取消打印")]
    Stopped,
    /// The paper cannot leave as such a file.
    #[error("{0}不能存成{1}，可以存成PDF文件")]
    NotAs(&'static str, &'static str),
    /// The template or the PDF failed; the words are for whoever mends the program.
    #[error("没有排成版，记录没有改动。请导出诊断交维护人员：{0}")]
    Layout(String),
}

/// What is to be said once where letters are set in Song.
pub const NO_FANG: &str =
    "本机没有仿宋字体，方案、总结等公文的正文用宋体印；装上仿宋字体后，重新打开程序就用仿宋";

/// What is to be said of signs no face has.
pub fn missing_words(signs: &str) -> String {
    format!("这些字没有字形，纸面上是空框，请换一种写法：{signs}")
}

/// Records whose data is made in one go: of thousands of sheets it would take long, and room.
const AHEAD: usize = 16;

/// Prints what is asked for.
///
/// # Errors
/// When a record is gone, nothing was chosen, or the layout failed.
pub fn print(doc: &Document, request: &Request, stamp: &Stamp) -> Result<Printed, PrintError> {
    print_while(doc, request, stamp, &Faces::default(), &|_| true)
}

/// Prints what is asked for with the middle of mobile telephones hidden, whatever field they were
/// written in: a copy that leaves the house.
///
/// # Errors
/// As [`print()`].
pub fn print_masked(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    faces: &Faces,
) -> Result<Printed, PrintError> {
    pages(doc, request, (stamp, faces), &|_| true, true)
}

/// Prints what is asked for, with the faces this PC lends, as long as `keep_going`, which hears how
/// far it is, says so.
///
/// # Errors
/// As [`print()`], and [`PrintError::Stopped`] as soon as `keep_going` says no.
pub fn print_while(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    faces: &Faces,
    keep_going: &dyn Fn(Progress) -> bool,
) -> Result<Printed, PrintError> {
    pages(doc, request, (stamp, faces), keep_going, false)
}

/// What is asked for as a file that an office program goes on with, or as words for a chat. With the
/// middle of mobile telephones hidden where it is `masked`; in a chat it always is.
///
/// # Errors
/// When a record is gone, the paper cannot be such a file, or it is one of pages.
pub fn office(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    (kind, masked): (FileKind, bool),
) -> Result<Vec<u8>, PrintError> {
    if !request.can_be(kind) {
        return Err(PrintError::NotAs(request.paper.title, kind.words()));
    }
    let source = Source { doc, mine: doc.profile(), stamp };
    let data = request.paper.data(&source, &request.of)?;
    let foot = Foot::of(&source.mine, stamp, &request.of);
    let (title, now) = (told(title(&source, request), masked), stamp.now);
    let of_records = foot.of_records();
    match kind {
        FileKind::Excel => {
            let foot = foot.of_copies();
            let name = request.paper.title;
            let about = excel::About { title: &title, name, foot: &foot, now, masked };
            excel::book(data, &about)
        }
        FileKind::Word => {
            let pages = contents(doc, request, stamp, &data)?;
            let notices = foot.notices(data.is_draft());
            let about = word::About {
                title: &title,
                notices: &notices,
                source: &of_records,
                pages: &pages,
                now,
                masked,
                remembered: None,
            };
            let file = word::file(&data, &about)?;
            // A plan may come back with edits.
            if request.paper.key != plan::PAPER.key {
                return Ok(file);
            }
            let remembered = returned::remembered(&file);
            word::file(&data, &word::About { remembered, ..about })
        }
        FileKind::Text => text::of(&data).map(String::into_bytes),
        FileKind::Pdf | FileKind::Png => Err(PrintError::NotAs(request.paper.title, kind.words())),
    }
}

/// On which page each line of a letter's contents stands, as the PDF has them.
fn contents(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    data: &Data,
) -> Result<Vec<(String, usize)>, PrintError> {
    if !data.has_contents() {
        return Ok(Vec::new());
    }
    Ok(print(doc, request, stamp)?.marks())
}

/// What a file is called inside: the mine, the paper, and what tells it from others.
fn title(source: &Source<'_>, request: &Request) -> String {
    let title = format!("{}　{}", source.mine.heading(), request.title(source.doc));
    title.trim().chars().filter(|sign| !sign.is_control()).collect()
}

/// The pages of what is asked for. Of a masked copy nothing has a telephone that somebody may own: not the
/// parts, not the bookmarks, not what the file says of itself.
fn pages(
    doc: &Document,
    request: &Request,
    (stamp, faces): (&Stamp, &Faces),
    keep_going: &dyn Fn(Progress) -> bool,
    masked: bool,
) -> Result<Printed, PrintError> {
    let source = Source { doc, mine: doc.profile(), stamp };
    let changed: fn(Part) -> Result<Part, PrintError> = if masked { Part::masked } else { Ok };
    let foot = Foot::of(&source.mine, stamp, &request.of).lent(faces);
    let mut pages = Pages::new(request.of.records().len(), stamp.both_sides, keep_going);
    for paper in request.papers() {
        if *paper != *request {
            pages.begin(told(paper.title(doc), masked));
        }
        for piece in pieces(paper) {
            let data = piece.paper.data(&source, &piece.of)?;
            let parts = lay::parts(data, &foot, stamp.both_sides, &|part| pages.count(part))?;
            let parts = parts.into_iter().map(changed).collect::<Result<Vec<_>, _>>()?;
            pages.add_all(&parts)?;
        }
    }
    let heading = told(source.mine.heading().to_owned(), masked);
    pages.join(stamp, &told(title(&source, request), masked), &heading)
}

/// The words, without telephones that somebody may own where that is asked for.
fn told(words: String, masked: bool) -> String {
    if masked { masking::masked_within(&words) } else { words }
}

/// What is asked for of one paper, so many records in one go.
fn pieces(request: &Request) -> Vec<Request> {
    match &request.of {
        Of::Records(records) => {
            let few = records.chunks(AHEAD).map(|few| Of::Records(few.to_vec()));
            few.map(|of| Request { paper: request.paper, of }).collect()
        }
        Of::Whole | Of::Day(_) | Of::Days(..) | Of::On(..) | Of::Blank | Of::Several(_) => {
            vec![request.clone()]
        }
    }
}
