//! What of the rota is shared out evenly: shifts, nights, big days, weekends; how much of it each
//! person bears, and how even that is. Leaders' posts take no part. Source: `sources.md` 排班规则.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::{columns, pool};
use crate::model::Document;
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, PostId};
use crate::model::mine::{Announced, LittleYear, Mine, Season};
use crate::model::people::{Part, Post};
use crate::model::rota::BigDay;
use crate::rules::calendar::{self, LunarDay};
use crate::rules::holidays;

/// Something that everybody should bear alike, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// Shifts, whatever they are.
    Shifts,
    /// Shifts that take a night's sleep.
    Nights,
    /// Shifts of a big day.
    Big(BigDay),
    /// Shifts of a Saturday or Sunday on which people do not work.
    Weekends,
    /// Standing by.
    Standby,
}

impl Share {
    /// All of them, as the mine has them.
    pub fn all(mine: &Mine) -> Vec<Self> {
        let big = BigDay::ALL.iter().copied().filter(|day| mine.is_big(*day));
        let first = [Self::Shifts, Self::Nights].into_iter();
        first.chain(big.map(Self::Big)).chain([Self::Weekends, Self::Standby]).collect()
    }

    /// How heavy it is: what weighs less is never bettered at the cost of what weighs more.
    pub fn tier(self) -> u8 {
        match self {
            Self::Shifts => 0,
            Self::Nights => 1,
            Self::Big(_) => 2,
            Self::Weekends => 3,
            Self::Standby => 4,
        }
    }

    /// The word at the head of a column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shifts => "班数",
            Self::Nights => "夜班",
            Self::Big(BigDay::FirstThree) => "初一至初三",
            Self::Big(day) => day.word(),
            Self::Weekends => "周末",
            Self::Standby => "备班",
        }
    }
}

/// Which big day it is.
pub fn big_day(day: NaiveDate, little: LittleYear) -> Option<BigDay> {
    if calendar::is_new_years_eve(day) {
        return Some(BigDay::Eve);
    }
    let LunarDay { month, leap: false, day } = calendar::lunar(day)? else { return None };
    match (month, day) {
        (1, 1..=3) => Some(BigDay::FirstThree),
        (1, 5) => Some(BigDay::Fifth),
        (1, 15) => Some(BigDay::Lanterns),
        (12, day) if day == little.day() => Some(BigDay::LittleYear),
        _ => None,
    }
}

fn is_weekend(season: &Season, day: NaiveDate) -> bool {
    let free = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    free && holidays::known(season, day) != Some(Announced::Work)
}

/// What whoever has a cell bears of it.
pub fn shares(mine: &Mine, season: &Season, post: &Post, cell: DutyId) -> Vec<Share> {
    let big = big_day(cell.day, mine.little_year()).filter(|day| mine.is_big(*day)).map(Share::Big);
    match post.watch_part() {
        Part::Leader => Vec::new(),
        Part::Standby => [Some(Share::Standby), big].into_iter().flatten().collect(),
        Part::Keeper | Part::Captain | Part::Other => {
            let night = cell.shift.is_night().then_some(Share::Nights);
            let weekend = is_weekend(season, cell.day).then_some(Share::Weekends);
            [Some(Share::Shifts), night, big, weekend].into_iter().flatten().collect()
        }
    }
}

/// How much somebody bears of each.
pub type Borne = BTreeMap<Share, u32>;

/// What each person bears of a rota, those who bear nothing left out. Which days are big, the
/// mine says whose rota is to be shared out.
pub fn borne(doc: &Document, mine: &Mine) -> BTreeMap<PersonId, Borne> {
    let season = doc.current_season();
    let mut all: BTreeMap<PersonId, Borne> = BTreeMap::new();
    for (cell, duty) in doc.duties.iter() {
        let Some(post) = doc.posts.find(&cell.post) else { continue };
        let shares = shares(mine, &season, post, *cell);
        for person in &duty.persons {
            let borne = all.entry(*person).or_default();
            for share in &shares {
                *borne.entry(*share).or_default() += 1;
            }
        }
    }
    all.retain(|_, borne| !borne.is_empty());
    all
}

/// People who may be put at just the same posts, and so should bear alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peers {
    /// The posts, in their order.
    pub posts: Vec<PostId>,
    /// Who, in the order of the books.
    pub people: Vec<PersonId>,
}

/// Everybody whose shifts are ours to share out, put together with those who may have the same.
pub fn peers(doc: &Document) -> Vec<Peers> {
    let ours: Vec<PostId> = columns(doc)
        .into_iter()
        .filter(|(_, post)| !post.official && post.watch_part() != Part::Leader)
        .map(|(id, _)| id)
        .collect();
    let mut of_person: BTreeMap<PersonId, Vec<PostId>> = BTreeMap::new();
    for post in &ours {
        for person in pool(doc, *post) {
            of_person.entry(person).or_default().push(*post);
        }
    }
    let leaders = leaders(doc);
    let mut groups: Vec<Peers> = Vec::new();
    for (person, posts) in of_person {
        if leaders.contains(&person) {
            continue;
        }
        match groups.iter_mut().find(|group| group.posts == posts) {
            Some(group) => group.people.push(person),
            None => groups.push(Peers { posts, people: vec![person] }),
        }
    }
    let place = |post: &PostId| ours.iter().position(|one| one == post);
    groups.sort_by_key(|group| group.posts.iter().map(place).collect::<Vec<_>>());
    groups
}

/// Whoever has a leader's post: their loads are never published.
fn leaders(doc: &Document) -> BTreeSet<PersonId> {
    let leads =
        |post: &PostId| doc.posts.get(post).is_some_and(|post| post.watch_part() == Part::Leader);
    let cells = doc.duties.iter().filter(|(cell, _)| leads(&cell.post));
    cells.flat_map(|(_, duty)| duty.persons.iter().copied()).collect()
}

/// How even a rota is, from 0 to 100: a hundred less the percent of all shares that would have to
/// change hands for nobody to bear more than one more than a peer. The heavier count more.
pub fn evenness(doc: &Document, borne: &BTreeMap<PersonId, Borne>) -> u32 {
    let (mut moved, mut all) = (0_u64, 0_u64);
    for group in peers(doc) {
        for share in Share::all(&doc.profile()) {
            let amounts: Vec<u32> = group
                .people
                .iter()
                .map(|one| borne.get(one).and_then(|borne| borne.get(&share)).copied())
                .map(Option::unwrap_or_default)
                .collect();
            let weight = 5_u64.saturating_sub(u64::from(share.tier()));
            moved += weight * u64::from(to_move(&amounts));
            all += weight * amounts.iter().map(|one| u64::from(*one)).sum::<u64>();
        }
    }
    let percent = if all == 0 { 0 } else { (moved * 100).div_ceil(all) };
    100_u32.saturating_sub(u32::try_from(percent).unwrap_or(100))
}

/// How many would have to change hands for nobody to have more than one more than another.
fn to_move(amounts: &[u32]) -> u32 {
    let count = u32::try_from(amounts.len()).unwrap_or(u32::MAX).max(1);
    let sum: u32 = amounts.iter().sum();
    let (least, most) = (sum / count, sum.div_ceil(count));
    let above: u32 = amounts.iter().map(|one| one.saturating_sub(most)).sum();
    let below: u32 = amounts.iter().map(|one| least.saturating_sub(*one)).sum();
    above.max(below)
}

/// How even a rota is, in four steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Hardly anybody bears more than a peer.
    Even,
    /// Some bear a shift or two more.
    Fairly,
    /// Some bear clearly more.
    Uneven,
    /// A few bear most.
    Lopsided,
}

impl Grade {
    /// Of a score from 0 to 100.
    pub fn of(score: u32) -> Self {
        match score {
            95.. => Self::Even,
            85..=94 => Self::Fairly,
            70..=84 => Self::Uneven,
            _ => Self::Lopsided,
        }
    }
}

/// The score of a rota the program just made, in plain words: made anew it would be no more even.
pub fn reached_words(score: u32) -> &'static str {
    match Grade::of(score) {
        Grade::Even | Grade::Fairly => evenness_words(score),
        Grade::Uneven | Grade::Lopsided => {
            "证件、请假、岗位人选和排定的班所限，同样能排的人之间只能排到这样"
        }
    }
}

/// The score in plain words.
pub fn evenness_words(score: u32) -> &'static str {
    match Grade::of(score) {
        Grade::Even => "很均匀：同样能排的人之间几乎没有多排少排",
        Grade::Fairly => "比较均匀：个别人多一两班",
        Grade::Uneven => "不够均匀：有些人明显多排，可以重排或者调换",
        Grade::Lopsided => "很不均匀：班集中在少数人身上，建议重排",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_have_to_change_hands() {
        for (amounts, expected) in [
            (&[][..], 0),
            (&[3, 3, 3], 0),
            (&[3, 4, 3], 0),
            (&[5, 3, 4], 1),
            (&[0, 0, 9], 6),
            (&[1, 1, 1, 0, 4], 2),
        ] {
            assert_eq!(to_move(amounts), expected, "{amounts:?}");
        }
    }

    #[test]
    fn big_days_are_those_of_the_lunar_calendar() {
        let on = |day: &str| big_day(day.parse().unwrap(), LittleYear::North);
        assert_eq!(on("2027-02-05"), Some(BigDay::Eve));
        for day in ["2027-02-06", "2027-02-07", "2027-02-08"] {
            assert_eq!(on(day), Some(BigDay::FirstThree), "{day}");
        }
        assert_eq!(on("2027-02-09"), None);
        assert_eq!(on("2027-02-10"), Some(BigDay::Fifth));
        assert_eq!(on("2027-02-20"), Some(BigDay::Lanterns));
        assert_eq!(on("2027-01-30"), Some(BigDay::LittleYear));
        let southern = |day: &str| big_day(day.parse().unwrap(), LittleYear::South);
        assert_eq!(southern("2027-01-30"), None);
        assert_eq!(southern("2027-01-31"), Some(BigDay::LittleYear));
    }
}
