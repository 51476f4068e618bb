//! A roster as it is pasted: a table out of WPS, a CSV file, or the list of a chat group. Says
//! what each column means and what each row says; puts nobody on the books.

use std::collections::BTreeMap;

use super::team::Recruit;
use crate::model::choices;

mod cells;
mod guess;
mod words;

use words::Numbers;
pub(super) use {cells::tidy, words::is_name};

choices! {
    /// What a column of a roster says.
    Meaning {
        /// The name.
        Name = "姓名",
        /// Man or woman.
        Sex = "性别",
        /// The unit.
        Unit = "单位",
        /// Post or title.
        Title = "职务",
        /// Party branch.
        Branch = "支部",
        /// Where they stand in the Party.
        Standing = "政治面貌",
        /// Internal telephone.
        Phone = "电话",
        /// Mobile telephone.
        Mobile = "手机",
        /// Branch squad.
        Squad = "分队",
        /// Group.
        Group = "小组",
        /// Part in the team.
        Role = "队内职务",
        /// Something the team does not keep.
        Skip = "不录入",
    }
}

/// A pasted roster, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows that are neither empty nor headings.
    pub rows: Vec<Row>,
}

/// A column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, if it has one.
    pub head: String,
    /// What it says.
    pub meaning: Meaning,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the text it begins in, from 1.
    pub line: usize,
    /// Its cells, one a column.
    pub cells: Vec<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody.
    Read {
        /// Who.
        recruit: Recruit,
        /// What of the row is left out, and why.
        left_out: Vec<String>,
    },
    /// Nobody, for this reason.
    Unread(String),
}

impl Column {
    /// Whether offices merge its cells over several people.
    fn is_often_merged(&self) -> bool {
        use Meaning::{Branch, Group, Squad, Unit};
        matches!(self.meaning, Unit | Branch | Squad | Group)
    }
}

impl Roster {
    /// Whether cells may have been merged: some of a column are empty, others are not.
    pub fn looks_merged(&self) -> bool {
        let read = |row: &&Row| matches!(row.outcome, Outcome::Read { .. });
        let empty = |place: usize| {
            let cells = self.rows.iter().filter(read).filter_map(move |row| row.cells.get(place));
            cells.map(String::is_empty)
        };
        let mut often = self.columns.iter().enumerate().filter(|(_, one)| one.is_often_merged());
        often.any(|(place, _)| empty(place).any(|one| one) && empty(place).any(|one| !one))
    }

    /// Everybody who could be read, in the order of the rows.
    pub fn recruits(&self) -> Vec<Recruit> {
        let read = self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Read { recruit, .. } => Some(recruit.clone()),
            Outcome::Unread(_) => None,
        });
        read.collect()
    }

    /// Whether any column says that.
    pub fn says(&self, meaning: Meaning) -> bool {
        self.columns.iter().any(|column| column.meaning == meaning)
    }
}

/// What a person says of a roster besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What columns mean that were guessed wrong.
    pub meanings: BTreeMap<usize, Meaning>,
    /// Whether an empty cell of a unit, branch, squad or group means the one above: cells that
    /// were merged in WPS arrive so.
    pub merged: bool,
}

/// Reads a pasted roster.
pub fn read(text: &str, hints: &Hints) -> Roster {
    let table = cells::table(text);
    let mut columns = table.columns;
    for (place, column) in columns.iter_mut().enumerate() {
        column.meaning = hints.meanings.get(&place).copied().unwrap_or(column.meaning);
    }
    let mut above = vec![String::new(); columns.len()];
    let rows = table.lines.into_iter().map(|line| {
        let mut cells = line.cells;
        cells.resize(columns.len(), String::new());
        if hints.merged {
            fill_down(&columns, &mut above, &mut cells);
        }
        let outcome = match line.stray {
            Some(why) => Outcome::Unread(why.to_owned()),
            None => outcome(&columns, &cells),
        };
        Row { line: line.number, cells, outcome }
    });
    let rows = rows.collect();
    Roster { columns, rows }
}

/// Writes what stands above into empty cells of columns that are often merged.
fn fill_down(columns: &[Column], above: &mut [String], cells: &mut [String]) {
    let merged = columns.iter().zip(above).zip(cells);
    for ((_, above), cell) in merged.filter(|((column, _), _)| column.is_often_merged()) {
        if cell.is_empty() {
            cell.clone_from(above);
        } else {
            above.clone_from(cell);
        }
    }
}

/// What a row says, by the meaning of its columns.
fn outcome(columns: &[Column], cells: &[String]) -> Outcome {
    let said = |meaning: Meaning| {
        let said = columns.iter().zip(cells).filter(|(column, _)| column.meaning == meaning);
        let said: Vec<&str> =
            said.map(|(_, cell)| cell.as_str()).filter(|cell| !cell.is_empty()).collect();
        said.join(" ")
    };
    let name = words::name(&said(Meaning::Name));
    if let Some(why) = words::no_name(&name) {
        return Outcome::Unread(why);
    }
    let mut left_out = Vec::new();
    let standing = said(Meaning::Standing);
    let Ok(standing) = words::standing(&standing) else {
        let why = "突击队名册只收正式党员、预备党员、入党积极分子，请核实";
        return Outcome::Unread(format!("政治面貌是“{standing}”，{why}"));
    };
    let mut known = |meaning: Meaning, why: &str| {
        let words = said(meaning);
        left_out.push(format!("{}“{words}”{why}", meaning.word()));
    };
    let woman = words::woman(&said(Meaning::Sex)).unwrap_or_else(|()| {
        known(Meaning::Sex, "看不出男女");
        None
    });
    let group = words::group(&said(Meaning::Group)).unwrap_or_else(|()| {
        known(Meaning::Group, "不是六个小组之一");
        None
    });
    let role = words::role(&said(Meaning::Role)).unwrap_or_else(|()| {
        known(Meaning::Role, "不是队长、副队长、队员");
        None
    });
    let numbers = Numbers::of(&[said(Meaning::Mobile), said(Meaning::Phone)], &mut left_out);
    let recruit = Recruit {
        name,
        woman,
        unit: said(Meaning::Unit),
        title: said(Meaning::Title),
        branch: said(Meaning::Branch),
        standing,
        phone: numbers.phone,
        mobile: numbers.mobile,
        squad: said(Meaning::Squad),
        group,
        role,
    };
    Outcome::Read { recruit, left_out }
}

#[cfg(test)]
mod tests;
