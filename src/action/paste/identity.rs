//! Identity numbers, which nobody needs here and nobody is to have written down.

use super::grid::is_blank;
use super::phones::without_labels;

/// How a column has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// As they are.
    Whole,
    /// As numbers of a program of tables, which keeps fifteen digits of the eighteen.
    Spoilt,
}

/// Whether a column is identity numbers: most of its cells where nothing is taken from it, every
/// one where something is, so that one of them among telephones costs no other.
pub(super) fn of_column<'a>(
    cells: impl Iterator<Item = &'a str>,
    is_used: bool,
) -> Option<Identity> {
    let (mut filled, mut whole, mut spoilt) = (0, 0, 0);
    for cell in cells.filter(|cell| !is_blank(cell)) {
        filled += 1;
        if is_spoilt(cell) {
            spoilt += 1;
        } else if without(cell).is_some_and(|rest| rest.is_empty()) {
            whole += 1;
        }
    }
    let known = whole + spoilt;
    let is_it = 0 < filled && if is_used { filled == known } else { filled <= 2 * known };
    is_it.then_some(if whole < spoilt { Identity::Spoilt } else { Identity::Whole })
}

/// The words of a cell without the identity numbers in it; nothing where there are none:
/// 身份证140101199001011237, and the number of a certificate, which is T and that of its holder.
pub(super) fn without(words: &str) -> Option<String> {
    const LABELS: [&str; 7] = [
        "公民身份号码",
        "居民身份证号码",
        "居民身份证号",
        "居民身份证",
        "身份证号码",
        "身份证号",
        "身份证",
    ];
    if is_spoilt(words) {
        return Some(String::new());
    }
    let signs: Vec<char> = words.chars().collect();
    let (mut rest, mut at, mut any) = (String::new(), 0, false);
    while let Some(sign) = signs.get(at) {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let is_start = !before.is_some_and(char::is_ascii_digit);
        let here = signs.get(at..).filter(|_| is_start && sign.is_ascii_digit());
        if let Some(count) = here.and_then(number_at) {
            let is_led = rest.ends_with(|sign: char| sign.is_ascii_alphabetic());
            if is_led {
                rest.pop();
            }
            rest.push(' ');
            (any, at) = (true, at + count);
        } else {
            rest.push(*sign);
            at += 1;
        }
    }
    any.then(|| without_labels(&rest, &LABELS))
}

/// How many signs the identity number takes that begins here, spaces and strokes between its figures
/// among them.
fn number_at(signs: &[char]) -> Option<usize> {
    let (mut number, mut at) = (String::new(), 0);
    let mut was_between = false;
    while number.chars().count() < 18 {
        let sign = *signs.get(at)?;
        let is_between = sign.is_whitespace() || BETWEEN.contains(sign);
        if is_between && (was_between || number.is_empty()) {
            return None;
        }
        if !is_between {
            number.push(sign);
        }
        (was_between, at) = (is_between, at + 1);
    }
    let ends = !signs.get(at).is_some_and(char::is_ascii_digit);
    (ends && is_whole(&number)).then_some(at)
}

/// What people write between groups of figures.
const BETWEEN: &str = "-‐‑–—－_·";

/// Seventeen digits with a likely day of birth among them, and a digit or X.
fn is_whole(cell: &str) -> bool {
    let signs: Vec<char> = cell.chars().filter(|sign| !sign.is_whitespace()).collect();
    let Some((last, digits)) = signs.split_last() else { return false };
    let born = |from: usize| digits.iter().skip(from).take(2).collect::<String>();
    let within = |from, most: u8| born(from).parse().is_ok_and(|one: u8| 0 < one && one <= most);
    digits.len() == 17
        && digits.iter().all(char::is_ascii_digit)
        && ["19", "20"].contains(&born(6).as_str())
        && within(10, 12)
        && within(12, 31)
        && (last.is_ascii_digit() || matches!(last, 'X' | 'x'))
}

/// 1.40101199001011E+17
fn is_spoilt(cell: &str) -> bool {
    let parts = cell.split_once("E+");
    parts.is_some_and(|(digits, power)| power == "17" && digits.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_known_by_their_shape() {
        let table: [(&[&str], Option<Identity>); 7] = [
            (&["140101199001011237", "14010119900101123X", ""], Some(Identity::Whole)),
            (&["140101 19900101 1237", "无"], Some(Identity::Whole)),
            (&["1.40101199001011E+17", "1.4E+17"], Some(Identity::Spoilt)),
            (&["13900000001", "0351-8326611"], None),
            (&["T140101199001011237"], Some(Identity::Whole)),
            (&["T140101199001011237", "140123"], None),
            (&[], None),
        ];
        for (cells, expected) in table {
            assert_eq!(of_column(cells.iter().copied(), true), expected, "{cells:?}");
        }
        // One among telephones is no column of them; where nothing is taken, most are enough.
        let cells = ["140101199001011237", "13900000001"];
        assert_eq!(of_column(cells.into_iter(), true), None);
        assert_eq!(of_column(cells.into_iter(), false), Some(Identity::Whole));
    }

    #[test]
    fn an_identity_number_is_found_among_words() {
        for (words, rest) in [
            ("T140101199001011237", Some("")),
            ("身份证号：14010119900101123X", Some("")),
            ("140101 19900101 1237", Some("")),
            ("140101-19850301-1234", Some("")),
            ("身份证1401 0119 8503 0112 34", Some("")),
            ("住集体宿舍，身份证140101199001011237", Some("住集体宿舍")),
            ("13900000001 140101199001011237", Some("13900000001")),
            ("1.40101199001011E+17", Some("")),
            ("1401011990010112371", None),
            ("T140123", None),
            ("13900000001 8888119", None),
        ] {
            assert_eq!(without(words).as_deref(), rest, "{words}");
        }
    }
}
