//! Workbooks as Excel wrote them before 2007 and as WPS writes .et: BIFF8, and BIFF5 with a code
//! page.

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError, XlsOptions};

use super::biff::{Known, Within, known};
use super::compound::Compound;
use super::grid::{Grid, Odd, Place};
use super::number::{self, Shape};
use super::xlsx::truth;
use super::{Refused, Unread, is_enough};
use crate::action::paste::Sheet;
use crate::session::{Progress, Unit, Watch};

/// The code page of mainland China.
const CHINESE: u16 = 936;

/// What else lies in compound files, by a stream of it.
const OTHERS: [(&str, &str); 4] = [
    ("WordDocument", "旧版Word文档（请在WPS里另存为 .docx）"),
    ("PowerPoint Document", "演示文稿"),
    ("VisioDocument", "别的程序的文件"),
    ("__properties_version1.0", "邮件"),
];

/// The sheets of a workbook.
pub(super) fn read<W: Watch>(bytes: &[u8], watch: &W) -> Result<Vec<Sheet>, Unread<W::Stop>> {
    let file = Compound::read(bytes).ok_or(Refused::Broken)?;
    if file.has("EncryptedPackage") {
        return Err(Refused::Locked.into());
    }
    if let Some((_, what)) = OTHERS.iter().find(|(stream, _)| file.has(stream)) {
        return Err(Refused::Other(what).into());
    }
    let has_book = file.has("Workbook") || file.has("Book");
    let refused = if has_book { Refused::Broken } else { Refused::Other("别的程序的文件") };
    let stream = file.stream("Workbook").or_else(|| file.stream("Book")).ok_or(refused)?;
    let known = known(&stream.bytes)?;
    let mut bytes = bytes.to_vec();
    for claim in &known.claims {
        // How large a sheet says it is, nobody shall believe: the record becomes one without meaning.
        for at in [*claim, claim + 1] {
            if let Some(byte) = stream.place(at).and_then(|place| bytes.get_mut(place)) {
                *byte = 0xFF;
            }
        }
    }
    let go_on = Progress::new(Unit::Understood, 0, 0);
    watch.on(go_on).map_err(Unread::Stopped)?;
    let mut sheets = sheets(&bytes, &known, None)?;
    watch.on(go_on).map_err(Unread::Stopped)?;
    // Programs that knew no Chinese wrote it down as Western letters.
    if known.is_old && known.code_page != Some(CHINESE) && sheets.iter().any(is_garbled) {
        sheets = self::sheets(&bytes, &known, Some(CHINESE))?;
    }
    Ok(sheets)
}

/// Whether words are Chinese taken for Western letters: pairs of signs no language writes so.
fn is_garbled(sheet: &Sheet) -> bool {
    let western = |sign: &char| ('\u{A1}'..='\u{FF}').contains(sign);
    let count = sheet.text.chars().filter(western).count();
    let letters = sheet.text.chars().filter(|sign| sign.is_alphabetic()).count();
    let has_han = sheet.text.chars().any(|sign| ('\u{4E00}'..='\u{9FFF}').contains(&sign));
    !has_han && 4 <= count && letters < 3 * count
}

fn sheets(bytes: &[u8], known: &Known, page: Option<u16>) -> Result<Vec<Sheet>, Refused> {
    let mut options = XlsOptions::default();
    options.force_codepage = page;
    let book = Xls::new_with_options(Cursor::new(bytes), options);
    let mut book = book.map_err(|err| match err {
        XlsError::Password => Refused::Locked,
        _ => Refused::Broken,
    })?;
    let nothing = Within::default();
    let mut sheets = Vec::new();
    for (index, one) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if one.typ != SheetType::WorkSheet || is_enough(&sheets) {
            continue;
        }
        let place = known.places.get(index);
        let known_of = place.and_then(|place| known.sheets.get(place)).unwrap_or(&nothing);
        let range = book.worksheet_range(&one.name).map_err(|_broken| Refused::Broken)?;
        let from = range.start().unwrap_or_default();
        let mut grid = Grid::default();
        for (row, column, value) in range.used_cells() {
            let far = |at: usize, from: u32| u32::try_from(at).ok()?.checked_add(from);
            let (Some(row), Some(column)) = (far(row, from.0), far(column, from.1)) else {
                continue;
            };
            let shape = known_of.shapes.get(&(row, column)).copied();
            put(&mut grid, (row, column), value, (shape, known.is_1904));
        }
        for merged in book.merge_cells_by_sheet_name(&one.name).unwrap_or_default() {
            grid.merge(merged.start, merged.end);
        }
        let hidden = known_of.hidden.iter().filter(|row| grid.has_row(**row)).count();
        grid.hide(u32::try_from(hidden).unwrap_or_default(), 0);
        sheets.push(grid.sheet(one.name, one.visible != SheetVisible::Visible));
    }
    Ok(sheets)
}

fn put(grid: &mut Grid, place: Place, value: &Data, (shape, is_1904): (Option<Shape>, bool)) {
    let shown = |number: f64| match shape {
        Some(shape) => number::shown(number, shape, is_1904),
        None => number::plain(number),
    };
    let is_number = matches!(value, Data::Int(_) | Data::Float(_));
    if is_number && shape == Some(Shape::Worded) {
        return grid.odd(place, Odd::Worded);
    }
    let words = match value {
        Data::Empty => return,
        Data::String(words) => words.clone(),
        Data::Bool(is) => truth(*is).to_owned(),
        Data::Error(err) => return grid.odd(place, Odd::Error(err.to_string())),
        Data::Int(whole) => shown(whole.to_string().parse().unwrap_or(f64::NAN)),
        Data::Float(number) => shown(*number),
        Data::DateTime(moment) if shape.is_some() => shown(moment.as_f64()),
        Data::DateTime(moment) => number::moment(*moment),
        Data::DateTimeIso(words) | Data::DurationIso(words) => number::iso(words),
    };
    grid.put(place, &words);
}
