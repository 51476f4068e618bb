//! Hazards in a few words each, as brief and handover list them: which, where, whose, until when.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::head::{hazard_numbers, number_words, short_day};
use super::table::{Column, Row, Table};
use super::transfer::lines;
use crate::model::hazard::{Hazard, State};
use crate::model::id::HazardId;
use crate::model::{Document, RecordId};
use crate::rules::figures::HazardFigures;
use crate::rules::lateness::Lateness;
use crate::rules::wording::where_and_what;

/// Hazards as they stood when the day or the shift was over.
pub(super) type Stood<'a> = [(HazardId, Cow<'a, Hazard>)];

/// 未销号9条：待整改5条（其中超期1条），已整改待复查或待销号4条（YH-2027-0003、0007）; nothing
/// where nothing is open.
pub(super) fn words(open: &Stood<'_>, day: NaiveDate) -> Option<String> {
    let figures = HazardFigures::count(open.iter().map(|(_, one)| one.as_ref()), day);
    if figures.open == 0 {
        return None;
    }
    let mut parts = Vec::new();
    if 0 < figures.waiting() {
        let late = match figures.late {
            0 => "没有超期".to_owned(),
            late => format!("其中超期{late}条"),
        };
        parts.push(format!("待整改{}条（{late}）", figures.waiting()));
    }
    if 0 < figures.to_close {
        let right = open.iter().map(|(_, one)| one.as_ref()).filter(|one| !one.is_waiting());
        let numbers = hazard_numbers(right, &mut None);
        parts.push(format!("已整改待复查或待销号{}条（{numbers}）", figures.to_close));
    }
    let was_late = figures.was_late - figures.late;
    if 0 < was_late {
        parts.push(format!("曾过期限（已整改或已延期）{was_late}条"));
    }
    Some(format!("未销号{}条：{}", figures.open, parts.join("，")))
}

/// So many hazards stand among the rest on one page; more of them have a page of their own.
pub(super) const ON_ONE_PAGE: usize = 12;

/// A row a hazard; the day is the last one told of.
pub(super) fn table(doc: &Document, hazards: &Stood<'_>, day: NaiveDate) -> Table {
    let year = doc.current_season().year;
    let rows = hazards.iter().map(|(id, hazard)| {
        let owner = hazard.owner.map(|owner| doc.person_name(owner)).unwrap_or_default();
        let cells = vec![
            number_words(hazard.number.as_ref()),
            where_and_what(doc, hazard),
            format!("{} {owner}", doc.unit_name(hazard.unit)).trim().to_owned(),
            limit(hazard, year),
            state(hazard, day),
        ];
        Row::Of(RecordId::Hazard(*id), cells)
    });
    let columns = vec![
        // Room for YH-2027-0054 in one line, as the template reckons it.
        Column::narrow("编号", 30.0),
        Column::wide("部位和情况", 1),
        Column::narrow("责任单位、责任人", 28.0),
        Column::narrow("期限", 18.0),
        Column::narrow("状态", 21.0),
    ];
    Table { columns, rows: rows.collect(), row_mm: 5.0, dense: true, ..Table::default() }
}

fn limit(hazard: &Hazard, year: i32) -> String {
    match hazard.limit() {
        Some(limit) => short_day(limit, year),
        None if hazard.is_on_spot() => "当场".to_owned(),
        None => "未定".to_owned(),
    }
}

/// How far it is, and whether it is or was late.
fn state(hazard: &Hazard, day: NaiveDate) -> String {
    let word = match hazard.state() {
        State::Reported => "待整改",
        state => state.word(),
    };
    match Lateness::of(hazard, day) {
        Lateness::Never => word.to_owned(),
        Lateness::Is(days) => format!("超期{days}天"),
        Lateness::Was(days) => lines(&[word, &format!("曾超期{days}天")]),
    }
}
