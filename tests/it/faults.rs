//! Every call of the disk fails once, in turn: nothing that was acknowledged is lost, and where it
//! matters a person is told. And files that vanish while the program runs.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use shousui::file;
use shousui::session::Session;
use shousui::shell::backups;
use shousui::shell::home::Home;
use shousui::shell::journal::LiveJournal;
use shousui::shell::prints::{Placed, put};
use shousui::shell::{Parts, Runner};
use shousui::workspace::{Effect, Event, Trouble};

use crate::fixture::{empty, morning};
use crate::kept::{add, bytes, complete, fail, fail_once, is_saved, save};
use crate::power::{desk, opened, store, two_disks, workbook};
use crate::sim::{Asked, Data, Names, SimDisk};

const KINDS: [ErrorKind; 3] =
    [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::Other];

/// Types a site's name and has it kept on this PC.
fn keep(journal: &mut LiveJournal, session: &mut Session, name: &str) {
    add(session, name);
    journal.append(&session.take_notes()).unwrap();
    journal.sync().unwrap();
}

/// What the program finds when it starts again: the names of all sites.
fn left(disk: &SimDisk) -> Vec<String> {
    let after = SimDisk::of(&disk.image());
    let (opened, _journal) = opened(&mut store(&after), &workbook());
    assert_eq!(opened.offered, vec![], "it comes back by itself");
    let mut session = Session::open(opened.kept, opened.replica);
    assert_eq!(session.adopt(opened.recovered).unwrap().waiting, 0);
    session.document().sites.iter().map(|(_, site)| site.name.clone()).collect()
}

/// Messages are whole, and none speaks the system's language.
fn all_complete(troubles: &[Trouble]) {
    for trouble in troubles {
        complete(trouble);
        let said = format!("{}{}", trouble.what, trouble.records);
        assert!(!said.contains(|sign: char| sign.is_ascii_lowercase()), "{said}");
    }
}

#[test]
fn an_opening_that_fails_at_any_step_costs_nothing() {
    let mut steps = 0;
    for kind in KINDS {
        for place in 0.. {
            let disk = two_disks();
            let (mut first, mut journal, mut session) = desk(&disk);
            keep(&mut journal, &mut session, "职工食堂");
            first.release();
            drop(journal);

            let failed = fail_once(&disk, place, kind);
            let mut store = store(&disk);
            let opening = store.open(&workbook(), morning());
            let synced = opening.journal.map(|mut journal| journal.sync());
            disk.mend();
            all_complete(&opening.cautions);
            match opening.event {
                Event::Opened(opened) => {
                    let is_back = opened.recovered.len() + opened.offered.len() == 1;
                    assert!(is_back || !opening.cautions.is_empty(), "in silence, at {place}");
                    assert!(synced.is_some());
                }
                Event::NotOpened(trouble) | Event::Unread(trouble) => all_complete(&[trouble]),
                other => panic!("{other:?}"),
            }
            store.release();
            assert_eq!(left(&disk), ["3号公寓", "职工食堂"], "after failing at {place}, {kind:?}");
            if failed.load(Ordering::SeqCst) == 0 {
                break;
            }
            steps += 1;
        }
    }
    println!("{steps} failing steps of an opening");
    assert!(60 < steps);
}

#[test]
fn a_sitting_that_fails_at_any_step_loses_nothing_acknowledged() {
    let mut steps = 0;
    for kind in KINDS {
        for place in 0.. {
            let disk = two_disks();
            let (mut store, mut journal, mut session) = desk(&disk);
            let failed = fail_once(&disk, place, kind);
            // How many sites a person was told are kept.
            let (mut sites, mut told, mut troubles) = (1, 1, Vec::new());
            for (step, name) in ["职工食堂", "充电棚B区", "锅炉房", "材料库"].iter().enumerate()
            {
                add(&mut session, name);
                sites += 1;
                let _held = journal.append(&session.take_notes());
                let is_noted = journal.sync().is_ok();
                told = if is_noted { sites } else { told };
                if step % 2 == 1 {
                    let now =
                        morning() + chrono::Duration::minutes(11 * i64::try_from(step).unwrap());
                    let (kept, printed) = (session.snapshot(), session.printed());
                    let saving = store.save(&workbook(), &kept, &printed, is_noted, now);
                    troubles.extend(saving.cautions);
                    match saving.event {
                        Event::Saved { heads, .. } => {
                            told = sites;
                            troubles.extend(store.follow_up(now));
                            let _turned = journal.turn(&heads, 0);
                        }
                        Event::NotSaved(trouble) => troubles.push(trouble),
                        other => panic!("{other:?} at {place}"),
                    }
                }
            }
            disk.mend();
            all_complete(&troubles);
            let left = left(&disk).len();
            assert!(told <= left, "told {told}, left {left}, after failing at {place}, {kind:?}");
            // It saves again by itself, as if nothing had been.
            assert!(is_saved(&save(&mut store, &mut session)), "after failing at {place}");
            assert_eq!(self::left(&disk).len(), 5);
            if failed.load(Ordering::SeqCst) == 0 {
                break;
            }
            steps += 1;
        }
    }
    println!("{steps} failing steps of a sitting");
    assert!(200 < steps);
}

#[test]
fn a_backup_that_fails_at_any_step_leaves_all_others_and_is_told() {
    let mut steps = 0;
    for place in 0.. {
        let disk = two_disks();
        let (mut store, _journal, mut session) = desk(&disk);
        add(&mut session, "职工食堂");
        assert!(is_saved(&save(&mut store, &mut session)));
        assert_eq!(store.follow_up(morning()), vec![]);
        let ladders = [
            backups::folder_beside(&workbook()),
            Home::at("/pc/state").backups(session.workbook()),
        ];
        let all = || -> Vec<usize> {
            let count = |folder: &PathBuf| backups::list(&disk, folder, &workbook()).unwrap().len();
            ladders.iter().map(count).collect()
        };
        assert_eq!(all(), [1, 1]);

        add(&mut session, "充电棚B区");
        let later = morning() + chrono::Duration::minutes(11);
        let kept = session.snapshot();
        assert!(is_saved(&store.save(&workbook(), &kept, &BTreeMap::new(), true, later)));
        let failed = fail_once(&disk, place, ErrorKind::StorageFull);
        let told = store.follow_up(later);
        disk.mend();
        all_complete(&told);
        assert!(all().iter().all(|count| 1 <= *count), "{:?}", all());
        assert!(all() == [2, 2] || !told.is_empty(), "in silence, at {place}");
        for folder in &ladders {
            for copy in backups::list(&disk, folder, &workbook()).unwrap() {
                file::verify(&bytes(&disk, &copy.path)).unwrap();
            }
        }
        assert_eq!(left(&disk).len(), 3);
        if failed.load(Ordering::SeqCst) == 0 {
            break;
        }
        steps += 1;
    }
    println!("{steps} failing steps of two backups");
    assert!(20 < steps);
}

/// Ways in which the journal of a running program may go.
const GONE: [&str; 3] = ["a file", "/pc/state/journals", "/pc/state"];

/// Takes the journal away from outside the program.
fn lose_journal(disk: &SimDisk, way: &str) {
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
    match way {
        "a file" => disk.image().0.into_keys().filter(is_journal).for_each(|path| disk.take(&path)),
        folder => disk.take(Path::new(folder)),
    }
}

#[test]
fn a_journal_that_is_gone_is_made_anew_before_anything_is_promised() {
    for way in GONE {
        // Gone before the note is taken, and gone between that and the next look.
        for is_before in [true, false] {
            let disk = two_disks();
            let (_keeper, mut journal, mut session) = desk(&disk);
            keep(&mut journal, &mut session, "职工食堂");
            if is_before {
                lose_journal(&disk, way);
                keep(&mut journal, &mut session, "充电棚B区");
            } else {
                keep(&mut journal, &mut session, "充电棚B区");
                lose_journal(&disk, way);
                assert_eq!(journal.sync().unwrap(), 2, "nothing new, and looked for all the same");
            }
            // Killed before the workbook was written: the memory may be gone with the folder, and
            // then the steps are offered.
            let after = SimDisk::of(&disk.image());
            let (opened, _) = opened(&mut store(&after), &workbook());
            let back = opened.recovered.len() + opened.offered.len();
            assert_eq!(back, 2, "{way}, before the note: {is_before}");
            // And after a power cut too, wherever the removal itself reached the disk.
            let mut platter = disk.platter();
            disk.log().iter().for_each(|op| platter.follow(op));
            for names in [Names::Undone, Names::Kept] {
                let cut = SimDisk::of(&platter.cut(Data::Dropped, names, 1));
                let (opened, _) = crate::power::opened(&mut store(&cut), &workbook());
                assert_eq!(opened.recovered.len() + opened.offered.len(), 2, "{way}");
            }
        }
    }
}

/// Where letters may be gone nobody says that the records are as they were.
#[test]
fn a_line_of_the_journal_that_is_lost_is_told_as_a_loss() {
    let disk = two_disks();
    let (_store, mut journal, mut session) = desk(&disk);
    keep(&mut journal, &mut session, "职工食堂");
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
    let path = disk.image().0.into_keys().find(is_journal).unwrap();
    let mut spoilt = bytes(&disk, &path);
    let at = str::from_utf8(&spoilt).unwrap().rfind("职工食堂").unwrap();
    let end = spoilt.len() - 1;
    spoilt[at..end].fill(b'x');
    disk.put(&path, &spoilt);
    let opening = store(&SimDisk::of(&disk.image())).open(&workbook(), morning());
    all_complete(&opening.cautions);
    let lost = opening.cautions.iter().find(|one| one.what.contains("行读不出")).unwrap();
    assert!(lost.records.contains("可能少了"), "{lost:?}");
    assert!(!lost.records.contains("没有影响"), "{lost:?}");
}

#[test]
fn what_came_back_after_a_crash_outlives_the_journal_it_came_from() {
    let disk = two_disks();
    let (mut first, mut journal, mut session) = desk(&disk);
    keep(&mut journal, &mut session, "职工食堂");
    first.release();
    drop(journal);
    let (_, journal) = opened(&mut store(&disk), &workbook());
    lose_journal(&disk, "a file");
    journal.unwrap().sync().unwrap();
    assert_eq!(left(&disk), ["3号公寓", "职工食堂"]);
}

#[test]
fn a_journal_made_anew_holds_only_what_the_workbook_lacks() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    keep(&mut journal, &mut session, "职工食堂");
    assert!(journal.is_needed());
    assert!(is_saved(&save(&mut store, &mut session)));
    journal.turn(session.heads(), u64::MAX).unwrap();
    assert!(!journal.is_needed());
    lose_journal(&disk, "/pc/state/journals");
    keep(&mut journal, &mut session, "充电棚B区");
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
    let path = disk.image().0.into_keys().find(is_journal).unwrap();
    let text = String::from_utf8(bytes(&disk, &path)).unwrap();
    assert!(text.contains("充电棚") && !text.contains("职工食堂"), "{text}");
    assert_eq!(left(&disk).len(), 3);
}

#[test]
fn the_program_looks_for_its_journal_while_nothing_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let parts = || -> Parts { crate::runner::parts(folder.path()) };
    let runner = Runner::new(parts(), Arc::new(|| {})).unwrap();
    let book = folder.path().join("望禾.ron");
    runner.run(Effect::Begin { path: book.clone(), kept: empty(1).snapshot(), ticket: 0 });
    assert!(matches!(crate::runner::heard(&runner), Some(Event::Begun(_))));
    runner.run(Effect::Open { path: book, ticket: 0 });
    let Some(Event::Opened(opened)) = crate::runner::heard(&runner) else { panic!() };
    let mut session = Session::open(opened.kept, opened.replica);
    add(&mut session, "职工食堂");
    runner.run(Effect::Note(session.take_notes()));
    assert!(matches!(crate::runner::heard(&runner), Some(Event::Noted { count: 1 })));

    let journals = folder.path().join("state").join("journals");
    std::fs::remove_dir_all(&journals).unwrap();
    let holds_note = || {
        let files = std::fs::read_dir(&journals).into_iter().flatten().flatten();
        let mut texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
        texts.any(|text| text.contains("职工食堂"))
    };
    let began = Instant::now();
    while !holds_note() {
        assert!(began.elapsed() < Duration::from_secs(20), "it was never made anew");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn printed(disk: &SimDisk, words: &[u8]) -> std::io::Result<Placed> {
    put(disk, Path::new("/u/05巡查"), "巡查单_0213", "pdf", words)
}

fn print_path(copy: usize) -> PathBuf {
    let behind = if copy == 1 { String::new() } else { format!("({copy})") };
    PathBuf::from(format!("/u/05巡查/巡查单_0213{behind}.pdf"))
}

#[test]
fn the_hundredth_print_of_a_name_replaces_nothing() {
    let disk = two_disks();
    for copy in 1..=120 {
        let words = format!("第{copy}次");
        let placed = printed(&disk, words.as_bytes()).unwrap();
        assert_eq!(placed, Placed { path: print_path(copy), is_new: true });
    }
    for copy in 1..=120 {
        assert_eq!(bytes(&disk, &print_path(copy)), format!("第{copy}次").as_bytes());
    }
    // One of them once more is that one.
    let again = printed(&disk, "第100次".as_bytes()).unwrap();
    assert_eq!(again, Placed { path: print_path(100), is_new: false });
    // One that cannot be read is somebody's all the same.
    disk.put(&print_path(121), "第一".as_bytes());
    fail(&disk, "/u/05巡查/巡查单_0213(121).pdf", &[Asked::Read], ErrorKind::PermissionDenied);
    assert_eq!(printed(&disk, "第二".as_bytes()).unwrap().path, print_path(122));
}

#[test]
fn a_name_taken_at_the_last_moment_is_left_alone() {
    let disk = two_disks();
    printed(&disk, b"one").unwrap();
    // Free when looked at, and there when it is to be made.
    let is_blind = AtomicBool::new(true);
    disk.fail(move |asked, path| {
        let here = asked == Asked::Facts && path == print_path(1);
        (here && is_blind.swap(false, Ordering::SeqCst)).then_some(ErrorKind::NotFound)
    });
    assert_eq!(printed(&disk, b"two").unwrap().path, print_path(2));
    assert_eq!(bytes(&disk, &print_path(1)), b"one");
}

#[test]
fn a_print_that_fails_at_any_step_replaces_nothing_and_leaves_nothing_half_done() {
    let mut steps = 0;
    for place in 0.. {
        let disk = two_disks();
        printed(&disk, b"one").unwrap();
        let failed = fail_once(&disk, place, ErrorKind::StorageFull);
        let first = printed(&disk, b"two");
        disk.mend();
        assert_eq!(bytes(&disk, &print_path(1)), b"one");
        if first.is_err() {
            let second = printed(&disk, b"two").unwrap();
            assert_eq!(bytes(&disk, &second.path), b"two");
        }
        for (path, there) in disk.image().0 {
            // What could not be taken away again is empty, and nobody's print.
            let whole: [Option<&[u8]>; 4] = [None, Some(b"one"), Some(b"two"), Some(b"")];
            let is_print = path.extension().is_some_and(|end| end == "pdf");
            assert!(!is_print || whole.contains(&there.as_deref()), "{path:?} at {place}");
        }
        if failed.load(Ordering::SeqCst) == 0 {
            break;
        }
        steps += 1;
    }
    println!("{steps} failing steps of a print");
    assert!(10 < steps);
}

#[test]
fn a_file_is_never_more_open_than_what_it_replaces() {
    let disk = two_disks();
    let (mut store, mut journal, mut session) = desk(&disk);
    disk.set_rights(&workbook(), 0o660, 77);
    disk.set_rights(Path::new("/u"), 0o2770, 77);
    let before = disk.written().len();
    keep(&mut journal, &mut session, "职工食堂");
    assert!(save(&mut store, &mut session).cautions.is_empty());
    assert_eq!(store.follow_up(morning()), vec![]);
    let of = |path: &Path| {
        let rights = disk.rights(path);
        (rights.mode, rights.group)
    };
    assert_eq!(of(&workbook()), (0o660, 77));
    let ladder = backups::folder_beside(&workbook());
    assert_eq!(of(&ladder), (0o2770, 77));
    assert_eq!(of(&backups::list(&disk, &ladder, &workbook()).unwrap()[0].path), (0o660, 77));
    // What this PC keeps for itself is this user's own.
    let home = Home::at("/pc/state").backups(session.workbook());
    let copy = &backups::list(&disk, &home, &workbook()).unwrap()[0].path;
    assert_eq!(disk.rights(copy).mode, 0o600);
    for (path, rights) in disk.written().into_iter().skip(before) {
        let is_record = path.starts_with("/u") || !path.starts_with("/pc/state/memory");
        assert!(!is_record || rights.mode % 8 == 0, "{path:?} was open: {:o}", rights.mode);
    }
    // A file that was taken away is written as it was.
    disk.take(&workbook());
    add(&mut session, "充电棚B区");
    assert!(is_saved(&save(&mut store, &mut session)));
    assert_eq!(of(&workbook()), (0o660, 77));
}

#[test]
fn rights_that_cannot_be_handed_on_are_told_once() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    disk.set_rights(&workbook(), 0o664, 77);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    disk.fail(move |what, _| {
        (what == Asked::Grant).then(|| {
            count.fetch_add(1, Ordering::SeqCst);
            ErrorKind::PermissionDenied
        })
    });
    let mut told = Vec::new();
    for name in ["职工食堂", "充电棚B区"] {
        add(&mut session, name);
        let saving = save(&mut store, &mut session);
        assert!(is_saved(&saving));
        told.extend(saving.cautions);
        told.extend(store.follow_up(morning()));
    }
    assert!(2 < asked.load(Ordering::SeqCst));
    assert_eq!(told.len(), 1, "{told:?}");
    all_complete(&told);
    assert!(told[0].what.contains("权限"));
    assert_eq!(disk.rights(&workbook()).mode, 0o600, "closed, not open to the wrong people");
}
