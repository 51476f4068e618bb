//! The team: the usual posts, people taking turns, the same written down of several people.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::records::puts;
use super::{Draft, Ground, Refusal, TeamAction, stock};
use crate::model::duty::{DutyField, DutyId, DutyShift};
use crate::model::id::{Mint, PersonId, PostId, UnitId};
use crate::model::people::{PersonField, Post, PostField, Training, Unit, UnitField};
use crate::model::rota::Origin;
use crate::model::{Document, Put, RecordId, choices};

pub(super) fn draft(
    doc: &Document,
    action: &TeamAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        TeamAction::MergeUnits { from, into } => {
            let merged = super::records::merge(doc, &RecordId::Unit(*from), &RecordId::Unit(*into));
            merged.map(|mut merged| {
                merged.puts.extend(handed_on(doc, *from, *into));
                merged
            })
        }
        TeamAction::LoadPosts => Ok(load_posts(doc, ground)),
        TeamAction::TakeTurns { post, shift, days } => take_turns(doc, (*post, *shift), days),
        TeamAction::FillRota(cells) => {
            super::filling::fill(doc, cells, ("自动排班", Origin::Solver))
        }
        TeamAction::GoOn(cells) => {
            super::filling::fill(doc, cells, ("接着排班", Origin::Continued))
        }
        TeamAction::OrderPosts(posts) => Ok(order_posts(doc, posts)),
        TeamAction::Register { what, day, people } => register(doc, *what, *day, people),
    }
}

/// What a unit that goes hands on to the one that stays and has nothing of the kind.
fn handed_on(doc: &Document, from: UnitId, into: UnitId) -> Vec<Put> {
    let (Some(gone), Some(stays)) = (doc.units.get(&from), doc.units.get(&into)) else {
        return Vec::new();
    };
    let head = (stays.head.is_none() && gone.head.is_some()).then_some(UnitField::Head(gone.head));
    let has_phone = |unit: &Unit| !unit.phone.trim().is_empty();
    let phone =
        (!has_phone(stays) && has_phone(gone)).then(|| UnitField::Phone(gone.phone.clone()));
    head.into_iter().chain(phone).map(|field| Put::from((into, field))).collect()
}

/// Fills cells of one post and shift, by hand.
fn take_turns(
    doc: &Document,
    (post, shift): (PostId, DutyShift),
    days: &[(NaiveDate, Vec<PersonId>)],
) -> Result<Draft, Refusal> {
    let gone = || Refusal::Gone(RecordId::Post(post));
    let name = doc.posts.get(&post).ok_or_else(gone)?.name.clone();
    let mut cells: BTreeMap<DutyId, Vec<PersonId>> = BTreeMap::new();
    for (day, persons) in days {
        cells.insert(DutyId { day: *day, post, shift }, persons.clone());
    }
    let puts = cells.into_iter().flat_map(|(id, persons)| {
        let fields = [DutyField::Persons(persons), DutyField::Origin(None)];
        let fields = fields.map(|field| Put::from((id, field)));
        std::iter::once(RecordId::Duty(id).keep(true)).chain(fields)
    });
    Ok(Draft::of(format!("排班 {name} {}天", days.len()), puts.collect()))
}

/// Names new records in the order in which the act makes them.
struct Minting<'a> {
    ground: Ground<'a>,
    made: Vec<RecordId>,
}

impl Minting<'_> {
    fn next(&self) -> Mint {
        self.ground.mint(u32::try_from(self.made.len()).unwrap_or(u32::MAX))
    }
}

choices! {
    /// What is written down of several people at once.
    Registered {
        /// They passed their training.
        Trained = "培训合格",
        /// Their training is set for a day.
        Planned = "培训日期",
        /// They signed the pledge.
        Pledged = "签承诺书",
    }
}

/// The usual posts that are not there yet, after those that are.
fn load_posts(doc: &Document, ground: Ground<'_>) -> Draft {
    let mut minting = Minting { ground, made: Vec::new() };
    let mine = doc.profile();
    let last = doc.posts.iter().map(|(_, post)| post.order).max().unwrap_or_default();
    let mut out = Vec::new();
    // Where the last number is taken, posts share it.
    let orders = (1..).map(|place: u16| last.saturating_add(place));
    for (order, line) in orders.zip(stock::posts()) {
        let new = Post { order, ..line.for_mine(&mine) };
        if doc.posts.iter().any(|(_, post)| post.name == new.name) {
            continue;
        }
        let id = PostId(minting.next());
        minting.made.push(RecordId::Post(id));
        out.extend(puts(id, new.written()));
    }
    out.extend(super::plan::steps_of_posts(doc, &out));
    Draft { verb: "载入常用岗位".to_owned(), puts: out, made: minting.made }
}

/// Numbers the posts anew, those named first.
fn order_posts(doc: &Document, posts: &[PostId]) -> Draft {
    let mut rest: Vec<(u16, PostId)> = doc
        .posts
        .iter()
        .filter(|(id, _)| !posts.contains(id))
        .map(|(id, post)| (post.order, *id))
        .collect();
    rest.sort_unstable();
    let named = posts.iter().copied().filter(|id| doc.posts.get(id).is_some());
    let all = named.chain(rest.into_iter().map(|(_, id)| id));
    let moved = (1..)
        .zip(all)
        .filter(|(order, id)| doc.posts.get(id).is_some_and(|post| post.order != *order));
    let puts = moved.map(|(order, id)| Put::from((id, PostField::Order(order)))).collect();
    Draft::of("调整岗位次序", puts)
}

/// Writes the same down of several people.
fn register(
    doc: &Document,
    what: Registered,
    day: NaiveDate,
    people: &[PersonId],
) -> Result<Draft, Refusal> {
    let field = match what {
        Registered::Trained => PersonField::Training(Some(Training::Passed(day))),
        Registered::Planned => PersonField::Training(Some(Training::Planned(day))),
        Registered::Pledged => PersonField::Pledged(Some(day)),
    };
    let puts: Vec<Put> = people.iter().map(|id| Put::from((*id, field.clone()))).collect();
    let verb = format!("登记{}{}人", what.word(), people.len());
    Ok(Draft::of(verb, super::free::all_written(doc, &puts)?))
}
