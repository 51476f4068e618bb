//! A new season that begins with what an earlier one knew.

use super::Draft;
use crate::model::mine::Only;
use crate::model::{Document, Put, RecordId};

/// Takes over people, posts, places, checklists, cards and telephones under the names they had,
/// so that persons of both years are the same persons. What happened stays in the earlier file.
pub(super) fn take_over(doc: &Document, earlier: &Document) -> Draft {
    let stays = |record: &RecordId| {
        matches!(
            record,
            RecordId::Mine(_)
                | RecordId::Unit(_)
                | RecordId::Person(_)
                | RecordId::Post(_)
                | RecordId::Plan(_)
                | RecordId::Card(_)
                | RecordId::Phone(_)
                | RecordId::Zone(_)
                | RecordId::Site(_)
                | RecordId::Route(_)
                | RecordId::Item(_)
                | RecordId::Checklist(_)
        )
    };
    let puts: Vec<Put> = doc
        .differences(earlier)
        .iter()
        .map(crate::model::Change::now)
        .filter(|put| stays(&put.cell().record()) && !is_of_that_year(put))
        .collect();
    Draft::of(format!("沿用{}年的资料", earlier.current_season().year), puts)
}

/// What was true of the earlier season only: leave, pledges, training days, the plan's dates.
fn is_of_that_year(put: &Put) -> bool {
    use crate::model::people::PersonField;
    use crate::model::plan::{PhoneField, PlanField};
    match put {
        Put::Person(_, field) => matches!(
            field,
            PersonField::Leaves(_) | PersonField::Pledged(_) | PersonField::Training(_)
        ),
        Put::Plan(Only, field) => !matches!(
            field,
            PlanField::Kept(_)
                | PlanField::Kind(_)
                | PlanField::Superior(_)
                | PlanField::Chapter(..)
        ),
        Put::Phone(_, field) => {
            matches!(field, PhoneField::Dialled(_) | PhoneField::DialledBy(_))
        }
        _ => false,
    }
}
