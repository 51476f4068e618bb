//! 个人值班条: one slip, eight of which stand on an A4 to be cut.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::form::{Block, Form};
use super::table::{Column, Holds, Row, Table};

/// One slip, in the shape `slip.typ` documents.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Slip {
    /// The mine's full name.
    pub(super) unit: String,
    /// Whose it is.
    pub(super) name: String,
    /// It goes on from the slip before.
    pub(super) more: bool,
    /// Their unit and title, or nothing.
    pub(super) remark: String,
    pub(super) turns: Vec<Turn>,
    /// Whom to ring, or nothing.
    pub(super) phones: String,
}

/// A shift.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct Turn {
    /// 2月5日 周五.
    pub(super) day: String,
    /// 腊月廿九 除夕.
    pub(super) lunar: String,
    /// A day that everybody would rather have off.
    pub(super) great: bool,
    /// 夜班 20:00—次日8:00.
    pub(super) shift: String,
    /// At which post.
    pub(super) post: String,
    /// The day; for office programs.
    #[serde(skip)]
    pub(super) on: Option<NaiveDate>,
}

/// What slips are called where they are no slips.
const TITLE: &str = "个人值班条";

/// The slips for programs that cut no pages: whose, and under it a table of their shifts.
pub(super) fn form(slips: &[Slip]) -> Form {
    let mut blocks: Vec<Block> = Vec::new();
    for slip in slips {
        let rows = slip.turns.iter().map(|turn| {
            Row::Cells([&turn.day, &turn.lunar, &turn.shift, &turn.post].map(Clone::clone).to_vec())
        });
        // A slip that goes on from the one before has its shifts in the same table.
        if slip.more
            && let Some(Block::Table(table)) = blocks.last_mut()
        {
            table.rows.extend(rows);
            continue;
        }
        let columns = vec![
            Column::narrow("日期", 32.0),
            Column::narrow("农历", 34.0),
            Column::narrow("班次", 44.0),
            Column::wide("岗位", 1),
        ];
        let title = format!("{}　{}", slip.name, slip.remark).trim_end().to_owned();
        let empty = "本季没有排班".to_owned();
        let table = Table { title, columns, rows: rows.collect(), empty, ..Table::default() };
        blocks.push(Block::Table(table));
    }
    framed(slips, blocks)
}

/// The same as one list, a shift a row, for programs that sort and count.
pub(super) fn list(slips: &[Slip]) -> Form {
    let on = slips.iter().flat_map(|slip| &slip.turns).find_map(|turn| turn.on);
    let of_slip = |slip: &Slip| {
        let row = |turn: &Turn| {
            let day = turn.on.map(|day| day.format("%-m月%-d日").to_string());
            let day = day.unwrap_or_else(|| turn.day.clone());
            let words = [&slip.name, &slip.remark, &day, &turn.lunar, &turn.shift, &turn.post];
            Row::Cells(words.map(Clone::clone).to_vec())
        };
        slip.turns.iter().map(row).collect::<Vec<_>>()
    };
    let table = Table {
        columns: vec![
            Column::narrow("姓名", 24.0),
            Column::narrow("单位职务", 36.0),
            Column::narrow("日期", 24.0).of(Holds::Day),
            Column::narrow("农历", 30.0),
            Column::narrow("班次", 40.0),
            Column::wide("岗位", 1),
        ],
        rows: slips.iter().flat_map(of_slip).collect(),
        year: on.map(|day| day.year()).unwrap_or_default(),
        empty: "本季没有排班".to_owned(),
        ..Table::default()
    };
    framed(slips, vec![Block::Table(table)])
}

fn framed(slips: &[Slip], blocks: Vec<Block>) -> Form {
    let first = slips.first();
    let phones = first.map(|slip| slip.phones.clone()).filter(|phones| !phones.is_empty());
    Form {
        unit: first.map(|slip| slip.unit.clone()).unwrap_or_default(),
        title: TITLE.to_owned(),
        subtitle: phones.unwrap_or_default(),
        blocks,
        ..Form::default()
    }
}
