//! What a change of the rota means afterwards: its words, and who answers for what meanwhile.
//! Source: `sources.md` AB角制度.

use chrono::NaiveDate;

use super::cell_words;
use crate::model::duty::DutyId;
use crate::model::id::{PersonId, ZoneId};
use crate::model::swap::{Handed, Swap, SwapKind};
use crate::model::{Document, RecordId};
use crate::rules::Breach;

/// 亢宝庆→温禾生: who went and who came.
pub fn pairs_words(doc: &Document, handed: &Handed) -> String {
    let pairs = handed.pairs().map(|(gone, came)| {
        let (gone, came) = (doc.person_name(gone), doc.person_name(came));
        format!("{gone}→{came}")
    });
    pairs.collect::<Vec<_>>().join("、")
}

/// 2月5日 夜班 巡查员：亢宝庆→温禾生.
pub fn handed_words(doc: &Document, cell: DutyId, handed: &Handed) -> String {
    format!("{}：{}", cell_words(doc, &cell), pairs_words(doc, handed))
}

/// What stands beside a cell of the rota that changed hands: 温禾生替亢宝庆.
pub fn noted(doc: &Document, kind: SwapKind, handed: &Handed) -> String {
    let words = handed.pairs().map(|(gone, came)| {
        let (gone, came) = (doc.person_name(gone), doc.person_name(came));
        match kind {
            SwapKind::Exchange => format!("{came}与{gone}对调"),
            SwapKind::StandIn | SwapKind::Chain | SwapKind::Away => format!("{came}替{gone}"),
        }
    });
    words.collect::<Vec<_>>().join("、")
}

/// Who looks after a zone on a day in the place of whoever answers for it, and by which change of
/// the rota; of several the one arranged last.
pub fn deputy_of_zone(doc: &Document, zone: ZoneId, day: NaiveDate) -> Option<(PersonId, &Swap)> {
    let standing = doc.swaps.iter().map(|(_, swap)| swap);
    let of_zone = standing.filter(|swap| swap.zones.contains(&zone) && swap.is_standing_in(day));
    let last = of_zone.max_by_key(|swap| swap.at)?;
    Some((last.stand_in?, last))
}

/// Who does somebody's work on a day while they are away, and by which change of the rota; of several
/// the one arranged last.
pub fn deputy_of(doc: &Document, person: PersonId, day: NaiveDate) -> Option<(PersonId, &Swap)> {
    let standing = doc.swaps.iter().map(|(_, swap)| swap);
    let of_them = standing.filter(|swap| swap.absent == Some(person) && swap.is_standing_in(day));
    let last = of_them.max_by_key(|swap| swap.at)?;
    Some((last.stand_in?, last))
}

/// Those whose days away are over, and of whom nobody has said that they took their work back.
pub(super) fn not_given_back(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let is_due = |swap: &Swap| {
        let is_over = swap.to.is_some_and(|to| to < today);
        is_over && swap.stand_in.is_some() && swap.back.is_none()
    };
    let due = doc.swaps.iter().filter(|(_, swap)| is_due(swap));
    let told = due.filter_map(|(id, swap)| {
        let (absent, deputy, to) = (swap.absent?, swap.stand_in?, swap.to?);
        let (absent, deputy) = (doc.person_name(absent), doc.person_name(deputy));
        let day = to.format("%-m月%-d日");
        let words = format!("{absent}离岗到{day}止，{deputy}代班还没有登记交还");
        Some((RecordId::Swap(*id), words.into()))
    });
    told.collect()
}
