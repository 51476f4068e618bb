//! `rota`: the rota filled without a window.

use std::path::Path;

use shousui::command::Ending;
use shousui::file;
use shousui::model::rota::Origin;
use shousui::session::Session;

use super::{BOOK, disk, run};
use crate::filling::{by_chance, enough};
use crate::sim::SimDisk;

const MINE: &str = "/册/本矿.ron";
const OUT: &str = "/册/排好.ron";

fn with(mut session: Session) -> SimDisk {
    let disk = disk();
    disk.put(Path::new(MINE), file::write(&session.snapshot()).as_bytes());
    disk
}

fn written(disk: &SimDisk) -> Option<file::Opened> {
    let bytes = disk.image().0.get(Path::new(OUT)).cloned().flatten();
    bytes.map(|bytes| file::read(&bytes).unwrap())
}

#[test]
fn a_rota_is_filled_into_a_new_file_and_told() {
    let disk = with(enough(6));
    let ran = run(&disk, &["rota", MINE, "--out", OUT, "--by", "苗小满"]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    for words in ["自动排班 2027年2月6日", "均衡情况 100分", "没有排满的 0处", "改动 12班"]
    {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    assert!(ran.out.contains("  2月6日 白班 巡查员：人员"), "{}", ran.out);
    let opened = written(&disk).unwrap();
    assert!(opened.verdict.is_whole());
    let doc = &opened.kept.doc;
    assert_eq!(doc.duties.len(), 12);
    assert!(doc.duties.iter().all(|(_, duty)| duty.origin == Some(Origin::Solver)));
    // Run again, it writes the same bytes.
    let bytes = |path: &str| disk.image().0.get(Path::new(path)).cloned().flatten().unwrap();
    let other = "/册/排好二.ron";
    let twice = run(&disk, &["rota", MINE, "--out", other, "--by", "苗小满"]);
    assert!(twice.is(Ending::Done) && bytes(OUT) == bytes(other));
    // The workbook itself is left alone, and the same comes of it again.
    let again = run(&disk, &["rota", MINE]);
    let told = |out: &str| out.lines().filter(|line| !line.starts_with('/')).count();
    assert_eq!(told(&again.out), told(&ran.out));
    assert_eq!(again.out, ran.out.replace(&format!("{OUT}\n"), ""));
    let json = run(&disk, &["rota", MINE, "--json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["evenness"], 100);
    assert_eq!(value["cells"].as_array().unwrap().len(), 12);
}

#[test]
fn what_is_missing_is_said_with_what_would_help_and_is_no_clean_ending() {
    let session = by_chance(&mut crate::filling::Dice(4), 6);
    let disk = with(session);
    let ran = run(&disk, &["rota", MINE, "--from", "2027-02-06", "--to", "2027-02-11"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert!(ran.out.contains("还差") && ran.out.contains("：人员"), "{}", ran.out);
    assert!(ran.out.contains("因为：") || ran.out.contains("牵涉到"), "{}", ran.out);
    assert!(written(&disk).is_none());
}

#[test]
fn nothing_to_fill_and_days_that_make_no_sense_are_refused() {
    let disk = with(enough(6));
    let ran = run(&disk, &["rota", MINE, "--from", "2027-02-09", "--to", "2027-02-08"]);
    assert!(ran.refused().contains("以前"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--from", "2027-01-01", "--to", "2027-01-02"]);
    assert!(ran.refused().contains("没有要排的班"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--from", "2027-02-01", "--to", "2027-06-01"]);
    assert!(ran.refused().contains("一次最多排92天"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--out", BOOK]);
    assert!(ran.refused().contains("没有覆盖"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--earlier", "/册/没有.ron"]);
    assert!(ran.refused().contains("没有这个文件"), "{ran:?}");
}
