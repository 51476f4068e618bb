//! 党员突击队日报: what a day came to, in sentences that were counted. Source: `sources.md` 汇报材料.

use std::collections::BTreeSet;

use super::PrintError;
use super::data::Data;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::rules::calendar;
use chrono::NaiveDate;

use super::head::{hazard_numbers, number_words, short_day, time_words};
use super::letter::{Element, Letter};
use super::loops;
use super::table::{Column, Row, Side, Table};
use super::transfer::lines;
use super::zero_reports::reports_of;
use crate::model::Document;
use crate::model::duty::{Duty, DutyId};
use crate::model::id::PersonId;
use crate::model::mine::Mine;
use crate::model::people::Part;
use crate::model::watch::ZeroReport;
use crate::rules::calendar::paper_day;
use crate::rules::duty::{cells_of, part};
use crate::rules::tally::{Tally, open_at_end_of, steps_on, where_and_what};

pub(super) static PAPER: Paper = Paper {
    word: "brief",
    key: "brief",
    title: "日报",
    shelf: Shelf::Reports,
    folder: "10总结",
    days: Span::Daily { back: Some(0) },
    none: "还没有可以写日报的记录",
    offers,
    name: |_, of| Named { day: of.day(), ..Named::of("突击队") },
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The team's daily brief.
    pub fn brief(day: NaiveDate) -> Self {
        PAPER.on_day(day)
    }
}

/// One of each day of which something was written down; any other day can be asked for too.
fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let days: BTreeSet<NaiveDate> = match scope.days {
        Some((from, to)) => from.iter_days().take_while(|day| *day <= to).collect(),
        None => days_of_records(doc).collect(),
    };
    let offer = |day: NaiveDate| {
        let words = format!("日报 {}", calendar::day_words(day));
        let offer = Offer::new(words, "", Request::brief(day)).on(Some(day));
        offer.in_set_if(days_of_records(doc).any(|of| of == day))
    };
    days.into_iter().map(offer).collect()
}

/// The day of each record that tells of one.
fn days_of_records(doc: &Document) -> impl Iterator<Item = NaiveDate> {
    let of_watch = doc
        .logs
        .iter()
        .map(|(_, one)| one.day)
        .chain(doc.zero_reports.iter().map(|(_, one)| one.day))
        .chain(doc.spot_checks.iter().map(|(_, one)| one.day));
    doc.sheets
        .iter()
        .map(|(_, one)| one.day)
        .chain(doc.hazards.iter().map(|(_, one)| one.found_on))
        .chain(of_watch)
        .chain(doc.activities.iter().map(|(_, one)| one.day))
        .chain(doc.services.iter().map(|(_, one)| one.day))
        .flatten()
}

/// Whether anything was written down that a report can be made of.
pub(super) fn has_records(doc: &Document) -> bool {
    days_of_records(doc).next().is_some()
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let day = of.day().ok_or(PrintError::Nothing)?;
    Ok(Data::Letters(vec![letter(source.doc, &source.mine, day)]))
}

/// Lines for what is to be coordinated; nobody but the office knows it.
const PEN_LINES: u8 = 2;

pub(super) fn letter(doc: &Document, mine: &Mine, day: NaiveDate) -> Letter {
    let today = Tally::of(doc, day, day);
    let mut elements = vec![Element::section("一、值班值守。", watch(doc, &today, day))];
    elements.push(Element::section("二、巡查和隐患。", patrols(doc, &today, day)));
    elements.extend(steps(doc, day));
    elements.extend(open(doc, day));
    let outreach = today.outreach_words().unwrap_or_else(|| "当日没有登记记录。".to_owned());
    elements.push(Element::section("四、宣传和帮扶。", outreach));
    elements.push(Element::section("五、零报告。", zero_reports(doc, day)));
    elements.extend(season(doc, &today, day));
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
            let part = part(doc, id.post);
            let is_head = matches!(part, Part::Leader | Part::Keeper | Part::Captain);
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

fn patrols(doc: &Document, today: &Tally, day: NaiveDate) -> String {
    let patrols = today.patrol_words().unwrap_or_else(|| match today.out {
        0 => "当日没有巡查单和检查单。".to_owned(),
        out => format!("当日{out}张巡查单、检查单尚未收回录入。"),
    });
    let counted = [
        (today.hazards.all, format!("登记隐患{}条", today.hazards.all)),
        (today.hazards.on_spot, format!("当场整改{}条", today.hazards.on_spot)),
        (today.notices, format!("主管部门下达整改通知{}份", today.notices)),
        (today.closed, format!("销号{}条（含以前登记的）", today.closed)),
    ];
    let counted: Vec<String> =
        counted.into_iter().filter(|(count, _)| 0 < *count).map(|(_, words)| words).collect();
    let counted = if counted.is_empty() {
        "没有登记、销号的隐患。".to_owned()
    } else {
        format!("{}。", counted.join("，"))
    };
    let earlier = loops::told(
        doc,
        |hazard| hazard.found_on.is_some_and(|found| found < day),
        |at| at.date() == day,
    );
    let earlier = if earlier.is_empty() {
        earlier
    } else {
        format!("以前登记的办理情况：{earlier}。")
    };
    format!("{patrols}{counted}{earlier}")
}

/// The hazards found that day, with what was done about each.
fn steps(doc: &Document, day: NaiveDate) -> Option<Element> {
    let rows: Vec<Row> = steps_on(doc, day)
        .into_iter()
        .filter(|one| one.is_new)
        .map(|one| Row::Cells(vec![one.hazard, one.done]))
        .collect();
    let columns = vec![Column::wide("当日登记的隐患", 1), Column::narrow("办理情况", 38.0)];
    let table = Table { columns, rows, dense: true, ..Table::default() };
    (!table.rows.is_empty()).then_some(Element::Table(table))
}

/// What is open and what of it is late. What still has to be put right comes with who must do it
/// and until when; what only waits to be looked at or signed off, by its number.
fn open(doc: &Document, day: NaiveDate) -> Vec<Element> {
    let open: Vec<_> = open_at_end_of(doc, day).into_iter().map(|(_, one)| one).collect();
    let (waiting, right): (Vec<_>, Vec<_>) = open.iter().partition(|hazard| hazard.is_waiting());
    let late = waiting.iter().filter(|hazard| hazard.is_late(day)).count();
    let was_late = open.iter().filter(|hazard| 0 < hazard.days_late(day)).count() - late;
    let known = doc.hazards.iter().any(|(_, one)| one.found_on.is_none_or(|on| on <= day));
    let mut parts = vec![match open.len() {
        0 if known => "台账登记的隐患均已销号或作废".to_owned(),
        0 => "台账没有登记隐患".to_owned(),
        open => format!("截至当日未销号{open}条"),
    }];
    if !right.is_empty() {
        let numbers = hazard_numbers(right.iter().map(|one| one.as_ref()), &mut None);
        parts.push(format!("已整改待复查、待销号{}条（{numbers}）", right.len()));
    }
    if !waiting.is_empty() {
        parts.push(format!("待整改{}条", waiting.len()));
        parts.push(match late {
            0 => "没有超期".to_owned(),
            late => format!("其中超期{late}条"),
        });
    }
    if 0 < was_late {
        parts.push(format!("曾过期限（已整改或已延期）{was_late}条"));
    }
    let heading = Element::section("三、未销号隐患。", format!("{}。", parts.join("，")));
    if waiting.is_empty() {
        return vec![heading];
    }
    let year = doc.current_season().year;
    let rows = waiting.iter().map(|hazard| {
        let owner = hazard.owner.map(|owner| doc.person_name(owner)).unwrap_or_default();
        let late = hazard.days_late(day);
        Row::Cells(vec![
            number_words(hazard.number.as_ref()),
            where_and_what(doc, hazard),
            lines(&[doc.unit_name(hazard.unit), owner]),
            hazard.limit().map(|limit| short_day(limit, year)).unwrap_or_default(),
            match (late, hazard.is_late(day)) {
                (0, _) => hazard.state().word().to_owned(),
                (late, true) => format!("超期{late}天"),
                (late, false) => lines(&[hazard.state().word(), &format!("曾超期{late}天")]),
            },
        ])
    });
    let columns = vec![
        Column::narrow("编号", 30.0),
        Column::wide("待整改的隐患", 1),
        Column::narrow("责任单位\n责任人", 24.0),
        Column::narrow("期限", 19.0),
        Column::narrow("状态", 21.0),
    ];
    let table = Table { columns, rows: rows.collect(), dense: true, ..Table::default() };
    vec![heading, Element::Table(table)]
}

/// Who was told what when; what was told to several at once is said once.
fn zero_reports(doc: &Document, day: NaiveDate) -> String {
    let reports = reports_of(doc, day);
    if reports.is_empty() {
        return "当日没有零报告记录。".to_owned();
    }
    let words = |report: &ZeroReport| match report.words.trim().trim_end_matches('。') {
        "" => "无突发事件".to_owned(),
        words => words.to_owned(),
    };
    let alike = reports.chunk_by(|one, next| one.at == next.at && words(one) == words(next));
    let told = alike.filter_map(|some| {
        let first = some.first()?;
        let receivers: Vec<&str> = some.iter().map(|report| report.receiver.trim()).collect();
        let (at, words) = (time_words(first.at), words(first));
        Some(format!("{at}报{}：{words}", receivers.join("、")))
    });
    format!("{}。", told.collect::<Vec<_>>().join("；"))
}

/// What the day and the season have come to side by side, and the rate with how it was counted.
fn season(doc: &Document, today: &Tally, day: NaiveDate) -> Vec<Element> {
    let season = Tally::of_season(doc, day);
    let [of_day, of_season] = [today, &season].map(figures);
    let told: Vec<(&str, usize, usize)> = of_day
        .into_iter()
        .zip(of_season)
        .filter(|(_, (_, all))| 0 < *all)
        .map(|((name, count), (_, all))| (name, count, all))
        .collect();
    if told.is_empty() {
        return vec![Element::section("六、累计情况。", "还没有记录。")];
    }
    let from = short_day(season.from, doc.current_season().year);
    let rate = match season.hazards.all {
        0 => String::new(),
        _ => format!("{}。", season.hazards.rate_words()),
    };
    let heading = Element::section(format!("六、累计情况（{from}起）。"), rate);
    let row = |name: &str, of: fn(&(&str, usize, usize)) -> usize| {
        let counts = told.iter().map(|one| of(one).to_string());
        Row::Cells(std::iter::once(name.to_owned()).chain(counts).collect())
    };
    let columns =
        told.iter().map(|(name, _, _)| Column { side: Side::Center, ..Column::wide(name, 1) });
    let table = Table {
        columns: std::iter::once(Column::narrow("", 13.0)).chain(columns).collect(),
        rows: vec![row("当日", |(_, count, _)| *count), row("累计", |(_, _, all)| *all)],
        dense: true,
        ..Table::default()
    };
    vec![heading, Element::Table(table)]
}

/// What stands in the table of figures, with its unit. Ways of counting as in the summary.
fn figures(tally: &Tally) -> [(&'static str, usize); 11] {
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    [
        ("巡查\n（次）", tally.patrols),
        ("检查\n（次）", tally.checks),
        ("点位\n（处次）", tally.points),
        ("出动\n（人次）", tally.walkers),
        ("登记\n隐患", tally.hazards.all),
        ("当场\n整改", tally.hazards.on_spot),
        ("销号\n隐患", tally.closed),
        ("零报告\n（次）", tally.zero_reports),
        ("查岗\n（次）", tally.spot_checks),
        ("宣传\n（人次）", size(tally.activities.attendances)),
        ("帮扶\n（人次）", size(tally.services.people)),
    ]
}
