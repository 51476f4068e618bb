//! A new season that begins with what an earlier one knew.

use super::Draft;
use super::plan::STEP;
use crate::model::incident::{DrillKind, Improvement, Incident};
use crate::model::mine::Only;
use crate::model::plan::PlanField;
use crate::model::{Document, Put, RecordId};
use crate::rules::incidents::{newest_first, what};

/// Takes over people, posts, places, checklists, cards and telephones under the names they had,
/// so that persons of both years are the same persons. What happened stays in the earlier file,
/// and so does what was true of that season only. What drills and incidents left to be made better comes
/// along until it is done.
pub(super) fn take_over(doc: &Document, earlier: &Document) -> Draft {
    let stays = |put: &Put| {
        let cell = put.cell();
        cell.record().kind().stays() && !cell.facts(earlier).is_of_season
    };
    let changes = doc.differences(earlier);
    let now = changes.iter().map(crate::model::Change::now);
    let mut puts: Vec<Put> = now.filter(stays).filter(|put| !is_done(put)).collect();
    let open = still_open(earlier);
    if !open.is_empty() && ![doc, earlier].into_iter().any(|doc| doc.has(&RecordId::Plan(Only))) {
        puts.push(RecordId::Plan(Only).keep(true));
    }
    puts.extend(open);
    Draft::of(format!("沿用{}年的资料", earlier.current_season().year), puts)
}

/// Whether it is a point of an earlier season that was done in the one before.
fn is_done(put: &Put) -> bool {
    matches!(put, Put::Plan(_, PlanField::Carried(_, Some(point))) if point.done.is_some())
}

/// The points that are not done, oldest first, each with what it comes from; behind those that came from
/// seasons before.
fn still_open(earlier: &Document) -> Vec<Put> {
    let plan = earlier.current_plan();
    let last = plan.carried.keys().next_back().copied().unwrap_or_default();
    let all = newest_first(earlier).into_iter().rev();
    let points = all.flat_map(|(_, one)| {
        let open = one.improvements.values().filter(|point| point.done.is_none());
        let open = open.filter(|point| !point.words.trim().is_empty());
        open.map(|point| told(earlier, one, point)).collect::<Vec<_>>()
    });
    let numbers = (1..).map(|place: u16| last.saturating_add(place.saturating_mul(STEP)));
    let put = |(number, point)| Put::from((Only, PlanField::Carried(number, Some(point))));
    numbers.zip(points).map(put).collect()
}

/// 2027年1月20日实战演练“公寓着火”：喇叭听不清
fn told(earlier: &Document, one: &Incident, point: &Improvement) -> Improvement {
    let day = one.day().map(|day| day.format("%Y年%-m月%-d日").to_string()).unwrap_or_default();
    let drill = one.drill.map_or("", DrillKind::word);
    let what = match what(earlier, one) {
        what if what.is_empty() => what,
        what => format!("“{what}”"),
    };
    let words = format!("{day}{drill}{what}：{}", point.words.trim());
    Improvement { words, ..point.clone() }
}
