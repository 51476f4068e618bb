//! Printing by a number that two papers bear, or bore.

use std::path::Path;

use shousui::action::{Action, NumberAction};
use shousui::command::Ending;
use shousui::file;
use shousui::model::RecordId;
use shousui::session::Session;

use super::{BOOK, Ran, run};
use crate::fixture::act;
use crate::numbers::merged;
use crate::sim::SimDisk;

fn with(session: &mut Session, args: &[&str]) -> Ran {
    let disk = SimDisk::with_folders(&["/", "/册"]);
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    run(&disk, &[&["print", BOOK][..], args, &["--out", "/册/单"]].concat())
}

#[test]
fn a_number_of_two_papers_prints_both_and_says_how_to_ask_for_one() {
    let (mut session, _, theirs) = merged();
    let both = "单号XC-2027-0001重号，有2张；只要其中一张时，在单号后面\
                写/1为2月5日 早班 东线：公寓区（08:05出单）；\
                写/2为2月5日 午班 东线：公寓区（08:20出单）";
    for asked in ["1", "0001", "xc-2027-0001", "XC-2027-0001"] {
        let ran = with(&mut session, &["sheet", "--number", asked]);
        assert!(ran.is(Ending::Findings), "{asked}: {ran:?}");
        let files: Vec<&str> = ran.out.lines().collect();
        assert_eq!(files.len(), 2, "{asked}: {files:?}");
        assert!(files[1].ends_with("20270205_XC-2027-0001(2).pdf"), "{files:?}");
        assert_eq!(ran.err.lines().filter(|line| line.contains(both)).count(), 1, "{}", ran.err);
    }
    for asked in ["1/2", "XC-2027-0001/2", "xc-2027-0001／2"] {
        let ran = with(&mut session, &["sheet", "--number", asked]);
        assert_eq!(ran.out.lines().count(), 1, "{asked}: {ran:?}");
        assert!(ran.err.contains("重号，有2张"), "{}", ran.err);
    }
    for asked in ["1/3", "1/0", "1/乙"] {
        let ran = with(&mut session, &["sheet", "--number", asked]);
        let words = "单号XC-2027-0001有2张：写/1为2月5日 早班";
        assert!(ran.refused().contains(words), "{asked}: {}", ran.err);
    }
    let slips = with(&mut session, &["transfer", "--number", "YJ-2027-0001"]);
    assert_eq!(slips.out.lines().count(), 2, "{slips:?}");

    // After one got the next number each is asked for by its own.
    let renumber = NumberAction::Renumber(RecordId::Sheet(theirs.sheet));
    act(&mut session, Action::Number(renumber));
    for (asked, number) in [("1", "XC-2027-0001"), ("2", "XC-2027-0002")] {
        let ran = with(&mut session, &["sheet", "--number", asked]);
        assert!(ran.is(Ending::Done), "{ran:?}");
        let files: Vec<&str> = ran.out.lines().collect();
        assert!(files.len() == 1 && files[0].contains(number), "{files:?}");
        assert_eq!(ran.err, "");
    }
    let ran = with(&mut session, &["sheet", "--number", "1/2"]);
    assert!(ran.refused().contains("单号XC-2027-0001只有一张，直接写 --number XC-2027-0001"));
}

#[test]
fn a_number_that_only_stood_on_the_paper_before_finds_it_still() {
    let (mut session, ours, theirs) = merged();
    for sheet in [theirs.sheet, ours.sheet] {
        let renumber = NumberAction::Renumber(RecordId::Sheet(sheet));
        // The second one is alone with its number by then.
        let _refused = session.perform(&Action::Number(renumber), crate::fixture::morning());
    }
    let mut kept = session.snapshot();
    let blank = shousui::model::sheet::SheetField::Number(None);
    kept.doc.apply((ours.sheet, blank).into());
    let mut session = Session::open(kept, crate::fixture::replica(8));
    let ran = with(&mut session, &["sheet", "--number", "0001"]);
    let files: Vec<&str> = ran.out.lines().collect();
    assert!(files.len() == 1 && files[0].contains("XC-2027-0002"), "{ran:?}");
}

#[test]
fn check_names_both_papers_of_a_number_given_twice() {
    let (mut session, _, _) = merged();
    let disk = SimDisk::with_folders(&["/", "/册"]);
    disk.put(Path::new(BOOK), file::write(&session.snapshot()).as_bytes());
    let ran = run(&disk, &["check", BOOK, "--today", "2027-02-05"]);
    let told: Vec<&str> = ran.out.lines().filter(|line| line.contains("XC-2027-0001")).collect();
    assert_eq!(told.iter().filter(|line| line.contains("N4")).count(), 1, "{told:?}");
    let told = told.iter().find(|line| line.contains("N4")).unwrap();
    assert!(told.contains("早班") && told.contains("午班"), "{told}");
}
