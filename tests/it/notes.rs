//! The live journal: what it keeps when disks fail, what a damaged one gives back, when it is
//! begun anew, and what it costs.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use shousui::action::Action;
use shousui::model::place::SiteField;
use shousui::session::{Entry, Session};
use shousui::shell::home::Home;
use shousui::shell::journal::{self, Folders, LiveJournal};
use shousui::shell::store::Store;
use shousui::workspace::Event;

use crate::fixture::morning;
use crate::kept::{add, bytes, complete, fail, fail_once, is_saved, neighbour, save};
use crate::power::{desk, opened, two_disks, workbook};
use crate::sim::{Asked, Data, Names, Op, SimDisk};

/// The bytes of the one journal file on a disk.
fn journal_file(disk: &SimDisk) -> (PathBuf, Vec<u8>) {
    let image = disk.image();
    let is_journal = |path: &&PathBuf| path.extension().is_some_and(|end| end == "journal");
    let path = image.0.keys().find(is_journal).unwrap().clone();
    let there = bytes(disk, &path);
    (path, there)
}

#[test]
fn a_journal_that_fails_at_any_step_loses_no_note_it_promised() {
    let mut steps = 0;
    for place in 0.. {
        let disk = two_disks();
        let (store, mut journal, mut session) = desk(&disk);
        let site = *session.document().sites.iter().next().unwrap().0;
        let failed = fail_once(&disk, place, ErrorKind::StorageFull);
        let mut promised = 0;
        let mut sent = Vec::new();
        for words in ["住", "住8", "住87", "住87人"] {
            let put = SiteField::Note(words.to_owned());
            session.perform(&Action::Set((site, put).into()), morning()).unwrap();
            session.seal();
            let notes = session.take_notes();
            sent.extend(notes.clone());
            let _held = journal.append(&notes);
            if let Ok(count) = journal.sync() {
                promised = usize::try_from(count).unwrap();
            }
        }
        disk.mend();
        assert_eq!(usize::try_from(journal.sync().unwrap()).unwrap(), sent.len());
        assert!(promised <= sent.len());
        drop((store, journal));
        let mut platter = disk.platter();
        disk.log().iter().for_each(|op| platter.follow(op));
        let left = SimDisk::of(&platter.cut(Data::Dropped, Names::Undone, 1));
        let (opened, _) = opened(&mut crate::power::store(&left), &workbook());
        assert_eq!(opened.recovered.len(), 4, "after failing at step {place}");
        if failed.load(Ordering::SeqCst) == 0 {
            break;
        }
        steps += 1;
    }
    println!("{steps} failing steps of a journal");
    assert!(10 < steps);
}

#[test]
fn a_state_folder_that_cannot_be_written_moves_the_journal_beside_the_workbook() {
    let disk = two_disks();
    drop(desk(&disk));
    let locked_out = || Store::new(disk.shared(), Home::at("/pc/locked"), neighbour());
    fail(&disk, "/pc", &[Asked::Create, Asked::MakeFolder], ErrorKind::PermissionDenied);
    let mut store = locked_out();
    let opening = store.open(&workbook(), morning());
    opening.cautions.iter().for_each(complete);
    let Event::Opened(opened) = opening.event else { panic!() };
    let mut journal = opening.journal.unwrap();
    let mut session = Session::open(opened.kept, opened.replica);
    add(&mut session, "职工食堂");
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    let beside = disk.image().0.into_keys().filter(|path| {
        path.starts_with("/u") && path.extension().is_some_and(|end| end == "journal")
    });
    assert_eq!(beside.count(), 1);
    drop((store, journal));
    // Without a memory nobody can tell that the file is as this PC left it.
    let (opened, _journal) = crate::power::opened(&mut locked_out(), &workbook());
    assert_eq!(opened.offered.len(), 1);
}

#[test]
fn a_journal_is_begun_anew_only_when_the_file_has_all_of_it() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    let note = |journal: &mut LiveJournal, session: &mut Session| {
        journal.append(&session.take_notes()).unwrap();
        journal.sync().unwrap();
    };
    let count = || {
        let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
        disk.image().0.into_keys().filter(is_journal).count()
    };
    let before = session.heads().clone();
    add(&mut session, "职工食堂");
    note(&mut journal, &mut session);
    assert!(!journal.turn(&before, 0).unwrap(), "the file lacks an entry");
    assert!(is_saved(&save(&mut store, &mut session)));
    assert!(!journal.turn(session.heads(), 1 << 20).unwrap(), "it is short");
    assert!(journal.turn(session.heads(), 0).unwrap());
    assert_eq!(count(), 2, "the one before is kept");
    add(&mut session, "充电棚B区");
    note(&mut journal, &mut session);
    assert!(is_saved(&save(&mut store, &mut session)));
    assert!(journal.turn(session.heads(), 0).unwrap());
    assert_eq!(count(), 2, "and only the one before");
    let name = journal.replica();
    drop(journal);
    store.release();
    assert_eq!(opened(&mut store, &workbook()).0.replica, name);
}

#[test]
fn a_damaged_journal_gives_back_what_is_whole_and_nothing_else() {
    let disk = two_disks();
    let (store, mut journal, mut session) = desk(&disk);
    let site = *session.document().sites.iter().next().unwrap().0;
    for words in ["住8", "住87人", "住86人"] {
        let put = |words: &str| Action::Set((site, SiteField::Note(words.to_owned())).into());
        session.perform(&put("住"), morning()).unwrap();
        session.perform(&put(words), morning()).unwrap();
        session.seal();
        journal.append(&session.take_notes()).unwrap();
    }
    journal.sync().unwrap();
    drop((store, journal));
    let all: Vec<Entry> =
        session.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect();
    let (path, whole) = journal_file(&disk);
    let folders = Folders::of(Home::at("/pc/state").journals(), &workbook());
    // The first entry was written under the name of the session that began the workbook.
    let after = &all[1..];
    let read = |there: &[u8]| {
        disk.put(&path, there);
        let mut found = journal::find(&*disk.shared(), &folders, session.workbook()).unwrap();
        let (_, files) = found.pop_first().unwrap();
        journal::recall(&*disk.shared(), files, None, Default::default())
    };
    let good = read(&whole);
    assert_eq!((good.entries.as_slice(), good.bad, good.is_whole), (after, 0, true));
    for cut in 0..whole.len() {
        let left = read(&whole[..cut]);
        // Of a step whose seal is lost the last restatement counts.
        let same = left.entries.iter().zip(after).filter(|(one, other)| one == other).count();
        assert!(same + 1 >= left.entries.len(), "cut at {cut}");
        assert!(left.bad <= 1 && left.good <= good.good);
        for bit in [0, 4] {
            let mut bent = whole.clone();
            bent[cut] ^= 1 << bit;
            let left = read(&bent);
            let known = |entry: &&Entry| after.iter().any(|one| one.id == entry.id);
            assert!(left.entries.iter().all(|entry| known(&entry)), "bent at {cut}");
            assert!(left.entries.len() <= after.len());
            assert!(1 <= left.bad, "bent at {cut}");
        }
    }
}

#[test]
fn one_action_is_one_sync_and_a_save_is_four() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    let syncs = || {
        let is_sync = |op: &&Op| matches!(op, Op::Sync { .. } | Op::SyncFolder(_));
        disk.log().iter().filter(is_sync).count()
    };
    let before = syncs();
    add(&mut session, "职工食堂");
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    assert_eq!(syncs() - before, 1);
    assert_eq!(journal.sync().unwrap(), 1);
    assert_eq!(syncs() - before, 1, "nothing to sync");
    let before = syncs();
    assert!(is_saved(&save(&mut store, &mut session)));
    assert_eq!(syncs() - before, 4, "the announcement and the file, each with its folder");
    let before = syncs();
    assert!(is_saved(&save(&mut store, &mut session)));
    assert_eq!(syncs() - before, 0, "nothing to write");
}

#[test]
fn what_came_back_comes_back_again_until_the_file_has_it() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    let note = |journal: &mut LiveJournal, session: &mut Session| {
        journal.append(&session.take_notes()).unwrap();
        journal.sync().unwrap();
    };
    for name in ["职工食堂", "充电棚B区", "锅炉房"] {
        add(&mut session, name);
        note(&mut journal, &mut session);
    }
    drop(journal);
    store.release();
    // A hole in the middle: the first entry is whole, the last one follows on nothing.
    let (path, mut there) = journal_file(&disk);
    let at = String::from_utf8(there.clone()).unwrap().find("充电棚").unwrap();
    there[at] = 0;
    disk.put(&path, &there);

    let mut store = crate::power::store(&disk);
    let (first, journal) = opened(&mut store, &workbook());
    assert_eq!((first.recovered.len(), first.offered.len()), (1, 0));
    // Nothing was written yet, and the power goes.
    drop(journal);
    store.release();
    let (second, journal) = opened(&mut store, &workbook());
    assert_eq!((second.recovered, second.offered), (first.recovered.clone(), vec![]));

    // Under the new name somebody goes on, and the power goes once more.
    let mut journal = journal.unwrap();
    let mut session = Session::open(second.kept, second.replica);
    session.adopt(first.recovered).unwrap();
    add(&mut session, "材料库");
    note(&mut journal, &mut session);
    drop(journal);
    store.release();
    let (third, _journal) = opened(&mut store, &workbook());
    assert_eq!((third.recovered.len(), third.offered.len()), (2, 0));

    // Once the file has it, nothing is left to come back.
    let mut session = Session::open(third.kept, third.replica);
    session.adopt(third.recovered).unwrap();
    assert!(is_saved(&save(&mut store, &mut session)));
    store.release();
    let (last, _journal) = opened(&mut store, &workbook());
    assert_eq!((last.recovered.len(), last.offered.len()), (0, 0));
    assert_eq!(last.kept.journal.len(), 3);
}
