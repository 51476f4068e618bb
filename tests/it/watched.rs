//! What is written is looked at again: after the rename, a moment later where locks do not work,
//! when the window asks; and a workbook that somebody else has open is followed.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use shousui::file;
use shousui::session::Session;
use shousui::shell::disk::{Disk, DiskFile, Facts, Openness, Rights};
use shousui::shell::home::Home;
use shousui::shell::store::Store;
use shousui::shell::{Parts, Runner};
use shousui::workspace::{Effect, Event, Seen};

use crate::fixture::replica;
use crate::kept::{add, bytes, complete, fail, is_saved, neighbour, save};
use crate::power::{desk, opened, two_disks, who, workbook};
use crate::sim::{Asked, SimDisk};

/// The same workbook as another PC has it after going on with those bytes.
fn elsewhere(text: &[u8], name: &str) -> Vec<u8> {
    let kept = file::read(text).unwrap().kept;
    let mut session = Session::open(kept, replica(77));
    add(&mut session, name);
    file::write(&session.snapshot()).into_bytes()
}

/// What somebody else puts in the workbook's place, the last one first.
type Theirs = Arc<Mutex<Vec<Vec<u8>>>>;

/// A disk on which somebody else writes the workbook in the very moment after we did.
struct Crowded {
    disk: SimDisk,
    theirs: Theirs,
}

impl Disk for Crowded {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.disk.read(path)
    }
    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        self.disk.create(path, openness)
    }
    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        self.disk.grant(path, rights)
    }
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.disk.append(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)?;
        if to == workbook()
            && let Some(theirs) = self.theirs.lock().unwrap().pop()
        {
            self.disk.put(to, &theirs);
        }
        Ok(())
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.make_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.disk.facts(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.resolve(path)
    }
}

/// A store on a crowded disk with its workbook open, and what the others put there next.
fn crowded() -> (SimDisk, Store, Session, Theirs) {
    let disk = two_disks();
    let (mut first, journal, _) = desk(&disk);
    drop(journal);
    first.release();
    let theirs = Theirs::default();
    let crowd = Crowded { disk: disk.clone(), theirs: Arc::clone(&theirs) };
    let mut store = Store::new(Arc::new(crowd), Home::at("/pc/state"), who());
    let (opened, journal) = opened(&mut store, &workbook());
    drop(journal);
    let session = Session::open(opened.kept, opened.replica);
    (disk, store, session, theirs)
}

#[test]
fn what_somebody_wrote_over_a_save_is_no_save() {
    let (disk, mut store, mut session, theirs) = crowded();
    let before = bytes(&disk, &workbook());
    theirs.lock().unwrap().push(elsewhere(&before, "职工食堂"));
    add(&mut session, "充电棚B区");
    let Event::ChangedBehind { entries, .. } = save(&mut store, &mut session).event else {
        panic!("acknowledged, and the file has not got it");
    };
    assert_eq!(session.adopt(entries).unwrap().taken, 1);
    assert!(is_saved(&save(&mut store, &mut session)));
    let kept = file::read(&bytes(&disk, &workbook())).unwrap().kept;
    assert_eq!(kept.heads, *session.heads());

    // An older state: nothing to take in, so it is written again.
    add(&mut session, "材料库");
    theirs.lock().unwrap().push(before.clone());
    assert!(is_saved(&save(&mut store, &mut session)));
    let kept = file::read(&bytes(&disk, &workbook())).unwrap().kept;
    assert_eq!(kept.heads, *session.heads());

    // Somebody who never stops: told, and not tried for ever.
    add(&mut session, "锅炉房");
    theirs.lock().unwrap().extend(std::iter::repeat_n(before, 9));
    let Event::NotSaved(trouble) = save(&mut store, &mut session).event else { panic!() };
    complete(&trouble);
    theirs.lock().unwrap().clear();
    assert!(is_saved(&save(&mut store, &mut session)));
}

fn seen(store: &mut Store, session: &mut Session, is_thorough: bool) -> Event {
    store.look(&workbook(), &session.snapshot(), is_thorough)
}

fn is(event: &Event, wanted: Seen) -> bool {
    matches!(event, Event::Looked { seen, .. } if *seen == wanted)
}

#[test]
fn a_look_tells_the_same_the_lost_the_new_and_the_unknown_apart() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    let older = bytes(&disk, &workbook());
    add(&mut session, "职工食堂");
    assert!(is_saved(&save(&mut store, &mut session)));
    let ours = bytes(&disk, &workbook());
    for is_thorough in [false, true] {
        assert!(is(&seen(&mut store, &mut session, is_thorough), Seen::Same));
        disk.put(&workbook(), &older);
        assert!(is(&seen(&mut store, &mut session, is_thorough), Seen::Lost));
        disk.take(&workbook());
        assert!(is(&seen(&mut store, &mut session, is_thorough), Seen::Lost));
        disk.put(&workbook(), &elsewhere(&ours, "充电棚B区"));
        let event = seen(&mut store, &mut session, is_thorough);
        assert!(matches!(event, Event::ChangedBehind { .. }), "{event:?}");
        disk.put(&workbook(), b"PK\x03\x04");
        let Event::NotSaved(trouble) = seen(&mut store, &mut session, is_thorough) else {
            panic!()
        };
        complete(&trouble);
        disk.put(&workbook(), &ours);
        assert!(is(&seen(&mut store, &mut session, is_thorough), Seen::Same));
    }
    // Not read where its length and time are as they were.
    fail(&disk, "/u", &[Asked::Read], ErrorKind::PermissionDenied);
    assert!(is(&seen(&mut store, &mut session, false), Seen::Same));
    assert!(is(&seen(&mut store, &mut session, true), Seen::Unknown));
    disk.mend();
    disk.take(Path::new("/u"));
    assert!(is(&seen(&mut store, &mut session, true), Seen::Unknown), "the stick is out");
}

#[test]
fn a_write_protected_file_that_has_everything_is_no_trouble() {
    let disk = two_disks();
    let (mut store, _journal, mut session) = desk(&disk);
    assert!(is_saved(&save(&mut store, &mut session)));
    disk.set_read_only(&workbook());
    assert!(is_saved(&save(&mut store, &mut session)));
    add(&mut session, "职工食堂");
    assert!(matches!(save(&mut store, &mut session).event, Event::NotSaved(_)));
}

#[test]
fn where_locks_do_not_work_a_save_is_looked_at_once_more_before_it_is_acknowledged() {
    let disk = two_disks();
    drop(desk(&disk));
    fail(&disk, "/u", &[Asked::Lock], ErrorKind::Unsupported);
    let folder = tempfile::tempdir().unwrap();
    let parts = Parts {
        disk: disk.shared(),
        home: Home::at("/pc/state"),
        ..crate::runner::parts(folder.path())
    };
    let runner = Runner::new(parts, Arc::new(|| {})).unwrap();
    let next = || loop {
        match crate::runner::heard(&runner).unwrap() {
            Event::Noted { .. } | Event::Caution(_) => {}
            event => return event,
        }
    };
    runner.run(Effect::Open { path: workbook(), ticket: 0 });
    let Event::Opened(opened) = next() else { panic!() };
    let mut session = Session::open(opened.kept, opened.replica);
    let before = bytes(&disk, &workbook());
    add(&mut session, "职工食堂");
    let save = |session: &mut Session| {
        let kept = session.snapshot();
        runner.run(Effect::Note(session.take_notes()));
        runner.run(Effect::Save { path: workbook(), kept, printed: BTreeMap::new() });
    };
    save(&mut session);
    // The other one had looked before we wrote, and writes now.
    let until = Instant::now() + Duration::from_secs(20);
    while bytes(&disk, &workbook()) == before {
        assert!(Instant::now() < until);
        std::thread::yield_now();
    }
    std::thread::sleep(Duration::from_millis(50));
    disk.put(&workbook(), &elsewhere(&before, "充电棚B区"));
    let event = next();
    let Event::ChangedBehind { entries, .. } = event else { panic!("{event:?}") };
    assert_eq!(session.adopt(entries).unwrap().taken, 1);
    save(&mut session);
    assert!(matches!(next(), Event::Saved { .. }));
    let kept = file::read(&bytes(&disk, &workbook())).unwrap().kept;
    assert_eq!(kept.heads, *session.heads());
}

#[test]
fn a_workbook_somebody_else_has_open_is_followed_until_it_is_closed() {
    let disk = two_disks();
    let (mut first, journal, mut session) = desk(&disk);
    let mut second = Store::new(disk.shared(), Home::at("/pc/state2"), neighbour());
    assert!(opened(&mut second, &workbook()).0.locked.is_some());
    assert!(second.is_following() && !first.is_following());
    assert!(second.follow().is_none(), "nothing has changed");
    add(&mut session, "职工食堂");
    assert!(is_saved(&save(&mut first, &mut session)));
    let Some(Event::Reread { kept, .. }) = second.follow() else { panic!() };
    assert_eq!(kept.doc, *session.document());
    assert!(second.follow().is_none());
    // Half of a file is not shown; the next whole one is.
    let whole = bytes(&disk, &workbook());
    disk.put(&workbook(), &whole[..whole.len() / 2]);
    assert!(second.follow().is_none());
    disk.put(&workbook(), &elsewhere(&whole, "充电棚B区"));
    assert!(matches!(second.follow(), Some(Event::Reread { .. })));
    drop(journal);
    first.release();
    assert!(matches!(second.follow(), Some(Event::Released(path)) if path == workbook()));
    assert!(second.follow().is_none(), "said once");
    let (now_ours, _journal) = opened(&mut second, &workbook());
    assert_eq!(now_ours.locked, None);
    assert!(!second.is_following());
}

#[test]
fn a_crash_of_whoever_had_it_open_is_a_closing_too() {
    let disk = two_disks();
    let (_first, _journal, _session) = desk(&disk);
    let mut second = Store::new(disk.shared(), Home::at("/pc/state2"), neighbour());
    assert!(opened(&mut second, &workbook()).0.locked.is_some());
    let lock = Path::new("/u/.望禾.ron.lock");
    assert!(disk.image().0.contains_key(lock));
    assert!(second.follow().is_none());
    // The file is still there and nobody holds it.
    disk.put(lock, b"");
    assert!(matches!(second.follow(), Some(Event::Released(_))));
    assert!(disk.image().0.contains_key(lock), "looking leaves everything as it is");
}
