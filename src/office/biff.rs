//! The records of an XLS workbook, gone through before anybody reads its cells: how far these
//! reach, how their numbers are shown, which rows are out of sight.

use std::collections::BTreeMap;

use encoding_rs::{GB18030, UTF_16LE};

use super::Refused;
use super::grid::Place;
use super::number::Shape;

/// So many cells, empty ones between them counted, are laid out.
const MOST_CELLS: u64 = 3_000_000;

/// What is known of a workbook beforehand.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its sheets by where they begin.
    pub(super) sheets: BTreeMap<usize, Within>,
    /// Where its sheets begin, in the order of the book.
    pub(super) places: Vec<usize>,
    /// Where records say how large a sheet is, which a reader may believe.
    pub(super) claims: Vec<usize>,
    /// Whether counts of days begin in 1904.
    pub(super) is_1904: bool,
    /// The code page of its words, where it names one.
    pub(super) code_page: Option<u16>,
    /// Whether it is of the time before Unicode.
    pub(super) is_old: bool,
}

/// What is known of a sheet beforehand.
#[derive(Debug, Default)]
pub(super) struct Within {
    /// How numbers are shown, where that matters.
    pub(super) shapes: BTreeMap<Place, Shape>,
    /// Rows out of sight.
    pub(super) hidden: Vec<u32>,
    /// The last row and column.
    end: Place,
}

/// A record: where it begins, what it is, what it says.
struct Record<'a> {
    at: usize,
    kind: u16,
    data: &'a [u8],
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let two = data.get(at..at + 2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at;
        let kind = u16_at(stream, begin)?;
        let length = usize::from(u16_at(stream, begin + 2)?);
        let data = stream.get(begin + 4..begin + 4 + length)?;
        at = begin + 4 + length;
        Some(Record { at: begin, kind, data })
    })
}

/// Goes through the records of a workbook.
///
/// # Errors
/// Where it has a password, or is larger than any table of an office.
pub(super) fn known(stream: &[u8]) -> Result<Known, Refused> {
    let mut known = Known::default();
    let (mut formats, mut styles) = (BTreeMap::new(), Vec::new());
    // Depth 1 is the book itself or a sheet; charts within a sheet are deeper.
    let (mut depth, mut sheet) = (0_u32, None);
    for Record { at, kind, data } in records(stream) {
        match kind {
            0x0809 => {
                depth += 1;
                if depth == 1 && at != 0 {
                    sheet = Some(at);
                } else if at == 0 {
                    known.is_old = u16_at(data, 0) != Some(0x0600);
                }
            }
            0x000A => {
                depth = depth.saturating_sub(1);
                sheet = sheet.filter(|_| 0 < depth);
            }
            0x002F => return Err(Refused::Locked),
            0x0200 => known.claims.push(at),
            0x0022 => known.is_1904 = u16_at(data, 0) == Some(1),
            0x0042 => known.code_page = u16_at(data, 0),
            0x041E => formats.extend(format(data, known.is_old)),
            0x00E0 => styles.push(u16_at(data, 2).unwrap_or_default()),
            0x0085 => {
                let place = u32_at(data, 0).and_then(|at| usize::try_from(at).ok());
                known.places.push(place.unwrap_or_default());
            }
            _ => {}
        }
        if let (Some(sheet), 1) = (sheet, depth) {
            let shape = |style: u16| {
                let format = styles.get(usize::from(style))?;
                let code: Option<&String> = formats.get(format);
                let code = code.map(String::as_str).or(match format {
                    2 => Some("0.00"),
                    4 => Some("#,##0.00"),
                    9 => Some("0%"),
                    10 => Some("0.00%"),
                    _ => None,
                });
                code.map(Shape::of).filter(|shape| *shape != Shape::Plain)
            };
            known.sheets.entry(sheet).or_default().take(kind, data, &shape);
        }
    }
    let laid_out = |sheet: &Within| u64::from(sheet.end.0 + 1) * u64::from(sheet.end.1 + 1);
    if MOST_CELLS < known.sheets.values().map(laid_out).sum() {
        return Err(Refused::TooLarge("表太大（格子超过三百万）"));
    }
    Ok(known)
}

impl Within {
    /// Takes in what a record of the sheet says.
    fn take(&mut self, kind: u16, data: &[u8], shape: &dyn Fn(u16) -> Option<Shape>) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let (row, column) = (u32::from(row), u32::from(column));
        match kind {
            // A row: out of sight where that bit is set.
            0x0208 => {
                if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) {
                    self.hidden.push(row);
                }
                return;
            }
            // Numbers, alone and side by side, and formulas.
            0x0203 | 0x027E | 0x0006 | 0x0206 | 0x0406 => {
                if let Some(shape) = u16_at(data, 4).and_then(shape) {
                    self.shapes.insert((row, column), shape);
                }
            }
            0x00BD => {
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (number, column) in numbers.chunks_exact(6).zip(column..) {
                    if let Some(shape) = u16_at(number, 0).and_then(shape) {
                        self.shapes.insert((row, column), shape);
                    }
                    self.reach((row, column));
                }
            }
            // Words, truths and errors.
            0x0204 | 0x00D6 | 0x00FD | 0x0205 => {}
            _ => return,
        }
        self.reach((row, column));
    }

    fn reach(&mut self, (row, column): Place) {
        self.end = (self.end.0.max(row), self.end.1.max(column));
    }
}

/// A format of the workbook's own: its number and its code.
fn format(data: &[u8], is_old: bool) -> Option<(u16, String)> {
    let number = u16_at(data, 0)?;
    if is_old {
        let count = usize::from(*data.get(2)?);
        let words = data.get(3..3 + count)?;
        return Some((number, GB18030.decode_without_bom_handling(words).0.into_owned()));
    }
    let count = usize::from(u16_at(data, 2)?);
    let is_wide = data.get(4)? & 1 == 1;
    let words = data.get(5..5 + if is_wide { 2 * count } else { count })?;
    let code = if is_wide {
        UTF_16LE.decode_without_bom_handling(words).0.into_owned()
    } else {
        words.iter().map(|byte| char::from(*byte)).collect()
    };
    Some((number, code))
}
