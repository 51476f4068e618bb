//! Text → rows of cells: by tabs, by commas, or entry by entry as a chat group numbers them.

use super::guess;
use super::words::heading;
use super::{Column, Meaning};

/// Text cut into cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
}

/// A row of cells.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The line of the text it begins in, from 1.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
    /// Why it is no row of the list, if it is none.
    pub(super) stray: Option<&'static str>,
}

/// The rows in which a heading is looked for; above it may stand a title.
const HEADED_WITHIN: usize = 6;

/// Cuts a pasted text into cells and says what its columns mean.
pub(super) fn table(text: &str) -> Table {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match separator(&text) {
        Some(separator) => headed(delimited(&text, separator)),
        None => listed(&text),
    }
}

/// The sign between cells; none in the list of a chat group.
fn separator(text: &str) -> Option<char> {
    if text.contains('\t') {
        return Some('\t');
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let numbered = lines.iter().filter(|line| numbered(&tidy(line)).is_some()).count();
    if text.contains("#接龙") || lines.len() <= 2 * numbered {
        return None;
    }
    [',', '，', ';', '；']
        .into_iter()
        .find(|sign| lines.len() <= 2 * lines.iter().filter(|line| line.contains(*sign)).count())
}

/// Cells as WPS and CSV write them: one with a separator, a quote or a new line in it is quoted.
fn delimited(text: &str, separator: char) -> Vec<Line> {
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
                number += 1;
                if quoted {
                    cell.push(' ');
                } else {
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
    lines.retain(|line| line.cells.iter().any(|cell| !cell.is_empty()));
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

/// Finds the row of headings, or guesses by what stands in the columns.
fn headed(mut lines: Vec<Line>) -> Table {
    let headings =
        |line: &Line| line.cells.iter().map(|cell| heading(cell)).collect::<Vec<Option<Meaning>>>();
    let row = lines.iter().take(HEADED_WITHIN).position(|line| {
        let headings = headings(line);
        let known = headings.iter().flatten().count();
        headings.contains(&Some(Meaning::Name)) && line.cells.len() <= 3 * known
    });
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let Some(row) = row else {
        let columns = guess::columns(&lines, width);
        return Table { columns, lines };
    };
    // What stands above the headings is the table's title.
    let head = lines.drain(..=row).next_back().unwrap_or_default();
    lines.retain(|line| line.cells != head.cells);
    let meanings = headings(&head);
    let columns = (0..width)
        .map(|place| Column {
            head: head.cells.get(place).cloned().unwrap_or_default(),
            meaning: meanings.get(place).copied().flatten().unwrap_or(Meaning::Skip),
        })
        .collect();
    Table { columns: only_once(columns), lines }
}

/// Of two columns headed alike, as 电话 over two, the first counts; telephones may be two.
pub(super) fn only_once(mut columns: Vec<Column>) -> Vec<Column> {
    let mut seen = Vec::new();
    for column in &mut columns {
        let twice = seen.contains(&column.meaning);
        if twice && !matches!(column.meaning, Meaning::Phone | Meaning::Mobile) {
            column.meaning = Meaning::Skip;
        }
        seen.push(column.meaning);
    }
    columns
}

/// A list as people write it: an entry a line, its words apart, numbered or not.
fn listed(text: &str) -> Table {
    let any_numbered = text.lines().any(|line| numbered(&tidy(line)).is_some());
    let mut entries: Vec<(usize, Result<Vec<String>, String>)> = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let (number, line) = (place + 1, tidy(line));
        let mut begun = !any_numbered;
        let mut words: Vec<String> = Vec::new();
        for word in line.split(' ') {
            match numbered(word).filter(|_| any_numbered) {
                Some(rest) => {
                    if begun && !words.is_empty() {
                        entries.push((number, Ok(std::mem::take(&mut words))));
                    }
                    (begun, words) = (true, words_of(rest));
                }
                None => words.extend(words_of(word)),
            }
        }
        if begun && !words.is_empty() {
            entries.push((number, Ok(without_count(words))));
        } else if !line.is_empty() {
            entries.push((number, Err(line)));
        }
    }
    guess::sorted(entries)
}

/// An entry without the bare number some people begin it with.
fn without_count(mut words: Vec<String>) -> Vec<String> {
    let count = |word: &String| word.len() <= 3 && word.chars().all(|sign| sign.is_ascii_digit());
    if words.first().is_some_and(count) && 1 < words.len() {
        words.remove(0);
    }
    words
}

fn words_of(words: &str) -> Vec<String> {
    let cut = |sign: char| sign.is_whitespace() || ",，;；、/|".contains(sign);
    words.split(cut).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What follows the number of an entry: `1.`, `2、`, `（3）`.
fn numbered(words: &str) -> Option<&str> {
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

/// A cell in plain signs: digits and letters of half width, one space at most between words.
pub(in super::super) fn tidy(cell: &str) -> String {
    let plain: String = cell
        .chars()
        .filter(|sign| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .map(|sign| match sign {
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign)
            }
            '－' | '—' | '–' => '-',
            '＋' => '+',
            '／' => '/',
            '．' => '.',
            '•' | '‧' | '・' => '·',
            sign => sign,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = words.join(" ");
    let words = words.trim_matches(['“', '”', '"', '\'', '‘', '’']).trim();
    let nothing = words == "无" || words.chars().all(|sign| matches!(sign, '-' | '/'));
    if nothing { String::new() } else { words.to_owned() }
}
