//! The ledger of hazards: A4 landscape, its columns as wide as on the paper, the head on every page.

use super::About;
use super::form::{foot_of, signatures};
use super::section::{Feet, Section, Sections, Sheet};
use super::xml::{Cell, Grid, Look, Paragraph, RowKind, Xml, twips};
use crate::print::form::Signatures;
use crate::print::ledger::Ledger;
use crate::print::ledger::listed::Listed;

const SHEET: Sheet = Sheet {
    width: 297.0,
    height: 210.0,
    left: 15.0,
    right: 12.0,
    top: 17.0,
    bottom: 13.0,
    foot: 6.0,
    grid: None,
};
/// The size of words in half points, and twips from line to line.
const SIZE: u32 = 18;
const PITCH: i64 = 238;
/// Room at the sides of a cell, as on the paper, and the least height of a row.
const INSET_MM: f64 = 0.8;
const ROW_MM: f64 = 9.6;
/// Rows with more signs in a cell may break over pages.
const LONG: usize = 600;
/// Which columns stand in the middle.
const LEFT: std::ops::RangeInclusive<usize> = 3..=5;

/// Writes it.
pub(super) fn write(xml: &mut Xml, sections: &mut Sections, ledger: &Ledger, about: &About<'_>) {
    let room = SHEET.room();
    let [unit, period, as_of] = ledger.above();
    xml.line(&Paragraph::of("FormTitle"), ledger.title());
    let line = Paragraph {
        keep_next: true,
        tab: Some(twips(room)),
        after: Some(60),
        ..Paragraph::of("FormText")
    };
    xml.line(&line, &format!("单位：{unit}\t{period}　{as_of}"));
    let columns: Vec<i64> =
        Ledger::widths().iter().map(|points| twips(points * 25.4 / 72.0)).collect();
    let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
    let listed = ledger.listed();
    grid.write(xml, |xml| {
        let kind = RowKind { head: true, splits: false, height: twips(ROW_MM) };
        let heads = Ledger::HEADS.iter().map(|words| cell(1, "center", "TableHead", None, words));
        grid.row(xml, kind, heads.collect());
        if listed.is_empty() {
            let none = cell(columns.len(), "center", "FormText", None, "没有登记的隐患");
            grid.row(xml, RowKind { height: twips(12.0), ..RowKind::default() }, vec![none]);
        }
        for one in &listed {
            row(xml, &grid, one);
        }
    });
    let (summary, signers) = ledger.below();
    xml.line(&Paragraph { before: Some(120), ..Paragraph::of("Gap") }, "");
    for words in summary {
        xml.line(&Paragraph { keep_next: true, ..Paragraph::of("FormText") }, words);
    }
    if !signers.is_empty() {
        let labels = signers.iter().map(|label| (*label).to_owned()).collect();
        signatures(xml, &Signatures { labels, across: 2, dated: false }, 150.0);
    }
    let section = Section { sheet: SHEET, recto: false, counts: true };
    let feet = Feet { odd: foot_of(about.source, room, about), even: None };
    sections.end(xml, section, feet, true);
}

fn row(xml: &mut Xml, grid: &Grid<'_>, listed: &Listed) {
    let whole = grid.columns.len();
    match listed {
        Listed::Hazard(cells, is_loud) => {
            let splits = cells.iter().any(|words| LONG < words.chars().count());
            let last = cells.len().saturating_sub(1);
            let cells = cells.iter().enumerate().map(|(at, words)| {
                let side = if LEFT.contains(&at) { "left" } else { "center" };
                let strong = (*is_loud && at == last).then_some("Strong");
                cell(1, side, "FormText", strong, words)
            });
            let kind = RowKind { splits, height: twips(ROW_MM), ..RowKind::default() };
            grid.row(xml, kind, cells.collect());
        }
        Listed::Void(no, code, why) => {
            let kind = RowKind { height: twips(7.0), ..RowKind::default() };
            let cells = vec![
                cell(1, "center", "FormText", None, no),
                cell(1, "center", "FormText", Some("Struck"), code),
                cell(whole - 2, "left", "FormText", None, why),
            ];
            grid.row(xml, kind, cells);
        }
        Listed::Year(year) => {
            let kind = RowKind { height: twips(6.0), ..RowKind::default() };
            grid.row(xml, kind, vec![cell(whole, "left", "FormText", Some("Strong"), year)]);
        }
    }
}

fn cell<'a>(
    across: usize,
    side: &'a str,
    style: &'a str,
    look: Option<&'static str>,
    words: &'a str,
) -> Cell<'a> {
    Cell::new(across, move |xml: &mut Xml| {
        let paragraph = Paragraph { pitch: Some(PITCH), side: Some(side), ..Paragraph::of(style) };
        xml.paragraph(&paragraph, |xml| {
            if !words.is_empty() {
                xml.run(Look { style: look, size: Some(SIZE) }, words);
            }
        });
    })
}
