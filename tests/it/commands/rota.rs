//! `rota`: the rota filled without a window.

use std::path::Path;

use shousui::action::Action;
use shousui::command::Ending;
use shousui::file;
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::people::PersonField;
use shousui::model::rota::Origin;
use shousui::session::Session;

use super::{BOOK, disk, run};
use crate::filling::{by_chance, enough, put};
use crate::fixture::{act, set};
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

/// What was filled before stays where only gaps are asked for, and that ends as cleanly.
#[test]
fn only_gaps_are_filled_where_that_is_asked() {
    let disk = with(enough(6));
    let ran = run(&disk, &["rota", MINE, "--out", OUT]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    let ran = run(&disk, &["rota", OUT, "--gaps", "--out", "/册/再排.ron"]);
    assert!(ran.out.contains("改动 0班"), "{ran:?}");
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

/// What was changed in the file by hand is not in the new one: that is said.
#[test]
fn edits_that_the_new_file_does_without_are_said() {
    let text = file::write(&enough(6).snapshot());
    assert_eq!(text.matches("name: \"人员0\",").count(), 1);
    let edited = text.replacen("name: \"人员0\",", "name: \"逯春晖\",", 1);
    let disk = disk();
    disk.put(Path::new(MINE), edited.as_bytes());
    let ran = run(&disk, &["rota", MINE, "--out", OUT]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    for words in ["在程序以外改过1处", "“逯春晖”", "没有采用，用的是历史里的值"]
    {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    let doc = written(&disk).unwrap().kept.doc;
    assert!(doc.persons.iter().any(|(_, person)| person.name == "人员0"));
    // As the rota of an earlier year such a file counts by its history too.
    let earlier = file::write(&crate::earlier::in_year(2026).snapshot());
    let edited = earlier.replacen("name: \"人员1\",", "name: \"亢宝庆\",", 1);
    assert_ne!(edited, earlier);
    disk.put(Path::new("/册/去年.ron"), edited.as_bytes());
    disk.put(Path::new(MINE), text.as_bytes());
    let ran = run(&disk, &["rota", MINE, "--earlier", "/册/去年.ron"]);
    assert!(ran.is(Ending::Findings) && ran.out.contains("在程序以外改过1处，没有采用"), "{ran:?}");
}

#[test]
fn nothing_to_fill_and_days_that_make_no_sense_are_refused() {
    let disk = with(enough(6));
    let ran = run(&disk, &["rota", MINE, "--from", "2027-02-09", "--to", "2027-02-08"]);
    assert!(ran.refused().contains("以前"), "{ran:?}");
    // What was not written is not held against anybody.
    let ran = run(&disk, &["rota", MINE, "--from", "2030-01-01"]);
    let words = ran.refused();
    assert!(words.contains("在本季最后一天") && !words.contains("--to 2"), "{words}");
    let ran = run(&disk, &["rota", MINE, "--from", "2027-01-01", "--to", "2027-01-02"]);
    assert!(ran.refused().contains("没有要排的班"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--from", "2027-02-01", "--to", "2027-06-01"]);
    assert!(ran.refused().contains("一次最多排92天"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--out", BOOK]);
    assert!(ran.refused().contains("没有覆盖"), "{ran:?}");
    let ran = run(&disk, &["rota", MINE, "--earlier", "/册/没有.ron"]);
    assert!(ran.refused().contains("没有这个文件"), "{ran:?}");
}

/// As in the window: nobody's shifts count twice, and who is counted for nobody is said.
#[test]
fn an_earlier_workbook_counts_once_and_who_is_gone_is_told() {
    let disk = with(enough(6));
    let mut earlier = crate::earlier::in_year(2026);
    let doc = earlier.document();
    let (post, gone) = (*doc.posts.iter().next().unwrap().0, *doc.persons.iter().next().unwrap().0);
    act(&mut earlier, set((gone, PersonField::Name("已走的人".to_owned()))));
    put(&mut earlier, (post, DutyShift::Night), 2, gone);
    let text = file::write(&earlier.snapshot());
    for path in ["/册/去年.ron", "/册/去年副本.ron"] {
        disk.put(Path::new(path), text.as_bytes());
    }
    disk.put(Path::new("/册/河西.ron"), file::write(&enough(3).snapshot()).as_bytes());
    let ran = run(&disk, &["rota", MINE, "--earlier", "/册/去年.ron"]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    for (earlier, words) in [
        (["/册/去年.ron", "/册/去年副本.ron"].as_slice(), "去年副本.ron 已经在列"),
        (&[MINE], "本矿.ron 就是要排班的这一份"),
        (&["/册/河西.ron"], "就是要排班的这一份"),
    ] {
        let mut args = vec!["rota", MINE, "--earlier"];
        args.extend(earlier);
        let ran = run(&disk, &args);
        assert!(ran.refused().contains(words), "{ran:?}");
    }
    // In this year's workbook there is nobody of that name and id.
    let mut now = enough(6);
    act(&mut now, Action::Remove(RecordId::Person(gone)));
    disk.put(Path::new(MINE), file::write(&now.snapshot()).as_bytes());
    let ran = run(&disk, &["rota", MINE, "--earlier", "/册/去年.ron"]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    assert!(ran.out.contains("去年.ron：今年不在册的1人不计：已走的人"), "{}", ran.out);
}
