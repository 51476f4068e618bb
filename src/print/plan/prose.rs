//! A chapter's plain words as headings and paragraphs: the numbers at the head of a line say which.

use crate::print::letter::{Element, Heading};

/// Signs a title may have; more of them are a sentence, whatever number it begins with.
const LONGEST_TITLE: usize = 30;

/// The words line by line.
pub(in crate::print) fn elements(words: &str) -> Vec<Element> {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).map(element).collect()
}

/// A line: a heading if it is numbered, with what goes on in the same line, else a paragraph.
fn element(line: &str) -> Element {
    let Some((level, number, rest)) = numbered(line) else {
        return Element::Paragraph(line.to_owned());
    };
    let rest = rest.trim_start();
    let heading = |words: String, then: &str| {
        Element::Heading(Heading { level, words, then: then.to_owned() })
    };
    let stop = rest.find(['。', '：', '；']);
    let (title, then) = match stop {
        // （一）领导小组。组长由…: the title alone is in its face.
        Some(at) if level == 2 => {
            let end = rest
                .get(at..)
                .and_then(|tail| tail.chars().next())
                .map_or(at, |sign| at + sign.len_utf8());
            rest.split_at_checked(end).unwrap_or((rest, ""))
        }
        Some(_) => ("", rest),
        None if level == 2 && rest.chars().count() > LONGEST_TITLE => ("", rest),
        None => (rest, ""),
    };
    // A title that is a whole sentence is none.
    let (title, then) = if then.is_empty() && stop.is_some() { ("", rest) } else { (title, then) };
    heading(format!("{number}{title}"), then)
}

/// The level, the number as it is written, and what follows: （一） is 2, 1. is 3, （1） is 4.
fn numbered(line: &str) -> Option<(u8, String, &str)> {
    let bracketed = line.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    if let Some((inner, rest)) = bracketed {
        if is_chinese_number(inner) {
            return Some((2, format!("（{inner}）"), rest));
        }
        return is_number(inner).then(|| (4, format!("（{inner}）"), rest));
    }
    let (inner, rest) = line.split_once(['.', '．', '、'])?;
    // 2.5 is an amount, not the second point.
    let is_point = is_number(inner) && !rest.starts_with(|sign: char| sign.is_ascii_digit());
    is_point.then(|| (3, format!("{inner}."), rest))
}

fn is_chinese_number(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|sign| "一二三四五六七八九十".contains(sign))
}

fn is_number(words: &str) -> bool {
    (1..=2).contains(&words.len()) && words.chars().all(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_the_head_of_a_line_make_headings() {
        let table = [
            ("（一）目的", (2, "（一）目的", "")),
            ("(二) 适用范围", (2, "（二）适用范围", "")),
            ("（三）领导小组。组长由矿长担任。", (2, "（三）领导小组。", "组长由矿长担任。")),
            ("（四）每日巡查三次，如实记录。", (2, "（四）", "每日巡查三次，如实记录。")),
            ("1. 先保自己，再救他人。", (3, "1.", "先保自己，再救他人。")),
            ("12、点名", (3, "12.点名", "")),
            ("（3）交给医护", (4, "（3）交给医护", "")),
        ];
        for (line, expected) in table {
            let Element::Heading(Heading { level, words, then }) = element(line) else {
                panic!("{line} is no heading");
            };
            assert_eq!((level, words.as_str(), then.as_str()), expected, "{line}");
        }
        for line in ["2.5米以外", "119、120", "（含家属）", "组长：矿长", "E01 地面建筑火灾"]
        {
            assert!(matches!(element(line), Element::Paragraph(_)), "{line}");
        }
        assert_eq!(elements("一\n\n  \n二").len(), 2);
    }
}
