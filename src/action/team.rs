//! The team: a roster put on the books, the usual posts, a rota copied from elsewhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::records::puts;
use super::{Draft, Ground, Refusal, TeamAction, stock};
use crate::model::duty::{DutyField, DutyId};
use crate::model::id::{Mint, PersonId, PostId, UnitId};
use crate::model::people::{
    Group, Membership, Part, Person, PersonField, Post, PostField, Role, Standing, Training, Unit,
};
use crate::model::{Document, Put, RecordId, choices};

/// A line of a roster, as far as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recruit {
    /// The name.
    pub name: String,
    /// Whether a woman, if the roster says so.
    pub woman: Option<bool>,
    /// The unit's name.
    pub unit: String,
    /// Post or title.
    pub title: String,
    /// Party branch.
    pub branch: String,
    /// Where they stand in the Party.
    pub standing: Option<Standing>,
    /// Internal telephone.
    pub phone: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Branch squad.
    pub squad: String,
    /// Group.
    pub group: Option<Group>,
    /// Part in the team.
    pub role: Option<Role>,
}

/// Where a post gets another name and only its name has said what its people are in the papers of
/// the watch, that is written down, so that log, handover and brief do not lose them.
pub(super) fn part_said_by_name(doc: &Document, put: &Put) -> Option<Put> {
    let Put::Post(id, PostField::Name(_)) = put else { return None };
    let post = doc.posts.get(id).filter(|post| post.part.is_none())?;
    let part = post.watch_part();
    (part != Part::Other).then(|| (*id, PostField::Part(Some(part))).into())
}

pub(super) fn draft(
    doc: &Document,
    action: &TeamAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        TeamAction::Enlist(recruits) => enlist(doc, recruits, ground),
        TeamAction::LoadPosts => Ok(load_posts(doc, ground)),
        TeamAction::CopyRota { post, shift, days } => {
            let gone = || Refusal::Gone(RecordId::Post(*post));
            let Post { name, official, .. } = doc.posts.get(post).ok_or_else(gone)?.clone();
            let mut cells: BTreeMap<DutyId, Vec<PersonId>> = BTreeMap::new();
            for (day, persons) in days {
                cells.insert(DutyId { day: *day, post: *post, shift: *shift }, persons.clone());
            }
            let puts = cells.into_iter().flat_map(|(id, persons)| {
                [RecordId::Duty(id).keep(true), Put::from((id, DutyField::Persons(persons)))]
            });
            let verb = if official { "导入值班表" } else { "排班" };
            let verb = format!("{verb} {name} {}天", days.len());
            Ok(Draft::of(verb, puts.collect()))
        }
        TeamAction::OrderPosts(posts) => Ok(order_posts(doc, posts)),
        TeamAction::Register { what, day, people } => Ok(register(*what, *day, people)),
    }
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

/// Who a line of a roster is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Somebody who is not on the books.
    New,
    /// Somebody who is.
    OnBooks(PersonId),
    /// The person of an earlier line of the same roster.
    Above(usize),
}

/// What tells people of one name apart.
#[derive(Clone, Copy)]
struct Traits<'a> {
    name: &'a str,
    unit: &'a str,
    mobile: &'a str,
}

impl Traits<'_> {
    /// Whether both are one person as far as papers tell: the same name, and no other mobile
    /// telephone; the same telephone, or no other unit.
    fn may_be(self, other: Traits<'_>) -> bool {
        let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let same_mobile = !self.mobile.is_empty() && self.mobile == other.mobile;
        self.name == other.name
            && agree(self.mobile, other.mobile)
            && (same_mobile || agree(self.unit, other.unit))
    }
}

/// Who each line of a roster is about, so that nobody comes on the books twice and two people of
/// one name stay two.
pub fn known(doc: &Document, recruits: &[Recruit]) -> Vec<Known> {
    let traits = |recruit: &'_ Recruit| -> [String; 3] {
        [&recruit.name, &recruit.unit, &recruit.mobile].map(|words| words.trim().to_owned())
    };
    let lines: Vec<[String; 3]> = recruits.iter().map(traits).collect();
    let of = |[name, unit, mobile]: &'_ [String; 3]| (name.clone(), unit.clone(), mobile.clone());
    let mut known: Vec<Known> = Vec::new();
    for line in &lines {
        let (name, unit, mobile) = of(line);
        let line = Traits { name: &name, unit: &unit, mobile: &mobile };
        let above = lines.iter().zip(&known).position(|([name, unit, mobile], who)| {
            !matches!(who, Known::Above(_)) && line.may_be(Traits { name, unit, mobile })
        });
        let on_books = || {
            let free = |id: PersonId| !known.contains(&Known::OnBooks(id));
            let person = doc.persons.iter().find(|(id, person)| {
                let unit = doc.unit_name(person.unit);
                let (name, mobile) = (person.name.trim(), person.mobile.as_str());
                free(**id) && line.may_be(Traits { name, unit, mobile })
            });
            person.map_or(Known::New, |(id, _)| Known::OnBooks(*id))
        };
        let who = above.map_or_else(on_books, Known::Above);
        known.push(who);
    }
    known
}

fn enlist(doc: &Document, recruits: &[Recruit], ground: Ground<'_>) -> Result<Draft, Refusal> {
    let mut minting = Minting { ground, made: Vec::new() };
    let mut units: BTreeMap<String, UnitId> =
        doc.units.iter().map(|(id, unit)| (unit.name.clone(), *id)).collect();
    // The later of two lines about one person counts.
    let mut written: BTreeMap<PersonId, Person> = BTreeMap::new();
    let mut ids: Vec<Option<PersonId>> = Vec::new();
    let mut out = Vec::new();
    for (recruit, who) in recruits.iter().zip(known(doc, recruits)) {
        if recruit.name.trim().is_empty() {
            return Err(Refusal::Missing("姓名"));
        }
        let unit = Some(recruit.unit.trim()).filter(|unit| !unit.is_empty()).map(|unit| {
            *units.entry(unit.to_owned()).or_insert_with(|| {
                let id = UnitId(minting.next());
                minting.made.push(RecordId::Unit(id));
                let new = Unit { kept: true, name: unit.to_owned(), ..Unit::default() };
                out.extend(puts(id, new.written()));
                id
            })
        });
        let id = match who {
            Known::OnBooks(id) => Some(id),
            Known::Above(line) => ids.get(line).copied().flatten(),
            Known::New => None,
        };
        let id = id.unwrap_or_else(|| {
            let id = PersonId(minting.next());
            minting.made.push(RecordId::Person(id));
            id
        });
        ids.push(Some(id));
        let person =
            written.entry(id).or_insert_with(|| doc.persons.get(&id).cloned().unwrap_or_default());
        fill_in(person, recruit, unit);
    }
    let count = written.len();
    for (id, person) in written {
        let before = doc.persons.find(&id).cloned().unwrap_or_default();
        let known = before.written();
        let new = person.written().into_iter().filter(|field| !known.contains(field));
        out.extend(new.map(|field: PersonField| Put::from((id, field))));
    }
    Ok(Draft { verb: format!("录入队员{count}人"), puts: out, made: minting.made })
}

/// Writes what the roster says; what it leaves out stays.
fn fill_in(person: &mut Person, recruit: &Recruit, unit: Option<UnitId>) {
    let write = |field: &mut String, words: &str| {
        if !words.trim().is_empty() {
            words.trim().clone_into(field);
        }
    };
    person.kept = true;
    write(&mut person.name, &recruit.name);
    write(&mut person.title, &recruit.title);
    write(&mut person.branch, &recruit.branch);
    write(&mut person.phone, &recruit.phone);
    write(&mut person.mobile, &recruit.mobile);
    person.unit = unit.or(person.unit);
    person.woman = recruit.woman.unwrap_or(person.woman);
    let was = person.membership.clone().unwrap_or(Membership {
        standing: Standing::Member,
        squad: String::new(),
        group: Group::Patrol,
        role: Role::Member,
    });
    let mut squad = was.squad;
    write(&mut squad, &recruit.squad);
    person.membership = Some(Membership {
        standing: recruit.standing.unwrap_or(was.standing),
        squad,
        group: recruit.group.unwrap_or(was.group),
        role: recruit.role.unwrap_or(was.role),
    });
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
fn register(what: Registered, day: NaiveDate, people: &[PersonId]) -> Draft {
    let field = match what {
        Registered::Trained => PersonField::Training(Some(Training::Passed(day))),
        Registered::Planned => PersonField::Training(Some(Training::Planned(day))),
        Registered::Pledged => PersonField::Pledged(Some(day)),
    };
    let puts = people.iter().map(|id| Put::from((*id, field.clone()))).collect();
    Draft::of(format!("登记{}{}人", what.word(), people.len()), puts)
}
