//! What the rota and the questions about it are answered with, kept from frame to frame as long as
//! nothing changes that it rests on. What takes longer than a frame is worked out beside the window
//! instead: a filled rota, chains of shifts.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{days, people, swap, turns};
use crate::action::NewSwap;
use crate::action::filling::Earlier;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::rules::duty::relief::{self, Exchange, Shifts};
use crate::rules::duty::{Burden, Fit};
use crate::ui::View;
use crate::ui::widgets::Choosable;
use crate::workspace::{FillDraft, GoOnDraft, GoneOn, TurnsDraft};

/// The last answer to a question, with what it rests on.
#[derive(Debug)]
struct Kept<K, V>(Option<(K, Arc<V>)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    fn get(&mut self, key: K, find: impl FnOnce() -> V) -> Arc<V> {
        if let Some((known, value)) = &self.0
            && *known == key
        {
            return Arc::clone(value);
        }
        let value = Arc::new(find());
        self.0 = Some((key, Arc::clone(&value)));
        value
    }
}

/// Somebody's shift.
type Turn = (DutyId, PersonId);

/// The revision of the workbook, and since when the same shifts are under way.
type At = (u64, NaiveDateTime);

fn at(view: View<'_>) -> At {
    (view.doc.revision(), relief::turned(view.now))
}

/// What shifts that change hands come to: who is where, and what would be wrong; or why not.
pub(super) type Came = Result<(Shifts, Vec<String>), String>;

/// The earlier workbooks, and who of them is who.
type Years = Vec<(PathBuf, Earlier)>;

/// What filling a rota rests on, besides the workbook: the draft, which earlier years, and how many
/// cells would be other than now.
type Filling = (FillDraft, u64, Option<usize>);

/// The answers that are known.
#[derive(Debug, Default)]
pub(super) struct Known {
    callers: Kept<(At, Option<DutyId>), Vec<Choosable<PersonId>>>,
    fits: Kept<(u64, Vec<Turn>), Vec<Vec<Fit>>>,
    exchanges: Kept<(At, Turn), Vec<Exchange>>,
    came: Kept<(u64, NewSwap), Came>,
    earlier: Kept<(u64, u64), Years>,
    beside_left: Kept<(At, Filling), Vec<String>>,
    burden: Kept<u64, Burden>,
    people: Kept<u64, people::Table>,
    turns: Kept<(At, TurnsDraft), Vec<turns::Row>>,
    going: Kept<(At, u64, GoOnDraft), Option<GoneOn>>,
}

impl Known {
    /// Everybody who may ring, for that cell.
    pub(super) fn callers(
        &mut self,
        view: View<'_>,
        cell: Option<DutyId>,
    ) -> Arc<Vec<Choosable<PersonId>>> {
        self.callers.get((at(view), cell), || swap::callers(view, cell))
    }

    /// Everybody who could come, for each of some shifts.
    pub(super) fn fits(&mut self, view: View<'_>, turns: &[Turn]) -> Arc<Vec<Vec<Fit>>> {
        let key = (view.doc.revision(), turns.to_vec());
        self.fits.get(key, || swap::fits(view.doc, turns))
    }

    /// The shifts that could be taken for one.
    pub(super) fn exchanges(&mut self, view: View<'_>, of: Turn) -> Arc<Vec<Exchange>> {
        self.exchanges.get((at(view), of), || relief::exchanges(view.doc, of, view.now))
    }

    /// What an order comes to. What is written down beside it changes nothing of that.
    pub(super) fn came(&mut self, view: View<'_>, order: &NewSwap) -> Arc<Came> {
        let bare = NewSwap {
            asked_by: None,
            approved_by: None,
            reason: String::new(),
            note: String::new(),
            ..order.clone()
        };
        self.came.get((view.doc.revision(), bare), || {
            let shifts = relief::shifts(view.doc, &order.steps);
            let shifts = shifts.map_err(|breach| breach.sentence())?;
            let warnings = order.warnings(view.doc).map_err(|refusal| refusal.to_string())?;
            Ok((shifts, warnings))
        })
    }

    /// The earlier workbooks, and who of them is who of this one.
    pub(super) fn earlier(&mut self, view: View<'_>) -> Arc<Years> {
        let key = (view.doc.revision(), view.workspace.earlier_state());
        self.earlier.get(key, || {
            let all = view.workspace.earlier().into_iter();
            all.map(|(path, earlier)| (path.to_owned(), earlier)).collect()
        })
    }

    /// What would be wrong because days of a filled rota are left out.
    pub(super) fn beside_left(&mut self, view: View<'_>, draft: &FillDraft) -> Arc<Vec<String>> {
        let changed = view.workspace.filled(draft).map(|filled| filled.changed.len());
        let of = (draft.clone(), view.workspace.earlier_state(), changed);
        self.beside_left.get((at(view), of), || view.workspace.beside_left(draft, view.now))
    }

    /// What everybody bears.
    pub(super) fn burden(&mut self, view: View<'_>) -> Arc<Burden> {
        self.burden.get(view.doc.revision(), || Burden::of(view.doc))
    }

    /// The board of people.
    pub(super) fn people(&mut self, view: View<'_>, lines: &[days::Line]) -> Arc<people::Table> {
        self.people.get(view.doc.revision(), || people::Table::of(view.doc, lines))
    }

    /// What would come of people taking turns.
    pub(super) fn turns(&mut self, view: View<'_>, draft: &TurnsDraft) -> Arc<Vec<turns::Row>> {
        self.turns.get((at(view), draft.clone()), || turns::days(view, draft))
    }

    /// What going on with an earlier stretch would come to.
    pub(super) fn going(&mut self, view: View<'_>, draft: &GoOnDraft) -> Arc<Option<GoneOn>> {
        let key = (at(view), view.workspace.earlier_state(), draft.clone());
        self.going.get(key, || view.workspace.gone_on(draft, view.now))
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn what_is_known_is_found_anew_only_where_it_rests_on_something_else() {
        let (mut kept, mut found) = (Kept::default(), 0);
        for key in [1, 1, 2, 2, 1] {
            let known = kept.get(key, || {
                found += 1;
                key * 10
            });
            assert_eq!(*known, key * 10);
        }
        assert_eq!(found, 3);
    }
}
