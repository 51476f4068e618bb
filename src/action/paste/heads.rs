//! Where the headings of a table are: one line or several, with cells merged across them.

use super::DITTO;
use super::grid::Line;

/// The rows in which a heading is looked for; above it may stand a title, and what is told of the whole
/// table. Our own roster has six lines there.
const WITHIN: usize = 15;

/// The most signs of a heading in a second line.
const LONGEST: usize = 8;

/// A table whose headings were found.
#[derive(Debug, Default)]
pub(super) struct Headed {
    /// The heading of each column, lines joined; none where it has none.
    pub(super) heads: Vec<String>,
    /// The lowest line of each heading.
    pub(super) lowest: Vec<String>,
    /// What stands above.
    pub(super) titles: Vec<String>,
    /// The rows below.
    pub(super) lines: Vec<Line>,
}

/// Parts headings from rows, where a line of headings is found: `ranks` says how many cells of a
/// line are headings anybody knows, and whether the one without which there is no table is among
/// them.
pub(super) fn part(
    mut lines: Vec<Line>,
    width: usize,
    ranks: &dyn Fn(&Line) -> (usize, bool),
) -> Option<Headed> {
    let is_head = |line: &Line| {
        let (known, has_name) = ranks(line);
        has_name && filled(line) <= 3 * known
    };
    let heads = || lines.iter().take(WITHIN).enumerate().filter(|(_, line)| is_head(line));
    // A title alone in its line may have the words of a heading: 岗位一览表.
    let (first, _) = heads().find(|(_, line)| 2 <= filled(line)).or_else(|| heads().next())?;
    // A second line of headings goes on with the first; a cell of it that is no heading is data. So is a
    // long one that has the words of a heading: 机关支部分队　小计12人.
    let is_short = |cell: &String| cell.chars().count() <= LONGEST;
    // Below the heading of the names stands a name, and a unit may be called like a heading: 矿领导.
    let is_of_names =
        |cell: &String| ranks(&Line { cells: vec![cell.clone()], ..Line::default() }).1;
    let names = lines.get(first).map(|line| line.cells.as_slice()).unwrap_or_default();
    let is_named = |line: &Line| {
        let mut pairs = names.iter().zip(&line.cells);
        pairs.any(|(head, cell)| is_of_names(head) && !cell.is_empty() && cell != DITTO)
    };
    let below = lines.get(first + 1).is_some_and(|line| {
        let (known, has_name) = ranks(line);
        let is_known = 0 < known && known == filled(line) && !has_name;
        is_known && !is_named(line) && line.cells.iter().all(is_short)
    });
    // A line above of which cells are merged over several columns.
    let above = first.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|line| {
        let (known, _) = ranks(line);
        2 <= filled(line) && filled(line) <= 2 * known
    });
    let from = if above { first - 1 } else { first };
    let to = if below { first + 1 } else { first };
    let rest = lines.split_off(to + 1);
    let block = lines.split_off(from);
    let titles = lines.iter().map(|line| line.cells.join(" ").trim().to_owned()).collect();
    let (heads, lowest) = joined(&block, width);
    // A table over several pages repeats its headings.
    let repeated = |line: &Line| block.iter().any(|head| head.cells == line.cells);
    let lines = rest.into_iter().filter(|line| !repeated(line)).collect();
    Some(Headed { heads, lowest, titles, lines })
}

fn filled(line: &Line) -> usize {
    line.cells.iter().filter(|cell| !cell.is_empty() && *cell != DITTO).count()
}

/// The lines of headings, column by column: what is merged across goes with each column it covers.
pub(super) fn joined(block: &[Line], width: usize) -> (Vec<String>, Vec<String>) {
    let mut heads = vec![String::new(); width];
    let mut lowest = vec![String::new(); width];
    for (row, line) in block.iter().enumerate() {
        let is_last = row + 1 == block.len();
        let mut left = String::new();
        for place in 0..width {
            let cell = line.cells.get(place).map_or("", String::as_str);
            // A heading merged downwards stands in its first line, and nothing beside it reaches here.
            if cell == DITTO {
                left.clear();
                continue;
            }
            let cell = cell.replace(['\n', '〃'], "");
            let (Some(head), Some(low)) = (heads.get_mut(place), lowest.get_mut(place)) else {
                continue;
            };
            let below = block.get(row + 1..).unwrap_or_default();
            let goes_on =
                below.iter().any(|line| line.cells.get(place).is_some_and(|cell| !cell.is_empty()));
            let words = match cell.as_str() {
                // Merged across: only where a narrower heading stands below.
                "" if !is_last && goes_on => left.clone(),
                "" => continue,
                words => words.to_owned(),
            };
            left.clone_from(&words);
            if !head.ends_with(&words) {
                head.push_str(&words);
            }
            *low = words;
        }
    }
    (heads, lowest)
}
