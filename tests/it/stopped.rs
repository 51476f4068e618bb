//! Long work that somebody stops: it is heard at once, nothing half done stays, and what was open
//! goes on as before.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use shousui::file::{self, Unread};
use shousui::sample::{Plan, build};
use shousui::session::{Progress, Session, Stopped, Unit};
use shousui::shell::disk::{Disk, DiskFile, Facts, Openness, RealDisk, Rights};
use shousui::shell::{Parts, Runner};
use shousui::workspace::{Effect, Event};

use crate::fixture::{empty, replica, small_mine};
use crate::runner::{add, heard, parts};

/// A stick that gives eight kilobytes every five milliseconds.
struct Stick;

const PAUSE: Duration = Duration::from_millis(5);

impl Disk for Stick {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }
    fn read_while(
        &self,
        path: &Path,
        goes_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> io::Result<Option<Vec<u8>>> {
        let bytes = self.read(path)?;
        for done in (0..bytes.len()).step_by(8192) {
            std::thread::sleep(PAUSE);
            if !goes_on(done, bytes.len()) {
                return Ok(None);
            }
        }
        Ok(Some(bytes))
    }
    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(SlowFile(RealDisk.create(path, openness)?)))
    }
    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        RealDisk.grant(path, rights)
    }
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.append(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.make_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        RealDisk.facts(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
}

struct SlowFile(Box<dyn DiskFile>);

impl DiskFile for SlowFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        // A piece of a long file takes its time.
        if 100_000 < bytes.len() {
            std::thread::sleep(Duration::from_millis(60));
        }
        self.0.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }
}

/// The runner of a PC with a slow stick, in a folder of its own.
struct Office {
    folder: tempfile::TempDir,
    runner: Runner,
}

const SOON: Duration = Duration::from_millis(100);

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let parts = Parts { disk: Arc::new(Stick), ..parts(folder.path()) };
        let runner = Runner::new(parts, Arc::new(|| {})).unwrap();
        Self { folder, runner }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, session: &mut Session) -> PathBuf {
        let path = self.path(name);
        shousui::shell::atomic_write::write_whole(
            &RealDisk,
            &path,
            file::write(&session.snapshot()).as_bytes(),
        )
        .unwrap();
        path
    }

    fn next(&self) -> Event {
        heard(&self.runner).unwrap()
    }

    fn open(&self, path: PathBuf, ticket: u64) -> Session {
        self.runner.run(Effect::Open { path, ticket });
        let Event::Opened(opened) = self.next() else { panic!() };
        Session::open(opened.kept, opened.replica)
    }

    /// Waits for news of how far that work is.
    fn progress(&self, of: u64) -> Progress {
        loop {
            if let Event::Progress { ticket, progress } =
                self.runner.wait(Duration::from_secs(20)).unwrap()
                && ticket == of
            {
                return progress;
            }
        }
    }

    fn stop(&self, ticket: u64) {
        let asked = Instant::now();
        self.runner.run(Effect::Stop(ticket));
        let Event::Stopped { ticket: stopped } = self.next() else { panic!() };
        assert_eq!(stopped, ticket);
        assert!(asked.elapsed() < SOON, "{:?}", asked.elapsed());
    }
}

/// A workbook of some hundred kilobytes.
fn large() -> Session {
    let mut session = small_mine(3).0;
    for number in 0..2000 {
        add(&mut session, &format!("{number}号公寓"));
    }
    session
}

#[test]
fn an_opening_that_is_stopped_leaves_what_was_open_before() {
    let office = Office::new();
    let mut session = office.open(office.put("甲.ron", &mut small_mine(1).0), 1);
    let other = office.put("乙.ron", &mut large());
    office.runner.run(Effect::Open { path: other.clone(), ticket: 2 });
    let progress = office.progress(2);
    assert_eq!(progress.unit, Unit::Read);
    assert!(0 < progress.done && progress.done < progress.of, "{progress:?}");
    office.stop(2);

    // The first one is still open: what is typed is kept and written.
    add(&mut session, "充电棚");
    office.runner.run(Effect::Note(session.take_notes()));
    assert!(matches!(office.next(), Event::Noted { .. }));
    let (path, kept) = (office.path("甲.ron"), session.snapshot());
    office.runner.run(Effect::Save { path: path.clone(), kept, printed: BTreeMap::new() });
    assert!(matches!(office.next(), Event::Saved { .. }));
    let there = file::read(&RealDisk.read(&path).unwrap()).unwrap();
    assert_eq!(there.kept.doc, *session.document());

    // Nobody waits for the other one: not even its lock is held.
    let again = office.open(other, 3);
    assert_eq!(again.document().sites.len(), 2003);
    // Too late is too late: nothing is said, and it stays open.
    office.runner.run(Effect::Stop(3));
    assert!(office.runner.wait(Duration::from_millis(200)).is_none());
}

#[test]
fn a_new_file_that_is_stopped_is_not_there() {
    let office = Office::new();
    let mut session = large();
    let path = office.path("另存.ron");
    office.runner.run(Effect::Begin { path, kept: session.snapshot(), ticket: 1 });
    let progress = office.progress(1);
    assert_eq!(progress.unit, Unit::Written);
    office.stop(1);
    // Another job of the same thread: the one before is over then.
    office.runner.run(Effect::Begin {
        path: office.path("别的.ron"),
        kept: empty(1).snapshot(),
        ticket: 2,
    });
    assert!(matches!(office.next(), Event::Begun(_)));
    let names = RealDisk.list(office.folder.path()).unwrap();
    let is_of = |path: &PathBuf| path.to_string_lossy().contains("另存");
    assert!(!names.iter().any(is_of), "{names:?}");
}

/// Everything is found by itself: this PC's backups, a copy beside it, and what is chosen.
#[test]
fn a_damaged_file_is_rescued_from_what_lies_about_and_stays_as_it_is() {
    let office = Office::new();
    let mut session = large();
    let path = office.put("甲.ron", &mut session);
    let whole = RealDisk.read(&path).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let end = lines.len() - 2;
    lines.drain(end - 1000..end);
    let damaged = lines.join("\n") + "\n";
    let write = |path: &Path, bytes: &[u8]| {
        shousui::shell::atomic_write::write_whole(&RealDisk, path, bytes).unwrap();
    };
    write(&path, damaged.as_bytes());
    let rescue = |ticket, without: &[&str]| Effect::Rescue {
        ticket,
        path: path.clone(),
        more: Vec::new(),
        without: without.iter().map(|name| (*name).to_owned()).collect(),
        at: crate::fixture::morning(),
    };
    office.runner.run(rescue(1, &[]));
    let Event::Rescued { repair, .. } = office.next() else { panic!() };
    assert!(!repair.is_all() && repair.offers.is_empty(), "{:?}", repair.offers);

    write(&office.path("甲 - 副本.ron"), &whole);
    office.runner.run(rescue(2, &[]));
    let progress = office.progress(2);
    assert!(progress.done <= progress.of);
    office.stop(2);
    office.runner.run(rescue(3, &[]));
    let Event::Rescued { ticket: 3, repair } = office.next() else { panic!() };
    assert!(repair.is_all(), "{:?}", repair.lost);
    let name = repair.offers[0].name.clone();
    assert_eq!(repair.kept.unwrap().doc, *session.document());
    assert!(name.contains("甲 - 副本"), "{name}");
    office.runner.run(rescue(4, &[&name]));
    let Event::Rescued { ticket: 4, repair } = office.next() else { panic!() };
    assert!(!repair.is_all());
    assert_eq!(RealDisk.read(&path).unwrap(), damaged.as_bytes(), "the damaged file is as it was");
}

/// How often a reading asks, and the longest time between two questions.
fn asked(text: &[u8]) -> (usize, Duration) {
    let (count, last, longest) =
        (Cell::new(0), Cell::new(Instant::now()), Cell::new(Duration::ZERO));
    let watch = |progress: Progress| {
        assert!(progress.done <= progress.of, "{progress:?}");
        count.set(count.get() + 1);
        longest.set(longest.get().max(last.replace(Instant::now()).elapsed()));
        true
    };
    file::read_watched(text, &watch).unwrap();
    (count.get(), longest.get().max(last.get().elapsed()))
}

/// Wherever it is stopped, nothing comes of it: no half of a file passes for a whole one.
#[test]
fn a_reading_can_be_stopped_anywhere_and_gives_nothing_then() {
    let text = file::write(&small_mine(1).0.snapshot());
    let edited = text.replacen("3号公寓", "三号公寓", 1);
    assert!(edited != text);
    for text in [&text, &edited] {
        let (count, _) = asked(text.as_bytes());
        for stop in 0..count {
            let left = Cell::new(stop);
            let watch = |_| left.replace(left.get().saturating_sub(1)) != 0;
            let read = file::read_watched(text.as_bytes(), &watch);
            assert!(matches!(read, Err(Unread::Stopped(Stopped))), "{stop} of {count}");
        }
    }
}

#[test]
fn whoever_reads_or_merges_the_sample_asks_often_enough_to_be_stopped() {
    let mut sample = build(Plan::default()).unwrap();
    let text = file::write(&sample.snapshot());
    // A word changed outside the program makes it play the whole history again.
    let edited = text.replacen("employees: 1860", "employees: 1861", 1);
    assert!(edited != text);
    for text in [&text, &edited] {
        let (count, longest) = asked(text.as_bytes());
        let best = |read: &dyn Fn()| {
            let timed = |_| {
                let began = Instant::now();
                read();
                began.elapsed()
            };
            (0..5).map(timed).min().unwrap()
        };
        let plain = best(&|| drop(file::read(text.as_bytes()).unwrap()));
        let watched = best(&|| drop(file::read_watched(text.as_bytes(), &|_| true).unwrap()));
        println!("asked {count} times, {longest:?} apart at most; {plain:?}, watched {watched:?}");
        assert!(500 < count && longest < Duration::from_secs(1), "{count} {longest:?}");
    }
    let mut there = Session::open(sample.snapshot(), replica(9));
    add(&mut there, "充电棚");
    let news = sample.journal().lacking(&there.snapshot().journal);
    let before = sample.snapshot();
    for stop in [0, 10, 4000, 6000] {
        let left = Cell::new(stop);
        let watch = |_| left.replace(left.get() - 1) != 0;
        assert_eq!(sample.adopt_watched(news.clone(), &watch).unwrap_err(), Stopped);
        assert_eq!(sample.snapshot().heads, before.heads, "nothing is half taken in");
        assert_eq!(*sample.document(), before.doc);
    }
    assert_eq!(sample.adopt(news).unwrap().taken, 1);
}
