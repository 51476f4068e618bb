//! A rota somebody else made: days down or across, a column for each post and shift; or a row for
//! each shift or each post of a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::days::beside;
use super::desk::Desk;
use super::grid::{Grid, Line, cut, is_blank, repeated_down, together};
use super::heads::joined;
use super::titles::Titled;
use super::{Column, DITTO, Fate, Look, Order, Row, Sense, senses, slots};
use crate::model::duty::{DutyField, DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::rota::Origin;
use crate::model::{Document, Put, RecordId};
use crate::rules::signs::quoted;

/// A table with its days down.
pub(super) struct Sheet {
    pub(super) heads: Vec<String>,
    titles: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// Which column has the days.
    pub(super) day: usize,
    /// What a line is: 行, or 列 of a table on its side.
    unit: &'static str,
}

/// The words at the head of columns that name nobody.
pub(super) const CALENDAR: [&str; 9] =
    ["日期", "星期", "周次", "农历", "阴历", "节日", "节气", "时间", "阶段"];

type Slot = (PostId, DutyShift);

pub(super) fn read(desk: &mut Desk<'_>, order: &Order) -> Look {
    let is_head = |word: &str| {
        CALENDAR.contains(&word) || senses::is_head(word) || slots::slot(&desk.doc, word).is_some()
    };
    let grid = cut(&order.text, &is_head);
    let above = above(desk, &grid);
    let mut sheet = sheet(desk, grid);
    desk.season.titled = Titled::of(&above, order.source.as_ref());
    let columns = senses::columns(desk, &sheet, order);
    // Names merged over several days; what a row is about is looked up row by row.
    let is_about = |place: usize| {
        let sense = columns.get(place).map(|column| column.sense);
        matches!(sense, Some(Sense::Day | Sense::Post | Sense::Shift))
    };
    for place in (0..columns.len()).filter(|place| !is_about(*place)) {
        let mut above = String::new();
        for cell in sheet.lines.iter_mut().filter_map(|line| line.cells.get_mut(place)) {
            if cell == DITTO {
                cell.clone_from(&above);
            }
            above.clone_from(cell);
        }
    }
    let choices = senses::choices(desk, &columns);
    let merged = order.hints.merged.unwrap_or_default();
    let mut filling = Filling { columns, merged, ..Filling::default() };
    let rows = sheet.lines.iter().map(|line| filling.row(desk, &sheet, line)).collect::<Vec<_>>();
    let is_merged = |(place, column): (usize, &Column)| {
        let cells = || sheet.lines.iter().map(|line| cell(line, place));
        let is_about = matches!(column.sense, Sense::Day | Sense::Post | Sense::Shift);
        is_about && cells().any(str::is_empty) && cells().any(|cell| !cell.is_empty())
    };
    let mut look = Look {
        looks_merged: filling.columns.iter().enumerate().any(is_merged),
        merged,
        columns: filling.columns,
        rows,
        titles: sheet.titles.clone(),
        choices,
        ..Look::default()
    };
    if let Some(place) = senses::other_half(desk, &sheet) {
        let place = place + 1;
        look.remarks
            .push(format!("第{place}列起是并排的另一半表，没有录入；请移到左半张下面再录入"));
    }
    let asked = look.columns.iter().any(|column| matches!(column.sense, Sense::Slot(..)));
    if !look.rows.is_empty() && !asked {
        look.remarks.push("没有一列对得上岗位：请在列头选它是哪个岗位、哪一班".to_owned());
    }
    look
}

pub(super) fn cell(line: &Line, place: usize) -> &str {
    line.cells.get(place).map_or("", String::as_str)
}

/// The words above the first line with a day; a title may name days as well.
fn above(desk: &Desk<'_>, grid: &Grid) -> Vec<String> {
    let (Grid::Table(lines) | Grid::List(lines)) = grid;
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let filled = |line: &Line| line.cells.iter().filter(|cell| !cell.is_empty()).count();
    let has_day = |cell: &String| match desk.season.read(cell, None) {
        Ok(said) => said.is_some_and(|said| !said.rest.ends_with(['表', '排', '单'])),
        Err(_) => true,
    };
    let is_above = |line: &&Line| filled(line) == 1 && 2 < width || !line.cells.iter().any(has_day);
    lines.iter().take_while(is_above).map(|line| line.cells.join(" ")).collect()
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
        let mut lines = lines;
        repeated_down(&mut lines);
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
            Line { number: line.number, cells: vec![cells.join("、")], ..Line::default() }
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
        let cells = vec![day.to_owned(), rest];
        rows.push(Line { number: line.number, cells, ..Line::default() });
    }
    let heads = vec![String::new(), String::new()];
    Sheet { heads, titles, lines: rows, day: 0, unit: "行" }
}

/// The table with its columns as lines; what goes on to the right goes on downwards then.
fn turned(lines: &[Line], width: usize) -> Vec<Line> {
    let turned = |line: &Line, place: usize| {
        let words = if line.across.contains(&place) { DITTO } else { cell(line, place) };
        words.to_owned()
    };
    let column = |place: usize| Line {
        number: place + 1,
        cells: lines.iter().map(|line| turned(line, place)).collect(),
        ..Line::default()
    };
    (0..width).map(column).collect()
}

fn headed(
    desk: &Desk<'_>,
    mut lines: Vec<Line>,
    (width, day): (usize, usize),
    unit: &'static str,
) -> Sheet {
    let is_title = |line: &Line| {
        let filled = line.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled == 0 || (filled == 1 && 2 < width && !cell(line, 0).is_empty())
    };
    // 2027年1月30日至2月20日 above the heads is the title of the table.
    let of_day = |line: &Line| is_day(desk, cell(line, day));
    let first = lines.iter().position(|line| of_day(line) && !is_title(line));
    let first = first.or_else(|| lines.iter().position(of_day));
    // Where no day is found at all, every line says so.
    let rest = lines.split_off(first.unwrap_or_default());
    let (titles, block): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_title);
    let (heads, _) = joined(&block, width);
    let titles = titles.iter().map(|line| line.cells.join(" ").trim().to_owned());
    let titles = titles.filter(|title| !title.is_empty()).collect();
    let repeated = |line: &Line| block.iter().any(|head| head.cells == line.cells);
    let lines = rest.into_iter().filter(|line| !repeated(line)).collect();
    Sheet { heads, titles, lines, day, unit }
}

/// The post and the shift that a row names for the columns that name none.
struct About {
    post: Result<PostId, String>,
    shift: Result<Option<DutyShift>, String>,
}

impl About {
    /// Where the people of a column are on duty in this row.
    fn slot(
        &self,
        doc: &Document,
        (post, shift): (Option<PostId>, Option<DutyShift>),
    ) -> Result<Slot, String> {
        let post = post.map_or_else(|| self.post.clone(), Ok)?;
        let shifts = doc.posts.get(&post).map(|post| post.shifts.as_slice()).unwrap_or_default();
        let shift = match (shift, shifts) {
            (Some(shift), _) => shift,
            (None, [only]) if self.shift == Ok(None) => *only,
            (None, _) => self.shift.clone()?.ok_or_else(|| "没有写明班次".to_owned())?,
        };
        let name = doc.post_name(Some(post));
        shifts
            .contains(&shift)
            .then_some((post, shift))
            .ok_or_else(|| format!("{name}没有{}", shift.word()))
    }
}

/// Who is on duty together.
#[derive(Default)]
struct Crew {
    people: Vec<PersonId>,
    /// Whether the row says at which post.
    is_of_row: bool,
}

/// The rota while it is filled row by row.
#[derive(Default)]
struct Filling {
    columns: Vec<Column>,
    /// Whether an empty day is the one above.
    merged: bool,
    /// The days of the row above.
    above: Vec<NaiveDate>,
    /// The post and the shift the row above is about, as it was written.
    above_about: (String, String),
    /// Which row filled a cell.
    filled: BTreeMap<DutyId, String>,
    /// The row with other headings than the columns have, once one was met.
    other_heads: Option<String>,
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
            changes: 0,
            left_out: Vec::new(),
        };
        row.cells.resize(self.columns.len(), String::new());
        let (days, goes_on) = match self.days(desk, line) {
            Ok(days) => days,
            Err(why) => {
                // 3月份 between the rows of a table is the title of those below.
                let titled = Titled::said(&line.cells);
                desk.season.titled.month = titled.month.or(desk.season.titled.month);
                if self.has_other_heads(&desk.doc, line) {
                    self.other_heads = Some(row.place.clone());
                }
                row.left_out.push(why);
                return row;
            }
        };
        if let Some(heads) = &self.other_heads {
            let why = "是另一个表头，各列与上面不同；请把下面的行另作一张表录入";
            row.left_out.push(format!("{heads}{why}"));
            return row;
        }
        self.compare(desk, line, &days);
        let about = self.about(desk, line);
        let crews = self.crews(desk, line, &about);
        let mut fates = Vec::new();
        for day in &days {
            for ((post, shift), crew) in &crews {
                let cell = DutyId { day: *day, post: *post, shift: *shift };
                // Of a table with a row for each post somebody else of it may follow.
                let goes_on = goes_on || crew.is_of_row;
                fates.extend(self.fill(desk, (cell, &crew.people), (&row.place, goes_on)));
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

    /// Whether a row is headings, and of other columns than these.
    fn has_other_heads(&self, doc: &Document, line: &Line) -> bool {
        let filled = self.columns.iter().zip(&line.cells).filter(|(_, cell)| !cell.is_empty());
        let post = |cell: &str| slots::said(doc, cell).0;
        let (mut heads, mut others) = (0, 0);
        for (column, cell) in filled {
            let is_same = match (post(cell), column.sense) {
                (Some(post), Sense::Slot(Some(of), _)) => post == of,
                (None, Sense::Slot(..)) | (Some(_), _) => false,
                (None, _) => true,
            };
            heads += usize::from(post(cell).is_some() || CALENDAR.contains(&cell.as_str()));
            others += usize::from(!is_same);
        }
        2 <= heads && 0 < others
    }

    /// The days of a row, and whether they are those of the row above.
    fn days(&mut self, desk: &mut Desk<'_>, line: &Line) -> Result<(Vec<NaiveDate>, bool), String> {
        let place = self.columns.iter().position(|column| column.sense == Sense::Day);
        let words = place.map_or("", |place| cell(line, place));
        let goes_on = words == DITTO || words.is_empty() && self.merged;
        if goes_on && !self.above.is_empty() {
            return Ok((self.above.clone(), true));
        }
        let before = self.above.last().copied();
        let whole = || together(&line.cells.join(" ")).join(" ");
        let said = desk.season.read(words, before)?;
        let said = said.ok_or_else(|| format!("{}里看不出日期", quoted(&whole())))?;
        if !said.rest.is_empty() {
            return Err(format!("日期{}里的{}看不懂", quoted(words), quoted(&said.rest)));
        }
        if let Some(before) = before.filter(|before| said.days.first() < Some(before))
            && is_short_of_a_nought(words)
        {
            let before = days_words(before);
            let day = format!("{words}0");
            return Err(format!("{}在{before}后面，可能是{day}，请把日期写全", quoted(words)));
        }
        self.above.clone_from(&said.days);
        desk.left_out.extend(said.notes);
        if is_number_of_day(words) && desk.season.titled.month.is_none() {
            let days: Vec<String> = said.days.iter().map(|day| days_words(*day)).collect();
            desk.told.push(format!("{}没有写月份，按{}录入", quoted(words), days.join("、")));
        }
        let (inside, outside): (Vec<_>, Vec<_>) =
            said.days.into_iter().partition(|day| desk.season.has(*day));
        if !outside.is_empty() {
            // 2028年2月5日 without its year looks like a day of the season.
            let year = |day: &NaiveDate| day.format("%Y").to_string();
            let of_season = year(&desk.season.near);
            let named = |day: &NaiveDate| {
                let is_other = year(day) != of_season;
                day.format(if is_other { "%Y年%-m月%-d日" } else { "%-m月%-d日" }).to_string()
            };
            let days: Vec<String> = outside.iter().map(named).collect();
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

    /// What the row is about besides its days.
    fn about(&mut self, desk: &Desk<'_>, line: &Line) -> About {
        let merged = self.merged;
        let mut of = |sense: Sense, above: fn(&mut (String, String)) -> &mut String| {
            let place = self.columns.iter().position(|column| column.sense == sense)?;
            let above = above(&mut self.above_about);
            let words = cell(line, place);
            if words != DITTO && (!merged || !words.is_empty()) {
                words.clone_into(above);
            }
            (!is_blank(above)).then(|| above.clone())
        };
        let post = of(Sense::Post, |(post, _)| post);
        let shift = of(Sense::Shift, |(_, shift)| shift);
        let (found, beside) =
            post.as_deref().map(|words| slots::said(&desk.doc, words)).unwrap_or_default();
        About {
            post: match (post, found) {
                (Some(_), Some(found)) => Ok(found),
                (Some(words), None) => Err(format!("值班表里没有岗位{}", quoted(&words))),
                (None, _) => Err("没有写明岗位".to_owned()),
            },
            shift: match shift {
                Some(words) => match slots::only_shift(&words) {
                    Some(shift) => Ok(Some(shift)),
                    None => Err(format!("{}不是值班表的班次", quoted(&words))),
                },
                None => Ok(beside),
            },
        }
    }

    /// Who is on duty, by the columns; a cell that is not understood is left out whole.
    fn crews(&self, desk: &mut Desk<'_>, line: &Line, about: &About) -> BTreeMap<Slot, Crew> {
        let mut crews: BTreeMap<Slot, Crew> = BTreeMap::new();
        let mut spoilt = Vec::new();
        let width = line.cells.len();
        for (place, column) in self.columns.iter().enumerate().filter(|(place, _)| *place < width) {
            let Sense::Slot(post, shift) = column.sense else { continue };
            // Who stands in cells merged over several posts is on duty at each.
            let begin = line.begin_of(place);
            let begins = self.columns.get(begin).map(|column| column.sense);
            let words = match begins {
                Some(Sense::Slot(..)) => cell(line, begin),
                _ => cell(line, place),
            };
            if words.is_empty() || words.chars().all(|sign| "-—–－/".contains(sign)) {
                continue;
            }
            let slot = match about.slot(&desk.doc, (post, shift)) {
                Ok(slot) => slot,
                Err(why) => {
                    desk.left_out.push(format!("{}：{why}，这一格没有录入", quoted(words)));
                    continue;
                }
            };
            match desk.people(words) {
                Ok(people) => {
                    let crew = crews.entry(slot).or_default();
                    crew.is_of_row |= post.is_none();
                    let new = people.into_iter().filter(|one| !crew.people.contains(one));
                    let new = new.collect::<Vec<_>>();
                    crew.people.extend(new);
                }
                Err(why) => {
                    let of = format!("{} {}", desk.doc.post_name(Some(slot.0)), slot.1.word());
                    desk.left_out.push(format!("{of}：{why}，这一格没有录入"));
                    spoilt.push(slot);
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
            Some(_) if before == people => {}
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
        desk.put(Put::from((cell, DutyField::Origin(Some(Origin::Import)))));
        Some(if before.is_empty() { Fate::New } else { Fate::Changed })
    }
}

/// Whether a day is only its number: 5日, 5日至7日.
fn is_number_of_day(words: &str) -> bool {
    let is_part = |sign: char| sign.is_ascii_digit() || "日号至到、-—~ ".contains(sign);
    words.contains(['日', '号']) && words.chars().all(is_part)
}

/// 2.1: a program of tables that takes it for a number makes the same of 2.10.
fn is_short_of_a_nought(words: &str) -> bool {
    words.split_once('.').is_some_and(|(month, day)| {
        month.chars().all(|sign| sign.is_ascii_digit()) && matches!(day, "1" | "2" | "3")
    })
}

/// 2月5日
fn days_words(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}
