//! Incidents and drills: what their records come to, and what is still to be done about them.
//! Source: `sources.md` 处置记录, 演练.

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::{Breach, Check, Rule, Weight};
use crate::model::id::{IncidentId, LineId, Replica};
use crate::model::incident::{Improvement, Incident, LineKind};
use crate::model::mine::Only;
use crate::model::{Document, Kind, RecordId};

mod course;
mod limits;
mod people;
mod roll;
mod speech;
mod tally;

pub use course::{Course, Mark, Told, elapsed_words};
pub use limits::{Limit, limit};
pub use people::{Holder, Holds, holders, reach};
pub use roll::{RollFigures, called, missing, rolls};
pub use speech::{Speech, speech};
pub use tally::IncidentFigures;

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "I1",
        title: "有记录的事件在册",
        source: "处置记录：一条记录属于一个事件",
        weight: Weight::Law,
        reads: &[Kind::Incident],
        check: Check::Record(without_incident),
    },
    Rule {
        code: "I10",
        title: "正在处置的要记到结束",
        source: "处置记录：处置结束才算完",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(not_over),
    },
    Rule {
        code: "I11",
        title: "处置结束后写明归类和结果",
        source: "处置记录：结束后写明归类、结果",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(not_written_up),
    },
    Rule {
        code: "I12",
        title: "复盘、演练提出的改进事项要办完",
        source: "演练：评估后提出改进，办完为止",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::Plan, Kind::Person, Kind::Card],
        check: Check::Whole(not_improved),
    },
    Rule {
        code: "I13",
        title: "Ⅰ级的记明几时上报",
        source: "生产安全事故报告和调查处理条例第9条",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(not_reported),
    },
    Rule {
        code: "I20",
        title: "每半年至少演练一次",
        source: "生产安全事故应急条例第8条",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(drill_overdue),
    },
    Rule {
        code: "I21",
        title: "半年一次的演练快到期",
        source: "生产安全事故应急条例第8条",
        weight: Weight::Hint,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(drill_due),
    },
];

/// A drill is due again after so many months.
const MONTHS: u32 = 6;
/// So many days before that it is spoken of.
const AHEAD: u64 = 14;

/// The incidents and drills that are not over, the newest first.
pub fn running(doc: &Document) -> Vec<(IncidentId, &Incident)> {
    let all = doc.incidents.iter().map(|(id, one)| (*id, one));
    let mut running: Vec<_> = all.filter(|(id, _)| Course::of(doc, *id).is_running()).collect();
    running.sort_by_key(|(id, one)| std::cmp::Reverse((one.began, *id)));
    running
}

/// Incidents and drills, the newest first.
pub fn newest_first(doc: &Document) -> Vec<(IncidentId, &Incident)> {
    let mut all: Vec<_> = doc.incidents.iter().map(|(id, one)| (*id, one)).collect();
    all.sort_by_key(|(id, one)| std::cmp::Reverse((one.began, *id)));
    all
}

/// What people call it, with the word that says how it is rehearsed.
pub fn name(doc: &Document, id: IncidentId) -> String {
    doc.name_of(&RecordId::Incident(id))
}

/// What happened, in few words: as somebody wrote it, else by the card.
pub fn what(doc: &Document, one: &Incident) -> String {
    let written = one.what.lines().next().unwrap_or_default().trim();
    let card = one.card.as_ref().and_then(|code| doc.cards.find(code));
    match written {
        "" => card.map(|card| card.title.trim().to_owned()).unwrap_or_default(),
        written => written.to_owned(),
    }
}

fn without_incident(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::IncidentLine(id) = record else { return None };
    let incident = doc.incident_lines.get(id)?.incident;
    let is_there = incident.is_some_and(|incident| doc.incidents.get(&incident).is_some());
    (!is_there).then(|| Breach::of(record.told(doc), "所属的事件不在册，记录不能落空"))
}

fn not_over(doc: &Document, _: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told = running(doc).into_iter().map(|(id, one)| {
        let words = match one.drill {
            Some(_) => "演练还在记录，结束后按“演练结束”",
            None => "还在处置，结束后按“处置结束”",
        };
        (RecordId::Incident(id), Breach::of(name(doc, id), words))
    });
    told.collect()
}

fn not_written_up(doc: &Document, _: NaiveDate) -> Vec<(RecordId, Breach)> {
    let over = newest_first(doc)
        .into_iter()
        .filter(|(id, one)| !one.is_drill() && !Course::of(doc, *id).is_running());
    let told = over.filter_map(|(id, one)| {
        let blank = [(one.became.is_none(), "归类"), (one.result.trim().is_empty(), "处理结果")];
        let words = super::unwritten(blank)?;
        Some((RecordId::Incident(id), Breach::of(name(doc, id), words)))
    });
    told.collect()
}

/// Whoever is above is to be told so soon of an accident at work. Source: `sources.md`
/// 生产安全事故报告和调查处理条例.
pub const REPORT_WITHIN: TimeDelta = TimeDelta::hours(1);

fn not_reported(doc: &Document, _: NaiveDate) -> Vec<(RecordId, Breach)> {
    let told =
        newest_first(doc).into_iter().filter(|(_, one)| !one.is_drill()).filter_map(|(id, _)| {
            let course = Course::of(doc, id);
            let is_missing = course.was_of_mine() && course.first(LineKind::Upward).is_none();
            let words = "到过Ⅰ级，没有“已上报”的记录；属于生产安全事故的，负责人接报后1小时内上报";
            is_missing.then(|| (RecordId::Incident(id), Breach::of(name(doc, id), words)))
        });
    told.collect()
}

fn not_improved(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found = Vec::new();
    for (id, one) in newest_first(doc) {
        let open = one.improvements.values().filter_map(|point| open_words(doc, point, today));
        let told = |words| (RecordId::Incident(id), Breach::of(name(doc, id), words));
        found.extend(open.map(|words| told(format!("改进：{words}"))));
    }
    let plan = doc.current_plan();
    let carried = plan.carried.values().filter_map(|point| open_words(doc, point, today));
    found.extend(carried.map(|words| (RecordId::Plan(Only), Breach::of("上季的改进事项", words))));
    found
}

/// What is to be made better, by whom and until when; nothing where it is done.
fn open_words(doc: &Document, point: &Improvement, today: NaiveDate) -> Option<String> {
    let words = point.words.trim();
    if point.done.is_some() || words.is_empty() {
        return None;
    }
    let who = point.person.map(|person| doc.person_name(person)).unwrap_or_default();
    let until = point.until.map(|until| {
        let late = if until < today { "，已超期" } else { "" };
        format!("（{}前{late}）", until.format("%-m月%-d日"))
    });
    Some(format!("{}{}", format!("{words} {who}").trim_end(), until.unwrap_or_default()))
}

/// The drill that was held last and is over, and its day: one typed in from paper later is of the day it
/// was held.
pub fn last_drill(doc: &Document) -> Option<(NaiveDate, IncidentId)> {
    let held = doc.incidents.iter().filter(|(_, one)| one.is_drill());
    let over = held.filter(|(id, _)| !Course::of(doc, **id).is_running());
    over.filter_map(|(id, one)| Some((one.day()?, *id))).max()
}

/// The drill that was held last, and the day by which the next one is due.
fn next_drill(doc: &Document) -> Option<(IncidentId, NaiveDate)> {
    let (day, id) = last_drill(doc)?;
    Some((id, day.checked_add_months(Months::new(MONTHS))?))
}

fn drill_overdue(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let late = next_drill(doc).filter(|(_, due)| *due < today);
    let told = late.map(|(id, due)| {
        let words = format!("{}已满半年，还没有再演练", due.format("%Y年%-m月%-d日"));
        (RecordId::Incident(id), Breach::of(name(doc, id), words))
    });
    told.into_iter().collect()
}

fn drill_due(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let soon = |due: NaiveDate| due.checked_sub_days(Days::new(AHEAD)).unwrap_or(due);
    let near = next_drill(doc).filter(|(_, due)| soon(*due) <= today && today <= *due);
    let told = near.map(|(id, due)| {
        let words = format!("下次演练应在{}前", due.format("%Y年%-m月%-d日"));
        (RecordId::Incident(id), Breach::of(name(doc, id), words))
    });
    told.into_iter().collect()
}

/// The lines of an incident, in no particular order.
fn lines_of(
    doc: &Document,
    id: IncidentId,
) -> impl Iterator<Item = (LineId, &crate::model::incident::IncidentLine)> {
    let all = doc.incident_lines.iter().map(|(line, one)| (*line, one));
    all.filter(move |(_, one)| one.incident == Some(id) && one.kind.is_some())
}

/// How many seconds it had been going on by the latest line of another PC than that.
pub fn reached_elsewhere(doc: &Document, id: IncidentId, replica: Replica) -> Option<u32> {
    let theirs = lines_of(doc, id).filter(|(line, _)| line.0.entry.replica != replica);
    theirs.filter_map(|(_, one)| one.since).max()
}

/// Whether a line of that kind tells that the record goes on or ends.
fn turns(kind: LineKind) -> bool {
    matches!(kind, LineKind::Start | LineKind::End | LineKind::GoesOn)
}
