//! 接着排: who follows whom in an earlier stretch of the rota, gone on with in cells that are empty. Pure:
//! says who would be on duty, fills nothing.
//!
//! Of each column the shortest round is found after which the same people come again; where there is
//! none, the whole stretch of this season is the round. Of another season nothing comes then: day by
//! day the same people would have New Year's Eve again, and 自动排班 shares out anew. A swap of the day is no part of it: whoever was to come
//! counts. Who has left, is away or is kept off by a rule is not put there: somebody of the post's own
//! people comes in their place that day, and the round goes on as it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::filling::{Earlier, MOST_DAYS, Match};
use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::mine::LittleYear;
use crate::model::rota::BigDay;
use crate::rules::duty::{Burden, big_day, columns, pool, reasons_words};

/// The longest stretch that is looked back on.
const LOOKED_BACK: u64 = 92;

/// Somebody of the round.
#[derive(Clone, Debug, PartialEq, Eq)]
struct One {
    /// Who they are here; nobody where they are no longer on the books.
    here: Option<PersonId>,
    /// What they are called there.
    name: String,
    /// Whether somebody here has that name, and nobody has said yet whether it is them.
    is_unsure: bool,
}

impl One {
    /// What is said where nobody here is known to be them.
    fn missing(&self) -> String {
        let words = if self.is_unsure { "有同名的，还没有认定" } else { "不在册" };
        format!("{}{words}", self.name)
    }
}

/// The round of a column: who comes on which of its days.
#[derive(Clone, Debug)]
struct Round {
    /// The day from which the places are counted.
    first: NaiveDate,
    /// Who comes, place by place.
    crews: Vec<Vec<One>>,
    /// Whether the same people come again within the stretch; else it is the stretch as a whole.
    is_found: bool,
}

/// The rounds of an earlier stretch, column by column.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    rounds: BTreeMap<(PostId, DutyShift), Round>,
    /// The last day that it rests on.
    last: Option<NaiveDate>,
    /// Whether its days are those of another year, so that only their order counts.
    is_of_another_year: bool,
    /// The columns in which nobody follows anybody.
    loose: Vec<(PostId, DutyShift)>,
    /// Who had New Year's Eve or the first days of the year in that other year.
    feasts: BTreeMap<PersonId, BTreeSet<BigDay>>,
}

/// A cell as it would be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which cell.
    pub cell: DutyId,
    /// Who would be in it.
    pub people: Vec<PersonId>,
    /// Who was to come and does not, and why: 展秋成请假，柴有田顶.
    pub remarks: Vec<String>,
    /// Who had the same day of the festival last year: 褚卫国往年也值除夕.
    pub again: Vec<String>,
}

/// The cells of a column, day by day, as they were meant.
type Stretch = BTreeMap<NaiveDate, Vec<One>>;

impl Pattern {
    /// Of this workbook, before a day.
    pub fn before(doc: &Document, day: NaiveDate) -> Self {
        let first = day.checked_sub_days(Days::new(LOOKED_BACK)).unwrap_or(day);
        let one = |id: PersonId| One {
            here: doc.persons.get(&id).map(|_| id),
            name: doc.person_name(id).to_owned(),
            is_unsure: false,
        };
        let columns = columns(doc).into_iter().filter(|(_, post)| !post.official);
        let columns = columns.flat_map(|(id, post)| {
            post.shifts.iter().map(move |shift| ((id, *shift), (id, *shift)))
        });
        let days = |(post, shift)| days_of(doc, (post, shift), (first, day), one);
        Self::of(columns.map(|(here, there)| (here, days(there))), false)
    }

    /// Of an earlier season's workbook.
    pub fn of_earlier(doc: &Document, there: &Document) -> Self {
        let known = Earlier::of(doc, there);
        let one = |id: PersonId| One {
            here: match known.matches.get(&id) {
                Some(Match::Is(here)) => Some(*here),
                Some(Match::Perhaps(_) | Match::Nobody) | None => None,
            },
            name: there.person_name(id).to_owned(),
            is_unsure: matches!(known.matches.get(&id), Some(Match::Perhaps(_))),
        };
        let season = there.current_season();
        let first = season.first.unwrap_or(NaiveDate::MIN);
        let end = season.last.and_then(|last| last.succ_opt()).unwrap_or(NaiveDate::MAX);
        let columns = columns(doc).into_iter().filter(|(_, post)| !post.official);
        let same = |id: PostId, name: &str| {
            let by_id = there.posts.get(&id).map(|_| id);
            let named = there.posts.iter().find(|(_, post)| post.name.trim() == name.trim());
            by_id.or_else(|| named.map(|(id, _)| *id))
        };
        let columns: Vec<_> = columns
            .filter_map(|(id, post)| Some((id, post, same(id, &post.name)?)))
            .flat_map(|(id, post, other)| {
                post.shifts.iter().map(move |shift| ((id, *shift), (other, *shift)))
            })
            .collect();
        let days = |(post, shift)| days_of(there, (post, shift), (first, end), one);
        let mut pattern =
            Self::of(columns.into_iter().map(|(here, there)| (here, days(there))), true);
        for (cell, duty) in there.duties.iter() {
            let Some(feast) = feast(cell.day) else { continue };
            for here in duty.persons.iter().filter_map(|id| one(*id).here) {
                pattern.feasts.entry(here).or_default().insert(feast);
            }
        }
        pattern
    }

    fn of(
        columns: impl Iterator<Item = ((PostId, DutyShift), Stretch)>,
        is_of_another_year: bool,
    ) -> Self {
        let mut pattern = Self { is_of_another_year, ..Self::default() };
        for (column, days) in columns {
            let last = days.keys().next_back().copied();
            pattern.last = pattern.last.max(last);
            let Some(round) = round(&days) else { continue };
            if !round.is_found {
                pattern.loose.push(column);
            }
            if round.is_found || !is_of_another_year {
                pattern.rounds.insert(column, round);
            }
        }
        pattern
    }

    /// Whether there is anything to go on with.
    pub fn is_empty(&self) -> bool {
        self.rounds.is_empty() && self.loose.is_empty()
    }

    /// The columns in which nobody follows anybody: those of another year are not gone on with.
    pub fn loose(&self) -> &[(PostId, DutyShift)] {
        &self.loose
    }

    /// Who is to come in a cell. In another year what follows its last day comes on `from`.
    fn due(&self, cell: DutyId, from: NaiveDate) -> Option<&[One]> {
        let round = self.rounds.get(&(cell.post, cell.shift))?;
        let day = if self.is_of_another_year {
            let after = u64::try_from((cell.day - from).num_days()).ok()?;
            self.last?.checked_add_days(Days::new(after + 1))?
        } else {
            cell.day
        };
        let length = i64::try_from(round.crews.len()).ok()?;
        let place = (day - round.first).num_days().rem_euclid(length);
        round.crews.get(usize::try_from(place).ok()?).map(Vec::as_slice)
    }
}

/// The filled days of a column from `first` until the day before `end`, as they were before shifts
/// changed hands.
fn days_of(
    doc: &Document,
    (post, shift): (PostId, DutyShift),
    (first, end): (NaiveDate, NaiveDate),
    one: impl Fn(PersonId) -> One,
) -> Stretch {
    let cells = doc.duties.range(DutyId::before_all_of(first)..);
    let cells = cells.take_while(|(cell, _)| cell.day < end);
    let cells = cells.filter(|(cell, duty)| {
        (cell.post, cell.shift) == (post, shift) && !duty.persons.is_empty()
    });
    let meant = cells.map(|(cell, duty)| {
        let mut people = duty.persons.clone();
        // The swap arranged last is the first to be thought away.
        let mut swaps: Vec<_> = doc.swaps.iter().map(|(_, swap)| swap).collect();
        swaps.sort_by_key(|swap| std::cmp::Reverse(swap.at));
        for handed in swaps.iter().filter_map(|swap| swap.shifts.get(cell)) {
            if handed.after == people {
                people.clone_from(&handed.before);
            }
        }
        (cell.day, people.into_iter().map(&one).collect())
    });
    meant.collect()
}

/// Of ten days so many must agree for a round to be one.
const AGREED: usize = 8;

/// The shortest round by which nearly all days come again; else the stretch as a whole.
fn round(days: &Stretch) -> Option<Round> {
    let (first, _) = days.first_key_value()?;
    let (last, _) = days.last_key_value()?;
    let long = u64::try_from((*last - *first).num_days()).ok()? + 1;
    let agrees = |length: &u64| {
        let pairs = days.iter().filter_map(|(day, crew)| {
            let before = days.get(&day.checked_sub_days(Days::new(*length))?)?;
            Some(same(crew, before))
        });
        let pairs: Vec<bool> = pairs.collect();
        let agreed = pairs.iter().filter(|agreed| **agreed).count();
        !pairs.is_empty() && AGREED * pairs.len() <= 10 * agreed
    };
    let found = (1..=long / 2).find(agrees);
    let length = found.unwrap_or(long);
    let crews = (0..length).map(|place| {
        let of_place = days.iter().filter(|(day, _)| {
            u64::try_from((**day - *first).num_days()).is_ok_and(|days| days % length == place)
        });
        usual(of_place.map(|(_, crew)| crew))
    });
    Some(Round { first: *first, crews: crews.collect(), is_found: found.is_some() })
}

/// The days of the festival nobody should have year after year.
fn feast(day: NaiveDate) -> Option<BigDay> {
    // Neither depends on where 小年 is kept.
    big_day(day, LittleYear::North).filter(|day| matches!(day, BigDay::Eve | BigDay::FirstThree))
}

fn same(crew: &[One], other: &[One]) -> bool {
    crew.len() == other.len() && crew.iter().all(|one| other.contains(one))
}

/// Whoever came most often; of those the ones that came last.
fn usual<'a>(crews: impl Iterator<Item = &'a Vec<One>>) -> Vec<One> {
    let crews: Vec<&Vec<One>> = crews.collect();
    let often = |crew: &Vec<One>| crews.iter().filter(|other| same(crew, other)).count();
    let best = crews.iter().max_by_key(|crew| often(crew));
    best.map(|crew| (*crew).clone()).unwrap_or_default()
}

/// What would come of going on with that pattern from a day to a day, both included. Cells that are
/// filled, past or made by others stay as they are.
pub fn go_on(
    doc: &Document,
    pattern: &Pattern,
    (from, to): (NaiveDate, NaiveDate),
    now: NaiveDateTime,
) -> Vec<Line> {
    let mut burden = Burden::of(doc);
    let mut lines = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to).take(MOST_DAYS) {
        for (post, record) in columns(doc).into_iter().filter(|(_, post)| !post.official) {
            for shift in record.shifts.iter().copied() {
                let cell = DutyId { day, post, shift };
                let is_empty = doc.duties.get(&cell).is_none_or(|duty| duty.persons.is_empty());
                let begins = shift.span(day).0;
                let Some(due) = pattern.due(cell, from).filter(|due| !due.is_empty()) else {
                    continue;
                };
                if is_empty && now < begins {
                    let line = pattern.line(doc, &burden, (cell, from), due);
                    burden.give(cell, &line.people);
                    lines.push(line);
                }
            }
        }
    }
    lines
}

impl Pattern {
    /// Who comes in a cell in which those are due.
    fn line(
        &self,
        doc: &Document,
        burden: &Burden,
        (cell, from): (DutyId, NaiveDate),
        due: &[One],
    ) -> Line {
        let pool = pool(doc, cell.post);
        let after = cell.day.succ_opt().unwrap_or(cell.day);
        let next = self.due(DutyId { day: after, ..cell }, from).unwrap_or_default();
        let mut people: Vec<PersonId> = Vec::new();
        let mut remarks = Vec::new();
        let mut missing: Vec<String> = Vec::new();
        for one in due {
            let name = &one.name;
            let Some(id) = one.here.filter(|id| !people.contains(id)) else {
                missing.push(one.missing());
                continue;
            };
            let against = burden.against_joining(doc, cell, (&people, id));
            if !against.is_empty() {
                missing.push(format!("{name}{}", reasons_words(doc, cell, &against)));
            } else if self.is_of_another_year && !pool.contains(&id) {
                missing.push(format!("{name}已不在本岗可排人员里"));
            } else {
                people.push(id);
            }
        }
        for why in missing {
            let fits = |id: &&PersonId| {
                !people.contains(id)
                    && !due.iter().any(|one| one.here == Some(**id))
                    && burden.same_day(cell, **id).is_none()
                    && burden.against_joining(doc, cell, (&people, **id)).is_empty()
            };
            // Whoever is due the day after would be missing then.
            let is_next = |id: PersonId| next.iter().any(|one| one.here == Some(id));
            let other = pool.iter().filter(fits);
            let other = other.min_by_key(|id| (is_next(**id), burden.shifts(**id), **id));
            if let Some(other) = other {
                remarks.push(format!("{why}，{}顶", doc.person_name(*other)));
                people.push(*other);
            } else {
                remarks.push(format!("{why}，没有能顶的人"));
            }
        }
        let again = self.again(doc, cell.day, &people);
        Line { cell, people, remarks, again }
    }

    /// Who of them had that day of the festival before.
    fn again(&self, doc: &Document, day: NaiveDate, people: &[PersonId]) -> Vec<String> {
        let Some(feast) = feast(day) else { return Vec::new() };
        let had = |id: &&PersonId| self.feasts.get(id).is_some_and(|had| had.contains(&feast));
        let words = |id: &PersonId| format!("{}往年也值{}", doc.person_name(*id), feast.word());
        people.iter().filter(had).map(words).collect()
    }
}
