//! What the questions about the rota are answered with, kept from frame to frame as long as nothing
//! changes that it rests on: each is more work than a frame has room for.

use std::path::PathBuf;
use std::sync::Arc;

use super::swap;
use crate::action::NewSwap;
use crate::action::filling::Earlier;
use crate::model::duty::DutyId;
use crate::model::id::PersonId;
use crate::rules::duty::Fit;
use crate::rules::duty::relief::{self, Chain, Exchange, Shifts};
use crate::ui::View;
use crate::ui::widgets::Choosable;
use crate::workspace::FillDraft;

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

/// The revision of the workbook and the minute.
type At = (u64, i64);

fn at(view: View<'_>) -> At {
    (view.doc.revision(), view.now.and_utc().timestamp() / 60)
}

/// What shifts that change hands come to: who is where, and what would be wrong; or why not.
pub(super) type Came = Result<(Shifts, Vec<String>), String>;

/// The earlier workbooks, and who of them is who.
type Years = Vec<(PathBuf, Earlier)>;

/// What filling a rota rests on, besides the workbook: the draft, how many earlier years, and how many
/// cells would be other than now.
type Filling = (FillDraft, usize, Option<usize>);

/// The answers that are known.
#[derive(Debug, Default)]
pub(super) struct Known {
    callers: Kept<(At, Option<DutyId>), Vec<Choosable<PersonId>>>,
    fits: Kept<(u64, Vec<Turn>), Vec<Vec<Fit>>>,
    exchanges: Kept<(At, Turn), Vec<Exchange>>,
    chains: Kept<(At, Turn), Vec<Chain>>,
    came: Kept<(u64, NewSwap), Came>,
    earlier: Kept<(u64, Vec<PathBuf>), Years>,
    beside_left: Kept<(At, Filling), Vec<String>>,
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

    /// The chains by which a shift could be taken.
    pub(super) fn chains(&mut self, view: View<'_>, of: Turn) -> Arc<Vec<Chain>> {
        self.chains.get((at(view), of), || relief::chains(view.doc, of, view.now))
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
        let paths = view.workspace.earlier_paths().map(PathBuf::from).collect();
        self.earlier.get((view.doc.revision(), paths), || {
            let all = view.workspace.earlier().into_iter();
            all.map(|(path, earlier)| (path.to_owned(), earlier)).collect()
        })
    }

    /// What would be wrong because days of a filled rota are left out.
    pub(super) fn beside_left(&mut self, view: View<'_>, draft: &FillDraft) -> Arc<Vec<String>> {
        let changed = view.workspace.filled(draft).map(|filled| filled.changed.len());
        let of = (draft.clone(), view.workspace.earlier_paths().count(), changed);
        self.beside_left.get((at(view), of), || view.workspace.beside_left(draft, view.now))
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
