//! Workbooks as Excel and WPS write them today.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Font, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, Odd, Place};
use super::markup::{attribute, count, starts, watched};
use super::number::{self, Shape};
use super::zipped::Zipped;
use super::{Refused, Unread, is_enough};
use crate::action::paste::Sheet;
use crate::session::{Progress, Unit, Watch};

/// After so many cells somebody may want no more of it.
const OFTEN: usize = 4_000;

/// The sheets of a workbook; charts have none.
pub(super) fn read<W: Watch>(
    bytes: &[u8],
    zipped: &mut Zipped<'_>,
    watch: &W,
) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let mut book: Xlsx<Cursor<&[u8]>> =
        Xlsx::new(Cursor::new(bytes)).map_err(|err| refused(&err))?;
    let paths = paths(zipped)?;
    let mut sheets = Vec::new();
    let mut is_empty = true;
    for one in book.sheets_metadata().to_vec() {
        if one.typ != SheetType::WorkSheet || is_enough(&sheets) {
            continue;
        }
        let mut grid = Grid::default();
        cells(&mut book, &one.name, &mut grid, watch)?;
        unsolved(&mut book, &one.name, &mut grid, watch)?;
        for merged in book.merge_cells_by_sheet_name(&one.name).unwrap_or_default() {
            grid.merge(merged.start, merged.end);
        }
        if let Some(part) = paths.get(&one.name) {
            remarked(zipped, part, &mut grid)?;
            let words = zipped.words(part)?.unwrap_or_default();
            hidden(&words, &mut grid, watch)?;
        }
        is_empty &= grid.is_empty();
        sheets.push(grid.sheet(one.name, one.visible != SheetVisible::Visible));
    }
    if is_empty && zipped.has_pictures() {
        return Err(Refused::Pictures.into());
    }
    Ok(sheets)
}

fn refused(err: &XlsxError) -> Refused {
    match err {
        XlsxError::Password => Refused::Locked,
        _ => Refused::Broken,
    }
}

fn cells<W: Watch>(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
    watch: &W,
) -> Result<(), Unread<W::Stop>> {
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(name).map_err(|err| refused(&err))?;
    let shape = |code: Option<&str>| code.map_or(Shape::Plain, Shape::of);
    let is_struck = |font: &Font| font.has_strikethrough();
    let struck: Vec<bool> =
        reader.styles().iter().map(|style| style.font.as_ref().is_some_and(is_struck)).collect();
    let codes = reader.styles().iter().map(|style| style.number_format.as_ref());
    let codes = codes.map(|format| format.map(|format| format.format_code.as_str()));
    let shapes: Vec<Shape> = codes.map(shape).collect();
    let mut count: usize = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|err| refused(&err))? {
        count += 1;
        asked(count, watch)?;
        let place = cell.get_position();
        let shape = shapes.get(style).copied().unwrap_or(Shape::Plain);
        if struck.get(style) == Some(&true) && *cell.get_value() != DataRef::Empty {
            grid.odd(place, Odd::Struck);
        } else {
            put(grid, place, cell.get_value(), (shape, is_1904));
        }
        if grid.is_full() {
            break;
        }
    }
    Ok(())
}

/// Whether so many cells are to be followed by more.
fn asked<W: Watch>(count: usize, watch: &W) -> Result<(), Unread<W::Stop>> {
    if count.is_multiple_of(OFTEN) {
        watch.on(Progress::new(Unit::Understood, 0, 0)).map_err(Unread::Stopped)?;
    }
    Ok(())
}

fn put(grid: &mut Grid, place: Place, value: &DataRef<'_>, (shape, is_1904): (Shape, bool)) {
    let words = match value {
        DataRef::Empty => return,
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(is) => truth(*is).to_owned(),
        DataRef::Error(err) => return grid.odd(place, Odd::Error(err.to_string())),
        DataRef::Int(_) | DataRef::Float(_) | DataRef::DateTime(_) => {
            let (number, moment) = match value {
                // A cell shows fifteen digits at most.
                DataRef::Int(whole) => (whole.to_string().parse().unwrap_or(f64::NAN), None),
                DataRef::Float(number) => (*number, None),
                DataRef::DateTime(moment) => (moment.as_f64(), Some(*moment)),
                _ => return,
            };
            match (shape, moment) {
                (Shape::Worded, _) => return grid.odd(place, Odd::Worded),
                // The East Asian formats that are built in have no code of their own.
                (Shape::Plain, Some(moment)) => number::moment(moment),
                (shape, _) => number::shown(number, shape, is_1904),
            }
        }
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => number::iso(words),
    };
    grid.put(place, &words);
}

/// A truth as programs of tables show it.
pub(super) fn truth(is: bool) -> &'static str {
    if is { "TRUE" } else { "FALSE" }
}

/// Formulas nobody worked out, as programs write them that are no programs of tables.
fn unsolved<W: Watch>(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
    watch: &W,
) -> Result<(), Unread<W::Stop>> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|err| refused(&err))?;
    let mut count: usize = 0;
    // What is wrong with a formula is wrong with nothing else.
    while let Ok(Some(cell)) = reader.next_cell_with_formula_metadata() {
        count += 1;
        asked(count, watch)?;
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            grid.odd(cell.pos, Odd::Unsolved);
        }
    }
    Ok(())
}

/// Where the cells of each sheet lie in the file.
fn paths(zipped: &mut Zipped<'_>) -> Result<BTreeMap<String, String>, Refused> {
    let book = zipped.words("xl/workbook.xml")?.unwrap_or_default();
    let links = zipped.words("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let mut targets = BTreeMap::new();
    starts(&links, |link| {
        if let (Some(id), Some(target)) = (attribute(link, "Id"), attribute(link, "Target")) {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, path);
        }
    });
    let mut paths = BTreeMap::new();
    starts(&book, |sheet| {
        if sheet.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(sheet, "name"), attribute(sheet, "id"))
            && let Some(path) = targets.get(&id)
        {
            paths.insert(name, path.clone());
        }
    });
    Ok(paths)
}

/// Takes down which cells of a sheet have a remark on them.
fn remarked(zipped: &mut Zipped<'_>, sheet: &str, grid: &mut Grid) -> Result<(), Refused> {
    let Some((folder, name)) = sheet.rsplit_once('/') else { return Ok(()) };
    let links = zipped.words(&format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default();
    let mut parts = Vec::new();
    starts(&links, |link| {
        let is_it = attribute(link, "Type").is_some_and(|kind| kind.ends_with("/comments"));
        parts.extend(attribute(link, "Target").filter(|_| is_it));
    });
    for target in parts {
        let part = match (target.strip_prefix('/'), target.strip_prefix("../")) {
            (Some(whole), _) => whole.to_owned(),
            (None, Some(beside)) => format!("xl/{beside}"),
            (None, None) => format!("{folder}/{target}"),
        };
        let words = zipped.words(&part)?.unwrap_or_default();
        starts(&words, |element| {
            if element.local_name().as_ref() == "comment"
                && let Some(place) = attribute(element, "ref").and_then(|words| place(&words))
            {
                grid.odd(place, Odd::Remarked);
            }
        });
    }
    Ok(())
}

/// B5
fn place(address: &str) -> Option<Place> {
    let row = address.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
    let letters = address.strip_suffix(row)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Counts the rows and columns with words in them that are out of sight, each once.
fn hidden<W: Watch>(words: &str, grid: &mut Grid, watch: &W) -> Result<(), Unread<W::Stop>> {
    let (mut rows, mut row) = (BTreeSet::new(), 0);
    let seen = grid.columns();
    let mut left = seen.clone();
    let mut look = |element: &BytesStart<'_>| {
        let is_hidden = || matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        let number = |key: &str| count(element, key);
        match element.local_name().as_ref() {
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden() && 0 < row && grid.has_row(row - 1) {
                    rows.insert(row);
                }
            }
            "col" if is_hidden() => {
                let first: u32 = number("min").unwrap_or(1);
                let last = number("max").unwrap_or(first);
                left.retain(|column| !(first..=last).contains(&column.saturating_add(1)));
            }
            _ => {}
        }
    };
    let read = watched(words, watch, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            look(&element);
        }
        true
    });
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (rows, columns) = (count(rows.len()), count(seen.len() - left.len()));
    grid.hide(rows, columns);
    match read {
        // What cannot be read of a part whose cells were read is not missed.
        Ok(()) | Err(Unread::Refused(_)) => Ok(()),
        stopped => stopped,
    }
}
