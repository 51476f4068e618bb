//! `repair`: where it looks, what it counts, and what it says where nothing of the file can be read.

use std::path::{Path, PathBuf};

use shousui::command::Ending;
use shousui::file;
use shousui::model::Document;
use shousui::model::id::{Replica, WorkbookId};
use shousui::session::{Digest, Session};
use shousui::shell::backups::folder_beside;
use shousui::shell::disk::Disk as _;
use shousui::shell::home::Home;
use shousui::shell::memory::Memory;

use super::{bytes, run};
use crate::sim::SimDisk;

const BAD: &str = "/册/坏.ron";

/// A disk with a workbook of which that is left, and nothing else.
fn disk(left: &str) -> SimDisk {
    let folders = ["/", "/册", "/册/坏.备份", "/pc", "/pc/state", "/pc/state/journals"];
    let disk = SimDisk::with_folders(&folders);
    disk.put(Path::new(BAD), left.as_bytes());
    disk
}

/// The sample's file without its sheets: it opens to be read.
fn cut() -> String {
    let whole = super::text();
    let (from, to) =
        (whole.find("    sheets: {").unwrap(), whole.find("    transfers: {").unwrap());
    whole[..from].to_owned() + &whole[to..]
}

fn backup() -> PathBuf {
    folder_beside(Path::new(BAD)).join("坏-2027-02-05-0948.ron")
}

/// A file is one source, however often and in whatever way it is named.
#[test]
fn a_backup_that_is_named_as_well_counts_once() {
    let disk = disk("不是工作簿");
    disk.put(&backup(), super::text().as_bytes());
    let named = backup().display().to_string();
    let dotted = named.replace("/册/", "/册/./");
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron", "--from", &named, &dotted]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert_eq!(ran.err.matches("坏-2027-02-05-0948").count(), 1, "{}", ran.err);
}

/// What the window does the command does: it looks beside the file too, named or not.
#[test]
fn a_copy_beside_the_file_is_looked_into_unasked() {
    for left in [cut(), "不是工作簿".to_owned()] {
        let disk = disk(&left);
        disk.put(Path::new("/册/坏 - 副本.ron"), super::text().as_bytes());
        let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
        let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
        let whole = file::read(super::text().as_bytes()).unwrap();
        assert_eq!(mended.kept.doc, whole.kept.doc, "{ran:?}");
        assert_eq!(bytes(&disk, Path::new(BAD)), left.as_bytes());
    }
}

/// What was named is no source, and that is said wherever it lies.
#[test]
fn another_workbook_that_is_named_is_refused_beside_the_file_too() {
    let other = Session::new(WorkbookId(Replica::from_bits(5)), Replica::from_bits(6)).snapshot();
    for path in ["/册/别矿.ron", "/pc/别矿.ron"] {
        let disk = disk(&cut());
        disk.put(Path::new(path), file::write(&other).as_bytes());
        let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron", "--from", path]);
        assert!(ran.refused().contains("不是同一份工作簿"), "{path}: {ran:?}");
    }
}

/// Only what is nowhere is missing, and a history with a hole is not whole.
#[test]
fn a_hole_in_the_history_is_named_by_its_own_number() {
    let steps: Vec<&str> = super::text().lines().filter(|line| line.starts_with("(id:")).collect();
    let step = steps[steps.len() - 30];
    let id = step.split('"').nth(1).unwrap();
    let (_, number) = id.rsplit_once('-').unwrap();
    let disk = disk(&super::text().replacen(&format!("{step}\n"), "", 1));
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert!(ran.err.contains(&format!("的第{number}次改动没有找到")), "{}", ran.err);
    let ran = run(&disk, &["verify", "/册/好.ron"]);
    assert!(ran.is(Ending::Findings) && ran.err.starts_with("历史不完整 共"), "{ran:?}");
    assert!(ran.err.contains("还有29次改动接不上"), "{}", ran.err);
    assert!(!ran.err.contains("自动"), "{}", ran.err);
    // What is still to come is a finding of every job.
    for args in [
        &["export", "/册/好.ron", "--out", "/表"][..],
        &["print", "/册/好.ron", "phones", "--out", "/单"],
    ] {
        let ran = run(&disk, args);
        assert!(ran.is(Ending::Findings), "{ran:?}");
    }
}

/// Backups bear the name the workbook had when they were made; which it is, they say themselves.
#[test]
fn backups_are_found_under_a_name_the_workbook_had_before() {
    let workbook = file::read(super::text().as_bytes()).unwrap().kept.workbook;
    let here = PathBuf::from(format!("/pc/state/backups/{workbook}"));
    for folder in [here, PathBuf::from("/册/旧名.备份")] {
        // A step of its history is gone too: only what brings something is told.
        let cut = cut();
        let step = cut.lines().filter(|line| line.starts_with("(id:")).nth(1999).unwrap();
        let disk = disk(&cut.replacen(&format!("{step}\n"), "", 1));
        for folder in [Path::new("/pc/state/backups"), &folder] {
            let _made = disk.make_folder(folder);
        }
        // Another file lies there too.
        disk.put(&folder.join("别的-2027-02-05-0900.ron"), b"?");
        disk.put(&folder.join("旧名-2027-02-05-0948.ron"), super::text().as_bytes());
        let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
        assert!(ran.err.contains("旧名-2027-02-05-0948"), "{}", ran.err);
        let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
        let whole = file::read(super::text().as_bytes()).unwrap();
        assert_eq!(mended.kept.doc, whole.kept.doc);
    }
}

/// Nothing of the file is left, but this PC knows what lay there.
#[test]
fn what_lay_at_a_path_is_asked_of_this_pc() {
    let disk = disk("");
    disk.put(Path::new(BAD), &[0; 4096]);
    let workbook = file::read(super::text().as_bytes()).unwrap().kept.workbook;
    let home = Home::at("/pc/state");
    for folder in [PathBuf::from("/pc/state/backups"), home.backups(workbook)] {
        disk.make_folder(&folder).unwrap();
    }
    let kept = home.backups(workbook).join("坏-2027-02-05-0948.ron");
    disk.put(&kept, super::text().as_bytes());
    let failed = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(failed.is(Ending::Failed), "{failed:?}");
    let mut memory = Memory::default();
    memory.learn(Path::new(BAD), Digest::of(super::text().as_bytes()), None);
    memory.store(&disk, &home, workbook).unwrap();
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
    assert_eq!(mended.kept.workbook, workbook);
    assert_eq!(
        mended.kept.journal.len(),
        file::examine(super::text().as_bytes()).unwrap().kept.journal.len()
    );
}

/// What somebody wrote into a file commands no terminal.
#[test]
fn no_sign_in_a_file_commands_the_terminal() {
    let from = super::text().find("    sites: {").unwrap();
    let (front, sites) = super::text().split_at(from);
    let disk = disk(&(front.to_owned() + &sites.replacen("name: \"", "name: \"\\u{1b}[31m", 1)));
    let ran = run(&disk, &["verify", BAD]);
    assert!(ran.is(Ending::Findings) && ran.err.contains("[31m"), "{ran:?}");
    assert!(!ran.err.contains('\u{1b}') && !ran.out.contains('\u{1b}'), "{ran:?}");
}

/// One letter of a table differs and the history has a hole: the records that can be read are kept,
/// and named as not proved.
#[test]
fn records_of_a_table_with_a_spoilt_letter_are_kept() {
    let text = super::text();
    let step = text.lines().filter(|line| line.starts_with("(id:")).nth(1999).unwrap();
    let spoilt = text.replacen(&format!("{step}\n"), "", 1).replacen(
        "words: \"1号公寓1层西侧楼梯间停电动自行车1辆",
        "words: \"1号公寓1层西侧楼梯间停电动自行车7辆",
        1,
    );
    let disk = disk(&spoilt);
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert!(ran.err.contains("未核对，请逐条核对：") && ran.err.contains("隐患"), "{}", ran.err);
    assert!(!ran.err.contains("隐患应有"), "{}", ran.err);
    let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
    let whole = file::read(text.as_bytes()).unwrap().kept.doc;
    assert_eq!(mended.kept.doc.hazards.len(), whole.hazards.len());
    // What the history tells is believed before the table.
    let first = |doc: &Document| doc.hazards.iter().map(|(_, one)| one.words.clone()).next();
    assert_eq!(first(&mended.kept.doc), first(&whole));
}

/// A file whose header is spoilt does not know which workbook it is: a copy that shares its history
/// does. Without one the repair says that it is not known.
#[test]
fn a_workbook_whose_name_is_spoilt_is_named_by_a_copy_with_the_same_history() {
    let text = super::text();
    let workbook = file::read(text.as_bytes()).unwrap().kept.workbook;
    let name = format!("workbook: \"{workbook}\"");
    assert_eq!(text.matches(&name).count(), 1);
    let other = WorkbookId(Replica::from_bits(5));
    let renamed = text.replacen(&name, &format!("workbook: \"{other}\""), 1);
    let (from, to) = (text.find("    header: ").unwrap(), text.find("    mine: ").unwrap());
    let headless = text[..from].to_owned() + &text[to..];
    let none: &[&str] = &[];
    for left in [renamed, headless] {
        let alone = disk(&left);
        let ran = run(&alone, &["repair", BAD, "--out", "/册/好.ron"]);
        assert!(ran.is(Ending::Findings), "{ran:?}");
        assert!(ran.err.contains("不知道原来是哪一份工作簿"), "{}", ran.err);
        for (copy, more) in [
            (backup(), none),
            (PathBuf::from("/册/别名.ron"), none),
            (PathBuf::from("/pc/别处.ron"), &["--from", "/pc/别处.ron"]),
        ] {
            let disk = disk(&left);
            disk.put(&copy, text.as_bytes());
            let args = [&["repair", BAD, "--out", "/册/好.ron"][..], more].concat();
            let ran = run(&disk, &args);
            assert!(!ran.err.contains("不知道原来是哪一份工作簿"), "{ran:?}");
            let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
            assert_eq!(mended.kept.workbook, workbook, "{}", copy.display());
        }
    }
}

/// A folder whose name ends like a workbook's is none, and no reason to repair once more.
#[test]
fn a_folder_named_like_a_workbook_is_passed_by() {
    let disk = disk(super::text());
    disk.make_folder(Path::new("/册/坏 - 副本.ron")).unwrap();
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(ran.is(Ending::Done) && !ran.err.contains("没有读出"), "{ran:?}");
}

/// Nobody is told that all was found where nobody can know.
#[test]
fn of_a_file_nobody_can_read_it_is_said_how_far_the_rest_goes() {
    let disk = disk("不是工作簿");
    assert!(run(&disk, &["repair", BAD, "--out", "/册/好.ron"]).is(Ending::Failed));
    disk.put(&backup(), super::text().as_bytes());
    let ran = run(&disk, &["repair", BAD, "--out", "/册/好.ron"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    for words in ["文件本身没有读出", "文件本身：0次改动", "不能核对：找回的到"]
    {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(!ran.err.contains("全部内容都找回了"));
    let mended = file::read(&bytes(&disk, Path::new("/册/好.ron"))).unwrap();
    assert!(mended.verdict.is_whole(), "{:?}", mended.verdict);
}
