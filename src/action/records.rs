//! Putting records that need no verb of their own on the books, and taking them off.

use super::{Draft, Ground, NewRecord, Refusal};
use crate::model::id::{
    ActivityId, HandoverId, LogId, PersonId, PhoneId, PostId, RouteId, ServiceId, SiteId,
    SpotCheckId, UnitId, ZeroReportId, ZoneId,
};
use crate::model::record::Life;
use crate::model::{Document, Put, RecordId};

/// Names the record and says what to write, for each kind of [`NewRecord`].
macro_rules! made {
    ($record:expr, $mint:expr; $($variant:ident($id:ident)),* $(,)?) => {
        match $record {
            $( NewRecord::$variant(new) => {
                let id = $id($mint);
                (RecordId::$variant(id), puts(id, new.written()))
            } )*
        }
    };
}

pub(super) fn add(
    doc: &Document,
    record: &NewRecord,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    let (made, puts) = made!(record, ground.mint(0);
        Person(PersonId), Unit(UnitId), Zone(ZoneId), Site(SiteId), Route(RouteId),
        Post(PostId), Phone(PhoneId), Log(LogId), ZeroReport(ZeroReportId), Handover(HandoverId),
        SpotCheck(SpotCheckId), Activity(ActivityId), Service(ServiceId),
    );
    let keep = made.keep(true);
    let mut after = doc.clone();
    let puts: Vec<Put> =
        std::iter::once(keep.clone()).chain(puts.into_iter().filter(|put| *put != keep)).collect();
    for put in puts.iter().cloned() {
        after.apply(put);
    }
    if let Some(what) = after.lacks(&made) {
        return Err(Refusal::Missing(what));
    }
    let verb = format!("新增{} {}", made.kind().word(), after.name_of(&made));
    Ok(Draft { verb, puts, made: vec![made] })
}

pub(super) fn remove(doc: &Document, record: &RecordId) -> Result<Draft, Refusal> {
    if !doc.has(record) {
        return Err(Refusal::Gone(record.clone()));
    }
    if record.kind().life() != Life::ByHand {
        return Err(Refusal::NotFree("在册"));
    }
    let (what, name) = (record.kind().word(), doc.name_of(record));
    Ok(Draft::of(format!("删除{what} {name}"), vec![record.keep(false)]))
}

pub(super) fn puts<I: Clone, F>(id: I, fields: Vec<F>) -> Vec<Put>
where
    Put: From<(I, F)>,
{
    fields.into_iter().map(|field| Put::from((id.clone(), field))).collect()
}
