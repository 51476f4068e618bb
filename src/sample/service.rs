//! Activities and services as the office types them in. Decides nothing.

use super::Trouble;
use super::builder::Builder;
use super::material::service::{ActivityLine, InvitedLine, ServiceLine};
use crate::model::service::{Activity, Service};

/// An activity.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn activity(builder: &Builder<'_>, line: &ActivityLine) -> Result<Activity, Trouble> {
    let invited = match &line.invited {
        InvitedLine::These(names) => builder.persons(names)?,
        InvitedLine::Team => {
            let persons = builder.session.document().persons.iter();
            persons.filter(|(_, one)| one.membership.is_some()).map(|(id, _)| *id).collect()
        }
    };
    Ok(Activity {
        expected: line.expected,
        kept: true,
        title: line.title.clone(),
        theme: Some(line.theme),
        form: Some(line.form),
        day: Some(line.on),
        from: Some(line.from),
        to: Some(line.to),
        place: line.place.clone(),
        organiser: Some(builder.unit(&line.organiser)?),
        speaker: Some(builder.person(&line.speaker)?),
        invited,
        staff: line.staff,
        contractors: line.contractors,
        families: line.families,
        materials: line.materials.clone(),
        points: line.points.clone(),
        effect: line.effect.clone(),
        answered: line.answered,
        passed: line.passed,
        writer: Some(builder.person(&line.writer)?),
    })
}

/// A service.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn service(builder: &Builder<'_>, line: &ServiceLine) -> Result<Service, Trouble> {
    Ok(Service {
        kept: true,
        day: Some(line.on),
        kind: Some(line.kind),
        whom: line.whom.clone(),
        people: line.people,
        words: line.words.clone(),
        members: builder.persons(&line.members)?,
        minutes: line.minutes,
        liking: line.liking,
        note: line.note.clone(),
    })
}
