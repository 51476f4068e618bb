//! Five PCs that act, meet two by two, close and open their files, and are merged in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use shousui::model::id::EntryId;
use shousui::model::{Cell, Change, Document, RecordId};
use shousui::rules::review;
use shousui::session::{Cause, Entry, Session};

use super::verbs::{Act, act, done};
use super::{config, enough_meet, entries, shuffled, wrote_the_same_field};
use crate::fixture::{busy_mine, day, morning, replica};

/// Something that happens to PCs.
#[derive(Clone, Debug)]
pub(super) enum Turn {
    /// Somebody does something at one.
    Act(usize, Act),
    /// One takes in all that another has.
    Meet(usize, usize),
    /// A file is closed and opened again.
    Reopen(usize),
}

/// Up to so many turns of so many PCs.
pub(super) fn turns(desks: usize, most: usize) -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        12 => (0..desks, act()).prop_map(|(desk, act)| Turn::Act(desk, act)),
        3 => (0..desks, 0..desks).prop_map(|(desk, other)| Turn::Meet(desk, other)),
        1 => (0..desks).prop_map(Turn::Reopen),
    ];
    prop::collection::vec(turn, 0..most)
}

/// The same workbook as its file has it.
pub(super) fn reopened(session: &mut Session) -> Session {
    let text = shousui::file::write(&session.snapshot());
    let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
    Session::open(kept, session.replica())
}

/// Several PCs, and the records made there.
pub(super) struct Office {
    pub(super) desks: Vec<Session>,
    made: BTreeSet<RecordId>,
}

impl Office {
    pub(super) fn new(base: &mut Session, desks: usize) -> Self {
        let kept = base.snapshot();
        let fork = |place: u64| Session::open(kept.clone(), replica(11 + place));
        let desks = (0..).take(desks).map(fork).collect();
        Self { desks, made: BTreeSet::new() }
    }

    /// Lets everything happen in turn, a minute each.
    pub(super) fn run(&mut self, turns: &[Turn]) -> Result<(), TestCaseError> {
        for (place, turn) in turns.iter().enumerate() {
            let now = morning() + Duration::minutes(i64::try_from(place).unwrap());
            match turn {
                Turn::Act(desk, act) => self.act(*desk, *act, now)?,
                Turn::Meet(desk, other) => {
                    let theirs = entries_sealed(&mut self.desks[*other]);
                    let adopted = self.desks[*desk].adopt(theirs).unwrap();
                    prop_assert_eq!(adopted.waiting, 0);
                }
                Turn::Reopen(desk) => {
                    let opened = reopened(&mut self.desks[*desk]);
                    prop_assert_eq!(opened.document(), self.desks[*desk].document());
                    prop_assert_eq!(opened.contested(), self.desks[*desk].contested());
                    prop_assert_eq!(opened.undo_words(), self.desks[*desk].undo_words());
                    prop_assert_eq!(opened.redo_words(), self.desks[*desk].redo_words());
                    self.desks[*desk] = opened;
                }
            }
        }
        Ok(())
    }

    fn act(&mut self, desk: usize, act: Act, now: NaiveDateTime) -> Result<(), TestCaseError> {
        let session = &mut self.desks[desk];
        let before = session.document().clone();
        let came = done(session, act, now);
        for record in came.made.iter().flatten() {
            prop_assert!(!before.has(record), "made anew, though it was there: {record:?}");
            let first = self.made.insert(record.clone());
            // Two PCs may both take a shipped card in, or begin the same edition of an item.
            let shared = matches!(record, RecordId::Card(_) | RecordId::Item(_));
            prop_assert!(first || shared, "two records of one name: {record:?}");
        }
        if came.made.is_some() && matches!(came.names.as_slice(), ["undo" | "redo"]) {
            let turned = last_turned(session).unwrap();
            prop_assert_eq!(turned.id.replica, session.replica());
            let own: BTreeSet<Cell> = turned.changes.iter().map(Change::cell).collect();
            for cell in changed(&before, session.document()) {
                prop_assert!(own.contains(&cell), "not its own: {cell:?}");
            }
        }
        Ok(())
    }
}

/// What the newest entry took back or did again.
fn last_turned(session: &Session) -> Option<Entry> {
    let newest = session.journal().newest_first().next()?;
    let (Cause::Undid(id) | Cause::Redid(id)) = newest.cause else { return None };
    let mut own = session.journal().newest_first_of(id.replica);
    own.find(|entry| entry.id == id).map(|entry| entry.as_ref().clone())
}

fn changed(before: &Document, after: &Document) -> Vec<Cell> {
    before.differences(after).iter().map(Change::cell).collect()
}

/// Everything in the journal, what is being typed included.
pub(super) fn entries_sealed(session: &mut Session) -> Vec<Entry> {
    session.seal();
    entries(session)
}

/// Every entry there is, each once. Two of one name must be one.
pub(super) fn all_of(desks: &mut [Session]) -> BTreeMap<EntryId, Entry> {
    let mut all: BTreeMap<EntryId, Entry> = BTreeMap::new();
    for desk in desks {
        for entry in entries_sealed(desk) {
            let known = all.entry(entry.id).or_insert_with(|| entry.clone());
            assert_eq!(*known, entry, "two entries of one name");
        }
    }
    all
}

/// Takes entries in shuffled, in groups of differing size, some of them twice.
pub(super) fn taken_in(session: &mut Session, all: &[Entry], seed: u64) {
    let mut twice = shuffled(all, seed);
    twice.truncate(all.len() / 4);
    let order = shuffled(&[all, &twice].concat(), seed / 7);
    let group = order.len() / (1 + usize::try_from(seed % 4).unwrap());
    for group in order.chunks(group.max(1)) {
        session.adopt(group.to_vec()).unwrap();
    }
}

pub(super) fn same(one: &Session, other: &Session) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.document(), other.document());
    prop_assert_eq!(one.contested(), other.contested());
    prop_assert_eq!(one.heads(), other.heads());
    prop_assert_eq!(one.code(), other.code());
    Ok(())
}

#[test]
fn five_replicas_converge_and_lose_nothing() {
    let mut base = busy_mine(1);
    let (cases, same_field) = (AtomicU32::new(0), AtomicU32::new(0));
    let begun = base.journal().len();
    let mut runner = TestRunner::new(config(12));
    let outcome = runner.run(&(turns(5, 80), any::<u64>()), |(turns, seed)| {
        let mut office = Office::new(&mut base.clone(), 5);
        office.run(&turns)?;
        let all: Vec<Entry> = all_of(&mut office.desks).into_values().collect();

        // Somebody who reads all of it from nothing.
        let mut reader = Session::new(base.workbook(), replica(99));
        taken_in(&mut reader, &all, seed);
        let ids: Vec<EntryId> = all.iter().map(|entry| entry.id).collect();
        for (desk, seed) in office.desks.iter_mut().zip(seed / 5..) {
            taken_in(desk, &all, seed);
            same(desk, &reader)?;
            let mut kept: Vec<EntryId> = entries(desk).iter().map(|entry| entry.id).collect();
            kept.sort_unstable();
            prop_assert_eq!(&kept, &ids, "each entry once, in every journal");
        }
        let last = &mut office.desks[4];
        let opened = reopened(last);
        same(&opened, last)?;
        // Whatever came of it can be looked at.
        let _findings = review(opened.document(), day());
        cases.fetch_add(1, Ordering::Relaxed);
        let new: Vec<Entry> =
            all.into_iter().filter(|entry| entry.id.replica != replica(1)).collect();
        if wrote_the_same_field(&new) {
            same_field.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    });
    base.seal();
    assert_eq!(base.journal().len(), begun);
    outcome.unwrap();
    println!("{}", enough_meet(cases.into_inner(), same_field.into_inner()));
}
