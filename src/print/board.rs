//! 今日值班牌: one board, in the shape `board.typ` documents.

use serde::Serialize;

use super::form::{Block, Form};
use super::table::{Column, Row as Cells, Table};

/// Who is on duty on a day, to be read across a room.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Board {
    /// The mine's full name.
    pub(super) unit: String,
    pub(super) title: String,
    /// The day as papers write it.
    pub(super) day: String,
    pub(super) rows: Vec<Row>,
    /// Whom to call, whatever happens; or nothing.
    pub(super) alarm: String,
    /// Sentences with their stops.
    pub(super) notes: Vec<String>,
}

/// A post in one of its shifts.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Row {
    pub(super) post: String,
    /// 夜班 20:00—次日8:00.
    pub(super) shift: String,
    pub(super) people: Vec<OnDuty>,
}

/// Somebody on duty.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct OnDuty {
    pub(super) name: String,
    /// The numbers that reach them, the one to ring first.
    pub(super) phones: Vec<String>,
}

impl Board {
    /// The board for programs that know no page to be filled: a row a post and shift.
    pub(super) fn form(&self) -> Form {
        // A row a person, the post beside the first.
        let rows = self.rows.iter().flat_map(|row| {
            row.people.iter().enumerate().map(|(at, one)| {
                let beside = |words: &str| if at == 0 { words.to_owned() } else { String::new() };
                let phones = one.phones.join("　");
                Cells::Cells(vec![beside(&row.post), beside(&row.shift), one.name.clone(), phones])
            })
        });
        let table = Table {
            columns: vec![
                Column::wide("岗位", 2),
                Column::narrow("班次", 42.0),
                Column::narrow("姓名", 30.0),
                Column::narrow("电话", 52.0),
            ],
            rows: rows.collect(),
            empty: "当日没有排班".to_owned(),
            ..Table::default()
        };
        let alarm = Block::told("紧急电话", &self.alarm, 0);
        let alarm = (!self.alarm.is_empty()).then_some(alarm);
        Form {
            unit: self.unit.clone(),
            title: self.title.clone(),
            subtitle: self.day.clone(),
            blocks: std::iter::once(Block::Table(table)).chain(alarm).collect(),
            notes: self.notes.clone(),
            ..Form::default()
        }
    }
}
