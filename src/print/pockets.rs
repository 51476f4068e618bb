//! 《应急口袋卡》: for everybody in the team and at a post, what is theirs to do first and whom to call, to be
//! carried. Source: `sources.md` 应急处置卡.

use std::collections::BTreeSet;

use super::PrintError;
use super::card::Phone;
use super::contact;
use super::data::Data;
use super::head::plan_version;
use super::paper::{Blank, Named, Of, Paper, Request, Shelf, Source, Span, if_any, person};
use super::pocket::{First, Held, Muster, Pocket};
use super::roster::place_of_work;
use crate::model::danger::Doer;
use crate::model::id::{PersonId, PostId};
use crate::model::mine::{Mine, Term};
use crate::model::people::{Group, Membership, Part, Person, Post, Role};
use crate::model::place::Site;
use crate::model::plan::{Card, CardCode, CardStep};
use crate::model::{Document, RecordId};
use crate::rules::outline::Review;
use crate::rules::roster;
use crate::rules::telephones;

pub(super) static PAPER: Paper = Paper {
    word: "pocket",
    key: "pocket",
    title: "应急口袋卡",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[],
    days: Span::Standing,
    none: "名册和岗位上还没有人",
    offers: |doc, _| {
        let people = people(doc);
        if_any(people.len(), "人", "应急口袋卡，A4印8张，裁开", Request::pockets(&people))
    },
    name: Named::of_people,
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The pocket cards of those people.
    pub fn pockets(people: &[PersonId]) -> Self {
        Self {
            paper: &PAPER,
            of: Of::Records(people.iter().copied().map(RecordId::Person).collect()),
        }
    }
}

/// So many steps stand on a card.
const STEPS: usize = 3;
/// So many posts of one person do.
const POSTS: usize = 3;

/// The members in the order of the roster, then whoever else holds a post.
fn people(doc: &Document) -> Vec<PersonId> {
    let groups = roster::groups(doc);
    let mut people: Vec<PersonId> =
        groups.iter().flat_map(|group| &group.members).map(|member| member.id).collect();
    let mut seen: BTreeSet<PersonId> = people.iter().copied().collect();
    for (_, post) in posts(doc) {
        let holders = post.primary.into_iter().chain(post.backup);
        people.extend(holders.filter(|id| doc.persons.get(id).is_some() && seen.insert(*id)));
    }
    people
}

/// The posts in the order of the columns.
fn posts(doc: &Document) -> Vec<(PostId, &Post)> {
    let mut posts: Vec<(PostId, &Post)> = doc.posts.iter().map(|(id, post)| (*id, post)).collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    posts
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let version = plan_version(source.doc);
    let card = |record: &RecordId| {
        let id = person(record)?;
        let person = source.doc.persons.get(&id).ok_or(PrintError::Gone("人员"))?;
        Ok(pocket(source.doc, &source.mine, (id, person), &version))
    };
    of.records().iter().map(card).collect::<Result<_, PrintError>>().map(Data::Pockets)
}

fn pocket(doc: &Document, mine: &Mine, (id, person): (PersonId, &Person), version: &str) -> Pocket {
    let held: Vec<(PostId, &Post)> = posts(doc)
        .into_iter()
        .filter(|(_, post)| post.primary == Some(id) || post.backup == Some(id))
        .collect();
    let group = person.membership.as_ref().map(|membership| membership.group);
    let (heading, steps) = steps(doc, &held, group);
    let place = held.iter().map(|(_, post)| post.place.trim()).find(|place| !place.is_empty());
    let place = place.unwrap_or_default();
    Pocket {
        unit: mine.heading().to_owned(),
        name: person.name.trim().to_owned(),
        role: role(doc, person),
        posts: held.iter().take(POSTS).map(|(_, post)| held_by(doc, id, post)).collect(),
        heading: heading.to_owned(),
        phones: phones(doc, mine, (id, person)),
        outside: contact::outside(mine),
        place: place.to_owned(),
        musters: musters(doc, &steps, (id, place)),
        draft: steps.iter().any(|one| Review::of(one.of).words().is_empty()),
        steps: steps.into_iter().map(Line::told).collect(),
        version: version.to_owned(),
    }
}

/// Where people gather by the cards of those steps, each with its card unless it is one for all of them; where
/// no card says it, where those of their house gather.
fn musters(doc: &Document, steps: &[Line<'_>], (id, place): (PersonId, &str)) -> Vec<Muster> {
    let mut cards: Vec<(&CardCode, &str)> =
        steps.iter().map(|one| (one.code, one.of.muster.trim())).collect();
    cards.dedup_by_key(|(code, _)| *code);
    let first = cards.first().map(|(_, muster)| *muster).unwrap_or_default();
    let is_one = cards.iter().all(|(_, muster)| *muster == first);
    let one = if first.is_empty() { muster_of_site(doc, id, place) } else { first };
    let all = if is_one {
        vec![(String::new(), one)]
    } else {
        cards.into_iter().map(|(code, muster)| (code.to_string(), muster)).collect()
    };
    let written = all.into_iter().filter(|(_, muster)| !muster.is_empty());
    written.map(|(card, muster)| Muster { card, place: muster.to_owned() }).collect()
}

/// Where those gather who live in a house somebody looks after, or at a site that the place of their post names.
fn muster_of_site<'a>(doc: &'a Document, id: PersonId, place: &str) -> &'a str {
    let is_theirs = |site: &&Site| {
        let name = site.name.trim();
        site.warden == Some(id) || (!name.is_empty() && place.contains(name))
    };
    let sites = doc.sites.iter().map(|(_, site)| site).filter(is_theirs);
    let mut musters = sites.map(|site| site.muster.trim());
    musters.find(|muster| !muster.is_empty()).unwrap_or_default()
}

/// 初起火灾处置组 组长; of others their unit and title.
fn role(doc: &Document, person: &Person) -> String {
    match &person.membership {
        Some(Membership { group, role, .. }) => format!("{} {}", group.word(), role.word()),
        None => place_of_work(doc, person),
    }
}

fn held_by(doc: &Document, id: PersonId, post: &Post) -> Held {
    let (own, others, other) = if post.primary == Some(id) {
        ("A角", "B角", post.backup)
    } else {
        ("B角", "A角", post.primary)
    };
    let other = other.filter(|other| *other != id).and_then(|other| doc.persons.get(&other));
    let partner = other.map(|other| format!("{others} {}", called(other)));
    Held { post: format!("{} {own}", post.name.trim()), partner: partner.unwrap_or_default() }
}

/// 米向阳 8306: the internal telephone, which reaches them at work; else the mobile one.
fn called(person: &Person) -> String {
    format!("{} {}", person.name.trim(), number(person)).trim_end().to_owned()
}

fn number(person: &Person) -> &str {
    match person.phone.trim() {
        "" => person.mobile.trim(),
        phone => phone,
    }
}

/// A step with the card it stands on.
#[derive(Clone, Copy)]
struct Line<'a> {
    code: &'a CardCode,
    of: &'a Card,
    step: &'a CardStep,
    /// Whose it is, where it is not only theirs.
    who: &'a str,
}

impl Line<'_> {
    fn told(self) -> First {
        let Self { code, of, step, who } = self;
        let within = step.within.trim();
        let within = if within.is_empty() { String::new() } else { format!("（{within}）") };
        let card = format!("{code} {} {who}", of.title.trim()).trim_end().to_owned();
        First { card, what: format!("{}{within}", step.what.trim()) }
    }
}

/// The first steps that name a post of theirs; where there are none, those of the team that name another post
/// of their group; else what whoever finds something does first. Each as it stands on its card: nothing of
/// a step is left out.
fn steps<'a>(
    doc: &'a Document,
    held: &[(PostId, &Post)],
    group: Option<Group>,
) -> (&'static str, Vec<Line<'a>>) {
    let all = |wanted: &dyn Fn(&CardStep) -> bool, says_who: bool| -> Vec<Line<'a>> {
        let steps = doc.cards.iter().flat_map(|(code, of)| {
            let step = move |step: &'a CardStep| {
                let who = if says_who { step.who.trim() } else { "" };
                Line { code, of, step, who }
            };
            of.steps.values().map(step)
        });
        steps.filter(|one| !one.step.is_blank() && wanted(one.step)).take(STEPS).collect()
    };
    let own = all(&|step| held.iter().any(|(id, _)| Some(*id) == step.post), false);
    if !own.is_empty() {
        return ("我先做", own);
    }
    let is_of_group = |step: &CardStep| {
        let post = step.post.and_then(|post| doc.posts.get(&post));
        post.is_some_and(|post| group.is_some() && post.group == group)
            && step.by.is_some_and(Doer::is_of_team)
    };
    let of_group = all(&is_of_group, true);
    if !of_group.is_empty() {
        return ("本组先做", of_group);
    }
    let anyone = all(&|step| step.post.is_none() && step.by == Some(Doer::Anyone), false);
    ("发现险情先做", anyone)
}

/// Fire brigade, ambulance and dispatch room; the mine's leader on duty; whoever leads their group.
fn phones(doc: &Document, mine: &Mine, (id, person): (PersonId, &Person)) -> Vec<Phone> {
    let first = contact::first_of_all(doc, mine).map(|(name, number)| Phone { name, number });
    let leader = posts(doc).into_iter().map(|(_, post)| post);
    let mut leaders = leader.filter(|post| post.watch_part() == Part::Leader);
    let post = leaders.next();
    let name = post.map_or("值班矿领导", |post| post.name.trim());
    let known = telephones::number_by_name(doc, mine, name);
    let number_of_post = post.map(|post| post.phone.trim().to_owned()).unwrap_or_default();
    let number_of_leader = if known.is_empty() { number_of_post } else { known };
    let leader = Phone { name: name.to_owned(), number: number_of_leader };
    let head = head(doc, (id, person)).map(|(word, head)| Phone {
        name: format!("{word} {}", head.name.trim()),
        number: number(head).to_owned(),
    });
    let team = Phone {
        name: format!("{}（队部）", mine.term(Term::Party)),
        number: telephones::number_by_name(
            doc,
            mine,
            &format!("{}（突击队队部）", mine.term(Term::Party)),
        ),
    };
    first.into_iter().chain([leader, head.unwrap_or(team)]).collect()
}

/// Who leads their group; of whoever does so, who leads the team; of whoever leads that, who stands in.
fn head<'a>(
    doc: &'a Document,
    (id, person): (PersonId, &Person),
) -> Option<(&'static str, &'a Person)> {
    let group = person.membership.as_ref().map(|membership| membership.group)?;
    let of = |role: Role, group: Option<Group>| {
        let mut members = doc.persons.iter().filter(|(other, _)| **other != id);
        let found = members.find(|(_, one)| {
            let membership = one.membership.as_ref();
            membership.is_some_and(|one| one.role == role && group.is_none_or(|of| of == one.group))
        });
        found.map(|(_, one)| (role.word(), one))
    };
    let role = person.membership.as_ref().map(|membership| membership.role)?;
    let is_of_group = !matches!(role, Role::Head | Role::Leader | Role::Deputy);
    let head = is_of_group.then(|| of(Role::Head, Some(group))).flatten();
    head.or_else(|| of(Role::Leader, None)).or_else(|| of(Role::Deputy, None))
}
