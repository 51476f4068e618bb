//! A live journal with anything in it: what is whole is read, nothing is made up, and it goes on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use shousui::action::Action;
use shousui::model::id::{Replica, WorkbookId};
use shousui::model::mine::{MineField, Only};
use shousui::session::{Digest, Entry, Note, Session, Unwatched};
use shousui::shell::disk::Disk;
use shousui::shell::journal::{self, Folders, LiveJournal, Recalled};

use crate::base::{CONTESTED, SMALL, Sound, entries, now};
use crate::helpers::fixture;
use crate::helpers::sim::SimDisk;
use crate::memory::in_proportion;
use crate::script::{Script, edited};

const HOME: &str = "/home/state";
const WORKBOOK: &str = "/share/工作簿.ron";

/// A journal as this program left it.
struct Written {
    path: PathBuf,
    bytes: Vec<u8>,
    /// All steps that ever stood in it.
    lines: BTreeSet<String>,
    /// The sealed steps, oldest first.
    sealed: Vec<Entry>,
    base: &'static Sound,
    workbook: WorkbookId,
}

/// Which PC wrote it.
fn replica() -> Replica {
    Replica::from_bits(6)
}

fn folders() -> Folders {
    Folders::of(PathBuf::from(HOME), Path::new(WORKBOOK))
}

fn disk() -> SimDisk {
    SimDisk::with_folders(&["/home", HOME, "/share"])
}

/// A sitting with typing and acts, the last of them still open.
fn written(base: &'static Sound) -> Written {
    let (disk, workbook) = (disk(), base.kept.workbook);
    let mut session = Session::open(base.kept.clone(), replica());
    let mut live = LiveJournal::begin(disk.shared(), folders(), workbook, replica());
    let mut lines = BTreeSet::new();
    for count in 0..6 {
        for word in ["望", "望禾", "望禾煤矿"] {
            let name = MineField::Place(format!("{word}{count}"));
            session.perform(&Action::Set((Only, name).into()), now()).ok();
            let notes = session.take_notes();
            live.append(&notes).unwrap();
            lines.extend(notes.into_iter().map(|note| match note {
                Note::Pending(line) | Note::Sealed(line) => line,
            }));
        }
        if count < 5 {
            session.seal();
        }
        let notes = session.take_notes();
        live.append(&notes).unwrap();
        lines.extend(notes.into_iter().map(|note| match note {
            Note::Pending(line) | Note::Sealed(line) => line,
        }));
        live.sync().unwrap();
    }
    let path = disk.list(Path::new(HOME)).unwrap().into_iter().next().unwrap();
    let bytes = disk.read(&path).unwrap();
    let sealed = entries(session.journal());
    let sealed = sealed.into_iter().filter(|entry| entry.id.replica == replica()).collect();
    Written { path, bytes, lines, sealed, base, workbook }
}

static PLAIN: LazyLock<Written> = LazyLock::new(|| written(&SMALL));
static OTHER: LazyLock<Written> = LazyLock::new(|| written(&CONTESTED));

/// Gives every line the digest of what stands in it.
fn digested(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let parts = str::from_utf8(line).ok().and_then(|line| {
            let (sign, rest) = line.trim_end().split_once(' ')?;
            Some((sign, rest.split_once(' ')?.1))
        });
        match parts {
            Some((sign, text)) => {
                let digest = Digest::of(format!("{sign} {text}").as_bytes()).to_string();
                all.extend(format!("{sign} {} {text}\n", &digest[..8]).bytes());
            }
            None => all.extend(line),
        }
    }
    all
}

/// Tries one input.
pub fn journal(data: &[u8]) {
    let mut script = Script::new(data);
    let kind = script.byte();
    if kind == u8::MAX {
        // The file itself, and a line that it may be.
        if let Ok(text) = str::from_utf8(script.rest()) {
            read_and_written(text);
        }
        return tried(&PLAIN, &[script.rest().to_vec()], 0, None);
    }
    let base: &Written = if kind / 2 % 8 != 7 { &PLAIN } else { &OTHER };
    let is_honest = kind % 2 == 0;
    // How much of it the workbook holds already.
    let head = usize::from(script.byte()) % (base.sealed.len() + 1);
    let mut files = Vec::new();
    for _file in 0..=kind / 4 % 3 {
        let bytes = edited(&base.bytes, &mut script);
        files.push(if is_honest { bytes } else { digested(&bytes) });
    }
    let is_sound = files.iter().all(|bytes| *bytes == base.bytes);
    tried(base, &files, head, is_honest.then_some(is_sound));
}

/// An entry that can be read is written the same way again and again.
fn read_and_written(line: &str) {
    if let Ok(entry) = Entry::read(line) {
        let again = entry.line();
        assert_eq!(Entry::read(&again).as_ref(), Ok(&entry));
        assert_eq!(Entry::named(&again), Some(entry.id));
    }
}

/// `is_sound`: whether nothing is damaged, where nobody saw to the digests.
fn tried(base: &Written, files: &[Vec<u8>], head: usize, is_sound: Option<bool>) {
    let (disk, length) = (disk(), files.iter().map(Vec::len).sum::<usize>());
    for (number, bytes) in files.iter().enumerate() {
        let name = format!("{}-{}.{:03}.journal", base.workbook, replica(), number + 1);
        let path = Path::new(HOME).join(name);
        assert!(0 < number || path == base.path);
        disk.put(&path, bytes);
    }
    let mut session = Session::open(base.base.kept.clone(), Replica::from_bits(9));
    session.adopt(base.sealed[..head].to_vec()).unwrap();
    let recalled = in_proportion(length, || recalled(&disk, &session));
    let (steps, _) = in_proportion(length, || {
        let place = (Path::new(WORKBOOK), base.workbook);
        let Ok(steps) = journal::all_steps(&disk, Path::new(HOME), place, &Unwatched);
        steps
    });
    if is_sound.is_some() {
        let all = [&recalled.entries, &recalled.stray, &recalled.forked, &steps];
        for entry in all.into_iter().flatten() {
            assert!(base.lines.contains(&entry.line()), "a step that nobody wrote");
        }
        assert!(recalled.forked.is_empty(), "another story, though there is only one");
    }
    if is_sound == Some(true) {
        let lost = base.sealed.len() - head;
        assert!(recalled.is_whole && recalled.bad == 0);
        assert_eq!(recalled.entries.len(), lost + 1);
    }
    for entry in recalled.entries.iter().chain(&recalled.stray).chain(&recalled.forked) {
        read_and_written(&entry.line());
    }
    // What is said to follow does.
    let before = session.clone();
    let adopted = session.adopt(recalled.entries.clone());
    let adopted = adopted.unwrap();
    assert_eq!(adopted.taken, recalled.entries.len());
    if is_sound.is_some() {
        assert_eq!(adopted.waiting, before.waiting());
    }
    let moved = shousui::session::moved(&recalled.forked);
    session.clone().adopt(moved).ok();
    if recalled.is_whole && recalled.forked.is_empty() {
        goes_on(&disk, before, session, &recalled);
    }
}

fn recalled(disk: &SimDisk, session: &Session) -> Recalled {
    let found = journal::find(disk, &folders(), session.workbook()).unwrap();
    let files = found.get(&replica()).cloned().unwrap_or_default();
    let told = session.journal().digests_of(replica());
    journal::recall(disk, files, session.heads().get(&replica()), told)
}

/// Whoever goes on with it loses nothing either.
fn goes_on(disk: &SimDisk, before: Session, mut session: Session, recalled: &Recalled) {
    let shared: Arc<dyn Disk> = disk.shared();
    let mut live = LiveJournal::resume(shared, folders(), session.workbook(), replica(), recalled);
    session = Session::open(session.snapshot(), replica());
    let name = MineField::Place("后来".to_owned());
    if session.perform(&Action::Set((Only, name).into()), fixture::morning()).is_err() {
        return;
    }
    session.seal();
    live.append(&session.take_notes()).unwrap();
    live.sync().unwrap();
    let again = self::recalled(disk, &before);
    assert_eq!(again.entries.len(), recalled.entries.len() + 1, "{again:?}");
}
