//! 换班: the question who comes for whom, and what answering it does.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{Dialog, Effect, Pick, Place, Tab, Tone, Workspace};
use crate::action::{Action, Away, NewSwap, SwapAction};
use crate::model::duty::{Duty, DutyId};
use crate::model::id::{PersonId, SwapId, ZoneId};
use crate::model::people::Leave;
use crate::model::swap::{Swap, SwapKind};
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::duty::relief::{self, Step};
use crate::rules::duty::{self};

/// Shifts that are to change hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapDraft {
    /// In what way.
    pub way: SwapKind,
    /// Who cannot come.
    pub absent: Option<PersonId>,
    /// The shift that is asked about.
    pub cell: Option<DutyId>,
    /// Who comes in whose place in which shift; none where nobody was chosen yet.
    pub steps: Vec<(DutyId, PersonId, Option<PersonId>)>,
    /// Who was chosen by hand for shifts of the days away, be they among the steps now or not: a
    /// day on its way to another must not take a choice with it.
    pub by_hand: BTreeMap<DutyId, PersonId>,
    /// The first day away.
    pub from: NaiveDate,
    /// The last day away.
    pub to: NaiveDate,
    /// Whether these days are put down as leave.
    pub is_leave: bool,
    /// Who does their work meanwhile.
    pub deputy: Option<PersonId>,
    /// Whether the deputy looks after their zones too.
    pub with_zones: bool,
    /// Who asked for it.
    pub asked_by: Option<PersonId>,
    /// Who agreed.
    pub approved_by: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// What was handed over.
    pub note: String,
    /// Whether the slip is printed at once.
    pub prints: bool,
}

impl SwapDraft {
    /// Nothing chosen yet; whoever leads now agrees.
    pub fn new(doc: &Document, now: NaiveDateTime) -> Self {
        let soon = now.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(now);
        Self {
            way: SwapKind::StandIn,
            absent: None,
            cell: None,
            steps: Vec::new(),
            by_hand: BTreeMap::new(),
            from: now.date(),
            to: now.date(),
            is_leave: true,
            deputy: None,
            with_zones: true,
            asked_by: None,
            approved_by: duty::crew(doc, now, soon).leader,
            reason: String::new(),
            note: String::new(),
            prints: true,
        }
    }

    /// Somebody rings: of their shifts the one at hand or the next is meant, unless another is.
    pub fn ask(&mut self, doc: &Document, person: PersonId, now: NaiveDateTime) {
        if self.absent.replace(person) != Some(person) {
            self.by_hand.clear();
        }
        self.asked_by = Some(person);
        // Nobody agrees to their own wish.
        self.approved_by = self.approved_by.filter(|leader| *leader != person);
        let ahead = relief::shifts_ahead(doc, person, now);
        let cell = self.cell.filter(|cell| ahead.contains(cell)).or_else(|| ahead.first().copied());
        self.mean(doc, cell, now);
    }

    /// That shift is meant.
    pub fn mean(&mut self, doc: &Document, cell: Option<DutyId>, now: NaiveDateTime) {
        self.cell = cell;
        if let Some(cell) = cell {
            // One day goes with the shift; several somebody said stay.
            let is_one = self.to <= self.from;
            self.from = cell.day;
            self.to = if is_one { cell.day } else { self.to.max(cell.day) };
        }
        self.go(doc, self.way, now);
    }

    /// Shifts change hands in that way; what was chosen for another way is forgotten.
    pub fn go(&mut self, doc: &Document, way: SwapKind, now: NaiveDateTime) {
        if self.way != way {
            self.by_hand.clear();
        }
        self.way = way;
        let Some(absent) = self.absent else { return };
        if way == SwapKind::Away {
            self.deputy = relief::usual_deputy(doc, absent, self.cell.as_slice());
            self.cover(doc, now);
        } else {
            self.steps = self.cell.map(|cell| (cell, absent, None)).into_iter().collect();
        }
    }

    /// Proposes somebody for each shift in the days away; whoever was chosen by hand stays.
    pub fn cover(&mut self, doc: &Document, now: NaiveDateTime) {
        let Some(absent) = self.absent else { return };
        let cells = relief::shifts_away(doc, absent, (self.from, self.to), now);
        let covered = relief::cover(doc, (absent, &cells), self.deputy);
        let chosen = |cell: &DutyId| self.by_hand.get(cell).copied();
        let steps = covered.into_iter().map(|(cell, into)| (cell, absent, chosen(&cell).or(into)));
        self.steps = steps.collect();
    }

    /// The steps for which somebody was chosen.
    pub fn chosen(&self) -> Vec<Step> {
        let chosen = self
            .steps
            .iter()
            .filter_map(|(cell, out, into)| Some(Step { cell: *cell, out: *out, into: (*into)? }));
        chosen.collect()
    }

    /// The zones of whoever is away.
    pub fn zones(&self, doc: &Document) -> Vec<ZoneId> {
        let of_absent = doc
            .zones
            .iter()
            .filter(|(_, zone)| self.absent.is_some() && zone.keeper == self.absent);
        of_absent.map(|(id, _)| *id).collect()
    }

    /// What is to be done.
    pub fn order(&self, doc: &Document) -> NewSwap {
        let is_away = self.way == SwapKind::Away;
        let away = is_away.then(|| Away {
            leave: Leave { from: self.from, to: self.to.max(self.from) },
            is_leave: self.is_leave,
            deputy: self.deputy,
            zones: self
                .deputy
                .filter(|_| self.with_zones)
                .map(|_| self.zones(doc))
                .unwrap_or_default(),
        });
        let all_chosen = self.steps.iter().all(|(.., into)| into.is_some());
        NewSwap {
            // Half a chain is none.
            steps: if is_away || all_chosen { self.chosen() } else { Vec::new() },
            absent: self.absent,
            away,
            asked_by: self.asked_by,
            approved_by: self.approved_by,
            reason: self.reason.clone(),
            note: self.note.clone(),
        }
    }
}

impl Workspace {
    /// Says what is wrong on the rota since shifts were given back, that was not before: whoever comes back may
    /// have got another shift meanwhile.
    pub(super) fn tell_of_given_back(&mut self, before: &Document, action: &Action) {
        let Action::Swap(SwapAction::GiveBack { swap, .. }) = action else { return };
        let after = self.document();
        let Some(record) = after.swaps.get(swap) else { return };
        let news = relief::news(before, after, record.shifts.keys().copied());
        let Some(first) = news.first() else { return };
        let more = if 1 < news.len() { format!("等{}处", news.len()) } else { String::new() };
        self.tell(Tone::Refused, format!("换回以后要核对：{first}{more}"));
    }

    /// The question, for the cell of the rota that is in front, or for whoever rings.
    pub(super) fn swap_draft(&self, now: NaiveDateTime) -> Dialog {
        let (doc, at) = (self.document(), self.workbook_now(now));
        let tab = self.picked.tab(Place::Rota).filter(|_| self.place == Place::Rota);
        if let Some((person, day)) = self.picked.turn.filter(|_| tab == Some(Tab::ByPerson)) {
            let on_day = |(_, duty): &(&DutyId, &Duty)| duty.persons.contains(&person);
            let cell = duty::cells_of(doc, day).find(on_day).map(|(cell, _)| *cell);
            return self.swap_draft_of(person, cell, now);
        }
        let mut draft = SwapDraft::new(doc, at);
        let picked = self.picked.id::<Duty>().filter(|_| tab == Some(Tab::ByPost));
        let persons = picked.and_then(|cell| doc.duties.get(&cell)).map(|duty| &duty.persons);
        draft.cell = picked.filter(|_| persons.is_some());
        if let Some([only]) = persons.map(Vec::as_slice) {
            draft.ask(doc, *only, at);
            // A shift that is over may have changed hands too.
            draft.mean(doc, picked, at);
        }
        Dialog::Swap(draft)
    }

    /// The same for one person's shift.
    fn swap_draft_of(&self, person: PersonId, cell: Option<DutyId>, now: NaiveDateTime) -> Dialog {
        let (doc, at) = (self.document(), self.workbook_now(now));
        let mut draft = SwapDraft::new(doc, at);
        draft.ask(doc, person, at);
        if cell.is_some() {
            draft.mean(doc, cell, at);
        }
        Dialog::Swap(draft)
    }

    /// Lets others come, shows what came of it, and prints the slip.
    pub(super) fn arrange(
        &mut self,
        draft: &SwapDraft,
        now: NaiveDateTime,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let order = draft.order(self.document());
        let action = Action::Swap(SwapAction::Arrange(Box::new(order)));
        let Some(done) = self.act(&action, now) else { return false };
        self.tell(Tone::Good, format!("已{}", done.verb));
        let Some(id) = done.made.iter().find_map(swap_in) else { return true };
        self.picked.pick(Pick::Record(RecordId::Swap(id)));
        self.go(Place::Rota, now, effects);
        if draft.prints {
            let at = self.workbook_now(now);
            effects.push(Effect::Print(self.begin_print(Request::swap(id), at)));
        }
        true
    }

    /// Whether a change of the rota is looked at, and which sheets it makes out of date.
    pub(super) fn is_at_swap(&self) -> bool {
        let tab = self.picked.tab(Place::Rota);
        let is_open = self.picked.get::<Swap>(self.document()).is_some();
        self.place == Place::Rota && tab == Some(Tab::Swaps) && is_open
    }
}

fn swap_in(made: &RecordId) -> Option<SwapId> {
    match made {
        RecordId::Swap(id) => Some(*id),
        _ => None,
    }
}
