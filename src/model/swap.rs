//! Changes of the rota on the day: who stood in for whom in which shifts, who asked and who agreed.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::duty::DutyId;
use super::id::{PersonId, SwapId, ZoneId};
use super::value::parts::parts;
use super::{choices, record::record};

choices! {
    /// In what way shifts change hands.
    SwapKind {
        /// Somebody takes one shift of somebody else.
        StandIn = "顶班",
        /// Two take each other's shift.
        Exchange = "对调",
        /// Somebody takes a shift, a third one takes theirs, and so on.
        Chain = "连环调班",
        /// Somebody is away for some days; others take all their shifts, and one of them their work.
        Away = "离岗代班",
    }
}

/// What became of one shift.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handed {
    /// Who was on duty before.
    pub before: Vec<PersonId>,
    /// Who is since.
    pub after: Vec<PersonId>,
}

parts! {
    Handed { before: Vec<PersonId> = "原当班人", after: Vec<PersonId> = "改为" }
}

impl Handed {
    /// Who went, each with who came in their place.
    pub fn pairs(&self) -> impl Iterator<Item = (PersonId, PersonId)> {
        let gone = self.before.iter().filter(|one| !self.after.contains(one));
        let came = self.after.iter().filter(|one| !self.before.contains(one));
        gone.copied().zip(came.copied())
    }
}

record! {
    /// 换班单: shifts of the rota that changed hands. The signatures stand on paper; the names here
    /// say who asked and who agreed, as the office was told.
    Swap(SwapId), SwapField, SwapKey {
        /// In what way.
        kind: Option<SwapKind> = Kind "换班方式" by verb,
        /// Who cannot come.
        absent: Option<PersonId> = Absent "离岗人" by verb,
        /// Who does their work meanwhile.
        stand_in: Option<PersonId> = StandIn "代班人" by verb,
        /// When it was arranged.
        at: Option<NaiveDateTime> = At "办理时间" by verb,
        /// The first day away.
        from: Option<NaiveDate> = From "离岗自" by verb,
        /// The last day away.
        to: Option<NaiveDate> = To "离岗至" by verb,
        /// The day from which everything is as before again.
        back: Option<NaiveDate> = Back "换回日期" by verb,
        /// Zones that whoever stands in looks after meanwhile.
        zones: Vec<ZoneId> = Zones "代管责任区" by verb,
        /// What spoke against it when it was arranged all the same.
        warned: Vec<String> = Warned "办理时已知" by verb,
        /// Who asked for it.
        asked_by: Option<PersonId> = AskedBy "提出人",
        /// Who agreed.
        approved_by: Option<PersonId> = ApprovedBy "同意人",
        /// Why. Of an illness no more than that.
        reason: String = Reason "原因",
        /// What was handed over, and what is to be looked after.
        note: String = Note "交代事项",
        ;
        /// Each shift, with who was and who is on duty.
        shifts: { DutyId => Handed } = Shift "班次" by verb,
    }
}

impl Swap {
    /// Whether whoever stands in answers for the work of whoever is away on `day`.
    pub fn is_standing_in(&self, day: NaiveDate) -> bool {
        let is_out = self.from.is_some_and(|from| from <= day);
        let is_over = self.to.is_some_and(|to| to < day);
        is_out && !is_over && self.back.is_none_or(|back| day < back)
    }

    /// The day it begins with.
    pub fn day(&self) -> Option<NaiveDate> {
        let first = self.shifts.keys().map(|cell| cell.day).min();
        self.from.into_iter().chain(first).min()
    }
}
