//! Sets the sample mine up: profile, units, persons, zones, sites, routes, checklists.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Trouble;
use super::builder::{Builder, known};
use super::material::{Material, PersonLine};
use super::shift::Shift;
use crate::action::{Action, Book, NewRecord};
use crate::model::RecordId;
use crate::model::mine::{MineField, Only, SeasonField, Term};
use crate::model::people::{Certificate, Leave, Person, Sex, Training, Unit, UnitField};
use crate::model::place::{Route, Site, Zone};
use crate::model::steward::Steward;

/// The years people's days are about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Years<'a> {
    /// The first season: training and pledges hold from then on.
    pub(super) first: &'a Shift,
    /// The last season: certificates and leave are those of today.
    pub(super) last: &'a Shift,
}

/// Everything that stands before the first season.
///
/// # Errors
/// When the material does not fit together.
pub(super) fn mine(
    builder: &mut Builder<'_>,
    material: &Material,
    years: Years<'_>,
) -> Result<(), Trouble> {
    profile(builder, material)?;
    people(builder, material, years)?;
    places(builder, material)?;
    stewards(builder, material, years.last)?;
    let book = Book::shipped().map_err(|err| Trouble::Material("items.ron", err.to_string()))?;
    builder.act(&Action::LoadBook(Arc::new(book))).map(drop)
}

/// The season the next sheets belong to.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn season(
    builder: &mut Builder<'_>,
    material: &Material,
    shift: &Shift,
) -> Result<(), Trouble> {
    let span = &material.mine.season;
    builder.set((Only, SeasonField::Year(shift.year())))?;
    builder.set((Only, SeasonField::First(Some(shift.day(span.first)))))?;
    builder.set((Only, SeasonField::Last(Some(shift.day(span.last)))))
}

/// What the office writes into the summary of a season that is over.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn summary(builder: &mut Builder<'_>, material: &Material) -> Result<(), Trouble> {
    builder.set((Only, SeasonField::NextSteps(material.mine.next_steps.clone())))
}

fn profile(builder: &mut Builder<'_>, material: &Material) -> Result<(), Trouble> {
    let mine = &material.mine;
    let fields = [
        MineField::Name(mine.name.clone()),
        MineField::FullName(mine.full_name.clone()),
        MineField::Place(mine.place.clone()),
        MineField::Kind(mine.kind.clone()),
        MineField::Employees(mine.employees),
        MineField::Staying(mine.staying),
        MineField::PartyMembers(mine.party_members),
        MineField::Branches(mine.branches),
        MineField::DispatchPhone(mine.dispatch_phone.clone()),
        MineField::MeetingPoint(mine.meeting_point.clone()),
        MineField::BriefTo(mine.brief_to.clone()),
        MineField::OutsidePrefix(mine.outside_prefix.clone()),
        MineField::Demo(true),
    ];
    for field in fields {
        builder.set((Only, field))?;
    }
    let terms = [
        (Term::Safety, &mine.terms.safety),
        (Term::Dispatch, &mine.terms.dispatch),
        (Term::Security, &mine.terms.security),
        (Term::Logistics, &mine.terms.logistics),
        (Term::Electrical, &mine.terms.electrical),
        (Term::Party, &mine.terms.party),
    ];
    for (term, word) in terms {
        builder.set((Only, MineField::Term(term, Some(word.clone()))))?;
    }
    Ok(())
}

/// Units come before their people, and heads after both.
fn people(builder: &mut Builder<'_>, material: &Material, years: Years<'_>) -> Result<(), Trouble> {
    for line in &material.units {
        let (name, phone) = (line.name.clone(), line.phone.clone());
        let unit = Unit { name, phone, contractor: line.contractor, ..Unit::default() };
        if let Some(RecordId::Unit(id)) = builder.act(&Action::Add(NewRecord::Unit(unit)))? {
            builder.names.units.insert(line.name.clone(), id);
        }
    }
    for line in &material.persons {
        let person = person(builder, line, years, material.mine.season.first)?;
        if let Some(RecordId::Person(id)) = builder.act(&Action::Add(NewRecord::Person(person)))? {
            builder.names.persons.insert(line.name.clone(), id);
        }
    }
    for line in &material.units {
        let (unit, head) = (builder.unit(&line.name)?, builder.person(&line.head)?);
        builder.set((unit, UnitField::Head(Some(head))))?;
    }
    Ok(())
}

/// Training that lies before the season as written was passed before the first season.
fn person(
    builder: &Builder<'_>,
    line: &PersonLine,
    years: Years<'_>,
    season: NaiveDate,
) -> Result<Person, Trouble> {
    let Years { first, last } = years;
    let certificates = line
        .certificates
        .iter()
        .map(|line| Certificate {
            skill: line.kind,
            number: line.number.clone(),
            until: Some(last.years(line.expires)),
        })
        .collect();
    Ok(Person {
        kept: true,
        name: line.name.clone(),
        unit: Some(builder.unit(&line.unit)?),
        title: line.title.clone(),
        phone: line.phone.clone(),
        mobile: line.mobile.clone(),
        woman: if line.woman { Sex::Woman } else { Sex::Man },
        membership: line.membership.clone(),
        certificates,
        branch: line.branch.clone(),
        training: line
            .training
            .map(|day| Training::Planned(if day < season { first } else { last }.day(day))),
        pledged: line.pledged.map(|day| first.day(day)),
        leaves: line
            .leaves
            .iter()
            .map(|(from, to)| Leave { from: last.day(*from), to: last.day(*to) })
            .collect(),
        no_nights: line.no_nights,
        ..Person::default()
    })
}

fn places(builder: &mut Builder<'_>, material: &Material) -> Result<(), Trouble> {
    for line in &material.zones {
        let zone = Zone {
            kept: true,
            name: line.name.clone(),
            keeper: Some(builder.person(&line.keeper)?),
            backup: Some(builder.person(&line.backup)?),
        };
        if let Some(RecordId::Zone(id)) = builder.act(&Action::Add(NewRecord::Zone(zone)))? {
            builder.names.zones.insert(line.name.clone(), id);
        }
    }
    for line in &material.sites {
        let site = Site {
            kept: true,
            name: line.name.clone(),
            kind: Some(line.kind),
            zone: Some(known(&builder.names.zones, &line.zone)?),
            unit: Some(builder.unit(&line.unit)?),
            note: line.note.clone(),
            warden: (!line.warden.is_empty()).then(|| builder.person(&line.warden)).transpose()?,
            muster: line.muster.clone(),
        };
        if let Some(RecordId::Site(id)) = builder.act(&Action::Add(NewRecord::Site(site)))? {
            builder.names.sites.insert(line.name.clone(), id);
        }
    }
    for line in &material.routes {
        let stops = line.stops.iter().map(|stop| builder.site(stop)).collect::<Result<_, _>>()?;
        let (name, area) = (line.name.clone(), line.area.clone());
        let route = Route { kept: true, name, area, stops };
        if let Some(RecordId::Route(id)) = builder.act(&Action::Add(NewRecord::Route(route)))? {
            builder.names.routes.push(id);
        }
    }
    Ok(())
}

/// Experts and keepers; their days are those of the last season.
fn stewards(builder: &mut Builder<'_>, material: &Material, last: &Shift) -> Result<(), Trouble> {
    for line in &material.stewards {
        let day = |day: NaiveDate| last.day(day);
        let sites = line.sites.iter().map(|site| builder.site(site)).collect::<Result<_, _>>()?;
        let steward = Steward {
            kept: true,
            kind: Some(line.kind),
            person: Some(builder.person(&line.person)?),
            trade: line.trade.clone(),
            sites,
            from: line.days.map(|(from, _)| day(from)),
            to: line.days.map(|(_, to)| day(to)),
            ..Steward::default()
        };
        builder.act(&Action::Add(NewRecord::Steward(steward)))?;
    }
    Ok(())
}
