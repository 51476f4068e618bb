//! In what order rosters name people: by squads, by units, by the pinyin or by the strokes of the
//! surname, as the workbook says. Source: `sources.md` 姓氏排序.

use std::collections::BTreeMap;

use super::surnames;
use crate::model::Document;
use crate::model::id::PersonId;
use crate::model::people::{Membership, NameOrder, Person, Role};

/// A member with what makes them one.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Who.
    pub id: PersonId,
    /// What is known of them.
    pub person: &'a Person,
    /// What makes them a member.
    pub membership: &'a Membership,
}

/// Members that stand together on a roster.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// What they have in common; nothing where the roster is one list.
    pub title: Option<&'a str>,
    /// The members, in order.
    pub members: Vec<Member<'a>>,
}

/// The members in the order of the workbook, with those together who stand under one title.
pub fn groups(doc: &Document) -> Vec<Group<'_>> {
    let members = doc.persons.iter().filter_map(|(id, person)| {
        let membership = person.membership.as_ref()?;
        Some(Member { id: *id, person, membership })
    });
    let mut members: Vec<Member<'_>> = members.collect();
    let order = doc.profile().name_order();
    sort(doc, order, &mut members, |member| member.id);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for member in members {
        let title = match order {
            NameOrder::Squad => Some(member.membership.squad.trim()),
            NameOrder::Unit => Some(doc.unit_name(member.person.unit).trim()),
            NameOrder::Pinyin | NameOrder::Strokes => None,
        };
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.members.push(member),
            None => groups.push(Group { title, members: vec![member] }),
        }
    }
    groups
}

/// Puts what is of people in that order; those of one name stay in the order of the books.
pub fn sort<T>(doc: &Document, order: NameOrder, some: &mut [T], who: impl Fn(&T) -> PersonId) {
    let name = |one: &T| doc.person_name(who(one)).to_owned();
    match order {
        NameOrder::Strokes => {
            some.sort_by_cached_key(|one| (surnames::by_strokes(&name(one)), who(one)));
        }
        NameOrder::Pinyin => {
            some.sort_by_cached_key(|one| (surnames::by_pinyin(&name(one)), who(one)));
        }
        NameOrder::Squad => {
            let squads = squads(doc);
            some.sort_by_cached_key(|one| {
                let membership = membership(doc, who(one));
                let squad = membership.and_then(|one| squads.get(one.squad.trim()).copied());
                (membership.is_none(), squad, membership.map(|one| one.role), who(one))
            });
        }
        NameOrder::Unit => some.sort_by_cached_key(|one| {
            let unit = doc.persons.find(&who(one)).and_then(|person| person.unit);
            let role = membership(doc, who(one)).map(|one| one.role);
            // Whoever belongs to no unit stands last, and who is no member behind the members.
            (unit.is_none(), unit, role.is_none(), role, who(one))
        }),
    }
}

fn membership(doc: &Document, id: PersonId) -> Option<&Membership> {
    let person = doc.persons.find(&id)?;
    person.membership.as_ref()
}

/// Where each squad stands: the leader's first, one without a name last, the others in the order
/// of the books.
fn squads(doc: &Document) -> BTreeMap<&str, (bool, bool, usize)> {
    let mut squads: BTreeMap<&str, (bool, bool, usize)> = BTreeMap::new();
    for (_, person) in doc.persons.iter() {
        let Some(membership) = &person.membership else { continue };
        let name = membership.squad.trim();
        let next = squads.len();
        let squad = squads.entry(name).or_insert((name.is_empty(), true, next));
        squad.1 &= membership.role != Role::Leader;
    }
    squads
}

/// What a roster says of its order; nothing of the usual one.
pub fn order_words(order: NameOrder) -> &'static str {
    match order {
        NameOrder::Squad => "",
        NameOrder::Unit => "按单位排列",
        NameOrder::Pinyin => "按姓氏拼音为序",
        NameOrder::Strokes => "按姓氏笔画为序",
    }
}
