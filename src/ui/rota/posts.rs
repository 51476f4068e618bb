//! The rota by posts: days downwards, posts with their shifts across.

use chrono::NaiveDate;
use eframe::egui;

use super::board::{Board, Cell, Head, Spot};
use super::days::{Column, Line};
use super::{Front, day_words, editor};
use crate::model::duty::{DutyField, DutyId};
use crate::model::id::PersonId;
use crate::model::{Document, Put, Reading, Value as _};
use crate::rules::{calendar, holidays};

/// The width of a column for one person a shift, for two, and for more.
const WIDTHS: [f32; 3] = [92.0, 152.0, 184.0];

/// The days of the season against the columns of the rota.
pub(super) struct Posts<'a> {
    front: &'a Front<'a>,
    days: Vec<NaiveDate>,
    /// What begins with a day.
    headings: Vec<Option<&'static str>>,
}

impl<'a> Posts<'a> {
    pub(super) fn of(front: &'a Front<'a>) -> Self {
        let (mut days, mut headings, mut heading) = (Vec::new(), Vec::new(), None);
        for line in &front.lines {
            match line {
                Line::Phase(phase) => heading = Some(phase.word()),
                Line::Day(day) => {
                    days.push(*day);
                    headings.push(heading.take());
                }
            }
        }
        Self { front, days, headings }
    }

    /// The cell of the rota there.
    pub(super) fn cell_at(&self, at: Spot) -> Option<DutyId> {
        Some(self.front.columns.get(at.column)?.on(*self.days.get(at.row)?))
    }

    /// Where a cell of the rota is.
    pub(super) fn spot_of(&self, cell: DutyId) -> Option<Spot> {
        let row = self.days.iter().position(|day| *day == cell.day)?;
        let at = |column: &Column<'_>| column.on(cell.day) == cell;
        Some(Spot { row, column: self.front.columns.iter().position(at)? })
    }

    fn persons(&self, doc: &Document, at: Spot) -> Vec<PersonId> {
        let duty = self.cell_at(at).and_then(|cell| doc.duties.get(&cell));
        duty.map(|duty| duty.persons.clone()).unwrap_or_default()
    }
}

impl Board for Posts<'_> {
    fn name(&self) -> &'static str {
        "排班表各格"
    }

    fn rows(&self) -> usize {
        self.days.len()
    }

    fn columns(&self) -> usize {
        self.front.columns.len()
    }

    fn heading(&self, row: usize) -> Option<&str> {
        self.headings.get(row).copied().flatten()
    }

    fn width(&self, column: usize) -> f32 {
        let [one, two, more] = WIDTHS;
        match self.front.columns.get(column).map_or(1, |column| column.post.people()) {
            1 => one,
            2 => two,
            _ => more,
        }
    }

    fn row_head(&self, row: usize) -> Head {
        let Some(day) = self.days.get(row).copied() else { return Head::default() };
        day_head(self.front, day)
    }

    fn column_head(&self, column: usize) -> Head {
        let Some(Column { post, shift, .. }) = self.front.columns.get(column) else {
            return Head::default();
        };
        let (said, told) =
            if post.official { ("·正式表", "　以矿办正式表为准") } else { ("", "") };
        Head {
            first: post.name.clone(),
            second: format!("{}{said}", shift.word()),
            label: format!("{} {}{told}", post.name, shift.word()),
            ..Head::default()
        }
    }

    fn cell(&self, at: Spot) -> Cell {
        let Some(id) = self.cell_at(at) else { return Cell::default() };
        let doc = self.front.view.doc;
        let duty = doc.duties.get(&id);
        let names: Vec<String> = duty
            .map(|duty| duty.persons.iter().map(|one| doc.person_name(*one).to_owned()).collect())
            .unwrap_or_default();
        let label = format!(
            "{} {} {} {}",
            id.day.format("%-m月%-d日"),
            doc.post_name(Some(id.post)),
            id.shift.word(),
            names.join("、")
        );
        let complaints = self.front.burden.complaints(doc, id);
        Cell { names, complaints, label: label.trim_end().to_owned(), ..Cell::default() }
    }

    fn begin(&self) -> Spot {
        let today = self.front.view.today;
        let row = self.days.iter().position(|day| today <= *day);
        Spot { row: row.unwrap_or_else(|| self.days.len().saturating_sub(1)), column: 0 }
    }

    fn page(&self) -> usize {
        7
    }

    fn editor(&self) -> egui::Id {
        editor()
    }

    fn text(&self, doc: &Document, at: Spot) -> String {
        self.persons(doc, at).shown(doc)
    }

    fn write(&self, doc: &Document, at: Spot, text: &str) -> Result<Vec<Put>, String> {
        let Some(cell) = self.cell_at(at) else { return Ok(Vec::new()) };
        match Vec::<PersonId>::parse(text.trim(), doc) {
            Reading::Is(named) => {
                // Twice in a cell is once: who is on duty sits on one seat.
                let mut persons: Vec<PersonId> = Vec::new();
                for one in named {
                    if !persons.contains(&one) {
                        persons.push(one);
                    }
                }
                Ok(vec![(cell, DutyField::Persons(persons)).into()])
            }
            Reading::Which(_) => Err(format!("“{text}”不止一个同名的人，请在格子里打字选定")),
            Reading::Unclear => Err(format!("名册上没有“{text}”，没有贴入；几个人之间用“、”")),
        }
    }
}

/// The head of a day.
pub(super) fn day_head(front: &Front<'_>, day: NaiveDate) -> Head {
    let (view, season) = (front.view, &front.season);
    let little = view.doc.little_year();
    let is_today = day == view.today;
    let tail = if is_today { " 今天" } else { "" };
    let second = [calendar::lunar_words(day), holidays::day_name(season, little, day)].join(" ");
    Head {
        first: format!("{} {}{tail}", day.format("%-m月%-d日"), calendar::weekday(day)),
        second: second.trim_end().to_owned(),
        label: day_words(front, day),
        is_great: calendar::festival(day, little).is_some(),
        is_today,
    }
}
