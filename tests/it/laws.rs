//! Laws that hold for every document and every act.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};
use shousui::action::{Action, HazardAction, NewRecord, SheetAction};
use shousui::model::checklist::{Class, Depth, Judge};
use shousui::model::hazard::{Hazard, HazardField, Step};
use shousui::model::number::Use;
use shousui::model::people::PersonField;
use shousui::model::place::{Site, SiteField};
use shousui::model::sheet::{Mark, SheetField};
use shousui::model::{Cell, Document, RecordId};
use shousui::rules::{Weight, review};
use shousui::session::{Entry, Kept, Session};

use crate::desk::{Names, day, morning, replica, small_mine};

/// An act in small numbers, so that histories shrink well; `acted` finds what it is about.
#[derive(Clone, Copy, Debug)]
struct Act {
    verb: u8,
    which: u8,
    how: u8,
}

fn acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    let act = (0..24_u8, 0..6_u8, 0..6_u8).prop_map(|(verb, which, how)| Act { verb, which, how });
    prop::collection::vec(act, 0..most)
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/it/regressions.txt",
        ))),
        ..Config::default()
    }
}

fn nth<T: Clone>(all: impl Iterator<Item = T>, n: u8) -> Option<T> {
    let all: Vec<T> = all.collect();
    (!all.is_empty()).then(|| all[usize::from(n) % all.len()].clone())
}

/// The action an act stands for in that document.
#[expect(clippy::too_many_lines, reason = "a table of verbs, one arm each")]
fn action(doc: &Document, names: &Names, act: Act, now: NaiveDateTime) -> Option<Action> {
    let Act { verb, which, how } = act;
    let person = |n: u8| names.people[usize::from(n) % names.people.len()];
    let site = nth(doc.sites.iter().map(|(id, _)| *id), which)?;
    let hazard = nth(doc.hazards.iter().map(|(id, _)| *id), which);
    let sheet = nth(doc.sheets.iter().map(|(id, _)| *id), which);
    let row = |id| {
        let sheet = doc.sheets.get(&id)?;
        nth(sheet.rows().iter().map(|row| row.number), how.wrapping_mul(5))
    };
    let judge = Judge::ALL[usize::from(how) % 3];
    let text = format!("说明{how}");
    Some(match verb {
        0 | 1 => Action::Set((site, SiteField::Name(text)).into()),
        2 => Action::Set((site, SiteField::Note(text)).into()),
        3 => Action::Set((person(which), PersonField::Name(format!("甲{}", how % 3))).into()),
        4 => {
            let site = Site { name: text, ..Site::default() };
            Action::Add(NewRecord::Site(site))
        }
        5 => Action::Remove(RecordId::Site(site)),
        6 | 7 => Action::Sheet(SheetAction::IssueRoute {
            route: names.route,
            shift: "早班".to_owned(),
            day: day(),
            walkers: vec![person(which), person(how)],
        }),
        8 => Action::Sheet(SheetAction::IssueSite {
            site,
            depth: if how % 2 == 0 { Depth::Full } else { Depth::Special },
            day: day(),
            walkers: vec![person(which)],
        }),
        9 | 10 => {
            let sheet = sheet?;
            let mark = match how {
                0 => None,
                1 => Some(Mark::Holds),
                2 => Some(Mark::Absent),
                3 => Some(Mark::Unchecked),
                _ => Some(Mark::Fault { words: text, hazard: None }),
            };
            Action::Sheet(SheetAction::Mark { sheet, row: row(sheet)?, mark })
        }
        11 => Action::Sheet(SheetAction::Tick { sheet: sheet?, judge, ticked: which % 2 == 0 }),
        12 => Action::Set((sheet?, SheetField::Electrician(Some(names.electrician))).into()),
        13 => Action::Sheet(SheetAction::Finish { sheet: sheet? }),
        14 => Action::Sheet(SheetAction::Void { sheet: sheet?, why: text }),
        15 => {
            let sheet = sheet?;
            Action::Hazard(HazardAction::ReportFault { sheet, row: row(sheet)?, words: text })
        }
        16 => Action::Hazard(HazardAction::Report(Box::new(Hazard {
            site: Some(site),
            words: text,
            class: Some(Class::B),
            finders: vec![person(how)],
            found_on: Some(day()),
            ..Hazard::default()
        }))),
        17 => Action::Hazard(HazardAction::HandOver { hazards: vec![hazard?], by: person(how) }),
        18 => {
            let slip = nth(doc.transfers.iter().map(|(id, _)| *id), which)?;
            Action::Hazard(HazardAction::Receive { slip, by: person(how), at: now })
        }
        19 => Action::Set((hazard?, HazardField::Owner(Some(person(how)))).into()),
        20 => Action::Set((hazard?, HazardField::Words(text)).into()),
        _ => {
            let by = person(how);
            let step = match verb.wrapping_add(how) % 5 {
                0 => Step::FixedOnSpot { at: now, how: text, fixer: by, checker: person(which) },
                1 => Step::Rectified { at: now, how: text, by },
                2 => Step::Rechecked { by: vec![by], at: now, pass: which % 2 == 0, words: text },
                3 => Step::Closed { by, on: now.date() },
                _ => Step::Voided { why: text, by, on: now.date() },
            };
            Action::Hazard(HazardAction::Advance { hazard: hazard?, step })
        }
    })
}

/// Carries acts out; what the rules refuse is left out.
fn acted(session: &mut Session, names: &Names, acts: &[Act]) {
    for (place, act) in acts.iter().enumerate() {
        let now = morning() + Duration::minutes(i64::try_from(place).unwrap());
        match act.verb {
            22 => {
                let _refused = session.undo(now);
            }
            23 => {
                let _refused = session.redo(now);
            }
            _ => {
                if let Some(action) = action(session.document(), names, *act, now) {
                    let _refused = session.perform(&action, now);
                }
                if act.how % 2 == 0 {
                    session.seal();
                }
            }
        }
    }
    session.seal();
}

fn entries(session: &Session) -> Vec<Entry> {
    session.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect()
}

/// The document without the book of numbers, in which undone numbers stay as void.
fn without_numbers(session: &Session, before: &Document) -> Vec<Cell> {
    before
        .differences(session.document())
        .iter()
        .map(shousui::model::Change::cell)
        .filter(|cell| !matches!(cell, Cell::Number(..)))
        .collect()
}

#[test]
fn undoing_everything_gives_the_first_document_and_voids_its_numbers() {
    let (base, names) = small_mine(1);
    let mut runner = TestRunner::new(config(48));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &names, &acts);
            let after = session.document().clone();
            let mut undone = 0;
            while session.undo(morning()).unwrap().is_some() {
                undone += 1;
            }
            prop_assert_eq!(session.document(), &{
                // Everything, back to before the base.
                let mut blank = Document::default();
                for change in blank.differences(session.document()) {
                    if matches!(change.cell(), Cell::Number(..)) {
                        blank.apply(change.now());
                    }
                }
                blank
            });
            for (number, numbered) in session.document().numbers.iter() {
                prop_assert!(matches!(numbered.used, Some(Use::Void { .. })), "{}", number);
            }
            for _ in 0..undone {
                session.redo(morning()).unwrap();
            }
            prop_assert_eq!(session.document(), &after);
            Ok(())
        })
        .unwrap();
}

#[test]
fn undo_reaches_back_across_reopening_and_never_frees_a_number() {
    let (base, names) = small_mine(1);
    let mut runner = TestRunner::new(config(32));
    runner
        .run(&acts(30), |acts| {
            let mut session = base.clone();
            acted(&mut session, &names, &acts);
            let issued: BTreeSet<_> =
                session.document().numbers.iter().map(|(number, _)| number.clone()).collect();
            let text = shousui::file::write(&session.snapshot());
            let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
            let mut reopened = Session::open(kept, session.replica());
            prop_assert_eq!(reopened.undo_words(), session.undo_words());
            prop_assert_eq!(reopened.redo_words(), session.redo_words());
            while reopened.undo(morning()).unwrap().is_some() {}
            prop_assert_eq!(without_numbers(&reopened, &Document::default()), vec![]);
            let void: BTreeSet<_> =
                reopened.document().numbers.iter().map(|(number, _)| number.clone()).collect();
            prop_assert_eq!(issued, void);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_journal_alone_rebuilds_the_document() {
    let (base, names) = small_mine(1);
    let mut runner = TestRunner::new(config(48));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &names, &acts);
            let mut rebuilt = Session::new(session.workbook(), replica(99));
            rebuilt.adopt(entries(&session)).unwrap();
            prop_assert_eq!(rebuilt.document(), session.document());
            prop_assert_eq!(rebuilt.code(), session.code());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_workbook_survives_its_own_file() {
    let (base, names) = small_mine(1);
    let mut runner = TestRunner::new(config(32));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &names, &acts);
            let kept = session.snapshot();
            let text = shousui::file::write(&kept);
            let opened = shousui::file::read(text.as_bytes()).unwrap();
            prop_assert_eq!(&opened.kept.doc, &kept.doc);
            prop_assert_eq!(&opened.kept.heads, &kept.heads);
            prop_assert!(opened.verdict.is_whole(), "{:?}", opened.verdict);
            prop_assert_eq!(&shousui::file::write(&opened.kept), &text);
            let verified = shousui::file::verify(text.as_bytes()).unwrap();
            prop_assert_eq!(verified.code, session.code());
            Ok(())
        })
        .unwrap();
}

/// Three PCs that share a beginning, act apart, meet in between, and are merged in two orders.
#[test]
fn adopting() {
    let (base, names) = small_mine(1);
    let (cases, same_field) = (AtomicU32::new(0), AtomicU32::new(0));
    let mut runner = TestRunner::new(config(64));
    let histories = (acts(10), acts(10), acts(10), acts(6), any::<u64>());
    runner
        .run(&histories, |(here, there, third, later, seed)| {
            let fork = |n: u64| {
                let mut kept = base.clone();
                Session::open(kept.snapshot(), replica(n))
            };
            let mut desks = [fork(11), fork(12), fork(13)];
            for (desk, acts) in desks.iter_mut().zip([&here, &there, &third]) {
                acted(desk, &names, acts);
            }
            // The first two meet, and the first goes on from what both knew.
            let theirs = entries(&desks[1]);
            desks[0].adopt(theirs).unwrap();
            acted(&mut desks[0], &names, &later);

            let mut all: Vec<Entry> = Vec::new();
            for desk in &desks {
                all.extend(entries(desk).into_iter().filter(|entry| {
                    base.journal().entries().iter().all(|known| known.id != entry.id)
                }));
            }
            all.sort_by_key(|entry| entry.id);
            all.dedup_by_key(|entry| entry.id);
            let merge = |order: &[Entry], group: usize| -> Kept {
                let mut session = fork(20);
                for group in order.chunks(group.max(1)) {
                    session.adopt(group.to_vec()).unwrap();
                }
                session.snapshot()
            };
            let first = merge(&all, all.len());
            let second = merge(&shuffled(&all, seed), 1 + usize::try_from(seed % 5).unwrap());
            let again = {
                let mut session = Session::open(first.clone(), replica(21));
                session.adopt(shuffled(&all, seed / 3)).unwrap();
                session.snapshot()
            };
            for other in [&second, &again] {
                prop_assert_eq!(&first.doc, &other.doc);
                prop_assert_eq!(&first.contested, &other.contested);
                prop_assert_eq!(&first.heads, &other.heads);
            }
            cases.fetch_add(1, Ordering::Relaxed);
            if wrote_the_same_field(&all) {
                same_field.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        })
        .unwrap();
    let (cases, same) = (cases.into_inner(), same_field.into_inner());
    let share = 100 * same / cases;
    println!("{same} of {cases} histories write one field on two PCs: {share} %");
    assert!(30 <= share, "the generator must meet: {share} %");
}

/// Whether two PCs wrote one field.
fn wrote_the_same_field(all: &[Entry]) -> bool {
    let written: BTreeSet<(Cell, _)> = all
        .iter()
        .flat_map(|entry| entry.changes.iter().map(|change| (change.cell(), entry.id.replica)))
        .collect();
    let cells: Vec<&Cell> = written.iter().map(|(cell, _)| cell).collect();
    cells.windows(2).any(|pair| pair[0] == pair[1])
}

fn shuffled(entries: &[Entry], seed: u64) -> Vec<Entry> {
    let mut state = seed | 1;
    let mut entries = entries.to_vec();
    for last in (1..entries.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let other = usize::try_from(state >> 33).unwrap() % (last + 1);
        entries.swap(last, other);
    }
    entries
}

#[test]
fn a_contested_field_keeps_every_writer_until_a_person_resolves_it() {
    let (mut base, names) = small_mine(1);
    let site = names.sites[0];
    let named = |name: &str| Action::Set((site, SiteField::Name(name.to_owned())).into());
    let mut here = Session::open(base.snapshot(), replica(2));
    let mut there = Session::open(base.snapshot(), replica(3));
    here.perform(&named("三号公寓"), morning()).unwrap();
    there.perform(&named("3号楼"), morning()).unwrap();
    here.seal();
    there.seal();
    here.adopt(entries(&there)).unwrap();
    there.adopt(entries(&here)).unwrap();
    assert_eq!(here.document(), there.document());
    let claims: Vec<_> = here.contested().values().flatten().cloned().collect();
    assert_eq!(claims.len(), 2);

    let refused = here.perform(&named("别的"), morning()).unwrap_err();
    assert!(refused.to_string().contains("两处填得不同"), "{refused}");
    let put = claims[0].value.clone();
    here.perform(&Action::Resolve(put.clone()), morning()).unwrap();
    assert!(here.contested().is_empty());
    there.adopt(entries(&here)).unwrap();
    assert!(there.contested().is_empty());
    assert_eq!(there.document().read(&put.cell()), put);
    here.perform(&named("公寓三号"), morning()).unwrap();
}

#[test]
fn of_two_loops_the_less_finished_one_shows() {
    let (mut base, names) = small_mine(1);
    let hazard = Hazard {
        site: Some(names.sites[0]),
        words: "安全出口上锁".to_owned(),
        finders: vec![names.people[0]],
        found_on: Some(day()),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = base.perform(&report, morning()).unwrap().made[0] else { panic!() };
    let advance = |step| Action::Hazard(HazardAction::Advance { hazard: id, step });
    let fixed = Step::FixedOnSpot {
        at: morning(),
        how: "当场拆除".to_owned(),
        fixer: names.people[1],
        checker: names.people[2],
    };
    let mut here = Session::open(base.snapshot(), replica(2));
    let mut there = Session::open(base.snapshot(), replica(3));
    here.perform(&advance(fixed), morning()).unwrap();
    there
        .perform(
            &Action::Hazard(HazardAction::HandOver { hazards: vec![id], by: names.people[0] }),
            morning(),
        )
        .unwrap();
    here.adopt(entries(&there)).unwrap();
    let shown = here.document().hazards.get(&id).unwrap();
    assert_eq!(shown.state().word(), "已移交");
    assert_eq!(here.contested().len(), 1);
}

/// Whatever is refused when typed would be found if a merge brought it in.
#[test]
fn what_decide_refuses_rules_finds() {
    use shousui::action::Refusal;
    let (base, names) = small_mine(1);
    let refusals = AtomicU32::new(0);
    let mut runner = TestRunner::new(config(96));
    runner
        .run(&(acts(60), acts(24)), |(before, tried)| {
            let mut session = base.clone();
            acted(&mut session, &names, &before);
            for act in tried {
                let Some(action) = action(session.document(), &names, act, morning()) else {
                    continue;
                };
                let doc = session.document().clone();
                let Err(Refusal::Broken(words)) = session.perform(&action, morning()) else {
                    session.seal();
                    continue;
                };
                // The same fields, written by a PC without these rules.
                let Some(forced) = forced(&doc, &action) else { continue };
                refusals.fetch_add(1, Ordering::Relaxed);
                let found = review(&forced, day());
                prop_assert!(
                    found.iter().any(|finding| finding.rule.weight == Weight::Law),
                    "{}: {:?}",
                    words,
                    action
                );
            }
            Ok(())
        })
        .unwrap();
    let refusals = refusals.into_inner();
    println!("{refusals} refusals forced in");
    assert!(20 <= refusals);
}

/// The law joins two records; whichever of them an act writes, the other is looked at too.
#[test]
fn a_row_with_a_hazard_cannot_be_cleared_and_a_merge_that_clears_it_is_found() {
    let (mut session, names) = small_mine(1);
    let issue = Action::Sheet(SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: names.people,
    });
    let RecordId::Sheet(sheet) = session.perform(&issue, morning()).unwrap().made[0] else {
        panic!()
    };
    let row = session.document().sheets.get(&sheet).unwrap().rows()[0].number;
    let words = "安全出口上锁".to_owned();
    let report = Action::Hazard(HazardAction::ReportFault { sheet, row, words });
    session.perform(&report, morning()).unwrap();

    let clear = Action::Sheet(SheetAction::Mark { sheet, row, mark: None });
    let refused = session.perform(&clear, morning()).unwrap_err().to_string();
    assert!(refused.contains("请先作废该隐患"), "{refused}");
    let void = Action::Sheet(SheetAction::Void { sheet, why: "打错".to_owned() });
    let gone = session.perform(&void, morning()).unwrap_err().to_string();
    assert!(gone.contains("请先作废隐患"), "{gone}");

    let codes = |doc: &Document| -> Vec<&str> {
        review(doc, day()).iter().map(|finding| finding.rule.code).collect()
    };
    let merged = forced(session.document(), &clear).unwrap();
    assert!(codes(&merged).contains(&"S6"), "{:?}", codes(&merged));
    let mut merged = session.document().clone();
    merged.apply(RecordId::Sheet(sheet).keep(false));
    assert!(codes(&merged).contains(&"S6"), "{:?}", codes(&merged));
}

/// The document as a PC without rules would leave it.
fn forced(doc: &Document, action: &Action) -> Option<Document> {
    let mut after = doc.clone();
    match action {
        Action::Set(put) => after.apply(put.clone()),
        Action::Remove(record) => after.apply(record.keep(false)),
        Action::Sheet(SheetAction::Mark { sheet, row, mark }) => {
            after.apply((*sheet, SheetField::Mark(*row, mark.clone())).into());
        }
        Action::Sheet(SheetAction::Tick { sheet, judge, ticked }) => {
            let field = match judge {
                Judge::Member => SheetField::Ticked(*ticked),
                Judge::Electrician => SheetField::ElectricianTicked(*ticked),
                Judge::PostHolder => SheetField::PostTicked(*ticked),
            };
            after.apply((*sheet, field).into());
        }
        Action::Hazard(HazardAction::Advance { hazard, step }) => {
            let mut steps = doc.hazards.get(hazard)?.steps.clone();
            steps.push(step.clone());
            after.apply((*hazard, HazardField::Steps(steps)).into());
        }
        _ => return None,
    }
    Some(after)
}

#[test]
fn words_on_a_sheet_that_went_out_change_only_by_a_new_edition() {
    use shousui::model::checklist::{Code, ItemField};
    let (mut session, names) = small_mine(1);
    let code = Code::first("F01");
    let reword =
        |code: &Code| Action::Set((code.clone(), ItemField::Brief("别的话".to_owned())).into());
    session.perform(&reword(&Code::first("F34")), morning()).unwrap();
    let issue = Action::Sheet(SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: Vec::new(),
    });
    session.perform(&issue, morning()).unwrap();
    let refused = session.perform(&reword(&code), morning()).unwrap_err();
    assert!(refused.to_string().contains("文字与发出的纸面不同"), "{refused}");
    let next = code.next_edition();
    session.perform(&Action::ReviseItem(code), morning()).unwrap();
    session.perform(&reword(&next), morning()).unwrap();
    let laws = review(session.document(), day());
    assert!(laws.iter().all(|finding| finding.rule.weight != Weight::Law));
}
