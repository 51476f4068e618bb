//! The cells of a sheet as they are read, wherever they come from, within bounds that no table of an
//! office passes; and the text they make.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::action::paste::{ACROSS, DITTO, Sheet};

/// So many rows are read.
pub(super) const MOST_ROWS: u32 = 20_000;
/// So many columns are read.
pub(super) const MOST_COLUMNS: u32 = 256;
/// So many bytes of a sheet's words are read.
pub(super) const MOST_TEXT: usize = 1 << 20;
/// A cell with more signs is no cell of a table.
const MOST_SIGNS: usize = 4_000;
/// So many merged cells are looked at.
const MOST_COVERED: u32 = 200_000;
/// Of what is odd in the same way so many places are named.
const NAMED: usize = 3;
/// So many signs of an error are told.
const MOST_ERROR: usize = 24;
/// So many kinds of what is odd are told.
const MOST_KINDS: usize = 40;

/// A row and a column, from 0.
pub(super) type Place = (u32, u32);

/// The sheet while it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: BTreeMap<Place, String>,
    bytes: usize,
    /// The first row that is past the bounds.
    cut: Option<u32>,
    /// Whether some column is.
    is_wide: bool,
    merged: Vec<(Place, Place)>,
    /// What is odd, and where.
    odd: BTreeMap<Odd, Places>,
    hidden_rows: u32,
    hidden_columns: u32,
}

/// How many places there are, and the first of them.
#[derive(Debug, Default)]
struct Places {
    count: u64,
    first: Vec<Place>,
}

/// What is odd about a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Odd {
    /// It shows an error.
    Error(String),
    /// It has a formula, and nobody worked it out.
    Unsolved,
    /// It is too long.
    Long,
    /// Part of what it shows stands in its format.
    Worded,
    /// Words of it are struck out.
    Struck,
    /// Somebody wrote a remark on it.
    Remarked,
}

impl Grid {
    /// Puts words into a cell.
    pub(super) fn put(&mut self, (row, column): Place, words: &str) {
        let words = words.trim_end();
        if words.trim_start().is_empty() {
            return;
        }
        if MOST_ROWS <= row || MOST_TEXT < self.bytes + words.len() {
            let first = self.cut.map_or(row, |cut| cut.min(row));
            self.cut = Some(first);
        } else if MOST_COLUMNS <= column {
            self.is_wide = true;
        } else if is_long(words) {
            self.odd((row, column), Odd::Long);
        } else {
            self.bytes += words.len();
            self.cells.insert((row, column), cleaned(words));
        }
    }

    /// Whether nothing more can be put in.
    pub(super) fn is_full(&self) -> bool {
        self.cut.is_some()
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells from the first to the last are one.
    pub(super) fn merge(&mut self, first: Place, last: Place) {
        if first.0 <= last.0 && first.1 <= last.1 && first != last {
            self.merged.push((first, last));
        }
    }

    /// Something is odd about a cell, which is left empty.
    pub(super) fn odd(&mut self, place: Place, why: Odd) {
        self.odd_block(
            (place.0..place.0.saturating_add(1), place.1..place.1.saturating_add(1)),
            why,
        );
    }

    /// The same of cells that stand together: counted, and only the first of them known, however
    /// many a file says they are.
    pub(super) fn odd_block(&mut self, (rows, columns): (Range<u32>, Range<u32>), why: Odd) {
        let why = match why {
            Odd::Error(words) => Odd::Error(words.chars().take(MOST_ERROR).collect()),
            why => why,
        };
        // Whoever writes errors of more kinds than there are means nothing by them.
        let is_new = matches!(why, Odd::Error(_)) && !self.odd.contains_key(&why);
        if is_new && MOST_KINDS <= self.odd.len() {
            return;
        }
        let places = self.odd.entry(why).or_default();
        let long = |of: &Range<u32>| u64::from(of.end.saturating_sub(of.start));
        places.count = places.count.saturating_add(long(&rows).saturating_mul(long(&columns)));
        let all = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        places.first.extend(all.take(NAMED.saturating_sub(places.first.len())));
    }

    /// So many rows and columns with words in them are out of sight.
    pub(super) fn hide(&mut self, rows: u32, columns: u32) {
        self.hidden_rows += rows;
        self.hidden_columns += columns;
    }

    /// Whether a row has words in it.
    pub(super) fn has_row(&self, row: u32) -> bool {
        self.cells.range((row, 0)..(row + 1, 0)).next().is_some()
    }

    /// The columns that have words in them.
    pub(super) fn columns(&self) -> BTreeSet<u32> {
        self.cells.keys().map(|(_, column)| *column).collect()
    }

    /// The sheet it makes.
    pub(super) fn sheet(mut self, name: String, is_hidden: bool) -> Sheet {
        self.cover();
        let notes = self.notes();
        Sheet { name, text: self.text(), is_hidden, notes }
    }

    /// A cell merged with the one above says so; so does one merged with that to its left, unless
    /// nothing else stands in its row, as with a title.
    fn cover(&mut self) {
        let Some((last_row, _)) = self.cells.keys().next_back().copied() else { return };
        let mut looked = 0;
        for (first, last) in std::mem::take(&mut self.merged) {
            let (rows, columns) =
                (first.0..=last.0.min(last_row), first.1..=last.1.min(MOST_COLUMNS));
            let is_filled = self.cells.contains_key(&first);
            for row in rows {
                let mut beside = self.cells.range((row, 0)..(row + 1, 0));
                let has_others = beside.any(|((_, column), _)| !columns.contains(column));
                for column in columns.clone().filter(|column| (row, *column) != first) {
                    looked += 1;
                    if MOST_COVERED < looked {
                        return;
                    }
                    if is_filled && column == first.1 {
                        self.cells.insert((row, column), DITTO.to_owned());
                    } else if is_filled && has_others {
                        self.cells.insert((row, column), ACROSS.to_owned());
                    } else {
                        self.cells.remove(&(row, column));
                    }
                }
            }
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> =
            self.odd.iter().map(|(why, places)| told(why, places)).collect();
        if let Some(row) = self.cut {
            notes.push(format!("表太长，第{}行起没有读，请拆成几张表", row + 1));
        }
        if self.is_wide {
            notes.push(format!("表太宽，第{MOST_COLUMNS}列以后没有读"));
        }
        let hidden = [(self.hidden_rows, "行"), (self.hidden_columns, "列")];
        let hidden = hidden.iter().filter(|(count, _)| 0 < *count);
        let hidden: Vec<String> = hidden.map(|(count, unit)| format!("{count}{unit}")).collect();
        if !hidden.is_empty() {
            let hidden = hidden.join("、");
            notes.push(format!("有{hidden}在原文件里是隐藏的（如筛选掉的），也读进来了"));
        }
        notes
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let (mut row, mut column) = (0, 0);
        for ((to_row, to_column), words) in &self.cells {
            while row < *to_row {
                text.push('\n');
                (row, column) = (row + 1, 0);
            }
            while column < *to_column {
                text.push('\t');
                column += 1;
            }
            if words.contains(['\n', '"']) {
                text.push('"');
                text.push_str(&words.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(words);
            }
        }
        text
    }
}

/// Whether that is too much for a cell.
pub(super) fn is_long(words: &str) -> bool {
    words.chars().nth(MOST_SIGNS).is_some()
}

/// 3格是错误值#N/A（B5、C7、D9），空着没有读
fn told(why: &Odd, Places { count, first }: &Places) -> String {
    let named: Vec<String> = first.iter().map(|place| address(*place)).collect();
    let named = named.join("、");
    let more =
        if u64::try_from(first.len()).is_ok_and(|named| named < *count) { "等" } else { "" };
    let which = format!("（{named}{more}）");
    match why {
        Odd::Error(words) => format!("{count}格是错误值{words}{which}，没有录入"),
        Odd::Unsolved => {
            format!("{count}格是没有算出结果的公式{which}，没有录入；在WPS里打开保存一次就有了")
        }
        Odd::Worded => {
            format!(
                "{count}格显示的数字有一段写在单元格格式里{which}，没有录入；请把整个号码打成文字"
            )
        }
        Odd::Remarked => format!("{count}格有批注{which}，批注没有读；请打开原件看看"),
        Odd::Struck => format!("{count}格的字划掉了{which}，没有录入；请看看是不是换了人"),
        Odd::Long => format!("{count}格的字太多（超过{MOST_SIGNS}字）{which}，没有录入"),
    }
}

/// B5
fn address((row, column): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while 0 < rest {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// The words of a cell: a tab is what stands between cells, so there is none within one.
fn cleaned(words: &str) -> String {
    let words = words.replace("_x000D_", "").replace("\r\n", "\n");
    let plain = |sign: char| match sign {
        '\r' | '\u{b}' => '\n',
        '\t' => ' ',
        sign => sign,
    };
    let kept = |sign: &char| *sign == '\n' || !sign.is_control();
    words.chars().map(plain).filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_makes_the_text_that_pasting_would() {
        let mut grid = Grid::default();
        grid.put((1, 0), "姓名");
        grid.put((1, 2), "单位\r\n班组");
        grid.put((2, 0), "亢\"宝\"庆\t");
        grid.put((2, 1), "看不见");
        grid.put((2, 2), "机电\t队");
        grid.put((4, 2), "盖住的");
        grid.merge((1, 0), (1, 1));
        grid.merge((2, 2), (4, 2));
        grid.merge((5, 0), (9, 0));
        let sheet = grid.sheet("表".to_owned(), false);
        assert_eq!(
            sheet.text,
            "\n姓名\t〃〃\t\"单位\n班组\"\n\"亢\"\"宝\"\"庆\"\t看不见\t机电 队\n\t\t〃\n\t\t〃"
        );
        assert_eq!(sheet.notes, Vec::<String>::new());
    }

    #[test]
    fn what_is_past_the_bounds_or_odd_is_named() {
        let mut grid = Grid::default();
        grid.put((0, 0), "一");
        grid.put((MOST_ROWS, 0), "二");
        grid.put((0, MOST_COLUMNS), "三");
        grid.put((1, 27), &"长".repeat(MOST_SIGNS + 1));
        for row in 0..5 {
            grid.odd((row, 1), Odd::Error("#N/A".to_owned()));
        }
        grid.merge((0, 0), (u32::MAX, u32::MAX));
        assert!(grid.is_full());
        let sheet = grid.sheet(String::new(), false);
        assert_eq!(sheet.text, "一");
        let notes = sheet.notes.join("\n");
        for words in ["第20001行起", "第256列以后", "（AB2）", "5格是错误值#N/A（B1、B2、B3等）"]
        {
            assert!(notes.contains(words), "{notes}");
        }
    }
}
