//! Lays the plan down before a season: posts, cards and telephones once, approval every year.

use chrono::{NaiveDate, NaiveTime};

use super::Trouble;
use super::desk::{Desk, known};
use super::material::Material;
use super::material::plan::{DialLine, PlanLine};
use crate::action::{Action, PlanAction, TeamAction, stock};
use crate::model::mine::Only;
use crate::model::people::{PersonField, PostField, Training};
use crate::model::plan::{CardField, Countersign, PhoneField, PlanField};

/// Posts with their people, cards with their places, telephones with their numbers.
///
/// # Errors
/// When the material does not fit together.
pub(super) fn prepare(
    desk: &mut Desk<'_>,
    material: &Material,
    plan: &PlanLine,
) -> Result<(), Trouble> {
    desk.act(&Action::Team(TeamAction::LoadPosts))?;
    let doc = desk.session.document();
    desk.names.posts = doc.posts.iter().map(|(id, post)| (post.name.clone(), *id)).collect();
    for line in &material.posts {
        let post = known(&desk.names.posts, &line.name)?;
        let (primary, backup) = (desk.person(&line.primary)?, desk.person(&line.backup)?);
        desk.set((post, PostField::Primary(Some(primary))))?;
        desk.set((post, PostField::Backup(Some(backup))))?;
        desk.set((post, PostField::Phone(line.phone.clone())))?;
    }

    let codes: Vec<_> = stock::cards().iter().map(|card| card.code.clone()).collect();
    desk.act(&Action::Plan(PlanAction::TakeCards(codes.clone())))?;
    let review = &plan.reviewed;
    let reviewed = format!("{}，{}", review.by, review.on.format("%Y年%-m月%-d日"));
    for code in codes {
        let muster = plan.musters.iter().find(|line| line.card == code.0);
        let muster = muster.ok_or_else(|| Trouble::Unknown(code.to_string()))?;
        desk.set((code.clone(), CardField::Muster(muster.at.clone())))?;
        desk.set((code, CardField::Reviewed(reviewed.clone())))?;
    }

    desk.act(&Action::Plan(PlanAction::LoadPhones))?;
    let doc = desk.session.document();
    desk.names.phones = doc.phones.iter().map(|(id, phone)| (phone.name.clone(), *id)).collect();
    for line in &plan.phones {
        let phone = known(&desk.names.phones, &line.name)?;
        desk.set((phone, PhoneField::Number(line.number.clone())))?;
    }
    Ok(())
}

/// The papers of a season's plan up to its approval, and the first trial of the telephones.
///
/// # Errors
/// When the rules refuse any of it.
pub(super) fn approve(desk: &mut Desk<'_>, plan: &PlanLine) -> Result<(), Trouble> {
    desk.wait_until(plan.approved.on.and_time(time(16, 0)));
    desk.set((Only, PlanField::Superior(plan.superior.clone())))?;
    desk.set((Only, PlanField::ValidFrom(Some(plan.valid_from))))?;
    desk.set((Only, PlanField::ValidTo(Some(plan.valid_to))))?;
    for (place, line) in (1..).zip(&plan.countersigns) {
        let (unit, opinion) = (line.unit.clone(), line.opinion.clone());
        let (person, on) = (Some(desk.person(&line.person)?), Some(line.on));
        let countersign = Countersign { unit, opinion, person, on };
        desk.set((Only, PlanField::Countersign(place, Some(countersign))))?;
    }
    let (by, on) = (desk.persons(&plan.approved.by)?, plan.approved.on);
    desk.act(&Action::Plan(PlanAction::Approve { by, on, note: plan.approved.note.clone() }))?;
    let Some(first) = plan.dialled.first() else { return Ok(()) };
    desk.wait_until(first.on.and_time(time(9, 0)));
    plan.phones.iter().try_for_each(|line| dial(desk, first, &line.name))
}

/// Somebody tried a number.
///
/// # Errors
/// When there is no such line.
pub(super) fn dial(desk: &mut Desk<'_>, line: &DialLine, name: &str) -> Result<(), Trouble> {
    let phone = known(&desk.names.phones, name)?;
    let by = desk.person(&line.by)?;
    desk.set((phone, PhoneField::Dialled(Some(line.on))))?;
    let same = desk.session.document().phones.get(&phone).and_then(|phone| phone.dialled_by);
    if same == Some(by) {
        return Ok(());
    }
    desk.set((phone, PhoneField::DialledBy(Some(by))))
}

/// Everybody whose training lay before `first` passed it.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn train(desk: &mut Desk<'_>, first: NaiveDate) -> Result<(), Trouble> {
    let planned = |training| match training {
        Some(Training::Planned(day)) if day < first => Some(day),
        _ => None,
    };
    let persons = desk.session.document().persons.iter();
    let held: Vec<_> =
        persons.filter_map(|(id, person)| Some((*id, planned(person.training)?))).collect();
    for (id, day) in held {
        desk.wait_until(day.and_time(time(17, 0)));
        desk.set((id, PersonField::Training(Some(Training::Passed(day)))))?;
    }
    Ok(())
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
