//! The rota: who is on duty at a moment, and what does not go together. Source: `sources.md` 值班安排表.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _};

use super::{Breach, Check, Rule, Weight, calendar};
use crate::model::duty::{Duty, DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::people::{Group, Part, Post};
use crate::model::sheet::{hour_of_round, round_at};
use crate::model::{Document, Kind, RecordId};

mod against;
mod burden;
mod gaps;
mod limits;
mod pool;
pub mod relief;
mod set;
mod shares;
mod swaps;

pub use against::{Against, reasons_words};
pub use burden::{Burden, Fit};
pub use gaps::{Gap, gaps};
pub use limits::{Limits, Together, is_manned, leads};
pub use pool::{pool, pool_words};
pub(super) use set::SET_RULES;
pub use set::{UNAIDED, aided_shifts, has_first_aider};
pub use shares::{
    Borne, Grade, Peers, Share, big_day, borne, evenness, evenness_words, peers, reached_words,
    shares,
};
pub use swaps::{deputy_of, deputy_of_zone, handed_words, noted, pairs_words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "D1",
        title: "同一时间不排两个岗",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post],
        check: Check::Record(double_duty),
    },
    Rule {
        code: "D2",
        title: "请假的不排班",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(away),
    },
    Rule {
        code: "D3",
        title: "两班之间要休息",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Record(no_rest),
    },
    Rule {
        code: "D4",
        title: "岗位要求的证件当班有人持有",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(no_certificate),
    },
    Rule {
        code: "D5",
        title: "标明不排夜班的不排夜班",
        source: "值班安排表：排班约束",
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
    Rule {
        code: "D19",
        title: "每班人数够",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Season, Kind::Post, Kind::Duty],
        check: Check::Whole(short_of_people),
    },
    Rule {
        code: "D20",
        title: "写明人选的岗位按人选排",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(strangers),
    },
    Rule {
        code: "D21",
        title: "某一班减人、不单设的，备注写明原因",
        source: "值班安排表：排班约束",
        weight: Weight::Due,
        reads: &[Kind::Post],
        check: Check::Record(lowered),
    },
    Rule {
        code: "D30",
        title: "代班期满，B角把工作交还A角",
        source: "AB角制度",
        weight: Weight::Due,
        reads: &[Kind::Swap, Kind::Person],
        check: Check::Whole(swaps::not_given_back),
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
    let rank = |duty: &OnDuty| match part(doc, duty.cell.post) {
        Part::Captain => 0,
        Part::Keeper => 1,
        Part::Leader | Part::Standby | Part::Other => 2,
    };
    if let Some(duty) = now.iter().min_by_key(|duty| rank(duty)) {
        return (duty.cell.day, duty.cell.shift);
    }
    let today = moment.date();
    let (begin, _) = DutyShift::Whole.span(today);
    let day = if moment < begin { today.pred_opt().unwrap_or(today) } else { today };
    (day, DutyShift::Whole)
}

/// Who the rota names for the papers of the watch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// The mine's leader on duty.
    pub leader: Option<PersonId>,
    /// Who keeps the watch.
    pub keepers: Vec<PersonId>,
    /// Who leads the team's patrol.
    pub captain: Option<PersonId>,
}

impl Crew {
    /// Who answers for the team's watch: whoever leads its patrol, else whoever keeps the watch.
    pub fn responsible(&self) -> Option<PersonId> {
        self.captain.or_else(|| self.keepers.first().copied())
    }
}

/// Who leads and who keeps the watch at any time from `begin` until `end`.
pub fn crew(doc: &Document, begin: NaiveDateTime, end: NaiveDateTime) -> Crew {
    let on_duty = on_duty_within(doc, begin, end);
    let of = |wanted| {
        let cells = on_duty.iter().filter(move |one| part(doc, one.cell.post) == wanted);
        cells.flat_map(|one| one.persons.iter().copied())
    };
    Crew {
        leader: of(Part::Leader).next(),
        keepers: of(Part::Keeper).collect(),
        captain: of(Part::Captain).next(),
    }
}

/// Who is on duty to walk patrols at `moment`: the posts of the patrol group, and whoever leads
/// them only where nobody else is.
fn on_patrol(doc: &Document, moment: NaiveDateTime) -> Vec<PersonId> {
    let mut cells = on_duty(doc, moment);
    cells.retain(|one| {
        doc.posts.find(&one.cell.post).is_some_and(|post| post.group == Some(Group::Patrol))
    });
    let leads = |one: &OnDuty| part(doc, one.cell.post) == Part::Captain;
    if !cells.iter().all(leads) {
        cells.retain(|one| !leads(one));
    }
    let mut people: Vec<PersonId> = Vec::new();
    for person in cells.into_iter().flat_map(|one| one.persons) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// Sheets are made out so long before the patrol goes: at 07:40 for the shift from 08:00.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// Who the rota has to walk that patrol of a day; if it is the one at hand, soon after `now`.
pub fn walkers(doc: &Document, day: NaiveDate, round: &str, now: NaiveDateTime) -> Vec<PersonId> {
    let at_hand = day == now.date() && round_at(now.hour()) == round;
    let at = match hour_of_round(round).filter(|_| !at_hand) {
        Some(hour) => day.and_hms_opt(hour, 0, 0),
        None => Some(day.and_time(now.time()) + AHEAD),
    };
    at.map(|at| on_patrol(doc, at)).unwrap_or_default()
}

/// What the people of a post are in the papers of the watch.
pub fn part(doc: &Document, post: PostId) -> Part {
    doc.posts.find(&post).map_or(Part::Other, Post::watch_part)
}

/// Who should be there (应到) at any time from `begin` until `end`, each once, with the post that
/// comes first: the zero report counts them and the log has them sign in.
pub fn roll(doc: &Document, begin: NaiveDateTime, end: NaiveDateTime) -> Vec<(PostId, PersonId)> {
    let mut roll: Vec<(PostId, PersonId)> = Vec::new();
    for OnDuty { cell, persons } in on_duty_within(doc, begin, end) {
        for person in persons {
            if !roll.iter().any(|(_, known)| *known == person) {
                roll.push((cell.post, person));
            }
        }
    }
    roll
}

/// How many should be there at `moment`, by [`roll`].
pub fn head_count(doc: &Document, moment: NaiveDateTime) -> u16 {
    u16::try_from(roll(doc, moment, moment + TimeDelta::seconds(1)).len()).unwrap_or(u16::MAX)
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
pub fn cell_words(doc: &Document, id: &DutyId) -> String {
    let (day, shift) = (id.day.format("%-m月%-d日"), id.shift.word());
    format!("{day} {shift} {}", doc.post_name(Some(id.post)))
}

fn duty<'a>(doc: &'a Document, record: &RecordId) -> Option<(DutyId, &'a Duty)> {
    let RecordId::Duty(id) = record else { return None };
    let duty = doc.duties.get(id).filter(|duty| !duty.persons.is_empty())?;
    Some((*id, duty))
}

/// Cells so many days near `id` that name one of its people; a cell never clashes with itself.
fn others(
    doc: &Document,
    id: DutyId,
    person: PersonId,
    reach: u64,
) -> impl Iterator<Item = &DutyId> {
    let from = id.day.checked_sub_days(Days::new(reach)).unwrap_or(id.day);
    let to = id.day.checked_add_days(Days::new(reach)).unwrap_or(id.day);
    cells_from(doc, from, to)
        .filter(move |(other, duty)| **other != id && duty.persons.contains(&person))
        .map(|(other, _)| other)
}

/// The reasons of some kind against the people of a cell, as one sentence.
fn breach(
    doc: &Document,
    record: &RecordId,
    reasons: impl Fn(DutyId, PersonId) -> Vec<Against>,
) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let told = duty.persons.iter().filter_map(|person| {
        let reasons = reasons(id, *person);
        let name = doc.person_name(*person);
        (!reasons.is_empty()).then(|| format!("{name}{}", reasons_words(doc, id, &reasons)))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| Breach::of(cell_words(doc, &id), told.join("；")))
}

/// What the other cells of somebody have against a cell. Of a pair it is said once: of the later.
fn by_earlier_cells(doc: &Document, limits: &Limits, id: DutyId, person: PersonId) -> Vec<Against> {
    let others = others(doc, id, person, limits.reach());
    let mut reasons = against::by_cells(doc, limits, id, others.copied());
    reasons.retain(|reason| match reason {
        Against::Clash(other) | Against::Leads(other) => *other < id,
        Against::TiredFrom(..) => true,
        _ => false,
    });
    reasons
}

fn double_duty(doc: &Document, record: &RecordId) -> Option<Breach> {
    let limits = Limits::default();
    breach(doc, record, |id, person| {
        let mut reasons = by_earlier_cells(doc, &limits, id, person);
        reasons.retain(|reason| matches!(reason, Against::Clash(_)));
        reasons
    })
}

fn no_rest(doc: &Document, record: &RecordId) -> Option<Breach> {
    let limits = Limits::of(doc);
    breach(doc, record, |id, person| {
        let mut reasons = by_earlier_cells(doc, &limits, id, person);
        reasons.retain(|reason| matches!(reason, Against::TiredFrom(..)));
        reasons
    })
}

/// The reasons in people's own records that `is_meant`.
fn by_record(
    doc: &Document,
    record: &RecordId,
    is_meant: impl Fn(&Against) -> bool,
) -> Option<Breach> {
    let limits = Limits::of(doc);
    breach(doc, record, |id, person| {
        let mut reasons = against::by_record(doc, &limits, id, person);
        reasons.retain(&is_meant);
        reasons
    })
}

fn away(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| matches!(reason, Against::Leave(_)))
}

fn no_nights(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| *reason == Against::Nights)
}

fn strangers(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| *reason == Against::Stranger)
}

fn untrained(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| *reason == Against::Untrained)
}

fn no_certificate(doc: &Document, record: &RecordId) -> Option<Breach> {
    let (id, duty) = duty(doc, record)?;
    let missing = against::missing(doc, id, &duty.persons);
    let missing: Vec<Against> = missing.into_iter().map(Against::Uncertified).collect();
    (!missing.is_empty()).then(|| {
        let (who, reasons) = (doc.person_names(&duty.persons), reasons_words(doc, id, &missing));
        Breach::of(cell_words(doc, &id), format!("{who}{reasons}"))
    })
}

/// Posts whose people go where it burns or somebody lies. Source: `sources.md` 值班安排表.
pub(super) fn is_rescue(post: &Post) -> bool {
    matches!(post.group, Some(Group::FireFirst | Group::FirstAid))
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

/// The days of the season from today on.
fn days_ahead(doc: &Document, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let season = doc.current_season();
    let (first, last) = season.first.zip(season.last)?;
    let begin = first.max(today);
    (begin <= last).then_some((begin, last))
}

/// Posts left empty in the guard phase, a day a line, so that the list stays readable.
fn unmanned(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let Some((begin, last)) = days_ahead(doc, today) else { return Vec::new() };
    // Before anybody made a rota there is one thing to do, not a hundred.
    if doc.duties.iter().all(|(_, duty)| duty.persons.is_empty() && duty.seats.is_none()) {
        return empty_rota(&columns(doc), begin, last).into_iter().collect();
    }
    by_day(doc, (begin, last), "无人在岗", |there, seats| {
        (there == 0 && 0 < seats).then(String::new)
    })
}

/// Posts that somebody is at, and fewer than the shift takes: two are to watch the fire panel, and one alone
/// cannot go and look.
fn short_of_people(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let Some(days) = days_ahead(doc, today) else { return Vec::new() };
    by_day(doc, days, "人数不够", |there, seats| {
        let is_short = 0 < there && there < seats;
        is_short.then(|| format!("（{seats}人岗只有{there}人）"))
    })
}

/// A shift that takes fewer people than its post: nobody misses them any more, so somebody has to say
/// why, and who looks after it. Of a post that others fill, others decide.
fn lowered(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Duty(id) = record else { return None };
    let (duty, post) = (doc.duties.get(id)?, doc.posts.get(&id.post)?);
    let (seats, people) = (usize::from(duty.seats?), post.people());
    let is_said = !duty.note.trim().is_empty() && !post.official;
    if people <= seats || is_said {
        return None;
    }
    let now = if seats == 0 { "不单设".to_owned() } else { format!("减到{seats}人") };
    let why = if post.official {
        "由矿办等排班的岗位，人数以正式表为准"
    } else {
        "请在备注里写明原因、由谁兼"
    };
    Some(Breach::of(cell_words(doc, id), format!("本班{now}，岗位要{people}人，{why}")))
}

/// How many shifts of posts that others fill have nobody from one day to another, both included.
pub fn empty_official(doc: &Document, (from, to): (NaiveDate, NaiveDate)) -> usize {
    let columns = columns(doc);
    let official: Vec<_> = columns.iter().filter(|(_, post)| post.official).collect();
    let mut empty = 0;
    for day in from.iter_days().take_while(|day| *day <= to) {
        for (post, record) in &official {
            let of_shift = |shift: &DutyShift| DutyId { day, post: *post, shift: *shift };
            let is_empty = |id: &DutyId| {
                let nobody = doc.duties.get(id).is_none_or(|duty| duty.persons.is_empty());
                nobody && 0 < doc.seats(*id)
            };
            empty += record.shifts.iter().map(of_shift).filter(is_empty).count();
        }
    }
    empty
}

/// The shifts of which something is to be said by how many people they have, a line a day.
fn by_day(
    doc: &Document,
    (begin, last): (NaiveDate, NaiveDate),
    what: &str,
    told: impl Fn(usize, usize) -> Option<String>,
) -> Vec<(RecordId, Breach)> {
    let columns = columns(doc);
    let mut found = Vec::new();
    for day in begin.iter_days().take_while(|day| *day <= last).take(90) {
        let mut shifts: Vec<(DutyId, String)> = Vec::new();
        for (post, record) in &columns {
            for shift in record.shifts.iter().copied() {
                let id = DutyId { day, post: *post, shift };
                let there = doc.duties.get(&id).map_or(0, |duty| duty.persons.len());
                if let Some(told) = told(there, doc.seats(id)) {
                    shifts.push((id, format!("{}{}{told}", record.name, shift.word())));
                }
            }
        }
        let Some((first, _)) = shifts.first() else { continue };
        let shown: Vec<&str> = shifts.iter().take(3).map(|(_, words)| words.as_str()).collect();
        let more = if 3 < shifts.len() { format!("等{}班", shifts.len()) } else { String::new() };
        let words = format!("{}{what}：{}{more}", calendar::day_words(day), shown.join("、"));
        found.push((RecordId::Duty(*first), words.into()));
    }
    found
}

/// Nobody is on the rota yet, so it is not full, and it is one thing to do.
fn empty_rota(
    columns: &[(PostId, &Post)],
    begin: NaiveDate,
    last: NaiveDate,
) -> Option<(RecordId, Breach)> {
    let (post, shift) = columns.iter().find_map(|(id, post)| Some((*id, *post.shifts.first()?)))?;
    let shifts: usize = columns.iter().map(|(_, post)| post.shifts.len()).sum();
    let (from, to) = (begin.format("%-m月%-d日"), last.format("%-m月%-d日"));
    let words = format!("排班表还是空的：{from}至{to}每天{shifts}班，都没有排人");
    Some((RecordId::Duty(DutyId { day: begin, post, shift }), words.into()))
}
