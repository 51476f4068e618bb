//! Incidents and drills: what their records come to, and what is still to be done about them.
//! Source: `sources.md` 处置记录, 演练.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::{Breach, Check, Rule, Weight};
use crate::model::id::{IncidentId, LineId, Replica};
use crate::model::incident::{Improvement, Incident, IncidentLine, Level, LineKind};
use crate::model::mine::Only;
use crate::model::service::ActivityForm;
use crate::model::{Document, Kind, RecordId};

mod course;
mod done;
mod limits;
mod people;
mod roll;
mod speech;
mod stage;
mod tally;

pub use course::{Course, Mark, Told, elapsed_words, step_words};
pub use done::done_word;
pub use limits::{Limit, is_unread_time, limit};
pub use people::{Holder, Holds, holders, reach};
pub use roll::{RollFigures, called, missing, rolls};
pub use speech::{Speech, speech};
pub use stage::{Stage, stage, stages};
pub use tally::{IncidentFigures, OnRecord};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "I1",
        title: "有记录的事件在册，并且已经开始",
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
        source: "煤矿安全生产条例第59条；生产安全事故报告和调查处理条例第9条",
        weight: Weight::Due,
        reads: &[Kind::Incident, Kind::IncidentLine, Kind::Card],
        check: Check::Whole(not_reported),
    },
    Rule {
        code: "I20",
        title: "每半年至少演练一次",
        source: "生产安全事故应急条例第8条",
        weight: Weight::Due,
        reads: DRILLS,
        check: Check::Whole(drill_overdue),
    },
    Rule {
        code: "I21",
        title: "半年一次的演练快到期",
        source: "生产安全事故应急条例第8条",
        weight: Weight::Hint,
        reads: DRILLS,
        check: Check::Whole(drill_due),
    },
];

/// What tells when a drill was held.
const DRILLS: &[Kind] = &[Kind::Incident, Kind::IncidentLine, Kind::Card, Kind::Activity];

/// A drill is due again after so many months.
const MONTHS: u32 = 6;
/// So many days before that it is spoken of.
const AHEAD: u64 = 14;

/// The incidents and drills that go on, the newest first.
pub fn running(doc: &Document) -> Vec<(IncidentId, &Incident)> {
    in_stage(doc, Stage::Running)
}

/// The incidents and drills that have come so far and no further, the newest first.
fn in_stage(doc: &Document, wanted: Stage) -> Vec<(IncidentId, &Incident)> {
    let stages = stages(doc);
    let is_it = |(id, _): &(IncidentId, &Incident)| stages.get(id) == Some(&wanted);
    newest_first(doc).into_iter().filter(is_it).collect()
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
    let one = incident.and_then(|incident| doc.incidents.get(&incident));
    let words = match one {
        None => "所属的事件不在册，记录不能落空",
        Some(one) if one.began.is_none() => "所属的演练还没有开始，记录不能落空",
        Some(_) => return None,
    };
    Some(Breach::of(record.told(doc), words))
}

/// The incidents that have lines and are not on the books, or have not begun: somebody took them back and did
/// not know of the lines.
pub fn lost(doc: &Document) -> Vec<IncidentId> {
    let named = doc.incident_lines.iter().filter_map(|(_, line)| line.incident);
    let named: BTreeSet<IncidentId> = named.collect();
    named.into_iter().filter(|id| !has_begun(doc, *id)).collect()
}

fn has_begun(doc: &Document, id: IncidentId) -> bool {
    doc.incidents.get(&id).is_some_and(|one| one.began.is_some())
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
    let over = in_stage(doc, Stage::Over).into_iter().filter(|(_, one)| one.is_real());
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
    let lines = || doc.incident_lines.iter().map(|(_, line)| line).filter(|line| !line.struck);
    let of = |is_it: fn(&IncidentLine) -> bool| -> BTreeSet<IncidentId> {
        lines().filter(|line| is_it(line)).filter_map(|line| line.incident).collect()
    };
    let of_mine = of(|line| line.level == Some(Level::Mine));
    let reported = of(|line| line.kind == Some(LineKind::Upward));
    let is_missing = |id: &IncidentId| of_mine.contains(id) && !reported.contains(id);
    let all = newest_first(doc).into_iter();
    let missing = all.filter(|(id, one)| one.is_real() && is_missing(id));
    let told = missing.map(|(id, _)| {
        let words = "到过Ⅰ级，没有“已上报”的记录；属于煤矿生产安全事故的，负责人接报后1小时内报应急管理部门、煤矿安全监管部门和矿山安全监察机构";
        (RecordId::Incident(id), Breach::of(name(doc, id), words))
    });
    told.collect()
}

fn not_improved(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found = Vec::new();
    for (id, one) in newest_first(doc).into_iter().filter(|(_, one)| !one.struck) {
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

/// The drill that was held last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drilled {
    /// Its record: that of the drill, or of the activity it was.
    pub record: RecordId,
    /// When it was held.
    pub on: NaiveDate,
    /// By when the next one is due.
    pub due: NaiveDate,
}

/// The drill that was held last up to a day and is over: one typed in from paper later is of the day it was
/// held.
pub fn last_drill(doc: &Document, today: NaiveDate) -> Option<Drilled> {
    let over = in_stage(doc, Stage::Over).into_iter();
    let over = over.filter(|(_, one)| one.is_drill() && !one.struck);
    let over = over.filter_map(|(id, one)| Some((one.day()?, RecordId::Incident(id))));
    let held = over.chain(arranged_drills(doc)).filter(|(day, _)| *day <= today);
    let (on, record) = held.max()?;
    Some(Drilled { record, on, due: on.checked_add_months(Months::new(MONTHS))? })
}

/// Whether a drill is arranged for a day to come.
pub fn is_drill_arranged(doc: &Document, today: NaiveDate) -> bool {
    arranged_drills(doc).any(|(day, _)| today < day)
}

/// The drills among the activities, with their days.
fn arranged_drills(doc: &Document) -> impl Iterator<Item = (NaiveDate, RecordId)> {
    let drills = doc.activities.iter().filter(|(_, one)| one.form == Some(ActivityForm::Drill));
    drills.filter_map(|(id, one)| Some((one.day?, RecordId::Activity(*id))))
}

fn drill_overdue(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let late = last_drill(doc, today).filter(|drilled| drilled.due < today);
    let told = late.map(|Drilled { record, due, .. }| {
        let words = format!("{}已满半年，还没有再演练", due.format("%Y年%-m月%-d日"));
        let about = doc.name_of(&record);
        (record, Breach::of(about, words))
    });
    told.into_iter().collect()
}

fn drill_due(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let soon = |due: NaiveDate| due.checked_sub_days(Days::new(AHEAD)).unwrap_or(due);
    let near =
        last_drill(doc, today).filter(|drilled| soon(drilled.due) <= today && today <= drilled.due);
    let told = near.map(|Drilled { record, due, .. }| {
        let words = format!("下次演练应在{}前", due.format("%Y年%-m月%-d日"));
        let about = doc.name_of(&record);
        (record, Breach::of(about, words))
    });
    told.into_iter().collect()
}

/// The lines of an incident, in no particular order.
fn lines_of(doc: &Document, id: IncidentId) -> impl Iterator<Item = (LineId, &IncidentLine)> {
    let all = doc.incident_lines.iter().map(|(line, one)| (*line, one));
    all.filter(move |(_, one)| one.incident == Some(id) && one.kind.is_some())
}

/// How many seconds it had been going on by the latest line of another PC than that.
pub fn reached_elsewhere(doc: &Document, id: IncidentId, replica: Replica) -> Option<u32> {
    let theirs = lines_of(doc, id).filter(|(line, _)| line.0.entry.replica != replica);
    theirs.filter_map(|(_, one)| one.since).max()
}
