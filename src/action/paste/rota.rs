//! A rota somebody else made: days down or across, a column for each post and shift.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::days::beside;
use super::desk::Desk;
use super::grid::{Grid, Line, cut, together};
use super::heads::joined;
use super::table::is_count;
use super::{Column, Fate, Look, Order, Row, Sense, phones, slots};
use crate::model::Put;
use crate::model::RecordId;
use crate::model::duty::{DutyField, DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::rules::signs::quoted;

/// A table with its days down.
struct Sheet {
    heads: Vec<String>,
    titles: Vec<String>,
    lines: Vec<Line>,
    /// Which column has the days.
    day: usize,
    /// What a line is: 行, or 列 of a table on its side.
    unit: &'static str,
}

/// The words at the head of columns that name nobody.
const CALENDAR: [&str; 9] =
    ["日期", "星期", "周次", "农历", "阴历", "节日", "节气", "时间", "阶段"];

type Slot = (PostId, DutyShift);

pub(super) fn read(desk: &mut Desk<'_>, order: &Order) -> Look {
    let is_head = |word: &str| CALENDAR.contains(&word) || slots::slot(&desk.doc, word).is_some();
    let sheet = sheet(desk, cut(&order.text, &is_head));
    let mut columns = columns(desk, &sheet, order);
    for (place, column) in columns.iter_mut().enumerate() {
        if let Some(sense) = order.hints.columns.get(&place) {
            (column.sense, column.is_passed_over) = (*sense, true);
        }
    }
    let mut filling = Filling { columns, merged: order.hints.merged, ..Filling::default() };
    let rows = sheet.lines.iter().map(|line| filling.row(desk, &sheet, line)).collect::<Vec<_>>();
    let slots = slots::all(&desk.doc);
    let choices = slots.into_iter().map(|((post, shift), words)| (Sense::Slot(post, shift), words));
    let others = [(Sense::Day, "日期"), (Sense::Calendar, "星期、农历"), (Sense::Skip, "不录入")];
    let others = others.map(|(sense, words)| (sense, words.to_owned()));
    let day_cells = || sheet.lines.iter().map(|line| cell(line, sheet.day));
    let mut look = Look {
        columns: filling.columns,
        rows,
        titles: sheet.titles.clone(),
        choices: choices.chain(others).collect(),
        looks_merged: day_cells().any(str::is_empty) && day_cells().any(|cell| !cell.is_empty()),
        ..Look::default()
    };
    let asked = look.columns.iter().any(|column| matches!(column.sense, Sense::Slot(..)));
    if !look.rows.is_empty() && !asked {
        look.remarks.push("没有一列对得上岗位：请在列头选它是哪个岗位、哪一班".to_owned());
    }
    look
}

fn cell(line: &Line, place: usize) -> &str {
    line.cells.get(place).map_or("", String::as_str)
}

/// Finds the days, turns a table on its side round, and parts headings from rows.
fn sheet(desk: &Desk<'_>, grid: Grid) -> Sheet {
    let lines = match grid {
        Grid::Table(lines) => lines,
        Grid::List(lines) => return list(desk, &lines),
    };
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let is_day = |cell: &str| is_day(desk, cell);
    let down = (0..width)
        .map(|place| (lines.iter().filter(|line| is_day(cell(line, place))).count(), place));
    // The first of those that have most.
    let (down, day) =
        down.max_by_key(|(count, place)| (*count, usize::MAX - place)).unwrap_or((0, 0));
    // A date, its lunar day and its festival side by side are one day.
    let across = lines.iter().map(|line| {
        let days = line.cells.iter().filter_map(|cell| desk.season.read(cell, None).ok().flatten());
        let days: BTreeSet<NaiveDate> = days.flat_map(|said| said.days).collect();
        days.len().min(line.cells.iter().filter(|cell| is_day(cell)).count())
    });
    let across = across.max().unwrap_or_default();
    let first_row = lines.first().is_some_and(|line| {
        CALENDAR.contains(&cell(line, 0)) && line.cells.iter().skip(1).any(|cell| is_day(cell))
    });
    if (2 <= across && down < across) || (across == 1 && down <= 1 && first_row) {
        let turned = turned(&lines, width);
        let width = lines.len();
        let day = (0..width)
            .max_by_key(|place| {
                let count = turned.iter().filter(|line| is_day(cell(line, *place))).count();
                (count, usize::MAX - place)
            })
            .unwrap_or_default();
        return headed(desk, turned, (width, day), "列");
    }
    let unnamed =
        lines.first().is_some_and(|line| is_day(cell(line, day)) || with_rest(desk, line));
    if unnamed && lines.iter().any(|line| with_rest(desk, line)) {
        let joined = |line: &Line| {
            let cells: Vec<&str> =
                line.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            Line { number: line.number, cells: vec![cells.join("、")] }
        };
        return list(desk, &lines.iter().map(joined).collect::<Vec<_>>());
    }
    headed(desk, lines, (width, day), "行")
}

/// Whether a cell is about days and nothing else, or means to be.
fn is_day(desk: &Desk<'_>, cell: &str) -> bool {
    match desk.season.read(cell, None) {
        // 2月5日起 means to be one.
        Ok(said) => said.is_some_and(|said| said.rest.chars().count() < 2),
        Err(_) => true,
    }
}

/// Whether names stand behind the day in its own cell: 2月5日亢宝庆.
fn with_rest(desk: &Desk<'_>, line: &Line) -> bool {
    let said = desk.season.read(cell(line, 0), None).ok().flatten();
    said.is_some_and(|said| {
        let read = super::people::read(&said.rest, &|name| desk.knows(name));
        !read.people.is_empty()
    })
}

/// A line a day, its people behind it.
fn list(desk: &Desk<'_>, lines: &[Line]) -> Sheet {
    let mut titles = Vec::new();
    let mut rows: Vec<Line> = Vec::new();
    for line in lines {
        let words = cell(line, 0);
        let (day, rest) = match desk.season.read(words, None) {
            Ok(Some(said)) => match words.strip_suffix(said.rest.as_str()) {
                Some(day) => (day.trim_end_matches(['：', ':', ' ', '、', '，', ',']), said.rest),
                None => (words, String::new()),
            },
            Ok(None) if rows.is_empty() => {
                titles.push(words.to_owned());
                continue;
            }
            // 2月29日 亢宝庆: the day is wrong, and it is shown with its names.
            Ok(None) | Err(_) => (words, String::new()),
        };
        rows.push(Line { number: line.number, cells: vec![day.to_owned(), rest] });
    }
    let heads = vec![String::new(), String::new()];
    Sheet { heads, titles, lines: rows, day: 0, unit: "行" }
}

/// The table with its columns as lines.
fn turned(lines: &[Line], width: usize) -> Vec<Line> {
    let column = |place: usize| Line {
        number: place + 1,
        cells: lines.iter().map(|line| cell(line, place).to_owned()).collect(),
    };
    (0..width).map(column).collect()
}

fn headed(
    desk: &Desk<'_>,
    mut lines: Vec<Line>,
    (width, day): (usize, usize),
    unit: &'static str,
) -> Sheet {
    let first = lines.iter().position(|line| is_day(desk, cell(line, day)));
    // Where no day is found at all, every line says so.
    let rest = lines.split_off(first.unwrap_or_default());
    let is_title = |line: &Line| {
        let filled = line.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled == 0 || (filled == 1 && 2 < width && !cell(line, 0).is_empty())
    };
    let (titles, block): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_title);
    let (heads, _) = joined(&block, width);
    let titles = titles.iter().map(|line| line.cells.join(" ").trim().to_owned());
    let titles = titles.filter(|title| !title.is_empty()).collect();
    let repeated = |line: &Line| block.iter().any(|head| head.cells == line.cells);
    let lines = rest.into_iter().filter(|line| !repeated(line)).collect();
    Sheet { heads, titles, lines, day, unit }
}

/// What each column is taken for.
fn columns(desk: &Desk<'_>, sheet: &Sheet, order: &Order) -> Vec<Column> {
    let width = sheet.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let width = width.max(sheet.heads.len());
    let mut taken: BTreeMap<Slot, usize> = BTreeMap::new();
    let mut unnamed = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for place in 0..width {
        let head = sheet.heads.get(place).cloned().unwrap_or_default();
        let sense = if place == sheet.day {
            Sense::Day
        } else if is_calendar(desk, sheet, place, &head) {
            Sense::Calendar
        } else if is_numbers(sheet, place, &head) {
            Sense::Skip
        } else {
            let slot = slots::slot(&desk.doc, &head).filter(|slot| {
                let count = taken.entry(*slot).or_default();
                *count += 1;
                *count <= slots::seats(&desk.doc, *slot)
            });
            if slot.is_none() {
                unnamed.push(place);
            }
            slot.map_or(Sense::Skip, |(post, shift)| Sense::Slot(post, shift))
        };
        let cells: Vec<&str> = sheet.lines.iter().map(|line| cell(line, place)).collect();
        let is_passed_over = sense == Sense::Skip && is_count(&cells);
        columns.push(Column { head, sense, is_passed_over });
    }
    // One column of names is meant for the cell the question was asked at.
    if let ([only], true, Some((post, shift))) =
        (unnamed.as_slice(), taken.is_empty(), order.hints.slot)
        && let Some(column) = columns.get_mut(*only)
    {
        column.sense = Sense::Slot(post, shift);
    }
    columns
}

fn is_calendar(desk: &Desk<'_>, sheet: &Sheet, place: usize, head: &str) -> bool {
    if CALENDAR.iter().any(|word| head.ends_with(word)) {
        return true;
    }
    let mut any = false;
    for line in &sheet.lines {
        let said = desk.season.read(cell(line, sheet.day), None).ok().flatten();
        let words = cell(line, place);
        let Some(day) = said.and_then(|said| said.days.first().copied()) else { continue };
        if words.is_empty() {
            continue;
        }
        any = true;
        if beside(words, day).is_none() {
            return false;
        }
    }
    any
}

/// Whether a column has telephones or a count.
fn is_numbers(sheet: &Sheet, place: usize, head: &str) -> bool {
    let of_number = ["电话", "手机", "号码", "序号"];
    let cells = sheet.lines.iter().map(|line| cell(line, place)).filter(|cell| !cell.is_empty());
    let cells: Vec<&str> = cells.collect();
    let number = |cell: &&str| {
        phones::is_mobile(cell)
            || phones::is_phone(cell)
            || cell.chars().all(|sign| sign.is_ascii_digit())
    };
    of_number.iter().any(|word| head.ends_with(word)) || cells.iter().all(number)
}

/// The rota while it is filled row by row.
#[derive(Default)]
struct Filling {
    columns: Vec<Column>,
    /// Whether an empty day is the one above.
    merged: bool,
    /// The days of the row above.
    above: Vec<NaiveDate>,
    /// Which row filled a cell.
    filled: BTreeMap<DutyId, String>,
}

impl Filling {
    fn row(&mut self, desk: &mut Desk<'_>, sheet: &Sheet, line: &Line) -> Row {
        desk.told.clear();
        desk.left_out.clear();
        let place = format!("第{}{}", line.number, sheet.unit);
        let mut row = Row {
            place,
            cells: line.cells.clone(),
            fate: Fate::Unread,
            told: Vec::new(),
            left_out: Vec::new(),
        };
        row.cells.resize(self.columns.len(), String::new());
        let (days, goes_on) = match self.days(desk, line) {
            Ok(days) => days,
            Err(why) => {
                row.left_out.push(why);
                return row;
            }
        };
        self.compare(desk, line, &days);
        let crews = self.crews(desk, line);
        let mut fates = Vec::new();
        for day in &days {
            for (slot, people) in &crews {
                let cell = DutyId { day: *day, post: slot.0, shift: slot.1 };
                fates.extend(self.fill(desk, (cell, people), (&row.place, goes_on)));
            }
        }
        row.told = std::mem::take(&mut desk.told);
        row.left_out = std::mem::take(&mut desk.left_out);
        if fates.is_empty() && row.left_out.is_empty() {
            row.left_out.push("这一天没有姓名".to_owned());
        }
        let has = |fate: Fate| fates.contains(&fate);
        row.fate = match () {
            () if has(Fate::Changed) => Fate::Changed,
            () if has(Fate::New) => Fate::New,
            () if has(Fate::Same) => Fate::Same,
            () => Fate::Unread,
        };
        row
    }

    /// The days of a row, and whether they are those of the row above.
    fn days(&mut self, desk: &mut Desk<'_>, line: &Line) -> Result<(Vec<NaiveDate>, bool), String> {
        let place = self.columns.iter().position(|column| column.sense == Sense::Day);
        let words = place.map_or("", |place| cell(line, place));
        if words.is_empty() && self.merged && !self.above.is_empty() {
            return Ok((self.above.clone(), true));
        }
        let before = self.above.last().copied();
        let whole = || together(&line.cells.join(" ")).join(" ");
        let said = desk.season.read(words, before)?;
        let said = said.ok_or_else(|| format!("{}里看不出日期", quoted(&whole())))?;
        if !said.rest.is_empty() {
            return Err(format!("日期{}里的{}看不懂", quoted(words), quoted(&said.rest)));
        }
        self.above.clone_from(&said.days);
        desk.left_out.extend(said.notes);
        let (inside, outside): (Vec<_>, Vec<_>) =
            said.days.into_iter().partition(|day| desk.season.has(*day));
        if !outside.is_empty() {
            let days: Vec<String> =
                outside.iter().map(|day| day.format("%-m月%-d日").to_string()).collect();
            let why = format!("{}不在本季，没有录入", days.join("、"));
            if inside.is_empty() {
                return Err(why);
            }
            desk.left_out.push(why);
        }
        Ok((inside, false))
    }

    /// Compares the words of the calendar with the days they stand beside.
    fn compare(&self, desk: &mut Desk<'_>, line: &Line, days: &[NaiveDate]) {
        let beside_days = self.columns.iter().zip(&line.cells);
        for (_, words) in beside_days.filter(|(column, _)| column.sense == Sense::Calendar) {
            let ([day], false) = (days, words.is_empty()) else { continue };
            match beside(words, *day) {
                Some(odd) => desk.left_out.extend(odd),
                None => desk.left_out.push(format!("{}没有录入", quoted(words))),
            }
        }
    }

    /// Who is on duty, by the columns; a cell that is not understood is left out whole.
    fn crews(&self, desk: &mut Desk<'_>, line: &Line) -> BTreeMap<Slot, Vec<PersonId>> {
        let mut crews: BTreeMap<Slot, Vec<PersonId>> = BTreeMap::new();
        let mut spoilt = Vec::new();
        for (column, words) in self.columns.iter().zip(&line.cells) {
            let Sense::Slot(post, shift) = column.sense else { continue };
            if words.is_empty() || words.chars().all(|sign| "-—–－/".contains(sign)) {
                continue;
            }
            match desk.people(words) {
                Ok(people) => {
                    let crew = crews.entry((post, shift)).or_default();
                    let new = people.into_iter().filter(|one| !crew.contains(one));
                    crew.extend(new.collect::<Vec<_>>());
                }
                Err(why) => {
                    let of = format!("{} {}", desk.doc.post_name(Some(post)), shift.word());
                    desk.left_out.push(format!("{of}：{why}，这一格没有录入"));
                    spoilt.push((post, shift));
                }
            }
        }
        crews.retain(|slot, _| !spoilt.contains(slot));
        crews
    }

    /// Writes one cell of the rota.
    fn fill(
        &mut self,
        desk: &mut Desk<'_>,
        (cell, people): (DutyId, &[PersonId]),
        (place, goes_on): (&str, bool),
    ) -> Option<Fate> {
        let mut people = people.to_vec();
        let before = desk.doc.duties.get(&cell).map(|duty| duty.persons.clone());
        let before = before.unwrap_or_default();
        match self.filled.get(&cell) {
            Some(_) if goes_on => {
                let more = people.iter().filter(|one| !before.contains(one)).copied();
                people = before.iter().copied().chain(more).collect();
            }
            Some(other) => {
                let day = days_words(cell.day);
                desk.left_out.push(format!("{day}在{other}已经有了，只用前一处"));
                return None;
            }
            None if !before.is_empty() && before != people => {
                let (day, names) = (days_words(cell.day), desk.doc.person_names(&before));
                let post = desk.doc.post_name(Some(cell.post)).to_owned();
                desk.told.push(format!("{day} {post} {} 原：{names}", cell.shift.word()));
            }
            None => {}
        }
        self.filled.entry(cell).or_insert_with(|| place.to_owned());
        if before == people {
            return Some(Fate::Same);
        }
        if !desk.doc.has(&RecordId::Duty(cell)) {
            desk.put(RecordId::Duty(cell).keep(true));
        }
        desk.put(Put::from((cell, DutyField::Persons(people))));
        Some(if before.is_empty() { Fate::New } else { Fate::Changed })
    }
}

/// 2月5日
fn days_words(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}
