//! Shifts that change hands before the season begins: somebody rings, and the best exchange at the
//! same post is arranged.

use super::Trouble;
use super::builder::{Builder, known};
use super::material::swap::SwapLine;
use super::shift::Shift;
use crate::action::{Action, NewSwap, SwapAction};
use crate::model::duty::DutyId;
use crate::rules::duty::relief::{self, Step};

/// Arranges them, each at the post's next shift with which nothing clashes.
///
/// # Errors
/// When the material names nobody on duty there, or the rules refuse it.
pub(super) fn arrange(
    builder: &mut Builder<'_>,
    lines: &[SwapLine],
    shift: &Shift,
) -> Result<(), Trouble> {
    for line in lines {
        let unknown = || Trouble::Unknown(line.post.clone());
        let post = known(&builder.names.posts, &line.post)?;
        let cell = DutyId { day: shift.day(line.day), post, shift: line.shift };
        let doc = builder.session.document();
        let persons = doc.duties.get(&cell).map(|duty| duty.persons.as_slice());
        let out = *persons.and_then(|persons| persons.first()).ok_or_else(unknown)?;
        let mut exchanges = relief::exchanges(doc, (cell, out), builder.now()).into_iter();
        let fits = |one: &relief::Exchange| {
            one.cell.post == post && one.ours.is_empty() && one.theirs.is_empty()
        };
        let one = exchanges.find(fits).ok_or_else(unknown)?;
        let steps = vec![
            Step { cell, out, into: one.person },
            Step { cell: one.cell, out: one.person, into: out },
        ];
        let new = NewSwap {
            steps,
            absent: Some(out),
            asked_by: Some(out),
            approved_by: Some(builder.person(&line.approved)?),
            reason: line.reason.clone(),
            note: line.note.clone(),
            ..NewSwap::default()
        };
        builder.act(&Action::Swap(SwapAction::Arrange(Box::new(new))))?;
    }
    Ok(())
}
