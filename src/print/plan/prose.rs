//! A chapter's plain words as headings, paragraphs and tables: the numbers at the head of a line
//! say which heading it is, bars or tabs between words that they stand in the cells of a row.

use crate::print::letter::Element;
use crate::print::table::{Column, Row, Table};

/// Signs a title may have; more of them are a sentence, whatever number it begins with.
const LONGEST_TITLE: usize = 30;

/// The words line by line; rows below each other make a table, whose first row is its head.
pub(in crate::print) fn elements(words: &str) -> Vec<Element> {
    let lines = words.lines().map(|line| line.trim_matches(' ').trim_end());
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    let mut elements = Vec::new();
    for run in lines.chunk_by(|one, next| cells(one).is_some() == cells(next).is_some()) {
        let rows: Vec<Vec<String>> = run.iter().filter_map(|line| cells(line)).collect();
        let rows = without_frame(rows);
        match rows.as_slice() {
            [head, rows @ ..] if !rows.is_empty() && 1 < head.len() => {
                elements.push(table(head, rows));
            }
            _ => elements.extend(run.iter().map(|line| element(line.trim()))),
        }
    }
    elements
}

/// The words of the cells of a row, between bars or tabs, some of them empty.
fn cells(line: &str) -> Option<Vec<String>> {
    let cells: Vec<String> =
        line.split(['|', '｜', '\t']).map(|cell| cell.trim().to_owned()).collect();
    (1 < cells.len() && cells.iter().any(|cell| !cell.is_empty())).then_some(cells)
}

/// The rows of a table, each as long as the others, without what bars at the edges of the lines make.
/// A cell that is empty stays in its column.
fn without_frame(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_blank = |cell: Option<&String>| cell.is_some_and(String::is_empty);
    let Some(head) = rows.first() else { return rows };
    let is_framed = 2 < head.len() && is_blank(head.first()) && is_blank(head.last());
    let width = head.len() - if is_framed { 2 } else { 0 };
    for row in &mut rows {
        if width < row.len() && is_blank(row.last()) {
            row.pop();
        }
        if width < row.len() && is_blank(row.first()) {
            row.remove(0);
        }
    }
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let is_empty = |rows: &[Vec<String>], place: usize| {
        rows.iter().all(|row| row.get(place).is_none_or(String::is_empty))
    };
    let end = (0..count).rev().find(|place| !is_empty(&rows, *place)).map_or(0, |last| last + 1);
    let begin = (0..end).find(|place| !is_empty(&rows, *place)).unwrap_or(end);
    for row in &mut rows {
        row.resize(count, String::new());
        row.truncate(end);
        row.drain(..begin);
    }
    rows
}

/// No column is more than so many times as wide as another.
const WIDEST: usize = 6;

fn table(head: &[String], rows: &[Vec<String>]) -> Element {
    // A line of dashes under the head is how some write a table in plain words.
    let is_rule = |row: &&Vec<String>| {
        !row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|sign| "-:—".contains(sign)))
    };
    let rows: Vec<&Vec<String>> = rows.iter().filter(is_rule).collect();
    let count = rows.iter().map(|row| row.len()).chain([head.len()]).max().unwrap_or_default();
    let column = |place: usize| {
        let of = rows.iter().filter_map(|row| row.get(place)).chain(head.get(place));
        let longest = of.map(|cell| cell.chars().count()).max().unwrap_or_default();
        let share = u32::try_from((longest / 4).clamp(1, WIDEST)).unwrap_or(1);
        Column::wide(head.get(place).map_or("", String::as_str), share)
    };
    Element::Table(Table {
        columns: (0..count).map(column).collect(),
        rows: rows.into_iter().map(|row| Row::Cells(row.clone())).collect(),
        dense: true,
        ..Table::default()
    })
}

/// A line: a heading if it is numbered, with what goes on in the same line, else a paragraph.
fn element(line: &str) -> Element {
    let Some((level, number, rest)) = numbered(line) else {
        return Element::Paragraph(line.to_owned());
    };
    let rest = rest.trim_start();
    let heading = |words: String, then: &str| Element::heading(level, words, then);
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

/// The level, the number as it is written, and what follows: （一） is 2, 1. is 3, （1） is 4; 5.1 and 3.2.1 before a
/// wide space are 2 and 3.
fn numbered(line: &str) -> Option<(u8, String, &str)> {
    if let Some((number, rest)) = line.split_once('　').filter(|(number, _)| is_dotted(number)) {
        let level = if number.matches('.').count() == 1 { 2 } else { 3 };
        return Some((level, format!("{number}　"), rest));
    }
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

/// 5.1, 3.2.1.
fn is_dotted(words: &str) -> bool {
    words.contains('.') && words.split('.').all(is_number)
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
    use crate::print::letter::Heading;

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
            ("5.1　通信与信息保障", (2, "5.1　通信与信息保障", "")),
            ("3.2.1　预警启动", (3, "3.2.1　预警启动", "")),
        ];
        for (line, expected) in table {
            let Element::Heading(Heading { level, words, then, .. }) = element(line) else {
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

    #[test]
    fn rows_below_each_other_make_a_table() {
        let told = |words: &str| {
            let told = |element: &Element| match element {
                Element::Table(table) => {
                    let head: Vec<&str> =
                        table.columns.iter().map(|one| one.title.as_str()).collect();
                    let rows = table.rows.iter().map(|row| match row {
                        Row::Cells(cells) => cells.join("/"),
                        _ => String::new(),
                    });
                    format!("[{}: {}]", head.join("/"), rows.collect::<Vec<_>>().join(" "))
                }
                Element::Paragraph(words) => words.clone(),
                _ => "其他".to_owned(),
            };
            elements(words).iter().map(told).collect::<Vec<_>>().join(" ")
        };
        let table = [
            (
                "前文\n级别|条件\nⅢ级|一人可控\nⅡ级|多人\n后文",
                "前文 [级别/条件: Ⅲ级/一人可控 Ⅱ级/多人] 后文",
            ),
            ("| 级别 | 条件 |\n|---|---|\n| Ⅲ级 | |", "[级别/条件: Ⅲ级/]"),
            ("级别\t条件\nⅢ级\t一人可控", "[级别/条件: Ⅲ级/一人可控]"),
            ("只有一行|不成表", "只有一行|不成表"),
            ("甲｜乙\n丙｜丁｜戊", "[甲/乙/: 丙/丁/戊]"),
            // An empty cell stays in its column, with bars at the edges and without.
            ("级别|条件|电话\nⅢ级|一人|8110\n|多人|", "[级别/条件/电话: Ⅲ级/一人/8110 /多人/]"),
            ("|级别|条件|\n|---|---|\n||多人|\n|Ⅱ级||", "[级别/条件: /多人 Ⅱ级/]"),
            ("甲|乙|\n丙||", "[甲/乙: 丙/]"),
            ("甲|乙\n|丙|丁|\n||戊|", "[甲/乙: 丙/丁 /戊]"),
            ("||甲|乙|\n|丙|丁|戊|", "[/甲/乙: 丙/丁/戊]"),
            ("|甲|\n|乙|", "|甲| |乙|"),
        ];
        for (words, expected) in table {
            assert_eq!(told(words), expected, "{words}");
        }
    }
}
