//! Putting records that need no verb of their own on the books, and taking them off.

use std::collections::BTreeMap;

use super::{Draft, Ground, Refusal};
use crate::model::gathering::Gathering;
use crate::model::id::{
    ActivityId, GatheringId, HandoutId, HandoverId, LogId, PairingId, PersonId, PhoneId, PostId,
    PrintoutId, ResidentId, RouteId, ServiceId, SiteId, SpotCheckId, StewardId, SupplyId, UnitId,
    ZeroReportId, ZoneId,
};
use crate::model::people::{Person, Post, Unit};
use crate::model::place::{Route, Site, Zone};
use crate::model::plan::{Handout, Phone};
use crate::model::printout::Printout;
use crate::model::record::Life;
use crate::model::resident::Resident;
use crate::model::rota::Pairing;
use crate::model::service::{Activity, Service};
use crate::model::steward::Steward;
use crate::model::supply::Supply;
use crate::model::watch::{Handover, Log, SpotCheck, ZeroReport};
use crate::model::{Document, Put, RecordId, Renaming};
use crate::rules;

/// A record to be put on the books.
#[derive(Clone, Debug)]
pub enum NewRecord {
    /// Somebody.
    Person(Person),
    /// A unit.
    Unit(Unit),
    /// A zone.
    Zone(Zone),
    /// A site.
    Site(Site),
    /// Somebody who stays over the festival.
    Resident(Resident),
    /// A route.
    Route(Route),
    /// An expert or a keeper of sites.
    Steward(Steward),
    /// A post.
    Post(Post),
    /// Who is to be on duty together, or never is.
    Pairing(Pairing),
    /// A line of the telephone table.
    Phone(Phone),
    /// A copy of a version in somebody's hands.
    Handout(Handout),
    /// A duty log.
    Log(Log),
    /// A zero report.
    ZeroReport(ZeroReport),
    /// A handover.
    Handover(Handover),
    /// A spot check of a post.
    SpotCheck(SpotCheck),
    /// An activity of publicity.
    Activity(Activity),
    /// A service done.
    Service(Service),
    /// A time the team came together.
    Gathering(Gathering),
    /// Something at hand for an emergency.
    Supply(Supply),
}

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
        Person(PersonId), Unit(UnitId), Zone(ZoneId), Site(SiteId), Resident(ResidentId),
        Route(RouteId),
        Post(PostId), Pairing(PairingId), Phone(PhoneId), Handout(HandoutId), Log(LogId), ZeroReport(ZeroReportId), Handover(HandoverId),
        SpotCheck(SpotCheckId), Activity(ActivityId), Service(ServiceId), Steward(StewardId), Gathering(GatheringId), Supply(SupplyId),
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

/// Puts down what was printed. What is named here is no reference: it may be taken off the books.
pub(super) fn remember(printouts: &[Printout], ground: Ground<'_>) -> Result<Draft, Refusal> {
    let first = printouts.first().ok_or(Refusal::Missing("打印的材料"))?;
    let (title, count) = (first.title.trim(), printouts.len());
    let verb = match count {
        1 => format!("登记打印 {title}"),
        count => format!("登记打印 {title}等{count}份"),
    };
    let mut draft = Draft::of(verb, Vec::new());
    for (place, one) in (0..).zip(printouts) {
        let id = PrintoutId(ground.mint(place));
        let one = Printout { kept: true, ..one.clone() };
        draft.puts.extend(puts(id, one.written()));
        draft.made.push(RecordId::Printout(id));
    }
    Ok(draft)
}

pub(super) fn remove(doc: &Document, record: &RecordId) -> Result<Draft, Refusal> {
    if !doc.has(record) {
        return Err(Refusal::Gone(record.clone()));
    }
    if record.kind().life() != Life::ByHand {
        return Err(Refusal::NotFree("在册"));
    }
    let naming = rules::naming(doc, record);
    if !naming.is_empty() {
        return Err(Refusal::InUse { what: record.about(doc), by: listed(doc, &naming) });
    }
    let (what, name) = (record.kind().word(), doc.name_of(record));
    Ok(Draft::of(format!("删除{what} {name}"), vec![record.keep(false)]))
}

/// So many of the records that stand in the way are named.
const TOLD: usize = 4;

/// 隐患“YH-2027-0001”、岗位“巡查员”等7处
fn listed(doc: &Document, records: &[RecordId]) -> String {
    let told: Vec<String> = records.iter().take(TOLD).map(|record| record.about(doc)).collect();
    let told = told.join("、");
    if TOLD < records.len() { format!("{told}等{}处", records.len()) } else { told }
}

/// Lets `into` stand wherever `from` is named, and takes `from` off the books.
pub(super) fn merge(doc: &Document, from: &RecordId, into: &RecordId) -> Result<Draft, Refusal> {
    for record in [from, into] {
        if !doc.has(record) {
            return Err(Refusal::Gone(record.clone()));
        }
    }
    if from == into || from.kind() != into.kind() {
        return Err(Refusal::Broken("请选另一个来合并".to_owned()));
    }
    let names =
        Renaming { records: BTreeMap::from([(from.clone(), into.clone())]), ..Renaming::default() };
    let naming = rules::naming(doc, from);
    let puts = naming.iter().flat_map(|record| doc.written(record)).filter_map(|put| {
        let moved = put.renamed(&names);
        (moved != put).then_some(moved)
    });
    let puts: Vec<Put> = puts.chain([from.keep(false)]).collect();
    let (what, from, into) = (from.kind().word(), doc.name_of(from), doc.name_of(into));
    Ok(Draft::of(format!("合并{what} {from}并入{into}"), puts))
}

pub(super) fn puts<I: Clone, F>(id: I, fields: Vec<F>) -> Vec<Put>
where
    Put: From<(I, F)>,
{
    fields.into_iter().map(|field| Put::from((id.clone(), field))).collect()
}
