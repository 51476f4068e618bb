//! Activities and services as the office types them in. Decides nothing.

use super::Trouble;
use super::desk::Desk;
use super::material::service::{ActivityLine, InvitedLine, ServiceLine};
use crate::model::service::{Activity, Service};

/// An activity.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn activity(desk: &Desk<'_>, line: &ActivityLine) -> Result<Activity, Trouble> {
    let invited = match &line.invited {
        InvitedLine::These(names) => desk.persons(names)?,
        InvitedLine::Team => {
            let persons = desk.session.document().persons.iter();
            persons.filter(|(_, one)| one.membership.is_some()).map(|(id, _)| *id).collect()
        }
    };
    Ok(Activity {
        kept: true,
        title: line.title.clone(),
        theme: Some(line.theme),
        form: Some(line.form),
        day: Some(line.on),
        from: Some(line.from),
        to: Some(line.to),
        place: line.place.clone(),
        organiser: Some(desk.unit(&line.organiser)?),
        speaker: Some(desk.person(&line.speaker)?),
        invited,
        staff: line.staff,
        contractors: line.contractors,
        families: line.families,
        materials: line.materials.clone(),
        points: line.points.clone(),
        effect: line.effect.clone(),
        answered: line.answered,
        passed: line.passed,
        writer: Some(desk.person(&line.writer)?),
    })
}

/// A service.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn service(desk: &Desk<'_>, line: &ServiceLine) -> Result<Service, Trouble> {
    Ok(Service {
        kept: true,
        day: Some(line.on),
        kind: Some(line.kind),
        whom: line.whom.clone(),
        people: line.people,
        words: line.words.clone(),
        members: desk.persons(&line.members)?,
        minutes: line.minutes,
        liking: line.liking,
        note: line.note.clone(),
    })
}
