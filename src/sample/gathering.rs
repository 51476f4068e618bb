//! Training, musters and meetings before the season, as the office types them in. Decides nothing.

use chrono::NaiveDate;

use super::Trouble;
use super::builder::Builder;
use super::material::gathering::{GatheringLine, WhoLine};
use super::shift::Shift;
use crate::action::{Action, NewRecord};
use crate::model::gathering::Gathering;
use crate::model::id::PersonId;

/// Those of the material, in the days of that season.
///
/// # Errors
/// When the material names somebody unknown.
pub(super) fn held(
    builder: &mut Builder<'_>,
    lines: &[GatheringLine],
    shift: &Shift,
) -> Result<(), Trouble> {
    for line in lines {
        let day = shift.day(line.on);
        let gathering = Gathering {
            kept: true,
            title: line.title.clone(),
            kind: Some(line.kind),
            day: Some(day),
            from: Some(line.from),
            to: Some(line.to),
            place: line.place.clone(),
            leader: Some(builder.person(&line.leader)?),
            expected: who(builder, &line.expected, day)?,
            attended: who(builder, &line.attended, day)?,
            minutes: line.minutes,
            points: shift.words(&line.points),
            result: shift.words(&line.result),
            writer: Some(builder.person(&line.writer)?),
            ..Gathering::default()
        };
        builder.act(&Action::Add(NewRecord::Gathering(gathering)))?;
    }
    Ok(())
}

fn who(builder: &Builder<'_>, line: &WhoLine, day: NaiveDate) -> Result<Vec<PersonId>, Trouble> {
    let persons = builder.session.document().persons.iter();
    let members = persons.filter(|(_, one)| one.membership.is_some());
    Ok(match line {
        WhoLine::Team => members.map(|(id, _)| *id).collect(),
        WhoLine::Trained => {
            members.filter(|(_, one)| one.is_trained(day)).map(|(id, _)| *id).collect()
        }
        WhoLine::These(names) => builder.persons(names)?,
    })
}
