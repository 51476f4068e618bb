//! Fields that may be written directly, and those that need a verb of their own.

use super::{Draft, Refusal};
use crate::model::checklist::ItemField;
use crate::model::hazard::HazardField;
use crate::model::sheet::SheetField;
use crate::model::transfer::TransferField;
use crate::model::watch::LogField;
use crate::model::{Document, Put};

pub(super) fn set(doc: &Document, put: &Put) -> Result<Draft, Refusal> {
    let cell = put.cell();
    let record = cell.record();
    let alone = matches!(
        put,
        Put::Mine(..) | Put::Season(..) | Put::Plan(..) | Put::Duty(..) | Put::Checklist(..)
    );
    if !alone && !doc.has(&record) {
        return Err(Refusal::Gone(record));
    }
    if !is_free(put) {
        return Err(Refusal::NotFree(cell.word()));
    }
    let mut puts = vec![put.clone()];
    if alone && !doc.has(&record) {
        puts.push(record.keep(true));
    }
    Ok(Draft::of(format!("填写{}", cell.word()), puts))
}

fn is_free(put: &Put) -> bool {
    if *put == put.cell().record().keep(true) || *put == put.cell().record().keep(false) {
        return false;
    }
    match put {
        Put::Mine(..)
        | Put::Season(..)
        | Put::Unit(..)
        | Put::Person(..)
        | Put::Zone(..)
        | Put::Site(..)
        | Put::Route(..)
        | Put::Post(..)
        | Put::Plan(..)
        | Put::Card(..)
        | Put::Phone(..)
        | Put::Duty(..)
        | Put::Handover(..)
        | Put::ZeroReport(..)
        | Put::SpotCheck(..)
        | Put::Activity(..)
        | Put::Service(..)
        | Put::Checklist(..) => true,
        Put::Log(_, field) => !matches!(field, LogField::Entered(_)),
        Put::Item(_, field) => !matches!(field, ItemField::Kept(_)),
        Put::Sheet(_, field) => matches!(
            field,
            SheetField::Walkers(_)
                | SheetField::Electrician(_)
                | SheetField::PostHolder(_)
                | SheetField::Left(_)
                | SheetField::Back(_)
                | SheetField::Weather(_)
        ),
        Put::Hazard(_, field) => !matches!(
            field,
            HazardField::Kept(_)
                | HazardField::Number(_)
                | HazardField::Former(_)
                | HazardField::Found(_)
                | HazardField::Entered(_)
                | HazardField::Steps(_)
        ),
        Put::Transfer(_, field) => matches!(field, TransferField::By(_)),
        Put::Version(..) | Put::Number(..) => false,
    }
}
