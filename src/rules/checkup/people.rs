//! Whether whoever holds a post at an hour can do what the cards ask: there, reached by
//! telephone, certified, trained, fit for the night.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::posts::{about, has_line, is_reachable};
use super::survey::{By, Need, Survey, Surveyed, Turn};
use super::told::{Faults, is_of_night};
use super::{PlanCase, SOURCE, exam};
use crate::model::RecordId;
use crate::model::danger::Doer;
use crate::model::id::PersonId;
use crate::model::people::{Person, Skill, Training};
use crate::rules::duty::is_rescue;
use crate::rules::{Found, Rule, Weight};

pub(super) const RULES: &[Rule] = &[
    exam(("K5", "排在班上的人不在请假"), SOURCE, Weight::Due, away),
    exam(("K6", "当班的人打得通电话"), SOURCE, Weight::Due, unreachable),
    exam(("K7", "要求的证件到下班都有效"), SOURCE, Weight::Due, uncertified),
    exam(("K8", "队员做的步骤由培训合格的队员做"), SOURCE, Weight::Due, untrained),
    exam(("K9", "夜里当班的人没有标明不排夜班"), SOURCE, Weight::Due, no_nights),
];

/// Every turn in which somebody is there, with them.
fn manned<'a>(
    survey: &'a Survey<'a>,
) -> impl Iterator<Item = (&'a Surveyed<'a>, &'a Turn<'a>, &'a [(PersonId, &'a Person)])> {
    survey.posts.iter().flat_map(|post| {
        let turns = post.turns.iter().map(move |turn| (post, turn, turn.present.as_slice()));
        turns.filter(|(.., present)| !present.is_empty())
    })
}

fn away(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let (mut faults, relief) = (Faults::of(doc).at_changes(), &case.relief);
    for (post, turn, present) in manned(survey).filter(|(_, turn, _)| turn.by == By::Rota) {
        let left: BTreeSet<PersonId> = present.iter().map(|(id, _)| *id).collect();
        for id in turn.holders.iter().filter(|id| !left.contains(id)) {
            let why = if doc.persons.get(id).is_some() { "请假" } else { "已不在册" };
            let what = format!("{}{why}，这一班还剩{}人", doc.person_name(*id), left.len());
            let remedy = || turn.cell.map(|cell| relief.words(cell, &[*id])).unwrap_or_default();
            faults.note((post, turn.span), what, about(post, turn), || {
                (post.needs.clone(), remedy())
            });
        }
    }
    case.of_rota(faults.found())
}

fn unreachable(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let mut faults = Faults::of(doc);
    for (post, turn, present) in manned(survey) {
        // Whoever sits at a post is reached there; others are called wherever they are.
        if turn.by == By::Rota && has_line(doc, post.id, post.post) {
            continue;
        }
        for (id, person) in present.iter().filter(|(id, one)| !is_reachable(doc, *id, one)) {
            let none = person.mobile.trim().is_empty() && person.phone.trim().is_empty();
            let why = if none { "没有登记电话" } else { "登记的电话写得不对" };
            let what = format!("{}{why}", person.name);
            let more = || (post.needs.clone(), "请补上手机或内线，或者岗位电话".to_owned());
            faults.note((post, turn.span), what, RecordId::Person(*id), more);
        }
    }
    case.of_rota(faults.found())
}

/// The certificates a post asks for with the steps that need them: those of the post for all,
/// that of an electrician for the steps that only one may do.
fn skills<'a>(post: &Surveyed<'a>) -> Vec<(Skill, Vec<Need<'a>>)> {
    let of_post = post.post.needs.iter().map(|skill| (*skill, post.needs.clone()));
    let of_steps: Vec<Need<'a>> =
        post.needs.iter().filter(|need| need.step.by == Some(Doer::Electrician)).copied().collect();
    let is_asked = post.post.needs.contains(&Skill::Electrician);
    let of_steps = (!is_asked && !of_steps.is_empty()).then_some((Skill::Electrician, of_steps));
    of_post.chain(of_steps).collect()
}

/// Who of them had such a certificate that ended before a day, and when.
fn ended(present: &[(PersonId, &Person)], skill: Skill, day: NaiveDate) -> Option<String> {
    let held = present.iter().flat_map(|(_, person)| {
        person.certificates.iter().map(move |one| (&person.name, one.skill, one.until))
    });
    let ends = held.filter(|(_, one, _)| *one == skill);
    let ends =
        ends.filter_map(|(name, _, until)| Some((name, until.filter(|until| *until < day)?)));
    let (name, until) = ends.max_by_key(|(_, until)| *until)?;
    Some(format!("{name}的{}证{}到期", skill.word(), until.format("%-m月%-d日")))
}

fn uncertified(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let (mut faults, relief) = (Faults::of(doc), &case.relief);
    for (post, turn, present) in manned(survey) {
        let day = turn.day();
        for (skill, needs) in skills(post) {
            if present.iter().any(|(_, person)| person.is_certified(skill, day)) {
                continue;
            }
            let names: Vec<PersonId> = present.iter().map(|(id, _)| *id).collect();
            let lacks = || format!("{}没有{}证", doc.person_names(&names), skill.word());
            let what = ended(present, skill, day).unwrap_or_else(lacks);
            let of_post = post.post.needs.contains(&skill);
            let remedy = || match turn.cell.filter(|_| of_post && turn.by == By::Rota) {
                Some(cell) => format!("请续证或换人，{}", relief.words(cell, &names)),
                None => "请续证，或者换持证的人".to_owned(),
            };
            faults.note((post, turn.span), what, about(post, turn), || (needs, remedy()));
        }
    }
    case.of_rota(faults.found())
}

/// Steps of members need somebody trained; at a post where it burns or somebody lies all are.
fn untrained(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let mut faults = Faults::of(doc);
    for (post, turn, present) in manned(survey) {
        let of_members = |need: &&Need<'_>| need.step.by == Some(Doer::Member);
        let needs: Vec<Need<'_>> = post.needs.iter().filter(of_members).copied().collect();
        let (rescue, day) = (is_rescue(post.post), turn.day());
        if needs.is_empty() && !rescue {
            continue;
        }
        let fits = |person: &Person| person.membership.is_some() && person.is_trained(day);
        let unfit = || present.iter().filter(|(_, person)| !fits(person));
        if !rescue && unfit().count() < present.len() {
            continue;
        }
        for (id, person) in unfit() {
            let why = match person.training {
                _ if person.membership.is_none() => "不是突击队队员".to_owned(),
                Some(Training::Planned(on) | Training::Passed(on)) => {
                    format!("到当日没有培训合格（登记的是{}）", on.format("%-m月%-d日"))
                }
                None => "没有培训".to_owned(),
            };
            let what = format!("{}{why}", person.name);
            let needs = if needs.is_empty() { post.needs.clone() } else { needs.clone() };
            let more = || (needs, "请先培训合格，或者换人".to_owned());
            faults.note((post, turn.span), what, RecordId::Person(*id), more);
        }
    }
    case.of_rota(faults.found())
}

fn no_nights(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let (mut faults, relief) = (Faults::of(doc), &case.relief);
    for (post, turn, present) in manned(survey).filter(|(_, turn, _)| turn.by == By::Rota) {
        for (id, person) in present.iter().filter(|(_, person)| person.no_nights) {
            let Some(cell) = turn.cell.filter(|_| is_of_night(turn.span)) else { continue };
            let what = format!("{}不排夜班，却排在夜里", person.name);
            let more = || (post.needs.clone(), relief.words(cell, &[*id]));
            faults.note((post, turn.span), what, RecordId::Duty(cell), more);
        }
    }
    case.of_rota(faults.found())
}
