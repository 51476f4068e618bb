//! Telephones in a table, wherever they stand: alone, two in a cell, or glued to other words.

use crate::rules::signs::quoted;

/// Figures of a mobile telephone.
const MOBILE: usize = 11;

/// The mobile telephones found anywhere in the words, and the words without them.
pub(super) fn out_of(words: &str) -> (Vec<String>, String) {
    let signs: Vec<char> = words.chars().collect();
    let (mut found, mut rest) = (Vec::new(), String::new());
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let is_start = !before.is_some_and(char::is_ascii_digit);
        let here = signs.get(at..).filter(|_| is_start).and_then(mobile_at);
        if let Some((number, count)) = here {
            found.push(number);
            rest.push(' ');
            at += count;
        } else {
            rest.push(*sign);
            at += 1;
        }
    }
    if found.is_empty() {
        return (found, words.to_owned());
    }
    (found, without_labels(&rest))
}

/// What is left beside a number: without the words that only say it is one.
fn without_labels(rest: &str) -> String {
    let mut rest = rest.to_owned();
    for label in [
        "联系电话",
        "联系方式",
        "移动电话",
        "手机号码",
        "手机号",
        "手机",
        "电话",
        "Tel",
        "tel",
        "TEL",
    ] {
        rest = rest.replace(label, " ");
    }
    for empty in ["（）", "()", "[]", "【】", "（ ）", "( )"] {
        rest = rest.replace(empty, " ");
    }
    let lines = rest.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let rest = lines.collect::<Vec<_>>().join("\n");
    rest.trim_matches([' ', '\n', '：', ':', '、', '，', ',', '/', '-', '—', '；', ';', '.'])
        .to_owned()
}

/// The mobile telephone that begins here and how many signs it takes. Between its figures may
/// stand spaces and strokes, in front of it the country.
fn mobile_at(signs: &[char]) -> Option<(String, usize)> {
    let prefixes: [&[char]; 4] = [&['+', '8', '6'], &['0', '0', '8', '6'], &['8', '6'], &[]];
    prefixes.into_iter().find_map(|prefix| {
        let mut at = prefix.len();
        if signs.get(..at)? != prefix {
            return None;
        }
        while 0 < at && matches!(signs.get(at), Some(' ' | '-')) {
            at += 1;
        }
        let mut digits = String::new();
        while digits.len() < MOBILE {
            match signs.get(at)? {
                sign if sign.is_ascii_digit() => digits.push(*sign),
                // 8326 139… are two numbers, 139 0000 0022 is one.
                ' ' | '-' if !digits.is_empty() && signs.get(at + 1)?.is_ascii_digit() => {}
                _ => return None,
            }
            at += 1;
        }
        let ends = !signs.get(at).is_some_and(char::is_ascii_digit);
        let fits = digits.starts_with('1') && !digits.starts_with("10") && ends;
        fits.then_some((digits, at))
    })
}

/// Whether that is a mobile telephone and nothing else.
pub(super) fn is_mobile(words: &str) -> bool {
    let signs: Vec<char> = words.trim().chars().collect();
    mobile_at(&signs).is_some_and(|(_, count)| count == signs.len())
}

/// Whether that is some other telephone: an internal one, one with its area code, or one of an
/// exchange with the extension to ask for (0351-8888119转8001).
pub(super) fn is_phone(words: &str) -> bool {
    let (words, extension) = match words.split_once('转') {
        Some((words, extension)) => (words.trim_end(), Some(extension.trim_start())),
        None => (words, None),
    };
    let is_extension = |digits: &str| {
        (2..=6).contains(&digits.len()) && digits.chars().all(|sign| sign.is_ascii_digit())
    };
    if extension.is_some_and(|extension| !is_extension(extension)) {
        return false;
    }
    let count = words.chars().filter(char::is_ascii_digit).count();
    let of_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | ' ' | '+');
    let plain = !words.is_empty() && words.chars().all(of_number);
    let coded = words.contains('-') && count <= 12;
    plain && ((3..=8).contains(&count) || (coded && 3 <= count))
}

/// The telephones of a row.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) phone: String,
    pub(super) mobile: String,
}

impl Numbers {
    /// Sorts what stands in the cells for telephones, whichever cell it stands in.
    pub(super) fn of(cells: &[&str], left_out: &mut Vec<String>) -> Self {
        let mut numbers = Self::default();
        for cell in cells {
            let (mobiles, rest) = out_of(cell);
            for mobile in mobiles {
                numbers.take_mobile(mobile, left_out);
            }
            let cut = |sign: char| "/、,，;；|()（）\n".contains(sign);
            for part in rest.split(cut).map(str::trim).filter(|part| !part.is_empty()) {
                if is_phone(part) {
                    numbers.take_phone(part, left_out);
                } else {
                    part.split_whitespace().for_each(|word| numbers.take(word, left_out));
                }
            }
        }
        numbers
    }

    fn take(&mut self, word: &str, left_out: &mut Vec<String>) {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if is_phone(word) {
            self.take_phone(word, left_out);
        } else if 0 < digits {
            left_out.push(format!("号码{}位数不对", quoted(word)));
        } else {
            left_out.push(format!("{}不是号码", quoted(word)));
        }
    }

    fn take_phone(&mut self, word: &str, left_out: &mut Vec<String>) {
        if self.phone.is_empty() {
            word.clone_into(&mut self.phone);
        } else if self.phone != word {
            left_out.push(format!("第二个号码{word}"));
        }
    }

    pub(super) fn take_mobile(&mut self, number: String, left_out: &mut Vec<String>) {
        if self.mobile.is_empty() {
            self.mobile = number;
        } else if self.mobile != number {
            left_out.push(format!("第二个号码{number}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_is_found_whatever_it_is_glued_to() {
        let table: [(&str, &[&str], &str); 10] = [
            ("13900006618（持瓦检证）", &["13900006618"], "（持瓦检证）"),
            ("电话13900006621", &["13900006621"], ""),
            ("尤大海13900006620保卫科", &["13900006620"], "尤大海 保卫科"),
            ("139 0000 6617", &["13900006617"], ""),
            ("+86-139-0000-6617", &["13900006617"], ""),
            ("8326 13900000001", &["13900000001"], "8326"),
            ("13900000001/13900000002", &["13900000001", "13900000002"], ""),
            ("140123199001011234", &[], "140123199001011234"),
            ("8326", &[], "8326"),
            ("手机：13900000001（家）", &["13900000001"], "（家）"),
        ];
        for (words, numbers, rest) in table {
            let rest = rest.replace(' ', "");
            let (found, left) = out_of(words);
            assert_eq!(found, numbers, "{words}");
            assert_eq!(left.replace(' ', ""), rest, "{words}");
        }
    }
}
