//! Text as office programs write it: UTF-8, UTF-16 or GB18030; cells apart by commas or tabs, or a
//! list.

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::Refused;
use super::grid::{Grid, MOST_TEXT};
use crate::action::paste::Sheet;

/// The text in a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Without a sign of which only a part is there.
    pub(super) text: String,
    /// Whether the file ends within a sign, as one that was not copied whole does.
    pub(super) is_cut: bool,
}

/// No sign has more bytes, in none of the encodings.
const LONGEST_SIGN: usize = 4;

/// The text in a file's bytes, if it is text.
pub(super) fn decoded(bytes: &[u8]) -> Option<Decoded> {
    let whole = |encoding: &'static Encoding, bytes| {
        let (text, _, is_broken) = encoding.decode(bytes);
        (!is_broken).then(|| text.into_owned())
    };
    let cut = |encoding| {
        (1..LONGEST_SIGN)
            .find_map(|gone| whole(encoding, bytes.get(..bytes.len().checked_sub(gone)?)?))
    };
    let is_whole = |text| Decoded { text, is_cut: false };
    let ends_within = |text| Decoded { text, is_cut: true };
    // Two signs of Han hardly ever come about by chance in UTF-8, but most bytes read as GB18030.
    let is_han = |text: &String| 1 < text.chars().filter(|sign| is_ideograph(*sign)).count();
    let read = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => {
            whole(encoding, bytes).map(is_whole).or_else(|| cut(encoding).map(ends_within))
        }
        None => whole(UTF_8, bytes)
            .map(is_whole)
            .or_else(|| cut(UTF_8).filter(is_han).map(ends_within))
            .or_else(|| whole(GB18030, bytes).map(is_whole))
            .or_else(|| cut(GB18030).filter(is_han).map(ends_within)),
    }?;
    // Line breaks within cells, a page's end and the end of the file as old programs mark it.
    let is_text = |sign: char| !sign.is_control() || "\t\n\r\u{b}\u{c}\u{1a}".contains(sign);
    read.text.chars().all(is_text).then_some(read)
}

/// Of the unified ideographs those in common use.
fn is_ideograph(sign: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&sign)
}

/// What is said of a text that ends within a sign.
const CUT: &str = "文件到最后一个字的中间就断了，后面可能还有内容没有复制过来，请对照原件";

/// The one sheet of a text.
pub(super) fn read(decoded: Decoded) -> Result<Vec<Sheet>, Refused> {
    let Decoded { text, is_cut } = decoded;
    if text.trim().is_empty() {
        return Err(Refused::Empty);
    }
    if MOST_TEXT < text.len() {
        return Err(Refused::TooLarge("文件太大（文字超过1 MB）"));
    }
    let separated = [',', ';'].into_iter().find_map(|separator| separated(&text, separator));
    let mut sheet = separated.unwrap_or_else(|| Sheet { text, ..Sheet::default() });
    sheet.notes.extend(is_cut.then(|| CUT.to_owned()));
    Ok(vec![sheet])
}

/// The cells of a text whose lines have as many of them, but for few; else it is a list, or is cut
/// otherwise. So a first column of 1, 2, 3 is one, and no list.
fn separated(text: &str, separator: char) -> Option<Sheet> {
    if text.contains('\t') || text.contains("#接龙") {
        return None;
    }
    let rows = divided(text.trim_start_matches('\u{feff}'), separator);
    let filled = || rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let width = filled().map(Vec::len).max()?;
    let even = filled().filter(|row| row.len() == width).count();
    // 1.亢宝庆,机电队 is an entry of a list.
    let entry = |row: &&Vec<String>| {
        let rest =
            row.first().map(|cell| cell.trim_start_matches(|sign: char| sign.is_ascii_digit()));
        rest.is_some_and(|rest| rest.starts_with(['.', '、', '．', ')', '）']))
    };
    let is_list = filled().count() <= 2 * filled().filter(entry).count();
    if width < 2 || 5 * even < 4 * filled().count() || is_list {
        return None;
    }
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(&rows) {
        for (column, cell) in (0..).zip(cells) {
            grid.put((row, column), cell);
        }
    }
    Some(grid.sheet(String::new(), false))
}

/// Lines of cells; one with a separator, a quote or a new line in it is quoted.
fn divided(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut signs = text.chars().filter(|sign| *sign != '\r').peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign if sign == separator && !quoted => row.push(std::mem::take(&mut cell)),
            sign => cell.push(sign),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_however_office_programs_write_it() {
        let words = "姓名,单位\n亢宝庆,机电队\n李𫰠,\n";
        let (gb, ..) = GB18030.encode(words);
        assert_ne!(gb.as_ref(), words.as_bytes());
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(words.as_bytes());
        let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
        for bytes in [words.as_bytes(), gb.as_ref(), &marked, &wide] {
            assert_eq!(decoded(bytes), Some(Decoded { text: words.to_owned(), is_cut: false }));
        }
        for (text, read) in [
            ("序号,姓名\n1,\"亢,宝庆\"\n2,李\n", "序号\t姓名\n1\t亢,宝庆\n2\t李"),
            ("1.亢宝庆,机电队\n2.李,通风队\n", "1.亢宝庆,机电队\n2.李,通风队\n"),
            ("姓名\t单位\n亢,宝庆\t机电队", "姓名\t单位\n亢,宝庆\t机电队"),
        ] {
            let whole = Decoded { text: text.to_owned(), is_cut: false };
            let sheets = super::read(whole).unwrap();
            assert_eq!(sheets.first().map(|sheet| sheet.text.as_str()), Some(read));
        }
        for bytes in [b"\x89PNG\r\n\x1a\n\x00", &b"\xff\xff\xff\xff\xff"[..], b"\x7fELF\x02"] {
            assert_eq!(decoded(bytes), None);
        }
    }

    #[test]
    fn a_text_that_ends_within_a_sign_is_read_to_there_and_says_so() {
        let words = "姓名,单位\n亢宝庆,机电队\n李𫰠,通风队\n韩雨,保卫科";
        let (gb, ..) = GB18030.encode(words);
        let marked = [b"\xEF\xBB\xBF", words.as_bytes()].concat();
        let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
        let kept = words.strip_suffix('科').unwrap();
        for bytes in [words.as_bytes(), gb.as_ref(), &marked, &wide] {
            let read = decoded(bytes.split_last().unwrap().1);
            assert_eq!(read, Some(Decoded { text: kept.to_owned(), is_cut: true }));
            let sheets = super::read(read.unwrap()).unwrap();
            let sheet = sheets.first().unwrap();
            assert_eq!(sheet.notes, [CUT]);
            assert!(sheet.text.ends_with("韩雨\t保卫"), "{:?}", sheet.text);
        }
    }
}
