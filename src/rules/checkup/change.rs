//! What goes wrong between posts: one person for two steps of a card, and for giving and taking
//! over at once.

use std::collections::{BTreeMap, BTreeSet};

use super::posts::about;
use super::stretch::Span;
use super::survey::{By, Need, Survey, Surveyed, Turn, there};
use super::told::Faults;
use super::{PlanCase, SOURCE, exam};
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, PostId};
use crate::model::plan::CardCode;
use crate::model::{Document, RecordId};
use crate::rules::duty::cell_words;
use crate::rules::{Found, Rule, Weight};

pub(super) const RULES: &[Rule] = &[
    exam(("K10", "同一张卡的两个岗位不是同一个人"), SOURCE, Weight::Due, twice),
    exam(("K11", "换班时交班、接班是两个人"), SOURCE, Weight::Due, no_change),
];

/// Where somebody is by the rota: at which post that cards ask for, from when to when.
type Places<'a> = BTreeMap<PersonId, Vec<(&'a Surveyed<'a>, Span)>>;

fn places<'a>(survey: &'a Survey<'a>) -> Places<'a> {
    let mut places = Places::new();
    for post in &survey.posts {
        for turn in post.turns.iter().filter(|turn| turn.by == By::Rota) {
            for (id, _) in &turn.present {
                places.entry(*id).or_default().push((post, turn.span));
            }
        }
    }
    places
}

/// The steps of a post that are on a card on which the other post has steps, too.
fn shared<'a>(one: &Surveyed<'a>, other: &Surveyed<'_>) -> Vec<Need<'a>> {
    let codes: BTreeSet<&CardCode> = other.needs.iter().map(|need| need.code).collect();
    one.needs.iter().filter(|need| codes.contains(need.code)).copied().collect()
}

/// The post besides this one at which somebody is in those hours, if a card asks for both.
fn elsewhere<'a>(
    places: &Places<'a>,
    person: PersonId,
    (post, span): (&Surveyed<'_>, Span),
) -> Option<&'a Surveyed<'a>> {
    let theirs = places.get(&person)?.iter();
    let mut others =
        theirs.filter(|(other, (from, to))| other.id != post.id && *from < span.1 && span.0 < *to);
    others.find(|(other, _)| !shared(post, other).is_empty()).map(|(other, _)| *other)
}

fn twice(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let (mut faults, relief, places) = (Faults::of(doc), &case.relief, places(survey));
    // Of two posts of the rota it is told at the first, for the hours both of them lack somebody.
    let mut told: BTreeMap<(PostId, PersonId), Vec<Span>> = BTreeMap::new();
    for post in &survey.posts {
        for turn in &post.turns {
            let (what, with) = match turn.by {
                By::Rota => match both(&places, (post, turn)) {
                    Some((id, other)) if !is_told(&told, (other.id, id), turn.span) => {
                        told.entry((post.id, id)).or_default().push(turn.span);
                        let (name, other_name) = (doc.person_name(id), other.post.name.trim());
                        (format!("{name}同时也排在{other_name}"), other)
                    }
                    _ => continue,
                },
                By::Standing | By::Called => match bound(doc, &places, (post, turn)) {
                    Some(bound) => bound,
                    None => continue,
                },
            };
            let remedy = || match turn.cell {
                Some(cell) => relief.words(cell, &turn.holders),
                None => "请另定一人，或者把其中一人调出当班岗位".to_owned(),
            };
            let more = || (shared(post, with), remedy());
            faults.note((post, turn.span), what, about(post, turn), more);
        }
    }
    case.of_rota(faults.found())
}

/// Whether that of a person at a post was told of some of those hours.
fn is_told(
    told: &BTreeMap<(PostId, PersonId), Vec<Span>>,
    whom: (PostId, PersonId),
    span: Span,
) -> bool {
    let spans = told.get(&whom);
    spans.is_some_and(|spans| spans.iter().any(|(from, to)| *from < span.1 && span.0 < *to))
}

/// Who of a shift is at another post, too, where nobody else is in that shift.
fn both<'a>(
    places: &Places<'a>,
    (post, turn): (&Surveyed<'_>, &Turn<'_>),
) -> Option<(PersonId, &'a Surveyed<'a>)> {
    let busy: Vec<_> = turn
        .present
        .iter()
        .filter_map(|(id, _)| Some((*id, elsewhere(places, *id, (post, turn.span))?)))
        .collect();
    if busy.len() < turn.present.len() { None } else { busy.first().copied() }
}

/// Whether both A角 and B角, as far as they are there, are on duty elsewhere.
fn bound<'a>(
    doc: &Document,
    places: &Places<'a>,
    (post, turn): (&Surveyed<'_>, &Turn<'_>),
) -> Option<(String, &'a Surveyed<'a>)> {
    let there: Vec<PersonId> = there(doc, post.deputies(), turn.day()).map(|(id, _)| id).collect();
    let busy: Vec<_> = there
        .iter()
        .filter_map(|id| Some((*id, elsewhere(places, *id, (post, turn.span))?)))
        .collect();
    let (_, first) = busy.first()?;
    if busy.len() < there.len() {
        return None;
    }
    let words = busy
        .iter()
        .map(|(id, other)| format!("{}当时在{}值班", doc.person_name(*id), other.post.name.trim()));
    Some((format!("没有空着手的人：{}", words.collect::<Vec<_>>().join("，")), first))
}

/// The shifts of the whole rota by who has them and when they end.
fn endings(doc: &Document) -> BTreeMap<PersonId, Vec<DutyId>> {
    let mut endings: BTreeMap<PersonId, Vec<DutyId>> = BTreeMap::new();
    for (cell, duty) in doc.duties.iter() {
        for person in &duty.persons {
            endings.entry(*person).or_default().push(*cell);
        }
    }
    endings
}

/// Shifts that somebody takes over who gives another one over at that very moment.
fn no_change(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, survey) = (case.doc, case.survey.as_ref()?);
    let (mut faults, relief) = (Faults::of(doc).at_changes(), &case.relief);
    let endings = endings(doc);
    for post in &survey.posts {
        for turn in post.turns.iter().filter(|turn| turn.begins_shift()) {
            let Some(cell) = turn.cell else { continue };
            for (id, person) in &turn.present {
                let theirs = endings.get(id).into_iter().flatten();
                let mut before = theirs.filter(|one| one.shift.span(one.day).1 == turn.span.0);
                let Some(before) = before.next() else { continue };
                let what = if before.post == post.id {
                    format!("接班的还是{}，没有人来替", person.name)
                } else {
                    let name = &person.name;
                    format!("{name}刚下{}，交班、接班在两处", cell_words(doc, before))
                };
                let more = || (post.needs.clone(), relief.words(cell, &[*id]));
                let span = cell.shift.span(cell.day);
                faults.note((post, span), what, RecordId::Duty(cell), more);
            }
        }
    }
    case.of_rota(faults.found())
}
