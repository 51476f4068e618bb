//! A pasted text → lines of cells: by tabs, as CSV, by columns of spaces, or not cut at all.

use super::{ACROSS, DITTO};
use crate::rules::signs::plain;

/// A line of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its place among the lines of the table, from 1; a cell of several lines is in one.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
    /// Which of the cells are empty because the one to their left goes on over them.
    pub(super) across: Vec<usize>,
}

impl Line {
    /// Empties the cells that only go on with the one to their left, and keeps where they are.
    fn mark_across(&mut self) {
        for (place, cell) in self.cells.iter_mut().enumerate().filter(|(_, cell)| *cell == ACROSS) {
            cell.clear();
            self.across.push(place);
        }
    }

    /// The cell of which that one is a part.
    pub(super) fn begin_of(&self, place: usize) -> usize {
        (0..=place).rev().find(|place| !self.across.contains(place)).unwrap_or(place)
    }
}

/// How a text was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Grid {
    /// Into columns.
    Table(Vec<Line>),
    /// Not at all: each line is one cell, as in the list of a chat group.
    List(Vec<Line>),
}

impl Grid {
    /// Its lines as those of a table, words between spaces being cells.
    pub(super) fn into_lines(self) -> Vec<Line> {
        match self {
            Self::Table(lines) => lines,
            Self::List(lines) => lines
                .into_iter()
                .map(|Line { number, cells, .. }| {
                    let words = cells.iter().flat_map(|cell| together(cell));
                    Line { number, cells: words.collect(), ..Line::default() }
                })
                .collect(),
        }
    }
}

/// Cuts a text. `is_head` knows the words that stand at the head of a column.
pub(super) fn cut(text: &str, is_head: &dyn Fn(&str) -> bool) -> Grid {
    let text = plain(text);
    match separator(&text) {
        Some(separator) => {
            let mut lines = delimited(&text, separator);
            for line in &mut lines {
                line.mark_across();
            }
            Grid::Table(lines)
        }
        None => spaced(&text, is_head).map_or_else(|| Grid::List(listed(&text)), Grid::Table),
    }
}

/// The sign between cells, if there is one.
fn separator(text: &str) -> Option<char> {
    if text.contains('\t') {
        return Some('\t');
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let numbered = lines.iter().filter(|line| numbered(&tidy(line)).is_some()).count();
    if text.contains("#接龙") || (!lines.is_empty() && lines.len() <= 2 * numbered) {
        return None;
    }
    [',', '，', ';', '；']
        .into_iter()
        .find(|sign| lines.len() <= 2 * lines.iter().filter(|line| line.contains(*sign)).count())
}

/// Cells as WPS and CSV write them: one with a separator, a quote or a new line in it is quoted.
fn delimited(text: &str, separator: char) -> Vec<Line> {
    let mut lines = divided(text, separator);
    lines.retain(|line| line.cells.iter().any(|cell| !cell.is_empty()));
    lines
}

/// The cells of a block as programs of tables copy them, empty ones and empty lines too; what stands
/// on several lines of a cell comes on one.
pub(super) fn block(text: &str) -> Vec<Vec<String>> {
    let on_one = |cell: String| cell.replace('\n', " ");
    let cells = |line: Line| line.cells.into_iter().map(on_one).collect();
    let mut lines: Vec<Vec<String>> = divided(&plain(text), '\t').into_iter().map(cells).collect();
    // Behind the last line stands a new one.
    let is_empty = |line: &Vec<String>| line.iter().all(String::is_empty);
    while 1 < lines.len() && lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    lines
}

fn divided(text: &str, separator: char) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut number, mut quoted) = (1, false);
    let mut line = Line { number, ..Line::default() };
    let mut cell = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() && closes(signs.clone(), separator) => quoted = true,
            '\n' => {
                if quoted {
                    cell.push('\n');
                } else {
                    number += 1;
                    line.cells.push(tidy(&std::mem::take(&mut cell)));
                    let next = Line { number, ..Line::default() };
                    lines.push(std::mem::replace(&mut line, next));
                }
            }
            sign if sign == separator && !quoted => {
                line.cells.push(tidy(&std::mem::take(&mut cell)));
            }
            sign => cell.push(sign),
        }
    }
    line.cells.push(tidy(&cell));
    lines.push(line);
    lines
}

/// Whether a quote that opens a cell is closed again at the end of one.
fn closes(rest: impl Iterator<Item = char>, separator: char) -> bool {
    let mut rest = rest.peekable();
    while let Some(sign) = rest.next() {
        if sign != '"' {
            continue;
        }
        match rest.peek() {
            Some('"') => {
                rest.next();
            }
            Some(next) => return *next == separator || *next == '\n',
            None => return true,
        }
    }
    false
}

/// A way to cut a line into cells.
type Cut<'a> = dyn Fn(&str) -> Vec<String> + 'a;

/// Columns made of spaces: two or more between cells, or one where the first line are headings
/// and every line has as many words.
fn spaced(text: &str, is_head: &dyn Fn(&str) -> bool) -> Option<Vec<Line>> {
    let wide = |line: &str| -> Vec<String> {
        line.split("  ").map(tidy).filter(|cell| !cell.is_empty()).collect()
    };
    let narrow = |line: &str| together(&tidy(line));
    let cuts: [&Cut<'_>; 2] = [&wide, &narrow];
    cuts.into_iter().find_map(|cut| {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let lines: Vec<Line> = lines
            .map(|(place, line)| Line { number: place + 1, cells: cut(line), ..Line::default() })
            .collect();
        let first = lines.first()?;
        let width = first.cells.len();
        let heads = first.cells.iter().filter(|cell| is_head(cell)).count();
        let even = lines.iter().all(|line| line.cells.len() == width);
        (2 <= lines.len() && 2 <= width && width <= 2 * heads && even).then_some(lines)
    })
}

/// Writes into cells that say so what stands above them, lines from the first of a table on; a cell
/// merged with its heading is empty.
pub(super) fn repeated_down(lines: &mut [Line]) {
    let mut above: Vec<String> = Vec::new();
    for line in lines {
        if above.len() < line.cells.len() {
            above.resize(line.cells.len(), String::new());
        }
        for (above, cell) in above.iter_mut().zip(&mut line.cells) {
            if cell == DITTO {
                cell.clone_from(above);
            } else {
                above.clone_from(cell);
            }
        }
    }
}

/// Writes what stands above into cells that say by hand that it is the same, and hands back what
/// stood there.
pub(super) fn same_as_above(above: &mut [String], cells: &mut [String]) -> Vec<(usize, String)> {
    const WORDS: [&str; 5] = ["同上", "″", "〞", "－〃－", "-〃-"];
    let mut by_hand = Vec::new();
    for (place, (above, cell)) in above.iter_mut().zip(cells).enumerate() {
        if WORDS.contains(&cell.as_str()) && !above.is_empty() {
            by_hand.push((place, std::mem::replace(cell, above.clone())));
        } else {
            above.clone_from(cell);
        }
    }
    by_hand
}

/// Each line as one cell.
fn listed(text: &str) -> Vec<Line> {
    let lines = text.lines().enumerate().map(|(place, line)| {
        // Some programs quote a cell even where it stands alone.
        Line { number: place + 1, cells: vec![tidy(line)], ..Line::default() }
    });
    lines.filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// What follows the number of an entry: `1.`, `2、`, `（3）`.
pub(super) fn numbered(words: &str) -> Option<&str> {
    let inner = words.trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = inner.len() - rest.len();
    let mut signs = rest.chars();
    let mark = signs.next().filter(|sign| ".、．)）:：,，".contains(*sign))?;
    let rest = signs.as_str();
    // 8.5 and 8:30 are figures, 8. is a number.
    let figure = ".:：,".contains(mark) && rest.starts_with(|sign: char| sign.is_ascii_digit());
    ((1..=3).contains(&digits) && !figure).then(|| rest.trim_start())
}

/// A cell with one space at most between words; lines within it stay lines.
pub(super) fn tidy(cell: &str) -> String {
    let lines = cell.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n").trim_matches(['“', '”', '"', '\'', '‘', '’']).trim().to_owned()
}

/// Whether the words of a cell say that there is nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    cell == "无" || cell.chars().all(|sign| matches!(sign, '-' | '—' | '–' | '－' | '/' | ' '))
}

/// The words of a line; a name of two signs that was spread to the width of three is one word.
pub(super) fn together(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_family = false;
    for word in line.split_whitespace() {
        let count = word.chars().count();
        let is_given = is_family && count <= 2 && word.chars().all(is_han);
        match words.last_mut().filter(|_| is_given) {
            Some(family) => family.push_str(word),
            None => words.push(word.to_owned()),
        }
        is_family = count == 1 && !is_given && word.chars().all(is_family_sign);
    }
    words
}

/// Whether it may be a family name: days of the week are none.
fn is_family_sign(sign: char) -> bool {
    is_han(sign) && !"一二三四五六日天".contains(sign)
}

pub(super) fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Vec<String>> {
        let is_head = |word: &str| ["日期", "姓名", "单位", "值班领导"].contains(&word);
        cut(text, &is_head).into_lines().into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn cells_are_cut_as_they_were_written() {
        let table: [(&str, &[&[&str]]); 9] = [
            ("2月5日\t\"甲子\n乙丑\"\t8001", &[&["2月5日", "甲子\n乙丑", "8001"]]),
            ("\"带班\n矿领导\"\t甲", &[&["带班\n矿领导", "甲"]]),
            ("a,\"b,c\",\"d\"\"e\"\n1,2,3", &[&["a", "b,c", "d\"e"], &["1", "2", "3"]]),
            ("a\t5\"管\tb", &[&["a", "5\"管", "b"]]),
            ("日期 值班领导\n2月5日 亢　宝", &[&["日期", "值班领导"], &["2月5日", "亢宝"]]),
            ("姓名    单位\n亢 宝    机电队", &[&["姓名", "单位"], &["亢 宝", "机电队"]]),
            ("2月5日 杨 帆", &[&["2月5日", "杨帆"]]),
            ("2月5日 五 亢宝庆", &[&["2月5日", "五", "亢宝庆"]]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(text), expected, "{text}");
        }
    }
}
