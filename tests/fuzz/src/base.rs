//! The sound workbooks that are damaged: small, and between them every kind of record.

use std::sync::LazyLock;

use chrono::NaiveDateTime;
use shousui::action::{Action, HazardAction, NewRecord};
use shousui::file;
use shousui::model::checklist::Class;
use shousui::model::hazard::Hazard;
use shousui::model::id::Replica;
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::place::{Site, Zone};
use shousui::model::{Document, RecordId};
use shousui::session::{Entry, Journal, Kept, Session, replay};

use crate::helpers::fixture;
use crate::script::sealed;

/// A workbook as it was saved.
pub(crate) struct Sound {
    pub(crate) bytes: Vec<u8>,
    pub(crate) kept: Kept,
    pub(crate) entries: Vec<Entry>,
}

impl Sound {
    fn of(mut session: Session) -> Self {
        let kept = session.snapshot();
        let bytes = file::write(&kept).into_bytes();
        // What makes damage look lawful has to know the format.
        assert!(sealed(&bytes) == bytes, "a sound header is made otherwise");
        let entries = entries(&kept.journal);
        Self { bytes, kept, entries }
    }

    pub(crate) fn doc(&self) -> &Document {
        &self.kept.doc
    }
}

/// The entries of a journal, oldest first.
pub(crate) fn entries(journal: &Journal) -> Vec<Entry> {
    journal.entries().iter().map(|entry| entry.as_ref().clone()).collect()
}

/// What the workbook keeps if this is its history.
pub(crate) fn kept(entries: &[Entry], base: &Sound) -> Kept {
    let replayed = replay(entries.iter().cloned().map(std::sync::Arc::new));
    Kept {
        workbook: base.kept.workbook,
        doc: replayed.doc,
        journal: Journal::of_entries(entries),
        heads: replayed.heads,
        contested: replayed.contested,
        pcs: std::iter::once((Replica::from_bits(1), "办公室".to_owned())).collect(),
    }
}

/// When everything happens.
pub(crate) fn now() -> NaiveDateTime {
    fixture::morning()
}

fn renamed(session: &mut Session, name: &str, year: i32) {
    fixture::act(session, Action::Set((Only, MineField::Name(name.to_owned())).into()));
    fixture::act(session, Action::Set((Only, SeasonField::Year(year)).into()));
}

/// A mine in the middle of its season.
pub(crate) static BUSY: LazyLock<Sound> = LazyLock::new(|| Sound::of(fixture::busy_mine(1)));

/// The same, written on by two PCs that did not see each other's.
pub(crate) static CONTESTED: LazyLock<Sound> = LazyLock::new(|| {
    let mut one = Session::open(BUSY.kept.clone(), Replica::from_bits(2));
    let mut other = Session::open(BUSY.kept.clone(), Replica::from_bits(3));
    fixture::act(&mut one, Action::Set((Only, MineField::Name("望禾矿".to_owned())).into()));
    renamed(&mut other, "望川煤矿", 2026);
    let hazard = one.document().hazards.iter().next().map(|(id, _)| *id).unwrap();
    let step = shousui::model::hazard::Step::Voided {
        why: "重复".to_owned(),
        by: one.document().persons.iter().next().map(|(id, _)| *id).unwrap(),
        on: fixture::day(),
    };
    drop(one.perform(&Action::Hazard(HazardAction::Advance { hazard, step }), now()));
    other.undo(now()).unwrap();
    let news = one.journal().lacking(other.journal());
    one.adopt(news).unwrap();
    renamed_back(&mut one);
    Sound::of(one)
});

/// An undone step, so that every cause of an entry is there.
fn renamed_back(session: &mut Session) {
    fixture::act(session, Action::Set((Only, SeasonField::Year(2028)).into()));
    session.undo(now()).unwrap();
    session.redo(now()).unwrap();
}

/// A workbook with a name and a year and nothing else.
pub(crate) static BARE: LazyLock<Sound> = LazyLock::new(|| {
    let mut session = fixture::empty(1);
    renamed(&mut session, "望禾煤矿", 2027);
    Sound::of(session)
});

/// A few records of the kinds that most depend on each other; short, so that much is tried.
pub(crate) static SMALL: LazyLock<Sound> = LazyLock::new(|| {
    let mut session = fixture::empty(1);
    renamed(&mut session, "望禾煤矿", 2027);
    let finder = fixture::person(&mut session, "苗小满", false);
    fixture::person(&mut session, "侯望川", true);
    let zone = Zone { name: "东区".to_owned(), ..Zone::default() };
    fixture::act(&mut session, Action::Add(NewRecord::Zone(zone)));
    let site = Site { name: "3号公寓".to_owned(), ..Site::default() };
    let site = match fixture::made(&mut session, Action::Add(NewRecord::Site(site))) {
        RecordId::Site(id) => Some(id),
        _ => None,
    };
    let hazard = Hazard {
        site,
        words: "灭火器压力不足".to_owned(),
        class: Some(Class::B),
        finders: vec![finder],
        found_on: Some(fixture::day()),
        ..Hazard::default()
    };
    fixture::act(&mut session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    session.undo(now()).unwrap();
    session.redo(now()).unwrap();
    Sound::of(session)
});

/// One of them, mostly a short one.
pub(crate) fn chosen(number: u8) -> &'static Sound {
    match number % 8 {
        0 => &BARE,
        1..=5 => &SMALL,
        6 => &BUSY,
        _ => &CONTESTED,
    }
}
