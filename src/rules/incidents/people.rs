//! Who does a step at this minute: whoever the rota has at the post, else its A角, then its B角.

use chrono::NaiveDateTime;

use crate::model::Document;
use crate::model::id::{PersonId, PostId};
use crate::model::people::Person;
use crate::rules::duty;

/// By what somebody holds a post just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The rota has them there.
    Rota,
    /// They answer for it, and the rota has nobody there.
    Primary,
    /// They stand in for whoever does.
    Backup,
}

impl Holds {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rota => "在岗",
            Self::Primary => "A角",
            Self::Backup => "B角",
        }
    }
}

/// Somebody who holds a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// By what.
    pub holds: Holds,
    /// The number to ring: the post's own line first, then the telephone people carry.
    pub phone: String,
}

/// Who holds a post at `moment`. Whoever is on leave that day is left out, on the rota too: nobody is to
/// ring somebody who is at home while a stand-in is there.
pub fn holders(doc: &Document, post: PostId, moment: NaiveDateTime) -> Vec<Holder> {
    let of = |person: PersonId, holds| Holder { person, holds, phone: reach(doc, post, person) };
    let here =
        |person: &PersonId| doc.persons.get(person).is_some_and(|one| !one.is_away(moment.date()));
    let cells = duty::on_duty(doc, moment);
    let on_duty = cells.into_iter().filter(|one| one.cell.post == post);
    let on_duty = on_duty.flat_map(|one| one.persons).filter(here);
    let mut found: Vec<Holder> = on_duty.map(|person| of(person, Holds::Rota)).collect();
    if found.is_empty()
        && let Some(record) = doc.posts.get(&post)
    {
        let answering = [(record.primary, Holds::Primary), (record.backup, Holds::Backup)];
        let there = answering.into_iter().filter_map(|(person, holds)| Some((person?, holds)));
        found.extend(there.filter(|(person, _)| here(person)).map(|(one, holds)| of(one, holds)));
    }
    found
}

/// The number by which somebody at a post is reached; nothing where none is known.
pub fn reach(doc: &Document, post: PostId, person: PersonId) -> String {
    let line = doc.posts.find(&post).map_or("", |post| post.phone.as_str());
    let record = doc.persons.find(&person);
    let own = |of: fn(&Person) -> &String| record.map(of).map_or("", String::as_str);
    let phones = [line, own(|one| &one.mobile), own(|one| &one.phone)];
    let phone = phones.into_iter().map(str::trim).find(|phone| !phone.is_empty());
    phone.unwrap_or_default().to_owned()
}
