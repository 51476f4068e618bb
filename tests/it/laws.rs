//! Laws that hold for every document and every act.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};
use shousui::action::{Action, HazardAction, NewRecord, PlanAction, SheetAction, TeamAction};
use shousui::model::checklist::Judge;
use shousui::model::duty::{DutyField, DutyId};
use shousui::model::hazard::{Hazard, HazardField, Step};
use shousui::model::id::{
    ActivityId, EntryId, GatheringId, HandoutId, HandoverId, LogId, Mint, PairingId, PersonId,
    PhoneId, PostId, ResidentId, RouteId, ServiceId, SiteId, SpotCheckId, StewardId, SupplyId,
    UnitId, ZeroReportId, ZoneId,
};
use shousui::model::number::Use;
use shousui::model::place::SiteField;
use shousui::model::plan::PhoneField;
use shousui::model::printout::{Printout, PrintoutField};
use shousui::model::sheet::SheetField;
use shousui::model::{Cell, Document, RecordId};
use shousui::rules::{Weight, review};
use shousui::session::{Entry, Journal, Kept, Recalled, Session};

use crate::fixture::{act, busy_mine, day, morning, replica, set, small_mine};
use verbs::{acted, action, acts};

mod draw;
mod fields;
mod five;
mod found;
mod late;
mod reach;
mod verbs;

/// How a law is tried: so many histories, or as many as `SHOUSUI_LAWS` says.
fn config(few: u32) -> Config {
    let told = std::env::var("SHOUSUI_LAWS").ok().and_then(|cases| cases.parse().ok());
    Config {
        cases: told.unwrap_or(few),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/it/regressions.txt",
        ))),
        ..Config::default()
    }
}

fn entries(session: &Session) -> Vec<Entry> {
    session.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect()
}

/// The document without the book of numbers, in which undone numbers stay as void.
/// Whether that stands whatever is undone: numbers are void and never free, and what was printed was.
fn is_fact(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(..) | Cell::Printout(..))
}

fn without_facts(session: &Session, before: &Document) -> Vec<Cell> {
    before
        .differences(session.document())
        .iter()
        .map(shousui::model::Change::cell)
        .filter(|cell| !is_fact(cell))
        .collect()
}

#[test]
fn undoing_everything_gives_the_first_document_and_voids_its_numbers() {
    let base = busy_mine(1);
    let mut runner = TestRunner::new(config(20));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &acts);
            let after = session.document().clone();
            let mut undone = 0;
            while session.undo(morning()).unwrap().is_some() {
                undone += 1;
            }
            prop_assert_eq!(session.document(), &{
                // Everything, back to before the base.
                let mut blank = Document::default();
                for change in blank.differences(session.document()) {
                    if is_fact(&change.cell()) {
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

/// Who undoes after a print means what was written before it; redo stays possible over a print too.
#[test]
fn a_remembered_print_is_no_step_to_undo() {
    let mut session = busy_mine(1);
    let known = session.document().printouts.len();
    let name = |session: &Session| {
        session.document().sites.iter().map(|(_, site)| site.name.clone()).next().unwrap()
    };
    let (site, before) = (*session.document().sites.iter().next().unwrap().0, name(&session));
    act(&mut session, set((site, SiteField::Name("改过的名称".to_owned()))));
    let printed = || {
        let paper = Printout { kept: true, paper: "roster".to_owned(), ..Printout::default() };
        Action::Remember(vec![paper])
    };
    act(&mut session, printed());
    session.undo(morning()).unwrap();
    assert_eq!(name(&session), before);
    assert_eq!(session.document().printouts.len(), known + 1);
    act(&mut session, printed());
    session.redo(morning()).unwrap();
    assert_eq!(name(&session), "改过的名称");
    assert_eq!(session.document().printouts.len(), known + 2);
    // What a person writes of a printed paper is a step like any other.
    let id = *session.document().printouts.iter().last().unwrap().0;
    act(&mut session, set((id, PrintoutField::Place("调度室".to_owned()))));
    session.undo(morning()).unwrap();
    assert_eq!(session.document().printouts.get(&id).unwrap().place, "");
}

#[test]
fn undo_reaches_back_across_reopening_and_never_frees_a_number() {
    let base = busy_mine(1);
    let mut runner = TestRunner::new(config(8));
    runner
        .run(&acts(30), |acts| {
            let mut session = base.clone();
            acted(&mut session, &acts);
            let issued: BTreeSet<_> =
                session.document().numbers.iter().map(|(number, _)| number.clone()).collect();
            let text = shousui::file::write(&session.snapshot());
            let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
            let mut reopened = Session::open(kept, session.replica());
            prop_assert_eq!(reopened.undo_words(), session.undo_words());
            prop_assert_eq!(reopened.redo_words(), session.redo_words());
            while reopened.undo(morning()).unwrap().is_some() {}
            prop_assert_eq!(without_facts(&reopened, &Document::default()), vec![]);
            let void: BTreeSet<_> =
                reopened.document().numbers.iter().map(|(number, _)| number.clone()).collect();
            prop_assert_eq!(issued, void);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_journal_alone_rebuilds_the_document() {
    let base = busy_mine(1);
    let mut runner = TestRunner::new(config(24));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &acts);
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
    let base = busy_mine(1);
    let mut runner = TestRunner::new(config(24));
    runner
        .run(&acts(40), |acts| {
            let mut session = base.clone();
            acted(&mut session, &acts);
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
    let base = busy_mine(1);
    let (cases, same_field) = (AtomicU32::new(0), AtomicU32::new(0));
    let mut runner = TestRunner::new(config(32));
    let histories = (acts(16), acts(16), acts(16), acts(8), any::<u64>());
    runner
        .run(&histories, |(here, there, third, later, seed)| {
            let fork = |n: u64| {
                let mut kept = base.clone();
                Session::open(kept.snapshot(), replica(n))
            };
            let mut desks = [fork(11), fork(12), fork(13)];
            for (desk, acts) in desks.iter_mut().zip([&here, &there, &third]) {
                acted(desk, acts);
            }
            // The first two meet, and the first goes on from what both knew.
            let theirs = entries(&desks[1]);
            desks[0].adopt(theirs).unwrap();
            acted(&mut desks[0], &later);

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
            let second = merge(&shuffled(&all, seed), 1 + usize::try_from(seed % 9).unwrap());
            let again = {
                let mut session = Session::open(first.clone(), replica(21));
                session.adopt(shuffled(&all, seed / 3)).unwrap();
                session.snapshot()
            };
            // Their history was played ahead, and something came meanwhile; or another one was.
            let (some, rest) = all.split_at(all.len() / 2);
            let ahead = |other: Option<&Journal>| {
                let mut session = fork(22);
                let recalled = Recalled::of(other.unwrap_or_else(|| session.journal()));
                session.adopt(some.to_vec()).unwrap();
                session.adopt_recalled(recalled, shuffled(rest, seed / 7)).unwrap();
                session.snapshot()
            };
            let (ahead, aside) = (ahead(None), ahead(Some(&first.journal)));
            for other in [&second, &again, &ahead, &aside] {
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
    println!("{}", enough_meet(cases.into_inner(), same_field.into_inner()));
}

/// That the generator writes on one field from two sides often enough to say something.
fn enough_meet(cases: u32, same: u32) -> String {
    let share = 100 * same / cases;
    // A few histories may have bad luck.
    let floor = if cases < 32 { 1 } else { 30 };
    assert!(floor <= share, "the generator must meet: {share} %");
    format!("{same} of {cases} histories write one field on two PCs: {share} %")
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

fn shuffled<T: Clone>(all: &[T], seed: u64) -> Vec<T> {
    let mut state = seed | 1;
    let mut all = all.to_vec();
    for last in (1..all.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let other = usize::try_from(state >> 33).unwrap() % (last + 1);
        all.swap(last, other);
    }
    all
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
            &Action::Hazard(HazardAction::HandOver {
                hazards: vec![id],
                by: names.people[0],
                due: None,
            }),
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
    let base = busy_mine(1);
    let (cases, refusals) = (AtomicU32::new(0), AtomicU32::new(0));
    let mut runner = TestRunner::new(config(64));
    runner
        .run(&(acts(60), acts(24)), |(before, tried)| {
            cases.fetch_add(1, Ordering::Relaxed);
            let mut session = base.clone();
            acted(&mut session, &before);
            for act in tried {
                let Some(action) = action(&session, act, morning()) else {
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
    assert!(cases.into_inner() / 5 <= refusals);
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

/// Writes a new record down as it is.
fn added(doc: &mut Document, record: &NewRecord) {
    let mint = Mint { entry: EntryId { replica: replica(97), number: 1 }, place: 0 };
    macro_rules! written {
        ($($variant:ident($id:ident)),* $(,)?) => {
            match record {
                $(NewRecord::$variant(new) => {
                    doc.apply(RecordId::$variant($id(mint)).keep(true));
                    let fields = new.written().into_iter();
                    fields.for_each(|field| doc.apply(($id(mint), field).into()));
                })*
            }
        };
    }
    written!(
        Person(PersonId),
        Unit(UnitId),
        Zone(ZoneId),
        Site(SiteId),
        Resident(ResidentId),
        Route(RouteId),
        Post(PostId),
        Pairing(PairingId),
        Steward(StewardId),
        Phone(PhoneId),
        Handout(HandoutId),
        Log(LogId),
        ZeroReport(ZeroReportId),
        Handover(HandoverId),
        SpotCheck(SpotCheckId),
        Activity(ActivityId),
        Service(ServiceId),
        Gathering(GatheringId),
        Supply(SupplyId),
    );
}

/// The document as a PC without rules would leave it.
fn forced(doc: &Document, action: &Action) -> Option<Document> {
    let mut after = doc.clone();
    match action {
        Action::Set(put) => {
            // What is written in an empty cell of the rota is kept from then on.
            let record = put.cell().record();
            if !doc.has(&record) {
                after.apply(record.keep(true));
            }
            after.apply(put.clone());
        }
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
        Action::Sheet(SheetAction::Finish { sheet }) => {
            after.apply((*sheet, SheetField::Entered(Some(morning()))).into());
        }
        Action::Team(TeamAction::TakeTurns { post, shift, days }) => {
            for (day, persons) in days {
                let id = DutyId { day: *day, post: *post, shift: *shift };
                after.apply((id, DutyField::Kept(true)).into());
                after.apply((id, DutyField::Persons(persons.clone())).into());
            }
        }
        Action::Plan(PlanAction::Dial { phone, by }) => {
            after.apply((*phone, PhoneField::DialledBy(*by)).into());
        }
        Action::Add(record) => added(&mut after, record),
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
