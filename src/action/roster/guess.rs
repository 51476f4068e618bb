//! What the columns of a roster without headings mean, by what stands in them.

use super::cells::{Line, Table, only_once};
use super::words::{
    group, heading, is_mobile, is_name, is_phone, is_title, is_unit, role, standing, woman,
};
use super::{Column, Meaning};

/// Guesses column by column; each meaning is given once, to the column that fits it best.
pub(super) fn columns(lines: &[Line], width: usize) -> Vec<Column> {
    let meanings = (0..width).map(|place| {
        let cells: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.cells.get(place))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        column(&cells)
    });
    let columns = meanings.map(|meaning| Column { head: String::new(), meaning }).collect();
    only_once(columns)
}

/// What most of the cells could be, the surest sort first.
fn column(cells: &[&str]) -> Meaning {
    let counted = cells.iter().enumerate().all(|(place, cell)| *cell == (place + 1).to_string());
    if cells.is_empty() || counted {
        return Meaning::Skip;
    }
    let most = |fits: fn(&str) -> bool| {
        5 * cells.iter().filter(|cell| fits(cell)).count() >= 3 * cells.len()
    };
    SORTS.iter().find(|(_, fits)| most(*fits)).map_or(Meaning::Skip, |(meaning, _)| *meaning)
}

/// Something a word may mean, and whether it could.
type Sort = (Meaning, fn(&str) -> bool);

/// What a word could be, the surest sort first.
const SORTS: [Sort; 11] = [
    (Meaning::Sex, |word| matches!(woman(word), Ok(Some(_)))),
    (Meaning::Mobile, is_mobile),
    (Meaning::Phone, is_phone),
    (Meaning::Standing, |word| matches!(standing(word), Ok(Some(_)))),
    (Meaning::Role, |word| matches!(role(word), Ok(Some(_)))),
    (Meaning::Branch, |word| word.contains("支部")),
    (Meaning::Squad, |word| word.contains("分队")),
    (Meaning::Group, |word| word.ends_with('组') && matches!(group(word), Ok(Some(_)))),
    (Meaning::Unit, is_unit),
    (Meaning::Title, is_plain_title),
    (Meaning::Name, is_name),
];

/// A title people would not take for a name.
fn is_plain_title(word: &str) -> bool {
    is_title(word) && (!is_name(word) || word.ends_with("员") || word.ends_with("主任"))
}

/// An entry of a list: its line, and its words or the line that is no entry.
pub(super) type Entry = (usize, Result<Vec<String>, String>);
/// A word, and what it says.
type Said = (Meaning, String);

/// Sorts the words of each entry into columns, so that a list reads like a table.
pub(super) fn sorted(entries: Vec<Entry>) -> Table {
    let said: Vec<(usize, Result<Vec<Said>, String>)> =
        entries.into_iter().map(|(line, words)| (line, words.map(|words| entry(&words)))).collect();
    let has = |meaning: Meaning| {
        let mut all = said.iter().flat_map(|(_, said)| said.iter().flatten());
        all.any(|(one, _)| *one == meaning)
    };
    let meanings: Vec<Meaning> = Meaning::ALL.iter().copied().filter(|one| has(*one)).collect();
    let lines = said.into_iter().map(|(number, said)| match said {
        Ok(said) => {
            let cell = |meaning: &Meaning| {
                let of: Vec<&str> = said
                    .iter()
                    .filter(|(one, _)| one == meaning)
                    .map(|(_, word)| word.as_str())
                    .collect();
                of.join(" ")
            };
            Line { number, cells: meanings.iter().map(cell).collect(), stray: None }
        }
        Err(words) => {
            Line { number, cells: vec![words], stray: Some("没有序号，当作说明") }
        }
    });
    let lines = lines.collect();
    let columns =
        meanings.iter().map(|meaning| Column { head: String::new(), meaning: *meaning }).collect();
    Table { columns, lines }
}

/// What each word of an entry says. The first that can be a name is the name; what nobody knows
/// is the unit, then the title.
fn entry(words: &[String]) -> Vec<Said> {
    let named = words.iter().position(|word| is_name(word) && sure(word).is_none());
    let named =
        named.or_else(|| words.iter().position(|word| !is_unit(word) && sure(word).is_none()));
    let mut said: Vec<Said> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let keyed = word.split_once(['：', ':']);
        let keyed = keyed.and_then(|(key, value)| heading(key).map(|meaning| (meaning, value)));
        let unit_said = said.iter().any(|(meaning, _)| *meaning == Meaning::Unit);
        let (meaning, word) = match keyed {
            Some((meaning, value)) => (meaning, value),
            None if Some(place) == named => (Meaning::Name, word.as_str()),
            None => {
                let rest = if unit_said { Meaning::Title } else { Meaning::Unit };
                (sure(word).unwrap_or(rest), word.as_str())
            }
        };
        said.push((meaning, word.to_owned()));
    }
    said
}

/// What a word surely is, wherever it stands.
fn sure(word: &str) -> Option<Meaning> {
    let open = [Meaning::Unit, Meaning::Title, Meaning::Name];
    let fits = SORTS.iter().find(|(_, fits)| fits(word)).map(|(meaning, _)| *meaning);
    let odd = word.chars().all(|sign| sign.is_ascii_digit());
    fits.filter(|meaning| !open.contains(meaning)).or_else(|| odd.then_some(Meaning::Mobile))
}
