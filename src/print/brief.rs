//! 党员突击队日报: what a day came to, in sentences that were counted. Source: `sources.md` 汇报材料.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::PrintError;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::rules::calendar;
use chrono::{Datelike as _, NaiveDate};

use super::form::{Block, Fact, Form};
use super::head::{dated_in, short_day, time_words};
use super::table::{Column, Row, Side, Table};
use super::zero_reports::reports_of;
use super::{loops, open};
use crate::model::Document;
use crate::model::duty::{Duty, DutyId};
use crate::model::hazard::{Hazard, State};
use crate::model::id::{HazardId, PersonId};
use crate::model::mine::Mine;
use crate::model::people::Part;
use crate::model::watch::ZeroReport;
use crate::rules::course::{Stretch, at_end_of, open_at_end_of};
use crate::rules::duty::{cells_of, part};
use crate::rules::tally::Tally;
use crate::rules::zero::incident_words;

pub(super) static PAPER: Paper = Paper {
    word: "brief",
    key: "brief",
    title: "日报",
    shelf: Shelf::Reports,
    folder: "10总结",
    office: &[FileKind::Word, FileKind::Text],
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
    Ok(Data::Form(Box::new(form(source.doc, &source.mine, day))))
}

fn form(doc: &Document, mine: &Mine, day: NaiveDate) -> Form {
    let today = Tally::of(doc, day, day);
    let season = Tally::of_season(doc, day);
    let listed = listed(doc, day);
    let is_long = open::ON_ONE_PAGE < listed.len();
    let list = Block::Table(open::table(doc, &listed, day));
    let mut blocks = vec![
        Block::told("值班值守", &watch(doc, &today, day), 0),
        Block::told("巡查检查", &patrols(&today), 0),
        Block::told("隐患排查治理", &hazards(doc, &today, &season, day), 0),
    ];
    let in_place = !listed.is_empty() && !is_long;
    blocks.extend(in_place.then(|| list.clone()));
    let outreach = today.outreach_words().unwrap_or_else(|| "当日没有登记记录。".to_owned());
    blocks.push(Block::told("宣传和帮扶", &outreach, 0));
    blocks.push(Block::told("零报告", &zero_reports(doc, day), 0));
    blocks.extend(figures(&today, &season));
    blocks.push(Block::told("需协调事项", "", 1));
    blocks.push(Block::signed(&["编制", "审核"]));
    if is_long {
        let words = format!("附：当日登记和截至当日未销号的隐患（{}条）", listed.len());
        blocks.extend([Block::PageBreak, Block::Heading(words), list]);
    }
    Form {
        unit: mine.heading().to_owned(),
        title: format!("{}春节党员突击队日报", short_name(mine)),
        facts: facts(doc, mine, day),
        blocks,
        ..Form::default()
    }
}

fn facts(doc: &Document, mine: &Mine, day: NaiveDate) -> Vec<Fact> {
    let issue = doc.current_season().first.map(|first| (day - first).num_days() + 1);
    let issue = issue.filter(|issue| 0 < *issue).map(|issue| format!("第{issue}期"));
    let receivers = Some(mine.brief_to.trim()).filter(|to| !to.is_empty());
    let mut facts = vec![
        Fact::over(2, "日期", dated_in(doc, Some(day))),
        Fact::new("期号", issue.unwrap_or_default()),
        Fact::over(3, "天气与预警", weather(doc, day)),
    ];
    facts.extend(receivers.map(|to| Fact::over(3, "报送", to)));
    facts
}

/// As the logs of that day have it, else the sheets; each wording once.
fn weather(doc: &Document, day: NaiveDate) -> String {
    let mut logs: Vec<_> =
        doc.logs.iter().map(|(_, log)| log).filter(|log| log.day == Some(day)).collect();
    logs.sort_by_key(|log| log.shift.map(|shift| shift.span(day)));
    let of_logs: Vec<&str> = logs.iter().map(|log| log.weather.trim()).collect();
    let sheets = doc.sheets.iter().map(|(_, sheet)| sheet).filter(|one| one.day == Some(day));
    let of_sheets = sheets.map(|sheet| sheet.weather.trim()).take(1).collect();
    let mut told: Vec<&str> = Vec::new();
    let some = if of_logs.iter().all(|words| words.is_empty()) { of_sheets } else { of_logs };
    for words in some.into_iter().filter(|words| !words.is_empty()) {
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join("；")
}

/// The hazards of the day: what was found on it, and what was open when it was over; each once.
fn listed(doc: &Document, day: NaiveDate) -> Vec<(HazardId, Cow<'_, Hazard>)> {
    let mut listed = open_at_end_of(doc, day);
    let known = |id: &HazardId, listed: &[(HazardId, Cow<'_, Hazard>)]| {
        listed.iter().any(|(known, _)| known == id)
    };
    for (id, hazard) in doc.hazards.iter().filter(|(_, one)| one.found_on == Some(day)) {
        let then = at_end_of(hazard, day);
        if then.state() != State::Void && !known(id, &listed) {
            listed.push((*id, then));
        }
    }
    listed.sort_by_key(|(id, hazard)| (hazard.number.clone(), *id));
    listed
}

/// The mine in titles: its short name if it has one.
pub(super) fn short_name(mine: &Mine) -> &str {
    if mine.name.trim().is_empty() { mine.heading() } else { mine.name.trim() }
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

fn patrols(today: &Tally) -> String {
    today.patrol_words().unwrap_or_else(|| match today.out {
        0 => "当日没有巡查单和检查单。".to_owned(),
        out => format!("当日{out}张巡查单、检查单尚未收回录入。"),
    })
}

/// What was done about hazards that day, what is open, and the rate of the season.
fn hazards(doc: &Document, today: &Tally, season: &Tally, day: NaiveDate) -> String {
    let mut sentences = Vec::new();
    let done = loops::told(doc, Stretch::Day(day));
    sentences.push(match (done.is_empty(), today.notices) {
        (true, _) => "当日没有登记、办理的隐患".to_owned(),
        (false, 0) => format!("当日{done}"),
        (false, count) => format!("当日{done}；主管部门下达整改通知{count}份"),
    });
    let known = doc.hazards.iter().any(|(_, one)| one.found_on.is_none_or(|on| on <= day));
    sentences.push(match open::words(&open_at_end_of(doc, day), day) {
        Some(words) => format!("截至当日{words}"),
        None if known => "台账登记的隐患均已销号或作废".to_owned(),
        None => "台账没有登记隐患".to_owned(),
    });
    // Before the first is signed off there is nothing to divide.
    if 0 < season.hazards.closed {
        sentences.push(season.hazards.rate_words());
    }
    format!("{}。", sentences.join("。"))
}

/// Who was told what when; what was told to several at once is said once.
fn zero_reports(doc: &Document, day: NaiveDate) -> String {
    let reports: Vec<&ZeroReport> =
        reports_of(doc, day).into_iter().map(|(_, report)| report).collect();
    if reports.is_empty() {
        return "当日没有零报告记录。".to_owned();
    }
    let words = |report: &ZeroReport| incident_words(doc, report);
    let alike = reports.chunk_by(|one, next| one.at == next.at && words(one) == words(next));
    let told = alike.filter_map(|some| {
        let first = some.first()?;
        let receivers: Vec<&str> = some.iter().map(|report| report.receiver.trim()).collect();
        let (at, words) = (time_words(first.at), words(first));
        Some(format!("{at}报{}：{words}", receivers.join("、")))
    });
    format!("{}。", told.collect::<Vec<_>>().join("；"))
}

/// What the day and the season have come to side by side; nothing before there is a record.
fn figures(today: &Tally, season: &Tally) -> Option<Block> {
    let (of_day, of_season) = (counts(today), counts(season));
    if of_season.iter().all(|(.., count)| *count == 0) {
        return None;
    }
    let row = |name: String, counts: [(&str, &str, usize); KINDS]| {
        let counts = counts.into_iter().map(|(.., count)| count.to_string());
        Row::Cells(std::iter::once(name).chain(counts).collect())
    };
    let columns = of_day.iter().map(|(what, unit, _)| {
        // A head has two lines; what fills them by itself is known without its unit.
        let is_full = what.contains('\n');
        let title = if is_full { (*what).to_owned() } else { format!("{what}\n{unit}") };
        let spoken = Some((what.replace('\n', ""), *unit));
        Column { side: Side::Center, spoken, ..Column::wide(&title, 1) }
    });
    let from = short_day(season.from, season.to.year());
    Some(Block::Table(Table {
        columns: std::iter::once(Column::narrow("", 24.0)).chain(columns).collect(),
        rows: vec![row("当日".to_owned(), of_day), row(format!("累计\n（{from}起）"), of_season)],
        dense: true,
        whole: true,
        ..Table::default()
    }))
}

/// How many figures there are.
const KINDS: usize = 11;

/// What stands in the table of figures, with its unit. Ways of counting as in the summary.
fn counts(tally: &Tally) -> [(&'static str, &'static str, usize); KINDS] {
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    [
        ("巡查", "次", tally.patrols),
        ("检查", "次", tally.checks),
        ("点位", "处次", tally.points),
        ("出动", "人次", tally.walkers),
        ("登记\n隐患", "条", tally.hazards.all),
        ("当场\n整改", "条", tally.hazards.on_spot),
        ("销号\n隐患", "条", tally.closed),
        ("零报告", "次", tally.zero_reports),
        ("查岗", "次", tally.spot_checks),
        ("宣传", "人次", size(tally.activities.attendances)),
        ("帮扶", "人次", size(tally.services.people)),
    ]
}
