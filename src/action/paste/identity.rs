//! Identity numbers, which nobody needs here and nobody is to have written down.

/// How a column has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// As they are.
    Whole,
    /// As numbers of a program of tables, which keeps fifteen digits of the eighteen.
    Spoilt,
}

/// Whether most cells of a column are identity numbers.
pub(super) fn of_column<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Identity> {
    let (mut filled, mut whole, mut spoilt) = (0, 0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        filled += 1;
        whole += usize::from(is_whole(cell));
        spoilt += usize::from(is_spoilt(cell));
    }
    let most = 0 < filled && filled <= 2 * (whole + spoilt);
    most.then_some(if whole < spoilt { Identity::Spoilt } else { Identity::Whole })
}

/// Seventeen digits with a likely year of birth among them, and a digit or X.
fn is_whole(cell: &str) -> bool {
    let signs: Vec<char> = cell.chars().filter(|sign| !sign.is_whitespace()).collect();
    let Some((last, digits)) = signs.split_last() else { return false };
    let year: String = digits.iter().skip(6).take(2).collect();
    digits.len() == 17
        && digits.iter().all(char::is_ascii_digit)
        && ["19", "20"].contains(&year.as_str())
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
        let table: [(&[&str], Option<Identity>); 6] = [
            (&["140101199001011237", "14010119900101123X", ""], Some(Identity::Whole)),
            (&["140101 19900101 1237", "无"], Some(Identity::Whole)),
            (&["1.40101199001011E+17", "1.4E+17"], Some(Identity::Spoilt)),
            (&["13900000001", "0351-8326611"], None),
            (&["T140101199001011237", "140123"], None),
            (&[], None),
        ];
        for (cells, expected) in table {
            assert_eq!(of_column(cells.iter().copied()), expected, "{cells:?}");
        }
    }
}
