//! 《值班统计表》 for whoever reckons pay and days off: shifts by kind of day, without any pay.
//! Source: `sources.md` 值班安排表.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::table::{Column, Holds, Row, Table};
use crate::model::id::PersonId;
use crate::model::mine::{Announced, Season};
use crate::model::people::Part;
use crate::model::{Document, RecordId};
use crate::rules::{calendar, holidays};

pub(super) static PAPER: Paper = Paper {
    word: "totals",
    key: "totals",
    title: "值班统计表",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有排班",
    offers: |doc, _| if_any(totals(doc).len(), "人", "值班统计表（供劳资核算）", Request::totals()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// How many shifts of which kind of day each person has.
    pub fn totals() -> Self {
        PAPER.whole()
    }
}

/// Somebody's shifts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Total {
    shifts: u32,
    hours: i64,
    nights: u32,
    /// On days the law makes holidays.
    statutory: u32,
    /// On other days off: by the notice, and weekends of which it says nothing.
    free: u32,
    standby: u32,
}

/// By person; the mine's leaders are not counted here.
fn totals(doc: &Document) -> BTreeMap<PersonId, Total> {
    counted(doc).people
}

/// What is counted, and of which days.
#[derive(Default)]
struct Counted {
    people: BTreeMap<PersonId, Total>,
    days: BTreeSet<NaiveDate>,
    statutory: BTreeSet<NaiveDate>,
    free: BTreeSet<NaiveDate>,
}

fn counted(doc: &Document) -> Counted {
    let season = doc.current_season();
    let mut all = Counted::default();
    for (cell, duty) in doc.duties.iter() {
        let part = doc.posts.find(&cell.post).map_or(Part::Other, |post| post.watch_part());
        if part == Part::Leader {
            continue;
        }
        for person in &duty.persons {
            let total = all.people.entry(*person).or_default();
            all.days.insert(cell.day);
            if part == Part::Standby {
                total.standby += 1;
                continue;
            }
            total.shifts += 1;
            total.hours += cell.shift.hours_long();
            total.nights += u32::from(cell.shift.is_night());
            if holidays::is_statutory(cell.day) {
                total.statutory += 1;
                all.statutory.insert(cell.day);
            } else if is_free(&season, cell.day) {
                total.free += 1;
                all.free.insert(cell.day);
            }
        }
    }
    all
}

fn is_free(season: &Season, day: NaiveDate) -> bool {
    match holidays::known(season, day) {
        Some(Announced::Off) => true,
        Some(Announced::Work) => false,
        None => matches!(calendar::weekday(day), "周六" | "周日"),
    }
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, .. } = source;
    let season = doc.current_season();
    let counted = counted(doc);
    let mut people: Vec<(&str, PersonId, Total)> = counted
        .people
        .iter()
        .map(|(id, total)| {
            let unit = doc.persons.find(id).and_then(|person| person.unit);
            (doc.unit_name(unit), *id, *total)
        })
        .collect();
    people.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    let cells = |total: &Total| {
        let Total { shifts, hours, nights, statutory, free, standby } = total;
        let counts = [shifts, nights, statutory, free, standby].map(ToString::to_string);
        let [shifts, nights, statutory, free, standby] = counts;
        vec![shifts, hours.to_string(), nights, statutory, free, standby]
    };
    let mut sum = Total::default();
    let mut rows: Vec<Row> = Vec::new();
    for (place, (unit, id, total)) in people.iter().enumerate() {
        sum = Total {
            shifts: sum.shifts + total.shifts,
            hours: sum.hours + total.hours,
            nights: sum.nights + total.nights,
            statutory: sum.statutory + total.statutory,
            free: sum.free + total.free,
            standby: sum.standby + total.standby,
        };
        let mut row =
            vec![(place + 1).to_string(), doc.person_name(*id).to_owned(), (*unit).to_owned()];
        row.extend(cells(total));
        rows.push(Row::Of(RecordId::Person(*id), row));
    }
    let mut total = vec!["合计".to_owned(), String::new(), String::new()];
    total.extend(cells(&sum));
    rows.push(Row::Total(total));
    Form {
        page: Page::A4,
        unit: mine.heading().to_owned(),
        title: season_title(season.year, "春节值班统计表"),
        subtitle: format!("{}（供劳资核算）", period(&counted, season.year)),
        blocks: vec![
            Block::Table(Table { columns: columns(), rows, dense: true, ..Table::default() }),
            Block::signed(&["编制", "审核", "劳资部门签收"]),
        ],
        notes: vec![
            "按排班表统计，实际换班的以换班单和值班日志为准；日期按班次开始的那一天。".to_owned(),
            days_words(&counted, &season),
            "只统计班次，不含标准和金额；矿领导不列，消防控制室等按正式表抄录的一并统计。"
                .to_owned(),
        ],
        ..Form::default()
    }
}

/// 2027年1月30日至2月20日.
fn period(counted: &Counted, year: i32) -> String {
    let (first, last) = (counted.days.first(), counted.days.last());
    let span = first.zip(last).map(|(first, last)| {
        let first = first.format("%Y年%-m月%-d日");
        format!("{first}至{}", short_day(*last, year))
    });
    span.unwrap_or_default()
}

/// Which days the two columns of days off are made of, so that they can be counted again.
fn days_words(counted: &Counted, season: &Season) -> String {
    let list = |days: &BTreeSet<NaiveDate>| {
        let days: Vec<NaiveDate> = days.iter().copied().collect();
        if days.is_empty() { "没有".to_owned() } else { holidays::spans(&days) }
    };
    let how = if season.announced.is_empty() {
        "放假、调休待国办通知，暂按周六、周日计".to_owned()
    } else {
        holidays::note(season)
    };
    format!(
        "法定节假日按放假办法第2条，计入{}；其他休息日计入{}（{how}）。备班单列，不计入这两栏。",
        list(&counted.statutory),
        list(&counted.free)
    )
}

fn columns() -> Vec<Column> {
    let count = |title: &str, mm: f64| Column::narrow(title, mm).of(Holds::Count);
    vec![
        count("序号", 11.0),
        Column::narrow("姓名", 22.0),
        Column::wide("单位", 1),
        count("值班班数", 18.0),
        count("小时", 15.0),
        count("其中夜班", 18.0),
        count("法定节假日", 21.0),
        count("其他休息日", 21.0),
        count("备班", 14.0),
    ]
}
