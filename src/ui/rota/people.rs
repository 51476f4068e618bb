//! The rota by people: everybody downwards, days across.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use eframe::egui;

use super::Front;
use super::board::{Board, Cell, Head, Spot};
use super::days::{Column, Line};
use super::posts::day_head;
use crate::model::duty::{DutyField, DutyId};
use crate::model::id::PersonId;
use crate::model::value::parts;
use crate::model::{Document, Put};
use crate::rules::duty::{self, reasons_words};
use crate::rules::{calendar, holidays, roster};

/// The width of a day.
const WIDTH: f32 = 88.0;
/// Between the shifts of a cell that is copied.
const BETWEEN: char = '、';

/// The field in which a shift is given to somebody.
pub(super) fn editor() -> egui::Id {
    egui::Id::unique("which shift somebody gets")
}

/// Everybody on the roster, and whoever else is on the rota, against the days of the season.
pub(super) struct People<'a> {
    front: &'a Front<'a>,
    table: Arc<Table>,
}

/// What stands on that board as long as nothing of the workbook changes.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Row>,
    days: Vec<NaiveDate>,
    /// The cells of each person and day.
    cells: BTreeMap<(PersonId, NaiveDate), Vec<DutyId>>,
}

#[derive(Debug)]
struct Row {
    person: PersonId,
    /// What begins with them.
    heading: Option<String>,
    /// Whether shifts are counted. Those of leaders are not. Source: `sources.md` 值班安排表.
    counts: bool,
}

impl Table {
    pub(super) fn of(doc: &Document, lines: &[Line]) -> Self {
        let days: Vec<NaiveDate> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Day(day) => Some(*day),
                Line::Phase(_) => None,
            })
            .collect();
        let mut cells: BTreeMap<(PersonId, NaiveDate), Vec<DutyId>> = BTreeMap::new();
        for day in days.iter().copied() {
            for (cell, duty) in duty::cells_of(doc, day) {
                for person in &duty.persons {
                    cells.entry((*person, day)).or_default().push(*cell);
                }
            }
        }
        let mut rows = Vec::new();
        for group in roster::groups(doc) {
            let mut heading = group.title.map(str::to_owned);
            rows.extend(group.members.iter().map(|member| Row {
                person: member.id,
                heading: heading.take().filter(|words| !words.is_empty()),
                counts: true,
            }));
        }
        let mut listed: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
        let mut heading = Some("不是队员的".to_owned());
        for (person, _) in cells.keys() {
            if listed.insert(*person) {
                rows.push(Row { person: *person, heading: heading.take(), counts: false });
            }
        }
        Self { rows, days, cells }
    }
}

impl<'a> People<'a> {
    pub(super) fn of(front: &'a Front<'a>, table: Arc<Table>) -> Self {
        Self { front, table }
    }

    /// Whose day is there.
    pub(super) fn turn_at(&self, at: Spot) -> Option<(PersonId, NaiveDate)> {
        Some((self.table.rows.get(at.row)?.person, *self.table.days.get(at.column)?))
    }

    /// Where somebody's day is.
    pub(super) fn spot_of(&self, (person, day): (PersonId, NaiveDate)) -> Option<Spot> {
        let row = self.table.rows.iter().position(|row| row.person == person)?;
        Some(Spot { row, column: self.table.days.iter().position(|one| *one == day)? })
    }

    fn on_day(&self, person: PersonId, day: NaiveDate) -> &[DutyId] {
        self.table.cells.get(&(person, day)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The column that a text names.
    fn column(&self, text: &str) -> Option<&Column<'_>> {
        let text = text.trim();
        self.front.columns.iter().find(|column| {
            let (shift, post) = (column.shift.word(), column.post.name.trim());
            text == words(column)
                || text == format!("{post} {shift}")
                || text == format!("{post}{shift}")
        })
    }
}

/// 夜班 巡查员.
fn words(column: &Column<'_>) -> String {
    format!("{} {}", column.shift.word(), column.post.name.trim())
}

/// The cells of somebody on a day.
pub(super) fn cells_on(doc: &Document, person: PersonId, day: NaiveDate) -> Vec<DutyId> {
    let cells = duty::cells_of(doc, day).filter(|(_, duty)| duty.persons.contains(&person));
    cells.map(|(cell, _)| *cell).collect()
}

/// What puts somebody into a cell, behind those who are there.
pub(super) fn joined(doc: &Document, cell: DutyId, person: PersonId) -> Put {
    let mut persons = doc.duties.get(&cell).map(|duty| duty.persons.clone()).unwrap_or_default();
    persons.push(person);
    (cell, DutyField::Persons(persons)).into()
}

/// What takes somebody out of a cell.
pub(super) fn left(doc: &Document, cell: DutyId, person: PersonId) -> Put {
    let persons = doc.duties.get(&cell).map(|duty| duty.persons.clone()).unwrap_or_default();
    let persons = persons.into_iter().filter(|one| *one != person).collect();
    (cell, DutyField::Persons(persons)).into()
}

impl Board for People<'_> {
    fn name(&self) -> &'static str {
        "按人员排班各格"
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    fn columns(&self) -> usize {
        self.table.days.len()
    }

    fn heading(&self, row: usize) -> Option<&str> {
        self.table.rows.get(row)?.heading.as_deref()
    }

    fn width(&self, _column: usize) -> f32 {
        WIDTH
    }

    fn row_head(&self, row: usize) -> Head {
        let Some(Row { person, counts, .. }) = self.table.rows.get(row) else {
            return Head::default();
        };
        let doc = self.front.view.doc;
        let name = doc.person_name(*person);
        let mine = |day: &NaiveDate| self.on_day(*person, *day).iter();
        let cells: Vec<&DutyId> = self.table.days.iter().flat_map(mine).collect();
        let nights = cells.iter().filter(|cell| cell.shift.is_night()).count();
        let second = match (counts, cells.len()) {
            (false, _) => doc.persons.get(person).map(|one| one.title.clone()).unwrap_or_default(),
            (true, 0) => "没有排班".to_owned(),
            (true, count) => format!("{count}班，含夜班{nights}"),
        };
        let label = format!("{name} {second}").trim_end().to_owned();
        Head { first: name.to_owned(), second, label, ..Head::default() }
    }

    fn column_head(&self, column: usize) -> Head {
        let Some(day) = self.table.days.get(column).copied() else { return Head::default() };
        let head = day_head(self.front, day);
        // A column has room for one of them: a festival says more than its lunar day.
        let name = holidays::day_name(&self.front.season, self.front.view.doc.little_year(), day);
        let second = if name.is_empty() { calendar::lunar_words(day) } else { name };
        Head { second, ..head }
    }

    fn cell(&self, at: Spot) -> Cell {
        let Some((person, day)) = self.turn_at(at) else { return Cell::default() };
        let doc = self.front.view.doc;
        let cells = self.on_day(person, day);
        let name = |cell: &DutyId| {
            let shift: String = cell.shift.word().chars().take(1).collect();
            format!("{shift} {}", doc.post_name(Some(cell.post)))
        };
        let names: Vec<String> = cells.iter().map(name).collect();
        let complaint = |cell: &DutyId| {
            let against = self.front.burden.against(doc, *cell, person);
            let words = reasons_words(doc, *cell, &against);
            (!against.is_empty()).then(|| format!("{}{words}", cell.shift.word()))
        };
        let is_away = doc.persons.get(&person).is_some_and(|one| one.is_away(day));
        let label = format!(
            "{} {} {}",
            doc.person_name(person),
            day.format("%-m月%-d日"),
            names.join("、")
        );
        Cell {
            complaints: cells.iter().filter_map(complaint).collect(),
            names,
            is_tall: true,
            blank: if is_away { "假" } else { "" },
            label: label.trim_end().to_owned(),
        }
    }

    fn begin(&self) -> Spot {
        let today = self.front.view.today;
        let column = self.table.days.iter().position(|day| today <= *day);
        Spot { row: 0, column: column.unwrap_or_else(|| self.table.days.len().saturating_sub(1)) }
    }

    fn page(&self) -> usize {
        10
    }

    fn editor(&self) -> egui::Id {
        editor()
    }

    fn text(&self, doc: &Document, at: Spot) -> String {
        let Some((person, day)) = self.turn_at(at) else { return String::new() };
        let cells = cells_on(doc, person, day).into_iter();
        let words = cells
            .map(|cell| format!("{} {}", cell.shift.word(), doc.post_name(Some(cell.post)).trim()));
        parts::list(words, BETWEEN)
    }

    fn write(&self, doc: &Document, at: Spot, text: &str) -> Result<Vec<Put>, String> {
        let Some((person, day)) = self.turn_at(at) else { return Ok(Vec::new()) };
        let mut wanted = Vec::new();
        for piece in parts::split(text.trim(), BETWEEN) {
            let piece = parts::bare(piece);
            let column = self.column(&piece);
            let Some(column) = column else {
                return Err(format!("没有“{piece}”这个班，没有贴入；写法如“夜班 巡查员”"));
            };
            wanted.push(column.on(day));
        }
        let before = cells_on(doc, person, day);
        let gone = before.iter().filter(|cell| !wanted.contains(cell));
        let gone = gone.map(|cell| left(doc, *cell, person));
        let new = wanted.iter().filter(|cell| !before.contains(cell));
        Ok(gone.chain(new.map(|cell| joined(doc, *cell, person))).collect())
    }
}
