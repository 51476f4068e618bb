//! What the columns of a roster without headings mean, by what stands in them; and the words of an
//! entry in the list of a chat group.

use super::fields::Table;
use super::grid::{self, Line, is_han, numbered};
use super::people::{is_name, is_no_name};
use super::words::{group, is_title, is_unit, role, skill, standing};
use super::{Meaning, phones};

/// Guesses column by column; each meaning is given once, to the first column that fits it.
pub(super) fn columns(lines: &[Line], width: usize) -> Vec<Meaning> {
    let meanings = (0..width).map(|place| {
        let cells: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.cells.get(place))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        column(&cells)
    });
    only_once(meanings.collect())
}

/// Of two columns that mean the same the first counts; telephones may be two.
pub(super) fn only_once(meanings: Vec<Meaning>) -> Vec<Meaning> {
    let places = 0..meanings.len();
    only_best(meanings, &places.collect::<Vec<_>>())
}

/// Of columns that mean the same the one of the least rank counts; telephones may be two.
pub(super) fn only_best<R: Ord>(mut meanings: Vec<Meaning>, ranks: &[R]) -> Vec<Meaning> {
    let mut places: Vec<usize> = (0..meanings.len()).collect();
    places.sort_by_key(|place| ranks.get(*place));
    let mut seen = Vec::new();
    for place in places {
        let Some(meaning) = meanings.get_mut(place) else { continue };
        let twice = seen.contains(meaning);
        if twice && !matches!(meaning, Meaning::Phone | Meaning::Mobile) {
            *meaning = Meaning::Skip;
        } else {
            seen.push(*meaning);
        }
    }
    meanings
}

/// What most of the cells could be, the surest sort first.
pub(super) fn column(cells: &[&str]) -> Meaning {
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
const SORTS: [Sort; 12] = [
    (Meaning::Sex, |word| matches!(word, "男" | "女" | "男性" | "女性")),
    (Meaning::Mobile, phones::is_mobile),
    (Meaning::Phone, phones::is_phone),
    (Meaning::Standing, |word| standing(word).is_some()),
    (Meaning::Role, |word| role(word).is_some()),
    (Meaning::Branch, |word| word.contains("支部")),
    (Meaning::Squad, |word| word.contains("分队")),
    (Meaning::Group, |word| word.ends_with('组') && group(word).is_some()),
    (Meaning::Certificates, |word| word.contains('证') && skill(word).is_some()),
    (Meaning::Unit, is_unit),
    (Meaning::Title, is_plain_title),
    (Meaning::Name, |word| is_name(word) && !is_no_name(word)),
];

/// A title people would not take for a name.
fn is_plain_title(word: &str) -> bool {
    is_title(word) && (!is_name(word) || word.ends_with("员") || word.ends_with("主任"))
}

/// A line of a list: its words with what they say, or why it is no entry.
pub(super) type Entry = (usize, Result<Vec<(Meaning, String)>, String>);

/// A list as people write it: an entry a line, its words apart, numbered or not.
pub(super) fn entries(table: &Table, lines: &[Line], knows: &dyn Fn(&str) -> bool) -> Vec<Entry> {
    let line_of = |line: &Line| line.cells.join(" ");
    let any_numbered = lines.iter().any(|line| numbered(&line_of(line)).is_some());
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines {
        let (number, words) = (line.number, line_of(line));
        let mut begun = !any_numbered;
        let mut entry = String::new();
        let mut any = false;
        for word in words.split(' ') {
            let Some(rest) = numbered(word).filter(|_| any_numbered) else {
                entry.push(' ');
                entry.push_str(word);
                continue;
            };
            if begun && !entry.trim().is_empty() {
                entries.push((number, Ok(said(table, &entry, knows))));
                any = true;
            }
            (begun, entry) = (true, rest.to_owned());
        }
        if begun && !entry.trim().is_empty() {
            entries.push((number, Ok(said(table, &entry, knows))));
        } else if !any {
            entries.push((number, Err(words)));
        }
    }
    entries
}

/// What the words of an entry say. The first that can be a name is the name; what nobody knows is
/// the unit, then the title, then a remark.
fn said(table: &Table, entry: &str, knows: &dyn Fn(&str) -> bool) -> Vec<(Meaning, String)> {
    let (mobiles, rest) = phones::out_of(entry);
    let words = words_of(&rest, knows);
    let open = |word: &&String| sure(word).is_none() && keyed(table, word).is_none();
    let named = words
        .iter()
        .position(|word| knows(word))
        .or_else(|| {
            let is_name = |word: &String| is_name(word) && !is_no_name(word) && open(&word);
            words.iter().position(is_name)
        })
        .or_else(|| words.iter().position(|word| !is_unit(word) && open(&word)));
    let mut said: Vec<(Meaning, String)> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let is_said = |meaning| said.iter().any(|(one, _)| *one == meaning);
        let rest = [Meaning::Unit, Meaning::Title, Meaning::Note];
        let rest = || rest.into_iter().find(|one| !is_said(*one)).unwrap_or(Meaning::Note);
        let (meaning, word) = match keyed(table, word) {
            Some((meaning, value)) => (meaning, value),
            None if Some(place) == named => (Meaning::Name, word.as_str()),
            None => (sure(word).unwrap_or_else(rest), word.as_str()),
        };
        said.push((meaning, word.to_owned()));
    }
    said.extend(mobiles.into_iter().map(|mobile| (Meaning::Mobile, mobile)));
    said
}

/// 单位：机电队
fn keyed<'a>(table: &Table, word: &'a str) -> Option<(Meaning, &'a str)> {
    let (key, value) = word.split_once(['：', ':'])?;
    table.heading(key).map(|meaning| (meaning, value))
}

/// The words of an entry: without brackets and the bare number some people begin it with; a name
/// that was spread is one word.
fn words_of(entry: &str, knows: &dyn Fn(&str) -> bool) -> Vec<String> {
    let cut = |sign: char| ",，;；、/|（）()".contains(sign);
    let mut words: Vec<String> = Vec::new();
    for part in entry.split(cut) {
        let whole: String = part.split_whitespace().collect();
        if knows(&whole) {
            words.push(whole);
        } else {
            words.extend(grid::together(part));
        }
    }
    let count = |word: &String| word.len() <= 3 && word.chars().all(|sign| sign.is_ascii_digit());
    if words.first().is_some_and(count) && 1 < words.len() {
        words.remove(0);
    }
    words.retain(|word| {
        !word.is_empty() && word.chars().any(|sign| is_han(sign) || sign.is_alphanumeric())
    });
    words
}

/// What a word surely is, wherever it stands.
fn sure(word: &str) -> Option<Meaning> {
    let open = [Meaning::Unit, Meaning::Title, Meaning::Name];
    let fits = SORTS.iter().find(|(_, fits)| fits(word)).map(|(meaning, _)| *meaning);
    let odd = word.chars().all(|sign| sign.is_ascii_digit());
    fits.filter(|meaning| !open.contains(meaning)).or_else(|| odd.then_some(Meaning::Mobile))
}
