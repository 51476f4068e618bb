//! Times of a sheet that cannot be.

use chrono::{NaiveDate, TimeDelta};

use super::{LONGEST, breach, clash, day_words, moment_words, out, paper};
use crate::model::hazard::to_the_minute;
use crate::model::{Document, RecordId};
use crate::rules::{Breach, Rule};

pub(super) const RULES: &[Rule] = &[
    clash(("X7", "返回不早于出发"), "记录：时间前后相符", back_before_left),
    clash(("X8", "每处停留的时间说得过去"), "巡查单：逐处查看", in_a_rush),
    clash(("X9", "返回以后才录入"), "记录：时间前后相符", typed_before_back),
];

/// Nobody walks to a site and looks at its rows in less, taken over all sites of a sheet.
const LEAST_MINUTES: i64 = 2;
/// On fewer sites a single one that lay at hand tells nothing.
const LEAST_SITES: usize = 3;

/// A walk over midnight comes back at an earlier hour; one that would have lasted all day does not.
fn back_before_left(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = doc.sheets.iter().filter_map(|(id, sheet)| {
        let (left, back) = (sheet.left?, sheet.back?);
        let lasted = TimeDelta::days(1) - (left - back);
        (back < left && LONGEST < lasted).then(|| {
            let record = RecordId::Sheet(*id);
            let day = sheet.day.map(day_words).unwrap_or_default();
            let (left, back) = (left.format("%H:%M"), back.format("%H:%M"));
            let words = format!("{}（{day}）写着{left}出发、{back}返回", paper(doc, &record));
            (record, breach(words))
        })
    });
    told.collect()
}

fn in_a_rush(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = doc.sheets.iter().filter_map(|(id, sheet)| {
        let (left, back) = out(sheet)?;
        let (sites, minutes) = (sheet.checked_sites().len(), (back - left).num_minutes());
        let least = LEAST_MINUTES * i64::try_from(sites).unwrap_or(i64::MAX);
        (LEAST_SITES <= sites && minutes < least).then(|| {
            let record = RecordId::Sheet(*id);
            let (from, to) = (moment_words(left), back.format("%H:%M"));
            let words = format!(
                "{}写着{from}出发、{to}返回，{minutes}分钟查了{sites}处",
                paper(doc, &record)
            );
            (record, breach(words))
        })
    });
    told.collect()
}

fn typed_before_back(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = doc.sheets.iter().filter_map(|(id, sheet)| {
        let (_, back) = out(sheet)?;
        let entered = sheet.entered?;
        let minute = entered.date().and_time(to_the_minute(entered.time()));
        (minute < back).then(|| {
            let record = RecordId::Sheet(*id);
            let (typed, back) = (moment_words(entered), moment_words(back));
            let words = format!("{}写着{back}返回，{typed}已经录入", paper(doc, &record));
            (record, breach(words))
        })
    });
    told.collect()
}
