//! Entries that arrive late, out of order, or not at all.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use shousui::model::id::{EntryId, Replica};
use shousui::session::{Entry, Session};

use super::five::{Office, all_of, entries_sealed, reopened, same, turns};
use super::verbs::{acted, acts};
use super::{config, entries, shuffled};
use crate::fixture::{busy_mine, replica};

/// Which of the entries have all of their past among them. A model: it knows no chain and no
/// digest, only names.
fn with_their_past(arrived: &BTreeMap<EntryId, Entry>) -> BTreeSet<EntryId> {
    let mut counted: BTreeSet<EntryId> = BTreeSet::new();
    loop {
        let ready = arrived.values().find(|entry| {
            let EntryId { replica, number } = entry.id;
            let before = number == 1 || counted.contains(&EntryId { replica, number: number - 1 });
            before
                && !counted.contains(&entry.id)
                && entry.after.iter().all(|seen| counted.contains(seen))
        });
        match ready {
            Some(entry) => counted.insert(entry.id),
            None => return counted,
        };
    }
}

/// Whether what the session shows is what those entries say whose past is there.
fn is_what_counts(session: &Session, waiting: usize) -> Result<(), TestCaseError> {
    let arrived: BTreeMap<EntryId, Entry> =
        entries(session).into_iter().map(|entry| (entry.id, entry)).collect();
    let counted = with_their_past(&arrived);
    prop_assert_eq!(arrived.len() - counted.len(), waiting);
    let mut heads: BTreeMap<Replica, u32> = BTreeMap::new();
    for id in &counted {
        let head = heads.entry(id.replica).or_default();
        *head = id.number.max(*head);
    }
    let shown: BTreeMap<Replica, u32> =
        session.heads().iter().map(|(replica, head)| (*replica, head.number)).collect();
    prop_assert_eq!(shown, heads);
    let mut plain = Session::new(session.workbook(), replica(98));
    plain.adopt(counted.iter().map(|id| arrived[id].clone()).collect()).unwrap();
    same(session, &plain)
}

/// Leaves out stretches of entries: here and there a replica's entries up to some later one.
fn without_stretches(all: &[Entry], seed: u64) -> (Vec<Entry>, Vec<Entry>) {
    let (mut left, mut missing) = (Vec::new(), Vec::new());
    let mut length = 0;
    for (place, entry) in all.iter().enumerate() {
        let bits =
            shuffled(&[0_u64, 1, 2, 3, 4, 5, 6, 7], seed.wrapping_add(place.try_into().unwrap()));
        if length == 0 && bits[0] == 0 {
            length = 1 + bits[1] / 2;
        }
        if length == 0 {
            left.push(entry.clone());
        } else {
            length -= 1;
            missing.push(entry.clone());
        }
    }
    (left, missing)
}

#[test]
fn what_arrives_late_is_kept_and_counts_once_its_past_is_there() {
    let mut base = busy_mine(1);
    let fork = base.snapshot();
    let mut runner = TestRunner::new(config(12));
    let outcome = runner.run(&(turns(3, 36), acts(4), any::<u64>()), |(turns, own, seed)| {
        let mut office = Office::new(&mut Session::open(fork.clone(), replica(1)), 3);
        office.run(&turns)?;
        let all: Vec<Entry> = all_of(&mut office.desks).into_values().collect();
        let new: Vec<Entry> =
            all.iter().filter(|entry| entry.id.replica != replica(1)).cloned().collect();
        let (some, missing) = without_stretches(&new, seed);

        let mut reader = Session::open(fork.clone(), replica(20));
        let mut arrived: BTreeSet<EntryId> =
            entries(&reader).iter().map(|entry| entry.id).collect();
        let order = shuffled(&some, seed / 3);
        let mut waiting = 0;
        for (place, group) in order.chunks((order.len() / 3).max(1)).enumerate() {
            arrived.extend(group.iter().map(|entry| entry.id));
            waiting = reader.adopt(group.to_vec()).unwrap().waiting;
            is_what_counts(&reader, waiting)?;
            if place == 0 {
                // Work goes on meanwhile.
                acted(&mut reader, &own);
                arrived.extend(entries_sealed(&mut reader).iter().map(|entry| entry.id));
            } else {
                reader = reopened(&mut reader);
            }
        }
        is_what_counts(&reader, waiting)?;
        let kept: BTreeSet<EntryId> = entries(&reader).iter().map(|entry| entry.id).collect();
        prop_assert_eq!(kept, arrived, "whatever arrived is there");

        // Half of what is missing comes after all, then the rest.
        let (first, rest) = missing.split_at(missing.len() / 2);
        for group in [rest, first] {
            waiting = reader.adopt(shuffled(group, seed / 5)).unwrap().waiting;
            is_what_counts(&reader, waiting)?;
        }
        prop_assert_eq!(waiting, 0);
        let mine = entries(&reader);
        for desk in &mut office.desks {
            desk.adopt(shuffled(&[mine.as_slice(), &all].concat(), seed)).unwrap();
            same(desk, &reader)?;
        }
        Ok(())
    });
    outcome.unwrap();
}
