//! The numbers a program gives the lines of a list: they stand in no paragraph and are counted here
//! as it counts them.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::office::markup::{attribute, count, events};

/// So many levels a list has.
const LEVELS: u32 = 9;
/// So many signs of a number, a style or its name mean anything.
const MOST_SIGNS: usize = 64;

/// A text of which each line gets a copy, no longer than means anything.
pub(super) fn short(text: &str) -> String {
    text.chars().take(MOST_SIGNS).collect()
}

/// What stands before a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number as it is written, with what belongs to it: `（二）`.
    Number(String),
    /// A sign that counts nothing.
    Bullet,
    /// Nothing.
    None,
}

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `（%1）`
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new() }
    }
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The kinds of lists, level by level.
    kinds: BTreeMap<u32, BTreeMap<u32, Level>>,
    /// Which kind each list is of.
    of_kind: BTreeMap<u32, u32>,
    /// Where a list begins anew, by list and level.
    begins: BTreeMap<(u32, u32), u32>,
    /// How far each kind is counted, level by level.
    counted: BTreeMap<u32, BTreeMap<u32, u32>>,
}

impl Lists {
    pub(super) fn read(part: &str) -> Self {
        let mut lists = Self::default();
        let (mut kind, mut list, mut level) = (None, None, None);
        // Without them lines have no numbers, as in a program that knows none.
        let _read = events(part, |event| {
            let (element, is_empty) = match event {
                Event::Start(element) => (element, false),
                Event::Empty(element) => (element, true),
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "abstractNum" => (kind, level) = (None, None),
                        "num" => (list, level) = (None, None),
                        "lvl" | "lvlOverride" => level = None,
                        _ => {}
                    }
                    return true;
                }
                _ => return true,
            };
            let value = || attribute(&element, "val");
            match element.local_name().as_ref() {
                "abstractNum" if !is_empty => kind = count(&element, "abstractNumId"),
                "num" if !is_empty => list = count(&element, "numId"),
                "lvl" | "lvlOverride" if !is_empty => level = count(&element, "ilvl"),
                "abstractNumId" => {
                    lists.of_kind.extend(list.zip(count(&element, "val")));
                }
                "startOverride" => {
                    let place = list.zip(level);
                    lists.begins.extend(place.zip(count(&element, "val")));
                }
                name => {
                    let deep = level.filter(|level| *level < LEVELS);
                    let (Some(kind), Some(level)) = (kind, deep) else { return true };
                    let one = lists.kinds.entry(kind).or_default().entry(level).or_default();
                    match name {
                        "start" => one.start = count(&element, "val").unwrap_or(1),
                        "numFmt" => one.format = value().unwrap_or_default(),
                        "lvlText" => {
                            one.text = value().map_or_else(String::new, |text| short(&text));
                        }
                        _ => {}
                    }
                }
            }
            true
        });
        lists
    }

    /// What stands before the next line of that list.
    pub(super) fn next(&mut self, list: u32, level: u32) -> Mark {
        // List 0 says that a line is of none.
        let Some(kind) = self.of_kind.get(&list).copied().filter(|_| 0 < list) else {
            return Mark::None;
        };
        let Some(levels) = self.kinds.get(&kind) else { return Mark::None };
        let Some(own) = levels.get(&level) else { return Mark::None };
        match own.format.as_str() {
            "bullet" => return Mark::Bullet,
            "none" => return Mark::None,
            _ => {}
        }
        let counted = self.counted.entry(kind).or_default();
        if let Some(start) = self.begins.remove(&(list, level)) {
            counted.remove(&level);
            counted.insert(level, start.saturating_sub(1));
        }
        let now = match counted.get(&level) {
            Some(last) => last.saturating_add(1),
            None => own.start,
        };
        // What is below begins anew.
        counted.retain(|other, _| *other <= level);
        counted.insert(level, now);
        let mut text = own.text.clone();
        for (place, of) in levels {
            let sign = format!("%{}", place.saturating_add(1));
            if text.contains(&sign) {
                let number = counted.get(place).copied().unwrap_or(of.start);
                text = text.replace(&sign, &written(number, &of.format));
            }
        }
        if text.is_empty() { Mark::None } else { Mark::Number(text) }
    }
}

/// A number as a list writes it.
fn written(number: u32, format: &str) -> String {
    let letter = |first: char| {
        let place = number.saturating_sub(1);
        let sign = u32::from(first).saturating_add(place % 26);
        let sign = char::from_u32(sign).unwrap_or(first).to_string();
        sign.repeat(usize::try_from(place / 26 + 1).unwrap_or(1).min(9))
    };
    let ringed = |first: char, most: u32| {
        let sign = u32::from(first).saturating_add(number.saturating_sub(1));
        let is_one = (1..=most).contains(&number);
        is_one.then(|| char::from_u32(sign)).flatten().map(String::from)
    };
    match format {
        "decimalZero" if number < 10 => format!("0{number}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            ringed('①', 20).unwrap_or_else(|| number.to_string())
        }
        "decimalEnclosedParen" => ringed('⑴', 20).unwrap_or_else(|| number.to_string()),
        "decimalEnclosedFullstop" => ringed('⒈', 20).unwrap_or_else(|| number.to_string()),
        "upperLetter" => letter('A'),
        "lowerLetter" => letter('a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => han(number),
        _ => number.to_string(),
    }
}

/// 二十三; from 100 on in figures.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| {
        let place = usize::try_from(digit).unwrap_or_default();
        DIGITS.get(place).copied().unwrap_or_default()
    };
    match (number / 10, number % 10) {
        (0, 0) => "〇".to_owned(),
        (0, one) => digit(one).to_owned(),
        (1, one) => format!("十{}", digit(one)),
        (ten, one) if ten < 10 => format!("{}十{}", digit(ten), digit(one)),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if 3999 < number {
        return number.to_string();
    }
    let mut left = number;
    let mut words = String::new();
    for (worth, sign) in SIGNS {
        while worth <= left {
            words.push_str(sign);
            left -= worth;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_a_text_program_counts_them() {
        let part = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\">\
            <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
            <w:lvlText w:val=\"（%1）\"/></w:lvl>\
            <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
            <w:lvlText w:val=\"%2.\"/></w:lvl>\
            <w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
            <w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num>\
            <w:num w:numId=\"2\"><w:abstractNumId w:val=\"3\"/>\
            <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
            </w:numbering>";
        let mut lists = Lists::read(part);
        let mut next = |list, level| match lists.next(list, level) {
            Mark::Number(number) => number,
            Mark::Bullet => "•".to_owned(),
            Mark::None => "-".to_owned(),
        };
        let lines =
            [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 0), (0, 0), (9, 0)];
        let numbers = lines.map(|(list, level)| next(list, level));
        let expected = ["（一）", "1.", "2.", "（二）", "1.", "•", "（一）", "（二）", "-", "-"];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        for (number, format, words) in [
            (10, "chineseCounting", "十"),
            (11, "chineseCountingThousand", "十一"),
            (23, "ideographDigital", "二十三"),
            (3, "decimalEnclosedCircle", "③"),
            (28, "upperLetter", "BB"),
            (4, "lowerRoman", "iv"),
            (1994, "upperRoman", "MCMXCIV"),
            (7, "decimalZero", "07"),
            (120, "japaneseCounting", "120"),
        ] {
            assert_eq!(written(number, format), words);
        }
    }
}
