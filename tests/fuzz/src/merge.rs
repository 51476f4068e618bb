//! Two workbooks of one origin merged: whoever takes in whose steps, both come to the same.

use shousui::action::Action;
use shousui::file;
use shousui::model::RecordId;
use shousui::model::id::Replica;
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::session::{Entry, Kept, Session};

use crate::base::{Sound, chosen, entries, kept, now};
use crate::memory::in_proportion;
use crate::script::{Script, edited, forged};

/// Tries one input.
pub fn merge(data: &[u8]) {
    let mut script = Script::new(data);
    let base = chosen(script.byte());
    let (Some(one), Some(other)) = (copy(base, 4, &mut script), copy(base, 5, &mut script)) else {
        return;
    };
    in_proportion(4 * base.bytes.len(), || merged(&one, &other));
}

/// A copy that went its own way; none where it cannot be opened for work.
fn copy(base: &Sound, replica: u64, script: &mut Script<'_>) -> Option<Kept> {
    let kind = script.byte();
    // Two copies may also go on under one name, as after a disk was cloned.
    let replica = Replica::from_bits(if kind % 8 == 7 { 1 } else { replica });
    let bytes = match kind / 8 % 4 {
        0 => base.bytes.clone(),
        1 => edited(&base.bytes, script),
        2 => {
            let older = script.below(base.entries.len());
            file::write(&kept(&base.entries[..older], base)).into_bytes()
        }
        _ => file::write(&kept(&forged(&base.entries, script), base)).into_bytes(),
    };
    let opened = file::read(&bytes).ok().filter(|opened| !opened.verdict.is_damaged())?;
    let mut session = Session::open(opened.kept, replica);
    for _act in 0..script.byte() % 8 {
        acted(&mut session, script);
    }
    Some(session.snapshot())
}

/// One act of a few kinds; what is refused is refused.
fn acted(session: &mut Session, script: &mut Script<'_>) {
    let (kind, value) = (script.byte(), script.byte());
    let words = format!("第{value}种写法");
    let set = |session: &mut Session, action: Action| drop(session.perform(&action, now()));
    match kind % 8 {
        0 => drop(session.undo(now())),
        1 => drop(session.redo(now())),
        2 => set(session, Action::Set((Only, SeasonField::Year(2000 + i32::from(value))).into())),
        3 | 4 => set(session, Action::Set((Only, MineField::Name(words)).into())),
        5 => {
            let contested = session.contested().values().next().and_then(|claims| claims.first());
            if let Some(value) = contested.map(|claim| claim.value.clone()) {
                set(session, Action::Resolve(value));
            }
        }
        6 => {
            let person = session.document().persons.iter().nth(value.into()).map(|(id, _)| *id);
            if let Some(person) = person {
                let name = shousui::model::people::PersonField::Name(words);
                set(session, Action::Set((person, name).into()));
            }
        }
        _ => {
            let hazard = session.document().hazards.iter().nth(value.into()).map(|(id, _)| *id);
            if let Some(hazard) = hazard {
                set(session, Action::Remove(RecordId::Hazard(hazard)));
            }
        }
    }
    session.seal();
}

/// Takes all that `theirs` has and `mine` lacks.
fn taken(mine: &Kept, theirs: &Kept) -> Option<Session> {
    let mut session = Session::open(mine.clone(), Replica::from_bits(9));
    let before = session.document().clone();
    let news: Vec<Entry> = mine.journal.lacking(&theirs.journal);
    match session.adopt(news) {
        Ok(_) => Some(session),
        Err(broken) => {
            assert!(!broken.to_string().is_empty());
            assert_eq!(*session.document(), before, "refused, and changed all the same");
            None
        }
    }
}

fn merged(one: &Kept, other: &Kept) {
    let (first, second) = (taken(one, other), taken(other, one));
    assert_eq!(first.is_some(), second.is_some(), "one of two orders is refused");
    let (Some(mut first), Some(mut second)) = (first, second) else { return };
    assert_eq!(first.document(), second.document());
    assert_eq!(first.contested(), second.contested());
    assert_eq!(first.heads(), second.heads());
    assert_eq!(first.code(), second.code());
    assert_eq!(first.waiting(), second.waiting());
    // Nobody's step is lost, and there is nothing left to take.
    let ids = |kept: &Kept| {
        let mut ids: Vec<_> = entries(&kept.journal).iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (first_kept, second_kept) = (first.snapshot(), second.snapshot());
    assert_eq!(ids(&first_kept), ids(&second_kept));
    for kept in [one, other] {
        let all = ids(&first_kept);
        assert!(ids(kept).iter().all(|id| all.binary_search(id).is_ok()), "a step is lost");
    }
    let again = first.adopt(first_kept.journal.lacking(&second_kept.journal)).unwrap();
    assert_eq!(again.taken, 0);
    for kept in [first_kept, second_kept] {
        let text = file::write(&kept);
        let verdict = file::examine(text.as_bytes()).unwrap().verdict;
        assert!(verdict.is_whole(), "merged, saved and not whole: {:?}", verdict);
    }
}
