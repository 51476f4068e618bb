//! Fields that two PCs filled in differently: every job names them until somebody has chosen.

use std::path::Path;

use shousui::command::Ending;
use shousui::file;
use shousui::model::people::PersonField;
use shousui::session::Session;

use super::{BOOK, disk, run};
use crate::fixture::{act, replica, set};

#[test]
fn a_field_filled_in_differently_is_named_by_every_job() {
    let disk = disk();
    let kept = || file::read(crate::sample::text().as_bytes()).unwrap().kept;
    let person = kept().doc.persons.iter().map(|(id, _)| *id).next().unwrap();
    for (path, name, mobile) in [("/册/一.ron", 2, "13900008120"), ("/册/二.ron", 3, "13900008999")]
    {
        let mut session = Session::open(kept(), replica(name));
        act(&mut session, set((person, PersonField::Mobile(mobile.to_owned()))));
        disk.put(Path::new(path), file::write(&session.snapshot()).as_bytes());
    }
    let book = "/册/合.ron";
    assert!(run(&disk, &["merge", "/册/一.ron", "/册/二.ron", "--out", book]).is(Ending::Findings));
    let words = "两处填得不同、还没有选定的1处";
    for args in [
        &["verify", book][..],
        &["export", book, "--out", "/表"],
        &["print", book, "phones", "--out", "/单"],
        &["repair", book, "--out", "/册/修.ron"],
    ] {
        let ran = run(&disk, args);
        assert!(ran.is(Ending::Findings), "{ran:?}");
        assert!(ran.err.contains(words) && ran.err.contains("的手机"), "{}", ran.err);
    }
    // Said once by `check`, with both values.
    let ran = run(&disk, &["check", book, "--today", "2027-02-20"]);
    assert!(ran.is(Ending::Findings) && !ran.out.contains(words), "{}", ran.out);
    assert!(ran.out.contains("等人选定的 1处") && ran.out.contains("13900008120"), "{}", ran.out);
    let ran = run(&disk, &["verify", BOOK]);
    assert!(ran.is(Ending::Done) && !ran.err.contains("填得不同"), "{ran:?}");
}
