//! Document → data → Typst template → pages → PDF or picture. No disk, no clock.
//!
//! A print is asked for by a [`Request`]: a [`Paper`] of the [`CATALOGUE`], and of what. The
//! paper's module makes its data, as ready words; `lay` says which template in `assets/print` lays
//! that out, and templates decide nothing. The same data gives the same bytes.

use chrono::NaiveDateTime;

use crate::model::Document;

mod activities;
mod activity;
mod brief;
mod card;
mod cards;
mod catalogue;
mod contact;
mod data;
mod duties;
mod form;
mod handover;
mod head;
mod inspection;
mod lay;
#[cfg(test)]
mod layouts;
mod ledger;
mod letter;
mod log;
mod loops;
mod measure;
mod memory;
mod name;
mod pager;
mod paper;
mod phones;
mod plan;
mod pledges;
mod printed;
mod roster;
mod rota;
mod rows;
mod services;
mod sheet;
mod sheets;
mod spot_checks;
mod summary;
mod table;
mod transfer;
mod world;
mod zero_reports;
mod zones;

pub use crate::session::Progress;
pub use catalogue::CATALOGUE;
pub use memory::{Memory, outdated, remembered};
pub use name::{file_stem, words};
pub use pager::{PageSize, Pager};
pub use paper::{Of, Offer, Paper, Request, Scope, Shelf, Span};
pub use printed::{Picture, Printed};

use head::Foot;
use paper::Source;
use printed::Pages;

/// What every page says of its making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The short code of the journal.
    pub code: String,
    /// The moment, UTC+8, as the PDF's date.
    pub now: NaiveDateTime,
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
    /// The template or the PDF failed; the words are for whoever mends the program.
    #[error("没有排成版，记录没有改动。请导出诊断交维护人员：{0}")]
    Layout(String),
}

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
    print_while(doc, request, stamp, &|_| true)
}

/// Prints what is asked for as long as `keep_going`, which hears how far it is, says so.
///
/// # Errors
/// As [`print()`], and [`PrintError::Stopped`] as soon as `keep_going` says no.
pub fn print_while(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    keep_going: &dyn Fn(Progress) -> bool,
) -> Result<Printed, PrintError> {
    let source = Source { doc, mine: doc.profile(), stamp };
    let foot = Foot::of(&source.mine, stamp);
    let mut pages = Pages::new(request.of.records().len(), keep_going);
    for of in pieces(&request.of) {
        let data = request.paper.data(&source, &of)?;
        let parts = lay::parts(data, &foot, &|part| pages.count(part))?;
        pages.add_all(&parts)?;
    }
    pages.join(stamp)
}

/// What is asked for, so many records in one go.
fn pieces(of: &Of) -> Vec<Of> {
    match of {
        Of::Records(records) => {
            records.chunks(AHEAD).map(|few| Of::Records(few.to_vec())).collect()
        }
        Of::Whole | Of::Day(_) | Of::Days(..) | Of::Blank => vec![of.clone()],
    }
}
