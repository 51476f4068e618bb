//! What people call records that have no name of their own.

use chrono::NaiveDate;

use super::Document;
use crate::model::duty::DutyId;
use crate::model::id::{IncidentId, LineId, StewardId, SwapId};
use crate::model::incident::{DrillKind, Incident, IncidentLine, LineKind};
use crate::model::number::Number;
use crate::model::steward::{Steward, StewardKind};
use crate::model::swap::Swap;

/// What a record is that people call by a printed number, and `otherwise` without one.
pub(super) fn numbered(number: Option<&Number>, otherwise: &str) -> String {
    number.map_or_else(|| otherwise.to_owned(), ToString::to_string)
}

/// 2月5日 夜班
pub(super) fn of_shift(day: Option<NaiveDate>, what: Option<&str>) -> String {
    let day = day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    format!("{day} {}", what.unwrap_or_default()).trim().to_owned()
}

/// 2月5日 亢宝庆
pub(super) fn swap_name(doc: &Document, _: &SwapId, one: &Swap) -> String {
    of_shift(one.day(), one.absent.map(|id| doc.person_name(id)))
}

/// 2月5日 3号公寓冒烟; of a drill, 2月5日 桌面演练 公寓起火.
pub(super) fn incident_name(doc: &Document, _: &IncidentId, one: &Incident) -> String {
    let card = one.card.as_ref().and_then(|code| doc.cards.find(code));
    let what = match one.what.lines().next().map(str::trim).filter(|words| !words.is_empty()) {
        Some(what) => what,
        None => card.map_or("", |card| card.title.trim()),
    };
    let drill = one.drill.map(DrillKind::word).unwrap_or_default();
    let what = format!("{drill} {what}");
    of_shift(one.day(), Some(what.trim()))
}

/// 2月5日 21:05 报119
pub(super) fn line_name(_: &Document, _: &LineId, one: &IncidentLine) -> String {
    let at = one.at.map(|at| at.format("%-m月%-d日 %H:%M").to_string()).unwrap_or_default();
    format!("{at} {}", one.kind.map_or("", LineKind::word)).trim().to_owned()
}

/// 安全专家 冀守正
pub(super) fn steward_name(doc: &Document, _: &StewardId, one: &Steward) -> String {
    let kind = one.kind.map_or("专家管家", StewardKind::word);
    format!("{kind} {}", one.person.map_or("未定", |id| doc.person_name(id)))
}

/// 2月5日 夜班 东线巡查
pub(super) fn cell_name(doc: &Document, id: &DutyId) -> String {
    let (day, shift) = (id.day.format("%-m月%-d日"), id.shift.word());
    format!("{day} {shift} {}", doc.post_name(Some(id.post)))
}
