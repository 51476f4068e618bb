//! Everything of a day, or of a kind, as one file for one print job.

use std::collections::BTreeMap;
use std::path::Path;

use super::BOOK;
use super::{bytes, disk, run};
use shousui::print::NO_FANG;

#[test]
fn a_bundle_is_one_file_and_twice_the_same() {
    let disk = disk();
    let day = ["--day", "2027-02-05", "--out", "/册/单"];
    let bundle = [&["print", BOOK, "all", "--bundle"][..], &day].concat();
    let paths = run(&disk, &bundle).paths();
    let [path] = paths.as_slice() else { panic!("{paths:?}") };
    assert_eq!(path.parent(), Some(Path::new("/册/单/00成套")));
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("2027春节_成套打印_") && name.ends_with("份.pdf"), "{name}");
    let first = bytes(&disk, path);
    assert_eq!(run(&disk, &bundle).paths(), paths, "the same print again is the same file");
    assert!(first == bytes(&disk, path));

    let logs = run(&disk, &["print", BOOK, "log", "--bundle", "--out", "/册/单"]).paths();
    assert_eq!(logs.len(), 1);
    assert!(logs[0].to_string_lossy().ends_with("_值班日志44份.pdf"), "{logs:?}");
}

#[test]
fn a_letter_in_song_is_said_once_and_forms_say_nothing_of_it() {
    let disk = disk();
    let told = |what: &[&str]| {
        let ran = run(&disk, &[&["print", BOOK][..], what, &["--out", "/册/单"]].concat());
        ran.err.matches(NO_FANG).count()
    };
    let expected = BTreeMap::from([("plan", 1), ("zones", 0), ("site", 0)]);
    for (what, times) in expected {
        assert_eq!(told(&[what]), times, "{what}");
    }
    assert_eq!(told(&["plan", "summary", "brief", "--day", "2027-02-05"]), 1);
    assert_eq!(told(&["summary", "--format", "docx"]), 0);
    assert_eq!(told(&["summary", "--format", "txt"]), 0);
}
