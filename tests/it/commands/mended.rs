//! `repair`: where it looks, what it counts, and what it says where nothing of the file can be read.

use std::path::{Path, PathBuf};

use shousui::command::Ending;
use shousui::file;
use shousui::shell::backups::folder_beside;

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
