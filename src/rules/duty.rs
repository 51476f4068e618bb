//! The rota: who is on duty at a moment, and what does not go together. Source: domain.md 6.2.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::{Breach, Check, Rule, Weight, calendar};
use crate::model::duty::{Duty, DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Group, Post};
use crate::model::{Document, Kind, RecordId};

mod burden;

pub use burden::{Burden, missing};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "D1",
        title: "同一时间不排两个岗",
        source: "值班安排表排班约束",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post],
        check: Check::Record(double_duty),
    },
    Rule {
        code: "D2",
        title: "请假的不排班",
        source: "值班安排表排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(away),
    },
    Rule {
        code: "D3",
        title: "两班之间要休息",
        source: "值班安排表排班约束",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post],
        check: Check::Record(no_rest),
    },
    Rule {
        code: "D4",
        title: "岗位要求的证件当班有人持有",
        source: "值班安排表排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(no_certificate),
    },
    Rule {
        code: "D5",
        title: "标明不排夜班的不排夜班",
        source: "值班安排表排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(no_nights),
    },
    Rule {
        code: "D6",
        title: "未培训合格的不上救援岗",
        source: "生产安全事故应急条例第11条",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(untrained),
    },
    Rule {
        code: "D7",
        title: "A角、B角不同时外出",
        source: "AB角制度",
        weight: Weight::Due,
        reads: &[Kind::Person],
        check: Check::Record(both_away),
    },
    Rule {
        code: "D10",
        title: "值守期每个岗位每班有人",
        source: "生产安全事故应急条例第14条",
        weight: Weight::Due,
        reads: &[Kind::Season, Kind::Post, Kind::Duty],
        check: Check::Whole(unmanned),
    },
];

/// One post as it is manned at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// The cell of the rota.
    pub cell: DutyId,
    /// Who.
    pub persons: Vec<PersonId>,
}

/// Who is on duty at `moment`, in the order of the posts.
pub fn on_duty(doc: &Document, moment: NaiveDateTime) -> Vec<OnDuty> {
    on_duty_within(doc, moment, moment + TimeDelta::seconds(1))
}

/// Who is on duty at any time from `begin` until `end`, in the order of the posts.
pub fn on_duty_within(doc: &Document, begin: NaiveDateTime, end: NaiveDateTime) -> Vec<OnDuty> {
    // No shift lasts longer than from one day into the next.
    let day = begin.date();
    let first = day.pred_opt().unwrap_or(day);
    let mut list: Vec<OnDuty> = first
        .iter_days()
        .take_while(|day| *day <= end.date())
        .flat_map(|day| cells_of(doc, day))
        .filter(|(id, duty)| {
            let (from, to) = id.shift.span(id.day);
            from < end && begin < to && !duty.persons.is_empty()
        })
        .map(|(id, duty)| OnDuty { cell: *id, persons: duty.persons.clone() })
        .collect();
    list.sort_by_key(|one| (order(doc, one.cell.post), one.cell));
    list
}

/// Which shift the team's watch is in at `moment`, and the day it began: as the rota has whoever
/// leads the patrol, else whoever keeps the watch, else anybody; round the clock without a rota.
pub fn shift_at(doc: &Document, moment: NaiveDateTime) -> (NaiveDate, DutyShift) {
    let now = on_duty(doc, moment);
    let rank = |duty: &OnDuty| {
        let post = doc.post_name(Some(duty.cell.post));
        ["组长", "值班员"].iter().position(|word| post.contains(word)).unwrap_or(2)
    };
    if let Some(duty) = now.iter().min_by_key(|duty| rank(duty)) {
        return (duty.cell.day, duty.cell.shift);
    }
    let today = moment.date();
    let (begin, _) = DutyShift::Whole.span(today);
    let day = if moment < begin { today.pred_opt().unwrap_or(today) } else { today };
    (day, DutyShift::Whole)
}

/// How many different people are on duty at `moment`.
pub fn head_count(doc: &Document, moment: NaiveDateTime) -> u16 {
    let persons: std::collections::BTreeSet<PersonId> =
        on_duty(doc, moment).into_iter().flat_map(|one| one.persons).collect();
    u16::try_from(persons.len()).unwrap_or(u16::MAX)
}

/// The filled cells of a day.
pub fn cells_of(doc: &Document, day: NaiveDate) -> impl Iterator<Item = (&DutyId, &Duty)> {
    cells_from(doc, day, day)
}

/// The filled cells from one day to another, both included.
fn cells_from(
    doc: &Document,
    first: NaiveDate,
    last: NaiveDate,
) -> impl Iterator<Item = (&DutyId, &Duty)> {
    doc.duties.range(DutyId::before_all_of(first)..).take_while(move |(id, _)| id.day <= last)
}

/// The posts with a column of the rota, in their order.
pub fn columns(doc: &Document) -> Vec<(PostId, &Post)> {
    let mut posts: Vec<(PostId, &Post)> = doc
        .posts
        .iter()
        .filter(|(_, post)| !post.shifts.is_empty())
        .map(|(id, post)| (*id, post))
        .collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    posts
}

fn order(doc: &Document, post: PostId) -> u16 {
    doc.posts.find(&post).map_or(u16::MAX, |post| post.order)
}

/// 2月5日 夜班 巡查员
pub(super) fn cell_words(doc: &Document, id: &DutyId) -> String {
    let (day, shift) = (id.day.format("%-m月%-d日"), id.shift.word());
    format!("{day} {shift} {}", doc.post_name(Some(id.post)))
}

fn duty<'a>(doc: &'a Document, record: &RecordId) -> Option<(DutyId, &'a Duty)> {
    let RecordId::Duty(id) = record else { return None };
    let duty = doc.duties.get(id).filter(|duty| !duty.persons.is_empty())?;
    Some((*id, duty))
}

fn names(doc: &Document, persons: &[PersonId]) -> String {
    doc.person_names(persons)
}

/// Cells near `id` that name one of its people; a cell never clashes with itself.
fn others(doc: &Document, id: DutyId, person: PersonId) -> impl Iterator<Item = &DutyId> {
    let from = id.day.checked_sub_days(Days::new(2)).unwrap_or(id.day);
    let to = id.day.checked_add_days(Days::new(2)).unwrap_or(id.day);
    cells_from(doc, from, to)
        .filter(move |(other, duty)| **other != id && duty.persons.contains(&person))
        .map(|(other, _)| other)
}

fn double_duty(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let (from, to) = id.shift.span(id.day);
    duty.persons.iter().find_map(|person| {
        let clash = others(doc, id, *person).find(|other| {
            let (begin, end) = other.shift.span(other.day);
            begin < to && from < end
        })?;
        // Said once of a pair: of its later cell.
        if id < *clash {
            return None;
        }
        let (one, other) = (cell_words(doc, &id), cell_words(doc, clash));
        Some(format!("{}同时排在{one}和{other}", doc.person_name(*person)).into())
    })
}

fn away(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let away: Vec<PersonId> = duty
        .persons
        .iter()
        .copied()
        .filter(|person| doc.persons.get(person).is_some_and(|person| person.is_away(id.day)))
        .collect();
    let words = || format!("{}：{}当日请假", cell_words(doc, &id), names(doc, &away)).into();
    (!away.is_empty()).then(words)
}

/// How long anybody rests between two shifts: after a night, and before one as well.
const REST: TimeDelta = TimeDelta::hours(8);

fn no_rest(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let (from, _) = id.shift.span(id.day);
    duty.persons.iter().find_map(|person| {
        let before = others(doc, id, *person).find(|other| {
            let (_, end) = other.shift.span(other.day);
            end <= from && from < end + REST
        })?;
        let (one, other) = (cell_words(doc, before), cell_words(doc, &id));
        Some(
            format!("{}刚下{one}，又排{other}，两班之间休息不足8小时", doc.person_name(*person))
                .into(),
        )
    })
}

fn no_certificate(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let post = doc.posts.get(&id.post)?;
    let holds = |skill| {
        let mut persons = duty.persons.iter().filter_map(|person| doc.persons.get(person));
        persons.any(|person| person.is_certified(skill, id.day))
    };
    let missing = post.needs.iter().copied().find(|skill| !holds(*skill))?;
    let (cell, who) = (cell_words(doc, &id), names(doc, &duty.persons));
    Some(format!("{cell}：{who}当日没有有效的{}证", missing.word()).into())
}

fn no_nights(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    if !id.shift.is_night() {
        return None;
    }
    let person = duty
        .persons
        .iter()
        .find(|person| doc.persons.get(person).is_some_and(|person| person.no_nights))?;
    Some(format!("{}：{}不排夜班", cell_words(doc, &id), doc.person_name(*person)).into())
}

/// Posts whose people go where it burns or somebody lies. Source: office.md 1.8.
fn is_rescue(post: &Post) -> bool {
    matches!(post.group, Some(Group::FireFirst | Group::FirstAid))
}

fn untrained(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    if !doc.posts.get(&id.post).is_some_and(is_rescue) {
        return None;
    }
    let person = duty
        .persons
        .iter()
        .find(|person| doc.persons.get(person).is_some_and(|person| !person.is_trained(id.day)))?;
    let (cell, name) = (cell_words(doc, &id), doc.person_name(*person));
    Some(format!("{cell}：{name}到当日还没有培训合格，不能上救援岗").into())
}

fn both_away(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Post(id) = record else { return None };
    let post = doc.posts.get(id)?;
    let (primary, backup) = (doc.persons.get(&post.primary?)?, doc.persons.get(&post.backup?)?);
    let day = primary.leaves.iter().find_map(|leave| {
        leave
            .from
            .iter_days()
            .take_while(|day| *day <= leave.to)
            .take(60)
            .find(|day| backup.is_away(*day))
    })?;
    let (name, day) = (&post.name, day.format("%-m月%-d日"));
    Some(format!("{name}：{day} A角{}、B角{}都请假", primary.name, backup.name).into())
}

/// Posts left empty in the guard phase, a day a line, so that the list stays readable.
fn unmanned(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let season = doc.current_season();
    let columns = columns(doc);
    let (Some(first), Some(last)) = (season.first, season.last) else { return Vec::new() };
    // Before anybody made a rota there is one thing to do, not a hundred.
    if columns.is_empty() || doc.duties.is_empty() {
        return Vec::new();
    }
    let mut empty: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    let mut where_to: BTreeMap<NaiveDate, DutyId> = BTreeMap::new();
    for day in first.iter_days().take_while(|day| *day <= last).take(90).filter(|day| today <= *day)
    {
        for (post, record) in &columns {
            for shift in record.shifts.iter().copied() {
                let id = DutyId { day, post: *post, shift };
                if doc.duties.get(&id).is_none_or(|duty| duty.persons.is_empty()) {
                    empty.entry(day).or_default().push(format!("{}{}", record.name, shift.word()));
                    where_to.entry(day).or_insert(id);
                }
            }
        }
    }
    empty
        .into_iter()
        .filter_map(|(day, posts)| {
            let id = where_to.get(&day)?;
            let shown = posts.iter().take(3).cloned().collect::<Vec<_>>().join("、");
            let more =
                if 3 < posts.len() { format!("等{}班", posts.len()) } else { String::new() };
            let words = format!("{}无人在岗：{shown}{more}", calendar::day_words(day));
            Some((RecordId::Duty(*id), words.into()))
        })
        .collect()
}
