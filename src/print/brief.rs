//! 党员突击队日报: what a day came to, in sentences that were counted. Source: domain.md 7.6.

use chrono::NaiveDate;

use super::head::{number_words, short_day, time_words};
use super::letter::{Element, Letter};
use super::table::{Column, Row, Table};
use super::transfer::lines;
use super::zero_reports::reports_of;
use crate::model::Document;
use crate::model::duty::{Duty, DutyId};
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::rules::calendar::paper_day;
use crate::rules::duty::cells_of;
use crate::rules::tally::{Tally, open_at_end_of, steps_on};

/// Lines for what is to be coordinated; nobody but the office knows it.
const PEN_LINES: u8 = 2;

pub(super) fn letter(doc: &Document, mine: &Mine, day: NaiveDate) -> Letter {
    let today = Tally::of(doc, day, day);
    let mut elements = vec![Element::section("一、值班值守。", watch(doc, &today, day))];
    elements.push(Element::section("二、巡查和隐患。", patrols(&today)));
    elements.extend(steps(doc, day));
    elements.extend(open(doc, day));
    let outreach = today.outreach_words().unwrap_or_else(|| "当日没有登记记录。".to_owned());
    elements.push(Element::section("四、宣传和帮扶。", outreach));
    elements.push(Element::section("五、零报告。", zero_reports(doc, day)));
    elements.push(Element::section("六、累计情况。", season(doc, day)));
    elements.push(Element::section("七、需协调事项", ""));
    elements.push(Element::Lines(PEN_LINES));
    elements.push(signing(&["编制", "审核"]));
    Letter {
        title: format!("{}春节党员突击队日报", short_name(mine)),
        subtitle: paper_day(day),
        elements,
        ..Letter::default()
    }
}

/// The mine in titles: its short name if it has one.
pub(super) fn short_name(mine: &Mine) -> &str {
    if mine.name.trim().is_empty() { mine.heading() } else { mine.name.trim() }
}

/// Cells to be signed by hand at the end of a letter.
pub(super) fn signing(labels: &[&str]) -> Element {
    let columns =
        labels.iter().flat_map(|_| [Column::narrow("", 20.0), Column::wide("", 1)]).collect();
    let cells = labels.iter().flat_map(|label| [(*label).to_owned(), String::new()]).collect();
    Element::Table(Table {
        columns,
        rows: vec![Row::Cells(cells)],
        row_mm: 12.0,
        ..Table::default()
    })
}

/// Who commands, who keeps the watch and who leads the patrol, as the rota or the logs have it.
fn watch(doc: &Document, today: &Tally, day: NaiveDate) -> String {
    let mut heads = heads_by_rota(doc, day);
    if heads.is_empty() {
        heads = heads_by_logs(doc, day);
    }
    let heads = if heads.is_empty() {
        "当日没有排班和值班日志记录。".to_owned()
    } else {
        format!("{}。", heads.join("，"))
    };
    format!("{heads}{}", today.watch_words().unwrap_or_default())
}

fn heads_by_rota(doc: &Document, day: NaiveDate) -> Vec<String> {
    let mut cells: Vec<(&DutyId, &Duty)> = cells_of(doc, day)
        .filter(|(id, duty)| {
            let post = doc.post_name(Some(id.post));
            let is_head = ["领导", "值班员", "组长"].iter().any(|word| post.contains(word));
            is_head && !duty.persons.is_empty()
        })
        .collect();
    let order = |id: &DutyId| doc.posts.find(&id.post).map_or(u16::MAX, |post| post.order);
    cells.sort_by_key(|(id, _)| (order(id), **id));
    let by_post = cells.chunk_by(|(one, _), (other, _)| one.post == other.post);
    by_post
        .filter_map(|cells| {
            let (first, _) = cells.first()?;
            let shifts = cells.iter().map(|(id, duty)| {
                let names = doc.person_names(&duty.persons);
                if 1 < cells.len() { format!("{}{names}", id.shift.word()) } else { names }
            });
            let post = doc.post_name(Some(first.post));
            Some(format!("{post}{}", shifts.collect::<Vec<_>>().join("、")))
        })
        .collect()
}

fn heads_by_logs(doc: &Document, day: NaiveDate) -> Vec<String> {
    let logs = || doc.logs.iter().map(|(_, log)| log).filter(|log| log.day == Some(day));
    let told = |post: &str, people: Vec<PersonId>| {
        let mut names: Vec<&str> = people.iter().map(|id| doc.person_name(*id)).collect();
        names.dedup();
        (!names.is_empty()).then(|| format!("{post}{}", names.join("、")))
    };
    [
        told("值班矿领导", logs().filter_map(|log| log.leader).collect()),
        told("值班员", logs().flat_map(|log| log.keepers.clone()).collect()),
        told("当班组长", logs().filter_map(|log| log.captain).collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn patrols(today: &Tally) -> String {
    let patrols = today.patrol_words().unwrap_or_else(|| match today.out {
        0 => "当日没有巡查单和检查单。".to_owned(),
        out => format!("当日{out}张巡查单、检查单尚未收回录入。"),
    });
    let hazards = today.hazard_words().unwrap_or_else(|| "当日没有登记隐患。".to_owned());
    format!("{patrols}{hazards}")
}

/// What was done about each hazard that day.
fn steps(doc: &Document, day: NaiveDate) -> Option<Element> {
    let rows: Vec<Row> = steps_on(doc, day)
        .into_iter()
        .map(|(hazard, done)| Row::Cells(vec![hazard, done]))
        .collect();
    let columns = vec![Column::wide("当日登记和办理的隐患", 3), Column::wide("办理情况", 1)];
    (!rows.is_empty())
        .then(|| Element::Table(Table { columns, rows, dense: true, ..Table::default() }))
}

/// What is open and what of it is late: number, who must put it right, until when.
fn open(doc: &Document, day: NaiveDate) -> Vec<Element> {
    let open: Vec<_> = open_at_end_of(doc, day).into_iter().map(|(_, one)| one).collect();
    let late = open.iter().filter(|hazard| 0 < hazard.days_late(day)).count();
    let known = doc.hazards.iter().any(|(_, one)| one.found_on.is_none_or(|on| on <= day));
    let words = match (open.len(), late) {
        (0, _) if known => "台账登记的隐患均已销号或作废。".to_owned(),
        (0, _) => "台账没有登记隐患。".to_owned(),
        (open, 0) => format!("截至当日未销号{open}条，没有超期。"),
        (open, late) => format!("截至当日未销号{open}条，其中超期{late}条。"),
    };
    let heading = Element::section("三、未销号隐患。", words);
    if open.is_empty() {
        return vec![heading];
    }
    let year = doc.current_season().year;
    let rows = open.iter().map(|hazard| {
        let owner = hazard.owner.map(|owner| doc.person_name(owner)).unwrap_or_default();
        let late = hazard.days_late(day);
        Row::Cells(vec![
            number_words(hazard.number.as_ref()),
            format!("{}{}", doc.site_name(hazard.site), hazard.words),
            lines(&[doc.unit_name(hazard.unit), owner]),
            hazard.limit().map(|limit| short_day(limit, year)).unwrap_or_default(),
            if 0 < late { format!("超期{late}天") } else { hazard.state().word().to_owned() },
        ])
    });
    let columns = vec![
        Column::narrow("编号", 29.0),
        Column::wide("隐患", 1),
        Column::narrow("责任单位、责任人", 26.0),
        Column::narrow("期限", 19.0),
        Column::narrow("状态", 21.0),
    ];
    let table = Table { columns, rows: rows.collect(), dense: true, ..Table::default() };
    vec![heading, Element::Table(table)]
}

fn zero_reports(doc: &Document, day: NaiveDate) -> String {
    let reports = reports_of(doc, day);
    if reports.is_empty() {
        return "当日没有零报告记录。".to_owned();
    }
    let told = reports.iter().map(|report| {
        let words = match report.words.trim().trim_end_matches('。') {
            "" => "无突发事件",
            words => words,
        };
        format!("{}报{}：{words}", time_words(report.at), report.receiver)
    });
    format!("{}。", told.collect::<Vec<_>>().join("；"))
}

/// What the season has come to since its first day or its first record.
fn season(doc: &Document, day: NaiveDate) -> String {
    let season = Tally::of_season(doc, day);
    let year = doc.current_season().year;
    let sentences = season.sentences();
    if sentences.is_empty() {
        return "还没有记录。".to_owned();
    }
    format!("{}起，{}", short_day(season.from, year), sentences.concat())
}
