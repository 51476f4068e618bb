//! Where rows of a table are written out: a copy of the document that knows what earlier rows
//! made, and what has come of it so far.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::days::Season;
use super::people::{self, Named};
use super::{Hints, grid};
use crate::model::id::{Mint, PersonId, SiteId, UnitId, ZoneId};
use crate::model::people::{Membership, Person, PersonField, Unit, UnitField};
use crate::model::place::{Zone, ZoneField};
use crate::model::{Document, Put, RecordId};
use crate::rules::signs::{name_key, quoted};

pub(super) struct Desk<'a> {
    /// The document as it would be after the rows so far.
    pub(super) doc: Document,
    pub(super) hints: &'a Hints,
    pub(super) season: Season,
    /// Whether people nobody knows come on the books.
    newcomers: bool,
    mint: &'a dyn Fn(u32) -> Mint,
    pub(super) puts: Vec<Put>,
    pub(super) made: Vec<RecordId>,
    /// Whom a person said to be somebody new, once they are on the books.
    chosen: BTreeMap<String, PersonId>,
    /// Everybody, by what names are compared by.
    names: BTreeMap<String, Vec<PersonId>>,
    /// What earlier rows are about.
    pub(super) seen: BTreeSet<RecordId>,
    /// Who is named and unknown.
    pub(super) strangers: BTreeSet<String>,
    /// Who is named and cannot be told apart.
    pub(super) namesakes: BTreeSet<String>,
    /// Whether a cell of the row at hand is a day that nothing is taken from.
    pub(super) has_unread_day: bool,
    /// How many days the row at hand says there are, in a column of its own.
    pub(super) day_count: Option<String>,
    /// What the row at hand does besides, for people to read.
    pub(super) told: Vec<String>,
    /// What of the row at hand is left out, and why.
    pub(super) left_out: Vec<String>,
}

/// What tells people of one name apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traits<'a> {
    pub(super) unit: &'a str,
    pub(super) mobile: &'a str,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        doc: &Document,
        (hints, newcomers): (&'a Hints, bool),
        season: Season,
        mint: &'a dyn Fn(u32) -> Mint,
    ) -> Self {
        let mut names: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        for (id, person) in doc.persons.iter() {
            names.entry(name_key(&person.name)).or_default().push(*id);
        }
        Self {
            doc: doc.clone(),
            hints,
            season,
            newcomers,
            mint,
            puts: Vec::new(),
            made: Vec::new(),
            chosen: BTreeMap::new(),
            names,
            seen: BTreeSet::new(),
            strangers: BTreeSet::new(),
            namesakes: BTreeSet::new(),
            has_unread_day: false,
            day_count: None,
            told: Vec::new(),
            left_out: Vec::new(),
        }
    }

    pub(super) fn mint(&self) -> Mint {
        (self.mint)(u32::try_from(self.made.len()).unwrap_or(u32::MAX))
    }

    /// Writes a field where it says something else.
    pub(super) fn put(&mut self, put: Put) {
        if self.doc.read(&put.cell()) != put {
            self.doc.apply(put.clone());
            self.puts.push(put);
        }
    }

    /// Puts a record on the books.
    pub(super) fn begin(&mut self, record: RecordId) {
        let keep = record.keep(true);
        self.doc.apply(keep.clone());
        self.puts.push(keep);
        self.made.push(record);
    }

    /// Whether somebody on the books is called so.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.names.contains_key(&name_key(name))
    }

    /// Whoever is called so and may be the one meant; by the unit and the mobile telephone where
    /// they are said.
    pub(super) fn bearers(&self, name: &str, traits: Traits<'_>) -> Vec<PersonId> {
        let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let all = self.names.get(&name_key(name)).cloned().unwrap_or_default();
        let mobile =
            |id: &PersonId| self.doc.persons.find(id).map(|person| person.mobile.trim().to_owned());
        let same = |id: &PersonId| {
            !traits.mobile.is_empty() && mobile(id).is_some_and(|mobile| mobile == traits.mobile)
        };
        let unit = |id: &PersonId| {
            let person = self.doc.persons.find(id);
            name_key(self.doc.unit_name(person.and_then(|person| person.unit)))
        };
        let of_unit = name_key(traits.unit);
        let may_be = |id: &PersonId| {
            let mobile = mobile(id).unwrap_or_default();
            agree(&mobile, traits.mobile) && (same(id) || agree(&unit(id), &of_unit))
        };
        let fits: Vec<PersonId> = all.into_iter().filter(may_be).collect();
        // Whose telephone or unit is the same is surer than whose is unknown.
        let narrowed = |sure: &dyn Fn(&PersonId) -> bool| {
            let sure: Vec<PersonId> = fits.iter().filter(|id| sure(id)).copied().collect();
            Some(sure).filter(|sure| !sure.is_empty())
        };
        let by_unit = || narrowed(&|id| !of_unit.is_empty() && unit(id) == of_unit);
        narrowed(&same).or_else(by_unit).unwrap_or(fits)
    }

    /// The one person meant; `None` where it is somebody new.
    pub(super) fn one(
        &mut self,
        name: &str,
        traits: Traits<'_>,
    ) -> Result<Option<PersonId>, String> {
        let bearers = self.bearers(name, traits);
        match bearers.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            _ => match self.hints.who.get(&people::plain_name(name)) {
                Some(Some(chosen)) => Ok(Some(*chosen)),
                Some(None) => Ok(self.chosen.get(&people::plain_name(name)).copied()),
                None => {
                    self.namesakes.insert(people::plain_name(name));
                    Err(format!("册上有{}个{}，请选是哪一位", bearers.len(), quoted(name)))
                }
            },
        }
    }

    /// Everybody a cell names, or why not. Nobody of it is taken where one is not understood.
    pub(super) fn people(&mut self, cell: &str) -> Result<Vec<PersonId>, String> {
        let said = people::read(cell, &|name| self.knows(name));
        self.left_out.extend(said.notes);
        if !said.unclear.is_empty() {
            return Err(said.unclear.join("，"));
        }
        if said.people.is_empty() {
            return Err(format!("{}里没有姓名", quoted(cell)));
        }
        let mut found: Vec<Option<PersonId>> = Vec::new();
        let mut unknown = Vec::new();
        for named in &said.people {
            let one = self.named(named)?;
            if one.is_none() {
                self.strangers.insert(named.name.clone());
                unknown.push(named.name.clone());
            }
            found.push(one);
        }
        if !unknown.is_empty() && !self.newcomers {
            return Err(format!("册上没有{}", unknown.join("、")));
        }
        let mut ids: Vec<PersonId> = Vec::new();
        for (named, one) in said.people.iter().zip(found) {
            // Twice in one cell is once on the books.
            let known = one.or_else(|| self.chosen.get(&named.name).copied());
            let id = known.unwrap_or_else(|| self.newcomer(&named.name));
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// Somebody a cell names; what stands in brackets may be the unit.
    fn named(&mut self, named: &Named) -> Result<Option<PersonId>, String> {
        let of_unit = Traits { unit: &named.remark, ..Traits::default() };
        let by_unit = self.bearers(&named.name, of_unit);
        let all = self.bearers(&named.name, Traits::default()).len();
        if let ([one], true) = (by_unit.as_slice(), !named.remark.is_empty() && 1 < all) {
            return Ok(Some(*one));
        }
        let is_unit = self.unit_of(&named.remark).is_some();
        if !named.remark.is_empty() && !is_unit {
            self.left_out.push(format!("{}后的{}没有录入", named.name, quoted(&named.remark)));
        }
        self.one(&named.name, Traits::default())
    }

    /// The one person a cell names.
    pub(super) fn person(&mut self, cell: &str) -> Result<PersonId, String> {
        match self.people(cell)?.as_slice() {
            [one] => Ok(*one),
            _ => Err(format!("{}是几个人，这里只能填一个", quoted(cell))),
        }
    }

    /// Somebody new on the books.
    pub(super) fn newcomer(&mut self, name: &str) -> PersonId {
        let id = PersonId(self.mint());
        let name = people::plain_name(name);
        self.names.entry(name_key(&name)).or_default().push(id);
        self.chosen.insert(name.clone(), id);
        self.told.push(format!("新记入人员{name}"));
        self.begin(RecordId::Person(id));
        self.put((id, PersonField::Name(name)).into());
        id
    }

    fn unit_of(&self, name: &str) -> Option<UnitId> {
        let key = name_key(name);
        let mut units = self.doc.units.iter();
        units.find(|(_, unit)| name_key(&unit.name) == key).map(|(id, _)| *id)
    }

    /// The unit of that name, new where there is none.
    pub(super) fn unit(&mut self, name: &str) -> UnitId {
        self.unit_of(name).unwrap_or_else(|| {
            let id = UnitId(self.mint());
            self.told.push(format!("新单位{}", quoted(name)));
            self.begin(RecordId::Unit(id));
            for field in (Unit { name: name.to_owned(), ..Unit::default() }).written() {
                if !matches!(field, UnitField::Kept(_)) {
                    self.put((id, field).into());
                }
            }
            id
        })
    }

    /// The zone of that name, new where there is none.
    pub(super) fn zone(&mut self, name: &str) -> ZoneId {
        let key = name_key(name);
        let known = self.doc.zones.iter().find(|(_, zone)| name_key(&zone.name) == key);
        known.map(|(id, _)| *id).unwrap_or_else(|| {
            let id = ZoneId(self.mint());
            self.told.push(format!("新责任区{}", quoted(name)));
            self.begin(RecordId::Zone(id));
            for field in (Zone { name: name.to_owned(), ..Zone::default() }).written() {
                if !matches!(field, ZoneField::Kept(_)) {
                    self.put((id, field).into());
                }
            }
            id
        })
    }

    /// The one site of that name.
    pub(super) fn site(&self, name: &str) -> Result<SiteId, String> {
        let key = name_key(name);
        let mut known = self.doc.sites.iter().filter(|(_, site)| name_key(&site.name) == key);
        match (known.next(), known.next()) {
            (Some((id, _)), None) => Ok(*id),
            (None, _) => Err(format!("没有叫{}的场所", quoted(name))),
            _ => Err(format!("叫{}的场所不止一处", quoted(name))),
        }
    }

    /// Changes what makes somebody a member.
    pub(super) fn member(&mut self, id: PersonId, change: impl FnOnce(&mut Membership)) {
        let person = self.doc.persons.find(&id).cloned().unwrap_or_else(Person::default);
        let mut membership = person.membership.unwrap_or_else(super::fields::plain_member);
        change(&mut membership);
        self.put((id, PersonField::Membership(Some(membership))).into());
    }

    /// The one day a cell names.
    pub(super) fn day(&self, words: &str) -> Result<Option<NaiveDate>, String> {
        let why = || format!("日期{}看不懂", quoted(words));
        let said = self.season.read(words, None)?.filter(|said| said.rest.is_empty());
        let said = said.ok_or_else(why)?;
        match said.days.as_slice() {
            [day] => Ok(Some(*day)),
            _ => Err(why()),
        }
    }

    /// Whether a cell is a day, or several, and nothing else.
    pub(super) fn is_days(&self, cell: &str) -> bool {
        let is_count = cell.chars().all(|sign| sign.is_ascii_digit());
        let said = self.season.read(cell, None);
        !is_count && matches!(said, Ok(Some(said)) if said.rest.is_empty() && !said.days.is_empty())
    }

    /// The words of a cell on one line.
    pub(super) fn line(words: &str) -> String {
        grid::tidy(&words.replace('\n', " "))
    }
}
