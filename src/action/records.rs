//! Putting records that need no verb of their own on the books, and taking them off.

use super::{Draft, Ground, NewRecord, Refusal};
use crate::model::id::{
    ActivityId, HandoverId, LogId, PersonId, PhoneId, PostId, RouteId, ServiceId, SiteId,
    SpotCheckId, UnitId, ZeroReportId, ZoneId,
};
use crate::model::{Document, Put, RecordId};
use crate::rules::name_of;

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
    if let Some(what) = missing(record) {
        return Err(Refusal::Missing(what));
    }
    let keep = made.keep(true);
    let mut after = doc.clone();
    let puts: Vec<Put> =
        std::iter::once(keep.clone()).chain(puts.into_iter().filter(|put| *put != keep)).collect();
    for put in puts.iter().cloned() {
        after.apply(put);
    }
    let verb = format!("新增{} {}", kind(&made), name_of(&after, &made));
    Ok(Draft { verb, puts, made: vec![made] })
}

/// What the record cannot go without.
fn missing(record: &NewRecord) -> Option<&'static str> {
    let named = |name: &str, what| name.trim().is_empty().then_some(what);
    match record {
        NewRecord::Person(new) => named(&new.name, "姓名"),
        NewRecord::Unit(new) => named(&new.name, "单位名称"),
        NewRecord::Zone(new) => named(&new.name, "责任区名称"),
        NewRecord::Site(new) => named(&new.name, "场所名称"),
        NewRecord::Route(new) => named(&new.name, "路线名称"),
        NewRecord::Post(new) => named(&new.name, "岗位名称"),
        NewRecord::Phone(new) => named(&new.name, "单位或岗位"),
        NewRecord::Activity(new) => named(&new.title, "活动名称"),
        NewRecord::Log(new) => new.day.is_none().then_some("日期"),
        NewRecord::ZeroReport(new) => new.day.is_none().then_some("日期"),
        NewRecord::Handover(new) => new.day.is_none().then_some("日期"),
        NewRecord::SpotCheck(new) => new.day.is_none().then_some("日期"),
        NewRecord::Service(new) => new.day.is_none().then_some("日期"),
    }
}

pub(super) fn remove(doc: &Document, record: &RecordId) -> Result<Draft, Refusal> {
    if !doc.has(record) {
        return Err(Refusal::Gone(record.clone()));
    }
    let what = kind(record);
    if what.is_empty() {
        return Err(Refusal::NotFree("在册"));
    }
    let name = name_of(doc, record);
    Ok(Draft::of(format!("删除{what} {name}"), vec![record.keep(false)]))
}

pub(super) fn puts<I: Clone, F>(id: I, fields: Vec<F>) -> Vec<Put>
where
    Put: From<(I, F)>,
{
    fields.into_iter().map(|field| Put::from((id.clone(), field))).collect()
}

/// What people call such a record; empty where records come and go only by their own verbs.
fn kind(record: &RecordId) -> &'static str {
    match record {
        RecordId::Person(_) => "人员",
        RecordId::Unit(_) => "单位",
        RecordId::Zone(_) => "责任区",
        RecordId::Site(_) => "场所",
        RecordId::Route(_) => "路线",
        RecordId::Post(_) => "岗位",
        RecordId::Card(_) => "处置卡",
        RecordId::Phone(_) => "电话",
        RecordId::Log(_) => "值班日志",
        RecordId::ZeroReport(_) => "零报告",
        RecordId::Handover(_) => "交接班记录",
        RecordId::SpotCheck(_) => "查岗记录",
        RecordId::Activity(_) => "宣传活动",
        RecordId::Service(_) => "服务记录",
        RecordId::Mine(_)
        | RecordId::Season(_)
        | RecordId::Plan(_)
        | RecordId::Version(_)
        | RecordId::Duty(_)
        | RecordId::Item(_)
        | RecordId::Checklist(_)
        | RecordId::Hazard(_)
        | RecordId::Transfer(_)
        | RecordId::Sheet(_)
        | RecordId::Number(_) => "",
    }
}
