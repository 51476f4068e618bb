//! A rota somebody else made, as it is pasted: a day and who is on duty then, line by line. Pure.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use super::roster::{is_name, tidy};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::PersonId;
use crate::rules::calendar;

/// A pasted rota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// Its lines, without headings.
    pub lines: Vec<Line>,
    /// Its columns of names: their places and headings.
    pub columns: Vec<(usize, String)>,
}

/// A line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The line of the text, from 1.
    pub number: usize,
    /// The day.
    pub day: Option<NaiveDate>,
    /// Who.
    pub names: Vec<String>,
    /// Why nothing comes of it.
    pub trouble: Option<String>,
}

/// Reads a pasted rota. A day without a year is the one nearest to `near`; `column` is the only
/// column of names that counts, if one was chosen.
pub fn read(text: &str, near: NaiveDate, column: Option<usize>) -> Timetable {
    let mut table = Timetable::default();
    let mut heads: Vec<String> = Vec::new();
    let mut named: BTreeSet<usize> = BTreeSet::new();
    for (place, words) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells = cells(words);
        let day = cells.iter().find_map(|cell| day_of(cell, near));
        let Some(day) = day else {
            // What stands before the first day are headings.
            if table.lines.is_empty() {
                heads = cells;
            } else {
                let trouble = Some(format!("“{}”里看不出日期", tidy(words)));
                table.lines.push(Line { number: place + 1, trouble, ..Line::default() });
            }
            continue;
        };
        let names = cells.iter().enumerate().flat_map(|(at, cell)| {
            let names = names(cell, day);
            names.into_iter().map(move |name| (at, name))
        });
        let names: Vec<(usize, String)> = names.collect();
        named.extend(names.iter().map(|(at, _)| *at));
        let counts = |at: usize| column.is_none_or(|column| column == at);
        let names: Vec<String> =
            names.into_iter().filter(|(at, _)| counts(*at)).map(|(_, name)| name).collect();
        let known = table.lines.iter().find(|line| line.day == Some(day));
        let trouble = match known {
            Some(known) => Some(format!("与第{}行是同一天，只用前一行", known.number)),
            None => names.is_empty().then(|| "这一天没有姓名".to_owned()),
        };
        let day = Some(day).filter(|_| trouble.is_none());
        table.lines.push(Line { number: place + 1, day, names, trouble });
    }
    table.columns =
        named.into_iter().map(|at| (at, heads.get(at).cloned().unwrap_or_default())).collect();
    table
}

/// The names in it that nobody on the books bears, each once.
pub fn unknown(doc: &Document, lines: &[Line]) -> Vec<String> {
    let names: BTreeSet<&String> = lines
        .iter()
        .filter(|line| line.day.is_some())
        .flat_map(|line| &line.names)
        .filter(|name| bearers(doc, name).is_empty())
        .collect();
    names.into_iter().cloned().collect()
}

/// Everybody on the books of that name.
pub fn bearers(doc: &Document, name: &str) -> Vec<PersonId> {
    let persons = doc.persons.iter().filter(|(_, person)| person.name.trim() == name);
    persons.map(|(id, _)| *id).collect()
}

/// Who of a line is known for certain: two people of one name are for a person to tell apart.
pub fn persons(doc: &Document, line: &Line) -> Vec<PersonId> {
    let mut persons = Vec::new();
    for name in &line.names {
        if let [one] = bearers(doc, name).as_slice()
            && !persons.contains(one)
        {
            persons.push(*one);
        }
    }
    persons
}

fn cells(line: &str) -> Vec<String> {
    let cells: Vec<String> = if line.contains('\t') {
        line.split('\t').map(tidy).collect()
    } else if line.contains([',', '，']) {
        line.split([',', '，']).map(tidy).collect()
    } else {
        together(&tidy(line)).split(' ').map(str::to_owned).collect()
    };
    // 2月5日亢宝庆 and 2月5日：亢宝庆 are two cells.
    cells.into_iter().flat_map(|cell| parted(&cell)).collect()
}

/// A name of two signs that was spread to the width of three, as one word again.
fn together(words: &str) -> String {
    let mut out = String::new();
    let mut family = false;
    for word in words.split(' ') {
        let count = word.chars().count();
        let given = family && count <= 2;
        if !(out.is_empty() || given) {
            out.push(' ');
        }
        out.push_str(word);
        family = count == 1 && !given && !word.starts_with(WEEK);
    }
    out
}

/// A cell that begins with a day and goes on with a name, as two.
fn parted(cell: &str) -> Vec<String> {
    let cut = cell.split_once('日').filter(|(day, _)| !day.is_empty()).filter(|(day, _)| {
        day.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '年' | '月'))
    });
    match cut {
        Some((day, rest)) => {
            let rest = rest.trim_start_matches(['：', ':', ' ']).to_owned();
            let rest = Some(rest).filter(|rest| !rest.is_empty());
            std::iter::once(format!("{day}日")).chain(rest).collect()
        }
        None => vec![cell.to_owned()],
    }
}

/// The day a cell means: `2月5日`, `2027-02-05`, `2/5`, `2.5（周五）`.
fn day_of(cell: &str, near: NaiveDate) -> Option<NaiveDate> {
    let words = cell.split(['(', '（', ' ']).next().unwrap_or_default();
    let words = words.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = words.split(['年', '月', '-', '/', '.']).collect();
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [month, day] => [-1, 0, 1]
            .into_iter()
            .filter_map(|years| NaiveDate::from_ymd_opt(near.year() + years, *month, *day))
            .min_by_key(|day| (*day - near).num_days().abs()),
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day)
            .filter(|_| 1900 < *year),
        _ => None,
    }
}

/// The names in a cell: whatever can be one and is no word of that day's calendar.
fn names(cell: &str, day: NaiveDate) -> Vec<String> {
    let lunar = calendar::lunar_words(day);
    let festival = calendar::festival(day).unwrap_or_default();
    let of_calendar = |word: &str| {
        let week = word.starts_with('周') || word.starts_with("星期");
        lunar.contains(word)
            || word == festival
            || (week && word.chars().count() <= 3 && word.ends_with(WEEK))
            || ["除夕", "春节", "小年", "元宵", "元宵节", "休息"].contains(&word)
            || DutyShift::ALL.iter().any(|shift| shift.word() == word)
    };
    together(cell)
        .split([' ', '、', '，', ',', '/', ';', '；'])
        .map(|word| word.split(['(', '（']).next().unwrap_or_default())
        .filter(|word| is_name(word) && !of_calendar(word))
        .map(str::to_owned)
        .collect()
}

/// The days of the week.
const WEEK: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, column: Option<usize>) -> Vec<String> {
        let near = NaiveDate::from_ymd_opt(2027, 1, 30).unwrap();
        let line = |line: Line| match (line.day, line.trouble) {
            (Some(day), None) => format!("{day} {}", line.names.join("、")),
            (_, trouble) => format!("第{}行：{}", line.number, trouble.unwrap_or_default()),
        };
        read(text, near, column).lines.into_iter().map(line).collect()
    }

    #[test]
    fn a_rota_is_read_as_offices_write_it() {
        let table: [(&str, &[&str]); 9] = [
            ("2月5日 亢宝庆", &["2027-02-05 亢宝庆"]),
            ("2027-02-05\t亢宝庆", &["2027-02-05 亢宝庆"]),
            ("2月5日\t周五\t腊月廿九\t除夕\t亢宝庆\t8001", &["2027-02-05 亢宝庆"]),
            ("2/5（周五） 亢宝庆、逯春晖", &["2027-02-05 亢宝庆、逯春晖"]),
            (
                "日期，值班领导\n2月6日，亢 宝庆\n2月7日，",
                &["2027-02-06 亢宝庆", "第3行：这一天没有姓名"],
            ),
            ("2月5日 五 亢　宝 王五 李四", &["2027-02-05 亢宝、王五、李四"]),
            (
                "2月5日亢宝庆\n２月６日：逯春晖\n12月31日 柴有田",
                &["2027-02-05 亢宝庆", "2027-02-06 逯春晖", "2026-12-31 柴有田"],
            ),
            (
                "2月5日 亢宝庆\n2.5 逯春晖\n待定 柴有田\n2月30日 柴有田",
                &[
                    "2027-02-05 亢宝庆",
                    "第2行：与第1行是同一天，只用前一行",
                    "第3行：“待定 柴有田”里看不出日期",
                    "第4行：“2月30日 柴有田”里看不出日期",
                ],
            ),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(told(text, None), expected, "{text}");
        }
    }

    #[test]
    fn one_of_several_columns_may_be_chosen() {
        let text = "日期\t星期\t带班矿领导\t值班矿领导\n\
            2月5日\t五\t冀守正\t阎松年\n2月6日\t六\t仝立冬\t苗小满";
        assert_eq!(told(text, None), ["2027-02-05 冀守正、阎松年", "2027-02-06 仝立冬、苗小满"]);
        assert_eq!(told(text, Some(3)), ["2027-02-05 阎松年", "2027-02-06 苗小满"]);
        let near = NaiveDate::from_ymd_opt(2027, 1, 30).unwrap();
        let columns = read(text, near, None).columns;
        assert_eq!(columns, [(2, "带班矿领导".to_owned()), (3, "值班矿领导".to_owned())]);
    }
}
