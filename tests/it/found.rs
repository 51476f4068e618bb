//! Files as they are found, on the PC's own disk: permissions, groups, links, names of any bytes
//! and any length.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use shousui::command::{self, Context, Ending, Next};
use shousui::file;
use shousui::session::Session;
use shousui::shell::atomic_write::write_whole;
use shousui::shell::backups;
use shousui::shell::disk::{Disk as _, RealDisk, Rights};
use shousui::shell::home::Home;
use shousui::shell::journal::LiveJournal;
use shousui::shell::memory;
use shousui::shell::store::Store;
use shousui::workspace::{Event, OpenedFile, Trouble};

use crate::fixture::{empty, morning, replica};
use crate::kept::{add, complete, neighbour};
use crate::power::who;

/// A group of this user's beside its first one, if it has any.
fn other_group() -> Option<u32> {
    let told = |what: &str| {
        let out = Command::new("id").arg(what).output().unwrap().stdout;
        String::from_utf8(out).unwrap().trim().to_owned()
    };
    let own = told("-g");
    let other = told("-G").split(' ').find(|group| *group != own).map(str::to_owned);
    // The administrator may give a file to any group.
    let any = (told("-u") == "0").then(|| "7".to_owned());
    other.or(any).map(|group| group.parse().unwrap())
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Gives a file to another group, if there is one, and sets its mode; says which group it has now.
fn share(path: &Path, mode: u32) -> u32 {
    if let Some(group) = other_group() {
        chown(path, None, Some(group)).unwrap();
    }
    set(path, mode);
    fs::metadata(path).unwrap().gid()
}

fn rights(path: &Path) -> (u32, u32) {
    let there = fs::metadata(path).unwrap();
    (there.mode() & 0o7777, there.gid())
}

/// A folder with a workbook of any name in it, opened.
struct Sitting {
    folder: tempfile::TempDir,
    path: PathBuf,
    store: Store,
    journal: LiveJournal,
    session: Session,
}

fn store(folder: &Path) -> Store {
    Store::new(Arc::new(RealDisk), Home::at(folder.join("state")), who())
}

fn open(store: &mut Store, path: &Path) -> (OpenedFile, LiveJournal) {
    let opening = store.open(path, morning());
    assert_eq!(opening.cautions, vec![]);
    let Event::Opened(opened) = opening.event else { panic!("{:?}", opening.event) };
    (*opened, opening.journal.unwrap())
}

impl Sitting {
    fn new(name: &OsStr) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let mut store = store(folder.path());
        let begun = store.begin(&path, &empty(1).snapshot());
        assert!(matches!(begun, Event::Begun(_)), "{begun:?}");
        let (opened, journal) = open(&mut store, &path);
        let session = Session::open(opened.kept, opened.replica);
        Self { folder, path, store, journal, session }
    }

    fn note(&mut self, name: &str) {
        add(&mut self.session, name);
        self.journal.append(&self.session.take_notes()).unwrap();
        self.journal.sync().unwrap();
    }

    fn save(&mut self) -> Vec<Trouble> {
        let printed = self.session.printed();
        let kept = self.session.snapshot();
        let saving = self.store.save(&self.path, &kept, &printed, true, morning());
        assert!(matches!(saving.event, Event::Saved { .. }), "{:?}", saving.event);
        let mut told = saving.cautions;
        told.extend(self.store.follow_up(morning()));
        told
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap());
        name.push(ending);
        self.path.with_file_name(name)
    }
}

#[test]
fn a_file_that_is_replaced_keeps_who_may_use_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("望禾.ron");
    for mode in [0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o444, 0o440, 0o604] {
        write_whole(&RealDisk, &path, b"one").unwrap();
        let group = share(&path, mode);
        write_whole(&RealDisk, &path, b"two").unwrap();
        assert_eq!(rights(&path), (mode, group), "{mode:o}");
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
}

#[test]
fn everything_beside_a_workbook_is_as_open_as_it_is() {
    for (mode, helper) in [(0o600, 0o600), (0o660, 0o660), (0o664, 0o664), (0o640, 0o640)] {
        let mut sitting = Sitting::new(OsStr::new("望禾.ron"));
        let folder = sitting.folder.path().to_owned();
        sitting.store.release();
        let group = share(&sitting.path, mode);
        let folder_group = share(&folder, 0o2770);
        let (opened, journal) = open(&mut sitting.store, &sitting.path);
        sitting.session = Session::open(opened.kept, opened.replica);
        sitting.journal = journal;
        sitting.note("职工食堂");
        assert_eq!(sitting.save(), vec![]);

        assert_eq!(rights(&sitting.path), (mode, group));
        assert_eq!(rights(&sitting.beside(".lock")), (helper, group));
        assert_eq!(rights(&sitting.beside(".who")), (helper, group));
        let ladder = backups::folder_beside(&sitting.path);
        assert_eq!(rights(&ladder), (0o2770, folder_group), "usable by the group");
        let copies = backups::list(&RealDisk, &ladder, &sitting.path).unwrap();
        assert_eq!(rights(&copies[0].path), (mode, group));
        // In the state folder everything with records in it is this user's alone.
        let home = Home::at(folder.join("state"));
        let second = home.backups(sitting.session.workbook());
        let copies = backups::list(&RealDisk, &second, &sitting.path).unwrap();
        assert_eq!(rights(&copies[0].path).0, 0o600);
        for file in fs::read_dir(home.journals()).unwrap() {
            let path = file.unwrap().path();
            let is_journal = path.extension().is_some_and(|end| end == "journal");
            assert!(!is_journal || rights(&path).0 == 0o600, "{path:?}");
        }
    }
}

#[test]
fn a_journal_beside_the_workbook_is_as_open_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    // A file where the state folder should be: nothing can be kept there.
    write_whole(&RealDisk, &folder.path().join("state"), b"").unwrap();
    let path = folder.path().join("望禾.ron");
    write_whole(&RealDisk, &path, file::write(&empty(1).snapshot()).as_bytes()).unwrap();
    let group = share(&path, 0o660);
    let opening = store(folder.path()).open(&path, morning());
    let Event::Opened(_) = opening.event else { panic!("{:?}", opening.event) };
    opening.journal.unwrap().sync().unwrap();
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
    let beside = RealDisk.list(folder.path()).unwrap().into_iter().find(is_journal).unwrap();
    assert_eq!(rights(&beside), (0o660, group));
}

#[test]
fn a_group_that_cannot_be_kept_opens_a_file_to_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("望禾.ron");
    write_whole(&RealDisk, &path, b"one").unwrap();
    let own = fs::metadata(&path).unwrap().gid();
    // Only this user's own groups can be given; the administrator can give any.
    let is_administrator = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    for (mode, narrow) in [(0o664, 0o644), (0o660, 0o600), (0o640, 0o600), (0o604, 0o600)] {
        let wanted = Rights { mode, group: 54_321 };
        let granted = RealDisk.grant(&path, wanted);
        if is_administrator {
            granted.unwrap();
            assert_eq!(rights(&path), (mode, 54_321));
        } else {
            granted.unwrap_err();
            assert_eq!(rights(&path), (narrow, own));
        }
    }
    // Where the group may do what everybody may, nothing is missing.
    RealDisk.grant(&path, Rights { mode: 0o644, group: 54_321 }).unwrap();
    assert_eq!(rights(&path).0, 0o644);
}

/// Does a job without a window on the PC's own disk; says what it told, if it went well.
fn job(args: &[&OsStr]) -> Result<String, String> {
    let args = std::iter::once(OsStr::new("shousui")).chain(args.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let next = {
        let mut context = Context {
            disk: &RealDisk,
            home: Home::at("/nowhere"),
            now: morning(),
            out: &mut out,
            err: &mut err,
        };
        command::run(args.map(OsStr::to_owned), &mut context)
    };
    let err = String::from_utf8(err).unwrap();
    if next == Next::Over(Ending::Done) { Ok(err) } else { Err(err) }
}

#[test]
fn the_sample_is_written_where_a_link_leads_and_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("演示.ron"), folder.path().join("桌面.ron"));
    let demo = |force: bool| {
        let args = [OsStr::new("demo"), link.as_os_str(), OsStr::new("--force")];
        job(if force { &args } else { &args[..2] })
    };
    // A link to what is not there yet.
    symlink("演示.ron", &link).unwrap();
    demo(false).unwrap();
    assert!(path.is_file(), "it was made where the link leads");
    for mode in [0o600, 0o664, 0o444] {
        let group = share(&path, mode);
        demo(true).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "the link was replaced");
        assert_eq!(rights(&path), (mode, group));
    }
}

#[test]
fn links_in_a_circle_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("甲.ron"), folder.path().join("乙.ron"));
    symlink(&one, &other).unwrap();
    symlink(&other, &one).unwrap();
    let mut store = store(folder.path());
    let Event::NotOpened(trouble) = store.open(&one, morning()).event else { panic!() };
    complete(&trouble);
    let Event::NotBegun(trouble) = store.begin(&one, &empty(1).snapshot()) else { panic!() };
    complete(&trouble);
    assert!(fs::symlink_metadata(&one).unwrap().is_symlink());
}

/// A workbook's name of so many bytes, ending in a sign of its own.
fn long_name(bytes: usize, last: char) -> OsString {
    let room = bytes - ".ron".len() - last.len_utf8();
    let name = format!("{}{}{last}.ron", "a".repeat(room % 3), "望".repeat(room / 3));
    assert_eq!(name.len(), bytes);
    name.into()
}

#[test]
fn a_name_of_any_length_the_system_takes_is_saved_backed_up_and_found_again() {
    for bytes in [200, 230, 240, 248, 255] {
        let mut sitting = Sitting::new(&long_name(bytes, '甲'));
        sitting.note("职工食堂");
        assert_eq!(sitting.save(), vec![], "{bytes} bytes");
        let ladder = backups::folder_beside(&sitting.path);
        let copies = backups::list(&RealDisk, &ladder, &sitting.path).unwrap();
        assert_eq!(copies.len(), 1, "{bytes} bytes");
        file::verify(&fs::read(&copies[0].path).unwrap()).unwrap();
        // Whoever comes second is told who was first.
        let state = Home::at(sitting.folder.path().join("state2"));
        let mut second = Store::new(Arc::new(RealDisk), state, neighbour());
        let Event::Opened(opened) = second.open(&sitting.path, morning()).event else { panic!() };
        assert!(opened.locked.unwrap().contains("柴有田"));
    }
}

#[test]
fn two_long_names_share_nothing() {
    let mut one = Sitting::new(&long_name(255, '甲'));
    let other = one.folder.path().join(long_name(255, '乙'));
    assert_ne!(backups::folder_beside(&one.path), backups::folder_beside(&other));
    write_whole(&RealDisk, &other, &fs::read(&one.path).unwrap()).unwrap();
    let state = Home::at(one.folder.path().join("state2"));
    let mut second = Store::new(Arc::new(RealDisk), state, neighbour());
    let Event::Opened(opened) = second.open(&other, morning()).event else { panic!() };
    assert_eq!(opened.locked, None);
    one.note("职工食堂");
    assert_eq!(one.save(), vec![]);
    let ladder = backups::folder_beside(&one.path);
    assert!(backups::list(&RealDisk, &ladder, &other).unwrap().is_empty());
}

#[test]
fn a_name_too_long_is_called_so_and_a_shorter_one_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(long_name(256, '甲'));
    let mut store = store(folder.path());
    let Event::NotBegun(trouble) = store.begin(&path, &empty(1).snapshot()) else { panic!() };
    complete(&trouble);
    assert!(trouble.what.contains("文件名太长"), "{trouble:?}");
    let proposed = trouble.advice.split(['“', '”']).nth(1).unwrap();
    assert!(proposed.strip_suffix(".ron").is_some_and(|stem| stem.len() < 200), "{proposed}");
    let short = folder.path().join(proposed);
    assert!(matches!(store.begin(&short, &empty(1).snapshot()), Event::Begun(_)));

    let Event::NotOpened(trouble) = store.open(&path, morning()).event else { panic!() };
    complete(&trouble);
    assert!(trouble.what.contains("文件名太长") && !trouble.advice.contains("另存为"));
    let words = job(&[OsStr::new("demo"), path.as_os_str()]).unwrap_err();
    assert!(words.contains("没有写成：文件名太长") && words.contains(proposed), "{words}");
    assert!(!words.contains("换一个文件夹"), "{words}");
}

/// 望禾 and 望和 in GBK: no text, and shown alike.
const GBK: [&[u8]; 2] = [b"\xCD\xFB\xBA\xCC.ron", b"\xCD\xFB\xBA\xCD.ron"];

#[test]
fn a_name_that_is_no_text_is_remembered_byte_for_byte() {
    let mut sitting = Sitting::new(OsStr::from_bytes(GBK[0]));
    sitting.note("3号公寓");
    assert_eq!(sitting.save(), vec![]);
    sitting.note("职工食堂");
    // Killed, and started again without a name.
    let Sitting { folder, path, store: mut killed, journal, session } = sitting;
    let name = session.replica();
    drop(journal);
    killed.release();
    let home = Home::at(folder.path().join("state"));
    assert_eq!(memory::last_opened(&RealDisk, &home).as_deref(), Some(path.as_path()));
    let (opened, _journal) = open(&mut store(folder.path()), &path);
    assert_eq!(opened.replica, name, "the file is known");
    assert_eq!((opened.recovered.len(), opened.offered.len()), (1, 0));
    let beside = backups::folder_beside(&path);
    assert!(
        beside.as_os_str().as_bytes().starts_with(path.with_extension("").as_os_str().as_bytes())
    );
    assert!(beside.is_dir());
}

#[test]
fn two_names_that_are_no_text_share_nothing() {
    let mut one = Sitting::new(OsStr::from_bytes(GBK[0]));
    let other = one.folder.path().join(OsStr::from_bytes(GBK[1]));
    assert_eq!(one.path.to_string_lossy(), other.to_string_lossy(), "they look the same");
    one.note("职工食堂");
    fs::copy(&one.path, &other).unwrap();
    // The same person at the same PC: no lock of the first stands in the way, its name is not
    // taken, and its backups are not found.
    let (opened, journal) = open(&mut store(one.folder.path()), &other);
    assert_eq!(opened.locked, None);
    assert_ne!(opened.replica, one.session.replica());
    assert_eq!(opened.recovered, vec![], "what was typed into the first is not missing here");
    drop(journal);
    assert_eq!(one.save(), vec![]);
    assert_ne!(backups::folder_beside(&one.path), backups::folder_beside(&other));
    let kept = file::read(&fs::read(&other).unwrap()).unwrap().kept;
    assert!(Session::open(kept, replica(9)).document().sites.iter().next().is_none());
}

#[test]
fn a_memory_of_before_is_still_read() {
    let mut sitting = Sitting::new(OsStr::new("望禾.ron"));
    assert_eq!(sitting.save(), vec![]);
    let home = Home::at(sitting.folder.path().join("state"));
    let text = fs::read_to_string(home.memory(sitting.session.workbook())).unwrap();
    // An ordinary path stands in it as it always did.
    assert!(text.contains(&format!("path: \"{}\"", sitting.path.display())), "{text}");
    let last = fs::read_to_string(home.last()).unwrap();
    assert!(last.contains(&format!("path: \"{}\"", sitting.path.display())), "{last}");
}

/// A file larger than any workbook is not read into the memory, and what lies beside is passed by.
#[test]
fn a_file_larger_than_any_workbook_is_refused_unread() {
    let mut sitting = Sitting::new(OsStr::new("望禾.ron"));
    sitting.note("职工食堂");
    sitting.save();
    let Sitting { folder, path, store: mut before, .. } = sitting;
    before.release();
    let huge = folder.path().join("望禾 - 副本.ron");
    let made = fs::File::options().write(true).create_new(true).open(&huge);
    made.unwrap().set_len(2 << 30).unwrap();
    let disk = RealDisk;
    let refused = disk.read(&huge).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::FileTooLarge);
    let refused = disk.read_while(&huge, &mut |_, _| true).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::FileTooLarge);
    let mut store = store(folder.path());
    let Event::NotOpened(trouble) = store.open(&huge, morning()).event else { panic!() };
    complete(&trouble);
    assert!(trouble.what.contains("超过1024MB"), "{}", trouble.what);
    let (opened, _journal) = open(&mut store, &path);
    assert_eq!(opened.copies, Vec::<PathBuf>::new());
}
