//! Document → data → Typst template → pages → PDF or picture. No disk, no clock.
//!
//! A print is asked for by a [`Request`] and comes out the same bytes for the same data. The
//! templates in `assets/print` lay out and decide nothing; each print's module here makes their
//! data, as ready words.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::model::Document;
use crate::model::checklist::Depth;
use crate::model::id::{ActivityId, HandoverId, LogId, SheetId, TransferId, VersionId};
use crate::model::mine::Mine;
use crate::model::plan::CardCode;
use crate::model::sheet::Sheet;

mod activities;
mod activity;
mod brief;
mod card;
mod cards;
mod contact;
mod duties;
mod form;
mod handover;
mod head;
mod inspection;
#[cfg(test)]
mod layouts;
mod ledger;
mod letter;
mod log;
mod loops;
mod measure;
mod name;
mod phones;
mod plan;
mod pledges;
mod printed;
mod roster;
mod rota;
mod rows;
mod services;
mod sheet;
mod spot_checks;
mod summary;
mod table;
mod transfer;
mod world;
mod zero_reports;
mod zones;

pub use name::{file_stem, folder};
pub use printed::{Picture, Printed};

use head::{Foot, Papers};
use printed::Pages;
use world::Template;

/// What is to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Sheets, each on pages of its own.
    Sheets(Vec<SheetId>),
    /// A transfer slip, in two copies.
    Transfer(TransferId),
    /// The ledger of hazards.
    Ledger,
    /// The roster of the team.
    Roster {
        /// Whether mobile telephones are masked, for walls.
        masked: bool,
    },
    /// Pledges, one page a member.
    Pledges,
    /// Zones with their keepers and sites.
    Zones,
    /// The contingency plan: as it stands, or as it was approved.
    Plan(Option<VersionId>),
    /// Response cards.
    Cards(Vec<CardCode>),
    /// The telephone table.
    Phones,
    /// The rota of those days, both included.
    Rota {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// On A3 instead of A4.
        large: bool,
    },
    /// A duty log.
    Log(LogId),
    /// Zero reports of a day, as a form.
    ZeroReports(NaiveDate),
    /// A handover.
    Handover(HandoverId),
    /// All spot checks.
    SpotChecks,
    /// An activity's record.
    Activity(ActivityId),
    /// An activity's sign-in sheet, with names.
    SignIn(ActivityId),
    /// All activities.
    Activities,
    /// All services.
    Services,
    /// The team's daily brief.
    Brief(NaiveDate),
    /// The summary of the season.
    Summary,
}

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

/// Papers laid out in one go: few enough to stop soon after somebody says so.
const AT_ONCE: usize = 4;
/// Sheets whose words are made in one go, to be laid out a few beside a few others.
const AHEAD: usize = 4 * AT_ONCE;

/// Prints what is asked for.
///
/// # Errors
/// When a record is gone, nothing was chosen, or the layout failed.
pub fn print(doc: &Document, request: &Request, stamp: &Stamp) -> Result<Printed, PrintError> {
    print_while(doc, request, stamp, &|| true)
}

/// Prints what is asked for as long as `keep_going` says so.
///
/// # Errors
/// As [`print()`], and [`PrintError::Stopped`] as soon as `keep_going` says no.
pub fn print_while(
    doc: &Document,
    request: &Request,
    stamp: &Stamp,
    keep_going: &dyn Fn() -> bool,
) -> Result<Printed, PrintError> {
    let mine = doc.profile();
    let foot = Foot::of(&mine, stamp);
    let today = stamp.now.date();
    let mut pages = Pages::new(keep_going);
    match request {
        Request::Sheets(ids) => sheets(doc, &mine, ids, &foot, &mut pages)?,
        Request::Transfer(id) => {
            let slip = doc.transfers.get(id).ok_or(PrintError::Gone("移交单"))?;
            let paper = transfer::Paper::of(doc, &mine, *id, slip);
            one(Template::Transfer, paper, &foot, &mut pages)?;
        }
        Request::Ledger => ledger::lay(doc, &mine, stamp, &foot, &mut pages)?,
        Request::Roster { masked } => {
            let form = roster::form(doc, &mine, *masked, today);
            one(Template::Form, form, &foot, &mut pages)?;
        }
        Request::Pledges => {
            some(Template::Letter, &pledges::letters(doc, &mine), &foot, &mut pages)?;
        }
        Request::Zones => one(Template::Form, zones::form(doc, &mine), &foot, &mut pages)?,
        Request::Plan(version) => {
            let letter = plan::letter(doc, &mine, *version, today);
            let letter = letter.ok_or(PrintError::Gone("方案版本"))?;
            // What was approved is no reference any more; each card in it says so of itself.
            let foot = if version.is_some() { foot.reviewed() } else { foot };
            one(Template::Letter, letter, &foot, &mut pages)?;
        }
        Request::Cards(codes) => {
            let card = |code| doc.cards.get(code).ok_or(PrintError::Gone("处置卡"));
            let cards = codes
                .iter()
                .map(|code| Ok(cards::card(doc, &mine, code, card(code)?)))
                .collect::<Result<Vec<_>, PrintError>>()?;
            some(Template::Card, &cards, &foot, &mut pages)?;
        }
        Request::Phones => one(Template::Form, phones::form(doc, &mine), &foot, &mut pages)?,
        Request::Rota { from, to, large } => {
            let rota = duties::rota(doc, &mine, (*from, *to), *large);
            one(Template::Rota, rota, &foot, &mut pages)?;
        }
        Request::Log(id) => one(Template::Form, log::form(doc, &mine, *id)?, &foot, &mut pages)?,
        Request::ZeroReports(day) => {
            one(Template::Form, zero_reports::form(doc, &mine, *day), &foot, &mut pages)?;
        }
        Request::Handover(id) => {
            one(Template::Form, handover::form(doc, &mine, *id)?, &foot, &mut pages)?;
        }
        Request::SpotChecks => {
            one(Template::Form, spot_checks::form(doc, &mine, stamp), &foot, &mut pages)?;
        }
        Request::Activity(id) => {
            one(Template::Form, activity::record(doc, &mine, *id)?, &foot, &mut pages)?;
        }
        Request::SignIn(id) => {
            one(Template::Form, activity::sign_in(doc, &mine, *id)?, &foot, &mut pages)?;
        }
        Request::Activities => {
            one(Template::Form, activities::form(doc, &mine, stamp), &foot, &mut pages)?;
        }
        Request::Services => {
            one(Template::Form, services::form(doc, &mine, stamp), &foot, &mut pages)?;
        }
        Request::Brief(day) => {
            one(Template::Letter, brief::letter(doc, &mine, *day), &foot, &mut pages)?;
        }
        Request::Summary => {
            one(Template::Letter, summary::letter(doc, &mine, stamp), &foot, &mut pages)?;
        }
    }
    pages.join(stamp)
}

/// Lays one paper out.
fn one<P: Serialize>(
    template: Template,
    paper: P,
    foot: &Foot,
    pages: &mut Pages<'_>,
) -> Result<(), PrintError> {
    pages.add(template, &Papers { foot, papers: &[paper] })
}

/// Lays papers out, a few in one go.
fn some<P: Serialize + Sync>(
    template: Template,
    papers: &[P],
    foot: &Foot,
    pages: &mut Pages<'_>,
) -> Result<(), PrintError> {
    let parts: Vec<_> = papers.chunks(AT_ONCE).map(|papers| Papers { foot, papers }).collect();
    pages.add_all(template, &parts)
}

/// Lays sheets out in the order in which they are asked for, neighbours of one layout together.
fn sheets(
    doc: &Document,
    mine: &Mine,
    ids: &[SheetId],
    foot: &Foot,
    pages: &mut Pages<'_>,
) -> Result<(), PrintError> {
    let mut sheets = Vec::new();
    for id in ids {
        sheets.push((*id, doc.sheets.get(id).ok_or(PrintError::Gone("检查单"))?));
    }
    let is_route = |depth| depth == Depth::Patrol;
    for alike in sheets.chunk_by(|(_, a), (_, b)| is_route(a.depth()) == is_route(b.depth())) {
        // Their words are made as they are needed: of thousands they would take long, and room.
        for few in alike.chunks(AHEAD) {
            if few.iter().all(|(_, sheet)| is_route(sheet.depth())) {
                let paper = |(id, one): &(SheetId, &Sheet)| sheet::Paper::of(doc, mine, *id, one);
                let papers: Vec<_> = few.iter().map(paper).collect();
                some(Template::Sheet, &papers, foot, pages)?;
            } else {
                let paper =
                    |(id, one): &(SheetId, &Sheet)| inspection::Paper::of(doc, mine, *id, one);
                let papers: Vec<_> = few.iter().map(paper).collect();
                some(Template::Inspection, &papers, foot, pages)?;
            }
        }
    }
    Ok(())
}
