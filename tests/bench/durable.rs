//! One action made durable: how many syncs, how long until it is safe, how long the window waits.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use shousui::action::Action;
use shousui::model::id::SiteId;
use shousui::model::place::SiteField;
use shousui::session::Session;
use shousui::shell::Runner;
use shousui::shell::disk::{Disk, DiskFile, Facts, Openness, RealDisk, Rights};
use shousui::workspace::{Effect, Event};

use crate::Bench;
use crate::desk::parts;
use crate::table::{Row, Verdict};
use crate::times::{Times, ms};

const PATIENCE: Duration = Duration::from_secs(20);
/// A wait this short nobody can tell from none: a note is handed to another thread.
const NO_WAIT: Duration = Duration::from_millis(1);

/// The real disk, counting its syncs.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

struct CountingFile {
    file: Box<dyn DiskFile>,
    syncs: Arc<AtomicUsize>,
}

impl Counting {
    fn file(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(CountingFile { file, syncs: Arc::clone(&self.0) })
    }
}

impl Disk for Counting {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn create(&self, path: &Path, openness: Openness) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.create(path, openness).map(|file| self.file(file))
    }

    fn grant(&self, path: &Path, rights: Rights) -> io::Result<()> {
        RealDisk.grant(path, rights)
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.append(path).map(|file| self.file(file))
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
        self.0.fetch_add(1, Ordering::SeqCst);
        RealDisk.sync_folder(folder)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        RealDisk.facts(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(path)
    }
}

impl DiskFile for CountingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.syncs.fetch_add(1, Ordering::SeqCst);
        self.file.sync()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }
}

/// What one action came to.
struct Made {
    syncs: usize,
    safe: Duration,
    held_up: Duration,
}

pub(crate) fn measure(bench: &mut Bench) {
    let sample = bench.sample(1);
    let folder = bench.folder("durable");
    let disk = Counting::default();
    let parts = parts(&folder, Arc::new(disk.clone()));
    let hands = Runner::new(parts, Arc::new(|| {})).unwrap();
    hands.run(Effect::Open { path: sample.path.clone(), ticket: 0 });
    let opened = loop {
        if let Event::Opened(opened) = hands.wait(PATIENCE).unwrap() {
            break opened;
        }
    };
    let mut session = Session::open(opened.kept, opened.replica);
    let (site, _) = session.document().sites.iter().next().unwrap();
    let site = *site;
    let mut sent = 0;
    let mut act = |number: usize| -> Made {
        let action = remark(site, number);
        session.perform(&action, sample.now).unwrap();
        session.seal();
        let notes = session.take_notes();
        sent += u64::try_from(notes.len()).unwrap();
        let (before, began) = (disk.0.load(Ordering::SeqCst), Instant::now());
        hands.run(Effect::Note(notes));
        let held_up = began.elapsed();
        loop {
            match hands.wait(PATIENCE).unwrap() {
                Event::Noted { count } if sent <= count => break,
                Event::Noted { .. } => {}
                other => panic!("{other:?}"),
            }
        }
        Made { syncs: disk.0.load(Ordering::SeqCst) - before, safe: began.elapsed(), held_up }
    };
    let first = act(0);
    let rest: Vec<Made> = (1..=bench.often(20)).map(&mut act).collect();
    let syncs = rest.iter().map(|made| made.syncs).max().unwrap_or_default();
    let held_up = Times::new(rest.iter().map(|made| made.held_up).collect()).worst();
    let safe = Times::new(rest.iter().map(|made| made.safe).collect());
    let is_short = held_up <= bench.table.at_most(NO_WAIT);
    bench.table.add(
        Row::new(
            "one action made durable",
            "1 sync, window waits 0 ms",
            format!("{syncs} sync, window waits {}", ms(held_up)),
            Verdict::of(syncs == 1 && is_short),
        )
        .note(format!(
            "{} actions, the most syncs and the longest wait; safe after median {}, worst {}, of \
             which 120 ms gather what else is typed; the first action of a sitting begins a file: \
             {} syncs",
            rest.len(),
            ms(safe.median()),
            ms(safe.worst()),
            first.syncs,
        )),
    );
}

fn remark(site: SiteId, number: usize) -> Action {
    Action::Set((site, SiteField::Note(format!("第{number}次"))).into())
}
