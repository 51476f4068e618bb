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
    (found, without_labels(&rest, &LABELS))
}

/// What only says that a number is a telephone, the longer before what it begins with.
const LABELS: [&str; 10] =
    ["联系电话", "联系方式", "移动电话", "手机号码", "手机号", "手机", "电话", "Tel", "tel", "TEL"];

/// What is left beside a number: without the words that only say it is one.
pub(super) fn without_labels(rest: &str, labels: &[&str]) -> String {
    let mut rest = rest.to_owned();
    for label in labels {
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

/// The same with one stroke for the many between figures, and one behind an area code in brackets:
/// (0351)8888119 and 0351—8888119 are 0351-8888119.
pub(super) fn plain_phone(words: &str) -> String {
    let signs: Vec<char> = words.chars().collect();
    let is_digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let mut plain = String::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let from = at + 1;
        let end = from + signs.iter().skip(from).take_while(|sign| sign.is_ascii_digit()).count();
        let is_area = matches!(sign, '(' | '（')
            && signs.get(from) == Some(&'0')
            && (3..=4).contains(&(end - from))
            && matches!(signs.get(end), Some(')' | '）'));
        if is_area {
            plain.extend(signs.get(from..end).unwrap_or_default());
            let strokes =
                signs.iter().skip(end + 1).take_while(|sign| is_stroke(**sign) || **sign == ' ');
            at = end + 1 + strokes.count();
            if is_digit(at) {
                plain.push('-');
            }
        } else {
            let is_between = is_stroke(*sign)
                && is_digit(from)
                && plain.ends_with(|sign: char| sign.is_ascii_digit());
            plain.push(if is_between { '-' } else { *sign });
            at = from;
        }
    }
    plain
}

fn is_stroke(sign: char) -> bool {
    matches!(sign, '-' | '‐' | '–' | '—' | '―' | '－' | '−')
}

/// Whether that is some other telephone: an internal one, one with its area code, or one of an
/// exchange with the extension to ask for (0351-8888119转8001, 0351-8888119-8001).
pub(super) fn is_phone(words: &str) -> bool {
    let words = plain_phone(words);
    let is_figures = |digits: &str| digits.chars().all(|sign| sign.is_ascii_digit());
    let parts: Vec<&str> = words.split('-').collect();
    if let [area, number, extension] = parts.as_slice() {
        let is_whole = area.starts_with('0')
            && (3..=4).contains(&area.len())
            && (7..=8).contains(&number.len())
            && parts.iter().all(|part| is_figures(part));
        if is_whole {
            return (2..=6).contains(&extension.len());
        }
    }
    let (words, extension) = match words.split_once('转') {
        Some((words, extension)) => (words.trim_end(), Some(extension.trim_start())),
        None => (words.as_str(), None),
    };
    // Behind 转 one figure is enough, as of a hotline's menu; behind a stroke it is rather a slip.
    let is_extension = |digits: &str| (1..=6).contains(&digits.len()) && is_figures(digits);
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
            let rest = plain_phone(&rest);
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

    /// As numbers are written on doors and in directories.
    #[test]
    fn an_area_code_and_an_extension_are_part_of_a_number() {
        for (words, number) in [
            ("0351-8888119-8001", "0351-8888119-8001"),
            ("0351—8888119—8001", "0351-8888119-8001"),
            ("(0351)8888119", "0351-8888119"),
            ("（0351） 8888119", "0351-8888119"),
            ("(0351)-8888119-8001", "0351-8888119-8001"),
            ("0351—8888119", "0351-8888119"),
            ("（010）12345678转8001", "010-12345678转8001"),
            ("95598转2", "95598转2"),
            ("8326", "8326"),
        ] {
            assert!(is_phone(words), "{words}");
            let mut left_out = Vec::new();
            assert_eq!(Numbers::of(&[words], &mut left_out).phone, number, "{words}");
            assert_eq!(left_out, Vec::<String>::new(), "{words}");
        }
        for words in ["0351-8888119-8001-2", "0351-8888119-8", "甲—乙", "（甲）"] {
            assert!(!is_phone(words), "{words}");
        }
        // What stands in other brackets is another number.
        let mut left_out = Vec::new();
        let numbers = Numbers::of(&["8326（13900000001）"], &mut left_out);
        assert_eq!((numbers.phone.as_str(), numbers.mobile.as_str()), ("8326", "13900000001"));
    }

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
