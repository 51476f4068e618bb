//! 《春节值班安排表》 for the wall: days by posts, with the names in the cells.

use serde::Serialize;

use super::form::{Block, Form};
use super::table::{Column, Row, Table};
use crate::model::id::PersonId;

/// One rota, in the shape `rota.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Rota {
    pub(super) page: Wall,
    /// The mine's full name.
    pub(super) unit: String,
    pub(super) title: String,
    /// From when to when.
    pub(super) subtitle: String,
    pub(super) posts: Vec<Post>,
    pub(super) days: Vec<Day>,
    /// Legend and notes: sentences with their stops.
    pub(super) notes: Vec<String>,
    /// The emergency line, or nothing.
    pub(super) phones: String,
    /// Labels of cells to sign; a cell for the date follows.
    pub(super) signers: Vec<String>,
    /// Who is on duty and how they are reached, on a page of its own; nobody where it goes on a wall.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) people: Vec<Reached>,
}

/// Somebody with the numbers that reach them.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Reached {
    pub(super) name: String,
    /// Their unit, or nothing.
    pub(super) unit: String,
    /// 8001　13900000001, or nothing.
    pub(super) phones: String,
}

impl Rota {
    /// The page of telephones for programs that know no layout of ours; none where nobody stands on it.
    pub(super) fn telephones(&self) -> Option<Form> {
        let row = |one: &Reached| {
            Row::Cells([&one.name, &one.unit, &one.phones].map(Clone::clone).to_vec())
        };
        let table = Table {
            columns: vec![
                Column::narrow("姓名", 30.0),
                Column::wide("单位", 1),
                Column::telephones(60.0),
            ],
            rows: self.people.iter().map(row).collect(),
            ..Table::default()
        };
        (!self.people.is_empty()).then(|| Form {
            unit: self.unit.clone(),
            title: TELEPHONES.to_owned(),
            subtitle: self.subtitle.clone(),
            blocks: vec![Block::Table(table)],
            notes: vec![CONFIDENTIAL.to_owned()],
            ..Form::default()
        })
    }
}

/// What the page of telephones is called.
const TELEPHONES: &str = "值班人员电话";
/// Where it may not go.
pub(super) const CONFIDENTIAL: &str = "含个人电话，报送和值班台使用，不张贴、不外传。";

/// The paper a wall print stands on, always landscape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub(super) enum Wall {
    #[default]
    #[serde(rename = "a4-wide")]
    A4,
    #[serde(rename = "a3-wide")]
    A3,
}

/// A post: one column for each of its shifts, or one if it has none.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Post {
    pub(super) name: String,
    /// Its telephone, or nothing.
    pub(super) phone: String,
    /// The last column, which nobody has to fill: words, and room for the pen.
    pub(super) remarks: bool,
    pub(super) shifts: Vec<Shift>,
}

/// A shift of a post.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Shift {
    /// 零点班.
    pub(super) name: String,
    /// 0:00–8:00, or nothing.
    pub(super) hours: String,
}

/// A day: one row.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Day {
    /// 2月5日.
    pub(super) date: String,
    /// 周五.
    pub(super) week: String,
    /// 腊月廿九.
    pub(super) lunar: String,
    /// 除夕, or nothing.
    pub(super) name: String,
    /// Bold, between heavy lines.
    pub(super) festival: bool,
    /// The names in each column, in the order of posts and shifts.
    pub(super) cells: Vec<Vec<String>>,
    /// The year the date stands without; for office programs.
    #[serde(skip)]
    pub(super) year: i32,
    /// Who they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, serde(default))]
    pub(super) of: Vec<Vec<PersonId>>,
}
