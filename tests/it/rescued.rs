//! Repair where steps have several contents: clones, spoilt steps, and files that a repair spoilt.

use std::sync::Arc;

use shousui::file::{self, Opened, Rescued, Source, join, rescue};
use shousui::session::{Entry, Journal, Kept, Session, Unwatched, replay};

use crate::fixture::{busy_mine, empty, morning, replica};
use crate::kept::add;

fn text(session: &mut Session) -> String {
    file::write(&session.snapshot())
}

fn read(text: &str) -> Opened {
    file::read(text.as_bytes()).unwrap()
}

fn source(text: &str) -> Source {
    Source::of("副本".to_owned(), &read(text))
}

fn mended(text: &str, others: &[Source]) -> Rescued {
    let rescued = rescue(&read(text), others, replica(9), morning());
    let again = file::examine(file::write(&rescued.kept).as_bytes()).unwrap();
    assert!(again.verdict.is_whole(), "{:?}", again.verdict);
    rescued
}

fn sites(rescued: &Rescued) -> Vec<String> {
    let mut names: Vec<String> =
        rescued.kept.doc.sites.iter().map(|(_, site)| site.name.clone()).collect();
    names.sort();
    names
}

/// The text without a section.
fn without(text: &str, name: &str) -> String {
    let from = text.find(&format!("    {name}: ")).unwrap();
    let rest = &text[from..];
    let end = rest.lines().skip(1).position(|line| {
        line.strip_prefix("    ").is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    });
    let length: usize = rest.split_inclusive('\n').take(end.unwrap() + 1).map(str::len).sum();
    text[..from].to_owned() + &rest[length..]
}

/// The lines of the history.
fn steps(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| line.starts_with("(id:"));
    lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

/// Two PCs went on under one name. What the damaged one wrote stays, and so does what its clone
/// wrote, whether that goes further or not.
#[test]
fn what_a_clone_wrote_comes_beside_what_the_file_wrote() {
    for more in [&["乙楼"][..], &["乙楼", "丙楼"], &["乙楼", "丙楼", "丁楼"]] {
        let (mut own, mut clone) = (empty(1), empty(1));
        add(&mut own, "甲楼");
        for name in more {
            add(&mut clone, name);
        }
        let (own, clone) = (text(&mut own), text(&mut clone));
        let cut = without(&own, "cards");
        let rescued = mended(&cut, &[source(&clone)]);
        let mut all = [&["甲楼"][..], more].concat();
        all.sort_unstable();
        assert_eq!(sites(&rescued), all, "{:?}", rescued.found);
        assert!(rescued.found.iter().any(|line| line.contains("已改用新编号收入")));
        assert_eq!(rescued.lost, Vec::<String>::new());
        // A second repair brings them in under the same names: nothing comes twice.
        let again = mended(&without(&file::write(&rescued.kept), "cards"), &[source(&clone)]);
        assert_eq!(again.kept.doc, rescued.kept.doc);
    }
}

/// Whoever has both files can put them together, whatever name they write under themselves.
#[test]
fn two_clones_are_put_together_on_a_third_pc() {
    let (mut before, mut own, mut clone) = (empty(1), empty(1), empty(1));
    add(&mut before, "公用楼");
    for (session, names) in [(&mut own, ["公用楼", "甲楼"]), (&mut clone, ["公用楼", "乙楼"])]
    {
        for name in names {
            add(session, name);
        }
    }
    let (own, clone) = (text(&mut own), text(&mut clone));
    for first in [text(&mut before), own.clone()] {
        let mut third = Session::open(read(&first).kept, replica(5));
        let (mut steps, mut renamed) = (0, 0);
        for copy in [&own, &clone, &clone] {
            let Ok(brought) = join(&mut third, read(copy), &Unwatched);
            let brought = brought.unwrap();
            (steps, renamed) = (steps + brought.steps, renamed + brought.renamed);
        }
        let mut names: Vec<&str> =
            third.document().sites.iter().map(|(_, site)| site.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["乙楼", "公用楼", "甲楼"]);
        assert_eq!(third.waiting(), 0);
        assert!(0 < renamed && renamed < steps + 2, "{renamed} of {steps}");
    }
}

/// A step in which one sign is spoilt is left out, not the one that follows on it; a good copy then
/// brings it back.
#[test]
fn a_spoilt_step_is_left_out_and_comes_back_from_a_copy() {
    let mut session = busy_mine(1);
    let sound = text(&mut session);
    let doc = &session.document().clone();
    let steps = steps(&sound);
    for place in [1, steps.len() / 3, steps.len() / 2, steps.len() - 2, steps.len() - 1] {
        let step = &steps[place];
        let spoilt = sound.replacen(step, &step.replacen("verb:\"", "verb:\"塪", 1), 1);
        assert_ne!(spoilt, sound);
        let alone = mended(&spoilt, &[]);
        let kept: Vec<String> = alone.kept.journal.text().lines().map(str::to_owned).collect();
        let id = Entry::named(step).unwrap();
        assert!(!kept.iter().any(|line| Entry::named(line) == Some(id)), "{id}");
        assert!(steps.iter().filter(|one| *one != step).all(|one| kept.contains(one)), "{id}");
        assert!(!alone.lost.is_empty());
        let mut joined = Session::open(alone.kept, replica(7));
        let lacking = joined.journal().lacking(&read(&sound).kept.journal);
        let adopted = joined.adopt(lacking).unwrap();
        assert_eq!(adopted.waiting, 0, "{id}");
        assert_eq!(joined.document(), doc, "{id}");
        let with_copy = mended(&spoilt, &[source(&sound)]);
        assert_eq!(with_copy.lost, Vec::<String>::new(), "{id}");
        assert_eq!(&with_copy.kept.doc, doc, "{id}");
    }
}

/// What a repair once made of it stands beside: a spoilt step that counts, without the one that
/// would deny it.
#[test]
fn a_file_with_a_spoilt_step_does_not_outvote_a_history_that_goes_on() {
    let mut session = busy_mine(1);
    let sound = text(&mut session);
    let lines = steps(&sound);
    let place = lines.len() / 2;
    let spoilt = lines[place].replacen("verb:\"", "verb:\"塪", 1);
    let mut left = lines.clone();
    left.remove(place + 1);
    left[place].clone_from(&spoilt);
    let entries = left.iter().map(|line| Arc::new(Entry::read(line).unwrap()));
    let replayed = replay(entries);
    assert!(!replayed.waiting.is_empty() && replayed.broken.is_empty());
    let kept = Kept {
        workbook: session.workbook(),
        doc: replayed.doc,
        journal: Journal::of_lines(&(left.join("\n") + "\n")),
        heads: replayed.heads,
        contested: replayed.contested,
        ..Kept::default()
    };
    let poisoned = file::write(&kept);
    let damaged = sound.replacen(&lines[place], &spoilt, 1);
    for (text, others) in [
        (&damaged, vec![source(&poisoned), source(&sound)]),
        (&damaged, vec![source(&sound), source(&poisoned)]),
        (&poisoned, vec![source(&sound)]),
    ] {
        let rescued = mended(text, &others);
        assert_eq!(rescued.lost, Vec::<String>::new());
        assert_eq!(&rescued.kept.doc, session.document());
    }
}

/// Without a header nobody knows how far the history went: it is not called whole, and records that
/// come of no step of it are kept, with all that stands in the tables.
#[test]
fn records_are_kept_where_the_end_of_the_history_went_with_the_header() {
    let mut session = busy_mine(1);
    add(&mut session, "甲楼");
    let sound = text(&mut session);
    let mut spoilt = sound.replacen("format: 1", "formal: 1", 1);
    assert_eq!(spoilt.matches("formal").count(), 1);
    let lines = steps(&sound);
    for line in &lines[lines.len() - 20..] {
        spoilt = spoilt.replacen(&format!("{line},\n"), "", 1);
    }
    let opened = read(&spoilt);
    assert!(!opened.verdict.history_is_whole);
    let told = opened.verdict.lines(&opened.kept.doc).join("");
    assert!(!told.contains("历史是完整的") && !told.contains("与保存时不同"), "{told}");
    let rescued = mended(&spoilt, &[]);
    assert_eq!(&rescued.kept.doc, session.document());
    assert!(rescued.lost.iter().any(|line| line.contains("请逐条核对")), "{:?}", rescued.lost);
    let with_copy = mended(&spoilt, &[source(&sound)]);
    assert_eq!(&with_copy.kept.doc, session.document());
    assert!(with_copy.restated.is_empty() && with_copy.lost.is_empty(), "{:?}", with_copy.lost);
}
