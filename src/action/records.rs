//! Putting persons, units, zones, sites and routes on the books and taking them off.

use super::{Draft, Ground, NewRecord, Refusal};
use crate::model::id::{PersonId, RouteId, SiteId, UnitId, ZoneId};
use crate::model::{Document, Put, RecordId};

pub(super) fn add(record: &NewRecord, ground: Ground<'_>) -> Result<Draft, Refusal> {
    let mint = ground.mint(0);
    let (made, name, what, fields): (RecordId, &str, &'static str, Vec<Put>) = match record {
        NewRecord::Person(new) => {
            let id = PersonId(mint);
            (RecordId::Person(id), &new.name, "姓名", puts(id, new.written()))
        }
        NewRecord::Unit(new) => {
            let id = UnitId(mint);
            (RecordId::Unit(id), &new.name, "单位名称", puts(id, new.written()))
        }
        NewRecord::Zone(new) => {
            let id = ZoneId(mint);
            (RecordId::Zone(id), &new.name, "责任区名称", puts(id, new.written()))
        }
        NewRecord::Site(new) => {
            let id = SiteId(mint);
            (RecordId::Site(id), &new.name, "场所名称", puts(id, new.written()))
        }
        NewRecord::Route(new) => {
            let id = RouteId(mint);
            (RecordId::Route(id), &new.name, "路线名称", puts(id, new.written()))
        }
    };
    if name.trim().is_empty() {
        return Err(Refusal::Missing(what));
    }
    let verb = format!("新增{} {name}", kind(&made));
    let keep = made.keep(true);
    let puts = std::iter::once(keep.clone()).chain(fields.into_iter().filter(|put| *put != keep));
    Ok(Draft { verb, puts: puts.collect(), made: vec![made] })
}

pub(super) fn remove(doc: &Document, record: &RecordId) -> Result<Draft, Refusal> {
    if !doc.has(record) {
        return Err(Refusal::Gone(record.clone()));
    }
    let what = kind(record);
    if what.is_empty() {
        return Err(Refusal::NotFree("在册"));
    }
    let name = crate::rules::name_of(doc, record);
    Ok(Draft::of(format!("删除{what} {name}"), vec![record.keep(false)]))
}

fn puts<I: Copy, F>(id: I, fields: Vec<F>) -> Vec<Put>
where
    Put: From<(I, F)>,
{
    fields.into_iter().map(|field| Put::from((id, field))).collect()
}

/// What people call such a record; empty where records come and go only by their own verbs.
fn kind(record: &RecordId) -> &'static str {
    match record {
        RecordId::Person(_) => "人员",
        RecordId::Unit(_) => "单位",
        RecordId::Zone(_) => "责任区",
        RecordId::Site(_) => "场所",
        RecordId::Route(_) => "路线",
        RecordId::Mine(_)
        | RecordId::Season(_)
        | RecordId::Item(_)
        | RecordId::Checklist(_)
        | RecordId::Hazard(_)
        | RecordId::Transfer(_)
        | RecordId::Sheet(_)
        | RecordId::Number(_) => "",
    }
}
