//! What is kept when things go wrong beside the program: files changed behind its back, full,
//! vanished and write-protected disks, a second opener, restored backups and copies.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use shousui::action::{Action, NewRecord};
use shousui::file;
use shousui::model::place::Site;
use shousui::session::Session;
use shousui::shell::atomic_write::{sweep, write_new, write_whole};
use shousui::shell::backups;
use shousui::shell::disk::{Disk, Openness, RealDisk};
use shousui::shell::home::Home;
use shousui::shell::lock::Who;
use shousui::shell::store::{Saving, Store};
use shousui::workspace::{Event, Trouble};

use crate::fixture::{morning, replica};
use crate::power::{desk, opened, store, two_disks, workbook};
use crate::sim::{Asked, SimDisk};

pub(crate) fn add(session: &mut Session, name: &str) {
    let site = Site { name: name.to_owned(), ..Site::default() };
    session.perform(&Action::Add(NewRecord::Site(site)), morning()).unwrap();
}

pub(crate) fn save(store: &mut Store, session: &mut Session) -> Saving {
    store.save(&workbook(), &session.snapshot(), &session.printed(), true, morning())
}

pub(crate) fn is_saved(saving: &Saving) -> bool {
    matches!(saving.event, Event::Saved { .. })
}

pub(crate) fn bytes(disk: &SimDisk, path: &Path) -> Vec<u8> {
    disk.image().0[path].clone().unwrap()
}

fn names(session: &Session) -> Vec<String> {
    session.document().sites.iter().map(|(_, site)| site.name.clone()).collect()
}

/// A message has all its parts, in Chinese, and no full stop.
pub(crate) fn complete(trouble: &Trouble) {
    let Trouble { what, records, advice, path } = trouble;
    for part in [what, records, advice] {
        assert!(4 < part.chars().count(), "{trouble:?}");
        assert!(!part.ends_with('。'), "{trouble:?}");
    }
    assert!(path.is_some(), "{trouble:?}");
}

pub(crate) fn not_saved(saving: &Saving) -> Trouble {
    let Event::NotSaved(trouble) = &saving.event else { panic!("{:?}", saving.event) };
    complete(trouble);
    trouble.clone()
}

/// The same workbook as another PC would have it after going on with the file.
fn elsewhere(disk: &SimDisk, name: &str) -> Vec<u8> {
    let kept = file::read(&bytes(disk, &workbook())).unwrap().kept;
    let mut session = Session::open(kept, replica(77));
    add(&mut session, name);
    file::write(&session.snapshot()).into_bytes()
}

#[test]
fn what_somebody_else_wrote_is_taken_in_and_never_written_over() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let theirs = elsewhere(&disk, "职工食堂");
    disk.put(&workbook(), &theirs);
    add(&mut session, "充电棚B区");
    for _ in 0..2 {
        let saving = save(&mut store, &mut session);
        let Event::ChangedBehind { entries, .. } = saving.event else {
            panic!("{:?}", saving.event)
        };
        assert_eq!(bytes(&disk, &workbook()), theirs, "the file was touched");
        assert_eq!(entries.len(), 1, "only what we lack");
    }
    let saving = save(&mut store, &mut session);
    let Event::ChangedBehind { entries, .. } = saving.event else { panic!() };
    assert_eq!(session.adopt(entries).unwrap().taken, 1);
    assert!(is_saved(&save(&mut store, &mut session)));
    let kept = file::read(&bytes(&disk, &workbook())).unwrap().kept;
    let both = names(&Session::open(kept, replica(5)));
    assert_eq!(both.len(), 3, "{both:?}");
    assert!(is_saved(&save(&mut store, &mut session)));
}

#[test]
fn what_another_program_edited_is_taken_in_once() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let text = String::from_utf8(bytes(&disk, &workbook())).unwrap();
    disk.put(&workbook(), text.replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1).as_bytes());
    let edited = bytes(&disk, &workbook());
    let mut told = Vec::new();
    for _ in 0..2 {
        let event = save(&mut store, &mut session).event;
        let Event::ChangedBehind { digest, entries, differences, .. } = event else { panic!() };
        assert!(entries.is_empty());
        assert_eq!(bytes(&disk, &workbook()), edited, "nobody has decided yet");
        told.push((digest, differences));
    }
    assert_eq!(told[0], told[1], "one edit is one, however often it is looked at");
    let (digest, differences) = told.remove(0);
    let changes = differences.into_iter().map(|one| one.change).collect();
    assert!(session.take_edits(changes, morning()).is_empty());
    assert_eq!(session.undo_words(), Some("程序以外改"));
    store.decide(digest);
    assert!(is_saved(&save(&mut store, &mut session)));
    assert_eq!(names(&session), ["三号公寓"]);
    assert!(file::verify(&bytes(&disk, &workbook())).unwrap().verdict.is_whole());
}

#[test]
fn another_workbook_or_rubbish_in_its_place_is_left_alone() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let other = Session::new(shousui::model::id::WorkbookId(replica(8)), replica(8)).snapshot();
    for there in [file::write(&other).into_bytes(), b"PK\x03\x04".to_vec(), Vec::new()] {
        disk.put(&workbook(), &there);
        add(&mut session, "职工食堂");
        let trouble = not_saved(&save(&mut store, &mut session));
        assert!(trouble.records.contains("已记在本机"), "{trouble:?}");
        // What lies there is not what was written last, and nobody says so.
        assert!(!trouble.records.contains("还是上一次写好的样子"), "{trouble:?}");
        assert!(trouble.advice.contains("以后打开那一份"), "{trouble:?}");
        assert_eq!(bytes(&disk, &workbook()), there);
    }
}

#[test]
fn a_new_workbook_takes_no_other_files_place() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let before = bytes(&disk, &workbook());
    let other = Session::new(shousui::model::id::WorkbookId(replica(8)), replica(8)).snapshot();
    let Event::NotBegun(trouble) = store.begin(&workbook(), &other) else { panic!() };
    complete(&trouble);
    assert_eq!(bytes(&disk, &workbook()), before);
    // An older state of the same workbook may be replaced by a newer one.
    add(&mut session, "职工食堂");
    let begun = store.begin(&workbook(), &session.snapshot());
    assert!(matches!(begun, Event::Begun(_)), "{begun:?}");
    let gone = PathBuf::from("/gone/望禾.ron");
    let Event::NotBegun(trouble) = store.begin(&gone, &other) else { panic!() };
    complete(&trouble);
    assert!(is_saved(&save(&mut store, &mut session)));
}

/// Lets the call in that place from now fail, whatever it is; tells whether there was one.
pub(crate) fn fail_once(disk: &SimDisk, place: usize, kind: ErrorKind) -> Arc<AtomicUsize> {
    let asked = AtomicUsize::new(0);
    let failed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&failed);
    disk.fail(move |_, _| {
        let here = asked.fetch_add(1, Ordering::SeqCst) == place;
        count.fetch_add(usize::from(here), Ordering::SeqCst);
        here.then_some(kind)
    });
    failed
}

/// Lets everything of that kind fail below a folder.
pub(crate) fn fail(disk: &SimDisk, folder: &'static str, asked: &'static [Asked], kind: ErrorKind) {
    disk.fail(move |what, path| {
        (path.starts_with(folder) && asked.contains(&what)).then_some(kind)
    });
}

#[test]
fn full_vanished_and_protected_disks_are_told_and_cost_nothing() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    let before = bytes(&disk, &workbook());
    add(&mut session, "职工食堂");
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    let faults: [(&[Asked], ErrorKind, &str); 5] = [
        (&[Asked::Write], ErrorKind::StorageFull, "已满"),
        (&[Asked::Create], ErrorKind::ReadOnlyFilesystem, "写保护"),
        (&[Asked::Create], ErrorKind::PermissionDenied, "权限"),
        (&[Asked::Rename], ErrorKind::PermissionDenied, "占用"),
        (&[Asked::Sync], ErrorKind::Other, "没有办成"),
    ];
    for (asked, kind, word) in faults {
        fail(&disk, "/u", asked, kind);
        let trouble = not_saved(&save(&mut store, &mut session));
        assert!(trouble.what.contains(word), "{trouble:?}");
        assert!(trouble.records.contains("已记在本机"), "{trouble:?}");
        disk.mend();
        assert_eq!(bytes(&disk, &workbook()), before, "{asked:?}");
        let left =
            disk.image().0.into_keys().filter(|path| path.to_string_lossy().ends_with(".new"));
        assert_eq!(left.count(), 0, "something half-written lies about after {asked:?}");
    }
    disk.set_read_only(&workbook());
    assert!(not_saved(&save(&mut store, &mut session)).what.contains("只读"));
    disk.take(Path::new("/u"));
    assert!(not_saved(&save(&mut store, &mut session)).what.contains("U盘"));
    // The stick never comes back: everything is in this PC's journal.
    let fresh = SimDisk::of(&disk.image());
    fresh.make_folder(Path::new("/u")).unwrap();
    fresh.put(&workbook(), &before);
    let (opened, _) = opened(&mut crate::power::store(&fresh), &workbook());
    assert_eq!(opened.recovered.len(), 1);
}

#[test]
fn a_save_that_fails_at_any_step_leaves_a_whole_file_and_works_the_next_time() {
    let mut steps = 0;
    for place in 0.. {
        let disk = two_disks();
        let (mut store, _journal, mut session) = desk(&disk);
        let before = bytes(&disk, &workbook());
        add(&mut session, "职工食堂");
        let failed = fail_once(&disk, place, ErrorKind::StorageFull);
        let saving = save(&mut store, &mut session);
        disk.mend();
        let after = bytes(&disk, &workbook());
        let complete = file::verify(&after).unwrap();
        if !is_saved(&saving) {
            not_saved(&saving);
            assert!(after == before || complete.entries == 2);
        }
        let again = save(&mut store, &mut session);
        assert!(is_saved(&again), "{:?}", again.event);
        assert_eq!(file::verify(&bytes(&disk, &workbook())).unwrap().entries, 2);
        store.release();
        if failed.load(Ordering::SeqCst) == 0 {
            break;
        }
        steps += 1;
    }
    println!("{steps} failing steps of a save");
    assert!(20 < steps);
}

pub(crate) fn neighbour() -> Who {
    Who { name: "侯望川".to_owned(), pc: "DBXX-02".to_owned() }
}

#[test]
fn a_second_opener_is_told_who_was_first() {
    let disk = two_disks();
    let (mut first, _journal, mut session) = desk(&disk);
    let mut second = Store::new(disk.shared(), Home::at("/pc/state2"), neighbour());
    let (opened, journal) = opened(&mut second, &workbook());
    let words = opened.locked.unwrap();
    assert!(words.contains("柴有田") && words.contains("DBXX-01"), "{words}");
    assert!(words.contains("2月5日 8:00"), "{words}");
    assert!(journal.is_none());
    assert!(not_saved(&save(&mut second, &mut session)).what.contains("柴有田"));
    assert!(is_saved(&save(&mut first, &mut session)));
    first.release();
    let (opened, journal) = crate::power::opened(&mut second, &workbook());
    assert_eq!(opened.locked, None);
    assert!(journal.is_some());
}

/// Who may only look is told that the file says otherwise than what is shown.
#[test]
fn a_second_opener_is_told_what_was_edited_outside() {
    let disk = two_disks();
    let (_first, _journal, _session) = desk(&disk);
    let text = String::from_utf8(bytes(&disk, &workbook())).unwrap();
    disk.put(&workbook(), text.replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1).as_bytes());
    let mut second = Store::new(disk.shared(), Home::at("/pc/state2"), neighbour());
    let opening = second.open(&workbook(), morning());
    let Event::Opened(opened) = opening.event else { panic!() };
    assert!(opened.locked.is_some());
    let [trouble] = &opening.cautions[..] else { panic!("{:?}", opening.cautions) };
    complete(trouble);
    assert!(trouble.what.contains("改过1处") && trouble.what.contains("三号公寓"), "{trouble:?}");
}

/// A folder that lets everybody put files in it makes nobody the owner of one they may only read.
#[test]
fn a_file_one_may_only_read_is_not_written_over() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let before = bytes(&disk, &workbook());
    add(&mut session, "职工食堂");
    disk.fail(|asked, path| {
        let is_it = asked == Asked::Append && path == workbook();
        is_it.then_some(ErrorKind::PermissionDenied)
    });
    let trouble = not_saved(&save(&mut store, &mut session));
    assert!(trouble.what.contains("没有权限"), "{trouble:?}");
    assert_eq!(bytes(&disk, &workbook()), before);
    disk.mend();
    assert!(is_saved(&save(&mut store, &mut session)));
}

#[test]
fn a_lock_that_a_crash_left_is_nobodys() {
    let disk = two_disks();
    let (_keeper, _journal, _session) = desk(&disk);
    let crashed = SimDisk::of(&disk.image());
    let lies = |ending: &str| {
        crashed.image().0.contains_key(&PathBuf::from(format!("/u/.望禾.ron.{ending}")))
    };
    assert!(lies("lock") && lies("who"));
    let mut next = Store::new(crashed.shared(), Home::at("/pc/state"), neighbour());
    let (opened, _journal) = opened(&mut next, &workbook());
    assert_eq!(opened.locked, None);
    next.release();
    assert!(!lies("lock") && !lies("who"), "nothing lies about after closing");
}

#[test]
fn a_place_without_locks_is_told_and_worked_on() {
    let disk = two_disks();
    let (_first, _journal, mut session) = desk(&disk);
    fail(&disk, "/u", &[Asked::Lock], ErrorKind::Unsupported);
    let mut second = Store::new(disk.shared(), Home::at("/pc/state2"), neighbour());
    let opening = second.open(&workbook(), morning());
    let Event::Opened(opened) = opening.event else { panic!() };
    assert_eq!(opened.locked, None);
    assert!(opening.cautions[0].what.contains("柴有田"), "{:?}", opening.cautions);
    opening.cautions.iter().for_each(complete);
    assert!(is_saved(&save(&mut second, &mut session)));
}

#[test]
fn two_windows_on_one_pc_never_write_under_one_name() {
    let disk = two_disks();
    let (first, journal, _session) = desk(&disk);
    fail(&disk, "/u", &[Asked::Lock], ErrorKind::Unsupported);
    let (opened, second) = opened(&mut store(&disk), &workbook());
    assert_ne!(opened.replica, journal.replica());
    assert_eq!(second.unwrap().replica(), opened.replica);
    drop((first, journal));
}

#[test]
fn a_restored_backup_is_gone_on_with_under_a_new_name() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    let old = bytes(&disk, &workbook());
    for name in ["职工食堂", "充电棚B区"] {
        add(&mut session, name);
        journal.append(&session.take_notes()).unwrap();
        journal.sync().unwrap();
        assert!(is_saved(&save(&mut store, &mut session)));
    }
    let before = journal.replica();
    drop(journal);
    store.release();
    disk.put(&workbook(), &old);
    let (opened, _journal) = opened(&mut store, &workbook());
    assert_ne!(opened.replica, before);
    assert!(opened.recovered.is_empty(), "the person wanted the old state");
    assert_eq!(opened.offered.len(), 2);
    let mut restored = Session::open(opened.kept, opened.replica);
    assert_eq!(restored.adopt(opened.offered).unwrap().waiting, 0);
    assert_eq!(restored.document(), session.document());
}

#[test]
fn a_copy_is_another_file_and_a_moved_file_is_the_same() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    assert!(is_saved(&save(&mut store, &mut session)));
    add(&mut session, "职工食堂");
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    let name = journal.replica();
    drop(journal);
    store.release();

    let copy = PathBuf::from("/u/望禾(1).ron");
    disk.put(&copy, &bytes(&disk, &workbook()));
    let (from_copy, copy_journal) = opened(&mut store, &copy);
    assert_ne!(from_copy.replica, name);
    assert!(from_copy.recovered.is_empty());
    // Beside its original it is for merging only.
    assert!(from_copy.locked.unwrap().contains("副本") && copy_journal.is_none());
    disk.take(&copy);
    let (original, journal) = opened(&mut store, &workbook());
    assert_eq!(original.replica, name);
    assert_eq!(original.recovered.len(), 1);
    drop((copy_journal, journal));
    store.release();

    let moved = PathBuf::from("/pc/望禾.ron");
    disk.put(&moved, &bytes(&disk, &workbook()));
    disk.take(&workbook());
    let (after_move, journal) = opened(&mut store, &moved);
    assert_eq!(after_move.replica, name, "the same file at another place");
    assert_eq!(after_move.recovered.len(), 1);
    drop(journal);
    store.release();
    // And the name went with it: should the first file come back, it is a copy.
    disk.put(&workbook(), &bytes(&disk, &moved));
    let (came_back, _journal) = opened(&mut store, &workbook());
    assert_ne!(came_back.replica, name);
}

#[test]
fn copies_beside_a_workbook_are_offered() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    assert!(is_saved(&save(&mut store, &mut session)));
    let conflict = PathBuf::from("/u/望禾.sync-conflict-20270205-101010-ABCDEFG.ron");
    let theirs = elsewhere(&disk, "职工食堂");
    disk.put(&conflict, &theirs);
    disk.put(Path::new("/u/别的.ron"), b"(a: 1)");
    let same = PathBuf::from("/u/望禾 - 副本.ron");
    disk.put(&same, &bytes(&disk, &workbook()));
    store.release();
    let (opening, _journal) = opened(&mut store, &workbook());
    assert_eq!(opening.copies, std::slice::from_ref(&conflict), "only what holds something new");
    assert_eq!(bytes(&disk, &conflict), theirs, "the copy stays as it is");
}

#[test]
fn a_memory_that_cannot_be_read_only_costs_the_name() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    add(&mut session, "职工食堂");
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    let name = journal.replica();
    drop(journal);
    store.release();
    let memory = Home::at("/pc/state").memory(session.workbook());
    disk.put(&memory, b"(files:[(");
    let (opened, _journal) = opened(&mut store, &workbook());
    assert_ne!(opened.replica, name);
    assert_eq!(opened.offered.len(), 1);
}

#[test]
fn opening_something_broken_leaves_everything_as_it_is() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    for (path, there) in
        [("/u/空.ron", &b""[..]), ("/u/图.ron", b"\x89PNG\r\n\xff"), ("/u/零.ron", &[0; 99])]
    {
        disk.put(Path::new(path), there);
        let Event::Unread(trouble) = store.open(Path::new(path), morning()).event else { panic!() };
        complete(&trouble);
        assert_eq!(bytes(&disk, Path::new(path)), there);
    }
    let Event::NotOpened(trouble) = store.open(Path::new("/u/没有.ron"), morning()).event else {
        panic!()
    };
    complete(&trouble);
    add(&mut session, "职工食堂");
    assert!(is_saved(&save(&mut store, &mut session)), "what was open is still open");
}

#[test]
fn printed_numbers_survive_a_restored_backup() {
    let disk = two_disks();
    let (mut store, journal, mut session) = desk(&disk);
    let number: shousui::model::number::Number = "XC-2027-0213".parse().unwrap();
    let printed = BTreeMap::from([(number.series, 213)]);
    let old = bytes(&disk, &workbook());
    add(&mut session, "职工食堂");
    let saving = store.save(&workbook(), &session.snapshot(), &printed, true, morning());
    assert!(is_saved(&saving));
    drop(journal);
    store.release();
    disk.put(&workbook(), &old);
    assert_eq!(opened(&mut store, &workbook()).0.printed, printed);
}

#[test]
fn every_save_climbs_the_backup_ladder_here_and_beside_the_file() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let home = Home::at("/pc/state").backups(session.workbook());
    let beside = PathBuf::from("/u/望禾.备份");
    for step in 0..30 {
        let now = morning() + Duration::minutes(4 * step);
        add(&mut session, &format!("第{step}点"));
        let kept = session.snapshot();
        assert!(is_saved(&store.save(&workbook(), &kept, &BTreeMap::new(), true, now)));
        assert_eq!(store.follow_up(now), vec![]);
    }
    for folder in [&home, &beside] {
        let all = backups::list(&*disk.shared(), folder, &workbook()).unwrap();
        assert_eq!(all.len(), 10, "{all:?}");
        let newest = all.last().unwrap();
        let name = newest.path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(name, "望禾-2027-02-05-0948.ron");
        file::verify(&bytes(&disk, &newest.path)).unwrap();
    }
    // A ladder that cannot be climbed stops no save, and is told once.
    fail(&disk, "/u/望禾.备份", &[Asked::Create], ErrorKind::StorageFull);
    let mut told = Vec::new();
    for step in 0..3 {
        let now = morning() + Duration::minutes(200 + 20 * step);
        add(&mut session, "又一点");
        let kept = session.snapshot();
        assert!(is_saved(&store.save(&workbook(), &kept, &BTreeMap::new(), true, now)));
        told.extend(store.follow_up(now));
    }
    assert_eq!(told.len(), 1, "{told:?}");
    complete(&told[0]);
}

#[test]
fn the_pcs_own_disk_does_what_the_trait_says() {
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk;
    let path = folder.path().join("望禾.ron");
    write_whole(&disk, &path, b"one").unwrap();
    write_whole(&disk, &path, b"two").unwrap();
    assert_eq!(disk.read(&path).unwrap(), b"two");
    assert_eq!(disk.create(&path, Openness::Usual).err().unwrap().kind(), ErrorKind::AlreadyExists);
    let mut file = disk.append(&path).unwrap();
    file.write(b"+").unwrap();
    file.sync().unwrap();
    assert_eq!(disk.read(&path).unwrap(), b"two+");
    assert!(file.try_lock().unwrap());
    assert!(!disk.append(&path).unwrap().try_lock().unwrap());
    drop(file);
    assert!(disk.append(&path).unwrap().try_lock().unwrap());
    assert_eq!(disk.facts(&path).unwrap().bytes, 4);
    assert_eq!(disk.list(folder.path()).unwrap(), std::slice::from_ref(&path));
    disk.sync_folder(folder.path()).unwrap();

    // What a crash left half-written goes after an hour; nothing else ever does.
    let left = folder.path().join(".望禾.ron.28T5CY4T.new");
    let not_ours = folder.path().join(".别的.new");
    for path in [&left, &not_ours] {
        drop(disk.create(path, Openness::Usual).unwrap());
    }
    let now = shousui::shell::clock::now();
    sweep(&disk, folder.path(), now);
    assert!(disk.facts(&left).is_ok());
    sweep(&disk, folder.path(), now + Duration::hours(2));
    assert!(disk.facts(&left).is_err());
    assert!(disk.facts(&not_ours).is_ok());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_workbook_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("望禾.ron"), folder.path().join("桌面.ron"));
    write_whole(&RealDisk, &path, b"one").unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let resolved = RealDisk.resolve(&link).unwrap();
    write_whole(&RealDisk, &resolved, b"two").unwrap();
    assert_eq!(RealDisk.read(&link).unwrap(), b"two");
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
}

/// Two PCs work on one file in turn; then an older copy is laid in its place. What one of them
/// takes back needs the other's steps, and only the backups have those.
#[test]
fn an_older_copy_in_the_files_place_costs_nothing() {
    let disk = two_disks();
    let pcs = ["/pc/one", "/pc/two"];
    for pc in pcs {
        disk.make_folder(Path::new(pc)).unwrap();
    }
    let begin = crate::fixture::empty(1).snapshot();
    let at = |pc: &str| {
        Store::new(disk.shared(), Home::at(pc), Who { name: "甲".to_owned(), pc: pc.to_owned() })
    };
    assert!(matches!(at(pcs[0]).begin(&workbook(), &begin), Event::Begun(_)));
    let mut older = Vec::new();
    for turn in 0..6 {
        let mut store = at(pcs[turn % 2]);
        let (opening, journal) = opened(&mut store, &workbook());
        let mut journal = journal.unwrap();
        let mut session = Session::open(opening.kept, opening.replica);
        add(&mut session, &format!("{turn}号公寓"));
        journal.append(&session.take_notes()).unwrap();
        journal.sync().unwrap();
        let now = morning() + Duration::minutes(15 * i64::try_from(turn).unwrap());
        let kept = session.snapshot();
        assert!(is_saved(&store.save(&workbook(), &kept, &BTreeMap::new(), true, now)));
        assert_eq!(store.follow_up(now), Vec::<Trouble>::new());
        if turn == 1 {
            older = bytes(&disk, &workbook());
        }
    }
    disk.put(&workbook(), &older);
    let mut store = at(pcs[0]);
    let (opening, _journal) = opened(&mut store, &workbook());
    let mut session = Session::open(opening.kept, opening.replica);
    session.adopt(opening.recovered).unwrap();
    session.adopt(opening.offered).unwrap();
    assert_eq!(session.waiting(), 0, "nothing waits: the backups have what was missing");
    assert_eq!(session.document().sites.len(), 5, "up to this PC's own last step");
}

/// Where a step of our own is missing we never write on over the hole: the same name would stand
/// on two different steps once it turns up.
#[test]
fn nobody_writes_on_over_a_hole() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    for name in ["1号公寓", "2号公寓", "3号公寓"] {
        add(&mut session, name);
    }
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
    assert!(is_saved(&save(&mut store, &mut session)));
    let own = session.replica();
    let whole = bytes(&disk, &workbook());
    let text = String::from_utf8(whole.clone()).unwrap();
    let line = format!("(id:\"{own}-2\"");
    let holed: String =
        text.split_inclusive('\n').filter(|other| !other.starts_with(&line)).collect();
    assert_ne!(holed, text);
    drop(journal);
    store.release();
    // Without this PC's journal and backups the step is nowhere.
    let folders: Vec<PathBuf> = disk.image().0.into_keys().collect();
    for path in folders.iter().filter(|path| path.starts_with("/pc") && path.extension().is_some())
    {
        disk.take(path);
    }
    let opened_file = file::read(holed.as_bytes()).unwrap();
    assert!(opened_file.verdict.is_damaged());
    let rescued = file::rescue(&opened_file, &[], replica(9), morning());
    assert!(!rescued.lost.is_empty(), "it says what is missing");
    assert_eq!(rescued.kept.doc, session.document().clone(), "the records were whole");
    assert_eq!(rescued.kept.waiting(), 1);
    // Put together once more a moment later, what is written anew is a step of its own.
    let later = morning() + Duration::seconds(1);
    let names = [morning(), later].map(|at| file::name_for(&opened_file, &[], at));
    assert_ne!(names[0], names[1]);
    disk.put(&workbook(), file::write(&rescued.kept).as_bytes());
    let (opening, _journal) = opened(&mut store, &workbook());
    assert_ne!(opening.replica, own);
    let mut mended = Session::open(opening.kept, opening.replica);
    add(&mut mended, "4号公寓");
    // The missing step turns up.
    let missing = file::read(&whole).unwrap().kept.journal.entries();
    let missing: Vec<_> = missing.iter().map(|entry| entry.as_ref().clone()).collect();
    let adopted = mended.adopt(missing).unwrap();
    assert_eq!((adopted.waiting, adopted.contested), (0, Vec::new()));
    assert_eq!(mended.document().sites.len(), session.document().sites.len() + 1);
}

/// A print, a repaired file: under a free name or not at all, on a disk with and without links.
#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let sim = SimDisk::with_folders(&["/u"]);
    let real: &dyn Disk = &RealDisk;
    for (disk, folder) in [(real, folder.path()), (&sim, Path::new("/u"))] {
        let path = folder.join("台账.pdf");
        write_new(disk, &path, b"one").unwrap();
        let taken = write_new(disk, &path, b"two").unwrap_err();
        assert_eq!(taken.kind(), ErrorKind::AlreadyExists);
        assert_eq!(disk.read(&path).unwrap(), b"one");
        // Taken in the meantime.
        let beside = folder.join("beside");
        write_whole(disk, &beside, b"two").unwrap();
        let taken = disk.rename_new(&beside, &path).unwrap_err();
        assert_eq!(taken.kind(), ErrorKind::AlreadyExists);
        assert_eq!(disk.read(&path).unwrap(), b"one");
        disk.remove(&beside).unwrap();
        assert_eq!(disk.list(folder).unwrap(), [path]);
    }
}
