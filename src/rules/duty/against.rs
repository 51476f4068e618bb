//! What speaks against somebody in a cell of the rota: one typed reason, judged with the hours of
//! the shift from its begin to its end, and its words. The rules, the cell, taking turns, the
//! order in which people are offered, and 自动排班 all ask here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::limits::{Limits, is_copied, leads};
use super::{cell_words, is_rescue};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::model::people::{Person, Post, Sex, Skill};
use crate::model::rota::{RotaRule, Wanted};

/// A reason why somebody should not have a cell of the rota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// No longer on the books.
    Gone,
    /// On leave that day, which is the first day of the shift or the one it ends on.
    Leave(NaiveDate),
    /// On duty elsewhere at the same time.
    Clash(DutyId),
    /// Comes from that shift without a rest of so many hours.
    TiredFrom(DutyId, i64),
    /// Goes on to that shift without a rest of so many hours.
    TiredFor(DutyId, i64),
    /// Kept off nights.
    Nights,
    /// Not trained for a rescue post when the shift begins.
    Untrained,
    /// The post asks for a certificate that nobody of the shift holds to its end.
    Uncertified(Skill),
    /// The post is for men, or for women, only.
    Sex(Sex),
    /// The post names its people, and they are none of them.
    Stranger,
    /// Leads at that other post on the same day.
    Leads(DutyId),
    /// So many days on duty one after the other, and at most so many are allowed.
    Row(usize, usize),
    /// So many shifts within seven days, and at most so many are allowed.
    Week(usize, usize),
    /// Asked not to be on duty that day.
    Wish,
    /// Travels: a leave begins the day after the shift, or ended the day before it.
    Travel(NaiveDate),
    /// Must not be on with that one, who is.
    With(PersonId),
    /// Must be on with that one, who is not.
    Without(PersonId),
}

impl Against {
    /// The words after a name: 当日请假.
    pub fn words(self, doc: &Document, cell: DutyId) -> String {
        let (first, _) = cell.shift.days(cell.day);
        let name = |person| doc.person_name(person);
        match self {
            Self::Gone => "已不在册".to_owned(),
            Self::Leave(day) if day == cell.day => "当日请假".to_owned(),
            Self::Leave(_) => {
                let (_, end) = cell.shift.span(cell.day);
                format!("次日请假，本班次日{}才下班", end.format("%-H:%M"))
            }
            Self::Clash(other) => format!("同时排在{}", cell_words(doc, &other)),
            Self::TiredFrom(other, hours) => {
                format!("刚下{}，{}", cell_words(doc, &other), no_rest(hours))
            }
            Self::TiredFor(other, hours) => {
                format!("下班就接{}，{}", cell_words(doc, &other), no_rest(hours))
            }
            Self::Nights => "不排夜班".to_owned(),
            Self::Untrained => "到当日还没有培训合格，不能上救援岗".to_owned(),
            Self::Uncertified(skill) => format!("到下班时没有有效的{}证", skill.word()),
            Self::Sex(Sex::Woman) => "本岗限女性".to_owned(),
            Self::Sex(_) => "本岗限男性".to_owned(),
            Self::Stranger => "不在本岗写明的人选里".to_owned(),
            Self::Leads(other) => format!("同一天已任{}，不兼任", cell_words(doc, &other)),
            Self::Row(days, most) => format!("连续值班{days}天，超过{most}天"),
            Self::Week(shifts, most) => format!("七天内{shifts}班，超过{most}班"),
            Self::Wish => "本人提出当日不排班".to_owned(),
            Self::Travel(day) if first < day => "次日起休假，返乡前一天不排".to_owned(),
            Self::Travel(_) => "前一天才休完假，返矿当天不排".to_owned(),
            Self::With(other) => format!("与{}不排在同一班", name(other)),
            Self::Without(other) => format!("须与{}同一班，{}不在班", name(other), name(other)),
        }
    }
}

fn no_rest(hours: i64) -> String {
    format!("两班之间休息不足{hours}小时")
}

/// The words of several reasons after a name, most pressing first.
pub fn reasons_words(doc: &Document, cell: DutyId, reasons: &[Against]) -> String {
    let words: Vec<String> = reasons.iter().map(|reason| reason.words(doc, cell)).collect();
    words.join("，")
}

/// What their own record has against a cell, most pressing first.
pub(super) fn by_record(
    doc: &Document,
    limits: &Limits,
    cell: DutyId,
    person: PersonId,
) -> Vec<Against> {
    let Some(record) = doc.persons.get(&person) else { return vec![Against::Gone] };
    let post = doc.posts.get(&cell.post);
    let rescue = post.is_some_and(is_rescue);
    let leave = on_leave(record, cell).map(Against::Leave);
    let nights = (record.no_nights && cell.shift.is_night()).then_some(Against::Nights);
    let untrained = (rescue && !record.is_trained(cell.day)).then_some(Against::Untrained);
    let only = post.map_or(Sex::Unknown, |post| post.sex);
    let is_other = only != Sex::Unknown && record.woman != Sex::Unknown && record.woman != only;
    let sex = is_other.then_some(Against::Sex(only));
    // Somebody else answers for a rota that is only copied.
    let own = !is_copied(doc, cell);
    let stranger = own && post.is_some_and(|post| is_stranger(doc, post, person));
    let stranger = stranger.then_some(Against::Stranger);
    let wish = own && limits.holds(RotaRule::Wishes) && rather_not(record, cell);
    let travel = own && limits.holds(RotaRule::Travel) && leave.is_none();
    let travel = travel.then(|| travels(record, cell)).flatten();
    let wish = wish.then_some(Against::Wish);
    let travel = travel.map(Against::Travel);
    [leave, nights, untrained, sex, stranger, travel, wish].into_iter().flatten().collect()
}

/// Whether a post names its people and somebody is none of them, nor its A角 or B角.
fn is_stranger(doc: &Document, post: &Post, person: PersonId) -> bool {
    let mut named = post.pool.iter().filter(|one| doc.persons.get(one).is_some()).peekable();
    let answers = [post.primary, post.backup].contains(&Some(person));
    named.peek().is_some() && !answers && !named.any(|one| *one == person)
}

/// The first day of a cell on which somebody is away.
fn on_leave(record: &Person, cell: DutyId) -> Option<NaiveDate> {
    let (first, last) = cell.shift.days(cell.day);
    [first, last].into_iter().find(|day| record.is_away(*day))
}

/// Whether somebody asked not to be on duty on a day some of the shift lies in.
fn rather_not(record: &Person, cell: DutyId) -> bool {
    let (first, last) = cell.shift.days(cell.day);
    let within = |day: NaiveDate| first <= day && day <= last;
    record.wishes.iter().any(|wish| wish.wanted == Wanted::Off && within(wish.day))
}

/// The day of leave next to a shift of somebody who travels for it.
fn travels(record: &Person, cell: DutyId) -> Option<NaiveDate> {
    let (first, last) = cell.shift.days(cell.day);
    let beside = [last.succ_opt(), first.pred_opt()].into_iter().flatten();
    beside.filter(|_| record.commutes).find(|day| record.is_away(*day))
}

/// What their other cells have against a cell, in the order of those cells.
pub(super) fn by_cells(
    doc: &Document,
    limits: &Limits,
    cell: DutyId,
    others: impl Iterator<Item = DutyId>,
) -> Vec<Against> {
    let (from, to) = cell.shift.span(cell.day);
    let single = limits.holds(RotaRule::Apart) && leads(doc, cell.post);
    let reason = |other: DutyId| {
        let (begin, end) = other.shift.span(other.day);
        if begin < to && from < end {
            return Some(Against::Clash(other));
        }
        let (before, after) = (limits.rest_after(other.shift), limits.rest_after(cell.shift));
        if end <= from && from - end < before {
            return Some(Against::TiredFrom(other, before.num_hours()));
        }
        if to <= begin && begin - to < after {
            return Some(Against::TiredFor(other, after.num_hours()));
        }
        let beside = single && other.day == cell.day && other.post != cell.post;
        (beside && leads(doc, other.post)).then_some(Against::Leads(other))
    };
    others.filter(|other| *other != cell).filter_map(reason).collect()
}

/// So many days a week has.
const WEEK: u64 = 7;

/// What the days of their other cells have against one more: too many in a row, too many in seven
/// days. Cells that are only copied count, but are nothing we could have done otherwise.
pub(super) fn by_days(
    doc: &Document,
    limits: &Limits,
    cell: DutyId,
    others: &BTreeSet<DutyId>,
) -> Vec<Against> {
    let (row, week) = (limits.number(RotaRule::Row), limits.number(RotaRule::Week));
    if is_copied(doc, cell) || (row.is_none() && week.is_none()) {
        return Vec::new();
    }
    let mut shifts: BTreeMap<NaiveDate, usize> = BTreeMap::from([(cell.day, 1)]);
    for other in others.iter().filter(|other| **other != cell) {
        *shifts.entry(other.day).or_default() += 1;
    }
    let days = run_of(&shifts, cell.day);
    let many = most_within_a_week(&shifts, cell.day);
    let row = row.filter(|most| *most < days).map(|most| Against::Row(days, most));
    let week = week.filter(|most| *most < many).map(|most| Against::Week(many, most));
    [row, week].into_iter().flatten().collect()
}

/// How many days in a row there are shifts, counted to both sides of a day.
fn run_of(shifts: &BTreeMap<NaiveDate, usize>, day: NaiveDate) -> usize {
    let there = |day: &NaiveDate| shifts.contains_key(day);
    let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt).take_while(there);
    let after = std::iter::successors(Some(day), NaiveDate::succ_opt).take_while(there);
    before.count() + after.count()
}

/// The most shifts within any seven days that hold a day.
fn most_within_a_week(shifts: &BTreeMap<NaiveDate, usize>, day: NaiveDate) -> usize {
    let within = |back: u64| {
        let first = day.checked_sub_days(Days::new(back))?;
        let end = first.checked_add_days(Days::new(WEEK))?;
        Some(shifts.range(first..end).map(|(_, count)| *count).sum())
    };
    (0..WEEK).filter_map(within).max().unwrap_or_default()
}

/// Whether somebody's certificate holds from the begin of a cell to its end.
pub(super) fn is_certified(doc: &Document, cell: DutyId, person: PersonId, skill: Skill) -> bool {
    let (_, last) = cell.shift.days(cell.day);
    doc.persons.get(&person).is_some_and(|person| person.is_certified(skill, last))
}

/// The certificates a cell asks for that none of these people holds to its end.
pub(super) fn missing(doc: &Document, cell: DutyId, persons: &[PersonId]) -> Vec<Skill> {
    let Some(post) = doc.posts.get(&cell.post) else { return Vec::new() };
    let holds = |skill| persons.iter().any(|person| is_certified(doc, cell, *person, skill));
    post.needs.iter().copied().filter(|skill| !holds(*skill)).collect()
}
