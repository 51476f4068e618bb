//! A new season that begins with what an earlier one knew.

use super::Draft;
use crate::model::{Document, Put};

/// Takes over people, posts, places, checklists, cards and telephones under the names they had,
/// so that persons of both years are the same persons. What happened stays in the earlier file,
/// and so does what was true of that season only.
pub(super) fn take_over(doc: &Document, earlier: &Document) -> Draft {
    let stays = |put: &Put| {
        let cell = put.cell();
        cell.record().kind().stays() && !cell.facts(earlier).is_of_season
    };
    let changes = doc.differences(earlier);
    let puts: Vec<Put> = changes.iter().map(crate::model::Change::now).filter(stays).collect();
    Draft::of(format!("沿用{}年的资料", earlier.current_season().year), puts)
}
