//! Sets the sample mine up: profile, units, persons, zones, sites, routes, checklists.

use std::sync::Arc;

use super::Trouble;
use super::desk::{Desk, known};
use super::material::{Material, PersonLine};
use super::shift::Shift;
use crate::action::{Action, Book, NewRecord};
use crate::model::RecordId;
use crate::model::mine::{MineField, Only, SeasonField, Term};
use crate::model::people::{Certificate, Person, Unit, UnitField};
use crate::model::place::{Route, Site, Zone};

/// Everything that stands before the first season.
///
/// # Errors
/// When the material does not fit together.
pub(super) fn mine(desk: &mut Desk<'_>, material: &Material, shift: &Shift) -> Result<(), Trouble> {
    profile(desk, material)?;
    people(desk, material, shift)?;
    places(desk, material)?;
    let book = Book::shipped().map_err(|err| Trouble::Material("items.ron", err.to_string()))?;
    desk.act(&Action::LoadBook(Arc::new(book))).map(drop)
}

/// The season the next sheets belong to.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn season(
    desk: &mut Desk<'_>,
    material: &Material,
    shift: &Shift,
) -> Result<(), Trouble> {
    let span = &material.mine.season;
    desk.set((Only, SeasonField::Year(shift.year())))?;
    desk.set((Only, SeasonField::First(Some(shift.day(span.first)))))?;
    desk.set((Only, SeasonField::Last(Some(shift.day(span.last)))))
}

fn profile(desk: &mut Desk<'_>, material: &Material) -> Result<(), Trouble> {
    let mine = &material.mine;
    let fields = [
        MineField::Name(mine.name.clone()),
        MineField::FullName(mine.full_name.clone()),
        MineField::Place(mine.place.clone()),
        MineField::Kind(mine.kind.clone()),
        MineField::DispatchPhone(mine.dispatch_phone.clone()),
        MineField::OutsidePrefix(mine.outside_prefix.clone()),
        MineField::Demo(true),
    ];
    for field in fields {
        desk.set((Only, field))?;
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
        desk.set((Only, MineField::Term(term, Some(word.clone()))))?;
    }
    Ok(())
}

/// Units come before their people, and heads after both.
fn people(desk: &mut Desk<'_>, material: &Material, shift: &Shift) -> Result<(), Trouble> {
    for line in &material.units {
        let (name, phone) = (line.name.clone(), line.phone.clone());
        let unit = Unit { name, phone, contractor: line.contractor, ..Unit::default() };
        if let Some(RecordId::Unit(id)) = desk.act(&Action::Add(NewRecord::Unit(unit)))? {
            desk.names.units.insert(line.name.clone(), id);
        }
    }
    for line in &material.persons {
        let person = person(desk, line, shift)?;
        if let Some(RecordId::Person(id)) = desk.act(&Action::Add(NewRecord::Person(person)))? {
            desk.names.persons.insert(line.name.clone(), id);
        }
    }
    for line in &material.units {
        let (unit, head) = (desk.unit(&line.name)?, desk.person(&line.head)?);
        desk.set((unit, UnitField::Head(Some(head))))?;
    }
    Ok(())
}

fn person(desk: &Desk<'_>, line: &PersonLine, shift: &Shift) -> Result<Person, Trouble> {
    let certificates = line
        .certificates
        .iter()
        .map(|line| Certificate {
            skill: line.kind,
            number: line.number.clone(),
            until: Some(shift.years(line.expires)),
        })
        .collect();
    Ok(Person {
        kept: true,
        name: line.name.clone(),
        unit: Some(desk.unit(&line.unit)?),
        title: line.title.clone(),
        phone: line.phone.clone(),
        mobile: line.mobile.clone(),
        woman: line.woman,
        membership: line.membership.clone(),
        certificates,
        ..Person::default()
    })
}

fn places(desk: &mut Desk<'_>, material: &Material) -> Result<(), Trouble> {
    for line in &material.zones {
        let zone = Zone {
            kept: true,
            name: line.name.clone(),
            keeper: Some(desk.person(&line.keeper)?),
            backup: Some(desk.person(&line.backup)?),
        };
        if let Some(RecordId::Zone(id)) = desk.act(&Action::Add(NewRecord::Zone(zone)))? {
            desk.names.zones.insert(line.name.clone(), id);
        }
    }
    for line in &material.sites {
        let site = Site {
            kept: true,
            name: line.name.clone(),
            kind: Some(line.kind),
            zone: Some(known(&desk.names.zones, &line.zone)?),
            unit: Some(desk.unit(&line.unit)?),
            note: line.note.clone(),
        };
        if let Some(RecordId::Site(id)) = desk.act(&Action::Add(NewRecord::Site(site)))? {
            desk.names.sites.insert(line.name.clone(), id);
        }
    }
    for line in &material.routes {
        let stops = line.stops.iter().map(|stop| desk.site(stop)).collect::<Result<_, _>>()?;
        let (name, area) = (line.name.clone(), line.area.clone());
        let route = Route { kept: true, name, area, stops };
        if let Some(RecordId::Route(id)) = desk.act(&Action::Add(NewRecord::Route(route)))? {
            desk.names.routes.push(id);
        }
    }
    Ok(())
}
