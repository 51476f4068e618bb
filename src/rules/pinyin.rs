//! Finding names by the first letters of their pinyin, as people type them: `qbq` finds 亢宝庆
//! no more than `kbq` does, but `hwg` finds 会务股 under either reading of 会.

use pinyin::ToPinyinMulti as _;

/// How well `query` fits `text`: lower is better, `None` is not at all.
///
/// A query fits by the signs themselves, or letter by letter by the pinyin of each sign: its
/// first letter or its whole spelling. A sign with several readings fits by any of them.
pub fn fit(text: &str, query: &str) -> Option<usize> {
    let query: Vec<char> =
        query.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect();
    if query.is_empty() {
        return Some(0);
    }
    let signs: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    (0..signs.len()).find(|start| signs.get(*start..).is_some_and(|rest| fits_here(rest, &query)))
}

/// Whether `signs` begin with what `query` asks for.
fn fits_here(signs: &[char], query: &[char]) -> bool {
    let Some((wanted, later)) = query.split_first() else { return true };
    let Some((sign, rest)) = signs.split_first() else { return false };
    if sign == wanted && fits_here(rest, later) {
        return true;
    }
    let Some(readings) = sign.to_pinyin_multi() else {
        // Punctuation inside a name is no letter of the query.
        return !sign.is_alphanumeric() && fits_here(rest, query);
    };
    readings.into_iter().any(|reading| {
        let spelling: Vec<char> = reading.plain().chars().collect();
        // The first letter alone, or more of the spelling as far as the query goes.
        let common = spelling.iter().zip(query).take_while(|(one, other)| one == other).count();
        let whole = common == spelling.len() || common == query.len();
        (1 <= common && fits_here(rest, later))
            || (1 < common && whole && query.get(common..).is_some_and(|q| fits_here(rest, q)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_letters_spelling_and_signs() {
        let table = [
            ("亢宝庆", "kbq", true),
            ("亢宝庆", "kangbao", true),
            ("亢宝庆", "宝", true),
            ("亢宝庆", "bq", true),
            ("亢宝庆", "kq", false),
            ("曾国强", "zgq", true),
            ("曾国强", "cgq", true),
            ("3号公寓", "3hgy", true),
            ("充电棚（A区）", "cdpa", true),
            ("锅炉房", "gulf", false),
            ("", "a", false),
        ];
        for (text, query, expected) in table {
            assert_eq!(fit(text, query).is_some(), expected, "{text} {query}");
        }
    }
}
