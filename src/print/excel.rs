//! Papers as workbooks of an office program, from the data they are laid out from: numbers are
//! numbers there, days are days, and sums are formulas that come to what the paper says.
//!
//! Nobody's name is in the file beside those on the paper, and the same data gives the same bytes.

mod cells;
mod leaf;
mod tabs;
mod width;

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDateTime, TimeDelta, Timelike as _};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::PrintError;
use super::data::Data;
use super::tab::Tab;
use crate::rules::masking::masked_within;
use leaf::Looks;

/// 宋体, as offices have it, and its size in points.
const FACE: &str = "宋体";
const SIZE: f64 = 11.0;
/// Its row and column in pixels, as the program begins with them.
const ROW: u32 = 24;
const COLUMN: u32 = 72;
/// Hours by which the clocks of the mine are ahead of UTC.
const OFFSET_HOURS: i64 = 8;
/// A leaf's name is no longer.
const MOST_NAME: usize = 28;

/// What a workbook says of itself.
pub(super) struct About<'a> {
    /// What it is called.
    pub(super) title: &'a str,
    /// What a leaf is called whose table has no title.
    pub(super) name: &'a str,
    /// What stands at the foot of each printed page.
    pub(super) foot: &'a str,
    /// The moment, UTC+8.
    pub(super) now: NaiveDateTime,
    /// Whether the middle of mobile telephones is hidden.
    pub(super) masked: bool,
}

/// The tables of some data as a workbook. Nothing is kept longer than it is needed: with thousands of rows
/// data, tables and workbook are large, each of them.
pub(super) fn book(data: Data, about: &About<'_>) -> Result<Vec<u8>, PrintError> {
    let mut tabs = tabs::tabs(&data, about.name);
    drop(data);
    if tabs.is_empty() {
        return Err(PrintError::Nothing);
    }
    if about.masked {
        tabs.iter_mut().for_each(mask);
    }
    written(tabs, about).map_err(|error| PrintError::Layout(error.to_string()))
}

fn written(tabs: Vec<Tab>, about: &About<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let face = Format::new().set_font_name(FACE).set_font_charset(134).set_font_size(SIZE);
    book.set_default_format(&face, ROW, COLUMN)?;
    let properties = DocProperties::new().set_title(about.title).set_author("");
    book.set_properties(&properties.set_creation_datetime(&moment(about.now)?));
    let mut looks = Looks::new(face);
    let mut names = BTreeSet::new();
    for tab in tabs {
        let sheet = book.add_worksheet();
        sheet.set_name(leaf_name(&tab.name, &mut names))?;
        leaf::write(sheet, &tab, about.foot, &mut looks)?;
    }
    book.save_to_buffer()
}

/// As the file wants it: in UTC.
fn moment(now: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let at = now.checked_sub_signed(TimeDelta::hours(OFFSET_HOURS)).unwrap_or(now);
    let small = |part: u32| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, small(at.month()), small(at.day()))?.and_hms(
        u16::try_from(at.hour()).unwrap_or_default(),
        small(at.minute()),
        at.second(),
    )
}

/// A name that the program takes and no other leaf has.
fn leaf_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let is_fine = |sign: &char| !"[]:*?/\\'：？＊／＼［］".contains(*sign) && !sign.is_control();
    let plain: String = name.chars().filter(is_fine).take(MOST_NAME).collect();
    let plain = if plain.trim().is_empty() { "表".to_owned() } else { plain.trim().to_owned() };
    let counted = (2..).map(|count: u32| format!("{plain}{count}"));
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    let name = [plain.clone()].into_iter().chain(counted).find(free).unwrap_or(plain);
    taken.insert(name.to_lowercase());
    name
}

/// Hides the middle of mobile telephones, whatever field they were written in.
fn mask(tab: &mut Tab) {
    use super::tab::{Cells, Line};
    let hide = |words: &mut String| *words = masked_within(words);
    [&mut tab.title].into_iter().chain(&mut tab.above).chain(&mut tab.below).for_each(hide);
    tab.heads.iter_mut().flatten().for_each(|head| hide(&mut head.words));
    for line in &mut tab.lines {
        match line {
            Line::Cells(Cells { words, .. }) | Line::Total(words) => {
                words.iter_mut().for_each(hide);
            }
            Line::Group(words) => hide(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_have_names_of_their_own() {
        let mut taken = BTreeSet::new();
        let mut name = |words: &str| leaf_name(words, &mut taken);
        assert_eq!(name("一、谁的"), "一、谁的");
        assert_eq!(name("一、谁的"), "一、谁的2");
        assert_eq!(name("[本季/上季]: 'A'"), "本季上季 A");
        assert_eq!(name("***"), "表");
        assert_eq!(name(&"长".repeat(40)).chars().count(), MOST_NAME);
    }
}
