//! People taking turns at a post, day after day. Pure: says who would be on duty, fills nothing.

use chrono::{NaiveDate, NaiveDateTime};

use super::filling::MOST_DAYS;
use crate::model::duty::{DutyField, DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::{Document, Put};
use crate::rules::duty::Burden;

/// Who is to take turns, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turns {
    /// At which post.
    pub post: PostId,
    /// In which shift.
    pub shift: DutyShift,
    /// Who, in their order.
    pub people: Vec<PersonId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether somebody against whom something speaks is passed over that day. Their turn comes
    /// as soon as nothing does.
    pub pass_over: bool,
}

/// Whoever writes people into a cell without saying where they come from puts them there by hand.
pub(super) fn by_hand(doc: &Document, puts: &[Put]) -> Vec<Put> {
    let is_said = |id: &DutyId| {
        puts.iter().any(|put| matches!(put, Put::Duty(at, DutyField::Origin(_)) if at == id))
    };
    let taken = puts.iter().filter_map(|put| match put {
        Put::Duty(id, DutyField::Persons(_)) => Some(*id),
        _ => None,
    });
    let told = |id: &DutyId| doc.duties.find(id).is_some_and(|duty| duty.origin.is_some());
    let taken = taken.filter(|id| told(id) && !is_said(id));
    taken.map(|id| (id, DutyField::Origin(None)).into()).collect()
}

/// Who would be on duty day by day, from the first shift on that has not begun at `now`. A day for
/// which nobody is left has nobody: it stays as it is.
pub fn turns(doc: &Document, wish: &Turns, now: NaiveDateTime) -> Vec<(NaiveDate, Vec<PersonId>)> {
    let seats = doc.posts.get(&wish.post).map_or(1, |post| post.people()).min(wish.people.len());
    let cell = |day: NaiveDate| DutyId { day, post: wish.post, shift: wish.shift };
    let days = || {
        let days = wish.from.iter_days().take_while(|day| *day <= wish.to).take(MOST_DAYS);
        days.filter(|day| now < wish.shift.span(*day).0)
    };
    let mut burden = Burden::of(doc);
    // What stands in the stretch now is written over.
    days().for_each(|day| burden.empty(cell(day)));
    let mut queue = wish.people.clone();
    let mut filled = Vec::new();
    for day in days() {
        let mut today: Vec<PersonId> = Vec::new();
        for _seat in 0..seats {
            let against =
                |person: &PersonId| burden.against_joining(doc, cell(day), (&today, *person));
            let fits = |person: &PersonId| {
                !today.contains(person) && (!wish.pass_over || against(person).is_empty())
            };
            let is_free = |person: &PersonId| {
                fits(person) && (!wish.pass_over || burden.same_day(cell(day), *person).is_none())
            };
            let next = queue.iter().position(is_free).or_else(|| queue.iter().position(fits));
            let Some(next) = next else { continue };
            let person = queue.remove(next);
            queue.push(person);
            today.push(person);
        }
        if today.is_empty() {
            let stays = doc.duties.get(&cell(day)).map(|duty| duty.persons.as_slice());
            burden.give(cell(day), stays.unwrap_or_default());
        } else {
            burden.give(cell(day), &today);
        }
        filled.push((day, today));
    }
    filled
}
