//! One table, written on its leaf.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};
use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Formula, IgnoreError, Worksheet, XlsxError,
};

use super::SIZE;
use super::cells::{Look, Value, kept};
use super::width::{Width, height};
use crate::print::tab::{Cells, Kind, Line, Paper, Tab};
use crate::print::table::Side;

/// Size of the title in points.
const TITLE: f64 = 16.0;
/// Margins of a page in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.6, 0.5, 0.65, 0.6, 0.3, 0.3];
/// As wide as this is what somebody signs in.
const BY_HAND: &str = "　　　　　　　　　";
/// The height of a row of one line, in points.
const LINE: f64 = 18.0;
/// So many columns a leaf has at most, and rows.
const MOST_COLUMNS: usize = 16_000;
const MOST_ROWS: usize = 1_000_000;

/// The formats of cells, each made once.
pub(super) struct Looks {
    face: Format,
    made: BTreeMap<(Look, Place, bool), Format>,
}

/// Where words stand in a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Left,
    Center,
    Right,
}

impl From<Side> for Place {
    fn from(side: Side) -> Self {
        match side {
            Side::Left => Self::Left,
            Side::Center => Self::Center,
            Side::Right => Self::Right,
        }
    }
}

impl Looks {
    pub(super) fn new(face: Format) -> Self {
        Self { face, made: BTreeMap::new() }
    }

    /// A cell of the table.
    fn cell(&mut self, look: Look, side: Side, loud: bool) -> &Format {
        let place = Place::from(side);
        let face = &self.face;
        self.made.entry((look, place, loud)).or_insert_with(|| {
            let format = framed(face.clone()).set_num_format(look.format());
            let format = format.set_align(match place {
                Place::Left => FormatAlign::Left,
                Place::Center => FormatAlign::Center,
                Place::Right => FormatAlign::Right,
            });
            let format = if look == Look::Quoted { format.set_quote_prefix() } else { format };
            if loud { format.set_bold() } else { format }
        })
    }

    fn head(&self) -> Format {
        framed(self.face.clone()).set_align(FormatAlign::Center).set_bold()
    }

    fn group(&self) -> Format {
        framed(self.face.clone()).set_align(FormatAlign::Left).set_bold()
    }

    fn title(&self) -> Format {
        let format = self.face.clone().set_bold().set_font_size(TITLE).set_text_wrap();
        format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
    }

    fn line(&self) -> Format {
        let format = self.face.clone().set_text_wrap().set_align(FormatAlign::Left);
        format.set_align(FormatAlign::VerticalCenter)
    }
}

fn framed(format: Format) -> Format {
    let format = format.set_border(FormatBorder::Thin).set_text_wrap();
    format.set_align(FormatAlign::VerticalCenter)
}

/// Writes a table with what stands above and below it.
pub(super) fn write(
    sheet: &mut Worksheet,
    tab: &Tab,
    foot: &str,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    let columns = tab.columns.len().clamp(1, MOST_COLUMNS);
    // Each cell is read once: of tens of thousands of rows that is most of the work.
    let read: Vec<Vec<Value<'_>>> =
        tab.lines.iter().take(MOST_ROWS).map(|line| values(&tab.columns, line)).collect();
    let widths = widths(tab, &read);
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width_pixels(column(at), *width)?;
    }
    let pixels = widths.iter().sum();
    let mut page = Leaf { sheet, row: 0, columns, pixels, widths };
    let (title, line) = (looks.title(), looks.line());
    page.across(&tab.title, TITLE, &title)?;
    for words in &tab.above {
        page.across(words, SIZE, &line)?;
    }
    let head = page.row;
    page.heads(tab, &looks.head())?;
    let body = page.row;
    page.lines(tab, &read, looks)?;
    let end = page.row;
    for words in &tab.below {
        page.across(words, SIZE, &line)?;
    }
    set_up(sheet, tab, foot, head..body)?;
    if let Some(last) = end.checked_sub(1).filter(|last| body <= *last) {
        let last_column = column(columns - 1);
        let ignored = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(body, 0, last, last_column, ignored)?;
        let is_plain = |line: &Line| matches!(line, Line::Cells(_));
        let cells = tab.lines.iter().take_while(|line| is_plain(line)).count();
        let others = tab.lines.iter().skip(cells);
        // A list without parts can be sorted and sieved.
        if let (Some(above), true) = (body.checked_sub(1), 1 < cells)
            && others.into_iter().all(|line| matches!(line, Line::Total(_)))
            && tab.heads.len() == 1
        {
            sheet.autofilter(above, 0, above + row(cells), last_column)?;
        }
    }
    Ok(())
}

/// The page, and what of it comes again on every printed one.
fn set_up(
    sheet: &mut Worksheet,
    tab: &Tab,
    foot: &str,
    heads: Range<u32>,
) -> Result<(), XlsxError> {
    match tab.paper {
        Paper::A4 => sheet.set_paper_size(9).set_portrait(),
        Paper::A4Wide => sheet.set_paper_size(9).set_landscape(),
        Paper::A3Wide => sheet.set_paper_size(8).set_landscape(),
    };
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_margins(left, right, top, bottom, header, footer);
    sheet.set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_footer(format!("&L&8{}&R&9第 &P 页　共 &N 页", foot.replace('&', "&&")));
    if let Some(last) = heads.end.checked_sub(1).filter(|last| heads.start <= *last) {
        sheet.set_repeat_rows(heads.start, last)?;
        sheet.set_freeze_panes(heads.end, 0)?;
    }
    Ok(())
}

/// What stands in the cells of a line, as many as there are columns; nothing of words across all.
fn values<'a>(columns: &[Kind], line: &'a Line) -> Vec<Value<'a>> {
    let (words, year) = match line {
        Line::Cells(Cells { words, year, .. }) => (words, *year),
        Line::Total(words) => (words, 0),
        Line::Group(_) => return Vec::new(),
    };
    let words = words.iter().map(String::as_str).chain(std::iter::repeat(""));
    columns.iter().zip(words).map(|(kind, words)| Value::read(words, kind.holds, year)).collect()
}

/// How wide each column is, in pixels.
fn widths(tab: &Tab, read: &[Vec<Value<'_>>]) -> Vec<u32> {
    let columns = tab.columns.len();
    let mut widths = vec![Width::new(columns, SIZE); columns];
    for heads in &tab.heads {
        // A head over several columns has room enough.
        if heads.len() == columns {
            for (width, head) in widths.iter_mut().zip(heads) {
                width.take(&head.words);
            }
        }
    }
    let second = tab.heads.get(1).map(Vec::as_slice).unwrap_or_default();
    for (width, head) in widths.iter_mut().skip(columns - second.len().min(columns)).zip(second) {
        width.take(&head.words);
    }
    // What is left to the pen takes more room than its heading.
    for (at, width) in widths.iter_mut().enumerate() {
        let is_said =
            |values: &Vec<Value<'_>>| !matches!(values.get(at), None | Some(Value::Empty));
        if !read.is_empty() && !read.iter().any(is_said) {
            width.take(BY_HAND);
        }
    }
    for (line, values) in tab.lines.iter().zip(read) {
        let (Line::Cells(Cells { words, .. }) | Line::Total(words)) = line else { continue };
        for ((width, value), words) in widths.iter_mut().zip(values).zip(words) {
            match value {
                Value::Empty => {}
                Value::Words(words) => width.take(words),
                _ => width.take_whole(words),
            }
        }
    }
    widths.into_iter().map(Width::pixels).collect()
}

/// A leaf that is written line by line.
struct Leaf<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    columns: usize,
    pixels: u32,
    widths: Vec<u32>,
}

impl Leaf<'_> {
    /// Words across all columns, as high as they take.
    fn across(&mut self, words: &str, size: f64, format: &Format) -> Result<(), XlsxError> {
        self.merge((self.row, 0), (1, self.columns), words, format)?;
        self.sheet.set_row_height(self.row, height(words, size, self.pixels))?;
        self.row += 1;
        Ok(())
    }

    /// Words over so many rows and columns.
    fn merge(
        &mut self,
        (row, at): (u32, usize),
        (down, across): (u32, usize),
        words: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (last_row, last) = (row + down.max(1) - 1, at + across.max(1) - 1);
        let words: &str = &kept(words);
        if (last_row, last) == (row, at) {
            self.sheet.write_string_with_format(row, column(at), words, format)?;
        } else {
            let (from, to) = (column(at), column(last));
            self.sheet.merge_range(row, from, last_row, to, words, format)?;
        }
        Ok(())
    }

    fn heads(&mut self, tab: &Tab, format: &Format) -> Result<(), XlsxError> {
        // Columns a head above still stands in.
        let mut taken = vec![0; self.columns];
        for heads in &tab.heads {
            let mut at = 0;
            for head in heads {
                while taken.get(at).is_some_and(|down| 0 < *down) {
                    at += 1;
                }
                if self.columns < at + head.across {
                    break;
                }
                self.merge((self.row, at), (row(head.down), head.across), &head.words, format)?;
                taken.iter_mut().skip(at).take(head.across).for_each(|down| *down = head.down);
                at += head.across;
            }
            for down in &mut taken {
                *down = down.saturating_sub(1);
            }
            self.row += 1;
        }
        Ok(())
    }

    fn lines(
        &mut self,
        tab: &Tab,
        read: &[Vec<Value<'_>>],
        looks: &mut Looks,
    ) -> Result<(), XlsxError> {
        // Where the rows with amounts lie: those since the last total, and all.
        let (mut part, mut all): (Rows, Rows) = (Vec::new(), Vec::new());
        let mut sums = Sums::new(tab);
        for (line, values) in tab.lines.iter().zip(read) {
            match line {
                Line::Cells(cells) => {
                    self.cells(&tab.columns, (cells, values), looks)?;
                    sums.add(values);
                    grow(&mut part, self.row);
                    grow(&mut all, self.row);
                    self.row += 1;
                }
                Line::Group(words) => self.across(words, SIZE, &looks.group())?,
                Line::Total(words) => {
                    self.total(tab, (words, values), (&part, &all, &sums), looks)?;
                    part.clear();
                    sums.part.fill(0);
                    self.row += 1;
                }
            }
        }
        Ok(())
    }

    fn cells(
        &mut self,
        columns: &[Kind],
        (cells, values): (&Cells, &[Value<'_>]),
        looks: &mut Looks,
    ) -> Result<(), XlsxError> {
        self.fit(&cells.words)?;
        for ((at, kind), value) in columns.iter().enumerate().zip(values) {
            let format = looks.cell(value.look(), value.side(kind.side), cells.loud);
            self.value(column(at), value, format)?;
        }
        Ok(())
    }

    /// Makes the row as high as its words: programs that find heights by themselves do so only when
    /// somebody writes in it.
    fn fit(&mut self, words: &[String]) -> Result<(), XlsxError> {
        let heights = words.iter().zip(&self.widths);
        let heights = heights.map(|(words, width)| height(words, SIZE, *width));
        let highest = heights.fold(0.0, f64::max);
        if LINE < highest {
            self.sheet.set_row_height(self.row, highest)?;
        }
        Ok(())
    }

    fn value(&mut self, at: u16, value: &Value<'_>, format: &Format) -> Result<(), XlsxError> {
        let (sheet, row) = (&mut *self.sheet, self.row);
        match value {
            Value::Empty => sheet.write_blank(row, at, format)?,
            Value::Words(words) => sheet.write_string_with_format(row, at, &**words, format)?,
            Value::Count(count) => sheet.write_number_with_format(row, at, *count, format)?,
            Value::Day(day, _) => sheet.write_number_with_format(row, at, serial(*day), format)?,
            Value::Moment(moment, _) => {
                sheet.write_number_with_format(row, at, moment_serial(*moment), format)?
            }
            Value::Time(time) => {
                let part = f64::from(time.num_seconds_from_midnight()) / 86_400.0;
                sheet.write_number_with_format(row, at, part, format)?
            }
        };
        Ok(())
    }

    /// Amounts that the lines above come to are formulas that say so, with what they come to.
    fn total(
        &mut self,
        tab: &Tab,
        (words, values): (&[String], &[Value<'_>]),
        (part, all, sums): (&Rows, &Rows, &Sums),
        looks: &mut Looks,
    ) -> Result<(), XlsxError> {
        self.fit(words)?;
        let words = words.iter().map(String::as_str).chain(std::iter::repeat(""));
        let sums = sums.part.iter().zip(&sums.all);
        for ((((at, kind), value), words), (of_part, of_all)) in
            tab.columns.iter().enumerate().zip(values).zip(words).zip(sums)
        {
            let format = looks.cell(value.look(), value.side(kind.side), true);
            let rows = match value {
                Value::Count(count) if u64::from(*count) == *of_part => part,
                Value::Count(count) if u64::from(*count) == *of_all => all,
                _ => &Vec::new(),
            };
            match sum_of(rows, at) {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(words);
                    self.sheet.write_formula_with_format(self.row, column(at), formula, format)?;
                }
                None => self.value(column(at), value, format)?,
            }
        }
        Ok(())
    }
}

/// Rows that lie one below the other, first and last of each stretch.
type Rows = Vec<(u32, u32)>;

/// What the amounts of each column come to.
struct Sums {
    part: Vec<u64>,
    all: Vec<u64>,
}

impl Sums {
    fn new(tab: &Tab) -> Self {
        let none = vec![0; tab.columns.len()];
        Self { part: none.clone(), all: none }
    }

    fn add(&mut self, values: &[Value<'_>]) {
        let sums = self.part.iter_mut().zip(&mut self.all);
        for (value, (part, all)) in values.iter().zip(sums) {
            if let Value::Count(count) = value {
                *part += u64::from(*count);
                *all += u64::from(*count);
            }
        }
    }
}

fn grow(rows: &mut Rows, row: u32) {
    match rows.last_mut().filter(|(_, last)| *last + 1 == row) {
        Some((_, last)) => *last = row,
        None => rows.push((row, row)),
    }
}

/// A formula takes so many stretches.
const MOST_STRETCHES: usize = 200;

/// `=SUM(D5:D9,D12:D20)`.
fn sum_of(rows: &Rows, at: usize) -> Option<String> {
    if rows.is_empty() || MOST_STRETCHES < rows.len() {
        return None;
    }
    let name = letters(at);
    let stretch = |(first, last): &(u32, u32)| format!("{name}{}:{name}{}", first + 1, last + 1);
    Some(format!("=SUM({})", rows.iter().map(stretch).collect::<Vec<_>>().join(",")))
}

/// A, B, …, Z, AA: what a column is called.
fn letters(at: usize) -> String {
    rust_xlsxwriter::column_number_to_name(column(at))
}

/// Days since the day the program counts from.
fn serial(day: NaiveDate) -> f64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    i32::try_from((day - zero).num_days()).map(f64::from).unwrap_or_default()
}

fn moment_serial(at: NaiveDateTime) -> f64 {
    serial(at.date()) + f64::from(at.time().num_seconds_from_midnight()) / 86_400.0
}

fn column(at: usize) -> u16 {
    u16::try_from(at.min(MOST_COLUMNS)).unwrap_or_default()
}

fn row(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_names_the_rows_it_is_of() {
        let mut rows = Vec::new();
        assert_eq!(sum_of(&rows, 0), None);
        for row in [4, 5, 6, 9] {
            grow(&mut rows, row);
        }
        assert_eq!(sum_of(&rows, 27).unwrap(), "=SUM(AB5:AB7,AB10:AB10)");
    }

    #[test]
    fn days_count_from_1900() {
        let day: NaiveDate = "2027-02-05".parse().unwrap();
        assert_eq!(serial(day), 46_423.0);
        assert_eq!(moment_serial(day.and_hms_opt(12, 0, 0).unwrap()), 46_423.5);
    }
}
