//! Lays the plan down before a season: posts, cards and telephones once, approval every year.

use chrono::{NaiveDate, NaiveTime};

use super::Trouble;
use super::builder::{Builder, known};
use super::material::Material;
use super::material::plan::{ApprovalLine, DialLine, PlanLine, ReviewLine, RevisedLine, TurnLine};
use crate::action::{Action, NewRecord, PlanAction, TeamAction, stock};
use crate::model::mine::Only;
use crate::model::people::{PersonField, PostField, Training};
use crate::model::plan::{CardCode, CardField, Countersign, PhoneField, PlanField};
use crate::model::rota::{Pairing, Tie};
use crate::rules::stages;

/// Posts with their people, cards with their places, telephones with their numbers.
///
/// # Errors
/// When the material does not fit together.
pub(super) fn prepare(
    builder: &mut Builder<'_>,
    material: &Material,
    plan: &PlanLine,
) -> Result<(), Trouble> {
    builder.act(&Action::Team(TeamAction::LoadPosts))?;
    let doc = builder.session.document();
    builder.names.posts = doc.posts.iter().map(|(id, post)| (post.name.clone(), *id)).collect();
    for line in &material.posts {
        let post = known(&builder.names.posts, &line.name)?;
        let (primary, backup) = (builder.person(&line.primary)?, builder.person(&line.backup)?);
        builder.set((post, PostField::Primary(Some(primary))))?;
        builder.set((post, PostField::Backup(Some(backup))))?;
        builder.set((post, PostField::Phone(line.phone.clone())))?;
        let pool = builder.persons(pool(material, &line.turn))?;
        if !pool.is_empty() {
            builder.set((post, PostField::Pool(pool)))?;
        }
        if let Some(name) = line.apart.clone() {
            let people = vec![primary, backup];
            let pairing = Pairing { name, tie: Some(Tie::Apart), people, ..Pairing::default() };
            builder.act(&Action::Add(NewRecord::Pairing(pairing)))?;
        }
    }

    let codes: Vec<_> = stock::cards().iter().map(|card| card.code.clone()).collect();
    builder.act(&Action::Plan(PlanAction::TakeCards(codes.clone())))?;
    let reviewed = review_words(&plan.reviewed);
    for code in codes {
        let muster = plan.musters.iter().find(|line| line.card == code.0);
        let muster = muster.ok_or_else(|| Trouble::Unknown(code.to_string()))?;
        builder.set((code.clone(), CardField::Muster(muster.at.clone())))?;
        builder.set((code, CardField::Reviewed(reviewed.clone())))?;
    }

    builder.act(&Action::Plan(PlanAction::LoadPhones))?;
    let doc = builder.session.document();
    builder.names.phones = doc.phones.iter().map(|(id, phone)| (phone.name.clone(), *id)).collect();
    for line in &plan.phones {
        let phone = known(&builder.names.phones, &line.name)?;
        builder.set((phone, PhoneField::Number(line.number.clone())))?;
    }
    Ok(())
}

/// Who may be put at a post.
fn pool<'a>(material: &'a Material, turn: &'a TurnLine) -> &'a [String] {
    match turn {
        TurnLine::These(names) => names,
        TurnLine::Walkers => &material.season.walkers,
        TurnLine::Electricians => &material.season.electricians,
        TurnLine::Nobody => &[],
    }
}

/// The papers of a season's plan up to its approval, and the first trial of the telephones.
///
/// # Errors
/// When the rules refuse any of it.
pub(super) fn approve(builder: &mut Builder<'_>, plan: &PlanLine) -> Result<(), Trouble> {
    builder.wait_until(plan.approved.on.and_time(time(16, 0)));
    builder.set((Only, PlanField::Superior(plan.superior.clone())))?;
    builder.set((Only, PlanField::ValidFrom(Some(plan.valid_from))))?;
    builder.set((Only, PlanField::ValidTo(Some(plan.valid_to))))?;
    for (place, line) in (1..).zip(&plan.countersigns) {
        let (unit, opinion) = (line.unit.clone(), line.opinion.clone());
        let (person, on) = (Some(builder.person(&line.person)?), Some(line.on));
        let countersign = Countersign { unit, opinion, person, on };
        builder.set((Only, PlanField::Countersign(place, Some(countersign))))?;
    }
    sign(builder, &plan.approved)?;
    revise(builder, &plan.revised)?;
    let Some(first) = plan.dialled.first() else { return Ok(()) };
    builder.wait_until(first.on.and_time(time(9, 0)));
    plan.phones.iter().try_for_each(|line| dial(builder, first, &line.name))
}

/// By whom and when, as cards say it.
fn review_words(review: &ReviewLine) -> String {
    format!("{}，{}", review.by, review.on.format("%Y年%-m月%-d日"))
}

fn sign(builder: &mut Builder<'_>, line: &ApprovalLine) -> Result<(), Trouble> {
    let (by, on) = (builder.persons(&line.by)?, line.on);
    let approve = PlanAction::Approve { by, on, note: line.note.clone() };
    builder.act(&Action::Plan(approve))?;
    builder.act(&Action::Plan(PlanAction::HandOut))?;
    let doc = builder.session.document();
    if doc.handouts.iter().any(|(_, one)| stages::is_old(doc, one)) {
        builder.act(&Action::Plan(PlanAction::TakeBack))?;
    }
    Ok(())
}

/// What was put right after the plan was talked through, and the version that came of it; nothing
/// in a later year, whose plan has it from the start.
fn revise(builder: &mut Builder<'_>, line: &RevisedLine) -> Result<(), Trouble> {
    let code = CardCode(line.muster.card.clone());
    let card = builder.session.document().cards.get(&code);
    if card.is_some_and(|card| card.muster == line.muster.at) {
        return Ok(());
    }
    builder.wait_until(line.approved.on.and_time(time(8, 0)));
    builder.set((code.clone(), CardField::Muster(line.muster.at.clone())))?;
    builder.set((code, CardField::Reviewed(review_words(&line.reviewed))))?;
    for (place, said) in builder.session.document().current_plan().countersigns {
        let again = Countersign { on: Some(line.countersigned), ..said };
        builder.set((Only, PlanField::Countersign(place, Some(again))))?;
    }
    sign(builder, &line.approved)
}

/// Somebody tried a number.
///
/// # Errors
/// When there is no such line.
pub(super) fn dial(builder: &mut Builder<'_>, line: &DialLine, name: &str) -> Result<(), Trouble> {
    let phone = known(&builder.names.phones, name)?;
    let by = builder.person(&line.by)?;
    builder.set((phone, PhoneField::Dialled(Some(line.on))))?;
    let same = builder.session.document().phones.get(&phone).and_then(|phone| phone.dialled_by);
    if same == Some(by) {
        return Ok(());
    }
    builder.set((phone, PhoneField::DialledBy(Some(by))))
}

/// Everybody whose training lay before `first` passed it.
///
/// # Errors
/// When the rules refuse it.
pub(super) fn train(builder: &mut Builder<'_>, first: NaiveDate) -> Result<(), Trouble> {
    let planned = |training| match training {
        Some(Training::Planned(day)) if day < first => Some(day),
        _ => None,
    };
    let persons = builder.session.document().persons.iter();
    let held: Vec<_> =
        persons.filter_map(|(id, person)| Some((*id, planned(person.training)?))).collect();
    for (id, day) in held {
        builder.wait_until(day.and_time(time(17, 0)));
        builder.set((id, PersonField::Training(Some(Training::Passed(day)))))?;
    }
    Ok(())
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
