//! A workbook with anything in it: it is read or refused, and what it is not is said.

use shousui::action::Action;
use shousui::file::{self, Opened};
use shousui::model::id::Replica;
use shousui::model::mine::{MineField, Only};
use shousui::rules;
use shousui::session::Session;

use crate::base::{chosen, kept, now};
use crate::memory::in_proportion;
use crate::script::{Script, edited, forged, sealed};

/// Tries one input.
pub fn workbook(data: &[u8]) {
    let mut script = Script::new(data);
    let kind = script.byte();
    if kind == u8::MAX {
        // The file itself.
        return tried(script.rest(), None);
    }
    let base = chosen(kind);
    match kind / 8 % 4 {
        0 | 1 => {
            let bytes = edited(&base.bytes, &mut script);
            tried(&bytes, Some(&base.bytes));
        }
        // Everything but the digests.
        2 => tried(&sealed(&edited(&base.bytes, &mut script)), None),
        // A history that holds together and tells anything.
        _ => {
            let entries = forged(&base.entries, &mut script);
            let text = file::write(&kept(&entries, base));
            tried(text.as_bytes(), None);
            let replayed = shousui::session::replay(entries.iter().cloned().map(Into::into));
            let mut names: Vec<_> = entries.iter().map(|entry| entry.id).collect();
            names.sort_unstable();
            names.dedup();
            if replayed.broken.is_empty() && names.len() == entries.len() {
                let verdict = file::examine(text.as_bytes()).unwrap().verdict;
                assert!(verdict.is_whole(), "written and not whole: {:?}", verdict.damages);
            }
        }
    }
}

/// `sound` is what was damaged, where nobody saw to the digests.
fn tried(bytes: &[u8], sound: Option<&[u8]>) {
    let length = bytes.len();
    let read = in_proportion(length, || file::read(bytes));
    let examined = in_proportion(length, || file::examine(bytes));
    let peeked = in_proportion(length, || file::peek(bytes));
    assert_eq!(read.is_ok(), examined.is_ok());
    let (read, examined) = match (read, examined) {
        (Ok(read), Ok(examined)) => (read, examined),
        (Err(damage), _) | (_, Err(damage)) => {
            assert!(!damage.to_string().is_empty());
            return;
        }
    };
    if let (Some(header), Ok(peeked)) = (&read.header, &peeked) {
        assert_eq!(header, peeked);
    }
    for opened in [&read, &examined] {
        let lines = opened.verdict.lines(&opened.kept.doc);
        assert!(opened.verdict.is_whole() || !lines.is_empty(), "not whole, and nothing is said");
    }
    if let Some(sound) = sound {
        // Damage is only ever taken for what was saved where there is none.
        let is_same = bytes == sound;
        assert_eq!(read.verdict.is_whole(), is_same, "{:?}", read.verdict);
        assert_eq!(examined.verdict.is_whole(), is_same, "{:?}", examined.verdict);
    }
    if examined.verdict.is_whole() && sound.is_some() {
        assert!(file::write(&examined.kept).as_bytes() == bytes, "written otherwise");
    }
    in_proportion(length, || looked_at(&examined));
    if !examined.verdict.is_damaged() {
        in_proportion(length, || worked_on(examined));
    }
}

/// What a window or a command shows of it.
fn looked_at(opened: &Opened) {
    let doc = opened.as_it_stands();
    drop(rules::review(&doc, now().date()));
    let workbook = opened.kept.workbook;
    let export = file::Export { doc: &doc, workbook, today: now().date(), masked: true };
    drop(export.tables());
}

/// What was changed outside is taken over, something is done, and what is saved is sound.
fn worked_on(opened: Opened) {
    let edits: Vec<_> = opened.verdict.differences.iter().map(|it| it.change.clone()).collect();
    let mut session = Session::open(opened.kept, Replica::from_bits(0xFEED));
    let count = edits.len();
    assert!(session.take_edits(edits, now()).len() <= count);
    let action = Action::Set((Only, MineField::Place("改过".to_owned())).into());
    let done = session.perform(&action, now()).is_ok();
    let kept = session.snapshot();
    let text = file::write(&kept);
    let again = file::examine(text.as_bytes()).unwrap();
    assert!(again.verdict.is_whole(), "saved and not whole: {:?}", again.verdict);
    assert_eq!(again.kept.doc, kept.doc);
    assert!(file::write(&again.kept) == text, "saved otherwise a second time");
    if done {
        session.undo(now()).unwrap();
    }
}
